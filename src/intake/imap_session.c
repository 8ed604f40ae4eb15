/*
 * imap_session: from the greeting to the selected folder. Promise: no secret
 * leaves before the server's name is proven by TLS, whatever the server says
 * about PREAUTH, STARTTLS or LOGINDISABLED; READ-ONLY and a missing
 * UIDVALIDITY are found here, not later.
 */
#include <string.h>

#include <libetpan/mailimap.h>
#include <libetpan/mailimap_oauth2.h>

#include "cabut/banned.h"
#include "mailbox_imap.h"

void
imap_begin(struct imap_mailbox *m, uint64_t bytes)
{
	tls_stream_command(m->stream, bytes, WATCH_LINE_MAX, 0);
}

enum imap_outcome
imap_outcome(const struct imap_mailbox *m, int r)
{
	enum watch_answer answer = tls_stream_watch(m->stream)->answer;

	if (tls_stream_trouble(m->stream))
		return IMAP_BROKEN;
	switch (r) {
	case MAILIMAP_ERROR_BAD_STATE:
	case MAILIMAP_ERROR_STREAM:
	case MAILIMAP_ERROR_PARSE:
	case MAILIMAP_ERROR_MEMORY:
	case MAILIMAP_ERROR_FATAL:
	case MAILIMAP_ERROR_PROTOCOL:
		return IMAP_BROKEN;
	case MAILIMAP_NO_ERROR:
		if (answer == ANSWER_OK)
			return IMAP_OK;
		break;
	default: /* "this command failed", one number for each */
		break;
	}
	return answer == ANSWER_NO ? IMAP_NO : IMAP_BROKEN;
}

/* RFC 5530: codes by which a server says that it will pass. */
static bool
no_will_pass(const struct imap_watch *w)
{
	static const char *const codes[] = { "UNAVAILABLE", "INUSE", "LIMIT",
		"SERVERBUG", "CONTACTADMIN", "OVERQUOTA" };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (imap_watch_has_code(w, codes[i]))
			return true;
	return false;
}

bool
imap_trouble(struct imap_mailbox *m, int r, const char *doing,
    enum scope no_scope, struct fault *f)
{
	const struct fault *first = tls_stream_trouble(m->stream);
	const struct imap_watch *w = tls_stream_watch(m->stream);

	if (first) {
		*f = *first;
		return false;
	}
	if (imap_outcome(m, r) == IMAP_NO)
		return fault_set(f, no_will_pass(w) ? SCOPE_LATER : no_scope,
		    "%s: the server refused to %s: %s", m->url.label, doing,
		    w->said);
	if (w->answer == ANSWER_BAD)
		fault_set(f, SCOPE_LATER,
		    "%s: the server does not know how to %s: %s", m->url.label,
		    doing, w->said);
	else
		fault_set(f, SCOPE_LATER,
		    "%s: the server's reply to \"%s\" was not understood",
		    m->url.label, doing);
	return tls_stream_end(m->stream, f);
}

/* ---- before the log-in ---- */

static bool
secret_check(const struct imap_mailbox *m, const struct mailbox_account *who,
    struct fault *f)
{
	const char *secret =
	    who->bearer_token ? who->bearer_token : who->password;

	if (!secret || !*secret)
		return fault_set(f, SCOPE_CONFIG,
		    "%s: no password and no token for user %s", m->url.label,
		    m->url.user);
	if (text_has_control(secret))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: the %s of user %s has a control character or a line "
		    "break in it",
		    m->url.label, who->bearer_token ? "token" : "password",
		    m->url.user);
	return true;
}

static bool
filing_check(const struct imap_mailbox *m, struct fault *f)
{
	const char *keyword = m->keyword ? m->keyword : "";
	const char *folder = m->folder ? m->folder : "";

	if (m->filing == FILING_KEYWORD &&
	    (!*keyword || strpbrk(keyword, " (){%*\"\\]") ||
		text_has_control(keyword)))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: the filing keyword must be one IMAP word such as "
		    "$CabutSelesai",
		    m->url.label);
	if (m->filing == FILING_MOVE && (!*folder || text_has_control(folder)))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: filing by moving needs the name of a folder",
		    m->url.label);
	return true;
}

