/*
 * message: from raw mail to values. Two readers that never share code paths:
 *
 *  - head_scan() runs in cabut, which holds the secrets. It looks at raw
 *    header lines only, and everything about identity comes from it.
 *  - message_parse() runs in cabut-cell, behind the sandbox. It walks MIME,
 *    decodes, and turns HTML into text. What it says may be wrong when the
 *    sender is hostile, so it is never asked who wrote.
 *
 * Both are pure: bytes in, values in the arena out. Sources: RFC 5322, 2045,
 * 2046, 2047, 2183, 2231, 3676, 8601; what we tolerate beyond them stands in
 * docs/tolerated-mail.md.
 */
#ifndef CABUT_MESSAGE_H
#define CABUT_MESSAGE_H

#include "cabut/base.h"

enum {
	MESSAGE_BYTES_MAX = 25 * 1024 * 1024,
	HEADER_BYTES_MAX = 256 * 1024,
	HEADER_LINES_MAX = 1000,
	HEADER_IDS_MAX = 100,	     /* ids kept of References, newest last */
	HEADER_RECIPIENTS_MAX = 100, /* kept of To, Cc, Delivered-To */
	HEADER_RECEIVED_MAX = 50,    /* more: a loop, automatic */
	MIME_DEPTH_MAX = 20,
	MIME_PARTS_MAX = 200,
	MIME_DECODED_MAX = 60 * 1024 * 1024,
	MIME_WORDS_MAX = 1000,	     /* encoded words in one header */
	TEXT_BYTES_MAX = 1024 * 1024, /* body text kept, UTF-8 */
	HTML_BYTES_MAX = 2 * 1024 * 1024,
	FILE_NAME_MAX = 120,
};

struct text_list {
	const char **at;
	size_t count;
};

/* Why a mail is automatic (RFC 3834, RFC 3464), by header alone. */
enum automatic {
	AUTOMATIC_NO,
	AUTOMATIC_SUBMITTED,  /* Auto-Submitted other than "no" */
	AUTOMATIC_PRECEDENCE, /* Precedence: bulk, junk, list, auto_reply */
	AUTOMATIC_LIST,	      /* any List-* field */
	AUTOMATIC_NULL_PATH,  /* Return-Path: <> */
	AUTOMATIC_REPORT,     /* multipart/report: bounce or read receipt */
	AUTOMATIC_CALENDAR,   /* text/calendar at the top */
	AUTOMATIC_RESPONDER,  /* X-Autoreply, X-Autorespond, X-FC-Machinegen. */
	AUTOMATIC_DAEMON,     /* From mailer-daemon@ or postmaster@ */
	AUTOMATIC_LOOP,	      /* too many Received lines */
	AUTOMATIC_OURSELVES,  /* X-Cabut-Id: our own mail came back */
};

struct head_received { /* one Received or Authentication-Results field */
	bool is_results; /* Authentication-Results; else Received */
	struct slice value; /* unfolded, trimmed */
};

/* What cabut's own scanner saw. Pointers are into the arena. */
struct head {
	size_t bytes; /* header length with the empty line */

	/* Identity is readable: exactly one From field with one plain
	 * mailbox, at most one Sender, and no NUL, bare CR, 8-bit byte in
	 * From, blank before ':', broken line or group. When false the mail
	 * may open or feed a casefile but can never approve; `doubt` says why
	 * in English. */
	bool is_plain;
	const char *doubt;

	const char *from;	/* addr-spec, domain in lower case; or NULL */
	const char *message_id; /* without < >; or NULL */
	struct text_list in_reply_to;
	struct text_list references;
	struct text_list recipients; /* addr-specs as written, lower case */
	struct slice subject;	     /* raw, unfolded; empty when absent */
	struct slice date;	     /* raw */

	enum automatic automatic;

	/* Received and Authentication-Results in the order they stand, the
	 * top first. */
	struct head_received *trail;
	size_t trail_count;
};

