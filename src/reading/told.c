/*
 * told: what became of the owner, why the certificate has to go, what has
 * been checked, where the sender is: clauses of topics and names that decide
 * nothing.
 */
#include "span.h"

#include "cabut/banned.h"

#define MONTHS                                                                 \
	"januari februari pebruari maret april mei juni juli agustus "         \
	"september oktober november nopember desember "

/* What became of the owner, the certificate, the telephone. */
static const char fates[] =
    "pensiun pensiunan pindah dipindah mutasi dimutasi meninggal wafat purna "
    "purnatugas purnabakti diberhentikan berhenti resign mengundurkan alih "
    "rotasi dirotasi promosi dilantik bup hilang kehilangan diketahui "
    "disalahgunakan bocor diretas lupa almarhum almarhumah alm rusak "
    "dicuri tercuri";

#define FEARS "takut takutnya khawatir khawatirnya kuatir dikhawatirkan "
#define SUBJECTS                                                               \
	FEARS "orangnya pegawainya pejabatnya pemiliknya pemohonnya dia "      \
	      "kebetulan sertifikatnya hpnya passphrasenya laptopnya baru "

/* A merged "sudah tidak menjabat" is one, too; "takutnya dipakai ..." */
static bool
is_fate(const struct token *t, bool fears)
{
	static const char uses[] = "dipakai digunakan dipergunakan "
				   "dimanfaatkan";

	return token_is(t, fates) || (fears && token_is(t, uses)) ||
	       t->word == WORD_LEFT ||
	       (t->word == WORD_PLAIN &&
		   token_is(t, "sudah sdh telah tidak tdk"));
}

/* "Masa jabatan ybs sudah berakhir"; a certificate may end some day. */
static bool
is_term_over(const struct speech *s, size_t first, size_t at)
{
	return at > first && token_is(&s->at[first], "masa") &&
	       s->at[at - 1].word == WORD_HAVE &&
	       token_is(&s->at[at], "berakhir habis");
}

/* "Yang pensiun pegawai lain" tells of another; an unknown word may open a
 * condition, a name does not. */
static bool
opens_fact(const struct speech *s, struct span c)
{
	static const char subjects[] =
	    SUBJECTS "memang pegawai dokter perawat bidan guru pejabat";
	const struct token *first = &s->at[span_first(s, c)];

	if (span_names(s, c, "lain") &&
	    !span_names(s, c, "diketahui dipakai digunakan disalahgunakan ke"))
		return false;
	if (first >= s->at + c.to)
		return true;
	/* "Disetujui, mutasi ybs" */
	if (token_is(first, fates) && span_names(s, c, "ybs") &&
	    !span_has(s, c, IN_SET(WORD_HAVE)))
		return false;
	return !token_is(first, "yang yg") &&
	       (first->word != WORD_UNKNOWN || token_is_name(first) ||
		   token_is(first, subjects) || token_is(first, fates));
}

/* "Dimutasi saja", "mutasi Anton", "pindah tanggal 5", "takut dirotasi": to
 * be done, or about the sender. */
static bool
is_order(const struct speech *s, struct span c, size_t first)
{
	static const char jobs[] = "pindah dipindah dimutasi mutasi dirotasi "
				   "rotasi jabatan diberhentikan promosi";
	static const char ends[] =
	    "pensiun pensiunan purna purnatugas "
	    "meninggal wafat hilang kehilangan lupa "
	    "almarhum almarhumah alm diketahui bocor "
	    "disalahgunakan diretas dicuri tercuri rusak";

	if (first >= c.to ||
	    span_has(s, c, IN_SET(WORD_HAVE) | IN_SET(WORD_BECAUSE)))
		return false;
	if (token_is(&s->at[first], FEARS))
		return span_names(s, c, jobs);
	if (span_names(s, c, "saja aja") && !span_names(s, c, "ybs"))
		return true;
	return token_is(&s->at[first], fates) &&
	       !token_is(&s->at[first], ends) && !span_names(s, c, "ke");
}

/* "Ybs tmt 1 Maret sudah ..." */
static bool
is_dated_owner(const struct speech *s, struct span c)
{
	return c.to > c.from && s->at[c.to - 1].word == WORD_HAVE &&
	       token_is(&s->at[span_first(s, c)], "ybs") &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_NUMBER),
		   MONTHS "per sejak terhitung mulai tmt");
}

