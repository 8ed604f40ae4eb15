/*
 * signature: names, offices, slogans and disclaimers around an answer. What
 * is set aside here is not lost: decision.c looks once more whether one of
 * these lines decides something by itself ("NB: tolak saja").
 */
#include "quote.h"
#include "words.h"

#include "cabut/banned.h"

enum { TAIL_LINES = 6, TAIL_WORDS = 12, CLOSING_MAX = 40 };

static const char closings[] =
    "|hormat kami|hormat saya|salam hormat|salam|salam hangat|wassalam|"
    "wassalamualaikum wr wb|regards|best regards|kind regards|"
    "warm regards|thanks & regards|thanks and regards|sincerely|"
    "yours sincerely|hormat|salam takzim|dengan hormat kami|ttd|"
    "salam sehat|terima kasih dan salam|tertanda|";

static const char sent_from[] =
    "dikirim dari|kirim dari aplikasi|(dikirim dari|dari hp |terkirim "
    "dari|sent from|sent via|dikirim melalui|"
    "dikirim menggunakan|dapatkan outlook|get outlook|dikirim lewat|"
    "unduh outlook|diunggah dari ponsel|sent with|virus-free|bebas virus|"
    "[teks yang dikutip disembunyikan]|[quoted text hidden]|"
    "dikirim pakai|dikirim dengan|enviado|scanned by";

static const char slogans[] =
    "gratifikasi|korupsi|pungli|pungutan liar|zona integritas|wbk|wbbm|"
    "berakhlak|go green|save paper|hemat kertas|"
    "think before you print|before printing|bangga melayani bangsa|suap|"
    "sebelum mencetak|segala bentuk|jangan cetak|memungut biaya|"
    "diminta imbalan|anti korupsi|antikorupsi|narkoba|hoax|hoaks|"
    "melayani dengan hati|sepenuh hati|berani jujur|jujur itu hebat|"
    "indonesia maju|save trees";

static const char disclaimers[] =
    "bersifat rahasia|disclaimer|confidential|penyangkalan|"
    "bila anda bukan penerima|jika anda bukan penerima|"
    "apabila anda bukan penerima|intended recipient|"
    "hanya ditujukan bagi|beserta lampirannya|may contain privileged|"
    "hanya sah bila|"
    "hanya ditujukan untuk|hanya untuk penerima|privileged|"
    "pengirim menolak tanggung jawab|tidak bertanggung jawab|"
    "catatan kerahasiaan|pernyataan kerahasiaan|pesan ini dan lampirannya";

static const char banners[] =
    "email eksternal|external email|surel eksternal|[external]|"
    "originated from outside|berasal dari luar|pengirim eksternal|"
    "you don't often get email|anda jarang menerima email|"
    "jangan klik tautan|do not click";

static bool
is_delimiter(struct slice line)
{
	struct slice s = slice_trim(line);

	if (s.len < 2 || !strchr("-_=*", s.at[0]))
		return false;
	for (size_t i = 1; i < s.len; i++)
		if (s.at[i] != s.at[0] && s.at[i] != ' ')
			return false;
	return true;
}

static bool
is_closing(const char *folded)
{
	size_t len = strlen(folded);
	const char *at = closings;

	while (len > 0 && strchr(",.: ", folded[len - 1]))
		len--;
	if (len == 0 || len > CLOSING_MAX || strchr(folded, '|'))
		return false;
	while ((at = memmem(at, strlen(at), folded, len))) {
		if (at[-1] == '|' && at[len] == '|')
			return true;
		at++;
	}
	return false;
}

/* A word of the sender after all: "NB: lengkapi dulu". */
static bool
is_afterthought(const char *folded)
{
	return text_starts(folded, "nb") || text_starts(folded, "n.b") ||
	       text_starts(folded, "ps.") || text_starts(folded, "ps:") ||
	       text_starts(folded, "p.s") || text_starts(folded, "catatan:") ||
	       text_starts(folded, "catatan :") ||
	       text_starts(folded, "note:") || text_starts(folded, "ralat");
}

static bool
is_slogan(const char *folded)
{
	return text_has_any(folded, slogans) ||
	       (folded[0] == '"' && text_ends(folded, "\"") &&
		   strlen(folded) > 20);
}

/* What stands in the plain half for a picture: "[cid:logo.png]". */
static bool
is_picture(const char *folded)
{
	static const char *const starts[] = { "[cid:", "[image", "[gambar",
		"[logo", "[photo", "<image" };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (text_starts(folded, starts[i]))
			return text_ends(folded, "]") || text_ends(folded, ">");
	return false;
}

static enum line_role
role_alone(const char *folded)
{
	const char *hit = text_find_any(folded, sent_from);
	bool framed =
	    hit &&
	    (hit == folded || (hit == folded + 1 && strchr("<-[(", folded[0])));

	if (framed && strlen(folded) < 160)
		return LINE_DROPPED;
	if (is_picture(folded) || is_slogan(folded) ||
	    text_has_any(folded, banners))
		return LINE_DROPPED;
	return LINE_OWN;
}

