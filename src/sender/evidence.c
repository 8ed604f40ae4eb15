/*
 * evidence: do the border's Authentication-Results prove that From's domain
 * let this mail go? Promise: only fields with exactly the configured
 * authserv-id, at the place where only our border can have put them, are
 * believed; of several results of one method the worst counts; whatever is
 * unclear proves nothing.
 */
#include "cabut/sender.h"
#include "results.h"

#include "cabut/banned.h"

enum standing { STANDING_NONE, STANDING_PASS, STANDING_FAIL };

struct trial {
	const struct head *head;
	const struct auth_policy *policy;
	struct arena *arena;
	const char *domain; /* of From */
	enum standing dmarc, dkim, auth;
	const char *dkim_domain; /* aligned one that passed */
	size_t trusted;		 /* fields believed */
	bool is_forged, is_unreadable;
};

static void
worsen(enum standing *s, bool passed)
{
	if (!passed)
		*s = STANDING_FAIL;
	else if (*s == STANDING_NONE)
		*s = STANDING_PASS;
}

/* Labels of an organisation's name: three below go.id and its like. */
static size_t
organisation_labels(const char *domain)
{
	static const char *const second[] = { "go", "co", "ac", "or", "sch",
		"mil", "net", "web", "desa", "my", "biz" };
	const char *tld = strrchr(domain, '.');
	const char *label = tld;

	if (!tld || strlen(tld + 1) != 2)
		return 2;
	while (label > domain && label[-1] != '.')
		label--;
	for (size_t i = 0; i < sizeof second / sizeof *second; i++)
		if (slice_equal_nocase(
			(struct slice){ label, (size_t)(tld - label) },
			slice_of(second[i])))
			return 3;
	return 2;
}

static size_t
labels_of(const char *domain)
{
	size_t n = 1;

	for (; *domain; domain++)
		if (*domain == '.')
			n++;
	return n;
}

/* Is `signer` From's domain, or above it inside the same organisation? */
static bool
is_aligned_domain(const char *from, const char *signer)
{
	return domain_is_within(from, signer) &&
	       labels_of(signer) >= organisation_labels(from);
}

static char *
lower(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text);

	for (char *c = copy; c && *c; c++)
		*c = ascii_lower(*c);
	return copy;
}

static bool
is_passed(const struct result *result)
{
	return strcmp(result->verdict, "pass") == 0;
}

static void
weigh_dmarc(struct trial *t, const struct result *result)
{
	const char *from = result_property(result, "header", "from");

	/* The domain publishes no policy: DKIM may still prove it. */
	if (strcmp(result->verdict, "none") == 0)
		return;
	if (from && strchr(from, '@'))
		worsen(&t->dmarc, is_passed(result) &&
				      text_equal_nocase(from, t->head->from));
	else
		worsen(&t->dmarc, is_passed(result) && from &&
				      text_equal_nocase(from, t->domain));
}

/* header.d, or what stands behind '@' in header.i; both must agree. */
static const char *
signing_domain(struct trial *t, const struct result *result)
{
	char *d = lower(t->arena, result_property(result, "header", "d"));
	char *i = lower(t->arena, result_property(result, "header", "i"));
	const char *mark = i ? strrchr(i, '@') : NULL;

	if (!i)
		return d;
	if (!mark || (d && !domain_is_within(mark + 1, d)))
		return NULL;
	return d ? d : mark + 1;
}

static void
weigh_dkim(struct trial *t, const struct result *result)
{
	const char *signer = signing_domain(t, result);

	worsen(&t->dkim, is_passed(result) && signer);
	if (signer && is_passed(result) && is_aligned_domain(t->domain, signer))
		t->dkim_domain = signer;
}

static void
weigh_auth(struct trial *t, const struct result *result)
{
	const char *user = result_property(result, "smtp", "auth");
	char *address = NULL;

	if (user)
		address = strchr(user, '@') ? arena_strdup(t->arena, user)
					    : arena_printf(t->arena, "%s@%s",
						  user, t->domain);
	worsen(&t->auth, is_passed(result) && address &&
			     text_equal_nocase(address, t->head->from));
}

static void
weigh(struct trial *t, const struct results *results)
{
	for (size_t i = 0; i < results->count; i++) {
		const struct result *r = &results->at[i];

		if (strcmp(r->method, "dmarc") == 0)
			weigh_dmarc(t, r);
		else if (strcmp(r->method, "dkim") == 0)
			weigh_dkim(t, r);
		else if (strcmp(r->method, "auth") == 0)
			weigh_auth(t, r);
	}
}

/* Bytes that end a word of a Received line, also those of comments and
 * quoted strings: what the client wrote must not hide a word of ours. */
static bool
is_gap(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f ||
	       strchr("()\"';,<>[]\\", c);
}

