/*
 * token: what may be asked of one word of an answer.
 */
#include "words.h"

#include "cabut/banned.h"

bool
word_is_not(enum word word)
{
	return word == WORD_NOT || word == WORD_NOT_YET;
}

bool
word_is_in(enum word word, uint64_t set)
{
	return (IN_SET(word) & set) != 0;
}

bool
token_is(const struct token *t, const char *list)
{
	return t->text && list_has(list, t->text, strcspn(t->text, " "));
}

bool
token_is_thanks(const struct token *t)
{
	return token_is(t,
		   "terima terimakasih trimakasih makasih makasi maksih "
		   "mks mksh mksih trmksh trims thanks thank tks thx tq "
		   "tengkyu suwun matur maturnuwun "
		   "suksma nuhun hatur") &&
	       t->word == WORD_PLAIN;
}

/* Verbs and orders at the start of a line have capitals too. */
static bool
is_verb_like(const char *text)
{
	size_t len = strlen(text);

	return text_ends(text, "kan") || text_ends(text, "lah") ||
	       text_ends(text, "kah") || text_starts(text, "ber") ||
	       text_starts(text, "ter") || text_starts(text, "mem") ||
	       text_starts(text, "men") || text_starts(text, "per") ||
	       text_starts(text, "pem") || text_starts(text, "pen") ||
	       (len > 6 && text_starts(text, "di"));
}

/* Days, months and words of delay, duty and jest begin lines, too. */
static const char no_names[] =
    "senin selasa rabu kamis jumat jum'at sabtu minggu ahad pekan tahun "
    "januari februari pebruari maret april mei juni juli agustus september "
    "oktober november nopember desember depan pasca selepas seusai pas "
    "wajib mesti kudu legalisir pastikan pokoknya jamin asli fotocopy "
    "titah pesanan versi suara canda bercanda becanda guyon hehe hehehe "
    "hihi haha hahaha wkwk wkwkwk iseng tes test coba percobaan ngawur "
    "entar duluan belakangan cuti kewenangan wewenang pencet kepencet "
    "pelaksanaan pelaksanaannya pengerjaan eksekutor batalin dibatalin "
    "ditangguhin tunda revisian materai gajadi gakjadi gadeng prank bohong "
    "boong kayanya insyaalloh insyaallah sesuk besuk isuk senen lebaran "
    "reset akun lembur lemburnya pinjam honor honornya izin izinnya "
    "candaan akhir umroh umrah kasbon cutinya hoax hoaks triwulan semester "
    "naik pangkat diklat mobil aula belajar anggaran anggarannya jadwal "
    "jadwalnya resetnya sppdnya kehendak amanat anjuran himbauan imbauan "
    "putusan utusan mantan eks calon istri suami anak ajudan jelang titipan "
    "restu seizin perintah arahan petunjuk keinginan kemauan permintaan "
    "honorer magang migrasi kelanjutan sopir supir satpam sehari gurau "
    "seloroh tenaga draf draft tentatif parsial kondisional opsional dummy "
    "template simulasi training gladi indikatif sindiran hibah nyepi waisak "
    "idul idulfitri iduladha natal imlek galungan kuningan benjing mangke "
    "engke ngke kemis slasa seloso jemuah separo sbagian khilaf wacana apel "
    "golf bubar ngopi badminton senam zoom nodin adc aspri walpri caraka thl "
    "outsourcing front gaji taspen pramubakti pramusaji notulis resepsionis "
    "petugas jubir pjlp office cleaning konseptor terpilih konsep contoh "
    "sample testing demo pelatihan rancangan informal formalitas sarkas dusta "
    "tukin laptop honorarium";

bool
token_may_be_name(const struct token *t)
{
	size_t len = t->text ? strlen(t->text) : 0;

	return len > 2 && !list_has(no_names, t->text, len) &&
	       !text_ends(t->text, "nya") && !strchr(t->text, '-') &&
	       !is_verb_like(t->text) && !token_is_topic(t) &&
	       !(text_starts(t->text, "di") && text_ends(t->text, "in"));
}

bool
token_is_name(const struct token *t)
{
	/* "Pasca-Lebaran" by its first part */
	if (t->text && list_has(no_names, t->text, strcspn(t->text, "-")))
		return false;
	return t->word == WORD_UNKNOWN && t->is_capital && t->text &&
	       ascii_is_alpha(t->text[0]) && !is_verb_like(t->text);
}

bool
token_leads_number(const struct speech *s, size_t at)
{
	return token_is(&s->at[at], "no telp telpon telepon tlp wa whatsapp") &&
	       at + 1 < s->count &&
	       word_is_in(s->at[at + 1].word,
		   IN_SET(WORD_NUMBER) | IN_SET(WORD_CASE) |
		       IN_SET(WORD_COMMA) | IN_SET(WORD_STOP) |
		       IN_SET(WORD_ODD));
}

void
token_quiet(struct token *t)
{
	t->word = WORD_PLAIN;
	t->is_aside = true;
}

bool
token_is_passive(const struct token *t)
{
	return t->text && text_starts(t->text, "di");
}
