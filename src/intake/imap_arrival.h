/*
 * imap_arrival: UID sets out, FETCH replies in. A reply is handed over as
 * soon as it is read, whether it was asked for or not: the taker decides.
 */
#ifndef CABUT_IMAP_ARRIVAL_H
#define CABUT_IMAP_ARRIVAL_H

#include "mailbox_imap.h"

/* What one FETCH reply says; the body lives only during the call. */
struct arrival {
	uint32_t uid;	 /* 0: none */
	bool is_doubled; /* two UIDs or two bodies in one reply */
	bool has_size, has_body;
	uint32_t size;
	const char *body;
	size_t body_len;
	uint32_t offset; /* of a part: where it begins */
};

/* First member of the taker's own struct. */
struct taker {
	void (*take)(struct taker *, const struct arrival *);
};

int uid_compare(const void *a, const void *b); /* for qsort and bsearch */
/* Ascending, each once; returns how many are left. */
size_t uids_sort(uint32_t *uids, size_t count);

/* UID FETCH set (UID att); eats the set and the attribute. Returns libetpan's
 * verdict, for imap_outcome(). */
int imap_uid_fetch(struct imap_mailbox *, struct mailimap_set *,
    struct mailimap_fetch_att *, struct taker *);

#endif
