/*
 * What is doubtful in a letter: numbers that are none, numbers that disagree,
 * what the reader could not decide, and what only a picture shows. For the
 * last the mail is searched for a second source. The NIK of the same page is
 * none for its NIP: whoever misread one may have misread both.
 */
#include "doubt.h"

#include "cabut/banned.h"

/* ---- a second source ---- */

/* Does the number stand at `at`, blanks, dots and dashes left aside, and no
 * digit go on behind it? */
static bool
digits_at(const char *at, const char *digits)
{
	while (*digits) {
		if (*at == *digits)
			digits++;
		else if (!*at || !strchr(" .-", *at))
			return false;
		at++;
	}
	return !ascii_is_digit(*at);
}

static bool
has_digits(const char *text, const char *digits)
{
	for (const char *c = text; *c; c++)
		if (*c == *digits && (c == text || !ascii_is_digit(c[-1])) &&
		    digits_at(c, digits))
			return true;
	return false;
}

static bool
has_words(const char *text, const char *words)
{
	struct slice s = slice_of(text);
	size_t len = strlen(words);

	for (size_t i = 0; len > 0 && i + len <= s.len; i++) {
		struct slice here = { s.at + i, len };
		bool starts = i == 0 || !ascii_is_alnum(s.at[i - 1]);
		bool ends = i + len == s.len || !ascii_is_alnum(s.at[i + len]);

		if (starts && ends && slice_equal_nocase(here, slice_of(words)))
			return true;
	}
	return false;
}

static bool
says(const char *text, const char *value, enum doubt_field field)
{
	return field == DOUBT_NIP || field == DOUBT_NIK
		   ? has_digits(text, value)
		   : has_words(text, value);
}

/* The mail's own words or another paper of it, as text. */
static bool
is_in_text(const struct inbound *in, const char *value, enum doubt_field field)
{
	const struct message *m = &in->cell.message;

	if (m->text && says(m->text, value, field))
		return true;
	if (!m->text && m->html_text && !m->has_hidden_text &&
	    says(m->html_text, value, field))
		return true;
	for (size_t i = 0; i < in->cell.paper_count; i++)
		if (in->cell.papers[i].how == PAPER_TEXT &&
		    says(in->cell.papers[i].text, value, field))
			return true;
	return false;
}

/* Letters of a name before its titles, without those in front ("Drs."). */
static char *
bare_name(const char *name, struct arena *a)
{
	struct slice whole = slice_of(name), rest, word;
	char *out = arena_alloc(a, strlen(name) + 1), *to = out;

	if (slice_take_until(&whole, ',', &rest))
		while (slice_take_until(&rest, ' ', &word)) {
			if (word.len > 0 && word.at[word.len - 1] == '.')
				continue;
			for (size_t i = 0; i < word.len; i++)
				if (word.at[i] != '.' && word.at[i] != '\'')
					*to++ = ascii_lower(word.at[i]);
		}
	*to = '\0';
	return out;
}

/* The register's word for this owner, when it knows the NIP by this name. */
static bool
from_register(struct work *w, const struct owner *o, struct register_owner *row,
    bool *is_known, struct fault *f)
{
	struct arena *a = w->run->arena;

	*is_known = false;
	if (!o->nip || !o->is_nip_valid || !o->name)
		return true;
	if (!register_find(w->run->store, w->agency->config->id, o->nip, NULL,
		NULL, a, row, f))
		return false;
	*is_known =
	    row->id && !strcmp(bare_name(row->name, a), bare_name(o->name, a));
	return true;
}

/* ---- what only a picture shows ---- */

struct picture {
	struct work *w;
	const struct inbound *in;
	const struct owner *o;
	int index;
	struct doubts *out;
};

static void
add_picture(const struct picture *p, enum doubt_field field,
    enum owner_place place, bool is_grave)
{
	bool repaired = p->o->places[place].is_repaired;

	doubts_add(p->out, p->index, field,
	    repaired ? arena_printf(p->w->run->arena,
			   "%s, dan beberapa tandanya sulit dibedakan",
			   doubt_of_picture)
		     : doubt_of_picture,
	    is_grave);
}

static bool
is_unproven(const struct picture *p, const char *value, enum doubt_field field,
    enum owner_place place)
{
	return value && p->o->places[place].is_ocr &&
	       !is_in_text(p->in, value, field);
}

/* A NIK that agrees with a NIP which something else bears out holds nobody
 * up; a name is what people check anyway. */
