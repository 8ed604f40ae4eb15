/*
 * Example values for every mail template: invented people of an invented
 * regency, all keys that a template may use. `cabut check` and the previews
 * render by them, so a template that works here works in a run.
 */
#include "template.h"

#include "cabut/banned.h"

static const char *const names[] = { "konfirmasi", "diterima", "kurang",
	"permintaan-keputusan", "permintaan-proses", "tidak-jelas",
	"perlu-konfirmasi", "kemajuan", "tercatat", "ditolak", "dibatalkan",
	"dicabut", "tembusan-selesai", "status", "bantuan", "operator",
	"masa-jabatan", NULL };

/* Keys that not every template has a use for. */
static const char *const optional[] = { "kode", "mendesak", "kurang", "ragu",
	"tenggat", "berikutnya", "catatan", "catatan_dari", "keputusan",
	"tombol", "pilihan", "konsep", "minta_berkas", "subjek_asal", "judul",
	"isi", "tindakan", "status_teks", "sampai", "berakhir", "selebihnya",
	"dilewati", NULL };

/* The optional keys that a template does use. */
struct use {
	const char *name;
	const char *const keys[8];
};

static const struct use uses[] = {
	{ "konfirmasi", { "tombol", "pilihan" } },
	{ "diterima", { "kurang", "ragu", "berikutnya", "subjek_asal" } },
	{ "kurang",
	    { "kurang", "catatan", "catatan_dari", "tenggat", "subjek_asal" } },
	{ "permintaan-keputusan",
	    { "kode", "mendesak", "tenggat", "tombol", "pilihan", "ragu" } },
	{ "permintaan-proses",
	    { "kode", "tenggat", "tombol", "konsep", "minta_berkas", "catatan",
		"catatan_dari" } },
	{ "tidak-jelas", { "kode", "tenggat", "tombol", "pilihan" } },
	{ "kemajuan", { "keputusan", "berikutnya", "catatan", "catatan_dari",
			  "subjek_asal" } },
	{ "tercatat", { "kode", "keputusan", "tenggat", "tombol" } },
	{ "ditolak", { "catatan", "catatan_dari", "subjek_asal" } },
	{ "dibatalkan", { "catatan", "catatan_dari", "subjek_asal" } },
	{ "dicabut", { "catatan", "subjek_asal" } },
	{ "tembusan-selesai", { "catatan" } },
	{ "status", { "status_teks", "berikutnya", "tenggat", "subjek_asal" } },
	{ "bantuan", { "subjek_asal" } },
	{ "operator", { "judul", "isi", "tindakan" } },
	{ "masa-jabatan", { "sampai", "berakhir", "selebihnya", "dilewati" } },
};

struct text {
	const char *name; /* NULL: for all */
	const char *key, *value;
};

