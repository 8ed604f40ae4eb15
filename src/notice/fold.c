/*
 * Plain text in lines of at most FOLD_COLUMNS, so that no mail program breaks
 * them again in a place of its own choosing. A word by which an official
 * decides never comes to stand first on a line that we broke: quoted without
 * marks, such a line could be taken for an answer.
 */
#include "template.h"

#include "cabut/banned.h"

enum { FOLD_COLUMNS = 72, FOLD_HANG_MAX = 26 };

static const char *const decision_words[] = { "setuju", "disetujui", "acc",
	"tolak", "ditolak", "lengkapi", "dilengkapi", "disposisi",
	"didisposisikan", "selesai", "batal", "batalkan", "dibatalkan", "ok",
	"oke", "ya", "iya", "benar", "lanjut", "lanjutkan", "kembalikan",
	"status", "bantuan", "tidak", "belum", NULL };

static size_t
columns_of(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return n;
}

static bool
is_decision(struct slice word)
{
	while (word.len > 0 && !ascii_is_alnum(word.at[0])) {
		word.at++;
		word.len--;
	}
	while (word.len > 0 && !ascii_is_alnum(word.at[word.len - 1]))
		word.len--;
	for (size_t i = 0; decision_words[i]; i++)
		if (slice_equal_nocase(word, slice_of(decision_words[i])))
			return true;
	return false;
}

static struct slice
take_word(struct slice *rest)
{
	struct slice word = { 0 };

	while (rest->len > 0 && rest->at[0] == ' ') {
		rest->at++;
		rest->len--;
	}
	slice_take_until(rest, ' ', &word);
	return word;
}

/* A word and the decision words behind it, which must not lead a line. */
static struct slice
take_unit(struct slice *rest)
{
	struct slice unit = take_word(rest), more, word;

	for (;;) {
		more = *rest;
		word = take_word(&more);
		if (more.at == rest->at || !is_decision(word))
			return unit;
		unit.len = (size_t)(word.at + word.len - unit.at);
		*rest = more;
	}
}

/* Under the value of "label : value", the text of "- item", or the line. */
static size_t
hang_of(struct slice line)
{
	size_t blanks = 0;

	while (blanks < line.len && line.at[blanks] == ' ')
		blanks++;
	for (size_t i = blanks; i + 3 < line.len && i < FOLD_HANG_MAX; i++)
		if (memcmp(line.at + i, " : ", 3) == 0)
			return i + 3;
	if (blanks + 2 < line.len && line.at[blanks] == '-' &&
	    line.at[blanks + 1] == ' ')
		return blanks + 2;
	if (blanks + 3 < line.len && ascii_is_digit(line.at[blanks]) &&
	    line.at[blanks + 1] == '.' && line.at[blanks + 2] == ' ')
		return blanks + 3;
	return blanks;
}

static void
fold_line(struct strbuf *out, struct slice line)
{
	size_t hang = hang_of(line), column = hang;
	struct slice rest = { line.at + hang, line.len - hang };

	if (columns_of(line) <= FOLD_COLUMNS || hang >= line.len) {
		strbuf_add(out, line.at, line.len);
		return;
	}
	strbuf_add(out, line.at, hang);
	for (bool is_first = true; rest.len > 0; is_first = false) {
		struct slice unit = take_unit(&rest);
		size_t width = columns_of(unit);

		if (!is_first && column + 1 + width > FOLD_COLUMNS) {
			strbuf_printf(out, "\n%*s", (int)hang, "");
			column = hang;
		} else if (!is_first) {
			strbuf_char(out, ' ');
			column++;
		}
		strbuf_add(out, unit.at, unit.len);
		column += width;
	}
}

char *
notice_fold(struct arena *a, const char *text)
{
	struct slice rest = slice_of(text), line;
	struct strbuf out;
	char *folded;

	/* Each blank may become a line end and a hang. */
	strbuf_init(&out, (FOLD_HANG_MAX + 4) * (rest.len + 1));
	while (slice_take_line(&rest, &line)) {
		while (line.len > 0 && line.at[line.len - 1] == ' ')
			line.len--;
		fold_line(&out, line);
		strbuf_char(&out, '\n');
	}
	folded = strbuf_keep(&out, a);
	strbuf_release(&out);
	return folded;
}
