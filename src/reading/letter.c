/*
 * letter: a text as one letter. Each value has its zone; what does not fit
 * into one is left out and, where it matters, asked about.
 */
#include "date.h"
#include "draft.h"
#include "names.h"
#include "place.h"
#include "reason.h"

#include "cabut/banned.h"

enum { PLACE_MAX = 40, LETTER_TEXT_MAX = 200 * 1024 };

static const char *const kind_names[] = { "pencabutan", "penerbitan",
	"pembaruan", "lain" };

const char *
letter_kind_name(enum letter_kind kind)
{
	return kind_names[kind];
}

/* Blanks around '/' dropped; "-" and dots are no number. */
static const char *
clean_number(const char *value, struct arena *arena)
{
	const char *text = value_clean(value, arena);
	char *out, *to;

	if (!text || !strpbrk(text, "0123456789"))
		return NULL;
	out = to = arena_alloc(arena, strlen(text) + 1);
	for (const char *c = text; *c; c++) {
		bool blank =
		    *c == ' ' && (c[1] == '/' || (to > out && to[-1] == '/'));
		if (!blank)
			*to++ = *c;
	}
	*to = '\0';
	return out;
}

static void
read_number(struct draft *d)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field == FIELD_NUMBER && p->row < d->head_end &&
		    !p->is_inline && !d->letter->number)
			d->letter->number = clean_number(p->value, d->arena);
	}
}

/* "Rimba Jaya, 3 Maret 2025" or the date alone, and nothing else. */
static bool
is_letter_date(const char *text, struct date_hit *hit)
{
	if (!date_find(text, hit))
		return false;
	const char *after = hit->to + strspn(hit->to, " .,");
	if (text_starts(after, "M") && !ascii_is_alnum(after[1]))
		after++;
	if (*after && !text_starts(after, "Masehi"))
		return false;
	size_t before = (size_t)(hit->from - text);
	if (before == 0)
		return true;
	if (before > PLACE_MAX || strpbrk(text, ":;()"))
		return false;
	const char *comma = memchr(text, ',', before);
	if (!comma) /* OCR reads it as a dot */
		comma = memchr(text, '.', before);
	return comma && (text[0] >= 'A' && text[0] <= 'Z') &&
	       comma[1 + strspn(comma + 1, " ")] == *hit->from;
}

static const char *
date_in_rows(struct draft *d, size_t from, size_t to)
{
	struct date_hit hit;

	for (size_t r = from; r < to && r < d->layout.row_count; r++)
		for (size_t c = 0; c < d->layout.rows[r].count; c++)
			if (is_letter_date(d->layout.rows[r].at[c].text, &hit))
				return arena_strdup(d->arena, hit.iso);
	return NULL;
}

static const char *
date_by_label(struct draft *d, size_t from, size_t to)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field == FIELD_DATE && p->row >= from && p->row < to &&
		    !p->is_inline)
			return date_read(p->value, d->arena);
	}
	return NULL;
}

/* "Ditetapkan di X" / "pada tanggal 3 Maret 2025". */
static const char *
date_of_place(struct draft *d)
{
	for (size_t r = d->sign_from; r < d->sign_to; r++)
		if (text_starts(d->layout.rows[r].folded, "pada tanggal"))
			return date_read(d->layout.rows[r].folded, d->arena);
	return NULL;
}

static void
read_date(struct draft *d)
{
	const char *date = date_in_rows(d, 0, d->head_end);

	if (!date)
		date = date_by_label(d, 0, d->head_end);
	if (!date)
		date = date_in_rows(d, d->sign_from, d->sign_to);
	if (!date)
		date = date_by_label(d, d->sign_from, d->sign_to);
	if (!date)
		date = date_of_place(d);
	if (!date) /* the last line before the signature, without "Demikian" */
		date = date_in_rows(d, d->head_end, d->sign_from);
	d->letter->date = date;
}

