/*
 * Certificates: whose, until when, and whether one leads to a CA of ours.
 * Only what the signature brings along and what the operator configured is
 * used; nothing is fetched.
 */
#include <openssl/x509v3.h>
#include <time.h>
#include <unistd.h>

#include "pdf_sign.h"

#include "cabut/banned.h"

time_s
time_of_asn1(const ASN1_TIME *at)
{
	struct tm tm;

	if (!at || ASN1_TIME_to_tm(at, &tm) != 1)
		return 0;
	time_s t = timegm(&tm);

	return t > 0 ? t : 0;
}

static const char *
keep_text(const char *at, size_t len, struct arena *arena)
{
	return memchr(at, '\0', len) ? "" : arena_copy(arena, at, len);
}

const char *
name_part(const X509_NAME *name, int nid, struct arena *arena)
{
	int i = X509_NAME_get_index_by_NID(name, nid, -1);
	unsigned char *text = NULL;
	const char *kept;
	int len;

	if (i < 0)
		return "";
	len = ASN1_STRING_to_UTF8(
	    &text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i)));
	if (len < 0)
		return "";
	kept = keep_text((const char *)text, (size_t)len, arena);
	OPENSSL_free(text);
	return kept;
}

const char *
name_short(const X509_NAME *name, struct arena *arena)
{
	const char *common = name_part(name, NID_commonName, arena);

	return *common ? common : name_part(name, NID_organizationName, arena);
}

static const char *
mail_of(X509 *certificate, struct arena *arena)
{
	STACK_OF(OPENSSL_STRING) *all = X509_get1_email(certificate);
	const char *mail =
	    sk_OPENSSL_STRING_num(all) > 0
		? arena_strdup(arena, sk_OPENSSL_STRING_value(all, 0))
		: "";

	X509_email_free(all);
	return mail;
}

void
signer_names(X509 *x, struct arena *arena, struct paper_signature *s)
{
	const X509_NAME *subject = X509_get_subject_name(x);

	s->signer = name_part(subject, NID_commonName, arena);
	s->organization = name_part(subject, NID_organizationName, arena);
	s->serial = name_part(subject, NID_serialNumber, arena);
	s->email = mail_of(x, arena);
	s->issuer = name_short(X509_get_issuer_name(x), arena);
}

/* ---- the way to a CA ---- */

X509_STORE *
anchors_store(const struct anchors *a, time_s at)
{
	X509_STORE *store = X509_STORE_new();
	X509_VERIFY_PARAM *param;

	if (!store)
		_exit(75);
	param = X509_STORE_get0_param(store);
	/* An intermediate CA that the operator names is trusted as it is. */
	X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
	X509_VERIFY_PARAM_set_depth(param, CHAIN_DEPTH);
	X509_VERIFY_PARAM_set_auth_level(param, CHAIN_LEVEL);
	if (at > 0)
		X509_VERIFY_PARAM_set_time(param, (time_t)at);
	else
		X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME);
	for (int i = 0; i < sk_X509_num(a->certificates); i++)
		X509_STORE_add_cert(store, sk_X509_value(a->certificates, i));
	return store;
}

static bool
leads_to_anchor(const struct anchors *a, X509 *signer, STACK_OF(X509) * others,
    time_s at, struct arena *arena, const char **anchor)
{
	X509_STORE *store = anchors_store(a, at);
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	bool ok = ctx && X509_STORE_CTX_init(ctx, store, signer, others) == 1 &&
		  X509_verify_cert(ctx) == 1;

	if (ok) {
		STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(ctx);
		X509 *last = sk_X509_value(chain, sk_X509_num(chain) - 1);

		*anchor = name_short(X509_get_subject_name(last), arena);
	}
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	return ok;
}

/* RFC 5280 4.2.1.3: without the extension a key is for everything. */
static bool
may_sign(X509 *signer)
{
	return (X509_get_key_usage(signer) &
		   (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

enum signature_trust
chain_judge(const struct anchors *a, X509 *signer, STACK_OF(X509) * others,
    time_s at, struct arena *arena, const char **anchor)
{
	const char *same;

	if (!a || sk_X509_num(a->certificates) == 0)
		return TRUST_NO_CA;
	/* First without the clock: "expired" is said of a proven chain only. */
	if (!leads_to_anchor(a, signer, others, 0, arena, anchor))
		return TRUST_FOREIGN;
	if (!may_sign(signer))
		return TRUST_UNFIT;
	if (at == 0)
		return TRUST_UNDATED;
	return leads_to_anchor(a, signer, others, at, arena, &same)
		   ? TRUST_PROVEN
		   : TRUST_EXPIRED;
}
