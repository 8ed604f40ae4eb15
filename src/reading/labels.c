/*
 * labels: the spellings of field names, compared without blanks and signs:
 * "N I P", "Nip." and "NIP" are one. Meant to be extended.
 */
#include "layout.h"

#include "cabut/banned.h"

enum { LABEL_BYTES_MAX = 60, LABEL_WORDS_BACK = 14 };

struct spelling {
	enum field field;
	const char *list;
};

static const struct spelling spellings[] = {
	{ FIELD_NAME,
	    "nama namalengkap namabaru namapegawai namapemilik namapemohon "
	    "namapemiliksertifikat namalengkaptanpagelar namaasn namapns "
	    "namapejabat namayangbersangkutan narna namalengkapdangelar "
	    "namadangelar namalengkapdengangelar namalengkapgelar "
	    "namagelar nm namapengguna "
	    "namapemegangsertifikat namapemegang namasesuaiktp "
	    "namapemiliksertifikatelektronik fullname name "
	    "namaalmarhum namaalmarhumah namaalm namaalmh" },
	{ FIELD_NIP, "nip nippppk nipppk nomorindukpegawai nlp nippegawai "
		     "niplama nipbaru nipasn nippns noindukpegawai nipnrp "
		     "nomorindukpegawainip nippejabat nipyangbersangkutan "
		     "nipnippppk nipnipppk nippppknip nippppkpns nippnspppk "
		     "nomorindukpppk nipnidn nipnuptk nipnidk employeeid "
		     "civilservantnumber" },
	{ FIELD_NIK,
	    "nik noktp nomorktp nomorindukkependudukan nikktp "
	    "nomorindukkependudukannik nokependudukan ktp nlk "
	    "noindukkependudukan nonik nomornik nationalid nationalidnik "
	    "nationalidnumber" },
	{ FIELD_NIP_OR_NIK, "nipnik niknip" },
	{ FIELD_POSITION,
	    "jabatan namajabatan jabatansaatini jabatanterakhir "
	    "jabatansekarang jabatandalamsk jabatansesuaisk jabalan "
	    "jabatanstruktural jabatanfungsional jabatandinas "
	    "jabatanorganisasi position" },
	{ FIELD_POSITION_OLD, "jabatanlama jabatansebelumnya jabatansemula "
			      "jabatanasal semulajabatan" },
	{ FIELD_POSITION_NEW, "jabatanbaru jabatansetelahmutasi menjadi "
			      "jabatantujuan" },
	{ FIELD_INSTITUTION,
	    "instansi namainstansi namadinas namakantor namaperangkatdaerah "
	    "opd skpd perangkatdaerah "
	    "satuankerja satker dinas organisasi asalinstansi instansiasal "
	    "instansiunitkerja unitkerjainstansi opdunitkerja lnstansi "
	    "namaopd namaorganisasi asalopd kantor perangkatdaerahunitkerja "
	    "unitkerjaopd skpdunitkerja dinasinstansi instansidinas "
	    "unitkerjanamainstansi pd dinaslama instansiasal kementerian "
	    "institution organization kesatuan satuan lembaga sekolah "
	    "namasekolah asalsekolah namalembaga instansisekolah "
	    "unitkerjasatuan organisasiperangkatdaerah opdinstansi "
	    "dinasbadankantor" },
	{ FIELD_UNIT, "unitkerja unitorganisasi organisasiunit tempattugas "
		      "namaunitkerja unit bidang bagian tempatkerja namaunit "
		      "unitkerjalama subunit" },
	{ FIELD_EMAIL,
	    "email surel posel alamatemail emaildinas "
	    "alamatsurel emailkedinasan surelkedinasan alamatemaildinas "
	    "alamatemailkedinasan alamatemailyangterdaftar emailterdaftar "
	    "emailyangterdaftar sureldinas emallkedinasan emall "
	    "alamatposel emailaktif emailresmi emailgoid emailpegawai "
	    "alamatsurelkedinasan alamatsureldinas emailpribadikedinasan "
	    "emailkedinasanaktif surelterdaftar emaildinasaktif emai "
	    "emailaddress emailbsre emailamsterdaftar alamate-mail" },
	{ FIELD_REASON,
	    "alasan alasannya alasanpencabutan sebab keterangan "
	    "alasanpermohonan alasanpengajuan sebabpencabutan "
	    "alasanpencabutansertifikat alasanketerangan ket "
	    "keteranganalasan alasanpenghapusan alasanpenonaktifan "
	    "alasanpencabutansertifikatelektronik reason alasandicabut" },
	{ FIELD_SERIAL, "nomorseri serial serialnumber noseri "
			"nomorserisertifikat noserisertifikat serialsertifikat "
			"nomorserisertifikatelektronik sn" },
	{ FIELD_IGNORED,
	    "pangkat golongan pangkatgol pangkatgolruang "
	    "pangkatgolongan pangkatgolonganruang gol golruang pangkatgolr "
	    "nohp nomorhp nohpwa notelepon telepon telp nowa nomorwhatsapp "
	    "whatsapp nohandphone hp nowhatsapp notelp nomortelepon wa "
	    "alamat alamatrumah tempattanggallahir ttl tanggallahir "
	    "jeniskelamin agama pendidikan npwp alamatkantor fax faks "
	    "kodepos website laman username pangkatgolonganrg "
	    "nomorwhatsapphp nohpwhatsapp tmt tmtpensiun masakerja status "
	    "pangkatjabatan golonganruang kontak statuskepegawaian "
	    "tempatlahir umur pekerjaan kategoriinstansi "
	    "dinasbaru unitkerjabaru instansibaru instansitujuan "
	    "jenissertifikat masaberlaku berlakusampai tanggalpencabutan "
	    "tglpencabutan lampiranberkas nosk nomorsk tanggalsk tglsk nrp "
	    "hubungan hubungankeluarga hubungandenganpemilik emailpribadi "
	    "emaillama namalama namasebelumnya namasemula "
	    "emailsebelumnya surellama hphilang tanggalkejadian waktukejadian "
	    "kejadian" },
	{ FIELD_NUMBER, "nomor no nomorsurat nosurat nomer" },
	{ FIELD_DATE,
	    "tanggal tgl tanggalsurat tglsurat createdat waktukirim "
	    "timestamp tanggalpengajuan tanggalpermohonan tglpengajuan "
	    "submittedat tanggalkirim date submitted tglpermohonan "
	    "capwaktu stempelwaktu waktupengajuan waktuisi tanggalisi "
	    "dikirimpada "
	    "tertanggal" },
	{ FIELD_SUBJECT, "hal perihal prihal tentang subjek subject" },
	{ FIELD_SERVICE,
	    "layanan jenis jenislayanan jenispermohonan jenispengajuan "
	    "namalayanan permohonan keperluan jenisusulan service "
	    "typeofrequest requesttype jenispermintaan layananyangdiminta "
	    "layananyangdimohon jenislayanantte kategorilayanan" },
	{ FIELD_HEAD,
	    "sifat lampiran lamp yth kepadayth kepada dari "
	    "tembusan haritanggal pukul waktu tempat acara narahubung "
	    "klasifikasi derajat ditempat agenda hari undangan melalui "
	    "dasar contactperson cp catatan cc noagenda" },
};

