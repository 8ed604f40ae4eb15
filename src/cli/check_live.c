/*
 * The parts of `cabut check` that ask servers: log-ins, and which proofs of
 * their sender the newest mails in a mailbox carried.
 */
#include "check.h"

#include "cabut/banned.h"

enum { RECENT_MAILS = 20 };

static bool
fetch_recent(struct mailbox *box, struct arena *a, struct raw_mail **mails,
    size_t *count, struct fault *f)
{
	uint32_t *uids;
	size_t n;

	if (!box->ops->list(box, a, &uids, &n, f))
		return false;
	size_t first = n > RECENT_MAILS ? n - RECENT_MAILS : 0;
	struct mail_ref *refs = arena_array(a, n - first + 1, sizeof *refs);

	*count = 0;
	if (n == first)
		return true;
	if (!box->ops->sizes(box, uids + first, n - first, refs, f))
		return false;
	*count = mailbox_batch(refs, n - first);
	*mails = arena_array(a, *count, sizeof **mails);
	return box->ops->fetch(box, refs, *count, a, *mails, f);
}

static const char *
proofs_text(const struct config_agency *g, const struct raw_mail *mails,
    size_t count, struct arena *a)
{
	size_t plain = 0, aligned = 0, forged = 0;

	for (size_t i = 0; i < count; i++) {
		struct head head;
		struct evidence e;
		struct fault ignored = { 0 };

		if (!mails[i].is_whole ||
		    !head_scan(mails[i].bytes, a, &head, &ignored))
			continue;
		sender_evidence(&head, &g->auth, a, &e);
		plain += head.is_plain;
		aligned += e.is_aligned;
		forged += e.is_forged;
	}
	return arena_printf(a,
	    "of %zu recent mails %zu had a plain sender, %zu were proven by "
	    "DMARC or DKIM, %zu carried a forged proof",
	    count, plain, aligned, forged);
}

void
check_mailbox(struct check *k, struct cli *c, const struct config_agency *g,
    const struct config_mailbox *m)
{
	struct mailbox_account account;
	struct mailbox *box = NULL;
	struct raw_mail *mails = NULL;
	struct fault f = { 0 };
	size_t count = 0;

	if (!run_mailbox_account(m, c->arena, &account, &f) ||
	    !mailbox_open(&account, &box, &f) ||
	    !fetch_recent(box, c->arena, &mails, &count, &f)) {
		check_tell(k, false, g->id, f.text);
		mailbox_close(box);
		return;
	}
	check_tell(k, true, g->id,
	    arena_printf(c->arena, "mailbox %s: %u mails; %s", box->name,
		box->info.exists, proofs_text(g, mails, count, c->arena)));
	mailbox_close(box);
}

void
check_smtp(struct check *k, struct cli *c, const struct config_agency *g)
{
	struct wire_account account;
	struct fault f = { 0 };
	bool ok = run_wire_account(g, c->arena, &account, &f) &&
		  wire_probe(&account, &f);

	check_tell(k, ok, g->id,
	    ok ? arena_printf(c->arena, "sends by %s", g->smtp.url)
	       : arena_printf(c->arena, "smtp: %s: %s", g->smtp.url, f.text));
}
