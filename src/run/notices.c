/*
 * Which mail says what: for each kind the recipient, the choices offered and
 * the sentence on what happens next.
 */
#include "work.h"

#include "cabut/banned.h"

/* Who works next; not before the hold has ended. */
static const char *
work_sentence(struct work *w, const struct sop_step *s, bool is_applicant)
{
	const struct sop_role *role = &w->sop.roles[s->role];
	struct arena *a = w->run->arena;

	if (w->casefile.held_until > w->run->now)
		return arena_printf(a,
		    "Permohonan berada dalam masa sanggah sampai %s, lalu "
		    "dikerjakan oleh %s.",
		    civil_time_text(
			a, w->casefile.held_until, w->agency->config->zone),
		    role->label);
	if (role->source == ROLE_APPLICANT && is_applicant)
		return "Kini giliran Bapak/Ibu. Yang perlu dikerjakan kami "
		       "kirim dalam surel tersendiri; surel itulah yang "
		       "dibalas.";
	return arena_printf(
	    a, "Permohonan kini dikerjakan oleh %s.", role->label);
}

static const char *
next_sentence(struct work *w, bool is_applicant)
{
	const struct sop_step *s = work_step(w);

	if (!s)
		return "";
	switch (s->kind) {
	case STEP_REQUEST:
		return is_applicant
			   ? "Kami menunggu kelengkapan dari Bapak/Ibu."
			   : "Permohonan kini menunggu kelengkapan dari "
			     "pemohon.";
	case STEP_DECISION:
		return arena_printf(w->run->arena,
		    "Permohonan kini menunggu keputusan %s.",
		    w->sop.roles[s->role].label);
	case STEP_WORK:
		return work_sentence(w, s, is_applicant);
	case STEP_WAIT:
		return "Permohonan telah disampaikan kepada BSrE dan kini "
		       "menunggu hasil dari BSrE.";
	case STEP_NOTIFY:
	case STEP_RECORD:
	case STEP_END:
		break;
	}
	return "";
}

enum often { AS_OFTEN_AS_NEEDED, LIMITED_A_DAY };

static bool
lists_what_was_read(const char *template)
{
	return !strcmp(template, "diterima") || !strcmp(template, "kurang");
}

static bool
to_applicant(struct work *w, const char *template, json_t *values,
    enum often often, struct fault *f)
{
	const struct casefile *c = &w->casefile;
	struct owed o = { .template = template,
		.to = c->applicant_address,
		.to_name =
		    c->applicant_name ? c->applicant_name : "Bapak/Ibu Pemohon",
		.values = values,
		.token = OWED_APPLICANT,
		.role = lists_what_was_read(template) ? SHOWN_LIST : NULL,
		.is_reply = true,
		.is_limited = often == LIMITED_A_DAY };

	if (values)
		value_set(values, "berikutnya", next_sentence(w, true));
	if (values && json_is_true(json_object_get(values, "boleh_benar")))
		values_add_choice(values, "BENAR", "",
		    "data yang perlu dipastikan sudah sesuai", BUTTON_MAIN);
	return owe(w, &o, f);
}

bool
owe_received(struct work *w, struct fault *f)
{
	return to_applicant(w, "diterima", work_values(w, work_step(w), f),
	    AS_OFTEN_AS_NEEDED, f);
}

bool
owe_incomplete(struct work *w, struct fault *f)
{
	json_t *v = work_values(w, work_step(w), f);

	if (v)
		values_set_reminder(v, w);
	return to_applicant(w, "kurang", v, AS_OFTEN_AS_NEEDED, f);
}

/* A program that answers everything must not loop with us. */
bool
owe_still_incomplete(struct work *w, struct fault *f)
{
	return to_applicant(
	    w, "kurang", work_values(w, work_step(w), f), LIMITED_A_DAY, f);
}

