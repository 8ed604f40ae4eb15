/*
 * Mails as other programs make lines of them, for the tests of what a quoted
 * line says.
 */
#ifndef TESTS_NOTICE_LINES_H
#define TESTS_NOTICE_LINES_H

#include <string.h>

#include "cabut/base.h"

/* As a mail program breaks lines of its own accord. */
static inline const char *
wrapped(struct arena *a, const char *text, size_t width)
{
	char *copy = arena_strdup(a, text);
	size_t start = 0, blank = 0;

	for (size_t i = 0; copy[i]; i++) {
		if (copy[i] == ' ')
			blank = i;
		if (copy[i] == '\n') {
			start = i + 1;
		} else if (i - start >= width && blank > start) {
			copy[blank] = '\n';
			start = blank + 1;
		}
	}
	return copy;
}

/* A poor converter: every tag but <b> and <span> ends the line. */
static inline const char *
html_as_text(struct arena *a, const char *html)
{
	char *out = arena_alloc(a, strlen(html) + 1);
	size_t len = 0;

	while (*html) {
		const char *end = *html == '<' ? strchr(html, '>') : NULL;
		const char *tag = html + 1 + (html[1] == '/');

		if (!end) {
			out[len++] = *html++;
			continue;
		}
		if (strncmp(tag, "span", 4) != 0 &&
		    strncmp(tag, "b ", 2) != 0 && strncmp(tag, "b>", 2) != 0)
			out[len++] = '\n';
		html = end + 1;
	}
	return out;
}

#endif
