/*
 * flowed: RFC 3676. Lines that end in a blank go on in the next one of the
 * same quote depth; "-- " does not. Quote marks come out as ">", one per
 * level, and one blank.
 */
#include "cabut/message.h"

#include "cabut/banned.h"

struct flow {
	struct strbuf out;
	size_t depth; /* of the open paragraph */
	bool is_open; /* the last line asked to be continued */
};

static size_t
take_depth(struct slice *line)
{
	size_t depth = 0;

	while (line->len > 0 && line->at[0] == '>') {
		depth++;
		line->at++;
		line->len--;
	}
	if (line->len > 0 && line->at[0] == ' ') { /* space-stuffing */
		line->at++;
		line->len--;
	}
	return depth;
}

static void
open_line(struct flow *f, size_t depth)
{
	for (size_t i = 0; i < depth; i++)
		strbuf_char(&f->out, '>');
	if (depth > 0)
		strbuf_char(&f->out, ' ');
	f->depth = depth;
}

static void
add_line(struct flow *f, struct slice line, bool delsp)
{
	size_t depth = take_depth(&line);
	bool is_signature = slice_equal(line, SLICE("-- "));
	bool flows =
	    line.len > 0 && line.at[line.len - 1] == ' ' && !is_signature;

	if (f->is_open && (depth != f->depth || is_signature)) {
		strbuf_char(&f->out, '\n');
		f->is_open = false;
	}
	if (!f->is_open)
		open_line(f, depth);
	if (flows && delsp)
		line.len--;
	if (line.len > 0)
		strbuf_add(&f->out, line.at, line.len);
	if (!flows)
		strbuf_char(&f->out, '\n');
	f->is_open = flows;
}

char *
message_unflow(const char *text, bool delsp, struct arena *a)
{
	struct slice rest = slice_of(text), line;
	struct flow f = { 0 };
	char *out;

	/* A quoted line grows by one blank at most. */
	strbuf_init(&f.out, 2 * rest.len + 2);
	while (slice_take_line(&rest, &line))
		add_line(&f, line, delsp);
	if (f.is_open)
		strbuf_char(&f.out, '\n');
	out = strbuf_keep(&f.out, a);
	strbuf_release(&f.out);
	return out;
}
