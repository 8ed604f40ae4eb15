/*
 * Reading a whole configuration: the samples load, defaults are what the
 * header says, paths count from the file that names them, and each way to be
 * wrong names file, line and key.
 */
#include "config_help.h"

#include "cabut/banned.h"

static struct config
load_or_fail(const struct folder *d)
{
	struct config c;
	struct fault f = { 0 };

	if (!config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f))
		fail_msg("%s", f.text);
	return c;
}

static void
the_samples_load_as_they_are(void **state)
{
	const struct folder *d = *state;
	struct config c = load_or_fail(d);
	const struct config_agency *a = c.agencies;

	assert_string_equal(c.database, "/var/lib/cabut/cabut.db");
	assert_string_equal(c.case_prefix, "CABUT");
	assert_int_equal(c.agency_count, 1);
	assert_string_equal(a->file, path_of(d, "agencies.d/contoh.yaml"));
	assert_string_equal(a->id, "diskominfo-contoh");
	assert_int_equal(a->zone, ZONE_WITA);
	assert_string_equal(a->sop_files[0],
	    path_of(d, "agencies.d/../sop/bolaang-mongondow-pencabutan.xml"));
	assert_int_equal(a->mailbox_count, 1);
	assert_string_equal(a->mailboxes[0].url,
	    "imaps://cabut%40diskominfo.contohkab.go.id@mail.contohkab.go.id"
	    "/INBOX");
	assert_string_equal(
	    a->mailboxes[0].secret.password_file, "/etc/cabut/secret/imap");
	assert_string_equal(a->mailboxes[0].filing, "keyword");
	assert_string_equal(a->mailboxes[0].keyword, "$CabutSelesai");
	assert_string_equal(a->mailboxes[0].first_run, "new");
	assert_string_equal(
	    a->sender_address, "cabut@diskominfo.contohkab.go.id");
	assert_false(a->plus_address);
	assert_int_equal(a->official_count, 4);
	assert_string_equal(
	    a->officials[0].person.rank, "Pembina Utama Muda, IV/c");
	assert_false(a->officials[0].has_substitute);
	assert_string_equal(a->auth.authserv_id, "mail.contohkab.go.id");
	assert_false(a->auth.border_strips);
	assert_int_equal(a->auth.internal_count, 0);
	assert_int_equal(a->hold_minutes, 60);
	assert_int_equal(a->letterhead_count, 3);
	assert_string_equal(a->signer_role, "kepala-dinas");
	assert_int_equal(a->calendar.zone, ZONE_WITA);
	assert_int_equal(a->calendar.span_count[4], 2);
	assert_null(a->holidays);
	assert_string_equal(a->escalation->name, "Siti Rahmawati, S.Sos.");
	assert_int_equal(a->superior_count, 1);
	assert_int_equal(a->age_limit_count, 5);
	assert_int_equal(a->register_notice.months_ahead, 2);
}

static const char least_agency[] =
    "id: kecil\n"
    "name: Dinas Kecil\n"
    "zone: WIB\n"
    "sop: [ ../sop/bolaang-mongondow-pencabutan.xml ]\n"
    "mailboxes: [ { url: \"maildir:surat/masuk\" } ]\n"
    "smtp: { url: smtp://localhost:2525 }\n"
    "sender: { address: cabut@DINAS.tanjungrimbakab.go.id }\n"
    "applicant_domains: [ tanjungrimbakab.go.id ]\n"
    "officials: [ { role: kadis, name: A, address: "
    "a@dinas.tanjungrimbakab.go.id } ]\n"
    "operators: [ op@dinas.tanjungrimbakab.go.id ]\n";