/* "Pegawai kami memang ..." */
static bool
is_subject(const struct speech *s, struct span c)
{
	const struct token *first = &s->at[span_first(s, c)];
	bool some = c.to > c.from;
	/* "Kebetulan saya pensiun" tells of the sender. */
	bool ours = some && token_is(first, "pegawai dokter perawat bidan guru "
					    "pejabat");
	bool term = some && token_is(first, "masa");

	/* "Bersamaan dengan mutasi", "untuk permohonan pensiun" */
	if (span_names(s, c,
		"bersamaan untuk utk permohonan perihal hal usulan "
		"pengajuan itu surat cap"))
		return false;
	return c.from == c.to ||
	       span_is_made_of(s, c,
		   SPAN_BLANK | SPAN_TELLING | (ours ? IN_SET(WORD_ME) : 0) |
		       (term ? IN_SET(WORD_WHO) | IN_SET(WORD_PAPER) : 0),
		   SUBJECTS "beliau benar betul");
}

/* "Ybs sudah pindah ke provinsi per 1 Maret": places and times stand behind
 * what became of the owner; before it they could be a condition. */
static bool
is_fact(const struct speech *s, struct span c)
{
	struct span before = { c.from, c.from }, behind;
	size_t first = span_first(s, c);
	bool fears = first < c.to && token_is(&s->at[first], FEARS);

	if (!opens_fact(s, c) || is_order(s, c, first))
		return false;
	while (before.to < c.to && !is_fate(&s->at[before.to], fears) &&
	       !is_term_over(s, first, before.to))
		before.to++;
	if (before.to == c.to)
		return false;
	behind = (struct span){ before.to + 1, c.to };
	/* "Hal: mutasi" */
	if (before.to == first && !span_has(s, c, IN_SET(WORD_BECAUSE)) &&
	    span_first(s, behind) == c.to)
		return false;
	/* "Sudah tidak berwenang menandatangani dokumen" */
	bool merged = word_is_in(
	    s->at[before.to].word, IN_SET(WORD_PLAIN) | IN_SET(WORD_LEFT));
	if (span_has(s, behind, IN_SET(WORD_TO) | IN_SET(WORD_WHO)) &&
	    !span_has(s, c, IN_SET(WORD_HAVE) | IN_SET(WORD_BECAUSE)) &&
	    !span_names(s, before, "memang baru ybs yang"))
		return false; /* "alih ke Kabid" hands it over */
	return (is_dated_owner(s, before) || is_subject(s, before)) &&
	       (behind.from == behind.to ||
		   span_is_made_of(s, behind,
		       SPAN_BLANK | SPAN_TELLING | IN_SET(WORD_NUMBER) |
			   IN_SET(WORD_TO) | IN_SET(WORD_WHO) |
			   (fears || merged ? IN_SET(WORD_PAPER) : 0),
		       MONTHS
		       "per sejak mulai terhitung tmt bulan minggu rusak tgl "
		       "tanggal tahun orang lain pihak"));
}

/* "Sertifikatnya sudah tidak dipakai", "tidak bisa digunakan lagi", "biar
 * tidak dipakai orang lain". */
static bool
is_out_of_use(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);

	/* "Yang tidak dipakai akun lain" */
	if (first < c.to && token_is(&s->at[first], "yang yg"))
		return false;
	for (size_t i = c.from; i + 1 < c.to; i++) {
		size_t use = i + 1;
		if (s->at[i].word != WORD_NOT ||
		    !token_is(
			&s->at[i], "tidak tdk tak gak nggak ga jangan jgn"))
			continue;
		use += use + 1 < c.to && token_is(&s->at[use], "bisa bs dapat");
		bool ends = span_has(s, c, IN_SET(WORD_HAVE)) ||
			    span_names(s, c, "lagi biar agar supaya spy");
		if (token_is(&s->at[use],
			"digunakan dipakai dipergunakan bertugas menjabat "
			"aktif bekerja berdinas terpakai diperlukan "
			"dibutuhkan lagi aman berlaku relevan "
			"disalahgunakan dimanfaatkan"))
			return ends &&
			       span_is_made_of(s, c, SPAN_BLANK | SPAN_TELLING,
				   "tidak tdk tak gak nggak ga jangan jgn "
				   "dibutuhkan bisa bs dapat biar agar supaya "
				   "spy orang lain pihak");
	}
	return false;
}

