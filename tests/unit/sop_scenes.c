/*
 * Plays tests/sop/NAME.scene: a procedure told in the operator's words, line by
 * line, against the engine. tests/sop/README.md has the words. A scene must
 * say where the case stands after each act; the file and line of the first
 * difference are shown. At the end every branch of every file in templates/sop
 * must have been walked by some scene.
 */
#include "sop_book.h"

#include <glob.h>
#include <stdio.h>

#include "cabut/banned.h"

enum { WORDS_MAX = 16, SCENES_MAX = 100 };

struct play { /* what cmocka hands to a test */
	const char *path;
	struct book *book;
};

struct scene {
	const char *path;
	struct walked *walked;
	struct book *book;
	unsigned line;
	struct arena *arena;
	struct sop sop;
	struct sop_state state;
	struct verdict last;
	bool is_open, is_unchecked; /* a move whose place was not yet told */
};

static const char *const act_words[] = {
	[ACT_FILE] = "simpan",
	[ACT_TAKE] = "terima",
	[ACT_MOVE] = "pindah",
	[ACT_ASK_BACK] = "tanya-ulang",
	[ACT_HOLD] = "perlu-konfirmasi",
	[ACT_RENEW] = "minta-ulang",
	[ACT_REFUSE] = "larang",
	[ACT_HAND] = "serahkan",
};

#define scene_fail(s, ...)                                                     \
	do {                                                                   \
		print_error("%s:%u: ", (s)->path, (s)->line);                  \
		fail_msg(__VA_ARGS__);                                         \
	} while (0)

static uint32_t
paper_of(struct scene *s, const char *id)
{
	int index = sop_paper_index(&s->sop, id);

	if (index < 0)
		scene_fail(s, "no paper \"%s\"", id);
	return UINT32_C(1) << index;
}

static enum sop_outcome
outcome_of(struct scene *s, const char *word)
{
	for (int o = 0; o < OUTCOME_COUNT; o++)
		if (strcmp(sop_outcome_word((enum sop_outcome)o), word) == 0)
			return (enum sop_outcome)o;
	scene_fail(s, "no outcome \"%s\"", word);
	return OUTCOME_UNCLEAR;
}

static void
spoil(struct scene *s, struct sop_event *e, const char *word)
{
	if (strcmp(word, "tanpa-token") == 0)
		e->has_token = false;
	else if (strcmp(word, "token-kedaluwarsa") == 0)
		e->has_token = false, e->is_token_expired = true;
	else if (strcmp(word, "tanpa-bukti") == 0)
		e->assurance = 1;
	else if (strcmp(word, "alamat-lain") == 0)
		e->is_actor = false;
	else if (strcmp(word, "fakta-berubah") == 0)
		e->is_facts_same = false;
	else if (strcmp(word, "otomatis") == 0)
		e->is_automatic = true;
	else if (strcmp(word, "kepala-rusak") == 0)
		e->is_plain = false;
	else if (strcmp(word, "permohonan-sendiri") == 0)
		e->is_own_request = true;
	else if (strcmp(word, "sudah-memutus") == 0)
		e->has_decided = true;
	else if (strcmp(word, "ke-rekan") == 0)
		e->is_to_colleague = true;
	else
		scene_fail(s, "\"!%s\" is not known", word);
}

/* Who speaks, with all that an honest one brings along. */
static struct sop_event
event_of(struct scene *s, const char *who)
{
	const struct sop_step *step = sop_step_by_id(&s->sop, s->state.step);
	int role = sop_role_index(&s->sop, who);
	struct sop_event e = {
		.assurance = 3, .is_plain = true, .is_facts_same = true
	};

	if (strcmp(who, "bsre") == 0)
		e.is_bsre = true;
	else if (strcmp(who, "orang-asing") == 0)
		e.assurance = 0;
	else if (role < 0)
		scene_fail(s, "nobody is called \"%s\"", who);
	else if (strcmp(who, "pemohon") == 0)
		e.is_applicant = true;
	else
		e.is_party = true;
	if (role >= 0 && step->kind != STEP_END &&
	    step->role == (unsigned)role && !e.is_bsre) {
		e.is_actor = true;
		e.has_token = true;
	}
	return e;
}