static void
what_is_left_out_gets_its_default(void **state)
{
	const struct folder *d = *state;

	put_file(d, "cabut.yaml", "database: cabut.db\n", 0644);
	put_file(d, "agencies.d/contoh.yaml", least_agency, 0644);
	struct config c = load_or_fail(d);
	const struct config_agency *a = c.agencies;

	assert_string_equal(c.database, path_of(d, "cabut.db"));
	assert_null(c.templates);
	assert_null(c.cell);
	assert_string_equal(c.case_prefix, "CABUT");
	assert_int_equal(c.bsre_domain_count, 1);
	assert_string_equal(c.bsre_domains[0], "bssn.go.id");
	assert_false(c.allow_test_clock);
	assert_int_equal(c.mails_per_run, 1000);
	assert_int_equal(c.notices_per_sender_day, 5);
	assert_string_equal(a->sender_name, "Dinas Kecil");
	assert_string_equal(
	    a->sender_address, "cabut@dinas.tanjungrimbakab.go.id");
	assert_string_equal(a->mailboxes[0].url,
	    arena_printf(
		d->arena, "maildir:%s/agencies.d/surat/masuk", d->path));
	assert_null(a->mailboxes[0].secret.password_file);
	assert_null(a->smtp.secret.password_file);
	assert_null(a->auth.authserv_id);
	assert_int_equal(a->hold_minutes, 0);
	assert_int_equal(a->token_days, 7);
	assert_null(a->templates);
	assert_null(a->helpdesk);
	assert_null(a->number_pattern);
	assert_int_equal(a->calendar.zone, ZONE_WIB);
	for (size_t day = 0; day < 7; day++)
		assert_int_equal(a->calendar.span_count[day], day % 6 != 0);
	assert_int_equal(a->calendar.hours[4][0].until_min, 16 * 60);
	assert_int_equal(a->calendar.hours[5][0].from_min, 7 * 60 + 30);
	assert_int_equal(a->calendar.hours[5][0].until_min, 16 * 60 + 30);
	assert_int_equal(a->calendar.day_count, 0);
	assert_null(a->escalation);
	assert_int_equal(a->superior_count, 0);
	assert_int_equal(a->retirement_age, 58);
	assert_string_equal(a->register_notice.role, "verifikator");
	assert_int_equal(a->register_notice.day, 1);
	assert_int_equal(a->register_notice.months_ahead, 2);
	assert_string_equal(a->helpdesk_role, "helpdesk");
}

static void
agencies_come_in_the_order_of_their_files(void **state)
{
	const struct folder *d = *state;

	put_file(d, "agencies.d/20-b.yaml", least_agency, 0644);
	put_file(d, "agencies.d/10-a.yaml",
	    changed(d, changed(d, least_agency, "kecil", "sedang"),
		"surat/masuk", "surat/lain"),
	    0644);
	put_file(d, "agencies.d/.tersembunyi.yaml", "rusak: [", 0644);
	put_file(d, "agencies.d/lama.yaml.bak", "rusak: [", 0644);
	struct config c = load_or_fail(d);

	assert_int_equal(c.agency_count, 3);
	assert_string_equal(c.agencies[0].id, "sedang");
	assert_string_equal(c.agencies[1].id, "kecil");
	assert_string_equal(c.agencies[2].id, "diskominfo-contoh");
}

static void
a_substitute_and_a_token_command_are_read(void **state)
{
	const struct folder *d = *state;
	const char *text = changed(d, config_sample_agency(),
	    "    password_file: /etc/cabut/secret/imap\n",
	    "    token_command: [ bin/token, --user, cabut ]\n");

	text = changed(d, text, "  - role: kabid-persandian\n",
	    "    substitute:\n"
	    "      name: Made Suparta\n"
	    "      address: made@contohkab.go.id\n"
	    "      from: 2026-11-01\n"
	    "  - role: kabid-persandian\n");
	put_file(d, "agencies.d/contoh.yaml", text, 0644);
	struct config c = load_or_fail(d);
	const struct config_agency *a = c.agencies;
	const struct secret_source *s = &a->mailboxes[0].secret;

	assert_int_equal(s->token_command_count, 3);
	assert_string_equal(
	    s->token_command[0], path_of(d, "agencies.d/bin/token"));
	assert_string_equal(s->token_command[2], "cabut");
	assert_true(a->officials[0].has_substitute);
	assert_string_equal(
	    a->officials[0].substitute.address, "made@contohkab.go.id");
	assert_string_equal(a->officials[0].substitute_from, "2026-11-01");
	assert_null(a->officials[0].substitute_until);
	assert_string_equal(a->officials[0].substitute_capacity, "Plh.");
}

