/*
 * persons: pairs gathered into persons, and what each is to the letter, by
 * the words above the block: who signs, whose certificate it is about.
 */
#include "draft.h"

#include "cabut/banned.h"

enum { INTRO_ROWS = 8, NEAR_ROWS = 3, LABEL_START = 14 };

static const char signer_words[] =
    "bertanda tangan|bertandatangan|bertanda-tangan|data pemohon|"
    "identitas pemohon|data atasan|atasan langsung|pejabat penandatangan|"
    "yang mengajukan|selaku pemohon|data pelapor|data pengaju|"
    "data pengusul|ahli waris|"
    "mengetahui|menyetujui|pemberi rekomendasi";

static const char owner_words[] =
    "atas nama|a.n.|a.n|sebagai berikut|data pemilik|pemilik sertifikat|"
    "bagi pegawai|pegawai kami|pegawai|pejabat lama|milik|berikut|dengan data|"
    "menerangkan bahwa|menerangkan|dengan identitas|data pegawai|"
    "identitas pemilik|bahwa|untuk dicabut|pencabutan|pemberi kuasa|"
    "dicabut|penerbitan|pembaruan|diri saya|suami|istri";

static const char other_words[] =
    "kuasa kepada|penerima kuasa|memberikan kuasa|memberi kuasa|"
    "menguasakan|dikuasakan|narahubung|contact person|dapat menghubungi|"
    "petugas penghubung|selanjutnya disebut pihak kedua|operator|"
    "admin opd|data verifikator|verifikator|saksi|saksi-saksi|para saksi|"
    "pendamping";

/* Who comes after the owner; of a new certificate he is the owner. */
static const char successor_words[] = "pengganti|pejabat baru|penggantinya";

/* "Keluarga yang dapat dihubungi (ahli waris):", whoever that is. */
static const char contact_words[] = "dapat dihubungi|bisa dihubungi";

static const char *
last_hit(const char *text, const char *list)
{
	const char *last = NULL, *at = text;

	while ((at = text_find_any(at, list)))
		last = at++;
	return last;
}

static bool
has_words(const char *text)
{
	return strpbrk(text, "abcdefghijklmnopqrstuvwxyz") != NULL;
}

enum role
person_role(const struct draft *d, const char *intro, bool is_signed)
{
	const char *signer = last_hit(intro, signer_words);
	const char *owner = last_hit(intro, owner_words);
	const char *other = last_hit(intro, other_words);
	const char *next = d->letter->kind == LETTER_ISSUANCE
			       ? NULL
			       : last_hit(intro, successor_words);
	const char *contact = last_hit(intro, contact_words);

	if (contact && (!owner || contact > owner))
		return ROLE_OTHER;

	if (next && (!other || next > other))
		other = next;
	if (other && (!signer || other > signer) &&
	    (!owner || other + 40 > owner))
		return ROLE_OTHER;
	if (is_signed && !signer && !owner && has_words(intro))
		return ROLE_OTHER; /* under a heading that we do not know */
	if (is_signed && owner)
		return ROLE_OWNER;
	if (signer && (!owner || signer > owner || signer + 48 > owner))
		return text_has(signer, "atas nama") ? ROLE_OWNER : ROLE_SIGNER;
	return ROLE_OWNER;
}

static bool
has_signer(const struct draft *d)
{
	for (size_t i = 0; i < d->person_count; i++)
		if (d->persons[i].role == ROLE_SIGNER)
			return true;
	return false;
}

/* The words between the block before and this pair. */
static const char *
intro_of(const struct draft *d, size_t from, const struct pair *pair)
{
	const char *intro = "";
	size_t row = pair->row, start = row, words = 0;

	/* Labels that stand apart from their values are no words. */
	while (start > from && words < INTRO_ROWS)
		words += !d->layout.rows[--start].is_value;
	from = start;
	for (size_t r = from; r < row; r++)
		if (!d->layout.rows[r].is_value)
			intro = arena_printf(
			    d->arena, "%s %s", intro, d->layout.rows[r].folded);
	if (!pair->is_inline)
		return intro;
	return arena_printf(d->arena, "%s %.*s", intro, (int)pair->column,
	    d->layout.rows[row].folded);
}

static bool
is_same_value(
    enum field field, const char *a, const char *b, struct arena *arena)
{
	if (field == FIELD_EMAIL) {
		bool rival = false;
		const char *x = address_in(a, arena, &rival);
		const char *y = address_in(b, arena, &rival);
		return x && y && text_equal_nocase(x, y);
	}
	return strcmp(text_letters(slice_of(a), arena),
		   text_letters(slice_of(b), arena)) == 0;
}

/* "NIP lama: 131 867 542": the nine digits of before 2008. */
static bool
is_old_nip(const char *value)
{
	size_t digits = 0;

	for (; *value; value++)
		digits += ascii_is_digit(*value);
	return digits == OLD_NIP_LENGTH;
}

static void
take_pair(struct draft *d, struct person *p, const struct pair *pair)
{
	const char **slot = &p->value[pair->field];

	if (!value_clean(pair->value, d->arena))
		return;
	if (pair->field == FIELD_NIP && *slot && is_old_nip(pair->value))
		return;
	if (!*slot || (pair->field == FIELD_NIP && is_old_nip(*slot))) {
		*slot = pair->value;
		p->row[pair->field] = pair->row;
	} else if (!is_same_value(pair->field, *slot, pair->value, d->arena)) {
		p->is_rival[pair->field] = true;
	}
	p->last_row = pair->row;
}

static bool
is_key(enum field field)
{
	return field == FIELD_NIP || field == FIELD_NIK;
}

