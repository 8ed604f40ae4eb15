/*
 * One mail that lists several cases of one person. It carries the token of
 * its first case; each case has a token of its own in the store, so that each
 * answer is held to its own step, facts and single use.
 */
#include "work.h"

#include "cabut/banned.h"

static const char *
owner_words(struct arena *a, const struct casefile *c)
{
	const char *name = c->owner_count ? or_empty(c->owners[0].name) : "";

	return c->owner_count < 2 ? name
				  : arena_printf(a, "%s dan %zu pemilik lain",
					name, c->owner_count - 1);
}

static json_t *
item_values(struct work *w, size_t number)
{
	const struct casefile *c = &w->casefile;
	const struct casefile_owner none = { 0 };
	const struct casefile_owner *o = c->owner_count ? c->owners : &none;
	const struct sop_step *s = work_step(w);
	struct arena *a = w->run->arena;

	return json_pack("{s:I,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "no",
	    (json_int_t)number, "nomor", c->number, "nama", owner_words(a, c),
	    "nip", or_empty(o->nip), "jabatan", or_empty(o->position),
	    "instansi", or_empty(o->institution), "alasan",
	    reason_text(o->reason ? o->reason : c->reason), "langkah",
	    s->activity, "sejak",
	    civil_time_text(a, c->step_since, w->agency->config->zone),
	    "batas_waktu",
	    c->due_at ? civil_time_text(a, c->due_at, w->agency->config->zone)
		      : "");
}

/* Papers of every case, each named after its number in the list. */
static bool
attach_all(struct work *works, size_t count, struct attachment **out,
    size_t *out_count, struct fault *f)
{
	struct arena *a = works[0].run->arena;
	struct attachment *all =
	    arena_array(a, NOTICE_ATTACHMENTS_MAX, sizeof *all);

	*out_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct attachment *some;
		size_t n;

		if (!papers_attach(&works[i], &some, &n, f))
			return false;
		for (size_t k = 0; k < n && *out_count < NOTICE_ATTACHMENTS_MAX;
		     k++) {
			some[k].name = arena_printf(a, "%zu-%s-%s", i + 1,
			    works[i].casefile.number, some[k].name);
			all[(*out_count)++] = some[k];
		}
	}
	*out = all;
	return true;
}

static json_t *
list_values(struct work *works, size_t count, struct fault *f)
{
	struct work *w = &works[0];
	const struct sop_step *s = work_step(w);
	json_t *v = work_values(w, NULL, f);
	bool is_decision = s->kind == STEP_DECISION;

	if (!v)
		return NULL;
	for (size_t i = 0; i < count; i++)
		json_array_append_new(json_object_get(v, "daftar"),
		    item_values(&works[i], i + 1));
	value_set(v, "jumlah", arena_printf(w->run->arena, "%zu", count));
	json_object_set_new(v, "keputusan_daftar", json_boolean(is_decision));
	values_add_choice(v, is_decision ? "SEMUA SETUJU" : "SEMUA SELESAI", "",
	    is_decision ? "semua permohonan di atas disetujui"
			: "pekerjaan untuk semua permohonan di atas selesai",
	    BUTTON_MAIN);
	return v;
}

static bool
fill_request(struct work *works, size_t count, struct owed *o, struct fault *f)
{
	struct work *w = &works[0];
	const struct sop_step *s = work_step(w);
	struct actors actors;

	if (!work_actors(w, s, &actors, f))
		return false;
	if (actors.count == 0)
		return fault_set(f, SCOPE_MESSAGE,
		    "%s: nobody is asked in step %s", w->casefile.number,
		    s->id);
	o->template = "daftar-permintaan";
	o->to = actors.at[0].address;
	o->to_name = actor_words(w, &actors.at[0]);
	o->token = OWED_DECISION;
	o->step = s->id;
	o->role = w->sop.roles[s->role].id;
	o->list = works;
	o->list_count = count;
	o->values = list_values(works, count, f);
	return o->values != NULL;
}

bool
owe_list(struct work *works, size_t count, bool is_new, struct fault *f)
{
	struct owed o = { 0 };
	struct attachment *papers;

	if (is_new &&
	    !attach_all(works, count, &papers, &o.attachment_count, f))
		return false;
	o.attachments = is_new ? papers : NULL;
	if (!fill_request(works, count, &o, f))
		return false;
	json_object_set_new(o.values, "terlampir", json_boolean(is_new));
	if (!is_new)
		values_set_reminder(o.values, &works[0]);
	return owe(&works[0], &o, f);
}

bool
owe_list_again(struct work *works, size_t count, struct fault *f)
{
	struct owed o = { .is_limited = true, .is_reply = true };

	if (!fill_request(works, count, &o, f))
		return false;
	o.to = works[0].mail->head.from;
	o.in_reply_to = works[0].mail->head.message_id;
	value_set(o.values, "ulang",
	    "permohonan mana yang dimaksud tidak dapat dipastikan. Mohon tulis "
	    "nomornya di depan setiap keputusan.");
	return owe(&works[0], &o, f);
}
