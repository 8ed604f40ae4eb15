/*
 * One child, one mail: parse, read its papers, write the record, end. It ends
 * by _exit, so that nothing of the parent's is run or flushed twice.
 */
#include <unistd.h>

#include "parse.h"
#include "serve.h"

#include "cabut/banned.h"

static _Noreturn void
refuse(int out, const char *why)
{
	struct strbuf text;

	strbuf_init(&text, CELL_REASON_MAX);
	text_scrub(&text, slice_of(why));
	_exit(!answer_write(
	    out, CELL_FAILED, (struct slice){ text.at, text.len }));
}

static _Noreturn void
finish(int out, struct slice body)
{
	_exit(!answer_write(out, CELL_OK, body));
}

static _Noreturn void
finish_reading(int out, const struct cell_reading *r)
{
	struct strbuf record;

	strbuf_init(&record, CELL_RECORD_MAX);
	if (!record_put(r, &record))
		refuse(out, "larger than a record may be");
	finish(out, (struct slice){ record.at, record.len });
}

static bool
is_picture(const struct part *p)
{
	return p->type &&
	       slice_starts_nocase(slice_of(p->type), SLICE("image/"));
}

/* Documents, and of attached mails the bodies too (they are attachments to
 * us); of pictures only those that somebody named, as the others are logos. */
static bool
is_paper(const struct part *p)
{
	bool is_named = p->name && *p->name;

	switch (p->use) {
	case PART_ATTACHMENT:
		return is_named || !is_picture(p);
	case PART_INLINE:
		return is_named;
	case PART_BODY_TEXT:
	case PART_BODY_HTML:
	case PART_CALENDAR:
	case PART_REPORT:
		return false;
	}
	return false;
}

static size_t
papers_count(const struct message *m)
{
	size_t count = 0;

	for (size_t i = 0; i < m->part_count; i++)
		count += is_paper(&m->parts[i]);
	return count;
}

static void
papers_of(struct message *m, struct arena *arena, struct cell_reading *r)
{
	size_t all = papers_count(m);

	if (all > PAPERS_MAX) {
		all = PAPERS_MAX;
		m->is_ambiguous = true; /* a person must look */
	}
	r->papers = arena_array(arena, all, sizeof *r->papers);
	for (size_t i = 0; i < m->part_count && r->paper_count < all; i++) {
		struct paper *p = &r->papers[r->paper_count];

		if (!is_paper(&m->parts[i]))
			continue;
		p->name = m->parts[i].name ? m->parts[i].name : "";
		p->part = (unsigned)i;
		paper_read(m->parts[i].bytes, arena, p);
		r->paper_count++;
	}
}

static void
parse(struct slice raw, struct arena *arena, struct message *m, int out)
{
	struct fault f = { 0 };

	if (!message_parse(raw, arena, m, &f))
		refuse(out, f.text);
}

static _Noreturn void
work_mail(struct slice raw, struct arena *arena, int out)
{
	struct cell_reading r = { 0 };

	parse(raw, arena, &r.message, out);
	papers_of(&r.message, arena, &r);
	finish_reading(out, &r);
}

static _Noreturn void
work_paper(struct slice raw, struct arena *arena, int out)
{
	struct paper paper = { .name = "" };
	struct cell_reading r = {
		.message = { .subject = "" }, .papers = &paper, .paper_count = 1
	};

	paper_read(raw, arena, &paper);
	finish_reading(out, &r);
}

static _Noreturn void
work_extract(struct slice raw, uint32_t index, struct arena *arena, int out)
{
	struct message m = { 0 };
	uint32_t at = 0;

	parse(raw, arena, &m, out);
	for (size_t i = 0; i < m.part_count; i++)
		if (is_paper(&m.parts[i]) && at++ == index)
			finish(out, m.parts[i].bytes);
	refuse(out, "this mail has no such paper");
}

_Noreturn void
cell_work(const struct request *r, struct slice raw, int out)
{
	struct arena *arena = arena_new();

	switch (r->op) {
	case CELL_OP_MAIL:
		work_mail(raw, arena, out);
	case CELL_OP_PAPER:
		work_paper(raw, arena, out);
	case CELL_OP_EXTRACT:
		work_extract(raw, r->index, arena, out);
	case CELL_OP_MISDEED:
#ifdef CABUT_TEST_STEPS
		cell_do_misdeed(r->index, out);
#endif
	case CELL_OP_COUNT:
		break;
	}
	refuse(out, "an unknown request");
}
