/*
 * review: the applicant's answer to the list of what was read. Closed lists of
 * words: a yes is believed only when nothing beside it takes it back, and a
 * number only when the sentence around it can mean nothing else. The rest is
 * asked again; to ask costs a mail, a wrong number somebody's certificate.
 */
#include "cabut/reading.h"
#include "draft.h"

#include "cabut/banned.h"

enum { WORDS_MAX = 40, NUMBER_DIGITS_MIN = 6, OWNER_DIGITS_MAX = 2 };

static const char yes_words[] = "benar betul leres sesuai cocok";
static const char yes_beside[] =
    "ya iya nggih sudah semua semuanya data datanya isinya itu tersebut memang "
    "seluruhnya "
    "pak bu bapak ibu saya adalah nip nik di atas diatas yang dibaca terbaca "
    "adanya dan pernyataan menyatakan dengan bahwa kami mohon dilanjutkan "
    "diproses silakan lanjut lanjutkan terima kasih permohonan surat";
static const char greetings[] =
    "selamat pagi siang sore malam yth bapak ibu pak bu assalamualaikum "
    "assalamu alaikum wr wb salam hormat dengan admin tim petugas";
static const char except_words[] = "kecuali tapi tetapi hanya namun cuma";
/* Beside the one number of a sentence about NIP or NIK. */
static const char number_beside[] =
    "nip nik yang benar betul salah keliru seharusnya harusnya adalah ialah "
    "yaitu saya beliau nya nipnya niknya baru ini itu sebenarnya mohon "
    "diperbaiki perbaikan ralat koreksi menjadi jadi lengkap pegawai pemilik "
    "ya iya pak bu bapak ibu maaf untuk tolong diubah ganti diganti data "
    "sesuai sk tertulis typo";
static const char objections[] =
    "salah keliru bukan kecuali beda berbeda ralat koreksi typo";
static const char negations[] = "tidak tdk tak gak ga nggak belum kurang bukan";
static const char rightness[] = "benar betul sesuai cocok tepat sama";
static const char fields[] =
    "nip nik nama jabatan instansi unit email surel alamat alasan data opd";

struct words {
	const char *at[WORDS_MAX]; /* folded, letters and digits alone */
	size_t count;
	bool is_cut; /* there were more */
};

static void
take_words(struct slice line, struct arena *a, struct words *w)
{
	char *text = text_fold(line, a);

	*w = (struct words){ 0 };
	while (*text) {
		size_t len = 0;

		while (ascii_is_alnum(text[len]) ||
		       (unsigned char)text[len] >= 0x80)
			len++;
		if (len > 0 && w->count == WORDS_MAX) {
			w->is_cut = true;
			return;
		}
		if (len > 0)
			w->at[w->count++] = arena_copy(a, text, len);
		text += len > 0 ? len : 1;
	}
}

static bool
is_among(const char *word, const char *list)
{
	return list_has(list, word, strlen(word));
}

static bool
has_one_of(const struct words *w, const char *list)
{
	for (size_t i = 0; i < w->count; i++)
		if (is_among(w->at[i], list))
			return true;
	return false;
}

static bool
all_among(const struct words *w, const char *list)
{
	for (size_t i = 0; i < w->count; i++)
		if (!is_among(w->at[i], list))
			return false;
	return !w->is_cut;
}

/* ---- the yes ---- */

static bool
is_clean_yes(const struct words *w, struct slice line)
{
	if (w->is_cut || w->count == 0 || memchr(line.at, '?', line.len) ||
	    !has_one_of(w, yes_words))
		return false;
	for (size_t i = 0; i < w->count; i++)
		if (!is_among(w->at[i], yes_words) &&
		    !is_among(w->at[i], yes_beside))
			return false;
	return true;
}

/* "Benar, kecuali NIP: 1986...": *rest is what stands behind the exception. */
static bool
is_yes_but(const struct words *w, struct slice line, struct slice *rest)
{
	size_t at = 0;

	bool is_yes = false;

	while (at < w->count && !is_among(w->at[at], except_words)) {
		is_yes |= is_among(w->at[at], yes_words);
		if (!is_among(w->at[at], yes_words) &&
		    !is_among(w->at[at], yes_beside))
			return false;
		at++;
	}
	if (!is_yes || at == w->count)
		return false;
	for (size_t i = 0; i + strlen(w->at[at]) <= line.len; i++) {
		struct slice here = { line.at + i, strlen(w->at[at]) };

		if (slice_equal_nocase(here, slice_of(w->at[at]))) {
			*rest = slice_from(line, i + here.len);
			return true;
		}
	}
	return false;
}

/* ---- one number in a sentence ---- */

static bool
is_number_byte(char c)
{
	return ascii_is_digit(c) || c == ' ' || c == '.' || c == '-';
}

