/*
 * What was read of each owner, as rows of a mail: label, value, and beside it
 * why it is to be checked. Of a NIK only the last digits are shown.
 */
#include "doubt.h"

#include "cabut/banned.h"

enum { LABEL_COLUMNS = 16, NIK_SHOWN = 4 };

/* What is written where a value should stand. */
static const char unknown[] = "belum terbaca";

static const char *
padded(struct arena *a, const char *label)
{
	return arena_printf(a, "%-*s", LABEL_COLUMNS, label);
}

static const char *
reason_of_doubt(const struct doubts *list, int owner, enum doubt_field field)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].owner == owner && list->at[i].field == field)
			return list->at[i].why;
	return "";
}

struct rows {
	struct work *w;
	const struct doubts *doubts;
	int owner;
	unsigned gaps;
	json_t *list;
};

static void
add_row(const struct rows *r, enum doubt_field field, const char *label,
    const char *value, bool is_needed)
{
	const char *why = reason_of_doubt(r->doubts, r->owner, field);

	if (!value && !is_needed && !*why)
		return;
	json_array_append_new(
	    r->list, json_pack("{s:s,s:s,s:s,s:s}", "label", label, "rata",
			 padded(r->w->run->arena, label), "nilai",
			 value ? value : unknown, "periksa", why));
}

static const char *
hidden_nik(struct arena *a, const char *nik)
{
	size_t len = nik ? strlen(nik) : 0;

	return len <= NIK_SHOWN ? NULL
				: arena_printf(a, "(berakhir dengan %s)",
				      nik + len - NIK_SHOWN);
}

static json_t *
owner_rows(struct work *w, const struct doubts *doubts, size_t i)
{
	const struct casefile *c = &w->casefile;
	const struct casefile_owner *o = &c->owners[i];
	struct rows r = { w, doubts, (int)i, work_gaps(w, i), json_array() };
	const char *reason = reason_text(o->reason ? o->reason : c->reason);
	bool is_unit = o->unit && !(o->institution && text_equal_nocase(o->unit,
							  o->institution));

	add_row(&r, DOUBT_NAME, "Nama", o->name, r.gaps & GAP_NAME);
	add_row(&r, DOUBT_NIP, "NIP", o->nip, r.gaps & GAP_NUMBER);
	add_row(&r, DOUBT_NIK, "NIK", hidden_nik(w->run->arena, o->nik), false);
	add_row(
	    &r, DOUBT_POSITION, "Jabatan", o->position, r.gaps & GAP_POSITION);
	add_row(&r, DOUBT_INSTITUTION, "Instansi", o->institution,
	    r.gaps & GAP_INSTITUTION);
	add_row(&r, DOUBT_UNIT, "Unit kerja", is_unit ? o->unit : NULL, false);
	add_row(&r, DOUBT_EMAIL, "Surel", o->email, r.gaps & GAP_EMAIL);
	add_row(&r, DOUBT_REASON, "Alasan", *reason ? reason : NULL, false);
	return r.list;
}

static const char *
sentence(struct work *w, const struct doubt *d)
{
	struct arena *a = w->run->arena;
	char *text;

	if (d->field != DOUBT_OWNER && d->field != DOUBT_LETTER)
		return arena_printf(
		    a, "%s: %s.", doubt_subject(&w->casefile, d, a), d->why);
	text = arena_printf(a, "%s.", text_without_stop(a, d->why));
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
	return text;
}

/* What no row marks and no question asks is said by itself. */
static void
add_sentence(json_t *v, struct work *w, const struct doubt *d)
{
	bool has_row = d->owner >= 0 && d->field != DOUBT_OWNER &&
		       d->field != DOUBT_LETTER;
	json_t *item = json_pack("{s:s}", "kalimat", sentence(w, d));

	json_array_append(json_object_get(v, "ragu"), item);
	if (!has_row && !d->is_grave)
		json_array_append(json_object_get(v, "ragu_lain"), item);
	json_decref(item);
}

void
values_set_fields(json_t *v, struct work *w)
{
	struct doubts *doubts = arena_alloc(w->run->arena, sizeof *doubts);
	json_t *owners = json_object_get(v, "pemilik"), *owner;
	size_t i;

	doubts_load(&w->casefile, w->run->arena, doubts);
	json_array_foreach(owners, i, owner)
	    json_object_set_new(owner, "data", owner_rows(w, doubts, i));
	for (i = 0; i < doubts->count; i++)
		add_sentence(v, w, &doubts->at[i]);
}
