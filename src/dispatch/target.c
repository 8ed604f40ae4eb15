/*
 * Takes "smtps://user@host:port" apart, strictly: what is not plainly right
 * is refused with the place named, so that a slip of the pen cannot send
 * mail, or a password, somewhere else.
 */
#include <stdlib.h>

#include "wires.h"

#include "cabut/banned.h"

enum { PORT_MAX = 65535, PORT_DIGITS_MAX = 5 };

static int
hex_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One byte of a user name, "%40" counting as one. -1: broken. */
static int
take_user_byte(struct slice *rest)
{
	char c = rest->at[0];
	size_t used = 1;
	int value = (unsigned char)c;

	if (c == '%') {
		int high = rest->len > 2 ? hex_value(rest->at[1]) : -1;
		int low = rest->len > 2 ? hex_value(rest->at[2]) : -1;
		if (high < 0 || low < 0)
			return -1;
		value = high * 16 + low;
		used = 3;
	}
	rest->at += used;
	rest->len -= used;
	return value < 0x20 || value == 0x7f ? -1 : value;
}

static bool
decode_user(struct slice text, char out[SMTP_USER_MAX + 1], struct fault *f)
{
	size_t n = 0;

	if (memchr(text.at, ':', text.len))
		return fault_set(f, SCOPE_CONFIG,
		    "SMTP address: no password belongs in it; keep it in a "
		    "file, and write ':' in a user name as %%3A");
	while (text.len > 0) {
		int c = take_user_byte(&text);
		if (c < 0 || n == SMTP_USER_MAX)
			return fault_set(f, SCOPE_CONFIG,
			    "SMTP address: broken or too long user name");
		out[n++] = (char)c;
	}
	out[n] = '\0';
	return n > 0 || fault_set(f, SCOPE_CONFIG,
			    "SMTP address: empty user name before '@'");
}

static bool
is_host_char(char c, bool bracketed)
{
	return ascii_is_alnum(c) || c == '.' || (!bracketed && c == '-') ||
	       (bracketed && c == ':');
}

/* Takes the host off `rest`; brackets around IPv6 stay on it. */
static bool
take_host(struct slice *rest, char out[SMTP_HOST_MAX + 1])
{
	bool bracketed = rest->len > 0 && rest->at[0] == '[';
	size_t n = bracketed ? 1 : 0;

	while (n < rest->len && is_host_char(rest->at[n], bracketed))
		n++;
	if (bracketed && (n == rest->len || rest->at[n++] != ']'))
		return false;
	if (n == 0 || n > SMTP_HOST_MAX || rest->at[0] == '-')
		return false;
	memcpy(out, rest->at, n);
	out[n] = '\0';
	rest->at += n;
	rest->len -= n;
	return true;
}

/* ":587", "/" and "" may follow a host. */
static bool
take_port(struct slice rest, unsigned *port)
{
	unsigned value = 0;
	size_t n = 0;

	if (rest.len > 0 && rest.at[rest.len - 1] == '/')
		rest.len--;
	if (rest.len == 0)
		return true;
	if (rest.at[0] != ':')
		return false;
	for (n = 1; n < rest.len && n <= PORT_DIGITS_MAX; n++) {
		if (!ascii_is_digit(rest.at[n]))
			return false;
		value = value * 10 + (unsigned)(rest.at[n] - '0');
	}
	if (n < 2 || n < rest.len || value == 0 || value > PORT_MAX)
		return false;
	*port = value;
	return true;
}

static const char *
last_at_sign(struct slice s)
{
	return s.len ? memrchr(s.at, '@', s.len) : NULL;
}

bool
smtp_target_parse(const char *url, struct smtp_target *out, struct fault *f)
{
	struct smtp_target t = { .port = SMTP_PORT };
	struct slice rest = slice_of(url);
	size_t scheme = sizeof "smtp://" - 1;

	if (slice_starts_nocase(rest, SLICE("smtps://"))) {
		t.implicit_tls = true;
		t.port = SMTPS_PORT;
		scheme = sizeof "smtps://" - 1;
	} else if (!slice_starts_nocase(rest, SLICE("smtp://"))) {
		return fault_set(f, SCOPE_CONFIG,
		    "SMTP address must begin with smtps:// or smtp://");
	}
	rest = (struct slice){ rest.at + scheme, rest.len - scheme };
	const char *at = last_at_sign(rest);
	if (at) {
		size_t len = (size_t)(at - rest.at);
		if (!decode_user((struct slice){ rest.at, len }, t.user, f))
			return false;
		rest = (struct slice){ at + 1, rest.len - len - 1 };
	}
	if (!take_host(&rest, t.host) || !take_port(rest, &t.port))
		return fault_set(f, SCOPE_CONFIG,
		    "SMTP address: host or port is not readable; expected "
		    "smtps://user@host:465 or smtp://user@host:587");
	*out = t;
	return true;
}
