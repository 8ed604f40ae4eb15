/*
 * One YAML file: its text, and its tree for line numbers. libcyaml reads the
 * values but says only roughly where it stood; so each file is also parsed
 * with libyaml itself, and a key's path is looked up there when it is wrong.
 */
#include <stdio.h>

#include "yaml.h"

#include "cabut/banned.h"

static bool
syntax_fault(struct yaml_file *y, const yaml_parser_t *parser)
{
	const char *context = parser->context ? parser->context : "";

	return fault_set(y->fault, SCOPE_CONFIG, "%s:%zu: %s%s%s", y->path,
	    parser->problem_mark.line + 1, context, *context ? ": " : "",
	    parser->problem ? parser->problem : "not YAML");
}

static bool
is_alone(struct yaml_file *y, yaml_parser_t *parser)
{
	yaml_document_t second;

	if (!yaml_parser_load(parser, &second))
		return syntax_fault(y, parser);
	bool is_last = yaml_document_get_root_node(&second) == NULL;
	size_t line = second.start_mark.line + 1;

	yaml_document_delete(&second);
	if (is_last)
		return true;
	return fault_set(y->fault, SCOPE_CONFIG,
	    "%s:%zu: a second document; one file holds one", y->path, line);
}

static bool
parse(struct yaml_file *y)
{
	yaml_parser_t parser;

	if (!yaml_parser_initialize(&parser))
		return fault_set(
		    y->fault, SCOPE_RUN, "%s: no YAML parser", y->path);
	yaml_parser_set_input_string(
	    &parser, (const unsigned char *)y->text.at, y->text.len);
	bool ok = yaml_parser_load(&parser, &y->document);

	if (!ok) {
		syntax_fault(y, &parser);
	} else if (!is_alone(y, &parser)) {
		yaml_document_delete(&y->document);
		ok = false;
	}
	yaml_parser_delete(&parser);
	return ok;
}

bool
yaml_open(
    const char *path, struct arena *a, struct yaml_file *y, struct fault *f)
{
	*y = (struct yaml_file){ .path = path, .arena = a, .fault = f };
	if (!file_read(path, CONFIG_BYTES_MAX, a, &y->text, f))
		return false;
	if (!utf8_is_valid(y->text.at, y->text.len))
		return fault_set(f, SCOPE_CONFIG,
		    "%s: not UTF-8; save the file in that encoding", path);
	return parse(y);
}

void
yaml_close(struct yaml_file *y)
{
	yaml_document_delete(&y->document);
}

/* ---- lines ---- */

static bool
is_text(const yaml_node_t *node, struct slice text)
{
	return node && node->type == YAML_SCALAR_NODE &&
	       slice_equal(
		   (struct slice){ (const char *)node->data.scalar.value,
		       node->data.scalar.length },
		   text);
}

/* The value of a key; *line becomes the line of the key. */
static yaml_node_t *
value_of(yaml_document_t *doc, const yaml_node_t *map, struct slice key,
    size_t *line)
{
	if (!map || map->type != YAML_MAPPING_NODE)
		return NULL;
	for (yaml_node_pair_t *p = map->data.mapping.pairs.start;
	     p < map->data.mapping.pairs.top; p++) {
		yaml_node_t *name = yaml_document_get_node(doc, p->key);

		if (is_text(name, key)) {
			*line = name->start_mark.line;
			return yaml_document_get_node(doc, p->value);
		}
	}
	return NULL;
}

static yaml_node_t *
item_of(
    yaml_document_t *doc, const yaml_node_t *list, size_t number, size_t *line)
{
	if (!list || list->type != YAML_SEQUENCE_NODE || number == 0 ||
	    number > (size_t)(list->data.sequence.items.top -
			      list->data.sequence.items.start))
		return NULL;
	yaml_node_t *item = yaml_document_get_node(
	    doc, list->data.sequence.items.start[number - 1]);

	if (item)
		*line = item->start_mark.line;
	return item;
}

static size_t
number_of(struct slice digits)
{
	size_t number = 0;

	for (size_t i = 0; i < digits.len && ascii_is_digit(digits.at[i]) &&
			   number <= CONFIG_BYTES_MAX;
	     i++)
		number = number * 10 + (size_t)(digits.at[i] - '0');
	return number;
}

unsigned
yaml_line(struct yaml_file *y, const char *key)
{
	yaml_node_t *node = yaml_document_get_root_node(&y->document);
	size_t line = node ? node->start_mark.line : 0;
	struct slice rest = slice_of(key), part, name;

	while (node && slice_take_until(&rest, '.', &part)) {
		slice_take_until(&part, '[', &name);
		node = value_of(&y->document, node, name, &line);
		if (node && part.len > 0)
			node =
			    item_of(&y->document, node, number_of(part), &line);
	}
	return (unsigned)line + 1;
}

bool
key_fault(struct yaml_file *y, const char *key, const char *format, ...)
{
	char text[FAULT_TEXT_MAX];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	return fault_set(y->fault, SCOPE_CONFIG, "%s:%u: %s%s%s", y->path,
	    yaml_line(y, key), key, *key ? ": " : "", text);
}
