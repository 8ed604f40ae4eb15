"""Every command of cabut, run for real as an operator would type it.

Run: test_cli.py CABUT [TEST...]
"""
import fcntl
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "faults"))

from quiet import ROOT, QuietWorld, people, world  # noqa: E402

import make_papers  # noqa: E402

CABUT_PROGRAM = None
SOP = ROOT / "templates/sop/bolaang-mongondow-pencabutan.xml"
SARI, BUDI = world.SARI, world.BUDI
EX_USAGE, EX_LATER, EX_CONFIG = 64, 75, 78
WORDS_OF_COMMANDS = ("run", "check", "read", "case", "outbox", "owner", "sop",
                     "audit", "init", "help")


def cabut(*words, folder=None):
    """As typed: no configuration, no clock."""
    return subprocess.run([CABUT_PROGRAM, *words], capture_output=True,
                          cwd=folder, text=True, errors="replace",
                          timeout=120)


def snapshot(folder):
    """Every file below the folder and what is in it; not the numbering of a
    Maildir, which is made by whoever looks at it first."""
    return {str(p.relative_to(folder)):
            hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else ""
            for p in pathlib.Path(folder).rglob("*")
            if p.name != ".cabut-uids"}


class Case(unittest.TestCase):
    def assert_ends(self, done, code, *words):
        """With this exit code, these words, and at most one complaint."""
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, code, said)
        for word in words:
            self.assertIn(word, said)
        if code in (EX_USAGE, EX_CONFIG) and done.stderr:
            self.assertTrue(done.stderr.startswith("cabut: "), done.stderr)
        return done

    def scratch(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="cabut-cli-"))
        self.addCleanup(shutil.rmtree, folder)
        return folder

    def make_world(self):
        w = QuietWorld(CABUT_PROGRAM)
        self.addCleanup(w.__exit__)
        return w

    def later(self):
        """Mails of one minute have no order."""
        self.world.clock += people.datetime.timedelta(minutes=1)

    def one_case(self):
        """A world with one open case; its number."""
        self.world = self.make_world()
        self.world.letter()
        self.world.run()
        (case,) = self.world.cases("open")
        return case["number"]


