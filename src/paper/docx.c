/*
 * DOCX (ECMA-376): the text of word/document.xml with its headers before and
 * its footers after. Runs of a paragraph are joined, as Word splits words at
 * will. What a reader does not see (deleted, moved away, vanished, white or
 * tiny text, the fallback copy of a drawing) is left out.
 */
#include <stdio.h>

#include "flow.h"
#include "parse.h"

#include "cabut/banned.h"

enum {
	HEADERS_MAX = 9,
	TINY_HALF_POINTS = 4,
	MEMBER_NAME_ROOM = 32,
};

struct docx {
	struct flow flow;
	unsigned skip; /* depth inside an element that is left out */
	unsigned in_run;
	bool in_text;	/* inside w:t */
	bool is_hidden; /* this run cannot be seen */
};

static bool
is_word_namespace(const char *ns)
{
	return strcmp(ns, "http://schemas.openxmlformats.org/"
			  "wordprocessingml/2006/main") == 0 ||
	       strcmp(ns, "http://purl.oclc.org/ooxml/wordprocessingml/main") ==
		   0;
}

/* Properties of paragraphs are skipped for their w:tab, which is a stop, not
 * a tab. */
static bool
is_left_out(const char *name)
{
	static const char *const names[] = { "pPr", "sectPr", "moveFrom", "del",
		"Fallback", "tblPr", "tblGrid" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool
is_on(struct slice value)
{
	return !slice_equal(value, SLICE("0")) &&
	       !slice_equal_nocase(value, SLICE("false")) &&
	       !slice_equal_nocase(value, SLICE("off"));
}

static bool
is_tiny(struct slice half_points)
{
	return half_points.len == 1 && half_points.at[0] >= '0' &&
	       half_points.at[0] <= '0' + TINY_HALF_POINTS;
}

static void
take_run_property(
    struct docx *d, const char *name, const struct xml_attributes *a)
{
	struct slice value = xml_attribute(a, "val");

	if (strcmp(name, "vanish") == 0)
		d->is_hidden |= is_on(value);
	else if (strcmp(name, "color") == 0)
		d->is_hidden |= slice_equal_nocase(value, SLICE("FFFFFF"));
	else if (strcmp(name, "sz") == 0)
		d->is_hidden |= is_tiny(value);
}

static void
take_run_part(struct docx *d, const char *name, const struct xml_attributes *a)
{
	if (strcmp(name, "t") == 0)
		d->in_text = !d->is_hidden;
	else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)
		flow_char(&d->flow, '\t');
	else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0)
		flow_line_end(&d->flow);
	else if (strcmp(name, "noBreakHyphen") == 0)
		flow_char(&d->flow, '-');
	else
		take_run_property(d, name, a);
}

static void
start(void *context, const char *name, const char *ns,
    const struct xml_attributes *a)
{
	struct docx *d = context;

	if (d->skip > 0 || is_left_out(name)) {
		d->skip++;
		return;
	}
	if (!is_word_namespace(ns))
		return;
	if (strcmp(name, "r") == 0) {
		d->in_run++;
		d->is_hidden = false;
	} else if (strcmp(name, "tr") == 0) {
		flow_row_begin(&d->flow);
	} else if (strcmp(name, "tc") == 0) {
		flow_cell_begin(&d->flow);
	} else if (d->in_run > 0) {
		take_run_part(d, name, a);
	}
}

static void
end(void *context, const char *name, const char *ns)
{
	struct docx *d = context;

	if (d->skip > 0) {
		d->skip--;
		return;
	}
	if (!is_word_namespace(ns))
		return;
	if (strcmp(name, "p") == 0)
		flow_line_end(&d->flow);
	else if (strcmp(name, "tr") == 0)
		flow_row_end(&d->flow);
	else if (strcmp(name, "t") == 0)
		d->in_text = false;
	else if (strcmp(name, "r") == 0 && d->in_run > 0)
		d->in_run--;
}

static void
text(void *context, struct slice piece)
{
	struct docx *d = context;

	if (d->in_text && d->skip == 0)
		flow_add(&d->flow, piece);
}

static bool
member_text(
    struct archive *a, const char *name, struct strbuf *out, const char **why)
{
	struct docx d = { 0 };
	struct xml_events events = { &d, start, end, text };
	bool ok;

	flow_init(&d.flow, out);
	ok = archive_xml(a, name, &events, why);
	flow_release(&d.flow);
	return ok;
}

/* Word keeps up to three headers that often say the same. */
static bool
add_once(
    struct archive *a, const char *name, struct strbuf *raw, const char **why)
{
	struct strbuf one;
	bool ok;

	strbuf_init(&one, raw->ceiling);
	ok = member_text(a, name, &one, why);
	struct slice seen = slice_trim((struct slice){ one.at, one.len });
	if (ok && seen.len > 0 && !memmem(raw->at, raw->len, seen.at, seen.len))
		strbuf_add(raw, one.at, one.len);
	strbuf_release(&one);
	return ok;
}

static bool
add_numbered(
    struct archive *a, const char *stem, struct strbuf *raw, const char **why)
{
	char name[MEMBER_NAME_ROOM];

	for (unsigned i = 1; i <= HEADERS_MAX; i++) {
		snprintf(name, sizeof name, "word/%s%u.xml", stem, i);
		if (archive_has(a, name) && !add_once(a, name, raw, why))
			return false;
	}
	return true;
}

bool
docx_text(struct slice bytes, struct strbuf *out, const char **why)
{
	struct archive *a = NULL;
	struct strbuf raw;
	bool ok = false;

	strbuf_init(&raw, PAPER_TEXT_MAX);
	if (archive_open(bytes, &a, why))
		ok = add_numbered(a, "header", &raw, why) &&
		     member_text(a, "word/document.xml", &raw, why) &&
		     add_numbered(a, "footer", &raw, why);
	archive_close(a);
	text_scrub(out, (struct slice){ raw.at, raw.len });
	out->cut |= raw.cut;
	strbuf_release(&raw);
	return ok;
}
