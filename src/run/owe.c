/*
 * One owed mail: token, template, MIME, outbox row, thread and chain, all in
 * the transaction in hand. The token comes back in three ways: Message-ID
 * (a reply), plus-address (a button), Subject tag (a client that keeps
 * neither).
 */
#include "work.h"

#include "cabut/banned.h"

enum { DAY_S = 24 * 3600 };

static char *
lower_copy(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text);

	for (char *at = copy; *at; at++)
		*at = ascii_lower(*at);
	return copy;
}

static time_s
token_life(const struct work *w, enum owed_token kind)
{
	switch (kind) {
	case OWED_DECISION:
		return (time_s)w->agency->config->token_days * DAY_S;
	case OWED_APPLICANT:
		return (time_s)RUN_TOKEN_APPLICANT_DAYS * DAY_S;
	case OWED_CONFIRM:
	case OWED_TRIAGE:
		return (time_s)RUN_CONFIRM_DAYS * DAY_S;
	case OWED_NO_TOKEN:
		break;
	}
	return 0;
}

static enum token_purpose
token_purpose(enum owed_token kind)
{
	return kind == OWED_DECISION			     ? TOKEN_DECISION
	       : kind == OWED_CONFIRM || kind == OWED_TRIAGE ? TOKEN_CONFIRM
							     : TOKEN_APPLICANT;
}

static bool
put_token(struct work *w, const struct owed *o, const char *token, int64_t *id,
    struct fault *f)
{
	const struct sop_step *s = work_step(w);
	struct token_row row = { .purpose = token_purpose(o->token),
		.casefile_id = w->casefile.id,
		.ledger_id = o->ledger_id,
		/* Only a question stands for its step; a receipt outlives it.
		 */
		.step = o->token != OWED_DECISION ? ""
			: o->list_count && s	  ? s->id
						  : or_empty(o->step),
		.role = o->token == OWED_CONFIRM ? "" : or_empty(o->role),
		.address = lower_copy(w->run->arena, o->to),
		.created_at = w->run->now,
		.expires_at = w->run->now + token_life(w, o->token) };

	if (o->token == OWED_NO_TOKEN)
		return true;
	memcpy(row.facts_hash, w->casefile.facts_hash, sizeof row.facts_hash);
	if (!token_put(w->run->store, token, &row, f))
		return false;
	*id = row.id;
	return true;
}

/* Each case of a list has a token of its own; only the first one's text ever
 * leaves the house. */
static bool
put_tokens(
    struct work *w, const struct owed *o, const char *token, struct fault *f)
{
	int64_t ids[DIGEST_ITEMS_MAX] = { 0 };
	char secret[TOKEN_TEXT_LEN + 1];

	if (!put_token(w, o, token, &ids[0], f))
		return false;
	for (size_t i = 1; i < o->list_count; i++) {
		token_make(&w->run->entropy, secret);
		if (!put_token(&o->list[i], o, secret, &ids[i], f))
			return false;
	}
	return o->list_count == 0 ||
	       digest_put(w->run->store, ids[0], ids, o->list_count, f);
}

/* "c.TOKEN.RANDOM@our-domain": the token first, so it can be found again. */
static char *
make_message_id(struct work *w, const char *token)
{
	char random[TOKEN_TEXT_LEN + 1];

	token_make(&w->run->entropy, random);
	return arena_printf(w->run->arena, "c.%s.%.13s@%s", token, random,
	    address_domain(w->agency->config->sender_address));
}

static const char *
reply_address(struct work *w, const char *token)
{
	const char *sender = w->agency->config->sender_address;

	if (!w->agency->config->plus_address)
		return sender;
	return arena_printf(w->run->arena, "%.*s+%s@%s",
	    (int)(strchr(sender, '@') - sender), sender, token,
	    address_domain(sender));
}

/* A button's mail has no In-Reply-To; where plus-addresses do not arrive the
 * subject must carry the token. */
