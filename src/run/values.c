/*
 * The JSON object that every template gets. All keys are always there, so
 * an unknown name in a template is a typing error and nothing else. A NIK is
 * never put whole into a mail.
 */
#include "doubt.h"

#include "cabut/banned.h"

void
value_set(json_t *values, const char *key, const char *text)
{
	json_object_set_new(values, key, json_string(or_empty(text)));
}

static const char *const text_keys[] = { "nomor", "kode", "layanan", "instansi",
	"alamat_layanan", "helpdesk", "tanggal", "kepada", "tenggat",
	"berikutnya", "catatan", "catatan_dari", "keputusan", "minta_berkas",
	"subjek_asal", "waktu_terima", "judul", "tindakan", "status_teks",
	"pengingat", "sejak", "batas_waktu", "pejabat", "jumlah",
	"contoh_baris", "ulang", "sampai", "selebihnya", "dilewati", "bukti" };
static const char *const list_keys[] = { "pemilik", "berkas", "kurang", "ragu",
	"riwayat", "tombol", "pilihan", "isi", "baris", "daftar", "berakhir",
	"tanya", "tanggapan", "ragu_lain", "teks", "sebab" };

static json_t *
values_empty(void)
{
	json_t *v = json_object();

	for (size_t i = 0; i < sizeof text_keys / sizeof *text_keys; i++)
		value_set(v, text_keys[i], "");
	for (size_t i = 0; i < sizeof list_keys / sizeof *list_keys; i++)
		json_object_set_new(v, list_keys[i], json_array());
	json_object_set_new(v, "satu_pemilik", json_false());
	json_object_set_new(v, "mendesak", json_false());
	json_object_set_new(v, "konsep", json_false());
	json_object_set_new(v, "keputusan_daftar", json_false());
	json_object_set_new(v, "terlampir", json_false());
	json_object_set_new(v, "penerbitan", json_false());
	json_object_set_new(v, "boleh_benar", json_false());
	json_object_set_new(v, "minta_data", json_false());
	json_object_set_new(v, "minta_lampiran", json_false());
	json_object_set_new(v, "bertanda_tangan", json_false());
	json_object_set_new(
	    v, "pemohon", json_pack("{s:s,s:s}", "nama", "", "alamat", ""));
	json_object_set_new(
	    v, "surat", json_pack("{s:s,s:s}", "nomor", "", "tanggal", ""));
	json_object_set_new(v, "langkah",
	    json_pack(
		"{s:s,s:s,s:s}", "no", "", "kegiatan", "", "pelaksana", ""));
	return v;
}

const char *
reason_text(const char *code)
{
	enum reason reason;

	if (!code || !reason_of_code(code, &reason))
		return "";
	return or_empty(reason_label(reason));
}

static void
set_owners(json_t *v, const struct casefile *c)
{
	json_t *list = json_object_get(v, "pemilik");

	for (size_t i = 0; i < c->owner_count; i++) {
		const struct casefile_owner *o = &c->owners[i];

		json_array_append_new(list,
		    json_pack("{s:I,s:s,s:s,s:s,s:s,s:s,s:s}", "no",
			(json_int_t)i + 1, "nama", or_empty(o->name), "nip",
			or_empty(o->nip), "jabatan", or_empty(o->position),
			"instansi", or_empty(o->institution), "surel",
			or_empty(o->email), "alasan",
			reason_text(o->reason ? o->reason : c->reason)));
	}
	json_object_set_new(
	    v, "satu_pemilik", json_boolean(c->owner_count == 1));
}

static const char *
how_text(const char *how)
{
	if (!how || !strcmp(how, "none"))
		return "tidak terbaca mesin; mohon diperiksa";
	return !strcmp(how, "ocr") ? "dibaca dari hasil pindai" : "terbaca";
}

static json_t *
signature_list(const struct casefile_paper *row, const struct work *w)
{
	json_t *list = json_array();
	struct paper p = { .name = "" };
	const char **lines;
	size_t count = 0;

	if (!signatures_take(row->signatures, w->run->arena, &p))
		return list;
	lines = signatures_lines(
	    &p, w->agency->config->zone, w->run->arena, &count);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    list, json_pack("{s:s}", "kalimat", lines[i]));
	return list;
}

