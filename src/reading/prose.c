/*
 * prose: a person named in a sentence: "sertifikat elektronik atas nama
 * Dewi Lestari, S.Kom., NIP 1979..., jabatan Analis pada Dinas Sosial".
 * Only used when no label names anybody.
 */
#include "draft.h"
#include "names.h"

#include "cabut/banned.h"

enum { PHRASE_MAX = 90, CUE_REACH = 40, NUMBER_REACH = 60 };

/* The longest cue that stands first; NULL when a name does not follow. */
static const char *const name_cues[] = { "atas nama saudari", "atas nama sdri.",
	"atas nama saudara", "atas nama sdr.", "atas nama sdr", "atas nama",
	"a.n.", "a.n", "a/n", "an.", "yang bernama", "bernama", "nama saya",
	"saudari", "saudara", "sdri.", "sdr.", "almarhumah", "almarhum",
	"saya,", "saya", "pegawai kami,", "pegawai kami", "milik", "yaitu",
	"yakni" };

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

static const char *
find_name(const struct draft *d, size_t *len, const char **name)
{
	for (size_t i = 0; i < sizeof name_cues / sizeof *name_cues; i++) {
		const char *at = d->prose;
		while ((at = text_find(at, name_cues[i]))) {
			const char *after =
			    d->plain + (at - d->prose) + strlen(name_cues[i]);
			after = skip_blank(after);
			*len = name_length(after);
			char *copy = arena_copy(d->arena, after, *len);
			if (*len > 3 && *name_key(copy, d->arena) &&
			    (strchr(copy, ' ') || is_plain_cue(name_cues[i]))) {
				*name = copy;
				return after + *len;
			}
			at += strlen(name_cues[i]);
		}
	}
	return NULL;
}

/* The words behind `cue` up to a sign that ends them. */
static const char *
phrase_after(const struct draft *d, const char *from, const char *cues,
    const char *stops)
{
	const char *hit = text_find_any(d->prose + (from - d->plain), cues);
	size_t len = 0;

	if (!hit || hit > d->prose + (from - d->plain) + 200)
		return NULL;
	const char *at = d->plain + (hit - d->prose);
	at += strcspn(at, " ");
	at = skip_blank(at);
	while (at[len] && !strchr(",.;()", at[len]) && len < PHRASE_MAX)
		len++;
	char *text = arena_copy(d->arena, at, len);
	char *folded = text_fold(slice_of(text), d->arena);
	const char *stop = text_find_any(folded, stops);
	if (stop)
		text[stop - folded] = '\0';
	return value_clean(text, d->arena);
}

static const char *
address_with_cue(const struct draft *d)
{
	const char *found = NULL, *at = d->prose;

	while ((at = text_find_any(at, "email|e-mail|surel|pos-el"))) {
		const char *sign = strchr(at, '@');
		bool rival = false;
		if (sign && sign < at + CUE_REACH + 40) {
			const char *start = d->plain + (at - d->prose);
			size_t len = strcspn(start + (sign - at), " ,;)") +
				     (size_t)(sign - at);
			const char *one = address_in(
			    arena_copy(d->arena, start, len), d->arena, &rival);
			if (rival ||
			    (found && one && !text_equal_nocase(one, found)))
				return NULL;
			found = one ? one : found;
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
static const char *
number_behind(const struct draft *d, const char *after)
{
	const char *folded = d->prose + (after - d->plain);
	const char *nip = text_find_any(folded, "nip|ni pppk");

	if (!nip || nip > folded + NUMBER_REACH)
		return NULL;
	const char *at = d->plain + (nip - d->prose);
	at += strcspn(at, "0123456789\n");
	size_t len = strspn(at, "0123456789 .-");
	return len >= 18 && at < after + NUMBER_REACH + 16
		   ? arena_copy(d->arena, at, len)
		   : NULL;
}

/* "Kurniasih (Kepala SMPN 3, NIP 1972...)". */
static const char *
position_in_parentheses(const struct draft *d, const char *after)
{
	after += strspn(after, " ");
	if (*after != '(' || ascii_lower(after[1]) == 'n')
		return NULL;
	size_t len = strcspn(after + 1, ",);");
	return len < PHRASE_MAX
		   ? value_clean(arena_copy(d->arena, after + 1, len), d->arena)
		   : NULL;
}

void
draft_prose_person(struct draft *d, struct person *p)
{
	const char *name = NULL;
	size_t len;
	const char *after = find_name(d, &len, &name);

	if (!after)
		return;
	p->value[FIELD_NAME] = name;
	p->role = ROLE_OWNER;
	const char *nip = number_behind(d, after);
	if (nip) {
		p->value[FIELD_NIP] = nip;
		p->is_rival[FIELD_NIP] = false;
	}
	if (!p->value[FIELD_POSITION])
		p->value[FIELD_POSITION] = position_in_parentheses(d, after);
	if (!p->value[FIELD_POSITION])
		p->value[FIELD_POSITION] =
		    phrase_after(d, after, "jabatan|selaku|sebagai",
			"pada|di|dengan|yang|dan|karena|"
			"nip|alamat|email|mohon|telah|sudah|berikut");
	if (!p->value[FIELD_INSTITUTION] && !p->value[FIELD_UNIT])
		p->value[FIELD_INSTITUTION] =
		    phrase_after(d, after, "pada|unit kerja|dari|di",
			"dengan|yang|dan telah|karena|"
			"nip|alamat|email|mohon|telah|sudah|sehubungan|per|"
			"terhitung|berikut|tmt");
	/* "di tu.puskesmas@...": an office is written with a capital. */
	const char *office = p->value[FIELD_INSTITUTION];
	if (office && !(office[0] >= 'A' && office[0] <= 'Z'))
		p->value[FIELD_INSTITUTION] = NULL;
	if (!p->value[FIELD_EMAIL] && !is_contact(d))
		p->value[FIELD_EMAIL] = address_with_cue(d);
}
