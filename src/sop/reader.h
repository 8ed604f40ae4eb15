/*
 * Shared by the files that turn a SOP document into a struct sop. A reader
 * carries what each of them needs: the file's name for faults, the arena, and
 * the procedure as far as it has been read.
 */
#ifndef CABUT_SOP_READER_H
#define CABUT_SOP_READER_H

#include <libxml/tree.h>

#include "cabut/sop.h"

struct sop_reader {
	const char *name;
	struct arena *arena;
	struct sop *sop;
	struct fault *fault;
};

/* The compiled-in schema, from sop.rng. */
extern const char sop_schema[];
extern const size_t sop_schema_len;

/* True when the document has the form that the schema asks for. */
bool schema_accepts(xmlDoc *, const char *name, struct fault *);

/* Why the schema may have refused it, in better words. True: no idea. */
bool document_diagnose(const struct sop_reader *, const xmlNode *root);

/* A fault at a node: "name:line: ...". Always false. */
bool reader_fault(const struct sop_reader *, const xmlNode *,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The attribute's text, blanks at the ends dropped; NULL when absent. */
const char *reader_attribute(
    const struct sop_reader *, const xmlNode *, const char *attribute);
/* The text of an element, runs of white space made one blank. */
const char *reader_text(const struct sop_reader *, const xmlNode *);
/* Element children called `element`; the first one, the next one, how many. */
const xmlNode *child_first(const xmlNode *, const char *element);
const xmlNode *child_next(const xmlNode *);
size_t child_count(const xmlNode *, const char *element);

/* Index of the word in a NULL-terminated list; -1. */
int word_index(const char *const *words, const char *word);

/* One <langkah> whose id and kind stand already in `step`. */
bool step_read(
    const struct sop_reader *, const xmlNode *, struct sop_step *);
bool step_read_identity(
    const struct sop_reader *, const xmlNode *, struct sop_step *);

/* "10" or "1-2" of a unit; "2 jam-kerja". False: not such a text. */
bool duration_of_value(
    const char *value, const char *unit, struct sop_duration *);
bool duration_of_text(const char *text, struct sop_duration *);

#endif