/* The next word, wherever it stands. False: none. */
static bool
take_word(struct slice *rest, struct slice *word)
{
	size_t from = 0, to;

	while (from < rest->len && is_gap(rest->at[from]))
		from++;
	for (to = from; to < rest->len && !is_gap(rest->at[to]);)
		to++;
	*word = (struct slice){ rest->at + from, to - from };
	*rest = (struct slice){ rest->at + to, rest->len - to };
	return word->len > 0;
}

/* A host name may end in the dot of the root. */
static struct slice
host_word(struct slice word)
{
	if (word.len > 1 && word.at[word.len - 1] == '.')
		word.len--;
	return word;
}

/* Does this Received line say "by HOST", anywhere? HELO and reverse name are
 * the client's own words and stand before our "by". To take a line for the
 * border's too early lowers trust; to pass over the true one would let a
 * forged one below it speak for us. */
static bool
is_received_by(struct slice value, const char *host)
{
	struct slice want = host_word(slice_of(host)), word;
	bool follows_by = false;

	while (take_word(&value, &word)) {
		if (follows_by && slice_equal_nocase(host_word(word), want))
			return true;
		follows_by = slice_equal_nocase(word, SLICE("by"));
	}
	return false;
}

/* How many of the trail's first entries only our border can have written. */
static size_t
trusted_entries(const struct trial *t)
{
	const struct head *h = t->head;

	if (t->policy->border_strips)
		return h->trail_count;
	for (size_t i = 0; t->policy->border_host && i < h->trail_count; i++)
		if (!h->trail[i].is_results &&
		    is_received_by(h->trail[i].value, t->policy->border_host))
			return i;
	return 0;
}

static void
weigh_trail(struct trial *t)
{
	size_t trusted = trusted_entries(t);
	struct results *results = arena_alloc(t->arena, sizeof *results);

	for (size_t i = 0; i < t->head->trail_count; i++) {
		if (!t->head->trail[i].is_results)
			continue;
		results_read(t->head->trail[i].value, t->arena, results);
		if (!results->authserv_id ||
		    !text_equal_nocase(
			results->authserv_id, t->policy->authserv_id))
			continue;
		if (i >= trusted)
			t->is_forged = true;
		else if (!results->is_readable)
			t->is_unreadable = true;
		else
			t->trusted++;
		if (i < trusted)
			weigh(t, results);
	}
}

static bool
is_internal(const struct trial *t)
{
	for (size_t i = 0; i < t->policy->internal_count; i++)
		if (text_equal_nocase(
			t->policy->internal_domains[i], t->domain))
			return true;
	return false;
}

/* Why nothing is proven before any result is asked; or NULL. */
static const char *
why_not_asked(const struct trial *t)
{
	if (t->is_forged)
		return "an Authentication-Results field with our id stands "
		       "where only a forger would put it";
	if (t->is_unreadable)
		return "an Authentication-Results field of our border does "
		       "not follow RFC 8601";
	if (t->trusted == 0)
		return "no Authentication-Results field of our border";
	return NULL;
}

static const char *
judge_internal(const struct trial *t, struct evidence *out)
{
	if (t->auth != STANDING_PASS)
		return "the domain is internal and no log-in of the From "
		       "address is shown";
	out->is_aligned = true;
	out->domain = t->domain;
	return "the border shows the log-in of the From address";
}

static const char *
judge_domain(const struct trial *t, struct evidence *out)
{
	if (t->dmarc == STANDING_FAIL)
		return "DMARC did not pass for the From domain";
	if (t->dmarc == STANDING_PASS) {
		out->is_aligned = true;
		out->domain = t->domain;
		return "DMARC passed for the From domain";
	}
	if (t->dkim != STANDING_PASS)
		return "neither DMARC nor DKIM passed";
	if (!t->dkim_domain)
		return "DKIM passed for a domain other than From's";
	out->is_aligned = true;
	out->domain = t->dkim_domain;
	return "DKIM passed for the From domain";
}

static const char *
judge(struct trial *t, struct evidence *out)
{
	const char *why;

	if (!t->policy->authserv_id || !*t->policy->authserv_id)
		return "no authserv-id is configured";
	t->domain = lower(t->arena, address_domain(t->head->from));
	weigh_trail(t);
	out->is_forged = t->is_forged;
	if (!t->head->is_plain || !t->head->from)
		return arena_printf(t->arena, "the sender is not plain: %s",
		    t->head->doubt ? t->head->doubt : "no address");
	why = why_not_asked(t);
	if (why)
		return why;
	return is_internal(t) ? judge_internal(t, out) : judge_domain(t, out);
}

void
sender_evidence(const struct head *head, const struct auth_policy *policy,
    struct arena *a, struct evidence *out)
{
	struct trial t = { .head = head, .policy = policy, .arena = a };
	struct evidence e = { 0 };

	e.why = judge(&t, &e);
	*out = e;
}
