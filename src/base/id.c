/*
 * Unguessable tokens and digests.
 */
#include <stdlib.h>
#include <sys/random.h>

#include <openssl/evp.h>

#include "cabut/base.h"

#include "cabut/banned.h"

static void
fill_from_system(struct entropy *e, void *out, size_t len)
{
	char *at = out;

	(void)e;
	while (len > 0) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0)
			abort(); /* a kernel without random bytes: no token */
		at += got;
		len -= (size_t)got;
	}
}

/* splitmix64: good enough to tell tests apart, never used outside them. */
static void
fill_from_seed(struct entropy *e, void *out, size_t len)
{
	unsigned char *at = out;

	for (size_t i = 0; i < len; i++) {
		uint64_t z = e->state += 0x9e3779b97f4a7c15u;

		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
		at[i] = (unsigned char)(z >> 24);
	}
}

struct entropy
entropy_of_system(void)
{
	return (struct entropy){ .fill = fill_from_system };
}

struct entropy
entropy_of_seed(uint64_t seed)
{
	return (struct entropy){ .fill = fill_from_seed, .state = seed };
}

void
token_make(struct entropy *e, char out[TOKEN_TEXT_LEN + 1])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char bits[TOKEN_BYTES + 1] = { 0 };

	e->fill(e, bits, TOKEN_BYTES);
	for (size_t i = 0; i < TOKEN_TEXT_LEN; i++) {
		size_t bit = i * 5;
		unsigned pair =
		    (unsigned)bits[bit / 8] << 8 | bits[bit / 8 + 1];

		out[i] = letters[pair >> (11 - bit % 8) & 31];
	}
	out[TOKEN_TEXT_LEN] = '\0';
}

void
sha256_hex(const void *at, size_t len, char out[SHA256_HEX_LEN + 1])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char digest[32];
	unsigned got = 0;

	if (!EVP_Digest(at, len, digest, &got, EVP_sha256(), NULL) ||
	    got != sizeof digest)
		abort();
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = hex[digest[i] >> 4];
		out[2 * i + 1] = hex[digest[i] & 15];
	}
	out[SHA256_HEX_LEN] = '\0';
}

void
sha256_hex_text(const char *text, char out[SHA256_HEX_LEN + 1])
{
	sha256_hex(text, strlen(text), out);
}
