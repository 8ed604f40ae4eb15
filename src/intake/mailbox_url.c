/*
 * mailbox_url: reads "imaps://user@host:993/INBOX" and its relatives. Strict:
 * what is not understood is refused with the form that would be right.
 */
#include <string.h>

#include "cabut/banned.h"
#include "mailbox_url.h"

enum { HOST_MAX = 253, PORT_MAX = 65535 };

bool
text_has_control(const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		if (*p < 0x20 || *p == 0x7f)
			return true;
	return false;
}

static int
hex_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte behind "%XX", or -1. */
static int
hex_pair(struct slice s, size_t at)
{
	if (at + 2 > s.len)
		return -1;
	int high = hex_value(s.at[at]);
	int low = hex_value(s.at[at + 1]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* NULL: a bad %XX, or a control byte. */
static const char *
percent_decode(struct arena *a, struct slice s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		int c = (unsigned char)s.at[i];
		if (c == '%') {
			c = hex_pair(s, i + 1);
			i += 2;
		}
		if (c <= 0)
			return NULL;
		out[n++] = (char)c;
	}
	return text_has_control(out) ? NULL : out;
}

static bool
host_is_plain(struct slice host, bool is_v6)
{
	if (host.len == 0 || host.len > HOST_MAX)
		return false;
	for (size_t i = 0; i < host.len; i++) {
		char c = host.at[i];
		bool fits = is_v6 ? hex_value(c) >= 0 || c == ':' || c == '.'
				  : ascii_is_alnum(c) || c == '-' || c == '.';
		if (!fits)
			return false;
	}
	return true;
}

static bool
port_parse(struct slice text, unsigned *port)
{
	unsigned value = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_digit(text.at[i]) || value > PORT_MAX)
			return false;
		value = value * 10 + (unsigned)(text.at[i] - '0');
	}
	*port = value;
	return value > 0 && value <= PORT_MAX;
}

/* "host", "host:993", "[2001:db8::1]:993" */
static bool
authority_parse(struct slice text, struct arena *a, struct mailbox_url *out)
{
	bool is_v6 = text.len > 0 && text.at[0] == '[';
	struct slice host = { 0 }, rest = text;
	char *lower;

	if (is_v6) {
		rest.at++, rest.len--;
		if (!memchr(rest.at, ']', rest.len))
			return false;
		slice_take_until(&rest, ']', &host);
		if (rest.len > 0 && rest.at[0] != ':')
			return false;
		if (rest.len > 0)
			rest.at++, rest.len--;
	} else {
		slice_take_until(&rest, ':', &host);
	}
	if (!host_is_plain(host, is_v6) ||
	    (rest.len > 0 && !port_parse(rest, &out->port)))
		return false;
	lower = arena_copy(a, host.at, host.len);
	for (char *p = lower; *p; p++)
		*p = ascii_lower(*p);
	out->host = lower;
	return true;
}

static bool
url_refuse(struct fault *f)
{
	return fault_set(f, SCOPE_CONFIG,
	    "mailbox URL: not understood; write imaps://user@host/INBOX, "
	    "imap+starttls://user@host/INBOX or maildir:/path, with %%40 for "
	    "an @ in the user name");
}

static bool
imap_url_parse(struct slice rest, struct arena *a, struct mailbox_url *out,
    struct fault *f)
{
	struct slice user, authority, folder = SLICE("INBOX");
	const char *slash = rest.len ? memchr(rest.at, '/', rest.len) : NULL;
	const char *at = rest.len ? memchr(rest.at, '@', rest.len) : NULL;

	if (!at || (slash && slash < at))
		return url_refuse(f);
	user = (struct slice){ rest.at, (size_t)(at - rest.at) };
	rest = (struct slice){ at + 1, rest.len - user.len - 1 };
	authority = rest;
	if (slash)
		authority.len = (size_t)(slash - rest.at);
	if (slash && slash + 1 < rest.at + rest.len)
		folder =
		    (struct slice){ slash + 1, rest.len - authority.len - 1 };
	if (user.len > 0 && memchr(user.at, ':', user.len))
		return fault_set(f, SCOPE_CONFIG,
		    "mailbox URL: a password has no place in it; name a "
		    "password file instead");
	out->user = percent_decode(a, user);
	out->folder = percent_decode(a, folder);
	if (!out->user || !*out->user || !out->folder ||
	    !authority_parse(authority, a, out))
		return url_refuse(f);
	return true;
}

static void
imap_url_name(struct arena *a, struct mailbox_url *u)
{
	u->label = arena_printf(a, "%s://%s:%u",
	    u->scheme == MAILBOX_IMAPS ? "imaps" : "imap+starttls", u->host,
	    u->port);
	u->name = arena_printf(a, "%s@%s/%s", u->user, u->host, u->folder);
}

static bool
maildir_url_parse(struct slice rest, struct arena *a, struct mailbox_url *out,
    struct fault *f)
{
	if (rest.len > 2 && rest.at[0] == '/' && rest.at[1] == '/')
		rest.at += 2, rest.len -= 2;
	while (rest.len > 1 && rest.at[rest.len - 1] == '/')
		rest.len--;
	out->scheme = MAILBOX_MAILDIR;
	out->folder = percent_decode(a, rest);
	if (!out->folder || out->folder[0] != '/')
		return fault_set(f, SCOPE_CONFIG,
		    "mailbox URL: a Maildir needs its full path, as in "
		    "maildir:/var/mail/cabut");
	out->label = arena_printf(a, "maildir:%s", out->folder);
	out->name = out->folder;
	return true;
}

bool
mailbox_url_parse(
    const char *url, struct arena *a, struct mailbox_url *out, struct fault *f)
{
	static const struct {
		struct slice prefix;
		enum mailbox_scheme scheme;
		unsigned port;
	} schemes[] = {
		{ { "imaps://", 8 }, MAILBOX_IMAPS, MAILBOX_PORT_IMAPS },
		{ { "imap+starttls://", 16 }, MAILBOX_IMAP_STARTTLS,
		    MAILBOX_PORT_IMAP },
		{ { "maildir:", 8 }, MAILBOX_MAILDIR, 0 },
	};
	struct slice text = slice_of(url);
	struct mailbox_url u = { 0 };

	if (text.len > MAILBOX_URL_MAX)
		return url_refuse(f);
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		struct slice prefix = schemes[i].prefix;
		struct slice rest = { text.at + prefix.len,
			text.len - prefix.len };
		if (!slice_starts_nocase(text, prefix))
			continue;
		u.scheme = schemes[i].scheme;
		u.port = schemes[i].port;
		if (u.scheme == MAILBOX_MAILDIR
			? !maildir_url_parse(rest, a, &u, f)
			: !imap_url_parse(rest, a, &u, f))
			return false;
		if (u.scheme != MAILBOX_MAILDIR)
			imap_url_name(a, &u);
		*out = u;
		return true;
	}
	if (slice_starts_nocase(text, SLICE("imap://")))
		return fault_set(f, SCOPE_CONFIG,
		    "mailbox URL: imap:// sends the password in clear; write "
		    "imaps:// or imap+starttls://");
	return url_refuse(f);
}
