/*
 * pages: what runs along the pages of a paper is no part of the letter: page
 * numbers, lines that stand at the same edge of two pages, and the notice
 * that BSrE has under each page. Text without '\f' is one page.
 */
#include <stdlib.h>

#include "pages.h"

#include "cabut/banned.h"

enum { EDGE_LINES = 8, KEY_MIN = 5, NUMBER_MAX = 3, PAGE_NUMBER_BYTES = 40 };

static const char notice_starts[] =
    "dokumen ini telah ditandatangani|dokumen ini ditandatangani|"
    "dokumen telah ditandatangani|naskah ini telah ditandatangani|"
    "surat ini telah ditandatangani|surat ini ditandatangani secara "
    "elektronik|"
    "dokumen elektronik ini telah ditandatangani|"
    "naskah dinas ini telah ditandatangani|"
    "dokumen ini merupakan dokumen elektronik";
static const char notice_objects[] =
    "bsre|sertifikat elektronik|balai sertifikasi|balai besar sertifikasi";
static const char notice_goes_on[] =
    "diterbitkan|yang diterbitkan|menggunakan|sertifikat elektronik yang|"
    "balai|besar sertifikasi|siber dan|negara|sertifikasi "
    "elektronik|bsre|badan siber|elektronik yang|"
    "oleh balai|oleh bsre|sandi negara|dan sandi negara|secara elektronik|"
    "bssn|keasliannya|dan tidak memerlukan|sehingga tidak";

/* A page's lines while the paper is read. */
struct page {
	size_t from, to;
};

struct book {
	struct pages *out;
	bool *is_dropped;
	struct page pages[PAGES_MAX];
	size_t count;
	struct arena *arena;
};

static const char *
folded_line(const struct book *b, size_t i)
{
	return text_fold(b->out->at[i].text, b->arena);
}

static bool
is_blank_line(const struct book *b, size_t i)
{
	return b->is_dropped[i] || slice_is_blank(b->out->at[i].text);
}

/* Letters alone: "Halaman 1 dari 2" and "Halaman 2 dari 2" are one. */
static char *
key_of(const struct book *b, size_t i)
{
	char *key = text_letters(b->out->at[i].text, b->arena), *to = key;

	for (const char *c = key; *c; c++)
		if (!ascii_is_digit(*c))
			*to++ = *c;
	*to = '\0';
	return key;
}

static const char *
skip_digits(const char *at)
{
	size_t len = strspn(at, "0123456789");

	return len > 0 && len <= NUMBER_MAX ? at + len : NULL;
}

static const char *
skip_words(const char *at, const char *const words[])
{
	for (; *words; words++)
		if (text_starts(at, *words))
			return at + strlen(*words);
	return at;
}

/* "Halaman 2 dari 3", "Hal. 2", "Page 2 of 3" anywhere; "- 2 -", "2/3" or a
 * number alone at the edge of just that page. */
static bool
is_page_number(const char *folded, unsigned page, bool is_edge)
{
	static const char *const pages[] = { "halaman", "hal.", "hal", "page",
		"lembar ke-", "lembar", "hlm.", "hlm", NULL };
	static const char *const of[] = { "dari", "of", "/", NULL };
	static const char signs[] = " -|[]().:~_";
	const char *at = folded + strspn(folded, signs);
	const char *number = skip_words(at, pages);
	bool is_named = number != at;

	if (strlen(folded) > PAGE_NUMBER_BYTES)
		return false;
	number += strspn(number, signs);
	const char *end = skip_digits(number);
	if (!end)
		return false;
	unsigned value = (unsigned)strtoul(number, NULL, 10);
	const char *rest = end + strspn(end, " ");
	const char *total = skip_words(rest, of);
	if (total != rest) {
		total += strspn(total, " ");
		rest = skip_digits(total);
		if (!rest)
			return false;
	}
	if (rest[strspn(rest, signs)])
		return false;
	return is_named || (is_edge && page > 1 && value == page);
}

/* Nothing but blank lines parts it from the page's first or last. */
static bool
is_at_edge(const struct book *b, size_t i)
{
	size_t up = i, down = i + 1;
	unsigned page = b->out->at[i].page;

	while (up > 0 && b->out->at[up - 1].page == page &&
	       is_blank_line(b, up - 1))
		up--;
	while (down < b->out->count && b->out->at[down].page == page &&
	       is_blank_line(b, down))
		down++;
	return up == 0 || b->out->at[up - 1].page != page ||
	       down == b->out->count || b->out->at[down].page != page;
}

static void
drop_page_numbers(struct book *b)
{
	for (size_t i = 0; i < b->out->count; i++)
		b->is_dropped[i] = is_page_number(
		    folded_line(b, i), b->out->at[i].page, is_at_edge(b, i));
}

static bool
is_law_line(const char *folded)
{
	folded += strspn(folded, " -*\"'1234567890.)");
	return text_starts(folded, "uu ite no") ||
	       text_starts(folded, "uu ite nomor") ||
	       text_starts(folded, "undang-undang ite") ||
	       (text_starts(folded, "informasi elektronik dan/atau") &&
		   strstr(folded, "dokumen elektronik"));
}

