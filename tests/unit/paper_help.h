/*
 * For the tests that talk to cabut-cell: start one, make a mail of documents.
 */
#ifndef PAPER_HELP_H
#define PAPER_HELP_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>

#include "cabut/paper.h"

enum { FILE_MAX = 4 * 1024 * 1024, PATH_ROOM = 512 };

static inline struct cell *
open_cell(unsigned wall_ms, unsigned cpu_s)
{
	struct cell_limits limits = { wall_ms, cpu_s, CELL_MEMORY_MAX };
	struct fault f = { 0 };
	struct cell *cell = NULL;

	if (!cell_open_with(CABUT_CELL, &limits, &cell, &f))
		fail_msg("cell: %s", f.text);
	return cell;
}

static inline struct slice
document(const char *name, struct arena *arena)
{
	char path[PATH_ROOM];
	struct fault f = { 0 };
	struct slice bytes;

	snprintf(path, sizeof path, "%s/%s", CABUT_PAPERS, name);
	if (!file_read(path, FILE_MAX, arena, &bytes, &f))
		fail_msg("%s: %s", name, f.text);
	return bytes;
}

static inline void
add_base64(struct strbuf *out, struct slice b)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < b.len; i += 3) {
		uint32_t three = 0;
		char four[4];

		for (size_t k = 0; k < 3; k++)
			three =
			    three << 8 |
			    (i + k < b.len ? (unsigned char)b.at[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			four[k] = i + k <= b.len
				      ? digits[three >> (18 - 6 * k) & 63]
				      : '=';
		strbuf_add(out, four, 4);
		if (i / 3 % 19 == 18)
			strbuf_text(out, "\r\n");
	}
	strbuf_text(out, "\r\n");
}

static inline void
add_part(
    struct strbuf *out, const char *type, const char *name, struct slice bytes)
{
	strbuf_printf(out,
	    "--batas\r\nContent-Type: %s\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment; filename=\"%s\"\r\n\r\n",
	    type, name);
	add_base64(out, bytes);
}

/* A mail with a body and these documents. */
static inline struct slice
mail_with(const char *const *names, size_t count, struct arena *arena)
{
	struct strbuf out;
	struct slice mail;

	strbuf_init(&out, MESSAGE_BYTES_MAX);
	strbuf_text(&out,
	    "From: arsip@contohtimurkab.go.id\r\n"
	    "To: kominfo@contohtimurkab.go.id\r\n"
	    "Subject: Permohonan\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: multipart/mixed; boundary=batas\r\n\r\n"
	    "--batas\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
	    "Terlampir surat kami.\r\n");
	for (size_t i = 0; i < count; i++)
		add_part(&out, "application/octet-stream", names[i],
		    document(names[i], arena));
	strbuf_text(&out, "--batas--\r\n");
	mail = (struct slice){ strbuf_keep(&out, arena), out.len };
	strbuf_release(&out);
	return mail;
}

static inline void
expect_good_mail(struct cell *cell)
{
	static const char *const names[] = { "letter.pdf" };
	struct arena *arena = arena_new();
	struct fault f = { 0 };
	struct cell_reading r;

	if (!cell_read(cell, mail_with(names, 1, arena), arena, &r, &f))
		fail_msg("the next mail was not read: %s", f.text);
	assert_int_equal(r.paper_count, 1);
	assert_non_null(strstr(r.papers[0].text, "Ratna Wulandari"));
	arena_free(arena);
}

#endif
