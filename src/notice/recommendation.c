/*
 * The drafted Surat Rekomendasi: from the head of the agency to BSrE, for a
 * person to check and sign. It holds nothing that was not in the case; it is
 * not valid before it is signed, and its footer says so.
 */
#include "sheet.h"
#include "template.h"

#include "cabut/banned.h"

enum {
	FIELD_MAX = 600, /* bytes of one value on paper */
	LETTERHEAD_MAX = 8,
	LABEL_WIDTH = 62, /* of Nomor, Sifat, ... */
	OWNER_INDENT = 22,
	OWNER_LABEL_WIDTH = 112,
	COLON_WIDTH = 10,
	SIGNATURE_LEFT = 232,
	SIGNATURE_SPACE = 62, /* for the signature or its visible picture */
	CLOSING_HEIGHT = 260, /* last paragraphs and signature block */
};

static const double LETTERHEAD_PT[] = { 13.5, 15.0, 10.0 };

struct draft {
	const struct recommendation *r;
	struct sheet *sheet;
	struct arena *arena;
};

static const char *
clean(const struct draft *d, const char *text)
{
	return notice_clean_line(d->arena, text ? text : "", FIELD_MAX);
}

static void
put(struct draft *d, const char *text, enum sheet_style style)
{
	sheet_put(
	    d->sheet, &(struct sheet_text){ .text = text, .style = style });
}

/* "label : value" with the value hanging in its own column. */
static void
put_field(struct draft *d, const char *label, const char *value, double left,
    double label_width)
{
	double value_left = left + label_width + COLON_WIDTH;
	struct sheet_text v = { .text = clean(d, value), .left = value_left };

	sheet_need(d->sheet, sheet_height(d->sheet, &v));
	sheet_put_beside(
	    d->sheet, &(struct sheet_text){ .text = label, .left = left });
	sheet_put_beside(d->sheet,
	    &(struct sheet_text){ .text = ":", .left = left + label_width });
	sheet_put(d->sheet, &v);
}

static void
put_letterhead(struct draft *d)
{
	const struct recommendation *r = d->r;

	for (size_t i = 0; i < r->letterhead_count; i++)
		sheet_put(d->sheet,
		    &(struct sheet_text){ .text = clean(d, r->letterhead[i]),
			.style = SHEET_CENTRED,
			.size_pt = LETTERHEAD_PT[i < 2 ? i : 2],
			.is_bold = i < 2 });
	sheet_skip(d->sheet, 6);
	sheet_double_rule(d->sheet);
	sheet_skip(d->sheet, 16);
}

/* Place and date stand at the right, on the line of the number. */
static void
put_reference(struct draft *d)
{
	const struct recommendation *r = d->r;
	const char *dated = arena_printf(d->arena, "%s, %s", clean(d, r->place),
	    civil_date_text(d->arena, r->date, r->zone));
	double right = 170, below;
	struct sheet_text number = { .text = clean(d, r->number),
		.left = LABEL_WIDTH + COLON_WIDTH,
		.width = sheet_width() - right - LABEL_WIDTH - COLON_WIDTH };

	sheet_put_beside(d->sheet, &(struct sheet_text){ .text = dated,
				       .style = SHEET_RIGHT,
				       .left = sheet_width() - right });
	sheet_put_beside(d->sheet, &(struct sheet_text){ .text = "Nomor" });
	sheet_put_beside(
	    d->sheet, &(struct sheet_text){ .text = ":", .left = LABEL_WIDTH });
	below = sheet_put_beside(d->sheet, &number);
	sheet_move_to(d->sheet, below);
	put_field(d, "Sifat", "Penting", 0, LABEL_WIDTH);
	put_field(d, "Lampiran", "-", 0, LABEL_WIDTH);
	put_field(d, "Hal", "Rekomendasi Pencabutan Sertifikat Elektronik", 0,
	    LABEL_WIDTH);
	sheet_skip(d->sheet, 18);
}

static void
put_addressee(struct draft *d)
{
	put(d, "Yth. Kepala Balai Besar Sertifikasi Elektronik", SHEET_PLAIN);
	put(d, "Badan Siber dan Sandi Negara", SHEET_PLAIN);
	put(d, "di Jakarta", SHEET_PLAIN);
	sheet_skip(d->sheet, 16);
}

static void
put_paragraph(struct draft *d, const char *text)
{
	sheet_put(d->sheet,
	    &(struct sheet_text){
		.text = text, .style = SHEET_JUSTIFIED, .first_indent = 36 });
	sheet_skip(d->sheet, 8);
}

/* "surat permohonan Nomor ... tanggal ...", as far as it is known. */
static const char *
request_text(const struct draft *d)
{
	const struct recommendation *r = d->r;
	const char *date = r->letter_date_text
			       ? arena_printf(d->arena, " tanggal %s",
				     clean(d, r->letter_date_text))
			       : "";

	if (!r->letter_number)
		return arena_printf(d->arena, "surat permohonan%s", date);
	return arena_printf(d->arena, "surat permohonan Nomor %s%s",
	    clean(d, r->letter_number), date);
}