/* "Beliau masih menjabat" tells why not. */
static bool
is_still_there(const struct speech *s, struct span c)
{
	return span_names(s, c, "masih") &&
	       span_has(s, (struct span){ 0, s->count },
		   IN_SET(WORD_NOT) | IN_SET(WORD_NO) | IN_SET(WORD_REFUSED)) &&
	       span_is_made_of(s, c, SPAN_BLANK | SPAN_TELLING, "beliau dia");
}

/* "Mengingat risiko penyalahgunaan": why. */
static bool
is_why(const struct speech *s, struct span c)
{
	/* "Guna Migrasi Akun" is a purpose of its own. */
	if (token_is(&s->at[c.from], "guna demi") &&
	    !span_names(s, c,
		"keamanan penyalahgunaan ketertiban kelancaran "
		"kebaikan mencegah menghindari"))
		return false;
	/* "Karena berkas bermasalah" */
	if (span_has(s, c, IN_SET(WORD_PAPER)) &&
	    span_has(s, c, IN_SET(WORD_FLAW)) &&
	    !span_names(s, c, "passphrase password sandi pin kartu"))
		return false;
	return s->at[c.from].word == WORD_BECAUSE &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_HAVE) |
		       IN_SET(WORD_BECAUSE) | IN_SET(WORD_PAPER) |
		       IN_SET(WORD_NUMBER),
		   span_names(s, c, "passphrase password sandi pin")
		       ? "salah rusak error bermasalah"
		       : "rusak error bermasalah");
}

/* Behind such a clause: "dan jabatannya sudah diisi Plt". */
bool
is_told_on(const struct speech *s, struct span c)
{
	size_t first = span_first(s, c);
	uint64_t set = SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_SO) |
		       IN_SET(WORD_HAVE) | IN_SET(WORD_PAPER) |
		       IN_SET(WORD_NUMBER) | IN_SET(WORD_ME);

	if (span_has(s, c, IN_SET(WORD_HAVE)))
		set |= IN_SET(WORD_WHO);
	if (span_names(s, c, "lagi"))
		set |= IN_SET(WORD_NOT);
	return first > c.from && token_is(&s->at[first - 1], "dan") &&
	       span_is_made_of(
		   s, c, set, "diisi dari terima diterima berubah keluarga");
}

/* "Berkas sudah saya cocokkan dengan SK". */
static bool
is_told_check(const struct speech *s, struct span c)
{
	static const char verbs[] = "periksa cek cocokkan cocokan teliti baca "
				    "pelajari telaah verifikasi cermati lihat";

	return span_names(s, c, verbs) && span_has(s, c, IN_SET(WORD_HAVE)) &&
	       span_has(s, c, IN_SET(WORD_ME)) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_PAPER) |
		       IN_SET(WORD_ME) | IN_SET(WORD_HAVE) | IN_SET(WORD_SO),
		   verbs);
}

/* "sudah lengkap", "telah sesuai" are one word of the vocabulary. */
static bool
has_merged_state(const struct speech *s, struct span c)
{
	for (size_t i = c.from; i < c.to; i++)
		if (s->at[i].word == WORD_PLAIN &&
		    token_is(&s->at[i], "sudah telah sdh"))
			return true;
	return false;
}

/* "SK-nya sudah ada di meja saya", "berkas sudah kami terima". */
static bool
is_paper_there(const struct speech *s, struct span c)
{
	static const char there[] = "ada diterima terima terbit lengkap masuk "
				    "keluar sesuai benar jelas terlampir ttd "
				    "tandatangan ditandatangani bertandatangan "
				    "tanda cocok sinkron";

	/* "SK-nya sudah ada perubahan" */
	if (span_names(s, c, "perubahan") && !has_merged_state(s, c))
		return false;
	/* "Kadis sudah tanda tangan": he, the paper not */
	if (span_names(s, c, "tanda ttd tandatangan") &&
	    word_is_in(s->at[span_first(s, c)].word, SPAN_PEOPLE))
		return false;
	return span_has(s, c, IN_SET(WORD_PAPER)) &&
	       ((span_has(s, c, IN_SET(WORD_HAVE)) &&
		    span_names(s, c, there)) ||
		   has_merged_state(s, c)) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_PAPER) |
		       IN_SET(WORD_HAVE) | IN_SET(WORD_ME) | IN_SET(WORD_WHO) |
		       IN_SET(WORD_SO),
		   "ada diterima lengkap masuk sesuai benar jelas terlampir "
		   "ditandatangani bertandatangan cocok sinkron "
		   "dari perubahan keluarga");
}

