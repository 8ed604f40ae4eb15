/*
 * Mails on the wire. Python's email package reads them back (another parser
 * than ours): subject, names, bodies and papers must come out as they went
 * in, and the bytes must be short 7-bit lines with CRLF.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <jansson.h>

#include "cabut/notice.h"

#include "../support/notice_plain.h"
#include "../support/notice_scratch.h"

#include "cabut/banned.h"

#define ORACLE CABUT_SOURCE_DIR "/tests/support/mail_oracle.py"

enum { RANDOM_MAILS = 120 };

static void
same_mail_and_seed_give_the_same_bytes(void **state)
{
	struct mail m = plain_mail();
	struct arena *a = arena_new();
	struct fault f = { 0 };
	struct slice one, two;

	(void)state;
	m.html = "<p>x</p>";
	assert_true(compose(&m, a, &one, &f));
	assert_true(compose(&m, a, &two, &f));
	assert_true(slice_equal(one, two));
	arena_free(a);
}

/* ---- round trips, read by Python ---- */

struct oracle {
	struct scratch folder;
	struct arena *arena;
	int count;
};

/* The mail and what a reader must see in it; `more` overrides. */
static void
oracle_add(struct oracle *o, const struct mail *m, json_t *more)
{
	const char *name = arena_printf(o->arena, "%03d", o->count++);
	json_t *want = json_pack("{s:[s],s:[s],s:[s],s:[s],s:[s],s:[s],s:s}",
	    "auto", m->is_reply ? "auto-replied" : "auto-generated", "cabut",
	    m->case_number ? m->case_number : "-", "suppress", "All",
	    "language", "id", "mime", "1.0", "to", m->to, "text", m->text);
	struct slice bytes;
	struct fault f = { 0 };
	char *text;

	if (!compose(m, o->arena, &bytes, &f))
		fail_msg("%s: %s", name, f.text);
	json_object_set_new(
	    want, "html", m->html ? json_string(m->html) : json_null());
	json_object_update(want, more);
	text = json_dumps(want, 0);
	assert_true(scratch_put(
	    &o->folder, arena_printf(o->arena, "%s.eml", name), bytes));
	assert_true(scratch_put(&o->folder,
	    arena_printf(o->arena, "%s.json", name), slice_of(text)));
	free(text);
	json_decref(want);
	json_decref(more);
}

static int
oracle_open(void **state)
{
	struct oracle *o = calloc(1, sizeof *o);

	if (!o || !scratch_open(&o->folder))
		return -1;
	o->arena = arena_new();
	*state = o;
	return 0;
}

static int
oracle_close(void **state)
{
	struct oracle *o = *state;

	scratch_close(&o->folder);
	arena_free(o->arena);
	free(o);
	return 0;
}

static void
oracle_agrees(struct oracle *o)
{
	const char *const argv[] = { "/usr/bin/python3", ORACLE, o->folder.path,
		NULL };

	assert_int_equal(scratch_run(argv), 0);
}

static void
headers_come_out_as_meant(void **state)
{
	static const char *references[] = { "a@x.example", "b@x.example",
		"bad id\r\nBcc: y@z.example", "c@x.example" };
	struct oracle *o = *state;
	struct mail m = plain_mail();

	m.reply_to = "cabut+k7q2m5@diskominfo.tanjungrimbakab.go.id";
	m.in_reply_to = "c@x.example";
	m.references = references;
	m.reference_count = 4;
	m.is_reply = true;
	oracle_add(o, &m,
	    json_pack("{s:[s],s:[[s,s]],s:[s],s:[s],s:[s],s:[s,s,s],s:[s],"
		      "s:[s,s,s,s,s,s,s,s,s,s,s,s,s,s,s]}",
		"subject", m.subject, "from", m.from_name, m.from, "reply_to",
		m.reply_to, "message_id",
		arena_printf(o->arena, "<%s>", m.message_id), "in_reply_to",
		"<c@x.example>", "references", "<a@x.example>", "<b@x.example>",
		"<c@x.example>", "date", "Fri, 20 Nov 2026 09:15:00 +0800",
		"headers", "auto-submitted", "content-language",
		"content-transfer-encoding", "content-type", "date", "from",
		"in-reply-to", "message-id", "mime-version", "references",
		"reply-to", "subject", "to", "x-auto-response-suppress",
		"x-cabut-id"));
	m = plain_mail();
	m.in_reply_to = "no id at all";
	m.from_name = NULL;
	m.case_number = NULL;
	oracle_add(o, &m,
	    json_pack("{s:[],s:[[s,s]]}", "in_reply_to", "from", "", m.from));
	oracle_agrees(o);
}

static void
long_threads_keep_their_first_and_last(void **state)
{
	struct oracle *o = *state;
	struct mail m = plain_mail();
	const char *ids[REFERENCES_MAX + 5];
	json_t *want = json_array();

	for (size_t i = 0; i < REFERENCES_MAX + 5; i++) {
		ids[i] = arena_printf(o->arena, "id-number-%zu@x.example", i);
		if (i == 0 || i > 5)
			json_array_append_new(
			    want, json_sprintf("<%s>", ids[i]));
	}
	m.references = ids;
	m.reference_count = REFERENCES_MAX + 5;
	oracle_add(o, &m, json_pack("{s:o}", "references", want));
	oracle_agrees(o);
}

