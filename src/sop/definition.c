/*
 * From the bytes of a SOP file to struct sop. The file is the operator's own,
 * yet it is read as if it were hostile: no DTD, no network, no entity beyond
 * the predefined ones, UTF-8 only, and limits on everything. All values are
 * copies in the arena; the XML tree is gone when sop_parse() returns.
 */
#include <libxml/parser.h>

#include "reader.h"

#include "cabut/banned.h"

static bool
count_within(const struct sop_reader *r, const xmlNode *root,
    const char *element, size_t limit, size_t *count)
{
	*count = child_count(root, element);
	if (*count <= limit)
		return true;
	return reader_fault(
	    r, root, "%zu <%s>; the limit is %zu", *count, element, limit);
}

static void
read_head(const struct sop_reader *r, const xmlNode *root)
{
	struct sop *sop = r->sop;
	size_t legal = child_count(root, "dasar-hukum");
	size_t lines = child_count(root, "identitas");
	const char *approvals = reader_attribute(r, root, "persetujuan");

	/* At most two digits, says the schema. */
	for (; approvals && ascii_is_digit(*approvals); approvals++)
		sop->approvals =
		    sop->approvals * 10 + (unsigned)(*approvals - '0');
	sop->id = reader_attribute(r, root, "id");
	sop->service = reader_attribute(r, root, "layanan");
	sop->version = reader_attribute(r, root, "versi");
	sop->name = reader_text(r, child_first(root, "nama"));
	sop->agency = reader_text(r, child_first(root, "instansi"));
	sop->legal = arena_array(r->arena, legal, sizeof *sop->legal);
	sop->identity = arena_array(r->arena, lines, sizeof *sop->identity);
	for (const xmlNode *n = child_first(root, "dasar-hukum"); n;
	     n = child_next(n))
		sop->legal[sop->legal_count++] = reader_text(r, n);
	for (const xmlNode *n = child_first(root, "identitas"); n;
	     n = child_next(n)) {
		sop->identity[sop->identity_count][0] =
		    reader_attribute(r, n, "label");
		sop->identity[sop->identity_count++][1] = reader_text(r, n);
	}
}

/* "a; b": a and b. */
static const char **
read_list(const struct sop_reader *r, const char *list, size_t *count)
{
	struct slice rest = slice_of(list), name;
	size_t most = 1;

	for (size_t i = 0; i < rest.len; i++)
		most += rest.at[i] == ';';
	const char **names = arena_array(r->arena, most, sizeof *names);

	*count = 0;
	while (slice_take_until(&rest, ';', &name)) {
		name = slice_trim(name);
		if (name.len > 0)
			names[(*count)++] =
			    arena_copy(r->arena, name.at, name.len);
	}
	return names;
}

static bool
read_roles(const struct sop_reader *r, const xmlNode *root)
{
	struct sop *sop = r->sop;
	size_t count;

	if (!count_within(r, root, "peran", SOP_ROLES_MAX, &count))
		return false;
	sop->roles = arena_array(r->arena, count, sizeof *sop->roles);
	for (const xmlNode *n = child_first(root, "peran"); n;
	     n = child_next(n)) {
		struct sop_role *role = &sop->roles[sop->role_count];
		const char *alias = reader_attribute(r, n, "alias");

		role->id = reader_attribute(r, n, "id");
		role->label = reader_text(r, n);
		role->source = reader_attribute(r, n, "cari") ? ROLE_SUPERIOR
			       : strcmp(role->id, "pemohon") == 0
				   ? ROLE_APPLICANT
				   : ROLE_OFFICIAL;
		if (sop_role_index(sop, role->id) >= 0)
			return reader_fault(
			    r, n, "peran id=\"%s\" stands twice", role->id);
		role->aliases =
		    read_list(r, alias ? alias : "", &role->alias_count);
		sop->role_count++;
	}
	return true;
}

static bool
read_words(
    const struct sop_reader *r, const xmlNode *n, struct sop_paper *paper)
{
	const char *list = reader_attribute(r, n, "kenali");

	if (!list)
		return true;
	paper->words = read_list(r, list, &paper->word_count);
	if (paper->word_count == 0 || paper->word_count > SOP_WORDS_MAX)
		return reader_fault(r, n,
		    "kenali=\"%s\": %zu words; expected 1 to %d, parted by ;",
		    list, paper->word_count, SOP_WORDS_MAX);
	for (size_t i = 0; i < paper->word_count; i++)
		if (strlen(paper->words[i]) < SOP_WORD_BYTES_LEAST)
			return reader_fault(r, n,
			    "kenali: \"%s\" is too short; expected at least "
			    "%d letters",
			    paper->words[i], SOP_WORD_BYTES_LEAST);
	return true;
}

