/*
 * The strict view of mail addresses: what may go into an SMTP command or
 * stand for a person's identity. RFC 5321 allows far more; nothing more is
 * needed for official mailboxes, and each thing more is a way to inject.
 */
#include <unistr.h>

#include "cabut/base.h"

#include "cabut/banned.h"

enum { LOCAL_MAX = 64, DOMAIN_MAX = 253, LABEL_MAX = 63 };

bool
utf8_is_valid(const char *at, size_t len)
{
	return u8_check((const uint8_t *)at, len) == NULL;
}

static bool
is_atom_char(char c)
{
	return ascii_is_alnum(c) ||
	       (c && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
local_is_plain(const char *at, size_t len)
{
	if (len == 0 || len > LOCAL_MAX || at[0] == '.' || at[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++) {
		if (at[i] == '.' && at[i + 1] == '.')
			return false;
		if (at[i] != '.' && !is_atom_char(at[i]))
			return false;
	}
	return true;
}

static bool
label_is_plain(struct slice label)
{
	if (label.len == 0 || label.len > LABEL_MAX || label.at[0] == '-' ||
	    label.at[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++)
		if (!ascii_is_alnum(label.at[i]) && label.at[i] != '-')
			return false;
	return true;
}

static bool
domain_is_plain(const char *domain)
{
	struct slice rest = slice_of(domain), label;
	int labels = 0;

	if (rest.len == 0 || rest.len > DOMAIN_MAX ||
	    domain[rest.len - 1] == '.')
		return false;
	while (slice_take_until(&rest, '.', &label)) {
		if (!label_is_plain(label))
			return false;
		labels++;
	}
	return labels >= 2;
}

bool
address_is_plain(const char *address)
{
	const char *at = address ? strchr(address, '@') : NULL;

	return at && local_is_plain(address, (size_t)(at - address)) &&
	       domain_is_plain(at + 1);
}

const char *
address_domain(const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;

	return at ? at + 1 : "";
}

bool
domain_is_within(const char *domain, const char *parent)
{
	size_t d = strlen(domain), p = strlen(parent);

	if (p == 0 || d < p || strcmp(domain + d - p, parent) != 0)
		return false;
	return d == p || domain[d - p - 1] == '.';
}

bool
address_equal(const char *a, const char *b)
{
	const char *at_a = a ? strrchr(a, '@') : NULL;
	const char *at_b = b ? strrchr(b, '@') : NULL;

	return at_a && at_b && at_a - a == at_b - b &&
	       memcmp(a, b, (size_t)(at_a - a)) == 0 &&
	       text_equal_nocase(at_a, at_b);
}
