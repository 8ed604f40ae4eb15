/*
 * Private to the room: rows of the register by one number.
 */
#ifndef CABUT_STORE_REGISTER_H
#define CABUT_STORE_REGISTER_H

#include "room.h"

/* out->id is 0 when there is none, or when the number is NULL. */
bool register_by_nip(struct store *, const char *agency, const char *nip,
    struct arena *, struct register_owner *, struct fault *);
bool register_by_nik(struct store *, const char *agency, const char *nik,
    struct arena *, struct register_owner *, struct fault *);

#endif
