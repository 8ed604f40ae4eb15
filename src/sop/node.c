/*
 * Small readings of an XML tree: attributes, texts, children, and the fault
 * that names file and line. Everything returned is a copy in the arena; no
 * pointer into the tree survives the reading.
 */
#include <stdio.h>

#include "reader.h"

#include "cabut/banned.h"

bool
reader_fault(
    const struct sop_reader *r, const xmlNode *node, const char *format, ...)
{
	char text[FAULT_TEXT_MAX];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	return fault_set(r->fault, SCOPE_CONFIG, "%s:%ld: %s", r->name,
	    xmlGetLineNo(node), text);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space as XML has it: NBSP is text. */
static const char *
collapse(const struct sop_reader *r, const char *text)
{
	char *out = arena_alloc(r->arena, strlen(text) + 1);
	size_t len = 0;

	for (; *text; text++) {
		if (!is_blank(*text))
			out[len++] = *text;
		else if (len > 0 && out[len - 1] != ' ')
			out[len++] = ' ';
	}
	if (len > 0 && out[len - 1] == ' ')
		len--;
	out[len] = '\0';
	return out;
}

static const char *
keep(const struct sop_reader *r, xmlChar *text)
{
	const char *out = text ? collapse(r, (const char *)text) : NULL;

	xmlFree(text);
	return out;
}

const char *
reader_attribute(
    const struct sop_reader *r, const xmlNode *node, const char *attribute)
{
	return keep(r, xmlGetNoNsProp(node, (const xmlChar *)attribute));
}

const char *
reader_text(const struct sop_reader *r, const xmlNode *node)
{
	const char *text = keep(r, xmlNodeGetContent(node));

	return text ? text : "";
}

static bool
is_element(const xmlNode *node, const xmlChar *element)
{
	return node->type == XML_ELEMENT_NODE &&
	       xmlStrEqual(node->name, element);
}

const xmlNode *
child_first(const xmlNode *parent, const char *element)
{
	const xmlNode *node = parent->children;

	while (node && !is_element(node, (const xmlChar *)element))
		node = node->next;
	return node;
}

const xmlNode *
child_next(const xmlNode *node)
{
	const xmlChar *element = node->name;

	do
		node = node->next;
	while (node && !is_element(node, element));
	return node;
}

size_t
child_count(const xmlNode *parent, const char *element)
{
	size_t count = 0;

	for (const xmlNode *n = child_first(parent, element); n;
	     n = child_next(n))
		count++;
	return count;
}

int
word_index(const char *const *words, const char *word)
{
	for (int i = 0; word && words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}
