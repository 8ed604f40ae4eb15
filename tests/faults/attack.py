"""What every attack is measured by: no case moved (or the right one did),
the class that the mail ended in, who was told, and after each test that
`cabut audit` is clean and no mail of ours carries what it should not.

A world is played once to the state that a test attacks, then copied.
"""
import atexit
import pathlib
import re
import shutil
import sqlite3
import unittest

from quiet import QuietWorld, people, servers, world

CABUT = world.CABUT
KADIS, KABID, SANDIMAN = world.KADIS, world.KABID, world.SANDIMAN
VERIFIKATOR, OPERATOR = world.VERIFIKATOR, world.OPERATOR
SARI, BUDI = world.SARI, world.BUDI
APPLICANT = SARI["address"]
STRANGER = "iseng@dinkes.contohkab.go.id"
TOKEN = re.compile(r"\[\S+ ([a-z2-7]{26})\]")
OUR_FIELDS = {
    "return-path", "delivered-to", "from", "to", "reply-to", "subject",
    "date", "message-id", "in-reply-to", "references", "auto-submitted",
    "x-auto-response-suppress", "x-cabut-id", "content-language",
    "mime-version", "content-type", "content-transfer-encoding"}
LINE_MAX = 998
worlds = {}
program = []


# ---- states to attack ----

def play_empty(w):
    w.run()


def play_asked(w):
    """One case waits for the Kepala Dinas."""
    w.letter(shape="text")
    w.run()


def play_kabid(w):
    play_asked(w)
    w.answer(KADIS, "Setuju")
    w.run()


def play_two(w):
    """CABUT-2026-0001 waits for the Kabid, -0002 for the Kepala Dinas."""
    play_kabid(w)
    w.letter(owner=BUDI, shape="text")
    w.run()


def play_upload(w):
    """The Verifikator was asked to upload and has not answered."""
    play_asked(w)
    for who in (KADIS, KABID, SANDIMAN):
        w.answer(who, "Setuju")
        w.run()
    w.answer(VERIFIKATOR, "SELESAI")
    w.run()
    w.answer(KADIS, "Selesai, terlampir yang sudah ditandatangani",
             attachments=[w.signed_letter(w.cases()[0]["number"])])
    w.run()


def play_waiting(w):
    """BSrE has the request."""
    play_upload(w)
    w.answer(VERIFIKATOR, "Selesai, sudah diunggah ke AMS")
    w.run()


STATES = {"empty": play_empty, "asked": play_asked, "kabid": play_kabid,
          "two": play_two, "upload": play_upload, "waiting": play_waiting}


def world_in(state):
    if state not in worlds:
        worlds[state] = QuietWorld(program[0])
        atexit.register(worlds[state].__exit__)
        STATES[state](worlds[state])
    twin = worlds[state].copy()
    shutil.rmtree(twin.dir / "in")
    servers.make_maildir(twin.dir / "in")
    return twin


# ---- one attack ----

