/*
 * All signatures of one PDF: what its form claims, held against its bytes.
 * Only the last one may cover the whole file; a flaw of the document spoils
 * them all, as then nobody knows what a reader sees.
 */
#include "pdf_sign.h"

#include "cabut/banned.h"

static bool
is_detached(const char *kind)
{
	return strcmp(kind, "adbe.pkcs7.detached") == 0 ||
	       strcmp(kind, "ETSI.CAdES.detached") == 0;
}

static const char *
cut_text(const char *text, struct arena *arena)
{
	size_t len = strlen(text);

	if (len <= SIGNATURE_TEXT_MAX)
		return text;
	len = SIGNATURE_TEXT_MAX;
	while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	return arena_copy(arena, text, len);
}

static void
judge_kind(const struct pdf_ranges *r, const struct anchors *anchors,
    struct arena *arena, struct paper_signature *s)
{
	if (is_detached(s->kind))
		cms_judge(r, anchors, arena, s);
	else if (s->is_timestamp)
		stamp_judge(r, anchors, arena, s);
	else
		s->state = SIGNATURE_UNSUPPORTED;
}

static void
judge(struct slice bytes, const struct pdf_claim *claim,
    const struct anchors *anchors, struct arena *arena,
    struct paper_signature *s)
{
	struct pdf_ranges ranges;

	*s = (struct paper_signature){ .state = SIGNATURE_UNCERTAIN,
		.is_timestamp = strcmp(claim->kind, "ETSI.RFC3161") == 0,
		.is_certifying = claim->is_certifying,
		.kind = cut_text(claim->kind, arena),
		.signer = "",
		.organization = "",
		.email = "",
		.serial = "",
		.issuer = "",
		.anchor = "",
		.claimed_name = cut_text(claim->name, arena),
		.reason = cut_text(claim->reason, arena),
		.signed_at = pdf_time(claim->time) };
	s->clock = s->signed_at ? CLOCK_SIGNER : CLOCK_NONE;
	s->flaw = pdf_ranges_of(bytes, claim, arena, &ranges);
	if (s->flaw != FLAW_NONE)
		return;
	s->covered = (size_t)(claim->range[2] + claim->range[3]);
	judge_kind(&ranges, anchors, arena, s);
	if (s->state == SIGNATURE_WHOLE && s->covered != bytes.len)
		s->state = SIGNATURE_FOLLOWED;
}

static void
spoil(struct paper_signature *s, enum signature_flaw flaw)
{
	if (s->state != SIGNATURE_WHOLE && s->state != SIGNATURE_FOLLOWED)
		return;
	s->state = SIGNATURE_UNCERTAIN;
	s->flaw = flaw;
}

static bool
has_mark(struct slice b)
{
	static const char mark[] = "/ByteRange";

	return b.at && memmem(b.at, b.len, mark, sizeof mark - 1) != NULL;
}

/* Without a ByteRange in the clear there is nothing that covers bytes, and
 * qpdf need not look at the document at all. */
void
paper_read_signatures(struct slice bytes, const struct anchors *anchors,
    struct arena *arena, struct paper *p)
{
	struct paper_signatures *all = &p->signatures;
	struct pdf_form form;

	*all = (struct paper_signatures){ .flaw = FLAW_NONE };
	if (p->kind != PAPER_KIND_PDF || bytes.len > PDF_BYTES_MAX ||
	    !has_mark(bytes))
		return;
	pdf_form_read(bytes, arena, &form);
	all->flaw = form.flaw;
	all->count = form.count;
	all->list = arena_array(arena, form.count, sizeof *all->list);
	for (size_t i = 0; i < form.count; i++) {
		judge(bytes, &form.claims[i], anchors, arena, &all->list[i]);
		if (form.flaw != FLAW_NONE)
			spoil(&all->list[i], form.flaw);
	}
}
