/*
 * The list of doubts: kept with the casefile, dropped one by one as they are
 * settled. Who is meant (name, NIP, NIK, e-mail) is grave; how an office is
 * spelt is not, and goes on with a mark that officials see.
 */
#include <stdlib.h>

#include "doubt.h"

#include "cabut/banned.h"

const char doubt_mismatch[] =
    "tanggal lahir atau jenis kelamin pada NIP dan NIK tidak sama";
const char doubt_of_reply[] = "menurut balasan terakhir ada data yang keliru, "
			      "tetapi perbaikannya belum dapat dicatat";
const char doubt_of_picture[] = "hanya terbaca dari gambar pindaian";

static const struct {
	const char *name, *label;
} fields[DOUBT_FIELDS] = {
	[DOUBT_OWNER] = { "pemilik", "Data pemilik" },
	[DOUBT_NAME] = { "nama", "Nama" },
	[DOUBT_NIP] = { "nip", "NIP" },
	[DOUBT_NIK] = { "nik", "NIK" },
	[DOUBT_POSITION] = { "jabatan", "Jabatan" },
	[DOUBT_INSTITUTION] = { "instansi", "Instansi" },
	[DOUBT_UNIT] = { "unit", "Unit kerja" },
	[DOUBT_EMAIL] = { "surel", "Alamat surel" },
	[DOUBT_REASON] = { "alasan", "Alasan" },
	[DOUBT_LETTER] = { "surat", "Nomor atau tanggal surat" },
};

const char *
doubt_label(enum doubt_field field)
{
	return fields[field].label;
}

const char *
doubt_value(const struct casefile_owner *o, enum doubt_field field)
{
	switch (field) {
	case DOUBT_NAME:
		return o->name;
	case DOUBT_NIP:
		return o->nip;
	case DOUBT_NIK:
		return o->nik;
	case DOUBT_POSITION:
		return o->position;
	case DOUBT_INSTITUTION:
		return o->institution;
	case DOUBT_UNIT:
		return o->unit;
	case DOUBT_EMAIL:
		return o->email;
	case DOUBT_REASON:
		return o->reason;
	case DOUBT_OWNER:
	case DOUBT_LETTER:
	case DOUBT_FIELDS:
		break;
	}
	return NULL;
}

static bool
is_same(const struct doubt *d, int owner, enum doubt_field field)
{
	return d->owner == owner && d->field == field;
}

void
doubts_add(struct doubts *list, int owner, enum doubt_field field,
    const char *why, bool is_grave)
{
	for (size_t i = 0; i < list->count; i++)
		if (is_same(&list->at[i], owner, field) &&
		    !strcmp(list->at[i].why, why)) {
			list->at[i].is_grave |= is_grave;
			return;
		}
	if (list->count == DOUBTS_MAX) {
		list->at[DOUBTS_MAX - 1] =
		    (struct doubt){ DOUBT_OF_ALL, DOUBT_OWNER,
			    "terlalu banyak data yang belum pasti", true };
		return;
	}
	list->at[list->count++] = (struct doubt){ owner, field, why, is_grave };
}

static void
drop_at(struct doubts *list, size_t i)
{
	memmove(&list->at[i], &list->at[i + 1],
	    (list->count - i - 1) * sizeof list->at[0]);
	list->count--;
}

void
doubts_drop(struct doubts *list, int owner, enum doubt_field field)
{
	for (size_t i = list->count; i-- > 0;)
		if (is_same(&list->at[i], owner, field))
			drop_at(list, i);
}

void
doubts_drop_why(struct doubts *list, int owner, const char *why)
{
	for (size_t i = list->count; i-- > 0;)
		if (list->at[i].owner == owner && !strcmp(list->at[i].why, why))
			drop_at(list, i);
}

/* ---- as it is kept ---- */

static enum doubt_field
field_named(const char *name)
{
	for (int i = 0; name && i < DOUBT_FIELDS; i++)
		if (!strcmp(fields[i].name, name))
			return (enum doubt_field)i;
	return DOUBT_OWNER;
}

static void
load_one(const json_t *item, struct arena *a, struct doubts *out)
{
	const char *name, *why;
	int owner, is_grave;

	if (json_is_string(item)) {
		doubts_add(out, DOUBT_OF_ALL, DOUBT_OWNER,
		    arena_strdup(a, json_string_value(item)), false);
		return;
	}
	if (json_unpack((json_t *)item, "{s:i,s:s,s:s,s:b}", "owner", &owner,
		"field", &name, "why", &why, "wait", &is_grave) == 0)
		doubts_add(out, owner, field_named(name), arena_strdup(a, why),
		    is_grave != 0);
}

void
doubts_load(const struct casefile *c, struct arena *a, struct doubts *out)
{
	json_t *list = c->doubts ? json_loads(c->doubts, 0, NULL) : NULL, *item;
	size_t i;

	out->count = 0;
	json_array_foreach(list, i, item) load_one(item, a, out);
	json_decref(list);
}

void
doubts_keep(const struct doubts *list, struct arena *a, struct casefile *c)
{
	json_t *all = json_array();
	char *text;

	for (size_t i = 0; i < list->count; i++) {
		const struct doubt *d = &list->at[i];

		json_array_append_new(
		    all, json_pack("{s:i,s:s,s:s,s:b}", "owner", d->owner,
			     "field", fields[d->field].name, "why", d->why,
			     "wait", (int)d->is_grave));
	}
	text =
	    list->count ? json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
	c->doubts = text ? arena_strdup(a, text) : NULL;
	free(text);
	json_decref(all);
}

/* ---- what they mean ---- */

bool
doubts_wait(const struct doubts *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].is_grave)
			return true;
	return false;
}

static bool
all_identified(const struct casefile *c)
{
	for (size_t i = 0; i < c->owner_count; i++)
		if (!owner_is_identified(&c->owners[i]))
			return false;
	return c->owner_count > 0;
}

bool
doubt_is_confirmable(const struct casefile *c, const struct doubt *d)
{
	bool is_one = d->owner >= 0 && (size_t)d->owner < c->owner_count;

	if (d->field == DOUBT_LETTER)
		return false;
	if (!is_one || d->field == DOUBT_OWNER)
		return all_identified(c);
	return doubt_value(&c->owners[d->owner], d->field) != NULL;
}

const char *
doubt_subject(const struct casefile *c, const struct doubt *d, struct arena *a)
{
	bool is_one = d->owner >= 0 && (size_t)d->owner < c->owner_count;
	const struct casefile_owner none = { 0 };
	const struct casefile_owner *o = is_one ? &c->owners[d->owner] : &none;
	const char *label = fields[d->field].label;

	if (d->field == DOUBT_NAME)
		label = "Nama pemilik sertifikat";
	/* A NIK is not shown. */
	if ((d->field == DOUBT_NIP || d->field == DOUBT_EMAIL) &&
	    doubt_value(o, d->field))
		label =
		    arena_printf(a, "%s %s", label, doubt_value(o, d->field));
	if (o->name)
		return arena_printf(a, "%s atas nama %s", label, o->name);
	return is_one && c->owner_count > 1
		   ? arena_printf(a, "%s ke-%d", label, d->owner + 1)
		   : label;
}

void
doubts_compare_numbers(struct doubts *list, const struct casefile *c, int owner)
{
	const struct casefile_owner *o = &c->owners[owner];

	doubts_drop_why(list, owner, doubt_mismatch);
	if (!nip_matches_nik(o->nip, o->nik))
		doubts_add(list, owner, DOUBT_NIP, doubt_mismatch, true);
}
