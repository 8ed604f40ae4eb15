/*
 * charset: the few character sets that are read, and UTF-8 steps shared by
 * the files of this room.
 */
#ifndef CABUT_MESSAGE_CHARSET_H
#define CABUT_MESSAGE_CHARSET_H

#include "cabut/message.h"

enum { CODEPOINT_REPLACEMENT = 0xfffd };

/* Writes 1 to 4 bytes; returns how many. */
size_t utf8_put(char *out, uint32_t codepoint);
/* Reads the character at `at` (`left` > 0 bytes there): its length, or 0 when
 * the bytes are not UTF-8. */
size_t utf8_take(const char *at, size_t left, uint32_t *codepoint);
/* Length of the text without a character that was cut at its end. */
size_t utf8_whole(const char *at, size_t len);
/* A letter that a reader cannot see, or that turns the reading direction. */
bool codepoint_is_invisible(uint32_t);

#endif
