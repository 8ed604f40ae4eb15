/*
 * migrate: brings the schema from the version in the file to ours, one
 * transaction per step. A later version is one more entry in the list.
 */
#ifndef CABUT_STORE_MIGRATE_H
#define CABUT_STORE_MIGRATE_H

#include "db.h"

/* Entry i leads from version i to i + 1; its script ends by setting
 * user_version itself, so that both are in one transaction. A table that has
 * to be made anew is copied within the script, children first: foreign keys
 * stay on. */
struct migration {
	const char *script;
};

/* What store_open() uses. */
extern const struct migration store_migrations[];

bool schema_version(struct db *, int64_t *, struct fault *);
/* Refuses a file that is newer than the list is long (SCOPE_CONFIG). Marks
 * the step "store.migrate" after each commit. */
bool schema_migrate(
    struct db *, const struct migration *, size_t count, struct fault *);
/* Only looks: the version must be `count`. */
bool schema_is(struct db *, size_t count, struct fault *);

#endif
