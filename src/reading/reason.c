/*
 * reason: reason codes and the words that mean them. When a text names two,
 * death and retirement go first (a dismissal "karena pensiun" is a
 * retirement), a change of data last (it follows from the others); among the
 * rest the first that was written counts.
 */
#include "reason.h"
#include "text.h"

#include "cabut/banned.h"

struct reason_words {
	enum reason reason;
	int rank; /* lower goes first */
	const char *list;
};

static const char *const codes[] = { NULL, "lupa_passphrase", "perubahan_data",
	"kehilangan", "mutasi", "pensiun", "meninggal", "pemberhentian",
	"kompromi", "lainnya" };

static const char *const labels[] = { "", "Lupa passphrase", "Perubahan data",
	"Kehilangan", "Mutasi", "Pensiun", "Meninggal dunia", "Pemberhentian",
	"Kunci disalahgunakan atau diketahui orang lain", "Lainnya" };

static const struct reason_words words[] = {
	{ REASON_DECEASED, 0,
	    "meninggalnya|wafatnya|deceased|passed away|meninggal|meninggal "
	    "dunia|wafat|almarhum|"
	    "almarhumah|alm|almh|berpulang|tutup usia|kematian|mangkat" },
	{ REASON_RETIRED, 1,
	    "pensiun|purna tugas|purnatugas|purna bakti|"
	    "purnabakti|batas usia pensiun|bup|memasuki masa pensiun|"
	    "pensiunnya|pensiunan|purna|purnawirawan|retired|retirement|"
	    "bebas tugas|mpp|masa persiapan pensiun" },
	{ REASON_COMPROMISE, 2,
	    "kompromi|terkompromi|diretas|peretasan|"
	    "dibobol|bocor|kebocoran|disalahgunakan|penyalahgunaan|"
	    "diketahui dan dipakai|dipakai oleh orang lain|"
	    "diketahui dan digunakan|diketahui dan dipergunakan|"
	    "dipergunakan orang lain|dipergunakan oleh orang lain|"
	    "dipergunakan pihak lain|dipergunakan oleh pihak lain|"
	    "tanpa seizin|tanpa seijin|tanpa ijin|"
	    "dipakai oleh pihak lain|"
	    "disalah gunakan|diketahui orang lain|diketahui pihak lain|"
	    "dipakai orang lain|digunakan orang lain|dibajak|phishing|"
	    "diketahui oleh orang lain|diketahui oleh pihak lain|"
	    "digunakan oleh pihak lain|digunakan oleh orang lain|"
	    "diketahui pihak|diketahui rekan|diketahui staf|"
	    "digunakan pihak lain|dipakai pihak lain|dikuasai|dihack|"
	    "tanpa izin|tanpa sepengetahuan|tidak pernah saya tandatangani|"
	    "malware|akses tidak sah|compromised|misused|stolen key" },
	{ REASON_LOSS, 2,
	    "kehilangan|hilang|dicuri|kecurian|tercuri|"
	    "tertinggal|raib|lenyap|kecopetan|rusak|terhapus|"
	    "lost|stolen|dijambret|dirampok|terbakar|hangus|tercecer" },
	{ REASON_PASSPHRASE, 2,
	    "lupa passphrase|lupa pasphrase|"
	    "lupa passpharase|lupa kata sandi|lupa password|lupa pin|"
	    "lupa sandi|lupa|tidak ingat|passphrase terlupa|terlupa|"
	    "salah passphrase|passphrase terkunci|kelupaan|lupa pass phrase|"
	    "passphrase terblokir|forgot|forgotten|forgot passphrase" },
	/* Enrolled twice: who says so may speak of how he moved, too. */
	{ REASON_OTHER, 2,
	    "didaftarkan dua kali|terdaftar dua kali|terdaftar ganda|"
	    "didaftarkan 2x|terdaftar 2x|terdaftar 2 kali|"
	    "pendaftaran ganda|terdaftar dobel|akun ganda|sertifikat ganda" },
	{ REASON_OTHER, 3,
	    "tugas belajar|izin belajar|cuti di luar tanggungan" },
	{ REASON_MOVED, 3,
	    "dipindahtugaskannya|mutasi|mutasinya|dimutasinya|"
	    "dipindahkannya|pindahnya|"
	    "pindah tugas|alih tugas|pindah|perpindahan|"
	    "rotasi|promosi|dipindahkan|dipindahtugaskan|pergantian pejabat|"
	    "penggantian pejabat|alih jabatan|dimutasi|dimutasikan|"
	    "alih fungsi|pergantian jabatan|penempatan baru|"
	    "masa penugasan|masa perbantuan|berakhirnya masa penugasan|"
	    "berakhirnya masa perbantuan|kembali ke instansi induk|"
	    "dikembalikan ke instansi induk|"
	    "serah terima jabatan|tidak lagi menjabat|sudah tidak menjabat|"
	    "transferred|transfer|reassigned|dipromosikan|perpindahan "
	    "tugas|penugasan baru|berpindah" },
	{ REASON_DISMISSED, 3,
	    "diberhentikan|diberhentikannya|berhentinya|dipecat|"
	    "pemecatan|mengundurkan diri|pengunduran diri|ptdh|"
	    "diberhentikan sementara|hukuman disiplin|"
	    "berhenti|habis masa kontrak|kontrak berakhir|masa jabatan|"
	    "berakhir masa kerja|masa kontrak|resign|kontrak kerja berakhir|"
	    "perjanjian kerja berakhir|berakhirnya masa|resigned|"
	    "dismissed|terminated|perjanjian kerjanya diakhiri|"
	    "pemutusan hubungan kerja|pemutusan hubungan|tidak diperpanjang" },
	{ REASON_DISMISSED, 4, "pemberhentian" },
	{ REASON_CHANGE, 5,
	    "perubahan data|penulisan nama|nama salah|ejaan nama|"
	    "ganti email dinas|perubahan nama|perubahan email|"
	    "perubahan surel|perubahan jabatan|perubahan gelar|"
	    "perubahan nik|perubahan nip|perubahan identitas|"
	    "perubahan alamat|penggantian alamat|pergantian "
	    "alamat|perubahan|kesalahan data|kesalahan penulisan|"
	    "salah data|salah ketik|salah penulisan|ganti nama|"
	    "ganti email|ganti surel|pergantian email|pergantian nama|"
	    "penggantian email|data berubah|kesalahan nama|kesalahan nik|"
	    "nomenklatur|pembaruan data|data tidak sesuai|perbaikan data|"
	    "penyesuaian data|penambahan gelar|kesalahan input|salah input|"
	    "tidak sesuai|ketidaksesuaian|ketidaksesuaian data|"
	    "perbaikan nama|perbaikan nik|ketidakcocokan data" },
};

const char *
reason_code(enum reason reason)
{
	return codes[reason];
}

const char *
reason_label(enum reason reason)
{
	return labels[reason];
}

bool
reason_of_code(const char *code, enum reason *reason)
{
	for (size_t i = 1; code && i < sizeof codes / sizeof *codes; i++) {
		if (strcmp(codes[i], code) != 0)
			continue;
		*reason = (enum reason)i;
		return true;
	}
	return false;
}

bool
reason_is_urgent(enum reason reason)
{
	return reason == REASON_COMPROMISE || reason == REASON_LOSS;
}

enum reason
reason_of_text(const char *folded)
{
	enum reason best = REASON_NONE;
	const char *first = NULL;
	int rank = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct reason_words *w = &words[i];
		const char *at = text_find_any(folded, w->list);
		if (!at || (first && (w->rank > rank ||
					 (w->rank == rank && at >= first))))
			continue;
		best = w->reason;
		first = at;
		rank = w->rank;
	}
	return best;
}