/* "Dokumen ini telah ditandatangani ... oleh BSrE", on one line or more. */
static void
drop_notices(struct book *b)
{
	for (size_t i = 0; i < b->out->count; i++) {
		const char *line = folded_line(b, i);
		const char *words = line + strspn(line, " -*\"'1234567890.)");
		if (is_law_line(line)) {
			b->is_dropped[i] = true;
			if (i + 1 < b->out->count &&
			    text_has(folded_line(b, i + 1), "alat bukti"))
				b->is_dropped[i + 1] = true;
			continue;
		}
		if (!*words || text_find_any(words, notice_starts) != words)
			continue;
		size_t end = i + 1;
		bool is_notice = text_has_any(words, notice_objects);
		while (end < b->out->count && end < i + 4) {
			const char *next = folded_line(b, end);
			if (!*next ||
			    text_find_any(next, notice_goes_on) != next)
				break;
			is_notice |= text_has_any(next, notice_objects);
			end++;
		}
		for (size_t k = i; is_notice && k < end; k++)
			b->is_dropped[k] = true;
	}
}

static bool
stands_in(const struct book *b, const char *key, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (strcmp(key, key_of(b, i)) == 0)
			return true;
	return false;
}

/* The first lines of `page` that also stand among the first of `other`. */
static void
drop_head(struct book *b, const struct page *page, const struct page *other)
{
	size_t other_to = other->to - other->from > EDGE_LINES
			      ? other->from + EDGE_LINES
			      : other->to;

	for (size_t i = page->from; i < page->to; i++) {
		if (is_blank_line(b, i))
			continue;
		const char *key = key_of(b, i);
		if (strlen(key) < KEY_MIN ||
		    !stands_in(b, key, other->from, other_to))
			return;
		b->is_dropped[i] = true;
	}
}

/* The last lines of `page` that also stand among the last of `other`. */
static void
drop_foot(struct book *b, const struct page *page, const struct page *other)
{
	size_t other_from = other->to - other->from > EDGE_LINES
				? other->to - EDGE_LINES
				: other->from;

	for (size_t i = page->to; i-- > page->from;) {
		if (is_blank_line(b, i))
			continue;
		const char *key = key_of(b, i);
		if (strlen(key) < KEY_MIN ||
		    !stands_in(b, key, other_from, other->to))
			return;
		b->is_dropped[i] = true;
	}
}

static void
drop_blank_edges(struct book *b)
{
	for (size_t p = 0; p + 1 < b->count; p++) {
		size_t last = b->pages[p].to, first = b->pages[p + 1].from;
		while (last > b->pages[p].from && is_blank_line(b, last - 1))
			b->is_dropped[--last] = true;
		while (first < b->pages[p + 1].to && is_blank_line(b, first))
			b->is_dropped[first++] = true;
	}
}

static void
drop_marked(struct book *b)
{
	size_t to = 0;

	for (size_t i = 0; i < b->out->count; i++)
		if (!b->is_dropped[i])
			b->out->at[to++] = b->out->at[i];
	b->out->count = to;
}

static size_t
count_lines(const char *raw)
{
	size_t count = 1;

	for (; *raw; raw++)
		count += *raw == '\n' || *raw == '\f' || *raw == '\r' ||
			 *raw == '\v' || (unsigned char)*raw == 0xE2;
	return count;
}

static void
add_page(struct book *b, unsigned page, struct slice raw)
{
	struct lines lines = text_lines(
	    text_tidy(
		arena_copy(b->arena, raw.len ? raw.at : "", raw.len), b->arena),
	    b->arena);
	size_t from = b->out->count;

	for (size_t i = 0; i < lines.count; i++)
		b->out->at[b->out->count++] =
		    (struct page_line){ lines.at[i], page, (unsigned)i + 1 };
	if (b->count < PAGES_MAX)
		b->pages[b->count++] = (struct page){ from, b->out->count };
	else
		b->pages[b->count - 1].to = b->out->count;
}

void
pages_read(const char *raw, struct arena *arena, struct pages *pages)
{
	struct book b = { .out = pages, .arena = arena };
	struct slice rest = slice_of(raw), piece;
	size_t most = count_lines(raw);
	unsigned page = 1;

	*pages =
	    (struct pages){ arena_array(arena, most, sizeof *pages->at), 0 };
	while (slice_take_until(&rest, '\f', &piece))
		add_page(&b, page++, piece);
	b.is_dropped = arena_array(arena, most, sizeof *b.is_dropped);
	drop_page_numbers(&b);
	drop_notices(&b);
	for (size_t p = 0; p + 1 < b.count; p++)
		drop_foot(&b, &b.pages[p], &b.pages[p + 1]);
	for (size_t p = b.count; p-- > 1;) {
		drop_head(&b, &b.pages[p], &b.pages[0]);
		drop_head(&b, &b.pages[p], &b.pages[p - 1]);
	}
	drop_blank_edges(&b);
	drop_marked(&b);
}
