/*
 * The signature itself: CMS (RFC 5652) without its content, which is the two
 * ranges. One signer, with signed attributes, whose certificate it brings
 * along; a signing-certificate attribute (RFC 5035), when it has one, must
 * name that certificate.
 */
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>

#include "pdf_sign.h"

#include "cabut/banned.h"

static bool
is_padding(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (at[i] != '\0')
			return false;
	return true;
}

/* NULL: not one whole structure with nothing but zeros behind it. */
static CMS_ContentInfo *
cms_parse(struct slice der)
{
	const unsigned char *at = (const unsigned char *)der.at;
	const unsigned char *end = at + der.len;
	CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)der.len);

	if (cms && is_padding((const char *)at, (size_t)(end - at)))
		return cms;
	CMS_ContentInfo_free(cms);
	return NULL;
}

static bool
is_weak(CMS_SignerInfo *si)
{
	X509_ALGOR *digest = NULL;
	const ASN1_OBJECT *kind;

	CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
	X509_ALGOR_get0(&kind, NULL, NULL, digest);
	int nid = OBJ_obj2nid(kind);

	return nid == NID_sha1 || nid == NID_md5 || nid == NID_md4 ||
	       nid == NID_md2 || nid == NID_undef;
}

/* A form that this code judges: signed data, detached, one signer. */
static enum signature_flaw
form_of(CMS_ContentInfo *cms, CMS_SignerInfo **out)
{
	STACK_OF(CMS_SignerInfo) * all;

	if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed ||
	    CMS_is_detached(cms) != 1 ||
	    OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_pkcs7_data)
		return FLAW_CMS;
	all = CMS_get0_SignerInfos(cms);
	if (sk_CMS_SignerInfo_num(all) != 1)
		return FLAW_SIGNERS;
	*out = sk_CMS_SignerInfo_value(all, 0);
	if (CMS_signed_get_attr_count(*out) <= 0)
		return FLAW_CMS;
	return is_weak(*out) ? FLAW_WEAK : FLAW_NONE;
}

/* ---- whose ---- */

static X509 *
signer_of(CMS_SignerInfo *si, STACK_OF(X509) * certificates)
{
	for (int i = 0; i < sk_X509_num(certificates); i++) {
		X509 *x = sk_X509_value(certificates, i);

		if (CMS_SignerInfo_cert_cmp(si, x) == 0)
			return x;
	}
	return NULL;
}

static struct slice
attribute(CMS_SignerInfo *si, int nid, bool is_signed)
{
	int at = is_signed ? CMS_signed_get_attr_by_NID(si, nid, -1)
			   : CMS_unsigned_get_attr_by_NID(si, nid, -1);
	X509_ATTRIBUTE *a = at < 0	? NULL
			    : is_signed ? CMS_signed_get_attr(si, at)
					: CMS_unsigned_get_attr(si, at);
	ASN1_STRING *value =
	    a ? X509_ATTRIBUTE_get0_data(a, 0, V_ASN1_SEQUENCE, NULL) : NULL;

	return value
		   ? (struct slice){ (const char *)ASN1_STRING_get0_data(value),
			     (size_t)ASN1_STRING_length(value) }
		   : (struct slice){ NULL, 0 };
}

/* The first one named must be the signer's. */
static bool
ess_agrees(struct slice one, struct slice two, STACK_OF(X509) * signer_first)
{
	const unsigned char *at = (const unsigned char *)one.at;
	ESS_SIGNING_CERT *v1 =
	    one.at ? d2i_ESS_SIGNING_CERT(NULL, &at, (long)one.len) : NULL;
	const unsigned char *at2 = (const unsigned char *)two.at;
	ESS_SIGNING_CERT_V2 *v2 =
	    two.at ? d2i_ESS_SIGNING_CERT_V2(NULL, &at2, (long)two.len) : NULL;
	bool ok = (v1 || !one.at) && (v2 || !two.at) &&
		  OSSL_ESS_check_signing_certs(v1, v2, signer_first, 0) > 0;

	ESS_SIGNING_CERT_free(v1);
	ESS_SIGNING_CERT_V2_free(v2);
	return ok;
}

static bool
ess_is_fine(CMS_SignerInfo *si, X509 *signer, STACK_OF(X509) * certificates)
{
	struct slice one =
	    attribute(si, NID_id_smime_aa_signingCertificate, true);
	struct slice two =
	    attribute(si, NID_id_smime_aa_signingCertificateV2, true);
	STACK_OF(X509) * ordered;
	bool ok;

	if (!one.at && !two.at)
		return true;
	ordered = sk_X509_new_null();
	ok = ordered && sk_X509_push(ordered, signer) > 0;
	for (int i = 0; ok && i < sk_X509_num(certificates); i++)
		if (sk_X509_value(certificates, i) != signer)
			ok = sk_X509_push(
				 ordered, sk_X509_value(certificates, i)) > 0;
	ok = ok && ess_agrees(one, two, ordered);
	sk_X509_free(ordered);
	return ok;
}

