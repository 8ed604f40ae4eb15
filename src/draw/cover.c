/*
 * The identity block. It fills one page like the form of the regulation; what
 * does not fit in the smallest size goes on overleaf.
 */
#include "cover.h"

#include "cabut/banned.h"

enum {
	LOGO_SIDE = 56,
	SIGNATURE_ROOM = 54,
	AGENCY_LINES_MAX = 6,
};

static const double SIZES[] = { 10.0, 9.25, 8.5, 7.75, 7.0 };
static const double AGENCY_PT = 13.0, BOTTOM = PAGE_HEIGHT - PAGE_MARGIN;

enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

/* ---- heights ---- */

static double
band_height(const struct band *b, size_t from, double size)
{
	double inset = b->is_heading ? 3 : COVER_INSET;
	double height = (double)(b->lines - from) * text_leading(size) +
			2 * inset + (b->gap_after > from ? SIGNATURE_ROOM : 0);

	return height > b->least ? height : b->least;
}

static double
bands_height(const struct cover *c, size_t from, size_t to)
{
	double height = 0;

	for (size_t i = from; i < to; i++)
		height += band_height(&c->bands[i], 0, c->size);
	return height;
}

/* "DINAS ... / KABUPATEN ...": a line of its own for the region. */
static const char *
agency_lines(struct cover *c)
{
	static const char *const regions[] = { " KABUPATEN ", " KOTA ",
		" PROVINSI " };
	char *name = arena_strdup(
	    c->canvas->arena, text_capitals(c->canvas->arena, c->id.agency));

	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
		char *at = strstr(name, regions[i]);

		if (at && at != name)
			*at = '\n';
	}
	return name;
}

static struct text
agency_text(struct cover *c)
{
	struct text_style big = {
		.size = AGENCY_PT, .is_bold = true, .align = TEXT_CENTRED
	};
	struct text t = text_wrap(
	    c->canvas, agency_lines(c), COVER_LEFT - 4 * COVER_INSET, &big);

	if (t.count > AGENCY_LINES_MAX)
		t.count = AGENCY_LINES_MAX;
	return t;
}

static struct text
address_text(struct cover *c)
{
	struct text_style style = { .size = 9, .align = TEXT_CENTRED };
	struct text all = { .size = 9, .leading = text_leading(9) };

	for (enum field f = FIELD_UNIT; f >= FIELD_ADDRESS; f--)
		for (size_t i = 0; i < c->id.fields[f].count; i++)
			all = text_join(c->canvas, all,
			    text_wrap(c->canvas, c->id.fields[f].at[i],
				COVER_LEFT - 4 * COVER_INSET, &style));
	if (all.count > AGENCY_LINES_MAX)
		all.count = AGENCY_LINES_MAX;
	return all;
}

/* What the page has left goes to the lists, as on the form. */
static void
fill_page(struct cover *c)
{
	double room = BOTTOM - PAGE_MARGIN - bands_height(c, 0, c->count);
	size_t lists = 0;

	for (size_t i = c->field_count; i < c->count; i++)
		lists += !c->bands[i].is_heading;
	if (room <= 0)
		return;
	for (size_t i = c->field_count; i < c->count; i++)
		if (!c->bands[i].is_heading)
			c->bands[i].least =
			    band_height(&c->bands[i], 0, c->size) +
			    room / (double)lists;
}

/* ---- drawing ---- */

static void
put_agency(struct cover *c, struct box b)
{
	struct text name = agency_text(c), address = address_text(c);
	double height =
	    LOGO_SIDE + 10 + text_height(&name) + 3 + text_height(&address);
	double y = b.y + (b.height - height) / 2;
	double x = b.x + 2 * COVER_INSET;
	struct text_style hint = { .size = 7, .ink = INK_GREY };
	bool has_logo = b.height >= height + 2 * COVER_INSET;

	if (has_logo)
		canvas_box(c->canvas,
		    (struct box){ b.x + (b.width - LOGO_SIDE) / 2, y, LOGO_SIDE,
			LOGO_SIDE },
		    INK_GREY, INK_NONE, 0.4);
	if (has_logo)
		text_put_line(c->canvas, "LOGO",
		    (struct point){
			b.x + b.width / 2, y + LOGO_SIDE / 2.0 + 2.5 },
		    0.5, &hint);
	else
		y = b.y + COVER_INSET - LOGO_SIDE - 10;
	y += LOGO_SIDE + 10;
	text_put(c->canvas, &name, 0, name.count, x, y);
	text_put(c->canvas, &address, 0, address.count, x,
	    y + text_height(&name) + 3);
}