class Words(Case):
    """Help, version, and command lines that are wrong."""

    def test_help_names_every_command(self):
        for words in (("help",), ("--help",), ("-h",)):
            done = self.assert_ends(cabut(*words), 0, "Exit codes")
            for name in WORDS_OF_COMMANDS:
                self.assertIn("cabut %s" % name, done.stdout)

    def test_help_of_one_command(self):
        for name in WORDS_OF_COMMANDS:
            for words in (("help", name), (name, "--help")):
                done = self.assert_ends(cabut(*words), 0, "cabut " + name)
                named = re.findall(r"^  cabut (\w+)", done.stdout, re.M)
                self.assertEqual(named, [name])

    def test_version(self):
        done = self.assert_ends(cabut("--version"), 0)
        self.assertRegex(done.stdout, r"^cabut \d+\.\d+\.\d+\n$")

    def test_no_command_shows_help(self):
        self.assert_ends(cabut(), EX_USAGE, "Usage: cabut COMMAND")

    def test_unknown_words(self):
        for words, said in (
                (("frobnicate",), 'no command "frobnicate"; see: cabut help'),
                (("help", "frobnicate"), 'no command "frobnicate"'),
                (("frobnicate", "--help"), 'no command "frobnicate"'),
                (("run", "--frobnicate"), "--frobnicate: no such option"),
                (("run", "--json=ya"), "--json=ya: no such option, or one"),
                (("run", "-x"), "-x: no such option"),
                (("run", "--config"), "--config wants a value"),
                (("run", "--at", "besok"), "--at besok: not a time")):
            with self.subTest(words):
                self.assert_ends(cabut(*words), EX_USAGE, said)

    def test_operands_that_are_missing_or_too_many(self):
        w = self.make_world()
        for words in (("run", "x"), ("check", "x"), ("case",), ("read",),
                      ("case", "frobnicate"), ("case", "show"),
                      ("case", "list", "x"), ("case", "note", "X"),
                      ("case", "cancel", "X"), ("case", "resend"),
                      ("case", "resend", "X", "Y"), ("case", "export"),
                      ("outbox",), ("outbox", "frobnicate"),
                      ("outbox", "hold"), ("outbox", "release"),
                      ("outbox", "list", "1"), ("outbox", "retry", "1", "2"),
                      ("sop",), ("sop", "check"), ("sop", "x", "y"),
                      ("audit", "x"), ("init",), ("init", "a", "b")):
            with self.subTest(words):
                self.assert_ends(w.cabut(*words), EX_USAGE, "usage: cabut ")
        self.assertFalse((w.dir / "cabut.db").exists())

    def test_dry_run_is_only_for_run(self):
        w = self.make_world()
        for words in (("case", "list"), ("case", "cancel", "X", "salah"),
                      ("outbox", "retry"), ("check",), ("audit",),
                      ("init", str(w.dir / "baru")), ("help",),
                      ("read", str(SOP)), ("sop", "check", str(SOP))):
            with self.subTest(words):
                done = w.cabut(*words, "--dry-run")
                self.assert_ends(done, EX_USAGE, "--dry-run is only for",
                                 '"cabut %s"' % words[0])
                self.assertEqual(done.stdout, "")
        self.assertFalse((w.dir / "baru").exists())

    def test_a_configuration_that_is_not_there(self):
        self.assert_ends(cabut("run", "--config", "/tidak/ada.yaml"),
                         EX_CONFIG, "/tidak/ada.yaml")

    def test_only_a_run_makes_the_database(self):
        w = self.make_world()
        before = snapshot(w.dir)
        for words in (("case", "list"), ("case", "show", "CABUT-2026-0001"),
                      ("case", "note", "CABUT-2026-0001", "catatan"),
                      ("outbox", "list"), ("outbox", "hold", "1"),
                      ("outbox", "retry"), ("audit",)):
            with self.subTest(words):
                self.assert_ends(w.cabut(*words), EX_CONFIG, "cabut.db",
                                 "not there yet")
        self.assert_ends(w.cabut("check"), 0, "not there yet")
        self.assertEqual(snapshot(w.dir), before)

    def test_check_says_whether_scans_are_read(self):
        w = self.make_world()
        self.assert_ends(w.cabut("check"), 0, "scans are read with ind")
        self.assert_ends(
            w.cabut("check", env=dict(os.environ,
                                      TESSDATA_PREFIX="/nonexistent")),
            0, "warn   ocr", "apt-get install tesseract-ocr-ind")

    def test_the_clock_is_refused_without_leave(self):
        w = self.make_world()
        self.assert_ends(w.cabut("run"), 0)
        path = w.dir / "cabut.yaml"
        path.write_text(path.read_text().replace(
            "allow_test_clock: yes", "allow_test_clock: no"))
        for words in (("run",), ("run", "--dry-run"), ("check",),
                      ("case", "list"), ("outbox", "retry"), ("audit",),
                      ("case", "note", "CABUT-2026-0001", "catatan")):
            with self.subTest(words):
                self.assert_ends(w.cabut(*words), EX_USAGE,
                                 "--at is refused", str(path))