/* ---- when ---- */

static time_s
claimed_time(CMS_SignerInfo *si)
{
	int at = CMS_signed_get_attr_by_NID(si, NID_pkcs9_signingTime, -1);
	ASN1_TYPE *t =
	    at < 0 ? NULL
		   : X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(si, at), 0);

	if (!t ||
	    (t->type != V_ASN1_UTCTIME && t->type != V_ASN1_GENERALIZEDTIME))
		return 0;
	return time_of_asn1(t->value.asn1_string);
}

/* A timestamp (RFC 3161) over the signature's value stands above what the
 * signer says, and that above the dictionary. */
static void
set_time(CMS_SignerInfo *si, const struct anchors *a, struct paper_signature *s)
{
	struct slice token =
	    attribute(si, NID_id_smime_aa_timeStampToken, false);
	ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(si);
	struct slice signature = { (const char *)ASN1_STRING_get0_data(value),
		(size_t)ASN1_STRING_length(value) };
	time_s stamped = token.at ? stamp_time(token, signature, a) : 0;
	time_s claimed = claimed_time(si);

	if (claimed > 0)
		s->signed_at = claimed;
	if (stamped > 0)
		s->signed_at = stamped;
	s->clock = stamped > 0	      ? CLOCK_STAMP
		   : s->signed_at > 0 ? CLOCK_SIGNER
				      : CLOCK_NONE;
}

/* ---- whether ---- */

static bool
is_mismatch(void)
{
	unsigned long error;
	bool found = false;

	while ((error = ERR_get_error()) != 0)
		found |= ERR_GET_LIB(error) == ERR_LIB_CMS &&
			 ERR_GET_REASON(error) == CMS_R_VERIFICATION_FAILURE;
	return found;
}

static void
verify(
    CMS_ContentInfo *cms, const struct pdf_ranges *r, struct paper_signature *s)
{
	size_t len = r->before.len + r->after.len;
	struct arena *own = arena_new(); /* a document's size for each */
	char *all = arena_alloc(own, len);
	BIO *content;

	memcpy(all, r->before.at, r->before.len);
	memcpy(all + r->before.len, r->after.at, r->after.len);
	content = BIO_new_mem_buf(all, (int)len);
	ERR_clear_error();
	if (CMS_verify(cms, NULL, NULL, content, NULL,
		CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY) == 1) {
		s->state = SIGNATURE_WHOLE;
	} else if (is_mismatch()) {
		s->state = SIGNATURE_BROKEN;
	} else {
		s->state = SIGNATURE_UNCERTAIN;
		s->flaw = FLAW_CMS;
	}
	BIO_free(content);
	arena_free(own);
}

static void
judge(CMS_ContentInfo *cms, const struct pdf_ranges *r, const struct anchors *a,
    struct arena *arena, struct paper_signature *s)
{
	STACK_OF(X509) *certificates = NULL;
	CMS_SignerInfo *si = NULL;
	X509 *signer = NULL;

	s->flaw = form_of(cms, &si);
	if (s->flaw == FLAW_NONE) {
		certificates = CMS_get1_certs(cms);
		signer = sk_X509_num(certificates) <= CERTIFICATES_MAX
			     ? signer_of(si, certificates)
			     : NULL;
		if (!signer || !ess_is_fine(si, signer, certificates))
			s->flaw = FLAW_CERTIFICATE;
	}
	if (signer)
		signer_names(signer, arena, s);
	if (s->flaw == FLAW_NONE) {
		set_time(si, a, s);
		verify(cms, r, s);
		if (s->state == SIGNATURE_WHOLE)
			s->trust = chain_judge(a, signer, certificates,
			    s->signed_at, arena, &s->anchor);
	}
	sk_X509_pop_free(certificates, X509_free);
}

void
cms_judge(const struct pdf_ranges *r, const struct anchors *a,
    struct arena *arena, struct paper_signature *s)
{
	CMS_ContentInfo *cms = cms_parse(r->cms);

	s->state = SIGNATURE_UNCERTAIN;
	if (cms)
		judge(cms, r, a, arena, s);
	else
		s->flaw = FLAW_CMS;
	CMS_ContentInfo_free(cms);
}
