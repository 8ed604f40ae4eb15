/*
 * Tags and a JSON object to text. Frames are walked from the innermost to
 * the outermost; a name that no frame has is the template's fault, told with
 * file and line. Values are written out and never scanned again.
 */
#include "template.h"

#include "cabut/banned.h"

struct frame {
	const json_t *value;
	const struct frame *below;
};

struct render {
	struct template_rules rules;
	struct strbuf out;
	struct arena *arena;
	struct fault *fault;
	int depth; /* of partials */
};

static bool expand_text(
    struct render *, const char *where, struct slice, const struct frame *);

static bool
refuse(struct render *r, const struct template *t, const struct tag *tag,
    const char *what)
{
	return fault_set(r->fault, SCOPE_CONFIG, "%s:%d: %s %.*s", t->where,
	    tag->line, what, (int)tag->text.len, tag->text.at);
}

static const json_t *
member(const json_t *value, struct slice key)
{
	return json_is_object(value) ? json_object_getn(value, key.at, key.len)
				     : NULL;
}

/* NULL: no frame knows the name. */
static const json_t *
lookup(const struct frame *frame, struct slice name)
{
	const json_t *value = NULL;
	struct slice key;

	if (slice_equal(name, SLICE(".")))
		return frame->value;
	if (!slice_take_until(&name, '.', &key))
		return NULL;
	for (; frame && !value; frame = frame->below)
		value = member(frame->value, key);
	while (value && slice_take_until(&name, '.', &key))
		value = member(value, key);
	return value;
}

static bool
is_truthy(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return false;
	case JSON_STRING:
		return json_string_length(value) > 0;
	case JSON_ARRAY:
		return json_array_size(value) > 0;
	case JSON_OBJECT:
	case JSON_INTEGER:
	case JSON_REAL:
	case JSON_TRUE:
		break;
	}
	return true;
}

static void
put_text(struct render *r, struct slice text, bool raw)
{
	struct strbuf clean;

	strbuf_init(&clean, 3 * text.len + 1);
	if (r->rules.one_line)
		notice_clean(&clean, text.at, text.len);
	else
		strbuf_add(&clean, text.at, text.len);
	text = (struct slice){ clean.at, clean.len };
	if (r->rules.escape && !raw)
		strbuf_markup(&r->out, text);
	else
		strbuf_add(&r->out, text.at, text.len);
	strbuf_release(&clean);
}

