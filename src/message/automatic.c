/*
 * automatic: signs in header fields that no person wrote the mail. When a
 * field can be read two ways, it is a sign: an automatic mail never decides,
 * and asking a person once more costs little. X-Auto-Response-Suppress is no
 * sign: ordinary Outlook mail carries it.
 */
#include "automatic.h"

#include "cabut/banned.h"

static bool
value_is(struct slice value, const char *want)
{
	return slice_equal_nocase(value, slice_of(want));
}

static bool
starts(struct slice value, const char *want)
{
	return slice_starts_nocase(value, slice_of(want));
}

/* What stands before the first ';', blank or comment. */
static struct slice
first_word(struct slice value)
{
	size_t len = 0;

	while (len < value.len && !strchr("; \t(", value.at[len]))
		len++;
	return (struct slice){ value.at, len };
}

static bool
has_text(struct slice value, const char *want)
{
	for (; value.len > 0; value.at++, value.len--)
		if (starts(value, want))
			return true;
	return false;
}

static bool
is_submitted(struct slice value)
{
	return !value_is(first_word(value), "no");
}

static bool
is_bulk(struct slice value)
{
	static const char *const words[] = { "bulk", "junk", "list",
		"auto_reply", "auto-reply" };
	struct slice word = first_word(value);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (value_is(word, words[i]))
			return true;
	return false;
}

static bool
is_null_path(struct slice value)
{
	return value_is(value, "<>");
}

static bool
is_daemon(struct slice value)
{
	return is_null_path(value) || starts(value, "mailer-daemon") ||
	       has_text(value, "mailer-daemon@") ||
	       has_text(value, "<postmaster@") || starts(value, "postmaster@");
}

static bool
is_responder(struct slice value)
{
	return !value_is(first_word(value), "no");
}

static bool
is_report(struct slice value)
{
	return starts(value, "multipart/report") ||
	       starts(value, "message/delivery-status") ||
	       starts(value, "message/disposition-notification");
}

static bool
is_calendar(struct slice value)
{
	return starts(value, "text/calendar");
}

static bool
is_anything(struct slice value)
{
	(void)value;
	return true;
}

static const struct sign {
	const char *field;
	enum automatic reason;
	bool (*holds)(struct slice value);
} signs[] = {
	{ "Auto-Submitted", AUTOMATIC_SUBMITTED, is_submitted },
	{ "Precedence", AUTOMATIC_PRECEDENCE, is_bulk },
	{ "Return-Path", AUTOMATIC_NULL_PATH, is_null_path },
	{ "Content-Type", AUTOMATIC_REPORT, is_report },
	{ "Content-Type", AUTOMATIC_CALENDAR, is_calendar },
	{ "X-Autoreply", AUTOMATIC_RESPONDER, is_responder },
	{ "X-Autorespond", AUTOMATIC_RESPONDER, is_responder },
	{ "X-FC-Machinegenerated", AUTOMATIC_RESPONDER, is_responder },
	{ "From", AUTOMATIC_DAEMON, is_daemon },
	{ "X-Cabut-Id", AUTOMATIC_OURSELVES, is_anything },
};

void
automatic_note(struct automatic_signs *s, struct slice name, struct slice value)
{
	if (value_is(name, "Received") && ++s->received > HEADER_RECEIVED_MAX)
		s->seen |= 1u << AUTOMATIC_LOOP;
	if (starts(name, "List-"))
		s->seen |= 1u << AUTOMATIC_LIST;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (value_is(name, signs[i].field) && signs[i].holds(value))
			s->seen |= 1u << signs[i].reason;
}

enum automatic
automatic_verdict(const struct automatic_signs *s)
{
	static const enum automatic order[] = { AUTOMATIC_OURSELVES,
		AUTOMATIC_LOOP, AUTOMATIC_REPORT, AUTOMATIC_CALENDAR,
		AUTOMATIC_SUBMITTED, AUTOMATIC_RESPONDER, AUTOMATIC_PRECEDENCE,
		AUTOMATIC_LIST, AUTOMATIC_NULL_PATH, AUTOMATIC_DAEMON };

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (s->seen & (1u << order[i]))
			return order[i];
	return AUTOMATIC_NO;
}
