/*
 * One arena per message, reset after it; one per run for configuration and
 * SOP. Blocks are a linked list; a reset keeps the first. Out of memory ends
 * the process with 75: nothing uncommitted survives, nothing is lost.
 */
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cabut/base.h"

#include "cabut/banned.h"

enum { BLOCK_BYTES = 64 * 1024, EXIT_TRY_LATER = 75 };

struct block {
	struct block *next;
	size_t room, used;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *head;
	size_t used;
};

static _Noreturn void
out_of_memory(void)
{
	static const char words[] = "cabut: out of memory; try again later\n";

	if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
		_exit(EXIT_TRY_LATER);
	_exit(EXIT_TRY_LATER);
}

static struct block *
block_new(size_t room, struct block *next)
{
	struct block *b = malloc(sizeof *b + room);

	if (!b)
		out_of_memory();
	b->next = next;
	b->room = room;
	b->used = 0;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = malloc(sizeof *a);

	if (!a)
		out_of_memory();
	a->head = block_new(BLOCK_BYTES, NULL);
	a->used = 0;
	return a;
}

static void
blocks_free(struct block *b)
{
	while (b) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	blocks_free(a->head);
	free(a);
}

void
arena_reset(struct arena *a)
{
	blocks_free(a->head->next);
	if (a->head->room > BLOCK_BYTES) {
		free(a->head);
		a->head = block_new(BLOCK_BYTES, NULL);
	}
	a->head->next = NULL;
	a->head->used = 0;
	a->used = 0;
}

/* A large piece gets a block of its own behind the head, so that the room
 * left in the head is not wasted. */
static void *
take_large(struct arena *a, size_t bytes)
{
	struct block *b = block_new(bytes, a->head->next);

	a->head->next = b;
	b->used = bytes;
	return b->bytes;
}

static void *
take(struct arena *a, size_t bytes)
{
	size_t align = alignof(max_align_t);

	if (bytes > SIZE_MAX - sizeof(struct block) - align)
		out_of_memory();
	bytes = (bytes + align - 1) / align * align;
	a->used += bytes;
	if (bytes > BLOCK_BYTES / 4)
		return take_large(a, bytes);
	if (a->head->room - a->head->used < bytes)
		a->head = block_new(BLOCK_BYTES, a->head);
	void *at = a->head->bytes + a->head->used;

	a->head->used += bytes;
	return at;
}

void *
arena_alloc(struct arena *a, size_t bytes)
{
	void *at = take(a, bytes ? bytes : 1);

	memset(at, 0, bytes);
	return at;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		out_of_memory();
	return arena_alloc(a, bytes);
}

char *
arena_copy(struct arena *a, const char *at, size_t len)
{
	if (len == SIZE_MAX)
		out_of_memory();
	char *copy = take(a, len + 1);

	if (len > 0)
		memcpy(copy, at, len);
	copy[len] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *a, const char *text)
{
	return text ? arena_copy(a, text, strlen(text)) : NULL;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, format, ap);

	va_end(ap);
	if (len < 0)
		len = 0;
	char *text = take(a, (size_t)len + 1);

	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}
