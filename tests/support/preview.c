/*
 * cabut-preview TEMPLATES FOLDER: every mail template filled with its example
 * values, and a drafted recommendation for one and for several owners, as
 * files that a person can open and judge.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cabut/notice.h"

#include "cabut/banned.h"

static bool
save(struct arena *a, const char *folder, const char *file, struct slice bytes)
{
	const char *path = arena_printf(a, "%s/%s", folder, file);
	FILE *out = fopen(path, "wb");
	bool ok = out && fwrite(bytes.at, 1, bytes.len, out) == bytes.len;

	if (out && fclose(out) != 0)
		ok = false;
	if (!ok)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return ok;
}

static bool
preview_mail(const char *templates, const char *folder, const char *name,
    struct arena *a)
{
	struct fault f = { 0 };
	struct rendered r;
	json_t *values = notice_example(name);
	bool ok = notice_check(templates, name, a, &f) &&
		  notice_render(templates, name, values, a, &r, &f);
	const char *text;

	json_decref(values);
	if (!ok) {
		fprintf(stderr, "%s\n", f.text);
		return false;
	}
	text = arena_printf(a, "Subjek: %s\n\n%s", r.subject, r.text);
	return save(a, folder, arena_printf(a, "%s.txt", name),
		   slice_of(text)) &&
	       save(a, folder, arena_printf(a, "%s.html", name),
		   slice_of(r.html));
}

static bool
preview_letter(
    const char *folder, const char *file, size_t owner_count, struct arena *a)
{
	static const char *const head[] = {
		"PEMERINTAH KABUPATEN TANJUNG RIMBA",
		"DINAS KOMUNIKASI DAN INFORMATIKA",
		"Jalan Trans Rimba Nomor 5, Rimba Jaya, Kode Pos 95790",
		"Pos-el: diskominfo@tanjungrimbakab.go.id",
	};
	struct recommendation_owner owners[RECOMMENDATION_OWNERS_MAX];
	struct recommendation r = { .letterhead = head,
		.letterhead_count = 4,
		.number = "555/012/Diskominfo/XI/2026",
		.place = "Rimba Jaya",
		.date = 1795137300,
		.zone = ZONE_WITA,
		.letter_number = "800.1.6/118/DPUPR/XI/2026",
		.letter_date_text = "18 November 2026",
		.case_number = "CABUT-2026-0042",
		.owners = owners,
		.owner_count = owner_count,
		.signer_title = "Kepala Dinas Komunikasi dan Informatika "
				"Kabupaten Tanjung Rimba",
		.signer_name = "Drs. Irwan Tendean, M.Si.",
		.signer_rank = "Pembina Utama Muda, IV/c",
		.signer_nip = "19710823 199803 1 904" };
	struct fault f = { 0 };
	struct slice pdf;

	for (size_t i = 0; i < owner_count; i++)
		owners[i] = (struct recommendation_owner){
			"Drs. H. Syamsul Bahri Lantong, M.Si.",
			"19660412 199203 1 907",
			"Kepala Bidang Tata Ruang dan Pertanahan",
			"Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten "
			"Tanjung Rimba",
			"syamsul.lantong@tanjungrimbakab.go.id",
			"Pensiun terhitung mulai tanggal 1 Desember 2026"
		};
	if (!recommendation_pdf(&r, a, &pdf, &f)) {
		fprintf(stderr, "%s\n", f.text);
		return false;
	}
	return save(a, folder, file, pdf);
}

int
main(int argc, char **argv)
{
	const char *const *names = notice_names();
	struct arena *a;
	bool ok = true;

	if (argc != 3) {
		fprintf(stderr, "usage: cabut-preview TEMPLATES FOLDER\n");
		return 64;
	}
	a = arena_new();
	for (size_t i = 0; names[i]; i++)
		ok = preview_mail(argv[1], argv[2], names[i], a) && ok;
	ok = preview_letter(argv[2], "rekomendasi.pdf", 1, a) && ok;
	ok = preview_letter(argv[2], "rekomendasi-beberapa.pdf", 7, a) && ok;
	arena_free(a);
	return ok ? 0 : 1;
}
