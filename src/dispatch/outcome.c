/*
 * From libcurl's result, the last reply code and the stage of the talk to
 * one of five outcomes. Promise: "refused" only for what is about this mail;
 * what is about us or the server never gives a mail up; and wherever the
 * final dot may have gone out unanswered, the outcome is "uncertain".
 */
#include <curl/curl.h>

#include "wires.h"

#include "cabut/banned.h"

enum {
	REPLY_AUTH_REQUIRED = 530,
	REPLY_AUTH_TOO_WEAK = 534,
	REPLY_AUTH_FAILED = 535,
	REPLY_AUTH_NEEDS_TLS = 538,
	REPLY_TOO_BIG = 552,
};

const char *
wire_result_name(enum wire_result result)
{
	switch (result) {
	case WIRE_SENT:
		return "sent";
	case WIRE_LATER:
		return "later";
	case WIRE_REFUSED:
		return "refused";
	case WIRE_UNCERTAIN:
		return "uncertain";
	case WIRE_STOP:
		return "stop";
	}
	return "?";
}

static bool
is_about_tls(CURLcode result)
{
	/* Too many codes to switch over; the rest is somebody else's. */
	return result == CURLE_SSL_CONNECT_ERROR ||
	       result == CURLE_PEER_FAILED_VERIFICATION ||
	       result == CURLE_USE_SSL_FAILED ||
	       result == CURLE_SSL_CACERT_BADFILE ||
	       result == CURLE_SSL_CERTPROBLEM || result == CURLE_SSL_CIPHER ||
	       result == CURLE_SSL_CRL_BADFILE ||
	       result == CURLE_SSL_ISSUER_ERROR ||
	       result == CURLE_SSL_ENGINE_INITFAILED;
}

static bool
is_about_login(long code)
{
	return code == REPLY_AUTH_REQUIRED || code == REPLY_AUTH_TOO_WEAK ||
	       code == REPLY_AUTH_FAILED || code == REPLY_AUTH_NEEDS_TLS;
}

/* A 5xx: about whom? */
static enum wire_result
refusal(long code, enum smtp_stage stage)
{
	switch (stage) {
	case STAGE_HELLO:
		return WIRE_LATER; /* the server takes nobody's mail now */
	case STAGE_MAIL:
		/* Our sender address is not welcome, which holds for every
		 * mail: an operator must act. Only the size is this mail's. */
		return code == REPLY_TOO_BIG ? WIRE_REFUSED : WIRE_STOP;
	case STAGE_RCPT:
	case STAGE_DATA:
	case STAGE_DOT:
		return WIRE_REFUSED;
	}
	return WIRE_LATER;
}

enum wire_result
smtp_outcome(int curl_result, long code, enum smtp_stage stage)
{
	CURLcode result = (CURLcode)curl_result;
	long class = code / 100;

	if (result == CURLE_OK && class == 2 && stage == STAGE_DOT)
		return WIRE_SENT;
	if (is_about_tls(result))
		return WIRE_STOP;
	if (code == 0)
		return stage == STAGE_DOT ? WIRE_UNCERTAIN : WIRE_LATER;
	if (class == 4)
		return WIRE_LATER;
	if (result == CURLE_LOGIN_DENIED || is_about_login(code))
		return WIRE_STOP;
	if (class == 5)
		return refusal(code, stage);
	/* 2xx and 3xx beside an error are the reply before the silence. */
	return stage == STAGE_DOT ? WIRE_UNCERTAIN : WIRE_LATER;
}
