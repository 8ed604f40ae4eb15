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

static json_t *
json_owner(const struct owner *o)
{
	json_t *j = json_object();

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
	return j;
}

static json_t *
json_letter(const struct letter *l)
{
	json_t *j = json_owner(&l->owner), *owners = json_array();
	json_t *doubts = json_array();

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
		json_array_append_new(owners, json_owner(&l->owners[i]));
	json_object_set_new(j, "owners", owners);
	for (size_t i = 0; i < l->doubt_count; i++)
		json_array_append_new(doubts, json_string(l->doubts[i]));
	json_object_set_new(j, "doubts", doubts);
	return j;
}

static json_t *
json_papers(const struct result *r)
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
			      p->has_signature ? json_string("present")
					       : json_null()));
	}
	return list;
}

void
result_print_json(const struct result *r)
{
	const struct reading *g = &r->reading;
	json_t *j = json_object();

	set(j, "file", r->file);
	set(j, "reading", r->trouble ? NULL : reading_kind_name(g->kind));
	set(j, "decision", result_decision(r));
	set(j, "why", r->trouble ? r->trouble : g->why);
	json_object_set_new(j, "letter",
	    !r->trouble && g->has_letter ? json_letter(&g->letter)
					 : json_null());
	json_object_set_new(j, "papers", json_papers(r));
	cli_print_json(j);
}

static void
line(const char *label, const char *text)
{
	if (text && *text)
		printf("  %-13s %s\n", label, text);
}

static void
print_owner(const struct owner *o)
{
	line("nama", o->name);
	line(o->nip && !o->is_nip_valid ? "NIP (tak sah)" : "NIP", o->nip);
	line(o->nik && !o->is_nik_valid ? "NIK (tak sah)" : "NIK", o->nik);
	line("jabatan", o->position);
	line("instansi", o->institution);
	line("unit kerja", o->unit);
	line("surel", o->email);
	line("alasan", reason_code(o->reason));
}

static void
print_letter(const struct letter *l)
{
	line("jenis surat", letter_kind_name(l->kind));
	line("nomor surat", l->number);
	line("tanggal", l->date);
	line("pemohon", l->applicant_name);
	line("NIP pemohon", l->applicant_nip);
	if (!l->owner_count)
		print_owner(&l->owner);
	for (size_t i = 0; i < l->owner_count; i++) {
		printf("  pemilik %zu\n", i + 1);
		print_owner(&l->owners[i]);
	}
	for (size_t i = 0; i < l->doubt_count; i++)
		line("ragu", l->doubts[i]);
}

void
result_print(const struct result *r)
{
	const char *decision = result_decision(r);

	printf("%s: %s%s%s\n", r->file,
	    r->trouble ? "cannot be read" : reading_kind_name(r->reading.kind),
	    decision ? ", " : "", decision ? decision : "");
	line("why", r->trouble ? r->trouble : r->reading.why);
	if (!r->trouble && r->reading.has_letter)
		print_letter(&r->reading.letter);
	for (size_t i = 0; i < r->cell.paper_count; i++) {
		const struct paper *p = &r->cell.papers[i];
		const char *id = reading_paper_id(p);

		printf("  berkas        %s: %s, %s, %zu characters%s%s\n",
		    *p->name ? p->name : "(no name)", paper_kind_type(p->kind),
		    id ? id : "unknown paper", strlen(p->text),
		    *p->why ? "; " : "", p->why);
	}
}
