/*
 * struct mail to the bytes on the wire. Addresses and ids that could break
 * out of a header or an SMTP command are refused; free text is cleaned and
 * encoded. Boundaries hold "=_", which neither encoding can produce.
 */
#include "mime.h"
#include "template.h"

#include "cabut/banned.h"

enum { CASE_NUMBER_MAX = 64, BOUNDARY_MAX = 40 };

static bool
is_id(const char *id)
{
	size_t len = strlen(id), at_signs = 0;

	for (size_t i = 0; i < len; i++) {
		if (id[i] <= ' ' || id[i] >= 0x7F || strchr("<>()\\\"", id[i]))
			return false;
		at_signs += id[i] == '@';
	}
	return len <= MESSAGE_ID_MAX && at_signs == 1 && id[0] != '@' &&
	       id[len - 1] != '@';
}

static bool
is_case_number(const char *number)
{
	size_t len = strlen(number);

	for (size_t i = 0; i < len; i++)
		if (!ascii_is_alnum(number[i]) && !strchr("-./_", number[i]))
			return false;
	return len > 0 && len <= CASE_NUMBER_MAX;
}

static bool
check_mail(const struct mail *m, struct fault *f)
{
	if (!m->from || !address_is_plain(m->from))
		return fault_set(f, SCOPE_MESSAGE, "From address refused");
	if (!m->to || !address_is_plain(m->to))
		return fault_set(f, SCOPE_MESSAGE, "To address refused");
	if (m->reply_to && !address_is_plain(m->reply_to))
		return fault_set(f, SCOPE_MESSAGE, "Reply-To address refused");
	if (!m->message_id || !is_id(m->message_id))
		return fault_set(f, SCOPE_MESSAGE, "Message-ID refused");
	if (m->case_number && !is_case_number(m->case_number))
		return fault_set(f, SCOPE_MESSAGE, "case number refused");
	if (!m->subject || !m->text)
		return fault_set(f, SCOPE_MESSAGE, "no subject or no text");
	if (!utf8_is_valid(m->text, strlen(m->text)) ||
	    (m->html && !utf8_is_valid(m->html, strlen(m->html))))
		return fault_set(f, SCOPE_MESSAGE, "body is not UTF-8");
	if (m->attachment_count > NOTICE_ATTACHMENTS_MAX)
		return fault_set(f, SCOPE_MESSAGE, "%zu attachments, over %d",
		    m->attachment_count, NOTICE_ATTACHMENTS_MAX);
	return true;
}

static void
put_mailbox(struct strbuf *out, const char *header, const char *name,
    const char *address, struct arena *a)
{
	struct notice_header h = notice_header_start(out, header);

	if (!name || name[0] == '\0') {
		notice_header_word(&h, slice_of(address));
	} else {
		notice_header_phrase(
		    &h, notice_clean_line(a, name, DISPLAY_NAME_MAX));
		notice_header_word(
		    &h, slice_of(arena_printf(a, "<%s>", address)));
	}
	notice_header_end(&h);
}

static void
put_id(struct notice_header *h, const char *id, struct arena *a)
{
	notice_header_word(h, slice_of(arena_printf(a, "<%s>", id)));
}

/* Ids of foreign mails only help threads: one that cannot be written safely
 * is left out. Of a long thread the first and the last stay. */
static void
put_thread(struct strbuf *out, const struct mail *m, struct arena *a)
{
	struct notice_header h;
	size_t kept = 0, skip_from = 1, skip_to = 1;

	if (m->in_reply_to && is_id(m->in_reply_to)) {
		h = notice_header_start(out, "In-Reply-To");
		put_id(&h, m->in_reply_to, a);
		notice_header_end(&h);
	}
	if (m->reference_count > REFERENCES_MAX)
		skip_to = m->reference_count - REFERENCES_MAX + 1;
	for (size_t i = 0; i < m->reference_count; i++) {
		if ((i >= skip_from && i < skip_to) || !is_id(m->references[i]))
			continue;
		if (kept++ == 0)
			h = notice_header_start(out, "References");
		put_id(&h, m->references[i], a);
	}
	if (kept > 0)
		notice_header_end(&h);
}

/* A subject over the limit loses its middle: the tag "[number ...]" at its
 * end must come back. */
static const char *
fit_subject(const char *subject, struct arena *a)
{
	char *line = notice_clean_line(a, subject, strlen(subject) * 3);
	size_t len = strlen(line);
	const char *tag =
	    len > 0 && line[len - 1] == ']' ? strrchr(line, '[') : NULL;

	if (len <= SUBJECT_MAX)
		return line;
	if (!tag || strlen(tag) > CASE_NUMBER_MAX + TOKEN_TEXT_LEN + 4)
		tag = "";
	return arena_printf(a, "%s... %s",
	    notice_clean_line(a, line, SUBJECT_MAX - strlen(tag) - 4), tag);
}

