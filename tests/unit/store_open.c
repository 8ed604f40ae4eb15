/*
 * Opening: what is made, what is refused, what a migration leaves behind.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "store_fixture.h"
#include "db_sqlite.h"
#include "migrate.h"
#include "cabut/banned.h"

static void
a_new_store_is_a_private_file_of_this_schema(void **state)
{
	struct world *w = *state;
	struct stat st;

	mode_t had = umask(0);
	must(w, store_open(w->path, &w->s, &w->f));
	umask(had);
	assert_int_equal(stat(w->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(
	    stranger(w->path, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
	assert_int_equal(
	    stranger(w->path, "PRAGMA application_id"), DB_APPLICATION);
	world_reopen(w);
}

static void
every_setting_holds(void **state)
{
	struct world *w = *state;
	struct query q;
	struct db *db;
	int64_t synchronous, keys, trusted, erase;
	int defensive = -1;

	must(w, db_open(w->path, DB_WRITES, &db, &w->f));
	query_begin(&q, db, &w->f, "PRAGMA synchronous");
	must(w, query_one_int(&q, &synchronous));
	query_begin(&q, db, &w->f, "PRAGMA foreign_keys");
	must(w, query_one_int(&q, &keys));
	query_begin(&q, db, &w->f, "PRAGMA trusted_schema");
	must(w, query_one_int(&q, &trusted));
	query_begin(&q, db, &w->f, "PRAGMA secure_delete");
	must(w, query_one_int(&q, &erase));
	assert_int_equal(synchronous, 3);
	assert_int_equal(keys, 1);
	assert_int_equal(trusted, 0);
	assert_int_equal(erase, 1);
	sqlite3_stmt *st;
	sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode", -1, &st, NULL);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	assert_string_equal(sqlite3_column_text(st, 0), "truncate");
	sqlite3_finalize(st);
	sqlite3_db_config(
	    db->handle, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
	assert_int_equal(defensive, 1);
	db_close(db);
}

static void
a_file_that_others_may_read_is_refused(void **state)
{
	struct world *w = *state;

	must(w, store_open(w->path, &w->s, &w->f));
	store_close(w->s);
	w->s = NULL;
	chmod(w->path, 0640);
	must_fail(
	    w, store_open(w->path, &w->s, &w->f), SCOPE_CONFIG, "chmod 600");
}

static void
a_newer_schema_is_refused_and_untouched(void **state)
{
	struct world *w = *state;

	must(w, store_open(w->path, &w->s, &w->f));
	store_close(w->s);
	w->s = NULL;
	stranger(w->path, "PRAGMA user_version = 999");
	must_fail(w, store_open(w->path, &w->s, &w->f), SCOPE_CONFIG,
	    "made by a newer cabut");
	must_fail(w, store_open_readonly(w->path, &w->s, &w->f), SCOPE_CONFIG,
	    "made by a newer cabut");
	assert_int_equal(stranger(w->path, "PRAGMA user_version"), 999);
}

static void
somebody_elses_database_is_refused_and_untouched(void **state)
{
	struct world *w = *state;

	stranger(w->path, "PRAGMA journal_mode = WAL; CREATE TABLE recipe (x)");
	chmod(w->path, 0600);
	must_fail(w, store_open(w->path, &w->s, &w->f), SCOPE_CONFIG,
	    "not one of cabut");
	assert_int_equal(
	    stranger(w->path, "SELECT count(*) FROM pragma_journal_mode "
			      "WHERE journal_mode = 'wal'"),
	    1);
}

static void
a_file_that_is_no_database_is_refused(void **state)
{
	struct world *w = *state;
	FILE *file = fopen(w->path, "w");

	for (int i = 0; i < 100; i++)
		fputs("Kepada Yth. Kepala Dinas\n", file);
	fclose(file);
	chmod(w->path, 0600);
	must_fail(
	    w, store_open(w->path, &w->s, &w->f), SCOPE_RUN, "not a database");
	unlink(w->path);
	assert_int_equal(mkdir(w->path, 0700), 0);
	must_fail(
	    w, store_open(w->path, &w->s, &w->f), SCOPE_RUN, "Is a directory");
	rmdir(w->path);
}

static void
looking_never_makes_or_migrates_or_writes(void **state)
{
	struct world *w = *state;
	const char *value;

	must_fail(w, store_open_readonly(w->path, &w->s, &w->f), SCOPE_RUN,
	    "unable to open");
	assert_int_equal(access(w->path, F_OK), -1);
	close(open(w->path, O_CREAT | O_WRONLY, 0600));
	must_fail(w, store_open_readonly(w->path, &w->s, &w->f), SCOPE_CONFIG,
	    "older cabut");
	must(w, store_open(w->path, &w->s, &w->f));
	store_close(w->s);
	must(w, store_open_readonly(w->path, &w->s, &w->f));
	must_fail(w, store_fact_set(w->s, "x", "y", &w->f), SCOPE_RUN,
	    "only to look");
	must(w, store_fact_get(w->s, "x", w->a, &value, &w->f));
	assert_null(value);
}

static void
looking_at_what_a_killed_run_left_rolls_it_back(void **state)
{
	struct world *w = *state;
	const char *value;

	must(w, store_open(w->path, &w->s, &w->f));
	pid_t child = fork();
	if (child == 0) {
		struct store *s;
		struct fault f;
		char big[1000] = { 0 };
		memset(big, 'x', sizeof big - 1);
		if (!store_open(w->path, &s, &f) || !store_begin(s, &f))
			_exit(1);
		/* More than the page cache, so that the file is touched. */
		for (int i = 0; i < 20000; i++) {
			char name[32];
			snprintf(name, sizeof name, "fact %d", i);
			if (!store_fact_set(s, name, big, &f))
				_exit(2);
		}
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(wait_for(child), -1);
	char journal[128];
	struct stat st;
	snprintf(journal, sizeof journal, "%s-journal", w->path);
	assert_int_equal(stat(journal, &st), 0);
	assert_true(st.st_size > 0);
	store_close(w->s);
	must(w, store_open_readonly(w->path, &w->s, &w->f));
	must(w, store_fact_get(w->s, "fact 1", w->a, &value, &w->f));
	assert_null(value);
	assert_int_equal(
	    stranger(w->path, "SELECT count(*) FROM pragma_integrity_check "
			      "WHERE integrity_check = 'ok'"),
	    1);
}

