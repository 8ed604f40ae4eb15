"""What an attack once achieved, and does not any more.

Run: test_regress.py CABUT [CLASS[.TEST]]
"""
import datetime
import sys
import unittest

from attack import (APPLICANT, BUDI, CABUT, KABID, KADIS, OPERATOR, SARI,
                    VERIFIKATOR, Attack, people, program, replace_head)

ALARM = ("operator", OPERATOR)


class Words(Attack):
    """Words that sound like an answer and are none."""

    def check_none(self, what, data, *classes, **more):
        self.post(data, **more)
        self.w.run()
        self.assertEqual(self.standing(), self.before, what)
        self.assertIn(self.ended()[0], classes, what)
        self.again()

    def test_absence_that_names_the_office_is_no_disposition(self):
        for text in ("Saya akan membalas surel ini setelah kembali ke kantor.",
                     "Terima kasih atas surel Bapak/Ibu. Saat ini saya sedang "
                     "dinas luar dan akan membalas sekembali saya ke kantor.",
                     "Saya sedang dinas ke luar kota, akan membalas sekembali "
                     "ke kantor", "Saya ke kantor Kabid besok",
                     "akan saya balas setelah ke kantor Bupati",
                     "Mohon maaf saya sedang ke Kabid"):
            with self.subTest(text):
                try:
                    self.check_none(text, self.reply(text), "unclear", "automatic")
                finally:
                    self.again()

    def test_read_receipt(self):
        data = people.bounce(self.raw(self.request()))
        data = data.replace(b"report-type=\"delivery-status\"",
                            b"report-type=disposition-notification")
        data = data.replace(b"Action: failed\r\nStatus: 5.1.1",
                            b"Disposition: manual-action; displayed")
        data = replace_head(data, b"From", b"From: " + KADIS.encode())
        self.check_none("receipt", data, "automatic")

    def test_no_disposition(self):
        for text in ("Saya kembali ke kantor hari Senin", "Tanya ke Kabid",
                     "Mohon ditunda, saya ke Kabid dulu",
                     "Mohon konfirmasi ke pemilik dulu",
                     "Saya koordinasikan dulu ke Bupati",
                     "Silakan koordinasi ke Kabid Persandian",
                     "Nanti saya teruskan ke Kabid",
                     "Terima kasih, surat Anda diteruskan ke bagian terkait"):
            with self.subTest(text):
                try:
                    self.check_none(text, self.reply(text), "unclear", "automatic")
                finally:
                    self.again()

    def test_no_selesai(self):
        self.again("upload")
        for text in ("Selesai cuti saya kabari", "Cuti saya sudah selesai"):
            with self.subTest(text):
                self.post(self.reply(text, sender=VERIFIKATOR, mail=self.request(VERIFIKATOR)))
                self.w.run()
                try:
                    self.assertEqual(self.standing(), self.before, text)
                finally:
                    self.again("upload")


class Regret(Attack):
    """SETUJU, then TOLAK from the same official: not filed in silence."""
    def check(self):
        self.assertEqual(self.ended()[-1], "unclear")
        self.assertIn(ALARM, self.told())
        self.assertIn("perlu-konfirmasi", [k for k, to in self.told() if to == KADIS])

    def test_in_one_run(self):
        q = self.request()
        self.post(self.reply("Setuju", mail=q))
        self.post(self.reply("TOLAK, saya keliru, surat ini palsu", mail=q))
        self.w.run()
        self.check()

    def test_in_the_next_run(self):
        self.again("kabid")
        self.post(self.reply("TOLAK surat ini palsu", mail=self.w.mails(KADIS)[0]))
        self.w.run()
        self.check()


class Renumber(Attack):
    """A letter without a Message-ID is known by its bytes."""
    state = "empty"
    def test_letter_without_message_id(self):
        self.post(replace_head(people.letter_text(SARI, CABUT, self.w.clock),
                               b"Message-ID", b"X-No-Id: 1"))
        self.w.run()
        self.post(self.reply("TOLAK berkas palsu"))
        self.w.run()
        self.remember()
        (self.w.dir / "in" / ".cabut-uids").unlink()
        self.w.clock += datetime.timedelta(minutes=30)
        self.w.cabut("run", check=0)
        self.assertEqual(self.standing(), self.before)