static void
act(struct scene *s, char **word, size_t count)
{
	struct sop_event e = event_of(s, word[0]);

	if (count < 2)
		scene_fail(s, "what does %s say?", word[0]);
	e.outcome = outcome_of(s, word[1]);
	for (size_t i = 2; i < count; i++) {
		if (word[i][0] == '+')
			e.papers |= paper_of(s, word[i] + 1);
		else if (word[i][0] == '!')
			spoil(s, &e, word[i] + 1);
		else if (word[i][0] == '@')
			e.row = word[i] + 1;
		else
			scene_fail(s, "\"%s\"?", word[i]);
	}
	const struct sop_step *from = sop_step_by_id(&s->sop, s->state.step);
	const char *return_to = s->state.return_to;

	sop_decide(&s->sop, &s->state, &e, &s->last);
	s->state = s->last.state;
	s->is_unchecked = true;
	book_move(s->walked, &s->sop,
	    &(struct walk_step){ from, &e, return_to, &s->last });
}

static void
want_place(struct scene *s, const char *step)
{
	if (!s->is_open || strcmp(s->state.step, step) != 0)
		scene_fail(s, "the case stands at %s (%s), not at %s",
		    s->state.step, s->last.why, step);
	s->is_unchecked = false;
}

static void
want_act(struct scene *s, const char *word)
{
	if (strcmp(act_words[s->last.act], word) != 0)
		scene_fail(s, "the act is %s (%s), not %s",
		    act_words[s->last.act], s->last.why, word);
}

static void
want_passed(struct scene *s, const char *step)
{
	for (size_t i = 0; i < s->last.path_count; i++)
		if (strcmp(s->last.path[i]->id, step) == 0)
			return;
	scene_fail(s, "%s was not passed", step);
}

static void
want_missing(struct scene *s, char **word, size_t count)
{
	struct sop_lack want = { 0 };
	struct sop_lack got = sop_lack(
	    &s->sop, sop_step_by_id(&s->sop, s->state.step), &s->state);

	for (size_t i = 1; i < count; i++) {
		if (strcmp(word[i], "alasan") == 0)
			want.reason = true;
		else if (strcmp(word[i], "atasan") == 0)
			want.asker = ASKER_SUPERIOR;
		else if (strcmp(word[i], "bukan-pemilik") == 0)
			want.asker = ASKER_OTHER;
		else if (strcmp(word[i], "kepastian") == 0)
			want.certainty = true;
		else
			want.papers |= paper_of(s, word[i]);
	}
	if (got.papers != want.papers || got.reason != want.reason ||
	    got.asker != want.asker || got.certainty != want.certainty)
		scene_fail(s, "lacking: got %#x %d %d %d, want %#x %d %d %d",
		    got.papers, got.reason, got.asker, got.certainty,
		    want.papers, want.reason, want.asker, want.certainty);
}

static void
set_doubt(struct scene *s, const char *word)
{
	s->state.is_in_doubt = strcmp(word, "ragu") == 0;
	if (!s->state.is_in_doubt && strcmp(word, "pasti") != 0)
		scene_fail(s, "\"%s\": ragu or pasti?", word);
}

static void
load(struct scene *s, const char *file)
{
	struct sop_findings found;
	struct fault f = { 0 };
	const char *path = arena_printf(s->arena, "%s/%s",
	    strchr(file, '/') ? CABUT_SOURCE_DIR
			      : CABUT_SOURCE_DIR "/tests/sop",
	    file);

	if (!sop_load(path, s->arena, &s->sop, &f))
		scene_fail(s, "%s", f.text);
	if (!sop_check(&s->sop, s->arena, &found))
		scene_fail(s, "%s: %s", file, found.at[0]);
	s->walked = walked_in(s->book, file);
}

static void
set_asker(struct scene *s, const char *who)
{
	s->state.is_asked_by_owner = strcmp(who, "pemilik") == 0;
	s->state.is_asked_by_superior = strcmp(who, "atasan") == 0;
	if (!s->state.is_asked_by_owner && !s->state.is_asked_by_superior &&
	    strcmp(who, "orang-lain") != 0)
		scene_fail(s, "\"%s\": pemilik, atasan or orang-lain?", who);
}

static void
open_case(struct scene *s, char **word, size_t count)
{
	uint32_t papers = 0;

	for (size_t i = 1; i < count; i++)
		papers |= paper_of(s, word[i]);
	s->state.papers = papers;
	sop_begin(&s->sop, &s->state, &s->last);
	assert_int_equal(s->last.act, ACT_MOVE);
	s->state = s->last.state;
	s->is_open = s->is_unchecked = true;
	book_path(s->walked, &s->sop, &s->last);
}