static const struct text texts[] = {
	{ NULL, "nomor", "CABUT-2026-0042" },
	{ NULL, "kode", "k7q2m5x3f6a4b2c5d3e6g4h2aa" },
	{ NULL, "layanan", "Pencabutan Sertifikat Elektronik" },
	{ NULL, "instansi",
	    "Dinas Komunikasi dan Informatika Kabupaten Tanjung Rimba" },
	{ NULL, "alamat_layanan", "cabut@diskominfo.tanjungrimbakab.go.id" },
	{ NULL, "helpdesk",
	    "helpdesk@diskominfo.tanjungrimbakab.go.id atau (0434) 000 111" },
	{ NULL, "tanggal", "20 November 2026 pukul 09.15 WITA" },
	{ NULL, "kepada", "Bapak/Ibu Rina Wulandari, S.Kom." },
	{ NULL, "tenggat", "24 November 2026 pukul 16.00 WITA" },
	{ NULL, "berikutnya",
	    "Permohonan akan ditelaah oleh Kepala Dinas Komunikasi dan "
	    "Informatika; Bapak/Ibu kami kabari begitu ada keputusan." },
	{ NULL, "catatan",
	    "SK Jabatan Terakhir yang terlampir tidak memuat tanggal; mohon "
	    "dikirim salinan yang lengkap." },
	{ NULL, "catatan_dari", "Kepala Bidang Persandian dan Statistik" },
	{ NULL, "keputusan", "disetujui" },
	{ NULL, "minta_berkas", "Surat Rekomendasi yang telah ditandatangani" },
	{ NULL, "subjek_asal", "Permohonan Pencabutan Sertifikat Elektronik" },
	{ NULL, "waktu_terima", "20 November 2026 pukul 08.52 WITA" },
	{ NULL, "judul", "Kotak masuk tidak dapat dibuka" },
	{ NULL, "tindakan",
	    "Periksa kata sandi kotak surel layanan, lalu jalankan "
	    "`cabut check`." },
	{ NULL, "status_teks",
	    "menunggu keputusan Kepala Dinas Komunikasi dan Informatika" },
	{ NULL, "sampai", "31 Januari 2027" },
	{ NULL, "selebihnya", "12" },
	{ NULL, "dilewati", "3" },
	{ "masa-jabatan", "nomor", "" },
	{ "masa-jabatan", "kepada", "Maya Kolopita, S.T." },
	{ "permintaan-keputusan", "kepada",
	    "Kepala Dinas Komunikasi dan Informatika" },
	{ "tidak-jelas", "kepada", "Kepala Dinas Komunikasi dan Informatika" },
	{ "tercatat", "kepada", "Kepala Dinas Komunikasi dan Informatika" },
	{ "tembusan-selesai", "kepada",
	    "Kepala Dinas Komunikasi dan Informatika" },
	{ "permintaan-proses", "kepada",
	    "Kepala Dinas Komunikasi dan Informatika" },
	{ "operator", "kepada", "Operator layanan" },
	{ "permintaan-keputusan", "tenggat", "10 menit" },
	{ "permintaan-proses", "tenggat", "15 menit" },
	{ "perlu-konfirmasi", "kepada", "Bapak/Ibu" },
	{ "bantuan", "kepada", "Bapak/Ibu" },
	{ "konfirmasi", "kepada", "Bapak/Ibu" },
	{ "permintaan-proses", "catatan",
	    "Permohonan di AMS dikembalikan BSrE karena surat rekomendasi "
	    "belum ditandatangani secara elektronik." },
	{ "permintaan-proses", "catatan_dari",
	    "Balai Besar Sertifikasi Elektronik" },
	{ "kemajuan", "catatan", "Mohon diproses pada kesempatan pertama." },
	{ "kemajuan", "catatan_dari",
	    "Kepala Dinas Komunikasi dan Informatika" },
	{ "kemajuan", "berikutnya",
	    "Tim Verifikator akan menyiapkan Surat Rekomendasi." },
	{ "ditolak", "catatan",
	    "pemilik sertifikat tidak tercatat sebagai pegawai pada "
	    "instansi pengusul." },
	{ "dibatalkan", "catatan",
	    "sertifikat ternyata masih diperlukan oleh pemiliknya." },
	{ "dibatalkan", "catatan_dari", "pemohon" },
	{ "dicabut", "catatan",
	    "Nomor seri sertifikat telah tercantum dalam daftar pencabutan "
	    "(CRL) BSrE." },
	{ "tembusan-selesai", "catatan",
	    "Nomor seri sertifikat telah tercantum dalam daftar pencabutan "
	    "(CRL) BSrE." },
};

const char *const *
notice_names(void)
{
	return names;
}

const char *
notice_button_style(enum button button)
{
	switch (button) {
	case BUTTON_MAIN:
		return "background-color:#e3f2e8;border:2px solid #1b6e3c;"
		       "color:#0b3d1e";
	case BUTTON_STOP:
		return "background-color:#fdecea;border:2px solid #b3261e;"
		       "color:#6f1410";
	case BUTTON_PLAIN:
		return "background-color:#f2f4f7;border:2px solid #5b6b80;"
		       "color:#1f2d3d";
	}
	return "";
}

static json_t *
owner_example(int number, const char *name, const char *nip,
    const char *position, const char *mailbox, const char *reason)
{
	char address[128];
	struct strbuf b;

	strbuf_init(&b, sizeof address - 1);
	strbuf_printf(&b, "%s@tanjungrimbakab.go.id", mailbox);
	memcpy(address, b.at, b.len + 1);
	strbuf_release(&b);
	return json_pack("{s:i,s:s,s:s,s:s,s:s,s:s,s:s}", "no", number, "nama",
	    name, "nip", nip, "jabatan", position, "instansi",
	    "Dinas Pekerjaan Umum dan Penataan Ruang", "surel", address,
	    "alasan", reason);
}

