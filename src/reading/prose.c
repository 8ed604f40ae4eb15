/*
 * prose: a person named in a sentence: "sertifikat elektronik atas nama
 * Dewi Lestari, S.Kom., NIP 1979..., jabatan Analis pada Dinas Sosial".
 * Only used when no label names anybody.
 */
#include "draft.h"
#include "names.h"

#include "cabut/banned.h"

enum {
	PHRASE_MAX = 90,
	PHRASE_REACH = 200,
	CUE_REACH = 80,
	NUMBER_REACH = 60,
	SHORT_WORD_MAX = 8,
};

/* The longest cue that stands first; NULL when a name does not follow. */
static const char *const name_cues[] = { "atas nama saudari", "atas nama sdri.",
	"atas nama saudara", "atas nama sdr.", "atas nama sdr", "atas nama",
	"a.n.", "a.n", "a/n", "an.", "yang bernama", "bernama", "nama saya",
	"saudari", "saudara", "sdri.", "sdr.", "almarhumah", "almarhum",
	"saya,", "saya", "pegawai kami,", "pegawai kami", "milik", "yaitu",
	"yakni", "bapak", "ibu", "bahwa" };

static const char *
skip_blank(const char *at)
{
	while (*at == ' ' || *at == ':' || *at == ',')
		at++;
	return at;
}

/* A single word behind it is a name, too. */
static bool
is_plain_cue(const char *cue)
{
	return strstr(cue, "nama") || strcmp(cue, "a.n.") == 0 ||
	       strcmp(cue, "a.n") == 0 || strcmp(cue, "a/n") == 0;
}

/* A value and where it starts in `plain`; text NULL: none. */
struct phrase {
	const char *text, *at;
};

static struct phrase
phrase_of(const struct draft *d, const char *at, size_t len)
{
	return (struct phrase){
		value_clean(arena_copy(d->arena, at, len), d->arena), at
	};
}

/* "Kami laporkan bahwa Suparman Hadi, S.T., NIP 1971...". */
static bool
has_number_behind(const char *text)
{
	text += strspn(text, " ,(\n");
	return slice_starts_nocase(slice_of(text), SLICE("nip")) ||
	       slice_starts_nocase(slice_of(text), SLICE("nik"));
}

static struct phrase
find_name(const struct draft *d, const char **after)
{
	for (size_t i = 0; i < sizeof name_cues / sizeof *name_cues; i++) {
		const char *at = d->prose;
		while ((at = text_find(at, name_cues[i]))) {
			at += strlen(name_cues[i]);
			const char *name =
			    skip_blank(d->plain + (at - d->prose));
			size_t len = name_length(name);
			char *copy = arena_copy(d->arena, name, len);
			if (len > 3 && *name_key(copy, d->arena) &&
			    (strchr(copy, ' ') || is_plain_cue(name_cues[i])) &&
			    (strcmp(name_cues[i], "bahwa") != 0 ||
				has_number_behind(name + len))) {
				*after = name + len;
				return (struct phrase){ copy, name };
			}
		}
	}
	return (struct phrase){ NULL, NULL };
}

/* "Ketenteraman dan Ketertiban Umum" is one. */
static bool
is_joint(const char *at)
{
	return text_starts(at, "dan ") && at[4] >= 'A' && at[4] <= 'Z';
}

/* "menjabat sebagai", "unit kerja", "jabatan terakhir". */
static const char *
skip_fillers(const char *at)
{
	static const char *const fillers[] = { "sebagai ", "kerja ",
		"terakhir ", "saat ini ", "sekarang ", "beliau ", "adalah ",
		"yaitu " };
	bool moved = true;

	while (moved) {
		moved = false;
		for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
			if (text_starts(at, fillers[i])) {
				at = skip_blank(at + strlen(fillers[i]));
				moved = true;
			}
	}
	return at;
}

/* "Plt. Kepala Sekolah", "Kab. Gowa": the dot ends a word alone. */
static bool
is_short_office(const char *text, size_t dot)
{
	size_t from = dot;

	while (from > 0 && ascii_is_alpha(text[from - 1]))
		from--;
	char word[SHORT_WORD_MAX];
	size_t len = dot - from;
	if (text[dot] != '.' || len == 0 || len >= sizeof word)
		return false;
	for (size_t i = 0; i < len; i++)
		word[i] = ascii_lower(text[from + i]);
	return list_has("plt plh pj pjs kab kec kel prov ka tk", word, len);
}

/* The words behind `cue` up to a sign that ends them. */
static struct phrase
phrase_after(const struct draft *d, const char *from, const char *cues,
    const char *stops)
{
	const char *start = d->prose + (from - d->plain);
	const char *hit = text_find_any(start, cues);
	size_t len = 0;

	if (!hit || hit > start + PHRASE_REACH)
		return (struct phrase){ NULL, NULL };
	const char *at = d->plain + (hit - d->prose);
	at = skip_blank(at + strcspn(at, " "));
	at = skip_fillers(at);
	while (at[len] && len < PHRASE_MAX &&
	       (!strchr(",.;()", at[len]) || is_short_office(at, len)))
		len++;
	char *text = arena_copy(d->arena, at, len);
	char *folded = text_fold(slice_of(text), d->arena);
	const char *stop = text_find_any(folded, stops);
	while (stop && is_joint(at + (stop - folded)))
		stop = text_find_any(stop + 1, stops);
	return phrase_of(d, at, stop ? (size_t)(stop - folded) : len);
}