static bool
find_pictures(const struct picture *p, const char *applicant, struct fault *f)
{
	const struct owner *o = p->o;
	struct register_owner row = { 0 };
	bool known;

	if (!from_register(p->w, o, &row, &known, f))
		return false;
	bool nip = o->is_nip_valid && !known &&
		   is_unproven(p, o->nip, DOUBT_NIP, PLACE_NIP);
	bool nik = o->is_nik_valid &&
		   !(known && row.nik && !strcmp(row.nik, o->nik)) &&
		   is_unproven(p, o->nik, DOUBT_NIK, PLACE_NIK);
	bool email = !text_equal_nocase(o->email, applicant) &&
		     !(known && text_equal_nocase(row.address, o->email)) &&
		     is_unproven(p, o->email, DOUBT_EMAIL, PLACE_EMAIL);

	if (!known && is_unproven(p, o->name, DOUBT_NAME, PLACE_NAME))
		add_picture(p, DOUBT_NAME, PLACE_NAME, false);
	if (nip)
		add_picture(p, DOUBT_NIP, PLACE_NIP, true);
	if (nik)
		add_picture(p, DOUBT_NIK, PLACE_NIK,
		    nip || !o->nip || !o->is_nip_valid ||
			!nip_matches_nik(o->nip, o->nik));
	if (email)
		add_picture(p, DOUBT_EMAIL, PLACE_EMAIL, true);
	return true;
}

/* ---- numbers ---- */

static void
find_numbers(
    const struct owner *o, int index, struct arena *a, struct doubts *out)
{
	if (o->nip && !o->is_nip_valid)
		doubts_add(out, index, DOUBT_NIP,
		    arena_printf(a, "yang terbaca %s, %s", o->nip,
			or_empty(nip_flaw(o->nip, a))),
		    true);
	if (o->nik && !o->is_nik_valid)
		doubts_add(
		    out, index, DOUBT_NIK, or_empty(nik_flaw(o->nik, a)), true);
	if (o->nip && o->nik && o->is_nip_valid && o->is_nik_valid &&
	    !nip_matches_nik(o->nip, o->nik))
		doubts_add(out, index, DOUBT_NIP, doubt_mismatch, true);
}

/* ---- sentences of the reader ---- */

/* Of which field a sentence speaks: the first that it names; of the two
 * numbers the one that is there. What names none is about who is meant. */
static enum doubt_field
field_of(const char *sentence, const struct owner *o)
{
	static const struct {
		const char *word;
		enum doubt_field field;
	} words[] = { { "terlalu banyak", DOUBT_LETTER },
		{ "alamat surel", DOUBT_EMAIL }, { "pemilik", DOUBT_OWNER },
		{ "NIP", DOUBT_NIP }, { "NIK", DOUBT_NIK },
		{ "nama", DOUBT_NAME }, { "jabatan", DOUBT_POSITION },
		{ "unit kerja", DOUBT_UNIT }, { "instansi", DOUBT_INSTITUTION },
		{ "alasan", DOUBT_REASON }, { "nomor surat", DOUBT_LETTER },
		{ "tanggal surat", DOUBT_LETTER } };

	if (!o->nip && o->nik && has_words(sentence, "NIP") &&
	    has_words(sentence, "NIK"))
		return DOUBT_NIK;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (has_words(sentence, words[i].word))
			return words[i].field;
	return DOUBT_OWNER;
}

static bool
is_grave(enum doubt_field field)
{
	return field == DOUBT_OWNER || field == DOUBT_NAME ||
	       field == DOUBT_NIP || field == DOUBT_NIK || field == DOUBT_EMAIL;
}

/* "Ada dua NIP yang berbeda." -> "ada dua NIP yang berbeda" */
static const char *
clause(const char *sentence, struct arena *a)
{
	char *text = arena_strdup(a, sentence);
	size_t len = strlen(text);

	if (len > 0 && text[len - 1] == '.')
		text[len - 1] = '\0';
	if (len > 1 && text[1] >= 'a' && text[1] <= 'z')
		text[0] = ascii_lower(text[0]);
	return text;
}

static bool
is_said(const struct doubts *list, enum doubt_field field)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].field == field)
			return true;
	return false;
}

static void
find_sentences(const struct letter *l, struct arena *a, struct doubts *out)
{
	/* What was found owner by owner above is said better there. */
	const struct doubts known = *out;

	for (size_t i = 0; i < l->doubt_count; i++) {
		const struct owner none = { 0 };
		const struct owner *o = l->owner_count ? &none : &l->owner;
		enum doubt_field field = field_of(l->doubts[i], o);

		if (has_words(l->doubts[i], "pindaian") ||
		    is_said(&known, field))
			continue;
		doubts_add(out, l->owner_count ? DOUBT_OF_ALL : 0, field,
		    clause(l->doubts[i], a), is_grave(field));
	}
}

bool
doubts_of_letter(struct work *w, const struct inbound *in,
    const struct letter *l, struct doubts *out, struct fault *f)
{
	size_t count = l->owner_count ? l->owner_count : 1;
	struct arena *a = w->run->arena;

	out->count = 0;
	for (size_t i = 0; i < count; i++)
		find_numbers(
		    l->owner_count ? &l->owners[i] : &l->owner, (int)i, a, out);
	find_sentences(l, a, out);
	for (size_t i = 0; i < count; i++) {
		struct picture p = { w, in,
			l->owner_count ? &l->owners[i] : &l->owner, (int)i,
			out };

		if (!find_pictures(&p, w->casefile.applicant_address, f))
			return false;
	}
	return true;
}
