/*
 * What offices call the columns of the register. Letters compare without
 * case, and signs between words are blanks: "E-Mail Dinas" is "e mail dinas".
 */
#include "owner.h"

#include "cabut/banned.h"

enum { COLUMN_NAME_MAX = 64 };

static const struct {
	enum owner_column column;
	const char *names;
} spellings[] = {
	{ OWNER_NAME,
	    "|nama|nama lengkap|nama pegawai|nama pemilik|nama asn|" },
	{ OWNER_NIP, "|nip|nip baru|nomor induk pegawai|" },
	{ OWNER_NIK, "|nik|no nik|nomor induk kependudukan|no ktp|" },
	{ OWNER_POSITION, "|jabatan|nama jabatan|jabatan terakhir|" },
	{ OWNER_INSTITUTION,
	    "|instansi|opd|skpd|perangkat daerah|instansi opd|nama opd|"
	    "instansi perangkat daerah|nama instansi|" },
	{ OWNER_UNIT, "|unit kerja|unit|nama unit kerja|" },
	{ OWNER_ADDRESS,
	    "|surel|email|e mail|surel dinas|email dinas|e mail dinas|"
	    "alamat surel|alamat email|" },
	{ OWNER_SUPERIOR_NAME,
	    "|atasan|nama atasan|atasan langsung|nama atasan langsung|" },
	{ OWNER_SUPERIOR_NIP, "|nip atasan|nip atasan langsung|" },
	{ OWNER_SUPERIOR_ADDRESS,
	    "|surel atasan|email atasan|e mail atasan|surel dinas atasan|"
	    "email dinas atasan|" },
	{ OWNER_TERM_FROM, "|mulai jabatan|tmt|t m t|tmt jabatan|mulai masa "
			   "jabatan|awal jabatan|" },
	{ OWNER_TERM_UNTIL,
	    "|akhir jabatan|akhir masa jabatan|masa jabatan sampai|" },
	{ OWNER_CERTIFICATE_UNTIL,
	    "|berlaku sampai|akhir sertifikat|sertifikat berlaku sampai|"
	    "masa berlaku sertifikat|" },
};

/* "|e mail dinas|"; "||" when it is too long to be one of ours. */
static void
fold(const char *text, char out[COLUMN_NAME_MAX])
{
	size_t len = 0;

	out[len++] = '|';
	for (; *text && len < COLUMN_NAME_MAX - 2; text++) {
		if (ascii_is_alnum(*text) || (*text & 0x80))
			out[len++] = ascii_lower(*text);
		else if (out[len - 1] != ' ' && out[len - 1] != '|')
			out[len++] = ' ';
	}
	if (*text)
		len = 1;
	while (out[len - 1] == ' ')
		len--;
	out[len++] = '|';
	out[len] = '\0';
}

static int
column_of(const char *text)
{
	char name[COLUMN_NAME_MAX];

	fold(text, name);
	if (!strcmp(name, "||"))
		return -1;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (strstr(spellings[i].names, name))
			return (int)spellings[i].column;
	return -1;
}

bool
owner_columns(const struct csv_row *header, struct owner_file *file,
    int at[OWNER_COLUMN_COUNT], struct fault *f)
{
	for (size_t i = 0; i < OWNER_COLUMN_COUNT; i++)
		at[i] = -1;
	for (size_t i = 0; i < header->count; i++) {
		const char *name = header->fields[i];
		int column = column_of(name);

		if (column < 0) {
			if (*name)
				file->ignored[file->ignored_count++] = name;
			continue;
		}
		if (at[column] >= 0)
			return fault_set(f, SCOPE_CONFIG,
			    "%s:%zu: \"%.60s\" and \"%.60s\" are the same "
			    "column; take one out",
			    file->path, header->line,
			    header->fields[at[column]], name);
		at[column] = (int)i;
	}
	if (at[OWNER_NAME] < 0 || (at[OWNER_NIP] < 0 && at[OWNER_NIK] < 0))
		return fault_set(f, SCOPE_CONFIG,
		    "%s:%zu: the first row must name the columns, at least "
		    "nama and nip (or nik)",
		    file->path, header->line);
	return true;
}