static const char *
button_subject(struct work *w, const char *subject, const char *token)
{
	struct arena *a = w->run->arena;

	if (strstr(subject, token))
		return arena_printf(a, "Re: %s", subject);
	return arena_printf(a, "%s%s [%s %s]",
	    slice_starts_nocase(slice_of(subject), SLICE("Re:")) ? "" : "Re: ",
	    subject, w->casefile.id ? w->casefile.number : "SURAT-0000-0000",
	    token);
}

static bool
render(struct work *w, struct owed *o, const char *token, struct rendered *out,
    struct fault *f)
{
	const char *folder = w->agency->templates;
	struct arena *a = w->run->arena;

	value_set(o->values, "kepada", o->to_name);
	value_set(o->values, "kode",
	    o->token == OWED_DECISION || o->token == OWED_TRIAGE ? token : "");
	if (!notice_render(folder, o->template, o->values, a, out, f))
		return false;
	if (o->token == OWED_NO_TOKEN)
		return true;
	/* Once more, now that the subject for the buttons is known. */
	values_finish_buttons(o->values, a, reply_address(w, token),
	    button_subject(w, out->subject, token));
	return notice_render(folder, o->template, o->values, a, out, f);
}

static void
set_thread(struct work *w, const struct owed *o, struct mail *mail)
{
	const struct casefile *c = &w->casefile;
	const char **ids = arena_array(w->run->arena, 3, sizeof *ids);
	size_t n = 0;
	bool is_applicant = c->id && c->applicant_address &&
			    !strcmp(o->to, c->applicant_address);

	mail->in_reply_to = o->in_reply_to;
	if (is_applicant) {
		if (c->first_message_id)
			ids[n++] = c->first_message_id;
		if (c->last_message_id)
			ids[n++] = c->last_message_id;
		if (!mail->in_reply_to)
			mail->in_reply_to = n ? ids[n - 1] : NULL;
	}
	if (o->in_reply_to && (n == 0 || strcmp(ids[n - 1], o->in_reply_to)))
		ids[n++] = o->in_reply_to;
	mail->references = ids;
	mail->reference_count = n;
}

static bool
compose(struct work *w, const struct owed *o, const struct rendered *text,
    const char *token, const char *message_id, struct slice *bytes,
    struct fault *f)
{
	const struct config_agency *g = w->agency->config;
	struct mail mail = { .from_name = g->sender_name,
		.from = g->sender_address,
		.to = o->to,
		.reply_to = o->token == OWED_NO_TOKEN || !g->plus_address
				? NULL
				: reply_address(w, token),
		.subject = text->subject,
		.message_id = message_id,
		.date = w->run->now,
		.zone = g->zone,
		.case_number = w->casefile.id ? w->casefile.number : NULL,
		.is_reply = o->is_reply,
		.text = text->text,
		.html = text->html,
		.attachments = o->attachments,
		.attachment_count = o->attachment_count };

	set_thread(w, o, &mail);
	return mail_compose(&mail, &w->run->entropy, w->run->arena, bytes, f);
}

static bool
notice_event(struct work *w, const struct owed *o, const char *message_id,
    struct fault *f)
{
	return work_event(w, "notice",
	    json_pack("{s:s,s:s,s:s}", "template", o->template, "to", o->to,
		"message_id", message_id),
	    f);
}

static bool
record(struct work *w, const struct owed *o, const char *message_id,
    struct slice bytes, struct fault *f)
{
	struct store *s = w->run->store;
	struct casefile *c = &w->casefile;
	struct outbox_row row = { .casefile_id = c->id,
		.agency = w->agency->config->id,
		.kind = o->template,
		.message_id = message_id,
		.recipient = o->to,
		.bytes = bytes,
		.state = OUTBOX_PENDING,
		.created_at = w->run->now,
		.next_at = w->run->now };

