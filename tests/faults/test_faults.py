"""Bad luck and bad people: kills, poison, crowds, a full disk.

Run: test_faults.py CABUT [TEST...]; CABUT is a build with step markers.
"""
import collections
import json
import os
import resource
import signal
import subprocess
import sys
import unittest

from quiet import QuietWorld, people, world

CABUT_PROGRAM = None
KADIS, KABID, SARI, BUDI = world.KADIS, world.KABID, world.SARI, world.BUDI


class Case(unittest.TestCase):
    def setUp(self):
        self.world = QuietWorld(CABUT_PROGRAM)
        self.addCleanup(self.world.__exit__)


# ---- killed between any two durable steps ----

def run_killed(w, step, count_file=None):
    env = dict(os.environ)
    if step:
        env["CABUT_KILL_AT_STEP"] = str(step)
    if count_file:
        env["CABUT_COUNT_STEPS"] = str(count_file)
    return w.cabut("run", env=env)


def state_of(w):
    """What must be the same, however it was reached. Numbers of cases are
    given in the order of the mails, so they are part of it."""
    cases = [(c["number"], c["status"], c["step"], c["owners"][0]["nip"])
             for c in w.cases()]
    rows = [json.loads(line) for line in
            w.cabut("outbox", "list", "--json", check=0).stdout.splitlines()]
    owed = collections.Counter(
        (r["kind"], r["to"], r["state"]) for r in rows)
    chains = {number: [(e["kind"], e["body"].get("template"),
                        e["body"].get("to") if e["kind"] == "notice" else
                        None) for e in w.case(number)["chain"]]
              for number, *_ in cases}
    return cases, owed, chains, {r["message_id"] for r in rows}


class Kill(Case):
    def prepare(self):
        """Two letters and a decision wait: one opens, one lacks its SK, the
        third moves a case that is open already."""
        w = self.world
        w.letter(owner=people.OWNERS[3])
        w.run()
        w.letter(owner=SARI)
        w.letter(owner=BUDI, with_sk=False)
        w.answer(KADIS, "Setuju")

    def check_world(self, w, step, calm):
        cases, owed, chains, ids = state_of(w)
        self.assertEqual(cases, calm[0], "step %d" % step)
        self.assertEqual(owed, calm[1], "step %d" % step)
        self.assertEqual(chains, calm[2], "step %d" % step)
        delivered = [m["message_id"].strip("<>") for m in w.wire()]
        self.assertEqual(set(delivered), ids, "step %d" % step)
        self.assertLessEqual(len(delivered), len(ids) + 1, "step %d" % step)
        done = w.cabut("audit")
        self.assertEqual(done.returncode, 0, "step %d: %s" % (
            step, done.stdout + done.stderr))

    def test_dying_at_any_step_changes_nothing(self):
        self.prepare()
        calm = self.world.copy()
        self.addCleanup(calm.__exit__)
        steps_file = calm.dir / "steps"
        done = run_killed(calm, 0, steps_file)
        self.assertEqual(done.returncode, 0, done.stderr)
        steps = steps_file.read_text().split()
        self.assertGreater(len(steps), 10, steps)
        wanted = state_of(calm)
        self.assertEqual(len(wanted[0]), 3)
        for step in range(1, len(steps) + 1):
            with self.world.copy() as w:
                died = run_killed(w, step)
                self.assertEqual(died.returncode, -signal.SIGKILL,
                                 "step %d" % step)
                again = run_killed(w, 0)
                self.assertEqual(again.returncode, 0, again.stderr)
                self.check_world(w, step, wanted)
        print("killed at each of %d steps: %s" % (
            len(steps), dict(collections.Counter(steps))))


# ---- a poison mail first of twenty ----

def nested_messages(depth):
    head = b"From: a@dinkes.contohkab.go.id\r\nSubject: x\r\n"
    inner = b"Content-Type: message/rfc822\r\n\r\n"
    return head + inner * depth + b"\r\nhalo\r\n"


def nested_multiparts(depth):
    lines = [b"From: a@dinkes.contohkab.go.id\r\nSubject: x\r\n"]
    for n in range(depth):
        lines.append(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n'
                     b"--b%d\r\n" % (n, n))
    return b"".join(lines) + b"\r\nhalo\r\n"


