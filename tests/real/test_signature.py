"""Signed letters on real servers: officials read what is known of the
signature, and no step goes another way because of it.

Run: test_signature.py CABUT [TEST...]
"""
import json
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

from world import CABUT, KADIS, SARI, VERIFIKATOR, World, people

import sign_pdf

CABUT_PROGRAM = None
IRWAN = "Drs. Irwan Tendean, M.Si."


def flat(text):
    return " ".join(text.split())


class Signature(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="cabut-sign-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.authority = sign_pdf.Authority(str(cls.folder / "ca"))
        cls.irwan = cls.authority.person("irwan")
        cls.ca_file = cls.folder / "ca.pem"
        cls.ca_file.write_bytes(cls.authority.pem())

    def setUp(self):
        self.world = World(CABUT_PROGRAM)
        self.addCleanup(self.world.__exit__)
        self.trust(self.ca_file)

    def trust(self, path):
        self.world.write_configuration()
        with open(self.world.dir / "cabut.yaml", "a") as f:
            f.write("signature_ca_file: %s\n" % path)

    def signed(self, pdf):
        return sign_pdf.sign(pdf, lambda data: sign_pdf.cms(data, self.irwan))

    def letter(self, change=lambda pdf: pdf):
        w = self.world
        mail = people.cover_mail(SARI, CABUT, w.clock, None)
        pdf = change(self.signed(people.letter_pdf_file(SARI, w.clock)))
        people.attach(mail, "Surat Permohonan Pencabutan.pdf",
                      "application/pdf", pdf)
        people.attach(mail, "SK Jabatan Terakhir.pdf", "application/pdf",
                      people.sk_pdf(SARI, w.clock))
        w.send(SARI["address"], people.to_bytes(mail))
        w.run()

    def test_officials_read_who_signed_and_what_is_covered(self):
        w = self.world
        self.letter()
        mail = w.last(KADIS)
        for text in (flat(mail["text"]), flat(mail["html"])):
            text = text.replace("&quot;", '"').replace("&#34;", '"')
            self.assertIn('Tanda tangan elektronik: 1, oleh "%s"' % IRWAN,
                          text)
            self.assertIn("menutup seluruh berkas; rantai sertifikat "
                          "terverifikasi", text)
            self.assertIn("sebagai keterangan, bukan keputusan", text)
        shown = w.cabut("case", "show", w.cases()[0]["number"], check=0)
        self.assertIn(IRWAN, shown.stdout)
        self.assertIn('"signatures":["whole/proven"]',
                      shown.stdout.replace(" ", ""))

    def test_a_bad_signature_is_told_and_moves_nothing_else(self):
        w = self.world
        self.letter(sign_pdf.harmless)
        self.assertIn("BERKAS BERUBAH SESUDAHNYA",
                      flat(w.last(KADIS)["text"]))
        self.assertEqual(w.cases()[0]["step"], "disposisi-kadis")

    def test_without_a_ca_nobody_is_proven(self):
        w = self.world
        w.write_configuration()
        self.letter()
        text = flat(w.last(KADIS)["text"])
        self.assertIn("CA belum dikonfigurasi", text)
        self.assertIn("(tidak terbukti)", text)
        self.assertEqual(w.cases()[0]["step"], "disposisi-kadis")

    def test_the_signed_recommendation_is_told_alike(self):
        w = self.world
        self.letter()
        number = w.cases()[0]["number"]
        drafts = []

        def signed_letter(_):
            pdf = w.signed_letter_of(KADIS).split(b"\n% ditanda")[0]
            drafts.append(self.signed(pdf))
            return ("Surat Rekomendasi ttd.pdf", "application/pdf", drafts[0])

        w.signed_letter = signed_letter
        w.to_ams(number)
        texts = [m["text"] for m in w.mails(VERIFIKATOR)]
        with_it = [flat(t) for t in texts if "ttd.pdf" in t]
        self.assertTrue(with_it, texts)
        self.assertRegex(with_it[-1], re.escape("ttd.pdf") +
                         r"[^-]*Tanda tangan elektronik: 1, oleh \"Drs. Irwan")
        self.assertEqual(w.cases()[0]["step"], "verifikasi-bsre")

    def test_read_knows_the_cas_of_the_configuration(self):
        w = self.world
        path = w.dir / "surat.pdf"
        path.write_bytes(self.signed(people.letter_pdf_file(SARI, w.clock)))
        done = w.cabut("read", "--json", str(path), check=0)
        found = json.loads(done.stdout)["papers"][0]["signature"]
        self.assertEqual(found["count"], 1)
        self.assertEqual(found["list"][0]["state"], "whole")
        self.assertEqual(found["list"][0]["trust"], "proven")
        self.assertEqual(found["list"][0]["anchor"], "CA Contoh G1")
        done = w.cabut("read", str(path), check=0)
        self.assertRegex(done.stdout, "tanda tangan +1, oleh \"" + IRWAN)

    def test_check_names_the_cas_or_what_is_wrong_with_them(self):
        w = self.world
        done = w.cabut("check")
        self.assertIn("2 CA certificates", done.stdout)
        self.assertIn("Akar Contoh G1, until 2049-12-31", done.stdout)
        bad = w.dir / "bad.pem"
        bad.write_text("bukan sertifikat\n")
        self.trust(bad)
        done = w.cabut("check")
        self.assertEqual(done.returncode, 78, done.stdout)
        self.assertIn("bad.pem: no certificate; expected PEM", done.stdout)
        done = w.cabut("run")
        self.assertEqual(done.returncode, 78, done.stderr)
        self.assertIn("bad.pem: no certificate", done.stderr)
        self.trust(w.dir / "absent.pem")
        done = w.cabut("run")
        self.assertEqual(done.returncode, 78, done.stderr)
        self.assertIn("signature_ca_file", done.stderr)


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
