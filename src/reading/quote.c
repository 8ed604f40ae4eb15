/*
 * quote: finds what a mail program put below (or above) an answer. Promise:
 * whatever carries a mark of any known client is never the sender's own
 * text. When a mark opens a quote whose end cannot be seen, all the rest is
 * quoted: a lost word costs a question, a borrowed one a certificate.
 */
#include "quote.h"

#include "cabut/banned.h"

enum {
	ATTRIBUTION_LINES = 5, /* "Pada ...\n<address>\nmenulis:" */
	HEADER_LINES = 8,      /* From ... Subject with folded addresses */
	WRAPPED_COLUMNS = 55,  /* a quoted line this long may have spilled */
	LABEL_MAX = 24,
};

enum header_label {
	LABEL_FROM = 1,
	LABEL_DATE = 2,
	LABEL_TO = 4,
	LABEL_SUBJECT = 8
};

struct label_words {
	unsigned label;
	const char *list; /* '|' between */
};

static const struct label_words labels[] = {
	{ LABEL_FROM, "dari|from|pengirim|oleh|de|von" },
	{ LABEL_DATE, "dikirim|terkirim|sent|date|tanggal|tgl|waktu|dikirim "
		      "pada|hari|tarikh" },
	{ LABEL_TO, "kepada|ke|to|penerima|untuk|cc|tembusan|bcc|kpd|"
		    "balas ke|reply-to|lampiran" },
	{ LABEL_SUBJECT, "subjek|subyek|subject|judul|perihal" },
};

static const char separators[] =
    "pesan asli|pesan orisinal|pesan diteruskan|pesan terusan|"
    "pesan yang diteruskan|pesan sebelumnya|original message|"
    "forwarded message|forwarded mail|original appointment|surel asli|"
    "email asli|e-mail asli|pesan balasan|reply message|pesan semula|"
    "mulai pesan terusan|mulai pesan yang diteruskan|mesej asal|"
    "awal pesan terusan|awal pesan yang diteruskan|"
    "begin forwarded message|replied message|pesan dikutip";

static const char written[] =
    "menulis:|menulis :|wrote:|wrote :|nulis:|tulis:|berkata:|"
    "menuliskan:|schrieb:|berikut:";

static struct slice
without_marks(struct slice line)
{
	line = slice_trim(line);
	while (line.len > 0 && strchr("*_ ", line.at[0]))
		line = slice_from(line, 1);
	return line;
}

static unsigned
header_label(struct slice line, struct arena *arena)
{
	line = without_marks(line);
	const char *colon = memchr(line.at, ':', line.len);
	if (line.len == 0 || !colon || colon - line.at > LABEL_MAX)
		return 0;
	char *word =
	    text_fold(slice_head(line, (size_t)(colon - line.at)), arena);
	size_t len = strcspn(word, "*");
	while (len > 0 && word[len - 1] == ' ')
		len--;
	word[len] = '\0';
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		const char *hit = text_find_any(labels[i].list, word);
		if (len > 0 && hit &&
		    (hit == labels[i].list || hit[-1] == '|') &&
		    (hit[len] == '|' || !hit[len]))
			return labels[i].label;
	}
	return 0;
}

/* "Dari: Layanan Cabut <cabut@...>" */
static bool
is_from_line(struct slice line, struct arena *arena)
{
	char *folded = text_fold(without_marks(line), arena);

	return (header_label(line, arena) & LABEL_FROM) &&
	       !text_starts(folded, "oleh");
}

static bool
is_header_block(struct lines lines, size_t at, struct arena *arena)
{
	unsigned seen = header_label(lines.at[at], arena), kinds = 0;

	bool has_address = memchr(lines.at[at].at, '@', lines.at[at].len);

	if (!seen)
		return false;
	for (size_t i = at + 1; i < lines.count && i < at + HEADER_LINES; i++) {
		seen |= header_label(lines.at[i], arena);
		has_address |= lines.at[i].len > 0 &&
			       memchr(lines.at[i].at, '@', lines.at[i].len);
	}
	for (unsigned bit = 1; bit <= LABEL_SUBJECT; bit <<= 1)
		kinds += (seen & bit) != 0;
	/* Two labels may be the sender's own: "Oleh: tim IT". */
	return (kinds >= 3 && ((seen & LABEL_FROM) || has_address)) ||
	       (kinds == 2 && is_from_line(lines.at[at], arena));
}

static bool
opens_attribution(const char *first)
{
	return text_starts(first, "pada ") || text_starts(first, "on ") ||
	       text_starts(first, "am ") || text_starts(first, "pd ") ||
	       strchr(first, '@') || strpbrk(first, "0123456789");
}

