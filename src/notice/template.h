/*
 * template.h: private to the room. A template as a flat list of tags, and the
 * cleaning of values that come from strangers.
 */
#ifndef NOTICE_TEMPLATE_H
#define NOTICE_TEMPLATE_H

#include "cabut/notice.h"

enum tag_kind {
	TAG_TEXT,
	TAG_VALUE,
	TAG_RAW, /* {{{x}}} or {{&x}} */
	TAG_SECTION,
	TAG_INVERTED,
	TAG_END,
	TAG_PARTIAL,
	TAG_COMMENT, /* never kept */
};

struct tag {
	enum tag_kind kind;
	struct slice text;   /* of TAG_TEXT the bytes, else the name */
	struct slice indent; /* blanks before a TAG_PARTIAL on its own line */
	size_t partner;	     /* TAG_SECTION, TAG_INVERTED: its TAG_END */
	int line;	     /* 1 is the first */
};

struct template
{
	const char *where;
	struct tag *tags; /* text points into the bytes parsed */
	size_t count;
};

/* `escape`: raw tags are refused. SCOPE_CONFIG with "where:line: ...". */
bool template_parse(const char *where, struct slice text, bool escape,
    struct arena *, struct template *, struct fault *);

struct template_rules {
	const char *partials; /* folder or NULL */
	bool escape;	      /* HTML */
	/* Values lose line breaks and invisible characters, so that no value
	 * can make a line of its own. */
	bool one_line;
	/* Every section is entered once, whatever its value: finds unknown
	 * names in parts that these values would not show. */
	bool visit_all;
};

bool template_expand(const char *where, struct slice text,
    const struct template_rules *, const json_t *values, struct arena *,
    const char **out, struct fault *);

/* Control characters become blanks; what is not UTF-8, and characters that
 * are invisible or turn the direction of text, become U+FFFD. */
void notice_clean(struct strbuf *, const char *at, size_t len);
/* The same, blanks trimmed and collapsed, at most `max` bytes. */
char *notice_clean_line(struct arena *, const char *text, size_t max);
/* Bytes of the character at `at`; 0: not valid UTF-8. */
size_t notice_utf8_length(const char *at, size_t len);

/* Long lines of a plain text are broken at blanks; the rest of a line hangs
 * under its value. A word that is a decision never starts a broken line. */
char *notice_fold(struct arena *, const char *text);

#endif
