/*
 * What stands in the identity block: fields at the right, then lists in pairs.
 */
#include "cover.h"

#include "cabut/banned.h"

enum { FIELD_LEAST = 20 };

static struct band *
add_band(struct cover *c, struct text left, struct text right, double least)
{
	struct band *b = &c->bands[c->count++];

	*b = (struct band){ .left = left,
		.right = right,
		.lines = left.count > right.count ? left.count : right.count,
		.least = least };
	return b;
}

static struct text
words(struct cover *c, const char *text, double width, bool is_bold)
{
	struct text_style style = { .size = c->size, .is_bold = is_bold };

	return text_wrap(c->canvas, text, width - 2 * COVER_INSET, &style);
}

/* Values under each other; a value's colon stands in its label's cell. */
static struct text
values_of(struct cover *c, enum field field, bool is_bold)
{
	const struct field_values *v = &c->id.fields[field];
	struct text all = { .size = c->size, .leading = text_leading(c->size) };

	for (size_t i = 0; i < v->count; i++)
		all = text_join(c->canvas, all,
		    words(c, v->at[i], COVER_RIGHT - COVER_LABEL, is_bold));
	return all;
}

static void
add_field(struct cover *c, enum field field)
{
	struct band *b =
	    add_band(c, words(c, field_heading(field), COVER_LABEL, true),
		values_of(c, field, field == FIELD_NAME), FIELD_LEAST);

	b->is_field = true;
}

/* The first value is the office, what follows stands under the signature. */
static void
add_approval(struct cover *c)
{
	struct field_values all = c->id.fields[FIELD_APPROVED];
	struct text office = { .size = c->size,
		.leading = text_leading(c->size) };
	struct text below = office;
	double width = COVER_RIGHT - COVER_LABEL;

	for (size_t i = 0; i < all.count; i++) {
		struct text t = words(c, all.at[i], width, i == 1);

		if (i == 0)
			office = t;
		else
			below = text_join(c->canvas, below, t);
	}
	below = text_join(c->canvas, below, values_of(c, FIELD_SIGNER, true));
	for (size_t i = 0; i < c->id.fields[FIELD_SIGNER_NIP].count; i++)
		below = text_join(c->canvas, below,
		    words(c,
			arena_printf(c->canvas->arena, "NIP %s",
			    c->id.fields[FIELD_SIGNER_NIP].at[i]),
			width, false));
	struct band *b = add_band(c,
	    words(c, field_heading(FIELD_APPROVED), COVER_LABEL, true),
	    text_join(c->canvas, office, below), 0);

	b->is_field = true;
	b->gap_after = office.count + 1;
}

static void
add_fields(struct cover *c)
{
	for (enum field f = FIELD_NUMBER; f <= FIELD_EFFECTIVE; f++)
		add_field(c, f);
	add_approval(c);
	add_field(c, FIELD_NAME);
	for (size_t i = 0; i < c->id.other_count; i++) {
		const char *label =
		    text_capitals(c->canvas->arena, c->id.others[i][0]);
		struct band *b = add_band(c, words(c, label, COVER_LABEL, true),
		    words(c, c->id.others[i][1], COVER_RIGHT - COVER_LABEL,
			false),
		    FIELD_LEAST);

		b->is_field = true;
	}
	c->field_count = c->count;
}

static struct text
heading_text(struct cover *c, enum field field)
{
	struct text_style style = {
		.size = c->size, .is_bold = true, .align = TEXT_CENTRED
	};

	return text_wrap(c->canvas, field_heading(field),
	    COVER_LEFT - 2 * COVER_INSET, &style);
}

static struct text
list_text(struct cover *c, enum field field)
{
	struct text_style style = { .size = c->size };
	const struct field_values *v = &c->id.fields[field];

	return text_list(c->canvas, v->at, v->count,
	    COVER_LEFT - 2 * COVER_INSET, true, &style);
}

static void
add_lists(struct cover *c)
{
	static const enum field pairs[][2] = {
		{ FIELD_LEGAL, FIELD_QUALIFICATION },
		{ FIELD_RELATED, FIELD_TOOLS },
		{ FIELD_WARNING, FIELD_RECORDING },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct band *b = add_band(c, heading_text(c, pairs[i][0]),
		    heading_text(c, pairs[i][1]), 0);

		b->is_heading = true;
		add_band(c, list_text(c, pairs[i][0]),
		    list_text(c, pairs[i][1]), COVER_LIST_LEAST);
	}
}

void
cover_compose(struct cover *c, double size)
{
	c->size = size;
	c->count = 0;
	add_fields(c);
	add_lists(c);
}
