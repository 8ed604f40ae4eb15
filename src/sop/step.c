/*
 * One <langkah>: its attributes by kind, the printed cells, the papers it
 * needs, its times and branches. The schema has seen the form already; here
 * names are resolved, and what does not go with the kind is refused.
 */
#include "reader.h"

#include "cabut/banned.h"

static const char *const kind_words[] = {
	[STEP_REQUEST] = "permohonan",
	[STEP_DECISION] = "keputusan",
	[STEP_WORK] = "proses",
	[STEP_WAIT] = "tunggu",
	[STEP_NOTIFY] = "pemberitahuan",
	[STEP_RECORD] = "catat",
	[STEP_END] = "akhir",
	NULL,
};

static const char *const end_words[] = {
	[END_NONE] = "",
	[END_DONE] = "selesai",
	[END_REJECTED] = "ditolak",
	[END_CANCELLED] = "dibatalkan",
	NULL,
};

bool
step_read_identity(
    const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	int kind = word_index(kind_words, reader_attribute(r, node, "jenis"));

	if (kind < 0)
		return reader_fault(r, node, "jenis is not known");
	step->kind = (enum sop_step_kind)kind;
	step->id = reader_attribute(r, node, "id");
	step->line = (unsigned)xmlGetLineNo(node);
	const struct sop_step *same = sop_step_by_id(r->sop, step->id);

	if (same != step)
		return reader_fault(r, node,
		    "langkah id=\"%s\" stands already on line %u", step->id,
		    same->line);
	return true;
}

static bool
refuse_attribute(const struct sop_reader *r, const xmlNode *node,
    const struct sop_step *step, const char *attribute)
{
	if (!reader_attribute(r, node, attribute))
		return true;
	return reader_fault(r, node,
	    "langkah \"%s\": %s does not go with jenis=\"%s\"", step->id,
	    attribute, sop_kind_word(step->kind));
}

static bool
read_paper(const struct sop_reader *r, const xmlNode *node,
    const char *attribute, int *out)
{
	const char *id = reader_attribute(r, node, attribute);

	*out = -1;
	if (!id)
		return true;
	*out = sop_paper_index(r->sop, id);
	if (*out >= 0)
		return true;
	return reader_fault(
	    r, node, "%s=\"%s\": no <berkas> has this id", attribute, id);
}

static bool
read_who(const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	const char *role = reader_attribute(r, node, "pelaksana");
	int index = sop_role_called(r->sop, role);

	if (!role)
		return reader_fault(
		    r, node, "langkah \"%s\": pelaksana is missing", step->id);
	if (index < 0)
		return reader_fault(r, node,
		    "pelaksana=\"%s\": no <peran> has this id, name or alias",
		    role);
	step->role = (unsigned)index;
	step->actor = strcmp(role, r->sop->roles[index].id) == 0
			  ? r->sop->roles[index].label
			  : role;
	return true;
}

static bool
read_end(const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	int end = word_index(end_words, reader_attribute(r, node, "akhir"));

	if (end < 0)
		return reader_fault(r, node,
		    "langkah \"%s\": jenis=\"akhir\" needs akhir=\"selesai\", "
		    "\"ditolak\" or \"dibatalkan\"",
		    step->id);
	step->end = (enum sop_end)end;
	if (child_first(node, "jika") || child_first(node, "kelengkapan"))
		return reader_fault(r, node,
		    "langkah \"%s\": jenis=\"akhir\" has neither <jika> nor "
		    "<kelengkapan>",
		    step->id);
	return refuse_attribute(r, node, step, "pelaksana");
}

static bool
read_attributes(
    const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	const char *number = reader_attribute(r, node, "no");
	const char *least = reader_attribute(r, node, "syarat-surel");
	const char *held = reader_attribute(r, node, "masa-sanggah");
	bool is_end = step->kind == STEP_END;

	step->number = number ? number : "";
	step->actor = "";
	step->is_held = held && strcmp(held, "ya") == 0;
	if (least) /* 0 to 4, says the schema; it may stand as "02" */
		step->min_assurance =
		    (unsigned)(least[strlen(least) - 1] - '0');
	if (step->kind != STEP_WORK &&
	    !(refuse_attribute(r, node, step, "hasil-berkas") &&
		refuse_attribute(r, node, step, "konsep-berkas") &&
		refuse_attribute(r, node, step, "masa-sanggah")))
		return false;
	if (step->kind != STEP_WORK && step->kind != STEP_DECISION &&
	    !refuse_attribute(r, node, step, "syarat-surel"))
		return false;
	if (is_end)
		return read_end(r, node, step);
	return refuse_attribute(r, node, step, "akhir") &&
	       read_who(r, node, step);
}

static void
read_cells(
    const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	const xmlNode *cell;
	size_t count = child_count(node, "perlengkapan");

	if ((cell = child_first(node, "kegiatan")))
		step->activity = reader_text(r, cell);
	if ((cell = child_first(node, "keluaran")))
		step->output = reader_text(r, cell);
	if ((cell = child_first(node, "keterangan")))
		step->note = reader_text(r, cell);
	step->equipment = arena_array(r->arena, count, sizeof *step->equipment);
	for (cell = child_first(node, "perlengkapan"); cell;
	     cell = child_next(cell))
		step->equipment[step->equipment_count++] = reader_text(r, cell);
}

