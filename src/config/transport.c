/*
 * Where mail comes from and goes to: URLs, their secrets, and what to do with
 * a mail that is done. A password in a URL is refused, because the file is
 * readable by others and URLs end up in logs.
 */
#include "yaml.h"

#include "cabut/banned.h"

struct url {
	struct slice scheme, user, host, port, path;
};

static bool
is_host(struct slice host)
{
	for (size_t i = 0; i < host.len; i++)
		if (!ascii_is_alnum(host.at[i]) && !strchr(".-:[]", host.at[i]))
			return false;
	return host.len > 0 && host.len <= 255;
}

static bool
is_port(struct slice port)
{
	unsigned number = 0;

	for (size_t i = 0; i < port.len; i++) {
		if (!ascii_is_digit(port.at[i]) || number > 65535)
			return false;
		number = number * 10 + (unsigned)(port.at[i] - '0');
	}
	return port.len > 0 && number > 0 && number <= 65535;
}

/* "user@host:port" and "/path"; an IPv6 host stands in brackets. */
static bool
split_authority(struct slice rest, struct url *u)
{
	struct slice where;
	const char *slash = memchr(rest.at, '/', rest.len);
	size_t len = slash ? (size_t)(slash - rest.at) : rest.len;
	const char *at = memchr(rest.at, '@', len);

	u->path = (struct slice){ rest.at + len, rest.len - len };
	where = (struct slice){ rest.at, len };
	if (at) {
		u->user = (struct slice){ rest.at, (size_t)(at - rest.at) };
		where = (struct slice){ at + 1, len - u->user.len - 1 };
	}
	const char *end = where.len && where.at[0] == '['
			      ? memchr(where.at, ']', where.len)
			      : where.at;
	const char *colon =
	    end ? memchr(end, ':', where.len - (size_t)(end - where.at)) : NULL;

	u->host = where;
	if (colon) {
		u->host.len = (size_t)(colon - where.at);
		u->port =
		    (struct slice){ colon + 1, where.len - u->host.len - 1 };
	}
	return is_host(u->host) && (!colon || is_port(u->port)) &&
	       (!at || u->user.len > 0) &&
	       !memchr(u->host.at, '@', u->host.len);
}

static bool
has_scheme(const char *text, const char *const *schemes, struct url *u)
{
	struct slice url = slice_of(text);

	for (size_t i = 0; schemes[i]; i++) {
		struct slice scheme = slice_of(schemes[i]);

		if (url.len >= scheme.len &&
		    memcmp(url.at, scheme.at, scheme.len) == 0) {
			u->scheme = scheme;
			return true;
		}
	}
	return false;
}

static bool
has_odd_byte(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text <= 0x20 ||
		    (unsigned char)*text >= 0x7f)
			return true;
	return false;
}

static bool
is_folder_url(const char *text)
{
	return slice_starts_nocase(slice_of(text), SLICE("maildir:"));
}

/* A network URL, `shape` being what it should look like. */
static bool
read_url(struct yaml_file *y, const char *key, const char *text,
    const char *const *schemes, const char *shape, struct url *u)
{
	*u = (struct url){ 0 };
	if (!has_scheme(text, schemes, u) || has_odd_byte(text) ||
	    !split_authority(slice_of(text + u->scheme.len), u))
		return key_fault(y, key, "\"%s\"; expected %s", text, shape);
	if (memchr(u->user.at ? u->user.at : "", ':', u->user.len))
		return key_fault(y, key,
		    "the password does not belong here; use password_file");
	return true;
}

static bool
read_folder_url(
    struct yaml_file *y, const char *key, const char *text, const char **out)
{
	const char *path = text + strlen("maildir:");

	if (*path == '\0' || !check_line(y, key, path))
		return key_fault(
		    y, key, "\"%s\"; expected maildir:/path", text);
	*out = arena_printf(y->arena, "maildir:%s", take_path(y, path));
	return true;
}

/* ---- secrets ---- */

