/*
 * Agencies write "Tgl. Revisi", "TANGGAL REVISI:" or "Tgl Revisi"; labels are
 * compared by their letters alone, and one or two wrong ones are forgiven.
 */
#include "identity.h"
#include "text.h"

#include "cabut/banned.h"

enum { LETTERS_MAX = 48, SLIP_LEAST = 8, TWO_SLIPS_LEAST = 15 };

static const struct {
	enum field field;
	const char *letters;
} known[] = {
	{ FIELD_NUMBER, "nomorsop" },
	{ FIELD_NUMBER, "nosop" },
	{ FIELD_NUMBER, "nomor" },
	{ FIELD_MADE, "tglpembuatan" },
	{ FIELD_MADE, "tgldibuat" },
	{ FIELD_REVISED, "tglrevisi" },
	{ FIELD_EFFECTIVE, "tglefektif" },
	{ FIELD_EFFECTIVE, "tglberlaku" },
	{ FIELD_APPROVED, "disahkanoleh" },
	{ FIELD_APPROVED, "disahkan" },
	{ FIELD_NAME, "namasop" },
	{ FIELD_NAME, "judulsop" },
	{ FIELD_LEGAL, "dasarhukum" },
	{ FIELD_QUALIFICATION, "kualifikasipelaksana" },
	{ FIELD_QUALIFICATION, "kualifikasipelaksanaan" },
	{ FIELD_RELATED, "keterkaitan" },
	{ FIELD_RELATED, "keterkaitansop" },
	{ FIELD_TOOLS, "peralatanperlengkapan" },
	{ FIELD_TOOLS, "peralatandanperlengkapan" },
	{ FIELD_TOOLS, "peralatan" },
	{ FIELD_TOOLS, "perlengkapan" },
	{ FIELD_WARNING, "peringatan" },
	{ FIELD_RECORDING, "pencatatandanpendataan" },
	{ FIELD_RECORDING, "pencatatanpendataan" },
	{ FIELD_RECORDING, "pencatatandanpelaporan" },
	{ FIELD_ADDRESS, "alamat" },
	{ FIELD_UNIT, "bidang" },
	{ FIELD_UNIT, "unitkerja" },
	{ FIELD_SIGNER, "namapejabat" },
	{ FIELD_SIGNER, "pejabat" },
	{ FIELD_SIGNER_NIP, "nip" },
};

static const char *const headings[FIELD_COUNT] = {
	[FIELD_NUMBER] = "NOMOR SOP",
	[FIELD_MADE] = "TGL. PEMBUATAN",
	[FIELD_REVISED] = "TGL. REVISI",
	[FIELD_EFFECTIVE] = "TGL. EFEKTIF",
	[FIELD_APPROVED] = "DISAHKAN OLEH",
	[FIELD_NAME] = "NAMA SOP",
	[FIELD_LEGAL] = "DASAR HUKUM",
	[FIELD_QUALIFICATION] = "KUALIFIKASI PELAKSANA",
	[FIELD_RELATED] = "KETERKAITAN",
	[FIELD_TOOLS] = "PERALATAN/PERLENGKAPAN",
	[FIELD_WARNING] = "PERINGATAN",
	[FIELD_RECORDING] = "PENCATATAN DAN PENDATAAN",
	[FIELD_ADDRESS] = "ALAMAT",
	[FIELD_UNIT] = "UNIT KERJA",
	[FIELD_SIGNER] = "PEJABAT",
	[FIELD_SIGNER_NIP] = "NIP",
};

const char *
field_heading(enum field field)
{
	return headings[field];
}

/* "Tanggal Revisi:" -> "tglrevisi"; "" when longer than any label. */
static void
letters_of(const char *label, char out[LETTERS_MAX + 1])
{
	static const char LONG[] = "tanggal", SHORT[] = "tgl";
	size_t len = 0;

	for (const char *at = label; *at && len < LETTERS_MAX; at++)
		if (ascii_is_alpha(*at))
			out[len++] = ascii_lower(*at);
	out[len < LETTERS_MAX ? len : 0] = '\0';
	if (strncmp(out, LONG, sizeof LONG - 1) != 0)
		return;
	memmove(out + sizeof SHORT - 1, out + sizeof LONG - 1,
	    strlen(out + sizeof LONG - 1) + 1);
	memcpy(out, SHORT, sizeof SHORT - 1);
}

/* Letters to change, add or leave out (Levenshtein). */
static size_t
slips(const char *a, const char *b)
{
	size_t row[LETTERS_MAX + 1], la = strlen(a), lb = strlen(b);

	for (size_t k = 0; k <= lb; k++)
		row[k] = k;
	for (size_t i = 1; i <= la; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t k = 1; k <= lb; k++) {
			size_t least = corner + (a[i - 1] != b[k - 1]);

			corner = row[k];
			if (row[k] + 1 < least)
				least = row[k] + 1;
			if (row[k - 1] + 1 < least)
				least = row[k - 1] + 1;
			row[k] = least;
		}
	}
	return row[lb];
}

static size_t
slips_allowed(size_t len)
{
	return len >= TWO_SLIPS_LEAST ? 2 : len >= SLIP_LEAST ? 1 : 0;
}

enum field
field_of(const char *label)
{
	char letters[LETTERS_MAX + 1];
	enum field found = FIELD_COUNT;
	size_t least = LETTERS_MAX;

	letters_of(label, letters);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t n = slips(letters, known[i].letters);

		if (n <= slips_allowed(strlen(known[i].letters)) && n < least) {
			least = n;
			found = known[i].field;
		}
	}
	return found;
}

static void
add_value(struct identity *id, enum field field, const char *text)
{
	struct field_values *v = &id->fields[field];

	if (*text)
		v->at[v->count++] = text;
}

static void
add_pair(struct identity *id, const char *const pair[2], struct arena *a)
{
	const char *text = text_clean(a, pair[1]);
	enum field field = field_of(pair[0]);

	if (field != FIELD_COUNT) {
		add_value(id, field, text);
		return;
	}
	id->others[id->other_count][0] = text_clean(a, pair[0]);
	id->others[id->other_count++][1] = text;
}

void
identity_sort(struct identity *id, const struct sop *sop, struct arena *a)
{
	size_t most = sop->identity_count + sop->legal_count + 1;

	*id = (struct identity){ .agency = text_clean(a, sop->agency),
		.name = text_clean(a, sop->name) };
	for (int i = 0; i < FIELD_COUNT; i++)
		id->fields[i].at =
		    arena_array(a, most, sizeof *id->fields[i].at);
	id->others = arena_array(a, most, sizeof *id->others);
	for (size_t i = 0; i < sop->legal_count; i++)
		add_value(id, FIELD_LEGAL, text_clean(a, sop->legal[i]));
	for (size_t i = 0; i < sop->identity_count; i++)
		add_pair(id, sop->identity[i], a);
	if (id->fields[FIELD_NAME].count == 0)
		add_value(id, FIELD_NAME, text_capitals(a, id->name));
}
