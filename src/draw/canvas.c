/*
 * The display list: shapes on pages, in the order in which they are drawn.
 */
#include "canvas.h"
#include "text.h"

#include "cabut/banned.h"

unsigned
ink_rgb(enum ink ink)
{
	static const unsigned rgb[INK_COUNT] = {
		[INK_NONE] = 0xffffff,
		[INK_BLACK] = 0x000000,
		[INK_GREY] = 0x8a8a8a,
		[INK_SHADE] = 0xe9e9e9,
		[INK_WHITE] = 0xffffff,
		[INK_DONE] = 0xdff1e0,
		[INK_CURRENT] = 0xfff3c4,
		[INK_LATE] = 0xfbd9d6,
		[INK_SKIPPED] = 0xf0f0f0,
		[INK_GOOD] = 0x1b6b2a,
		[INK_BAD] = 0xa61b14,
	};

	return rgb[ink];
}

void
canvas_open(struct canvas *c, struct arena *a)
{
	*c = (struct canvas){ .arena = a };
	c->pango = pango_new(a);
}

void
canvas_close(struct canvas *c)
{
	pango_free(c->pango);
	c->pango = NULL;
}

void
canvas_turn(struct canvas *c)
{
	struct page *page;

	if (c->page_count == DRAW_PAGES_MAX) {
		c->is_full = true;
		return;
	}
	page = arena_alloc(c->arena, sizeof *page);
	if (c->page)
		c->page->next = page;
	else
		c->first = page;
	c->page = page;
	c->page_count++;
}

static struct shape *
add(struct canvas *c, enum shape_kind kind, const struct point *at,
    size_t count)
{
	struct shape *s = arena_alloc(c->arena, sizeof *s);

	s->kind = kind;
	s->count = count;
	s->at = arena_array(c->arena, count, sizeof *s->at);
	memcpy(s->at, at, count * sizeof *s->at);
	if (c->is_full)
		return s;
	if (c->page->last)
		c->page->last->next = s;
	else
		c->page->first = s;
	c->page->last = s;
	return s;
}

void
canvas_line(struct canvas *c, const struct point *at, size_t count,
    enum ink ink, double thickness)
{
	struct shape *s = add(c, SHAPE_LINE, at, count);

	s->stroke = ink;
	s->thickness = thickness;
}

void
canvas_area(struct canvas *c, const struct point *at, size_t count,
    enum ink stroke, enum ink fill, double thickness)
{
	struct shape *s = add(c, SHAPE_AREA, at, count);

	s->stroke = stroke;
	s->fill = fill;
	s->thickness = thickness;
}

void
canvas_box(struct canvas *c, struct box b, enum ink stroke, enum ink fill,
    double thickness)
{
	const struct point at[] = { { b.x, b.y }, { b.x + b.width, b.y },
		{ b.x + b.width, b.y + b.height }, { b.x, b.y + b.height } };

	canvas_area(c, at, 4, stroke, fill, thickness);
}

void
canvas_capsule(struct canvas *c, struct box b, enum ink fill, double thickness)
{
	const struct point at[] = { { b.x, b.y },
		{ b.x + b.width, b.y + b.height } };
	struct shape *s = add(c, SHAPE_CAPSULE, at, 2);

	s->stroke = INK_BLACK;
	s->fill = fill;
	s->thickness = thickness;
}

struct shape *
canvas_text(struct canvas *c, double x, double y)
{
	struct shape *s = add(c, SHAPE_TEXT, &(struct point){ x, y }, 1);

	s->fill = INK_BLACK;
	return s;
}
