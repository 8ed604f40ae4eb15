/*
 * place: what is known of where values stood, for a whole letter.
 */
#include "place.h"

#include "cabut/banned.h"

static const char *const owner_names[OWNER_PLACES] = { "nama", "nip", "nik",
	"jabatan", "instansi", "unit_kerja", "email", "alasan", "serial" };

static const char *const letter_names[LETTER_PLACES] = { "nomor_surat",
	"tanggal", "pemohon_nama", "pemohon_nip", "pemohon_jabatan" };

const char *
owner_place_name(enum owner_place field)
{
	return owner_names[field];
}

const char *
letter_place_name(enum letter_place field)
{
	return letter_names[field];
}

bool
owner_has(const struct owner *o, enum owner_place field)
{
	const bool has[OWNER_PLACES] = { o->name, o->nip, o->nik, o->position,
		o->institution, o->unit, o->email, o->reason != REASON_NONE,
		o->serial };

	return has[field];
}

static bool
letter_has(const struct letter *l, enum letter_place field)
{
	const bool has[LETTER_PLACES] = { l->number, l->date, l->applicant_name,
		l->applicant_nip, l->applicant_position };

	return has[field];
}

static void
mark(struct place *place, bool has, int part, bool is_ocr)
{
	if (!has) {
		*place = (struct place){ .part = part };
		return;
	}
	place->part = part;
	place->is_ocr = is_ocr;
}

static void
mark_owner(struct owner *o, int part, bool is_ocr)
{
	for (int f = 0; f < OWNER_PLACES; f++)
		mark(&o->places[f], owner_has(o, (enum owner_place)f), part,
		    is_ocr);
}

void
letter_mark_part(struct letter *l, int part, bool is_ocr)
{
	for (int f = 0; f < LETTER_PLACES; f++)
		mark(&l->places[f], letter_has(l, (enum letter_place)f), part,
		    is_ocr);
	mark_owner(&l->owner, part, is_ocr);
	for (size_t i = 0; i < l->owner_count; i++)
		mark_owner(&l->owners[i], part, is_ocr);
}