static bool
read_secret(struct yaml_file *y, const char *key, bool is_wanted,
    const struct raw_secret *raw, struct secret_source *out)
{
	int given = !!raw->file + !!raw->credential + !!raw->command;

	if (given > 1)
		return key_fault(y, key,
		    "only one of password_file, password_credential and "
		    "token_command");
	if (is_wanted && given == 0)
		return key_fault(y, key,
		    "the URL has a user; expected password_file, "
		    "password_credential or token_command");
	if (!is_wanted && given > 0)
		return key_fault(
		    y, key, "a secret, but the URL has no user to log in");
	if (raw->credential && strchr(raw->credential, '/'))
		return key_fault(y,
		    arena_printf(y->arena, "%s.password_credential", key),
		    "expected a name in $CREDENTIALS_DIRECTORY, not a path");
	*out = (struct secret_source){ .password_file = take_path(y, raw->file),
		.password_credential = raw->credential,
		.token_command = (const char *const *)raw->command,
		.token_command_count = raw->command_count };
	if (raw->command)
		raw->command[0] = (char *)take_path(y, raw->command[0]);
	return true;
}

static bool
read_ca(struct yaml_file *y, const char *key, const char *raw, const char **out)
{
	*out = take_path(y, raw);
	return check_readable(
	    y, arena_printf(y->arena, "%s.ca_file", key), *out);
}

/* ---- mailboxes ---- */

/* RFC 3501 flag-keyword: an atom; "$" begins ours. */
static bool
check_keyword(struct yaml_file *y, const char *key, const char *keyword)
{
	for (const char *c = keyword; *c; c++)
		if (!ascii_is_alnum(*c) && !strchr("$-_.", *c))
			return key_fault(y, key,
			    "\"%s\"; expected letters, digits and $ - _ .",
			    keyword);
	return true;
}

static bool
read_filing(struct yaml_file *y, const char *key, const struct raw_mailbox *raw,
    struct config_mailbox *out)
{
	static const char *const filings[] = { "keyword", "move", "none",
		NULL };
	static const char *const firsts[] = { "new", "all", NULL };

	if (!take_word(y, SUB("filing"), raw->filing, filings, &out->filing) ||
	    !take_word(
		y, SUB("first_run"), raw->first_run, firsts, &out->first_run))
		return false;
	out->keyword = raw->keyword ? raw->keyword : "$CabutSelesai";
	out->folder = raw->folder;
	bool is_move = strcmp(out->filing, "move") == 0;

	if (is_move && !raw->folder)
		return key_fault(
		    y, key, "filing: move needs folder, where the mail goes");
	if (!is_move && raw->folder)
		return key_fault(
		    y, SUB("folder"), "goes only with filing: move");
	return check_keyword(y, SUB("keyword"), out->keyword) &&
	       check_line(y, SUB("folder"), out->folder);
}

bool
read_mailbox(struct yaml_file *y, const char *key,
    const struct raw_mailbox *raw, struct config_mailbox *out)
{
	static const char *const schemes[] = { "imaps://", "imap+starttls://",
		NULL };
	static const char shape[] =
	    "imaps://user@host/INBOX, imap+starttls://user@host/INBOX or "
	    "maildir:/path (write '@' in the user's name as %40)";
	const char *url_key = SUB("url");
	bool is_folder = is_folder_url(raw->url);
	struct url u;

	out->url = raw->url;
	if (is_folder) {
		if (!read_folder_url(y, url_key, raw->url, &out->url))
			return false;
	} else if (!read_url(y, url_key, raw->url, schemes, shape, &u)) {
		return false;
	} else if (u.user.len == 0 || u.path.len < 2) {
		return key_fault(
		    y, url_key, "\"%s\"; expected %s", raw->url, shape);
	}
	return read_secret(y, key, !is_folder, &raw->secret, &out->secret) &&
	       read_ca(y, key, raw->ca_file, &out->ca_file) &&
	       read_filing(y, key, raw, out);
}

bool
read_smtp(
    struct yaml_file *y, const struct raw_smtp *raw, struct config_smtp *out)
{
	static const char *const schemes[] = { "smtps://", "smtp://", NULL };
	static const char shape[] =
	    "smtps://user@host, smtp://user@host or maildir:/path (write '@' "
	    "in the user's name as %40)";
	const char *key = "smtp";
	bool is_folder = is_folder_url(raw->url);
	struct url u = { 0 };

	out->url = raw->url;
	if (is_folder) {
		if (!read_folder_url(y, "smtp.url", raw->url, &out->url))
			return false;
	} else if (!read_url(y, "smtp.url", raw->url, schemes, shape, &u)) {
		return false;
	} else if (u.path.len > 1) {
		return key_fault(
		    y, "smtp.url", "\"%s\"; expected %s", raw->url, shape);
	}
	return read_secret(
		   y, key, u.user.len > 0, &raw->secret, &out->secret) &&
	       read_ca(y, key, raw->ca_file, &out->ca_file);
}