POISONS = {
    "quote_boundary":
        b"From: a@dinkes.contohkab.go.id\r\nSubject: x\r\n"
        b'Content-Type: multipart/mixed; boundary="\\""\r\n\r\n'
        b'--"\r\n\r\nhalo\r\n--"--\r\n',
    "nested_messages": nested_messages(50000),
    "nested_multiparts": nested_multiparts(50000),
    "nul_in_from":
        b"From: boss@dinkes.contohkab.go.id\0@evil.example\r\n"
        b"Subject: Permohonan Pencabutan Sertifikat Elektronik\r\n\r\n"
        b"Mohon sertifikat elektronik saya dicabut.\r\n",
}


class Poison(Case):
    def feed(self, poison):
        w = self.world
        w.deliver(poison, sender="penyerang@evil.example")
        for n in range(19):
            owner = dict(people.OWNERS[n % 4],
                         nip=people.OWNERS[n % 4]["nip"][:-3] + "%03d" % n,
                         address="pemohon%d@dinkes.contohkab.go.id" % n)
            w.letter(owner=owner, shape="text")
        return w.run()

    def test_poison_first_of_twenty(self):
        for name in ("nested_messages", "nested_multiparts"):
            with self.subTest(name):
                tally = self.feed(POISONS[name])
                self.assertEqual(tally["mails"], 20)
                self.assertEqual(tally["requests"], 19)
                self.assertEqual(tally["quarantined"], 1)
                told = self.world.last(world.OPERATOR)
                self.assertIn("disisihkan", told["text"])
                self.assertEqual(self.world.run()["mails"], 0)
            self.world.__exit__()
            self.world.__init__(CABUT_PROGRAM)

    def test_boundary_of_one_quote_is_just_a_mail(self):
        tally = self.feed(POISONS["quote_boundary"])
        self.assertEqual((tally["mails"], tally["requests"]), (20, 19))
        self.assertEqual((tally["unrelated"], tally["quarantined"]), (1, 0))

    def test_nul_in_from_is_nobody(self):
        tally = self.feed(POISONS["nul_in_from"])
        self.assertEqual((tally["mails"], tally["requests"]), (20, 19))
        self.assertEqual(tally["unclear"], 1)
        self.assertIn("Pengirim sebuah surat permohonan tidak dapat",
                      " ".join(self.world.last(world.OPERATOR)["text"]
                               .split()))
        self.assertEqual(len(self.world.cases()), 19)
        for address in ("boss@dinkes.contohkab.go.id", "boss@evil.example"):
            self.assertEqual(self.world.mails(address), [])


# ---- many at once ----

class Crowd(Case):
    def test_ten_runs_at_once(self):
        w = self.world
        for owner in people.OWNERS:
            w.letter(owner=owner)
        command = [w.cabut_program, "run", "--json", "--config",
                   str(w.dir / "cabut.yaml"), "--at", w.clock.isoformat()]
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True)
                for _ in range(10)]
        outs = [r.communicate(timeout=120) for r in runs]
        self.assertEqual([r.returncode for r in runs], [0] * 10, outs)
        worked = [json.loads(out) for out, _ in outs if out]
        self.assertEqual(sum(t["requests"] for t in worked), 4)
        self.assertEqual(len(w.cases()), 4)
        self.assertEqual(w.cabut("audit").returncode, 0)


# ---- the disk ----

class Disk(Case):
    def test_a_full_disk_ends_with_75_and_nothing_is_lost(self):
        w = self.world
        w.letter(owner=SARI)
        w.run()
        w.letter(owner=BUDI)
        size = (w.dir / "cabut.db").stat().st_size

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        command = [w.cabut_program, "run", "--config",
                   str(w.dir / "cabut.yaml"), "--at", w.clock.isoformat()]
        full = subprocess.run(command, capture_output=True, text=True,
                              preexec_fn=small_files, timeout=120)
        self.assertEqual(full.returncode, 75, full.stderr)
        self.assertEqual(len(w.cases()), 1)
        self.assertEqual(w.run()["requests"], 1)
        self.assertEqual(len(w.cases()), 2)
        self.assertEqual(w.cabut("audit").returncode, 0)


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