static void
put_headers(struct strbuf *out, const struct mail *m, struct arena *a)
{
	struct notice_header h;

	put_mailbox(out, "From", m->from_name, m->from, a);
	put_mailbox(out, "To", NULL, m->to, a);
	if (m->reply_to)
		put_mailbox(out, "Reply-To", NULL, m->reply_to, a);
	h = notice_header_start(out, "Subject");
	notice_header_text(&h, fit_subject(m->subject, a));
	notice_header_end(&h);
	strbuf_printf(out, "Date: %s\r\nMessage-ID: <%s>\r\n",
	    time_rfc5322(a, m->date, m->zone), m->message_id);
	put_thread(out, m, a);
	strbuf_printf(out,
	    "Auto-Submitted: %s\r\n"
	    "X-Auto-Response-Suppress: All\r\n"
	    "X-Cabut-Id: %s\r\n"
	    "Content-Language: id\r\n"
	    "MIME-Version: 1.0\r\n",
	    m->is_reply ? "auto-replied" : "auto-generated",
	    m->case_number ? m->case_number : "-");
}

static void
put_text_part(struct strbuf *out, const char *subtype, const char *text)
{
	strbuf_printf(out,
	    "Content-Type: text/%s; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
	    subtype);
	notice_quoted_printable(out, text);
}

static void
make_boundary(struct entropy *e, char out[BOUNDARY_MAX])
{
	char token[TOKEN_TEXT_LEN + 1];
	struct strbuf b;

	token_make(e, token);
	strbuf_init(&b, BOUNDARY_MAX - 1);
	strbuf_printf(&b, "=_cabut_%s", token);
	memcpy(out, b.at, b.len + 1);
	strbuf_release(&b);
}

static void
open_multipart(struct strbuf *out, const char *subtype, const char *boundary)
{
	strbuf_printf(out,
	    "Content-Type: multipart/%s;\r\n boundary=\"%s\"\r\n", subtype,
	    boundary);
}

/* The text, alone or with its HTML. */
static void
put_bodies(struct strbuf *out, const struct mail *m, struct entropy *e)
{
	char boundary[BOUNDARY_MAX];

	if (!m->html) {
		put_text_part(out, "plain", m->text);
		return;
	}
	make_boundary(e, boundary);
	open_multipart(out, "alternative", boundary);
	strbuf_printf(out, "\r\n--%s\r\n", boundary);
	put_text_part(out, "plain", m->text);
	strbuf_printf(out, "\r\n--%s\r\n", boundary);
	put_text_part(out, "html", m->html);
	strbuf_printf(out, "\r\n--%s--\r\n", boundary);
}

static bool
is_type_token(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_is_alnum(s.at[i]) &&
		    (s.at[i] == '\0' || !strchr("!#$&^_.+-", s.at[i])))
			return false;
	return s.len > 0 && s.len <= 100;
}

/* What is not a plain type, or may not be base64 (message, multipart), goes
 * out as bytes. */
static const char *
safe_type(const char *type)
{
	struct slice rest = slice_of(type), major = { 0 };

	if (!slice_take_until(&rest, '/', &major) || !is_type_token(major) ||
	    !is_type_token(rest) ||
	    slice_equal_nocase(major, SLICE("message")) ||
	    slice_equal_nocase(major, SLICE("multipart")))
		return "application/octet-stream";
	return type;
}

static void
put_attachment(struct strbuf *out, const struct attachment *at, struct arena *a)
{
	strbuf_printf(out,
	    "Content-Type: %s\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment",
	    safe_type(at->type));
	notice_file_name_parameters(
	    out, notice_file_name_clean(a, at->name ? at->name : ""));
	strbuf_text(out, "\r\n\r\n");
	notice_base64(out, at->bytes);
}

static void
put_mail(struct strbuf *out, const struct mail *m, struct entropy *e,
    struct arena *a)
{
	char boundary[BOUNDARY_MAX];

	put_headers(out, m, a);
	if (m->attachment_count == 0) {
		put_bodies(out, m, e);
		return;
	}
	make_boundary(e, boundary);
	open_multipart(out, "mixed", boundary);
	strbuf_printf(out, "\r\n--%s\r\n", boundary);
	put_bodies(out, m, e);
	for (size_t i = 0; i < m->attachment_count && !out->cut; i++) {
		strbuf_printf(out, "\r\n--%s\r\n", boundary);
		put_attachment(out, &m->attachments[i], a);
	}
	strbuf_printf(out, "\r\n--%s--\r\n", boundary);
}

bool
mail_compose(const struct mail *m, struct entropy *e, struct arena *a,
    struct slice *bytes, struct fault *f)
{
	struct strbuf out;
	bool fits;

	if (!check_mail(m, f))
		return false;
	strbuf_init(&out, NOTICE_BYTES_MAX);
	put_mail(&out, m, e, a);
	fits = !out.cut;
	if (fits)
		*bytes = (struct slice){ strbuf_keep(&out, a), out.len };
	strbuf_release(&out);
	return fits || fault_set(f, SCOPE_MESSAGE, "the mail is over %d bytes",
			   NOTICE_BYTES_MAX);
}
