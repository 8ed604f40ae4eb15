/*
 * Tables by libsmartcols: it knows the terminal's width and makes escape
 * sequences in values harmless.
 */
#include <stdio.h>
#include <stdlib.h>

#include <libsmartcols.h>

#include "command.h"

#include "cabut/banned.h"

struct table {
	struct libscols_table *table;
	size_t columns;
};

struct table *
table_new(const char *const *columns, size_t count)
{
	struct table *t = calloc(1, sizeof *t);

	if (!t || !(t->table = scols_new_table()))
		abort();
	t->columns = count;
	for (size_t i = 0; i < count; i++)
		if (!scols_table_new_column(t->table, columns[i], 0,
			i + 1 == count ? SCOLS_FL_TRUNC : 0))
			abort();
	return t;
}

void
table_row(struct table *t, const char *const *cells)
{
	struct libscols_line *line = scols_table_new_line(t->table, NULL);

	if (!line)
		abort();
	for (size_t i = 0; i < t->columns; i++)
		scols_line_set_data(line, i, cells[i] ? cells[i] : "");
}

void
table_print(struct table *t)
{
	scols_print_table(t->table);
}

void
table_free(struct table *t)
{
	if (!t)
		return;
	scols_unref_table(t->table);
	free(t);
}
