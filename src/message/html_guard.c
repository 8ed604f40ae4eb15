/*
 * html_guard: looks at every '<' that could begin a tag, wherever a parser
 * may believe to be, and walks its attributes as libxml2 2.9 does. Promise:
 * linear time, and no page passes on which a tag has more attributes than
 * the limit (2 MB of them cost libxml2 minutes).
 */
#include "html_guard.h"

#include "cabut/banned.h"

enum {
	NAME_LETTERS = 100,  /* libxml2 ends a name there */
	STEPS_PER_BYTE = 16, /* a page of honest tags needs one or two */
	STEPS_FREE = 64 * 1024,
};

struct guard {
	const char *at;
	size_t steps; /* left */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_name(char c)
{
	return ascii_is_alnum(c) || (c && strchr(":-_.", c));
}

/* Anything else is garbage to libxml2, quotes included. */
static bool
is_name_start(char c)
{
	return ascii_is_alpha(c) || (c && strchr(":_.", c));
}

/* One byte on. False: no steps left. */
static bool
step(struct guard *g)
{
	g->at++;
	return g->steps > 0 && g->steps-- > 0;
}

static bool
skip_blanks(struct guard *g)
{
	while (is_blank(*g->at))
		if (!step(g))
			return false;
	return true;
}

static bool
at_end(const struct guard *g)
{
	return !*g->at || *g->at == '>' || (g->at[0] == '/' && g->at[1] == '>');
}

static bool
skip_value(struct guard *g)
{
	char quote = *g->at == '"' || *g->at == '\'' ? *g->at : '\0';

	if (quote && !step(g))
		return false;
	while (*g->at &&
	       (quote ? *g->at != quote : !is_blank(*g->at) && *g->at != '>'))
		if (!step(g))
			return false;
	return !quote || !*g->at || step(g);
}

static bool
skip_garbage(struct guard *g)
{
	do
		if (!step(g))
			return false;
	while (!at_end(g) && !is_blank(*g->at));
	return true;
}

static bool
skip_name(struct guard *g)
{
	for (size_t i = 0; i < NAME_LETTERS && is_name(*g->at); i++)
		if (!step(g))
			return false;
	return true;
}

static bool
skip_attribute(struct guard *g)
{
	if (!is_name_start(*g->at))
		return skip_garbage(g);
	if (!skip_name(g) || !skip_blanks(g))
		return false;
	if (*g->at != '=')
		return true;
	return step(g) && skip_blanks(g) && skip_value(g);
}

/* Walks one tag from behind its '<'. */
static bool
check_tag(struct guard *g)
{
	size_t attributes = 0;

	if (!skip_name(g))
		return false;
	while (skip_blanks(g) && !at_end(g))
		if (++attributes > HTML_ATTRIBUTES_MAX || !skip_attribute(g))
			return false;
	return g->steps > 0;
}

bool
html_guard(const char *page, struct fault *f)
{
	size_t steps = STEPS_PER_BYTE * strlen(page) + STEPS_FREE;

	for (const char *c = page; (c = strchr(c, '<')); c++) {
		struct guard g = { c + 1, steps };

		if (!is_name_start(c[1]))
			continue;
		if (!check_tag(&g))
			return fault_set(f, SCOPE_MESSAGE,
			    "HTML tag over %d attributes", HTML_ATTRIBUTES_MAX);
		steps = g.steps;
	}
	return true;
}