static bool
has_owner(const struct draft *d)
{
	for (size_t i = 0; i < d->person_count; i++)
		if (d->persons[i].role == ROLE_OWNER &&
		    (d->persons[i].value[FIELD_NAME] ||
			d->persons[i].value[FIELD_NIP] ||
			d->persons[i].value[FIELD_NIK]))
			return true;
	return false;
}

static bool
has_named_owner(const struct draft *d)
{
	for (size_t i = 0; i < d->person_count; i++)
		if (d->persons[i].role == ROLE_OWNER &&
		    d->persons[i].value[FIELD_NAME])
			return true;
	return false;
}

/* Somebody writes for himself: the one who signs is the owner. */
static void
make_signer_owner(struct draft *d)
{
	if (has_owner(d))
		return;
	for (size_t i = 0; i < d->person_count; i++) {
		if (d->persons[i].role != ROLE_SIGNER)
			continue;
		d->persons[i].role = ROLE_OWNER;
		return;
	}
	bool self = text_has_any(d->prose, "saya|milik saya|aku") &&
		    d->signer_count == 1;
	if (!self || d->person_count == PERSONS_MAX)
		return;
	struct person *p = d->person_count == 1
			       ? &d->persons[0]
			       : &d->persons[d->person_count++];
	p->role = ROLE_OWNER;
	p->value[FIELD_NAME] = d->signers[0].name;
	p->value[FIELD_NIP] = d->signers[0].nip;
	if (!p->value[FIELD_POSITION])
		p->value[FIELD_POSITION] = d->signers[0].position;
}

/* Persons without a name are set apart; `only` is the one, if it is one. */
static size_t
drop_unnamed(struct draft *d, struct person *only)
{
	size_t to = 0, dropped = 0;

	for (size_t i = 0; i < d->person_count; i++) {
		if (d->persons[i].value[FIELD_NAME]) {
			d->persons[to++] = d->persons[i];
			continue;
		}
		if (++dropped == 1)
			*only = d->persons[i];
	}
	d->person_count = to;
	if (dropped > 1) {
		only->value[FIELD_NIP] = only->value[FIELD_NIK] = NULL;
		only->value[FIELD_EMAIL] = NULL;
	}
	return dropped;
}

/* "Yang bertanda tangan ..." and then, in a sentence, somebody else. */
static void
find_owner_in_prose(struct draft *d)
{
	struct person only = { .role = ROLE_OWNER };

	if (has_named_owner(d))
		return;
	size_t unnamed = drop_unnamed(d, &only);
	bool cued = text_has_any(d->prose,
	    "atas nama|a.n.|a.n|a/n|almarhum|almarhumah|saudara|saudari|sdr|"
	    "sdri|pegawai kami");
	if (d->person_count == 0 || cued)
		draft_prose_person(d, &only);
	if (!only.value[FIELD_NAME] && unnamed > 1)
		letter_doubt(d->letter,
		    "Surat menyebut beberapa NIP tanpa nama yang jelas.");
	bool any = only.value[FIELD_NAME] || unnamed == 1;
	only.role = ROLE_OWNER;
	if (any && d->person_count < PERSONS_MAX)
		d->persons[d->person_count++] = only;
}

static void
set_applicant(
    struct draft *d, const char *name, const char *nip, const char *position)
{
	d->letter->applicant_name = name;
	d->letter->applicant_nip = nip;
	d->letter->applicant_position = position;
}

static bool
is_owner_name(const struct draft *d, const char *name)
{
	const struct letter *l = d->letter;

	if (l->owner_count == 0)
		return name_is_same(name, l->owner.name, d->arena);
	for (size_t i = 0; i < l->owner_count; i++)
		if (name_is_same(name, l->owners[i].name, d->arena))
			return true;
	return false;
}

static const struct signer *
signer_named(const struct draft *d, const char *name)
{
	for (size_t i = 0; i < d->signer_count; i++)
		if (name_is_same(d->signers[i].name, name, d->arena))
			return &d->signers[i];
	return NULL;
}