static void
put_opening(struct draft *d)
{
	put_paragraph(d,
	    arena_printf(d->arena,
		"Menindaklanjuti %s perihal pencabutan sertifikat "
		"elektronik, yang kami terima dan kami catat dengan nomor "
		"permohonan %s, dengan hormat kami sampaikan bahwa permohonan "
		"tersebut telah kami periksa. Berdasarkan hasil pemeriksaan "
		"itu, kami merekomendasikan pencabutan sertifikat elektronik "
		"atas nama berikut:",
		request_text(d), clean(d, d->r->case_number)));
}

struct row {
	const char *label, *value;
};

/* An owner's rows stay together on one page. */
static void
put_owner(struct draft *d, size_t index)
{
	const struct recommendation_owner *o = &d->r->owners[index];
	const struct row rows[] = { { "Nama", o->name }, { "NIP", o->nip },
		{ "Jabatan", o->position }, { "Instansi", o->institution },
		{ "Surel", o->email }, { "Alasan pencabutan", o->reason } };
	size_t count = sizeof rows / sizeof *rows;
	struct sheet_text line = { .left = OWNER_INDENT + OWNER_LABEL_WIDTH +
					   COLON_WIDTH };
	double height = 0;

	for (size_t i = 0; i < count; i++) {
		line.text = clean(d, rows[i].value);
		height += sheet_height(d->sheet, &line);
	}
	sheet_need(d->sheet, height);
	if (d->r->owner_count > 1)
		sheet_put_beside(d->sheet,
		    &(struct sheet_text){
			.text = arena_printf(d->arena, "%zu.", index + 1) });
	for (size_t i = 0; i < count; i++)
		if (rows[i].value && rows[i].value[0])
			put_field(d, rows[i].label, rows[i].value, OWNER_INDENT,
			    OWNER_LABEL_WIDTH);
	sheet_skip(d->sheet, 8);
}

static void
put_closing(struct draft *d)
{
	/* No signature on a page of its own. */
	sheet_need(d->sheet, CLOSING_HEIGHT);
	put_paragraph(d,
	    "Sehubungan dengan hal tersebut, kami mohon kiranya pencabutan "
	    "sertifikat elektronik dimaksud dapat diproses sesuai dengan "
	    "ketentuan peraturan perundang-undangan.");
	put_paragraph(d,
	    "Demikian surat rekomendasi ini kami sampaikan. Atas perhatian "
	    "dan kerja sama yang baik, kami ucapkan terima kasih.");
}

static void
put_signer_line(struct draft *d, const char *text, bool is_bold)
{
	if (!text || !text[0])
		return;
	sheet_put(d->sheet, &(struct sheet_text){ .text = clean(d, text),
				.left = SIGNATURE_LEFT,
				.is_bold = is_bold });
}

static void
put_signature(struct draft *d)
{
	const struct recommendation *r = d->r;

	sheet_skip(d->sheet, 10);
	put_signer_line(
	    d, arena_printf(d->arena, "%s,", clean(d, r->signer_title)), false);
	sheet_skip(d->sheet, SIGNATURE_SPACE);
	put_signer_line(d, r->signer_name, true);
	put_signer_line(d, r->signer_rank, false);
	if (r->signer_nip && r->signer_nip[0])
		put_signer_line(d,
		    arena_printf(d->arena, "NIP %s", clean(d, r->signer_nip)),
		    false);
}

static bool
check(const struct recommendation *r, struct fault *f)
{
	if (r->owner_count == 0 || r->owner_count > RECOMMENDATION_OWNERS_MAX)
		return fault_set(f, SCOPE_MESSAGE,
		    "a recommendation for %zu owners; 1 to %d are possible",
		    r->owner_count, RECOMMENDATION_OWNERS_MAX);
	if (r->letterhead_count > LETTERHEAD_MAX)
		return fault_set(f, SCOPE_CONFIG,
		    "a letterhead of %zu lines; at most %d",
		    r->letterhead_count, LETTERHEAD_MAX);
	if (!r->case_number)
		return fault_set(
		    f, SCOPE_MESSAGE, "a recommendation without case number");
	return true;
}

bool
recommendation_pdf(const struct recommendation *r, struct arena *a,
    struct slice *pdf, struct fault *f)
{
	struct draft d = { r, NULL, a };
	const char *footer;
	bool ok;

	if (!check(r, f))
		return false;
	footer = arena_printf(a,
	    "Disusun oleh cabut untuk permohonan %s; sah setelah "
	    "ditandatangani.",
	    clean(&d, r->case_number));
	d.sheet = sheet_open(r->date,
	    "Surat Rekomendasi Pencabutan Sertifikat Elektronik", footer, a);
	put_letterhead(&d);
	put_reference(&d);
	put_addressee(&d);
	put_opening(&d);
	for (size_t i = 0; i < r->owner_count; i++)
		put_owner(&d, i);
	put_closing(&d);
	put_signature(&d);
	ok = sheet_finish(d.sheet, a, pdf, f);
	sheet_close(d.sheet);
	return ok;
}
