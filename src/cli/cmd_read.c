/*
 * cabut read: what would be understood. Every byte goes through the cell;
 * no configuration is needed and nothing is touched. Where there is one, its
 * CAs are known to the cell.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cabut/reading.h"
#include "command.h"
#include "read.h"

#include "cabut/banned.h"

static bool
ends_with(const char *path, const char *suffix)
{
	size_t p = strlen(path), s = strlen(suffix);

	return p >= s && text_equal_nocase(path + p - s, suffix);
}

/* What the file is: --as says, else its name. */
static bool
kind_of(
    const struct cli *c, const char *path, enum read_as *as, struct fault *f)
{
	if (c->as && !strcmp(c->as, "letter"))
		*as = READ_AS_LETTER;
	else if (c->as && !strcmp(c->as, "reply"))
		*as = ends_with(path, ".eml") ? READ_AS_ANSWER : READ_AS_REPLY;
	else if (c->as && !strcmp(c->as, "mail"))
		*as = READ_AS_MAIL;
	else if (c->as)
		return fault_set(f, SCOPE_USAGE,
		    "--as %s: say letter, reply or mail", c->as);
	else
		*as = ends_with(path, ".eml") ? READ_AS_MAIL : READ_AS_LETTER;
	return true;
}

static bool
read_mail(struct cli *c, struct slice raw, struct result *r, struct fault *f)
{
	struct head head;

	if (!head_scan(raw, c->arena, &head, f) ||
	    !cell_read(c->cell, raw, c->arena, &r->cell, f))
		return false;
	reading_make(&head, &r->cell,
	    r->as == READ_AS_ANSWER || head.in_reply_to.count > 0 ||
		head.references.count > 0,
	    false, c->arena, &r->reading);
	return true;
}

static void
read_reply(struct cli *c, const char *text, struct reading *r)
{
	if (reading_is_automatic(NULL, text)) {
		r->kind = READING_AUTOMATIC;
		r->why = "worded like an automatic answer";
		return;
	}
	r->kind = READING_DECISION;
	reading_answer(text, c->arena, &r->answer);
	r->why = r->answer.why;
}

/* A file that is said to be a letter is shown as one, whatever it asks; of a
 * ZIP the first document that asks for something. */
static void
read_letter(struct cli *c, const struct cell_reading *cell, struct reading *r)
{
	bool asks = false;

	for (size_t i = 0; !asks && i < cell->paper_count; i++) {
		const struct paper *p = &cell->papers[i];

		asks = reading_letter_of(p, (int)i, c->arena, &r->letter);
		r->letter_paper = (int)i;
		r->has_letter = asks || *p->text;
	}
	r->kind = asks && r->letter.kind != LETTER_OTHER ? READING_REQUEST
							 : READING_OTHER;
	r->why = asks ? "a letter" : "asks for nothing about certificates";
}

static bool
read_document(struct cli *c, enum read_as as, struct slice bytes,
    struct result *r, struct fault *f)
{
	if (!cell_read_paper(c->cell, bytes, c->arena, &r->cell, f))
		return false;
	if (as == READ_AS_REPLY)
		read_reply(c, r->cell.papers[0].text, &r->reading);
	else
		read_letter(c, &r->cell, &r->reading);
	return true;
}

bool
result_of_file(struct cli *c, struct result *r, struct fault *f)
{
	struct slice bytes;

	if (!kind_of(c, r->file, &r->as, f) ||
	    !file_read(r->file, MESSAGE_BYTES_MAX, c->arena, &bytes, f))
		return false;
	return r->as == READ_AS_MAIL || r->as == READ_AS_ANSWER
		   ? read_mail(c, bytes, r, f)
		   : read_document(c, r->as, bytes, r, f);
}

void
result_trouble(struct cli *c, struct result *r, struct fault *f)
{
	r->trouble = arena_strdup(c->arena, f->text);
	*f = (struct fault){ 0 };
	c->exit_code = 75;
}

static bool
read_one(struct cli *c, const char *path, struct fault *f)
{
	struct result r = { .file = path };

	if (!result_of_file(c, &r, f)) {
		if (f->scope != SCOPE_MESSAGE)
			return false;
		result_trouble(c, &r, f);
	}
	if (c->is_json)
		result_print_json(&r, c->arena);
	else
		result_print(&r, c->arena);
	return true;
}

/* Only a configuration that was asked for must be there and be right. */
static bool
take_config(struct cli *c, struct fault *f)
{
	struct fault ignored = { 0 };

	if (c->has_config)
		return cli_config(c, f);
	if (access(c->config_path, R_OK) == 0 && !cli_config(c, &ignored)) {
		fprintf(stderr, "signatures are held against no CA: %s\n",
		    ignored.text);
		c->config = (struct config){ 0 };
	}
	return true;
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
cmd_read(struct cli *c, struct fault *f)
{
	if (!cli_operands(
		c, 1, -1, "read [--as letter|reply|mail] FILE|FOLDER...", f) ||
	    !take_config(c, f) || !cli_cell(c, f))
		return false;
	for (int i = 0; i < c->argc; i++)
		if (!(is_folder(c->argv[i]) ? read_folder : read_one)(
			c, c->argv[i], f))
			return false;
	return true;
}