/* The owner's name stands in the signature, in whatever line. */
static bool
is_signed_by_owner(const struct draft *d)
{
	for (size_t r = d->sign_from; r < d->sign_to; r++)
		for (size_t c = 0; c < d->layout.rows[r].count; c++)
			if (is_owner_name(d, d->layout.rows[r].at[c].text))
				return true;
	return false;
}

static void
read_applicant(struct draft *d)
{
	for (size_t i = 0; i < d->person_count; i++) {
		struct owner o;
		struct letter scratch = { .kind = LETTER_OTHER };
		struct draft quiet = *d;
		if (d->persons[i].role != ROLE_SIGNER)
			continue;
		quiet.letter = &scratch;
		owner_fill(&quiet, &d->persons[i], &o);
		if (!o.name || is_owner_name(d, o.name))
			continue;
		const struct signer *s = signer_named(d, o.name);
		set_applicant(d, o.name,
		    o.is_nip_valid ? o.nip
		    : s		   ? s->nip
				   : NULL,
		    o.position ? o.position
		    : s	       ? s->position
			       : NULL);
		return;
	}
	if (is_signed_by_owner(d))
		return;
	for (size_t i = 0; i < d->signer_count; i++)
		if (is_owner_name(d, d->signers[i].name) ||
		    (!d->signers[i].nip &&
			name_is_within(d->signers[i].name,
			    d->letter->owner.name, d->arena)))
			return;
	for (size_t i = d->signer_count; i-- > 0;)
		if (d->signers[i].name) {
			set_applicant(d, d->signers[i].name, d->signers[i].nip,
			    d->signers[i].position);
			return;
		}
}

/* The same person may stand in a table and in a block. */
static bool
is_known_owner(const struct owner *owners, size_t count, const struct owner *o)
{
	for (size_t i = 0; i < count; i++)
		if (o->nip && owners[i].nip &&
		    strcmp(o->nip, owners[i].nip) == 0)
			return true;
	return false;
}

static void
read_owners(struct draft *d)
{
	struct letter *l = d->letter;
	struct owner *owners =
	    arena_array(d->arena, LETTER_OWNERS_MAX, sizeof *owners);
	size_t count = 0;

	for (size_t i = 0; i < d->person_count; i++) {
		const struct person *p = &d->persons[i];
		if (p->role != ROLE_OWNER)
			continue;
		if (count == LETTER_OWNERS_MAX) {
			letter_doubt(l, "Surat memuat terlalu banyak pemilik; "
					"sisanya tidak dibaca.");
			break;
		}
		owner_fill(d, p, &owners[count]);
		struct owner *o = &owners[count];
		if ((o->name || o->nip || o->nik) &&
		    !is_known_owner(owners, count, o))
			count++;
	}
	if (count == 1)
		l->owner = owners[0];
	if (count < 2)
		return;
	l->owners = owners;
	l->owner_count = count;
}

/* The reason in the sentences that ask; attachments are named in others. */
static enum reason
reason_in_prose(const struct draft *d)
{
	char *text = arena_strdup(d->arena, d->prose), *at = text;

	while (*at) {
		size_t len = text_sentence(at);
		bool more = at[len] != '\0';
		at[len] = '\0';
		if (!text_has_any(at,
			"sebagai bahan|sebagai kelengkapan|"
			"kami lampirkan|saya lampirkan|apabila|di kemudian "
			"hari|"
			"berkas pendukung|dokumen pendukung|persyaratan|"
			"turut dilampirkan|bersama surat ini terlampir") &&
		    !text_starts(at, " terlampir")) {
			enum reason reason = reason_of_text(at);
			if (reason != REASON_NONE)
				return reason;
		}
		at += len + more;
	}
	return REASON_NONE;
}

