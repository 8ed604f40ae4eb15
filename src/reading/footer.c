/*
 * footer: what a mail program, an office or its IT puts around an answer: a
 * line of the telephone, a slogan, a banner, a disclaimer. Such a line is
 * dropped, so it may be nothing else: a word of the case in it keeps it.
 */
#include "footer.h"
#include "words.h"

#include "cabut/banned.h"

static const char sent_from[] =
    "dikirim dari|kirim dari aplikasi|(dikirim dari|dari hp |terkirim "
    "dari|sent from|sent via|dikirim melalui|"
    "dikirim menggunakan|dapatkan outlook|get outlook|dikirim lewat|"
    "unduh outlook|diunggah dari ponsel|sent with|virus-free|bebas virus|"
    "[teks yang dikutip disembunyikan]|[quoted text hidden]|"
    "dikirim pakai|dikirim dengan|enviado|scanned by|on mobile|"
    "typed on|diketik dari|diketik di|diketik lewat|diketik dengan|"
    "bebas dari virus|sunting teks yang dikutip|dari ponsel|lewat ponsel|via "
    "ponsel|via hp|lewat hp|dari gawai";

static const char slogans[] =
    "gratifikasi|korupsi|pungli|pungutan liar|zona integritas|wbk|wbbm|"
    "berakhlak|go green|save paper|hemat kertas|"
    "think before you print|before printing|bangga melayani bangsa|suap|"
    "sebelum mencetak|segala bentuk|jangan cetak|memungut biaya|"
    "diminta imbalan|anti korupsi|antikorupsi|narkoba|"
    "melayani dengan hati|sepenuh hati|berani jujur|jujur itu hebat|"
    "indonesia maju|save trees|stop hoax|stop hoaks|anti hoax|anti hoaks|"
    "lawan hoax|lawan hoaks|cegah hoaks|saring sebelum sharing|miras|"
    "kekerasan terhadap|"
    "ikhlas beramal|tut wuri handayani|lingkungan sebelum mencetak";

/* What a slogan of these may be made of, "setuju" and "tolak" too. */
static const char slogan_words[] =
    "kekerasan terhadap perempuan anak setuju melayani tolak stop anti "
    "antikorupsi bebas dari dan no yes lawan "
    "berantas cegah kami siap say to zona integritas tanpa bersih hindari "
    "katakan pada korupsi gratifikasi pungli suap narkoba miras judi hoax "
    "hoaks wbk wbbm kkn kolusi nepotisme berakhlak bangga bangsa damai itu "
    "indah jujur hebat mari ayo kita bersama wujudkan dengan hati sepenuh "
    "mohon pertimbangkan lingkungan sebelum mencetak surel email ini di dalam "
    "e mail pesan cetak jika bila perlu hanya harap pikirkan hemat kertas";

static const char disclaimers[] =
    "bersifat rahasia|disclaimer|confidential|confidentiality|penyangkalan|"
    "bila anda bukan penerima|jika anda bukan penerima|"
    "apabila anda bukan penerima|intended recipient|"
    "hanya ditujukan bagi|email ini beserta|e-mail ini beserta|"
    "surel ini beserta|pesan ini beserta|surat elektronik ini beserta|"
    "may contain privileged|"
    "hanya ditujukan untuk|hanya untuk penerima|privileged|"
    "pengirim menolak tanggung jawab|tidak bertanggung jawab|"
    "catatan kerahasiaan|pernyataan kerahasiaan|pesan ini dan lampirannya";

static const char banners[] =
    "email eksternal|external email|surel eksternal|[external]|"
    "originated from outside|berasal dari luar|pengirim eksternal|"
    "you don't often get email|anda jarang menerima email|"
    "jangan klik tautan|do not click";

/* A word of the answer in it: then it is no slogan. */
static bool
is_about_the_case(const char *folded)
{
	return text_has_any(folded,
	    "tapi|tetapi|tunggu|menunggu|tunda|ditunda|ybs|yang bersangkutan|"
	    "pencabutan|dicabut|cabut|persetujuan|setuju|disetujui|saya|berkas|"
	    "dokumen|lampiran|lampirannya|sk|seizin|seijin|arahan|kabid|kadis|"
	    "sekda|pemohon|sertifikat|permohonan|nanti|dulu|besok|perkara|"
	    "perkaranya|kasus|kasusnya|putusan|menanti|sidang|terbukti|dugaan|"
	    "indikasi|penyidikan|diperiksa|pasca|selepas|bahas|dibahas");
}