/* Scans the header of `raw`. False (SCOPE_MESSAGE) only when a limit is
 * passed or there is no header at all; anything else is told in is_plain. */
bool head_scan(struct slice raw, struct arena *, struct head *,
    struct fault *);

/* The first message-id or addr-spec that looks like one of ours:
 * "c.TOKEN.x@host" in In-Reply-To and References, "user+TOKEN@domain" in
 * recipients, "[CABUT-2026-0042 TOKEN]" in the decoded subject. All distinct
 * tokens are returned, newest first; a mail may quote several. */
enum { MESSAGE_TOKENS_MAX = 16 };
void message_tokens(const struct head *, const char *subject,
    struct arena *, struct text_list *tokens);
/* The case number in a decoded subject, "CABUT-2026-0042"; or NULL. */
const char *message_case_number(const char *subject, struct arena *);

/* ---- MIME, in the cell only ---- */

enum part_use {
	PART_BODY_TEXT,	 /* text/plain the reader sees as the message */
	PART_BODY_HTML,	 /* text/html the reader sees as the message */
	PART_ATTACHMENT, /* a document: named, or not text */
	PART_INLINE,	 /* picture inside the HTML (Content-ID) */
	PART_CALENDAR,
	PART_REPORT,	 /* message/delivery-status, disposition notice */
};

struct part {
	enum part_use use;
	const char *type;    /* "application/pdf", lower case */
	const char *charset; /* lower case; or NULL */
	const char *name;    /* file name, cleaned: no path, no control; NULL */
	struct slice bytes;  /* decoded */
	unsigned depth;	     /* 0 = the message itself */
	bool is_nested;	     /* inside an attached message/rfc822 */
	bool is_damaged;     /* odd encoding, missing end: use with care */
};

/* The message as its reader sees it; all text is valid UTF-8 with LF. */
struct message {
	const char *subject; /* decoded; "" when absent */
	const char *text;    /* joined plain parts; NULL when there is none */
	/* The HTML parts as text: quoted blocks (blockquote, gmail_quote,
	 * Outlook's border) have "> " before each line; hidden text is left
	 * out. NULL when there is none. */
	const char *html_text;
	bool has_hidden_text; /* the HTML had text that a person cannot see */
	bool is_ambiguous;    /* duplicate structure fields, bare CR ... */
	struct part *parts;   /* every leaf, bodies included, in order */
	size_t part_count;
	/* Of a delivery report: the Message-ID of the mail it is about, its
	 * final recipient, action ("failed", "delayed") and status ("5.1.1");
	 * or NULL. */
	const char *report_message_id;
	const char *report_recipient;
	const char *report_action;
	const char *report_status;
};

bool message_parse(struct slice raw, struct arena *, struct message *,
    struct fault *);

/* Decodes RFC 2047 words; control characters become U+FFFD. */
char *message_decode_words(struct slice raw, struct arena *);
/* To UTF-8 from us-ascii, utf-8, iso-8859-1, iso-8859-15, windows-1252;
 * anything else is tried as UTF-8, then windows-1252. `doubt` (may be NULL) is
 * always written: true for an unknown name, bytes that do not fit the named
 * one, or a NUL. The result never holds a NUL. */
char *message_to_utf8(struct slice bytes, const char *charset,
    struct arena *, bool *doubt);
/* A name that is only a name: no path, no control, no leading dot, at most
 * FILE_NAME_MAX bytes of UTF-8 with its ending kept; NULL when nothing is
 * left. */
const char *file_name_clean(const char *, struct arena *);
/* RFC 3676 format=flowed; `delsp` as the parameter says. */
char *message_unflow(const char *text, bool delsp, struct arena *);
/* Visible text of an HTML document, quotes marked with "> ". */
bool message_html_text(struct slice html, const char *charset,
    struct arena *, const char **text, bool *has_hidden, struct fault *);

#endif
