/*
 * A string that grows up to its ceiling. What does not fit sets `cut`, so a
 * caller can tell a whole text from a torn one; it never fails silently.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cabut/base.h"

#include "cabut/banned.h"

enum { FIRST_ROOM = 256, EXIT_TRY_LATER = 75 };

static void
grow(struct strbuf *s, size_t len)
{
	size_t room = s->room ? s->room : FIRST_ROOM;

	if (len < s->room)
		return;
	while (room <= len)
		room *= 2;
	char *at = realloc(s->at, room);

	if (!at)
		_exit(EXIT_TRY_LATER);
	s->at = at;
	s->room = room;
}

void
strbuf_init(struct strbuf *s, size_t ceiling)
{
	*s = (struct strbuf){ .ceiling = ceiling };
	grow(s, 0);
	s->at[0] = '\0';
}

void
strbuf_release(struct strbuf *s)
{
	free(s->at);
	*s = (struct strbuf){ 0 };
}

void
strbuf_clear(struct strbuf *s)
{
	s->len = 0;
	s->cut = false;
	s->at[0] = '\0';
}

void
strbuf_add(struct strbuf *s, const char *at, size_t len)
{
	if (len > s->ceiling - s->len) {
		len = s->ceiling - s->len;
		s->cut = true;
	}
	if (len == 0)
		return;
	grow(s, s->len + len);
	memcpy(s->at + s->len, at, len);
	s->len += len;
	s->at[s->len] = '\0';
}

void
strbuf_text(struct strbuf *s, const char *text)
{
	if (text)
		strbuf_add(s, text, strlen(text));
}

void
strbuf_char(struct strbuf *s, char c)
{
	strbuf_add(s, &c, 1);
}

void
strbuf_printf(struct strbuf *s, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, format, ap);

	va_end(ap);
	if (len > 0 && (size_t)len <= s->ceiling - s->len) {
		grow(s, s->len + (size_t)len);
		vsnprintf(s->at + s->len, (size_t)len + 1, format, again);
		s->len += (size_t)len;
	} else if (len > 0) {
		s->cut = true;
	}
	va_end(again);
}

char *
strbuf_keep(const struct strbuf *s, struct arena *a)
{
	return arena_copy(a, s->at, s->len);
}

void
strbuf_markup(struct strbuf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		switch (text.at[i]) {
		case '&':
			strbuf_text(out, "&amp;");
			break;
		case '<':
			strbuf_text(out, "&lt;");
			break;
		case '>':
			strbuf_text(out, "&gt;");
			break;
		case '"':
			strbuf_text(out, "&quot;");
			break;
		case '\'':
			strbuf_text(out, "&#39;");
			break;
		default:
			strbuf_char(out, text.at[i]);
		}
}
