/*
 * judge: from proofs to one level of assurance. Promise: a mail whose From
 * is not plain stays at "unknown" whatever else it carries, and a token
 * counts only for the very address that it was sent to.
 */
#include "cabut/sender.h"

#include "cabut/banned.h"

const char *
assurance_name(enum assurance assurance)
{
	switch (assurance) {
	case ASSURANCE_UNKNOWN:
		return "unknown";
	case ASSURANCE_KNOWN:
		return "known";
	case ASSURANCE_TOKEN:
		return "token";
	case ASSURANCE_ALIGNED:
		return "aligned";
	case ASSURANCE_SIGNED:
		return "signed";
	}
	return "unknown";
}

static bool
is_token_proof(const struct head *head, const struct token_facts *token)
{
	return token->was_returned && head->is_plain && head->from &&
	       token->sent_to && text_equal_nocase(head->from, token->sent_to);
}

static enum assurance
assurance_of(bool is_known, bool has_token, bool is_aligned)
{
	if (is_aligned)
		return ASSURANCE_ALIGNED;
	if (has_token)
		return ASSURANCE_TOKEN;
	return is_known ? ASSURANCE_KNOWN : ASSURANCE_UNKNOWN;
}

void
sender_judge(const struct head *head, const struct evidence *evidence,
    const struct token_facts *token, bool is_known, struct sender *out)
{
	bool is_named = head->is_plain && head->from;
	bool has_token = is_token_proof(head, token);

	*out = (struct sender){
		.address = is_named ? head->from : "",
		.evidence = *evidence,
		.is_token_from_other = token->was_returned && !has_token,
	};
	if (is_named)
		out->assurance =
		    assurance_of(is_known, has_token, evidence->is_aligned);
}
