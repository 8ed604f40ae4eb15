/*
 * The property that protects everybody: our own mail, quoted in any style,
 * decides nothing; and an answer above a marked quote is still read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <glob.h>

#include "cabut/reading.h"

#include "cabut/banned.h"

enum { TEMPLATE_MAX = 256 * 1024, PARTIAL_DEPTH = 4, QUOTED_MAX = 1 << 20 };

#define US "Layanan Cabut <cabut@diskominfo.contohkab.go.id>"

/* `before` stands above the quote, `mark` before each of its lines. */
struct style {
	const char *name, *before, *mark, *after;
	bool is_marked;
};

static const struct style styles[] = {
	{ "gmail", "Pada Kam, 5 Nov 2026 pukul 09.15 " US "\nmenulis:\n\n",
	    "> ", "\n", true },
	{ "gmail, address broken",
	    "Pada tanggal Kam, 5 Nov 2026 09.15 "
	    "Layanan Cabut <\ncabut@diskominfo.contohkab.go.id> menulis:\n\n",
	    "> ", "\n", true },
	{ "gmail in one line",
	    "Pada Kam, 5 Nov 2026 pukul 09.15 " US " menulis:\n\n", "> ", "\n",
	    true },
	{ "gmail in English",
	    "On Thu, Nov 5, 2026 at 9:15 AM " US " wrote:\n\n", "> ", "\n",
	    true },
	{ "gmail without marks",
	    "Pada Kam, 5 Nov 2026 pukul 09.15 " US "\nmenulis:\n\n", "", "",
	    true },
	{ "old gmail", "2026-11-05 9:15 GMT+07:00 " US ":\n\n", "> ", "",
	    true },
	{ "nested gmail",
	    "Pada Kam, 5 Nov 2026 pukul 10.00 Ani "
	    "<ani@contohkab.go.id>\nmenulis:\n\n> Mohon dicek\n>\n",
	    "> > ", "", true },
	{ "thunderbird", "Pada 05/11/26 09.15, Layanan Cabut menulis:\n", "> ",
	    "", true },
	{ "thunderbird, name first",
	    "Layanan Cabut menulis di 05/11/26 "
	    "09.15:\n",
	    "> ", "", true },
	{ "only angles", "", "> ", "", true },
	{ "angles without blank", "", ">", "", true },
	{ "bars", "", "| ", "", true },
	{ "initials", "", "LC> ", "", true },
	{ "iphone",
	    "Dikirim dari iPhone saya\n\n> Pada 5 Nov 2026, pukul "
	    "09.15, " US " menulis:\n> \n",
	    "> ", "", true },
	{ "outlook",
	    "________________________________\nDari: " US
	    "\nDikirim: Kamis, 5 November 2026 09.15\nKepada: Kabid "
	    "<kabid@contohkab.go.id>\nSubjek: [CABUT-2026-0001]\n\n",
	    "", "", true },
	{ "outlook in English",
	    "From: " US "\nSent: Thursday, November 5, "
	    "2026 9:15 AM\nTo: kabid@contohkab.go.id\nSubject: "
	    "[CABUT-2026-0001]\n\n",
	    "", "", true },
	{ "outlook, bold labels",
	    "*Dari:* " US "\n*Dikirim:* Kamis, 5 "
	    "November 2026\n*Kepada:* kabid@contohkab.go.id\n*Subjek:* x\n\n",
	    "", "", true },
	{ "old outlook",
	    "-----Original Message-----\nFrom: " US "\nSent: Thursday\n\n", "",
	    "", true },
	{ "pesan asli", "-----Pesan Asli-----\nDari: " US "\n\n", "", "",
	    true },
	{ "zimbra",
	    "----- Pesan Asli -----\nDari: \"Layanan Cabut\" "
	    "<cabut@diskominfo.contohkab.go.id>\nKe: \"Kabid\" "
	    "<kabid@contohkab.go.id>\nTerkirim: Kamis, 5 November 2026 "
	    "9:15:00\nSubjek: x\n\n",
	    "", "", true },
	{ "k-9",
	    "-------- Pesan Orisinal --------\nDari: " US
	    "\nTerkirim: 5 Nov 2026 09.15.00 WIB\nKepada: kabid@contohkab."
	    "go.id\nSubyek: x\n\n",
	    "", "", true },
	{ "samsung",
	    "-------- Pesan asli --------\nDari: " US
	    "\nTanggal: 05/11/26 09.15 (GMT+07:00)\nKe: kabid@contohkab.go.id"
	    "\nSubjek: x\n\n",
	    "", "", true },
	{ "roundcube", "Pada 2026-11-05 09:15, Layanan Cabut menulis:\n", "> ",
	    "", true },
	{ "roundcube forward",
	    "-------- Pesan Diteruskan --------\nJudul: x\n"
	    "Tanggal: Thu, 5 Nov 2026 09:15:00 +0700\nPengirim: " US
	    "\nPenerima: kabid@contohkab.go.id\n\n",
	    "", "", true },
	{ "gmail forward",
	    "---------- Forwarded message ---------\nDari: " US
	    "\nDate: Kam, 5 Nov 2026\nSubject: x\nTo: <kabid@contohkab.go.id>"
	    "\n\n",
	    "", "", true },
	{ "yahoo",
	    "Pada Kamis, 5 November 2026 09.15.00 GMT+7, Layanan Cabut"
	    " <cabut@diskominfo.contohkab.go.id> menulis:\n\n",
	    "", "", true },
	{ "no marks at all", "", "", "", false },
	{ "indented only", "", "    ", "", false },
	{ "dots", "", ". ", "", false },
};

