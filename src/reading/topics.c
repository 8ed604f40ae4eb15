/*
 * topics: what people write about beside an answer and that neither limits
 * it, nor moves it to another day, thing or person: devices, places, what
 * became of somebody. An unknown word is none of them. Meant to be extended;
 * a duty, a date to come, a jest or another request must never stand here.
 */
#include "words.h"

#include "cabut/banned.h"

static const char topics[] =
    "memang hp handphone ponsel laptop komputer gawai perangkat flashdisk "
    "kemarin dulunya tadi lalu sejak tmt terhitung sebulan seminggu lagi "
    "luar daerah pusat vertikal kementerian rs sekolah akun aplikasi "
    "sistem sinyal jaringan internet dipakai digunakan dipergunakan bocor "
    "tersebar beredar disalahgunakan dimanfaatkan dicuri kecurian tercuri "
    "kecopetan dijambret kejambret risiko resiko rawan aman bahaya "
    "berbahaya mengundurkan diri diberhentikan resign pemberhentian "
    "pelantikan dilantik pegawai dokter guru perawat bidan terlambat telat "
    "lambat sempat buka susah sulit jelek lemah terus kasihan sakit "
    "dirawat kecelakaan pulang turut berduka cita duka khotimah khatimah "
    "husnul amal ibadah innalillahi tuhan yme swt allah surga ketabahan "
    "diberi kekuatan ditinggalkan diampuni dosa amor ing acintya meja "
    "beserta cocokkan meneliti diingatkan resume medis menandatangani "
    "paripurna pendapatan pengawasan penelitian pengembangan perencanaan "
    "pembangunan pemberdayaan perempuan penanaman modal perpustakaan "
    "kearsipan ketahanan bencana bangsa politik aset transmigrasi keuangan "
    "pendidikan kesehatan pertanian perhubungan sosial pangan "
    "perindustrian perdagangan lingkungan hidup kehutanan kelautan "
    "perikanan perumahan permukiman pekerjaan pariwisata kebudayaan pemuda "
    "olahraga tenaga kerja sehat persandian terlupa kelupaan teringat "
    "arsip simpan disimpan pemilik pemiliknya sebelah bawah slow respon "
    "mengingatkan mengabari "
    "memberitahukan "
    "terminal pasar bandara "
    "stasiun pelabuhan kapal bus angkot ojek hotel masjid rumah kos kampus "
    "jalan warung kebun sawah hutan laut sungai pantai turun mendarat "
    "terbit terbitkan diterbitkan agama kebenaran "
    "terbakar kebakaran kebanjiran banjir rusaknya definitif";

bool
token_is_topic(const struct token *t)
{
	size_t len = t->text ? strlen(t->text) : 0;

	if (len == 0)
		return false;
	if (list_has(topics, t->text, len))
		return true;
	return len > 5 && text_ends(t->text, "nya") &&
	       list_has(topics, t->text, len - 3);
}
