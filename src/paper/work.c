/*
 * One child, one mail: parse, read its papers, write the record, end. It ends
 * by _exit, so that nothing of the parent's is run or flushed twice.
 */
#include <unistd.h>

#include "items.h"
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

static void
papers_of(const struct items *items, const struct cell_tools *tools,
    struct arena *arena, struct cell_reading *r)
{
	r->papers = arena_array(arena, items->count, sizeof *r->papers);
	r->paper_count = items->count;
	for (size_t i = 0; i < items->count; i++) {
		const struct item *one = &items->at[i];
		struct paper *p = &r->papers[i];

		p->name = one->name;
		p->part = one->part;
		paper_read_with(one->bytes, tools->ocr, arena, p);
		paper_read_signatures(one->bytes, tools->anchors, arena, p);
		if (one->why && p->how == PAPER_NONE)
			p->why = one->why;
	}
	r->message.is_ambiguous |= items->is_more; /* a person must look */
}

static void
parse(struct slice raw, struct arena *arena, struct message *m, int out)
{
	struct fault f = { 0 };

	if (!message_parse(raw, arena, m, &f))
		refuse(out, f.text);
}

static _Noreturn void
work_mail(struct slice raw, const struct cell_tools *tools, struct arena *arena,
    int out)
{
	struct cell_reading r = { 0 };
	struct items items;

	parse(raw, arena, &r.message, out);
	items_of(&r.message, arena, &items);
	papers_of(&items, tools, arena, &r);
	finish_reading(out, &r);
}

static _Noreturn void
work_paper(struct slice raw, const struct cell_tools *tools,
    struct arena *arena, int out)
{
	struct cell_reading r = { .message = { .subject = "" } };
	struct items items;

	items_of_document(raw, arena, &items);
	papers_of(&items, tools, arena, &r);
	finish_reading(out, &r);
}

static _Noreturn void
work_extract(struct slice raw, uint32_t index, struct arena *arena, int out)
{
	struct message m = { 0 };
	struct items items;

	parse(raw, arena, &m, out);
	items_of(&m, arena, &items);
	if (index < items.count)
		finish(out, items.at[index].bytes);
	refuse(out, "this mail has no such paper");
}

_Noreturn void
cell_work(const struct request *r, struct slice raw,
    const struct cell_tools *tools, int out)
{
	struct arena *arena = arena_new();

	switch (r->op) {
	case CELL_OP_MAIL:
		work_mail(raw, tools, arena, out);
	case CELL_OP_PAPER:
		work_paper(raw, tools, arena, out);
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
