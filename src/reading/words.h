/* words: the vocabulary of answers and how a text becomes tokens of it.
 * Room-private. */
#ifndef READING_WORDS_H
#define READING_WORDS_H

#include "text.h"

enum word {
	WORD_UNKNOWN,
	WORD_YES,     /* setuju, acc, approved */
	WORD_GO,      /* lanjut: a go-ahead by itself */
	WORD_ACT,     /* cabut, proses: a go-ahead only when invited */
	WORD_LET,     /* silakan, boleh, dapat */
	WORD_CAN,     /* bisa: no invitation, and light after "tidak" */
	WORD_NO,      /* tolak */
	WORD_REFUSED, /* ditolak, penolakan: may be the object of setuju */
	WORD_NOT,     /* tidak, jangan: firm */
	WORD_NOT_YET, /* belum, kurang */
	WORD_MAYBE,   /* mungkin, akan, besok */
	WORD_IF,      /* kalau, setelah, tunggu: any condition or delay */
	WORD_BUT,
	WORD_ASK,     /* apakah, siapa */
	WORD_HEARSAY, /* beliau, ajudan, kata */
	WORD_MORE,    /* lengkapi, perbaiki */
	WORD_SEND,    /* kirim, minta: asks for more when a paper is named */
	WORD_FLAW,    /* salah, buram */
	WORD_STATE,   /* lengkap, sesuai: a flaw when negated */
	WORD_PASS,    /* disposisi, teruskan, telaah */
	WORD_FOLLOW,  /* tindak lanjuti, laksanakan */
	WORD_WHO,     /* kabid, sandiman, BKPSDM */
	WORD_PAPER,   /* berkas, SK, NIP */
	WORD_ACK,     /* ok, ya, siap */
	WORD_PERSON,  /* pak, bu: a name may follow */
	WORD_ME,
	WORD_AGAR,  /* agar, supaya, untuk: what follows is a task */
	WORD_TO,    /* ke, kepada, oleh */
	WORD_NAMED, /* a.n., sdr.: a name follows */
	WORD_PLAIN, /* harmless anywhere */
	WORD_ONLY,  /* sesuai, selaku: makes a following office harmless */
	WORD_DONE,  /* selesai */
	WORD_UNDO,  /* batal */
	WORD_HAVE,  /* sudah, telah */
	WORD_BECAUSE,
	WORD_SO,    /* sehingga, maka: a new clause */
	WORD_TITLE, /* drs, ir, s.kom */
	WORD_NUMBER,
	WORD_CASE,  /* CABUT-2026-0042, a NIP */
	WORD_CHEER, /* a friendly picture */
	WORD_ODD,   /* any other sign or script */
	WORD_COMMA,
	WORD_BREAK, /* end of a line */
	WORD_STOP,  /* end of a sentence or paragraph */
	WORD_QUERY,
	WORD_LEFT, /* sudah tidak menjabat: the owner, or who writes? */
};

/* Sets of words: IN_SET(WORD_YES) | IN_SET(WORD_GO). */
#define IN_SET(word) (UINT64_C(1) << (word))

struct token {
	enum word word;
	const char *text; /* as the vocabulary spells it, lower case */
	size_t at;	  /* where it stands in the source */
	bool is_capital;  /* starts with a capital */
	bool is_shouted;  /* all capitals */
	bool is_used;	  /* a negation that found its verb */
	bool is_aside;	  /* made plain: who wrote it, what became of whom */
	unsigned clause, sentence;
};

/* The text of a WORD_ODD that is a picture of a refusal. */
#define PICTURE_NO "no-picture"

enum { SPEECH_TOKENS_MAX = 600 };

struct speech {
	struct token *at; /* at[count] is an empty token: no word, no text */
	size_t count;
	bool is_cut;   /* more tokens than we look at */
	bool is_stray; /* speech_set_aside(): a clause beside a yes is odd */
};

/* `text` is tidy. Clause and sentence numbers are filled in. */
void speech_make(const char *text, struct arena *, struct speech *);

/* The vocabulary alone. `word` is lower case. */
enum word word_lookup(const char *word, size_t len);
/* Phrases of several words: how many tokens from `at` one takes; 0: none. */
size_t phrase_lookup(const struct token *at, size_t count, enum word *);
/* An unknown word that can be a person's or a place's name. */
bool token_is_name(const struct token *);
/* The same without a capital: no day, no verb, no jest. */
bool token_may_be_name(const struct token *);
bool word_is_not(enum word); /* tidak or belum */
bool word_is_in(enum word, uint64_t set);
/* The token's text is one of the space-separated `list`; of a phrase its
 * first word counts. */
bool token_is(const struct token *, const char *list);
/* topics.c: an unknown word that may stand in a told fact. */
bool token_is_topic(const struct token *);
/* signs.c: an ASCII sign; its text where the spelling matters, or NULL. */
enum word sign_word(char);
const char *sign_text(char);
/* reference.c: the number of a letter that stands at `text` ("B/212/XI/2025"),
 * its bytes, 0: none; and of a case, `word` in lower case. */
size_t reference_length(const char *text);
bool reference_is_case(const char *word);
/* A code point that is no letter; `text` is PICTURE_NO or NULL. */
enum word picture_word(uint32_t, const char **text);

/* "No. 5", "Telp (0279)": the word only leads to a number. */
bool token_leads_number(const struct speech *, size_t at);
/* "disetujui": by whom? */
bool token_is_passive(const struct token *);
/* Says nothing about the yes: WORD_PLAIN from now on. */
void token_quiet(struct token *);
/* "Terima kasih" and the like. */
bool token_is_thanks(const struct token *);
/* One letter more, less, other, or two changed places; the first is right. */
bool is_one_edit(const char *a, size_t alen, const char *b, size_t blen);

#endif
