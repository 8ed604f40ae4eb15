/*
 * The operator's file of CA certificates, as cabut checks it and as the cell
 * reads it before it locks itself: one reading for both. It is the
 * operator's, not a sender's.
 */
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <unistd.h>

#include "pdf_sign.h"

#include "cabut/banned.h"

/* A certificate needs no password; nobody is asked for one. */
static int
no_password(char *room, int size, int is_writing, void *context)
{
	(void)room;
	(void)size;
	(void)is_writing;
	(void)context;
	return -1;
}

static bool
fault_of_end(const char *path, int count, struct fault *f)
{
	unsigned long error = ERR_peek_last_error();
	bool is_end = ERR_GET_LIB(error) == ERR_LIB_PEM &&
		      ERR_GET_REASON(error) == PEM_R_NO_START_LINE;

	ERR_clear_error();
	if (!is_end)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: certificate %d cannot be read; copy it again from "
		    "its issuer",
		    path, count + 1);
	return count > 0 ||
	       fault_set(f, SCOPE_CONFIG,
		   "%s: no certificate; expected PEM (-----BEGIN "
		   "CERTIFICATE-----), made from a .cer or .crt by: openssl "
		   "x509 -inform DER -in CA.cer -out CA.pem",
		   path);
}

static bool
take_certificate(const char *path, X509 *x, struct anchors *a, struct fault *f)
{
	int number = sk_X509_num(a->certificates) + 1;

	if (number > CA_COUNT_MAX || X509_check_ca(x) == 0) {
		X509_free(x);
		return fault_set(f, SCOPE_CONFIG,
		    number > CA_COUNT_MAX
			? "%s: certificate %d is one too many; keep only "
			  "the CAs whose signatures you trust"
			: "%s: certificate %d is not one of a CA; keep only "
			  "those of the CAs themselves",
		    path, number);
	}
	if (sk_X509_push(a->certificates, x) == 0)
		_exit(75);
	return true;
}

static bool
take_all(
    const char *path, struct slice text, struct anchors *a, struct fault *f)
{
	BIO *in = BIO_new_mem_buf(text.at, (int)text.len);
	bool ok = in != NULL;
	X509 *x;

	ERR_clear_error();
	while (ok && (x = PEM_read_bio_X509(in, NULL, no_password, NULL)))
		ok = take_certificate(path, x, a, f);
	ok = ok && fault_of_end(path, sk_X509_num(a->certificates), f);
	BIO_free(in);
	return ok;
}

bool
anchors_open(const char *path, struct anchors **out, struct fault *f)
{
	struct arena *arena = arena_new();
	struct anchors *a = calloc(1, sizeof *a);
	struct slice text;
	bool ok;

	if (!a || !(a->certificates = sk_X509_new_null()))
		_exit(75);
	ok = file_read(path, CA_FILE_MAX, arena, &text, f) &&
	     take_all(path, text, a, f);
	arena_free(arena);
	if (ok)
		*out = a;
	else
		anchors_close(a);
	return ok;
}

void
anchors_close(struct anchors *a)
{
	if (!a)
		return;
	sk_X509_pop_free(a->certificates, X509_free);
	free(a);
}

bool
ca_file_read(
    const char *path, struct arena *arena, struct ca_list *out, struct fault *f)
{
	struct anchors *a;
	struct ca_list all;

	if (!anchors_open(path, &a, f))
		return false;
	all.count = (size_t)sk_X509_num(a->certificates);
	all.list = arena_array(arena, all.count, sizeof *all.list);
	for (size_t i = 0; i < all.count; i++) {
		X509 *x = sk_X509_value(a->certificates, (int)i);

		all.list[i] = (struct ca_certificate){
			name_short(X509_get_subject_name(x), arena),
			time_of_asn1(X509_get0_notAfter(x))
		};
	}
	anchors_close(a);
	*out = all;
	return true;
}
