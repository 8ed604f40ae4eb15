/*
 * RTF on any bytes behind its mark: clean text within its limit, or none and
 * a reason; what is hidden by \v never comes out.
 */
#include "fuzz_paper.h"

#include "cabut/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct slice
joined(const char *front, struct slice rest, struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out, 1 << 20);
	strbuf_text(&out, front);
	strbuf_add(&out, rest.at, rest.len);
	char *kept = arena_copy(arena, out.at, out.len);
	size_t len = out.len;

	strbuf_release(&out);
	return (struct slice){ kept, len };
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = { (const char *)data, size };
	struct arena *arena = arena_new();
	struct paper paper = { 0 };

	paper_read(joined("{\\rtf1 ", rest, arena), arena, &paper);
	check_paper(&paper);
	/* Whatever group it opens, what stands hidden before it stays so. */
	paper_read(
	    joined("{\\rtf1 {\\v qzqzqz}\\pard ", rest, arena), arena, &paper);
	check_paper(&paper);
	if (strstr(paper.text, "qzqzqz") &&
	    !memmem(data, size, "qzqzqz", strlen("qzqzqz")))
		abort();
	arena_free(arena);
	return 0;
}
