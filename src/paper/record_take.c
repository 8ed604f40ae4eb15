/*
 * The record as cabut reads it, from a cell that a document may have taken
 * over. Nothing in it is believed: every number has a range, every text a
 * ceiling, valid UTF-8 and no NUL, and no byte may be left over.
 */
#include "wire.h"

#include "cabut/banned.h"

struct taker {
	struct slice rest;
	struct arena *arena;
	bool bad; /* once set, all that follows is 0 or "" */
};

static uint32_t
take_raw(struct taker *t)
{
	uint32_t value;

	if (t->bad || t->rest.len < 4) {
		t->bad = true;
		return 0;
	}
	value = u32_unpack((const unsigned char *)t->rest.at);
	t->rest.at += 4;
	t->rest.len -= 4;
	return value;
}

/* A number of 0..max; anything else spoils the record. */
static uint32_t
take_number(struct taker *t, uint32_t max)
{
	uint32_t value = take_raw(t);

	if (value <= max)
		return value;
	t->bad = true;
	return 0;
}

static bool
take_flag(struct taker *t)
{
	return take_number(t, 1) == 1;
}

static const char *
take_text_of(struct taker *t, uint32_t len, size_t max)
{
	const char *at = t->rest.at;

	if (t->bad || len > max || len > t->rest.len ||
	    !utf8_is_valid(at, len) || memchr(at, '\0', len)) {
		t->bad = true;
		return "";
	}
	t->rest.at += len;
	t->rest.len -= len;
	return arena_copy(t->arena, at, len);
}

static const char *
take_text(struct taker *t, size_t max)
{
	return take_text_of(t, take_raw(t), max);
}

static const char *
take_text_or_null(struct taker *t, size_t max)
{
	uint32_t len = take_raw(t);

	if (len == (uint32_t)RECORD_NO_TEXT)
		return NULL;
	return take_text_of(t, len, max);
}

static void
take_part(struct taker *t, struct part *p)
{
	p->use = (enum part_use)take_number(t, PART_REPORT);
	p->type = take_text(t, RECORD_WORD_MAX);
	p->charset = take_text_or_null(t, RECORD_WORD_MAX);
	p->name = take_text_or_null(t, RECORD_NAME_MAX);
	p->depth = take_number(t, MIME_DEPTH_MAX);
	p->is_nested = take_flag(t);
	p->is_damaged = take_flag(t);
}

static void
take_message(struct taker *t, struct message *m)
{
	m->subject = take_text(t, RECORD_SUBJECT_MAX);
	m->text = take_text_or_null(t, RECORD_BODY_MAX);
	m->html_text = take_text_or_null(t, RECORD_BODY_MAX);
	m->has_hidden_text = take_flag(t);
	m->is_ambiguous = take_flag(t);
	m->report_message_id = take_text_or_null(t, RECORD_ID_MAX);
	m->report_recipient = take_text_or_null(t, RECORD_ID_MAX);
	m->report_action = take_text_or_null(t, RECORD_WORD_MAX);
	m->report_status = take_text_or_null(t, RECORD_WORD_MAX);
	m->part_count = take_number(t, MIME_PARTS_MAX);
	m->parts = arena_array(t->arena, m->part_count, sizeof *m->parts);
	for (size_t i = 0; i < m->part_count && !t->bad; i++)
		take_part(t, &m->parts[i]);
}

static void
take_sha256(struct taker *t, char out[SHA256_HEX_LEN + 1])
{
	const char *text = take_text(t, SHA256_HEX_LEN);

	if (strlen(text) != SHA256_HEX_LEN ||
	    strspn(text, "0123456789abcdef") != SHA256_HEX_LEN) {
		t->bad = true;
		return;
	}
	memcpy(out, text, SHA256_HEX_LEN + 1);
}

static time_s
take_time(struct taker *t)
{
	uint64_t high = take_raw(t);
	uint64_t value = high << 32 | take_raw(t);

	if (value <= (uint64_t)SIGNED_AT_MAX)
		return (time_s)value;
	t->bad = true;
	return 0;
}

/* A cell that a document took over may say anything of its signatures, but
 * not that something is proven and in doubt at once. */
