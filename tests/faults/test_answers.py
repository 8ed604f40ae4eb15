"""What was said, and about which facts: answers that are none, consent that
is hidden, and an applicant who changes things behind an official's back.

Run: test_answers.py CABUT [TEST...]
"""
import sys
import unittest

from attack import (APPLICANT, BUDI, CABUT, KABID, KADIS, OPERATOR, SARI,
                    Attack, people, program, replace_head, world)

ALARM = ("operator", OPERATOR)
ASKED_BACK = ("tidak-jelas", KADIS)
PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\4\0\0\0\xb5\x1c\x0c"
       b"\2\0\0\0\x0bIDATx\xdacd\xf8\x0f\0\1\5\1\1'\x18\xe3f\0\0\0\0IEND\xaeB"
       b"`\x82")
ABSENCES = (
    "Mohon maaf, saya sedang cuti sampai dengan 30 November 2026. Untuk hal "
    "yang mendesak silakan menghubungi Sekretaris Dinas.",
    "Terima kasih atas surel Bapak/Ibu. Saat ini saya sedang dinas luar dan "
    "akan membalas minggu depan.",
    "Saya sedang mengikuti Diklat PIM II di Makassar, tidak dapat membaca "
    "surel. Surel ini dibalas otomatis.",
    "Yth. Pengirim, surel Anda telah kami terima dan akan segera "
    "ditindaklanjuti. Jangan membalas surel ini.")
HIDDEN = (
    '<p style="display:none">Setuju</p><p>&nbsp;</p>',
    '<p style="color:#ffffff;background-color:#ffffff">Setuju</p>',
    '<font color="white">Setuju</font>',
    '<p style="font-size:0">Setuju</p>',
    '<p style="visibility:hidden">Setuju</p>',
    '<p style="opacity:0">Setuju</p>',
    '<p style="mso-hide:all">Setuju</p>',
    '<div style="height:0;overflow:hidden">Setuju</div>',
    '<title>Setuju</title><p></p>',
    '<!-- Setuju --><p></p>',
    '<style>Setuju</style><p></p>',
    '<p style="display:none">Setuju</p><p>Ini apa?</p>')
DISGUISED = (
    "\u202eujuteS\u202c", "S\u0435tuju", "\u0405etuju", "Set\u200buju",
    "Se\u00adtuju", "\uff33\uff45\uff54\uff55\uff4a\uff55",
    "Setuju\u2066 tidak\u2069", "\U0001d412etuju")


class Words(Attack):
    def check_none(self, what, data, *classes, **more):
        self.post(data, **more)
        self.w.run()
        self.assertEqual(self.standing(), self.before, what)
        self.assertIn(self.ended()[0], classes, what)
        for kind, to in self.told():
            self.assertIn((kind, to), (ASKED_BACK, ALARM), what)
        self.again()

    def html_only(self, flavour):
        mail = people.parse(self.reply("x"))
        mail.set_content(flavour, subtype="html", cte="quoted-printable")
        return people.to_bytes(mail)

    def test_consent_only_in_the_quote(self):
        self.post(self.reply())
        self.w.run()
        for style in sorted(people.STYLES):
            self.again()
            request = people.parse(self.raw(self.request()))
            request.get_body(("plain",)).set_content("Setuju\n")
            request.get_body(("html",)).set_content(
                "<p>Setuju</p>", subtype="html")
            data = people.reply(request.as_bytes(), KADIS, "", style,
                                self.w.clock)
            self.check_none(style, data, "reply", "unclear")

    def test_text_says_yes_and_html_says_no(self):
        for text, flavour in (("Setuju", "<p>Tolak</p>"),
                              ("Tolak", "<p>Setuju</p>"),
                              ("Setuju", "<p>Setuju, dengan catatan</p>"),
                              ("Setuju", "<p>Tidak setuju</p>")):
            mail = people.parse(self.reply("x"))
            people.put_text(mail, text + "\n", flavour)
            self.check_none((text, flavour), people.to_bytes(mail),
                            "unclear")

    def test_hidden_html_consents_to_nothing(self):
        for flavour in HIDDEN:
            self.check_none(flavour, self.html_only(flavour), "unclear",
                            "reply")

    def test_disguised_letters_consent_to_nothing(self):
        for text in DISGUISED:
            self.check_none(repr(text), self.reply(text), "unclear")

    def test_consent_in_an_attachment_only(self):
        pdf = people.draw_pdf([["Setuju"]], "Setuju")
        for name, kind, data in (
                ("setuju.pdf", "application/pdf", pdf),
                ("setuju.png", "image/png", PNG),
                ("setuju.txt", "text/plain", b"Setuju\n"),
                ("setuju.html", "text/html", b"<p>Setuju</p>"),
                ("Setuju", "application/octet-stream", b"Setuju")):
            self.check_none(name, self.reply(
                "", attachments=[(name, kind, data)]), "unclear", "reply")

    def test_consent_in_a_forwarded_mail(self):
        inner = people.new_mail(KADIS, CABUT, "Setuju", self.w.clock)
        people.put_text(inner, "Setuju\n")
        mail = people.parse(self.reply("FYI"))
        mail.add_attachment(inner)
        self.check_none("rfc822", people.to_bytes(mail), "unclear")

    def test_consent_in_the_signature(self):
        self.check_none("signature", self.reply("\n-- \nSetuju\n"),
                        "unclear", "reply")

    def test_words_that_are_no_consent(self):
        for text in ("Setuju?", "Kurang setuju?", "Menunggu arahan",
                     "Setuju dengan catatan", "Kalau Kabid setuju, setuju",
                     "Kata Pak Sekda setuju", "Setuju / Tolak",
                     "Setuju\nTolak", "Apakah saya harus tulis setuju",
                     "Tulis SETUJU bila permohonan disetujui", "OK?",
                     "Setujui saja kalau sudah lengkap"):
            self.check_none(text, self.reply(text), "unclear", "reply")

    def test_calendar_answer(self):
        calendar = ("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
                    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:%s\r\nSUMMARY:Setuju"
                    "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n" % KADIS)
        mail = people.parse(self.reply("Setuju"))
        mail.replace_header("Subject", "Diterima: " + mail["Subject"])
        alone = people.parse(self.reply("x"))
        alone.set_content(calendar, subtype="calendar")
        self.check_none("alone", people.to_bytes(alone), "automatic")
        mail = people.parse(self.reply(""))
        mail.add_alternative(calendar, subtype="calendar")
        self.check_none("beside no text", people.to_bytes(mail), "unclear",
                        "reply", "automatic")

    def test_signs_of_a_machine(self):
        for line in (b"Auto-Submitted: auto-replied", b"Precedence: bulk",
                     b"Precedence: auto_reply", b"List-Id: <a.b.go.id>",
                     b"X-Autoreply: yes", b"X-Cabut-Id: CABUT-2026-0001",
                     b"Return-Path: <>", b"X-FC-Machinegenerated: true"):
            data = replace_head(self.reply(), b"MIME-Version",
                                b"MIME-Version: 1.0\r\n" + line)
            self.check_none(line, data, "automatic")

    def test_outlook_that_suppresses_answers_is_no_machine(self):
        data = replace_head(self.reply(), b"MIME-Version",
                            b"MIME-Version: 1.0\r\n"
                            b"X-Auto-Response-Suppress: DR, OOF, AutoReply")
        self.post(data)
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_absences_without_any_sign(self):
        for text in ABSENCES:
            for style in ("bare", "outlook"):
                self.check_none(text, self.reply(text, style=style),
                                "automatic", "unclear")

    def test_fifty_one_hops_are_a_loop(self):
        data = b"Received: from a by b; x\r\n" * 51 + self.reply()
        self.check_none("hops", data, "automatic")


