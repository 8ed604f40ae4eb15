/*
 * plan.h: private to the room. What is to be printed, before any of it has a
 * place: rows with their texts, columns, the figure of each step, and the
 * arrows between figures.
 */
#ifndef DRAW_PLAN_H
#define DRAW_PLAN_H

#include "cabut/draw.h"

enum { PLAN_EDGES_MAX = 3 * SOP_STEPS_MAX };

/* A printed row; it may hold several steps. */
struct row {
	const char *number;
	unsigned steps[SOP_STEPS_MAX];
	size_t step_count;
	size_t slots; /* figures under each other, at least 1 */
	const char *activity, *time, *measured, *output, *note;
	const char **equipment;
	size_t equipment_count;
	const char *roles; /* who acts, for the plain table */
	enum draw_state state;
	bool is_late;
};

enum figure_shape { FIGURE_BOX, FIGURE_CAPSULE, FIGURE_DIAMOND };

enum spur_place { SPUR_NONE, SPUR_LEFT, SPUR_RIGHT, SPUR_BELOW };

/* The symbol of one step. */
struct figure {
	bool is_printed;
	size_t row, column, slot;
	enum figure_shape shape;
	/* A "Tidak" that no printed row takes: a small capsule beside it. */
	enum spur_place spur;
	const char *spur_text;
};

struct edge {
	unsigned from, to; /* indexes of printed steps */
	const char *label; /* "Ya"; NULL */
};

struct plan {
	const struct sop *sop;
	const struct draw_progress *progress; /* NULL: none */
	struct row rows[SOP_STEPS_MAX];
	size_t row_count;
	unsigned columns[SOP_ROLES_MAX]; /* indexes into sop.roles */
	size_t column_count;
	struct figure figures[SOP_STEPS_MAX];
	struct edge edges[PLAN_EDGES_MAX];
	size_t edge_count;
	bool has_hidden_end; /* some refusal is not drawn */
};

/* False: no row is printed, which is a fault of the SOP. */
bool plan_make(struct plan *, const struct sop *, const struct draw_progress *,
    struct arena *, struct fault *);
/* What heads a column above rows [from, to): the role as these rows call it,
 * when they agree. */
const char *plan_role_label(
    const struct plan *, size_t column, size_t from, size_t to);
const char *plan_state_word(const struct row *); /* Indonesian; "" */

/* figures.c: slots, figures and edges of a plan with rows and columns. */
void plan_figures(struct plan *);
/* rows.c: the texts of a row whose steps are known. */
void row_texts(struct row *, const struct plan *, struct arena *);

#endif