/* It asks, waits, reports or hands over, as no slogan does. */
static bool
says_something(struct slice line, struct arena *arena)
{
	const uint64_t saying = IN_SET(WORD_BUT) | IN_SET(WORD_PASS) |
				IN_SET(WORD_SEND) | IN_SET(WORD_MORE) |
				IN_SET(WORD_HEARSAY) | IN_SET(WORD_MAYBE) |
				IN_SET(WORD_ASK) | IN_SET(WORD_QUERY) |
				IN_SET(WORD_ACT) | IN_SET(WORD_UNDO);
	struct speech s;

	speech_make(text_squeeze(line, arena), arena, &s);
	/* "Kalau tidak ada pungli", "Tidak untuk yang kasus narkoba" */
	if (s.count > 0 &&
	    ((s.at[0].word == WORD_IF && !token_is(&s.at[0], "stop")) ||
		(word_is_not(s.at[0].word) && s.count > 1 &&
		    token_is(&s.at[1], "untuk utk"))))
		return true;
	for (size_t i = 0; i < s.count; i++)
		if (word_is_in(s.at[i].word, saying) ||
		    token_is(&s.at[i], "bupati kadis sekda kabid pimpinan "
				       "atasan kepala wali walikota gubernur"))
			return true;
	return false;
}

/* "Setuju Berubah, Siap Melayani" in quotes. */
bool
footer_is_motto(const char *folded, struct slice line, struct arena *arena)
{
	const uint64_t limits = IN_SET(WORD_IF) | IN_SET(WORD_NOT) |
				IN_SET(WORD_NOT_YET) | IN_SET(WORD_PERSON);
	size_t len = strlen(folded);
	struct speech s;

	if (len < 12 || folded[0] != '"' || folded[len - 1] != '"' ||
	    says_something(line, arena))
		return false;
	speech_make(text_squeeze(line, arena), arena, &s);
	for (size_t i = 0; i < s.count; i++)
		if (word_is_in(s.at[i].word, limits))
			return false;
	return !text_has_any(
	    folded, "ybs|sk|berkas|pencabutan|sertifikat|saya");
}

/* Every word is one of the `list`. */
static bool
is_made_of(const char *folded, const char *list)
{
	static const char signs[] = " .,;:!()[]<>\"'|-/&*";

	for (const char *at = folded; *at; at += strspn(at, signs)) {
		size_t len = strcspn(at, signs);
		if (len > 0 && !list_has(list, at, len))
			return false;
		at += len;
	}
	return true;
}

/* "Hemat kertas: jangan mencetak surel ini bila tidak perlu." */
static bool
is_about_paper(const char *folded)
{
	static const char words[] =
	    "hemat kertas jangan mencetak cetak surel email e mail ini bila "
	    "jika "
	    "kalau tidak perlu kecuali benar selamatkan bumi hutan pohon "
	    "lingkungan demi untuk mari kita go green save paper trees think "
	    "before you print printing this mail pikirkan sebelum mohon harap "
	    "pertimbangkan";

	if (!text_has_any(folded, "kertas|mencetak|cetak|print|printing"))
		return false;
	return is_made_of(folded, words);
}

/* "Setuju melayani, TOLAK korupsi!", but not "Setuju sepenuh hati". */
static bool
is_slogan_alone(const char *folded)
{
	if (text_has_any(folded, "setuju|tolak|yes|no|siap") &&
	    !text_has_any(folded,
		"korupsi|gratifikasi|pungli|suap|narkoba|"
		"miras|judi|hoax|hoaks|melayani|kkn|kekerasan"))
		return false;
	if (text_starts(folded, "bila ") || text_starts(folded, "jika ") ||
	    text_starts(folded, "tanpa ") || text_starts(folded, "hanya "))
		return false;
	return is_made_of(folded, slogan_words);
}

/* "Ayo lengkapi data kependudukan Anda, GRATIS!" */
static bool
is_campaign(const char *folded)
{
	return text_has_any(folded,
		   "mall pelayanan publik|gratis|taat pajak|lhkpn|lhkasn|"
		   "bayar pajak|sensus|stunting|imunisasi|"
		   "vaksin|kependudukan anda") &&
	       text_has_any(folded, "anda|ayo|mari|yuk");
}

/* It begins a line of its own, with a capital. */
static bool
is_slogan(const char *folded, struct slice line, struct arena *arena)
{
	line = slice_trim(line);
	bool is_lower = line.len > 0 && line.at[0] >= 'a' && line.at[0] <= 'z';

	bool is_one = text_has_any(folded, slogans);

	if (is_lower || strchr(folded, '?'))
		return false;
	if (is_one && (is_slogan_alone(folded) || is_about_paper(folded)))
		return true;
	if (is_about_the_case(folded))
		return false;
	if (is_campaign(folded))
		return true;
	return is_one ? !says_something(line, arena)
		      : footer_is_motto(folded, line, arena);
}