static bool
is_separator(struct slice line, struct arena *arena)
{
	size_t dashes = 0;
	struct slice s = slice_trim(line);

	while (s.len > 0 && strchr("-_=*~ ", s.at[0])) {
		dashes += s.at[0] != ' ';
		s = slice_from(s, 1);
	}
	while (s.len > 0 && strchr("-_=*~ :", s.at[s.len - 1])) {
		dashes += s.at[s.len - 1] != ' ';
		s.len--;
	}
	if (s.len == 0 || dashes == 0)
		return false;
	char *words = text_fold(s, arena);
	const char *hit = text_find_any(words, separators);

	/* Zoho: "---- Pada Kam, 5 Nov 2026 ... menulis ----" */
	if (dashes >= 4 && opens_attribution(words) &&
	    (text_ends(words, "menulis") || text_ends(words, "wrote")))
		return true;
	return hit == words && (dashes >= 4 || strlen(words) < 40);
}

static bool
is_rule_above_header(struct lines lines, size_t at, struct arena *arena)
{
	struct slice s = slice_trim(lines.at[at]);

	if (s.len < 3 || !strchr("_-=*", s.at[0]))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != s.at[0])
			return false;
	for (size_t i = at + 1; i < lines.count && i < at + 4; i++)
		if (!slice_is_blank(lines.at[i]))
			return is_header_block(lines, i, arena);
	return false;
}

static bool
is_angle(struct slice line)
{
	struct slice s = slice_trim(line);
	size_t initials = 0;

	if (s.len == 0)
		return false;
	if (s.at[0] == '>' ||
	    (s.at[0] == '|' &&
		(s.len == 1 || s.at[1] == ' ' || s.at[1] == '>')))
		return true;
	while (
	    initials < s.len && initials < 4 && ascii_is_alpha(s.at[initials]))
		initials++;
	return initials > 0 && initials < 4 && initials < s.len &&
	       s.at[initials] == '>';
}

/* One line alone: "Nama menulis:", "2025-03-10 8:44 Nama <a@b>:". */
static bool
is_short_attribution(const char *text)
{
	size_t words = 1;

	for (const char *c = text; *c; c++)
		words += *c == ' ';
	if (text_ends(text, ">:"))
		return strchr(text, '@') != NULL;
	if (text_ends(text, "berikut:"))
		return false;
	return words <= 30;
}

static bool
ends_written(const char *text)
{
	const char *word = written;

	while (*word) {
		size_t len = strcspn(word, "|"), all = strlen(text);
		if (all >= len && memcmp(text + all - len, word, len) == 0)
			return (!text_ends(text, "berikut:") &&
				   !text_ends(text, "berkata:")) ||
			       text_has(text, "menulis") ||
			       strpbrk(text, "@0123456789");
		word += len + (word[len] == '|');
	}
	/* Thunderbird: "Nama menulis di 10/03/25 08.44:" */
	return text_ends(text, ":") &&
	       text_has_any(text, "menulis di|menulis pada|wrote on|wrote at");
}

/* Yahoo: "Pada Sel, 19 Mei 2026 pada 10.21, Nama<a@b> menulis:   Yth. ..." */
static bool
is_attribution_with_text(const char *text)
{
	const char *end = text_find_any(text, "menulis:|wrote:|nulis:");

	return end && opens_attribution(text) &&
	       memchr(text, '@', (size_t)(end - text));
}

/* How many lines the attribution that starts at `at` takes; 0: none. */
static size_t
attribution_lines(struct lines lines, size_t at, struct arena *arena)
{
	struct slice whole = slice_trim(lines.at[at]);
	size_t end = at, used = 0;

	if (whole.len == 0)
		return 0;
	for (; end < lines.count && used < ATTRIBUTION_LINES; end++) {
		if (slice_is_blank(lines.at[end]) ||
		    (end > at && is_angle(lines.at[end])))
			break;
		used++;
		whole.len =
		    (size_t)(lines.at[end].at + lines.at[end].len - whole.at);
		char *text = text_fold(whole, arena);
		bool named = ends_written(text) ||
			     (text_ends(text, ">:") && strchr(text, '@'));
		if (!named)
			continue;
		if (used == 1)
			return is_short_attribution(text) ? 1 : 0;
		char *first = text_fold(lines.at[at], arena);
		return opens_attribution(first) ? used : 0;
	}
	return 0;
}

static size_t
next_written_line(struct lines lines, size_t at)
{
	while (at < lines.count && slice_is_blank(lines.at[at]))
		at++;
	return at;
}

static void
mark(enum line_role *roles, size_t from, size_t to, enum line_role role)
{
	for (size_t i = from; i < to; i++)
		roles[i] = role;
}