static bool
starts_person(const struct person *p, const struct pair *pair)
{
	if (!p || pair->field == FIELD_NAME)
		return !p || p->value[FIELD_NAME] ||
		       pair->row > p->last_row + NEAR_ROWS;
	return is_key(pair->field) && p->value[pair->field] &&
	       pair->row > p->last_row + 1;
}

/* "... Sdr. Marsono (NIP 1981...)": words stand before the row's label. */
static bool
is_in_sentence(const struct draft *d, const struct pair *pair)
{
	const struct row *row = &d->layout.rows[pair->row];
	struct label label;
	size_t start, value;

	return pair->is_inline && row->count > 0 &&
	       label_find(row->at[0].text, 0, &label, &start, &value) &&
	       (start > LABEL_START || row->at[0].text[0] == '(' ||
		   (start > 0 && row->at[0].text[start - 1] == '('));
}

/* "Nama Pelapor": who fills in a form for somebody else. */
static bool
is_reporter(const struct draft *d, const struct pair *pair)
{
	return pair->field == FIELD_NAME &&
	       text_has_any(d->layout.rows[pair->row].folded,
		   "pelapor|pengaju|pengusul");
}

static bool
has_labelled_name(const struct draft *d)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *pair = &d->layout.pairs[i];
		if (pair->field == FIELD_NAME && !is_in_sentence(d, pair) &&
		    pair->row >= d->kop_end)
			return true;
	}
	return false;
}

/* Beside labels, a number in a sentence is somebody else's. */
static bool
is_wanted(const struct draft *d, const struct pair *pair, bool is_labelled)
{
	if (is_labelled && is_in_sentence(d, pair))
		return false;
	return pair->field >= FIELD_NAME && pair->field < FIELD_IGNORED &&
	       pair->row >= d->kop_end && !d->layout.rows[pair->row].is_table;
}

/* A number below the closing words, without a label "Nama": the signer's. */
static bool
is_signature_number(const struct draft *d, const struct pair *pair)
{
	if (!is_key(pair->field) || pair->row < d->sign_from ||
	    pair->row >= d->sign_to)
		return false;
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *other = &d->layout.pairs[i];
		if (other->field == FIELD_NAME && other->row <= pair->row &&
		    other->row + 4 >= pair->row && other->row >= d->sign_from)
			return false;
	}
	return true;
}

/* "a.n. ... NIP ..." inside a sentence, or a signature line, names nobody
 * by label: such a person is left to prose.c and signer.c. */
static void
drop_nameless(struct draft *d, size_t first)
{
	size_t to = first;

	for (size_t i = first; i < d->person_count; i++) {
		struct person *p = &d->persons[i];
		struct person *before = to > first ? &d->persons[to - 1] : NULL;
		if (p->role == ROLE_OTHER && !p->value[FIELD_NAME])
			continue; /* whom to call */
		if (first > 0 && !p->value[FIELD_NAME] && !before)
			continue; /* below a table: who signs */
		if (draft_is_quoted(d, p->first_row) && !p->value[FIELD_NAME])
			continue; /* a form that was asked to be filled in */
		if (p->value[FIELD_NAME] || !before ||
		    !before->value[FIELD_NAME]) {
			d->persons[to++] = *p;
			continue;
		}
		for (int f = 0; f < FIELDS; f++) {
			struct pair pair = { (enum field)f, p->value[f],
				before->last_row, 0, false };
			if (p->value[f])
				take_pair(d, before, &pair);
		}
	}
	d->person_count = to;
}

static void
merge_leading(struct draft *d, size_t from)
{
	struct person *first = d->persons + from, *second = first + 1;

	if (d->person_count < from + 2 || first->value[FIELD_NAME] ||
	    second->first_row > first->last_row + NEAR_ROWS)
		return;
	for (int f = 0; f < FIELDS; f++)
		if (first->value[f] && !second->value[f])
			second->value[f] = first->value[f];
	memmove(first, second, (d->person_count - from - 1) * sizeof *first);
	d->person_count--;
}

/* "selanjutnya disebut PENERIMA KUASA" below a block: the proxy's. */
static void
name_proxies(struct draft *d, size_t first)
{
	for (size_t i = first; i < d->person_count; i++) {
		struct person *p = &d->persons[i];
		size_t to = p->last_row + 1 + NEAR_ROWS;
		for (size_t r = p->last_row + 1;
		     r < to && r < d->layout.row_count &&
		     !d->layout.rows[r].is_value;
		     r++)
			if (text_has_any(d->layout.rows[r].folded,
				"disebut penerima kuasa|"
				"disebut sebagai penerima kuasa|"
				"sebagai penerima kuasa|disebut pihak kedua"))
				p->role = ROLE_OTHER;
	}
}

void
draft_persons(struct draft *d)
{
	struct person *p = NULL;
	size_t from = d->kop_end, first = d->person_count;
	bool is_labelled = has_labelled_name(d);

	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *pair = &d->layout.pairs[i];
		if (!is_wanted(d, pair, is_labelled) ||
		    is_signature_number(d, pair))
			continue;
		if (starts_person(p, pair)) {
			if (d->person_count == PERSONS_MAX)
				break;
			if (p)
				from = p->last_row;
			bool is_signed = has_signer(d);
			p = &d->persons[d->person_count++];
			p->first_row = p->last_row = pair->row;
			p->role = is_reporter(d, pair)
				      ? ROLE_SIGNER
				      : person_role(d, intro_of(d, from, pair),
					    is_signed);
		}
		take_pair(d, p, pair);
	}
	merge_leading(d, first);
	name_proxies(d, first);
	drop_nameless(d, first);
}
