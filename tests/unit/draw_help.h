/*
 * What the tests of the draw room share: a SOP drawn, and the drawing read
 * back as XML, which proves that it is well-formed.
 */
#ifndef DRAW_HELP_H
#define DRAW_HELP_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>

#include "cabut/draw.h"

#define SOP_BOLMONG                                                            \
	CABUT_SOURCE_DIR "/templates/sop/bolaang-mongondow-pencabutan.xml"

enum { HELP_NODES_MAX = 20000 };

struct drawing {
	struct arena *arena;
	struct sop sop;
	struct slice bytes;
	xmlDoc *doc; /* NULL for PDF */
};

struct nodes {
	xmlNode **at;
	size_t count;
};

static inline void
draw_text(struct slice text, const struct draw_progress *progress,
    enum draw_format format, struct drawing *d)
{
	struct fault f = { 0 };

	*d = (struct drawing){ .arena = arena_new() };
	if (!sop_parse(text, "sop.xml", d->arena, &d->sop, &f) ||
	    !draw_sop(&d->sop, progress, format, d->arena, &d->bytes, &f))
		fail_msg("%s", f.text);
	if (format == DRAW_PDF)
		return;
	d->doc = xmlReadMemory(d->bytes.at, (int)d->bytes.len, "drawing", NULL,
	    XML_PARSE_NONET | XML_PARSE_HUGE);
	assert_non_null(d->doc);
}

static inline void
draw_file(const char *path, const struct draw_progress *progress,
    enum draw_format format, struct drawing *d)
{
	struct arena *a = arena_new();
	struct slice text;
	struct fault f = { 0 };

	if (!file_read(path, SOP_BYTES_MAX, a, &text, &f))
		fail_msg("%s", f.text);
	draw_text(text, progress, format, d);
	arena_free(a);
}

static inline void
drawing_free(struct drawing *d)
{
	xmlFreeDoc(d->doc);
	arena_free(d->arena);
}

static inline void
collect(xmlNode *node, const char *name, struct nodes *out)
{
	for (; node; node = node->next) {
		if (node->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)node->name, name) == 0 &&
		    out->count < HELP_NODES_MAX)
			out->at[out->count++] = node;
		collect(node->children, name, out);
	}
}

static inline struct nodes
nodes_of(const struct drawing *d, const char *name)
{
	struct nodes out = { .at = arena_array(
				 d->arena, HELP_NODES_MAX, sizeof *out.at) };

	collect(xmlDocGetRootElement(d->doc), name, &out);
	return out;
}

/* Of an element that holds text alone. */
static inline const char *
text_of(const xmlNode *node)
{
	return node->children && node->children->content
		   ? (const char *)node->children->content
		   : "";
}

static inline size_t
count_equal(const struct nodes *n, const char *text)
{
	size_t count = 0;

	for (size_t i = 0; i < n->count; i++)
		count += strcmp(text_of(n->at[i]), text) == 0;
	return count;
}

static inline void
assert_has(const struct nodes *n, const char *text)
{
	if (count_equal(n, text) == 0)
		fail_msg("\"%s\" is not there", text);
}

static inline const char *
joined_texts(const struct nodes *n, struct arena *a)
{
	struct strbuf all;

	strbuf_init(&all, 8 * 1024 * 1024);
	for (size_t i = 0; i < n->count; i++)
		strbuf_printf(&all, "%s ", text_of(n->at[i]));
	const char *kept = strbuf_keep(&all, a);

	strbuf_release(&all);
	return kept;
}

/* Word by word: a heading may be broken over lines. */
static inline bool
holds_nocase(const struct nodes *n, const char *text)
{
	struct slice rest = slice_of(text), word;
	bool all = true;

	while (slice_take_until(&rest, ' ', &word)) {
		bool found = false;

		for (size_t i = 0; i < n->count; i++) {
			struct slice line = slice_of(text_of(n->at[i])), part;

			while (slice_take_until(&line, ' ', &part))
				found |= slice_equal_nocase(part, word);
		}
		all &= found;
	}
	return all;
}

static inline double
number_of(xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	double number = value ? strtod((const char *)value, NULL) : 0;

	xmlFree(value);
	return number;
}

/* "x,y x,y ..."; returns how many. */
static inline size_t
points_of(xmlNode *node, double xy[][2], size_t most)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)"points");
	char *at = (char *)value;
	size_t n = 0;

	while (at && *at && n < most) {
		xy[n][0] = strtod(at, &at);
		at += *at == ',';
		xy[n++][1] = strtod(at, &at);
		at += *at == ' ';
	}
	xmlFree(value);
	return n;
}

static inline bool
is_diamond(xmlNode *node)
{
	double p[8][2];

	return points_of(node, p, 8) == 4 && p[0][0] == p[2][0] &&
	       p[1][1] == p[3][1] && p[0][1] < p[1][1];
}

/* Symbols are white areas; a line may touch but not enter one. */
static inline size_t
lines_over_symbols(const struct drawing *d)
{
	struct nodes lines = nodes_of(d, "polyline");
	struct nodes areas = nodes_of(d, "polygon");
	size_t over = 0;

	for (size_t i = 0; i < lines.count; i++) {
		double l[16][2], s[8][2];
		size_t n = points_of(lines.at[i], l, 16);

		for (size_t k = 0; k + 1 < n; k++)
			for (size_t m = 0; m < areas.count; m++) {
				xmlChar *fill = xmlGetProp(
				    areas.at[m], (const xmlChar *)"fill");
				bool is_symbol = fill && strcmp((char *)fill,
							     "#ffffff") == 0;

				xmlFree(fill);
				if (!is_symbol ||
				    points_of(areas.at[m], s, 8) != 4 ||
				    lines.at[i]->parent != areas.at[m]->parent)
					continue;
				double x = (s[0][0] + s[2][0]) / 2;
				double y = (s[0][1] + s[2][1]) / 2;

				/* Its middle, with a margin. */
				over +=
				    (l[k][0] < x + 3 || l[k + 1][0] < x + 3) &&
				    (l[k][0] > x - 3 || l[k + 1][0] > x - 3) &&
				    (l[k][1] < y + 3 || l[k + 1][1] < y + 3) &&
				    (l[k][1] > y - 3 || l[k + 1][1] > y - 3);
			}
	}
	return over;
}

#endif
