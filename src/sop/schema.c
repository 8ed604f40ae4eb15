/*
 * The RELAX NG schema (sop.rng, compiled in) against one document. Of the
 * library's complaints the first is told: it is the one nearest to the cause.
 */
#include <libxml/relaxng.h>

#include <stdio.h>

#include "reader.h"

#include "cabut/banned.h"

struct complaint {
	int line;
	char text[FAULT_TEXT_MAX];
};

static void
complain(void *user, xmlErrorPtr error)
{
	struct complaint *c = user;

	if (c->text[0] != '\0' || !error->message)
		return;
	struct slice text = slice_trim(slice_of(error->message));

	c->line = error->line;
	snprintf(c->text, sizeof c->text, "%.*s",
	    (int)(text.len < sizeof c->text ? text.len : sizeof c->text - 1),
	    text.at);
}

static void
be_silent(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

static xmlRelaxNG *
schema_open(void)
{
	xmlRelaxNGParserCtxt *parser =
	    xmlRelaxNGNewMemParserCtxt(sop_schema, (int)sop_schema_len);

	if (!parser)
		return NULL;
	xmlRelaxNGSetParserStructuredErrors(parser, be_silent, NULL);
	xmlRelaxNG *schema = xmlRelaxNGParse(parser);

	xmlRelaxNGFreeParserCtxt(parser);
	return schema;
}

bool
schema_accepts(xmlDoc *doc, const char *name, struct fault *f)
{
	struct complaint c = { 0 };
	xmlRelaxNGValidCtxt *validator = NULL;
	xmlRelaxNG *schema = schema_open();
	bool ok = false;

	if (!schema || !(validator = xmlRelaxNGNewValidCtxt(schema))) {
		fault_set(
		    f, SCOPE_RUN, "%s: the SOP schema does not load", name);
		goto out;
	}
	xmlRelaxNGSetValidStructuredErrors(validator, complain, &c);
	ok = xmlRelaxNGValidateDoc(validator, doc) == 0;
	if (!ok)
		fault_set(f, SCOPE_CONFIG, "%s:%d: %s", name, c.line,
		    c.text[0] ? c.text : "not the form of a SOP file");
out:
	xmlRelaxNGFreeValidCtxt(validator);
	xmlRelaxNGFree(schema);
	return ok;
}
