/*
 * phrases: words of an answer that mean something else together than one by
 * one. The longest that fits counts.
 */
#include "words.h"

#include "cabut/banned.h"

struct phrase_list {
	enum word word;
	const char *list; /* phrases, '|' between; "!" is any negation */
};

static const struct phrase_list phrases[] = {
	{ WORD_YES,
	    "setuju banget|setuju aja|acc aja|disetujui aja|! keberatan|! ada "
	    "keberatan|! "
	    "berkeberatan|no objection|"
	    "no objections|! ada yang keberatan|memberi persetujuan|"
	    "memberikan persetujuan|beri persetujuan|berikan persetujuan|"
	    "persetujuan diberikan|persetujuan kami berikan|"
	    "persetujuan saya berikan|a c c|di acc|di setujui|go ahead|"
	    "kasih acc|beri acc|saya acc|tanpa keberatan|! merasa keberatan" },
	{ WORD_NOT, "sama sekali tidak" },
	{ WORD_ME, "saya pribadi|sy pribadi" },
	{ WORD_AGAR, "minta tolong" },
	{ WORD_ACT, "lakukan pencabutan|laksanakan pencabutan|"
		    "lakukan revokasi|diproses lebih lanjut ke bsre|proses "
		    "lebih lanjut ke bsre|"
		    "diteruskan ke bsre|teruskan ke bsre|lanjutkan ke bsre|"
		    "dilanjutkan ke bsre|dilanjutkan prosesnya ke bsre|"
		    "lanjutkan prosesnya ke bsre|diproses ke bsre|"
		    "proses ke bsre|"
		    "ajukan ke bsre|diajukan ke bsre|"
		    "cabut aja|dicabut aja|proses aja|diproses aja" },
	{ WORD_BECAUSE, "untuk menghindari|untuk mencegah|agar menghindari|"
			"guna menghindari|guna mencegah|utk menghindari|"
			"dengan pertimbangan|dengan alasan|atas dasar|"
			"dgn alasan|dgn pertimbangan" },
	{ WORD_NO, "tolak aja" },
	{ WORD_REFUSED, "ditolak aja|is rejected|is declined|is refused" },
	{ WORD_GO, "ok to revoke|teruskan prosesnya|teruskan proses|teruskan "
		   "pencabutannya|"
		   "lanjut aja|lanjutkan aja|lanjutin aja|please proceed" },
	{ WORD_PLAIN,
	    "alasan dapat diterima|alasan bisa diterima|alasan jelas|"
	    "alasan sudah jelas|"
	    "sudah serah terima jabatan|telah serah terima jabatan|"
	    "yang berlaku|yg berlaku|! ada yang kurang|! ada yg kurang|"
	    "! ada kekurangan|harus cepat|harus segera|hrs cepat|hrs segera|"
	    "jangan ditunda|jgn ditunda|jangan ditunda lagi|jgn ditunda lagi|"
	    "jangan ditunda tunda|jangan lama lama|jgn lama lama|ketiga kali|"
	    "kedua kali|ketiga kalinya|kedua kalinya|kali ketiga|kali kedua|"
	    "kesekian kali|kesekian kalinya|jangan lupa|jgn lupa|dear admin|"
	    "yth admin|ysh admin|pak admin|bu admin|mas admin|mbak admin|"
	    "kepada admin|admin layanan|ibu admin|tidak ada salahnya|"
	    "dengan berat hati|terima kasih|matur nuwun|matur suwun|"
	    "hatur nuhun|yang bersangkutan|lebih lanjut|apa adanya|"
	    "sudah tidak aktif|sebagaimana mestinya|atas permintaan sendiri|"
	    "biar bisa bikin baru|biar bisa buat baru|agar bisa buat baru|"
	    "supaya bisa buat baru|agar bisa dibuat baru|"
	    "biar bisa dibuat baru|sudah berhenti|telah berhenti|"
	    "innalillahi wa inna ilaihi raji'un|"
	    "innalillahi wa inna ilaihi rajiun|"
	    "innalillahi wa inna ilaihi roji'un|"
	    "inna lillahi wa inna ilaihi raji'un|"
	    "inna lillahi wa inna ilaihi rajiun|jangan sampai disalahgunakan|"
	    "jgn sampai disalahgunakan|jangan sampai dipakai orang lain|"
	    "jgn sampai dipakai orang lain|jangan sampai digunakan orang lain|"
	    "jgn sampai digunakan orang lain|jangan sampai dipakai pihak lain|"
	    "jangan sampai tercecer|nanti disalahgunakan orang lain|"
	    "nanti disalahgunakan orang|nanti disalahgunakan|"
	    "melaksanakan tugas|sdh tdk aktif|tidak aktif lagi|tdk aktif lagi|"
	    "tanpa syarat|tanpa catatan|! ada catatan|! ada masalah|! masalah|"
	    "kata sandi|dan lain|saya yang bertanda tangan|sekali lagi|"
	    "! apa apa|lbh lanjut|mhn maaf|izin menjawab|ijin menjawab|"
	    "izin merespon|ijin merespon|izin menanggapi|! sempat buka email|"
	    "! sempat buka surel|! sempat buka hp|! sempat balas|"
	    "! sempat membalas|agar ! disalahgunakan orang lain|"
	    "supaya ! disalahgunakan orang lain|"
	    "biar ! disalahgunakan orang lain|"
	    "agar ! disalahgunakan pihak lain|"
	    "supaya ! disalahgunakan pihak lain|"
	    "agar ! disalahgunakan oleh pihak lain|"
	    "agar ! disalahgunakan oleh orang lain|"
	    "terima kasih atas perhatian|atas perhatian|kerja sama|mohon izin|"
	    "mohon ijin|izin pak|izin bu|ijin pak|ijin bu|memasuki masa|"
	    "masa purna|masa pensiun|masa tugas|masa jabatan|di sini lagi|"
	    "di sini|disini lagi|by me|agar ! disalahgunakan|"
	    "supaya ! disalahgunakan|biar ! disalahgunakan|seratus persen|"
	    "demikian disampaikan|demikian kami sampaikan|"
	    "demikian saya sampaikan|demikian persetujuan kami|"
	    "demikian persetujuan saya|mohon disampaikan|agar disampaikan|"
	    "mohon sampaikan|tolong sampaikan|tolong disampaikan|menolak lupa|"
	    "dari kami|dari saya|dari pihak kami|dari pihak saya|"
	    "om santi santi santi om|batas usia pensiun|dengan hormat|"
	    "mohon maaf|salam sejahtera|untuk semua|sama sama|good morning|"
	    "good afternoon|thank you|sudah lengkap|telah lengkap|sdh lengkap|"
	    "sudah sesuai|telah sesuai|sdh sesuai|dokumen lengkap|"
	    "berkas lengkap|sudah benar|sudah jelas|surat permohonan|"
	    "kartu tanda penduduk|puji tuhan|puji syukur|"
	    "dengan memohon rahmat allah swt|dengan memohon rahmat allah|"
	    "dengan memohon ridho allah" },
	{ WORD_LEFT,
	    "sudah tidak menjabat|sudah tidak bertugas|sudah tidak bekerja|"
	    "tidak lagi menjabat|tidak lagi bertugas|tidak lagi bekerja|"
	    "sudah tidak berdinas|sdh tidak menjabat|sdh tdk menjabat|"
	    "sudah tidak berwenang|tidak lagi berwenang|"
	    "bukan pegawai kami lagi|sudah bukan pegawai kami|"
	    "bukan lagi pegawai kami|sudah bukan pejabat|bukan pejabat lagi|"
	    "sdh tidak bertugas|sdh tdk bertugas" },
	{ WORD_WHO, "pelaksana tugas|pelaksana harian" },
	{ WORD_YES, "kula setujoni|kulo setujoni|kawula setujoni" },
	{ WORD_ONLY,
	    "sesuai saran|sesuai usulan|sesuai usul|"
	    "sesuai rekomendasi|sesuai pertimbangan|sesuai telaahan|"
	    "sesuai telaah|sesuai permohonan|sesuai surat|dalam jabatan|"
	    "sesuai hasil verifikasi|sesuai hasil telaah|sesuai dokumen" },
	{ WORD_MORE,
	    "kirim ulang|kirimkan ulang|dikirim ulang|unggah ulang|"
	    "upload ulang|diunggah ulang|scan ulang|pindai ulang|"
	    "ajukan ulang|diajukan ulang|ajukan kembali|diajukan kembali|"
	    "mengajukan kembali|mengajukan ulang|buat ulang|dibuat ulang|"
	    "disampaikan kembali|sampaikan kembali|disampaikan ulang|"
	    "diserahkan kembali|kirim lagi|dikirim lagi|kirim kembali|dikirim "
	    "kembali|"
	    "isi ulang|diisi ulang|ketik ulang|cetak ulang|tanda tangani dulu|"
	    "tandatangani dulu|ditandatangani dulu|ditandatangani dahulu|"
	    "tanda tangan dulu" },
	{ WORD_WHO, "smp negeri|sma negeri|smk negeri|sd negeri|smp swasta|"
		    "smp islam" },
	{ WORD_STATE, "memenuhi syarat|memenuhi persyaratan|"
		      "memenuhi ketentuan|bertanda tangan|di "
		      "tandatangani|ditanda tangani|"
		      "tanda tangani|bisa dibuka|dapat dibuka|bisa dibaca|"
		      "dapat dibaca|bisa terbaca" },
	{ WORD_PAPER, "tanda tangan|kartu keluarga|nomor surat|sk jabatan|"
		      "sk pensiun|kop surat|berita acara" },
	{ WORD_FOLLOW, "langsung dikerjakan|segera dikerjakan|dikerjakan saja|"
		       "kerjakan saja|langsung kerjakan|segera kerjakan|"
		       "tindak lanjuti|tindak lanjut|di tindaklanjuti|"
		       "ditindak lanjuti|di tindak lanjuti|proses lebih lanjut|"
		       "diproses lebih lanjut|proses sesuai ketentuan|"
		       "diproses sesuai ketentuan|proses sesuai aturan|"
		       "proses lbh lanjut|diproses lbh lanjut|"
		       "proses sesuai sop|proses sesuai prosedur|"
		       "diproses sesuai prosedur|diproses sesuai aturan|"
		       "diproses sesuai sop" },
	{ WORD_PASS, "menjadi perhatian|jadi perhatian|beri saran|"
		     "untuk diketahui|minta saran|mohon saran|buat telaahan|"
		     "follow up|siapkan telaahan|beri tanggapan" },
	{ WORD_UNDO, "! jadi|! jawaban|! dari saya|tarik kembali|ditarik "
		     "kembali|menarik kembali|"
		     "cabut permohonan|mencabut permohonan|cabut kembali" },
	{ WORD_HEARSAY,
	    "sekretaris pribadi|bapak berkenan|ibu berkenan|kadis "
	    "berkenan|atas nama bapak|atas "
	    "nama ibu|atas nama pimpinan|"
	    "atas nama kadis|atas nama beliau|a.n kadis|a.n kepala|an kadis|"
	    "an kepala|atas nama kepala|atas perintah|atas arahan|"
	    "sudah lapor|sudah tanya|on behalf|karena setuju|karna setuju|"
	    "setuju sama|sebab setuju|karena disetujui|karena acc|karena sudah "
	    "setuju|"
	    "karena telah setuju" },
	{ WORD_NAMED, "atas nama|a n|a/n" },
	{ WORD_MAYBE, "pada prinsipnya|insya allah|in sya allah|boleh jadi|"
		      "bisa jadi|minggu depan|lain kali|in principle|i think|"
		      "pada dasarnya|masih ragu" },
	{ WORD_IF, "untuk hari ini|untuk saat ini|utk hari ini|dengan "
		   "catatan|dgn catatan|dengan syarat|dgn syarat|"
		   "terlebih dahulu|terlebih dulu|untuk sementara|hari kerja|"
		   "dengan ketentuan|dgn ketentuan|dengan pengecualian" },
};

