/* span: stretches of an answer's tokens. Room-private. */
#ifndef READING_SPAN_H
#define READING_SPAN_H

#include "decision.h"

struct span {
	size_t from, to;
};

/* Signs, and words that mean nothing in any place. */
#define SPAN_BLANK                                                             \
	(IN_SET(WORD_PLAIN) | IN_SET(WORD_COMMA) | IN_SET(WORD_BREAK) |        \
	    IN_SET(WORD_STOP) | IN_SET(WORD_CHEER) | IN_SET(WORD_CASE) |       \
	    IN_SET(WORD_ACK) | IN_SET(WORD_LEFT))
/* What a told fact may be made of. */
#define SPAN_TELLING                                                           \
	(IN_SET(WORD_UNKNOWN) | IN_SET(WORD_HAVE) | IN_SET(WORD_PERSON) |      \
	    IN_SET(WORD_NAMED) | IN_SET(WORD_TITLE) | IN_SET(WORD_SO) |        \
	    IN_SET(WORD_BECAUSE))

#define SPAN_VERDICTS                                                          \
	(IN_SET(WORD_YES) | IN_SET(WORD_GO) | IN_SET(WORD_NO) |                \
	    IN_SET(WORD_REFUSED))
#define SPAN_PEOPLE (IN_SET(WORD_PERSON) | IN_SET(WORD_WHO))
#define SPAN_SIGNS                                                             \
	(IN_SET(WORD_COMMA) | IN_SET(WORD_STOP) | IN_SET(WORD_BREAK) |         \
	    IN_SET(WORD_CHEER))

/* The first token of the clause of `at`; of the span the first that is no
 * sign, or its end. */
size_t clause_start(const struct speech *, size_t at);
size_t clause_first(const struct speech *, struct span);
/* From `at` to the end of its clause, of its sentence. */
struct span clause_at(const struct speech *, size_t at);
struct span sentence_at(const struct speech *, size_t at);
bool span_has(const struct speech *, struct span, uint64_t set);
bool span_names(const struct speech *, struct span, const char *list);
/* The first token of the span with a meaning; its end: none. */
size_t span_first(const struct speech *, struct span);
/* Every token is in `set` or one of the `also` words; an unknown one only when
 * it is a topic, or a name that does not begin a sentence. Long or empty
 * spans: no. */
bool span_is_made_of(
    const struct speech *, struct span, uint64_t set, const char *also);

/* No unknown word in it that could not be a name. */
bool has_names_alone(const struct speech *, struct span);
/* May it be a limit that thumbs spoiled: "asalkn", "kalu"? */
bool is_near_limit(const struct token *);

/* told.c: a clause that tells a fact or a reason; the latter; and one that
 * goes on behind a reason ("dan jabatannya sudah diisi Plt"). */
bool is_told(const struct speech *, struct span);
bool is_told_reason(const struct speech *, struct span);
bool is_told_on(const struct speech *, struct span);

/* preamble.c: "Menindaklanjuti surat ...", "setelah kami periksa": what comes
 * before the clause that decides. */
bool is_preamble(const struct speech *, struct span);

/* stray.c: a clause beside a yes that is none of these and that does not just
 * greet, thank or hurry. */
bool is_stray(const struct speech *, struct span);

/* courtesy.c: thanks, an apology, condolence, "kabari kalau selesai", an
 * office as signature; the clause holds nothing else. */
bool is_courtesy(const struct speech *, struct span);
/* "Kabari saya kalau sudah dicabut": may name the act. */
bool is_report_wish(const struct speech *, struct span);
/* address.c: makes plain the words from `at` that only name who is spoken to,
 * or the office of the sender ("saya selaku Camat Ulu menyetujui"). */
void take_form_of_address(struct speech *, size_t at);
void take_own_position(struct speech *, size_t at);
/* "Saya selaku Camat ...", "kami sampaikan bahwa kami ...": plain, where the
 * sender says it of himself. */
void take_own_word(struct speech *, size_t at);
/* Makes plain the word at `at` where it only addresses or repeats. */
void take_courtesy(struct speech *, size_t at);

#endif
