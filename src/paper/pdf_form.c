/*
 * The form of a PDF: its signature fields and what their values claim. qpdf
 * reads the structure; it is given a budget of fields, as a form may be a
 * circle. A document that qpdf must guess about is FLAW_DAMAGED: another
 * reader might guess otherwise.
 */
#include <qpdf/qpdf-c.h>

#include "pdf_sign.h"

#include "cabut/banned.h"

struct walk {
	qpdf_data pdf;
	struct arena *arena;
	struct pdf_form *form;
	unsigned nodes_left;
	size_t range_count; /* of values that have a ByteRange */
};

static void
spoil(struct pdf_form *form, enum signature_flaw flaw)
{
	if (form->flaw == FLAW_NONE)
		form->flaw = flaw;
}

static const char *
take_text(struct walk *w, qpdf_oh dict, const char *key)
{
	qpdf_oh value = qpdf_oh_get_key(w->pdf, dict, key);
	const char *text = "";

	if (qpdf_oh_is_string(w->pdf, value))
		text = qpdf_oh_get_utf8_value(w->pdf, value);
	else if (qpdf_oh_is_name(w->pdf, value))
		text = qpdf_oh_get_name(w->pdf, value) + 1;
	text =
	    arena_copy(w->arena, text, strnlen(text, SIGNATURE_TEXT_MAX * 2));
	qpdf_oh_release(w->pdf, value);
	return text;
}

static void
take_range(struct walk *w, qpdf_oh dict, struct pdf_claim *claim)
{
	qpdf_oh range = qpdf_oh_get_key(w->pdf, dict, "/ByteRange");

	if (!qpdf_oh_is_null(w->pdf, range))
		w->range_count++;
	/* A range kept elsewhere could be changed after signing. */
	claim->has_range = qpdf_oh_is_array(w->pdf, range) &&
			   !qpdf_oh_is_indirect(w->pdf, range) &&
			   qpdf_oh_get_array_n_items(w->pdf, range) == 4;
	for (int i = 0; claim->has_range && i < 4; i++) {
		qpdf_oh n = qpdf_oh_get_array_item(w->pdf, range, i);

		claim->has_range = qpdf_oh_is_integer(w->pdf, n) &&
				   !qpdf_oh_is_indirect(w->pdf, n);
		if (claim->has_range)
			claim->range[i] = qpdf_oh_get_int_value(w->pdf, n);
		qpdf_oh_release(w->pdf, n);
	}
	qpdf_oh_release(w->pdf, range);
}

static void
take_contents(struct walk *w, qpdf_oh dict, struct pdf_claim *claim)
{
	qpdf_oh value = qpdf_oh_get_key(w->pdf, dict, "/Contents");
	const char *at;
	size_t len;

	if (qpdf_oh_is_string(w->pdf, value)) {
		at = qpdf_oh_get_binary_string_value(w->pdf, value, &len);
		claim->contents =
		    (struct slice){ arena_copy(w->arena, at, len), len };
	}
	qpdf_oh_release(w->pdf, value);
}

static bool
is_known(const struct pdf_form *form, int id, int generation)
{
	for (size_t i = 0; id != 0 && i < form->count; i++)
		if (form->claims[i].id == id &&
		    form->claims[i].generation == generation)
			return true;
	return false;
}

static void
take_claim(struct walk *w, qpdf_oh dict)
{
	struct pdf_claim claim = {
		.id = qpdf_oh_get_object_id(w->pdf, dict),
		.generation = qpdf_oh_get_generation(w->pdf, dict),
	};

	if (is_known(w->form, claim.id, claim.generation))
		return;
	if (w->form->count == SIGNATURES_MAX) {
		spoil(w->form, FLAW_MANY);
		return;
	}
	take_range(w, dict, &claim);
	take_contents(w, dict, &claim);
	claim.kind = take_text(w, dict, "/SubFilter");
	claim.name = take_text(w, dict, "/Name");
	claim.reason = take_text(w, dict, "/Reason");
	claim.time = take_text(w, dict, "/M");
	w->form->claims[w->form->count++] = claim;
}

static void visit_list(
    struct walk *, qpdf_oh list, bool is_signature, unsigned depth);

/* FT comes down from parents; V counts where it stands. */
static void
visit(struct walk *w, qpdf_oh field, bool is_signature, unsigned depth)
{
	qpdf_oh type = qpdf_oh_get_key(w->pdf, field, "/FT");
	qpdf_oh value = qpdf_oh_get_key(w->pdf, field, "/V");
	qpdf_oh kids = qpdf_oh_get_key(w->pdf, field, "/Kids");

	if (qpdf_oh_is_name(w->pdf, type))
		is_signature = qpdf_oh_is_name_and_equals(w->pdf, type, "/Sig");
	if (is_signature && qpdf_oh_is_dictionary(w->pdf, value))
		take_claim(w, value);
	visit_list(w, kids, is_signature, depth + 1);
	qpdf_oh_release(w->pdf, type);
	qpdf_oh_release(w->pdf, value);
	qpdf_oh_release(w->pdf, kids);
}

