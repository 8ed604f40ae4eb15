/*
 * A stranger's letter as lines to be quoted: bounded, each short enough to
 * stand behind a mark of its own, without anything by which somebody could
 * answer for us, and with no whole NIK.
 */
#include "work.h"

#include "cabut/banned.h"

enum { SHOWN_COLUMNS = 64, NIK_DIGITS = 16, NIK_SHOWN = 4 };

static bool
is_code_byte(char c)
{
	c = ascii_lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
}

/* A run that could be a code of ours, of whatever mail. */
static size_t
code_at(const char *text, size_t i)
{
	size_t len = 0;

	if (i > 0 && ascii_is_alnum(text[i - 1]))
		return 0;
	while (is_code_byte(text[i + len]))
		len++;
	return len == TOKEN_TEXT_LEN && !ascii_is_alnum(text[i + len]) ? len
								       : 0;
}

/* Bytes of a number of 16 digits, blanks, dots and dashes within. */
static size_t
nik_at(const char *text, size_t i)
{
	size_t len = 0, digits = 0, end = 0;

	if (i > 0 && ascii_is_digit(text[i - 1]))
		return 0;
	for (; ascii_is_digit(text[i + len]) ||
	       (digits > 0 && text[i + len] && strchr(" .-", text[i + len]));
	     len++)
		if (ascii_is_digit(text[i + len])) {
			digits++;
			end = len + 1;
		}
	return digits == NIK_DIGITS ? end : 0;
}

static void
add_masked(struct strbuf *out, const char *at, size_t len)
{
	size_t left = NIK_DIGITS;

	for (size_t i = 0; i < len; i++)
		if (ascii_is_digit(at[i]))
			strbuf_char(out, left-- > NIK_SHOWN ? '*' : at[i]);
		else
			strbuf_char(out, at[i]);
}

static const char *
made_harmless(struct arena *a, const char *text, size_t max)
{
	struct strbuf out;
	const char *kept;
	size_t used;

	strbuf_init(&out, 2 * max + 100);
	for (size_t i = 0; text[i] && i < max; i += used) {
		used = code_at(text, i);
		if (used > 0) {
			strbuf_text(&out, "[kode]");
			continue;
		}
		used = nik_at(text, i);
		if (used > 0) {
			add_masked(&out, text + i, used);
			continue;
		}
		used = 1;
		strbuf_char(&out, text[i]);
	}
	kept = strbuf_keep(&out, a);
	strbuf_release(&out);
	return kept;
}

static void
add_line(json_t *list, struct arena *a, const char *at, size_t len)
{
	const char *text = arena_copy(a, at, len);

	/* Half a character at the cut becomes none. */
	while (len > 0 && !utf8_is_valid(text, len))
		text = arena_copy(a, at, --len);
	json_array_append_new(list, json_pack("{s:s}", "baris", text));
}

/* Broken at blanks, so that each piece is marked as a quote. */
static void
add_wrapped(json_t *list, struct arena *a, struct slice line)
{
	do {
		size_t len = line.len, used;

		if (len > SHOWN_COLUMNS) {
			for (len = SHOWN_COLUMNS;
			     len > 0 && line.at[len] != ' '; len--)
				;
			for (len = len ? len : SHOWN_COLUMNS;
			     len > 1 &&
			     ((unsigned char)line.at[len] & 0xC0) == 0x80;
			     len--)
				;
		}
		add_line(list, a, line.at, len);
		used = len < line.len && line.at[len] == ' ' ? len + 1 : len;
		line = (struct slice){ line.at + used, line.len - used };
	} while (
	    line.len > 0 && json_array_size(list) < RUN_LETTER_SHOWN_LINES);
}

void
values_set_letter_text(json_t *v, struct arena *a, const char *text)
{
	json_t *list = json_object_get(v, "teks");
	struct slice rest = slice_of(
			 made_harmless(a, text, RUN_LETTER_SHOWN_BYTES)),
		     line;
	bool was_blank = true;

	while (json_array_size(list) < RUN_LETTER_SHOWN_LINES &&
	       slice_take_line(&rest, &line)) {
		line = slice_trim(line);
		if (line.len > 0 || !was_blank)
			add_wrapped(list, a, line);
		was_blank = line.len == 0;
	}
	if (rest.len > 0 || strlen(text) > RUN_LETTER_SHOWN_BYTES)
		add_line(list, a,
		    SLICE("(naskah selanjutnya tidak dikutip)").at,
		    strlen("(naskah selanjutnya tidak dikutip)"));
}