static bool
capabilities_read(struct imap_mailbox *m, struct fault *f)
{
	struct mailimap_capability_data *data = NULL;
	int r;

	tls_stream_command(m->stream, 0, WATCH_LINE_MAX, SEEN_CAPABILITY);
	r = mailimap_capability(m->imap, &data);
	if (data)
		mailimap_capability_data_free(data);
	if (imap_outcome(m, r) != IMAP_OK)
		return imap_trouble(
		    m, r, "list its capabilities", SCOPE_LATER, f);
	return true;
}

static bool
greeting_read(struct imap_mailbox *m, mailstream *mail, struct fault *f)
{
	int r;

	imap_begin(m, 0);
	r = mailimap_connect(m->imap, mail);
	if (r == MAILIMAP_NO_ERROR_AUTHENTICATED ||
	    (tls_stream_watch(m->stream)->seen & SEEN_PREAUTH)) {
		fault_set(f, SCOPE_CONFIG,
		    "%s: the server greets as if somebody had logged in "
		    "(PREAUTH): refused, since nobody has",
		    m->url.label);
		return tls_stream_end(m->stream, f);
	}
	if (r != MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
		return imap_trouble(m, r, "greet", SCOPE_LATER, f);
	return true;
}

static bool
starttls_run(struct imap_mailbox *m, mailstream *mail, struct fault *f)
{
	int r;

	if (!capabilities_read(m, f))
		return false;
	if (!mailimap_has_extension(m->imap, "STARTTLS")) {
		fault_set(f, SCOPE_CONFIG,
		    "%s: the server offers no STARTTLS, so no password is "
		    "sent: use imaps://, or find out who took it away",
		    m->url.label);
		return tls_stream_end(m->stream, f);
	}
	imap_begin(m, 0);
	r = mailimap_starttls(m->imap);
	if (mail->read_buffer_len > 0 ||
	    tls_stream_watch(m->stream)->after_answer > 0) {
		fault_set(f, SCOPE_CONFIG,
		    "%s: bytes came before the encryption began; somebody may "
		    "be in the line; prefer imaps://",
		    m->url.label);
		return tls_stream_end(m->stream, f);
	}
	if (imap_outcome(m, r) != IMAP_OK)
		return imap_trouble(m, r, "start TLS", SCOPE_CONFIG, f);
	return tls_stream_secure(m->stream, f);
}

/* ---- log-in and SELECT ---- */

static bool
login_refused(struct imap_mailbox *m, int r, const char *what, struct fault *f)
{
	const struct imap_watch *w = tls_stream_watch(m->stream);

	if (imap_outcome(m, r) != IMAP_NO || no_will_pass(w))
		return imap_trouble(m, r, "log in", SCOPE_CONFIG, f);
	return fault_set(f, SCOPE_CONFIG,
	    "%s: the server refused the %s of user %s: %s", m->url.label, what,
	    m->url.user, w->said);
}

static bool
login(struct imap_mailbox *m, const struct mailbox_account *who,
    mailstream *mail, struct fault *f)
{
	const char *what = who->bearer_token ? "token" : "password";
	int r;

	if (!tls_stream_is_secure(m->stream))
		return fault_set(
		    f, SCOPE_CONFIG, "%s: not encrypted", m->url.label);
	if (who->bearer_token
		? !mailimap_has_xoauth2(m->imap)
		: mailimap_has_extension(m->imap, "LOGINDISABLED"))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: the server takes no log-in by %s", m->url.label, what);
	imap_begin(m, 0);
	r = who->bearer_token
		? mailimap_oauth2_authenticate(
		      m->imap, m->url.user, who->bearer_token)
		: mailimap_login(m->imap, m->url.user, who->password);
	explicit_bzero(mail->write_buffer, mail->buffer_max_size);
	if (imap_outcome(m, r) != IMAP_OK)
		return login_refused(m, r, what, f);
	return true;
}

static bool
keyword_may_be_stored(
    const struct imap_mailbox *m, const struct mailimap_selection_info *info)
{
	clistiter *cur =
	    info->sel_perm_flags ? clist_begin(info->sel_perm_flags) : NULL;

	for (; cur; cur = clist_next(cur)) {
		const struct mailimap_flag_perm *one = clist_content(cur);
		if (one->fl_type == MAILIMAP_FLAG_PERM_ALL)
			return true;
		if (m->keyword && one->fl_flag &&
		    one->fl_flag->fl_type == MAILIMAP_FLAG_KEYWORD &&
		    text_equal_nocase(
			one->fl_flag->fl_data.fl_keyword, m->keyword))
			return true;
	}
	return false;
}

static bool
folder_select(struct imap_mailbox *m, struct fault *f)
{
	const struct mailimap_selection_info *info;
	int r;

	imap_begin(m, 0);
	r = mailimap_select(m->imap, m->url.folder);
	if (imap_outcome(m, r) != IMAP_OK)
		return imap_trouble(m, r,
		    arena_printf(m->scratch, "open folder %s", m->url.folder),
		    SCOPE_CONFIG, f);
	info = m->imap->imap_selection_info;
	if (!info || info->sel_uidvalidity == 0)
		return fault_set(f, SCOPE_LATER,
		    "%s: folder %s has no UIDVALIDITY: its mails cannot be "
		    "told apart",
		    m->url.label, m->url.folder);
	if (m->filing != FILING_NONE &&
	    imap_watch_has_code(tls_stream_watch(m->stream), "READ-ONLY"))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: folder %s is read-only for user %s: allow writing, or "
		    "set filing to none",
		    m->url.label, m->url.folder, m->url.user);
	m->box.info = (struct mailbox_info){
		.uidvalidity = info->sel_uidvalidity,
		.uidnext = info->sel_uidnext,
		.exists = info->sel_exists,
		.can_keyword = keyword_may_be_stored(m, info),
		.can_move = mailimap_has_extension(m->imap, "MOVE"),
	};
	m->can_expunge = mailimap_has_extension(m->imap, "UIDPLUS");
	return true;
}

