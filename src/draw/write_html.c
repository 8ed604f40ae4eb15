/*
 * HTML: every sheet as an inline SVG, and behind them the same content as a
 * plain table for those who cannot see or want to copy it. No script, nothing
 * from elsewhere; it is well-formed XML too.
 */
#include "html.h"
#include "text.h"

#include "cabut/banned.h"

static const char STYLE[] =
    "@page{size:A4 landscape;margin:0}"
    "body{margin:0;background:#d9d9d9;color:#000;"
    "font-family:" DRAW_FAMILY "}"
    ".sheet{display:block;width:297mm;max-width:98vw;height:auto;"
    "margin:4mm auto;background:#fff;box-shadow:0 1px 4px #777}"
    "details{max-width:290mm;margin:4mm auto;padding:3mm;background:#fff;"
    "font-size:10pt}"
    "table{border-collapse:collapse;width:100%;margin:3mm 0}"
    "th,td{border:1px solid #555;padding:3px 5px;text-align:left;"
    "vertical-align:top}"
    "ul{margin:0;padding-left:1.2em}"
    "@media print{body{background:#fff}details{display:none}"
    ".sheet{width:297mm;height:209.9mm;max-width:none;margin:0;"
    "box-shadow:none;break-after:page;break-inside:avoid}"
    ".sheet:last-of-type{break-after:auto}}";

static void
put_cell(struct strbuf *out, const char *tag, const char *text)
{
	strbuf_printf(out, "<%s>", tag);
	markup_text(out, text);
	strbuf_printf(out, "</%s>", tag);
}

static void
put_list(struct strbuf *out, const char *const *items, size_t count)
{
	strbuf_text(out, "<td>");
	if (count == 1)
		markup_text(out, items[0]);
	if (count > 1) {
		strbuf_text(out, "<ul>");
		for (size_t i = 0; i < count; i++)
			put_cell(out, "li", items[i]);
		strbuf_text(out, "</ul>");
	}
	strbuf_text(out, "</td>");
}

static void
put_field(struct strbuf *out, const char *heading, const struct field_values *v)
{
	strbuf_text(out, "<tr>");
	put_cell(out, "th", heading);
	put_list(out, v->at, v->count);
	strbuf_text(out, "</tr>\n");
}

static void
put_identity(struct strbuf *out, const struct identity *id)
{
	strbuf_text(out, "<table>\n<tr>");
	put_cell(out, "th", "INSTANSI");
	put_cell(out, "td", id->agency);
	strbuf_text(out, "</tr>\n");
	for (enum field f = 0; f < FIELD_COUNT; f++)
		if (id->fields[f].count > 0 || f <= FIELD_RECORDING)
			put_field(out, field_heading(f), &id->fields[f]);
	for (size_t i = 0; i < id->other_count; i++)
		put_field(out, id->others[i][0],
		    &(struct field_values){ &id->others[i][1], 1 });
	strbuf_text(out, "</table>\n");
}

static void
put_row(struct strbuf *out, const struct plan *p, const struct row *row,
    struct arena *a)
{
	const char *time = *row->measured ? arena_printf(a, "%s / %s",
						row->time, row->measured)
					  : row->time;

	strbuf_text(out, "<tr>");
	put_cell(out, "td", row->number);
	put_cell(out, "td", row->activity);
	put_cell(out, "td", row->roles);
	put_list(out, row->equipment, row->equipment_count);
	put_cell(out, "td", time);
	put_cell(out, "td", row->output);
	put_cell(out, "td", row->note);
	if (p->progress)
		put_cell(out, "td", plan_state_word(row));
	strbuf_text(out, "</tr>\n");
}

static void
put_rows(struct strbuf *out, const struct plan *p, struct arena *a)
{
	static const char *const heads[] = { "No", "Kegiatan", "Pelaksana",
		"Kelengkapan", "Waktu", "Output", "Ket" };

	strbuf_text(out, "<table>\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		put_cell(out, "th", heads[i]);
	if (p->progress)
		put_cell(out, "th", "Keadaan");
	strbuf_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < p->row_count; i++)
		put_row(out, p, &p->rows[i], a);
	strbuf_text(out, "</tbody>\n</table>\n");
}

static void
put_sheets(const struct canvas *c, struct strbuf *out)
{
	size_t i = 0;

	for (const struct page *p = c->first; p; p = p->next) {
		strbuf_printf(out,
		    "<svg xmlns=\"http://www.w3.org/2000/svg\" "
		    "class=\"sheet\" viewBox=\"0 0 %d %d\" role=\"img\" "
		    "aria-label=\"",
		    PAGE_WIDTH, PAGE_HEIGHT);
		markup_text(out, c->title);
		strbuf_printf(
		    out, ", halaman %zu dari %zu\">\n", ++i, c->page_count);
		write_svg_page(p, out);
		strbuf_text(out, "</svg>\n");
	}
}

bool
write_html(const struct canvas *c, const struct plan *p, struct strbuf *out)
{
	struct identity id;

	identity_sort(&id, p->sop, c->arena);
	strbuf_text(out,
	    "<!DOCTYPE html>\n"
	    "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"id\">\n"
	    "<head><meta charset=\"utf-8\"/>\n"
	    "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
	    "<title>");
	markup_text(out, c->title);
	strbuf_printf(
	    out, "</title>\n<style>%s</style>\n</head>\n<body>\n", STYLE);
	put_sheets(c, out);
	strbuf_text(out, "<details>\n<summary>Isi SOP sebagai tabel "
			 "biasa</summary>\n<h1>");
	markup_text(out, c->title);
	strbuf_text(out, "</h1>\n");
	put_identity(out, &id);
	put_rows(out, p, c->arena);
	strbuf_text(out, "</details>\n</body>\n</html>\n");
	return !out->cut;
}
