/*
 * mailbox_imap: the IMAP driver's face towards the seam.
 */
#include <stdlib.h>
#include <string.h>

#include <libetpan/mailimap.h>

#include "cabut/banned.h"
#include "mailbox_imap.h"

static void
imap_close(struct mailbox *box)
{
	struct imap_mailbox *m = (struct imap_mailbox *)box;

	imap_session_close(m);
	arena_free(m->scratch);
	arena_free(m->keep);
	free(m);
}

static const struct mailbox_ops imap_ops = {
	.list = imap_list,
	.sizes = imap_sizes,
	.fetch = imap_fetch,
	.file = imap_file,
	.close = imap_close,
};

bool
mailbox_imap_open(const struct mailbox_account *who, struct arena *keep,
    const struct mailbox_url *url, struct mailbox **out, struct fault *f)
{
	struct imap_mailbox *m = calloc(1, sizeof *m);

	if (!m) {
		arena_free(keep);
		return fault_set(f, SCOPE_RUN, "%s: no memory", url->label);
	}
	m->box.ops = &imap_ops;
	m->box.name = url->name;
	m->keep = keep;
	m->scratch = arena_new();
	m->url = *url;
	m->filing = who->filing;
	m->keyword = arena_strdup(keep, who->keyword);
	m->folder = arena_strdup(keep, who->folder);
	if (!imap_session_open(m, who, f)) {
		imap_close(&m->box);
		return false;
	}
	*out = &m->box;
	return true;
}