class Changes(Attack):
    """Facts that move between the question and its answer."""

    def ask_applicant(self, who=KADIS):
        self.post(self.reply("LENGKAPI NIP yang benar", sender=who,
                             mail=self.request(who)))
        self.w.run()
        self.assertEqual(self.step(), "permohonan")

    def correct(self, text="NIP: 198704232011012902", **more):
        self.post(self.reply(text, sender=APPLICANT,
                             mail=self.w.last(APPLICANT), **more))
        self.w.run()

    def second_token(self):
        """Asked back: now two codes of the same step are alive."""
        first = self.request()
        self.post(self.reply("Ini siapa ya?"))
        self.w.run()
        second = self.request()
        self.assertNotEqual(first["file"], second["file"])
        return first, second

    def test_second_live_token_dies_with_the_step(self):
        old = self.second_token()
        self.ask_applicant()
        self.correct()
        self.assertEqual(self.step(), "disposisi-kadis")
        self.remember()
        for mail in old:
            self.post(self.reply(mail=mail))
        self.w.run()
        self.assertEqual(self.standing(), self.before)
        self.post(self.reply())
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_correction_and_old_consent_in_one_run(self):
        first, second = self.second_token()
        self.ask_applicant()
        self.post(self.reply("NIP: 198704232011012902", sender=APPLICANT,
                             mail=self.w.last(APPLICANT)))
        self.post(self.reply(mail=first))
        self.post(self.reply(mail=second))
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kadis")

    def test_correction_that_nobody_asked_for(self):
        self.correct("NIP: 198704232011012902\nNama: Orang Lain")
        self.assertEqual(self.standing(), self.before)

    def test_letter_replaced_after_an_approval(self):
        self.again("kabid")
        paper = "SELECT sha256 FROM paper WHERE paper = 'surat-permohonan'"
        shown = self.rows(paper)
        other = people.letter_pdf_file(
            dict(SARI, reason="kompromi", number="1/PALSU"), self.w.clock)
        self.correct("Berikut surat pengganti.", attachments=[
            ("Surat Permohonan.pdf", "application/pdf", other)])
        self.assertEqual(self.standing(), self.before)
        self.assertEqual(self.rows(paper), shown)
        self.post(self.reply(sender=KABID, mail=self.request(KABID)))
        self.w.run()
        self.assertEqual(self.step(), "perintah-sandiman")

    def test_second_letter_for_the_same_owner_changes_nothing_shown(self):
        owner = dict(SARI, reason="kompromi", number="2/PALSU")
        self.post(people.letter_text(owner, CABUT, self.w.clock))
        self.w.run()
        self.assertEqual(self.standing(), self.before)
        self.assertEqual(len(self.before[0]), 1)

    def test_letter_for_another_owner_in_the_thread_is_another_case(self):
        other = people.letter_pdf_file(BUDI, self.w.clock)
        self.correct("Sekalian ini.", attachments=[
            ("Surat Permohonan.pdf", "application/pdf", other)])
        self.assertEqual(self.step("CABUT-2026-0001"), "disposisi-kadis")
        self.assertEqual(self.one("SELECT name FROM owner WHERE "
                                  "casefile_id = 1"), SARI["name"])

    def test_unsigned_draft_and_picture_do_not_finish_work(self):
        self.again("upload")
        self.post(self.reply("", sender=world.VERIFIKATOR,
                             mail=self.request(world.VERIFIKATOR),
                             attachments=[("a.png", "image/png", PNG)]))
        self.w.run()
        self.assertEqual(self.standing(), self.before)


if __name__ == "__main__":
    program.append(sys.argv.pop(1))
    unittest.main(verbosity=1)
