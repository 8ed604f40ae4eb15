/*
 * place: what is known of where values stood, for a whole letter.
 */
#include "draft.h"
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

static void
set_part(struct place *place, bool has, const struct letter_source *source)
{
	bool is_lead = place->page == 1 && place->line <= source->lead;

	if (!has || is_lead)
		*place = (struct place){ .part = source->part };
	place->part = source->part;
	place->is_ocr = has && source->is_ocr;
	if (place->page == 1)
		place->line -= source->lead;
}

static void
set_owner_part(struct owner *o, const struct letter_source *source)
{
	const bool has[OWNER_PLACES] = { o->name, o->nip, o->nik, o->position,
		o->institution, o->unit, o->email, o->reason != REASON_NONE,
		o->serial };

	for (int f = 0; f < OWNER_PLACES; f++)
		set_part(&o->places[f], has[f], source);
}

void
letter_set_part(struct letter *l, const struct letter_source *source)
{
	const bool has[LETTER_PLACES] = { l->number, l->date, l->applicant_name,
		l->applicant_nip, l->applicant_position };

	for (int f = 0; f < LETTER_PLACES; f++)
		set_part(&l->places[f], has[f], source);
	set_owner_part(&l->owner, source);
	for (size_t i = 0; i < l->owner_count; i++)
		set_owner_part(&l->owners[i], source);
}

struct place
place_of_row(const struct draft *d, size_t row)
{
	if (row >= d->layout.row_count)
		return (struct place){ .part = PLACE_BODY };
	const struct row *at = &d->layout.rows[row];
	return (struct place){
		.part = PLACE_BODY, .page = at->page, .line = at->number
	};
}