static void
put_right(struct cover *c, const struct band *b, size_t from, size_t to,
    struct point at)
{
	size_t gap = b->gap_after > from + 1 ? b->gap_after - 1 : from;

	if (b->gap_after == 0 || gap >= to) {
		text_put(c->canvas, &b->right, from, to, at.x, at.y);
		return;
	}
	text_put(c->canvas, &b->right, from, gap, at.x, at.y);
	text_put(c->canvas, &b->right, gap, to, at.x,
	    at.y + (double)(gap - from) * b->right.leading + SIGNATURE_ROOM);
}

static void
put_band(struct cover *c, const struct band *b, size_t from, size_t to,
    struct box at)
{
	double middle = b->is_field ? COVER_LABEL : COVER_LEFT;
	enum ink fill = b->is_heading ? INK_SHADE : INK_NONE;
	double y = at.y + (b->is_heading ? 3 : COVER_INSET);

	canvas_box(c->canvas, (struct box){ at.x, at.y, middle, at.height },
	    INK_BLACK, fill, 0.7);
	canvas_box(c->canvas,
	    (struct box){ at.x + middle, at.y, at.width - middle, at.height },
	    INK_BLACK, fill, 0.7);
	text_put(c->canvas, &b->left, from, to, at.x + COVER_INSET, y);
	put_right(
	    c, b, from, to, (struct point){ at.x + middle + COVER_INSET, y });
}

/* Where the next band goes; a page of fields has the agency at its left. */
struct place {
	double y, fields_top;
	bool has_agency;
};

/* The agency's half beside the fields of this page. */
static void
close_fields(struct cover *c, struct place *at)
{
	struct box b = { PAGE_MARGIN, at->fields_top, COVER_LEFT,
		at->y - at->fields_top };

	if (b.height <= 0)
		return;
	canvas_box(c->canvas, b, INK_BLACK, INK_NONE, 0.7);
	if (!at->has_agency)
		put_agency(c, b);
	at->has_agency = true;
}

static void
turn(struct cover *c, struct place *at, bool is_field)
{
	if (is_field)
		close_fields(c, at);
	canvas_turn(c->canvas);
	at->y = at->fields_top = PAGE_MARGIN;
}

static void
pour(struct cover *c, const struct band *b, struct place *at)
{
	double x = PAGE_MARGIN + (b->is_field ? COVER_LEFT : 0);
	double width = b->is_field ? COVER_RIGHT : COVER_LEFT + COVER_RIGHT;
	size_t from = 0;

	/* A heading does not stay behind alone. */
	if (band_height(b, 0, c->size) +
		    (b->is_heading ? COVER_LIST_LEAST : 0) >
		BOTTOM - at->y + 0.01 &&
	    at->y > PAGE_MARGIN + COVER_LIST_LEAST)
		turn(c, at, b->is_field);
	while (band_height(b, from, c->size) > BOTTOM - at->y + 0.01 &&
	       !c->canvas->is_full) {
		size_t fits =
		    (size_t)((BOTTOM - at->y - 2 * COVER_INSET -
				 (b->gap_after > from ? SIGNATURE_ROOM : 0)) /
			     text_leading(c->size));

		put_band(c, b, from, from + fits,
		    (struct box){ x, at->y, width, BOTTOM - at->y });
		from += fits;
		at->y = BOTTOM;
		turn(c, at, b->is_field);
	}
	double height = band_height(b, from, c->size);

	put_band(c, b, from, b->lines, (struct box){ x, at->y, width, height });
	at->y += height;
}

static bool
fits_one_page(const struct cover *c)
{
	return bands_height(c, 0, c->count) <= BOTTOM - PAGE_MARGIN;
}

void
cover_put(struct canvas *canvas, const struct sop *sop)
{
	struct cover c = { .canvas = canvas };
	struct place at = { .y = PAGE_MARGIN, .fields_top = PAGE_MARGIN };

	identity_sort(&c.id, sop, canvas->arena);
	c.bands = arena_array(
	    canvas->arena, c.id.other_count + FIELD_COUNT + 8, sizeof *c.bands);
	for (int i = 0; i < SIZE_COUNT; i++) {
		cover_compose(&c, SIZES[i]);
		if (fits_one_page(&c))
			break;
	}
	fill_page(&c);
	canvas_turn(canvas);
	for (size_t i = 0; i < c.count; i++) {
		if (i == c.field_count)
			close_fields(&c, &at);
		pour(&c, &c.bands[i], &at);
	}
}
