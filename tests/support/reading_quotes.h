/* Quoting styles of mail clients, and the mail templates to put into them;
 * for tests alone, which include <cmocka.h> before. */
#ifndef SUPPORT_READING_QUOTES_H
#define SUPPORT_READING_QUOTES_H

#include <glob.h>

#include "cabut/base.h"

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
	{ "outlook on the web",
	    "\n________________________________\nDari: Layanan Cabut\n"
	    "Dikirim: Kamis, 05 November 2026 09.15\nKepada: Kabid\n"
	    "Cc: Sekretariat\nSubjek: [CABUT-2026-0001]\n \n",
	    "", "", true },
	{ "outlook for android",
	    "Dapatkan Outlook untuk Android<https://aka.ms/AAb9ysg>\n"
	    "________________________________\nFrom: " US
	    "\nSent: Thursday, November 5, 2026 9:15:00 AM\nTo: "
	    "kabid@contohkab.go.id <kabid@contohkab.go.id>\nSubject: x\n\n",
	    "", "", true },
	{ "outlook for ios",
	    "Dapatkan Outlook untuk iOS<https://aka.ms/o0ukef>\n"
	    "________________________________\nDari: " US
	    "\nDikirim: Kamis, November 5, 2026 9:15 AM\nKepada: Kabid\n"
	    "Subjek: x\n\n",
	    "", "", true },
	{ "outlook for mac",
	    "Dari: " US "\nTanggal: Kamis, 5 November 2026 pukul 09.15\n"
	    "Kepada: Kabid <kabid@contohkab.go.id>\nSubjek: x\n\n",
	    "", "", true },
	{ "outlook 2010, mailto",
	    "From: Layanan Cabut [mailto:cabut@diskominfo.contohkab.go.id] \n"
	    "Sent: Thursday, November 5, 2026 9:15 AM\n"
	    "To: kabid@contohkab.go.id\nSubject: x\n\n",
	    "", "", true },
	{ "outlook, angles below the header",
	    "> -----Original Message-----\n> From: " US
	    "\n> Sent: Thursday\n>\n",
	    "> ", "", true },
	{ "zimbra desktop",
	    "----- Original Message -----\nFrom: \"Layanan Cabut\" "
	    "<cabut@diskominfo.contohkab.go.id>\nTo: kabid@contohkab.go.id\n"
	    "Sent: Thursday, November 5, 2026 9:15:00 AM GMT +07:00 Bangkok / "
	    "Hanoi / Jakarta\nSubject: x\n\n",
	    "", "", true },
	{ "zimbra web, header only",
	    "Dari: \"Layanan Cabut\" <cabut@diskominfo.contohkab.go.id>\n"
	    "Ke: \"kabid\" <kabid@contohkab.go.id>\n"
	    "Terkirim: Kamis, 5 November 2026 9:15:00\nSubjek: x\n\n",
	    "", "", true },
	{ "zimbra forward",
	    "----- Pesan yang Diteruskan -----\nDari: " US
	    "\nKe: kabid@contohkab.go.id\nTerkirim: Kamis\nSubjek: x\n\n",
	    "", "", true },
	{ "apple mail",
	    "\n> Pada 5 Nov 2026, pukul 09.15, Layanan Cabut "
	    "<cabut@diskominfo.contohkab.go.id> menulis:\n> \n",
	    "> ", "", true },
	{ "apple mail in English",
	    "\n> On 5 Nov 2026, at 09.15, " US " wrote:\n> \n", "> ", "",
	    true },
	{ "ipad without angles",
	    "Dikirim dari iPad saya\n\nPada 5 Nov 2026, pukul 09.15, " US
	    " menulis:\n\n",
	    "", "", true },
	{ "apple forward",
	    "Awal pesan yang diteruskan:\n\nDari: " US
	    "\nPerihal: x\nTanggal: 5 November 2026 09.15.00 WIB\n"
	    "Kepada: kabid@contohkab.go.id\n\n",
	    "", "", true },
	{ "apple forward in English",
	    "Begin forwarded message:\n\n> From: " US
	    "\n> Subject: x\n> Date: 5 November 2026\n> To: Kabid\n> \n",
	    "> ", "", true },
	{ "yahoo on android",
	    "Dikirim dari Yahoo Mail di Android \n \n  Pada Kam, 5 Nov 2026 "
	    "pada 9.15, Layanan Cabut<cabut@diskominfo.contohkab.go.id> "
	    "menulis:   ",
	    "", "", true },
	{ "yahoo on android in English",
	    "Sent from Yahoo Mail on Android \n \n  On Thu, 5 Nov 2026 at "
	    "9:15, Layanan Cabut<cabut@diskominfo.contohkab.go.id> wrote:   ",
	    "", "", true },
	{ "samsung in English",
	    "Sent from my Galaxy\n\n-------- Original message "
	    "--------\nFrom: " US
	    "\nDate: 05/11/2026 09:15 (GMT+07:00)\nTo: Kabid\n"
	    "Subject: x\n\n",
	    "", "", true },
	{ "xiaomi",
	    "Dikirim dari ponsel Xiaomi saya\n" US
	    " pada 5 Nov 2026 09.15 menulis:\n",
	    "> ", "", true },
	{ "spark", "On Nov 5, 2026 at 9:15 AM +0700, " US ", wrote:\n", "> ",
	    "", true },
	{ "spark without angles",
	    "Pada 5 Nov 2026 09.15 +0700, " US ", menulis:\n", "", "", true },
	{ "proton",
	    "Sent with Proton Mail secure email.\n\n------- Original Message "
	    "-------\nOn Thursday, November 5th, 2026 at 9:15 AM, " US
	    " wrote:\n\n",
	    "> ", "", true },
	{ "proton, later",
	    "On Thursday, November 5th, 2026 at 9:15 AM, " US " wrote:\n\n",
	    "> ", "", true },
	{ "sogo",
	    "Pada Kamis, 05 November 2026 09:15 WIB, \"Layanan Cabut\" "
	    "<cabut@diskominfo.contohkab.go.id> menulis:\n \n",
	    "> ", "", true },
	{ "sogo without angles",
	    "On Thursday, November 05, 2026 09:15 WIB, " US " wrote:\n \n", "",
	    "", true },
	{ "horde", "Quoting " US ":\n\n", "> ", "", true },
	{ "horde in Indonesian", "Mengutip " US ":\n\n", "> ", "", true },
	{ "squirrelmail",
	    "On Thu, November 5, 2026 9:15 am, Layanan Cabut wrote:\n", "> ",
	    "", true },
	{ "rainloop",
	    "5 November 2026 pukul 9.15, \"Layanan Cabut\" "
	    "<cabut@diskominfo.contohkab.go.id> menulis:\n\n",
	    "> ", "", true },
	{ "roundcube in English", "On 2026-11-05 09:15, Layanan Cabut wrote:\n",
	    "> ", "", true },
	{ "iredmail, address too",
	    "Pada 05-11-2026 09:15, cabut@diskominfo.contohkab.go.id menulis:"
	    "\n",
	    "> ", "", true },
	{ "mutt",
	    "On Thu, Nov 05, 2026 at 09:15:00AM +0700, Layanan Cabut wrote:\n",
	    "> ", "", true },
	{ "thunderbird forward",
	    "-------- Pesan Diteruskan --------\nJudul: \tx\nTanggal: \tThu, 5 "
	    "Nov 2026 09:15:00 +0700\nDari: \t" US
	    "\nKepada: \tkabid@contohkab.go.id\n\n\n\n",
	    "", "", true },
	{ "em client",
	    "------ Pesan Asli ------\nDari \"Layanan Cabut\" "
	    "<cabut@diskominfo.contohkab.go.id>\nKe \"Kabid\"\nTanggal 05/11/"
	    "2026 09.15.00\nPerihal x\n\n",
	    "", "", true },
	{ "zoho",
	    "---- Pada Kam, 05 Nov 2026 09:15:00 +0700 " US " menulis ----\n\n",
	    "", "", true },
	{ "gmail, three broken lines",
	    "Pada tanggal Kam, 5 Nov 2026 pukul 09.15 Layanan Pencabutan "
	    "Sertifikat\nElektronik Kabupaten Contoh <\n"
	    "cabut@diskominfo.contohkab.go.id>\nmenulis:\n\n",
	    "> ", "", true },
	{ "gmail in English, broken",
	    "On Thu, Nov 5, 2026 at 9:15 AM Layanan Cabut <\n"
	    "cabut@diskominfo.contohkab.go.id> wrote:\n\n",
	    "> ", "", true },
	{ "five layers",
	    "---------- Forwarded message ---------\nDari: Sekdis "
	    "<sekdis@contohkab.go.id>\nDate: Jum, 6 Nov 2026\nSubject: Fwd: x\n"
	    "To: Kabid <kabid@contohkab.go.id>\n\nMohon dicek\n\n"
	    "-----Pesan Asli-----\nDari: Kasi\nDikirim: Jumat\n\nSilakan\n\n"
	    "Pada Kam, 5 Nov 2026 pukul 12.00 Ani <ani@contohkab.go.id>\n"
	    "menulis:\n\n> Bu, mohon arahan\n>\n> ________________________\n"
	    "> Dari: Sandiman\n> Dikirim: Kamis\n> Kepada: Ani\n>\n> > Pada "
	    "5/11/26, Layanan Cabut menulis:\n",
	    "> > > ", "", true },
	{ "no marks at all", "", "", "", false },
	{ "indented only", "", "    ", "", false },
	{ "dots", "", ". ", "", false },
};

enum { STYLES = sizeof styles / sizeof *styles };

static inline void
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

/* Calls `check` with each mail template, expanded; returns how many. */
static inline size_t
each_template(void (*check)(const char *name, const char *text, void *context),
    void *context)
{
	glob_t files;

	if (glob(CABUT_SOURCE_DIR "/templates/mail/[a-z]*.txt", 0, NULL,
		&files) != 0)
		return 0;
	size_t count = files.gl_pathc;
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct strbuf text;
		strbuf_init(&text, QUOTED_MAX);
		expand(files.gl_pathv[i], arena, &text, 0);
		check(files.gl_pathv[i], text.at, context);
		strbuf_release(&text);
		arena_free(arena);
	}
	globfree(&files);
	return count;
}

#endif
