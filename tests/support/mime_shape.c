/*
 * What the MIME walk makes of mails, for a test that holds it against another
 * reader: paths on standard input, a line each; for each mail a line "mail"
 * with what is odd about it, then a line per leaf.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cabut/message.h"

#include "cabut/banned.h"

enum { PATH_BYTES_MAX = 4096 };

static struct slice
file_bytes(const char *path, struct arena *arena)
{
	struct slice bytes;
	struct fault f;

	if (file_read(path, MESSAGE_BYTES_MAX, arena, &bytes, &f))
		return bytes;
	fprintf(stderr, "%s\n", f.text);
	exit(66);
}

/* Tabs part the columns; a name has none. */
static void
print_part(const struct part *p)
{
	char hash[SHA256_HEX_LEN + 1];

	sha256_hex(p->bytes.at, p->bytes.len, hash);
	printf("part\t%s\t%u\t%zu\t%s\t%d\t%s\n", p->type, p->depth,
	    p->bytes.len, hash, p->is_damaged, p->name ? p->name : "");
}

static void
print_mail(const char *path)
{
	struct arena *arena = arena_new();
	struct message m;
	struct fault f;

	if (!message_parse(file_bytes(path, arena), arena, &m, &f)) {
		printf("mail\trefused\t%s\n", f.text);
	} else {
		printf("mail\t%s\t\n", m.is_ambiguous ? "ambiguous" : "plain");
		for (size_t i = 0; i < m.part_count; i++)
			print_part(&m.parts[i]);
	}
	arena_free(arena);
}

int
main(void)
{
	char path[PATH_BYTES_MAX];

	while (fgets(path, sizeof path, stdin)) {
		path[strcspn(path, "\n")] = '\0';
		print_mail(path);
	}
	return 0;
}