enum { STYLES = sizeof styles / sizeof *styles };

static const char *const notices[] = {
	"Yth. Bapak/Ibu,\n\nPermohonan pencabutan sertifikat elektronik "
	"CABUT-2026-0001\na.n. Wahyuningsih Prabandari, alasan: mutasi,\n"
	"menunggu keputusan Bapak/Ibu.\n\nJawablah dengan satu kata pada "
	"baris pertama:\n\nSETUJU\n\nTOLAK\n\nLENGKAPI\n\nDISPOSISI\n\n"
	"Jangan mengubah subjek surel ini.\n",
	"Ketik SETUJU atau TOLAK lalu kirim.\n",
	"Yth. Pemohon,\n\nPermohonan Anda ditolak oleh Kepala Dinas.\n"
	"Alasan: berkas tidak sah.\n\nHormat kami,\nDiskominfo\n",
	"Permohonan CABUT-2026-0001 telah disetujui oleh Kepala Dinas dan "
	"diteruskan ke Kabid Persandian.\n",
	"Balas surel ini dengan menulis pada baris pertama jawaban yang "
	"dikehendaki, yaitu\nSETUJU\nbila permohonan disetujui.\n",
};

enum { NOTICES = sizeof notices / sizeof *notices };

static void
quote(struct strbuf *out, const struct style *style, const char *text)
{
	struct slice rest = slice_of(text), line;

	strbuf_text(out, style->before);
	while (slice_take_line(&rest, &line)) {
		strbuf_text(out, style->mark);
		strbuf_add(out, line.at, line.len);
		strbuf_char(out, '\n');
	}
	strbuf_text(out, style->after);
}

static enum decision
decide(const char *body)
{
	struct arena *arena = arena_new();
	struct answer answer;

	reading_answer(body, arena, &answer);
	arena_free(arena);
	return answer.decision;
}

static void
assert_decides_nothing(
    const char *what, const struct style *style, const char *text)
{
	struct strbuf body;

	strbuf_init(&body, QUOTED_MAX);
	quote(&body, style, text);
	enum decision got = decide(body.at);
	bool silent = got == DECISION_NONE ||
		      (!style->is_marked && got != DECISION_APPROVE &&
			  got != DECISION_REJECT);
	if (!silent)
		fail_msg("%s as %s decides %s:\n%s", what, style->name,
		    decision_name(got), body.at);
	strbuf_release(&body);
}

static void
assert_answer_is_read(const char *answer, enum decision want,
    const struct style *style, const char *text)
{
	struct strbuf body;

	strbuf_init(&body, QUOTED_MAX);
	strbuf_printf(&body, "%s\n\n", answer);
	quote(&body, style, text);
	enum decision got = decide(body.at);
	bool right = style->is_marked
			 ? got == want
			 : got != DECISION_APPROVE || want == DECISION_APPROVE;
	if (!right)
		fail_msg("%s above %s is %s", answer, style->name,
		    got ? decision_name(got) : "none");
	strbuf_release(&body);
}