struct broken {
	bool is_host;
	const char *from, *to; /* in the sample */
	const char *says;      /* behind "file:" */
};

#define IMAP                                                                   \
	"imaps://cabut%40diskominfo.contohkab.go.id@mail.contohkab.go.id/"     \
	"INBOX"
#define KADIS "ratna.wulandari@diskominfo.contohkab.go.id"

static const struct broken broken[] = {
	/* form */
	{ true, "case_prefix: CABUT", "case_prefx: CABUT",
	    "12: case_prefx: this key is not known; expected database, "
	    "templates, cell, case_prefix" },
	{ true, "database: /var/lib/cabut/cabut.db", "",
	    "key database is missing" },
	{ true, "database: ", "database: [ a, b ] #",
	    "5: database: expected one text" },
	{ true, "database: /var", "database: x\ndatabase: /var",
	    "5: database: this key stands twice" },
	{ true, "case_prefix: CABUT",
	    "case_prefix: ", "12: case_prefix: is empty" },
	{ true, "bsre_domains: [ bssn.go.id ]", "bsre_domains: bssn.go.id",
	    "15: bsre_domains: expected a list" },
	{ true, "bsre_domains: [ bssn.go.id ]", "bsre_domains: []",
	    "15: bsre_domains: the list is empty" },
	{ true, "allow_test_clock: no", "allow_test_clock: noo",
	    "24: allow_test_clock: \"noo\"; expected one of yes, no" },
	{ true, "bsre_domains: [ bssn", "bsre_domains: [ bssn\n- x", "15: " },
	{ true, "database: ", "\tdatabase: ", "5: " },
	{ true, "allow_test_clock: no\n", "allow_test_clock: no\n---\na: b\n",
	    "25: a second document" },
	{ true, "CABUT\n", "CAB\xff\n", " not UTF-8" },
	{ false, "sender:\n", "sender: cabut\nx:\n",
	    "24: sender: expected a group of keys" },
	{ false, "  address: cabut@diskominfo.contohkab.go.id\n", "",
	    "24: sender: key address is missing" },
	{ false, "    address: hendra", "    adress: hendra",
	    "50: officials[2].adress: this key is not known; expected role, "
	    "name, address" },
	{ false, "zone: WITA", "zone: WITS",
	    "5: zone: \"WITS\"; expected one of WIB, WITA, WIT" },
	{ false, "zone: WITA", "zone: 25200",
	    "5: zone: \"25200\"; expected one of" },
	/* host values */
	{ true, "[ bssn.go.id ]", "[ bssn.go.id, \"@bssn\" ]",
	    "15: bsre_domains[2]: \"@bssn\" is not a domain" },
	{ true, "[ bssn.go.id ]", "[ BSSN.go.id ]",
	    "15: bsre_domains[1]: \"BSSN.go.id\" is not a domain in lower" },
	{ true, "case_prefix: CABUT", "case_prefix: cabut",
	    "12: case_prefix: \"cabut\"; expected 2 to 12 letters" },
	{ true, "mails_per_run: 1000", "mails_per_run: 0",
	    "18: mails_per_run: \"0\"; expected a number from 1 to 100000" },
	{ true, "mails_per_run: 1000", "mails_per_run: 12x",
	    "18: mails_per_run: \"12x\"; expected a number" },
	{ true, "mails_per_run: 1000", "mails_per_run: -5",
	    "18: mails_per_run: \"-5\"; expected a number" },
	{ true, "sender_day: 5", "sender_day: 18446744073709551617",
	    "21: notices_per_sender_day: \"18446744073709551617\"" },
	{ true, "# templates: /etc/cabut/templates", "templates: tidak-ada",
	    "8: templates: " },
	/* agency values */
	{ false, "id: diskominfo-contoh", "id: Diskominfo Contoh",
	    "3: id: \"Diskominfo Contoh\"; expected only a-z" },
	{ false, "sop: [ ../sop/bolaang", "sop: [ ../sop/tidak-ada",
	    "9: sop[1]: " },
	{ false, "address: cabut@diskominfo", "address: cabut@@diskominfo",
	    "25: sender.address: \"cabut@@diskominfo.contohkab.go.id\" is "
	    "not a plain mail address" },
	{ false, "address: " KADIS, "address: \"Ratna <" KADIS ">\"",
	    "36: officials[1].address: " },
	{ false, "name: Layanan Sertifikat", "name: \"Layanan\\nBcc: x\" #",
	    "26: sender.name: has a line break" },
	{ false, "[ contohkab.go.id ]", "[ go.id ]",
	    "30: applicant_domains[1]: \"go.id\" is every agency" },
	{ false, "[ contohkab.go.id ]", "[ contohkab ]",
	    "30: applicant_domains[1]: \"contohkab\" is not a domain" },
	{ false, "\"197503122000122001\"", "\"19750312\"",
	    "37: officials[1].nip: \"19750312\"; expected 18 digits" },
	{ false, "- role: sandiman\n    name: Nurul Aini, S.Tr.\n",
	    "- role: kabid-persandian\n    name: X\n"
	    "    address: hendra.lumentut@DISKOMINFO.contohkab.go.id\n"
	    "  - role: sandiman\n    name: Y\n",
	    "53: officials[3].address: "
	    "hendra.lumentut@diskominfo.contohkab.go.id fills the role "
	    "\"kabid-persandian\" twice" },
	{ false, "operators: [ operator@", "operators: [ operator ]  # @",
	    "59: operators[1]: \"operator\" is not a plain mail address" },
	{ false, "token_days: 7", "token_days: 31",
	    "72: token_days: \"31\"; expected a number from 1 to 30" },
	{ false, "token_days: 7", "token_days: 0",
	    "72: token_days: \"0\"; expected a number from 1 to 30" },
	{ false, "hold_minutes: 60", "hold_minutes: satu jam",
	    "71: hold_minutes: \"satu jam\"; expected a number from 0" },
	/* transports */
	{ false, IMAP, "imap://mail.contohkab.go.id/INBOX",
	    "15: mailboxes[1].url: \"imap://mail.contohkab.go.id/INBOX\"; "
	    "expected imaps://user@host/INBOX" },
	{ false, IMAP, "imaps://mail.contohkab.go.id/INBOX",
	    "15: mailboxes[1].url: " },
	{ false, IMAP, "imaps://u@mail.contohkab.go.id",
	    "15: mailboxes[1].url: " },
	{ false, IMAP, "imaps://u@mail.contohkab.go.id:0/INBOX",
	    "15: mailboxes[1].url: " },
	{ false, IMAP, "imaps://u@mail.contohkab.go.id:99999/INBOX",
	    "15: mailboxes[1].url: " },
	{ false, IMAP, "imaps://a@b@mail.contohkab.go.id/INBOX",
	    "15: mailboxes[1].url: " },
	{ false, IMAP, "imaps://u:rahasia@mail.contohkab.go.id/INBOX",
	    "15: mailboxes[1].url: the password does not belong here" },
	{ false, IMAP, "\"maildir:\"", "15: mailboxes[1].url: " },
	{ false, "    password_file: /etc/cabut/secret/imap\n", "",
	    "15: mailboxes[1]: the URL has a user; expected password_file" },
	{ false, IMAP, "maildir:/var/mail/cabut",
	    "15: mailboxes[1]: a secret, but the URL has no user" },
	{ false, "    password_file: /etc/cabut/secret/imap\n",
	    "    password_file: a\n    password_credential: b\n",
	    "15: mailboxes[1]: only one of password_file" },
	{ false, "    password_file: /etc/cabut/secret/imap\n",
	    "    password_credential: ../b\n",
	    "16: mailboxes[1].password_credential: expected a name" },
	{ false, "filing: keyword ", "filing: delete ",
	    "17: mailboxes[1].filing: \"delete\"; expected one of keyword, "
	    "move, none" },
	{ false, "filing: keyword ", "filing: move ",
	    "15: mailboxes[1]: filing: move needs folder" },
	{ false, "filing: keyword ", "folder: Selesai ",
	    "17: mailboxes[1].folder: goes only with filing: move" },
	{ false, "filing: keyword ", "keyword: \"a b\" ",
	    "17: mailboxes[1].keyword: \"a b\"; expected letters" },
	{ false, "first_run: new", "first_run: some",
	    "18: mailboxes[1].first_run: \"some\"; expected one of new, all" },
	{ false, "    first_run: new ", "    ca_file: tidak-ada.pem ",
	    "18: mailboxes[1].ca_file: " },
	{ false, "url: smtps://", "url: http://", "21: smtp.url: \"http://" },
	{ false, "  password_file: /etc/cabut/secret/smtp\n", "",
	    "20: smtp: the URL has a user" },
	/* proofs and letters */
	{ false, "  border_host: mx.contohkab.go.id\n", "",
	    "65: auth: authserv_id needs border_host" },
	{ false, "  authserv_id: mail.contohkab.go.id\n", "",
	    "65: auth: key authserv_id is missing" },
	{ false, "internal_domains: []", "internal_domains: [ \"*\" ]",
	    "69: auth.internal_domains[1]: \"*\" is not a domain" },
	{ false, "555/{n}/", "555/",
	    "82: letter.number_pattern: \"555/Kominfo/{roman}/{year}\" has "
	    "no {n}" },
	{ false, "{roman}", "{month}",
	    "82: letter.number_pattern: \"555/{n}/Kominfo/{month}/{year}\"; "
	    "expected {n}, {roman} and {year} only" },
	{ false, "signer_role: kepala-dinas", "signer_role: bupati",
	    "83: letter.signer_role: \"bupati\"; expected a role" },
};

