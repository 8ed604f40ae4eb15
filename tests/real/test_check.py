"""cabut check against running servers: all green, then one wrong thing at a
time, each named exactly.

Run: test_check.py CABUT [TEST...]
"""
import json
import shutil
import sys
import unittest

from world import ROOT, World

CABUT_PROGRAM = None


class Check(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World(CABUT_PROGRAM)
        cls.addClassCleanup(cls.world.__exit__)

    def setUp(self):
        self.world.write_configuration()

    def lines(self):
        done = self.world.cabut("check", "--json")
        self.assertEqual(done.stderr, "")
        return done.returncode, [json.loads(line)
                                 for line in done.stdout.splitlines()]

    def assert_one_wrong(self, *words):
        code, lines = self.lines()
        wrong = [row["text"] for row in lines if not row["ok"]]
        self.assertEqual(code, 78)
        self.assertEqual(len(wrong), 1, wrong)
        for word in words:
            self.assertIn(word, wrong[0])

    def assert_refused(self, *words):
        """So wrong that the configuration is not even read to its end."""
        done = self.world.cabut("check")
        self.assertEqual(done.returncode, 78, done.stdout)
        for word in words:
            self.assertIn(word, done.stderr)

    def change(self, old, new, file="agencies.d/contoh.yaml"):
        path = self.world.dir / file
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1))

    def test_everything_right(self):
        code, lines = self.lines()
        self.assertEqual([row for row in lines if not row["ok"]], [])
        self.assertEqual(code, 0)
        self.assertGreaterEqual(len(lines), 7)

    def with_holidays(self, *dates):
        (self.world.dir / "libur.ics").write_text(
            "BEGIN:VCALENDAR\n" + "".join(
                "BEGIN:VEVENT\nSUMMARY:Libur\nDTSTART;VALUE=DATE:%s\n"
                "END:VEVENT\n" % date for date in dates) +
            "END:VCALENDAR\n")
        path = self.world.dir / "agencies.d/contoh.yaml"
        path.write_text(path.read_text() + "holidays: ../libur.ics\n")

    def test_hours_and_holidays_are_told(self):
        self.with_holidays("20260101", "20991225")
        code, lines = self.lines()
        self.assertEqual(code, 0)
        told = [row for row in lines if "days off" in row["text"]]
        self.assertEqual(len(told), 1, lines)
        self.assertIn("mon-thu 07:30-16:00, fri 07:30-16:30 ",
                      told[0]["text"])
        self.assertIn("2 days off in ", told[0]["text"])
        self.assertEqual([row for row in lines if "warning" in row], [])

    def test_holidays_of_a_year_that_is_over(self):
        self.with_holidays("20240101", "20251226")
        done = self.world.cabut("check")
        self.assertEqual(done.returncode, 0, done.stdout)
        warned = [line for line in done.stdout.splitlines()
                  if line.startswith("warn ")]
        self.assertEqual(len(warned), 1, done.stdout)
        self.assertIn("libur.ics end in 2025: add the joint decree (SKB 3 "
                      "Menteri) of 20", warned[0])
        self.assertIn("All works; see what is marked warn.", done.stdout)

    def test_holidays_that_are_no_calendar(self):
        self.with_holidays("20260101")
        (self.world.dir / "libur.ics").write_text("2026-01-01\n")
        self.assert_refused("libur.ics:1", "iCalendar")

    def test_wrong_imap_password(self):
        self.world.secret("imap", "salah")
        self.assert_one_wrong("imap", "password")

    def test_wrong_smtp_password(self):
        self.world.secret("smtp", "salah")
        self.assert_one_wrong("smtp")

    def test_wrong_host_name(self):
        self.change("@localhost:%d/INBOX" % self.world.box["imaps_port"],
                    "@127.0.0.2:%d/INBOX" % self.world.box["imaps_port"])
        self.assert_one_wrong("127.0.0.2")

    def test_wrong_authority(self):
        self.change("ca_file: %s" % self.world.box["ca"],
                    "ca_file: %s" % self.world.box["other_ca"])
        self.assert_one_wrong("certificate")

    def test_role_without_an_official(self):
        self.change("role: sandiman", "role: sekretaris")
        self.assert_one_wrong("langkah 4", "sandiman", "contoh.yaml")

    def test_template_with_an_unknown_name(self):
        copy = self.world.dir / "templates"
        shutil.copytree(ROOT / "templates/mail", copy, dirs_exist_ok=True)
        path = copy / "diterima.txt"
        path.write_text(path.read_text() + "{{nomr}}\n")
        self.change("templates: %s/templates/mail" % ROOT,
                    "templates: %s" % copy, "cabut.yaml")
        line = len(path.read_text().splitlines())
        self.assert_one_wrong("diterima.txt:%d" % line, "nomr")

    def test_secret_readable_by_others(self):
        (self.world.dir / "secret/imap").chmod(0o644)
        self.assert_one_wrong("secret/imap", "chmod 600")

    def test_draft_without_a_letterhead(self):
        path = self.world.dir / "agencies.d/contoh.yaml"
        path.write_text(path.read_text().split("letter:")[0])
        self.assert_one_wrong("langkah 5", "letterhead")

    def sop_with(self, *changes):
        sop = (ROOT / "templates/sop/bolaang-mongondow-pencabutan.xml"
               ).read_text()
        for old, new in changes:
            self.assertIn(old, sop)
            sop = sop.replace(old, new, 1)
        (self.world.dir / "lain.xml").write_text(sop)
        self.world.write_configuration(
            sops=[self.world.dir / "lain.xml"])

    def test_step_that_no_mail_could_answer(self):
        self.sop_with(('syarat-surel="2"', 'syarat-surel="4"'))
        self.assert_one_wrong("langkah 2", "S/MIME")

    def test_an_issuance_is_right_too(self):
        self.world.write_configuration(
            sops=["bolaang-mongondow-penerbitan.xml"])
        code, lines = self.lines()
        self.assertEqual([row for row in lines if not row["ok"]], [])
        self.assertEqual(code, 0)

    def test_unknown_key(self):
        self.change("hold_minutes", "hold_minuts")
        self.assert_refused("contoh.yaml", "hold_minuts")

    def test_missing_sop_file(self):
        self.change("bolaang-mongondow-pencabutan.xml", "tidak-ada.xml")
        self.assert_refused("contoh.yaml:3", "tidak-ada.xml")


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
