/*
 * html_quote: how mail programs mark the mail that is answered. Gmail,
 * Apple, Thunderbird, Yahoo, Proton wrap it; Outlook and Zimbra put a mark
 * behind which all is old. Where a mark is doubtful the text is taken as
 * quoted: own words read as quoted cost one more question.
 */
#include "html_quote.h"

#include "cabut/banned.h"

enum { OPENING_MAX = 24 }; /* letters looked at behind Outlook's border */

struct slice
html_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (text_equal_nocase((const char *)a->name, name) &&
		    a->children && a->children->content)
			return slice_of((const char *)a->children->content);
	return (struct slice){ 0 };
}

bool
html_is(const xmlNode *node, const char *element)
{
	return node->type == XML_ELEMENT_NODE &&
	       text_equal_nocase((const char *)node->name, element);
}

static bool
contains(struct slice s, const char *want)
{
	for (; s.len > 0; s.at++, s.len--)
		if (slice_starts_nocase(s, slice_of(want)))
			return true;
	return false;
}

static bool
any_of(struct slice s, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (contains(s, words[i]))
			return true;
	return false;
}

static bool
is_wrapper(const xmlNode *node)
{
	static const char *const marks[] = { "gmail_quote", "gmail_attr",
		"yahoo_quoted", "moz-cite-prefix", "moz-forward-container",
		"protonmail_quote", "zmail_extra" };
	size_t count = sizeof marks / sizeof *marks;

	return html_is(node, "blockquote") ||
	       any_of(html_attribute(node, "class"), marks, count) ||
	       any_of(html_attribute(node, "id"), marks, count);
}

/* A line at the left of it, as blockquotes have it. */
static bool
is_ruled(const xmlNode *node)
{
	struct slice style = html_attribute(node, "style");

	return html_is(node, "div") && contains(style, "border-left") &&
	       contains(style, "solid");
}

static bool
is_divider(const xmlNode *node)
{
	static const char *const ids[] = { "divRplyFwdMsg", "appendonsend",
		"zwchr", "stopSpelling", "mail-editor-reference-message" };
	struct slice marker = html_attribute(node, "data-marker");

	return any_of(
		   html_attribute(node, "id"), ids, sizeof ids / sizeof *ids) ||
	       contains(
		   html_attribute(node, "class"), "OutlookMessageHeader") ||
	       contains(marker, "__DIVIDER__") ||
	       contains(marker, "__HEADERS__") ||
	       contains(marker, "__QUOTED_TEXT__");
}

static const xmlNode *
next_inside(const xmlNode *node, const xmlNode *top)
{
	if (node->children)
		return node->children;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

/* The first letters inside `top`, without blanks. */
static size_t
opening_of(const xmlNode *top, char out[OPENING_MAX + 1])
{
	size_t len = 0, steps = 0;

	for (const xmlNode *n = top; n && steps < 64 && len < OPENING_MAX;
	     n = next_inside(n, top), steps++) {
		if (n->type != XML_TEXT_NODE || !n->content)
			continue;
		for (const char *c = (const char *)n->content;
		     *c && len < OPENING_MAX; c++)
			if ((unsigned char)*c > ' ')
				out[len++] = *c;
	}
	out[len] = '\0';
	return len;
}

/* Outlook draws a line above "From: ... Sent: ...". */
static bool
is_outlook_header(const xmlNode *node)
{
	static const char *const names[] = {
		"From:", "Dari:", "Pengirim:", "De:", "Von:"
	};
	struct slice style = html_attribute(node, "style");
	char opening[OPENING_MAX + 1];

	if (!contains(style, "border-top") && !contains(style, "border:none"))
		return false;
	opening_of(node, opening);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_starts_nocase(slice_of(opening), slice_of(names[i])))
			return true;
	return false;
}

enum quote_mark
quote_mark_of(const xmlNode *node)
{
	if (is_divider(node) ||
	    (html_is(node, "div") && is_outlook_header(node)))
		return QUOTE_REST;
	return is_wrapper(node) || is_ruled(node) ? QUOTE_INSIDE : QUOTE_NONE;
}
