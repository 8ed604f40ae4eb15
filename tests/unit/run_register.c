/*
 * The monthly notice: who is told what, once, and that the letter which it
 * offers is read as what it asks for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "work.h"

#include "cabut/banned.h"

struct world {
	struct arena *a;
	struct config config;
	struct config_agency agency;
	struct config_official official;
	const char *domains[1], *operators[1];
	struct run run;
	struct fault f;
};

#define must(w, call)                                                          \
	do {                                                                   \
		if (!(call))                                                   \
			fail_msg("%s: %s", #call, (w)->f.text);                \
	} while (0)

static const char verifikator[] = "verifikator@diskominfo.contohkab.go.id";
static const char operator_mail[] = "operator@diskominfo.contohkab.go.id";

static time_s
at(const char *iso)
{
	time_s t;

	assert_true(time_parse_iso(iso, &t));
	return t;
}

static void
set_agency(struct world *w)
{
	w->domains[0] = "contohkab.go.id";
	w->operators[0] = operator_mail;
	w->official = (struct config_official){ .role = "verifikator",
		.person = { .name = "Maya Kolopita", .address = verifikator } };
	w->agency = (struct config_agency){ .id = "contohkab",
		.name = "Dinas Komunikasi dan Informatika Kabupaten Contoh",
		.sender_address = "cabut@diskominfo.contohkab.go.id",
		.sender_name = "Layanan Sertifikat",
		.applicant_domains = w->domains,
		.applicant_domain_count = 1,
		.officials = &w->official,
		.official_count = 1,
		.operators = w->operators,
		.operator_count = 1,
		.zone = ZONE_WITA,
		.retirement_age = 58,
		.register_notice = { "verifikator", 1, 2 },
		.templates = CABUT_SOURCE_DIR "/templates/mail" };
	w->config =
	    (struct config){ .agencies = &w->agency, .agency_count = 1 };
}

static int
setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);

	w->a = arena_new();
	set_agency(w);
	w->run = (struct run){ .config = &w->config,
		.entropy = entropy_of_seed(7),
		.log = { .least = LOG_ALARM },
		.now = at("2026-11-20T09:00:00+08:00") };
	must(w, store_open(STORE_IN_MEMORY, &w->run.store, &w->f));
	must(w, run_open(&w->run, &w->f));
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	store_close(w->run.store);
	run_close(&w->run);
	arena_free(w->a);
	free(w);
	return 0;
}

static struct register_owner
sari(void)
{
	return (struct register_owner){ .agency = "contohkab",
		.nip = "196812121992032007",
		.nik = "1371015212680001",
		.name = "Sari Dewi Anggraini, S.E.",
		.position = "Kepala Bidang Anggaran",
		.institution = "Badan Keuangan dan Aset Daerah",
		.unit = "Bidang Anggaran",
		.address = "sari.dewi@bkad.contohkab.go.id" };
}

static struct register_owner
budi(const char *term_until)
{
	return (struct register_owner){ .agency = "contohkab",
		.nip = "198503122010011004",
		.name = "Budi Santoso, S.Sos.",
		.position = "Camat Rimba",
		.institution = "Kecamatan Rimba",
		.address = "budi.santoso@rimba.contohkab.go.id",
		.term_until = term_until };
}

static void
put(struct world *w, struct register_owner o)
{
	struct store *s = w->run.store;
	enum register_change change;
	bool ok = store_begin(s, &w->f) &&
		  register_put(s, &o, w->a, &change, &w->f) &&
		  run_register_forget_notice(s, "contohkab", &w->f);

	must(w, store_end(s, ok, &w->f));
}

static size_t
mails(struct world *w, const char *to, const char *kind)
{
	size_t n = 99;

	must(w, outbox_count_since(w->run.store, to, kind, 0, &n, &w->f));
	return n;
}

/* How many mails to the verifikator there are after a pass at that time. */
static size_t
pass(struct world *w, const char *iso)
{
	w->run.now = at(iso);
	must(w, register_pass(&w->run, &w->f));
	assert_int_equal(w->run.tally.worst.scope, SCOPE_NONE);
	return mails(w, verifikator, "masa-jabatan");
}

