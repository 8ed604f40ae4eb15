/*
 * The SMTP wire: one transaction per recipient over a connection that is
 * kept as long as it works; any failure throws it away. Promise: what was
 * refused by us never reached libcurl. What an answer means is decided in
 * outcome.c, how libcurl is held in smtp_handle.c.
 */
#include "wires.h"

#include "cabut/banned.h"

enum { REPLY_CLOSING = 421 };

const struct smtp_limits smtp_limits_usual = {
	.connect_s = DISPATCH_CONNECT_S,
	.command_s = DISPATCH_COMMAND_S,
	.reply_s = DISPATCH_REPLY_S,
};

/* ---- one transaction ---- */

/* The size stays unsaid: libcurl 7.88 counts stuffed dots as bytes of the
 * mail and would end it early when that sum happens to meet the size. */
static CURLcode
prepare(struct wire_smtp *s, const char *recipient, struct slice bytes)
{
	CURLcode bad = CURLE_OK;

	curl_slist_free_all(s->recipients);
	s->recipients = curl_slist_append(NULL, recipient);
	s->unsent = bytes;
	if (!s->recipients)
		return CURLE_OUT_OF_MEMORY;
	bad = curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, s->recipients);
	if (!bad)
		bad = curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
	if (!bad)
		bad = curl_easy_setopt(s->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
		    (long)s->limits.command_s);
	return bad;
}

static const char *
words_for(const struct wire_smtp *s, CURLcode result, long code)
{
	bool server_spoke = code / 100 == 4 || code / 100 == 5;

	if ((result == CURLE_OK || server_spoke) && s->talk.reply[0])
		return s->talk.reply;
	return s->curl_says[0] ? s->curl_says : curl_easy_strerror(result);
}

/* Performs what is prepared. True: a connection kept from before had gone
 * stale, nothing was handed over, a fresh one may be tried at once. */
static bool
converse(struct wire_smtp *s, struct wire_outcome *out)
{
	long code = 0, connects = 0;

	smtp_talk_start(&s->talk);
	s->curl_says[0] = '\0';
	CURLcode result = curl_easy_perform(s->curl);
	s->went_well = result == CURLE_OK;
	curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &code);
	curl_easy_getinfo(s->curl, CURLINFO_NUM_CONNECTS, &connects);
	s->connects += connects;
	wire_outcome_set(out, smtp_outcome(result, code, s->talk.stage),
	    (int)code, words_for(s, result, code));
	if (out->result != WIRE_SENT)
		smtp_handle_drop(s);
	return out->result == WIRE_LATER && connects == 0 &&
	       s->talk.stage <= STAGE_MAIL &&
	       (code == 0 || code == REPLY_CLOSING);
}

static bool
attempt(struct wire_smtp *s, const char *recipient, struct slice bytes,
    struct wire_outcome *out)
{
	CURLcode bad = CURLE_FAILED_INIT;

	if (smtp_handle_open(s))
		bad = prepare(s, recipient, bytes);
	if (bad) {
		wire_outcome_set(out, WIRE_LATER, 0, curl_easy_strerror(bad));
		smtp_handle_drop(s);
		return false;
	}
	return converse(s, out);
}

static void
smtp_send(struct wire *wire, const char *recipient, struct slice bytes,
    struct wire_outcome *out)
{
	struct wire_smtp *s = (struct wire_smtp *)wire;
	const char *trouble = smtp_body_trouble(bytes);

	if (!address_is_plain(recipient))
		trouble = "the recipient is not a plain e-mail address";
	if (trouble) {
		wire_outcome_set(out, WIRE_REFUSED, 0, trouble);
		return;
	}
	if (attempt(s, recipient, bytes, out))
		attempt(s, recipient, bytes, out);
	step_mark("wire-smtp");
}

/* ---- open, close, probe ---- */

static void
forget(char *secret)
{
	if (secret)
		explicit_bzero(secret, strlen(secret));
}

static void
smtp_close(struct wire *wire)
{
	struct wire_smtp *s = (struct wire_smtp *)wire;

	smtp_handle_drop(s);
	curl_slist_free_all(s->recipients);
	forget(s->password);
	forget(s->bearer_token);
	arena_free(s->arena);
}