/* What became of a step, as the applicant should read it. */
static const char *
result_text(const char *decision)
{
	static const struct {
		const char *word, *text;
	} rows[] = {
		{ "SETUJU", "disetujui" },
		{ "DISPOSISI", "didisposisikan" },
		{ "SELESAI", "selesai dikerjakan" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (decision && !strcmp(decision, rows[i].word))
			return rows[i].text;
	return decision;
}

bool
owe_progress(struct work *w, const struct sop_step *passed, struct fault *f)
{
	json_t *v = work_values(w, passed, f);

	values_set_rows(v, w);
	if (v)
		value_set(v, "keputusan", result_text(w->decision));
	return to_applicant(w, "kemajuan", v, AS_OFTEN_AS_NEEDED, f);
}

bool
owe_ending(struct work *w, const char *template, struct fault *f)
{
	return to_applicant(
	    w, template, work_values(w, NULL, f), AS_OFTEN_AS_NEEDED, f);
}

static const char *
status_text(const struct work *w)
{
	switch (w->casefile.status) {
	case CASEFILE_OPEN:
		return w->casefile.held_until > w->run->now
			   ? "dalam masa sanggah"
			   : "sedang diproses";
	case CASEFILE_DONE:
		return strcmp(w->sop.service, "pencabutan") == 0
			   ? "selesai; sertifikat elektronik telah dicabut"
			   : "selesai; sertifikat elektronik telah terbit";
	case CASEFILE_REJECTED:
		return "ditolak";
	case CASEFILE_CANCELLED:
		return "dibatalkan";
	}
	return "";
}

bool
owe_status(
    struct work *w, const char *template, const char *to, struct fault *f)
{
	json_t *values = work_values(w, work_step(w), f);

	if (values) {
		value_set(values, "berikutnya",
		    next_sentence(w,
			text_equal_nocase(w->casefile.applicant_address, to)));
		value_set(values, "status_teks", status_text(w));
		if (w->casefile.due_at)
			value_set(values, "batas_waktu",
			    civil_time_text(w->run->arena, w->casefile.due_at,
				w->agency->config->zone));
	}
	struct owed o = { .template = template,
		.to = to,
		.to_name = "Bapak/Ibu",
		.values = values,
		.token = OWED_APPLICANT,
		.in_reply_to = w->mail ? w->mail->head.message_id : NULL,
		.is_reply = true,
		.is_limited = true };

	return owe(w, &o, f);
}

/* ---- officials ---- */

/* To the sender of the mail in hand, about the step that they answered. */
bool
owe_recorded(struct work *w, const struct sop_step *decided, struct fault *f)
{
	const struct casefile *c = &w->casefile;
	enum zone zone = w->agency->config->zone;
	struct arena *a = w->run->arena;
	json_t *v = work_values(w, decided, f);
	struct owed o = { .template = "tercatat",
		.to = w->mail->head.from,
		.to_name = w->actor.title ? actor_words(w, &w->actor)
					  : w->sop.roles[decided->role].label,
		.values = v,
		.token = OWED_APPLICANT,
		.in_reply_to = w->mail->head.message_id,
		.is_reply = true };

	values_set_rows(v, w);
	if (v && c->status == CASEFILE_OPEN)
		values_add_choice(v, "BATAL", "",
		    "keputusan itu bukan dari Bapak/Ibu", BUTTON_STOP);
	if (v)
		value_set(
		    v, "waktu_terima", civil_time_text(a, w->run->now, zone));
	if (v && c->held_until)
		value_set(
		    v, "tenggat", civil_time_text(a, c->held_until, zone));
	return owe(w, &o, f);
}

/* To the sender of the mail in hand; who was asked gets a new code with it. */
bool
owe_unclear(struct work *w, const char *template, struct fault *f)
{
	const struct inbound *in = w->mail;
	const struct sop_step *s = work_step(w);
	json_t *v = work_values(w, s, f);
	bool is_actor = s && in->token.id && in->is_token_live &&
			in->token.purpose == TOKEN_DECISION &&
			!strcmp(in->token.step, s->id);
	struct owed o = { .template = template,
		.to = in->head.from,
		.to_name = is_actor && w->actor.title
			       ? actor_words(w, &w->actor)
			       : "Bapak/Ibu",
		.values = v,
		.token = is_actor ? OWED_DECISION : OWED_APPLICANT,
		.step = s ? s->id : "",
		.role = s ? w->sop.roles[s->role].id : "",
		.in_reply_to = in->head.message_id,
		.is_reply = true,
		.is_limited = true };

	if (v && s)
		values_add_choices(v, sop_block_outcomes(&w->sop, s));
	return owe(w, &o, f);
}

/* ---- the end ---- */

static bool
is_allowed_owner(const struct work *w, const char *address)
{
	const struct config_agency *g = w->agency->config;
	const char *domain = address_domain(address);

	if (!address_is_plain(address))
		return false;
	for (size_t i = 0; i < g->applicant_domain_count; i++)
		if (domain_is_within(domain, g->applicant_domains[i]))
			return true;
	return false;
}

static bool
owe_owner(struct work *w, const char *template,
    const struct casefile_owner *owner, struct fault *f)
{
	const struct casefile *c = &w->casefile;

	if (!owner->email || !is_allowed_owner(w, owner->email) ||
	    text_equal_nocase(owner->email, c->applicant_address))
		return true;
	struct owed o = { .template = template,
		.to = owner->email,
		.to_name = owner->name ? owner->name : "Bapak/Ibu",
		.values = work_values(w, NULL, f),
		.is_reply = true };

	return owe(w, &o, f);
}

static bool
owe_closing_copy(struct work *w, const char *role, struct fault *f)
{
	bool is_substitute;
	const struct config_person *p =
	    config_actor(w->agency->config, role, w->run->now, &is_substitute);

	if (!p)
		return true;
	struct owed o = { .template = "tembusan-selesai",
		.to = p->address,
		.to_name = p->name,
		.values = work_values(w, NULL, f) };

	return owe(w, &o, f);
}

static bool
is_issuance(const struct work *w)
{
	return strcmp(w->sop.service, "pencabutan") != 0;
}

/* The applicant in the thread of the first letter, the owner when another
 * person, and a copy to those who acted. */
bool
owe_done(struct work *w, struct fault *f)
{
	static const char *const copies[] = { "verifikator", "kepala-dinas" };
	const char *template = is_issuance(w) ? "terbit" : "dicabut";

	if (!owe_ending(w, template, f))
		return false;
	for (size_t i = 0; i < w->casefile.owner_count; i++)
		if (!owe_owner(w, template, &w->casefile.owners[i], f))
			return false;
	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++)
		if (sop_role_index(&w->sop, copies[i]) >= 0 &&
		    !owe_closing_copy(w, copies[i], f))
			return false;
	return true;
}

/* A notice row that comes before BSrE has spoken says where the case is. */
bool
owe_progress_notice(struct work *w, struct fault *f)
{
	json_t *v = work_values(w, work_step(w), f);

	if (v)
		value_set(v, "status_teks", status_text(w));
	return to_applicant(w, "status", v, AS_OFTEN_AS_NEEDED, f);
}

/* ---- before there is a case ---- */

bool
owe_confirmation_question(struct work *w, struct fault *f)
{
	const struct inbound *in = w->mail;
	json_t *v = work_values(w, NULL, f);
	struct owed o = { .template = "konfirmasi",
		.to = in->head.from,
		.to_name = "Bapak/Ibu",
		.values = v,
		.token = OWED_CONFIRM,
		.ledger_id = in->ledger_id,
		.in_reply_to = in->head.message_id,
		.is_reply = true,
		.is_limited = true };

	if (v) {
		json_object_set_new(v, "pemohon",
		    json_pack(
			"{s:s,s:s}", "nama", "", "alamat", in->head.from));
		value_set(v, "waktu_terima",
		    civil_time_text(
			w->run->arena, w->run->now, w->agency->config->zone));
		values_add_choice(v, "BENAR", "",
		    "surat itu memang Bapak/Ibu kirim", BUTTON_MAIN);
		values_add_choice(v, "BUKAN", "",
		    "Bapak/Ibu tidak mengirim surat itu", BUTTON_STOP);
	}
	return owe(w, &o, f);
}
