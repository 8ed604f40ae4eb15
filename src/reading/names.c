/*
 * names: titles come before a name, degrees behind a comma. A name is only
 * compared as a whole; a part of it names nobody.
 */
#include "names.h"

#include "cabut/banned.h"

enum { NAME_WORDS_MAX = 12, WORD_MAX = 24 };

static const char titles[] =
    "drs dra ir dr drg drh prof h hj tgk kh k ust "
    "ustadz pdt rm haji hajjah bapak ibu pak bu sdr sdri saudara saudari bpk "
    "alm almh almarhum almarhumah apt ns teuku_ ny tn brigjen kombes "
    "akp kompol akbp letkol kapten mayor kolonel rr rts";

static const char degrees[] =
    "se sh st ssos skom sip sstp spd mpd sag mag "
    "msi mm mkom mt mh map mpa sap skm ssi skep mkes meng sstat ma md amd "
    "phd msc ba bsc mba sp mp spt smhk shi sei stp sked dea spog sppd spa "
    "sgz mph mikom sikom ssn mhum shum mpdi spdi sthi sfilm sfarm akt ca "
    "ak lc llm mpp mtr mtrip strip straki amdkom amkeb amk sst sstip "
    "strkom strkes skpm mmsi mti sak spsi mpsi ners apt spmk st "
    "ipm ipu asean eng cpa cia qia cgae cgcae cfra mak";

static size_t
word_key(const char *text, size_t len, char key[WORD_MAX + 1])
{
	size_t to = 0;

	for (size_t i = 0; i < len && to < WORD_MAX; i++)
		if (text[i] != '.')
			key[to++] = ascii_lower(text[i]);
	key[to] = '\0';
	return to;
}

static bool
is_degree(const char *word, size_t len)
{
	char key[WORD_MAX + 1];
	size_t size = word_key(word, len, key);

	return list_has(degrees, key, size) ||
	       (memchr(word, '.', len) &&
		   memchr(word, '.', len) != word + len - 1);
}

bool
name_is_title(const char *word, size_t len)
{
	char key[WORD_MAX + 1];

	return list_has(titles, key, word_key(word, len, key)) ||
	       is_degree(word, len);
}

static bool
is_joint(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == ',' || c == '.' ||
	       c == '(' || c == ')';
}

char *
name_key(const char *name, struct arena *arena)
{
	name += strspn(name, "( "); /* "( Budi Wirawan )" */
	size_t len = strcspn(name, ",(");
	char *out = arena_alloc(arena, len + 2), *to = out;

	for (size_t i = 0; i < len;) {
		size_t word = 0;
		while (i + word < len &&
		       (!is_joint(name[i + word]) ||
			   (name[i + word] == '.' && i + word + 1 < len &&
			       !is_joint(name[i + word + 1]))))
			word++;
		if (word > 0 && !name_is_title(name + i, word)) {
			if (to > out)
				*to++ = ' ';
			for (size_t k = 0; k < word; k++)
				*to++ = ascii_lower(name[i + k]);
		}
		i += word ? word : 1;
	}
	*to = '\0';
	return out;
}

bool
name_is_same(const char *a, const char *b, struct arena *arena)
{
	if (!a || !b)
		return false;
	char *left = name_key(a, arena), *right = name_key(b, arena);
	return *left && strcmp(left, right) == 0;
}

/* "Frans" for "Fransiskus". */
static bool
has_prefix(const char *all, const char *word, size_t len)
{
	for (; *all; all += strcspn(all, " "), all += *all == ' ')
		if (strncmp(all, word, len) == 0)
			return true;
	return false;
}

bool
name_is_within(const char *part, const char *whole, struct arena *arena)
{
	if (!part || !whole)
		return false;
	char *words = name_key(part, arena), *all = name_key(whole, arena);
	if (!*words)
		return false;
	size_t hits = 0;
	while (*words) {
		size_t len = strcspn(words, " ");
		bool is_short = len <= 3; /* "M.", "TC": initials */
		bool has = list_has(all, words, len) ||
			   (len >= 4 && has_prefix(all, words, len));
		if (!has && !is_short)
			return false;
		hits += has;
		words += len + (words[len] == ' ');
	}
	return hits > 0;
}

