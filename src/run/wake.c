/*
 * All cases on which time acts in this run: people to ask, to remind, to ask
 * anew, or to speak of to somebody above. Several cases that wait for one
 * person become one mail; each mail is one transaction with what it changes.
 */
#include <stdlib.h>

#include "work.h"

#include "cabut/banned.h"

struct wake {
	int64_t id;
	enum deed deed;
	bool is_only_listed; /* asks for nothing now; for a reminder's list */
	/* Whose mail may list it with others; NULL: it goes alone. */
	const struct config_agency *agency;
	const char *to;
	enum sop_step_kind kind;
};

static bool
may_be_listed(
    struct work *w, const struct sop_step *s, const struct actors *actors)
{
	return actors->count == 1 && !w->casefile.is_urgent &&
	       actors->at[0].capacity != CAPACITY_APPLICANT &&
	       (s->kind == STEP_DECISION || s->kind == STEP_WORK) &&
	       sop_block_result(&w->sop, s) < 0;
}

static bool
look(struct run *r, int64_t id, struct wake *out, struct fault *f)
{
	struct work w;
	struct actors actors;
	bool changed;

	if (!work_open(r, id, NULL, &w, f))
		return false;
	const struct sop_step *s = work_step(&w);

	*out = (struct wake){ .id = id, .deed = work_deed(&w) };
	if (!s || s->kind == STEP_END)
		return true;
	if (!work_find_superiors(&w, &changed, f) ||
	    !work_actors(&w, s, &actors, f))
		return false;
	if (!may_be_listed(&w, s, &actors))
		return true;
	out->kind = s->kind;
	out->agency = w.agency->config;
	out->to = arena_strdup(r->lasting, actors.at[0].address);
	return true;
}

/* ---- one case alone ---- */

/* Asked below, with whatever else expired for the same person. */
static bool
renew(struct work *w, struct fault *f)
{
	return work_event(w, "renewed",
		   json_pack("{s:s}", "step", w->casefile.step), f) &&
	       work_ask_anew(w, f);
}

static bool
do_alone(struct work *w, enum deed deed, struct fault *f)
{
	switch (deed) {
	case DEED_ASK:
		return work_ask(w, f);
	case DEED_RENEW:
		return renew(w, f);
	case DEED_REMIND:
		w->casefile.reminders++;
		work_plan(w);
		return work_remind(w, f) && work_save(w, f);
	case DEED_ESCALATE:
		w->casefile.reminders = STAGE_ESCALATED;
		work_plan(w);
		return work_remind(w, f) && work_escalate(w, f) &&
		       work_save(w, f);
	case DEED_POSTPONE:
		work_postpone(w);
		return work_save(w, f);
	case DEED_NONE:
		break;
	}
	work_plan(w);
	return work_save(w, f);
}

static bool
wake_alone(struct run *r, const struct wake *k, struct fault *f)
{
	struct work w;
	bool ok;

	if (!store_begin(r->store, f))
		return false;
	ok = work_open(r, k->id, NULL, &w, f) && do_alone(&w, k->deed, f);
	return store_end(r->store, ok, f);
}

/* ---- several cases of one person ---- */

static bool
is_same_mail(const struct wake *a, const struct wake *b)
{
	return a->to && b->to && a->agency == b->agency && a->kind == b->kind &&
	       (a->deed == DEED_ASK) == (b->deed == DEED_ASK) &&
	       strcmp(a->to, b->to) == 0;
}

static bool
is_listed_deed(enum deed deed)
{
	return deed == DEED_ASK || deed == DEED_REMIND || deed == DEED_ESCALATE;
}

static bool
wake_together(
    struct run *r, const struct wake *list, size_t count, struct fault *f)
{
	struct work *works = arena_array(r->arena, count, sizeof *works);
	bool ok = true, changed;

	if (!store_begin(r->store, f))
		return false;
	for (size_t i = 0; ok && i < count; i++)
		ok = work_open(r, list[i].id, NULL, &works[i], f) &&
		     work_find_superiors(&works[i], &changed, f);
	for (size_t i = 0; ok && i < count; i++) {
		if (list[i].deed == DEED_ASK) {
			work_asked(&works[i]);
		} else if (list[i].deed == DEED_ESCALATE) {
			works[i].casefile.reminders = STAGE_ESCALATED;
			work_plan(&works[i]);
			ok = work_escalate(&works[i], f);
		} else if (list[i].deed == DEED_REMIND ||
			   work_reminds_today(&works[i])) {
			works[i].casefile.reminders++;
			work_plan(&works[i]);
		}
	}
	ok = ok && owe_list(works, count, list[0].deed == DEED_ASK, f);
	for (size_t i = 0; ok && i < count; i++)
		ok = work_save(&works[i], f);
	return store_end(r->store, ok, f);
}

/* How many of the list fit into one mail with their papers; at least one. */
static bool
fitting(struct run *r, const struct wake *list, size_t count, size_t *fit,
    struct fault *f)
{
	size_t total = 0, attached = 0, n = 0;

	while (n < count && n < DIGEST_ITEMS_MAX) {
		bool fits = true;

		if (list[n].deed == DEED_ASK &&
		    !papers_fit(r, list[n].id, &total, &attached, &fits, f))
			return false;
		if (!fits)
			break;
		n++;
	}
	*fit = n > 0 ? n : 1;
	return true;
}