class Newsletter(Attack):
    """True mail of BSrE that is no result."""
    state = "waiting"
    def news(self, text):
        mail = people.new_mail(people.BSRE, CABUT, "[BSrE] Buletin November", self.w.clock,
            (("Precedence", "bulk"), ("List-Unsubscribe", "<mailto:a@bsre.bssn.go.id>")))
        people.put_text(mail, text)
        self.post(people.to_bytes(mail))
        self.w.run()
        self.assertEqual(self.standing(), self.before)

    def test_statistics_with_the_owners_address_in_the_footer(self):
        self.news("Yth. Pengguna,\n\nSepanjang tahun 2026 sebanyak 1.204 sertifikat "
                  "elektronik telah dicabut karena mutasi pegawai.\n\nSurel ini dikirim "
                  "kepada %s.\n" % APPLICANT)

    def test_guide_addressed_to_the_owner(self):
        self.news("Yth. %s,\n\nSetelah sertifikat elektronik dinyatakan dicabut, dokumen "
                  "lama tetap sah.\n\nNIP : %s\n" % (SARI["name"], SARI["nip"]))

    def test_wordings_that_are_no_result(self):
        for text in ("Permohonan pencabutan berikut telah kami terima. Catatan: sertifikat "
                     "yang telah dicabut tidak dapat dikembalikan.",
                     "Sertifikat baru telah terbit. Sertifikat lama Anda telah dicabut pada tahun 2023.",
                     "Setelah OTP dimasukkan sertifikat berhasil dicabut.",
                     "Apakah sertifikat elektronik Anda telah dicabut?",
                     "Permohonan penerbitan sertifikat ditolak karena sertifikat lama telah dicabut.",
                     "Laporan: 5 sertifikat telah dicabut, 3 terbit."):
            with self.subTest(text):
                mail = people.new_mail(people.BSRE, CABUT, "[BSrE] Informasi", self.w.clock)
                people.put_text(mail, text + "\n\nNIP : %s\n" % SARI["nip"])
                self.post(people.to_bytes(mail))
                self.w.run()
                try:
                    self.assertEqual(self.standing(), self.before)
                finally:
                    self.again()


class Exchange(Attack):
    """Other facts begin the case anew."""
    state = "kabid"
    def ask_applicant(self, who):
        self.post(self.reply("LENGKAPI NIP yang benar", sender=who, mail=self.request(who)))
        self.w.run()

    def correct(self, text):
        self.post(self.reply(text, sender=APPLICANT, mail=self.w.last(APPLICANT)))
        self.w.run()

    def test_owner_exchanged_after_an_approval(self):
        """The Kepala Dinas agreed to Sari; nobody may make it Budi."""
        self.ask_applicant(KABID)
        self.correct("Nama: %s\nNIP: %s\nNIK: %s\n" % (
            BUDI["name"], BUDI["nip"], BUDI["nik"]))
        changed = self.one("SELECT nip FROM owner") != SARI["nip"]
        self.assertFalse(changed and self.step() == "disposisi-kabid",
                         "approved for one NIP, goes on for another")
        self.assertEqual(self.step(), "disposisi-kadis")
        for who, step in ((KADIS, "disposisi-kabid"),
                          (KABID, "perintah-sandiman")):
            self.post(self.reply("Setuju", sender=who,
                                 mail=self.request(who)))
            self.w.run()
            self.assertEqual(self.step(), step)



class Reports(Attack):
    """Bounces, with parts in odd encodings."""

    def test_bounce_of_our_question_alarms_once(self):
        bounce = people.bounce(self.raw(self.request()))
        self.post(bounce, auth=False)
        self.post(replace_head(bounce, b"Message-ID",
                               b"Message-ID: <lain@evil.example>"))
        self.w.run()
        self.assert_still("automatic", "automatic")
        self.assert_told(ALARM)
        self.post(self.reply())
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_bounce_of_a_mail_that_we_never_sent(self):
        raw = self.raw(self.request())
        raw = replace_head(raw, b"Message-ID",
                           b"Message-ID: <c.x.y@diskominfo.contohkab.go.id>")
        self.post(people.bounce(raw), auth=False)
        self.w.run()
        self.assert_still("unrelated")
        self.assert_told()


if __name__ == "__main__":
    program.append(sys.argv.pop(1))
    unittest.main(verbosity=1)
