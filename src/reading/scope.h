/* scope: how far a word of an answer reaches. Room-private. */
#ifndef READING_SCOPE_H
#define READING_SCOPE_H

#include "decision.h"

/* Notes that the words at `at` cannot be disentangled. */
void tangle(struct findings *, size_t at);
/* The negation that governs token `at`; NULL: none. Two of them tangle. */
struct token *negation(struct speech *, size_t at, struct findings *);
/* "Tidak mau setuju": the wish is denied, too, and hedges nothing. */
void take_wishes(struct speech *, size_t from, size_t to);
/* Within `reach` tokens before `at`, in its clause. */
bool has_before(const struct speech *, size_t at, enum word, size_t reach);
bool clause_has(const struct speech *, size_t at, enum word);
bool sentence_has(const struct speech *, size_t at, enum word);
/* Somebody else is the subject of the verb: "Pak Kadis setuju". */
bool has_other_subject(const struct speech *, size_t at);
/* "Disetujui oleh ...", "Disetujui Bapak". */
bool has_other_actor(const struct speech *, size_t at);

/* "a.n. Siti Aminah", "Pak Yudi": the name says nothing by itself. */
void take_names(struct speech *);

/* errand.c: "konfirmasi", "koordinasi ke ..." */
bool is_consulting(const struct speech *, size_t at);
/* "Kami teruskan ke Kabid": done by saying it. */
bool is_handed_over(const struct speech *, size_t at);
/* "Surat Anda diteruskan": told to the sender of it. */
bool tells_the_sender(const struct speech *, size_t at);
/* The office at `at` is only gone to or asked. */
bool is_errand(const struct speech *, size_t at);

/* "Sudah dikirim ke BSrE": work that is done. */
bool is_sent_there(const struct speech *, size_t at);

#endif
