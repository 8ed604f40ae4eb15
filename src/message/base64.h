/*
 * base64: a table-driven decoder that loses nothing. It lives beside the
 * header scanner because encoded words need it too.
 */
#ifndef CABUT_MESSAGE_BASE64_H
#define CABUT_MESSAGE_BASE64_H

#include "cabut/message.h"

/* Bytes that base64_decode may write for `len` bytes of text. */
size_t base64_room(size_t len);
/* Decodes into `out`, which has base64_room() bytes; returns the length.
 * Missing padding is fine. `damaged` is set when there were bytes outside
 * the alphabet, text after the padding, or half a byte at the end. */
size_t base64_decode(struct slice text, char *out, bool *damaged);
/* 0..15, or -1. */
int hex_value(char c);

#endif
