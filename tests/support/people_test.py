#!/usr/bin/python3
"""Are the people's mails what they claim to be?"""
import email
import email.policy
import os
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import people  # noqa: E402

CABUT = "cabut@diskominfo.contohkab.go.id"
KADIS = '"Kepala Dinas" <kadis@diskominfo.contohkab.go.id>'


def read(data):
    return email.message_from_bytes(data, policy=email.policy.default)


class PeopleTest(unittest.TestCase):
    def test_the_same_call_gives_the_same_bytes(self):
        for make in (people.letter_text, people.letter_pdf):
            self.assertEqual(make(people.OWNERS[0], CABUT),
                             make(people.OWNERS[0], CABUT))

    def test_a_letter_mail_carries_its_papers(self):
        rows = ((people.letter_text, [b"%PDF"]),
                (people.letter_pdf, [b"%PDF", b"%PDF"]),
                (people.letter_docx, [b"PK\3\4", b"%PDF"]))
        for make, want in rows:
            mail = read(make(people.OWNERS[1], CABUT))
            got = [p.get_content()[:4] for p in mail.iter_attachments()]
            self.assertEqual(got, want, make.__name__)

    def test_numbers_of_the_owners_agree(self):
        for owner in people.OWNERS:
            born, nik = owner["nip"][:8], owner["nik"]
            day = int(nik[6:8]) - (40 if owner["nip"][14] == "2" else 0)
            self.assertEqual(born, "19%s%s%02d" % (nik[10:12], nik[8:10],
                                                   day), owner["name"])

    def test_every_style_answers_in_the_thread_above_or_below_a_quote(self):
        original = people.letter_text(people.OWNERS[0], CABUT)
        first = read(original)
        for style in people.STYLES:
            mail = read(people.reply(original, KADIS, "Tolak", style))
            self.assertEqual(mail["In-Reply-To"], first["Message-ID"])
            self.assertIn(first["Message-ID"], mail["References"])
            self.assertEqual(mail["To"].addresses[0].addr_spec,
                             people.OWNERS[0]["address"])
            text = mail.get_body(("plain",)).get_content().strip()
            answer = text.splitlines()[-1 if style == "below" else 0]
            self.assertEqual(answer, "Tolak", style)
            self.assertEqual("Permohonan Pencabutan" in text,
                             style != "bare", style)

    def test_machines_say_that_they_are_machines(self):
        original = people.letter_text(people.OWNERS[0], CABUT)
        self.assertEqual(read(people.vacation(original, KADIS))
                         ["Auto-Submitted"], "auto-replied")
        bounce = read(people.bounce(original))
        self.assertEqual(bounce.get_content_type(), "multipart/report")
        kinds = [p.get_content_type() for p in bounce.iter_parts()]
        self.assertEqual(kinds, ["text/plain", "message/delivery-status",
                                 "text/rfc822-headers"])

    def test_lines_end_as_the_wire_wants(self):
        for data in (people.letter_docx(people.OWNERS[0], CABUT),
                     people.bounce(people.letter_text(people.OWNERS[0],
                                                      CABUT))):
            self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))


if __name__ == "__main__":
    unittest.main()
