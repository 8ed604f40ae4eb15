"""The owner register, as an operator keeps it.

Run: test_owner.py CABUT [TEST...]
"""
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import test_cli  # noqa: E402
from test_cli import EX_CONFIG, EX_LATER, EX_USAGE, ROOT  # noqa: E402

SAMPLE = ROOT / "contrib/contoh-register.csv"
HEADER = "Nama;NIP;NIK;Jabatan;Surel;Akhir Jabatan;Berlaku Sampai\n"
SARI = "Sari Dewi;196812121992032007;;Kabid;sari@contohkab.go.id;;\n"
BUDI = "Budi;198503122010011004;;Camat;budi@contohkab.go.id;31/12/2026;\n"
CICI = "Cici;;1371015203850002;Kepala Desa;;;01/09/2027\n"
NIK = "1371015203850002"


class Case(test_cli.Case):
    def setUp(self):
        self.world = self.make_world()
        self.assert_ends(self.world.cabut("run"), 0)

    def owner(self, code, *words, said=()):
        return self.assert_ends(self.world.cabut("owner", *words), code, *said)

    def write(self, text, name="register.csv"):
        path = self.world.dir / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def bring(self, text, *words, code=0, said=()):
        return self.owner(code, "import", self.write(text), *words, said=said)

    def rows(self, what="list", *words):
        out = self.owner(0, what, "--json", *words).stdout
        return [json.loads(line) for line in out.splitlines()]

    def names(self, *words):
        return [row["nama"] for row in self.rows(*words)]


