"""What was read is shown to the applicant, and nobody is asked about a number
that is not sure.

Run: test_read_back.py CABUT [TEST...]
"""
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "faults"))

from quiet import QuietWorld, people, world  # noqa: E402

CABUT_PROGRAM = None
CABUT, KADIS, KABID = world.CABUT, world.KADIS, world.KABID
OPERATOR, SARI, BUDI = world.OPERATOR, world.SARI, world.BUDI
APPLICANT = SARI["address"]
OTHER_NIK = people.OWNERS[2]["nik"]      # a day and a year of its own
NO_NIP = "198713232011012901"            # the 13th month
MISMATCH = "tanggal lahir atau jenis kelamin pada NIP dan NIK tidak sama"
SK = ("SK Jabatan Terakhir.pdf", "application/pdf",
      people.sk_pdf(SARI, people.NOON))


class Case(unittest.TestCase):
    def setUp(self):
        self.w = QuietWorld(CABUT_PROGRAM)
        self.addCleanup(self.w.__exit__)

    def tearDown(self):
        done = self.w.cabut("audit")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def open(self, with_sk=True, shape="pdf", **changes):
        self.w.letter(owner=dict(SARI, **changes), shape=shape,
                      with_sk=with_sk)
        self.w.run()

    def letter(self, text, sender=APPLICANT, sk=True):
        """A letter in plain words, from a proven mailbox."""
        mail = people.new_mail(sender, CABUT, "Permohonan Pencabutan "
                               "Sertifikat Elektronik", self.w.clock)
        people.put_text(mail, text)
        if sk:
            people.attach(mail, *SK)
        self.w.send(sender, people.to_bytes(mail))
        self.w.run()

    def case(self):
        return self.w.case("CABUT-2026-0001")

    def step(self):
        return self.case()["step"]

    def events(self, kind):
        return [e["body"] for e in self.case()["chain"] if e["kind"] == kind]

    def told(self):
        """The newest mail to the applicant, on one line."""
        return " ".join(self.w.last(APPLICANT)["text"].split())

    def questions(self):
        text = self.told()
        if "hal berikut: 1." not in text:
            return []
        asked = text.split("hal berikut: 1.")[1].split("Cara menjawab:")[0]
        found, number = [], 2
        while " %d. " % number in asked:
            one, asked = asked.split(" %d. " % number, 1)
            found.append(one.strip())
            number += 1
        return found + [asked.strip()]

    def answer(self, text, to_mail=None, **more):
        self.w.answer(APPLICANT, text,
                      to_mail=to_mail or self.w.last(APPLICANT), **more)
        self.w.run()

    def assert_waits(self, *questions):
        self.assertEqual(self.step(), "permohonan")
        self.assertEqual(self.w.count(KADIS), 0)
        asked = self.questions()
        self.assertEqual(len(asked), len(questions), asked)
        for one, want in zip(asked, questions):
            self.assertIn(want, one)

    def assert_goes_on(self):
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(self.w.count(KADIS), 1)


class Shown(Case):
    def test_every_field_is_listed_and_nothing_is_asked(self):
        self.open()
        self.assert_goes_on()
        text = self.told()
        for label, value in (
                ("Nomor surat", "800.1.6/231/DINKES/XI/2026"),
                ("Tanggal surat", "20 November 2026"),
                ("Nama", SARI["name"]), ("NIP", SARI["nip"]),
                ("NIK", "(berakhir dengan %s)" % SARI["nik"][-4:]),
                ("Jabatan", SARI["jabatan"]), ("Instansi", SARI["instansi"]),
                ("Surel", APPLICANT), ("Alasan", "Lupa passphrase")):
            self.assertIn("%s : %s" % (label, value), text)
        self.assertEqual(self.questions(), [])
        self.assertNotIn("perlu diperiksa", text)
        self.assertNotIn("BENAR", text)
        for mail in self.w.wire():
            self.assertNotIn(SARI["nik"], mail["text"] + mail["html"])

    def test_text_and_html_mark_the_same_value(self):
        self.open(nik=OTHER_NIK)
        mail = self.w.last(APPLICANT)
        self.assertIn("NIP : %s (perlu diperiksa: %s)" % (
            SARI["nip"], MISMATCH), self.told())
        self.assertIn("perlu diperiksa: " + MISMATCH, mail["html"])
        self.assertIn("Jawab: BENAR lewat surel", mail["html"])
        self.assertEqual(mail["text"].count("perlu diperiksa:"), 1)

    def test_owners_of_one_letter_are_asked_about_by_name(self):
        third = people.OWNERS[3]
        self.letter(
            "Yth. Kepala Dinas,\n\nMohon pencabutan sertifikat elektronik "
            "karena mutasi, atas nama:\n\n1. Nama : %s\n   NIP : %s\n\n"
            "2. Nama : %s\n   NIP : %s\n\nTerima kasih.\n" % (
                BUDI["name"], BUDI["nip"], third["name"], NO_NIP))
        self.assert_waits("NIP atas nama %s belum pasti" % third["name"])
        self.assertIn(NO_NIP, self.questions()[0])
        self.assertIn("Pemilik 2", self.told())
        self.answer("NIP: " + third["nip"])
        self.assertIn("tidak menyebut pemilik ke berapa", self.told())
        self.assertEqual(self.step(), "permohonan")
        self.answer("Pemilik 2 NIP: " + third["nip"])
        self.assert_goes_on()