static void
visit_list(struct walk *w, qpdf_oh list, bool is_signature, unsigned depth)
{
	int count = qpdf_oh_is_array(w->pdf, list)
			? qpdf_oh_get_array_n_items(w->pdf, list)
			: 0;

	for (int i = 0; i < count; i++) {
		qpdf_oh item;

		if (w->nodes_left == 0 || depth > SIGNATURE_NODES_DEPTH) {
			spoil(w->form, FLAW_MANY);
			return;
		}
		w->nodes_left--;
		item = qpdf_oh_get_array_item(w->pdf, list, i);
		if (qpdf_oh_is_dictionary(w->pdf, item))
			visit(w, item, is_signature, depth);
		qpdf_oh_release(w->pdf, item);
	}
}

static qpdf_oh
key_if_dictionary(struct walk *w, qpdf_oh dict, const char *key)
{
	return qpdf_oh_is_dictionary(w->pdf, dict)
		   ? qpdf_oh_get_key(w->pdf, dict, key)
		   : qpdf_oh_new_null(w->pdf);
}

/* Perms names the author's own signature (DocMDP), which is one of a field;
 * rights that a program grants itself (UR3) are signatures of nobody. */
static void
take_permissions(struct walk *w, qpdf_oh root)
{
	qpdf_oh all = key_if_dictionary(w, root, "/Perms");
	qpdf_oh author = key_if_dictionary(w, all, "/DocMDP");
	int id = qpdf_oh_get_object_id(w->pdf, author);
	int generation = qpdf_oh_get_generation(w->pdf, author);

	for (size_t i = 0; id != 0 && i < w->form->count; i++)
		if (w->form->claims[i].id == id &&
		    w->form->claims[i].generation == generation)
			w->form->claims[i].is_certifying = true;
	qpdf_oh_release(w->pdf, author);
	qpdf_oh_release(w->pdf, all);
}

static size_t
count_of(struct slice bytes, struct slice word)
{
	const char *at = bytes.at;
	size_t left = bytes.len, count = 0;

	while ((at = memmem(at, left, word.at, word.len)) != NULL) {
		count++;
		at += word.len;
		left = bytes.len - (size_t)(at - bytes.at);
	}
	return count;
}

static void
walk_form(struct walk *w, struct slice bytes)
{
	qpdf_oh root = qpdf_get_root(w->pdf);
	qpdf_oh form = key_if_dictionary(w, root, "/AcroForm");
	qpdf_oh fields = key_if_dictionary(w, form, "/Fields");

	visit_list(w, fields, false, 0);
	take_permissions(w, root);
	/* Of two ranges in one dictionary each reader believes another; and a
	 * dictionary that no field names may be meant for other readers. */
	if (count_of(bytes, SLICE("/ByteRange")) != w->range_count)
		spoil(w->form, FLAW_STRAY);
	spoil(w->form, pdf_acts(w->pdf, w->arena));
	qpdf_oh_release(w->pdf, fields);
	qpdf_oh_release(w->pdf, form);
	qpdf_oh_release(w->pdf, root);
}

static qpdf_data
document_open(struct slice bytes, struct pdf_form *form)
{
	qpdf_data pdf = qpdf_init();

	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
	if (qpdf_read_memory(pdf, "paper", bytes.at, bytes.len, "") &
	    QPDF_ERRORS)
		spoil(form, FLAW_DAMAGED);
	else if (qpdf_is_encrypted(pdf))
		spoil(form, FLAW_ENCRYPTED);
	return pdf;
}

void
pdf_form_read(struct slice bytes, struct arena *arena, struct pdf_form *form)
{
	qpdf_data pdf;

	*form = (struct pdf_form){ .flaw = FLAW_NONE };
	pdf = document_open(bytes, form);
	struct walk w = { .pdf = pdf,
		.arena = arena,
		.form = form,
		.nodes_left = SIGNATURE_FIELDS_MAX };

	if (form->flaw != FLAW_DAMAGED) {
		walk_form(&w, bytes);
		if (qpdf_has_error(pdf) || qpdf_more_warnings(pdf))
			spoil(form, FLAW_DAMAGED);
	}
	(void)qpdf_get_error(pdf); /* else cleaning up complains aloud */
	qpdf_cleanup(&pdf);
}