static bool
row_is_told(const struct folder *d, size_t i)
{
	const struct broken *b = &broken[i];
	const char *name = b->is_host ? "cabut.yaml" : "agencies.d/contoh.yaml";
	const char *sample =
	    b->is_host ? config_sample_host() : config_sample_agency();
	const char *want =
	    arena_printf(d->arena, "%s/%s:%s", d->path, name, b->says);
	struct config c = { .file = "untouched" };
	struct fault f = { 0 };

	put_file(d, name, changed(d, sample, b->from, b->to), 0644);
	bool is_accepted =
	    config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f);

	put_file(d, name, sample, 0644);
	assert_string_equal(c.file, is_accepted ? c.file : "untouched");
	if (!is_accepted && f.scope == SCOPE_CONFIG &&
	    (strstr(f.text, want) ||
		(b->says[0] == 'k' && strstr(f.text, b->says))))
		return true;
	print_error("row %zu: got \"%s\"\n   want \"%s\"\n", i,
	    is_accepted ? "accepted" : f.text, want);
	return false;
}

static void
each_mistake_names_file_line_and_key(void **state)
{
	int untold = 0;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		untold += !row_is_told(*state, i);
	assert_int_equal(untold, 0);
}

static const struct broken substitutes[] = {
	{ .to = "from: 2026-02-30",
	    .says = "substitute.from: \"2026-02-30\" is not a date" },
	{ .to = "from: 1.11.2026",
	    .says = "substitute.from: \"1.11.2026\" is not a date" },
	{ .to = "from: 2026-11-01, until: 2026-10-01",
	    .says = "substitute.until: 2026-10-01 is before from" },
	{ .to = "until: 2026-11-01",
	    .says = "officials[1].substitute.until: needs from" },
	{ .to = "capacity: Pjs., from: 2026-11-01",
	    .says = "officials[1].substitute.capacity: \"Pjs.\"; expected one "
		    "of Plh., Plt." },
};

