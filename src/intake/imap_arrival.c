/*
 * imap_arrival: UID sets out, FETCH replies in.
 */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <libetpan/mailimap.h>

#include "cabut/banned.h"
#include "imap_arrival.h"

/* ---- sets ---- */

int
uid_compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

size_t
uids_sort(uint32_t *uids, size_t count)
{
	size_t n = 0;

	qsort(uids, count, sizeof *uids, uid_compare);
	for (size_t i = 0; i < count; i++)
		if (n == 0 || uids[n - 1] != uids[i])
			uids[n++] = uids[i];
	return n;
}

uint32_t *
imap_uids_sorted(struct imap_mailbox *m, const uint32_t *uids, size_t *count)
{
	uint32_t *copy = arena_array(m->scratch, *count, sizeof *copy);

	if (*count > 0)
		memcpy(copy, uids, *count * sizeof *copy);
	*count = uids_sort(copy, *count);
	return copy;
}

struct mailimap_set *
imap_set_of(const uint32_t *uids, size_t count, size_t *used)
{
	struct mailimap_set *set = mailimap_set_new_empty();
	size_t i = 0;

	if (!set)
		exit(EX_TEMPFAIL); /* as the arena does */
	for (int n = 0; i < count && n < IMAP_SET_RANGES; n++) {
		size_t first = i;
		while (i + 1 < count && uids[i + 1] == uids[i] + 1)
			i++;
		mailimap_set_add_interval(set, uids[first], uids[i]);
		i++;
	}
	*used = i;
	return set;
}

/* ---- what comes in ---- */

static void
arrival_static(struct arrival *a, const struct mailimap_msg_att_static *s)
{
	const struct mailimap_msg_att_body_section *part;

	switch (s->att_type) {
	case MAILIMAP_MSG_ATT_UID:
		a->is_doubled |= a->uid != 0;
		a->uid = s->att_data.att_uid;
		break;
	case MAILIMAP_MSG_ATT_RFC822_SIZE:
		a->has_size = true;
		a->size = s->att_data.att_rfc822_size;
		break;
	case MAILIMAP_MSG_ATT_BODY_SECTION:
		part = s->att_data.att_body_section;
		if (!part || !part->sec_body_part ||
		    (part->sec_section && part->sec_section->sec_spec))
			break;
		a->is_doubled |= a->has_body;
		a->has_body = true;
		a->body = part->sec_body_part;
		a->body_len = part->sec_length;
		a->offset = part->sec_origin_octet;
		break;
	default: /* not asked for */
		break;
	}
}

static struct arrival
arrival_of(const struct mailimap_msg_att *att)
{
	struct arrival a = { 0 };

	for (clistiter *cur = clist_begin(att->att_list); cur;
	     cur = clist_next(cur)) {
		const struct mailimap_msg_att_item *item = clist_content(cur);
		if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
			arrival_static(&a, item->att_data.att_static);
	}
	return a;
}

/* libetpan calls this for each FETCH reply, asked for or not. */
static void
on_arrival(struct mailimap_msg_att *att, void *context)
{
	struct taker *taker = context;
	struct arrival a = arrival_of(att);

	if (a.uid != 0 && !a.is_doubled)
		taker->take(taker, &a);
}

/* libetpan calls the handler above only while somebody asks for progress. */
static void
no_progress(size_t now, size_t all, void *context)
{
	(void)now;
	(void)all;
	(void)context;
}

static struct mailimap_fetch_type *
fetch_type_with(struct mailimap_fetch_att *att)
{
	struct mailimap_fetch_type *type =
	    mailimap_fetch_type_new_fetch_att_list_empty();

	mailimap_fetch_type_new_fetch_att_list_add(
	    type, mailimap_fetch_att_new_uid());
	mailimap_fetch_type_new_fetch_att_list_add(type, att);
	return type;
}

int
imap_uid_fetch(struct imap_mailbox *m, struct mailimap_set *set,
    struct mailimap_fetch_att *att, struct taker *taker)
{
	struct mailimap_fetch_type *type = fetch_type_with(att);
	clist *rest = NULL;
	int r;

	mailimap_set_progress_callback(m->imap, NULL, no_progress, NULL);
	mailimap_set_msg_att_handler(m->imap, on_arrival, taker);
	r = mailimap_uid_fetch(m->imap, set, type, &rest);
	mailimap_set_msg_att_handler(m->imap, NULL, NULL);
	mailimap_set_progress_callback(m->imap, NULL, NULL, NULL);
	if (r == MAILIMAP_NO_ERROR && rest)
		mailimap_fetch_list_free(rest);
	mailimap_fetch_type_free(type);
	mailimap_set_free(set);
	return r;
}