/* The digits of the one long number in the line; NULL: none, or several. */
static const char *
only_number(struct slice line, struct arena *a, bool *several)
{
	const char *found = NULL;

	*several = false;
	for (size_t i = 0; i < line.len;) {
		size_t len = 0, digits = 0;
		char *copy;

		if (!ascii_is_digit(line.at[i])) {
			i++;
			continue;
		}
		copy = arena_alloc(a, line.len - i + 1);
		for (; i + len < line.len && is_number_byte(line.at[i + len]);
		     len++)
			if (ascii_is_digit(line.at[i + len]))
				copy[digits++] = line.at[i + len];
		copy[digits] = '\0';
		i += len;
		if (digits < NUMBER_DIGITS_MIN)
			continue;
		*several = found != NULL;
		if (*several)
			return NULL;
		found = copy;
	}
	return found;
}

static bool
is_digits(const char *word)
{
	return strspn(word, "0123456789") == strlen(word);
}

static bool
may_stand_beside(const struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (!is_digits(w->at[i]) && !is_among(w->at[i], number_beside))
			return false;
	return !w->is_cut;
}

enum sense { SENSE_NONE, SENSE_NUMBER, SENSE_UNCLEAR };

/* "NIP: 1986...", "NIP salah, yang benar 1986...": *as is the labelled line. */
static enum sense
number_line(
    struct slice line, const struct words *w, struct arena *a, const char **as)
{
	bool is_nip = has_one_of(w, "nip nipnya");
	bool is_nik = has_one_of(w, "nik niknya");
	bool several;
	const char *digits = only_number(line, a, &several);

	if (!is_nip && !is_nik)
		return SENSE_NONE;
	if (!digits && !several)
		return SENSE_NONE;
	if (!digits || is_nip == is_nik || !may_stand_beside(w) ||
	    memchr(line.at, '?', line.len))
		return SENSE_UNCLEAR;
	*as = arena_printf(a, "%s: %s\n", is_nip ? "NIP" : "NIK", digits);
	return SENSE_NUMBER;
}

/* ---- the reply ---- */

/* One line of ours: a program that marks no quotes left our mail below. */
static bool
is_our_line(struct slice line)
{
	static const char *const starts[] = { "nomor permohonan",
		"pemilik sertifikat", "layanan :", "surel pemohon" };
	struct slice s = slice_trim(line);

	while (s.len > 0 && !ascii_is_alnum(s.at[0]))
		s = slice_from(s, 1);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (slice_starts_nocase(s, slice_of(starts[i])))
			return true;
	return memmem(s.at, s.len, "perlu diperiksa", 15) ||
	       memmem(s.at, s.len, "dikirim oleh sistem layanan", 27);
}

/* "Pemilik 2:", "Pemilik ke-2 NIP: ...": *rest is what follows. */
static bool
is_owner_head(struct slice line, unsigned *owner, struct slice *rest)
{
	static const char *const between[] = { "ke", "nomor", "no" };
	struct slice s = slice_trim(line);
	unsigned number = 0;
	size_t digits = 0;

	if (!slice_starts_nocase(s, SLICE("pemilik")))
		return false;
	s = slice_trim(slice_from(s, 7));
	for (size_t i = 0; i < sizeof between / sizeof *between; i++)
		if (slice_starts_nocase(s, slice_of(between[i])))
			s = slice_from(s, strlen(between[i]));
	while (s.len > 0 && strchr(" -.", s.at[0]))
		s = slice_from(s, 1);
	for (; digits < s.len && ascii_is_digit(s.at[digits]); digits++)
		if (digits < OWNER_DIGITS_MAX)
			number = number * 10 + (unsigned)(s.at[digits] - '0');
	if (digits == 0 || digits > OWNER_DIGITS_MAX || number == 0 ||
	    number > LETTER_OWNERS_MAX)
		return false;
	*owner = number;
	s = slice_from(s, digits);
	while (s.len > 0 && strchr(" :,.-", s.at[0]))
		s = slice_from(s, 1);
	*rest = s;
	return true;
}

/* One owner's lines, labelled so that correction_read() takes them. */
struct section {
	unsigned owner;
	struct strbuf lines;
	const char *nip, *nik; /* the labelled lines among them */
};

struct pass {
	struct arena *arena;
	struct review *out;
	struct section section;
	bool is_first; /* no line with words yet */
	bool is_taken_back;
	bool is_exception; /* "kecuali": a value must follow */
};

static void
refuse(struct pass *p, const char *clause)
{
	struct review *r = p->out;

	if (r->refused_count < REVIEW_REFUSED_MAX)
		r->refused[r->refused_count++] = clause;
}

/* A number that is none is told with its reason; two are one too many. */
static void
take_number(struct pass *p, const char *line)
{
	bool is_nip = text_starts(line, "NIP: ");
	const char **slot = is_nip ? &p->section.nip : &p->section.nik;
	const char *number =
	    arena_copy(p->arena, line + 5, strcspn(line + 5, "\n"));
	const char *flaw =
	    is_nip ? nip_flaw(number, p->arena) : nik_flaw(number, p->arena);

	if (*slot && strcmp(*slot, line) != 0)
		p->out->is_unclear = true;
	*slot = line;
	if (flaw)
		refuse(p,
		    is_nip ? arena_printf(p->arena, "NIP %s: %s", number, flaw)
			   : arena_printf(p->arena, "NIK: %s", flaw));
	strbuf_text(&p->section.lines, line);
}