static bool
put_value(struct render *r, const struct template *t, const struct tag *tag,
    const struct frame *frame)
{
	const json_t *value = lookup(frame, tag->text);
	char number[64];
	size_t len;

	if (!value)
		return refuse(r, t, tag, "unknown name");
	if (json_is_object(value) || json_is_array(value))
		return refuse(r, t, tag, "not a text but a list or object:");
	if (json_is_null(value))
		return true;
	if (json_is_string(value)) {
		put_text(r,
		    (struct slice){
			json_string_value(value), json_string_length(value) },
		    tag->kind == TAG_RAW);
		return true;
	}
	len = json_dumpb(value, number, sizeof number,
	    JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	strbuf_add(&r->out, number, len < sizeof number ? len : 0);
	return true;
}

static bool run(struct render *, const struct template *, size_t from,
    size_t to, const struct frame *);

static bool
run_each(struct render *r, const struct template *t, size_t at,
    const json_t *list, const struct frame *frame)
{
	size_t count = json_array_size(list);

	if (r->rules.visit_all && count > 1)
		count = 1;
	for (size_t i = 0; i < count; i++) {
		struct frame item = { json_array_get(list, i), frame };

		if (!run(r, t, at + 1, t->tags[at].partner, &item))
			return false;
	}
	return true;
}

static bool
run_section(struct render *r, const struct template *t, size_t at,
    const struct frame *frame)
{
	const struct tag *tag = &t->tags[at];
	const json_t *value = lookup(frame, tag->text);
	struct frame inside = { value, frame };
	bool all = r->rules.visit_all;

	if (!value)
		return refuse(r, t, tag, "unknown name");
	if (tag->kind == TAG_INVERTED)
		return (is_truthy(value) && !all) ||
		       run(r, t, at + 1, tag->partner, frame);
	if (json_is_array(value))
		return run_each(r, t, at, value, frame);
	return (!is_truthy(value) && !all) ||
	       run(r, t, at + 1, tag->partner, &inside);
}

/* The specification puts the blanks before each line of the partial's own
 * text, not of its values. */
static struct slice
indented(struct arena *a, struct slice text, struct slice indent)
{
	struct strbuf out;
	struct slice line, rest = text;
	char *made;
	size_t len;

	if (indent.len == 0)
		return text;
	strbuf_init(&out, (text.len + 1) * (indent.len + 1));
	while (rest.len > 0) {
		const char *lf = memchr(rest.at, '\n', rest.len);

		line = (struct slice){ rest.at,
			lf ? (size_t)(lf - rest.at) + 1 : rest.len };
		strbuf_add(&out, indent.at, indent.len);
		strbuf_add(&out, line.at, line.len);
		rest =
		    (struct slice){ rest.at + line.len, rest.len - line.len };
	}
	len = out.len;
	made = strbuf_keep(&out, a);
	strbuf_release(&out);
	return (struct slice){ made, len };
}

static bool
run_partial(struct render *r, const struct template *t, const struct tag *tag,
    const struct frame *frame)
{
	struct slice text;
	struct fault missing = { 0 };
	const char *path;
	bool ok;

	if (r->depth == TEMPLATE_DEPTH_MAX)
		return r->rules.visit_all ||
		       refuse(r, t, tag, "partials nested too deep:");
	if (!r->rules.partials)
		return refuse(r, t, tag, "no folder of partials for");
	path = arena_printf(r->arena, "%s/%.*s", r->rules.partials,
	    (int)tag->text.len, tag->text.at);
	if (!file_read(path, TEMPLATE_BYTES_MAX, r->arena, &text, &missing))
		return fault_set(r->fault, SCOPE_CONFIG, "%s:%d: partial: %s",
		    t->where, tag->line, missing.text);
	r->depth++;
	ok = expand_text(r, path, indented(r->arena, text, tag->indent), frame);
	r->depth--;
	return ok;
}

static bool
run_tag(struct render *r, const struct template *t, size_t *at,
    const struct frame *frame)
{
	const struct tag *tag = &t->tags[*at];

	switch (tag->kind) {
	case TAG_TEXT:
		strbuf_add(&r->out, tag->text.at, tag->text.len);
		return true;
	case TAG_VALUE:
	case TAG_RAW:
		return put_value(r, t, tag, frame);
	case TAG_SECTION:
	case TAG_INVERTED:
		if (!run_section(r, t, *at, frame))
			return false;
		*at = tag->partner;
		return true;
	case TAG_PARTIAL:
		return run_partial(r, t, tag, frame);
	case TAG_END:
	case TAG_COMMENT:
		break;
	}
	return true;
}

static bool
run(struct render *r, const struct template *t, size_t from, size_t to,
    const struct frame *frame)
{
	for (size_t at = from; at < to; at++)
		if (!run_tag(r, t, &at, frame))
			return false;
	if (r->out.cut)
		return fault_set(r->fault, SCOPE_MESSAGE,
		    "%s: the filled template is over %d bytes", t->where,
		    TEMPLATE_OUTPUT_MAX);
	return true;
}

static bool
expand_text(struct render *r, const char *where, struct slice text,
    const struct frame *frame)
{
	struct template t;

	return template_parse(
		   where, text, r->rules.escape, r->arena, &t, r->fault) &&
	       run(r, &t, 0, t.count, frame);
}

bool
template_expand(const char *where, struct slice text,
    const struct template_rules *rules, const json_t *values, struct arena *a,
    const char **out, struct fault *f)
{
	struct render r = { .rules = *rules, .arena = a, .fault = f };
	struct frame outermost = { values, NULL };
	bool ok;

	strbuf_init(&r.out, TEMPLATE_OUTPUT_MAX);
	ok = expand_text(&r, where, text, &outermost);
	if (ok)
		*out = strbuf_keep(&r.out, a);
	strbuf_release(&r.out);
	return ok;
}

bool
template_render(const char *where, struct slice text, const char *partials,
    bool escape, const json_t *values, struct arena *a, const char **out,
    struct fault *f)
{
	struct template_rules rules = { .partials = partials,
		.escape = escape };

	return template_expand(where, text, &rules, values, a, out, f);
}
