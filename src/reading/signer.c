/*
 * signer: who signed, by the shape of a signature: office, blank lines,
 * name, rank, NIP. Two signatures side by side are two columns.
 */
#include "draft.h"
#include "names.h"

#include "cabut/banned.h"
#include "date.h"

enum {
	NAME_ROWS_UP = 4,
	OFFICE_ROWS = 4,
	COLUMN_SLACK = 14,
	MARK_BYTES = 40,
	SPECK_LETTERS = 3,
	MAIL_COLUMN = 4,
	TELEPHONE_DIGITS = 6,
	NAME_BYTES = 8, /* shorter: a title alone */
};

static const char ranks[] =
    "pembina|penata|pengatur|juru|gol|golongan|iv/a|iv/b|iv/c|iv/d|iv/e|"
    "iii/a|iii/b|iii/c|iii/d|ii/a|ii/b|ii/c|ii/d|letkol|kolonel|ajun|"
    "inspektur|komisaris|brigadir|ix|vii|pangkat";

static const char not_offices[] =
    "hormat kami|hormat saya|mengetahui|menyetujui|yang memohon|pemohon|"
    "yang membuat pernyataan|yang bersangkutan|yang menyatakan|terima kasih|"
    "wassalam|salam|ditandatangani secara elektronik|"
    "ditandatangani elektronik|ttd|tertanda|materai|meterai|"
    "yang mengajukan|yang bertanda tangan|regards|demikian|atas perhatian|"
    "pemberi kuasa|penerima kuasa|yang membuat permohonan|dibuat di|"
    "makasih|matur nuwun|nuwun|suwun|trims|nomor|om santih|sekian|"
    "pada tanggal|tembusan|sent from|dikirim dari|diucapkan";

/* The cell of `row` that stands in the column of the signature. */
static const char *
cell_near(const struct row *row, size_t column)
{
	const char *best = NULL;
	size_t nearest = (size_t)-1;

	if (row->count == 1)
		return row->at[0].text;
	for (size_t i = 0; i < row->count; i++) {
		size_t c = row->at[i].column;
		size_t off = c > column ? c - column : column - c;
		if (off < nearest && off <= COLUMN_SLACK) {
			nearest = off;
			best = row->at[i].text;
		}
	}
	return best;
}

static bool
is_rank(const char *folded)
{
	while (*folded == '(' || *folded == ' ')
		folded++;
	const char *hit = text_find_any(folded, ranks);
	return hit == folded;
}

/* "a.n. Bupati Waimarang": for whom, not who. */
static bool
is_on_behalf(const char *text, struct arena *arena)
{
	char *folded = text_fold(slice_of(text), arena);

	while (*folded == '(' || *folded == '/')
		folded++;
	return text_starts(folded, "a.n") || text_starts(folded, "u.b") ||
	       text_starts(folded, "an.");
}

static bool
is_office_line(const char *text, struct arena *arena)
{
	char *folded = text_fold(slice_of(text), arena);
	struct date_hit date;

	return !text_has_any(folded, not_offices) && !date_find(text, &date) &&
	       !is_on_behalf(text, arena) && !strchr(text, '@') &&
	       *text_letters(slice_of(text), arena) && !strpbrk(text, ":;") &&
	       strlen(text) < 90;
}

/* OCR of ink: "yr", "4 A", "- fl". */
static bool
is_speck(const char *folded)
{
	size_t letters = 0;

	for (; *folded; folded++)
		letters += ascii_is_alpha(*folded);
	return letters <= SPECK_LETTERS;
}

/* Nothing, or what a program or a stamp left for the signature. */
static bool
is_signature_mark(const struct row *row)
{
	static const char marks[] =
	    "ttd|ttd elektronik|tanda tangan|materai|meterai|"
	    "ditandatangani secara elektronik|ditandatangani elektronik|"
	    "ditandatangani secara elektronik oleh|qr|stempel|cap|"
	    "tanda tangan elektronik|tte";
	const char *words = row->folded;

	if (row->count == 0)
		return true;
	words += strspn(words, " ([{<$#^*-~");
	if (words > row->folded && strchr("$[{<#^", *row->folded))
		return true;
	const char *end = text_find_any(words, marks) == words
			      ? words + strcspn(words, "])}>:.")
			      : NULL;
	return (end && (size_t)(end - words) < MARK_BYTES) || is_speck(words);
}

