/*
 * Example values for every mail template: invented people of an invented
 * regency, all keys that a template may use. `cabut check` and the previews
 * render by them, so a template that works here works in a run. Lists are in
 * example_lists.c.
 */
#include "example.h"

#include "cabut/banned.h"

static const char *const names[] = { "konfirmasi", "diterima", "kurang",
	"permintaan-keputusan", "permintaan-proses", "tidak-jelas",
	"perlu-konfirmasi", "kemajuan", "tercatat", "ditolak", "dibatalkan",
	"dicabut", "terbit", "tembusan-selesai", "status", "bantuan",
	"operator", "daftar-permintaan", "eskalasi", "tanya-atasan",
	"masa-jabatan", "surat-tidak-jelas", "sedang-dilihat",
	"pertanyaan-helpdesk", NULL };

/* Keys that not every template has a use for. */
static const char *const optional[] = { "kode", "mendesak", "kurang", "ragu",
	"tenggat", "berikutnya", "catatan", "catatan_dari", "keputusan",
	"tombol", "pilihan", "konsep", "minta_berkas", "subjek_asal", "judul",
	"isi", "tindakan", "status_teks", "pengingat", "sejak", "batas_waktu",
	"pejabat", "jumlah", "baris", "contoh_baris", "daftar",
	"keputusan_daftar", "terlampir", "ulang", "penerbitan", "sampai",
	"berakhir", "selebihnya", "dilewati", "tanya", "tanggapan", "ragu_lain",
	"boleh_benar", "minta_data", "minta_lampiran", "teks", "sebab", "bukti",
	NULL };

/* The optional keys that a template does use. */
enum { KEYS_MAX = 14 };

struct use {
	const char *name;
	const char *const keys[KEYS_MAX];
};