/* A long quoted line that the client broke leaves its tail unmarked. */
static bool
is_spill(struct lines lines, const enum line_role *roles, size_t at)
{
	return at > 0 && roles[at - 1] == LINE_QUOTED &&
	       !slice_is_blank(lines.at[at]) &&
	       !slice_is_blank(lines.at[at - 1]) &&
	       slice_columns(lines.at[at - 1]) >= WRAPPED_COLUMNS;
}

/* "------- Original Message -------\nOn ... wrote:\n\n> ..." */
static bool
is_marked_below(struct lines lines, size_t at, struct arena *arena)
{
	at = next_written_line(lines, at);
	if (at < lines.count && !is_angle(lines.at[at]))
		at = next_written_line(
		    lines, at + attribution_lines(lines, at, arena));
	return at < lines.count && is_angle(lines.at[at]);
}

/* Lines taken at `at` as part of a quote; `*all`: and everything below. */
static size_t
quoted_here(struct lines lines, size_t at, struct arena *arena, bool *all)
{
	size_t used;

	*all = false;
	if (slice_is_blank(lines.at[at]))
		return 0;
	if (is_angle(lines.at[at]))
		return 1;
	if (is_separator(lines.at[at], arena)) {
		*all = !is_marked_below(lines, at + 1, arena);
		return 1;
	}
	if (is_rule_above_header(lines, at, arena) ||
	    is_header_block(lines, at, arena)) {
		*all = true;
		return 1;
	}
	used = attribution_lines(lines, at, arena);
	if (!used && is_attribution_with_text(text_fold(lines.at[at], arena))) {
		*all = true;
		return 1;
	}
	if (!used)
		return 0;
	size_t next = next_written_line(lines, at + used);
	/* "Bupati menulis:" and no mark below it may be the sender's own. */
	if (used == 1 && next < lines.count && !is_angle(lines.at[next]) &&
	    !strpbrk(text_fold(lines.at[at], arena), "@0123456789"))
		return 0;
	*all = next < lines.count && !is_angle(lines.at[next]) &&
	       !attribution_lines(lines, next, arena);
	return used;
}

void
quote_mark(struct lines lines, struct arena *arena, enum line_role *roles)
{
	size_t at = 0;

	while (at < lines.count) {
		bool all;
		size_t used = quoted_here(lines, at, arena, &all);
		if (all) {
			mark(roles, at, lines.count, LINE_QUOTED);
			return;
		}
		roles[at] = LINE_OWN;
		if (!used && is_spill(lines, roles, at))
			roles[at] = LINE_QUOTED;
		mark(roles, at, at + used, LINE_QUOTED);
		at += used ? used : 1;
	}
}

static void
mark_signatures(struct lines lines, struct arena *arena, enum line_role *roles)
{
	size_t from = 0;

	while (from < lines.count) {
		size_t to = from;
		while (to < lines.count && roles[to] != LINE_QUOTED)
			to++;
		if (to > from)
			signature_mark(lines, from, to, arena, roles);
		from = to + 1;
	}
}

static const char *
join(struct lines lines, const enum line_role *roles, enum line_role role,
    struct arena *arena)
{
	size_t room = 1;

	for (size_t i = 0; i < lines.count; i++)
		room += lines.at[i].len + 1;
	char *out = arena_alloc(arena, room), *to = out;
	for (size_t i = 0; i < lines.count; i++) {
		if (roles[i] != role)
			continue;
		if (lines.at[i].len > 0)
			memcpy(to, lines.at[i].at, lines.at[i].len);
		to += lines.at[i].len;
		*to++ = '\n';
	}
	struct slice all =
	    slice_trim((struct slice){ out, (size_t)(to - out) });
	return arena_copy(arena, all.len ? all.at : "", all.len);
}

void
quote_split(const char *body, struct arena *arena, struct split *split)
{
	struct lines lines = text_lines(body, arena);
	enum line_role *roles =
	    arena_array(arena, lines.count + 1, sizeof *roles);

	quote_mark(lines, arena, roles);
	mark_signatures(lines, arena, roles);
	split->own = join(lines, roles, LINE_OWN, arena);
	split->signature = join(lines, roles, LINE_SIGNATURE, arena);
}

/* Quoted lines are left empty, so that the others keep their numbers. */
const char *
quote_drop(const char *body, struct arena *arena)
{
	struct lines lines = text_lines(body, arena);
	enum line_role *roles =
	    arena_array(arena, lines.count + 1, sizeof *roles);
	char *out = arena_alloc(arena, strlen(body) + 2), *to = out;

	quote_mark(lines, arena, roles);
	for (size_t i = 0; i < lines.count; i++) {
		if (roles[i] == LINE_OWN && lines.at[i].len > 0) {
			memcpy(to, lines.at[i].at, lines.at[i].len);
			to += lines.at[i].len;
		}
		*to++ = '\n';
	}
	*to = '\0';
	return out;
}