class Read(Case):
    def write(self, name, data):
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    def setUp(self):
        self.folder = self.scratch()

    def read_json(self, *words):
        done = self.assert_ends(cabut("read", "--json", *words), 0)
        self.assertEqual(done.stderr, "")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def check_owner(self, text):
        self.assertIn(SARI["nip"], text)
        self.assertIn(SARI["name"], text)

    def test_a_letter(self):
        path = self.write("surat.txt", "\n".join(people.letter_lines(SARI)))
        (got,) = self.read_json("--as", "letter", path)
        self.assertEqual(got["file"], path)
        self.assertEqual(got["letter"]["nip"], SARI["nip"])
        self.assertIs(got["letter"]["nip_valid"], True)
        self.check_owner(self.assert_ends(
            cabut("read", "--as", "letter", path), 0, path).stdout)

    def test_a_reply(self):
        paths = [self.write("ya.txt", "Setuju.\n"),
                 self.write("tidak.txt", "Saya tidak setuju.\n"),
                 self.write("entah.txt", "Nanti saya lihat dulu ya\n")]
        got = self.read_json("--as", "reply", *paths)
        self.assertEqual([g["decision"] for g in got],
                         ["approve", "reject", "unclear"])
        done = self.assert_ends(cabut("read", "--as", "reply", *paths), 0)
        for path, word in zip(paths, ("approve", "reject", "unclear")):
            self.assertRegex(done.stdout,
                             "(?m)^%s: .*%s" % (re.escape(path), word))

    def test_a_mail(self):
        mail = people.letter_pdf(SARI, world.CABUT)
        data = mail if isinstance(mail, bytes) else people.to_bytes(mail)
        path = self.write("surel.eml", data)
        (got,) = self.read_json(path)
        self.assertEqual(got["reading"], "request")
        self.assertIn("application/pdf", [p["type"] for p in got["papers"]])
        done = self.assert_ends(cabut("read", path), 0, "request")
        self.check_owner(done.stdout)

    def test_a_name_that_is_not_utf8_is_still_json(self):
        path = self.write("surat.txt", "Setuju.\n")
        odd = bytes(self.folder) + b"/s\xffrat.txt"
        shutil.copy(path, odd)
        done = subprocess.run(
            [CABUT_PROGRAM, "read", "--json", "--as", "reply", odd],
            capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        got = json.loads(done.stdout)
        self.assertEqual(got["file"], str(self.folder) + "/s?rat.txt")
        self.assertEqual(got["decision"], "approve")

    def fill_folder(self):
        letter = "\n".join(people.letter_lines(SARI))
        self.write("b surat.txt", letter)
        self.write("a.EML", people.letter_pdf(SARI, world.CABUT))
        self.write("c.doc", make_papers.ole("WordDocument"))
        self.write("d.zip", make_papers.zip_of(
            {"daftar.txt": b"Yth. Bapak", "surat.txt": letter.encode()}))
        self.write("z.eml", b"From: a@kab.go.id\r\n" + b"X: y\r\n" * 1001)
        for name in (".tersembunyi.txt", "b surat.json", "b surat.want",
                     "catatan", "x.txt~"):
            self.write(name, letter)
        (self.folder / "dalam.txt").mkdir()
        outside = self.scratch() / "luar.txt"
        outside.write_text(letter)
        (self.folder / "tautan.txt").symlink_to(outside)
        return ["a.EML", "b surat.txt", "c.doc", "d.zip", "z.eml"]

    def test_a_folder_is_a_table(self):
        names = self.fill_folder()
        done = cabut("read", str(self.folder))
        self.assertEqual((done.returncode, done.stderr), (75, ""))
        head, *rows = done.stdout.splitlines()
        self.assertEqual(head.split(), ["FILE", "READING", "KIND", "NAMA",
                                        "NIP", "ALASAN", "LOOK", "AT"])
        self.assertEqual([r[:head.index("READING")].strip() for r in rows],
                         names)
        for row in rows[:2] + rows[3:4]:
            self.check_owner(row)
            self.assertRegex(row, r"request +pencabutan")
        self.assertRegex(rows[2], r"other .*old Word document: not read")
        self.assertRegex(rows[4], r"unreadable .*header over 1000 lines")

    def test_a_folder_is_a_line_each_with_json(self):
        names = self.fill_folder()
        done = cabut("read", "--json", str(self.folder))
        self.assertEqual((done.returncode, done.stderr), (75, ""))
        got = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([g["file"] for g in got],
                         ["%s/%s" % (self.folder, n) for n in names])
        self.assertEqual([g["letter"] and g["letter"]["nip"] for g in got],
                         [SARI["nip"], SARI["nip"], None, SARI["nip"], None])
        self.assertEqual([p["name"] for p in got[3]["papers"]],
                         ["ZIP/daftar.txt", "ZIP/surat.txt"])

    def test_folders_and_files_together(self):
        path = self.write("surat.txt", "\n".join(people.letter_lines(SARI)))
        empty = self.scratch()
        done = self.assert_ends(cabut("read", path, str(empty)), 0, path)
        self.check_owner(done.stdout)
        self.assert_ends(cabut("read", "--as", "novel", str(self.folder)),
                         EX_USAGE, "letter, reply or mail")

    def test_what_cannot_be_read(self):
        path = self.write("surat.txt", "Setuju.\n")
        self.assert_ends(cabut("read", "--as", "novel", path), EX_USAGE,
                         "letter, reply or mail")
        missing = str(self.folder / "tidak-ada.txt")
        done = cabut("read", missing)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(missing, done.stderr)


class Cases(Case):
    def setUp(self):
        self.number = self.one_case()

    def test_list(self):
        w = self.world
        done = self.assert_ends(w.cabut("case", "list"), 0, self.number,
                                SARI["name"], "open")
        self.assertRegex(done.stdout, r"2026-11-20 \d\d:\d\d WITA")
        self.assertNotRegex(done.stdout, r"\d{9}")
        for words, count in ((("--status", "all"), 1),
                             (("--status", "done"), 0),
                             (("--agency", "lain"), 0),
                             (("--agency", "diskominfo-contoh"), 1)):
            out = w.cabut("case", "list", "--json", *words, check=0).stdout
            self.assertEqual(len(out.splitlines()), count, words)
        self.assert_ends(w.cabut("case", "list", "--status", "besok"),
                         EX_USAGE, "--status besok")

    def test_show(self):
        w = self.world
        self.assert_ends(w.cabut("case", "show", self.number), 0,
                         self.number, SARI["nip"], "WITA", "opened")
        shown = w.case(self.number)
        self.assertEqual(shown["owners"][0]["nip"], SARI["nip"])
        self.assertEqual(shown["chain"][0]["kind"], "opened")
        self.assertTrue(shown["papers"])
        for words in (("show", "CABUT-1999-0001"),
                      ("export", "CABUT-1999-0001"),
                      ("resend", "CABUT-1999-0001"),
                      ("note", "CABUT-1999-0001", "catatan")):
            self.assert_ends(w.cabut("case", *words), EX_USAGE,
                             "no case CABUT-1999-0001")

    def test_export(self):
        w, folder = self.world, self.scratch() / "berkas"
        self.assert_ends(w.cabut("case", "export", self.number, "--output",
                                 str(folder)), 0, str(folder))
        names = sorted(p.name for p in folder.iterdir())
        self.assertIn("chain.json", names)
        self.assertEqual((folder / "sop.xml").read_bytes(), SOP.read_bytes())
        self.assertTrue([n for n in names if n.startswith("received-")])
        self.assertTrue([n for n in names if n.startswith("sent-")])
        chain = json.loads((folder / "chain.json").read_text())
        self.assertEqual([e["seq"] for e in chain],
                         list(range(1, len(chain) + 1)))
        self.assert_ends(w.cabut("case", "export", self.number, "--output",
                                 str(folder)), EX_USAGE, str(folder))

    def test_note(self):
        w = self.world
        text = "Sudah ditelepon; pemohon sedang cuti \u2014 s.d. Senin"
        self.assert_ends(w.cabut("case", "note", self.number, text), 0)
        last = w.case(self.number)["chain"][-1]
        self.assertEqual(last["kind"], "note")
        self.assertEqual(last["body"]["note"], text)
        self.assert_ends(w.cabut("audit"), 0)

    def test_text_that_cannot_be_kept(self):
        w = self.world
        for what in ("note", "cancel"):
            for text, said in ((b"x" * 501, "501 bytes"),
                               ("\u00e9".encode() * 251, "502 bytes"),
                               (b"rusak \xff\xfe", "not valid UTF-8"),
                               (b"", "empty")):
                with self.subTest(what=what, text=text):
                    done = w.cabut("case", what, self.number, text.decode(
                        errors="surrogateescape"))
                    self.assert_ends(done, EX_USAGE, said)
        kinds = [e["kind"] for e in w.case(self.number)["chain"]]
        self.assertNotIn("note", kinds)
        self.assertEqual(w.case(self.number)["status"], "open")
        self.assert_ends(w.cabut("case", "note", self.number, "x" * 500), 0)

    def test_cancel(self):
        w = self.world
        self.later()
        self.assert_ends(w.cabut("case", "cancel", self.number,
                                 "Surat ganda"), 0)
        self.assertEqual(w.case(self.number)["status"], "cancelled")
        self.assert_ends(w.cabut("case", "cancel", self.number, "Lagi"),
                         EX_USAGE, "closed already")
        w.run()
        self.assertIn("Surat ganda", w.last(SARI["address"])["text"])
        self.assert_ends(w.cabut("audit"), 0)

    def test_resend(self):
        w = self.world
        before = w.count(world.KADIS)
        self.later()
        self.assert_ends(w.cabut("case", "resend", self.number), 0)
        w.run()
        self.assertEqual(w.count(world.KADIS), before + 1)
        w.answer(world.KADIS, "Setuju")
        self.assertEqual(w.run()["replies"], 1)

    def test_no_act_while_a_run_is_at_work(self):
        w = self.world
        with open(w.dir / "cabut.db.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for words in (("case", "note", self.number, "catatan"),
                          ("case", "cancel", self.number, "salah"),
                          ("case", "resend", self.number),
                          ("outbox", "hold", "1"),
                          ("outbox", "release", "1"),
                          ("outbox", "retry", "1"), ("outbox", "retry")):
                with self.subTest(words):
                    self.assert_ends(w.cabut(*words), EX_LATER,
                                     "a run is at work; try again in a min")
            self.assert_ends(w.cabut("case", "list"), 0, self.number)
            self.assert_ends(w.cabut("run"), 0)


class Outbox(Case):
    def setUp(self):
        """Two mails are owed, and the way out is closed."""
        self.world = w = self.make_world()
        w.letter()
        shutil.rmtree(w.dir / "out")
        (w.dir / "out").write_text("tertutup")
        w.clock += people.datetime.timedelta(minutes=30)
        w.cabut("run")
        self.assertGreaterEqual(len(self.rows()), 2)

    def rows(self):
        out = self.world.cabut("outbox", "list", "--json", check=0).stdout
        return {r["id"]: r for r in map(json.loads, out.splitlines())}

    def states(self):
        return {number: row["state"] for number, row in self.rows().items()}

    def open_the_way(self):
        (self.world.dir / "out").unlink()
        for name in ("tmp", "new", "cur"):
            (self.world.dir / "out" / name).mkdir(parents=True)

    def test_list(self):
        done = self.assert_ends(self.world.cabut("outbox", "list"), 0,
                                "pending")
        self.assertRegex(done.stdout, r"2026-11-20 \d\d:\d\d WITA")
        self.assertEqual(set(self.states().values()), {"pending"})

    def test_what_is_held_stays_until_it_is_released(self):
        w, held = self.world, min(self.rows())
        self.assert_ends(w.cabut("outbox", "hold", str(held)), 0, "held")
        self.open_the_way()
        self.assert_ends(w.cabut("outbox", "retry"), 0, "sent")
        w.run()
        states = self.states()
        self.assertEqual(states.pop(held), "held")
        self.assertEqual(set(states.values()), {"sent"})
        self.assert_ends(w.cabut("outbox", "retry", str(held)), EX_USAGE,
                         "is held already")
        self.assert_ends(w.cabut("outbox", "release", str(held)), 0,
                         "pending")
        w.run()
        self.assertEqual(set(self.states().values()), {"sent"})
        self.assertEqual(len(w.wire()), len(self.rows()))

    def test_one_is_retried_at_once(self):
        w, one = self.world, max(self.rows())
        self.open_the_way()
        w.cabut("outbox", "retry", str(one), check=0)
        self.assertEqual(self.states()[one], "sent")
        for what in ("hold", "release", "retry"):
            self.assert_ends(w.cabut("outbox", what, str(one)), EX_USAGE,
                             "is sent already")

    def test_wrong_ids(self):
        for word in ("x", "0", "1x", "", "9" * 30):
            for what in ("hold", "release", "retry"):
                self.assert_ends(self.world.cabut("outbox", what, word),
                                 EX_USAGE, "is not an ID")
        self.assert_ends(self.world.cabut("outbox", "hold", "999"), EX_USAGE,
                         "no mail 999")
        self.assert_ends(
            self.world.cabut("outbox", "release", str(min(self.rows()))),
            EX_USAGE, "is pending already")


class Sop(Case):
    def broken(self, old, new):
        path = self.scratch() / "rusak.xml"
        text = SOP.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1))
        return str(path)

    def test_a_good_file(self):
        self.assert_ends(cabut("sop", "check", str(SOP)), 0, "baik")
        got = json.loads(self.assert_ends(
            cabut("sop", "check", "--json", str(SOP)), 0).stdout)
        self.assertEqual(got["findings"], [])
        self.assertEqual(got["hash"],
                         hashlib.sha256(SOP.read_bytes()).hexdigest())

    def test_a_hole_in_the_graph(self):
        """A step that nothing leads to, or that leads nowhere."""
        step = re.search(r'(setuju|selesai|ke)="([a-z-]+)"', SOP.read_text())
        path = self.broken(step.group(0), '%s="tidak-ada"' % step.group(1))
        done = cabut("sop", "check", path)
        self.assert_ends(done, EX_CONFIG, "tidak-ada")

    def test_a_row_that_nobody_could_answer(self):
        path = self.broken('syarat-surel="2"', 'syarat-surel="4"')
        self.assert_ends(cabut("sop", "check", path), EX_CONFIG, "langkah 2",
                         "S/MIME")

    def test_every_row_and_outcome(self):
        done = self.assert_ends(
            cabut("sop", "check", "--verbose", str(SOP)), 0, "baik")
        self.assertRegex(done.stdout, r"7 +verifikasi-bsre +tunggu +dicabut "
                                      r"+notifikasi")
        got = json.loads(self.assert_ends(cabut(
            "sop", "check", "--verbose", "--json", str(SOP)), 0).stdout)
        self.assertIn({"no": "6", "step": "unggah-ams", "outcome": "batal",
                       "next": "dibatalkan", "anew": False, "dead": None},
                      got["pairs"])

    def test_a_paper_that_nothing_tells(self):
        path = self.broken('"surat-kematian" kenali="', '"akta" x="')
        text = pathlib.Path(path).read_text().replace(
            'butuh berkas="surat-kematian"', 'butuh berkas="akta"')
        for attribute, times in ((' x="[^"]*"', 1), (' x=', 0)):
            changed = re.sub(attribute, "" if times else " kenali=", text)
            pathlib.Path(path).write_text(changed)
            done = self.assert_ends(cabut("sop", "check", path), 0, "baik")
            self.assertEqual(done.stdout.count('saran: berkas "akta"'), times)

    def test_with_the_people_of_an_agency(self):
        w = self.make_world()
        done = self.assert_ends(w.cabut("sop", "check", str(SOP)), 0, "baik",
                                "saran: ", "belum mempunyai pengganti")
        got = json.loads(self.assert_ends(w.cabut(
            "sop", "check", "--json", str(SOP)), 0).stdout)
        self.assertEqual(got["findings"], [])
        self.assertEqual(len(got["advice"]), done.stdout.count("saran: "))
        path = self.broken('id="sandiman"', 'id="sekretaris"')
        text = pathlib.Path(path).read_text()
        pathlib.Path(path).write_text(text.replace(
            'pelaksana="sandiman"', 'pelaksana="sekretaris"'))
        self.assert_ends(w.cabut("sop", "check", path), EX_CONFIG,
                         "langkah 4", '"sekretaris"')
        self.assert_ends(w.cabut("sop", "check", "--agency", "lain",
                                 str(SOP)), EX_USAGE, "--agency")

    def test_two_versions(self):
        path = self.broken('no="6"', 'no="7"')
        self.assert_ends(cabut("sop", "compare", str(SOP), str(SOP)), 0,
                         "sama")
        self.assert_ends(
            cabut("sop", "compare", str(SOP), path), 0,
            'langkah 6 (unggah-ams): nomor "6" menjadi "7"')
        got = json.loads(self.assert_ends(cabut(
            "sop", "compare", "--json", str(SOP), path), 0).stdout)
        self.assertEqual(got["differences"], [
            'langkah 6 (unggah-ams): nomor "6" menjadi "7"'])
        self.assert_ends(cabut("sop", "compare", str(SOP)), EX_USAGE)
        self.assert_ends(cabut("sop", "compare", str(SOP), "/tidak/ada.xml"),
                         EX_CONFIG, "/tidak/ada.xml")

    def test_a_file_that_is_no_sop(self):
        path = self.broken("</", "<")
        self.assert_ends(cabut("sop", "check", path), EX_CONFIG, "rusak.xml")
        self.assert_ends(cabut("sop", "check", "/tidak/ada.xml"), EX_CONFIG,
                         "/tidak/ada.xml")


