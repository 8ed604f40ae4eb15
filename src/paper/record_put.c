/*
 * The record as the cell writes it: numbers of four bytes, texts with their
 * length before them. Texts are cut to their field and scrubbed to valid
 * UTF-8, so that the reader at the other end has no reason to refuse a mail
 * that is merely odd.
 */
#include "parse.h"
#include "wire.h"

#include "cabut/banned.h"

static void
put_number(struct strbuf *out, uint32_t value)
{
	unsigned char four[4];

	u32_pack(value, four);
	strbuf_add(out, (const char *)four, sizeof four);
}

static void
put_text(struct strbuf *out, const char *text, size_t max)
{
	struct strbuf clean;

	if (!text) {
		put_number(out, (uint32_t)RECORD_NO_TEXT);
		return;
	}
	strbuf_init(&clean, max);
	text_scrub(&clean, slice_of(text));
	put_number(out, (uint32_t)clean.len);
	strbuf_add(out, clean.at, clean.len);
	strbuf_release(&clean);
}

static void
put_part(struct strbuf *out, const struct part *p)
{
	put_number(out, (uint32_t)p->use);
	put_text(out, p->type ? p->type : "", RECORD_WORD_MAX);
	put_text(out, p->charset, RECORD_WORD_MAX);
	put_text(out, p->name, RECORD_NAME_MAX);
	put_number(out, p->depth);
	put_number(out, p->is_nested);
	put_number(out, p->is_damaged);
}

static void
put_message(struct strbuf *out, const struct message *m)
{
	put_text(out, m->subject ? m->subject : "", RECORD_SUBJECT_MAX);
	put_text(out, m->text, RECORD_BODY_MAX);
	put_text(out, m->html_text, RECORD_BODY_MAX);
	put_number(out, m->has_hidden_text);
	put_number(out, m->is_ambiguous);
	put_text(out, m->report_message_id, RECORD_ID_MAX);
	put_text(out, m->report_recipient, RECORD_ID_MAX);
	put_text(out, m->report_action, RECORD_WORD_MAX);
	put_text(out, m->report_status, RECORD_WORD_MAX);
	put_number(out, (uint32_t)m->part_count);
	for (size_t i = 0; i < m->part_count; i++)
		put_part(out, &m->parts[i]);
}

static void
put_time(struct strbuf *out, time_s t)
{
	uint64_t value = t < 0 || t > SIGNED_AT_MAX ? 0 : (uint64_t)t;

	put_number(out, (uint32_t)(value >> 32));
	put_number(out, (uint32_t)value);
}

static void
put_signature(struct strbuf *out, const struct paper_signature *s)
{
	put_number(out, (uint32_t)s->state);
	put_number(out, (uint32_t)s->trust);
	put_number(out, (uint32_t)s->flaw);
	put_number(out, s->is_timestamp);
	put_number(out, s->is_certifying);
	put_text(out, s->kind, SIGNATURE_TEXT_MAX);
	put_text(out, s->signer, SIGNATURE_TEXT_MAX);
	put_text(out, s->organization, SIGNATURE_TEXT_MAX);
	put_text(out, s->email, SIGNATURE_TEXT_MAX);
	put_text(out, s->serial, SIGNATURE_TEXT_MAX);
	put_text(out, s->issuer, SIGNATURE_TEXT_MAX);
	put_text(out, s->anchor, SIGNATURE_TEXT_MAX);
	put_text(out, s->claimed_name, SIGNATURE_TEXT_MAX);
	put_text(out, s->reason, SIGNATURE_TEXT_MAX);
	put_time(out, s->signed_at);
	put_number(out, (uint32_t)s->clock);
	put_number(out, (uint32_t)s->covered);
}

static void
put_signatures(struct strbuf *out, const struct paper_signatures *all)
{
	put_number(out, (uint32_t)all->flaw);
	put_number(out, (uint32_t)all->count);
	for (size_t i = 0; i < all->count; i++)
		put_signature(out, &all->list[i]);
}

static void
put_paper(struct strbuf *out, const struct paper *p)
{
	put_text(out, p->name ? p->name : "", RECORD_NAME_MAX);
	put_number(out, (uint32_t)p->kind);
	put_number(out, (uint32_t)p->how);
	put_text(out, p->text, PAPER_TEXT_MAX);
	put_text(out, p->why, PAPER_WHY_MAX);
	put_text(out, p->sha256, SHA256_HEX_LEN);
	put_number(out, (uint32_t)p->bytes);
	put_number(out, p->pages);
	put_number(out, p->ocr_pages);
	put_number(out, p->ocr_confidence);
	put_number(out, p->part);
	put_signatures(out, &p->signatures);
}

/* Papers share a budget of text; one that passes it keeps its place. */
static void
put_papers(struct strbuf *out, const struct cell_reading *r)
{
	size_t left = CELL_PAPERS_TEXT_MAX;

	put_number(out, (uint32_t)r->paper_count);
	for (size_t i = 0; i < r->paper_count; i++) {
		struct paper p = r->papers[i];
		size_t len = strlen(p.text);

		if (len > left) {
			p.how = PAPER_NONE;
			p.text = "";
			p.why = "more text than one mail may hold";
			len = 0;
		}
		left -= len;
		put_paper(out, &p);
	}
}

bool
record_put(const struct cell_reading *r, struct strbuf *out)
{
	put_number(out, RECORD_VERSION);
	put_message(out, &r->message);
	put_papers(out, r);
	return !out->cut;
}
