/*
 * Finding the parts of a procedure by name, and the Indonesian words of the
 * outcomes as they stand in the file.
 */
#include "cabut/sop.h"

#include "cabut/banned.h"

const struct sop_step *
sop_step_by_id(const struct sop *sop, const char *id)
{
	for (size_t i = 0; id && i < sop->step_count; i++)
		if (strcmp(sop->steps[i].id, id) == 0)
			return &sop->steps[i];
	return NULL;
}

int
sop_role_index(const struct sop *sop, const char *id)
{
	for (size_t i = 0; id && i < sop->role_count; i++)
		if (strcmp(sop->roles[i].id, id) == 0)
			return (int)i;
	return -1;
}

static bool
is_called(const struct sop_role *role, const char *name)
{
	if (text_equal_nocase(role->id, name) ||
	    text_equal_nocase(role->label, name))
		return true;
	for (size_t i = 0; i < role->alias_count; i++)
		if (text_equal_nocase(role->aliases[i], name))
			return true;
	return false;
}

int
sop_role_called(const struct sop *sop, const char *name)
{
	int exact = sop_role_index(sop, name);

	for (size_t i = 0; name && exact < 0 && i < sop->role_count; i++)
		if (is_called(&sop->roles[i], name))
			exact = (int)i;
	return exact;
}

int
sop_paper_index(const struct sop *sop, const char *id)
{
	for (size_t i = 0; id && i < sop->paper_count; i++)
		if (strcmp(sop->papers[i].id, id) == 0)
			return (int)i;
	return -1;
}

const char *
sop_outcome_word(enum sop_outcome outcome)
{
	switch (outcome) {
	case OUTCOME_APPROVE:
		return "setuju";
	case OUTCOME_REJECT:
		return "tolak";
	case OUTCOME_MORE:
		return "lengkapi";
	case OUTCOME_DELEGATE:
		return "disposisi";
	case OUTCOME_DONE:
		return "selesai";
	case OUTCOME_WITHDRAW:
		return "batal";
	case OUTCOME_COMPLETE:
		return "lengkap";
	case OUTCOME_REVOKED:
		return "dicabut";
	case OUTCOME_REFUSED:
		return "ditolak-bsre";
	case OUTCOME_ISSUED:
		return "terbit";
	case OUTCOME_UNCLEAR:
		return "tidak-jelas";
	case OUTCOME_COUNT:
		break;
	}
	return "?";
}

const char *
sop_kind_word(enum sop_step_kind kind)
{
	switch (kind) {
	case STEP_REQUEST:
		return "permohonan";
	case STEP_DECISION:
		return "keputusan";
	case STEP_WORK:
		return "proses";
	case STEP_WAIT:
		return "tunggu";
	case STEP_NOTIFY:
		return "pemberitahuan";
	case STEP_RECORD:
		return "catat";
	case STEP_END:
		return "akhir";
	}
	return "?";
}
