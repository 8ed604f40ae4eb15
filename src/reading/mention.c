/*
 * mention: small numbers and case numbers in an answer to a list. Dates,
 * amounts, NIPs, telephone and letter numbers are none; whether a number is
 * meant for an item is decided by what stands around it, in list_order.c.
 */
#include "list.h"

#include "cabut/banned.h"

enum { NUMBER_DIGITS = 2, CASE_YEAR = 4, CASE_DIGITS_MAX = 6, WORD_MAX = 16 };

static const char digits[] = "0123456789";
static const char labels[] = "no nomor nmr nomer item poin point butir urutan "
			     "angka number";
static const char fillers[] =
    "dan untuk utk u/ yang yg sedangkan sdgkan serta lalu kemudian terus "
    "tapi tetapi tp permohonan kasus usulan pengajuan and for";
static const char joints[] = "dan serta and";
static const char spans[] = "s.d s/d sd sampai hingga to";
/* A number behind them is no item. */
static const char counted[] =
    "langkah tanggal tgl pukul jam pkl pasal ayat lampiran lembar halaman hal "
    "golongan gol tahun thn bulan bln tingkat versi sk nip nik hp wa telp "
    "lantai rt rw kelas eselon hari surat rp baris kolom tahap";

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_letter(char c)
{
	return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

static size_t
skip_blanks(const char *text, size_t at)
{
	while (is_blank(text[at]))
		at++;
	return at;
}

static size_t
word_length(const char *text, size_t at)
{
	size_t len = 0;

	while (ascii_is_alpha(text[at + len]) ||
	       (len > 0 && text[at + len] && strchr("./", text[at + len]) &&
		   ascii_is_alpha(text[at + len + 1])))
		len++;
	return len;
}

static bool
is_word_of(const char *list, const char *text, size_t len)
{
	char word[WORD_MAX];

	if (len == 0 || len >= sizeof word)
		return false;
	for (size_t i = 0; i < len; i++)
		word[i] = ascii_lower(text[i]);
	return list_has(list, word, len);
}

static bool
take_number(const char *text, size_t *at, struct ref *ref)
{
	const char *start = text + *at, *c = start + strspn(start, digits);
	size_t len = (size_t)(c - start);

	if (len == 0 || len > NUMBER_DIGITS || *start == '0')
		return false;
	if (is_letter(*c) || (*c && strchr("@_%/", *c) && c[1] != ' '))
		return false;
	if (*c && strchr(".:", *c) && ascii_is_digit(c[1]))
		return false;
	ref->number = 0;
	for (size_t i = 0; i < len; i++)
		ref->number = ref->number * 10 + (unsigned)(start[i] - '0');
	ref->case_number = NULL;
	*at += len;
	return true;
}

static bool
take_case(const char *text, size_t *at, struct arena *arena, struct ref *ref)
{
	static const char prefix[] = "CABUT-";
	size_t i = *at + strspn(text + *at, "[#"), start = i;

	if (!slice_starts_nocase(slice_of(text + i), SLICE("CABUT-")))
		return false;
	i += sizeof prefix - 1;
	if (strspn(text + i, digits) != CASE_YEAR || text[i + CASE_YEAR] != '-')
		return false;
	i += CASE_YEAR + 1;
	size_t len = strspn(text + i, digits);
	if (len == 0 || len > CASE_DIGITS_MAX || is_letter(text[i + len]))
		return false;
	i += len;
	char *name = arena_copy(arena, text + start, i - start);
	memcpy(name, prefix, sizeof prefix - 1);
	*ref = (struct ref){ 0, name };
	*at = i + (text[i] == ']');
	return true;
}

static bool
take_ref(const char *text, size_t *at, struct arena *arena, struct ref *ref)
{
	return take_case(text, at, arena, ref) || take_number(text, at, ref);
}

static size_t
skip_label(const char *text, size_t at)
{
	size_t len = word_length(text, at);

	if (text[at] == '#')
		return skip_blanks(text, at + 1);
	if (!is_word_of(labels, text + at, len))
		return at;
	at += len;
	return skip_blanks(text, at + (text[at] == '.'));
}

/* ", ", " dan ", " s.d. ": what may stand inside a group. */
static bool
take_joint(const char *text, size_t *at, bool *is_span)
{
	size_t i = skip_blanks(text, *at), len;

	*is_span = false;
	if (text[i] && strchr(",&+-", text[i])) {
		*is_span = text[i] == '-';
		*at = skip_blanks(text, i + 1);
		len = word_length(text, *at);
		if (text[i] == ',' && is_word_of(joints, text + *at, len))
			*at = skip_blanks(text, *at + len);
		return true;
	}
	len = word_length(text, i);
	*is_span = is_word_of(spans, text + i, len);
	if (!*is_span && !is_word_of(joints, text + i, len))
		return false;
	i = skip_blanks(text, i + len + (text[i + len] == '.'));
	len = word_length(text, i);
	if (*is_span && is_word_of("dengan dgn", text + i, len))
		i = skip_blanks(text, i + len);
	*at = i;
	return true;
}

static bool
add_refs(struct mention *m, struct ref ref, bool is_span)
{
	unsigned from = ref.number;

	if (is_span) {
		unsigned last = m->at[m->count - 1].number;
		if (!last || !ref.number || ref.number <= last)
			return false;
		from = last + 1;
	}
	for (unsigned n = from; n <= ref.number; n++) {
		if (m->count == READING_LIST_MAX)
			return false;
		m->at[m->count++] = (struct ref){ n, ref.case_number };
	}
	return true;
}

/* "1. CABUT-2026-0042": the row as we printed it. */
static void
take_case_behind(const char *text, struct arena *arena, struct mention *m)
{
	size_t at = m->to + strspn(text + m->to, ".) \t:-");
	struct ref ref;

	if (m->count != 1 || !m->at[0].number ||
	    !take_case(text, &at, arena, &ref))
		return;
	m->at[0].case_number = ref.case_number;
	m->to = at;
}

static bool
take_group(const char *text, size_t at, struct arena *arena, struct mention *m,
    bool *is_odd)
{
	struct ref ref;
	bool is_span;

	m->from = m->to = at;
	m->count = 0;
	if (!take_ref(text, &m->to, arena, &ref))
		return false;
	add_refs(m, ref, false);
	for (size_t next = m->to; take_joint(text, &next, &is_span);) {
		next = skip_label(text, next);
		if (!take_ref(text, &next, arena, &ref))
			break;
		if (!add_refs(m, ref, is_span))
			*is_odd = true;
		m->to = next;
	}
	const char *end = text + m->to;
	if ((*end == ',' || *end == '-') && ascii_is_digit(end[1]))
		return false;
	take_case_behind(text, arena, m);
	return !ascii_is_digit(text[skip_blanks(text, m->to)]);
}

/* Does what stands before `at` make it the rest of something longer? */
static bool
is_part_of_more(const char *text, size_t at)
{
	char before = at > 0 ? text[at - 1] : '\n';
	size_t i = at;

	if (is_letter(before) || ascii_is_digit(before) ||
	    strchr("@_/", before))
		return true;
	if (at > 1 && strchr(".:-,", before) && ascii_is_alnum(text[at - 2]))
		return !(ascii_is_alpha(text[at - 2]) && strchr(".,", before));
	while (i > 0 && is_blank(text[i - 1]))
		i--;
	return i > 0 && ascii_is_digit(text[i - 1]);
}

/* The word that ends before `*at`, with its dot; 0: none. */
static size_t
word_before(const char *text, size_t *at)
{
	size_t end = *at, len = 0;

	while (end > 0 && is_blank(text[end - 1]))
		end--;
	if (end > 0 && text[end - 1] == '.')
		end--;
	while (len < end &&
	       (is_letter(text[end - len - 1]) || text[end - len - 1] == '/'))
		len++;
	*at = end - len;
	return len;
}

static bool
is_boundary(const char *text, size_t at)
{
	while (at > 0 && is_blank(text[at - 1]))
		at--;
	return at == 0 || strchr("\n,;.!|/", text[at - 1]);
}

static bool
is_line_start(const char *text, size_t at)
{
	while (at > 0 && strchr(" \t-*([#", text[at - 1]))
		at--;
	return at == 0 || text[at - 1] == '\n';
}

static void
look_back(const char *text, struct mention *m)
{
	size_t at = m->from, len;

	m->is_labelled = m->from > 0 && text[m->from - 1] == '#';
	m->lead = at -= m->is_labelled;
	while ((len = word_before(text, &at)) > 0) {
		bool label = is_word_of(labels, text + at, len);
		if (!label && !is_word_of(fillers, text + at, len))
			break;
		/* A full stop ends the sentence before; "no." does not. */
		if (!label && text[at + len] == '.')
			break;
		m->is_labelled |= label;
		m->lead = at;
	}
	m->starts_line = is_line_start(text, m->lead);
	m->is_bounded = m->starts_line || is_boundary(text, m->lead);
}

static bool
is_counted(const char *text, const struct mention *m)
{
	size_t at = m->lead, len = word_before(text, &at);

	return is_word_of(counted, text + at, len);
}

void
mentions_find(const char *text, struct arena *arena, struct mentions *all)
{
	*all = (struct mentions){ .at = arena_array(
				      arena, MENTIONS_MAX, sizeof *all->at) };
	for (size_t at = 0; text[at];) {
		struct mention *m = &all->at[all->count];
		bool is_odd = false;
		bool found = !is_part_of_more(text, at) &&
			     take_group(text, at, arena, m, &is_odd);
		if (!found) {
			at++;
			continue;
		}
		at = m->to;
		look_back(text, m);
		if (is_counted(text, m))
			continue;
		all->is_odd |= is_odd;
		if (++all->count == MENTIONS_MAX) {
			all->is_odd = true;
			return;
		}
	}
}
