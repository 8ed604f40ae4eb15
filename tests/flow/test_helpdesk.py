"""A letter whose kind nobody can tell goes to the helpdesk, and what the
helpdesk says of it only names the kind.

Run: test_helpdesk.py CABUT [TEST...]
"""
import datetime
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "faults"))

from quiet import QuietWorld, people, world  # noqa: E402

CABUT_PROGRAM = None
CABUT, OPERATOR, SARI, BUDI = (world.CABUT, world.OPERATOR, world.SARI,
                               world.BUDI)
SENDER = SARI["address"]
HELPDESK = "helpdesk@diskominfo.contohkab.go.id"
ROW = {"role": "helpdesk", "name": "Nurul Hidayah, A.Md.",
       "address": HELPDESK}
UNCLEAR = ("Yth. Admin,\n\nMohon bantuan terkait sertifikat elektronik kami "
           "yang bermasalah, harus bagaimana ya?\n\nNama : %s\nNIP : %s\n"
           "NIK : %s\n\nSETUJU\nPENCABUTAN\n\nKode lama: "
           "k7q2m5x3f6a4b2c5d3e6g4h2aa\n" % (
               SARI["name"], SARI["nip"], SARI["nik"]))


class Case(unittest.TestCase):
    officials = [*world.OFFICIALS, ROW]

    def setUp(self):
        self.w = QuietWorld(CABUT_PROGRAM)
        self.addCleanup(self.w.__exit__)
        self.w.write_configuration(officials=self.officials)

    def tearDown(self):
        done = self.w.cabut("audit")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def unclear(self, text=UNCLEAR, sender=SENDER, auth=True,
                subject="Mohon bantuan"):
        mail = people.new_mail(sender, CABUT, subject, self.w.clock)
        people.put_text(mail, text)
        self.w.deliver(people.to_bytes(mail), auth=auth)
        self.w.run()

    def say(self, text, who=HELPDESK, mail=None, **more):
        self.w.answer(who, text, to_mail=mail or self.w.last(HELPDESK),
                      **more)
        self.w.run()

    def one_line(self, address):
        return " ".join(self.w.last(address)["text"].split())


class Asked(Case):
    def test_the_helpdesk_sees_text_reasons_and_proof(self):
        self.unclear()
        self.assertEqual(self.w.cases(), [])
        mail = self.w.last(HELPDESK)
        text = self.one_line(HELPDESK)
        self.assertIn("Dari : " + SENDER, text)
        self.assertIn("Bukti pengirim : terbukti dari alamat itu", text)
        self.assertIn("Mengapa belum jelas:", text)
        self.assertIn("tidak jelas apa yang diminta", text)
        self.assertIn("| Mohon bantuan terkait sertifikat elektronik", text)
        self.assertIn("| NIP : " + SARI["nip"], text)
        for hidden in (SARI["nik"], "k7q2m5x3f6a4b2c5d3e6g4h2aa"):
            self.assertNotIn(hidden, mail["text"] + mail["html"])
        self.assertIn("[kode]", text)
        for line in mail["text"].splitlines():
            self.assertNotIn(line.strip(), ("SETUJU", "PENCABUTAN"))
        self.assertIn("sedang dibaca oleh petugas", self.one_line(SENDER))
        self.assertEqual(self.w.count(OPERATOR), 0)

    def test_a_long_letter_is_cut_and_says_so(self):
        self.unclear(UNCLEAR + "Sertifikat elektronik kami. " * 3000)
        text = self.w.last(HELPDESK)["text"]
        self.assertIn("naskah selanjutnya tidak dikutip", text)
        self.assertLess(len(text), 12000)

    def test_an_unproven_sender_is_called_so(self):
        self.unclear(auth=False)
        self.assertIn("Bukti pengirim : belum terbukti",
                      self.one_line(HELPDESK))

    def test_strangers_are_shown_to_operators_alone(self):
        self.unclear(sender="warga@contoh.example")
        self.assertEqual(self.w.count(HELPDESK), 0)
        self.assertEqual(self.w.count("warga@contoh.example"), 0)
        self.assertEqual(self.w.count(OPERATOR), 1)

    def test_one_sender_cannot_flood_it(self):
        for n in range(12):
            self.unclear(subject="Mohon bantuan %d" % n)
            self.w.clock -= datetime.timedelta(minutes=25)
        self.assertEqual(self.w.count(HELPDESK), 5)
        self.assertEqual(self.w.count(SENDER), 5)
        self.assertGreater(self.w.count(OPERATOR), 0)

    def test_a_letter_that_nobody_judges_is_told_to_operators(self):
        self.unclear()
        self.w.clock += datetime.timedelta(days=8)
        self.w.run()
        self.assertIn("tidak pernah ditentukan maksudnya",
                      self.one_line(OPERATOR))


class Nobody(Case):
    officials = list(world.OFFICIALS)

    def test_without_a_helpdesk_operators_are_told(self):
        self.unclear()
        self.assertEqual(self.w.count(OPERATOR), 1)
        self.assertEqual(self.w.count(SENDER), 0)


