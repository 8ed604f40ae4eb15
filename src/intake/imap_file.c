/*
 * imap_file: marks mails that the store holds. May be repeated: a keyword set
 * twice and a UID that is gone are both no trouble. Poor servers (no keywords,
 * no MOVE, no UIDPLUS) get what they can do; the ledger decides anyway, and
 * plain EXPUNGE is never said, because it would take other people's mails.
 */
#include <stdlib.h>
#include <string.h>

#include <libetpan/mailimap.h>

#include "cabut/banned.h"
#include "mailbox_imap.h"

static int
store_flag(struct imap_mailbox *m, struct mailimap_set *set,
    struct mailimap_flag *flag)
{
	struct mailimap_flag_list *list = mailimap_flag_list_new_empty();
	struct mailimap_store_att_flags *what;
	int r;

	mailimap_flag_list_add(list, flag);
	what = mailimap_store_att_flags_new_add_flags_silent(list);
	r = mailimap_uid_store(m->imap, set, what);
	mailimap_store_att_flags_free(what);
	return r;
}

static int
say_keyword(struct imap_mailbox *m, struct mailimap_set *set)
{
	return store_flag(
	    m, set, mailimap_flag_new_flag_keyword(strdup(m->keyword)));
}

static int
say_deleted(struct imap_mailbox *m, struct mailimap_set *set)
{
	return store_flag(m, set, mailimap_flag_new_deleted());
}

static int
say_move(struct imap_mailbox *m, struct mailimap_set *set)
{
	return mailimap_uid_move(m->imap, set, m->folder);
}

static int
say_copy(struct imap_mailbox *m, struct mailimap_set *set)
{
	return mailimap_uid_copy(m->imap, set, m->folder);
}

static int
say_expunge(struct imap_mailbox *m, struct mailimap_set *set)
{
	return mailimap_uid_expunge(m->imap, set);
}

struct filing_step {
	int (*say)(struct imap_mailbox *, struct mailimap_set *);
	const char *doing;
};

static const struct filing_step keyword_steps[] = {
	{ say_keyword, "set the filing keyword" },
	{ NULL, NULL },
};
static const struct filing_step move_steps[] = {
	{ say_move, "move mails to the filing folder" },
	{ NULL, NULL },
};
static const struct filing_step copy_steps[] = {
	{ say_copy, "copy mails to the filing folder" },
	{ say_deleted, "mark moved mails as deleted" },
	{ say_expunge, "expunge moved mails" },
	{ NULL, NULL },
};
static const struct filing_step copy_only_steps[] = {
	{ say_copy, "copy mails to the filing folder" },
	{ say_deleted, "mark moved mails as deleted" },
	{ NULL, NULL },
};

/* NULL: nothing that this server could do. */
static const struct filing_step *
steps_for(const struct imap_mailbox *m)
{
	switch (m->filing) {
	case FILING_NONE:
		return NULL;
	case FILING_KEYWORD:
		return m->box.info.can_keyword ? keyword_steps : NULL;
	case FILING_MOVE:
		if (m->box.info.can_move)
			return move_steps;
		return m->can_expunge ? copy_steps : copy_only_steps;
	}
	return NULL;
}

static bool
run_steps(struct imap_mailbox *m, const struct filing_step *steps,
    const uint32_t *uids, size_t count, size_t *used, struct fault *f)
{
	struct mailimap_set *set = imap_set_of(uids, count, used);
	bool ok = true;

	for (const struct filing_step *s = steps; ok && s->say; s++) {
		imap_begin(m, *used * IMAP_ITEM_BYTES);
		int r = s->say(m, set);
		ok = imap_outcome(m, r) == IMAP_OK ||
		     imap_trouble(m, r, s->doing, SCOPE_CONFIG, f);
	}
	mailimap_set_free(set);
	return ok;
}

bool
imap_file(
    struct mailbox *box, const uint32_t *uids, size_t count, struct fault *f)
{
	struct imap_mailbox *m = (struct imap_mailbox *)box;
	const struct filing_step *steps = steps_for(m);
	uint32_t *sorted;
	size_t used;

	if (!steps || count == 0)
		return true;
	arena_reset(m->scratch);
	sorted = imap_uids_sorted(m, uids, &count);
	for (size_t i = 0; i < count; i += used)
		if (!run_steps(m, steps, sorted + i, count - i, &used, f))
			return false;
	return true;
}