struct subject {
	const char *given, *seen; /* NULL: as given */
};

static const struct subject subjects[] = {
	{ "Re: Permohonan [CABUT-2026-0042]", NULL },
	{ "[CABUT-2026-0042 k7q2m5x3f6a4b2c5d3e6g4h2aa] Pencabutan "
	  "Sertifikat Elektronik a.n. Drs. H. Syamsul Bahri Lantong, M.Si.",
	    NULL },
	{ "Permohonan — “Pencabutan” Sertifikat a.n. Đặng Thị Mỹ [X-1 ab]",
	    NULL },
	{ "東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京"
	  "東京",
	    NULL },
	{ "😀 😀 a 😀 b c 😀", NULL },
	{ "=?UTF-8?Q?SETUJU?= dan =?", NULL },
	{ "a\r\nBcc: x@y.example\x01\x7F", "a Bcc: x@y.example" },
	{ "  banyak   blanko\t\tdi sini ", "banyak blanko di sini" },
	{ "rusak \xFF\xC3 ini", "rusak �� ini" },
	{ "balik \xE2\x80\xAE arah", "balik � arah" },
	{ "satukatayangpanjangsekalitanpablankosamasekalisehinggatidakmuatdala"
	  "msatubarisdanharusdipecahdengancaralain",
	    NULL },
	{ "", NULL },
};

static void
subjects_come_out_as_they_went_in(void **state)
{
	struct oracle *o = *state;
	struct mail m = plain_mail();

	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		m.subject = subjects[i].given;
		oracle_add(o, &m,
		    json_pack("{s:[s]}", "subject",
			subjects[i].seen ? subjects[i].seen
					 : subjects[i].given));
	}
	oracle_agrees(o);
}

static void
long_subject_loses_its_middle_and_keeps_its_tag(void **state)
{
	struct arena *a = arena_new();
	struct mail m = plain_mail();
	struct strbuf subject;
	struct slice bytes;
	struct fault f = { 0 };

	(void)state;
	strbuf_init(&subject, 4096);
	strbuf_text(&subject, "Re: ");
	for (int i = 0; i < 200; i++)
		strbuf_text(&subject, "kata ");
	strbuf_text(&subject, "[CABUT-2026-0042]");
	m.subject = subject.at;
	assert_true(compose(&m, a, &bytes, &f));
	assert_non_null(
	    memmem(bytes.at, bytes.len, "[CABUT-2026-0042]\r\n", 19));
	assert_non_null(memmem(bytes.at, bytes.len, "kata... ", 8));
	strbuf_release(&subject);
	arena_free(a);
}

static const char *const names[] = { "Diskominfo Tanjung Rimba",
	"Rina Wulandari, S.Kom.", "dr. \"Budi\" \\ (Plt.)", "Nguyễn Thị Đào",
	"a <b@c.example>",
	"Layanan 😀 Pencabutan Sertifikat Elektronik "
	"Kabupaten Tanjung Rimba yang Panjang Namanya",
	"Dinas Komunikasi dan Informatika Kabupaten Tanjung Rimba, Bidang "
	"Persandian dan Statistik",
	"=?UTF-8?Q?x?=" };

static void
sender_names_come_out_as_they_went_in(void **state)
{
	struct oracle *o = *state;
	struct mail m = plain_mail();

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		m.from_name = names[i];
		oracle_add(
		    o, &m, json_pack("{s:[[s,s]]}", "from", names[i], m.from));
	}
	oracle_agrees(o);
}

static const char *const bodies[] = { "", "x", "x\n", "\n\n", "a \nb\t\nc",
	".\n..\n.a\nFrom here\n>From\nFrom\n", "= == =3D =\n=\n",
	"ASCII\r\nCRLF\r\n\r\nCR\rend", "Jum’at — naïve 東京 😀\n",
	"a very long line without any break, over and over again, until it is "
	"longer than what one line of mail may hold ............ FFFFFFFFFFFF "
	"From From From From From From From From From From From From ....... "
	"東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東"
	"京\n" };

static void
bodies_come_out_as_they_went_in(void **state)
{
	struct oracle *o = *state;
	struct mail m = plain_mail();

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		m.text = bodies[i];
		m.html = NULL;
		oracle_add(o, &m, json_object());
		m.text = "lain\n";
		m.html = bodies[i];
		oracle_add(o, &m, json_object());
	}
	oracle_agrees(o);
}

static json_t *
paper_seen(const char *name, const char *type, struct slice bytes)
{
	struct strbuf hex;
	json_t *row;

	strbuf_init(&hex, 2 * bytes.len + 1);
	for (size_t i = 0; i < bytes.len; i++)
		strbuf_printf(&hex, "%02x", (unsigned char)bytes.at[i]);
	row = json_pack("[s,s,s]", name, type, hex.at);
	strbuf_release(&hex);
	return row;
}

