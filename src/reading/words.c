/*
 * words: the vocabulary of answers, word by word. Meant to be extended: a word
 * stands in one list only, in lower case, without its -nya, -lah, -kah. A word
 * that is in no list makes an approval unclear, so a missing word costs a
 * question; a word in the wrong list may cost a certificate.
 */
#include "words.h"

#include "cabut/banned.h"

struct word_list {
	enum word word;
	const char *list; /* single words, ' ' between */
};

static const struct word_list vocabulary[] = {
	{ WORD_YES,
	    "setuju setujui menyetujui disetujui setujuin "
	    "aproved aprove setoedjoe setudju nyetujoni nyarujuki acc diacc "
	    "ngacc mengacc aksep approve approved agree agreed "
	    "satuju disatujuan nyatujuan sarujuk sarujug sapuk sepakat "
	    "menyepakati disepakati sependapat kabulkan dikabulkan "
	    "mengabulkan izinkan diizinkan mengizinkan ijinkan diijinkan "
	    "restui direstui merestui stuju setju setujuu setujuh "
	    "sutuju setujuk setujy seyuju setujh satujui granted accepted "
	    "perkenankan diperkenankan sejutu setuju2 stujui stju stj setj "
	    "stjui set7 s7 st7 se7 satujuan stujuh" },
	{ WORD_GO,
	    "dilanjutkeun dilajengkeun lajengkeun lanjut lanjutkan dilanjutkan "
	    "dilanjut "
	    "lanjutken teraskeun "
	    "teruskeun laksanakeun proceed lanjutkeun lanjutin diteraskeun "
	    "lanjot lanjuik lanjuikkan lanjuikan durusang dilajengaken" },
	{ WORD_ACT,
	    "cabut dicabut mencabut proses diproses memproses "
	    "prosesnya prosesipun revoke revoked cabutkan dicabutkan eksekusi "
	    "dieksekusi" },
	{ WORD_LET,
	    "silakan silahkan monggo mangga boleh dapat dpt dipersilakan "
	    "dipersilahkan sumangga manggo silaken bole persilakan "
	    "mempersilakan mempersilahkan" },
	{ WORD_CAN, "bisa bs perlu usah berkenan saged prasida" },
	{ WORD_NO,
	    "tolak menolak tolk tollak tlak nolak disagree reject tolakk "
	    "decline deny keberatan berkeberatan tampik" },
	{ WORD_REFUSED, "ditolak penolakan ditlak ditolk rejected declined "
			"denied refused ditampik ditolakk refuse" },
	{ WORD_NOT,
	    "tidk nenten idak tidak tdk tak tdak gak ga gk nggak ngga gausah "
	    "gaperlu gakusah "
	    "gakperlu gabisa gakbisa enggak engga "
	    "kagak ndak nda ndk indak inda ora mboten boten moten teu henteu "
	    "bukan bkn jangan jgn no not never tra trada tara nyanda kada "
	    "seng tena dang sing ten emoh ogah gamau nehi hana gada ndda "
	    "dont don't tida tiada dak aja ojo ulah nonaktif g gag "
	    "tidaklah moal sanes dudu ngak" },
	{ WORD_NOT_YET, "belum blm blom belom durung dereng encan acan "
			"kurang krg krang kirang tacan" },
	{ WORD_MAYBE,
	    "mungkin sepertinya kayaknya kemungkinan rasanya semoga "
	    "mudah-mudahan akan besok bsk nanti nti ntar lusa hampir "
	    "agaknya tampaknya kelihatannya nampaknya cenderung prinsip "
	    "prinsipnya kira-kira seharusnya harusnya mestinya bakal "
	    "sementara smntr coba barangkali ragu ragu-ragu bingung pikir "
	    "insyaallah insya insyallah inshaallah kiranya sekiranya "
	    "perkiraan maybe perhaps probably would should could "
	    "might will tomorrow later hopefully seems semestinya sebaiknya "
	    "hendaknya rencana rencananya niat minggu bulan maunya mikir "
	    "sih terpaksa dipaksa paksa kapan-kapan entah dugaan duga nampak "
	    "tampak kayak kyknya "
	    "spertinya sprtinya mgkn mngkn kykny menyusul segi separuh "
	    "setengah sedikit pikir-pikir pertimbangkan dipertimbangkan "
	    "mempertimbangkan mampu mau ingin harus bersedia sanggup" },
	{ WORD_IF,
	    "kalau kalo klo kl klau jika jk bila bl apabila asal asl "
	    "asalkan sepanjang selama hanya cuma cuman kecuali syarat "
	    "syaratnya catatan ctt cttn setelah stlh sesudah sebelum sblm "
	    "tunggu menunggu nunggu tungguin sambil hingga sampai sampe smp "
	    "dulu dlu dahulu dl dhulu ketika begitu saat pending tunda "
	    "ditunda menunda tahan ditahan menahan tangguhkan ditangguhkan "
	    "penangguhan penundaan hold sehabis usai habis misal misalnya "
	    "andai andaikan seandainya atau atw ato or if unless until when "
	    "after before only provided except sebagian salah-satu pertama "
	    "kedua ketiga terakhir mulai per terhitung s.d sd stop berhenti "
	    "manawi upami lamun yen nek menawa dipending jeda "
	    "batasi dibatasi khusus selain sejauh seumpama supados lebih "
	    "manakala jikalau dmn jikalo bilamana andaikata misalkan kalaupun "
	    "klao kalao kalok klok kalaw sampek slama slm stlah stelah seblm "
	    "apbila apabla jka tnggu semasih sampai2 sebelom asalkn slagi "
	    "selagi" },
	{ WORD_BUT,
	    "eh ehh ups oops tapi tp tetapi namun but nanging ning sedangkan "
	    "melainkan walaupun meskipun meski walau padahal however "
	    "although though tpi ralat diralat" },
	{ WORD_ASK,
	    "masa masak mosok apa apakah apkah siapa mengapa kenapa knp "
	    "bagaimana "
	    "gimana gmn bgmn kapan mana dimana berapa kah apaan sopo piye "
	    "naon kumaha saha who what why how where which is are can "
	    "benarkah bisakah bolehkah sudahkah setujukah perlukah "
	    "haruskah dapatkah tolakkah" },
	{ WORD_HEARSAY,
	    "beliau beliaunya ajudan ajudannya kata katanya "
	    "menurut sampaikan menyampaikan disampaikan nyampaikan arahan "
	    "arahannya perintah perintahnya petunjuk petunjuknya pesan "
	    "pesannya titah titahnya berpesan titip nitip bilang bilangnya "
	    "ngomong ngendika "
	    "ngendiko dawuh dhawuh sespri sekpri asisten staf stafnya staff "
	    "mewakili diwakili wakili operator admin konon infonya info "
	    "dikatakan perkataan mengatakan berkata ujar ujarnya tutur "
	    "instruksi dia mereka cakap omong he she they said says told "
	    "telepon telp telpon tlp wa whatsapp lisan dilisankan "
	    "saurna cenah panjenengan panjenenganipun nyuruh disuruh suruh "
	    "memerintahkan diperintahkan menginstruksikan seizin seijin "
	    "undangan invitation meeting kalender calendar rapat acara "
	    "mengaku dengar terdengar kabarnya on-behalf" },
	{ WORD_MORE,
	    "lengkapi dilengkapi melengkapi lengkapkan perbaiki "
	    "diperbaiki memperbaiki perbaikan revisi direvisi merevisi "
	    "lampirkan dilampirkan melampirkan sertakan disertakan "
	    "menyertakan kembalikan dikembalikan mengembalikan susulkan "
	    "disusulkan tambahkan ditambahkan menambahkan tambahi ulangi "
	    "diulangi betulkan dibetulkan koreksi dikoreksi mengoreksi "
	    "sempurnakan disempurnakan penuhi dipenuhi memenuhi perjelas "
	    "diperjelas ubah diubah ganti diganti benahi dibenahi lengkapin "
	    "retur diretur kembaliin perbaharui susuli complete revise "
	    "resubmit attach tambah ditambah luruskan diluruskan benerin "
	    "lengkepi dilengkepi jangkepi sesuaikan disesuaikan "
	    "dibenerin dilampiri lampiri kembalikeun lengkapan dilengkapan "
	    "lngkapi lengkpi" },
	{ WORD_SEND, "minta mintakan mintain kirim dikirim kirimkan "
		     "dikirimkan mengirim mengirimkan unggah upload diunggah "
		     "diupload unggahkan scan dipindai pindai butuh dibutuhkan "
		     "buatkan serahkan diserahkan susul tandatangani "
		     "kirimin send need bubuhkan bubuhi dibubuhi cantumkan "
		     "dicantumkan tunjukkan berikan isi diisi dicetak" },
	{ WORD_FLAW,
	    "masalah bermasalah salah keliru buram kabur rusak kosong typo "
	    "error "
	    "kadaluarsa kedaluwarsa tertukar terpotong blur gelap cacat "
	    "corrupt korup terlewat beda berbeda ketinggalan tertinggal" },
	{ WORD_STATE,
	    "dicap distempel diparaf lengkap sesuai terbaca jelas cocok ada "
	    "terlampir "
	    "valid sama benar tepat ditandatangani bertandatangan "
	    "bertanda-tangan dibuka kebuka terbuka sah kelihatan terlihat "
	    "tercantum dicantum terisi lengkep jangkep dibaca bener betul "
	    "memadai cukup menyertai terkirim masuk diterima tersedia "
	    "sinkron nyambung akurat terdaftar" },
	{ WORD_PASS,
	    "dispo dispoin disposisi disposisikan didisposisikan disposisinya "
	    "teruskan diteruskan meneruskan limpahkan dilimpahkan tangani "
	    "ditangani menangani selesaikan diselesaikan menyelesaikan "
	    "pelajari dipelajari mempelajari telaah ditelaah menelaah "
	    "koordinasikan dikoordinasikan koordinasi berkoordinasi "
	    "cermati dicermati mencermati saran sarannya tanggapan "
	    "tanggapi ditanggapi ump udk utl udl fasilitasi difasilitasi "
	    "bantu dibantu kerjakan dikerjakan urus diurus periksa diperiksa "
	    "memeriksa cek dicek ngecek verifikasi diverifikasi teliti "
	    "diteliti pertimbangan rapatkan dibahas bahas kaji dikaji "
	    "konfirmasikan forward fw teruskeun-ka delegasikan "
	    "didelegasikan serahterimakan oper dioper monitor perhatian "
	    "tangane garap digarap handle dihandle atensi jawab-dinas "
	    "usut proseskan mengecek klarifikasi konfirmasi dikonfirmasi "
	    "tela'ah" },
	{ WORD_FOLLOW, "tl tindaklanjuti ditindaklanjuti menindaklanjuti "
		       "tindaklanjut tindaklanjutnya laksanakan dilaksanakan "
		       "melaksanakan pedomani dipedomani tindaki ditindak "
		       "jalankan dijalankan" },
	{ WORD_WHO,
	    "kabid kadis kasi kasie kasubag kasubbag kabag kepala "
	    "kaban sekretaris sekdis sekda sekretariat sandiman verifikator "
	    "helpdesk tim bidang seksi subbag subbagian bagian dinas badan "
	    "kominfo diskominfo bkpsdm bkd bsre bssn inspektorat opd skpd "
	    "camat lurah bupati wabup walikota gubernur pimpinan atasan "
	    "persandian statistik kepegawaian umum plt plh pj pjs unit upt "
	    "uptd direktur manager kasat wadir ketua koordinator pejabat "
	    "pelaksana kelurahan kecamatan kantor kabupaten kota provinsi "
	    "komunikasi informatika kadiskominfo kabidnya sdm staf-ahli "
	    "disdukcapil dukcapil bagum tu analis pranata ahli pertama-ahli "
	    "muda madya utama subkoor subkoordinator jabfung pengelola "
	    "layanan sub jf pembina penata tingkat gol kasubid kasubbid "
	    "pptk ppk rsud puskesmas distrik desa kades perbekel sekcam "
	    "inspektur pemerintah pemkab pemprov pemkot" },
	{ WORD_PAPER,
	    "tanda tangan berkas dokumen surat sk lampiran file formulir form "
	    "nip nik nama data ttd tandatangan stempel cap kop nomor "
	    "tanggal tgl persyaratan kelengkapan ktp fotokopi "
	    "pdf jabatan ijazah foto kelengkapannya materai meterai bukti "
	    "keterangan skep kk attachment document email surel "
	    "halaman scan-nya isian kartu identitas rekomendasi" },
	{ WORD_ACK,
	    "ok oks njih oke okay okeh okey okee ya iya y yaa iyo iye iyye yo "
	    "siap siyap baik sip sipp nggih inggih injih enggih sae muhun "
	    "noted mantap jos yes yup yoi oce ocre okk yap enjih sumuhun "
	    "io iyoh gas gaskeun gaspol sok atuh hooh nah wokeh sippp josss "
	    "okelah baiklah iyolah nuhun-muhun "
	    "jempol" },
	{ WORD_PERSON,
	    "pak bapak bpk bp bu ibu mas mbak mba kak kakak bang "
	    "abang kang teh pakde bro sis sir madam mam dik dek adik dinda "
	    "pakcik uda uni tante bli mbok daeng puang ustadz haji ses "
	    "bung boss gan kaka ka pa ndan komandan pakbos koh cik lae bah "
	    "kangmas "
	    "nyong pace mace puang kk min pk da bosku bosque jeng kanda bunda "
	    "bapa "
	    "ayahanda "
	    "rekan rekan-rekan teman-teman kawan" },
	{ WORD_ME,
	    "tyang kito saya sy kami aku kulo kula abdi ulun ambo denai beta "
	    "sa "
	    "kita kitorang torang tiang i we awak syaa sya sayaa saye titiang "
	    "ane gue gw our" },
	{ WORD_AGAR, "agar supaya tolong tlg mohon mhn harap please "
		     "minta-tolong dimohon" },
	{ WORD_TO, "ke kepada kpd oleh ka dateng to by dari" },
	{ WORD_NAMED, "an a.n sdr sdri saudara saudari milik ybs-an "
		      "sodara sdra" },
	{ WORD_ONLY, "selaku sebagai" },
	{ WORD_DONE, "selesai rampung tuntas done finished completed beres" },
	{ WORD_UNDO, "batal batalkan dibatalkan membatalkan pembatalan tarik "
		     "ditarik mencabut-kembali cancel cancelled withdraw urung "
		     "urungkan" },
	{ WORD_HAVE, "sudah telah sdh udah udh tlh sampun atos already "
		     "have has been was were dah pun wis mpun parantos" },
	{ WORD_BECAUSE,
	    "demi guna karena krn karna krna sebab alasan alasannya sbb "
	    "because soalnya mengingat lantaran dikarenakan disebabkan "
	    "berhubung pertimbangannya amargi kerana gara-gara since" },
	{ WORD_SO, "sehingga maka jadi oleh-karena makanya shg sehubungan "
		   "dan" },
	{ WORD_TITLE,
	    "drs dra ir dr drg apt h hj prof s.e se-titel s.h sh s.t st "
	    "s.kom s.sos s.ip s.stp m.si msi m.m mm m.kom m.t mt m.h mh "
	    "s.pd m.pd s.ag m.ap map mpa s.ap skom ssos m.eng s.stat "
	    "m.kes skm s.si s.km m.a ma a.md amd ph.d sstp spd mpd mkom" },
	{ WORD_PLAIN,
	    "bahwa ams sekali bismillah alhamdulillah hari bos sukses selalu "
	    "baca "
	    "membaca ini itu tersebut tsb atas untuk utk u/ buat permohonan "
	    "permohonannya pencabutan sertifikat sertipikat elektronik se "
	    "tte sertel dengan dgn dg yth ykh yang yg hormat terima kasih "
	    "terimakasih makasih makasi mks mksh mksih maksih trmksh trims "
	    "trimakasih thanks thank you thx tq "
	    "tks matur suwun nuwun hatur salam selamat pagi siang sore malam "
	    "assalamualaikum assalamu'alaikum wassalamualaikum "
	    "wassalamu'alaikum wassalam assalam alaikum "
	    "waalaikumsalam wa'alaikumsalam walaikumsalam waalaikumussalam "
	    "wa'alaikumussalam wr wb wr.wb warahmatullahi wabarakatuh ww "
	    "shalom om swastiastu swastyastu namo buddhaya kebajikan "
	    "rahayu horas syalom segera saja saj aja-deh deh dong kok nih "
	    "lah ybs bersangkutan pensiun purna mutasi pindah tugas "
	    "meninggal dunia wafat lupa passphrase passwod password sandi "
	    "hilang kehilangan alih usulan usul usulannya ketentuan "
	    "ketentuannya prosedur aturan peraturan sop jawaban "
	    "jawab keputusan hasil hasilnya perihal hal mengenai tentang "
	    "terhadap pengajuan pengajuannya diajukan dimohonkan "
	    "diusulkan dimaksud berikut sertanya serta maaf sekarang "
	    "kini sepenuhnya penuh sangat amat "
	    "di dalam pada dari-pada bersama demikian sekian "
	    "sama-sama kembali rangka perihalnya "
	    "re balas balasan e-sertifikat certificate "
	    "revocation request the this my for of a and it please-do with-"
	    "pleasure bersamaan pun-juga juga jg secara resmi tegas "
	    "ikhlas mutlak bulat langsung lgsg seperti sbg permintaan "
	    "tandatangan-elektronik digital lama pejabat-lama "
	    "ditempat tempat purnatugas purnabakti bakti "
	    "memberikan memberi beri diberikan dinyatakan menyatakan "
	    "nyatakan telp-kantor kasus semua seluruh semuanya "
	    "kerjasama bantuan dilakukan amin aamiin dear hi halo hai "
	    "hello cc do with cepat lekas cepetan dipercepat percepat "
	    "mempercepat pisan almarhum "
	    "almarhumah alm diucapkan ucapkan "
	    "mengucapkan banget bgt banyak semangat keamanan "
	    "penyalahgunaan "
	    "secepatnya segerakan disegerakan prioritaskan perhatiannya "
	    "bantuannya informasinya pengertiannya kelancaran masa memasuki "
	    "selanjutnya arsipkan diarsipkan gercep responnya "
	    "tabea tabe durus sebagaimana oleh-tim sampurasun rahajeng semeng "
	    "jazakallah mawon niki mah wae dipun haja terhormat "
	    "santih shanti ampura nunas tarimo haturkan menghaturkan "
	    "memberkati mi ji jo ces maturnuwun maturnuhun suksma nuhun "
	    "makaseh tengkyu "
	    "kesempatan ass asw aslm askum pemohon be sgr skrg ai pang "
	    "ngapunten "
	    "jazakumullah khairan khoiron katsiran katsiron barakallah "
	    "barokallah barakallahu fiikum fikum "
	    "berkati diberkati wilujeng enjing sonten" },
};

enum word
word_lookup(const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
		if (list_has(vocabulary[i].list, word, len))
			return vocabulary[i].word;
	return WORD_UNKNOWN;
}
