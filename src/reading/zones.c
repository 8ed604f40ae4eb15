/*
 * zones: letterhead, head, body and signature of a letter, by the words that
 * begin them. What is found in a zone is only looked for there: a number in
 * the body is some decree's, an address in the letterhead the agency's.
 */
#include "draft.h"
#include "names.h"

#include "cabut/banned.h"

enum { SENTENCE_WORDS = 6 };

static const char body_starts[] =
    "dengan hormat|bersama ini|sehubungan|yang bertanda tangan|"
    "yang bertandatangan|menindaklanjuti|dalam rangka|bersama surat ini|"
    "memperhatikan|berkenaan|berdasarkan|saya yang|kami mohon|"
    "mohon dilakukan|mohon dicabut|mengharap|dengan ini|merujuk|mengingat|"
    "menunjuk|diberitahukan|bertanda tangan|bertandatangan|mohon bantuan";

/* These begin one where no label stands before them. */
static const char requests[] =
    "mohon|dimohon|memohon|mengajukan|diajukan|diusulkan|dimohonkan|"
    "please|kami sampaikan|disampaikan|ajukan";

/* Words of a mail, never of a letterhead. */
static const char greetings[] =
    "saya|assalamualaikum|assalamu'alaikum|selamat pagi|selamat siang|"
    "selamat sore|selamat malam|halo|kami";

static const char closings[] =
    "demikian|atas perhatian|atas bantuan|atas kerja sama|atas kerjasama|"
    "terima kasih|terimakasih|hormat kami|hormat saya|wassalam|"
    "salam hormat|best regards|regards";

static const char ends[] =
    "tembusan|uu ite|dokumen ini telah ditandatangani|"
    "dokumen ini ditandatangani|informasi elektronik dan/atau|"
    "catatan :|catatan:|lampiran surat|lampiran i|daftar lampiran|"
    "dikirim dari|sent from|lampiran :|lampiran:";

/* Captions of a stamp, when they are no part of a sentence. */
static const char captions[] =
    "balai sertifikasi elektronik|sertifikat elektronik yang diterbitkan|"
    "balai besar sertifikasi";

static bool
starts_any(const char *text, const char *list)
{
	const char *hit;

	while (*text && !ascii_is_alpha(*text))
		text++;
	hit = text_find_any(text, list);
	return hit == text;
}

/* "Salam," alone; "Salam sejahtera" opens a letter. */
static bool
is_closing(const char *folded)
{
	return starts_any(folded, closings) || strcmp(folded, "salam,") == 0 ||
	       strcmp(folded, "salam") == 0;
}

static size_t
count_words(const char *folded)
{
	size_t words = 1;

	for (; *folded; folded++)
		words += *folded == ' ';
	return words;
}

static bool
ends_letter(const struct row *row)
{
	return starts_any(row->folded, ends) ||
	       (starts_any(row->folded, captions) &&
		   count_words(row->folded) < SENTENCE_WORDS &&
		   !strstr(row->folded, ". "));
}

static bool
is_person_field(enum field field)
{
	return field >= FIELD_NAME && field < FIELD_IGNORED;
}

static bool
has_person(const struct draft *d, size_t row)
{
	for (size_t i = 0; i < d->layout.pair_count; i++)
		if (d->layout.pairs[i].row == row &&
		    is_person_field(d->layout.pairs[i].field))
			return true;
	return table_head_at(&d->layout, row);
}

/* "... memberikan rekomendasi kepada :" */
static bool
is_in_sentence(const struct pair *p)
{
	return p->is_inline && p->field == FIELD_HEAD;
}

static bool
has_head_label(const struct draft *d, size_t row)
{
	for (size_t i = 0; i < d->layout.pair_count; i++)
		if (d->layout.pairs[i].row == row &&
		    d->layout.pairs[i].field >= FIELD_NUMBER &&
		    !is_in_sentence(&d->layout.pairs[i]))
			return true;
	return false;
}

static bool
starts_body(const struct draft *d, size_t row)
{
	const char *words = d->layout.rows[row].folded;

	return text_has_any(words, body_starts) ||
	       (text_has_any(words, requests) && !has_head_label(d, row) &&
		   !d->layout.rows[row].is_value);
}

static bool
has_name_label(const struct draft *d, size_t row)
{
	for (size_t i = 0; i < d->layout.pair_count; i++)
		if (d->layout.pairs[i].row == row &&
		    d->layout.pairs[i].field == FIELD_NAME)
			return true;
	return false;
}