static bool
fits(const struct token *t, const char *word, size_t len)
{
	if (len == 1 && *word == '!')
		return word_is_not(t->word);
	return t->text && strlen(t->text) == len &&
	       memcmp(t->text, word, len) == 0;
}

/* Tokens taken by this one phrase; line ends inside it do not matter. */
static size_t
phrase_length(
    const char *phrase, size_t len, const struct token *at, size_t count)
{
	size_t i = 0, used = 0;

	while (i < len) {
		size_t word = strcspn(phrase + i, " |");
		while (used > 0 && used < count && at[used].word == WORD_BREAK)
			used++;
		if (used >= count || !fits(&at[used], phrase + i, word))
			return 0;
		used++;
		i += word + 1;
	}
	return used;
}

/* The next phrase from `from` on that starts with `first`, or NULL. */
static const char *
next_phrase(const char *list, const char *from, const char *first)
{
	size_t len = strlen(first);
	const char *at = from;

	for (; len > 0 && (at = strstr(at, first)); at++)
		if ((at == list || at[-1] == '|') &&
		    (at[len] == ' ' || at[len] == '|' || !at[len]))
			return at;
	return NULL;
}

/* Of the phrases that start with `first`, the most tokens that one takes. */
static size_t
longest_phrase(
    const char *list, const char *first, const struct token *at, size_t count)
{
	size_t best = 0;
	const char *phrase = list;

	for (; (phrase = next_phrase(list, phrase, first)); phrase++) {
		size_t used =
		    phrase_length(phrase, strcspn(phrase, "|"), at, count);
		best = used > best ? used : best;
	}
	return best;
}

size_t
phrase_lookup(const struct token *at, size_t count, enum word *word)
{
	size_t best = 0;

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		const char *list = phrases[i].list;
		size_t used = 0, denied = 0;
		if (at->text)
			used = longest_phrase(list, at->text, at, count);
		if (word_is_not(at->word))
			denied = longest_phrase(list, "!", at, count);
		used = denied > used ? denied : used;
		if (used > best) {
			best = used;
			*word = phrases[i].word;
		}
	}
	return best;
}