class Draw(Case):
    def test_html_goes_to_standard_output(self):
        done = self.assert_ends(cabut("sop", "draw", str(SOP)), 0)
        self.assertTrue(done.stdout.startswith("<!DOCTYPE html>"))
        self.assertIn("<td>Kabid Persandian</td>", done.stdout)

    def test_the_suffix_decides(self):
        folder = self.scratch()
        for name, head in (("a.html", b"<!DOCTYPE html>"),
                           ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF-")):
            path = folder / name
            done = cabut("sop", "draw", str(SOP), "-o", str(path))
            self.assert_ends(done, 0)
            self.assertEqual(done.stdout, "")
            self.assertTrue(path.read_bytes().startswith(head), name)
        self.assertEqual(len(list(folder.iterdir())), 3)

    def test_another_suffix_is_refused_by_name(self):
        path = self.scratch() / "a.docx"
        self.assert_ends(cabut("sop", "draw", str(SOP), "--output",
                               str(path)),
                         EX_USAGE, ".html", ".svg", ".pdf", str(path))
        self.assertFalse(path.exists())

    def test_a_folder_that_is_not_there(self):
        self.assert_ends(cabut("sop", "draw", str(SOP), "-o",
                               "/tidak/ada.pdf"), EX_LATER, "/tidak/ada")

    def test_the_pdf_is_two_pages_of_real_text(self):
        path = self.scratch() / "a.pdf"
        self.assert_ends(cabut("sop", "draw", str(SOP), "-o", str(path)), 0)
        info = subprocess.run(["pdfinfo", path], capture_output=True,
                              text=True, check=True).stdout
        self.assertRegex(info, r"Pages: +2\n")
        self.assertRegex(info, r"Page size: +841\.\d+ x 595\.\d+ pts \(A4\)")
        self.assertNotIn("CreationDate", info)
        text = " ".join(subprocess.run(
            ["pdftotext", "-layout", path, "-"], capture_output=True,
            text=True, check=True).stdout.split())
        for word in ("NOMOR SOP", "DASAR HUKUM", "1-2 Hari", "60 Menit",
                     "KABUPATEN BOLAANG MONGONDOW", "VERIFIKATOR", "BSrE"):
            self.assertIn(word, text)
        fonts = subprocess.run(["pdffonts", path], capture_output=True,
                               text=True, check=True).stdout
        for font in fonts.splitlines()[2:]:
            self.assertRegex(font, r" yes +yes +yes ", "embedded, unicode")

    @unittest.skipUnless(shutil.which("chromium"), "no chromium here")
    def test_a_browser_prints_the_html_as_the_same_sheets(self):
        folder = self.scratch()
        self.assert_ends(cabut("sop", "draw", str(SOP), "-o",
                               str(folder / "a.html")), 0)
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
             "--user-data-dir=%s" % (folder / "profile"),
             "--no-pdf-header-footer", "--print-to-pdf=%s" % (
                 folder / "a.pdf"), (folder / "a.html").as_uri()],
            capture_output=True, timeout=100, check=True)
        info = subprocess.run(["pdfinfo", folder / "a.pdf"], check=True,
                              capture_output=True, text=True).stdout
        self.assertRegex(info, r"Pages: +2\n")
        self.assertRegex(info, r"Page size: +84\d.*\(A4\)")
        words = subprocess.run(
            ["pdftotext", "-layout", folder / "a.pdf", "-"], check=True,
            capture_output=True, text=True).stdout
        self.assertIn("60 Menit", words)
        self.assertNotIn("Isi SOP sebagai tabel", words)

    def test_a_case_shows_where_it_stands(self):
        number = self.one_case()
        self.later()
        self.world.answer(world.KADIS, "Setuju")
        self.world.run()
        self.world.clock += people.datetime.timedelta(minutes=25)
        done = self.world.cabut("sop", "draw", "--casefile", number)
        self.assert_ends(done, 0, number, "<td>60 Menit</td>",
                         "10 Menit / 31 Menit", "10 Menit / 25 Menit")
        rows = re.findall(r"<td>([^<]*)</td></tr>",
                          done.stdout.split("<tbody>")[1])
        self.assertEqual(rows, ["selesai", "selesai, terlambat",
                                "sedang berjalan, terlambat"] + ["belum"] * 5)
        self.refuse_what_is_not_this_case(number)

    def rows(self, number):
        done = self.world.cabut("sop", "draw", "--casefile", number)
        self.assertEqual(done.returncode, 0, done.stderr)
        return re.findall(r"<td>([^<]*)</td></tr>",
                          done.stdout.split("<tbody>")[1])

    def test_a_case_that_is_asked_for_more_keeps_what_is_done(self):
        number = self.one_case()
        self.world.answer(world.KADIS, "Setuju")
        self.world.run()
        self.world.answer(world.KABID, "Lengkapi: formulir permohonan")
        self.world.run()
        self.assertEqual(self.rows(number),
                         ["sedang berjalan", "selesai, terlambat"] +
                         ["belum"] * 6)

    def test_a_case_that_is_rejected_ends_where_it_was_decided(self):
        number = self.one_case()
        self.world.answer(world.KADIS, "Tolak, pemohon bukan pegawai kami")
        self.world.run()
        self.assertEqual(self.rows(number), ["selesai", "selesai, terlambat"] +
                         ["belum"] * 6)

    def test_a_row_event_says_more_than_a_move(self):
        number = self.one_case()
        self.world.answer(world.KADIS, "Setuju")
        self.world.run()
        since = self.world.clock - people.datetime.timedelta(minutes=4)
        base = sqlite3.connect(self.world.dir / "cabut.db")
        base.execute(
            "INSERT INTO event (casefile_id, seq, at, kind, body, previous, "
            "hash) SELECT casefile_id, seq + 1, ?, 'row', ?, hash, ? FROM "
            "event ORDER BY seq DESC LIMIT 1",
            (int(self.world.clock.timestamp()), json.dumps(
                {"row": "2", "step": "disposisi-kadis", "by": "kepala-dinas",
                 "since": since.isoformat()}), "1" * 64))
        base.commit()
        base.close()
        self.assertEqual(self.rows(number)[1], "selesai")
        done = self.world.cabut("sop", "draw", "--casefile", number)
        self.assertIn("10 Menit / 4 Menit", done.stdout)

    def refuse_what_is_not_this_case(self, number):
        other = self.scratch() / "lain.xml"
        other.write_text(SOP.read_text().replace("2024-07", "2024-08"))
        self.assert_ends(
            self.world.cabut("sop", "draw", str(other), "--casefile", number),
            EX_USAGE, "another version", number)
        self.assert_ends(
            self.world.cabut("sop", "draw", "--casefile", "CABUT-1999-0001"),
            EX_USAGE, "no case CABUT-1999-0001")


