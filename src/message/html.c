/*
 * html: the visible text of an HTML body, as a careful person would copy it
 * from the screen. libxml2 builds the tree, without network; this file walks
 * it without recursion. Text that is not visible is left out and told; so is
 * text that libxml2 gave up on (it stops at 256 open elements).
 */
#include <libxml/HTMLparser.h>

#include "charset.h"
#include "html_comment.h"
#include "html_guard.h"
#include "html_look.h"
#include "html_out.h"
#include "html_quote.h"

#include "cabut/banned.h"

enum {
	HTML_DEPTH_MAX = 300, /* libxml2 ends at 256 */
	LINK_BYTES_MAX = 300,
};

struct frame {
	const xmlNode *node;
	struct look look; /* of its children */
	size_t link_at;	  /* where the text of a link began */
};

struct page {
	struct html_out out;
	struct rules rules;
	struct frame frames[HTML_DEPTH_MAX];
	size_t depth;
	bool rest_is_quoted;
	bool has_hidden;
};

static bool
is_one_of(const xmlNode *node, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (html_is(node, names[i]))
			return true;
	return false;
}

#define IS_ONE_OF(node, names)                                                 \
	is_one_of((node), (names), sizeof(names) / sizeof *(names))

/* Never text on anybody's screen. */
static bool
is_machinery(const xmlNode *node)
{
	static const char *const names[] = { "script", "style", "title", "head",
		"meta", "link" };

	return IS_ONE_OF(node, names);
}

/* Shown by no mail program, not as text, or struck out, which is to say
 * taken back. */
static bool
is_unseen(const xmlNode *node)
{
	static const char *const names[] = { "template", "textarea", "select",
		"datalist", "object", "applet", "iframe", "noframes", "noembed",
		"svg", "math", "audio", "video", "canvas", "map", "dialog",
		"meter", "progress", "s", "strike", "del" };

	return IS_ONE_OF(node, names);
}

static bool
is_block(const xmlNode *node)
{
	static const char *const names[] = { "p", "div", "li", "ul", "ol", "dl",
		"dt", "dd", "table", "tbody", "thead", "tfoot", "caption", "h1",
		"h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote",
		"address", "article", "section", "header", "footer", "main",
		"aside", "nav", "form", "fieldset", "center", "body", "html",
		"figure", "figcaption", "details", "summary" };

	return IS_ONE_OF(node, names);
}

static bool
is_cell(const xmlNode *node)
{
	return html_is(node, "td") || html_is(node, "th");
}

/* ---- sight ---- */

static bool
is_blank_letter(uint32_t c)
{
	return c <= ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
	       c == 0x3000 || codepoint_is_invisible(c);
}

static bool
is_blank_text(const char *text)
{
	size_t left = strlen(text), used;
	uint32_t c;

	for (; left > 0; text += used, left -= used) {
		used = utf8_take(text, left, &c);
		if (used == 0 || !is_blank_letter(c))
			return false;
	}
	return true;
}

static void
look_by_attributes(struct look *look, const xmlNode *node)
{
	struct slice color = html_attribute(node, "color");
	struct slice back = html_attribute(node, "bgcolor");
	const xmlAttr *a = node->properties;

	if (html_is(node, "font") && html_attribute(node, "size").len > 0)
		look->is_tiny = false;
	if (color.len > 0 && html_is(node, "font"))
		look_color(look, color);
	if (back.len > 0)
		look_background(look, back);
	if (html_attribute(node, "background").len > 0)
		look->background = COLOR_UNKNOWN;
	for (; a; a = a->next)
		if (text_equal_nocase((const char *)a->name, "hidden"))
			look->is_gone = true;
}

static struct look
look_of(const struct page *p, const xmlNode *node)
{
	struct look look =
	    p->depth > 0 ? p->frames[p->depth - 1].look : look_default();

	if (html_is(node, "pre"))
		look.is_pre = true;
	if (html_is(node, "a")) /* a link has a colour of its own */
		look.color = 0x0000ee;
	if (is_unseen(node))
		look.is_gone = true;
	look_by_attributes(&look, node);
	rules_apply(&p->rules, slice_of((const char *)node->name),
	    html_attribute(node, "class"), html_attribute(node, "id"), &look);
	look_apply(&look, html_attribute(node, "style"));
	return look;
}

/* ---- links ---- */

static struct slice
link_target(const xmlNode *node)
{
	struct slice target = slice_trim(html_attribute(node, "href"));
	struct slice whole = target;

	if (slice_starts_nocase(target, SLICE("mailto:"))) {
		/* What a button would write is nobody's word yet. */
		target = (struct slice){ target.at + 7, target.len - 7 };
		whole = target;
		slice_take_until(&whole, '?', &target);
	} else if (!slice_starts_nocase(target, SLICE("http:")) &&
		   !slice_starts_nocase(target, SLICE("https:"))) {
		return (struct slice){ 0 };
	}
	if (target.len > LINK_BYTES_MAX)
		target.len = LINK_BYTES_MAX;
	return target;
}

static struct slice
without_scheme(struct slice s)
{
	if (slice_starts_nocase(s, SLICE("https://")))
		s = (struct slice){ s.at + 8, s.len - 8 };
	else if (slice_starts_nocase(s, SLICE("http://")))
		s = (struct slice){ s.at + 7, s.len - 7 };
	if (s.len > 0 && s.at[s.len - 1] == '/')
		s.len--;
	return s;
}