static void
find_head(struct draft *d)
{
	const struct layout *l = &d->layout;
	bool below_kop = false;

	d->kop_end = 0;
	d->head_end = l->row_count;
	for (size_t r = 0; r < l->row_count; r++) {
		const char *words = l->rows[r].folded;
		bool marks =
		    has_head_label(d, r) || has_name_label(d, r) ||
		    text_has_any(words, greetings) || text_has(words, "yth") ||
		    starts_any(words,
			"kepada|"
			"nota dinas|surat permohonan|surat keterangan|surat "
			"kuasa|"
			"surat pernyataan|surat rekomendasi|formulir") ||
		    starts_body(d, r);
		if (marks && !below_kop) {
			below_kop = true;
			d->kop_end = r;
		}
		bool named = has_person(d, r) && below_kop;
		if (starts_body(d, r) || named) {
			d->head_end = r;
			break;
		}
	}
}

/* A signature has no such labels, but for a name. */
static bool
is_of_block(const struct pair *p)
{
	return p->field == FIELD_NAME ||
	       (!p->is_inline &&
		   (p->field == FIELD_NIK || p->field == FIELD_POSITION ||
		       p->field == FIELD_REASON));
}

/* A number below a name, above a table: the table is an attachment. */
static bool
is_signed_above(const struct draft *d, size_t from, size_t table)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field == FIELD_NIP && p->row > from &&
		    p->row > d->head_end && p->row < table && !p->is_inline)
			return true;
	}
	return false;
}

/* The last row that holds a labelled name, with the block around it. */
static size_t
last_block_row(const struct draft *d)
{
	const struct layout *l = &d->layout;
	size_t last = 0;

	for (size_t i = 0; i < l->pair_count; i++)
		if (is_of_block(&l->pairs[i]) && l->pairs[i].row > last)
			last = l->pairs[i].row;
	/* A label that we do not know is one by its sign. */
	while (last > 0 && last + 1 < l->row_count &&
	       (l->rows[last + 1].is_value ||
		   strchr(l->rows[last + 1].folded, ':')))
		last++;
	for (size_t r = last; r < l->row_count; r++)
		if (table_head_at(l, r) && !is_signed_above(d, last, r))
			last = r + 1;
	return last;
}

/* "Kepala Dinas Pemberdayaan Masyarakat dan Desa," */
static bool
is_office(const struct row *row)
{
	static const char leads[] =
	    "kepala|plt|plh|direktur|sekretaris|camat|lurah|a.n|an|inspektur";
	const char *words = row->folded;

	return text_find_any(words, leads) == words && text_ends(words, ",");
}

/* "Dinas Lingkungan Hidup Kab. Nias Hilir": all words are big. */
static bool
is_titled(const char *text)
{
	for (; *text; text += strcspn(text, " "), text += *text == ' ')
		if (*text >= 'a' && *text <= 'z' && !text_starts(text, "dan "))
			return false;
	return true;
}

/* A line of a sentence, not of an office or a name. */
static bool
is_sentence(const struct row *row, struct arena *arena)
{
	if (row->count != 1 || is_office(row) || is_titled(row->at[0].text) ||
	    name_is_likely(row->at[0].text, arena))
		return false;
	return row->count == 1 && count_words(row->folded) >= SENTENCE_WORDS &&
	       !row->is_value &&
	       strpbrk(row->at[0].text, "abcdefghijklmnopqrstuvwxyz");
}

/* Without closing words: below the last sentence under the last block. */
static size_t
below_sentences(const struct draft *d, size_t from)
{
	const struct layout *l = &d->layout;

	/* "karena mengundurkan diri." behind a block is short. */
	while (
	    from > 0 && from < l->row_count && !l->rows[from].is_value &&
	    l->rows[from].count == 1 &&
	    strchr("abcdefghijklmnopqrstuvwxyz", l->rows[from].at[0].text[0]))
		from++;
	for (size_t r = from; r < l->row_count && !ends_letter(&l->rows[r]);
	     r++)
		if (is_sentence(&l->rows[r], d->arena)) {
			from = r + 1;
			/* Its last line may be short. */
			while (from < l->row_count && l->rows[from].count &&
			       strchr("abcdefghijklmnopqrstuvwxyz(",
				   l->rows[from].at[0].text[0]))
				from++;
		}
	return from;
}