/* To the end of the stretch, but for afterthoughts. */
static void
mark_rest(struct lines lines, size_t from, size_t to, struct arena *arena,
    enum line_role *roles)
{
	bool is_thought = false;

	for (size_t i = from; i < to; i++) {
		char *folded = text_fold(lines.at[i], arena);
		if (is_afterthought(folded))
			is_thought = true;
		else if (!*folded)
			is_thought = false;
		if (role_alone(folded) != LINE_OWN)
			roles[i] = LINE_DROPPED;
		else
			roles[i] = is_thought ? LINE_OWN : LINE_SIGNATURE;
	}
}

static size_t
paragraph_end(struct lines lines, size_t at, size_t to)
{
	while (at < to && !slice_is_blank(lines.at[at]))
		at++;
	return at;
}

static bool
is_nip_label(const struct token *t)
{
	return t->word == WORD_PAPER && t->text && strcmp(t->text, "nip") == 0;
}

/* "Telp. (0999) 40011", "Jl. Trans Rimba No. 5". */
static bool
is_contact_line(const char *folded)
{
	static const char *const labels[] = { "telp", "telepon", "tlp", "hp",
		"fax", "faks", "email", "e-mail", "surel", "website", "www.",
		"http", "jl.", "jalan ", "jln", "nip", "wa ", "wa:", "cp:" };
	size_t digits = 0;

	for (const char *c = folded; *c; c++)
		digits += ascii_is_digit(*c);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (text_starts(folded, labels[i]))
			return digits >= 5 || strchr(folded, '@') ||
			       strstr(folded, ".go.id") ||
			       (labels[i][0] == 'j' && digits > 0);
	return false;
}

/* Looks like a name, an office, a number: and says nothing. */
static bool
is_name_line(struct slice line, struct arena *arena)
{
	struct speech speech;
	bool named = false, shouted = false, placed = false;

	speech_make(text_squeeze(line, arena), arena, &speech);
	if (speech.count == 0 || speech.count > TAIL_WORDS)
		return false;
	for (size_t i = 0; i < speech.count; i++) {
		const struct token *t = &speech.at[i];
		bool name = t->word == WORD_UNKNOWN && token_is_name(t);
		bool quiet = name || t->word == WORD_WHO ||
			     t->word == WORD_TITLE || t->word == WORD_COMMA ||
			     t->word == WORD_STOP || t->word == WORD_NUMBER ||
			     t->word == WORD_SO || t->word == WORD_CASE ||
			     is_nip_label(t);
		if (!quiet)
			return false;
		named |= name || t->word == WORD_WHO || is_nip_label(t);
		shouted |= name && t->is_shouted;
		placed |= t->word == WORD_WHO || t->word == WORD_TITLE;
	}
	return named && (placed || !shouted);
}

/* A name below the answer without any mark above it. */
static void
mark_tail(struct lines lines, size_t from, size_t to, struct arena *arena,
    enum line_role *roles)
{
	size_t end = to, start, written = 0;

	while (end > from && (roles[end - 1] != LINE_OWN ||
				 slice_is_blank(lines.at[end - 1])))
		end--;
	start = end;
	while (start > from && end - start < TAIL_LINES &&
	       roles[start - 1] == LINE_OWN &&
	       (slice_is_blank(lines.at[start - 1]) ||
		   is_contact_line(text_fold(lines.at[start - 1], arena)) ||
		   is_name_line(lines.at[start - 1], arena)))
		start--;
	for (size_t i = from; i < start; i++)
		written += roles[i] == LINE_OWN && !slice_is_blank(lines.at[i]);
	if (written == 0)
		return;
	for (size_t i = start; i < end; i++)
		roles[i] = LINE_SIGNATURE;
}

static bool
has_own_above(
    struct lines lines, size_t from, size_t at, const enum line_role *roles)
{
	for (size_t i = from; i < at; i++)
		if (roles[i] == LINE_OWN && !slice_is_blank(lines.at[i]))
			return true;
	return false;
}

void
signature_mark(struct lines lines, size_t from, size_t to, struct arena *arena,
    enum line_role *roles)
{
	for (size_t i = from; i < to; i++) {
		char *folded = text_fold(lines.at[i], arena);
		if (is_delimiter(lines.at[i]) || is_closing(folded)) {
			mark_rest(lines, i, to, arena, roles);
			break;
		}
		if (text_has_any(folded, disclaimers)) {
			size_t end = has_own_above(lines, from, i, roles)
					 ? to
					 : paragraph_end(lines, i, to);
			mark_rest(lines, i, end, arena, roles);
			i = end;
			continue;
		}
		roles[i] = role_alone(folded);
	}
	mark_tail(lines, from, to, arena, roles);
}