static const char *
told_month(struct world *w, const char *nip)
{
	struct register_owner o;

	must(w, register_find(w->run.store, "contohkab", nip, NULL, NULL, w->a,
		    &o, &w->f));
	return o.told_month;
}

static void
an_owner_is_told_once_a_month(void **state)
{
	struct world *w = *state;

	put(w, sari());
	put(w, budi("2031-01-01"));
	assert_int_equal(pass(w, "2026-11-20T09:00:00+08:00"), 1);
	assert_string_equal(told_month(w, sari().nip), "2026-11");
	assert_null(told_month(w, budi(NULL).nip));
	assert_int_equal(pass(w, "2026-11-20T09:01:00+08:00"), 1);
	assert_int_equal(pass(w, "2026-11-30T23:59:00+08:00"), 1);
	/* Midnight is the agency's. */
	assert_int_equal(pass(w, "2026-12-01T00:00:00+08:00"), 2);
	assert_string_equal(told_month(w, sari().nip), "2026-12");
	assert_int_equal(w->run.tally.owed, 2);
}

static void
an_import_in_the_month_tells_the_new_ones_alone(void **state)
{
	struct world *w = *state;

	put(w, sari());
	assert_int_equal(pass(w, "2026-11-20T09:00:00+08:00"), 1);
	put(w, sari());
	assert_int_equal(pass(w, "2026-11-20T10:00:00+08:00"), 1);
	put(w, budi("2026-12-31"));
	assert_int_equal(pass(w, "2026-11-21T09:00:00+08:00"), 2);
	assert_int_equal(pass(w, "2026-11-22T09:00:00+08:00"), 2);
}

static void
nothing_due_is_no_mail_and_is_asked_once(void **state)
{
	struct world *w = *state;
	const char *fact;

	put(w, budi("2031-01-01"));
	assert_int_equal(pass(w, "2026-11-20T09:00:00+08:00"), 0);
	must(w, store_fact_get(w->run.store, "register.notice.contohkab", w->a,
		    &fact, &w->f));
	assert_string_equal(fact, "2026-11");
	assert_int_equal(w->run.tally.owed, 0);
}

static void
the_month_is_the_same_on_each_of_its_days(void **state)
{
	struct world *w = *state;

	/* Two months ahead of any day in November: to the end of January. */
	put(w, budi("2027-01-31"));
	assert_int_equal(pass(w, "2026-11-01T09:00:00+08:00"), 1);
	put(w, sari());
	put(w, budi("2027-02-01"));
	assert_int_equal(pass(w, "2026-11-30T09:00:00+08:00"), 2);
	assert_string_equal(told_month(w, sari().nip), "2026-11");
}

static void
nobody_in_the_role_is_told_to_the_operators(void **state)
{
	struct world *w = *state;

	put(w, sari());
	w->agency.official_count = 0;
	assert_int_equal(pass(w, "2026-11-20T09:00:00+08:00"), 0);
	assert_int_equal(pass(w, "2026-11-20T09:01:00+08:00"), 0);
	assert_int_equal(mails(w, operator_mail, "operator"), 1);
	assert_null(told_month(w, sari().nip));
	w->agency.official_count = 1;
	assert_int_equal(pass(w, "2026-11-20T09:02:00+08:00"), 1);
	assert_int_equal(mails(w, operator_mail, "operator"), 1);
}

static void
open_case(struct world *w, enum casefile_status status)
{
	struct casefile_owner owner = { .name = "Sari", .nip = sari().nip };
	struct casefile c = { .agency = "contohkab",
		.service = "pencabutan",
		.step = "awal",
		.step_since = w->run.now,
		.opened_at = w->run.now,
		.first_message_id = "surat@contohkab.go.id",
		.letter_kind = "pencabutan",
		.applicant_address = "sari.dewi@bkad.contohkab.go.id",
		.owners = &owner,
		.owner_count = 1 };

	c.sop_hash = arena_alloc(w->a, SHA256_HEX_LEN + 1);
	sha256_hex_text("<sop/>", (char *)c.sop_hash);
	bool ok = store_begin(w->run.store, &w->f) &&
		  casefile_insert(w->run.store, &c, "CABUT", 2026,
		      SLICE("<sop/>"), w->a, &w->f);

	c.status = status;
	c.closed_at = status == CASEFILE_OPEN ? 0 : w->run.now;
	must(w, store_end(w->run.store,
		    ok && casefile_update(w->run.store, &c, &w->f), &w->f));
}