static void
a_store_in_memory_works_and_leaves_no_file(void **state)
{
	struct world *w = *state;
	struct store *second;
	const char *value;
	char *here = getcwd(NULL, 0);

	assert_int_equal(chdir(w->dir), 0);
	must(w, store_open(STORE_IN_MEMORY, &w->s, &w->f));
	must(w, store_open(STORE_IN_MEMORY, &second, &w->f));
	must(w, store_begin(w->s, &w->f));
	insert_casefile(w);
	must(w, store_fact_set(w->s, "x", "y", &w->f));
	must(w, store_end(w->s, true, &w->f));
	must(w, store_begin(w->s, &w->f));
	must(w, store_fact_set(w->s, "x", "z", &w->f));
	assert_false(store_end(w->s, false, &w->f));
	must(w, store_fact_get(w->s, "x", w->a, &value, &w->f));
	assert_string_equal(value, "y");
	must(w, store_fact_get(second, "x", w->a, &value, &w->f));
	assert_null(value); /* each is its own */
	store_close(second);
	must_fail(w, store_open_readonly(STORE_IN_MEMORY, &second, &w->f),
	    SCOPE_CONFIG, "older cabut");
	assert_int_equal(access(STORE_IN_MEMORY, F_OK), -1);
	assert_int_equal(chdir(here), 0);
	free(here);
	store_close(w->s);
	w->s = NULL;
	/* world_teardown wants the folder empty */
}

/* ---- migrations ---- */

static const struct migration to_two[] = {
	{ "CREATE TABLE a (x); PRAGMA application_id = 1128420692;"
	  "PRAGMA user_version = 1" },
	{ "CREATE TABLE b (x); INSERT INTO b VALUES (42);"
	  "PRAGMA user_version = 2" },
};

static void
each_version_is_one_more_entry(void **state)
{
	struct world *w = *state;
	struct db *db;
	int64_t version;

	must(w, db_open(w->path, DB_WRITES, &db, &w->f));
	must(w, schema_migrate(db, to_two, 1, &w->f));
	must(w, schema_version(db, &version, &w->f));
	assert_int_equal(version, 1);
	must(w, schema_migrate(db, to_two, 2, &w->f));
	must(w, schema_migrate(db, to_two, 2, &w->f));
	must(w, schema_is(db, 2, &w->f));
	must_fail(w, schema_migrate(db, to_two, 1, &w->f), SCOPE_CONFIG,
	    "schema 2; this one knows 1");
	db_close(db);
	assert_int_equal(stranger(w->path, "SELECT x FROM b"), 42);
}