static void
a_team_and_a_substitute_without_dates_are_accepted(void **state)
{
	const struct folder *d = *state;

	put_file(d, "agencies.d/contoh.yaml",
	    changed(d, config_sample_agency(), "  - role: sandiman\n",
		"    substitute:\n      name: Made Suparta\n"
		"      address: made@contohkab.go.id\n"
		"      capacity: Plt.\n"
		"  - role: kabid-persandian\n    name: Rudi\n"
		"    address: rudi@contohkab.go.id\n"
		"  - role: sandiman\n"),
	    0644);
	struct config c = load_or_fail(d);
	const struct config_official *o = c.agencies->officials;

	assert_int_equal(config_role_people(c.agencies, "kabid-persandian"), 2);
	assert_true(o[1].has_substitute);
	assert_null(o[1].substitute_from);
	assert_string_equal(o[1].substitute_capacity, "Plt.");
	assert_string_equal(o[2].person.name, "Rudi");
}

static void
a_substitute_needs_sound_dates_and_another_person(void **state)
{
	const struct folder *d = *state;
	struct config c;
	struct fault f = { 0 };

	for (size_t i = 0; i < sizeof substitutes / sizeof *substitutes; i++) {
		put_file(d, "agencies.d/contoh.yaml",
		    changed(d, config_sample_agency(),
			"  - role: kabid-persandian\n",
			arena_printf(d->arena,
			    "    substitute: { name: M, address: "
			    "m@contohkab.go.id, %s }\n"
			    "  - role: kabid-persandian\n",
			    substitutes[i].to)),
		    0644);
		assert_false(
		    config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
		if (!strstr(f.text, substitutes[i].says))
			fail_msg("got \"%s\", want \"%s\"", f.text,
			    substitutes[i].says);
	}
	put_file(d, "agencies.d/contoh.yaml",
	    changed(d, config_sample_agency(), "  - role: kabid-persandian\n",
		"    substitute: { name: M, address: " KADIS
		", from: 2026-11-01 }\n"
		"  - role: kabid-persandian\n"),
	    0644);
	assert_false(config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
	assert_non_null(strstr(f.text, "a substitute is another person"));
}

static void
two_agencies_share_neither_id_nor_mailbox(void **state)
{
	const struct folder *d = *state;
	struct config c;
	struct fault f = { 0 };

	put_file(d, "agencies.d/kembar.yaml", config_sample_agency(), 0644);
	assert_false(config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
	assert_non_null(strstr(f.text,
	    "agencies.d/kembar.yaml:15: mailboxes[1].url: the same as in "));
	put_file(d, "agencies.d/kembar.yaml",
	    changed(d, config_sample_agency(), IMAP,
		"imaps://lain@mail.contohkab.go.id/INBOX"),
	    0644);
	assert_false(config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
	assert_non_null(
	    strstr(f.text, "agencies.d/kembar.yaml:3: id: the same as in "));
}

static void
no_agency_no_folder_no_file_are_told(void **state)
{
	const struct folder *d = *state;
	struct config c;
	struct fault f = { 0 };

	assert_int_equal(unlink(path_of(d, "agencies.d/contoh.yaml")), 0);
	assert_false(config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
	assert_non_null(strstr(f.text, "agencies.d: no agency"));
	assert_int_equal(rmdir(path_of(d, "agencies.d")), 0);
	assert_false(config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
	assert_non_null(strstr(f.text, "agencies.d: No such file"));
	assert_false(config_load(path_of(d, "lain.yaml"), d->arena, &c, &f));
	assert_non_null(strstr(f.text, "lain.yaml: No such file"));
	put_file(d, "cabut.yaml", "# nothing\n", 0644);
	assert_false(config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
	assert_non_null(strstr(f.text, "cabut.yaml:1: the file is empty"));
	assert_int_equal(f.scope, SCOPE_CONFIG);
}

/* The fault of an unknown key lists the known ones: each must be explained. */
static void
every_key_is_in_the_operators_guide(void **state)
{
	static const struct broken places[] = {
		{ true, "case_prefix:", "zzz:", "expected " },
		{ false, "zone:", "zzz:", "expected " },
		{ false, "    first_run:", "    zzz:", "expected " },
		{ false, "  password_file: /etc/cabut/secret/smtp", "  zzz: a",
		    "expected " },
		{ false, "  plus_address:", "  zzz:", "expected " },
		{ false, "    title:", "    zzz:", "expected " },
		{ false, "  border_strips:", "  zzz:", "expected " },
		{ false, "  place:", "  zzz:", "expected " },
		{ false, "  - days: mon", "  - zzz: mon", "expected " },
		{ false, "  by_title:", "  zzz:", "expected " },
		{ false, "{ contains: Guru Besar", "{ zzz: Guru", "expected " },
		{ false, "  months_ahead:", "  zzz:", "expected " },
		{ false, "  - unit: Dinas", "  - zzz: Dinas", "expected " },
		{ false, "  name: Siti", "  zzz: Siti", "expected " },
		{ false, "  - role: kabid",
		    "    substitute: { zzz: a }\n  - role: kabid",
		    "expected " },
	};
	const struct folder *d = *state;
	struct slice guide, list, key;
	struct fault f = { 0 };
	size_t keys = 0;

	assert_true(file_read(CABUT_SOURCE_DIR "/docs/konfigurasi.md",
	    CONFIG_BYTES_MAX, d->arena, &guide, &f));
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const struct broken *b = &places[i];
		struct config c;

		put_file(d, "cabut.yaml",
		    b->is_host
			? changed(d, config_sample_host(), b->from, b->to)
			: config_sample_host(),
		    0644);
		put_file(d, "agencies.d/contoh.yaml",
		    b->is_host
			? config_sample_agency()
			: changed(d, config_sample_agency(), b->from, b->to),
		    0644);
		assert_false(
		    config_load(path_of(d, "cabut.yaml"), d->arena, &c, &f));
		const char *known = strstr(f.text, b->says);

		assert_non_null(known);
		list = slice_of(known + strlen(b->says));
		while (slice_take_until(&list, ',', &key)) {
			key = slice_trim(key);
			const char *quoted = arena_printf(
			    d->arena, "`%.*s`", (int)key.len, key.at);

			keys++;
			if (!memmem(
				guide.at, guide.len, quoted, strlen(quoted)))
				fail_msg("%s is not in the guide", quoted);
		}
	}
	assert_int_equal(keys, 90);
}

/* Cut anywhere it may be refused or accepted, but never read beyond its
 * end, and a refusal has its words. */
static void
a_file_cut_anywhere_is_survived(void **state)
{
	const struct folder *d = *state;
	const char *sample = config_sample_agency();
	size_t whole = strlen(sample), accepted = 0;

	for (size_t len = 0; len < whole; len += 7) {
		struct arena *a = arena_new();
		struct config c;
		struct fault f = { 0 };

		put_file(d, "agencies.d/contoh.yaml",
		    arena_copy(d->arena, sample, len), 0644);
		if (config_load(path_of(d, "cabut.yaml"), a, &c, &f))
			accepted++;
		else if (f.scope != SCOPE_CONFIG || strlen(f.text) < 10)
			fail_msg("cut at %zu: \"%s\"", len, f.text);
		arena_free(a);
	}
	assert_true(accepted < whole / 7 / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_samples_load_as_they_are),
		TEST(what_is_left_out_gets_its_default),
		TEST(agencies_come_in_the_order_of_their_files),
		TEST(a_substitute_and_a_token_command_are_read),
		TEST(each_mistake_names_file_line_and_key),
		TEST(a_team_and_a_substitute_without_dates_are_accepted),
		TEST(a_substitute_needs_sound_dates_and_another_person),
		TEST(two_agencies_share_neither_id_nor_mailbox),
		TEST(no_agency_no_folder_no_file_are_told),
		TEST(every_key_is_in_the_operators_guide),
		TEST(a_file_cut_anywhere_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
