/*
 * ODT (OpenDocument 1.2): the text of content.xml. White space collapses as
 * the standard says (6.1.2), blanks and tabs that count are elements. Deleted
 * text, comments and styles that hide their text are left out.
 */
#include "flow.h"
#include "parse.h"

#include "cabut/banned.h"

enum { STYLES_MAX = 64, STYLE_NAME_MAX = 64 };

struct odt {
	struct flow flow;
	unsigned skip;
	unsigned in_paragraph;
	bool after_blank; /* white space that follows says nothing */
	char style[STYLE_NAME_MAX + 1]; /* the one being defined */
	char hidden[STYLES_MAX][STYLE_NAME_MAX + 1];
	size_t hidden_count;
};

static bool
is_left_out(const char *name)
{
	static const char *const names[] = { "tracked-changes", "annotation",
		"forms", "scripts", "sequence-decls", "hidden-text",
		"hidden-paragraph", "desc" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void
keep_style_name(struct odt *d, struct slice name)
{
	if (name.len > STYLE_NAME_MAX)
		name.len = 0;
	if (name.len > 0)
		memcpy(d->style, name.at, name.len);
	d->style[name.len] = '\0';
}

static void
take_style(struct odt *d, const struct xml_attributes *a)
{
	bool hides =
	    slice_equal(xml_attribute(a, "display"), SLICE("none")) ||
	    slice_equal_nocase(xml_attribute(a, "color"), SLICE("#ffffff"));

	if (!hides || !*d->style || d->hidden_count == STYLES_MAX)
		return;
	memcpy(d->hidden[d->hidden_count++], d->style, sizeof d->style);
}

static bool
is_hidden(const struct odt *d, const struct xml_attributes *a)
{
	struct slice style = xml_attribute(a, "style-name");

	for (size_t i = 0; i < d->hidden_count; i++)
		if (slice_equal(style, slice_of(d->hidden[i])))
			return true;
	return false;
}

static bool
is_paragraph(const char *name)
{
	return strcmp(name, "p") == 0 || strcmp(name, "h") == 0;
}

static size_t
blanks_of(struct slice count)
{
	size_t n = 0;

	if (count.len == 0)
		return 1;
	for (size_t i = 0; i < count.len; i++) {
		if (!ascii_is_digit(count.at[i]) || n > FLOW_BLANKS_MAX)
			break;
		n = n * 10 + (size_t)(count.at[i] - '0');
	}
	return n < FLOW_BLANKS_MAX ? n : FLOW_BLANKS_MAX;
}

static void
take_mark(struct odt *d, const char *name, const struct xml_attributes *a)
{
	size_t blanks = 0;

	if (strcmp(name, "s") == 0)
		blanks = blanks_of(xml_attribute(a, "c"));
	else if (strcmp(name, "tab") == 0)
		flow_char(&d->flow, '\t');
	else if (strcmp(name, "line-break") == 0)
		flow_line_end(&d->flow);
	else
		return;
	d->after_blank = blanks == 0;
	while (blanks-- > 0)
		flow_char(&d->flow, ' ');
}

static void
start(void *context, const char *name, const char *ns,
    const struct xml_attributes *a)
{
	struct odt *d = context;

	(void)ns;
	if (d->skip > 0 || is_left_out(name)) {
		d->skip++;
	} else if (is_paragraph(name) || strcmp(name, "span") == 0) {
		if (is_hidden(d, a))
			d->skip++;
		else if (is_paragraph(name))
			d->in_paragraph++;
		d->after_blank |= is_paragraph(name);
	} else if (strcmp(name, "style") == 0) {
		keep_style_name(d, xml_attribute(a, "name"));
	} else if (strcmp(name, "text-properties") == 0) {
		take_style(d, a);
	} else if (strcmp(name, "table-row") == 0) {
		flow_row_begin(&d->flow);
	} else if (strcmp(name, "table-cell") == 0) {
		flow_cell_begin(&d->flow);
	} else if (d->in_paragraph > 0) {
		take_mark(d, name, a);
	}
}

static void
end(void *context, const char *name, const char *ns)
{
	struct odt *d = context;

	(void)ns;
	if (d->skip > 0) {
		d->skip--;
		return;
	}
	if (is_paragraph(name) && d->in_paragraph > 0) {
		d->in_paragraph--;
		flow_line_end(&d->flow);
	} else if (strcmp(name, "table-row") == 0) {
		flow_row_end(&d->flow);
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
text(void *context, struct slice piece)
{
	struct odt *d = context;

	if (d->skip > 0 || d->in_paragraph == 0)
		return;
	for (size_t i = 0; i < piece.len; i++) {
		bool blank = is_blank(piece.at[i]);

		if (!blank)
			flow_char(&d->flow, piece.at[i]);
		else if (!d->after_blank)
			flow_char(&d->flow, ' ');
		d->after_blank = blank;
	}
}

bool
odt_text(struct slice bytes, struct strbuf *out, const char **why)
{
	struct odt d = { 0 };
	struct xml_events events = { &d, start, end, text };
	struct archive *a = NULL;
	struct strbuf raw;
	bool ok = false;

	strbuf_init(&raw, PAPER_TEXT_MAX);
	flow_init(&d.flow, &raw);
	if (archive_open(bytes, &a, why))
		ok = archive_xml(a, "content.xml", &events, why);
	flow_release(&d.flow);
	archive_close(a);
	text_scrub(out, (struct slice){ raw.at, raw.len });
	out->cut |= raw.cut;
	strbuf_release(&raw);
	return ok;
}