struct paper_name {
	const char *given, *seen, *type, *type_seen;
};

static const struct paper_name paper_names[] = {
	{ "surat.pdf", "surat.pdf", "application/pdf", "application/pdf" },
	{ "Surat Permohonan – Đào.pdf", "Surat Permohonan – Đào.pdf",
	    "application/pdf", "application/pdf" },
	{ "../../etc/passwd", "_.._etc_passwd", "text/plain", "text/plain" },
	{ "a\"; x=\"b\\c.txt", "a_; x=_b_c.txt", "text/plain", "text/plain" },
	{ "a\r\nX-Y: z.pdf", "a X-Y_ z.pdf", "image/png", "image/png" },
	{ "", "berkas", "image/png\r\nX: y", "application/octet-stream" },
	{ "...", "berkas", "message/rfc822", "application/octet-stream" },
	{ "a.eml", "a.eml", "multipart/mixed", "application/octet-stream" },
	{ "a", "a", NULL, "application/octet-stream" },
	{ "panjang panjang panjang panjang panjang panjang panjang panjang "
	  "panjang panjang panjang panjang panjang panjang panjang "
	  "panjang.docx",
	    "panjang panjang panjang panjang panjang panjang panjang panjang "
	    "panjang panjang panjang panjang panjang panjang pan.docx",
	    "application/zip", "application/zip" },
};

static void
papers_come_out_as_they_went_in(void **state)
{
	struct oracle *o = *state;
	struct mail m = plain_mail();
	struct attachment papers[sizeof paper_names / sizeof *paper_names];
	size_t count = sizeof paper_names / sizeof *paper_names;
	struct entropy e = entropy_of_seed(11);
	json_t *want = json_array();

	for (size_t i = 0; i < count; i++) {
		/* Lengths around the ends of groups and lines. */
		size_t len = i * 19;
		char *bytes = arena_alloc(o->arena, len);

		e.fill(&e, bytes, len);
		papers[i] = (struct attachment){ paper_names[i].given,
			paper_names[i].type, { bytes, len } };
		json_array_append_new(
		    want, paper_seen(paper_names[i].seen,
			      paper_names[i].type_seen, papers[i].bytes));
	}
	m.attachments = papers;
	m.attachment_count = count;
	oracle_add(o, &m, json_pack("{s:O}", "attachments", want));
	m.html = "<p>Bapak/Ibu</p>\n";
	oracle_add(o, &m, json_pack("{s:o}", "attachments", want));
	oracle_agrees(o);
}

/* Words of odd letters with single blanks between them. */
static const char *
random_text(struct entropy *e, struct arena *a)
{
	static const char *const letters[] = { "a", "Z", "0", "_", "=", "?",
		"é", "東", "😀", "\"", "<", "[", "]", ".", ",", "xyzxyzxyz" };
	unsigned char dice[60];
	struct strbuf text;
	char *made;
	bool was_blank = true;

	e->fill(e, dice, sizeof dice);
	strbuf_init(&text, SUBJECT_MAX - 12);
	for (size_t i = 0; i < dice[0] % sizeof dice; i++) {
		bool blank = dice[i] > 200 && !was_blank;

		strbuf_text(&text, blank ? " " : letters[dice[i] % 16]);
		was_blank = blank;
	}
	strbuf_text(&text, "x");
	made = text.cut ? arena_strdup(a, "x") : strbuf_keep(&text, a);
	strbuf_release(&text);
	return made;
}

static void
any_subject_name_and_body_survives_the_trip(void **state)
{
	struct oracle *o = *state;
	struct entropy e = entropy_of_seed(2026);

	for (int i = 0; i < RANDOM_MAILS; i++) {
		struct mail m = plain_mail();

		m.subject = random_text(&e, o->arena);
		m.from_name = random_text(&e, o->arena);
		m.text = random_text(&e, o->arena);
		if (strlen(m.from_name) > DISPLAY_NAME_MAX)
			m.from_name = "x";
		oracle_add(o, &m,
		    json_pack("{s:[s],s:[[s,s]]}", "subject", m.subject, "from",
			m.from_name, m.from));
	}
	oracle_agrees(o);
}

#define oracle_test(f)                                                         \
	cmocka_unit_test_setup_teardown(f, oracle_open, oracle_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_mail_and_seed_give_the_same_bytes),
		cmocka_unit_test(
		    long_subject_loses_its_middle_and_keeps_its_tag),
		oracle_test(headers_come_out_as_meant),
		oracle_test(long_threads_keep_their_first_and_last),
		oracle_test(subjects_come_out_as_they_went_in),
		oracle_test(sender_names_come_out_as_they_went_in),
		oracle_test(bodies_come_out_as_they_went_in),
		oracle_test(papers_come_out_as_they_went_in),
		oracle_test(any_subject_name_and_body_survives_the_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
