"""Machines and crowds, mail that comes twice, false and true words of BSrE,
and what a sender writes into the mails that we send.

Run: test_abuse.py CABUT [TEST...]
"""
import datetime
import sys
import unittest

from attack import (APPLICANT, BUDI, CABUT, KADIS, OPERATOR, SARI, STRANGER,
                    VERIFIKATOR, Attack, people, program, replace_head)

ALARM = ("operator", OPERATOR)
RUNS = 30
# Fixed answers to one sender a day (5) for each kind a loop may meet, and
# alarms to one operator (RUN_OPERATOR_MAILS_DAY).
PERSON_MAILS_DAY = 10
OPERATOR_MAILS_DAY = 50


class Loops(Attack):
    def answer_everything(self, address, text):
        """A responder without any sign answers each mail that it gets."""
        seen = set(m["file"] for m in self.w.mails(address)[:-1])
        for _ in range(RUNS):
            for mail in self.w.mails(address):
                if mail["file"] not in seen:
                    seen.add(mail["file"])
                    self.post(self.reply(text, sender=address, mail=mail))
            self.w.run()
            self.w.clock -= datetime.timedelta(minutes=25)
        self.assertEqual(self.standing(), self.before)
        return len(self.told())

    def test_responder_of_an_official(self):
        self.assertLessEqual(self.answer_everything(
            KADIS, "Surel Anda sudah masuk antrean kami, nomor tiket 4711."),
            2 * PERSON_MAILS_DAY)

    def test_responder_of_an_official_with_a_known_wording(self):
        """Operators hear once that he is away, and he is reminded in time;
        nobody answers the responder."""
        self.answer_everything(KADIS, "Balasan otomatis: saya sedang cuti.")
        told = [kind for kind, _ in self.told()]
        self.assertEqual(told.count("operator"), 1, told)
        self.assertEqual(set(told), {"operator", "permintaan-keputusan"})
        self.assertLessEqual(len(told), 3)

    def test_responder_of_the_applicant(self):
        self.assertLessEqual(self.answer_everything(
            APPLICANT, "Surel Anda sudah masuk antrean kami, tiket 4711."),
            PERSON_MAILS_DAY)

    def test_responder_of_an_applicant_who_was_asked(self):
        self.post(self.reply("LENGKAPI NIP yang benar"))
        self.w.run()
        self.remember()
        self.assertLessEqual(self.answer_everything(
            APPLICANT, "Surel Anda sudah masuk antrean kami dan akan segera "
            "kami tindak lanjuti, nomor tiket 4711."), PERSON_MAILS_DAY)

    def test_responder_of_the_operator(self):
        self.post(self.fresh(subject="Re: [CABUT-2026-0001]"))
        self.w.run()
        self.remember()
        self.assertLessEqual(self.answer_everything(
            OPERATOR, "Tiket 4711 telah dibuat."), OPERATOR_MAILS_DAY)

    def test_mailbox_that_forwards_our_questions(self):
        """Each comes back from elsewhere, code and all."""
        for _ in range(RUNS):
            self.post(self.reply("FYI", sender=STRANGER))
            self.w.run()
            self.w.clock -= datetime.timedelta(minutes=25)
        self.assertEqual(self.standing(), self.before)
        count = sum(to == KADIS for _, to in self.told())
        self.assertLessEqual(count, 2 * PERSON_MAILS_DAY)

    def test_our_own_mail_comes_back(self):
        for mail in (self.request(), self.w.last(APPLICANT)):
            self.post(self.raw(mail))
        self.w.run()
        self.assert_still("automatic", "automatic")
        self.assert_told()


class Flood(Attack):
    COUNT = 300

    def test_three_hundred_letters_of_one_unproven_sender(self):
        for n in range(self.COUNT):
            owner = dict(BUDI, number="800/%d" % n)
            self.post(people.letter_text(
                owner, CABUT, self.w.clock + datetime.timedelta(seconds=n),
                with_sk=False), auth=False)
        self.post(self.reply())
        self.w.clock += datetime.timedelta(minutes=30)
        done = self.w.cabut("run")
        self.assertEqual(self.step(), "disposisi-kabid", done.stderr)
        told = self.told()
        self.assertLessEqual(told.count(("konfirmasi", BUDI["address"])), 5)
        self.assertLessEqual(told.count(ALARM), OPERATOR_MAILS_DAY)
        self.assertEqual(len(self.ended()), self.COUNT + 1)
        self.assertIn("operator", done.stderr)
        self.w.run()

    def test_three_hundred_mails_about_nothing(self):
        for n in range(self.COUNT):
            self.post(self.fresh("Halo %d" % n, sender=STRANGER,
                                 subject="Halo %d" % n))
        self.w.run()
        self.assert_still(*["unrelated"] * self.COUNT)
        self.assert_told()