class Import(Case):
    def test_new_changed_unchanged(self):
        self.bring(HEADER + SARI + BUDI,
                   said=["2 new, 0 changed, 0 unchanged\n"])
        self.bring(HEADER + SARI + BUDI.replace("Camat", "Sekda") + CICI,
                   said=["1 new, 1 changed, 1 unchanged\n"])
        self.assertEqual(self.names(), ["Budi", "Cici", "Sari Dewi"])
        self.assertEqual(self.rows()[0]["jabatan"], "Sekda")

    def test_the_sample_that_comes_with_cabut(self):
        self.owner(0, "import", str(SAMPLE),
                   said=["ignored columns: No\n",
                         "3 new, 0 changed, 0 unchanged\n"])
        sari = self.rows()[2]
        self.assertEqual(sari["nip"], "196812121992032007")
        self.assertEqual(sari["nip_atasan"], "197005121995031901")
        self.assertEqual(sari["mulai_jabatan"], "2022-01-03")

    def test_the_same_table_however_it_was_saved(self):
        text = HEADER + SARI + BUDI
        self.bring(text)
        for saved in (
                b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
                "sep=;\r\n" + text.replace("\n", "\r\n"),
                text.replace(";", "\t"), text.replace(";", ","),
                text.replace("196812121992032007",
                             '"=""196812121992032007"""'),
                text.replace("196812121992032007", '="196812121992032007"'),
                text.replace("196812121992032007", "'196812121992032007"),
                text.replace("196812121992032007",
                             "19681212 199203 2 007"),
                text + ";;;;;;\n\n"):
            with self.subTest(saved):
                self.bring(saved, said=["0 new, 0 changed, 2 unchanged\n"])

    def test_nothing_comes_in_from_a_file_with_a_fault(self):
        done = self.bring(
            HEADER + SARI + BUDI.replace("198503122010011004", "1,98503E+17")
            + CICI.replace(";;;", ";cici@gmail.com;;"), code=EX_CONFIG,
            said=["register.csv:3: NIP: a spreadsheet has made the number "
                  "1,98503E+17 of it; format the column as text",
                  "register.csv:4: Surel: gmail.com is none of",
                  "2 of its lines are wrong, nothing was imported"])
        self.assertNotIn(" new", done.stdout)
        self.assertEqual(self.rows(), [])

    def test_the_good_lines_come_in_when_asked(self):
        self.bring(HEADER + SARI + "Budi;123;;;;;\n", "--partial",
                   code=EX_CONFIG,
                   said=["register.csv:3: NIP: not a valid NIP",
                         "1 new, 0 changed, 0 unchanged, 1 refused\n"])
        self.assertEqual(self.names(), ["Sari Dewi"])

    def test_dry_run_tells_and_writes_nothing(self):
        self.bring(HEADER + SARI)
        before = test_cli.snapshot(self.world.dir)
        self.bring(HEADER + SARI.replace("Kabid", "Sekretaris") + BUDI,
                   "--dry-run",
                   said=["register.csv:2: changed: Sari Dewi\n",
                         "register.csv:3: new: Budi\n",
                         "1 new, 1 changed, 0 unchanged (dry run"])
        after = test_cli.snapshot(self.world.dir)
        self.assertNotEqual(before.pop("register.csv"),
                            after.pop("register.csv"))
        self.assertEqual(before, after)

    def test_one_person_in_two_rows_is_told_by_both_names(self):
        self.bring(HEADER + CICI + SARI)
        done = self.bring(
            HEADER + "Sari Dewi;196812121992032007;1371015212680001;;;;\n"
            "Citra;196812121992032007;%s;;;;\n" % NIK, code=EX_CONFIG,
            said=["register.csv:3: NIK: its birth date or sex"])
        self.bring(HEADER + "Cici D;198503122010012004;;;;;\n")
        done = self.bring(
            HEADER + "Cici D;198503122010012004;%s;;;;\n" % NIK,
            code=EX_CONFIG, said=["register.csv:2: the NIP of Cici D is that "
                                  'of "Cici D" in the register, and the NIK '
                                  'that of "Cici"'])
        self.assertNotIn(NIK, done.stdout + done.stderr)
        self.assertEqual(len(self.rows()), 3)

    def test_files_that_are_no_such_table(self):
        for text, said in (
                (b"Nama;NIP\nRen\xe9;1\n", "register.csv:2: not UTF-8"),
                ((HEADER + SARI).encode("utf-16"), "UTF-16"),
                (b"PK\x03\x04rest", "a workbook, not a CSV file"),
                (b"", "register.csv: empty"),
                (b"Nama;NIP\n\"x;1\n", "register.csv:2: a quote is opened"),
                (b"Jabatan;Unit\n", "at least nama and nip")):
            with self.subTest(said):
                self.bring(text, code=EX_CONFIG, said=[said])
        self.owner(EX_CONFIG, "import", str(self.world.dir / "tidak.csv"),
                   said=["tidak.csv"])
        self.assertEqual(self.rows(), [])

    def test_at_most_a_hundred_faults_are_told(self):
        done = self.bring(HEADER + "Budi;1;;;;;\n" * 150, code=EX_CONFIG,
                          said=["register.csv: and 50 more\n", "150 of its"])
        self.assertEqual(done.stdout.count("not a valid NIP"), 100)

    def test_json(self):
        done = self.bring(HEADER + SARI + "Budi;1;;;;;\n", "--partial",
                          "--json", code=EX_CONFIG)
        got = json.loads(done.stdout)
        self.assertEqual((got["new"], got["refused"], got["imported"]),
                         (1, 1, True))
        self.assertEqual(got["faults"][0]["line"], 3)
        done = self.bring(HEADER + "Budi;1;;;;;\n", "--json", code=EX_CONFIG)
        self.assertIs(json.loads(done.stdout)["imported"], False)

    def test_of_several_agencies_one_must_be_named(self):
        folder = self.world.dir / "agencies.d"
        text = (folder / "contoh.yaml").read_text()
        other = text.replace("id: diskominfo-contoh", "id: rimba").replace(
            "maildir:%s/in" % self.world.dir, "maildir:%s/in2"
            % self.world.dir)
        (folder / "rimba.yaml").write_text(other)
        self.bring(HEADER + SARI, code=EX_USAGE,
                   said=["say --agency, one of: diskominfo-contoh, rimba"])
        self.bring(HEADER + SARI, "--agency", "lain", code=EX_USAGE,
                   said=["no such agency"])
        self.bring(HEADER + SARI, "--agency", "rimba", said=["1 new"])
        self.bring(HEADER + BUDI, "--agency", "diskominfo-contoh",
                   said=["1 new"])
        self.assertEqual(self.names(), ["Budi", "Sari Dewi"])
        self.assertEqual(self.names("list", "--agency", "rimba"),
                         ["Sari Dewi"])
        self.assertEqual(self.names("due", "--agency", "rimba"),
                         ["Sari Dewi"])

    def test_never_beside_a_run(self):
        with open(self.world.dir / "cabut.db.lock", "w") as lock:
            test_cli.fcntl.flock(lock, test_cli.fcntl.LOCK_EX)
            self.bring(HEADER + SARI, code=EX_LATER,
                       said=["a run is at work"])
            self.bring(HEADER + SARI, "--dry-run", said=["1 new"])


