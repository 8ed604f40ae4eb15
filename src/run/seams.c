/*
 * From configuration to accounts with their secrets: which driver is used is
 * the URL's matter.
 */
#include "work.h"

#include "cabut/banned.h"

static enum filing
filing_of(const char *word)
{
	if (word && !strcmp(word, "move"))
		return FILING_MOVE;
	if (word && !strcmp(word, "none"))
		return FILING_NONE;
	return FILING_KEYWORD;
}

bool
run_mailbox_account(const struct config_mailbox *c, struct arena *a,
    struct mailbox_account *out, struct fault *f)
{
	const char *secret = NULL;
	bool is_token = false;

	if (!config_secret(&c->secret, a, &secret, &is_token, f))
		return false;
	*out = (struct mailbox_account){ .url = c->url,
		.password = is_token ? NULL : secret,
		.bearer_token = is_token ? secret : NULL,
		.ca_file = c->ca_file,
		.filing = filing_of(c->filing),
		.keyword = c->keyword,
		.folder = c->folder };
	return true;
}

bool
run_wire_account(const struct config_agency *g, struct arena *a,
    struct wire_account *out, struct fault *f)
{
	const char *secret = NULL;
	bool is_token = false;

	if (!config_secret(&g->smtp.secret, a, &secret, &is_token, f))
		return false;
	*out = (struct wire_account){ .url = g->smtp.url,
		.password = is_token ? NULL : secret,
		.bearer_token = is_token ? secret : NULL,
		.ca_file = g->smtp.ca_file,
		.envelope_from = g->sender_address };
	return true;
}