class Twice(Attack):
    """The same mail again has no second effect."""

    def renumber(self):
        (self.w.dir / "in" / ".cabut-uids").unlink()
        self.w.clock += datetime.timedelta(minutes=30)
        done = self.w.cabut("run", check=0)
        self.assertIn("UIDVALIDITY", done.stderr)

    def test_same_bytes_twice(self):
        data = people.letter_text(BUDI, CABUT, self.w.clock)
        lines = b"X-Spool: 1\n"
        self.post(data, lines=lines)
        self.post(data, lines=lines)
        self.w.run()
        self.assertEqual(self.ended(), ["awaiting", "duplicate"])

    def test_same_letter_over_two_ways(self):
        data = people.letter_text(BUDI, CABUT, self.w.clock)
        self.post(data)
        self.post(data)
        self.w.run()
        self.assertEqual(len(self.standing()[0]), 2)

    def test_same_decision_over_two_ways(self):
        data = self.reply()
        self.post(data)
        self.post(data)
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kabid")
        self.assertEqual(self.ended()[0], "reply")

    def test_known_message_id_with_another_letter_is_read(self):
        letter = people.letter_text(BUDI, CABUT, self.w.clock)
        first = people.letter_text(SARI, CABUT, people.NOON)
        identity = people.parse(first)["Message-ID"]
        self.post(replace_head(letter, b"Message-ID",
                               ("Message-ID: %s" % identity).encode()))
        self.w.run()
        self.assertEqual(self.step("CABUT-2026-0002"), "disposisi-kadis")

    def test_folder_renumbered_while_cases_run(self):
        self.post(people.letter_text(BUDI, CABUT, self.w.clock))
        self.post(self.reply())
        self.w.run()
        self.remember()
        self.renumber()
        self.assertEqual(self.standing(), self.before)
        self.assertEqual(set(self.ended()), {"duplicate"})
        self.assert_told()

    def test_folder_renumbered_with_a_decision_in_flight(self):
        self.post(people.letter_text(BUDI, CABUT, self.w.clock))
        self.w.run()
        self.post(self.reply(mail=[m for m in self.w.mails(KADIS)
                                   if "0002 " in m["subject"]][0]))
        self.renumber()
        self.assertEqual(self.step("CABUT-2026-0002"), "disposisi-kabid")
        self.assertEqual(self.step("CABUT-2026-0001"), "disposisi-kadis")


class Bsre(Attack):
    """Only BSrE's own, proven, young mail about this owner closes it."""
    state = "waiting"

    def notice(self, kind="revoked", owner=SARI, when=None, **more):
        return people.bsre_notice(kind, owner, CABUT, when or self.w.clock,
                                  **more)

    def check_still(self, what, data, classes, told, auth=True):
        self.post(data, auth=auth)
        self.w.run()
        self.assert_still(*classes, what=what)
        self.assert_told(*told, what=what)
        self.again()

    def test_the_true_word_closes_it(self):
        self.post(self.notice())
        self.w.run()
        self.assertEqual(self.status(), "done")
        self.assertIn(("dicabut", APPLICANT), self.told())

    def test_false_senders(self):
        self.check_still("unproven", self.notice(), ["unclear"], [ALARM],
                         auth=False)
        for sender in ("noreply@evilbssn.go.id", "noreply@bssn.go.id.example",
                       '"noreply@bsre.bssn.go.id" <x@evil.example>',
                       "noreply@bssn-go.id"):
            self.check_still(sender, self.notice(sender=sender),
                             ["unrelated"], [])

    def test_old_mail_and_mail_without_a_date(self):
        old = self.notice(when=self.w.clock - datetime.timedelta(days=90))
        self.check_still("old", old, ["bsre"], [ALARM])
        self.check_still("undated", replace_head(
            self.notice(), b"Date", b"X-Date: besok"), ["bsre"], [ALARM])

    def test_other_owner(self):
        self.check_still("Budi", self.notice(owner=BUDI), ["bsre"], [ALARM])
        mixed = dict(BUDI, name=SARI["name"])
        self.check_still("her name, his number", self.notice(owner=mixed),
                         ["bsre"], [ALARM])

    def test_newsletter_that_names_the_owner(self):
        words = ("Yth. %s,\n\nTahukah Anda kapan sertifikat elektronik harus "
                 "dicabut? Simak panduannya.\n\nNama  : %s\nNIP   : %s\n" % (
                     SARI["name"], SARI["name"], SARI["nip"]))
        mail = people.parse(self.notice("newsletter"))
        people.put_text(mail, words)
        self.check_still("newsletter", people.to_bytes(mail), ["bsre"],
                         [ALARM])
        self.check_still("reminder", self.notice("reminder"), ["bsre"],
                         [ALARM])

    def test_forwarded_by_the_verifikator(self):
        for how in ("inline", "attached"):
            inner = people.parse(self.notice())
            mail = people.new_mail(VERIFIKATOR, CABUT, "Fwd: [BSrE] "
                                   "Pencabutan Berhasil [CABUT-2026-0001]",
                                   self.w.clock)
            people.put_text(mail, "Sudah dicabut.\n\n" + (
                people.text_of(inner) if how == "inline" else ""))
            if how == "attached":
                mail.add_attachment(inner)
            self.post(people.to_bytes(mail))
            self.w.run()
            self.assertEqual(self.standing(), self.before, how)
            self.again()

    def test_bounce_in_the_name_of_bsre(self):
        raw = self.raw(self.w.mails(APPLICANT)[-1])
        bounce = replace_head(people.bounce(raw), b"From",
                              b"From: noreply@bsre.bssn.go.id")
        self.post(bounce)
        self.w.run()
        self.assertEqual(self.standing(), self.before)

    def test_withdrawal_that_comes_too_late(self):
        self.post(self.reply("BATAL", sender=APPLICANT,
                             mail=self.w.last(APPLICANT)))
        self.w.run()
        self.assertEqual(self.standing(), self.before)
        self.assertIn(ALARM, self.told())