/* Shows where a link leads when its text says something else. */
static void
close_link(struct page *p, const struct frame *frame)
{
	struct slice target = link_target(frame->node);
	struct strbuf *text = &p->out.text;
	struct slice shown;

	if (target.len == 0 || text->len <= frame->link_at)
		return;
	shown = slice_trim((struct slice){
	    text->at + frame->link_at, text->len - frame->link_at });
	if (shown.len == 0 ||
	    slice_equal_nocase(without_scheme(shown), without_scheme(target)))
		return;
	strbuf_text(text, " <");
	for (size_t i = 0; i < target.len; i++)
		if (target.at[i] > ' ' && target.at[i] <= '~')
			strbuf_char(text, target.at[i]);
	strbuf_char(text, '>');
}

/* ---- the walk ---- */

static void
break_before(struct page *p, const xmlNode *node)
{
	if (html_is(node, "br"))
		html_out_br(&p->out);
	else if (html_is(node, "tr"))
		html_out_row(&p->out);
	else if (is_cell(node))
		html_out_cell(&p->out);
	else if (is_block(node))
		html_out_block(&p->out);
}

static void
set_quote(struct page *p, unsigned depth)
{
	p->out.quote = depth == 0 && p->rest_is_quoted ? 1 : depth;
}

static void
show_text(struct page *p, const char *text)
{
	const struct look *look = &p->frames[p->depth - 1].look;

	if (look_is_hidden(look)) {
		if (!is_blank_text(text))
			p->has_hidden = true;
		return;
	}
	set_quote(p, look->quote);
	html_out_text(&p->out, text, look->is_pre);
}

/* True: its children are to be walked. */
static bool
enter(struct page *p, const xmlNode *node)
{
	struct frame *frame;
	enum quote_mark mark;

	if ((node->type == XML_TEXT_NODE ||
		node->type == XML_CDATA_SECTION_NODE) &&
	    node->content && p->depth > 0)
		show_text(p, (const char *)node->content);
	if (node->type != XML_ELEMENT_NODE || is_machinery(node))
		return false;
	if (p->depth == HTML_DEPTH_MAX) {
		p->has_hidden = true;
		return false;
	}
	break_before(p, node);
	frame = &p->frames[p->depth];
	*frame = (struct frame){ node, look_of(p, node), p->out.text.len };
	mark = quote_mark_of(node);
	if (mark == QUOTE_REST)
		p->rest_is_quoted = true;
	if (mark == QUOTE_INSIDE)
		frame->look.quote++;
	p->depth++;
	return true;
}

static void
leave(struct page *p)
{
	const struct frame *frame = &p->frames[--p->depth];

	if (html_is(frame->node, "a"))
		close_link(p, frame);
	if (html_is(frame->node, "tr") || is_block(frame->node))
		html_out_block(&p->out);
	if (is_cell(frame->node))
		p->out.is_fresh_cell = false;
}

static void
walk_tree(struct page *p, const xmlNode *node)
{
	while (node) {
		if (enter(p, node)) {
			if (node->children) {
				node = node->children;
				continue;
			}
			leave(p);
		}
		while (!node->next && p->depth > 0) {
			node = p->frames[p->depth - 1].node;
			leave(p);
		}
		node = node->next;
	}
}

static const xmlNode *
next_node(const xmlNode *node)
{
	if (node->children)
		return node->children;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static void
read_style_sheets(struct page *p, const xmlNode *root)
{
	for (const xmlNode *n = root; n; n = next_node(n))
		if (html_is(n, "style") && n->children && n->children->content)
			rules_read(&p->rules,
			    slice_of((const char *)n->children->content));
	if (p->rules.is_full || p->rules.writes_text)
		p->has_hidden = true;
}

static void
read_page(struct page *p, const char *utf8)
{
	htmlParserCtxtPtr parser = htmlNewParserCtxt();
	htmlDocPtr doc = NULL;

	if (parser)
		doc = htmlCtxtReadMemory(parser, utf8, (int)strlen(utf8), NULL,
		    "UTF-8",
		    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
			HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
			HTML_PARSE_COMPACT);
	if (doc && xmlDocGetRootElement(doc)) {
		read_style_sheets(p, xmlDocGetRootElement(doc));
		walk_tree(p, xmlDocGetRootElement(doc));
	}
	/* It stopped before the end: nobody knows what else stands there. */
	if (!parser || parser->disableSAX || (!doc && !is_blank_text(utf8)))
		p->has_hidden = true;
	xmlFreeDoc(doc);
	htmlFreeParserCtxt(parser);
}

bool
message_html_text(struct slice html, const char *charset, struct arena *a,
    const char **text, bool *has_hidden, struct fault *f)
{
	struct page *p;
	const char *utf8;
	bool doubt;

	if (html.len > HTML_BYTES_MAX)
		return fault_set(
		    f, SCOPE_MESSAGE, "HTML over %d MB", HTML_BYTES_MAX >> 20);
	utf8 = message_to_utf8(html, charset, a, &doubt);
	if (!html_guard(utf8, f))
		return false;
	p = arena_alloc(a, sizeof *p);
	html_out_init(&p->out);
	read_page(p, utf8);
	p->has_hidden |= !html_comments_are_plain(utf8);
	*has_hidden = p->has_hidden || p->out.text.cut;
	*text = arena_copy(
	    a, p->out.text.at, utf8_whole(p->out.text.at, p->out.text.len));
	strbuf_release(&p->out.text);
	return true;
}
