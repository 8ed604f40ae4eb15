/*
 * The chain's arithmetic, shared by the writer and the audit.
 */
#ifndef CABUT_STORE_CHAIN_H
#define CABUT_STORE_CHAIN_H

#include "room.h"

#define CHAIN_START                                                            \
	"00000000000000000000000000000000"                                     \
	"00000000000000000000000000000000"

struct chain_link { /* what one hash covers */
	struct slice previous, number, kind, body;
	int64_t seq;
	time_s at;
};

/* SHA-256 of the bytes that schema.sql lays down above table event. */
void chain_hash(const struct chain_link *, char out[SHA256_HEX_LEN + 1]);

#endif
