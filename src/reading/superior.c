/*
 * superior: whom the helpdesk names as somebody's superior. The address gets
 * a mail that asks for a decision, so it is taken only when it is the one
 * address in the text and stands in full.
 */
#include "draft.h"

#include "cabut/banned.h"

static bool
is_address_byte(char c)
{
	return ascii_is_alnum(c) || (c && strchr("._%+-", c));
}

/* The one '@' of the text with what belongs to it. */
static bool
find_address(const char *text, struct slice *address)
{
	const char *at = strchr(text, '@');

	if (!at || strchr(at + 1, '@'))
		return false;
	const char *from = at, *to = at + 1;
	while (from > text && is_address_byte(from[-1]))
		from--;
	while (is_address_byte(*to))
		to++;
	while (to > at && strchr(".-_", to[-1]))
		to--;
	*address = (struct slice){ from, (size_t)(to - from) };
	/* A letter of another script beside it would be cut off. */
	return !(from > text && (unsigned char)from[-1] >= 0x80) &&
	       (unsigned char)*to < 0x80;
}

static char *
lower_domain(struct slice address, struct arena *arena)
{
	char *text = arena_copy(arena, address.at, address.len);

	for (char *c = strchr(text, '@'); c && *c; c++)
		*c = ascii_lower(*c);
	return text;
}

static bool
starts_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	return slice_starts_nocase(slice_of(text), slice_of(word)) &&
	       !ascii_is_alnum(text[len]) && (unsigned char)text[len] < 0x80;
}

/* "Surel:", "e-mail :" in front of the address, or behind it "a.n.". */
static const char *
skip_labels(const char *at)
{
	static const char *const labels[] = { "atasan langsung", "atasannya",
		"atasan", "nama lengkap", "nama", "alamat surel",
		"alamat email", "surel", "e-mail", "email", "dengan", "adalah",
		"yaitu", "ialah", "bapak", "ibu", "a.n.", "a.n" };
	bool moved = true;

	while (moved) {
		moved = false;
		at += strspn(at, " \t\n:;,=<>()[]\"'/|-");
		for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
			if (starts_word(at, labels[i])) {
				at += strlen(labels[i]);
				moved = true;
				break;
			}
	}
	return at;
}

static struct slice
without_tail(struct slice s)
{
	static const char *const labels[] = { "alamat surel", "alamat email",
		"alamat", "surel", "e-mail", "email" };
	bool moved = true;

	while (moved) {
		moved = false;
		while (
		    s.len && strchr(" \t\n:;,=<>()[]\"'/|-", s.at[s.len - 1]))
			s.len--;
		for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
			size_t len = strlen(labels[i]);
			if (s.len <= len ||
			    !slice_equal_nocase(slice_from(s, s.len - len),
				slice_of(labels[i])) ||
			    !strchr(" \n\t,;", s.at[s.len - len - 1]))
				continue;
			s.len -= len;
			moved = true;
			break;
		}
	}
	return s;
}

/* A name in `text`, of one line: no number, no further sentence. */
static const char *
name_in(const char *text, struct arena *arena)
{
	const char *at = skip_labels(text);
	struct slice s = without_tail((struct slice){ at, strcspn(at, "\n") });
	size_t letters = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (ascii_is_digit(s.at[i]) || strchr("<>@:;?!", s.at[i]))
			return NULL;
		letters += ascii_is_alpha(s.at[i]);
	}
	if (letters < 3 || s.len > SUPERIOR_NAME_MAX)
		return NULL;
	return text_squeeze(s, arena);
}

bool
reading_superior(const char *own, struct arena *arena, struct superior *out)
{
	struct slice address;

	if (!own || strlen(own) > SUPERIOR_TEXT_MAX)
		return false;
	const char *text = text_tidy(own, arena);
	const char *at = text + strspn(text, " \t\n");
	if (!starts_word(at, "atasan") && !starts_word(at, "atasannya"))
		return false;
	if (!find_address(at, &address))
		return false;
	const char *plain = lower_domain(address, arena);
	if (!address_is_plain(plain))
		return false;
	const char *before =
	    name_in(arena_copy(arena, at, (size_t)(address.at - at)), arena);
	const char *after = name_in(address.at + address.len, arena);
	if ((before != NULL) == (after != NULL))
		return false;
	*out = (struct superior){ before ? before : after, plain };
	return true;
}
