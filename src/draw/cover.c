/*
 * The identity block. It fills one page like the form of the regulation; what
 * does not fit in the smallest size goes on overleaf.
 */
#include "grid.h"
#include "identity.h"

#include "cabut/banned.h"

enum {
	LEFT_WIDTH = 393, /* half of the page between its margins */
	RIGHT_WIDTH = 393,
	LABEL_WIDTH = 112,
	LOGO_SIDE = 56,
	SIGNATURE_ROOM = 54,
	AGENCY_LINES_MAX = 6,
	FIELD_LEAST = 20,
	LIST_LEAST = 54,
};

static const double SIZES[] = { 10.0, 9.25, 8.5, 7.75, 7.0 };
static const double INSET = 5.0, AGENCY_PT = 13.0,
		    BOTTOM = PAGE_HEIGHT - PAGE_MARGIN;

enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

/* One band of the form: two cells side by side. */
struct band {
	struct text left, right;
	size_t lines;
	double least;
	bool is_heading, is_field; /* a field's left cell is its label */
	size_t gap_after; /* lines of the right cell above the signature; 0 */
};

struct cover {
	struct canvas *canvas;
	struct identity id;
	double size;
	struct band *bands;
	size_t count, field_count; /* the fields come first */
};

static struct band *
add_band(struct cover *c, struct text left, struct text right, double least)
{
	struct band *b = &c->bands[c->count++];

	*b = (struct band){ .left = left,
		.right = right,
		.lines = left.count > right.count ? left.count : right.count,
		.least = least };
	return b;
}

static struct text
words(struct cover *c, const char *text, double width, bool is_bold)
{
	struct text_style style = { .size = c->size, .is_bold = is_bold };

	return text_wrap(c->canvas, text, width - 2 * INSET, &style);
}

/* Values under each other; a value's colon stands in its label's cell. */
static struct text
values_of(struct cover *c, enum field field, bool is_bold)
{
	const struct field_values *v = &c->id.fields[field];
	struct text all = { .size = c->size, .leading = text_leading(c->size) };

	for (size_t i = 0; i < v->count; i++)
		all = text_join(c->canvas, all,
		    words(c, v->at[i], RIGHT_WIDTH - LABEL_WIDTH, is_bold));
	return all;
}

static void
add_field(struct cover *c, enum field field)
{
	struct band *b =
	    add_band(c, words(c, field_heading(field), LABEL_WIDTH, true),
		values_of(c, field, field == FIELD_NAME), FIELD_LEAST);

	b->is_field = true;
}

/* The first value is the office, what follows stands under the signature. */
static void
add_approval(struct cover *c)
{
	struct field_values all = c->id.fields[FIELD_APPROVED];
	struct text office = { .size = c->size,
		.leading = text_leading(c->size) };
	struct text below = office;
	double width = RIGHT_WIDTH - LABEL_WIDTH;

	for (size_t i = 0; i < all.count; i++) {
		struct text t = words(c, all.at[i], width, i == 1);

		if (i == 0)
			office = t;
		else
			below = text_join(c->canvas, below, t);
	}
	below = text_join(c->canvas, below, values_of(c, FIELD_SIGNER, true));
	for (size_t i = 0; i < c->id.fields[FIELD_SIGNER_NIP].count; i++)
		below = text_join(c->canvas, below,
		    words(c,
			arena_printf(c->canvas->arena, "NIP %s",
			    c->id.fields[FIELD_SIGNER_NIP].at[i]),
			width, false));
	struct band *b = add_band(c,
	    words(c, field_heading(FIELD_APPROVED), LABEL_WIDTH, true),
	    text_join(c->canvas, office, below), 0);

	b->is_field = true;
	b->gap_after = office.count + 1;
}

