/*
 * What the files of the two wires share: where it leads (target.c), what was
 * said on it (talk.c), what that means (outcome.c). Not seen by other rooms.
 */
#ifndef CABUT_DISPATCH_WIRES_H
#define CABUT_DISPATCH_WIRES_H

#include <curl/curl.h>

#include "cabut/dispatch.h"

enum {
	SMTP_HOST_MAX = 255,
	SMTP_USER_MAX = 254,
	SMTP_PORT = 587,
	SMTPS_PORT = 465,
};

/* ---- target.c: the URL, taken apart ---- */

struct smtp_target {
	bool implicit_tls;	      /* smtps:// */
	char host[SMTP_HOST_MAX + 1]; /* a name, IPv4, or [IPv6] */
	unsigned port;
	char user[SMTP_USER_MAX + 1]; /* percent-decoded; "": no AUTH */
};

/* A password inside the URL is refused: URLs end up in logs. */
bool smtp_target_parse(const char *url, struct smtp_target *, struct fault *);

/* ---- talk.c: how far one conversation came ---- */

enum smtp_stage {
	STAGE_HELLO, /* connecting, greeting, EHLO, STARTTLS, AUTH */
	STAGE_MAIL,
	STAGE_RCPT,
	STAGE_DATA, /* DATA sent, bytes may follow */
	STAGE_DOT,  /* every byte was given to libcurl: the dot may be out */
};

struct smtp_talk {
	enum smtp_stage stage;
	bool tried_login;
	bool over;	 /* QUIT sent: its reply is of no interest */
	bool joining;	 /* the reply has more lines to come */
	char reply[256]; /* the server's last reply, printable ASCII */
};

void smtp_talk_start(struct smtp_talk *);
/* A command as it leaves: moves the stage. */
void smtp_talk_sent(struct smtp_talk *, const char *at, size_t len);
/* One reply line as it came; the lines of one reply are joined. */
void smtp_talk_heard(struct smtp_talk *, const char *at, size_t len);

/* ---- outcome.c: what that means ---- */

/* `curl_result` is a CURLcode; `code` the last SMTP reply code or 0. */
enum wire_result smtp_outcome(int curl_result, long code, enum smtp_stage);
/* Printable ASCII; everything else becomes '?'. */
void wire_outcome_set(
    struct wire_outcome *, enum wire_result, int code, const char *text);

/* ---- body.c ---- */

/* Only CRLF line ends, no NUL, CRLF at the end, within DISPATCH_MAIL_MAX.
 * A bare LF would let "\n.\n" end the mail early (smuggling). NULL: fine;
 * else why not, a constant. */
const char *smtp_body_trouble(struct slice bytes);

/* ---- smtp_handle.c: libcurl, held firmly ---- */

struct smtp_limits { /* seconds */
	int connect_s;
	int command_s; /* each reply but the last */
	int reply_s;   /* the reply to the final dot */
};
extern const struct smtp_limits smtp_limits_usual;

struct wire_smtp {
	struct wire wire;    /* first: the seam */
	struct arena *arena; /* owns this and all texts in it */
	struct smtp_target target;
	struct smtp_limits limits;
	char *url, *password, *bearer_token, *ca_file, *envelope_from;
	CURL *curl; /* NULL: the next mail makes a new one */
	struct curl_slist *recipients;
	struct smtp_talk talk; /* of the transaction that runs */
	struct slice unsent;   /* of the mail: not yet given to libcurl */
	bool went_well;	       /* libcurl's word on the last one */
	long connects;
	char curl_says[CURL_ERROR_SIZE];
};

/* True at once when there is one already. */
bool smtp_handle_open(struct wire_smtp *);
void smtp_handle_drop(struct wire_smtp *); /* none is fine */

/* ---- wire_smtp.c, wire_maildir.c: the two wires ---- */

bool wire_smtp_open(const struct wire_account *, const struct smtp_limits *,
    struct wire **, struct fault *);
bool wire_smtp_probe(
    const struct wire_account *, const struct smtp_limits *, struct fault *);
/* Connections made so far: one for many mails is the aim. */
long wire_smtp_connects(const struct wire *);

bool wire_maildir_open(
    const struct wire_account *, struct wire **, struct fault *);

#endif
