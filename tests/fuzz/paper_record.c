/*
 * What a child that a document has taken over could send to cabut. The input
 * is a count, so many changes (offset, offset, byte), and a mail: the mail's
 * honest record is made, changed, and taken. Unchanged it must be taken and
 * be the same; changed it is refused, or its values keep what paper.h says.
 * A count of 255 means that the rest is the record itself.
 */
#include <stdlib.h>

#include "paper/parse.h"
#include "paper/wire.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHANGE_BYTES = 3, RAW = 255 };

static void
check_text(const char *text)
{
	if (text && !utf8_is_valid(text, strlen(text)))
		abort();
}

static void
check_paper(const struct paper *p)
{
	if (!p->name || !p->text || !p->why || strlen(p->text) > PAPER_TEXT_MAX)
		abort();
	check_text(p->name);
	check_text(p->text);
	check_text(p->why);
	if (!paper_how_name(p->how) || !paper_kind_type(p->kind))
		abort();
}

static void
check(const struct cell_reading *r)
{
	check_text(r->message.subject);
	check_text(r->message.text);
	check_text(r->message.html_text);
	if (r->paper_count > PAPERS_MAX ||
	    r->message.part_count > MIME_PARTS_MAX)
		abort();
	for (size_t i = 0; i < r->paper_count; i++)
		check_paper(&r->papers[i]);
}

/* Of poppler and the pictures other tests know; cairo leaks a little. */
static bool
is_light(struct slice bytes)
{
	enum paper_kind kind = paper_sniff(bytes);

	return bytes.len < PAPER_TEXT_MAX && kind != PAPER_KIND_PDF &&
	       kind != PAPER_KIND_PICTURE;
}

/* Each part as a paper, whatever it is in the mail. */
static bool
honest(struct slice mail, struct arena *arena, struct cell_reading *r)
{
	struct fault f;

	*r = (struct cell_reading){ 0 };
	if (!message_parse(mail, arena, &r->message, &f))
		return false;
	size_t count = r->message.part_count;

	r->papers = arena_array(arena, count + 1, sizeof *r->papers);
	for (size_t i = 0; i < count && r->paper_count < PAPERS_MAX; i++) {
		struct slice bytes = r->message.parts[i].bytes;
		struct paper *p = &r->papers[r->paper_count];

		if (!is_light(bytes))
			continue;
		*p = (struct paper){ .name = "", .part = (unsigned)i };
		paper_read(bytes, arena, p);
		r->paper_count++;
	}
	return true;
}

/* The record holds texts scrubbed; scrubbed already, they stay as they are. */
static bool
is_same(const char *said, const char *taken)
{
	struct strbuf clean;

	if (!said || !taken)
		return said == taken;
	strbuf_init(&clean, CELL_RECORD_MAX);
	text_scrub(&clean, slice_of(said));
	bool same = !strcmp(clean.at, taken);

	strbuf_release(&clean);
	return same;
}

static void
check_same(const struct cell_reading *a, const struct cell_reading *b)
{
	if (a->paper_count != b->paper_count ||
	    a->message.part_count != b->message.part_count ||
	    !is_same(a->message.subject, b->message.subject) ||
	    !is_same(a->message.text, b->message.text) ||
	    !is_same(a->message.html_text, b->message.html_text))
		abort();
	for (size_t i = 0; i < a->paper_count; i++)
		if (a->papers[i].how != b->papers[i].how ||
		    a->papers[i].kind != b->papers[i].kind ||
		    !is_same(a->papers[i].text, b->papers[i].text))
			abort();
}

static void
change(struct strbuf *record, const uint8_t *changes, size_t count)
{
	for (size_t i = 0; i < count && record->len > 0; i++) {
		const uint8_t *c = changes + i * CHANGE_BYTES;
		record->at[(size_t)(c[0] << 8 | c[1]) % record->len] =
		    (char)c[2];
	}
}

static void
take_changed(const uint8_t *data, size_t size, struct arena *arena)
{
	size_t count = *data, skip = 1 + count * CHANGE_BYTES;
	struct slice mail = { (const char *)data + skip, size - skip };
	struct cell_reading said, taken;
	struct strbuf record;

	if (skip > size || !honest(mail, arena, &said))
		return;
	strbuf_init(&record, CELL_RECORD_MAX);
	if (record_put(&said, &record)) {
		change(&record, data + 1, count);
		struct slice bytes = { record.at, record.len };
		bool ok = record_take(bytes, arena, &taken);

		if (ok)
			check(&taken);
		if (count == 0 && !ok)
			abort();
		if (count == 0)
			check_same(&said, &taken);
	}
	strbuf_release(&record);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cell_reading taken;

	if (size == 0)
		return 0;
	struct arena *arena = arena_new();
	struct slice bytes = { (const char *)data + 1, size - 1 };
	if (*data != RAW)
		take_changed(data, size, arena);
	else if (record_take(bytes, arena, &taken))
		check(&taken);
	arena_free(arena);
	return 0;
}