/* What may stand behind any of them: "Email kedinasan yang aktif". */
static const char *const tails[] = { "yangaktif", "yangterdaftar",
	"yangbersangkutan", "pemiliksertifikatelektronik", "pemiliksertifikat",
	"pemilik", "pegawai", "pemegang", "terdaftar", "saatini", "aktif",
	"wajib", "asn", "sesuaiktp", "sesuaisk", "terakhir", "pengguna",
	"yangdimohon", "lengkap", "kedinasan", "dinas", "resmi",
	"yangterdaftardiams", "yangterdaftardibsre", "terdaftardiams",
	"pelapor", "pengaju", "pengusul" };

static enum field
known_field(const char *letters, size_t len)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (len > 0 && list_has(spellings[i].list, letters, len))
			return spellings[i].field;
	return FIELD_NONE;
}

/* With the first `wrong` as it should be. */
static enum field
field_repaired(
    const char *letters, size_t len, const char *wrong, const char *right)
{
	char fixed[LABEL_BYTES_MAX + 1];
	size_t wrong_len = strlen(wrong), right_len = strlen(right);
	const char *hit = len <= LABEL_BYTES_MAX
			      ? memmem(letters, len, wrong, wrong_len)
			      : NULL;

	if (!hit)
		return FIELD_NONE;
	size_t at = (size_t)(hit - letters), rest = len - at - wrong_len;
	memcpy(fixed, letters, at);
	memcpy(fixed + at, right, right_len);
	memcpy(fixed + at + right_len, hit + wrong_len, rest);
	return known_field(fixed, at + right_len + rest);
}

