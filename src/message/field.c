/*
 * field: raw bytes to header fields, strictly. Everything that two mail
 * programs could read differently (NUL, bare CR, a blank before ':', a line
 * without a name, a folded line of blanks, no empty line at the end) leaves
 * a doubt; the reading itself goes on so that the mail can still be filed.
 */
#include "field.h"

#include "cabut/banned.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
doubt_once(struct header_reader *r, const char *why)
{
	if (!r->doubt)
		r->doubt = why;
}

static bool
has_byte(struct slice s, char c)
{
	return s.len > 0 && memchr(s.at, c, s.len);
}

static void
check_line(struct header_reader *r, struct slice line)
{
	if (has_byte(line, '\0'))
		doubt_once(r, "a NUL byte stands in the header");
	if (has_byte(line, '\r'))
		doubt_once(r, "a bare CR stands in the header");
}

static bool
take_line(struct header_reader *r, struct slice *line)
{
	if (!slice_take_line(&r->rest, line))
		return false;
	r->lines++;
	check_line(r, *line);
	if (r->rest.at[-1] != '\n')
		doubt_once(r, "no empty line ends the header");
	return true;
}

/* Joins a field's lines without the line breaks (RFC 5322, 2.2.3). */
static struct slice
unfold(struct slice folded, struct arena *a)
{
	char *out = arena_alloc(a, folded.len);
	size_t len = 0;
	struct slice line;

	while (slice_take_line(&folded, &line)) {
		if (line.len > 0)
			memcpy(out + len, line.at, line.len);
		len += line.len;
	}
	return (struct slice){ out, len };
}

/* Takes the lines that continue `line`; the whole field without its name's
 * line break is left in `line`. */
static void
take_continuations(struct header_reader *r, struct arena *a, struct slice *line)
{
	const char *start = line->at;
	const char *end = line->at + line->len;
	struct slice more;

	while (
	    r->rest.len > 0 && is_blank(r->rest.at[0]) && take_line(r, &more)) {
		if (slice_trim(more).len == 0)
			doubt_once(r, "a folded header line is blank");
		end = more.at + more.len;
	}
	if (end != start + line->len)
		*line =
		    unfold((struct slice){ start, (size_t)(end - start) }, a);
}

static bool
is_name(struct slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] <= ' ' || name.at[i] > '~')
			return false;
	return name.len > 0;
}

static bool
split_field(
    struct header_reader *r, struct slice line, struct header_field *field)
{
	const char *colon = memchr(line.at, ':', line.len);
	struct slice name;

	if (!colon)
		return false;
	name = (struct slice){ line.at, (size_t)(colon - line.at) };
	while (name.len > 0 && is_blank(name.at[name.len - 1])) {
		name.len--;
		doubt_once(r, "a blank stands before ':' in the header");
	}
	if (!is_name(name))
		return false;
	field->name = name;
	field->value = slice_trim((struct slice){
	    colon + 1, line.len - (size_t)(colon - line.at) - 1 });
	return true;
}

bool
header_next(
    struct header_reader *r, struct arena *a, struct header_field *field)
{
	struct slice line;

	while (!r->has_end && take_line(r, &line)) {
		if (line.len == 0) {
			r->has_end = true;
			return false;
		}
		take_continuations(r, a, &line);
		if (!is_blank(line.at[0]) && split_field(r, line, field))
			return true;
		doubt_once(r, "a header line is not a field");
	}
	if (!r->has_end)
		doubt_once(r, "no empty line ends the header");
	return false;
}

static bool
is_weekday(struct slice s)
{
	static const char days[] = "MonTueWedThuFriSatSun";

	if (s.len < 4 || s.at[3] != ' ')
		return false;
	for (size_t i = 0; i + 3 < sizeof days; i += 3)
		if (memcmp(days + i, s.at, 3) == 0)
			return true;
	return false;
}

void
header_skip_mbox_line(struct header_reader *r)
{
	struct slice rest = r->rest, line, word;

	if (!slice_take_line(&rest, &line) || line.len < 5 ||
	    memcmp(line.at, "From ", 5) != 0 || has_byte(line, '\r') ||
	    has_byte(line, '\0'))
		return;
	line = slice_trim((struct slice){ line.at + 5, line.len - 5 });
	if (slice_take_until(&line, ' ', &word) && word.len > 0 &&
	    word.at[0] != ':' && is_weekday(slice_trim(line)))
		r->rest = rest;
}

void
text_list_push(struct text_list *list, size_t max, const char *text)
{
	if (list->count == max) {
		memmove(list->at, list->at + 1, (max - 1) * sizeof *list->at);
		list->count--;
	}
	list->at[list->count++] = text;
}
