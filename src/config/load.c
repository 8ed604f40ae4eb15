/*
 * Values by schema, through libcyaml into the arena, and its terse complaint
 * turned into a sentence: which key, what is wrong, what was expected. The
 * library's log is the only place where it tells the path.
 */
#include <stdio.h>

#include "yaml.h"

#include "cabut/banned.h"

enum { PATH_DEPTH_MAX = 16, LOG_BYTES_MAX = 16 * 1024 };

/* ---- memory: the library's blocks live in the arena ---- */

union block {
	size_t size;
	max_align_t align;
};

static void *
arena_for_cyaml(void *ctx, void *old, size_t size)
{
	union block *block;

	if (size == 0)
		return NULL; /* freed with the arena */
	block = arena_alloc(ctx, sizeof *block + size);
	block->size = size;
	if (old) {
		size_t had = ((union block *)old)[-1].size;

		memcpy(block + 1, old, had < size ? had : size);
	}
	return block + 1;
}

/* ---- the complaint ---- */

struct complaint {
	struct slice what;		    /* "Unexpected key" */
	struct slice about;		    /* "adress" */
	const char *key;		    /* "officials[2]" */
	bool is_field;			    /* the innermost part is a field */
	const cyaml_schema_value_t *schema; /* at the key; NULL */
};

static void keep_log(cyaml_log_t, void *, const char *, va_list)
    __attribute__((format(printf, 3, 0)));

static void
keep_log(cyaml_log_t level, void *ctx, const char *format, va_list ap)
{
	char line[512];

	(void)level;
	vsnprintf(line, sizeof line, format, ap);
	strbuf_text(ctx, line);
}

static bool
take_prefix(struct slice *s, const char *prefix)
{
	size_t len = strlen(prefix);

	if (s->len < len || memcmp(s->at, prefix, len) != 0)
		return false;
	*s = (struct slice){ s->at + len, s->len - len };
	return true;
}

/* The back trace names the innermost part first. */
static void
read_trace(struct slice log, struct arena *a, struct complaint *c)
{
	struct slice line, part;
	bool is_first = true;

	c->key = "";
	while (slice_take_line(&log, &line)) {
		const char *dot = *c->key && *c->key != '[' ? "." : "";

		if (take_prefix(&line, "  in mapping field '")) {
			slice_take_until(&line, '\'', &part);
			c->key = arena_printf(
			    a, "%.*s%s%s", (int)part.len, part.at, dot, c->key);
			c->is_field |= is_first;
		} else if (take_prefix(&line, "  in sequence entry '")) {
			slice_take_until(&line, '\'', &part);
			c->key = arena_printf(a, "[%.*s]%s%s", (int)part.len,
			    part.at, dot, c->key);
		} else if (!take_prefix(&line, "  in mapping")) {
			continue;
		}
		is_first = false;
	}
}

static void
read_complaint(struct slice log, struct arena *a, struct complaint *c)
{
	struct slice rest = log, line;

	while (slice_take_line(&rest, &line))
		if (take_prefix(&line, "Load: ") &&
		    !slice_starts_nocase(line, SLICE("Backtrace"))) {
			slice_take_until(&line, ':', &c->what);
			c->about = slice_trim(line);
			break;
		}
	read_trace(log, a, c);
}

static const cyaml_schema_value_t *
field_of(const cyaml_schema_value_t *map, struct slice name)
{
	if (!map || map->type != CYAML_MAPPING)
		return NULL;
	for (const cyaml_schema_field_t *f = map->mapping.fields; f->key; f++)
		if (slice_equal(slice_of(f->key), name))
			return &f->value;
	return NULL;
}

static const cyaml_schema_value_t *
schema_at(const cyaml_schema_value_t *at, const char *key)
{
	struct slice rest = slice_of(key), part, name;

	while (at && slice_take_until(&rest, '.', &part)) {
		slice_take_until(&part, '[', &name);
		at = field_of(at, name);
		if (at && part.len > 0)
			at = at->type == CYAML_SEQUENCE ? at->sequence.entry
							: NULL;
	}
	return at;
}

static const char *
without_last(struct arena *a, const char *key)
{
	const char *dot = strrchr(key, '.'), *bracket = strrchr(key, '[');
	const char *end = dot > bracket ? dot : bracket;

	return end ? arena_copy(a, key, (size_t)(end - key)) : "";
}

