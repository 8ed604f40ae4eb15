/*
 * mailbox: picks the driver by the URL, and says how many mails make one
 * round trip.
 */
#include <string.h>

#include <libetpan/mailimap.h>

#include "cabut/banned.h"
#include "mailbox_imap.h"
#include "mailbox_maildir.h"

bool
mailbox_open(
    const struct mailbox_account *who, struct mailbox **out, struct fault *f)
{
	struct arena *keep = arena_new(); /* passes to the mailbox */
	struct mailbox_url url;

	if (!mailbox_url_parse(who->url, keep, &url, f)) {
		arena_free(keep);
		return false;
	}
	if (url.scheme == MAILBOX_MAILDIR)
		return mailbox_maildir_open(who, keep, &url, out, f);
	return mailbox_imap_open(who, keep, &url, out, f);
}

void
mailbox_close(struct mailbox *m)
{
	if (m)
		m->ops->close(m);
}

size_t
mailbox_batch(const struct mail_ref *refs, size_t count)
{
	uint64_t bytes = 0;
	size_t n = 0;

	for (; n < count && n < INTAKE_BATCH_MAILS; n++) {
		bytes += refs[n].size;
		if (n > 0 && bytes > INTAKE_BATCH_BYTES)
			break;
	}
	return n;
}