class Audit(Case):
    def test_an_honest_database(self):
        number = self.one_case()
        self.assert_ends(self.world.cabut("audit"), 0, "in order")
        got = json.loads(self.world.cabut("audit", "--json", check=0).stdout)
        self.assertEqual((got["casefiles"], got["problems"]), (1, []), number)

    def test_a_changed_event_is_named(self):
        number = self.one_case()
        base = sqlite3.connect(self.world.dir / "cabut.db")
        (guard,) = base.execute("SELECT sql FROM sqlite_schema WHERE "
                                "name = 'event_is_fixed'").fetchone()
        base.executescript(
            "DROP TRIGGER event_is_fixed; UPDATE event SET body = "
            "replace(body, '{', '{\"palsu\":1,') WHERE seq = 2; %s" % guard)
        base.close()
        self.assert_ends(self.world.cabut("audit"), EX_CONFIG, "WRONG",
                         number, "NOT in order")
        done = self.world.cabut("audit", "--json")
        self.assertEqual(done.returncode, EX_CONFIG)
        problems = json.loads(done.stdout)["problems"]
        self.assertTrue(any(number in p for p in problems), problems)


class Init(Case):
    def test_a_first_configuration(self):
        folder = self.scratch() / "cabut"
        host = str(folder / "cabut.yaml")
        self.assert_ends(cabut("init", str(folder)), 0, "wrote " + host)
        files = snapshot(folder)
        self.assertEqual(
            sorted(name for name in files if files[name]),
            ["agencies.d/contoh.yaml", "cabut.yaml",
             "sop/bolaang-mongondow-pencabutan.xml"])
        self.assert_ends(cabut("init", str(folder)), EX_CONFIG,
                         "is there already")
        self.assertEqual(snapshot(folder), files)

    def test_check_wants_only_what_the_sample_cannot_know(self):
        """The passwords and the folder of the database."""
        folder = self.scratch()
        cabut("init", str(folder))
        host = folder / "cabut.yaml"
        agency = folder / "agencies.d" / "contoh.yaml"
        host.write_text(host.read_text().replace(
            "/var/lib/cabut", str(folder / "tidak-ada")))
        agency.write_text(agency.read_text().replace(
            "/etc/cabut/secret", str(folder / "secret")))
        done = cabut("check", "--json", "--config", str(host))
        self.assert_ends(done, EX_CONFIG)
        wrong = [row for row in map(json.loads, done.stdout.splitlines())
                 if not row["ok"]]
        self.assertEqual(len(wrong), 3, wrong)
        for row, word in zip(wrong, ("tidak-ada", "secret/imap",
                                     "secret/smtp")):
            self.assertIn(word, row["text"])


class DryRun(Case):
    def test_a_fresh_host_stays_fresh(self):
        w = self.make_world()
        before = snapshot(w.dir)
        self.assert_ends(w.cabut("run", "--dry-run"), 0, "0 mails")
        self.assertEqual(snapshot(w.dir), before)
        w.letter()
        before = snapshot(w.dir)
        self.assert_ends(w.cabut("run", "--dry-run"), 0, "1 mails: 1 letters")
        self.assertEqual(snapshot(w.dir), before)

    def test_a_world_with_mail_is_left_as_it_was(self):
        w = self.make_world()
        w.letter()
        w.run()
        w.letter(owner=BUDI)
        w.answer(world.KADIS, "Setuju")
        before = snapshot(w.dir)
        done = self.assert_ends(w.cabut("run", "--dry-run", "--json"), 0)
        tally = json.loads(done.stdout)
        self.assertEqual((tally["mails"], tally["requests"],
                          tally["replies"], tally["sent"]), (2, 1, 1, 0))
        self.assertEqual(snapshot(w.dir), before)
        self.assertEqual((w.run()["mails"], len(w.cases())), (2, 2))


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
