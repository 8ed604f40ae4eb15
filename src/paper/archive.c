/*
 * Members of a ZIP as streamed XML: libzip unpacks, libxml2's push parser
 * eats, nothing is built and nothing is ever written under a name from the
 * archive. A budget of bytes holds whatever the directory claimed. A DOCTYPE
 * ends the parser before its first declaration is read.
 */
#include <zip.h>
#include <libxml/parser.h>
#include <libxml/SAX2.h>

#include "parse.h"

#include "cabut/banned.h"

enum { PIECE = 16 * 1024 };

struct archive {
	zip_t *zip;
};

bool
archive_open(struct slice bytes, struct archive **out, const char **why)
{
	zip_source_t *source;
	zip_t *zip;

	if (!zip_directory_is_sound(bytes, why))
		return false;
	*why = "damaged document";
	source = zip_source_buffer_create(bytes.at, bytes.len, 0, NULL);
	if (!source)
		return false;
	zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	if (!zip) {
		zip_source_free(source);
		return false;
	}
	struct archive *a = malloc(sizeof *a);

	if (!a) {
		zip_discard(zip);
		return false;
	}
	a->zip = zip;
	*out = a;
	return true;
}

void
archive_close(struct archive *a)
{
	if (!a)
		return;
	zip_discard(a->zip);
	free(a);
}

bool
archive_has(struct archive *a, const char *name)
{
	return zip_name_locate(a->zip, name, 0) >= 0;
}

struct zip *
archive_zip(struct archive *a)
{
	return a->zip;
}

/* ---- XML ---- */

struct walk {
	const struct xml_events *events;
	xmlParserCtxtPtr parser;
	unsigned depth;
	const char *refused; /* why the parser was stopped; NULL */
};

static void
refuse(struct walk *w, const char *why)
{
	if (!w->refused)
		w->refused = why;
	xmlStopParser(w->parser);
}

static void
on_doctype(void *context, const xmlChar *name, const xmlChar *external,
    const xmlChar *system_id)
{
	(void)name;
	(void)external;
	(void)system_id;
	refuse(context, "document with a DOCTYPE");
}

static void
on_reference(void *context, const xmlChar *name)
{
	(void)name;
	refuse(context, "document with an entity");
}

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *ns, int ns_count, const xmlChar **ns_list, int count,
    int defaulted, const xmlChar **five)
{
	struct walk *w = context;
	struct xml_attributes attributes = { (size_t)count, five };

	(void)prefix;
	(void)ns_count;
	(void)ns_list;
	(void)defaulted;
	if (++w->depth > XML_DEPTH_MAX)
		refuse(w, "document nested too deeply");
	else
		w->events->start(w->events->context, (const char *)name,
		    ns ? (const char *)ns : "", &attributes);
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *ns)
{
	struct walk *w = context;

	(void)prefix;
	w->depth--;
	w->events->end(
	    w->events->context, (const char *)name, ns ? (const char *)ns : "");
}

static void
on_text(void *context, const xmlChar *at, int len)
{
	struct walk *w = context;

	w->events->text(w->events->context,
	    (struct slice){ (const char *)at, (size_t)len });
}

/* libxml2 gives names of attributes as xmlChar without length. */
struct slice
xml_attribute(const struct xml_attributes *a, const char *name)
{
	for (size_t i = 0; i < a->count; i++) {
		const unsigned char **five = a->five + 5 * i;

		if (strcmp((const char *)five[0], name) == 0)
			return (struct slice){ (const char *)five[3],
				(size_t)(five[4] - five[3]) };
	}
	return (struct slice){ NULL, 0 };
}

static bool
feed(struct walk *w, zip_file_t *member)
{
	char piece[PIECE];
	size_t left = ZIP_MEMBER_MAX;
	zip_int64_t n;

	while ((n = zip_fread(member, piece, sizeof piece)) > 0) {
		if ((size_t)n > left) {
			refuse(w, "document with a member larger than 20 MB");
			return false;
		}
		left -= (size_t)n;
		if (xmlParseChunk(w->parser, piece, (int)n, 0) != 0)
			return false;
	}
	return n == 0 && xmlParseChunk(w->parser, piece, 0, 1) == 0 &&
	       w->parser->wellFormed;
}

static xmlSAXHandler
handler_of_events(void)
{
	return (xmlSAXHandler){ .initialized = XML_SAX2_MAGIC,
		.internalSubset = on_doctype,
		.externalSubset = on_doctype,
		.reference = on_reference,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text };
}

bool
archive_xml(struct archive *a, const char *name, const struct xml_events *e,
    const char **why)
{
	xmlSAXHandler handler = handler_of_events();
	struct walk w = { .events = e };
	zip_file_t *member = zip_fopen(a->zip, name, 0);
	bool ok = false;

	*why = "damaged document";
	if (!member)
		return false;
	w.parser = xmlCreatePushParserCtxt(&handler, &w, NULL, 0, NULL);
	if (w.parser) {
		xmlCtxtUseOptions(w.parser,
		    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
		ok = feed(&w, member) && !w.refused;
		if (w.refused)
			*why = w.refused;
		xmlFreeParserCtxt(w.parser);
	}
	zip_fclose(member);
	return ok;
}