class Look(Case):
    def test_list_shows_no_nik(self):
        self.bring(HEADER + SARI + CICI)
        for words in ((), ("--json",)):
            said = self.owner(0, "list", *words, said=["Sari Dewi", "Cici",
                                                       "2027-09-01"]).stdout
            self.assertNotIn(NIK, said)

    def test_due_is_soonest_first_with_its_reason(self):
        self.bring(HEADER + CICI.replace("01/09/2027", "20/01/2027") + SARI
                   + BUDI)
        out = self.owner(0, "due").stdout
        found = [line.split()[:4] for line in out.splitlines()[1:]]
        self.assertEqual(found, [
            ["2026-12-31", "term", "diskominfo-contoh", "Budi"],
            ["2027-01-01", "retirement", "diskominfo-contoh", "Sari"],
            ["2027-01-20", "certificate", "diskominfo-contoh", "Cici"]])
        (budi, sari, cici) = self.rows("due")
        self.assertEqual(budi["due"], [{"why": "term", "date": "2026-12-31"}])

    def test_due_looks_as_far_as_it_is_told(self):
        self.bring(HEADER + SARI + BUDI + CICI)
        for months, names in (("0", []), ("1", []),
                              ("2", ["Budi", "Sari Dewi"]),
                              ("9", ["Budi", "Sari Dewi"]),
                              ("10", ["Budi", "Sari Dewi", "Cici"])):
            with self.subTest(months):
                self.assertEqual(self.names("due", "--months", months), names)
        self.world.clock = self.world.clock.replace(year=2027)
        self.assertEqual(self.names("due"), ["Budi", "Sari Dewi"])
        self.world.clock = self.world.clock.replace(year=2029)
        self.assertEqual(self.names("due"), [])

    def test_wrong_words(self):
        for words in (("owner",), ("owner", "frobnicate"),
                      ("owner", "import"), ("owner", "list", "x"),
                      ("owner", "due", "x"), ("owner", "import", "a", "b")):
            with self.subTest(words):
                self.assert_ends(self.world.cabut(*words), EX_USAGE,
                                 "usage: cabut owner import")
        for months in ("x", "-1", "", "121", "1x", "99999999999999999999"):
            with self.subTest(months):
                self.owner(EX_USAGE, "due", "--months", months,
                           said=["--months %s: say a number" % months])
        for words in (("list",), ("due",)):
            self.owner(EX_USAGE, *words, "--dry-run",
                       said=["--dry-run is only for"])
        self.owner(EX_USAGE, "list", "--agency", "lain",
                   said=["no such agency; say diskominfo-contoh"])

    def test_no_owner_is_no_fault(self):
        self.assertEqual(self.rows(), [])
        self.assertEqual(self.rows("due"), [])


if __name__ == "__main__":
    test_cli.CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