class Attack(unittest.TestCase):
    state = "asked"

    def setUp(self):
        self.w = world_in(self.state)
        self.addCleanup(self.w.__exit__)
        self.remember()

    def again(self, state=None):
        """A fresh world for the next row of a table."""
        self.check_world()
        self.w.__exit__()
        self.w.__dict__.update(world_in(state or self.state).__dict__)
        self.remember()

    def tearDown(self):
        self.check_world()

    def remember(self):
        self.before = self.standing()
        self.ledger_start = self.one("SELECT max(id) FROM ledger") or 0
        self.outbox_start = self.one("SELECT max(id) FROM outbox") or 0

    # -- looking --

    def rows(self, sql, *values):
        path = self.w.dir / "cabut.db"
        if not path.exists():
            return []
        db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def one(self, sql, *values):
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def standing(self):
        """Where each case rests, and how often one was moved or decided."""
        cases = self.rows("SELECT number, status, step, facts_hash "
                          "FROM casefile ORDER BY number")
        moves = self.rows("SELECT count(*) FROM event WHERE kind IN "
                          "('moved', 'decision', 'opened')")
        return cases, moves

    def ended(self):
        return [name for name, in self.rows(
            "SELECT class FROM ledger WHERE id > ? ORDER BY id",
            self.ledger_start)]

    def told(self):
        return sorted(self.rows(
            "SELECT kind, recipient FROM outbox WHERE id > ?",
            self.outbox_start))

    def step(self, number="CABUT-2026-0001"):
        return self.one("SELECT step FROM casefile WHERE number = ?", number)

    def status(self, number="CABUT-2026-0001"):
        return self.one("SELECT status FROM casefile WHERE number = ?",
                        number)

    # -- doing --

    def post(self, data, auth=True, lines=None):
        """One hostile mail; `lines` are what the border put above it."""
        if lines is None:
            self.w.deliver(data, auth=auth)
        else:
            self.w.put(lines + data)

    def request(self, address=KADIS):
        return self.w.last_request(address)

    def raw(self, mail):
        return pathlib.Path(mail["file"]).read_bytes()

    def token(self, mail):
        return TOKEN.search(mail["subject"]).group(1)

    def reply(self, text="Setuju", sender=KADIS, mail=None, style="bare",
              **more):
        return self.w.build_reply(
            sender, text, mail or self.request(), style, **more)

    def fresh(self, text="Setuju", sender=KADIS, subject="Jawaban",
              to=CABUT, extra=(), flavour=None):
        """Not a reply: whatever leads to the case stands in `extra`."""
        mail = people.new_mail(sender, to, subject, self.w.clock, extra)
        people.put_text(mail, text + "\n", flavour)
        return people.to_bytes(mail)

    # -- judging --

    def assert_still(self, *classes, what=None):
        self.assertEqual(self.standing(), self.before, what)
        self.assertEqual(self.ended(), list(classes), what)

    def assert_told(self, *rows, what=None):
        self.assertEqual(self.told(), sorted(rows), what)

    def check_world(self):
        done = self.w.cabut("audit")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for mail in self.w.wire():
            self.check_mail(pathlib.Path(mail["file"]).read_bytes(), mail)

    def check_mail(self, data, mail):
        self.assertTrue(mail["to"].endswith("contohkab.go.id"), mail["to"])
        head = data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        for line in data.split(b"\n"):
            self.assertLessEqual(len(line), LINE_MAX, mail["subject"])
        for line in head.decode("ascii").split("\n"):
            if not line.startswith((" ", "\t")):
                self.assertIn(line.partition(":")[0].lower(), OUR_FIELDS)
        names = [k.lower() for k, _ in mail["headers"]]
        for name in ("from", "to", "subject", "message-id", "date"):
            self.assertEqual(names.count(name), 1, head)


def replace_head(data, name, line):
    """The field `name` of a mail becomes `line` (bytes; may be many)."""
    head, gap, body = data.partition(b"\r\n\r\n")
    pattern = rb"(?mi)^" + name + rb":.*(\r\n[ \t].*)*"
    found = re.subn(pattern, lambda m: line, head, count=1)
    assert found[1] == 1, name
    return found[0] + gap + body


def border(results, helo="pengirim.example",
           reverse="pengirim.example [203.0.113.7]"):
    """The lines of our border; `results` None: it judged nothing."""
    judged = ("Authentication-Results: %s; %s\n" % (
        servers.AUTHSERV_ID, results)) if results else ""
    return ("Return-Path: <iseng@pengirim.example>\n%sReceived: from %s "
            "(%s)\n\tby %s with ESMTPS id 1\n\tfor <%s>; Fri, 20 Nov 2026 "
            "01:15:00 +0000\n" % (judged, helo, reverse,
                                  servers.BORDER_HOST, CABUT)).encode()


__all__ = [name for name in globals() if not name.startswith("_")]
