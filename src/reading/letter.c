/*
 * letter: a text as one letter. Each value has its zone; what does not fit
 * into one is left out and, where it matters, asked about.
 */
#include "draft.h"
#include "names.h"
#include "place.h"

#include "cabut/banned.h"

enum { LETTER_TEXT_MAX = 200 * 1024 };

static const char *const kind_names[] = { "pencabutan", "penerbitan",
	"pembaruan", "lain" };

const char *
letter_kind_name(enum letter_kind kind)
{
	return kind_names[kind];
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

/* Labels of a person that found no values: an owner whom we cannot read. */
static bool
has_unread_block(const struct draft *d)
{
	size_t labels = 0, keys = 0;

	for (size_t r = d->kop_end; r < d->layout.row_count; r++) {
		const struct row *row = &d->layout.rows[r];
		struct label label;
		bool is_bare = row->count == 1 && !row->is_value &&
			       label_of(slice_of(row->at[0].text), &label) &&
			       !strpbrk(row->at[0].text, ":=");
		keys += is_bare && (label.at[0] == FIELD_NAME ||
				       label.at[0] == FIELD_NIP ||
				       label.at[0] == FIELD_NIK);
		labels += is_bare && label.at[0] <= FIELD_IGNORED;
	}
	return keys > 1 || labels > 2;
}

/* Somebody writes for himself: the one who signs is the owner. */
static void
make_signer_owner(struct draft *d)
{
	if (has_owner(d))
		return;
	if (has_unread_block(d)) {
		letter_doubt(d->letter,
		    "Data pemilik sertifikat tidak terbaca dengan pasti.");
		return;
	}
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
	const struct signer *s = &d->signers[0];
	p->value[FIELD_NAME] = s->name;
	p->row[FIELD_NAME] = s->name_row;
	p->value[FIELD_NIP] = s->nip;
	p->row[FIELD_NIP] = s->nip_row;
	if (!p->value[FIELD_INSTITUTION]) {
		p->value[FIELD_INSTITUTION] = s->institution;
		p->row[FIELD_INSTITUTION] = s->institution_row;
	}
	if (p->value[FIELD_POSITION])
		return;
	p->value[FIELD_POSITION] = s->position;
	p->row[FIELD_POSITION] = s->position_row;
}

/* NULL: there are several, or none. */
static struct person *
only_owner(struct draft *d)
{
	struct person *only = NULL;

	for (size_t i = 0; i < d->person_count; i++) {
		if (d->persons[i].role != ROLE_OWNER)
			continue;
		if (only)
			return NULL;
		only = &d->persons[i];
	}
	return only;
}

/* Who writes of himself in a sentence has his number below his name. */
static void
complete_by_signature(struct draft *d)
{
	struct person *only = only_owner(d);

	if (!only || d->signer_count != 1 || only->value[FIELD_NIP] ||
	    only->value[FIELD_NIP_OR_NIK] ||
	    !name_is_same(
		only->value[FIELD_NAME], d->signers[0].name, d->arena))
		return;
	only->value[FIELD_NIP] = d->signers[0].nip;
	only->row[FIELD_NIP] = d->signers[0].nip_row;
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
	if (d->person_count == 0 || cued || unnamed == 1)
		draft_prose_person(d, &only);
	if (!only.value[FIELD_NAME] && unnamed > 1)
		letter_doubt(d->letter,
		    "Surat menyebut beberapa NIP tanpa nama yang jelas.");
	bool any = only.value[FIELD_NAME] || unnamed == 1;
	only.role = ROLE_OWNER;
	if (any && d->person_count < PERSONS_MAX)
		d->persons[d->person_count++] = only;
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

static bool
signs(const struct draft *d, const struct person *p)
{
	const char *name = p->value[FIELD_NAME];

	for (size_t i = 0; i < d->signer_count; i++)
		if (name && name_is_same(d->signers[i].name, name, d->arena))
			return true;
	return false;
}

/* Does a sentence lead from one block to the next? In a list none does. */
static bool
acts_between(
    const struct draft *d, const struct person *a, const struct person *b)
{
	for (size_t r = a->last_row + 1; r < b->first_row; r++)
		if (text_has_any(d->layout.rows[r].folded,
			"dengan ini|menerangkan|mengajukan|memohon|mohon|"
			"merekomendasikan|rekomendasi|memberikan|"
			"menyatakan"))
			return true;
	return false;
}

/* "Yang bertanda tangan" was lost: the block above, of the one who signs,
 * and the sentence below it tell as much. */
static void
part_signer(struct draft *d)
{
	struct person *above = NULL, *below = NULL;

	for (size_t i = 0; i < d->person_count; i++) {
		struct person *p = &d->persons[i];
		if (p->role != ROLE_OWNER ||
		    d->layout.rows[p->first_row].is_table)
			continue;
		if (below)
			return;
		*(above ? &below : &above) = p;
	}
	if (below && signs(d, above) && !signs(d, below) &&
	    acts_between(d, above, below))
		above->role = ROLE_SIGNER;
}

/* The one owner's address may stand in the sentence that asks. */
static void
find_address_in_prose(struct draft *d)
{
	struct person *only = only_owner(d);

	if (only)
		draft_prose_address(d, only);
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

/* True: worth a casefile or an answer. */
static bool
read_whole(struct draft *d, const char *text)
{
	struct letter *letter = d->letter;

	layout_make(text, d->arena, &d->layout);
	draft_zones(d);
	letter->kind = letter_kind_of(d);
	draft_number(d);
	draft_date(d);
	if (letter_is_elsewhere(d))
		return false;
	bool asks = letter->kind != LETTER_OTHER || letter_asks(d);
	d->persons = arena_array(d->arena, PERSONS_MAX, sizeof *d->persons);
	draft_table(d);
	draft_columns(d);
	draft_stack(d);
	draft_persons(d);
	draft_signers(d);
	part_signer(d);
	if (asks) { /* a notice names people, but no owner by label */
		find_owner_in_prose(d);
		make_signer_owner(d);
		complete_by_signature(d);
		find_address_in_prose(d);
	}
	read_owners(d);
	bool about =
	    letter->owner.name || letter->owner_count || letter->owner.nip;
	if (letter->kind != LETTER_OTHER || (asks && about) ||
	    letter->owner.name)
		draft_applicant(d);
	draft_reasons(d);
	draft_letterhead(d);
	return asks;
}

bool
letter_read(const struct letter_source *source, struct arena *arena,
    struct letter *letter)
{
	const char *text = source->text;
	struct draft d = {
		.arena = arena, .letter = letter, .is_ocr = source->is_ocr
	};

	*letter = (struct letter){ .kind = LETTER_OTHER };
	if (!text || slice_is_blank(slice_of(text)))
		return false;
	if (strlen(text) > LETTER_TEXT_MAX)
		text = arena_copy(arena, text, LETTER_TEXT_MAX);
	bool asks = read_whole(&d, text);
	letter_set_part(letter, source);
	return asks;
}

bool
reading_letter(const char *text, struct arena *arena, struct letter *letter)
{
	const struct letter_source source = { .text = text,
		.part = PLACE_BODY };

	return letter_read(&source, arena, letter);
}

bool
reading_letter_of(const struct paper *paper, int part, struct arena *arena,
    struct letter *letter)
{
	const struct letter_source source = { .text = paper->text,
		.part = part,
		.is_ocr = paper->how == PAPER_OCR };

	return letter_read(&source, arena, letter);
}