bool
draft_is_quoted(const struct draft *d, size_t r)
{
	const struct row *rows = d->layout.rows;

	return r > d->head_end && rows[r].folded[0] == '>' &&
	       rows[d->head_end].folded[0] != '>';
}

static void
find_signature(struct draft *d)
{
	const struct layout *l = &d->layout;
	size_t block = last_block_row(d), from = 0;

	for (size_t r = d->head_end; r < l->row_count; r++) {
		if (draft_is_quoted(d, r) ||
		    (r > d->head_end && ends_letter(&l->rows[r]) &&
			!has_head_label(d, r)))
			break;
		if (is_closing(l->rows[r].folded))
			from = r + 1;
	}
	/* The rest of the closing sentence. */
	while (from > 0 && from < l->row_count && l->rows[from].count == 1 &&
	       ascii_is_alpha(l->rows[from].folded[0]) &&
	       l->rows[from].at[0].column < 4 && !l->rows[from].is_value &&
	       l->rows[from].at[0].text[0] >= 'a')
		from++;
	if (from == 0)
		from = below_sentences(d, block ? block + 1 : d->head_end);
	d->sign_from = from < l->row_count ? from : l->row_count;
	d->sign_to = l->row_count;
	for (size_t r = d->sign_from; r < l->row_count; r++)
		if (ends_letter(&l->rows[r]) || table_head_at(l, r) ||
		    draft_is_quoted(d, r)) {
			d->sign_to = r;
			break;
		}
}

static size_t
count_signs(struct slice s)
{
	size_t signs = 0;

	for (size_t i = 0; i < s.len; i++)
		signs += !strchr(" \t\n\r", s.at[i]);
	return signs;
}

size_t
row_of_prose(const struct draft *d, const char *at)
{
	size_t signs =
	    count_signs((struct slice){ d->plain, (size_t)(at - d->plain) });
	size_t row = 0;

	for (size_t i = 0; i < d->prose_row_count; i++)
		if (d->prose_rows[i].signs <= signs)
			row = d->prose_rows[i].row;
	return row;
}

/* "... sebagai berikut :", a block, "untuk dicabut": one sentence. */
static bool
goes_on(const struct strbuf *words, const struct row *row)
{
	const char *last = words->at + words->len;

	while (last > words->at && strchr(" \n", last[-1]))
		last--;
	return last > words->at && strchr(":,", last[-1]) &&
	       row->at[0].text[0] >= 'a' && row->at[0].text[0] <= 'z';
}

/* Labels and values are no sentences, unless they ask. */
static bool
is_prose(const struct draft *d, size_t r)
{
	const struct row *row = &d->layout.rows[r];

	if (has_head_label(d, r) && r < d->head_end)
		return false;
	return row->count > 0 &&
	       (!row->is_value ||
		   text_has_any(row->folded, "mohon|cabut|pencabutan"));
}

static bool
is_below_signature(const struct draft *d, size_t r)
{
	return r >= d->sign_to && ends_letter(&d->layout.rows[r]);
}

static void
collect_prose(struct draft *d)
{
	struct strbuf words;
	size_t signs = 0;
	bool is_apart = false;

	d->prose_rows = arena_array(
	    d->arena, d->layout.row_count + 1, sizeof *d->prose_rows);
	strbuf_init(&words, PAPER_TEXT_MAX);
	for (size_t r = d->kop_end; r < d->layout.row_count; r++) {
		const struct row *row = &d->layout.rows[r];
		if (r >= d->sign_from && r < d->sign_to)
			continue;
		if (is_below_signature(d, r))
			break;
		is_apart |= row->count == 0 && words.len > 0;
		if (!is_prose(d, r))
			continue;
		if (is_apart && !goes_on(&words, row)) {
			strbuf_text(&words, ".\n"); /* a paragraph ends */
			signs++;
		}
		is_apart = false;
		d->prose_rows[d->prose_row_count++] =
		    (struct prose_row){ signs, r };
		strbuf_add(&words, row->line.at, row->line.len);
		strbuf_char(&words, '\n');
		signs += count_signs(row->line);
	}
	struct slice all = { words.at, words.len };
	d->prose = text_fold(all, d->arena);
	d->plain = text_squeeze(all, d->arena);
	strbuf_release(&words);
}

void
draft_zones(struct draft *d)
{
	find_head(d);
	find_signature(d);
	collect_prose(d);
}