class Waits(Case):
    def test_numbers_that_disagree_wait_for_benar(self):
        self.open(nik=OTHER_NIK)
        self.assert_waits("NIP %s atas nama %s perlu dipastikan: %s" % (
            SARI["nip"], SARI["name"], MISMATCH))
        self.answer("Data sudah benar")
        self.assert_goes_on()
        event = self.events("confirmed")[0]
        self.assertEqual(event["address"], APPLICANT)
        self.assertEqual(event["assurance"], 3)
        self.assertIn(MISMATCH, event["what"][0])

    def test_numbers_that_disagree_wait_for_a_correction(self):
        self.open(nik=OTHER_NIK)
        self.answer("NIK salah, yang benar " + SARI["nik"])
        self.assert_goes_on()
        self.assertEqual(self.case()["owners"][0]["nik"], SARI["nik"])
        self.assertEqual(self.events("confirmed"), [])

    def test_benar_makes_no_number_valid(self):
        self.open(nip=NO_NIP)
        self.assert_waits("19871323, digit ke-1 sampai ke-8")
        self.answer("BENAR")
        self.assert_waits("19871323, digit ke-1 sampai ke-8")
        self.assertIn("belum sah masih perlu dituliskan", self.told())
        self.answer("NIP: " + SARI["nip"])
        self.assert_goes_on()

    def test_two_numbers_are_told_apart_by_the_person(self):
        other = SARI["nip"][:-3] + "902"
        self.letter(
            "Yth. Kepala Dinas,\n\nMohon sertifikat elektronik berikut "
            "dicabut karena lupa passphrase.\n\nNama : %s\nNIP : %s\n"
            "NIP : %s\n\nTerima kasih.\n" % (SARI["name"], SARI["nip"],
                                            other))
        self.assert_waits("ada dua NIP yang berbeda")
        self.answer("benar")
        self.assert_waits("ada dua NIP yang berbeda")
        self.answer("NIP: " + SARI["nip"])
        self.assert_goes_on()

    def test_a_correction_that_is_none_says_why(self):
        self.open(with_sk=False)
        self.answer("Benar, kecuali NIP: " + NO_NIP, attachments=[SK])
        self.assert_waits("perbaikannya belum dapat dicatat")
        self.assertIn("Belum dapat dicatat: NIP %s: tanggal lahir di dalamnya "
                      "(19871323" % NO_NIP, self.told())
        self.answer("NIP: " + SARI["nip"])
        self.assert_goes_on()

    def test_wrong_without_what_is_right_holds_the_case(self):
        self.open(with_sk=False)
        self.answer("NIP saya salah", attachments=[SK])
        self.assert_waits("perbaikannya belum dapat dicatat")
        self.answer("Benar")
        self.assert_goes_on()

    def test_only_what_is_missing_is_asked(self):
        self.open(with_sk=False)
        self.assert_waits("SK Jabatan Terakhir belum terlampir")
        self.assertNotIn("BENAR", self.told())
        self.assertNotIn("misalnya \"NIP:\"", self.told())

    def test_benar_fills_no_gap(self):
        self.open(with_sk=False)
        self.answer("BENAR")
        self.assert_waits("SK Jabatan Terakhir belum terlampir")

    def test_urgent_and_unsure_waits_and_a_person_hears(self):
        self.open(reason="kompromi", nik=OTHER_NIK)
        self.assert_waits(MISMATCH)
        self.assertIn("mohon dijawab secepatnya", self.told())
        self.assertIn("mendesak menunggu kepastian",
                      self.w.last(OPERATOR)["text"])
        self.answer("BENAR")
        self.assert_goes_on()

    def test_a_second_letter_bears_out_or_contradicts(self):
        self.open(with_sk=False)
        other = dict(SARI, nip=SARI["nip"][:-3] + "902")
        self.answer("Berikut suratnya.", attachments=[
            SK, ("Surat Permohonan Pencabutan.pdf", "application/pdf",
                 people.letter_pdf_file(other, people.NOON))])
        self.assert_waits("berbeda")
        self.assertEqual(self.case()["owners"][0]["nip"], SARI["nip"])
        self.answer("BENAR")
        self.assert_goes_on()