static void
a_migration_that_fails_leaves_the_old_version(void **state)
{
	static const char *const broken[] = {
		"CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);"
		"PRAGMA user_version = 2",
		"CREATE TABLE b (x)", /* forgets its version */
	};
	struct world *w = *state;

	for (size_t i = 0; i < 2; i++) {
		struct migration list[] = { to_two[0], { broken[i] } };
		struct db *db;
		must(w, db_open(w->path, DB_WRITES, &db, &w->f));
		must_fail(w, schema_migrate(db, list, 2, &w->f), SCOPE_RUN,
		    i == 0 ? "no such table" : "left 1");
		db_close(db);
		assert_int_equal(stranger(w->path, "PRAGMA user_version"), 1);
		assert_int_equal(
		    stranger(w->path, "SELECT count(*) FROM sqlite_schema"), 1);
	}
}

/* Two cases as schema 1 kept them: one asked, one held. */
static const char two_old_cases[] =
    "INSERT INTO sop_text VALUES (printf('%064d', 0), x'3c');"
    "INSERT INTO casefile (number, agency, service, sop_hash, status, step, "
    "step_since, opened_at, closed_at, held_until, is_urgent, "
    "applicant_assurance) VALUES "
    "('CABUT-2026-0001', 'a', 'pencabutan', printf('%064d', 0), 'open', "
    "'putus', 500, 400, 0, 0, 0, 3), "
    "('CABUT-2026-0002', 'a', 'pencabutan', printf('%064d', 0), 'open', "
    "'unggah', 500, 400, 0, 900, 0, 3)";

static void
cases_of_schema_1_go_on_in_schema_2(void **state)
{
	struct world *w = *state;
	struct casefile c;
	struct db *db;
	int64_t *ids;
	size_t count;

	must(w, db_open(w->path, DB_WRITES, &db, &w->f));
	must(w, schema_migrate(db, store_migrations, 1, &w->f));
	must(w, db_script(db, two_old_cases, &w->f));
	db_close(db);
	must(w, store_open(w->path, &w->s, &w->f));
	must(w, casefile_load(w->s, 1, w->a, &c, &w->f));
	assert_int_equal(c.asked_at, 500); /* not asked a second time */
	must(w, casefile_load(w->s, 2, w->a, &c, &w->f));
	assert_int_equal(c.asked_at, 0);
	must(w, casefile_wake_due(w->s, 500, w->a, &ids, &count, &w->f));
	assert_int_equal(count, 1);
	assert_int_equal(ids[0], 1);
}

static void
die(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)context;
	(void)count;
	(void)values;
	kill(getpid(), SIGKILL);
}

static int
teach_dying(sqlite3 *db, const char **error, const void *api)
{
	(void)error;
	(void)api;
	return sqlite3_create_function(
	    db, "die", 0, SQLITE_UTF8, NULL, die, NULL, NULL);
}

static void
a_migration_that_is_killed_leaves_the_old_version(void **state)
{
	struct world *w = *state;
	static const struct migration deadly[] = {
		{ "CREATE TABLE a (x); PRAGMA application_id = 1128420692;"
		  "PRAGMA user_version = 1" },
		{ "CREATE TABLE b (x); INSERT INTO b VALUES (zeroblob(20000000)"
		  "); SELECT die(); PRAGMA user_version = 2" },
	};
	struct db *db;

	pid_t child = fork();
	if (child == 0) {
		sqlite3_auto_extension((void (*)(void))teach_dying);
		if (db_open(w->path, DB_WRITES, &db, &w->f))
			schema_migrate(db, deadly, 2, &w->f);
		_exit(1);
	}
	assert_int_equal(wait_for(child), -1);
	must(w, db_open(w->path, DB_WRITES, &db, &w->f));
	must(w, schema_is(db, 1, &w->f));
	must(w, schema_migrate(db, to_two, 2, &w->f));
	db_close(db);
	assert_int_equal(stranger(w->path, "SELECT x FROM b"), 42);
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, world_setup_empty, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_new_store_is_a_private_file_of_this_schema),
		TEST(every_setting_holds),
		TEST(a_file_that_others_may_read_is_refused),
		TEST(a_newer_schema_is_refused_and_untouched),
		TEST(somebody_elses_database_is_refused_and_untouched),
		TEST(a_file_that_is_no_database_is_refused),
		TEST(looking_never_makes_or_migrates_or_writes),
		TEST(looking_at_what_a_killed_run_left_rolls_it_back),
		TEST(a_store_in_memory_works_and_leaves_no_file),
		TEST(each_version_is_one_more_entry),
		TEST(a_migration_that_fails_leaves_the_old_version),
		TEST(a_migration_that_is_killed_leaves_the_old_version),
		TEST(cases_of_schema_1_go_on_in_schema_2),
	};
	return cmocka_run_group_tests_name("store opens", tests, NULL, NULL);
}
