/*
 * A better sentence for a file that the schema refuses. The library's words
 * for a wrong attribute name neither the attribute nor, sometimes, the line.
 * The schema alone decides; this only looks for what a person would point
 * at: an element or attribute that is unknown, missing, or has a wrong value.
 */
#include "reader.h"

#include "cabut/banned.h"

#define NAME "a name of a-z, 0-9 and '-'"
#define YES_NO "ya or tidak"
#define TEXT "a text"
#define REASONS                                                                \
	"lupa_passphrase, perubahan_data, kehilangan, mutasi, pensiun, "       \
	"meninggal, pemberhentian, kompromi or lainnya"
#define REASON_WORDS                                                           \
	"|lupa_passphrase|perubahan_data|kehilangan|mutasi|pensiun|meninggal"  \
	"|pemberhentian|kompromi|lainnya|"
#define UNITS "menit, jam, jam-kerja, hari or hari-kerja"

struct attribute_rule {
	const char *name;
	bool is_required;
	const char *expected; /* for people */
	const char *words;    /* "|a|b|"; NULL: names or any text */
};

struct element_rule {
	const char *name;
	struct attribute_rule attributes[12]; /* until name is NULL */
};

static const struct element_rule rules[] = {
	{ "sop",
	    { { "id", true, NAME, NULL },
		{ "layanan", true, "pencabutan, penerbitan or pembaruan",
		    "|pencabutan|penerbitan|pembaruan|" },
		{ "versi", true, TEXT, NULL },
		{ "persetujuan", false, "a number from 0 to 32", NULL } } },
	{ "nama", { { 0 } } },
	{ "instansi", { { 0 } } },
	{ "dasar-hukum", { { 0 } } },
	{ "identitas", { { "label", true, TEXT, NULL } } },
	{ "peran", { { "id", true, NAME, NULL }, { "alias", false, TEXT, NULL },
		       { "cari", false, "atasan", "|atasan|" } } },
	{ "berkas", { { "id", true, NAME, NULL },
			{ "opsional", false, YES_NO, "|ya|tidak|" },
			{ "kenali", false, TEXT, NULL } } },
	{ "langkah",
	    { { "no", false, TEXT, NULL }, { "id", true, NAME, NULL },
		{ "pelaksana", false, TEXT, NULL },
		{ "jenis", true,
		    "permohonan, keputusan, proses, tunggu, pemberitahuan, "
		    "catat or akhir",
		    "|permohonan|keputusan|proses|tunggu|pemberitahuan|catat"
		    "|akhir|" },
		{ "syarat-surel", false, "0 to 4", "|0|1|2|3|4|" },
		{ "masa-sanggah", false, YES_NO, "|ya|tidak|" },
		{ "hasil-berkas", false, NAME, NULL },
		{ "konsep-berkas", false, NAME, NULL },
		{ "akhir", false, "selesai, ditolak or dibatalkan",
		    "|selesai|ditolak|dibatalkan|" } } },
	{ "kegiatan", { { 0 } } },
	{ "perlengkapan", { { 0 } } },
	{ "kelengkapan", { { 0 } } },
	{ "butuh", { { "berkas", false, NAME, NULL },
		       { "pemohon", false, "atasan or bukan-pemilik",
			   "|atasan|bukan-pemilik|" },
		       { "bila-alasan", false, REASONS, REASON_WORDS } } },
	{ "alasan", { { "kode", true, REASONS, REASON_WORDS } } },
	{ "waktu", { { "nilai", false, "a number, or two as in 1-2", NULL },
		       { "satuan", false, UNITS,
			   "|menit|jam|jam-kerja|hari|hari-kerja|" },
		       { "ingatkan", false, TEXT, NULL },
		       { "eskalasi", false, TEXT, NULL } } },
	{ "keluaran", { { 0 } } },
	{ "keterangan", { { 0 } } },
	{ "jika",
	    { { "hasil", true,
		  "one or more of setuju, tolak, lengkapi, disposisi, "
		  "selesai, batal, lengkap, dicabut, ditolak-bsre, terbit",
		  NULL },
		{ "ke", true, NAME, NULL },
		{ "ulang", false, YES_NO, "|ya|tidak|" } } },
};

static const struct element_rule *
rule_of(const xmlNode *node)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (xmlStrEqual(node->name, BAD_CAST rules[i].name))
			return &rules[i];
	return NULL;
}

static bool
is_name(const char *value)
{
	size_t len = strlen(value);

	for (size_t i = 0; i < len; i++)
		if (!(value[i] >= 'a' && value[i] <= 'z') &&
		    !ascii_is_digit(value[i]) && value[i] != '-')
			return false;
	return len > 0 && len <= 64 && value[0] != '-' && value[len - 1] != '-';
}

static bool
are_outcomes(const char *value)
{
	struct slice rest = slice_of(value), word;

	while (slice_take_until(&rest, ' ', &word)) {
		bool is_known = false;

		for (unsigned i = 0; i < OUTCOME_UNCLEAR; i++)
			is_known |=
			    slice_equal(word, slice_of(sop_outcome_word(i)));
		if (!is_known)
			return false;
	}
	return *value != '\0';
}

static bool
is_good(const struct sop_reader *r, const struct attribute_rule *rule,
    const char *value)
{
	if (rule->words)
		return strchr(value, '|') == NULL &&
		       strstr(rule->words,
			   arena_printf(r->arena, "|%s|", value)) != NULL;
	if (strcmp(rule->name, "hasil") == 0)
		return are_outcomes(value);
	if (strcmp(rule->expected, NAME) == 0)
		return is_name(value);
	return *value != '\0';
}

static bool
known_attributes(const struct sop_reader *r, const xmlNode *node,
    const struct element_rule *rule)
{
	for (const xmlAttr *have = node->properties; have; have = have->next) {
		const struct attribute_rule *want = rule->attributes;

		while (
		    want->name && !xmlStrEqual(have->name, BAD_CAST want->name))
			want++;
		if (!want->name)
			return reader_fault(r, node,
			    "<%s>: attribute %s is not known", rule->name,
			    (const char *)have->name);
	}
	return true;
}

static bool
good_element(const struct sop_reader *r, const xmlNode *node)
{
	const struct element_rule *rule = rule_of(node);

	if (!rule)
		return reader_fault(r, node, "element <%s> is not known",
		    (const char *)node->name);
	if (!known_attributes(r, node, rule))
		return false;
	for (const struct attribute_rule *a = rule->attributes; a->name; a++) {
		const char *value = reader_attribute(r, node, a->name);

		if (!value && a->is_required)
			return reader_fault(r, node,
			    "<%s>: attribute %s is missing; expected %s",
			    rule->name, a->name, a->expected);
		if (value && !is_good(r, a, value))
			return reader_fault(r, node,
			    "<%s>: %s=\"%s\"; expected %s", rule->name, a->name,
			    value, a->expected);
	}
	return true;
}

static const xmlNode *
next_in_document(const xmlNode *node)
{
	if (node->children)
		return node->children;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

bool
document_diagnose(const struct sop_reader *r, const xmlNode *root)
{
	for (const xmlNode *n = root; n; n = next_in_document(n))
		if (n->type == XML_ELEMENT_NODE && !good_element(r, n))
			return false;
	return true;
}
