/*
 * What was understood, for people and for programs. Field names of the JSON
 * are those of the letters themselves, in Indonesian.
 */
#include <stdio.h>

#include "command.h"
#include "read.h"

#include "cabut/banned.h"

const char *
result_decision(const struct result *r)
{
	bool is_answer = r->reading.kind == READING_DECISION ||
			 r->as == READ_AS_REPLY || r->as == READ_AS_ANSWER;

	if (r->trouble || !is_answer || r->reading.kind == READING_AUTOMATIC)
		return NULL;
	if (r->reading.answer.decision == DECISION_NONE)
		return "unclear";
	return decision_name(r->reading.answer.decision);
}

static void
set(json_t *j, const char *key, const char *text)
{
	json_object_set_new(j, key, json_text_or_null(text));
}

/* What the part of a place is called; "surel" for the body. */
static const char *
part_name(const struct result *r, const struct place *p)
{
	bool is_paper = p->part >= 0 && (size_t)p->part < r->cell.paper_count;
	const char *name = is_paper ? r->cell.papers[p->part].name : "surel";

	return name && *name ? name : r->file;
}

static void
set_place(
    const struct result *r, json_t *all, const char *key, const struct place *p)
{
	if (p->line == 0)
		return;
	json_object_set_new(all, key,
	    json_pack("{s:o,s:i,s:i,s:i,s:b,s:b}", "berkas",
		json_text_or_null(part_name(r, p)), "part", p->part, "halaman",
		(int)p->page, "baris", (int)p->line, "ocr", p->is_ocr,
		"diperbaiki", p->is_repaired));
}

static json_t *
json_owner(const struct result *r, const struct owner *o)
{
	json_t *j = json_object(), *places = json_object();

	for (int f = 0; f < OWNER_PLACES; f++)
		set_place(r, places, owner_place_name((enum owner_place)f),
		    &o->places[f]);
	json_object_set_new(j, "tempat", places);

	set(j, "nama", o->name);
	set(j, "nip", o->nip);
	json_object_set_new(j, "nip_valid",
	    o->nip ? json_boolean(o->is_nip_valid) : json_null());
	set(j, "nik", o->nik);
	set(j, "jabatan", o->position);
	set(j, "instansi", o->institution);
	set(j, "unit_kerja", o->unit);
	set(j, "email", o->email);
	set(j, "alasan_code", reason_code(o->reason));
	set(j, "serial", o->serial);
	return j;
}

static json_t *
json_letter(const struct result *r)
{
	const struct letter *l = &r->reading.letter;
	json_t *j = json_owner(r, &l->owner), *owners = json_array();
	json_t *doubts = json_array(), *places = json_object_get(j, "tempat");

	for (int f = 0; f < LETTER_PLACES; f++)
		set_place(r, places, letter_place_name((enum letter_place)f),
		    &l->places[f]);

	set(j, "kind", letter_kind_name(l->kind));
	set(j, "nomor_surat", l->number);
	set(j, "tanggal", l->date);
	json_object_set_new(j, "pemohon",
	    l->applicant_name
		? json_pack("{s:s,s:o,s:o}", "nama", l->applicant_name, "nip",
		      json_text_or_null(l->applicant_nip), "jabatan",
		      json_text_or_null(l->applicant_position))
		: json_null());
	for (size_t i = 0; i < l->owner_count; i++)
		json_array_append_new(owners, json_owner(r, &l->owners[i]));
	json_object_set_new(j, "owners", owners);
	for (size_t i = 0; i < l->doubt_count; i++)
		json_array_append_new(doubts, json_string(l->doubts[i]));
	json_object_set_new(j, "doubts", doubts);
	return j;
}

static json_t *
json_papers(const struct result *r, struct arena *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->cell.paper_count; i++) {
		const struct paper *p = &r->cell.papers[i];

		json_array_append_new(
		    list, json_pack("{s:o,s:s,s:o,s:I,s:s,s:o,s:o}", "name",
			      json_text_or_null(p->name), "type",
			      paper_kind_type(p->kind), "paper",
			      json_text_or_null(reading_paper_id(p)),
			      "text_chars", (json_int_t)strlen(p->text), "how",
			      paper_how_name(p->how), "why",
			      json_text_or_null(p->why), "signature",
			      signatures_json(p, a)));
	}
	return list;
}