/* "KEPALA DINAS PERTANIAN DAN", "PANGAN", "SEKRETARIS": below "a.n." the
 * first line may go on with the other's office. */
static size_t
own_office(const char *const *lines, size_t count, struct arena *arena)
{
	static const char leads[] =
	    "sekretaris|kepala|plt|plh|pj|wakil|asisten|kabid|kabag|kasubag|"
	    "kasubbag|kasi|camat|lurah|direktur|inspektur|ketua|pejabat|"
	    "sekda|koordinator|manajer|kaur";

	for (size_t i = count; i-- > 0;) {
		char *folded = text_fold(slice_of(lines[i]), arena);
		if (text_find_any(folded, leads) == folded)
			return i + 1;
	}
	return count;
}

/* The lines above the name, up to a blank line beyond them. */
static const char *
office_above(
    const struct draft *d, size_t name_row, size_t column, size_t *office_row)
{
	const char *lines[OFFICE_ROWS], *office = NULL;
	size_t rows[OFFICE_ROWS], r = name_row, count = 0;

	while (r > d->sign_from && is_signature_mark(&d->layout.rows[r - 1]))
		r--;
	for (; r > d->sign_from && count < OFFICE_ROWS; r--) {
		const struct row *row = &d->layout.rows[r - 1];
		const char *text = row->count ? cell_near(row, column) : NULL;
		if (!text && row->count == 0)
			break;
		if (!text)
			continue;
		if (is_on_behalf(text, d->arena))
			count = own_office(lines, count, d->arena);
		if (!is_office_line(text, d->arena))
			break;
		rows[count] = r - 1;
		lines[count++] = text;
	}
	for (size_t i = count; i-- > 0;)
		office = office
			     ? arena_printf(d->arena, "%s %s", office, lines[i])
			     : lines[i];
	if (count > 0)
		*office_row = rows[count - 1];
	return office ? value_clean(office, d->arena) : NULL;
}

static void
add_signer(struct draft *d, size_t row, size_t column, const char *name)
{
	if (d->signer_count == SIGNERS_MAX)
		return;
	struct signer *s = &d->signers[d->signer_count++];
	s->name = name_clean(name, d->arena);
	s->name_row = row;
	s->position = office_above(d, row, column, &s->position_row);
}

static size_t
count_digits(const char *text)
{
	size_t digits = 0;

	for (; *text; text++)
		digits += ascii_is_digit(*text);
	return digits;
}

/* In a mail the office stands below the name. */
static void
use_office_below(struct draft *d, size_t row)
{
	struct signer *s = &d->signers[d->signer_count - 1];
	const struct row *below = &d->layout.rows[row + 1];

	if (s->position || row + 1 >= d->sign_to || below->count != 1 ||
	    !is_office_line(below->at[0].text, d->arena) ||
	    count_digits(below->at[0].text) >= TELEPHONE_DIGITS)
		return;
	s->position = below->at[0].text;
	s->position_row = row + 1;
}

static bool
is_agency(const struct row *row)
{
	static const char agencies[] =
	    "dinas|badan|kantor|bagian|bidang|kecamatan|kelurahan|desa|"
	    "sekretariat|puskesmas|rsud|inspektorat|balai|uptd|upt|biro|"
	    "sd|smp|sma|smk|sdn|smpn|sman|smkn|satuan|rumah sakit";

	return row->count == 1 && text_has_any(row->folded, agencies);
}

/* "Bonar Hutabarat" / "Pengendali Dampak" / "Dinas Lingkungan" / "NIP.":
 * so a mail is signed. From the agency's row up to the name. */
static bool
read_mail_signature(struct draft *d, size_t agency)
{
	size_t up = 0, r = agency;

	if (!is_agency(&d->layout.rows[agency]) ||
	    d->layout.rows[agency].at[0].column >= MAIL_COLUMN)
		return false;
	while (r > d->sign_from && up++ < 2) {
		const struct row *row = &d->layout.rows[--r];
		if (row->count != 1)
			return false;
		if (!name_is_likely(row->at[0].text, d->arena))
			continue;
		add_signer(d, r, row->at[0].column, row->at[0].text);
		struct signer *s = &d->signers[d->signer_count - 1];
		s->position = NULL;
		s->institution = d->layout.rows[agency].at[0].text;
		s->institution_row = agency;
		if (r + 1 < agency)
			use_office_below(d, r);
		return true;
	}
	return false;
}

