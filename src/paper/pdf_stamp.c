/*
 * Timestamps (RFC 3161): over a signature's value, and over a whole document.
 * A time counts only when its authority leads to a configured CA, at that
 * very time; else the signer's own word stands, and is called that.
 */
#include <openssl/err.h>
#include <openssl/ts.h>

#include "pdf_sign.h"

#include "cabut/banned.h"

static PKCS7 *
token_parse(struct slice der)
{
	const unsigned char *at = (const unsigned char *)der.at;

	return d2i_PKCS7(NULL, &at, (long)der.len);
}

static time_s
token_time(PKCS7 *token)
{
	TS_TST_INFO *info = PKCS7_to_TS_TST_INFO(token);
	time_s at = info ? time_of_asn1(TS_TST_INFO_get_time(info)) : 0;

	TS_TST_INFO_free(info);
	return at;
}

static bool
token_verifies(
    PKCS7 *token, struct slice data, const struct anchors *a, time_s at)
{
	TS_VERIFY_CTX *ctx = TS_VERIFY_CTX_new();
	bool ok;

	if (!ctx)
		return false;
	TS_VERIFY_CTX_set_flags(
	    ctx, TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_DATA);
	TS_VERIFY_CTX_set_data(ctx, BIO_new_mem_buf(data.at, (int)data.len));
	TS_VERIFY_CTX_set_store(ctx, anchors_store(a, at));
	ok = TS_RESP_verify_token(ctx, token) == 1;
	TS_VERIFY_CTX_free(ctx);
	ERR_clear_error();
	return ok;
}

time_s
stamp_time(struct slice der, struct slice data, const struct anchors *a)
{
	PKCS7 *token;
	time_s at = 0;

	if (!a || !(token = token_parse(der)))
		return 0;
	if (PKCS7_type_is_signed(token))
		at = token_time(token);
	if (at > 0 && !token_verifies(token, data, a, at))
		at = 0;
	PKCS7_free(token);
	return at;
}

static void
authority_names(PKCS7 *token, struct arena *arena, struct paper_signature *s)
{
	STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);

	if (sk_X509_num(signers) == 1)
		signer_names(sk_X509_value(signers, 0), arena, s);
	sk_X509_free(signers);
}

static void
judge(PKCS7 *token, const struct pdf_ranges *r, const struct anchors *a,
    struct arena *arena, struct paper_signature *s)
{
	size_t len = r->before.len + r->after.len;
	struct arena *own = arena_new(); /* a document's size for each */
	char *all = arena_alloc(own, len);
	time_s at = token_time(token);

	authority_names(token, arena, s);
	memcpy(all, r->before.at, r->before.len);
	memcpy(all + r->before.len, r->after.at, r->after.len);
	if (!a || at == 0) {
		s->trust = TRUST_NO_CA;
	} else if (token_verifies(token, (struct slice){ all, len }, a, at)) {
		s->state = SIGNATURE_WHOLE;
		s->trust = TRUST_PROVEN;
		s->signed_at = at;
		s->clock = CLOCK_STAMP;
	}
	arena_free(own);
}

/* Without a CA, or with one that does not know the authority, a timestamp
 * proves nothing, whatever its digest. */
void
stamp_judge(const struct pdf_ranges *r, const struct anchors *a,
    struct arena *arena, struct paper_signature *s)
{
	PKCS7 *token = token_parse(r->cms);

	s->state = SIGNATURE_UNCERTAIN;
	s->flaw = FLAW_CERTIFICATE;
	s->signed_at = 0;
	s->clock = CLOCK_NONE;
	if (token && PKCS7_type_is_signed(token))
		judge(token, r, a, arena, s);
	if (s->state == SIGNATURE_WHOLE)
		s->flaw = FLAW_NONE;
	PKCS7_free(token);
}