static const char *
join(struct arena *a, const char *key, struct slice name)
{
	return arena_printf(
	    a, "%s%s%.*s", key, *key ? "." : "", (int)name.len, name.at);
}

static const char *
known_keys(struct arena *a, const cyaml_schema_value_t *map)
{
	const char *list = "";

	if (!map || map->type != CYAML_MAPPING)
		return "nothing";
	for (const cyaml_schema_field_t *f = map->mapping.fields; f->key; f++)
		list =
		    arena_printf(a, "%s%s%s", list, *list ? ", " : "", f->key);
	return list;
}

static const char *
expected(struct arena *a, const cyaml_schema_value_t *schema)
{
	const char *list = "";

	if (!schema)
		return "another value";
	if (schema->type == CYAML_SEQUENCE)
		return "a list, as in [a, b]";
	if (schema->type == CYAML_MAPPING)
		return "a group of keys";
	if (schema->type != CYAML_ENUM)
		return "one text";
	for (uint32_t i = 0; i < schema->enumeration.count; i++)
		list = arena_printf(a, "%s%s%s", list, *list ? ", " : "",
		    schema->enumeration.strings[i].str);
	return arena_printf(a, "one of %s", list);
}

static bool
is_about(const struct complaint *c, const char *words)
{
	return slice_starts_nocase(c->what, slice_of(words));
}

static bool
missing_fault(struct yaml_file *y, const struct complaint *c)
{
	const char *group =
	    c->is_field ? without_last(y->arena, c->key) : c->key;

	return key_fault(
	    y, group, "key %.*s is missing", (int)c->about.len, c->about.at);
}

static bool
unknown_fault(struct yaml_file *y, const struct complaint *c)
{
	return key_fault(y, join(y->arena, c->key, c->about),
	    "this key is not known; expected %s",
	    known_keys(y->arena, c->schema));
}

static bool
complaint_fault(
    struct yaml_file *y, const struct complaint *c, cyaml_err_t error)
{
	if (is_about(c, "Unexpected key"))
		return unknown_fault(y, c);
	if (is_about(c, "Missing required"))
		return missing_fault(y, c);
	if (is_about(c, "Mapping field already seen"))
		return key_fault(y, c->key, "this key stands twice");
	if (is_about(c, "Invalid ENUM"))
		return key_fault(y, c->key, "\"%.*s\"; expected %s",
		    (int)c->about.len, c->about.at,
		    expected(y->arena, c->schema));
	if (is_about(c, "STRING length <"))
		return key_fault(y, c->key, "is empty; expected a text");
	if (is_about(c, "Insufficient entries"))
		return key_fault(y, without_last(y->arena, c->key),
		    "the list is empty; expected at least one");
	if (is_about(c, "Expecting"))
		return key_fault(
		    y, c->key, "expected %s", expected(y->arena, c->schema));
	return key_fault(y, c->key, "%s: %.*s %.*s", cyaml_strerror(error),
	    (int)c->what.len, c->what.at, (int)c->about.len, c->about.at);
}

static bool
load_fault(struct yaml_file *y, const cyaml_schema_value_t *schema,
    const struct strbuf *log, cyaml_err_t error)
{
	struct complaint c = { .key = "" };

	read_complaint((struct slice){ log->at, log->len }, y->arena, &c);
	c.schema = schema_at(schema, c.key);
	return complaint_fault(y, &c, error);
}

bool
yaml_load(struct yaml_file *y, const cyaml_schema_value_t *schema, void **out)
{
	struct strbuf log;
	cyaml_data_t *data = NULL;

	strbuf_init(&log, LOG_BYTES_MAX);
	const cyaml_config_t settings = {
		.log_fn = keep_log,
		.log_ctx = &log,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = arena_for_cyaml,
		.mem_ctx = y->arena,
		.flags = CYAML_CFG_NO_ALIAS,
	};
	cyaml_err_t error = cyaml_load_data((const uint8_t *)y->text.at,
	    y->text.len, &settings, schema, &data, NULL);
	bool ok = error == CYAML_OK && data;

	if (error != CYAML_OK)
		load_fault(y, schema, &log, error);
	else if (!data)
		fault_set(y->fault, SCOPE_CONFIG,
		    "%s:1: the file is empty; expected %s", y->path,
		    known_keys(y->arena, schema));
	strbuf_release(&log);
	*out = data;
	return ok;
}