class Early(Attack):
    """BSrE is faster than the person who uploaded."""
    state = "upload"

    def selesai(self):
        self.post(self.reply("SELESAI", sender=VERIFIKATOR,
                             mail=self.request(VERIFIKATOR)))
        self.w.run()

    def test_revoked_before_selesai_closes_after_it(self):
        self.post(people.bsre_notice("revoked", SARI, CABUT, self.w.clock))
        self.w.run()
        self.assert_still("bsre")
        self.selesai()
        self.assertEqual(self.status(), "done")
        self.assertIn(("dicabut", APPLICANT), self.told())

    def test_refused_before_selesai_is_told_and_moves_nothing(self):
        self.post(people.bsre_notice("refused", SARI, CABUT, self.w.clock))
        self.w.run()
        self.assert_still("bsre")
        self.assert_told(ALARM)
        self.selesai()
        self.assertEqual(self.step(), "verifikasi-bsre")

    def test_other_owner_before_selesai_does_not_count_later(self):
        self.post(people.bsre_notice("revoked", BUDI, CABUT, self.w.clock))
        self.w.run()
        self.selesai()
        self.assertEqual(self.step(), "verifikasi-bsre")


class Withdrawal(Attack):
    def test_stranger_cannot_stop_a_case(self):
        for what, more, auth in (
                ("with the number", {"subject": "[CABUT-2026-0001]"}, True),
                ("in the thread", {"extra": (
                    ("In-Reply-To", self.w.last(APPLICANT)["message_id"]),)},
                 True),
                ("as the applicant, unproven", {
                    "sender": APPLICANT, "subject": "[CABUT-2026-0001]"},
                 False),
                ("as the official, unproven", {
                    "sender": KADIS, "subject": "[CABUT-2026-0001]"},
                 False)):
            more = {"sender": STRANGER, **more}
            self.post(self.fresh("BATAL", **more), auth=auth)
            self.w.run()
            self.assertEqual(self.standing(), self.before, what)
            self.again()

    def test_proven_applicant_can(self):
        self.post(self.fresh("BATAL", sender=APPLICANT,
                             subject="Re: [CABUT-2026-0001]"))
        self.w.run()
        self.assertEqual(self.status(), "cancelled")


BAD_SUBJECTS = (
    b"=?utf-8?q?Permohonan_Pencabutan=0D=0ABcc:_x=40evil.example?=",
    b"=?utf-8?b?UGVuY2FidXRhbg0KWC1FdmlsOiB5YQ0KDQpTZXR1anU=?=",
    b"Pencabutan {{nomor}} {{{kode}}} {{>_kaki.txt}}",
    b"Pencabutan <script>alert(1)</script>",
    b"Pencabutan [CABUT-2026-9999 aaaaaaaaaaaaaaaaaaaaaaaaaa]",
    b"Pencabutan\0NUL", b"Pencabutan \xff\xfe mentah",
    b"Pencabutan " + b"A" * 10000,
    b"Pencabutan" + b" surat" * 2000)