/* "Dra. Hj. Sitti Rahmatia Kanang," and "M.M." below it. Where the name
 * begins; `row` alone when it has one line. */
static size_t
join_degrees(
    const struct draft *d, size_t row, size_t column, const char **name)
{
	size_t len = strcspn(*name, " ");
	const char *above = row > d->sign_from && d->layout.rows[row - 1].count
				? cell_near(&d->layout.rows[row - 1], column)
				: NULL;

	if (!above || !text_ends(above, ",") || strlen(above) < NAME_BYTES ||
	    !name_is_title(*name, (*name)[len - 1] == ',' ? len - 1 : len) ||
	    !name_is_likely(above, d->arena))
		return row;
	*name = arena_printf(d->arena, "%s %s", above, *name);
	return row - 1;
}

/* A number in the signature: the name stands above it. */
static void
read_number(struct draft *d, const struct pair *pair)
{
	size_t up = 0;
	char digits[32];
	const struct row *own = &d->layout.rows[pair->row];
	size_t column = own->at[0].column;

	for (size_t i = 0; i < own->count; i++)
		if (own->at[i].column <= pair->column)
			column = own->at[i].column;
	for (size_t r = pair->row; r-- > d->sign_from && up++ < NAME_ROWS_UP;) {
		const struct row *row = &d->layout.rows[r];
		const char *text = row->count ? cell_near(row, column) : NULL;
		if (!text || is_rank(text_fold(slice_of(text), d->arena)))
			continue;
		if (!ascii_is_alpha(text[0]) && text[0] != '(')
			continue;
		if (d->signer_count == SIGNERS_MAX)
			return;
		size_t first = join_degrees(d, r, column, &text);
		if (name_is_likely(text, d->arena) ||
		    !read_mail_signature(d, r))
			add_signer(
			    d, first, column, text[0] == '(' ? text + 1 : text);
		struct signer *s = &d->signers[d->signer_count - 1];
		s->nip_row = pair->row;
		if (nip_read(pair->value, digits))
			s->nip = arena_strdup(d->arena, digits);
		return;
	}
}

/* The number without its label. */
static void
read_bare_number(struct draft *d, size_t r)
{
	const struct row *row = &d->layout.rows[r];
	char digits[32];

	for (size_t c = 0; c < row->count && !row->is_value; c++)
		if (ascii_is_digit(row->at[c].text[0]) &&
		    nip_read(row->at[c].text, digits)) {
			const struct pair pair = { FIELD_NIP, row->at[c].text,
				r, row->at[c].column, false };
			read_number(d, &pair);
		}
}

/* "Saya menyetujui ...", and below it "Ya": the end of a form. */
static bool
is_consent(const char *folded)
{
	return list_has("ya tidak setuju bersedia sudah belum ada benar",
	    folded, strcspn(folded, ".,! "));
}

/* No number: the last line that can be a name. */
static void
read_last_name(struct draft *d)
{
	size_t tried = 0;

	for (size_t r = d->sign_to; r-- > d->sign_from;) {
		const struct row *row = &d->layout.rows[r];
		if (row->count == 0 || row->is_value)
			continue;
		const char *text = row->at[row->count - 1].text;
		size_t column = row->at[row->count - 1].column;
		char *folded = text_fold(slice_of(text), d->arena);
		if (is_rank(folded) || text_has_any(folded, not_offices) ||
		    strpbrk(text, "0123456789@") || is_consent(folded))
			continue;
		while (*text == '(' || *text == ' ')
			text++;
		if (!name_is_likely(text, d->arena)) {
			if (++tried == OFFICE_ROWS)
				return;
			continue;
		}
		add_signer(d, r, column, text);
		use_office_below(d, r);
		if (row->count > 1 && name_is_likely(row->at[0].text, d->arena))
			add_signer(d, r, row->at[0].column, row->at[0].text);
		return;
	}
}

void
draft_signers(struct draft *d)
{
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field == FIELD_NIP && p->row >= d->sign_from &&
		    p->row < d->sign_to)
			read_number(d, p);
	}
	for (size_t r = d->sign_from; r < d->sign_to && d->signer_count == 0;
	     r++)
		read_bare_number(d, r);
	if (d->signer_count == 0)
		read_last_name(d);
}
