/*
 * confirmation: what a mail of BSrE says about a certificate. Its wording is
 * not published and shifts, so both languages and many forms are known; but
 * only the finished act counts. "Akan dicabut", a reminder, a newsletter or
 * a form that merely names the act say nothing.
 */
#include "draft.h"
#include "names.h"

#include "cabut/banned.h"

enum { CONFIRMATION_BYTES = 100 * 1024, SENTENCE_MAX = 800 };

static const char revoked[] =
    "telah dicabut|sudah dicabut|berhasil dicabut|telah berhasil dicabut|"
    "sudah berhasil dicabut|telah di cabut|telah kami cabut|"
    "telah dilakukan pencabutan|telah selesai dicabut|"
    "telah direvoke|berhasil direvoke|telah di-revoke|"
    "pencabutan sertifikat elektronik berhasil|pencabutan berhasil|"
    "pencabutan telah berhasil|berhasil melakukan pencabutan|"
    "pencabutan sertifikat telah selesai|telah selesai diproses|"
    "pencabutan sertifikat elektronik telah selesai|"
    "pencabutan anda telah selesai|telah dinonaktifkan|"
    "status sertifikat revoke|status revoke|status: revoke|"
    "status : revoke|status: revoked|status : revoked|"
    "status: dicabut|status : dicabut|menjadi revoke|"
    "has been revoked|have been revoked|was revoked|"
    "been successfully revoked|successfully revoked|is now revoked|"
    "is revoked|were revoked|revocation was successful|"
    "revocation is complete|revocation has been completed|"
    "revocation completed|dinyatakan dicabut";

static const char refused[] =
    "ditolak|tidak disetujui|tidak dapat disetujui|tidak dapat diproses|"
    "belum dapat diproses|gagal diproses|rejected|declined|refused|denied|"
    "dikembalikan|gagal dicabut|tidak dapat dicabut|could not be revoked|"
    "cannot be revoked|has failed|was not approved|not approved|ditangguhkan";

/* The act is yet to come, or is only talked about. */
static const char pending[] =
    "akan dicabut|akan|sedang diproses|sedang dalam proses|"
    "dalam proses|menunggu|belum|apabila|jika|bila|segera|diterima dan|"
    "will be|would be|is being|being processed|pending|if|in process|"
    "waiting|unless|dapat dicabut|bisa dicabut|must|should|before|"
    "dijadwalkan|scheduled|pengingat|reminder|mengingatkan|"
    "sertifikat yang telah dicabut|certificates that have been revoked|"
    "yang sudah dicabut|daftar sertifikat|tidak|not";

/* An issuance that is finished is none of ours. */
static const char acts[] =
    "pencabutan|dicabut|di cabut|cabut|revoked|revoke|revocation|direvoke|"
    "di-revoke|dinonaktifkan|pencabutannya";

static bool
is_finished(const char *sentence)
{
	return text_has_any(sentence, revoked) &&
	       text_has_any(sentence, acts) && !text_has_any(sentence, pending);
}

static bool
is_refusal(const char *sentence)
{
	return text_has_any(sentence, refused) &&
	       text_has_any(sentence, "pencabutan|revocation|revoke|dicabut|"
				      "permohonan|pengajuan|request|revoked") &&
	       !text_has_any(sentence, "akan|apabila|jika|if|dapat ditolak|"
				       "may be|will be|bila");
}

/* What stands behind "karena", "alasan"; else the sentence itself. */
static const char *
remark_of(const char *sentence, struct arena *arena)
{
	char *folded = text_fold(slice_of(sentence), arena);
	const char *hit = text_find_any(folded,
	    "karena|dikarenakan|dengan alasan|alasan|sebab|because|due to|"
	    "reason|catatan");
	const char *at = hit ? sentence + (hit - folded) : NULL;

	if (at) {
		if (text_starts(hit, "dengan alasan"))
			at += strlen("dengan ");
		at += strcspn(at, " :");
		if (text_starts(at, " to "))
			at += 4;
		at += strspn(at, " :,-");
	}
	if (!at || !*at)
		at = sentence;
	size_t len = strlen(at);
	while (len > 0 && strchr(" .,;", at[len - 1]))
		len--;
	return arena_copy(arena, at, len);
}

struct verdict {
	enum confirmation_outcome outcome;
	const char *remark, *why;
	bool wants_reason; /* refused, the reason may come next */
};

static void
judge_sentence(struct verdict *v, const char *folded, const char *plain,
    struct arena *arena)
{
	const char *reason = text_find_any(folded, "alasan|reason|karena|"
						   "catatan|keterangan");

	if (is_refusal(folded)) {
		v->outcome = CONFIRMATION_REFUSED;
		v->why = "a request was refused";
		v->remark = remark_of(plain, arena);
		v->wants_reason = !reason;
	} else if (v->wants_reason && reason) {
		v->remark = remark_of(plain, arena);
		v->wants_reason = false;
	} else if (v->outcome == CONFIRMATION_NONE && is_finished(folded)) {
		v->outcome = CONFIRMATION_REVOKED;
		v->why = "a certificate has been revoked";
	}
}

static void
judge_text(struct verdict *v, const char *text, struct arena *arena)
{
	char *plain = text_squeeze(slice_of(text), arena), *at = plain;

	while (*at) {
		size_t len = text_sentence(at);
		size_t keep = len < SENTENCE_MAX ? len : SENTENCE_MAX;
		char *one = arena_copy(arena, at, keep);
		judge_sentence(v, text_fold(slice_of(one), arena), one, arena);
		at += len + strspn(at + len, ".;?! ");
	}
}