static size_t
run_of_same(const struct wake *list, size_t count)
{
	size_t n = 1;

	while (n < count && is_same_mail(&list[0], &list[n]) &&
	       (is_listed_deed(list[n].deed) || list[n].is_only_listed))
		n++;
	return is_listed_deed(list[0].deed) ? n : 1;
}

/* Takes from the front what makes one mail. */
static bool
wake_front(struct run *r, const struct wake *list, size_t count, size_t *took,
    struct fault *f)
{
	size_t same = run_of_same(list, count);
	struct fault one = { 0 };

	*took = 1;
	arena_reset(r->arena);
	if (list[0].is_only_listed)
		return true; /* the reminder went another way */
	if (same > 1 && !fitting(r, list, same, took, f))
		return false;
	if (*took == 1)
		return wake_alone(r, &list[0], f);
	if (wake_together(r, list, *took, &one))
		return true;
	if (!trouble_of_case(r, "waiting", list[0].id, &one, f))
		return false;
	/* An agency's own templates may know no list yet: one by one. */
	*took = 1;
	arena_reset(r->arena);
	return wake_alone(r, &list[0], f);
}

/* What goes into lists first, then what goes alone. */
static int
rank(const struct wake *k)
{
	if (k->is_only_listed)
		return 2;
	return k->deed == DEED_ASK ? 0 : is_listed_deed(k->deed) ? 1 : 3;
}

/* The same mail together; what is due before what is only listed. */
static int
in_order(const void *left, const void *right)
{
	const struct wake *a = left, *b = right;
	int by_to = strcmp(a->to ? a->to : "", b->to ? b->to : "");

	if (by_to != 0)
		return by_to;
	if (a->agency != b->agency)
		return a->agency < b->agency ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (rank(a) != rank(b))
		return rank(a) < rank(b) ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* ---- all of them ---- */

static bool
is_among(const struct wake *list, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			return true;
	return false;
}

static bool
is_reminded(const struct wake *list, size_t count, const struct wake *k)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].deed == DEED_REMIND && is_same_mail(&list[i], k))
			return true;
	return false;
}

static bool
add_if_reminded(struct run *r, int64_t id, struct wake *all, size_t woken,
    size_t *count, struct fault *f)
{
	struct fault one = { 0 };
	struct wake k;

	arena_reset(r->arena);
	if (!look(r, id, &k, &one))
		return trouble_of_case(r, "waiting", id, &one, f);
	k.deed = DEED_NONE;
	k.is_only_listed = true;
	if (is_reminded(all, woken, &k))
		all[(*count)++] = k;
	return true;
}

/* A reminder lists whatever else waits for that person. */
static bool
add_waiting(struct run *r, struct wake **list, size_t *count, struct fault *f)
{
	struct casefile *open;
	size_t open_count, woken = *count;
	bool is_any = false;

	for (size_t i = 0; i < woken; i++)
		is_any |= (*list)[i].deed == DEED_REMIND && (*list)[i].to;
	if (!is_any)
		return true;
	if (!casefile_list(r->store, CASEFILE_OPEN, NULL, r->lasting, &open,
		&open_count, f))
		return false;
	struct wake *all =
	    arena_array(r->lasting, woken + open_count, sizeof *all);

	memcpy(all, *list, woken * sizeof *all);
	*list = all;
	for (size_t i = 0; i < open_count; i++) {
		if (open[i].asked_at != 0 &&
		    !is_among(all, woken, open[i].id) &&
		    !add_if_reminded(r, open[i].id, all, woken, count, f))
			return false;
	}
	return true;
}

/* Who waits for nothing now, since a clock or the office hours were changed,
 * is planned anew; an expired request is one that is still to be asked. */
static bool
settle_now(struct run *r, struct wake *k, struct fault *f)
{
	if (k->deed != DEED_NONE && k->deed != DEED_RENEW)
		return true;
	if (!wake_alone(r, k, f))
		return false;
	if (k->deed == DEED_RENEW)
		k->deed = DEED_ASK;
	return true;
}

static bool
look_at_all(struct run *r, const int64_t *ids, size_t id_count,
    struct wake *list, size_t *count, struct fault *f)
{
	for (size_t i = 0; i < id_count; i++) {
		struct fault one = { 0 };

		arena_reset(r->arena);
		struct wake *k = &list[*count];

		if (look(r, ids[i], k, &one) && settle_now(r, k, &one))
			*count += k->deed != DEED_NONE;
		else if (!trouble_of_case(r, "waiting", ids[i], &one, f))
			return false;
	}
	return true;
}

bool
wake_pass(struct run *r, struct fault *f)
{
	int64_t *ids;
	size_t id_count, count = 0, took;

	if (!casefile_wake_due(
		r->store, r->now, r->lasting, &ids, &id_count, f))
		return false;
	struct wake *list = arena_array(r->lasting, id_count, sizeof *list);

	if (!look_at_all(r, ids, id_count, list, &count, f) ||
	    !add_waiting(r, &list, &count, f))
		return false;
	qsort(list, count, sizeof *list, in_order);
	for (size_t i = 0; i < count; i += took) {
		struct fault one = { 0 };

		if (!wake_front(r, list + i, count - i, &took, &one) &&
		    !trouble_of_case(r, "waiting", list[i].id, &one, f))
			return false;
	}
	return true;
}
