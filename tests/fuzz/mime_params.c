/*
 * Parameters of Content-Type and Content-Disposition, RFC 2231 in all its
 * pieces, on any bytes: what the fuzzer writes stands as one folded field. A
 * file name is clean UTF-8 that carries no path.
 */
#include <stdlib.h>

#include "cabut/message.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIELD_INPUT_MAX = 4096 };

/* A line end of the input is a fold. */
static void
put_field(struct strbuf *out, const char *start, struct slice value)
{
	strbuf_text(out, start);
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '\n')
			strbuf_text(out, "\r\n ");
		else if (value.at[i] != '\r')
			strbuf_char(out, value.at[i]);
	}
	strbuf_text(out, "\r\n");
}

static void
check(const struct part *p)
{
	if (p->charset && !utf8_is_valid(p->charset, strlen(p->charset)))
		abort();
	if (!p->name)
		return;
	size_t len = strlen(p->name);

	if (!utf8_is_valid(p->name, len) || len == 0 || len > FILE_NAME_MAX ||
	    *p->name == '.' || strpbrk(p->name, "/\\\n\r\t"))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice value = { (const char *)data, size };
	struct strbuf mail;
	struct message m;
	struct fault f;

	if (size > FIELD_INPUT_MAX)
		return 0;
	struct arena *arena = arena_new();
	strbuf_init(&mail, 64 * 1024);
	strbuf_text(&mail, "From: a@x.go.id\r\nMIME-Version: 1.0\r\n");
	put_field(&mail, "Content-Type: application/pdf", value);
	put_field(&mail, "Content-Disposition: attachment", value);
	strbuf_text(&mail, "\r\nisi\r\n");
	if (message_parse((struct slice){ mail.at, mail.len }, arena, &m, &f))
		for (size_t i = 0; i < m.part_count; i++)
			check(&m.parts[i]);
	strbuf_release(&mail);
	arena_free(arena);
	return 0;
}
