/*
 * pdf_sign: the signatures of a PDF, in four steps that know little of each
 * other. The form (qpdf) says what signatures claim; the ranges are checked
 * on the raw bytes, by ourselves, as that is where readers are fooled; the
 * signature itself and the way to a CA are OpenSSL's. ISO 32000-1 12.8, ETSI
 * EN 319 142-1, RFC 5652, RFC 3161. The attacks that this must withstand:
 * pdf-insecurity.org.
 */
#ifndef PAPER_PDF_SIGN_H
#define PAPER_PDF_SIGN_H

#include <openssl/x509.h>

#include "cabut/paper.h"

enum {
	SIGNATURE_NODES_DEPTH = 20, /* fields within fields */
	CERTIFICATES_MAX = 50,	    /* that one signature brings along */
	CHAIN_DEPTH = 8,
	CHAIN_LEVEL = 2, /* OpenSSL: 112 bits, no SHA-1 */
};

/* ---- what the form claims ---- */

struct pdf_claim {
	int id, generation; /* of its object; 0: written in place */
	bool has_range;	    /* a ByteRange of four whole numbers, in place */
	int64_t range[4];
	struct slice contents;		  /* the signature, as qpdf reads it */
	const char *kind, *name, *reason; /* "" when absent */
	const char *time;		  /* "D:20260303101200+07'00'" */
	bool is_certifying;
};
struct pdf_form {
	struct pdf_claim claims[SIGNATURES_MAX];
	size_t count;
	enum signature_flaw flaw; /* of the document */
};
/* All that fields name, each once. What cannot be told is a flaw. */
void pdf_form_read(struct slice bytes, struct arena *, struct pdf_form *);

/* FLAW_ACTIVE when anything that the document's root leads to acts by itself,
 * FLAW_MANY when there is too much to tell. `qpdf`: a qpdf_data. */
enum signature_flaw pdf_acts(void *qpdf, struct arena *);

/* ---- what is signed ---- */

struct pdf_ranges {
	struct slice before, after; /* the hole between is the signature */
	struct slice cms;	    /* decoded, with its padding */
};
/* FLAW_NONE: two ranges from the first byte on, and what they leave out is
 * the hexadecimal text of `contents`, all of it and nothing else. */
enum signature_flaw pdf_ranges_of(struct slice bytes, const struct pdf_claim *,
    struct arena *, struct pdf_ranges *);
/* "D:20260303101200+07'00'"; 0: not such a text, of no zone,
 * or of no year that a record holds. */
time_s pdf_time(const char *);

/* ---- the signature ---- */

/* Sets state (WHOLE: it verified), flaw, trust, the signer's names and the
 * time. `signed_at` is what the dictionary says, or 0. */
void cms_judge(const struct pdf_ranges *, const struct anchors *,
    struct arena *, struct paper_signature *);
/* The same for a timestamp of the document (ETSI.RFC3161). */
void stamp_judge(const struct pdf_ranges *, const struct anchors *,
    struct arena *, struct paper_signature *);
/* The time of a token (DER) over `data`; 0 unless it leads to an anchor. */
time_s stamp_time(
    struct slice token, struct slice data, const struct anchors *);

/* ---- certificates ---- */

struct anchors {
	STACK_OF(X509) * certificates;
};
bool anchors_open(const char *path, struct anchors **, struct fault *);
void anchors_close(struct anchors *); /* NULL is fine */

/* A store of these alone, for this time; 0: time is not asked. */
X509_STORE *anchors_store(const struct anchors *, time_s);
/* Where `signer` leads with the help of `others`. The CA's name is set with
 * all that lead to one. `anchors` may be NULL. */
enum signature_trust chain_judge(const struct anchors *, X509 *signer,
    STACK_OF(X509) * others, time_s, struct arena *, const char **anchor);

/* One part of a name; "" when it has none. */
const char *name_part(const X509_NAME *, int nid, struct arena *);
/* CN, or O. */
const char *name_short(const X509_NAME *, struct arena *);
void signer_names(X509 *, struct arena *, struct paper_signature *);
time_s time_of_asn1(const ASN1_TIME *); /* 0: not a time */

#endif