static struct tls_times
times_of(const struct mailbox_account *who)
{
	return (struct tls_times){
		.command_s = who->command_s ? who->command_s : INTAKE_COMMAND_S,
		.session_s = who->session_s ? who->session_s : INTAKE_SESSION_S,
	};
}

bool
imap_session_open(
    struct imap_mailbox *m, const struct mailbox_account *who, struct fault *f)
{
	mailstream *mail;

	if (!secret_check(m, who, f) || !filing_check(m, f) ||
	    !tls_stream_open(
		&m->url, who->ca_file, times_of(who), &m->stream, f))
		return false;
	if (m->url.scheme == MAILBOX_IMAPS && !tls_stream_secure(m->stream, f))
		return false;
	m->imap = mailimap_new(0, NULL);
	mail = m->imap ? tls_stream_mail(m->stream) : NULL;
	if (!mail)
		return fault_set(f, SCOPE_RUN, "%s: no memory", m->url.label);
	return greeting_read(m, mail, f) &&
	       (m->url.scheme == MAILBOX_IMAPS || starttls_run(m, mail, f)) &&
	       capabilities_read(m, f) && login(m, who, mail, f) &&
	       capabilities_read(m, f) && folder_select(m, f);
}

void
imap_session_close(struct imap_mailbox *m)
{
	if (m->stream) {
		imap_begin(m, 0);
		tls_stream_hurry(m->stream, TLS_LOGOUT_S);
	}
	if (m->imap)
		mailimap_free(m->imap); /* says LOGOUT when it still can */
	tls_stream_free(m->stream);
}
