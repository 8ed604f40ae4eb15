/*
 * RTF on any bytes behind its mark: clean text within its limit, or none and
 * a reason; what is hidden by \v before them makes no difference to it.
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

static void
read_behind(const char *front, struct slice rest, struct arena *arena,
    struct paper *paper)
{
	*paper = (struct paper){ 0 };
	paper_read(joined(front, rest, arena), arena, paper);
	check_paper(paper);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = { (const char *)data, size };
	struct arena *arena = arena_new();
	struct paper paper, other;

	read_behind("{\\rtf1 ", rest, arena, &paper);
	read_behind("{\\rtf1 {\\v tolak}\\pard ", rest, arena, &paper);
	read_behind("{\\rtf1 {\\v 12345 setuju}\\pard ", rest, arena, &other);
	if (paper.how != other.how || strcmp(paper.text, other.text) != 0)
		abort();
	arena_free(arena);
	return 0;
}