static void
add_paper(
    json_t *v, const struct work *w, const struct casefile_paper *p, bool fits)
{
	int index = sop_paper_index(&w->sop, p->paper);
	json_t *signatures = signature_list(p, w);

	if (json_array_size(signatures) > 0)
		json_object_set_new(v, "bertanda_tangan", json_true());
	json_array_append_new(json_object_get(v, "berkas"),
	    json_pack("{s:s,s:s,s:s,s:o}", "nama",
		index >= 0 ? w->sop.papers[index].label : "Berkas pendukung",
		"file", or_empty(p->name), "cara",
		fits ? how_text(p->how)
		     : "terlalu besar untuk dilampirkan; mintalah kepada "
		       "pengelola layanan",
		"tanda_tangan", signatures));
}

static bool
set_papers(json_t *v, struct work *w, struct fault *f)
{
	struct casefile_paper *papers;
	size_t count, total = 0, fitting = 0;

	if (!paper_list(w->run->store, w->casefile.id, w->run->arena, &papers,
		&count, f))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool fits = paper_fits(&papers[i], &total, &fitting);

		if (papers[i].is_current)
			add_paper(v, w, &papers[i], fits);
	}
	return true;
}

static void
add_text(json_t *list, const char *text)
{
	json_array_append_new(list, json_pack("{s:s}", "nama", text));
}

/* What an owner still lacks, as the applicant should read it. */
static const char *
gap_text(enum owner_gap gap)
{
	switch (gap) {
	case GAP_NAME:
		return "Nama lengkap pemilik sertifikat, sesuai SK";
	case GAP_NUMBER:
		return "NIP (18 digit) atau NIK (16 digit) yang benar";
	case GAP_POSITION:
		return "Jabatan pemilik sertifikat, sesuai SK";
	case GAP_INSTITUTION:
		return "Instansi pemilik sertifikat";
	case GAP_EMAIL:
		return "Alamat surel dinas (.go.id) pemilik sertifikat";
	}
	return "";
}

static void
add_missing_data(json_t *list, const struct work *w)
{
	static const enum owner_gap gaps[] = { GAP_NAME, GAP_NUMBER,
		GAP_POSITION, GAP_INSTITUTION, GAP_EMAIL };

	for (size_t i = 0; i < w->casefile.owner_count; i++) {
		const char *name = w->casefile.owners[i].name;
		unsigned lacking = work_gaps(w, i);

		for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
			if (lacking & gaps[g])
				add_text(
				    list, name ? arena_printf(w->run->arena,
						     "%s atas nama %s",
						     gap_text(gaps[g]), name)
					       : gap_text(gaps[g]));
	}
}

/* A reason that this procedure does not serve, or none. */
static void
add_missing_reason(json_t *list, const struct work *w)
{
	struct strbuf out;

	strbuf_init(&out, 1000);
	strbuf_text(&out, "Alasan permohonan, salah satu dari: ");
	for (size_t i = 0; i < w->sop.reason_count; i++)
		strbuf_printf(
		    &out, "%s%s", i ? "; " : "", w->sop.reasons[i].label);
	strbuf_text(&out, " (balas dengan \"Alasan: ...\")");
	add_text(list, strbuf_keep(&out, w->run->arena));
	strbuf_release(&out);
}

static void
add_missing_asker(json_t *list, enum sop_asker asker)
{
	switch (asker) {
	case ASKER_ANY:
		return;
	case ASKER_OTHER:
		add_text(list,
		    "Surat permohonan dari atasan atau instansi pemilik, "
		    "karena dengan alasan ini pemilik tidak mengajukannya "
		    "sendiri");
		return;
	case ASKER_SUPERIOR:
		add_text(list,
		    "Surat permohonan yang dikirim oleh atasan pemilik dari "
		    "alamat surel dinasnya");
		return;
	}
}

/* What was sent before the case began anew does not count. */
static const char *
paper_text(const struct work *w, size_t paper)
{
	const char *label = w->sop.papers[paper].label;

	return w->casefile.anew_after
		   ? arena_printf(w->run->arena,
			 "%s yang baru (yang lama tidak dipakai lagi)", label)
		   : label;
}

static bool
set_missing(json_t *v, struct work *w, struct fault *f)
{
	json_t *list = json_object_get(v, "kurang");
	struct sop_state state;
	const struct sop_step *step = work_step(w);

	if (!step || step->kind != STEP_REQUEST)
		return true;
	if (!work_state(w, &state, f))
		return false;
	struct sop_lack lack = sop_lack(&w->sop, step, &state);
	int letter = sop_paper_index(&w->sop, "surat-permohonan");

	for (size_t i = 0; i < w->sop.paper_count; i++)
		if (lack.papers & 1u << i &&
		    ((int)i != letter || w->casefile.anew_after))
			add_text(list, paper_text(w, i));
	if (lack.reason)
		add_missing_reason(list, w);
	add_missing_asker(list, lack.asker);
	add_missing_data(list, w);
	return true;
}

