/*
 * One notice: three files of one name, the same values for all. Values are
 * made harmless on the way in (notice_clean), plain text is folded on the way
 * out, so a stranger's words never make a line of their own.
 */
#include <unistd.h>

#include "template.h"

#include "cabut/banned.h"

struct kind {
	const char *ending;
	bool escape;
};

static const struct kind kind_subject = { "subject", false };
static const struct kind kind_text = { "txt", false };
static const struct kind kind_html = { "html", true };

static bool
is_template_name(const char *name)
{
	for (const char *c = name; *c; c++)
		if (!ascii_is_alnum(*c) && *c != '-')
			return false;
	return name[0] != '\0';
}

static bool
fill_file(const char *folder, const char *name, const struct kind *kind,
    bool visit_all, const json_t *values, struct arena *a, const char **out,
    struct fault *f)
{
	struct template_rules rules = { .partials = folder,
		.escape = kind->escape,
		.one_line = true,
		.visit_all = visit_all };
	struct slice text;
	struct fault cause = { 0 };
	const char *path =
	    arena_printf(a, "%s/%s.%s", folder, name, kind->ending);

	if (!file_read(path, TEMPLATE_BYTES_MAX, a, &text, &cause))
		return fault_set(f, SCOPE_CONFIG, "template: %s", cause.text);
	return template_expand(path, text, &rules, values, a, out, f);
}

/* Mustache cannot ask "is there any" and say it once: `ada.NAME` is that
 * question for every list NAME. A copy of the outermost object only. */
static json_t *
with_questions(const json_t *values)
{
	json_t *copy = json_copy((json_t *)values), *any = json_object();
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)values, key,
	    value) if (json_is_array(value)) json_object_set_new(any, key,
	    json_boolean(json_array_size(value) > 0));
	json_object_set_new(copy, "ada", any);
	return copy;
}

static bool
fill(const char *folder, const char *name, bool visit_all, const json_t *values,
    struct arena *a, struct rendered *out, struct fault *f)
{
	struct rendered made;
	json_t *all;
	bool ok;

	if (!is_template_name(name))
		return fault_set(f, SCOPE_CONFIG, "template name refused");
	all = with_questions(values);
	ok = fill_file(folder, name, &kind_subject, visit_all, all, a,
		 &made.subject, f) &&
	     fill_file(
		 folder, name, &kind_text, visit_all, all, a, &made.text, f) &&
	     fill_file(
		 folder, name, &kind_html, visit_all, all, a, &made.html, f);
	json_decref(all);
	if (ok)
		*out = made;
	return ok;
}

bool
notice_render(const char *folder, const char *name, const json_t *values,
    struct arena *a, struct rendered *out, struct fault *f)
{
	struct rendered made;

	if (!fill(folder, name, false, values, a, &made, f))
		return false;
	made.subject = notice_clean_line(a, made.subject, TEMPLATE_OUTPUT_MAX);
	made.text = notice_fold(a, made.text);
	if (made.subject[0] == '\0')
		return fault_set(f, SCOPE_CONFIG,
		    "%s/%s.subject: the subject is empty", folder, name);
	*out = made;
	return true;
}

bool
notice_check(
    const char *folder, const char *name, struct arena *a, struct fault *f)
{
	struct rendered unused;
	json_t *every = notice_example(NULL), *one = notice_example(name);
	bool ok = fill(folder, name, true, every, a, &unused, f) &&
		  notice_render(folder, name, one, a, &unused, f);

	json_decref(every);
	json_decref(one);
	return ok;
}

/* RFC 6068: everything but unreserved characters is encoded, '+' too, since
 * web mail reads it as a blank. */
static void
put_percent(struct strbuf *out, const char *text, const char *also)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '\n')
			strbuf_text(out, "%0D%0A");
		else if (ascii_is_alnum(*text) || strchr("-._~", *text) ||
			 strchr(also, *text))
			strbuf_char(out, *text);
		else if (c != '\r')
			strbuf_printf(out, "%%%02X", c);
	}
}

char *
notice_mailto(
    struct arena *a, const char *address, const char *subject, const char *body)
{
	struct strbuf out;
	char *link;

	strbuf_init(&out, MAILTO_BYTES_MAX);
	strbuf_text(&out, "mailto:");
	put_percent(&out, address, "@");
	if (subject) {
		strbuf_text(&out, "?subject=");
		put_percent(&out, subject, "");
	}
	if (body) {
		strbuf_text(&out, subject ? "&body=" : "?body=");
		put_percent(&out, body, "");
	}
	link = strbuf_keep(&out, a);
	strbuf_release(&out);
	return link;
}