	if (!outbox_put(s, &row, f))
		return false;
	w->run->tally.owed++;
	if (!c->id)
		return true;
	if (c->applicant_address && !strcmp(o->to, c->applicant_address))
		c->last_message_id = message_id;
	if (!casefile_message_add(s, c->id, message_id, f) ||
	    !notice_event(w, o, message_id, f))
		return false;
	for (size_t i = 1; i < o->list_count; i++)
		if (!notice_event(&o->list[i], o, message_id, f))
			return false;
	return true;
}

static bool
is_over_limit(struct work *w, const struct owed *o, bool *over, struct fault *f)
{
	size_t count = 0;

	*over = false;
	if (!o->is_limited)
		return true;
	if (!outbox_count_since(w->run->store, o->to, o->template,
		w->run->now - DAY_S, &count, f))
		return false;
	*over = count >= w->run->config->notices_per_sender_day;
	if (*over)
		log_line(&w->run->log, LOG_STORY,
		    "no further \"%s\" to this sender today: limit of %u",
		    o->template, w->run->config->notices_per_sender_day);
	return true;
}

bool
owe(struct work *w, struct owed *o, struct fault *f)
{
	char token[TOKEN_TEXT_LEN + 1];
	struct rendered text;
	struct slice bytes;
	bool over = false, ok = false;

	if (!o->values || !is_over_limit(w, o, &over, f))
		goto out;
	ok = true;
	w->was_limited = over;
	if (over)
		goto out;
	token_make(&w->run->entropy, token);
	const char *id = make_message_id(w, token);

	ok = put_tokens(w, o, token, f) && render(w, o, token, &text, f) &&
	     compose(w, o, &text, token, id, &bytes, f) &&
	     record(w, o, id, bytes, f);
out:
	json_decref(o->values);
	o->values = NULL;
	return ok;
}

static bool
owe_operator(struct work *w, const char *to, json_t *values, struct fault *f)
{
	size_t count;

	if (!outbox_count_since(
		w->run->store, to, "operator", w->run->now - DAY_S, &count, f))
		return false;
	if (count >= (w->is_strangers_doing ? RUN_OPERATOR_MAILS_DAY / 2
					    : RUN_OPERATOR_MAILS_DAY)) {
		log_line(&w->run->log, LOG_ALARM,
		    "more than %d mails to an operator today; not mailed: %s",
		    RUN_OPERATOR_MAILS_DAY,
		    json_string_value(json_object_get(values, "judul")));
		return true;
	}
	struct owed o = { .template = "operator",
		.to = to,
		.to_name = "Tim pengelola",
		.values = json_deep_copy(values) };

	return owe(w, &o, f);
}

static void
add_line(json_t *values, char *line)
{
	json_array_append_new(
	    json_object_get(values, "isi"), json_pack("{s:s}", "baris", line));
}

/* Without a case number a person must be able to find the mail. */
static void
name_mail(struct work *w, json_t *values)
{
	const struct inbound *in = w->mail;
	struct arena *a = w->run->arena;

	if (!in || w->casefile.id)
		return;
	if (in->head.from)
		add_line(values, arena_printf(a, "Dari: %s", in->head.from));
	if (in->cell.message.subject && *in->cell.message.subject)
		add_line(values, arena_printf(a, "Subjek: %.200s",
				     in->cell.message.subject));
	add_line(values,
	    arena_printf(a, "UID %u di kotak masuk, dibaca %s", in->uid,
		civil_time_text(a, w->run->now, w->agency->config->zone)));
}

bool
owe_operators(struct work *w, const char *title, const char *const *lines,
    const char *action, struct fault *f)
{
	const struct config_agency *g = w->agency->config;
	json_t *values = work_values(w, NULL, f);
	bool ok = values != NULL;

	if (!ok)
		return false;
	value_set(values, "judul", title);
	value_set(values, "tindakan", action);
	name_mail(w, values);
	for (; *lines; lines++)
		json_array_append_new(json_object_get(values, "isi"),
		    json_pack("{s:s}", "baris", *lines));
	for (size_t i = 0; ok && i < g->operator_count; i++)
		ok = owe_operator(w, g->operators[i], values, f);
	json_decref(values);
	return ok;
}
