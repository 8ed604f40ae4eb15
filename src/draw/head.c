/*
 * Above and below the table: its title, the two lines of headings, what the
 * tints mean, and which refusals the picture leaves out.
 */
#include "grid.h"

#include "cabut/banned.h"

enum { TOP_LINE = 15, FOOT_LINE = 11, UPRIGHT_MAX = 104, LABEL_LINES_MAX = 4 };

static const double TITLE_PT = 12.0, SUBTITLE_PT = 8.5, HEAD_PT = 7.5,
		    HEAD_LEAST_PT = 6.5, FOOT_PT = 6.5, INSET = 2.5;

static const char HIDDEN_END[] =
    "Permohonan yang ditolak atau dibatalkan berakhir pada baris yang "
    "memutusnya; pemohon diberi tahu alasannya.";

static const struct {
	enum ink ink;
	const char *text;
} legend[] = {
	{ INK_DONE, "selesai" },
	{ INK_CURRENT, "sedang berjalan" },
	{ INK_LATE, "terlambat (!)" },
	{ INK_SKIPPED, "dilewati" },
};

static const char *
label_of(const struct grid *g, size_t column, size_t from, size_t to)
{
	struct arena *a = g->canvas->arena;

	return text_capitals(
	    a, text_clean(a, plan_role_label(g->plan, column, from, to)));
}

static double
widest_word(const struct grid *g, const char *text, double size)
{
	struct slice rest = slice_of(text), word;
	struct text_style style = { .size = size, .is_bold = true };
	double widest = 0;

	while (slice_take_until(&rest, ' ', &word)) {
		double width = text_width(g->canvas,
		    arena_copy(g->canvas->arena, word.at, word.len), &style);

		widest = width > widest ? width : widest;
	}
	return widest;
}

/* The size in which every label fits across its column; 0: none does, they
 * stand upright. */
static double
label_size(const struct grid *g, size_t from, size_t to)
{
	double size = HEAD_PT;

	for (size_t i = 0; i < g->plan->column_count; i++) {
		const char *label = label_of(g, i, from, to);

		while (size >= HEAD_LEAST_PT &&
		       widest_word(g, label, size) > g->role_width - 2 * INSET)
			size -= 0.25;
	}
	return size < HEAD_LEAST_PT ? 0 : size;
}

static struct text
label_text(const struct grid *g, const char *label, double size)
{
	struct text_style style = { .size = size > 0 ? size : HEAD_LEAST_PT,
		.is_bold = true,
		.align = TEXT_CENTRED };
	struct text t = text_wrap(g->canvas, label,
	    size > 0 ? g->role_width - 2 * INSET : UPRIGHT_MAX - 2 * INSET,
	    &style);
	size_t most =
	    size > 0 ? LABEL_LINES_MAX : (size_t)(g->role_width / t.leading);

	if (most == 0)
		most = 1;
	if (t.count > most)
		t.count = most;
	return t;
}

static double
widest_line(const struct text *t)
{
	double widest = 0;

	for (size_t i = 0; i < t->count; i++)
		if (t->lines[i].width > widest)
			widest = t->lines[i].width;
	return widest;
}

/* For the rows of any page: labels may differ between pages. */
double
head_height(const struct grid *g)
{
	double height = 2 * text_leading(HEAD_PT) + 2 * INSET;

	for (size_t from = 0; from < g->plan->row_count; from++) {
		size_t to = from + 1;
		double size = label_size(g, from, to);

		for (size_t i = 0; i < g->plan->column_count; i++) {
			struct text t =
			    label_text(g, label_of(g, i, from, to), size);
			double want = size > 0 ? text_height(&t) + 2 * INSET
					       : widest_line(&t) + 4 * INSET;

			height = want > height ? want : height;
		}
	}
	return TOP_LINE + height;
}

static const char *
title_of(const struct grid *g)
{
	struct arena *a = g->canvas->arena;
	const char *name = text_capitals(a, text_clean(a, g->plan->sop->name));

	return slice_starts_nocase(slice_of(name), SLICE("SOP "))
		   ? name
		   : arena_printf(a, "SOP %s", name);
}

static struct text
title_text(const struct grid *g)
{
	struct text_style style = {
		.size = TITLE_PT, .is_bold = true, .align = TEXT_CENTRED
	};
	struct text t = text_wrap(
	    g->canvas, title_of(g), PAGE_WIDTH - 2 * PAGE_MARGIN, &style);

	if (t.count > LABEL_LINES_MAX)
		t.count = LABEL_LINES_MAX;
	return t;
}

static const char *
subtitle_of(const struct grid *g)
{
	const struct draw_progress *p = g->plan->progress;
	struct arena *a = g->canvas->arena;

	if (!p)
		return NULL;
	return text_clean(
	    a, arena_printf(a, "%s%s%s%s", p->title ? "Permohonan " : "",
		   p->title ? p->title : "",
		   p->date ? " \xe2\x80\x93 keadaan " : "",
		   p->date ? p->date : ""));
}

