/*
 * What the monthly notice says of each owner, and the letter that somebody
 * need only send: its text is the template _surat-masa-jabatan.txt, in the
 * mail and in the button alike. NIK is never put into a mail.
 */
#include "work.h"

#include "cabut/banned.h"

/* So that the HTML stays below TEMPLATE_OUTPUT_MAX: each field stands in it
 * twice, escaped, with markup of its own; the link once. */
enum {
	NOTICE_COST_MAX = 900 * 1024,
	COST_OF_MARKUP = 1500,
	TIMES_WRITTEN = 2,
};

static const char letter_file[] = "_surat-masa-jabatan.txt";

static const char *
date_text(struct arena *a, const char *iso)
{
	time_s day;

	if (!time_parse_iso(arena_printf(a, "%sT00:00:00Z", iso), &day))
		return iso;
	return civil_date_text(a, day, (enum zone)0);
}

static const char *
event_text(struct arena *a, const struct term_event *e)
{
	const char *date = date_text(a, e->date);

	switch (e->why) {
	case TERM_RETIRES:
		return arena_printf(a, "pensiun mulai %s", date);
	case TERM_ENDS:
		return arena_printf(a, "masa jabatan berakhir %s", date);
	case TERM_CERTIFICATE:
		return arena_printf(a, "sertifikat berlaku sampai %s", date);
	}
	return "";
}

static const char *
events_text(struct arena *a, const struct due_owner *d)
{
	const char *text = event_text(a, &d->events[0]);

	for (size_t i = 1; i < d->event_count; i++)
		text = arena_printf(
		    a, "%s; %s", text, event_text(a, &d->events[i]));
	return text;
}

/* Why it should be revoked; "": a certificate that runs out ends by itself. */
static const char *
due_reason(struct arena *a, const struct due_owner *d)
{
	for (size_t i = 0; i < d->event_count; i++) {
		const struct term_event *e = &d->events[i];

		if (e->why == TERM_CERTIFICATE)
			continue;
		char *text = arena_strdup(a, event_text(a, e));

		text[0] = (char)(text[0] - 'a' + 'A');
		return text;
	}
	return "";
}

static json_t *
owner_values(struct work *w, const struct due_owner *d, size_t number)
{
	const struct register_owner *o = &d->owner;
	struct arena *a = w->run->arena;

	return json_pack("{s:I,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}",
	    "no", (json_int_t)number, "nama", o->name, "nip", or_empty(o->nip),
	    "jabatan", or_empty(o->position), "instansi",
	    or_empty(o->institution), "unit", or_empty(o->unit), "surel",
	    or_empty(o->address), "sebab", events_text(a, d), "alasan",
	    due_reason(a, d), "tujuan", w->agency->config->name, "tautan", "",
	    "gaya", notice_button_style(BUTTON_PLAIN));
}

/* The letter may use whatever the mail may. */
static bool
render_letter(struct work *w, const json_t *values, const json_t *owner,
    const char **letter, struct fault *f)
{
	struct arena *a = w->run->arena;
	const char *folder = w->agency->templates;
	const char *path = arena_printf(a, "%s/%s", folder, letter_file);
	struct slice text;
	struct fault cause = { 0 };

	if (!file_read(path, TEMPLATE_BYTES_MAX, a, &text, &cause))
		return fault_set(f, SCOPE_CONFIG, "template: %s", cause.text);
	json_t *all = json_copy((json_t *)values);

	json_object_update(all, (json_t *)owner);
	bool ok = template_render(path, text, folder, false, all, a, letter, f);

	json_decref(all);
	return ok;
}

/* A link that does not fit is cut somewhere: then there is none. */
static bool
add_button(struct work *w, const json_t *values, json_t *owner, struct fault *f)
{
	struct arena *a = w->run->arena;
	const char *letter;

	if (!*json_string_value(json_object_get(owner, "alasan")))
		return true;
	if (!render_letter(w, values, owner, &letter, f))
		return false;
	const char *link = notice_mailto(a, w->agency->config->sender_address,
	    arena_printf(a,
		"Permohonan Pencabutan Sertifikat Elektronik a.n. %s",
		json_string_value(json_object_get(owner, "nama"))),
	    letter);

	if (strlen(link) < MAILTO_BYTES_MAX)
		value_set(owner, "tautan", link);
	return true;
}

/* Bytes in HTML. */
static size_t
escaped(const char *text)
{
	size_t len = 0;

	for (; *text; text++)
		len += strchr("&<>\"'", *text) ? 6 : 1;
	return len;
}

static size_t
cost_of(const json_t *owner)
{
	const char *key;
	json_t *value;
	size_t cost = COST_OF_MARKUP;

	json_object_foreach((json_t *)owner, key, value)
	{
		const char *text = json_string_value(value);

		if (text)
			cost += escaped(text) *
				(strcmp(key, "tautan") ? TIMES_WRITTEN : 1);
	}
	return cost;
}

static bool
add_owners(struct work *w, const struct due_list *due, json_t *values,
    size_t *told, struct fault *f)
{
	json_t *list = json_object_get(values, "berakhir");
	size_t cost = 0, n = 0;

	for (; n < due->count && n < REGISTER_NOTICE_MAX; n++) {
		json_t *owner = owner_values(w, &due->owners[n], n + 1);

		if (!add_button(w, values, owner, f)) {
			json_decref(owner);
			return false;
		}
		cost += cost_of(owner);
		if (cost > NOTICE_COST_MAX && n > 0) {
			json_decref(owner);
			break;
		}
		json_array_append_new(list, owner);
	}
	*told = n;
	return true;
}

json_t *
register_notice_values(struct work *w, const struct due_list *due,
    const struct term_window *window, size_t *told, struct fault *f)
{
	struct arena *a = w->run->arena;
	json_t *values = work_values(w, NULL, f);
	size_t n;

	if (!values)
		return NULL;
	value_set(values, "sampai", date_text(a, window->until));
	if (!add_owners(w, due, values, &n, f)) {
		json_decref(values);
		return NULL;
	}
	if (n < due->count)
		value_set(values, "selebihnya",
		    arena_printf(a, "%zu", due->count - n));
	*told = n;
	return values;
}