static bool
is_consistent(const struct paper_signature *s)
{
	bool verified =
	    s->state == SIGNATURE_WHOLE || s->state == SIGNATURE_FOLLOWED;

	return (s->state == SIGNATURE_UNCERTAIN) == (s->flaw != FLAW_NONE) &&
	       (!verified || s->trust != TRUST_UNCHECKED) &&
	       (s->clock == CLOCK_NONE) == (s->signed_at == 0);
}

static void
take_signature(struct taker *t, size_t bytes, struct paper_signature *s)
{
	s->state = (enum signature_state)take_number(t, SIGNATURE_UNCERTAIN);
	s->trust = (enum signature_trust)take_number(t, TRUST_UNFIT);
	s->flaw = (enum signature_flaw)take_number(t, FLAW_DAMAGED);
	s->is_timestamp = take_flag(t);
	s->is_certifying = take_flag(t);
	s->kind = take_text(t, SIGNATURE_TEXT_MAX);
	s->signer = take_text(t, SIGNATURE_TEXT_MAX);
	s->organization = take_text(t, SIGNATURE_TEXT_MAX);
	s->email = take_text(t, SIGNATURE_TEXT_MAX);
	s->serial = take_text(t, SIGNATURE_TEXT_MAX);
	s->issuer = take_text(t, SIGNATURE_TEXT_MAX);
	s->anchor = take_text(t, SIGNATURE_TEXT_MAX);
	s->claimed_name = take_text(t, SIGNATURE_TEXT_MAX);
	s->reason = take_text(t, SIGNATURE_TEXT_MAX);
	s->signed_at = take_time(t);
	s->clock = (enum signature_clock)take_number(t, CLOCK_STAMP);
	s->covered = take_number(t, (uint32_t)bytes);
	if (!is_consistent(s))
		t->bad = true;
}

static void
take_signatures(
    struct taker *t, const struct paper *p, struct paper_signatures *all)
{
	all->flaw = (enum signature_flaw)take_number(t, FLAW_DAMAGED);
	all->count = take_number(t, SIGNATURES_MAX);
	all->list = arena_array(t->arena, all->count, sizeof *all->list);
	for (size_t i = 0; i < all->count && !t->bad; i++)
		take_signature(t, p->bytes, &all->list[i]);
	if (p->kind != PAPER_KIND_PDF && (all->count > 0 || all->flaw))
		t->bad = true;
}

static void
take_paper(struct taker *t, size_t part_count, struct paper *p)
{
	p->name = take_text(t, RECORD_NAME_MAX);
	p->kind = (enum paper_kind)take_number(t, PAPER_KIND_OTHER);
	p->how = (enum paper_how)take_number(t, PAPER_NONE);
	p->text = take_text(t, PAPER_TEXT_MAX);
	p->why = take_text(t, PAPER_WHY_MAX);
	take_sha256(t, p->sha256);
	p->bytes = take_number(t, MESSAGE_BYTES_MAX);
	p->pages = take_number(t, PAPER_PAGES_COUNT_MAX);
	p->ocr_pages = take_raw(t);
	p->ocr_confidence = take_number(t, 100);
	p->part = take_number(t, part_count > 0 ? (uint32_t)part_count - 1 : 0);
	take_signatures(t, p, &p->signatures);
	/* Text and reason exclude each other; OCR is of some page. */
	if (p->how == PAPER_NONE ? *p->text || !*p->why : *p->why)
		t->bad = true;
	if ((p->how == PAPER_OCR) != (p->ocr_pages != 0))
		t->bad = true;
}

bool
record_take(struct slice record, struct arena *arena, struct cell_reading *out)
{
	struct taker t = { record, arena, record.len > CELL_RECORD_MAX };
	struct cell_reading r = { 0 };

	if (take_raw(&t) != RECORD_VERSION)
		return false;
	take_message(&t, &r.message);
	r.paper_count = take_number(&t, PAPERS_MAX);
	r.papers = arena_array(arena, r.paper_count, sizeof *r.papers);
	for (size_t i = 0; i < r.paper_count && !t.bad; i++)
		take_paper(&t, r.message.part_count, &r.papers[i]);
	if (t.bad || t.rest.len > 0)
		return false;
	*out = r;
	return true;
}
