/*
 * paper_id: which document of an SOP a paper is, by its title first, its
 * file name second. What has neither is left to a person.
 */
#include "cabut/reading.h"
#include "text.h"

#include "cabut/banned.h"

enum { TITLE_ROWS = 30, TITLE_BYTES = 1500, NAME_BYTES = 300 };

struct mark {
	const char *id;
	const char *title; /* phrases in the first lines */
	const char *name;  /* phrases in the file name */
};

/* The order counts: a letter that attaches an SK names it, too. */
static const struct mark marks[] = {
	{ "surat-kematian",
	    "akta kematian|surat kematian|"
	    "surat keterangan kematian|kutipan akta kematian|"
	    "keterangan meninggal dunia|surat keterangan meninggal",
	    "kematian|akta kematian|akte kematian|meninggal" },
	{ "surat-rekomendasi",
	    "surat rekomendasi|rekomendasi pencabutan|"
	    "hal rekomendasi|perihal rekomendasi|hal : rekomendasi|"
	    "perihal : rekomendasi|hal: rekomendasi",
	    "rekomendasi|surat rekomendasi|rekom" },
	{ "formulir",
	    "formulir|form permohonan|form pencabutan|"
	    "isian formulir",
	    "formulir|form" },
	{ "sk-pensiun",
	    "pemberian pensiun|pemberhentian dengan hormat|"
	    "batas usia pensiun|hak pensiun|sk pensiun|kenaikan pangkat "
	    "pengabdian|keputusan pensiun",
	    "sk pensiun|skpensiun|pensiun" },
	{ "sk-jabatan",
	    "sk jabatan|pengangkatan dalam jabatan|"
	    "pengangkatan pejabat|pengangkatan, pemindahan|"
	    "pemberhentian dan pengangkatan|pengangkatan dan pemberhentian|"
	    "petikan keputusan|surat keputusan|keputusan bupati|"
	    "keputusan wali kota|keputusan walikota|keputusan gubernur|"
	    "keputusan kepala|keputusan menteri|"
	    "surat pernyataan pelantikan|mutasi pegawai|"
	    "surat perintah melaksanakan tugas",
	    "sk|sk jabatan|sk terakhir|skjabatan|surat keputusan|petikan|"
	    "sk mutasi|sk pelantikan" },
	{ "surat-keterangan",
	    "surat keterangan|keterangan kehilangan|"
	    "tanda lapor kehilangan|tanda bukti lapor|surat pernyataan",
	    "keterangan|suket|kehilangan|surat keterangan|pernyataan" },
	{ "surat-permohonan",
	    "permohonan pencabutan|surat permohonan|"
	    "permohonan penghapusan|permohonan penerbitan|"
	    "permohonan penonaktifan|permohonan perpanjangan|"
	    "permohonan pembaruan|permohonan revoke|pencabutan sertifikat|"
	    "pencabutan tte|mohon dicabut|mohon pencabutan|"
	    "mengajukan pencabutan|nota dinas",
	    "permohonan|surat permohonan|surat pencabutan|pencabutan|"
	    "pengajuan" },
};

static const char pension_words[] =
    "pemberian pensiun|hak pensiun|batas usia pensiun|pensiun pegawai|"
    "pensiun pns|diberhentikan dengan hormat|"
    "pemberhentian dengan hormat";

enum { MARKS = sizeof marks / sizeof *marks };

/* The first lines, folded into `out`. */
static void
fold_into(struct slice s, char *out, size_t room)
{
	size_t to = 0;

	for (size_t i = 0; i < s.len && to + 1 < room; i++) {
		char c = ascii_lower(s.at[i]);
		if (c == '\n' || c == '\t' || c == '_' || c == '-')
			c = ' ';
		if (c == ' ' && (to == 0 || out[to - 1] == ' '))
			continue;
		out[to++] = c;
	}
	out[to] = '\0';
}

static struct slice
first_rows(const char *text)
{
	struct slice rest = slice_of(text), line;
	size_t rows = 0;

	while (rows < TITLE_ROWS && slice_take_line(&rest, &line))
		rows += !slice_is_blank(line);
	return slice_head(slice_of(text), strlen(text) - rest.len);
}

/* The title that stands first wins: a letter mentions its attachments. */
static const char *
id_by_title(const char *title)
{
	const char *best = NULL, *id = NULL;

	for (size_t i = 0; i < MARKS; i++) {
		const char *at = text_find_any(title, marks[i].title);
		if (!at || (best && at >= best))
			continue;
		best = at;
		id = marks[i].id;
	}
	return id;
}

/* "Hal : Permohonan ..." decides, whatever the letterhead names. */
static bool
is_request(const char *title)
{
	const char *hal = text_find_any(title, "hal|perihal");

	if (!hal || strlen(hal) < 5)
		return false;
	const char *word = hal + strcspn(hal, " :");
	word += strspn(word, " :");
	return text_starts(word, "permohonan") ||
	       text_starts(word, "pencabutan") ||
	       text_starts(word, "penghapusan") ||
	       text_starts(word, "pengajuan");
}

const char *
reading_paper_id(const struct paper *paper)
{
	char title[TITLE_BYTES], name[NAME_BYTES];
	const char *id = NULL;

	fold_into(
	    first_rows(paper->text ? paper->text : ""), title, sizeof title);
	if (is_request(title))
		return "surat-permohonan";
	if ((id = id_by_title(title))) {
		/* A decree about a pension is first of all a decree. */
		bool pension = strcmp(id, "sk-jabatan") == 0 &&
			       text_has_any(title, pension_words);
		return pension ? "sk-pensiun" : id;
	}
	fold_into(slice_of(paper->name ? paper->name : ""), name, sizeof name);
	for (size_t i = 0; i < MARKS; i++)
		if (text_has_any(name, marks[i].name))
			return marks[i].id;
	return NULL;
}

bool
reading_knows_paper(const char *id)
{
	for (size_t i = 0; i < MARKS; i++)
		if (strcmp(id, marks[i].id) == 0)
			return true;
	return false;
}
