/*
 * What the files of this room share: the handle, and the words that SQL uses
 * for the enums of cabut/store.h.
 */
#ifndef CABUT_STORE_ROOM_H
#define CABUT_STORE_ROOM_H

#include "cabut/store.h"

#include "db.h"

struct store {
	struct db *db;
	struct arena *arena; /* this struct is in it */
};

/* Is `text` one JSON value of that type ("object", "array")? NULL is not. */
bool json_must_be(
    struct store *, const char *text, const char *type, struct fault *);

const char *token_purpose_name(enum token_purpose);

/* The text of the row's word as an enum. A word that is not of the list is a
 * fault: a newer cabut wrote it, or a stranger. */
bool take_ledger_class(struct query *, enum ledger_class *);
bool take_casefile_status(struct query *, enum casefile_status *);
bool take_token_purpose(struct query *, enum token_purpose *);
bool take_outbox_state(struct query *, enum outbox_state *);

#endif