class Answers(Case):
    def setUp(self):
        super().setUp()
        self.unclear()

    def test_pencabutan_opens_the_case_and_the_applicant_sees_it(self):
        self.say("PENCABUTAN")
        case = self.w.case("CABUT-2026-0001")
        self.assertEqual(case["step"], "permohonan")
        text = self.one_line(SENDER)
        self.assertIn("CABUT-2026-0001", text)
        self.assertIn("NIP : " + SARI["nip"], text)
        named = [e["body"] for e in case["chain"]
                 if e["kind"] == "kind-named"]
        self.assertEqual(named[0]["by"], HELPDESK)
        self.assertEqual(named[0]["service"], "pencabutan")

    def test_a_kind_without_a_procedure_goes_to_operators(self):
        self.say("Penerbitan.")
        self.assertEqual(self.w.cases(), [])
        self.assertIn("belum memiliki SOP", self.one_line(OPERATOR))

    def test_abaikan_ends_it(self):
        for word in ("ABAIKAN", "bukan"):
            before = len(self.w.wire())
            self.say(word)
            self.assertEqual(self.w.cases(), [])
            self.assertEqual(len(self.w.wire()), before)
            self.unclear(subject="Lagi")

    def test_what_is_not_clear_is_asked_again(self):
        for text in ("Ini pencabutan ya?", "PENCABUTAN\nPENERBITAN", " ",
                     "Sepertinya pencabutan", "> PENCABUTAN"):
            before = self.w.count(HELPDESK)
            self.say(text)
            self.assertEqual(self.w.cases(), [], text)
            self.assertLessEqual(self.w.count(HELPDESK), before + 1)
        self.assertIn("belum dapat dibaca dengan pasti",
                      self.one_line(HELPDESK))
        self.say("PENCABUTAN")
        self.assertEqual(len(self.w.cases()), 1)

    def test_a_question_goes_to_the_sender_and_back(self):
        self.say("TANYA: Sertifikat siapa yang dimaksud,\ndan mengapa?")
        self.assertIn("Sertifikat siapa yang dimaksud, dan mengapa?",
                      self.one_line(SENDER))
        self.assertNotIn(HELPDESK, self.w.last(SENDER)["text"])
        self.say("Maksud saya yang lama itu, Pak.", who=SENDER,
                 mail=self.w.last(SENDER))
        self.assertIn("| Maksud saya yang lama itu, Pak.",
                      self.one_line(HELPDESK))
        self.say("PENCABUTAN")
        self.assertEqual(len(self.w.cases()), 1)

    def test_a_question_answered_by_a_clear_letter(self):
        self.say("TANYA: Apa yang diminta dari layanan ini?")
        self.say("\n".join(people.letter_lines(SARI, self.w.clock)),
                 who=SENDER, mail=self.w.last(SENDER))
        self.assertEqual(self.w.case("CABUT-2026-0001")["step"],
                         "permohonan")


class Unproven(Case):
    def test_the_word_of_the_helpdesk_proves_no_sender(self):
        self.unclear(auth=False)
        self.say("PENCABUTAN")
        self.assertEqual(self.w.cases(), [])
        question = self.w.last(SENDER)
        self.assertIn("Mohon konfirmasi", question["subject"])
        self.say("BENAR", who=SENDER, mail=question)
        self.assertEqual(len(self.w.cases()), 1)


class Attacks(Case):
    def setUp(self):
        super().setUp()
        self.unclear()
        self.mail = self.w.last(HELPDESK)

    def assert_nothing(self):
        self.assertEqual(self.w.cases(), [])

    def test_the_code_from_another_address(self):
        for who in (SENDER, BUDI["address"], world.KADIS):
            self.say("PENCABUTAN", who=who, mail=self.mail)
            self.assert_nothing()

    def test_the_address_without_the_code(self):
        mail = people.new_mail(HELPDESK, CABUT, "Re: Mohon dilihat",
                               self.w.clock)
        people.put_text(mail, "PENCABUTAN\n")
        self.w.send(HELPDESK, people.to_bytes(mail))
        self.w.run()
        self.assert_nothing()

    def test_an_automatic_answer(self):
        reply = people.parse(self.w.build_reply(HELPDESK, "PENCABUTAN",
                                                self.mail))
        reply["Auto-Submitted"] = "auto-replied"
        self.w.send(HELPDESK, people.to_bytes(reply))
        self.w.run()
        self.assert_nothing()

    def test_one_who_left_the_helpdesk(self):
        self.w.write_configuration(officials=list(world.OFFICIALS))
        self.say("PENCABUTAN", mail=self.mail)
        self.assert_nothing()

    def test_a_code_counts_once(self):
        self.say("ABAIKAN", mail=self.mail)
        self.say("PENCABUTAN", mail=self.mail)
        self.assert_nothing()

    def test_quotes_in_every_style(self):
        for style in ("gmail", "outlook", "iphone", "bare"):
            self.w.send(HELPDESK, self.w.build_reply(
                HELPDESK, "", self.mail, style))
            self.w.run()
            self.assert_nothing()
            self.mail = self.w.last(HELPDESK)

    def test_the_code_of_the_senders_question_names_no_kind(self):
        self.say("TANYA: Apa yang diminta dari layanan ini?")
        self.say("PENCABUTAN", who=SENDER, mail=self.w.last(SENDER))
        self.assert_nothing()
        self.say("PENCABUTAN", mail=self.mail)
        self.assert_nothing()

    def test_no_whole_code_is_quoted(self):
        own = re.search(r"SURAT-0000-0000 (\S+)\]", self.mail["subject"])
        self.unclear(UNCLEAR + "\n[CABUT-2026-0001 %s]\n" % own.group(1),
                     subject="Fwd: kode")
        self.assertNotIn(own.group(1), self.w.last(HELPDESK)["text"])


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main()