static bool
names_new_one(const struct speech *s, struct span c)
{
	for (size_t i = c.from + 1; i < c.to; i++)
		if (token_is(&s->at[i], "baru") &&
		    token_is(&s->at[i - 1],
			"yang yg sertifikat tte elektronik penerbitan"))
			/* "SK yang baru menyusul": a paper */
			return i < 2 ||
			       (s->at[i - 2].word != WORD_PAPER &&
				   !token_is(&s->at[i - 2],
				       "surat permohonan permohonannya"));
	return false;
}

/* "Untuk yang baru nanti diajukan terpisah": another request. */
static bool
is_new_request(const struct speech *s, struct span c)
{
	bool planned = span_names(s, c, "mengajukan") &&
		       span_names(s, c, "akan nanti nti");

	if (!planned && token_is(&s->at[c.from], "dan"))
		return false;
	return names_new_one(s, c) &&
	       !span_names(s, c, "pencabutan pencabutannya permohonan") &&
	       (planned ||
		   span_names(s, c, "terpisah tersendiri menyusul diajukan")) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_WHO) |
		       IN_SET(WORD_PAPER) | IN_SET(WORD_ME),
		   "nanti nti akan menyusul dari diajukan mengajukan baru dan "
		   "penerbitan terpisah tersendiri lewat surat");
}

/* "Saya lagi di jalan": where the sender is. */
static bool
is_whereabouts(const struct speech *s, struct span c)
{
	static const char places[] = "jalan perjalanan rapat acara bandara "
				     "pesawat diklat kegiatan luar cuti";

	return span_has(s, c, IN_SET(WORD_ME)) &&
	       span_names(s, c, "lg lagi sedang masih") &&
	       span_names(s, c, places) &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_ME),
		   "lg sedang masih jalan perjalanan rapat acara bandara "
		   "pesawat diklat kegiatan cuti dinas");
}

/* "Tidak perlu menunggu saya pulang", "tanpa menunggu SK"; nothing else may be
 * put off: "tidak perlu ditunda". */
static bool
is_no_delay(const struct speech *s, struct span c)
{
	static const char denials[] =
	    "tidak tdk tak gak nggak ga tanpa jangan perlu usah ";
	size_t at = span_first(s, c);

	if (at >= c.to || !token_is(&s->at[at], denials))
		return false;
	at += 1 + (at + 1 < c.to && token_is(&s->at[at + 1], "perlu usah"));
	if (at >= c.to)
		return false;
	if (token_is(&s->at[at], "ditunda rapat dirapatkan"))
		return span_is_made_of(s, c,
		    SPAN_SIGNS | IN_SET(WORD_ACK) | IN_SET(WORD_PERSON),
		    "tidak tdk tak gak nggak ga jangan perlu usah ditunda "
		    "rapat dirapatkan lagi ya lah");
	return token_is(&s->at[at], "menunggu tunggu nunggu") &&
	       span_is_made_of(s, c,
		   SPAN_BLANK | IN_SET(WORD_UNKNOWN) | IN_SET(WORD_ME) |
		       IN_SET(WORD_WHO) | IN_SET(WORD_PAPER),
		   "tidak tdk tak gak nggak ga tanpa jangan perlu usah "
		   "menunggu tunggu nunggu");
}

bool
is_told_reason(const struct speech *s, struct span c)
{
	return is_fact(s, c) || is_why(s, c) || is_out_of_use(s, c);
}

bool
is_told(const struct speech *s, struct span c)
{
	return is_told_reason(s, c) || is_still_there(s, c) ||
	       is_told_check(s, c) || is_paper_there(s, c) ||
	       is_new_request(s, c) || is_whereabouts(s, c) ||
	       is_no_delay(s, c);
}