static enum field
field_of(const char *letters, size_t len)
{
	enum field field = known_field(letters, len);

	for (size_t i = 0;
	     field == FIELD_NONE && i < sizeof tails / sizeof *tails; i++) {
		size_t tail = strlen(tails[i]);
		if (len > tail &&
		    memcmp(letters + len - tail, tails[i], tail) == 0)
			field = known_field(letters, len - tail);
	}
	/* OCR reads "ernail", "nama lnstansi". */
	if (field == FIELD_NONE)
		field = field_repaired(letters, len, "rn", "m");
	if (field == FIELD_NONE)
		field = field_repaired(letters, len, "ln", "in");
	return field;
}

/* OCR reads "Emai1" and "Nom0r". */
static char
label_sign(char c, size_t len)
{
	if (len > 0 && c == '1')
		return 'l';
	if (len > 0 && c == '0')
		return 'o';
	return ascii_lower(c);
}

/* Letters only, without what stands in parentheses and without the domain
 * that a form wants: "Email @banyukencanakab". */
static size_t
label_letters(struct slice s, char letters[LABEL_BYTES_MAX + 1])
{
	size_t len = 0, depth = 0;
	bool is_domain = false;

	for (size_t i = 0; i < s.len; i++) {
		depth += s.at[i] == '(';
		is_domain =
		    s.at[i] != ' ' && (is_domain || (s.at[i] == '@' && i > 0 &&
							s.at[i - 1] == ' '));
		if (depth == 0 && !is_domain && ascii_is_alnum(s.at[i])) {
			if (len == LABEL_BYTES_MAX)
				return 0;
			letters[len] = label_sign(s.at[i], len);
			len++;
		}
		depth -= s.at[i] == ')' && depth > 0;
	}
	letters[len] = '\0';
	return len;
}

/* "1.", "a)", "- " before a label. */
static struct slice
without_number(struct slice s)
{
	size_t i = 0;

	s = slice_trim(s);
	while (i < s.len && i < 3 && ascii_is_alnum(s.at[i]))
		i++;
	if (i < s.len && (i < 2 || ascii_is_digit(s.at[0])) &&
	    (s.at[i] == '.' || s.at[i] == ')') && i > 0)
		return slice_trim(slice_from(s, i + 1));
	if (s.len > 1 && (s.at[0] == '-' || s.at[0] == '*') && s.at[1] == ' ')
		return slice_trim(slice_from(s, 1));
	return s;
}

/* Also "1. a. Nama". */
static struct slice
without_numbering(struct slice s)
{
	return without_number(without_number(s));
}

static bool
one_label(struct slice s, struct label *label)
{
	char letters[LABEL_BYTES_MAX + 1];
	size_t len = label_letters(s, letters);
	enum field field = field_of(letters, len);

	if (field == FIELD_NONE)
		return false;
	*label = (struct label){ { field }, 1 };
	return true;
}

