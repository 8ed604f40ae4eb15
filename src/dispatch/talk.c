/*
 * Follows one SMTP conversation by what libcurl lets us overhear: commands
 * going out tell how far it came, reply lines are kept for people. The stage
 * decides later whether a refusal is about us, the server or the recipient.
 */
#include <stdio.h>

#include "wires.h"

#include "cabut/banned.h"

void
smtp_talk_start(struct smtp_talk *t)
{
	*t = (struct smtp_talk){ .stage = STAGE_HELLO };
}

void
smtp_talk_sent(struct smtp_talk *t, const char *at, size_t len)
{
	struct slice line = { at, len };

	if (slice_starts_nocase(line, SLICE("AUTH ")))
		t->tried_login = true;
	else if (slice_starts_nocase(line, SLICE("MAIL FROM:")))
		t->stage = STAGE_MAIL;
	else if (slice_starts_nocase(line, SLICE("RCPT TO:")))
		t->stage = STAGE_RCPT;
	else if (slice_starts_nocase(line, SLICE("DATA")))
		t->stage = STAGE_DATA;
	else if (slice_starts_nocase(line, SLICE("QUIT")))
		t->over = true;
}

static void
append_printable(char *out, size_t room, struct slice s)
{
	size_t n = strlen(out);

	if (n > 0 && n + 1 < room)
		out[n++] = ' ';
	for (size_t i = 0; i < s.len && n + 1 < room; i++) {
		char c = s.at[i];
		out[n++] = c >= 0x20 && c < 0x7f ? c : '?';
	}
	out[n] = '\0';
}

void
smtp_talk_heard(struct smtp_talk *t, const char *at, size_t len)
{
	struct slice line = slice_trim((struct slice){ at, len });

	if (t->over)
		return;
	if (!t->joining)
		t->reply[0] = '\0';
	t->joining = line.len > 3 && line.at[3] == '-';
	append_printable(t->reply, sizeof t->reply, line);
}

void
wire_outcome_set(struct wire_outcome *out, enum wire_result result, int code,
    const char *text)
{
	*out = (struct wire_outcome){ .result = result, .code = code };
	append_printable(
	    out->text, sizeof out->text, slice_trim(slice_of(text)));
}