void
result_print_json(const struct result *r, struct arena *a)
{
	const struct reading *g = &r->reading;
	json_t *j = json_object();

	set(j, "file", r->file);
	set(j, "reading", r->trouble ? NULL : reading_kind_name(g->kind));
	set(j, "decision", result_decision(r));
	set(j, "why", r->trouble ? r->trouble : g->why);
	json_object_set_new(j, "letter",
	    !r->trouble && g->has_letter ? json_letter(r) : json_null());
	json_object_set_new(j, "papers", json_papers(r, a));
	cli_print_json(j);
}

static void
line(const char *label, const char *text)
{
	if (text && *text)
		printf("  %-13s %s\n", label, text);
}

/* "NIP 1986...   surat.pdf, hal. 1, baris 12" */
static void
placed(const struct result *r, const char *label, const char *text,
    const struct place *p)
{
	if (!text || !*text)
		return;
	if (p->line == 0) {
		line(label, text);
		return;
	}
	printf("  %-13s %s   %s, hal. %u, baris %u%s%s\n", label, text,
	    part_name(r, p), p->page, p->line, p->is_ocr ? ", pindaian" : "",
	    p->is_repaired ? ", huruf dibaca sebagai angka" : "");
}

static void
print_owner(const struct result *r, const struct owner *o)
{
	const struct {
		const char *label, *text;
	} rows[OWNER_PLACES] = {
		[PLACE_NAME] = { "nama", o->name },
		[PLACE_NIP] = { o->nip && !o->is_nip_valid ? "NIP (tak sah)"
							   : "NIP",
		    o->nip },
		[PLACE_NIK] = { o->nik && !o->is_nik_valid ? "NIK (tak sah)"
							   : "NIK",
		    o->nik },
		[PLACE_POSITION] = { "jabatan", o->position },
		[PLACE_INSTITUTION] = { "instansi", o->institution },
		[PLACE_UNIT] = { "unit kerja", o->unit },
		[PLACE_EMAIL] = { "surel", o->email },
		[PLACE_REASON] = { "alasan", reason_code(o->reason) },
		[PLACE_SERIAL] = { "nomor seri", o->serial },
	};

	for (int f = 0; f < OWNER_PLACES; f++)
		placed(r, rows[f].label, rows[f].text, &o->places[f]);
}

static void
print_letter(const struct result *r)
{
	const struct letter *l = &r->reading.letter;

	line("jenis surat", letter_kind_name(l->kind));
	placed(r, "nomor surat", l->number, &l->places[PLACE_NUMBER]);
	placed(r, "tanggal", l->date, &l->places[PLACE_DATE]);
	placed(
	    r, "pemohon", l->applicant_name, &l->places[PLACE_APPLICANT_NAME]);
	placed(r, "NIP pemohon", l->applicant_nip,
	    &l->places[PLACE_APPLICANT_NIP]);
	placed(r, "jabatannya", l->applicant_position,
	    &l->places[PLACE_APPLICANT_POSITION]);
	if (!l->owner_count)
		print_owner(r, &l->owner);
	for (size_t i = 0; i < l->owner_count; i++) {
		printf("  pemilik %zu\n", i + 1);
		print_owner(r, &l->owners[i]);
	}
	for (size_t i = 0; i < l->doubt_count; i++)
		line("ragu", l->doubts[i]);
}

/* The whole sentence, in WIB: there is no agency to ask for its zone. */
static void
print_signatures(const struct paper *p, struct arena *a)
{
	size_t count;
	const char **lines = signatures_lines(p, ZONE_WIB, a, &count);

	for (size_t i = 0; i < count; i++)
		line("tanda tangan", lines[i]);
}

void
result_print(const struct result *r, struct arena *a)
{
	const char *decision = result_decision(r);

	printf("%s: %s%s%s\n", r->file,
	    r->trouble ? "cannot be read" : reading_kind_name(r->reading.kind),
	    decision ? ", " : "", decision ? decision : "");
	line("why", r->trouble ? r->trouble : r->reading.why);
	if (!r->trouble && r->reading.has_letter)
		print_letter(r);
	for (size_t i = 0; i < r->cell.paper_count; i++) {
		const struct paper *p = &r->cell.papers[i];
		const char *id = reading_paper_id(p);

		printf("  berkas        %s: %s, %s, %zu characters%s%s\n",
		    *p->name ? p->name : "(no name)", paper_kind_type(p->kind),
		    id ? id : "unknown paper", strlen(p->text),
		    *p->why ? "; " : "", p->why);
		print_signatures(p, a);
	}
}