/* "atasan" or "bukan-pemilik", says the schema. */
static bool
read_asker(const struct sop_reader *r, const xmlNode *node,
    const struct sop_step *step, struct sop_need *need)
{
	const char *who = reader_attribute(r, node, "pemohon");

	if (!who)
		return true;
	if (step->kind != STEP_REQUEST)
		return reader_fault(r, node,
		    "langkah \"%s\": <butuh pemohon=...> only goes with "
		    "jenis=\"permohonan\"",
		    step->id);
	need->asker = strcmp(who, "atasan") == 0 ? ASKER_SUPERIOR : ASKER_OTHER;
	return true;
}

static bool
read_needs(
    const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	const xmlNode *list = child_first(node, "kelengkapan");

	if (!list)
		return true;
	step->needs = arena_array(
	    r->arena, child_count(list, "butuh"), sizeof *step->needs);
	for (const xmlNode *n = child_first(list, "butuh"); n;
	     n = child_next(n)) {
		struct sop_need *need = &step->needs[step->need_count];

		if (!read_paper(r, n, "berkas", &need->paper) ||
		    !read_asker(r, n, step, need))
			return false;
		need->for_reason = reader_attribute(r, n, "bila-alasan");
		step->need_count++;
	}
	return true;
}

static bool
read_reminder(const struct sop_reader *r, const xmlNode *node,
    const char *attribute, struct sop_duration *out)
{
	const char *text = reader_attribute(r, node, attribute);

	if (!text || duration_of_text(text, out))
		return true;
	return reader_fault(r, node,
	    "%s=\"%s\": expected a number from 1 to %d and menit, jam, "
	    "jam-kerja, hari or hari-kerja",
	    attribute, text, SOP_DURATION_MAX);
}

static bool
read_times(
    const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	const xmlNode *time = child_first(node, "waktu");

	if (!time)
		return true;
	const char *value = reader_attribute(r, time, "nilai");
	const char *unit = reader_attribute(r, time, "satuan");

	if (!value != !unit)
		return reader_fault(
		    r, time, "<waktu>: nilai and satuan go together");
	if (value && !duration_of_value(value, unit, &step->time))
		return reader_fault(r, time,
		    "nilai=\"%s\": expected a number from 1 to %d, or two as "
		    "in \"1-2\", the smaller first",
		    value, SOP_DURATION_MAX);
	step->has_time = value != NULL;
	return read_reminder(r, time, "ingatkan", &step->remind) &&
	       read_reminder(r, time, "eskalasi", &step->escalate);
}

static uint32_t
outcome_bits(struct slice words)
{
	struct slice word;
	uint32_t bits = 0;

	while (slice_take_until(&words, ' ', &word))
		for (unsigned i = 0; i < OUTCOME_UNCLEAR; i++)
			if (slice_equal(word, slice_of(sop_outcome_word(i))))
				bits |= UINT32_C(1) << i;
	return bits;
}

static bool
read_anew(
    const struct sop_reader *r, const xmlNode *node, struct sop_branch *branch)
{
	const char *anew = reader_attribute(r, node, "ulang");

	branch->is_anew = anew && strcmp(anew, "ya") == 0;
	if (!branch->is_anew ||
	    r->sop->steps[branch->next].kind == STEP_REQUEST)
		return true;
	return reader_fault(r, node,
	    "ulang=\"ya\": ke=\"%s\" is no langkah of "
	    "jenis=\"permohonan\"",
	    r->sop->steps[branch->next].id);
}

static bool
read_branches(
    const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	step->branches = arena_array(
	    r->arena, child_count(node, "jika"), sizeof *step->branches);
	for (const xmlNode *n = child_first(node, "jika"); n;
	     n = child_next(n)) {
		struct sop_branch *branch =
		    &step->branches[step->branch_count++];
		const char *to = reader_attribute(r, n, "ke");
		const struct sop_step *next = sop_step_by_id(r->sop, to);

		if (!next)
			return reader_fault(
			    r, n, "ke=\"%s\": no <langkah> has this id", to);
		branch->next = (unsigned)(next - r->sop->steps);
		branch->outcomes =
		    outcome_bits(slice_of(reader_attribute(r, n, "hasil")));
		if (!read_anew(r, n, branch))
			return false;
	}
	return true;
}

bool
step_read(
    const struct sop_reader *r, const xmlNode *node, struct sop_step *step)
{
	if (!read_attributes(r, node, step) ||
	    !read_paper(r, node, "hasil-berkas", &step->produces) ||
	    !read_paper(r, node, "konsep-berkas", &step->drafts))
		return false;
	read_cells(r, node, step);
	if (!step->activity)
		return reader_fault(
		    r, node, "langkah \"%s\": <kegiatan> is missing", step->id);
	return read_needs(r, node, step) && read_times(r, node, step) &&
	       read_branches(r, node, step);
}