class Attacks(Case):
    """Nobody but the applicant, in their own new words, settles a doubt."""

    def setUp(self):
        super().setUp()
        self.open(nik=OTHER_NIK)
        self.ack = self.w.last(APPLICANT)

    def assert_still(self):
        self.assertEqual(self.step(), "permohonan")
        self.assertEqual(self.events("confirmed"), [])
        self.assertEqual(self.events("corrected"), [])
        self.assertEqual(self.case()["owners"][0]["nip"], SARI["nip"])

    def test_benar_from_another_address(self):
        self.w.send(BUDI["address"], self.w.build_reply(
            BUDI["address"], "BENAR", self.ack))
        self.w.run()
        self.assert_still()

    def test_benar_in_an_unproven_mail(self):
        mail = people.new_mail(APPLICANT, CABUT,
                               "Re: [CABUT-2026-0001]", self.w.clock)
        people.put_text(mail, "BENAR\n")
        self.w.deliver(people.to_bytes(mail), auth=False)
        self.w.run()
        self.assert_still()

    def test_benar_in_an_automatic_mail(self):
        reply = people.parse(self.w.build_reply(APPLICANT, "BENAR", self.ack))
        reply["Auto-Submitted"] = "auto-replied"
        self.w.send(APPLICANT, people.to_bytes(reply))
        self.w.run()
        self.assert_still()

    def test_benar_and_corrections_in_a_quote(self):
        for style in ("gmail", "outlook", "iphone", "bare"):
            for text in ("> BENAR", "> NIP: " + BUDI["nip"],
                         "Terima kasih.\n\n> BENAR\n> NIP: %s" % BUDI["nip"],
                         ""):
                self.w.send(APPLICANT, self.w.build_reply(
                    APPLICANT, text, self.ack, style))
                self.w.run()
                self.assert_still()

    def test_our_own_mail_sent_back_unmarked(self):
        mail = people.new_mail(APPLICANT, CABUT, "Re: [CABUT-2026-0001]",
                               self.w.clock)
        people.put_text(mail, self.ack["text"].replace(
            SARI["nip"], BUDI["nip"]))
        self.w.send(APPLICANT, people.to_bytes(mail))
        self.w.run()
        self.assert_still()

    def test_benar_that_answers_no_list(self):
        mail = people.new_mail(APPLICANT, CABUT, "Re: [CABUT-2026-0001]",
                               self.w.clock)
        people.put_text(mail, "BENAR\n")
        self.w.send(APPLICANT, people.to_bytes(mail))
        self.w.run()
        self.assert_still()
        self.assertIn("belum dapat dihitung", self.told())

    def test_benar_to_a_mail_without_the_list(self):
        self.answer("STATUS")
        self.answer("BENAR")
        self.assert_still()

    def test_benar_to_an_older_list(self):
        self.answer("Jabatan: Analis Kesehatan")
        self.assertEqual(self.step(), "permohonan")
        self.answer("BENAR", to_mail=self.ack)
        self.assertEqual(self.step(), "permohonan")
        self.assertEqual(self.events("confirmed"), [])
        self.answer("BENAR")
        self.assert_goes_on()

    def test_html_that_says_otherwise(self):
        reply = people.parse(self.w.build_reply(APPLICANT, "BENAR", self.ack))
        reply.get_body(("html",)).set_content("<p>Salah</p>", subtype="html")
        self.w.send(APPLICANT, people.to_bytes(reply))
        self.w.run()
        self.assertEqual(self.step(), "permohonan")
        self.assertEqual(self.events("confirmed"), [])


class Later(Case):
    def test_benar_after_the_step_moved_on_does_nothing(self):
        self.open(nik=OTHER_NIK)
        ack = self.w.last(APPLICANT)
        self.answer("BENAR")
        before = self.w.count(APPLICANT)
        self.answer("BENAR", to_mail=ack)
        self.assertEqual(len(self.events("confirmed")), 1)
        self.assertEqual(self.w.count(APPLICANT), before)

    def test_a_correction_on_somebodys_desk_is_told_to_a_person(self):
        self.open()
        self.answer("NIP: " + BUDI["nip"])
        self.assert_goes_on()
        self.assertEqual(self.case()["owners"][0]["nip"], SARI["nip"])
        self.assertIn("memperbaiki data", self.w.last(OPERATOR)["text"])
        self.assertIn("kami teruskan kepada petugas", self.told())

    def test_another_owner_after_an_approval_begins_anew(self):
        self.open()
        self.w.answer(KADIS, "Setuju")
        self.w.run()
        self.w.answer(KABID, "LENGKAPI data yang benar")
        self.w.run()
        self.answer("Nama: %s\nNIP: %s\nNIK: %s" % (
            BUDI["name"], BUDI["nip"], BUDI["nik"]), attachments=[SK])
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(len(self.events("restarted")), 1)
        self.assertEqual(self.w.count(KADIS), 3)


def main():
    global CABUT_PROGRAM
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main()


if __name__ == "__main__":
    main()