static const struct wire_ops smtp_ops = {
	.send = smtp_send,
	.close = smtp_close,
};

static bool
is_clean_secret(const char *secret)
{
	for (; secret && *secret; secret++)
		if ((unsigned char)*secret < 0x20 || *secret == 0x7f)
			return false;
	return true;
}

static bool
is_host_name(const char *name)
{
	for (const char *c = name; *c; c++)
		if (!ascii_is_alnum(*c) && *c != '.' && *c != '-')
			return false;
	return *name && strlen(name) <= SMTP_HOST_MAX;
}

static bool
account_check(const struct wire_account *a, const struct smtp_target *target,
    struct fault *f)
{
	if (!a->envelope_from || !address_is_plain(a->envelope_from))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: the sender is not a plain e-mail address",
		    target->host);
	if (a->helo && !is_host_name(a->helo))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: the name for EHLO is not a host name", target->host);
	if (!is_clean_secret(a->password) || !is_clean_secret(a->bearer_token))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: password or token has a control character",
		    target->host);
	if (target->user[0] && !a->password && !a->bearer_token)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: a user but neither password nor token", target->host);
	return true;
}

static char *
url_of(struct arena *arena, const struct smtp_target *t, const char *helo)
{
	return arena_printf(arena, "%s://%s:%u/%s",
	    t->implicit_tls ? "smtps" : "smtp", t->host, t->port,
	    helo ? helo : "");
}

bool
wire_smtp_open(const struct wire_account *a, const struct smtp_limits *limits,
    struct wire **out, struct fault *f)
{
	struct smtp_target target;

	if (!smtp_target_parse(a->url, &target, f) ||
	    !account_check(a, &target, f))
		return false;
	struct arena *arena = arena_new();
	struct wire_smtp *s = arena_alloc(arena, sizeof *s);
	s->wire.ops = &smtp_ops;
	s->arena = arena;
	s->target = target;
	s->limits = *limits;
	s->url = url_of(arena, &target, a->helo);
	s->password = arena_strdup(arena, a->password);
	s->bearer_token = arena_strdup(arena, a->bearer_token);
	s->ca_file = arena_strdup(arena, a->ca_file);
	s->envelope_from = arena_strdup(arena, a->envelope_from);
	*out = &s->wire;
	return true;
}

long
wire_smtp_connects(const struct wire *wire)
{
	return ((const struct wire_smtp *)wire)->connects;
}

/* NOOP, because libcurl then connects, checks TLS, logs in, and quits. */
static void
say_noop(struct wire_smtp *s, struct wire_outcome *out)
{
	if (!smtp_handle_open(s) ||
	    curl_easy_setopt(s->curl, CURLOPT_NOBODY, 1L) ||
	    curl_easy_setopt(s->curl, CURLOPT_CUSTOMREQUEST, "NOOP")) {
		wire_outcome_set(out, WIRE_LATER, 0, "libcurl does not start");
		return;
	}
	converse(s, out);
}

bool
wire_smtp_probe(const struct wire_account *a, const struct smtp_limits *limits,
    struct fault *f)
{
	struct wire *wire = NULL;
	struct wire_outcome o = { .result = WIRE_LATER };
	bool ok = false;

	if (!wire_smtp_open(a, limits, &wire, f))
		return false;
	struct wire_smtp *s = (struct wire_smtp *)wire;
	say_noop(s, &o);
	/* Nothing was mailed, so a good end is not WIRE_SENT here. */
	ok = s->went_well && o.code / 100 == 2;
	if (!ok)
		fault_set(f, o.result == WIRE_STOP ? SCOPE_CONFIG : SCOPE_LATER,
		    "%s:%u: %s", s->target.host, s->target.port, o.text);
	else if (s->target.user[0] && !s->talk.tried_login)
		ok = fault_set(f, SCOPE_CONFIG,
		    "%s:%u: the server offers no login, but a user is set",
		    s->target.host, s->target.port);
	smtp_close(wire);
	return ok;
}