/* What is written behind "Alasan :", whoever's block it stands in. */
static enum reason
reason_by_label(const struct draft *d)
{
	enum reason reason = REASON_NONE;

	for (size_t i = 0; i < d->person_count && !reason; i++) {
		const char *value = d->persons[i].value[FIELD_REASON];
		if (d->persons[i].role != ROLE_OWNER || !value)
			continue;
		reason = reason_of_text(text_fold(slice_of(value), d->arena));
		if (reason == REASON_NONE)
			reason = REASON_OTHER;
	}
	return reason;
}

static void
read_reasons(struct draft *d)
{
	struct letter *l = d->letter;
	enum reason prose = reason_in_prose(d);

	enum reason label = reason_by_label(d);

	if (prose == REASON_NONE ||
	    (l->owner_count == 0 && label != REASON_OTHER &&
		label != REASON_NONE))
		prose = label;
	if (l->owner.reason == REASON_NONE)
		l->owner.reason = prose;
	for (size_t i = 0; i < l->owner_count; i++)
		if (l->owners[i].reason == REASON_NONE)
			l->owners[i].reason = prose;
	if (l->kind == LETTER_REVOCATION && l->owner_count == 0)
		return;
	l->owner.reason = REASON_NONE;
	for (size_t i = 0; l->kind != LETTER_REVOCATION && i < l->owner_count;
	     i++)
		l->owners[i].reason = REASON_NONE;
}

/* The agency in the letterhead, when the owner's is not written. */
static void
use_letterhead(struct draft *d)
{
	struct owner *o = &d->letter->owner;

	if (o->institution || !d->letter->applicant_name)
		return;
	for (size_t r = 0; r < d->kop_end; r++) {
		const char *words = d->layout.rows[r].folded;
		if (text_starts(words, "dinas ") ||
		    text_starts(words, "badan ") ||
		    text_starts(words, "inspektorat") ||
		    text_starts(words, "sekretariat ") ||
		    text_starts(words, "kecamatan ")) {
			o->institution =
			    text_squeeze(d->layout.rows[r].line, d->arena);
			size_t len = strlen(words);
			bool goes_on = (text_ends(words, " dan") ||
					   words[len - 1] == ',') &&
				       r + 1 < d->kop_end;
			if (goes_on)
				o->institution = arena_printf(d->arena, "%s %s",
				    o->institution,
				    text_squeeze(
					d->layout.rows[r + 1].line, d->arena));
			return;
		}
	}
}

bool
reading_letter(const char *text, struct arena *arena, struct letter *letter)
{
	struct draft d = { .arena = arena, .letter = letter };

	*letter = (struct letter){ .kind = LETTER_OTHER };
	if (!text || slice_is_blank(slice_of(text)))
		return false;
	size_t len = strlen(text);
	if (len > LETTER_TEXT_MAX)
		text = arena_copy(arena, text, LETTER_TEXT_MAX);
	layout_make(text, arena, &d.layout);
	draft_zones(&d);
	letter->kind = letter_kind_of(&d);
	read_number(&d);
	read_date(&d);
	if (letter_is_elsewhere(&d))
		return false;
	d.persons = arena_array(arena, PERSONS_MAX, sizeof *d.persons);
	draft_table(&d);
	draft_persons(&d);
	draft_signers(&d);
	find_owner_in_prose(&d);
	make_signer_owner(&d);
	read_owners(&d);
	bool about =
	    letter->owner.name || letter->owner_count || letter->owner.nip;
	if (about || letter->kind != LETTER_OTHER)
		read_applicant(&d);
	read_reasons(&d);
	if (letter->owner.name)
		use_letterhead(&d);
	return letter->kind != LETTER_OTHER || letter_asks(&d);
}

bool
reading_letter_of(const struct paper *paper, int part, struct arena *arena,
    struct letter *letter)
{
	bool asks = reading_letter(paper->text, arena, letter);

	letter_mark_part(letter, part, paper->how == PAPER_OCR);
	return asks;
}