static size_t
word_length(const char *text)
{
	size_t len = 0;

	while (text[len] && !strchr(" ,\n\t();:/", text[len]))
		len++;
	return len;
}

static bool
starts_big(const char *word)
{
	return (*word >= 'A' && *word <= 'Z') || (unsigned char)*word >= 0xC3;
}

/* Words that end a name although they may have capitals. */
static bool
ends_name(const char *word, size_t len)
{
	static const char ends[] =
	    "nip nik nrp nippppk jabatan selaku sebagai "
	    "pada yang dengan di karena dan telah sudah alamat email "
	    "instansi unit pangkat nomor no tanggal dari untuk kepada akan "
	    "kepala sekretaris mohon adalah sehubungan bekerja pegawai asn "
	    "staf guru alasan sertifikat ni pppk pemberi penerima kuasa";
	char key[WORD_MAX + 1];
	size_t size = 0;

	while (size < len && size < WORD_MAX && ascii_is_alpha(word[size])) {
		key[size] = ascii_lower(word[size]);
		size++;
	}
	/* "NI PPPK", but "Ni Nyoman". */
	if (size == 2 && memcmp(key, "ni", 2) == 0)
		return slice_starts_nocase(
		    slice_of(word + len), SLICE(" pppk"));
	return list_has(ends, key, size);
}

/* "Muh. Ilham Syarif": the dot shortens a part of the name. */
static bool
is_shortened(const char *word, size_t len)
{
	static const char parts[] =
	    "abd abdl abdur muh moh moch mhd muhd mochd mohd "
	    "yoh fx fr ign ant st";
	char key[WORD_MAX + 1];

	return list_has(parts, key, word_key(word, len, key));
}

size_t
name_length(const char *text)
{
	size_t end = 0, at = 0, words = 0;
	bool comma = false;

	while (text[at] && words < NAME_WORDS_MAX) {
		size_t len = word_length(text + at);
		bool lower_title = len > 0 && !comma &&
				   name_is_title(text + at, len) &&
				   text[at + len - 1] == '.';
		if (len == 0 || ends_name(text + at, len) ||
		    (!starts_big(text + at) && !lower_title) ||
		    (comma && !is_degree(text + at, len)))
			break;
		words++;
		at += len;
		end = at;
		/* "Budi. Mohon": the end of a sentence, not of a title. */
		if (text[at - 1] == '.' &&
		    !name_is_title(text + at - len, len) &&
		    !is_shortened(text + at - len, len) && len > 2)
			break;
		comma = text[at] == ',';
		at += comma;
		while (text[at] == ' ' || text[at] == '\n')
			at++;
	}
	if (end > 0 && text[end - 1] == '.' && end > 3) {
		size_t word = end;
		while (word > 0 && !strchr(" ,\n", text[word - 1]))
			word--;
		if (!name_is_title(text + word, end - word) && end - word > 2)
			end--;
	}
	return end;
}

static const char offices[] =
    "bagian|dinas|kepala|seksi|bidang|sekretaris|kecamatan|kelurahan|badan|"
    "kantor|desa|direktur|camat|lurah|bupati|tata usaha|puskesmas|rsud|"
    "sekretariat|inspektur|walikota|gubernur|wali kota|kabupaten|provinsi|"
    "pengelola|kepegawaian|analis|arsiparis|pranata|staf|pengadministrasi|"
    "penyuluh|guru|dokter|perawat|auditor|operator|admin|verifikator|subbag|"
    "subbagian|kasubbag|kasubag|opd|uptd|upt|balai|biro|plt|ahli muda|"
    "ahli pertama|ahli madya|makasih|matur|nuwun|salam|hormat|pelaksana|"
    "tidak|apakah|pegawai|pns|bendahara|pustakawan|asisten";

bool
name_is_likely(const char *line, struct arena *arena)
{
	size_t len = name_length(line);

	char *folded = text_fold(slice_of(line), arena);

	if (text_has_any(folded, offices))
		return false;
	return len > 0 && line[len + strspn(line + len, " .,)")] == '\0' &&
	       *name_key(line, arena) && !strpbrk(line, "0123456789:");
}