static void
who_has_a_case_is_left_out(void **state)
{
	struct world *w = *state;

	put(w, sari());
	open_case(w, CASEFILE_OPEN);
	assert_int_equal(pass(w, "2026-11-20T09:00:00+08:00"), 0);
	assert_null(told_month(w, sari().nip));
}

static void
a_case_that_was_refused_leaves_nobody_out(void **state)
{
	struct world *w = *state;

	put(w, sari());
	open_case(w, CASEFILE_REJECTED);
	assert_int_equal(pass(w, "2026-11-20T09:00:00+08:00"), 1);
}

/* "19681212199203" and four digits: a person for each i. */
static struct register_owner
one_of_many(struct world *w, size_t i, const char *text)
{
	struct register_owner o = sari();

	o.nik = NULL;
	o.nip = arena_printf(
	    w->a, "19681212199203%zu%03zu", 1 + i / 500, 1 + i % 500);
	o.name = arena_printf(w->a, "Pegawai %zu %s", i, text);
	o.position = o.institution = o.unit = *text ? text : "Staf";
	return o;
}

static size_t
told_of_many(struct world *w, size_t count, const char *text)
{
	size_t told = 0;

	for (size_t i = 0; i < count; i++) {
		const char *month = told_month(w, one_of_many(w, i, text).nip);

		told += month && !strcmp(month, "2026-11");
	}
	return told;
}

static void
put_many(struct world *w, size_t count, const char *text)
{
	struct store *s = w->run.store;
	enum register_change change;

	must(w, store_begin(s, &w->f));
	for (size_t i = 0; i < count; i++) {
		struct register_owner o = one_of_many(w, i, text);

		must(w, register_put(s, &o, w->a, &change, &w->f));
	}
	must(w, store_end(s, true, &w->f));
}

static void
a_mail_holds_two_hundred_and_the_next_pass_tells_the_rest(void **state)
{
	struct world *w = *state;

	put_many(w, 450, "");
	assert_int_equal(pass(w, "2026-11-20T09:00:00+08:00"), 1);
	assert_int_equal(told_of_many(w, 450, ""), 200);
	assert_int_equal(pass(w, "2026-11-20T09:01:00+08:00"), 2);
	assert_int_equal(told_of_many(w, 450, ""), 400);
	assert_int_equal(pass(w, "2026-11-20T09:02:00+08:00"), 3);
	assert_int_equal(told_of_many(w, 450, ""), 450);
	assert_int_equal(pass(w, "2026-11-20T09:03:00+08:00"), 3);
}

