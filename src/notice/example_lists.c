/*
 * The lists and objects among the example values.
 */
#include "example.h"

#include "cabut/banned.h"

static json_t *
field_example(const char *label, const char *value, const char *why)
{
	char padded[32];
	struct strbuf b;

	strbuf_init(&b, sizeof padded - 1);
	strbuf_printf(&b, "%-16s", label);
	memcpy(padded, b.at, b.len + 1);
	strbuf_release(&b);
	return json_pack("{s:s,s:s,s:s,s:s}", "label", label, "rata", padded,
	    "nilai", value, "periksa", why);
}

static bool
is_to_applicant(const char *name)
{
	return !name || !strcmp(name, "diterima") || !strcmp(name, "kurang");
}

/* The rows of an owner; in a question to the applicant two are in doubt. */
static json_t *
fields_example(const char *template, const json_t *owner)
{
	static const char *const rows[][2] = { { "Nama", "nama" },
		{ "NIP", "nip" }, { "Jabatan", "jabatan" },
		{ "Instansi", "instansi" }, { "Surel", "surel" },
		{ "Alasan", "alasan" } };
	json_t *list = json_array();
	bool asks = is_to_applicant(template);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *value =
		    json_string_value(json_object_get(owner, rows[i][1]));
		bool is_nip = i == 1;

		if (!*value)
			continue;
		json_array_append_new(list,
		    field_example(rows[i][0], value,
			is_nip && asks ? "hanya terbaca dari gambar pindaian"
				       : ""));
		if (is_nip)
			json_array_append_new(
			    list, field_example("NIK",
				      asks ? "belum terbaca"
					   : "(berakhir dengan 0003)",
				      asks ? "ada dua NIK yang berbeda" : ""));
	}
	return list;
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
owners_example(const char *name)
{
	if (name && strcmp(name, "terbit") == 0)
		return json_pack(
		    "[o]", owner_example(1, "Retno Widyaningrum, S.T.",
			       "19850917 201001 2 903", "Analis Tata Ruang",
			       "retno.widyaningrum", ""));
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
		return json_pack("[o,o]",
		    button_example("Jawab: SELESAI", "SELESAI", BUTTON_MAIN),
		    button_example(
			"Jawab: LENGKAPI", "LENGKAPI ", BUTTON_PLAIN));
	if (name && strcmp(name, "daftar-permintaan") == 0)
		return json_pack("[o]", button_example("Jawab: SEMUA SETUJU",
					    "SEMUA SETUJU", BUTTON_MAIN));
	if (name && strcmp(name, "tercatat") == 0)
		return json_pack("[o]", button_example("Bukan saya: BATAL",
					    "BATAL\n", BUTTON_STOP));
	if (name && strcmp(name, "surat-tidak-jelas") == 0)
		return json_pack("[o,o]",
		    button_example(
			"Jawab: PENCABUTAN", "PENCABUTAN\n", BUTTON_MAIN),
		    button_example("Jawab: ABAIKAN", "ABAIKAN\n", BUTTON_STOP));
	if (name && is_to_applicant(name))
		return json_pack("[o]",
		    button_example("Jawab: BENAR", "BENAR\n", BUTTON_MAIN));
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
	if (name && strcmp(name, "surat-tidak-jelas") == 0)
		return json_pack("[o,o,o,o]",
		    choice_example("PENCABUTAN", "",
			"surat itu meminta pencabutan sertifikat"),
		    choice_example("PENERBITAN", "",
			"surat itu meminta penerbitan sertifikat"),
		    choice_example("TANYA:", "<pertanyaan kepada pengirim>",
			"maksudnya perlu ditanyakan kepada pengirimnya"),
		    choice_example(
			"ABAIKAN", "", "surat itu bukan untuk layanan ini"));
	if (name && is_to_applicant(name))
		return json_pack(
		    "[o]", choice_example("BENAR", "",
			       "data yang perlu dipastikan sudah sesuai"));
	if (name && strcmp(name, "konfirmasi") == 0)
		return json_pack("[o,o]",
		    choice_example(
			"BENAR", "", "surat itu memang Bapak/Ibu kirim"),
		    choice_example(
			"BUKAN", "", "Bapak/Ibu tidak mengirim surat itu"));
	if (name && strcmp(name, "daftar-permintaan") == 0)
		return json_pack("[o]",
		    choice_example("SEMUA SETUJU", "",
			"jawaban itu berlaku untuk semua nomor di atas"));
	if (name && strcmp(name, "permintaan-proses") == 0)
		return json_pack("[o,o]",
		    choice_example("SELESAI", "",
			"tugas pada tahap ini telah Bapak/Ibu kerjakan"),
		    choice_example("LENGKAPI", "<apa yang kurang>",
			"berkas atau data perlu dilengkapi pemohon"));
	return json_pack("[o,o,o,o]",
	    choice_example("SETUJU", "",
		"permohonan dapat berjalan ke langkah berikutnya"),
	    choice_example("TOLAK", "<alasan>",
		"permohonan berhenti di sini, dengan alasan itu"),
	    choice_example("LENGKAPI", "<apa yang kurang>",
		"pemohon perlu melengkapi atau memperbaiki sesuatu lebih "
		"dahulu"),
	    choice_example("DISPOSISI", "<kepada siapa>",
		"permohonan diteruskan kepada pejabat lain"));
}

