/*
 * notice: what cabut writes. Templates (a Mustache subset), MIME composition,
 * and the drafted Surat Rekomendasi as PDF. Pure: values in, bytes out.
 *
 * A template is three files NAME.subject, NAME.txt, NAME.html in one folder;
 * partials start with '_'. Values are a JSON object (jansson). HTML escapes by
 * default; an unknown name is an error with file and line, so a typing error
 * in an agency's copy is found by `cabut check`, never in a sent mail.
 *
 * No line of ours may be readable as a decision when somebody quotes it: see
 * the quoted-template property in the tests.
 */
#ifndef CABUT_NOTICE_H
#define CABUT_NOTICE_H

#include <jansson.h>

#include "cabut/base.h"

enum {
	TEMPLATE_BYTES_MAX = 256 * 1024,
	TEMPLATE_DEPTH_MAX = 8,	    /* partials within partials */
	TEMPLATE_SECTIONS_MAX = 32, /* sections within sections */
	TEMPLATE_OUTPUT_MAX = 1024 * 1024,
	NOTICE_BYTES_MAX = 20 * 1024 * 1024,
	NOTICE_ATTACHMENTS_MAX = 20,
	SUBJECT_MAX = 250, /* bytes; a longer one loses its middle */
	DISPLAY_NAME_MAX = 200,
	ATTACHMENT_NAME_MAX = 120,
	MESSAGE_ID_MAX = 250,
	REFERENCES_MAX = 20, /* of a longer thread: the first and the last */
	MAILTO_BYTES_MAX = 4096,
	RECOMMENDATION_OWNERS_MAX = 50,
};

/* ---- templates ---- */

/* {{x}} {{x.y}} {{#x}} {{^x}} {{/x}} {{>x}} {{!x}} {{.}}; {{{x}}} and {{&x}}
 * are refused in HTML. `where` names the template in faults ("file:line").
 * `escape`: HTML rules. `partials` is a folder or NULL; a partial is called by
 * its whole file name: {{>_kaki.txt}}. False are: false, null, "" and []. */
bool template_render(const char *where, struct slice text, const char *partials,
    bool escape, const json_t *values, struct arena *, const char **out,
    struct fault *);

/* ---- one mail ---- */

struct attachment {
	const char *name; /* any UTF-8; encoded by RFC 2231 */
	const char *type;
	struct slice bytes;
};

struct mail {
	const char *from_name, *from; /* address_is_plain */
	const char *to;		      /* one recipient */
	const char *reply_to;	      /* plus-address with token; or NULL */
	const char *subject;
	const char *message_id;	 /* without < > */
	const char *in_reply_to; /* or NULL */
	const char **references;
	size_t reference_count;
	time_s date;
	enum zone zone;
	const char *case_number; /* X-Cabut-Id; or NULL */
	bool is_reply;		 /* Auto-Submitted: auto-replied */
	const char *text, *html; /* UTF-8, LF; html may be NULL */
	const struct attachment *attachments;
	size_t attachment_count;
};

/* The bytes on the wire: CRLF, 7 bit, every line below 998, boundaries from
 * `entropy`. SCOPE_MESSAGE when an address, the Message-ID or the case number
 * is refused. In subject and names control characters become blanks. An
 * in_reply_to or reference that cannot be written safely is left out: it came
 * with a stranger's mail and only helps threads. X-Cabut-Id stands on every
 * mail ("-" without a case), so that ours are known when they come back. */
bool mail_compose(const struct mail *, struct entropy *, struct arena *,
    struct slice *bytes, struct fault *);

/* Subject, text and HTML of template `name` in `folder`. In values, control
 * characters become blanks, and invisible or bidi ones U+FFFD, so that no
 * value makes a line of its own; the text is folded at 72 columns. */
struct rendered {
	const char *subject, *text, *html;
};
bool notice_render(const char *folder, const char *name, const json_t *values,
    struct arena *, struct rendered *, struct fault *);

/* Renders the example, and besides visits every section once, so that an
 * unknown name is found also where the example shows nothing. */
bool notice_check(
    const char *folder, const char *name, struct arena *, struct fault *);

/* The names of all mail templates, NULL-terminated, and for each the example
 * values by which `cabut check` renders it. All keys are always there; those
 * that mean nothing for `name` are "", [] or false. NULL: all are filled. */
const char *const *notice_names(void);
json_t *notice_example(const char *name); /* caller: json_decref */

/* The `gaya` of a button in `tombol`: inline CSS, dark on light, since a
 * reply that quotes us may lose the background. */
enum button { BUTTON_MAIN, BUTTON_STOP, BUTTON_PLAIN };
const char *notice_button_style(enum button);

/* "mailto:" link with subject and body, percent-encoded. */
char *notice_mailto(
    struct arena *, const char *address, const char *subject, const char *body);

/* ---- the drafted Surat Rekomendasi ---- */

struct recommendation_owner {
	const char *name, *nip, *position, *institution, *email, *reason;
};
struct recommendation {
	/* Letterhead, one line each: government, office, address. */
	const char *const *letterhead;
	size_t letterhead_count;
	const char *number; /* "555/012/Diskominfo/XI/2026" */
	const char *place;  /* "Lolak" */
	time_s date;
	enum zone zone;
	const char *letter_number, *letter_date_text; /* of the request; NULL */
	const char *case_number;
	const struct recommendation_owner *owners;
	size_t owner_count;
	const char *signer_title, *signer_name, *signer_rank, *signer_nip;
};
/* One A4 PDF; the same values give the same bytes. */
bool recommendation_pdf(const struct recommendation *, struct arena *,
    struct slice *pdf, struct fault *);

#endif
