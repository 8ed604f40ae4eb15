#!/usr/bin/python3
"""Whole mails as people's programs write them, read as an operator would:
`cabut read --json` over tests/corpus/messages, against what a careful clerk
wrote down. Prints a table of scores; any difference fails and is named.

Run: test_corpus.py CABUT [TEST...]
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/corpus/messages"
CABUT_PROGRAM = None
AT_LEAST = 170
BYTES_MAX = 60000
NULL = "-"
OWNER_FIELDS = ("nama", "nip", "nik", "jabatan", "instansi", "email",
                "alasan_code")
LETTER_FIELDS = ("nomor_surat", "tanggal") + OWNER_FIELDS
APPLICANT_FIELDS = ("nama", "nip", "jabatan")
NUMBERS = ("nip", "nik", "email")
WORDS = {"as", "reading", "decision", "kind", "nip_valid", "same", "owner",
         "paper", "papers", "*", *LETTER_FIELDS,
         *("pemohon." + f for f in APPLICANT_FIELDS)}
HOW = r"(?:text|ocr|none)"
PAPER = re.compile(r"(.*) ([\w*.+-]+/[\w*.+-]+|\*) (%s(?: \| %s)*)$"
                   % (HOW, HOW))

# Hosts that may stand in a mail: none of them is anybody's.
HOSTS = ("lembahpelangikab", "kotaserunai", "pulauselindungkab",
         "batukelirkab", "muaratenangkab", "gunungpelitaprov",
         "tanahsegarakab", "bukitkelabukota", "telagaanginkab",
         "wanasetiakab", "bsre-contoh")
HOST = re.compile(r"(?:.*\.)?(?:%s)\.go\.id|(?:.*\.)?example(?:\.\w+)?"
                  % "|".join(HOSTS))
ADDRESS = re.compile(r"[\w.+-]@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
LINK = re.compile(r"https?://([^/\s\"'<>:]+)")
# Names that programs put into HTML, never asked: no mail, no visit.
SCHEMES = {"www.w3.org", "schemas.microsoft.com", "aka.ms"}


# ---- the .want files ----

def split(text):
    """`a | b | -`: any of these; `-` is null."""
    return [v.strip() for v in text.split(" | ")]


def load_want(path):
    want = {"owners": [], "papers": []}
    for line in path.read_text().splitlines():
        word, _, value = line.partition(": ")
        if word.rstrip(":") not in WORDS:
            raise ValueError("%s: %r is no field" % (path.name, word))
        if word == "owner":
            want["owners"].append(
                dict(pair.split("=", 1) for pair in value.split("; ")))
        elif word == "paper":
            want["papers"].append(PAPER.match(value).groups())
        elif word == "papers":
            want["papers"] = None
        else:
            want[word] = split(value)
    return want


# ---- comparing ----

def plain(field, value):
    """As the labelling rules compare it."""
    if value in (None, NULL):
        return None
    value = re.sub(r"\s+", " ", str(value)).strip().casefold()
    if field in ("nip", "nik"):
        return re.sub(r"\D", "", value)
    if field == "nomor_surat":
        return re.sub(r" ?/ ?", "/", value)
    return value


class Look:
    """Holds one answer against its .want."""

    def __init__(self, want, got):
        self.want, self.got = want, got
        self.wrong = []
        self.wrong_numbers = 0

    def differ(self, what, want, got):
        self.wrong.append("%s: expected %s, got %s" % (what, want, got))

    def field(self, what, accepted, got):
        name = what.rpartition(".")[2]
        if plain(name, got) in [plain(name, a) for a in accepted]:
            return
        self.differ(what, " | ".join(map(str, accepted)), got)
        if name in NUMBERS and got is not None:
            self.wrong_numbers += 1

    def owner(self, number, want, got):
        for name in OWNER_FIELDS:
            self.field("owner %d.%s" % (number, name),
                       split(want.get(name, NULL)), got.get(name))

    def owners(self, got):
        want = self.want["owners"]
        if len(want) != len(got):
            self.differ("owners", len(want), len(got))
        for number, (a, b) in enumerate(zip(want, got), 1):
            self.owner(number, a, b)

    def letter(self):
        got = self.got["letter"] or {"kind": "lain"}
        self.field("kind", self.want["kind"], got["kind"])
        is_free = self.want.get("*") == ["any"]
        for name in LETTER_FIELDS:
            if name in self.want or not is_free:
                self.field(name, self.want.get(name, [NULL]), got.get(name))
        if is_free:
            return
        if got.get("nip") is not None:
            valid = self.want.get("nip_valid", ["true"]) == ["true"]
            if got["nip_valid"] is not valid:
                self.differ("nip_valid", valid, got["nip_valid"])
        applicant = got.get("pemohon") or {}
        for name in APPLICANT_FIELDS:
            self.field("pemohon." + name,
                       self.want.get("pemohon." + name, [NULL]),
                       applicant.get(name))
        self.owners(got.get("owners", []))

    def same(self):
        """These fields are of one letter, whichever was taken."""
        got, at = self.got["letter"] or {}, set()
        for name in self.want["same"][0].split():
            values = [plain(name, v) for v in self.want[name]]
            value = plain(name, got.get(name))
            at.add(values.index(value) if value in values else None)
        if len(at) > 1:
            self.differ("same", self.want["same"][0], "two letters mixed")

    def papers(self):
        got = [(p["name"], p["type"], p["how"]) for p in self.got["papers"]]
        if len(got) != len(self.want["papers"]):
            self.differ("papers", len(self.want["papers"]), got)
            return
        for (name, kind, hows), paper in zip(self.want["papers"], got):
            if (paper[0] != name or kind not in ("*", paper[1]) or
                    paper[2] not in split(hows)):
                self.differ("paper", (name, kind, hows), paper)

    def all(self):
        for word in ("reading", "decision"):
            self.field(word, self.want[word], self.got[word])
        if "kind" in self.want:
            self.letter()
        if "same" in self.want:
            self.same()
        if self.want["papers"] is not None:
            self.papers()
        return self


def class_of(want):
    if "kind" in want:
        return "letter: " + want["kind"][0]
    if want["decision"][0] != NULL:
        return want["decision"][0]
    return want["reading"][0]


# ---- running ----

def read(files, *options):
    """One call for all of them: file name -> answer."""
    if not files:
        return {}
    done = subprocess.run(
        [CABUT_PROGRAM, "read", "--json", *options, *map(str, files)],
        capture_output=True, text=True, timeout=600)
    answers, at, decoder = {}, 0, json.JSONDecoder()
    while at < len(done.stdout.rstrip()):
        answer, at = decoder.raw_decode(done.stdout, at)
        at += len(done.stdout[at:]) - len(done.stdout[at:].lstrip())
        answers[pathlib.Path(answer["file"]).stem] = answer
    if len(answers) != len(files):
        raise AssertionError("%d of %d files answered: %s" % (
            len(answers), len(files), done.stderr))
    return answers


class Score:
    def __init__(self):
        self.count = collections.Counter()
        self.right = collections.Counter()
        self.said = []
        self.approves = self.rejects = self.numbers = 0

    def add(self, name, want, got):
        look = Look(want, got).all()
        kind = class_of(want)
        self.count[kind] += 1
        self.right[kind] += not look.wrong
        self.numbers += look.wrong_numbers
        said = got["decision"]
        self.approves += said == "approve" and said not in want["decision"]
        self.rejects += said == "reject" and said not in want["decision"]
        self.said += ["%s: %s" % (name, wrong) for wrong in look.wrong]

    def table(self):
        yield "%-22s %5s %5s" % ("class", "mails", "right")
        for kind in sorted(self.count):
            yield "%-22s %5d %5d" % (kind, self.count[kind], self.right[kind])
        yield "%-22s %5d %5d" % ("all", sum(self.count.values()),
                                 sum(self.right.values()))
        yield "false approves %d, false rejects %d, wrong numbers %d" % (
            self.approves, self.rejects, self.numbers)


class Messages(unittest.TestCase):
    maxDiff = None

    def test_each_mail_is_read_as_its_want_says(self):
        wants = {p.stem: load_want(p) for p in sorted(CORPUS.glob("*.want"))}
        self.assertGreaterEqual(len(wants), AT_LEAST)
        ways = collections.defaultdict(list)
        for name, want in wants.items():
            ways[want.get("as", ["mail"])[0]].append(CORPUS / (name + ".eml"))
        got = {}
        for way, files in ways.items():
            got.update(read(files, *(["--as", way] if way != "mail" else [])))
        score = Score()
        for name, want in wants.items():
            score.add(name, want, got[name])
        print("\n".join(score.table()), flush=True)
        self.assertEqual(score.said, [], "\n" + "\n".join(score.said))


class Folder(unittest.TestCase):
    """The corpus itself: complete, explained, nobody's."""

    def setUp(self):
        self.mails = sorted(CORPUS.glob("*.eml"))

    def test_each_mail_has_its_want_and_nothing_else_lies_there(self):
        names = {p.stem for p in self.mails}
        self.assertEqual(names, {p.stem for p in CORPUS.glob("*.want")})
        rest = {p.name for p in CORPUS.iterdir()
                if p.suffix not in (".eml", ".want")}
        self.assertEqual(rest, {"README.md"})

    def test_numbers_have_no_gap(self):
        numbers = [int(p.stem[:3]) for p in self.mails]
        self.assertEqual(numbers, list(range(1, len(self.mails) + 1)))

    def test_readme_says_of_each_mail_why_it_is_there(self):
        rows = re.findall(r"^\| (\d{3}-[\w-]+) \| (crlf|lf|mixed) \| (.+) \|$",
                          (CORPUS / "README.md").read_text(), re.M)
        self.assertEqual([r[0] for r in rows], [p.stem for p in self.mails])
        self.assertEqual(len({r[2] for r in rows}), len(rows))

    def test_line_ends_are_those_the_readme_names(self):
        for name, ends in re.findall(r"^\| (\d{3}-[\w-]+) \| (\w+) \|",
                                     (CORPUS / "README.md").read_text(), re.M):
            raw = (CORPUS / (name + ".eml")).read_bytes()
            pairs, feeds = raw.count(b"\r\n"), raw.count(b"\n")
            found = ("crlf" if pairs == feeds else
                     "lf" if pairs == 0 else "mixed")
            with self.subTest(name):
                self.assertEqual(found, ends)

    def test_hosts_are_invented_or_reserved(self):
        for path in self.mails:
            text = path.read_bytes().decode("latin-1").replace("=\r\n", "")
            hosts = set(ADDRESS.findall(text)) | (
                set(LINK.findall(text)) - SCHEMES)
            for host in hosts:
                with self.subTest(path.name):
                    self.assertRegex(host.lower(), r"\A(?:%s)\Z" % HOST.pattern)

    def test_each_mail_is_small_and_none_is_there_twice(self):
        seen = {}
        for path in self.mails:
            raw = path.read_bytes()
            with self.subTest(path.name):
                self.assertLess(len(raw), BYTES_MAX)
                self.assertNotIn(raw, seen)
            seen[raw] = path.name


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=0)
