/*
 * Which mail says what: for each kind the recipient, the choices offered and
 * the sentence on what happens next.
 */
#include "work.h"

#include "cabut/banned.h"

static const char *
next_sentence(struct work *w)
{
	const struct sop_step *s = work_step(w);
	struct arena *a = w->run->arena;

	if (!s)
		return "";
	const char *role = w->sop.roles[s->role].label;

	switch (s->kind) {
	case STEP_REQUEST:
		return "Kami menunggu kelengkapan dari Bapak/Ibu.";
	case STEP_DECISION:
		return arena_printf(
		    a, "Permohonan kini menunggu keputusan %s.", role);
	case STEP_WORK:
		return arena_printf(
		    a, "Permohonan kini dikerjakan oleh %s.", role);
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
		.is_reply = true,
		.is_limited = often == LIMITED_A_DAY };

	if (values)
		value_set(values, "berikutnya", next_sentence(w));
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
	return to_applicant(w, "kurang", work_values(w, work_step(w), f),
	    AS_OFTEN_AS_NEEDED, f);
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
		return "selesai; sertifikat elektronik telah dicabut";
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
		value_set(values, "berikutnya", next_sentence(w));
		value_set(values, "status_teks", status_text(w));
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

static void
add_choices(json_t *v, const struct sop_step *s)
{
	uint32_t offered = 0;

	for (size_t i = 0; i < s->branch_count; i++)
		offered |= s->branches[i].outcomes;
	if (offered & 1u << OUTCOME_APPROVE)
		values_add_choice(v, "SETUJU", "",
		    "permohonan disetujui dan diteruskan", BUTTON_MAIN);
	if (offered & 1u << OUTCOME_DONE)
		values_add_choice(v, "SELESAI", "",
		    "pekerjaan pada tahap ini telah selesai", BUTTON_MAIN);
	if (offered & 1u << OUTCOME_REJECT)
		values_add_choice(v, "TOLAK", "<alasan>",
		    "permohonan ditolak, disertai alasannya", BUTTON_STOP);
	if (offered & 1u << OUTCOME_MORE)
		values_add_choice(v, "LENGKAPI", "<apa yang kurang>",
		    "berkas atau data perlu dilengkapi pemohon", BUTTON_PLAIN);
	if (offered & 1u << OUTCOME_DELEGATE)
		values_add_choice(v, "DISPOSISI", "<kepada siapa>",
		    "permohonan didisposisikan untuk ditindaklanjuti",
		    BUTTON_PLAIN);
}

static const char *
due_text(struct work *w, const struct sop_step *s)
{
	static const char *const units[] = { "menit", "jam", "jam kerja",
		"hari", "hari kerja" };

	if (!s->has_time)
		return "";
	if (s->time.value == s->time.value_max)
		return arena_printf(
		    w->run->arena, "%u %s", s->time.value, units[s->time.unit]);
	return arena_printf(w->run->arena, "%u-%u %s", s->time.value,
	    s->time.value_max, units[s->time.unit]);
}

static bool
no_official(struct work *w, const struct sop_step *s, struct fault *f)
{
	const char *role = w->sop.roles[s->role].label;
	const char *lines[] = {
		arena_printf(w->run->arena,
		    "Permohonan %s berada pada langkah %s (%s), tetapi tidak "
		    "ada pejabat untuk peran \"%s\" dalam konfigurasi.",
		    w->casefile.number, s->number, s->id, role),
		NULL
	};

	return owe_operators(w, "Pejabat belum dikonfigurasi", lines,
	    arena_printf(w->run->arena,
		"Tambahkan pejabat untuk peran \"%s\", lalu jalankan: cabut "
		"case resend %s",
		w->sop.roles[s->role].id, w->casefile.number),
	    f);
}

static const char *
address_as(struct work *w, const struct config_person *p, bool is_substitute,
    const char *role)
{
	return arena_printf(w->run->arena, "%s%s (%s)",
	    is_substitute ? "Plh. " : "", role, p->name);
}

bool
owe_request(struct work *w, const struct sop_step *s, struct fault *f)
{
	bool is_substitute;
	const struct sop_role *role = &w->sop.roles[s->role];
	const struct config_person *p = config_actor(
	    w->agency->config, role->id, w->run->now, &is_substitute);
	struct attachment *papers;
	size_t paper_count;

	if (!p)
		return no_official(w, s, f);
	if (!papers_attach(w, &papers, &paper_count, f))
		return false;
	json_t *v = work_values(w, s, f);
	struct owed o = { .template = s->kind == STEP_DECISION
					  ? "permintaan-keputusan"
					  : "permintaan-proses",
		.to = p->address,
		.to_name = address_as(w, p, is_substitute, role->label),
		.values = v,
		.token = OWED_DECISION,
		.step = s->id,
		.role = role->id,
		.attachments = papers,
		.attachment_count = paper_count };

	if (v) {
		add_choices(v, s);
		value_set(v, "tenggat", due_text(w, s));
		json_object_set_new(v, "konsep", json_boolean(s->drafts >= 0));
		if (s->produces >= 0)
			value_set(v, "minta_berkas",
			    w->sop.papers[s->produces].label);
	}
	return owe(w, &o, f);
}

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
		.to_name = w->sop.roles[decided->role].label,
		.values = v,
		.token = OWED_APPLICANT,
		.in_reply_to = w->mail->head.message_id,
		.is_reply = true };

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
		.to_name = is_actor ? w->sop.roles[s->role].label : "Bapak/Ibu",
		.values = v,
		.token = is_actor ? OWED_DECISION : OWED_APPLICANT,
		.step = s ? s->id : "",
		.role = s ? w->sop.roles[s->role].id : "",
		.in_reply_to = in->head.message_id,
		.is_reply = true,
		.is_limited = true };

	if (v && s)
		add_choices(v, s);
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
owe_owner(struct work *w, const struct casefile_owner *owner, struct fault *f)
{
	const struct casefile *c = &w->casefile;

	if (!owner->email || !is_allowed_owner(w, owner->email) ||
	    text_equal_nocase(owner->email, c->applicant_address))
		return true;
	struct owed o = { .template = "dicabut",
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

/* The applicant in the thread of the first letter, the owner when another
 * person, and a copy to those who acted. */
bool
owe_revoked(struct work *w, struct fault *f)
{
	static const char *const copies[] = { "verifikator", "kepala-dinas" };

	if (!owe_ending(w, "dicabut", f))
		return false;
	for (size_t i = 0; i < w->casefile.owner_count; i++)
		if (!owe_owner(w, &w->casefile.owners[i], f))
			return false;
	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++)
		if (sop_role_index(&w->sop, copies[i]) >= 0 &&
		    !owe_closing_copy(w, copies[i], f))
			return false;
	return true;
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