/* Each paragraph apart: a title without a dot must not run into the text. */
static void
judge_paragraphs(struct verdict *v, const char *text, struct arena *arena)
{
	struct slice rest = slice_of(text), line;
	size_t start = 0;

	while (slice_take_line(&rest, &line)) {
		size_t next = strlen(text) - rest.len;
		if (slice_is_blank(line) || rest.len == 0) {
			judge_text(v,
			    arena_copy(arena, text + start, next - start),
			    arena);
			start = next;
		}
	}
}

static const char *
prose_name(const char *text, struct arena *arena)
{
	static const char *const cues[] = { "atas nama", "a.n.", "a/n",
		"in the name of", "belonging to", "issued to", "milik",
		"for user", "nama pengguna" };
	char *plain = text_squeeze(slice_of(text), arena);
	char *folded = text_fold(slice_of(text), arena);

	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const char *at = text_find(folded, cues[i]);
		if (!at)
			continue;
		const char *name = plain + (at - folded) + strlen(cues[i]);
		name += strspn(name, " :.");
		size_t len = name_length(name);
		if (len > 2)
			return name_clean(arena_copy(arena, name, len), arena);
	}
	return NULL;
}

/* The only value of this field in the mail; NULL when there are two. */
static const char *
only_value(const struct layout *layout, enum field field)
{
	const char *found = NULL;

	for (size_t i = 0; i < layout->pair_count; i++) {
		const struct pair *p = &layout->pairs[i];
		if (p->field != field || !*p->value)
			continue;
		if (found && strcmp(found, p->value) != 0)
			return NULL;
		found = p->value;
	}
	return found;
}

/* The one address in it that is not BSrE's own. */
static const char *
only_address(const char *text, struct arena *arena)
{
	const char *found = NULL, *at = text;

	while ((at = strchr(at, '@'))) {
		const char *left = at, *right = at + 1;
		bool rival = false;
		while (left > text && !strchr(" \t\n<>(),;:", left[-1]))
			left--;
		while (*right && !strchr(" \t\n<>(),;:", *right))
			right++;
		const char *one =
		    address_in(arena_copy(arena, left, (size_t)(right - left)),
			arena, &rival);
		at = right;
		if (!one || domain_is_within(
				text_fold(slice_of(address_domain(one)), arena),
				"bssn.go.id"))
			continue;
		if (found && !text_equal_nocase(found, one))
			return NULL;
		found = one;
	}
	return found;
}

static void
read_names(const char *text, struct arena *arena, struct confirmation *c)
{
	struct layout layout;
	struct letter scratch = { .kind = LETTER_OTHER };
	struct draft d = { .arena = arena, .letter = &scratch };
	struct person p = { .role = ROLE_OWNER };
	struct owner o;

	layout_make(text, arena, &layout);
	for (int f = FIELD_NAME; f < FIELD_IGNORED; f++)
		p.value[f] = only_value(&layout, (enum field)f);
	owner_fill(&d, &p, &o);
	c->nip = o.is_nip_valid ? o.nip : NULL;
	c->nik = o.is_nik_valid ? o.nik : NULL;
	c->email = o.email ? o.email : only_address(text, arena);
	c->serial = o.serial;
	c->name = o.name ? o.name : prose_name(text, arena);
}

void
reading_confirmation(const char *subject, const char *body, struct arena *arena,
    struct confirmation *c)
{
	struct verdict v = { CONFIRMATION_NONE, NULL,
		"nothing about a finished revocation", false };
	const char *text = body ? body : "";

	if (strlen(text) > CONFIRMATION_BYTES)
		text = arena_copy(arena, text, CONFIRMATION_BYTES);
	text = text_tidy(text, arena);
	judge_paragraphs(&v, text, arena);
	if (v.outcome == CONFIRMATION_NONE && subject)
		judge_text(&v, text_tidy(subject, arena), arena);
	/* The title alone does not tell a newsletter from a notice. */
	*c = (struct confirmation){ .outcome = v.outcome, .why = v.why };
	c->remark = v.remark ? v.remark : "";
	read_names(text, arena, c);
	bool named = c->nip || c->nik || c->email || c->serial || c->name;
	if (c->outcome != CONFIRMATION_NONE && !named) {
		c->outcome = CONFIRMATION_NONE;
		c->why = "names no certificate owner";
	}
}

/* 1: the same; -1: they contradict; 0: one is not known. */
static int
compare(const char *a, const char *b)
{
	if (!a || !b || !*a || !*b)
		return 0;
	return text_equal_nocase(a, b) ? 1 : -1;
}

static const char *
serial_start(const char *serial)
{
	while (serial && *serial == '0')
		serial++;
	return serial;
}

bool
confirmation_names(const struct confirmation *c, const struct owner *o)
{
	struct arena *arena = arena_new();
	int results[] = { compare(c->nik, o->nik), compare(c->nip, o->nip),
		compare(serial_start(c->serial), serial_start(o->serial)),
		compare(c->email, o->email) };
	bool same_name = name_is_same(c->name, o->name, arena);
	bool other_name = c->name && o->name && !same_name;
	int same = 0;

	arena_free(arena);
	for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
		if (results[i] < 0)
			return false;
		same += results[i];
	}
	/* A person may have changed the address' name, not the number. */
	if (other_name && !(results[0] > 0 || results[1] > 0 || results[2] > 0))
		return false;
	return same > 0 || same_name;
}
