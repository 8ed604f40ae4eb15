/*
 * The last look at a mail before it leaves. libcurl stuffs dots only after
 * CRLF, so a bare LF could smuggle a second mail past the final dot.
 */
#include "wires.h"

#include "cabut/banned.h"

const char *
smtp_body_trouble(struct slice bytes)
{
	if (bytes.len < 2 || bytes.len > DISPATCH_MAIL_MAX)
		return "mail is empty or too big";
	if (memchr(bytes.at, '\0', bytes.len))
		return "mail has a NUL byte";
	if (bytes.at[bytes.len - 1] != '\n')
		return "mail does not end with CRLF";
	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.at[i];
		if (c == '\n' && (i == 0 || bytes.at[i - 1] != '\r'))
			return "mail has a bare LF";
		if (c == '\r' && bytes.at[i + 1] != '\n')
			return "mail has a bare CR";
	}
	return NULL;
}
