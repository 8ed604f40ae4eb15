/*
 * What the tests of the sop room share: the transcribed SOP, a text with one
 * place changed, and a short SOP for cases that need many readings.
 */
#ifndef SOP_HELP_H
#define SOP_HELP_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>

#include "cabut/sop.h"

#define SOP_FILE                                                               \
	CABUT_SOURCE_DIR "/templates/sop/bolaang-mongondow-pencabutan.xml"

static const char tiny_sop[] =
    "<sop xmlns=\"urn:cabut:sop:1\" id=\"mini\" layanan=\"pencabutan\" "
    "versi=\"1\" persetujuan=\"1\">\n"
    "<nama>Pencabutan</nama>\n"
    "<instansi>Dinas Contoh</instansi>\n"
    "<peran id=\"pemohon\">Pemohon</peran>\n"
    "<peran id=\"kadis\" alias=\"Kepala Dinas; Bapak Kadis\">Kadis</peran>\n"
    "<berkas id=\"surat\">Surat</berkas>\n"
    "<langkah no=\"1\" id=\"minta\" pelaksana=\"pemohon\" "
    "jenis=\"permohonan\">\n"
    "<kegiatan>Meminta</kegiatan>\n"
    "<kelengkapan><butuh berkas=\"surat\"/></kelengkapan>\n"
    "<jika hasil=\"lengkap\" ke=\"putus\"/>\n"
    "<jika hasil=\"batal\" ke=\"batal\"/>\n"
    "</langkah>\n"
    "<langkah no=\"2\" id=\"putus\" pelaksana=\"kadis\" "
    "jenis=\"keputusan\">\n"
    "<kegiatan>Memutus</kegiatan>\n"
    "<waktu nilai=\"1-2\" satuan=\"hari\" ingatkan=\"2 jam-kerja\"/>\n"
    "<jika hasil=\"setuju disposisi\" ke=\"selesai\"/>\n"
    "<jika hasil=\"tolak\" ke=\"tolak\"/>\n"
    "<jika hasil=\"lengkapi\" ke=\"minta\"/>\n"
    "<jika hasil=\"batal\" ke=\"batal\"/>\n"
    "</langkah>\n"
    "<langkah id=\"selesai\" jenis=\"akhir\" akhir=\"selesai\">"
    "<kegiatan>Selesai</kegiatan></langkah>\n"
    "<langkah id=\"tolak\" jenis=\"akhir\" akhir=\"ditolak\">"
    "<kegiatan>Ditolak</kegiatan></langkah>\n"
    "<langkah id=\"batal\" jenis=\"akhir\" akhir=\"dibatalkan\">"
    "<kegiatan>Dibatalkan</kegiatan></langkah>\n"
    "</sop>\n";

static inline struct slice
read_sop_file(struct arena *a)
{
	struct slice text;
	struct fault f = { 0 };

	if (!file_read(SOP_FILE, SOP_BYTES_MAX, a, &text, &f))
		fail_msg("%s", f.text);
	return text;
}

static inline struct sop
parse_or_fail(struct slice text, struct arena *a)
{
	struct sop sop;
	struct fault f = { 0 };

	if (!sop_parse(text, "sop.xml", a, &sop, &f))
		fail_msg("%s", f.text);
	return sop;
}

/* `text` with the first `from` replaced by `to`. */
static inline struct slice
replace(struct slice text, const char *from, const char *to, struct arena *a)
{
	const char *at = memmem(text.at, text.len, from, strlen(from));

	if (!at)
		fail_msg("\"%s\" is not in the SOP file", from);
	size_t before = (size_t)(at - text.at);
	const char *after = at + strlen(from);
	char *out = arena_printf(a, "%.*s%s%.*s", (int)before, text.at, to,
	    (int)(text.len - before - strlen(from)), after);

	return slice_of(out);
}

static inline void
print_findings(const struct sop_findings *found)
{
	for (size_t i = 0; i < found->count; i++)
		print_error("found: %s\n", found->at[i]);
}

static inline bool
is_found(const struct sop_findings *found, const char *text)
{
	for (size_t i = 0; i < found->count; i++)
		if (strcmp(found->at[i], text) == 0)
			return true;
	return false;
}

/* Nothing but this was found. */
static inline void
want_only(const struct sop_findings *found, const char *text)
{
	if (found->count == 1 && strcmp(found->at[0], text) == 0)
		return;
	print_findings(found);
	fail_msg("want only: %s", text);
}

/* A SOP of the sources, by its path from their root. */
static inline struct slice
read_sop_at(const char *path, struct arena *a)
{
	struct slice text;
	struct fault f = { 0 };

	path = arena_printf(a, "%s/%s", CABUT_SOURCE_DIR, path);
	if (!file_read(path, SOP_BYTES_MAX, a, &text, &f))
		fail_msg("%s", f.text);
	return text;
}

#endif