static bool
read_papers(const struct sop_reader *r, const xmlNode *root)
{
	struct sop *sop = r->sop;
	size_t count;

	if (!count_within(r, root, "berkas", SOP_PAPERS_MAX, &count))
		return false;
	sop->papers = arena_array(r->arena, count, sizeof *sop->papers);
	for (const xmlNode *n = child_first(root, "berkas"); n;
	     n = child_next(n)) {
		struct sop_paper *paper = &sop->papers[sop->paper_count];
		const char *optional = reader_attribute(r, n, "opsional");

		paper->id = reader_attribute(r, n, "id");
		paper->label = reader_text(r, n);
		paper->is_optional = optional && strcmp(optional, "ya") == 0;
		if (sop_paper_index(sop, paper->id) >= 0)
			return reader_fault(
			    r, n, "berkas id=\"%s\" stands twice", paper->id);
		if (!read_words(r, n, paper))
			return false;
		sop->paper_count++;
	}
	return true;
}

static bool
read_reasons(const struct sop_reader *r, const xmlNode *root)
{
	struct sop *sop = r->sop;
	size_t count;

	if (!count_within(r, root, "alasan", SOP_REASONS_MAX, &count))
		return false;
	sop->reasons = arena_array(r->arena, count, sizeof *sop->reasons);
	for (const xmlNode *n = child_first(root, "alasan"); n;
	     n = child_next(n)) {
		const char *code = reader_attribute(r, n, "kode");

		for (size_t i = 0; i < sop->reason_count; i++)
			if (strcmp(sop->reasons[i].code, code) == 0)
				return reader_fault(r, n,
				    "alasan kode=\"%s\" stands twice", code);
		sop->reasons[sop->reason_count++] =
		    (struct sop_reason){ code, reader_text(r, n) };
	}
	return true;
}

/* Two rounds: branches may name rows that stand further below. */
static bool
read_steps(const struct sop_reader *r, const xmlNode *root)
{
	struct sop *sop = r->sop;
	struct sop_step *step;
	size_t count;

	if (!count_within(r, root, "langkah", SOP_STEPS_MAX, &count))
		return false;
	sop->steps = arena_array(r->arena, count, sizeof *sop->steps);
	for (const xmlNode *n = child_first(root, "langkah"); n;
	     n = child_next(n)) {
		step = &sop->steps[sop->step_count++];
		step->id = "";
		if (!step_read_identity(r, n, step))
			return false;
	}
	step = sop->steps;
	for (const xmlNode *n = child_first(root, "langkah"); n;
	     n = child_next(n))
		if (!step_read(r, n, step++))
			return false;
	return true;
}

static bool
is_safe_document(xmlDoc *doc, const char *name, struct fault *f)
{
	if (doc->intSubset || doc->extSubset)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: <!DOCTYPE> is not allowed; remove it", name);
	if (doc->encoding &&
	    xmlStrcasecmp(doc->encoding, BAD_CAST "UTF-8") != 0)
		return fault_set(f, SCOPE_CONFIG,
		    "%s:1: encoding=\"%s\"; a SOP file is UTF-8", name,
		    (const char *)doc->encoding);
	return true;
}

static xmlDoc *
document_open(struct slice text, const char *name, struct fault *f)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc = NULL;

	if (!parser) {
		fault_set(f, SCOPE_RUN, "%s: no XML parser", name);
		return NULL;
	}
	doc = xmlCtxtReadMemory(parser, text.at, (int)text.len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!doc) {
		const xmlError *e = xmlCtxtGetLastError(parser);
		struct slice why = slice_trim(
		    slice_of(e && e->message ? e->message : "not XML"));

		fault_set(f, SCOPE_CONFIG, "%s:%d: %.*s", name, e ? e->line : 1,
		    (int)why.len, why.at);
	}
	xmlFreeParserCtxt(parser);
	if (doc && !is_safe_document(doc, name, f)) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

static bool
document_read(const struct sop_reader *r, xmlDoc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc);

	if (!schema_accepts(doc, r->name, r->fault)) {
		document_diagnose(r, root);
		return false;
	}
	read_head(r, root);
	return read_roles(r, root) && read_papers(r, root) &&
	       read_reasons(r, root) && read_steps(r, root);
}

bool
sop_parse(struct slice text, const char *name, struct arena *a, struct sop *out,
    struct fault *f)
{
	struct sop sop = { 0 };
	struct sop_reader r = { name, a, &sop, f };

	if (text.len == 0 || text.len > SOP_BYTES_MAX)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: %zu bytes; expected 1 to %d", name, text.len,
		    SOP_BYTES_MAX);
	if (!utf8_is_valid(text.at, text.len))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: not UTF-8; save the file in that encoding", name);
	xmlDoc *doc = document_open(text, name, f);

	if (!doc)
		return false;
	bool ok = document_read(&r, doc);

	xmlFreeDoc(doc);
	if (!ok)
		return false;
	sop.text = (struct slice){ arena_copy(a, text.at, text.len), text.len };
	sha256_hex(text.at, text.len, sop.hash);
	*out = sop;
	return true;
}

bool
sop_load(const char *path, struct arena *a, struct sop *sop, struct fault *f)
{
	struct slice text;

	return file_read(path, SOP_BYTES_MAX, a, &text, f) &&
	       sop_parse(text, path, a, sop, f);
}
