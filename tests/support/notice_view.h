/*
 * One filled template, for the tests of the mail templates.
 */
#ifndef TESTS_NOTICE_VIEW_H
#define TESTS_NOTICE_VIEW_H

#include <stdlib.h>

#include "cabut/notice.h"

#define TEMPLATES CABUT_SOURCE_DIR "/templates/mail"

struct view {
	struct arena *arena;
	struct rendered r;
};

static inline int
view_open(void **state)
{
	struct view *v = calloc(1, sizeof *v);

	if (!v)
		return -1;
	v->arena = arena_new();
	*state = v;
	return 0;
}

static inline int
view_close(void **state)
{
	struct view *v = *state;

	arena_free(v->arena);
	free(v);
	return 0;
}

static inline void
view_fill(struct view *v, const char *name, const json_t *values)
{
	struct fault f = { 0 };

	if (!notice_render(TEMPLATES, name, values, v->arena, &v->r, &f))
		fail_msg("%s: %s", name, f.text);
}

static inline void
view_fill_example(struct view *v, const char *name)
{
	json_t *values = notice_example(name);

	view_fill(v, name, values);
	json_decref(values);
}

#define view_test(f) cmocka_unit_test_setup_teardown(f, view_open, view_close)

#endif