static void
set_said(json_t *v, const struct work *w)
{
	json_t *list = json_object_get(v, "tanggapan");

	for (size_t i = 0; i < w->said_count; i++)
		json_array_append_new(
		    list, json_pack("{s:s}", "kalimat", w->said[i]));
}

static void
set_letter(json_t *v, const struct casefile *c, struct arena *a)
{
	time_s day;
	const char *date = or_empty(c->letter_date);

	if (c->letter_date &&
	    time_parse_iso(arena_printf(a, "%sT00:00:00Z", date), &day))
		date = civil_date_text(a, day, (enum zone)0);
	json_object_set_new(v, "surat",
	    json_pack("{s:s,s:s}", "nomor", or_empty(c->letter_number),
		"tanggal", date));
}

void
values_set_rows(json_t *v, const struct work *w)
{
	if (v && w->rows)
		value_set(json_object_get(v, "langkah"), "kegiatan", w->rows);
}

static void
set_agency(json_t *v, struct work *w)
{
	const struct config_agency *g = w->agency->config;

	value_set(v, "instansi", g->name);
	value_set(v, "alamat_layanan", g->sender_address);
	value_set(v, "helpdesk", g->helpdesk);
	value_set(
	    v, "tanggal", civil_date_text(w->run->arena, w->run->now, g->zone));
	value_set(v, "layanan",
	    w->casefile.id ? w->sop.name : "Sertifikat Elektronik");
	value_set(v, "catatan", w->remark ? w->remark : w->casefile.remark);
	value_set(v, "catatan_dari",
	    w->remark ? w->remark_by : w->casefile.remark_by);
	value_set(v, "keputusan", w->decision);
}

json_t *
work_values(struct work *w, const struct sop_step *step, struct fault *f)
{
	const struct casefile *c = &w->casefile;
	json_t *v = values_empty();

	set_agency(v, w);
	if (!c->id)
		return v;
	value_set(v, "nomor", c->number);
	json_object_set_new(v, "penerbitan",
	    json_boolean(service_outcome(&w->sop) == OUTCOME_ISSUED));
	value_set(v, "subjek_asal", c->subject);
	json_object_set_new(v, "mendesak", json_boolean(c->is_urgent));
	json_object_set_new(v, "pemohon",
	    json_pack("{s:s,s:s}", "nama", or_empty(c->applicant_name),
		"alamat", or_empty(c->applicant_address)));
	if (step)
		json_object_set_new(v, "langkah",
		    json_pack("{s:s,s:s,s:s}", "no", step->number, "kegiatan",
			step->activity, "pelaksana",
			w->sop.roles[step->role].label));
	set_owners(v, c);
	set_letter(v, c, w->run->arena);
	values_set_fields(v, w);
	set_said(v, w);
	if (set_papers(v, w, f) && set_missing(v, w, f) &&
	    values_set_questions(v, w, f))
		return v;
	json_decref(v);
	return NULL;
}

void
values_add_choice(json_t *v, const char *word, const char *fill,
    const char *meaning, enum button style)
{
	json_array_append_new(json_object_get(v, "pilihan"),
	    json_pack("{s:s,s:s,s:s,s:s}", "kata", word, "isian", fill, "arti",
		meaning, "gaya", notice_button_style(style)));
}

void
values_finish_buttons(
    json_t *v, struct arena *a, const char *address, const char *subject)
{
	json_t *choice;
	size_t i;

	json_array_foreach(json_object_get(v, "pilihan"), i, choice)
	{
		const char *word =
		    json_string_value(json_object_get(choice, "kata"));
		const char *fill =
		    json_string_value(json_object_get(choice, "isian"));
		const char *body = *fill ? arena_printf(a, "%s ", word) : word;

		json_array_append_new(json_object_get(v, "tombol"),
		    json_pack("{s:s,s:s,s:O}", "label",
			arena_printf(a, "Jawab: %s", word), "tautan",
			notice_mailto(a, address, subject, body), "gaya",
			json_object_get(choice, "gaya")));
	}
}