class Injection(Attack):
    """What a sender writes stays data in the mails that we write."""
    state = "empty"

    def check_html(self):
        for mail in self.w.wire():
            self.assertNotIn("<script", mail["html"])
            self.assertNotIn("<img src=x", mail["html"])

    def test_subjects(self):
        for subject in BAD_SUBJECTS:
            data = people.letter_text(SARI, CABUT, self.w.clock)
            self.post(replace_head(data, b"Subject", b"Subject: " + subject))
            self.w.run()
            self.assertIn(self.ended(), (["request"], ["unclear"]),
                          subject[:60])
            self.check_html()
            self.again()

    def test_display_names(self):
        for name in (b"=?utf-8?q?Sari=0D=0ABcc:_x=40evil.example?=",
                     b'"<script>alert(1)</script>"', b'"{{kode}}"',
                     b'"' + b"S" * 5000 + b'"'):
            data = people.letter_text(SARI, CABUT, self.w.clock)
            self.post(replace_head(
                data, b"From", b"From: %s <%s>" % (
                    name, APPLICANT.encode())))
            self.w.run()
            self.assertIn(self.ended(), (["request"], ["unclear"]), name[:60])
            self.check_html()
            self.again()

    def test_file_names(self):
        for name in (b"filename*=utf-8''SK%0D%0AX-Evil:%20ya.pdf",
                     b"filename*0*=utf-8''SK%0D%0A; filename*1=Bcc:x.pdf",
                     b'filename="=?utf-8?q?SK=0D=0ABcc:_x?=.pdf"',
                     b'filename="../../etc/passwd"',
                     b'filename="<script>SK.pdf"',
                     b'filename="{{nomor}}.pdf"',
                     b'filename="' + b"S" * 900 + b'.pdf"'):
            data = people.letter_text(SARI, CABUT, self.w.clock)
            old = b'filename="SK Jabatan Terakhir.pdf"'
            self.assertIn(old, data)
            self.post(data.replace(old, name))
            self.w.run()
            self.assertEqual(self.ended(), ["request"], name[:60])
            self.check_html()
            for mail in self.w.wire():
                for part in mail["attachments"]:
                    self.assertNotRegex(part["name"] or "", r"[/\\\r\n]")
            self.again()

    def test_fields_of_the_letter(self):
        for value in ("{{nomor}} {{{kode}}} {{#pemilik}}",
                      "<script>alert(1)</script>", "<img src=x onerror=y>",
                      "Kepala\u202eDinas", "A" * 3000):
            owner = dict(SARI, jabatan=value, instansi=value)
            self.post(people.letter_text(owner, CABUT, self.w.clock))
            self.w.run()
            self.assertEqual(self.ended(), ["request"], value[:60])
            self.check_html()
            self.again()

    def test_reason_of_a_refusal(self):
        self.again("asked")
        self.post(self.reply("TOLAK <script>alert(1)</script> {{kode}}"))
        self.w.run()
        self.assertEqual(self.status(), "rejected")
        self.check_html()
        self.assertIn("{{kode}}", self.w.last(APPLICANT)["text"])

    def test_address_in_the_letter_never_gets_mail(self):
        owner = dict(SARI, address="korban@luar.example")
        self.post(people.letter_text(owner, CABUT, self.w.clock,
                                     sender=APPLICANT))
        self.w.run()
        self.w.to_ams("CABUT-2026-0001")
        self.w.bsre("revoked", owner)
        self.w.run()
        self.assertEqual(self.status(), "done")
        self.assertEqual(self.w.mails("korban@luar.example"), [])

    def test_sixty_owners_are_not_cut_in_silence(self):
        lines = people.letter_lines(SARI, self.w.clock)[:18]
        rows = ["%d\tPegawai %s\t19870423201101%d%03d" % (
            n + 1, chr(65 + n % 26) + chr(97 + n // 26) * 3, 2, n)
            for n in range(60)]
        mail = people.new_mail(
            people.display(SARI), CABUT,
            "Permohonan Pencabutan Sertifikat Elektronik", self.w.clock)
        people.put_text(mail, "\n".join(
            lines + ["", "No\tNama\tNIP"] + rows) +
            "\n\nAlasan pencabutan: mutasi.\n")
        people.attach(mail, "SK Jabatan Terakhir.pdf", "application/pdf",
                      people.sk_pdf(SARI, self.w.clock))
        self.post(people.to_bytes(mail))
        self.w.run()
        self.assertEqual(self.ended(), ["request"])
        for address in (APPLICANT, KADIS):
            self.assertIn("terlalu banyak pemilik",
                          self.w.last(address)["text"].replace("\n", " "))

    def test_huge_mail_is_set_aside(self):
        huge = self.fresh(subject="Permohonan") + b"A" * 76 + b"\r\n"
        self.post(huge + (b"A" * 76 + b"\r\n") * (26 * 1024 * 1024 // 78))
        self.post(people.letter_text(SARI, CABUT, self.w.clock))
        self.w.run()
        self.assertEqual(self.ended(), ["quarantine", "request"])
        self.assertIn(ALARM, self.told())
        self.assertEqual(self.w.run()["mails"], 0)


if __name__ == "__main__":
    program.append(sys.argv.pop(1))
    unittest.main(verbosity=1)