static json_t *
owners_example(void)
{
	return json_pack(
	    "[o]", owner_example(1, "Drs. H. Syamsul Bahri Lantong, M.Si.",
		       "19660412 199203 1 907", "Kepala Bidang Tata Ruang",
		       "syamsul.lantong", "Pensiun"));
}

/* One row of `tombol`; the mail that a click opens comes back with the tag.
 */
static json_t *
button_example(const char *label, const char *body, enum button button)
{
	struct arena *a = arena_new();
	const char *link =
	    notice_mailto(a, "cabut@diskominfo.tanjungrimbakab.go.id",
		"Re: [CABUT-2026-0042 k7q2m5x3f6a4b2c5d3e6g4h2aa] "
		"Pencabutan Sertifikat Elektronik",
		body);
	json_t *made = json_pack("{s:s,s:s,s:s}", "label", label, "tautan",
	    link, "gaya", notice_button_style(button));

	arena_free(a);
	return made;
}

static json_t *
buttons_example(const char *name)
{
	if (name && strcmp(name, "permintaan-proses") == 0)
		return json_pack("[o]",
		    button_example("Jawab: SELESAI", "SELESAI\n", BUTTON_MAIN));
	if (name && strcmp(name, "tercatat") == 0)
		return json_pack("[o]", button_example("Bukan saya: BATAL",
					    "BATAL\n", BUTTON_STOP));
	if (name && strcmp(name, "konfirmasi") == 0)
		return json_pack("[o,o]",
		    button_example("Jawab: BENAR", "BENAR\n", BUTTON_MAIN),
		    button_example("Jawab: BUKAN", "BUKAN\n", BUTTON_STOP));
	return json_pack("[o,o,o,o]",
	    button_example("Jawab: SETUJU", "SETUJU\n", BUTTON_MAIN),
	    button_example("Jawab: TOLAK", "TOLAK ", BUTTON_STOP),
	    button_example("Jawab: LENGKAPI", "LENGKAPI ", BUTTON_PLAIN),
	    button_example("Jawab: DISPOSISI", "DISPOSISI ", BUTTON_PLAIN));
}

static json_t *
choice_example(const char *word, const char *blank, const char *meaning)
{
	return json_pack(
	    "{s:s,s:s,s:s}", "kata", word, "isian", blank, "arti", meaning);
}

static json_t *
choices_example(const char *name)
{
	if (name && strcmp(name, "konfirmasi") == 0)
		return json_pack("[o,o]",
		    choice_example(
			"BENAR", "", "surat itu memang Bapak/Ibu kirim"),
		    choice_example(
			"BUKAN", "", "Bapak/Ibu tidak mengirim surat itu"));
	return json_pack("[o,o,o,o]",
	    choice_example("SETUJU", "",
		"permohonan disetujui dan diteruskan ke langkah berikutnya"),
	    choice_example("TOLAK", "<alasan>",
		"permohonan ditolak; alasannya disampaikan kepada pemohon"),
	    choice_example("LENGKAPI", "<apa yang kurang>",
		"pemohon perlu melengkapi atau memperbaiki sesuatu lebih "
		"dahulu"),
	    choice_example("DISPOSISI", "<kepada siapa>",
		"permohonan diteruskan kepada pejabat lain"));
}

static json_t *
papers_example(void)
{
	return json_pack("[{s:s,s:s,s:s},{s:s,s:s,s:s}]", "nama",
	    "Surat Permohonan Pencabutan Sertifikat Elektronik", "file",
	    "surat-permohonan.pdf", "cara", "dibaca dari teks PDF", "nama",
	    "SK Pensiun", "file", "sk-pensiun.jpg", "cara",
	    "dibaca dari hasil pindaian");
}

static json_t *
history_example(void)
{
	return json_pack("[{s:s,s:s,s:s},{s:s,s:s,s:s}]", "waktu",
	    "20 November 2026 pukul 08.52 WITA", "pelaku", "Pemohon",
	    "tindakan", "mengirim surat permohonan", "waktu",
	    "20 November 2026 pukul 09.12 WITA", "pelaku",
	    "Kepala Dinas Komunikasi dan Informatika", "tindakan",
	    "menyetujui permohonan");
}

