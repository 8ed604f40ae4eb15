/*
 * The whole file of the register: every line, and lines that speak of the
 * same person.
 */
#include <stdlib.h>

#include "owner.h"

#include "cabut/banned.h"

void
owner_file_fault(struct owner_file *file, size_t line, const char *text)
{
	if (file->fault_count < OWNER_FAULTS_MAX)
		file->faults[file->fault_count] =
		    (struct owner_fault){ line, text };
	file->fault_count++;
}

void
owner_file_refuse(struct owner_file *file, size_t index, const char *text)
{
	owner_file_fault(file, file->lines[index].line, text);
	file->lines[index].line = 0;
	file->bad_lines++;
}

static bool
read_lines(struct csv *csv, struct owner_row *r, struct fault *f)
{
	struct owner_file *file = r->file;
	struct csv_row row;
	size_t room = 0;

	r->row = &row;
	while (csv_next(csv, &row, f)) {
		if (file->count == room) {
			struct owner_line *wider;

			room = room ? 2 * room : 64;
			wider = arena_array(r->arena, room, sizeof *wider);
			if (file->count > 0)
				memcpy(wider, file->lines,
				    file->count * sizeof *wider);
			file->lines = wider;
		}
		struct owner_line *line = &file->lines[file->count];

		line->line = row.line;
		if (owner_row_read(r, &line->owner))
			file->count++;
		else
			file->bad_lines++;
	}
	return f->scope == SCOPE_NONE;
}

/* ---- the same person twice ---- */

static int
order(const char *a, const char *b, size_t line_a, size_t line_b)
{
	int by = strcmp(a ? a : "", b ? b : "");

	return by ? by : (line_a > line_b) - (line_a < line_b);
}

static int
by_nip(const void *left, const void *right)
{
	const struct owner_line *a = *(struct owner_line *const *)left;
	const struct owner_line *b = *(struct owner_line *const *)right;

	return order(a->owner.nip, b->owner.nip, a->line, b->line);
}

static int
by_nik(const void *left, const void *right)
{
	const struct owner_line *a = *(struct owner_line *const *)left;
	const struct owner_line *b = *(struct owner_line *const *)right;

	return order(a->owner.nik, b->owner.nik, a->line, b->line);
}

static const char *
number(const struct owner_line *l, bool is_nip)
{
	return is_nip ? l->owner.nip : l->owner.nik;
}

static void
refuse_repeated(struct owner_file *file, bool is_nip, struct arena *a)
{
	struct owner_line **list =
	    arena_array(a, file->count + 1, sizeof *list);
	size_t first = 0;

	for (size_t i = 0; i < file->count; i++)
		list[i] = &file->lines[i];
	qsort(list, file->count, sizeof *list, is_nip ? by_nip : by_nik);
	for (size_t i = 1; i < file->count; i++) {
		const char *mine = number(list[i], is_nip);
		const char *his = number(list[first], is_nip);

		if (!mine || !his || strcmp(mine, his) != 0) {
			first = i;
			continue;
		}
		if (list[i]->line)
			owner_file_refuse(file, (size_t)(list[i] - file->lines),
			    arena_printf(a, "the same %s as in line %zu",
				is_nip ? "NIP" : "NIK", list[first]->line));
	}
}

void
owner_file_drop_refused(struct owner_file *file)
{
	size_t kept = 0;

	for (size_t i = 0; i < file->count; i++)
		if (file->lines[i].line)
			file->lines[kept++] = file->lines[i];
	file->count = kept;
}

bool
owner_file_read(const char *path, const struct config_agency *agency,
    struct arena *a, struct owner_file *out, struct fault *f)
{
	struct slice bytes;
	struct csv csv;
	struct csv_row header;
	int at[OWNER_COLUMN_COUNT];
	struct owner_row r = { .agency = agency,
		.header = &header,
		.at = at,
		.file = out,
		.arena = a };

	*out = (struct owner_file){ .path = path };
	if (!file_read(path, CSV_BYTES_MAX, a, &bytes, f) ||
	    !csv_open(&csv, path, bytes, a, f))
		return false;
	if (!csv_next(&csv, &header, f))
		return f->scope == SCOPE_NONE &&
		       fault_set(f, SCOPE_CONFIG, "%s: empty", path);
	if (!owner_columns(&header, out, at, f) || !read_lines(&csv, &r, f))
		return false;
	refuse_repeated(out, true, a);
	owner_file_drop_refused(out);
	refuse_repeated(out, false, a);
	owner_file_drop_refused(out);
	return true;
}
