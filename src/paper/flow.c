/*
 * Lines and table rows of DOCX and ODT. Text goes to the innermost open cell;
 * a row that ends is written to what stands around it.
 */
#include "flow.h"

#include "cabut/banned.h"

void
flow_init(struct flow *f, struct strbuf *out)
{
	memset(f, 0, sizeof *f);
	f->out = out;
}

void
flow_release(struct flow *f)
{
	for (size_t i = 0; i < f->depth; i++)
		for (size_t k = 0; k < f->rows[i].count; k++)
			strbuf_release(&f->rows[i].cells[k]);
	f->depth = 0;
}

static struct strbuf *
target(struct flow *f)
{
	for (size_t i = f->depth; i-- > 0;)
		if (f->rows[i].count > 0)
			return &f->rows[i].cells[f->rows[i].count - 1];
	return f->out;
}

void
flow_add(struct flow *f, struct slice text)
{
	strbuf_add(target(f), text.at, text.len);
}

void
flow_char(struct flow *f, char c)
{
	strbuf_char(target(f), c);
}

void
flow_line_end(struct flow *f)
{
	flow_char(f, '\n');
}

void
flow_row_begin(struct flow *f)
{
	if (f->depth == FLOW_ROWS_MAX)
		f->beyond++;
	else
		f->rows[f->depth++].count = 0;
}

/* More cells than a page has columns: the rest joins the last one. */
void
flow_cell_begin(struct flow *f)
{
	struct flow_row *row;

	if (f->depth == 0 || f->beyond > 0)
		return;
	row = &f->rows[f->depth - 1];
	if (row->count == FLOW_CELLS_MAX)
		return;
	strbuf_init(&row->cells[row->count++], f->out->ceiling);
}

static bool
row_has_text(const struct slice rest[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rest[i].len > 0)
			return true;
	return false;
}

/* The next line of every cell, side by side. Tabs at the end say nothing. */
static void
write_line(struct strbuf *out, struct slice rest[], size_t count)
{
	size_t tabs = 0;

	for (size_t i = 0; i < count; i++, tabs++) {
		struct slice line;

		if (!slice_take_line(&rest[i], &line) || line.len == 0)
			continue;
		for (; tabs > 0; tabs--)
			strbuf_char(out, '\t');
		strbuf_add(out, line.at, line.len);
	}
	strbuf_char(out, '\n');
}

static void
write_row(struct strbuf *out, struct flow_row *row)
{
	struct slice rest[FLOW_CELLS_MAX];

	for (size_t i = 0; i < row->count; i++) {
		rest[i] = (struct slice){ row->cells[i].at, row->cells[i].len };
		out->cut |= row->cells[i].cut;
	}
	while (row_has_text(rest, row->count) && !out->cut)
		write_line(out, rest, row->count);
}

void
flow_row_end(struct flow *f)
{
	struct flow_row row;

	if (f->beyond > 0) {
		f->beyond--;
		return;
	}
	if (f->depth == 0)
		return;
	row = f->rows[--f->depth];
	write_row(target(f), &row);
	for (size_t i = 0; i < row.count; i++)
		strbuf_release(&row.cells[i]);
}
