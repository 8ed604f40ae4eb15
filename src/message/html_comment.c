/*
 * html_comment: comments that one program shows and another does not. A
 * browser ends a comment at "<!-->", "<!--->" and "--!>", libxml2 only at
 * "-->"; Outlook shows what stands in "<!--[if mso]>". Promise: linear time.
 */
#include "html_comment.h"

#include "cabut/banned.h"

static const char *
end_of(const char *at, const char *end, const char *mark)
{
	size_t len = strlen(mark);
	const char *found = memmem(at, (size_t)(end - at), mark, len);

	return found ? found + len : end;
}

static bool
opens(const char *at, const char *end, const char *element)
{
	return slice_starts_nocase(
	    (struct slice){ at, (size_t)(end - at) }, slice_of(element));
}

/* Behind a tag, and behind all of an element that is for machines. */
static const char *
behind_tag(const char *at, const char *end)
{
	if (opens(at, end, "<xml"))
		return end_of(at, end, "</xml>");
	if (opens(at, end, "<style"))
		return end_of(at, end, "</style>");
	return end_of(at, end, ">");
}

/* Does Outlook show letters out of this conditional comment? */
static bool
has_letters(const char *at, const char *end)
{
	while (at < end) {
		if (*at == '<')
			at = behind_tag(at, end);
		else if (ascii_is_alnum(*at) || (unsigned char)*at >= 0x80)
			return true;
		else
			at++;
	}
	return false;
}

/* One comment from behind its "<!--" to its "-->". */
static bool
is_plain(const char *at, const char *end)
{
	struct slice body = { at, (size_t)(end - at) };

	if (slice_starts_nocase(body, SLICE(">")) ||
	    slice_starts_nocase(body, SLICE("->")) ||
	    memmem(at, body.len, "--!>", 4))
		return false;
	return !slice_starts_nocase(body, SLICE("[if")) ||
	       !has_letters(end_of(at, end, "]>"), end);
}

bool
html_comments_are_plain(const char *page)
{
	const char *at = page;

	while ((at = strstr(at, "<!--"))) {
		const char *end = strstr(at + 4, "-->");

		if (!end)
			end = at + strlen(at);
		if (!is_plain(at + 4, end))
			return false;
		at = end;
	}
	return true;
}
