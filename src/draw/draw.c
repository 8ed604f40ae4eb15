/*
 * From a SOP to a file: planned, laid out once, written in one of three ways.
 */
#include "grid.h"
#include "html.h"

#include "cabut/banned.h"

bool
draw_format_of(const char *path, enum draw_format *format)
{
	static const struct {
		const char *suffix;
		enum draw_format format;
	} known[] = {
		{ ".html", DRAW_HTML },
		{ ".svg", DRAW_SVG },
		{ ".pdf", DRAW_PDF },
	};
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && i < sizeof known / sizeof *known; i++) {
		if (!text_equal_nocase(dot, known[i].suffix))
			continue;
		*format = known[i].format;
		return true;
	}
	return false;
}

/* Below every table page, in the margin. */
static void
number_pages(struct canvas *c)
{
	struct text_style style = { .size = 6.5, .ink = INK_GREY };
	size_t i = 0;

	for (struct page *p = c->first; p; p = p->next) {
		c->page = p;
		text_put_line(c,
		    arena_printf(
			c->arena, "Halaman %zu dari %zu", ++i, c->page_count),
		    (struct point){ PAGE_WIDTH - PAGE_MARGIN,
			PAGE_HEIGHT - PAGE_MARGIN / 2.0 },
		    1, &style);
	}
}

static bool
lay_out(struct canvas *c, const struct plan *p, struct fault *f)
{
	struct grid *g = arena_alloc(c->arena, sizeof *g);

	cover_put(c, p->sop);
	grid_make(g, c, p);
	if (!g->is_too_long)
		grid_put(g);
	if (g->is_too_long || c->is_full)
		return fault_set(f, SCOPE_CONFIG,
		    "SOP %s needs more than %d pages; shorten its texts",
		    p->sop->id, DRAW_PAGES_MAX);
	number_pages(c);
	return true;
}

static bool
write_out(const struct canvas *c, const struct plan *p, enum draw_format format,
    struct strbuf *out, struct fault *f)
{
	bool ok = false;

	switch (format) {
	case DRAW_HTML:
		ok = write_html(c, p, out);
		break;
	case DRAW_SVG:
		ok = write_svg(c, out);
		break;
	case DRAW_PDF:
		return write_pdf(c, out, f);
	}
	return ok ||
	       fault_set(f, SCOPE_CONFIG,
		   "the drawing of SOP %s is larger than %d bytes; shorten "
		   "its texts",
		   p->sop->id, DRAW_BYTES_MAX);
}

bool
draw_sop(const struct sop *sop, const struct draw_progress *progress,
    enum draw_format format, struct arena *a, struct slice *out,
    struct fault *f)
{
	struct plan *p = arena_alloc(a, sizeof *p);
	struct canvas c;
	struct strbuf bytes;
	bool ok;

	if (!plan_make(p, sop, progress, a, f))
		return false;
	canvas_open(&c, a);
	c.title = text_clean(
	    a, arena_printf(a, "SOP %s, %s", sop->name, sop->agency));
	strbuf_init(&bytes, DRAW_BYTES_MAX);
	ok = lay_out(&c, p, f) && write_out(&c, p, format, &bytes, f);
	if (ok)
		*out = (struct slice){ strbuf_keep(&bytes, a), bytes.len };
	strbuf_release(&bytes);
	canvas_close(&c);
	return ok;
}
