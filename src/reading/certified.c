/*
 * certified: the address of the owner's certificate where no label gives it:
 * in the sentence that asks for the revocation. Promise: it is taken only
 * when it is the one address of all the sentences, and when the words before
 * it speak of the certificate and of nobody whom to write to.
 */
#include "draft.h"

#include "cabut/banned.h"

/* Right before the address: "dengan alamat email", "yang emailnya". */
static bool
has_cue_before(const char *sentence, const char *address)
{
	static const char *const cues[] = { "email", "surel", "emailnya",
		"surelnya", "email dinas", "surel dinas", "email kedinasan",
		"surel kedinasan", "pos-el", "e-mail" };
	const char *end = address;

	while (end > sentence && strchr(" :", end[-1]))
		end--;
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		size_t len = strlen(cues[i]);
		if ((size_t)(end - sentence) > len &&
		    end[-1 - (long)len] == ' ' &&
		    memcmp(end - len, cues[i], len) == 0)
			return true;
	}
	return false;
}

/* A sentence that asks for the revocation of what has this address. Its
 * first byte in `sentence`; NULL: it may be anybody's. */
static const char *
certified_address(char *sentence)
{
	static const char acts[] = "cabut|dicabut|mencabut|pencabutan|"
				   "penonaktifan|dinonaktifkan";
	static const char certificates[] =
	    "sertifikat|sertifikat elektronik|sertifikatnya|tte|sertel";
	static const char others[] =
	    "baru|kirim|dikirim|dikirimkan|menghubungi|hubungi|dihubungi|"
	    "konfirmasi|balas|jawaban|narahubung|operator|admin|melalui|"
	    "koordinasi|berkoordinasi|informasi|pertanyaan|kontak";
	bool asks = text_has_any(sentence, acts);
	char *sign = strchr(sentence, '@'), *from = sign;

	if (!sign || strchr(sign + 1, '@'))
		return NULL;
	while (from > sentence && from[-1] != ' ')
		from--;
	if (!has_cue_before(sentence, from))
		return NULL;
	char kept = *from;
	*from = '\0';
	bool fits = (text_has_any(sentence, acts) ||
			(asks && text_has_any(sentence, certificates))) &&
		    !text_has_any(sentence, others);
	*from = kept;
	return fits ? from : NULL;
}

void
draft_prose_address(struct draft *d, struct person *p)
{
	char *text = arena_strdup(d->arena, d->prose), *at = text;
	const char *found = NULL;
	bool rival = false;

	if (p->value[FIELD_EMAIL] || p->is_rival[FIELD_EMAIL])
		return;
	while (*at) {
		size_t len = text_sentence(at);
		bool more = at[len] != '\0';
		at[len] = '\0';
		if (strchr(at, '@') &&
		    (found || !(found = certified_address(at))))
			return; /* two, or one of which nothing is sure */
		at += len + more;
	}
	if (!found)
		return;
	const char *plain = d->plain + (found - text);
	const char *one =
	    address_in(arena_copy(d->arena, plain, strcspn(plain, " ,;)")),
		d->arena, &rival);
	if (!one)
		return;
	p->value[FIELD_EMAIL] = one;
	p->row[FIELD_EMAIL] = row_of_prose(d, plain);
}