static void
check_text(const char *name, const char *text)
{
	for (size_t i = 0; i < STYLES; i++) {
		assert_decides_nothing(name, &styles[i], text);
		assert_answer_is_read(
		    "Setuju", DECISION_APPROVE, &styles[i], text);
		assert_answer_is_read(
		    "Tidak setuju", DECISION_REJECT, &styles[i], text);
		assert_answer_is_read("Kalau lengkap, setuju", DECISION_UNCLEAR,
		    &styles[i], text);
	}
}

/* A template's words without its tags; partials are put in. */
static void
expand(
    const char *path, struct arena *arena, struct strbuf *out, unsigned depth)
{
	struct slice text;
	struct fault fault;

	if (!file_read(path, TEMPLATE_MAX, arena, &text, &fault))
		fail_msg("%s", fault.text);
	for (size_t i = 0; i < text.len; i++) {
		const char *at = text.at + i;
		const char *end = memmem(at, text.len - i, "}}", 2);
		if (strncmp(at, "{{", 2) != 0 || !end) {
			strbuf_char(out, *at);
			continue;
		}
		if (at[2] == '>' && depth < PARTIAL_DEPTH) {
			char *folder = arena_strdup(arena, path);
			*strrchr(folder, '/') = '\0';
			expand(arena_printf(arena, "%s/%.*s", folder,
				   (int)(end - at - 3), at + 3),
			    arena, out, depth + 1);
		} else if (!strchr("#^/!", at[2])) {
			strbuf_text(out, "Contoh");
		}
		i += (size_t)(end - at) + 1;
	}
}

static void
our_notices_decide_nothing_when_quoted(void **state)
{
	(void)state;
	for (size_t i = 0; i < NOTICES; i++)
		check_text(notices[i], notices[i]);
}

static void
our_templates_decide_nothing_when_quoted(void **state)
{
	glob_t files;

	(void)state;
	assert_int_equal(glob(CABUT_SOURCE_DIR "/templates/mail/[a-z]*.txt", 0,
			     NULL, &files),
	    0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct arena *arena = arena_new();
		struct strbuf text;
		strbuf_init(&text, QUOTED_MAX);
		expand(files.gl_pathv[i], arena, &text, 0);
		check_text(files.gl_pathv[i], text.at);
		strbuf_release(&text);
		arena_free(arena);
	}
	globfree(&files);
}

static void
an_answer_below_the_quote_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct strbuf body;
		strbuf_init(&body, QUOTED_MAX);
		quote(&body, &styles[i], notices[0]);
		strbuf_text(&body, "\nSetuju\n");
		assert_string_equal(decision_name(decide(body.at)), "approve");
		strbuf_release(&body);
	}
}

static void
a_word_spilled_from_a_long_quoted_line_is_not_own(void **state)
{
	(void)state;
	assert_int_equal(decide("> Balaslah surel ini dengan menulis pada "
				"baris pertama satu kata\nSETUJU\n> bila "
				"permohonan disetujui."),
	    DECISION_NONE);
}

/* Cut anywhere, a quoted mail must not begin to decide. */
static void
a_cut_mail_decides_nothing(void **state)
{
	struct strbuf body;

	(void)state;
	strbuf_init(&body, QUOTED_MAX);
	quote(&body, &styles[0], notices[0]);
	for (size_t len = 0; len <= body.len; len++) {
		char *exact = malloc(len + 1);
		memcpy(exact, body.at, len);
		exact[len] = '\0';
		enum decision got = decide(exact);
		assert_true(got != DECISION_APPROVE && got != DECISION_REJECT);
		free(exact);
	}
	strbuf_release(&body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_notices_decide_nothing_when_quoted),
		cmocka_unit_test(our_templates_decide_nothing_when_quoted),
		cmocka_unit_test(an_answer_below_the_quote_is_read),
		cmocka_unit_test(
		    a_word_spilled_from_a_long_quoted_line_is_not_own),
		cmocka_unit_test(a_cut_mail_decides_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