/* What the reader of letters doubts; numbers have been told already. */
static void
refuse_others(struct pass *p, const struct letter *notes)
{
	for (size_t i = 0; i < notes->doubt_count; i++)
		if (!text_starts(notes->doubts[i], "NIP ") &&
		    !text_starts(notes->doubts[i], "NIK "))
			refuse(p, notes->doubts[i]);
}

static void
end_section(struct pass *p, unsigned next)
{
	struct review *r = p->out;
	struct amendment made = { .owner = p->section.owner };
	struct letter notes = { .kind = LETTER_OTHER };
	const char *lines = strbuf_keep(&p->section.lines, p->arena);

	strbuf_release(&p->section.lines);
	p->section = (struct section){ .owner = next };
	strbuf_init(&p->section.lines, 2 * REVIEW_BYTES_MAX);
	made.count = correction_read(lines, p->arena, &made.said, &notes);
	refuse_others(p, &notes);
	if (made.count > 0 && r->amendment_count < LETTER_OWNERS_MAX)
		r->amendments[r->amendment_count++] = made;
}

/* Something is said to be wrong: "salah", "tidak benar", a bare "tidak". */
static bool
objects(const struct words *w)
{
	if (has_one_of(w, objections))
		return true;
	for (size_t i = 0; i < w->count; i++)
		if (is_among(w->at[i], negations) &&
		    (w->count == 1 || (i + 1 < w->count &&
					  is_among(w->at[i + 1], rightness))))
			return true;
	return false;
}

static void
take_line(struct pass *p, struct slice line)
{
	struct words w;
	const char *labelled;

	take_words(line, p->arena, &w);
	switch (number_line(line, &w, p->arena, &labelled)) {
	case SENSE_NUMBER:
		take_number(p, labelled);
		return;
	case SENSE_UNCLEAR:
		p->out->is_unclear = true;
		return;
	case SENSE_NONE:
		break;
	}
	if (!memchr(line.at, ':', line.len)) {
		p->out->is_unclear |= objects(&w) && has_one_of(&w, fields);
		p->is_taken_back |= objects(&w);
	}
	strbuf_add(&p->section.lines, line.at, line.len);
	strbuf_char(&p->section.lines, '\n');
}

/* Only here a yes counts. */
static void
take_first_line(struct pass *p, struct slice line)
{
	struct words w;
	struct slice rest;

	take_words(line, p->arena, &w);
	if (all_among(&w, greetings))
		return;
	p->is_first = false;
	if (is_clean_yes(&w, line)) {
		p->out->is_right = true;
		return;
	}
	if (!is_yes_but(&w, line, &rest)) {
		/* "Salah", "Tidak benar", "Bukan": what is it, then? */
		p->out->is_unclear |= objects(&w) && w.count <= 3 &&
				      !memchr(line.at, ':', line.len);
		take_line(p, line);
		return;
	}
	take_line(p, rest);
	/* What it should be may stand in the lines below. */
	p->out->is_right = p->is_exception = true;
}

void
reading_review(const char *own, struct arena *a, struct review *out)
{
	struct slice rest = slice_of(own ? text_tidy(own, a) : ""), line, more;
	struct pass p = { .arena = a, .out = out, .is_first = true };
	unsigned owner;

	*out = (struct review){ .amendments = arena_array(a, LETTER_OWNERS_MAX,
				    sizeof(*out->amendments)) };
	if (rest.len == 0 || rest.len > REVIEW_BYTES_MAX)
		return;
	strbuf_init(&p.section.lines, 2 * REVIEW_BYTES_MAX);
	while (slice_take_line(&rest, &line) && !is_our_line(line)) {
		if (is_owner_head(line, &owner, &more)) {
			p.is_first = false;
			end_section(&p, owner);
			take_line(&p, more);
		} else if (p.is_first) {
			take_first_line(&p, line);
		} else {
			take_line(&p, line);
		}
	}
	end_section(&p, 0);
	strbuf_release(&p.section.lines);
	bool has_value = out->amendment_count > 0 || out->refused_count > 0;

	if (out->is_right && !has_value && (p.is_taken_back || p.is_exception))
		out->is_unclear = true;
	out->is_right = out->is_right && !out->is_unclear;
}

/* ---- the whole message ---- */

static bool
says_anything(const struct review *r)
{
	return r->is_right || r->amendment_count > 0 || r->refused_count > 0;
}

void
reading_review_of(const struct message *m, const char *own, struct arena *a,
    struct review *out)
{
	bool both = m->text && !slice_is_blank(slice_of(m->text)) &&
		    m->html_text && !slice_is_blank(slice_of(m->html_text));
	bool differ =
	    both &&
	    strcmp(text_letters(slice_of(own ? own : ""), a),
		text_letters(slice_of(reading_own_text(m->html_text, a)), a)) !=
		0;

	reading_review(own, a, out);
	if (!says_anything(out) ||
	    !(differ || m->has_hidden_text || m->is_ambiguous))
		return;
	*out = (struct review){ .is_unclear = true };
}