static json_t *
papers_example(void)
{
	return json_pack("[{s:s,s:s,s:s,s:[{s:s}]},{s:s,s:s,s:s,s:[]}]", "nama",
	    "Surat Permohonan Pencabutan Sertifikat Elektronik", "file",
	    "surat-permohonan.pdf", "cara", "dibaca dari teks PDF",
	    "tanda_tangan", "kalimat",
	    "1, oleh \"Drs. Irwan Tendean, M.Si.\", "
	    "19 November 2026 pukul 15.40 WITA (menurut penandatangan), "
	    "menutup seluruh berkas; rantai sertifikat terverifikasi sampai "
	    "\"Root CA Contoh\".",
	    "nama", "SK Pensiun", "file", "sk-pensiun.jpg", "cara",
	    "dibaca dari hasil pindaian", "tanda_tangan");
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
questions_example(void)
{
	return json_pack("[{s:i,s:s},{s:i,s:s},{s:i,s:s}]", "no", 1, "kalimat",
	    "NIP 196604121992031907 atas nama Drs. H. Syamsul Bahri Lantong, "
	    "M.Si. perlu dipastikan: hanya terbaca dari gambar pindaian.",
	    "no", 2, "kalimat",
	    "NIK atas nama Drs. H. Syamsul Bahri Lantong, M.Si. belum pasti: "
	    "ada dua NIK yang berbeda. Mohon tuliskan yang benar dalam "
	    "balasan.",
	    "no", 3, "kalimat",
	    "SK Pensiun belum terlampir; mohon dilampirkan.");
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

static json_t *
row_example(const char *number, const char *activity, const char *time)
{
	return json_pack(
	    "{s:s,s:s,s:s}", "no", number, "kegiatan", activity, "waktu", time);
}

static json_t *
rows_example(void)
{
	return json_pack("[o,o,o]",
	    row_example("6",
		"Memeriksa kelengkapan berkas dan kebenaran data pemohon",
		"5 menit"),
	    row_example("7",
		"Mencocokkan username dan Subject DN dengan data pada surat "
		"permohonan",
		"10 menit"),
	    row_example(
		"8", "Melaksanakan pencabutan sertifikat melalui AMS", ""));
}

/* One case of several that wait for the same person. */
static json_t *
item_example(int number, const char *name, const char *nip,
    const char *position, const char *reason)
{
	char text[64];
	struct strbuf b;

	strbuf_init(&b, sizeof text - 1);
	strbuf_printf(&b, "CABUT-2026-00%d", 41 + number);
	memcpy(text, b.at, b.len + 1);
	strbuf_release(&b);
	return json_pack("{s:i,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "no",
	    number, "nomor", text, "nama", name, "nip", nip, "jabatan",
	    position, "instansi", "Dinas Pekerjaan Umum dan Penataan Ruang",
	    "alasan", reason, "langkah",
	    "Menelaah surat permohonan dan mendisposisikannya kepada Kepala "
	    "Bidang Persandian dan Statistik",
	    "catatan", "", "sejak", "18 November 2026 pukul 10.20 WITA",
	    "batas_waktu", "18 November 2026 pukul 10.30 WITA");
}

static json_t *
items_example(void)
{
	return json_pack("[o,o,o]",
	    item_example(1, "Drs. H. Syamsul Bahri Lantong, M.Si.",
		"19660412 199203 1 907", "Kepala Bidang Tata Ruang", "Pensiun"),
	    item_example(2, "Retno Widyaningrum, S.T.", "19850917 201001 2 903",
		"Analis Tata Ruang", "Mutasi"),
	    item_example(3, "Yohanis Lumi dan 2 pemilik lain", "", "",
		"Perubahan data"));
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

void
example_put_lists(json_t *values, const char *name)
{
	json_object_set_new(values, "pemohon",
	    json_pack("{s:s,s:s}", "nama", "Rina Wulandari, S.Kom.", "alamat",
		"rina.wulandari@tanjungrimbakab.go.id"));
	json_object_set_new(values, "surat",
	    json_pack("{s:s,s:s}", "nomor", "800.1.6/118/DPUPR/XI/2026",
		"tanggal", "18 November 2026"));
	json_object_set_new(values, "langkah", step_example(name));
	json_t *owners = owners_example(name), *owner;
	size_t i;

	json_array_foreach(owners, i, owner)
	    json_object_set_new(owner, "data", fields_example(name, owner));
	json_object_set_new(values, "pemilik", owners);
	json_object_set_new(values, "berkas", papers_example());
	json_object_set_new(values, "kurang",
	    json_pack("[{s:s}]", "nama", "SK Jabatan Terakhir"));
	json_object_set_new(values, "ragu",
	    json_pack("[{s:s}]", "kalimat",
		"NIP pada SK Pensiun sulit terbaca; mohon dipastikan."));
	json_object_set_new(values, "tanya", questions_example());
	json_object_set_new(values, "tanggapan",
	    json_pack("[{s:s}]", "kalimat",
		"Belum dapat dicatat: NIP 196613122003121001: tanggal lahir di "
		"dalamnya (19661312, digit ke-1 sampai ke-8) tidak ada. Mohon "
		"ditulis ulang."));
	json_object_set_new(values, "riwayat", history_example());
	json_object_set_new(values, "ragu_lain",
	    json_pack("[{s:s}]", "kalimat",
		"Surat memuat terlalu banyak pemilik; sisanya tidak dibaca."));
	json_object_set_new(values, "teks",
	    json_pack("[{s:s},{s:s}]", "baris",
		"Mohon bantuan terkait sertifikat elektronik kami,", "baris",
		"karena pejabat lama sudah tidak bertugas."));
	json_object_set_new(values, "sebab",
	    json_pack("[{s:s}]", "kalimat",
		"Tidak jelas apa yang diminta: pencabutan, "
		"penerbitan, atau hal lain."));
	json_object_set_new(values, "berakhir", terms_example());
	json_object_set_new(values, "tombol", buttons_example(name));
	json_object_set_new(values, "pilihan", choices_example(name));
	json_object_set_new(values, "baris", rows_example());
	json_object_set_new(values, "daftar", items_example());
	json_object_set_new(values, "isi",
	    json_pack("[{s:s},{s:s}]", "baris",
		"Server menolak kata sandi kotak surel layanan.", "baris",
		"Percobaan terakhir: 20 November 2026 pukul 09.15 WITA."));
}