static const struct use uses[] = {
	{ "konfirmasi", { "tombol", "pilihan" } },
	{ "diterima",
	    { "berikutnya", "subjek_asal", "tanya", "boleh_benar", "minta_data",
		"minta_lampiran", "tombol", "pilihan" } },
	{ "kurang",
	    { "catatan", "catatan_dari", "tenggat", "subjek_asal", "pengingat",
		"sejak", "tanya", "tanggapan", "boleh_benar", "minta_data",
		"minta_lampiran", "tombol", "pilihan" } },
	{ "permintaan-keputusan", { "kode", "mendesak", "tenggat", "tombol",
				      "pilihan", "ragu", "batas_waktu" } },
	{ "permintaan-proses",
	    { "kode", "tombol", "pilihan", "minta_berkas", "catatan",
		"catatan_dari", "pengingat", "sejak", "batas_waktu", "baris",
		"contoh_baris" } },
	{ "tidak-jelas", { "kode", "tenggat", "tombol", "pilihan" } },
	{ "kemajuan", { "keputusan", "berikutnya", "catatan", "catatan_dari",
			  "subjek_asal" } },
	{ "tercatat", { "kode", "keputusan", "tenggat", "tombol" } },
	{ "ditolak", { "catatan", "catatan_dari", "subjek_asal" } },
	{ "dibatalkan", { "catatan", "catatan_dari", "subjek_asal" } },
	{ "dicabut", { "catatan", "subjek_asal" } },
	{ "terbit", { "catatan", "subjek_asal", "penerbitan" } },
	{ "tembusan-selesai", { "catatan" } },
	{ "status",
	    { "status_teks", "berikutnya", "batas_waktu", "subjek_asal" } },
	{ "bantuan", { "subjek_asal" } },
	{ "operator", { "judul", "isi", "tindakan" } },
	{ "masa-jabatan", { "sampai", "berakhir", "selebihnya", "dilewati" } },
	{ "daftar-permintaan", { "kode", "jumlah", "daftar", "keputusan_daftar",
				   "terlampir", "pilihan", "tombol" } },
	{ "eskalasi", { "pejabat", "sejak", "batas_waktu" } },
	{ "tanya-atasan", { "kode" } },
	{ "surat-tidak-jelas", { "kode", "judul", "bukti", "sebab", "teks",
				   "tombol", "pilihan" } },
	{ "pertanyaan-helpdesk", { "kode", "catatan", "catatan_dari" } },
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
	{ NULL, "bukti", "terbukti dari alamat itu (DMARC atau DKIM selaras)" },
	{ "surat-tidak-jelas", "nomor", "" },
	{ "surat-tidak-jelas", "judul", "Mohon bantuan sertifikat" },
	{ "surat-tidak-jelas", "kepada", "Nurul Hidayah, A.Md." },
	{ "surat-tidak-jelas", "layanan", "Sertifikat Elektronik" },
	{ "sedang-dilihat", "nomor", "" },
	{ "sedang-dilihat", "kepada", "Bapak/Ibu" },
	{ "sedang-dilihat", "layanan", "Sertifikat Elektronik" },
	{ "pertanyaan-helpdesk", "nomor", "" },
	{ "pertanyaan-helpdesk", "kepada", "Bapak/Ibu" },
	{ "pertanyaan-helpdesk", "layanan", "Sertifikat Elektronik" },
	{ "pertanyaan-helpdesk", "catatan",
	    "Sertifikat milik siapa yang dimaksud, dan apakah hendak dicabut "
	    "atau diterbitkan kembali?" },
	{ "pertanyaan-helpdesk", "catatan_dari", "petugas helpdesk" },
	{ NULL, "pengingat", "Pengingat kedua" },
	{ NULL, "sejak", "18 November 2026 pukul 10.20 WITA" },
	{ NULL, "batas_waktu", "18 November 2026 pukul 10.30 WITA" },
	{ NULL, "pejabat",
	    "Kepala Dinas Komunikasi dan Informatika (Drs. Irwan Tendean, "
	    "M.Si.)" },
	{ NULL, "jumlah", "3" },
	{ NULL, "ulang",
	    "tidak dapat dipastikan permohonan mana yang dimaksud." },
	{ NULL, "contoh_baris", "LENGKAPI langkah 7" },
	{ "permintaan-keputusan", "kepada",
	    "Kepala Dinas Komunikasi dan Informatika" },
	{ "tidak-jelas", "kepada", "Kepala Dinas Komunikasi dan Informatika" },
	{ "tercatat", "kepada", "Kepala Dinas Komunikasi dan Informatika" },
	{ "tembusan-selesai", "kepada",
	    "Kepala Dinas Komunikasi dan Informatika" },
	{ "permintaan-proses", "kepada",
	    "Verifikator (Anita Malonda, S.Kom.)" },
	{ "daftar-permintaan", "kepada",
	    "Kepala Dinas Komunikasi dan Informatika (Drs. Irwan Tendean, "
	    "M.Si.)" },
	{ "eskalasi", "kepada", "Dra. Merry Pontoh, M.AP." },
	{ "tanya-atasan", "kepada", "Petugas Helpdesk" },
	{ "diterima", "berikutnya",
	    "Kami menunggu kelengkapan dari Bapak/Ibu." },
	{ "kurang", "pengingat", "Pengingat pertama" },
	{ "status", "batas_waktu", "20 November 2026 pukul 09.40 WITA" },
	{ "permintaan-keputusan", "batas_waktu",
	    "20 November 2026 pukul 09.25 WITA" },
	{ "terbit", "layanan", "Penerbitan Sertifikat Elektronik" },
	{ "terbit", "subjek_asal",
	    "Permohonan Penerbitan Sertifikat Elektronik" },
	{ "terbit", "catatan",
	    "BSrE mengabarkan bahwa sertifikat telah terbit pada 20 November "
	    "2026." },
	{ "operator", "kepada", "Operator layanan" },
	{ "permintaan-keputusan", "tenggat", "10 menit" },
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
		for (size_t k = 0; k < KEYS_MAX && uses[i].keys[k]; k++)
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
	example_put_lists(values, name);
	json_object_set_new(values, "satu_pemilik", json_true());
	json_object_set_new(values, "mendesak", json_true());
	json_object_set_new(values, "konsep", json_true());
	json_object_set_new(values, "keputusan_daftar", json_true());
	json_object_set_new(values, "terlampir", json_true());
	json_object_set_new(values, "bertanda_tangan", json_true());
	json_object_set_new(values, "penerbitan", json_true());
	json_object_set_new(values, "boleh_benar", json_true());
	json_object_set_new(values, "minta_data", json_true());
	json_object_set_new(values, "minta_lampiran", json_true());
	for (size_t i = 0; name && optional[i]; i++)
		if (!is_used(name, optional[i]))
			json_object_set_new(values, optional[i],
			    empty_like(json_object_get(values, optional[i])));
	return values;
}