/* "Jabatan dan Unit Kerja" is "Jabatan / Unit Kerja". */
static struct slice
with_slashes(struct slice s, char out[LABEL_BYTES_MAX + 1])
{
	const char *joint = memmem(s.at, s.len, " dan ", 5);

	if (!joint)
		return s;
	memcpy(out, s.at, s.len);
	memcpy(out + (joint - s.at), "  /  ", 5);
	return (struct slice){ out, s.len };
}

bool
label_of(struct slice s, struct label *label)
{
	struct label part, whole = { { FIELD_NONE }, 0 };
	struct slice rest, piece;
	char joined[LABEL_BYTES_MAX + 1];

	s = without_numbering(s);
	while (s.len > 0 && strchr(":=. *", s.at[s.len - 1]))
		s.len--;
	if (s.len == 0 || s.len > LABEL_BYTES_MAX || ascii_is_digit(s.at[0]))
		return false;
	if (one_label(s, label))
		return true;
	rest = with_slashes(s, joined);
	while (slice_take_until(&rest, '/', &piece)) {
		if (!one_label(slice_trim(piece), &part) ||
		    whole.count == LABEL_FIELDS_MAX)
			return false;
		whole.at[whole.count++] = part.at[0];
	}
	if (whole.count < 2)
		return false;
	*label = whole;
	return true;
}

static bool
is_word_start(const char *text, size_t at)
{
	return ascii_is_alnum(text[at]) &&
	       (at == 0 || (!ascii_is_alnum(text[at - 1]) &&
			       (unsigned char)text[at - 1] < 0x80));
}

/* The longest label that ends at the sign at `sign`. */
static bool
label_before(const char *text, size_t from, size_t sign, struct label *label,
    size_t *start)
{
	bool found = false;
	unsigned words = 0;

	for (size_t at = sign; at-- > from && words < LABEL_WORDS_BACK &&
			       sign - at < LABEL_BYTES_MAX;) {
		struct label here;
		if (!is_word_start(text, at))
			continue;
		words++;
		/* "... pegawai atas nama :" is no label. */
		if (at >= from + 5 &&
		    slice_equal_nocase(
			(struct slice){ text + at - 5, 5 }, SLICE("atas ")))
			return false;
		if (!label_of((struct slice){ text + at, sign - at }, &here))
			continue;
		*label = here;
		*start = at;
		found = true;
	}
	return found;
}

/* OCR reads a colon as another sign: "NIK + 1806121305899671". */
static size_t
stray_sign(const char *text)
{
	return text[0] && strchr("+;*>", text[0]) && text[1] == ' ' ? 2 : 0;
}

/* "NIP 19640101 ...", "NIK. 3509...": the digits are sign enough. */
static bool
number_label_at(const char *text, size_t at, struct label *label, size_t *value)
{
	size_t len = 0, digits = 0, sign;

	while (len < 5 && ascii_is_alpha(text[at + len]))
		len++;
	if (len < 3 || len > 4 || !is_word_start(text, at))
		return false;
	sign = at + len;
	while (text[sign] == '.' || text[sign] == ' ')
		sign++;
	sign += stray_sign(text + sign);
	for (size_t i = sign;
	     ascii_is_digit(text[i]) || (text[i] && strchr(" .-", text[i]));
	     i++)
		digits += ascii_is_digit(text[i]);
	*value = sign;
	return digits >= 9 && ascii_is_digit(text[sign]) &&
	       one_label((struct slice){ text + at, len }, label) &&
	       (label->at[0] == FIELD_NIP || label->at[0] == FIELD_NIK);
}

bool
label_find(const char *text, size_t from, struct label *label, size_t *start,
    size_t *value)
{
	for (size_t at = from; text[at]; at++) {
		if (number_label_at(text, at, label, value)) {
			*start = at;
			return true;
		}
		bool sign = text[at] == ':' || text[at] == '=';
		if (!sign || !label_before(text, from, at, label, start))
			continue;
		*value = at + 1;
		while (text[*value] == ' ' || text[*value] == ':' ||
		       text[*value] == '=')
			++*value;
		return true;
	}
	return false;
}