static json_t *
step_example(const char *name)
{
	bool is_work = name && strcmp(name, "permintaan-proses") == 0;

	return json_pack("{s:s,s:s,s:s}", "no", is_work ? "5" : "2", "kegiatan",
	    is_work ? "Menandatangani Surat Rekomendasi secara elektronik"
		    : "Menelaah surat permohonan dan mendisposisikannya "
		      "kepada Kepala Bidang Persandian dan Statistik",
	    "pelaksana", "Kepala Dinas Komunikasi dan Informatika");
}

/* One row of `berakhir`. Without `reason` there is nothing to ask for. */
static json_t *
term_example(int number, const char *name, const char *nip, const char *why,
    const char *reason)
{
	struct arena *a = arena_new();
	const char *link =
	    *reason ? notice_mailto(a, "cabut@diskominfo.tanjungrimbakab.go.id",
			  "Permohonan Pencabutan Sertifikat Elektronik", reason)
		    : "";
	json_t *made = json_pack(
	    "{s:i,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "no", number,
	    "nama", name, "nip", nip, "jabatan", "Kepala Bidang Tata Ruang",
	    "instansi", "Dinas Pekerjaan Umum dan Penataan Ruang", "unit",
	    "Bidang Tata Ruang", "surel", "syamsul@tanjungrimbakab.go.id",
	    "sebab", why, "alasan", reason, "tujuan",
	    "Dinas Komunikasi dan Informatika Kabupaten Tanjung Rimba",
	    "tautan", link, "gaya", notice_button_style(BUTTON_PLAIN));

	arena_free(a);
	return made;
}

static json_t *
terms_example(void)
{
	return json_pack("[o,o]",
	    term_example(1, "Drs. H. Syamsul Bahri Lantong, M.Si.",
		"196812121992031907", "pensiun mulai 1 Januari 2027",
		"Pensiun mulai 1 Januari 2027"),
	    term_example(2, "Nurhayati Mokodompit, S.E.", "",
		"sertifikat berlaku sampai 14 Januari 2027", ""));
}

static void
put_lists(json_t *values, const char *name)
{
	json_object_set_new(values, "pemohon",
	    json_pack("{s:s,s:s}", "nama", "Rina Wulandari, S.Kom.", "alamat",
		"rina.wulandari@tanjungrimbakab.go.id"));
	json_object_set_new(values, "surat",
	    json_pack("{s:s,s:s}", "nomor", "800.1.6/118/DPUPR/XI/2026",
		"tanggal", "18 November 2026"));
	json_object_set_new(values, "langkah", step_example(name));
	json_object_set_new(values, "pemilik", owners_example());
	json_object_set_new(values, "berkas", papers_example());
	json_object_set_new(values, "kurang",
	    json_pack("[{s:s}]", "nama", "SK Jabatan Terakhir"));
	json_object_set_new(values, "ragu",
	    json_pack("[{s:s}]", "kalimat",
		"NIP pada SK Pensiun sulit terbaca; mohon dipastikan."));
	json_object_set_new(values, "riwayat", history_example());
	json_object_set_new(values, "berakhir", terms_example());
	json_object_set_new(values, "tombol", buttons_example(name));
	json_object_set_new(values, "pilihan", choices_example(name));
	json_object_set_new(values, "isi",
	    json_pack("[{s:s},{s:s}]", "baris",
		"Server menolak kata sandi kotak surel layanan.", "baris",
		"Percobaan terakhir: 20 November 2026 pukul 09.15 WITA."));
}

static json_t *
empty_like(const json_t *value)
{
	if (json_is_array(value))
		return json_array();
	return json_is_boolean(value) ? json_false() : json_string("");
}

static bool
is_used(const char *name, const char *key)
{
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		if (strcmp(uses[i].name, name) != 0)
			continue;
		for (size_t k = 0; k < 8 && uses[i].keys[k]; k++)
			if (strcmp(uses[i].keys[k], key) == 0)
				return true;
	}
	return false;
}

json_t *
notice_example(const char *name)
{
	json_t *values = json_object();

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i].name ||
		    (name && strcmp(texts[i].name, name) == 0))
			json_object_set_new(
			    values, texts[i].key, json_string(texts[i].value));
	put_lists(values, name);
	json_object_set_new(values, "satu_pemilik", json_true());
	json_object_set_new(values, "mendesak", json_true());
	json_object_set_new(values, "konsep", json_true());
	for (size_t i = 0; name && optional[i]; i++)
		if (!is_used(name, optional[i]))
			json_object_set_new(values, optional[i],
			    empty_like(json_object_get(values, optional[i])));
	return values;
}