double
title_height(const struct grid *g)
{
	struct text t = title_text(g);

	return text_height(&t) + (g->plan->progress ? 12 : 0) + 8;
}

static void
put_centred(struct grid *g, const char *text, struct box b, double size)
{
	struct text_style style = {
		.size = size, .is_bold = true, .align = TEXT_CENTRED
	};
	struct text t = text_wrap(g->canvas, text, b.width, &style);

	canvas_box(g->canvas, b, INK_BLACK, INK_SHADE, 0.6);
	text_put(g->canvas, &t, 0, t.count, b.x,
	    b.y + (b.height - text_height(&t)) / 2);
}

static void
put_upright(struct grid *g, const struct text *t, struct box b)
{
	double x = b.x + (b.width - text_height(t)) / 2 + t->size * 0.9;

	for (size_t i = 0; i < t->count; i++) {
		struct shape *s =
		    canvas_text(g->canvas, x + (double)i * t->leading,
			b.y + b.height - (b.height - t->lines[i].width) / 2);

		s->text = t->lines[i].text;
		s->width = t->lines[i].width;
		s->size = t->size;
		s->is_bold = s->is_upright = true;
	}
}

static void
put_labels(struct grid *g, double y, double height, size_t from, size_t to)
{
	double size = label_size(g, from, to);

	for (size_t i = 0; i < g->plan->column_count; i++) {
		struct text t = label_text(g, label_of(g, i, from, to), size);
		struct box b = { g->roles_x + (double)i * g->role_width, y,
			g->role_width, height };

		canvas_box(g->canvas, b, INK_BLACK, INK_SHADE, 0.6);
		if (size > 0)
			text_put(g->canvas, &t, 0, t.count, b.x + INSET,
			    b.y + (b.height - text_height(&t)) / 2);
		else
			put_upright(g, &t, b);
	}
}

static void
put_headings(struct grid *g, double y, size_t from, size_t to)
{
	static const char *const texts[CELL_COUNT] = { "NO", "KEGIATAN",
		"KELENGKAPAN", "WAKTU", "OUTPUT", "KET" };
	double low = y + TOP_LINE, height = g->head_height - TOP_LINE;
	double roles = g->role_width * (double)g->plan->column_count;
	double quality = g->x[CELL_NOTE] - g->x[CELL_EQUIPMENT];

	for (int i = 0; i < CELL_COUNT; i++) {
		bool is_low = i >= CELL_EQUIPMENT && i <= CELL_OUTPUT;

		put_centred(g, texts[i],
		    (struct box){ g->x[i], is_low ? low : y, g->width[i],
			is_low ? height : g->head_height },
		    HEAD_PT);
	}
	put_centred(g, "PELAKSANA",
	    (struct box){ g->roles_x, y, roles, TOP_LINE }, HEAD_PT);
	put_centred(g, "MUTU BAKU",
	    (struct box){ g->x[CELL_EQUIPMENT], y, quality, TOP_LINE },
	    HEAD_PT);
	put_labels(g, low, height, from, to);
}

void
head_put(struct grid *g, size_t page, size_t from_row, size_t to_row)
{
	double y = PAGE_MARGIN;

	if (page == 0) {
		struct text t = title_text(g);
		const char *subtitle = subtitle_of(g);
		struct text_style style = { .size = SUBTITLE_PT };

		text_put(g->canvas, &t, 0, t.count, PAGE_MARGIN, y);
		if (subtitle)
			text_put_line(g->canvas, subtitle,
			    (struct point){ PAGE_WIDTH / 2.0,
				y + text_height(&t) + SUBTITLE_PT + 1 },
			    0.5, &style);
		y += g->title_height;
	}
	put_headings(g, y, from_row, to_row);
}

double
foot_height(const struct grid *g)
{
	return (g->plan->progress ? FOOT_LINE : 0) +
	       (g->plan->has_hidden_end ? FOOT_LINE : 0);
}

static void
put_legend(struct grid *g, double y)
{
	struct text_style style = { .size = FOOT_PT };
	double x = PAGE_MARGIN;

	for (size_t i = 0; i < sizeof legend / sizeof *legend; i++) {
		canvas_box(g->canvas, (struct box){ x, y - 6, 10, 7 },
		    INK_BLACK, legend[i].ink, 0.4);
		text_put_line(g->canvas, legend[i].text,
		    (struct point){ x + 13, y }, 0, &style);
		x += 28 + text_width(g->canvas, legend[i].text, &style);
	}
	text_put_line(g->canvas, "Waktu: baku / yang ditempuh permohonan ini.",
	    (struct point){ x, y }, 0, &style);
}

void
foot_put(struct grid *g, double y)
{
	struct text_style style = { .size = FOOT_PT };

	if (g->plan->progress) {
		y += FOOT_LINE;
		put_legend(g, y);
	}
	if (g->plan->has_hidden_end)
		text_put_line(g->canvas, HIDDEN_END,
		    (struct point){ PAGE_MARGIN, y + FOOT_LINE }, 0, &style);
}