/* The one address that the words call one; two are none. */
static struct phrase
address_with_cue(const struct draft *d)
{
	struct phrase found = { NULL, NULL };
	const char *at = d->prose;

	while ((at = text_find_any(
		    at, "email|e-mail|surel|pos-el|akun|alamat|beralamat"))) {
		const char *sign = strchr(at, '@');
		bool rival = false;
		if (sign && sign < at + CUE_REACH) {
			const char *start = d->plain + (at - d->prose);
			size_t len = strcspn(start + (sign - at), " ,;)") +
				     (size_t)(sign - at);
			const char *one = address_in(
			    arena_copy(d->arena, start, len), d->arena, &rival);
			const char *words =
			    arena_copy(d->arena, at, (size_t)(sign - at));
			if (text_has_any(words, "baru|menjadi"))
				return (struct phrase){ NULL, NULL };
			if (text_has_any(
				words, "jangan ke|bukan ke|jangan balas ke")) {
				at = sign; /* where not to write to */
				continue;
			}
			if (rival || (found.text && one &&
					 !text_equal_nocase(one, found.text)))
				return (struct phrase){ NULL, NULL };
			if (one)
				found =
				    (struct phrase){ one, start + (sign - at) };
		}
		at++;
	}
	return found;
}

static bool
is_contact(const struct draft *d)
{
	return text_has_any(d->prose,
	    "narahubung|dapat menghubungi|"
	    "silakan menghubungi|contact person|dikirim ke|kirim ke|"
	    "disampaikan melalui|melalui surel|melalui email");
}

/* The number right behind the name, before anybody else is named. */
static struct phrase
number_behind(
    const struct draft *d, const char *after, const char *cues, size_t digits)
{
	const char *folded = d->prose + (after - d->plain);
	const char *cue = text_find_any(folded, cues);

	if (!cue || cue > folded + NUMBER_REACH)
		return (struct phrase){ NULL, NULL };
	const char *at = d->plain + (cue - d->prose);
	at += strcspn(at, "0123456789\n");
	size_t len = strspn(at, "0123456789 .-");
	if (len < digits || at > after + NUMBER_REACH + 16)
		return (struct phrase){ NULL, NULL };
	return (struct phrase){ arena_copy(d->arena, at, len), at };
}

/* "nip saya 1991...", wherever it stands; who speaks of somebody else gives
 * his own number, not the owner's. */
static struct phrase
own_number(const struct draft *d, const char *cue, size_t digits)
{
	const char *hit = text_find(d->prose, cue);

	if (!hit ||
	    text_has_any(d->prose,
		"atas nama|a.n.|a.n|a/n|an.|sdr|sdri|saudara|saudari|bapak|"
		"ibu|pegawai|beliau|almarhum|almarhumah|suami|istri|milik"))
		return (struct phrase){ NULL, NULL };
	return number_behind(d, d->plain + (hit - d->prose), cue, digits);
}

/* "Kurniasih (Kepala SMPN 3, NIP 1972...)". */
static struct phrase
position_in_parentheses(const struct draft *d, const char *after)
{
	after += strspn(after, " ");
	if (*after != '(' || ascii_lower(after[1]) == 'n')
		return (struct phrase){ NULL, NULL };
	size_t len = strcspn(after + 1, ",);");
	return len < PHRASE_MAX ? phrase_of(d, after + 1, len)
				: (struct phrase){ NULL, NULL };
}

/* ", NIP 1987..., NIK 3576..., Bendahara": each up to the next comma. */
static const char *
behind_listed_numbers(const char *after)
{
	while (text_starts(after, ", ") && has_number_behind(after)) {
		const char *at = after + 2;
		at += strcspn(at, " ");
		at += strspn(at, " .:");
		size_t digits = strspn(at, "0123456789 .-");
		if (digits < NIK_LENGTH || at[digits] != ',')
			break;
		after = at + digits;
	}
	return after;
}

/* "... (NIP 1991...), Analis": the number between name and position. */
static const char *
behind_number(const char *after)
{
	const char *at = after + strspn(after, " ");

	if (*at != '(' || !has_number_behind(at))
		return behind_listed_numbers(after);
	at += strcspn(at, ")");
	return *at ? at + 1 : after;
}

