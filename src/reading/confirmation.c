/*
 * confirmation: whom a mail of BSrE is about, and whether that is this owner.
 * One person, named by rows of data or in the very sentence that tells the
 * result: an address in a footer, a link or a greeting names nobody.
 */
#include "draft.h"
#include "names.h"
#include "result.h"

#include "cabut/banned.h"

enum { CONFIRMATION_BYTES = 100 * 1024 };

static const char *
prose_name(const char *sentence, struct arena *arena)
{
	static const char *const cues[] = { "atas nama", "a.n.", "a.n", "a/n",
		"in the name of", "belonging to", "issued to", "milik",
		"for user", "nama pengguna", "certificate of", "request of",
		"for" };
	char *folded = text_fold(slice_of(sentence), arena);

	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const char *at = text_find(folded, cues[i]);
		if (!at)
			continue;
		const char *name = sentence + (at - folded) + strlen(cues[i]);
		name += strspn(name, " :.");
		size_t len = name_length(name);
		if (len > 2)
			return name_clean(arena_copy(arena, name, len), arena);
	}
	return NULL;
}

/* A row of data begins with its label; a sentence may only mention one. */
static bool
is_data(const struct layout *layout, const struct pair *p)
{
	const struct row *row = &layout->rows[p->row];
	struct label label;
	size_t start, value;

	return !p->is_inline ||
	       (row->count > 0 &&
		   label_find(row->at[0].text, 0, &label, &start, &value) &&
		   start <= 3);
}

struct named {
	const char *value[FIELDS];
	bool is_rival[FIELDS];
};

static bool
is_same_value(
    enum field field, const char *a, const char *b, struct arena *arena)
{
	if (field == FIELD_NAME)
		return name_is_same(a, b, arena);
	return strcmp(text_letters(slice_of(a), arena),
		   text_letters(slice_of(b), arena)) == 0;
}

static void
note(struct named *n, enum field field, const char *value, struct arena *arena)
{
	if (!*value)
		return;
	if (n->value[field] &&
	    !is_same_value(field, n->value[field], value, arena))
		n->is_rival[field] = true;
	else
		n->value[field] = value;
}

/* Two names or numbers of one sort: the mail is about more than one. */
static bool
is_of_two(const struct named *n)
{
	return n->is_rival[FIELD_NAME] || n->is_rival[FIELD_NIP] ||
	       n->is_rival[FIELD_NIK] || n->is_rival[FIELD_NIP_OR_NIK] ||
	       n->is_rival[FIELD_SERIAL];
}

static void
note_all(
    struct named *n, const char *text, bool is_sentence, struct arena *arena)
{
	struct layout layout;

	layout_make(text, arena, &layout);
	for (size_t i = 0; i < layout.pair_count; i++) {
		const struct pair *p = &layout.pairs[i];
		if (p->field < FIELD_IGNORED &&
		    (is_sentence || is_data(&layout, p)))
			note(n, p->field, p->value, arena);
	}
}

static const char *
not_of_bsre(const char *address, struct arena *arena)
{
	if (!address)
		return NULL;
	char *domain = text_fold(slice_of(address_domain(address)), arena);
	return domain_is_within(domain, "bssn.go.id") ? NULL : address;
}

/* False when more than one person is named. */
static bool
read_names(const char *text, const char *sentence, struct arena *arena,
    struct confirmation *c)
{
	struct letter scratch = { .kind = LETTER_OTHER };
	struct draft d = { .arena = arena, .letter = &scratch };
	struct person p = { .role = ROLE_OWNER };
	struct named n = { .value = { NULL } };
	struct owner o;

	note_all(&n, text, false, arena);
	note_all(&n, sentence, true, arena);
	for (int f = FIELD_NAME; f < FIELD_IGNORED; f++)
		p.value[f] = n.is_rival[f] ? NULL : n.value[f];
	owner_fill(&d, &p, &o);
	const char *told = prose_name(sentence, arena);
	c->nip = o.is_nip_valid ? o.nip : NULL;
	c->nik = o.is_nik_valid ? o.nik : NULL;
	c->email = not_of_bsre(o.email, arena);
	c->serial = o.serial;
	c->name = o.name ? o.name : told;
	return !is_of_two(&n) &&
	       (!told || !o.name || name_is_same(told, o.name, arena));
}

void
confirmation_read(const char *subject, const char *body, int year,
    struct arena *arena, struct confirmation *c)
{
	struct result r;
	const char *text = body ? body : "";

	if (strlen(text) > CONFIRMATION_BYTES)
		text = arena_copy(arena, text, CONFIRMATION_BYTES);
	text = text_tidy(text, arena);
	result_read(
	    text_tidy(subject ? subject : "", arena), text, year, arena, &r);
	*c = (struct confirmation){
		.remark = r.remark,
		.why = r.why,
	};
	if (r.about == LETTER_ISSUANCE)
		c->issuance = r.outcome;
	else
		c->outcome = r.outcome;
	bool is_one = read_names(text, r.sentence ? r.sentence : "", arena, c);
	bool named = c->nip || c->nik || c->email || c->serial || c->name;
	if (r.outcome == CONFIRMATION_NONE || (is_one && named))
		return;
	c->outcome = c->issuance = CONFIRMATION_NONE;
	c->why = named ? "names two people" : "names no certificate owner";
}

void
reading_confirmation(const char *subject, const char *body, struct arena *arena,
    struct confirmation *c)
{
	confirmation_read(subject, body, 0, arena, c);
}

/* 1: the same; -1: they contradict; 0: one is not known. */
static int
compare(const char *a, const char *b)
{
	if (!a || !b || !*a || !*b)
		return 0;
	return text_equal_nocase(a, b) ? 1 : -1;
}

static const char *
serial_start(const char *serial)
{
	while (serial && *serial == '0')
		serial++;
	return serial;
}

bool
confirmation_names(const struct confirmation *c, const struct owner *o)
{
	struct arena *arena = arena_new();
	int results[] = { compare(c->nik, o->nik), compare(c->nip, o->nip),
		compare(serial_start(c->serial), serial_start(o->serial)),
		compare(c->email, o->email) };
	bool same_name = name_is_same(c->name, o->name, arena);
	bool other_name = c->name && o->name && !same_name;
	int same = 0;

	arena_free(arena);
	for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
		if (results[i] < 0)
			return false;
		same += results[i];
	}
	/* A person may have changed the address' name, not the number. */
	if (other_name && !(results[0] > 0 || results[1] > 0 || results[2] > 0))
		return false;
	return same > 0 || same_name;
}
