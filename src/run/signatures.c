/*
 * What is known about the signatures of a paper: as JSON for the store and
 * for programs, and in sentences for people. Evidence, never a decision:
 * nothing here is seen by the engine. Names stand in quotes that they cannot
 * end, as anybody can make a certificate of any name.
 */
#include <stdlib.h>

#include "work.h"

#include "cabut/banned.h"

enum { NAME_SHOWN_MAX = 120, LINE_MAX = 1500 };

/* ---- JSON ---- */

static json_t *
text_or_null(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

static json_t *
json_signature(const struct paper_signature *s, struct arena *a)
{
	json_t *j = json_pack("{s:s,s:s,s:s,s:b,s:b,s:s,s:I}", "state",
	    signature_state_name(s->state), "trust",
	    signature_trust_name(s->trust), "flaw",
	    signature_flaw_name(s->flaw), "timestamp", (int)s->is_timestamp,
	    "certifying", (int)s->is_certifying, "clock",
	    signature_clock_name(s->clock), "covered", (json_int_t)s->covered);

	json_object_set_new(j, "signed_at",
	    s->signed_at ? json_string(time_iso(a, s->signed_at))
			 : json_null());
	json_object_set_new(j, "kind", text_or_null(s->kind));
	json_object_set_new(j, "signer", text_or_null(s->signer));
	json_object_set_new(j, "organization", text_or_null(s->organization));
	json_object_set_new(j, "email", text_or_null(s->email));
	json_object_set_new(j, "serial", text_or_null(s->serial));
	json_object_set_new(j, "issuer", text_or_null(s->issuer));
	json_object_set_new(j, "anchor", text_or_null(s->anchor));
	json_object_set_new(j, "claimed_name", text_or_null(s->claimed_name));
	json_object_set_new(j, "reason", text_or_null(s->reason));
	return j;
}

json_t *
signatures_json(const struct paper *p, struct arena *a)
{
	const struct paper_signatures *all = &p->signatures;
	json_t *list;

	if (all->count == 0 && all->flaw == FLAW_NONE)
		return json_null();
	list = json_array();
	for (size_t i = 0; i < all->count; i++)
		json_array_append_new(list, json_signature(&all->list[i], a));
	return json_pack("{s:I,s:s,s:I,s:o}", "count", (json_int_t)all->count,
	    "document", signature_flaw_name(all->flaw), "bytes",
	    (json_int_t)p->bytes, "list", list);
}

const char *
signatures_keep(const struct paper *p, struct arena *a)
{
	json_t *j = signatures_json(p, a);
	char *text;
	const char *kept = NULL;

	if (!json_is_null(j) && (text = json_dumps(j, JSON_COMPACT))) {
		kept = arena_strdup(a, text);
		free(text);
	}
	json_decref(j);
	return kept;
}

void
signatures_tell(json_t *event, const struct paper *p)
{
	json_t *list;

	if (p->signatures.count == 0)
		return;
	list = json_array();
	for (size_t i = 0; i < p->signatures.count; i++) {
		const struct paper_signature *s = &p->signatures.list[i];

		json_array_append_new(
		    list, json_sprintf("%s/%s", signature_state_name(s->state),
			      signature_trust_name(s->trust)));
	}
	json_object_set_new(event, "signatures", list);
}

static const char *
take_text(const json_t *j, const char *key, struct arena *a)
{
	const char *text = json_string_value(json_object_get(j, key));

	return text ? arena_strdup(a, text) : "";
}

static const char *
take_word(const json_t *j, const char *key)
{
	return json_string_value(json_object_get(j, key));
}

static bool
take_signature(const json_t *j, struct arena *a, struct paper_signature *s)
{
	const char *at = take_word(j, "signed_at");

	s->is_timestamp = json_is_true(json_object_get(j, "timestamp"));
	s->is_certifying = json_is_true(json_object_get(j, "certifying"));
	s->covered = (size_t)json_integer_value(json_object_get(j, "covered"));
	s->kind = take_text(j, "kind", a);
	s->signer = take_text(j, "signer", a);
	s->organization = take_text(j, "organization", a);
	s->email = take_text(j, "email", a);
	s->serial = take_text(j, "serial", a);
	s->issuer = take_text(j, "issuer", a);
	s->anchor = take_text(j, "anchor", a);
	s->claimed_name = take_text(j, "claimed_name", a);
	s->reason = take_text(j, "reason", a);
	return signature_state_of(take_word(j, "state"), &s->state) &&
	       signature_trust_of(take_word(j, "trust"), &s->trust) &&
	       signature_flaw_of(take_word(j, "flaw"), &s->flaw) &&
	       signature_clock_of(take_word(j, "clock"), &s->clock) &&
	       (!at || time_parse_iso(at, &s->signed_at));
}

bool
signatures_take(const char *text, struct arena *a, struct paper *p)
{
	json_t *j = text ? json_loads(text, 0, NULL) : NULL;
	json_t *list = json_object_get(j, "list"), *item;
	struct paper_signatures all = { 0 };
	size_t i;
	bool ok = signature_flaw_of(take_word(j, "document"), &all.flaw) &&
		  json_array_size(list) <= SIGNATURES_MAX;

	all.list = arena_array(a, SIGNATURES_MAX, sizeof *all.list);
	if (ok)
		json_array_foreach(list, i, item) ok =
		    ok && take_signature(item, a, &all.list[i]);
	if (ok) {
		all.count = json_array_size(list);
		p->signatures = all;
		p->bytes =
		    (size_t)json_integer_value(json_object_get(j, "bytes"));
	}
	json_decref(j);
	return ok;
}

/* ---- sentences ---- */

static const char *
flaw_text(enum signature_flaw flaw)
{
	switch (flaw) {
	case FLAW_NONE:
		return "";
	case FLAW_RANGE:
		return "bagian berkas yang dicakupnya tidak wajar";
	case FLAW_GAP:
		return "bagian yang tidak dicakupnya bukan tanda tangan saja";
	case FLAW_CMS:
		return "datanya rusak atau bentuknya tidak dikenal";
	case FLAW_SIGNERS:
		return "penandatangannya bukan tepat satu";
	case FLAW_CERTIFICATE:
		return "sertifikatnya tidak ada, tidak sesuai, atau tidak "
		       "terbukti";
	case FLAW_WEAK:
		return "memakai algoritma lama (SHA-1 atau MD5)";
	case FLAW_ACTIVE:
		return "berkas memuat isi aktif (JavaScript, XFA, atau "
		       "tindakan otomatis)";
	case FLAW_STRAY:
		return "ada data tanda tangan di luar daftar tanda tangan "
		       "berkas";
	case FLAW_MANY:
		return "isinya lebih banyak daripada yang dapat diperiksa";
	case FLAW_ENCRYPTED:
		return "berkas terenkripsi";
	case FLAW_DAMAGED:
		return "susunan berkas rusak";
	}
	return "";
}

static const char *
trust_text(const struct paper_signature *s)
{
	switch (s->trust) {
	case TRUST_UNCHECKED:
		return "";
	case TRUST_NO_CA:
		return "; penandatangan belum dapat dibuktikan: CA belum "
		       "dikonfigurasi";
	case TRUST_PROVEN:
		return "; rantai sertifikat terverifikasi";
	case TRUST_FOREIGN:
		return "; penandatangan tidak terbukti: sertifikatnya tidak "
		       "berasal dari CA yang dipercaya";
	case TRUST_EXPIRED:
		return "; penandatangan tidak terbukti: sertifikatnya tidak "
		       "berlaku pada waktu itu";
	case TRUST_UNDATED:
		return "; penandatangan tidak terbukti: waktunya tidak "
		       "diketahui, jadi masa berlaku sertifikatnya tidak "
		       "dapat diperiksa";
	case TRUST_UNFIT:
		return "; penandatangan tidak terbukti: sertifikatnya bukan "
		       "untuk menandatangani dokumen";
	}
	return "";
}

static void
put_quoted(struct strbuf *out, const char *name)
{
	size_t len = strlen(name);

	if (len > NAME_SHOWN_MAX) {
		len = NAME_SHOWN_MAX;
		while (len > 0 && ((unsigned char)name[len] & 0xC0) == 0x80)
			len--;
	}
	strbuf_char(out, '"');
	for (size_t i = 0; i < len; i++)
		strbuf_char(out, name[i] == '"'			? '\''
				 : (unsigned char)name[i] < ' ' ? ' '
								: name[i]);
	strbuf_char(out, '"');
}

static bool
is_verified(const struct paper_signature *s)
{
	return s->state == SIGNATURE_WHOLE || s->state == SIGNATURE_FOLLOWED;
}

static void
put_who(struct strbuf *out, const struct paper_signature *s)
{
	bool is_proven = is_verified(s) && s->trust == TRUST_PROVEN;
	const char *name = *s->signer ? s->signer : s->claimed_name;

	if (!*name)
		return;
	strbuf_text(out, is_proven ? ", oleh " : ", atas nama ");
	put_quoted(out, name);
	if (is_proven && *s->organization) {
		strbuf_text(out, " dari ");
		put_quoted(out, s->organization);
	}
	if (!is_proven)
		strbuf_text(out, " (tidak terbukti)");
}

static void
put_when(struct strbuf *out, const struct paper_signature *s, enum zone zone,
    struct arena *a)
{
	if (s->clock == CLOCK_NONE)
		return;
	strbuf_printf(out, ", %s (menurut %s)",
	    civil_time_text(a, s->signed_at, zone),
	    s->clock == CLOCK_STAMP ? "stempel waktu tepercaya"
				    : "penandatangan");
}

static bool
is_followed_by_whole(const struct paper *p)
{
	for (size_t i = 0; i < p->signatures.count; i++)
		if (p->signatures.list[i].state == SIGNATURE_WHOLE)
			return true;
	return false;
}

static void
put_state(
    struct strbuf *out, const struct paper *p, const struct paper_signature *s)
{
	switch (s->state) {
	case SIGNATURE_WHOLE:
		strbuf_text(out, ", menutup seluruh berkas");
		break;
	case SIGNATURE_FOLLOWED:
		strbuf_printf(out,
		    ", BERKAS BERUBAH SESUDAHNYA: hanya menutup %zu dari %zu "
		    "byte%s",
		    s->covered, p->bytes,
		    is_followed_by_whole(p)
			? ", selebihnya ditutup tanda tangan lain"
			: "");
		break;
	case SIGNATURE_BROKEN:
		strbuf_text(out,
		    ", TIDAK COCOK dengan isi berkas: isinya berubah sesudah "
		    "ditandatangani, atau tanda tangannya palsu");
		break;
	case SIGNATURE_UNSUPPORTED:
		strbuf_text(out, ", tidak dapat dipastikan: jenis ");
		put_quoted(out, s->kind);
		strbuf_text(out, " tidak diperiksa di sini");
		break;
	case SIGNATURE_UNCERTAIN:
		strbuf_printf(
		    out, ", tidak dapat dipastikan: %s", flaw_text(s->flaw));
		break;
	}
}

static const char *
line_of(const struct paper *p, size_t i, enum zone zone, struct arena *a)
{
	const struct paper_signature *s = &p->signatures.list[i];
	struct strbuf out;
	const char *line;

	strbuf_init(&out, LINE_MAX);
	strbuf_printf(&out, "%zu", i + 1);
	if (p->signatures.count > 1)
		strbuf_printf(&out, " dari %zu", p->signatures.count);
	if (s->is_timestamp)
		strbuf_text(&out, " (stempel waktu dokumen)");
	put_who(&out, s);
	put_when(&out, s, zone, a);
	put_state(&out, p, s);
	if (is_verified(s))
		strbuf_text(&out, trust_text(s));
	if (is_verified(s) && s->trust == TRUST_PROVEN && *s->anchor) {
		strbuf_text(&out, " sampai ");
		put_quoted(&out, s->anchor);
	}
	strbuf_char(&out, '.');
	line = strbuf_keep(&out, a);
	strbuf_release(&out);
	return line;
}

const char **
signatures_lines(
    const struct paper *p, enum zone zone, struct arena *a, size_t *count)
{
	const struct paper_signatures *all = &p->signatures;
	const char **lines = arena_array(a, all->count + 1, sizeof *lines);

	*count = all->count;
	for (size_t i = 0; i < all->count; i++)
		lines[i] = line_of(p, i, zone, a);
	if (all->count == 0 && all->flaw != FLAW_NONE)
		lines[(*count)++] = arena_printf(
		    a, "tidak dapat dipastikan: %s.", flaw_text(all->flaw));
	return lines;
}