/* "..., Sekretaris Desa Wana Mukti, ...": behind the name and a comma. */
static struct phrase
position_in_apposition(const struct draft *d, const char *after)
{
	static const char offices[] =
	    "kepala|sekretaris|camat|lurah|guru|dokter|perawat|bidan|"
	    "apoteker|staf|analis|pranata|arsiparis|auditor|bendahara|"
	    "penyuluh|pengelola|pengadministrasi|verifikator|operator|"
	    "inspektur|direktur|asisten|pengawas|widyaiswara|dosen|peneliti|"
	    "perekayasa|pengendali|penguji|pemeriksa|teknisi|statistisi|"
	    "instruktur|pamong|penghulu|pustakawan|perencana|nutrisionis|"
	    "sanitarian|epidemiolog|administrator|kasi|kabid|kasubag|"
	    "kasubbag|kabag|kaur|wakil|ketua|koordinator|pekerja sosial|"
	    "jaksa|hakim|panitera|pembimbing|penilai|mediator|polisi|juru";
	static const char grades[] = "ahli pertama|ahli muda|ahli madya|"
				     "ahli utama|terampil|mahir|penyelia";

	after = behind_number(after);
	if (!text_starts(after, ", "))
		return (struct phrase){ NULL, NULL };
	const char *at = after + 2;
	size_t len = strcspn(at, ",.;()");
	char *folded = text_fold((struct slice){ at, len }, d->arena);
	const char *stop =
	    text_find_any(folded, "di|pada|dengan|yang|nip|nik|mohon");

	if (len >= PHRASE_MAX || (text_find_any(folded, offices) != folded &&
				     !text_has_any(folded, grades)))
		return (struct phrase){ NULL, NULL };
	return phrase_of(d, at, stop ? (size_t)(stop - folded) : len);
}

/* Fills what is open. */
static void
take(
    const struct draft *d, struct person *p, enum field field, struct phrase ph)
{
	if (!ph.text || p->value[field])
		return;
	p->value[field] = ph.text;
	p->row[field] = row_of_prose(d, ph.at);
}

static void
take_numbers(const struct draft *d, struct person *p, const char *after)
{
	struct phrase nip = number_behind(d, after, "nip|ni pppk", NIP_LENGTH);
	struct phrase nik = number_behind(d, after, "nik", NIK_LENGTH);

	if (!nip.text)
		nip = own_number(d, "nip saya", NIP_LENGTH);
	if (!nik.text)
		nik = own_number(d, "nik saya", NIK_LENGTH);
	if (nip.text) {
		p->value[FIELD_NIP] = NULL;
		p->is_rival[FIELD_NIP] = false;
	}
	take(d, p, FIELD_NIP, nip);
	take(d, p, FIELD_NIK, nik);
}

static void
take_office(const struct draft *d, struct person *p, const char *after)
{
	take(d, p, FIELD_POSITION, position_in_parentheses(d, after));
	take(d, p, FIELD_POSITION, position_in_apposition(d, after));
	take(d, p, FIELD_POSITION,
	    phrase_after(d, after,
		"menjabat sebagai|menjabat|jabatan|selaku|sebagai",
		"pada|di|dengan|yang|dan|karena|"
		"nip|alamat|email|mohon|telah|sudah|berikut"));
	if (p->value[FIELD_UNIT])
		return;
	struct phrase office = phrase_after(d, after, "pada|unit kerja|dari|di",
	    "dengan|yang|dan telah|karena|"
	    "nip|alamat|email|mohon|telah|sudah|sehubungan|per|"
	    "terhitung|berikut|tmt");
	/* "di tu.puskesmas@...": an office is written with a capital. */
	if (office.text && office.text[0] >= 'A' && office.text[0] <= 'Z')
		take(d, p, FIELD_INSTITUTION, office);
}

/* "Hal : Pencabutan TTE a.n. Sugiono, S.H.": the subject as a text. */
static bool
make_subject_prose(const struct draft *d, struct draft *out)
{
	*out = *d;
	for (size_t i = 0; i < d->layout.pair_count; i++) {
		const struct pair *p = &d->layout.pairs[i];
		if (p->field != FIELD_SUBJECT || p->row > d->head_end)
			continue;
		/* Its row as a whole: a number in it was cut off. */
		struct slice line = d->layout.rows[p->row].line;
		const char *value = text_squeeze(line, d->arena);
		if (strlen(p->value) > strlen(value))
			value = p->value;
		out->plain = value;
		out->prose = text_fold(slice_of(value), d->arena);
		out->prose_rows =
		    arena_array(d->arena, 1, sizeof *out->prose_rows);
		out->prose_rows[0] = (struct prose_row){ 0, p->row };
		out->prose_row_count = 1;
		return true;
	}
	return false;
}

void
draft_prose_person(struct draft *d, struct person *p)
{
	const char *after = NULL;
	struct draft subject;
	struct phrase name = find_name(d, &after);

	if (!name.text && make_subject_prose(d, &subject)) {
		name = find_name(&subject, &after);
		take(&subject, p, FIELD_NAME, name);
		if (name.text)
			take_numbers(&subject, p, after);
		return;
	}
	if (!name.text)
		return;
	p->value[FIELD_NAME] = NULL;
	take(d, p, FIELD_NAME, name);
	p->role = ROLE_OWNER;
	take_numbers(d, p, after);
	take_office(d, p, after);
	if (!is_contact(d))
		take(d, p, FIELD_EMAIL, address_with_cue(d));
}