static void
the_longest_fields_never_make_a_mail_too_large(void **state)
{
	char text[REGISTER_TEXT_MAX - 15];
	struct world *w = *state;

	memset(text, '"', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	put_many(w, 200, text);
	for (int minute = 0; minute < 10; minute++)
		pass(w,
		    arena_printf(w->a, "2026-11-20T09:%02d:00+08:00", minute));
	assert_int_equal(told_of_many(w, 200, text), 200);
	assert_true(pass(w, "2026-11-20T10:00:00+08:00") > 1);
}

static void
a_mail_that_cannot_be_written_marks_nobody(void **state)
{
	struct world *w = *state;

	put(w, sari());
	w->run.agencies[0].templates = "/tidak/ada";
	must(w, register_pass(&w->run, &w->f));
	assert_int_equal(w->run.tally.worst.scope, SCOPE_CONFIG);
	assert_null(told_month(w, sari().nip));
	w->run.tally.worst = (struct fault){ 0 };
	w->run.agencies[0].templates = w->agency.templates;
	assert_int_equal(pass(w, "2026-11-20T09:01:00+08:00"), 1);
}

/* Durable steps of this process so far: a child goes on counting. */
static int
steps_so_far(void)
{
	FILE *in = fopen(getenv("CABUT_COUNT_STEPS"), "r");
	int count = 0, c;

	assert_non_null(in);
	while ((c = getc(in)) != EOF)
		count += c == '\n';
	fclose(in);
	return count;
}

/* Dies at the n-th durable step of its pass; 0: lives. */
static int
pass_and_die(struct world *w, const char *path, int n)
{
	const char *at = arena_printf(w->a, "%d", steps_so_far() + n);
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (n)
			setenv("CABUT_KILL_AT_STEP", at, 1);
		_exit(store_open(path, &w->run.store, &w->f) &&
			      register_pass(&w->run, &w->f)
			  ? 0
			  : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void
a_pass_that_is_killed_tells_once(void **state)
{
	struct world *w = *state;
	struct store *memory = w->run.store;
	char dir[] = "/tmp/cabut-register-XXXXXX";

	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(w->a, "%s/cabut.db", dir);

	must(w, store_open(path, &w->run.store, &w->f));
	put(w, sari());
	store_close(w->run.store);
	w->run.store = memory;
	assert_true(WIFSIGNALED(pass_and_die(w, path, 1)));
	assert_int_equal(pass_and_die(w, path, 0), 0);
	must(w, store_open(path, &w->run.store, &w->f));
	assert_int_equal(mails(w, verifikator, "masa-jabatan"), 1);
	assert_string_equal(told_month(w, sari().nip), "2026-11");
	store_close(w->run.store);
	w->run.store = memory;
	unlink(path);
	unlink(arena_printf(w->a, "%s-journal", path));
	assert_int_equal(rmdir(dir), 0);
}

/* ---- what the mail says ---- */

static const char *
render(struct world *w, struct rendered *out, const char **link)
{
	struct civil today = civil_of(w->run.now, ZONE_WITA);
	struct term_window window;
	struct due_list due;
	struct work work;
	size_t told;

	term_window_of_month(&today, 2, &window);
	must(w, run_register_due(
		    w->run.store, &w->agency, &window, w->a, &due, &w->f));
	work_without_case(&w->run, &w->run.agencies[0], NULL, &work);
	json_t *v = register_notice_values(&work, &due, &window, &told, &w->f);

	if (!v)
		fail_msg("%s", w->f.text);
	value_set(v, "kepada", "Maya Kolopita");
	must(w, notice_render(
		    w->agency.templates, "masa-jabatan", v, w->a, out, &w->f));
	*link = arena_strdup(w->a,
	    json_string_value(json_object_get(
		json_array_get(json_object_get(v, "berakhir"), 0), "tautan")));
	json_decref(v);
	return *link;
}

/* What a mail program puts into the body behind `key`. */
static const char *
decoded(struct arena *a, const char *link, const char *key)
{
	const char *from = strstr(link, key);

	assert_non_null(from);
	char *out = arena_strdup(a, from + strlen(key));
	size_t len = 0;

	for (const char *c = out; *c && *c != '&'; c++) {
		unsigned byte;

		if (*c == '%' && sscanf(c + 1, "%2x", &byte) == 1) {
			out[len++] = (char)byte;
			c += 2;
		} else {
			out[len++] = *c;
		}
	}
	out[len] = '\0';
	return out;
}

static void
letter_is_of(struct world *w, const char *text, const struct register_owner *o,
    enum reason reason)
{
	struct letter letter;

	if (!reading_letter(text, w->a, &letter))
		fail_msg("no letter: %s", text);
	assert_int_equal(letter.kind, LETTER_REVOCATION);
	if (letter.doubt_count > 0)
		fail_msg("%s", letter.doubts[0]);
	assert_int_equal(letter.owner_count, 0);
	assert_null(letter.applicant_name);
	assert_null(letter.number);
	assert_string_equal(letter.owner.name, o->name);
	assert_string_equal(letter.owner.nip, o->nip);
	assert_true(letter.owner.is_nip_valid);
	assert_null(letter.owner.nik);
	assert_string_equal(letter.owner.position, o->position);
	assert_string_equal(letter.owner.institution, o->institution);
	if (o->unit)
		assert_string_equal(letter.owner.unit, o->unit);
	else
		assert_null(letter.owner.unit);
	assert_string_equal(letter.owner.email, o->address);
	assert_int_equal(letter.owner.reason, reason);
}

static void
the_letter_reads(struct world *w, struct register_owner o, enum reason reason)
{
	struct rendered r;
	const char *link;

	put(w, o);
	render(w, &r, &link);
	assert_int_equal(
	    strncmp(link, "mailto:cabut@diskominfo.contohkab.go.id?", 40), 0);
	letter_is_of(w, decoded(w->a, link, "&body="), &o, reason);
	const char *copy = strstr(r.text, "disalin");

	assert_non_null(copy);
	char *letter = arena_strdup(w->a, strchr(copy, '\n'));
	char *end = strstr(letter, "terima kasih.");

	assert_non_null(end);
	end[13] = '\0';
	letter_is_of(w, letter, &o, reason);
	assert_non_null(strstr(r.html, "href=\"mailto:cabut@diskominfo"));
	assert_null(strstr(r.text, "1371015212680001"));
	assert_null(strstr(r.html, "1371015212680001"));
}

static void
the_letter_of_a_retirement_is_read_with_exactly_these_fields(void **state)
{
	the_letter_reads(*state, sari(), REASON_RETIRED);
}

static void
the_letter_of_an_ended_term_is_read_with_exactly_these_fields(void **state)
{
	the_letter_reads(*state, budi("2026-12-31"), REASON_DISMISSED);
}

static void
long_values_are_read_whole_from_folded_lines(void **state)
{
	struct register_owner o = sari();

	o.name = "Prof. Dr. Ir. H. Syamsul Bahri Anggraini Lantong, S.E.";
	o.position = "Kepala Bidang Pengelolaan Barang Milik Daerah dan "
		     "Penatausahaan Aset";
	o.institution = "Dinas Perumahan, Kawasan Permukiman, Pertanahan dan "
			"Lingkungan Hidup Kabupaten Contoh";
	the_letter_reads(*state, o, REASON_RETIRED);
}

static void
a_certificate_that_runs_out_asks_for_nothing(void **state)
{
	struct world *w = *state;
	struct register_owner o = budi(NULL);
	struct rendered r;
	const char *link;

	o.certificate_until = "2027-01-14";
	put(w, o);
	assert_string_equal(render(w, &r, &link), "");
	assert_non_null(strstr(r.text, "sertifikat berlaku sampai 14 Januari"));
	assert_non_null(strstr(r.text, "tidak perlu dicabut"));
	assert_null(strstr(r.text, "Perihal"));
	assert_null(strstr(r.html, "mailto:"));
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(an_owner_is_told_once_a_month),
		test(an_import_in_the_month_tells_the_new_ones_alone),
		test(nothing_due_is_no_mail_and_is_asked_once),
		test(the_month_is_the_same_on_each_of_its_days),
		test(nobody_in_the_role_is_told_to_the_operators),
		test(who_has_a_case_is_left_out),
		test(a_case_that_was_refused_leaves_nobody_out),
		test(a_mail_holds_two_hundred_and_the_next_pass_tells_the_rest),
		test(the_longest_fields_never_make_a_mail_too_large),
		test(a_mail_that_cannot_be_written_marks_nobody),
		test(a_pass_that_is_killed_tells_once),
		test(
		    the_letter_of_a_retirement_is_read_with_exactly_these_fields),
		test(
		    the_letter_of_an_ended_term_is_read_with_exactly_these_fields),
		test(long_values_are_read_whole_from_folded_lines),
		test(a_certificate_that_runs_out_asks_for_nothing),
	};

	char steps[] = "/tmp/cabut-steps-XXXXXX";
	int fd = mkstemp(steps);

	if (fd < 0 || setenv("CABUT_COUNT_STEPS", steps, 1) != 0)
		return 1;
	close(fd);
	int failed =
	    cmocka_run_group_tests_name("run register", tests, NULL, NULL);

	unlink(steps);
	return failed;
}