static void
add_fields(struct cover *c)
{
	for (enum field f = FIELD_NUMBER; f <= FIELD_EFFECTIVE; f++)
		add_field(c, f);
	add_approval(c);
	add_field(c, FIELD_NAME);
	for (size_t i = 0; i < c->id.other_count; i++) {
		const char *label =
		    text_capitals(c->canvas->arena, c->id.others[i][0]);
		struct band *b = add_band(c, words(c, label, LABEL_WIDTH, true),
		    words(c, c->id.others[i][1], RIGHT_WIDTH - LABEL_WIDTH,
			false),
		    FIELD_LEAST);

		b->is_field = true;
	}
	c->field_count = c->count;
}

static struct text
heading_text(struct cover *c, enum field field)
{
	struct text_style style = {
		.size = c->size, .is_bold = true, .align = TEXT_CENTRED
	};

	return text_wrap(
	    c->canvas, field_heading(field), LEFT_WIDTH - 2 * INSET, &style);
}

static struct text
list_text(struct cover *c, enum field field)
{
	struct text_style style = { .size = c->size };
	const struct field_values *v = &c->id.fields[field];

	return text_list(
	    c->canvas, v->at, v->count, LEFT_WIDTH - 2 * INSET, true, &style);
}

static void
add_lists(struct cover *c)
{
	static const enum field pairs[][2] = {
		{ FIELD_LEGAL, FIELD_QUALIFICATION },
		{ FIELD_RELATED, FIELD_TOOLS },
		{ FIELD_WARNING, FIELD_RECORDING },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct band *b = add_band(c, heading_text(c, pairs[i][0]),
		    heading_text(c, pairs[i][1]), 0);

		b->is_heading = true;
		add_band(c, list_text(c, pairs[i][0]),
		    list_text(c, pairs[i][1]), LIST_LEAST);
	}
}

/* ---- heights ---- */

static double
band_height(const struct band *b, size_t from, double size)
{
	double inset = b->is_heading ? 3 : INSET;
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
	struct text t =
	    text_wrap(c->canvas, agency_lines(c), LEFT_WIDTH - 4 * INSET, &big);

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
				LEFT_WIDTH - 4 * INSET, &style));
	if (all.count > AGENCY_LINES_MAX)
		all.count = AGENCY_LINES_MAX;
	return all;
}

static void
compose(struct cover *c, double size)
{
	c->size = size;
	c->count = 0;
	add_fields(c);
	add_lists(c);
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
	double x = b.x + 2 * INSET;
	struct text_style hint = { .size = 7, .ink = INK_GREY };
	bool has_logo = b.height >= height + 2 * INSET;

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
		y = b.y + INSET - LOGO_SIDE - 10;
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
	double middle = b->is_field ? LABEL_WIDTH : LEFT_WIDTH;
	enum ink fill = b->is_heading ? INK_SHADE : INK_NONE;
	double y = at.y + (b->is_heading ? 3 : INSET);

	canvas_box(c->canvas, (struct box){ at.x, at.y, middle, at.height },
	    INK_BLACK, fill, 0.7);
	canvas_box(c->canvas,
	    (struct box){ at.x + middle, at.y, at.width - middle, at.height },
	    INK_BLACK, fill, 0.7);
	text_put(c->canvas, &b->left, from, to, at.x + INSET, y);
	put_right(c, b, from, to, (struct point){ at.x + middle + INSET, y });
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
	struct box b = { PAGE_MARGIN, at->fields_top, LEFT_WIDTH,
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
	double x = PAGE_MARGIN + (b->is_field ? LEFT_WIDTH : 0);
	double width = b->is_field ? RIGHT_WIDTH : LEFT_WIDTH + RIGHT_WIDTH;
	size_t from = 0;

	/* A heading does not stay behind alone. */
	if (band_height(b, 0, c->size) + (b->is_heading ? LIST_LEAST : 0) >
		BOTTOM - at->y + 0.01 &&
	    at->y > PAGE_MARGIN + LIST_LEAST)
		turn(c, at, b->is_field);
	while (band_height(b, from, c->size) > BOTTOM - at->y + 0.01 &&
	       !c->canvas->is_full) {
		size_t fits =
		    (size_t)((BOTTOM - at->y - 2 * INSET -
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
		compose(&c, SIZES[i]);
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