/* What stands in the plain half for a picture: "[cid:logo.png]". */
static bool
is_picture(const char *folded)
{
	static const char *const starts[] = { "[cid:", "[image", "[gambar",
		"[logo", "[photo", "<image", "<http", "<#" };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (text_starts(folded, starts[i]))
			return text_ends(folded, "]") || text_ends(folded, ">");
	return false;
}

/* "Dikirim dari ponsel saya, maaf bila ada salah ketik". */
static bool
is_footer(const char *folded)
{
	const char *hit = text_find_any(folded, sent_from);
	bool framed =
	    hit &&
	    (hit == folded || (hit == folded + 1 && strchr("<-[(", folded[0])));
	static const char things[] =
	    "dari from via with lewat melalui menggunakan dengan my saya the "
	    "untuk "
	    "for pakai mobile phone tablet hp ponsel gawai perangkat seluler "
	    "handphone iphone ipad ipod android samsung galaxy xiaomi redmi "
	    "poco oppo vivo realme huawei nokia infinix itel asus sony "
	    "blackberry smartphone cerdas pintar pribadi kantor yahoo mail "
	    "outlook ios gmail aplikasi app "
	    "zimbra telkomsel xl indosat smartfren aquamail spark bluemail k-9 "
	    "k9 mailspring webmail surel email microsoft windows zoho proton "
	    "protonmail secure encrypted pro max plus ultra a s mini note tab "
	    "maaf mohon bila jika kalau apabila ada salah ketik typo "
	    "kesalahan singkat balasan pesan ini ejaan penulisan pengetikan "
	    "harap maafkan atas ringkas keringkasan keringkasannya kekurangan "
	    "please excuse any brevity errors typos virus www avast com "
	    "sunting dari";

	/* "Dikirim dari hp, maaf balasan ini salah" takes it back. */
	if (text_has_any(folded, "balasan|pesan|salah") &&
	    !text_has_any(folded, "singkat|ringkas|keringkasan|salah ketik|"
				  "ada kesalahan|kesalahan ketik|typo|ejaan|"
				  "penulisan|pengetikan"))
		return false;
	if (!framed || strlen(folded) >= 160)
		return false;
	for (const char *at = hit; *at;) {
		size_t len = strcspn(at, " .,;()[]<>\"'|!");
		/* "<https://aka.ms/...>", "A54" */
		bool is_mark = len > 0 && memmem(at, len, "://", 3);
		for (size_t k = 0; k < len; k++)
			is_mark |= ascii_is_digit(at[k]);
		if (len > 0 && !is_mark && !list_has(things, at, len) &&
		    !list_has("dikirim terkirim diunduh sent get dapatkan "
			      "unduh kirim diketik typed on virus-free bebas "
			      "virus by teks yang dikutip disembunyikan quoted "
			      "text hidden enviado scanned di",
			at, len))
			return false;
		at += len;
		at += strspn(at, " .,;()[]<>\"'|!");
	}
	return true;
}

bool
footer_is_disclaimer(const char *folded)
{
	return text_has_any(folded, disclaimers) &&
	       text_has_any(folded,
		   "email|e-mail|surel|pesan|surat elektronik|message|mail|"
		   "penerima|recipient|pengirim|kerahasiaan|informasi|"
		   "transmission|disclaimer|penyangkalan|intended|"
		   "confidential");
}

/* "[EXTERNAL] ...", "PERHATIAN: surel ini berasal dari luar ...". */
static bool
is_banner(const char *folded)
{
	static const char *const starts[] = { "[", "perhatian", "peringatan",
		"caution", "warning", "external", "email eksternal",
		"surel eksternal", "you don't often", "anda jarang" };

	/* Their warning names attachments, which else are the case's. */
	static const char ours[] =
	    "setuju|tolak|tunggu|ditunda|ybs|pencabutan|dicabut|saya|berkas|"
	    "dokumen|sertifikat|permohonan|dulu|nanti|besok";
	bool warns = folded[0] == '[' && folded[strlen(folded) - 1] == ']' &&
		     text_has_any(folded, "tautan|link|links") &&
		     !text_has_any(folded, ours);

	if (!text_has_any(folded, banners) ||
	    (!warns && is_about_the_case(folded)))
		return false;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (text_starts(folded, starts[i]))
			return true;
	return false;
}

bool
footer_is(const char *folded, struct slice line, struct arena *arena)
{
	return is_footer(folded) || is_picture(folded) ||
	       is_slogan(folded, line, arena) || is_banner(folded);
}
