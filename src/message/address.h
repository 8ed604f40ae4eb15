/*
 * address: reading addresses out of raw header values. Private to the header
 * scanner.
 */
#ifndef CABUT_MESSAGE_ADDRESS_H
#define CABUT_MESSAGE_ADDRESS_H

#include "cabut/message.h"

/* Reads a From value that must be one mailbox. `address` gets the addr-spec,
 * domain in lower case, or NULL when no single one can be told. The result
 * is NULL when the value is plain, else the doubt in English. */
const char *address_of_from(
    struct slice value, struct arena *, const char **address);

/* Adds every plain addr-spec of a To or Cc value, in lower case. Tolerant:
 * these are only searched for our own tokens. */
void address_collect(
    struct slice value, struct arena *, struct text_list *, size_t max);

#endif