static void
play_line(struct scene *s, char **word, size_t count)
{
	const char *verb = word[0];

	if (count < 2)
		scene_fail(s, "\"%s\" alone says nothing", verb);
	if (strcmp(verb, "sop") == 0)
		load(s, word[1]);
	else if (strcmp(verb, "alasan") == 0)
		s->state.reason = word[1];
	else if (strcmp(verb, "diajukan") == 0)
		set_asker(s, word[1]);
	else if (strcmp(verb, "data") == 0)
		set_doubt(s, word[1]);
	else if (strcmp(verb, "buka") == 0)
		open_case(s, word, count);
	else if (strcmp(verb, "di") == 0)
		want_place(s, word[1]);
	else if (strcmp(verb, "maka") == 0)
		want_act(s, word[1]);
	else if (strcmp(verb, "lewat") == 0)
		want_passed(s, word[1]);
	else if (strcmp(verb, "kurang") == 0)
		want_missing(s, word, count);
	else if (!s->is_open || s->is_unchecked)
		scene_fail(s, "say first where the case stands");
	else
		act(s, word, count);
}

static size_t
split(struct scene *s, struct slice line, char **word)
{
	struct slice part;
	size_t count = 0;

	while (slice_take_until(&line, ' ', &part)) {
		if (part.len == 0)
			continue;
		if (part.at[0] == '#')
			break;
		if (count == WORDS_MAX)
			scene_fail(s, "too many words");
		word[count++] = arena_copy(s->arena, part.at, part.len);
	}
	return count;
}

static void
play(void **state)
{
	const struct play *p = *state;
	struct scene s = { .path = p->path, .book = p->book };
	struct slice text, line;
	struct fault f = { 0 };

	s.arena = arena_new();
	if (!file_read(s.path, SOP_BYTES_MAX, s.arena, &text, &f))
		fail_msg("%s", f.text);
	while (slice_take_line(&text, &line)) {
		char *word[WORDS_MAX];
		size_t count;

		s.line++;
		count = split(&s, slice_trim(line), word);
		if (count > 0)
			play_line(&s, word, count);
	}
	if (!s.is_open || s.is_unchecked)
		scene_fail(&s, "the scene ends without a place");
	arena_free(s.arena);
}

/* ---- every branch ---- */

static size_t
tell_unwalked(const struct sop *sop, const struct walked *w)
{
	size_t count = 0;

	for (size_t i = 0; i < sop->step_count; i++)
		for (unsigned o = 0; o < OUTCOME_UNCLEAR; o++) {
			const struct sop_step *step = &sop->steps[i];

			if (!has_branch(step, o) ||
			    (w->outcomes[i] & (UINT32_C(1) << o)))
				continue;
			count++;
			print_error("%s: no scene walks %s by \"%s\"\n",
			    w->file, step->id, sop_outcome_word(o));
		}
	return count;
}

static size_t
unwalked_in(struct book *b, const char *path, const char *as_named)
{
	struct sop sop;
	struct fault f = { 0 };

	if (!sop_load(path, b->arena, &sop, &f))
		fail_msg("%s", f.text);
	return tell_unwalked(&sop, walked_in(b, as_named));
}

static void
every_branch_of_every_template_is_walked(void **state)
{
	const struct play *p = *state;
	const size_t root = strlen(CABUT_SOURCE_DIR "/");
	size_t unwalked;
	glob_t found;

	assert_int_equal(
	    glob(CABUT_SOURCE_DIR "/templates/sop/*.xml", 0, NULL, &found), 0);
	assert_true(found.gl_pathc >= 5);
	unwalked = unwalked_in(p->book,
	    CABUT_SOURCE_DIR "/tests/sop/kota-seruni.xml", "kota-seruni.xml");
	for (size_t i = 0; i < found.gl_pathc; i++)
		unwalked += unwalked_in(
		    p->book, found.gl_pathv[i], found.gl_pathv[i] + root);
	globfree(&found);
	assert_int_equal(unwalked, 0);
}

int
main(void)
{
	struct CMUnitTest tests[SCENES_MAX + 1] = { 0 };
	struct play plays[SCENES_MAX + 1] = { 0 };
	struct book book = { .arena = arena_new() };
	glob_t found;

	if (glob(CABUT_SOURCE_DIR "/tests/sop/*.scene", 0, NULL, &found) != 0 ||
	    found.gl_pathc > SCENES_MAX)
		return 1;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *slash = strrchr(found.gl_pathv[i], '/');

		plays[i] = (struct play){ found.gl_pathv[i], &book };
		tests[i] = (struct CMUnitTest){ slash + 1, play, NULL, NULL,
			&plays[i] };
	}
	plays[found.gl_pathc] = (struct play){ NULL, &book };
	tests[found.gl_pathc] =
	    (struct CMUnitTest){ "every_branch_of_every_template_is_walked",
		    every_branch_of_every_template_is_walked, NULL, NULL,
		    &plays[found.gl_pathc] };
	int failed = _cmocka_run_group_tests(
	    "scenes", tests, found.gl_pathc + 1, NULL, NULL);

	globfree(&found);
	arena_free(book.arena);
	return failed;
}
