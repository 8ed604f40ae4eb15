"""Attacks on what time and people bring: lists of cases, absence, superiors,
colleagues, the applicant's own work, clocks, an older database.

Run: test_time_attacks.py CABUT [TEST...]; CABUT is a build with step markers.
"""
import collections
import datetime
import email.policy
import json
import os
import pathlib
import re
import signal
import sqlite3
import sys
import unittest

from quiet import QuietWorld, people, world

CABUT_PROGRAM = None
ROOT = pathlib.Path(__file__).resolve().parents[2]
CABUT, OPERATOR = world.CABUT, world.OPERATOR
KADIS, KABID, SANDIMAN = world.KADIS, world.KABID, world.SANDIMAN
VERIFIKATOR = world.VERIFIKATOR
SARI, BUDI, THIRD = world.SARI, world.BUDI, people.OWNERS[3]
APPLICANT = SARI["address"]
SEKDIS = "sekdis@diskominfo.contohkab.go.id"
PLH = "plh.kadis@diskominfo.contohkab.go.id"
SECOND = "verifikator2@diskominfo.contohkab.go.id"
THIRD_V = "verifikator3@diskominfo.contohkab.go.id"
STRANGER = "seseorang@contohkab.go.id"
OP = "op@diskominfo.contohkab.go.id"
HELPDESK = "helpdesk@diskominfo.contohkab.go.id"
ATASAN = "kepala@dinkes.contohkab.go.id"

ESCALATION = "escalation: { name: Sekretaris Dinas, address: %s }\n" % SEKDIS
FIRST = "CABUT-2026-0001"


def at(day, hour, minute=0, month=11, year=2026):
    """The 20th of November 2026 is a Friday."""
    return datetime.datetime(year, month, day, hour, minute,
                             tzinfo=people.WITA)


def with_substitute(address=PLH, role="kepala-dinas"):
    rows = [dict(row) for row in world.OFFICIALS]
    for row in rows:
        if row["role"] == role:
            row["substitute"] = {"name": "Dra. Endang Palupi",
                                 "address": address, "capacity": "Plh."}
    return tuple(rows)


class Case(unittest.TestCase):
    CHANGES = {}

    def setUp(self):
        self.w = QuietWorld(CABUT_PROGRAM)
        self.addCleanup(self.w.__exit__)
        self.w.changes.update(self.CHANGES)
        self.w.write_configuration()

    def tearDown(self):
        done = self.w.cabut("audit")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def run_at(self, when):
        self.w.clock = when - datetime.timedelta(minutes=30)
        return self.w.run()

    def rows(self, sql, *values):
        db = sqlite3.connect("file:%s?mode=ro" % (self.w.dir / "cabut.db"),
                             uri=True)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def steps(self):
        return [row[0] for row in self.rows(
            "SELECT step FROM casefile ORDER BY number")]

    def step(self):
        return self.steps()[0]

    def events(self, kind, number=FIRST):
        return [e["body"] for e in self.w.case(number)["chain"]
                if e["kind"] == kind]

    def ended(self):
        return [name for name, in self.rows(
            "SELECT class FROM ledger ORDER BY id")]

    def text(self, mail):
        parsed = email.message_from_bytes(
            pathlib.Path(mail["file"]).read_bytes(),
            policy=email.policy.default)
        return parsed.get_body(("plain",)).get_content()

    def raw(self, mail):
        return pathlib.Path(mail["file"]).read_bytes()

    def say(self, who, text, **more):
        self.w.answer(who, text, **more)
        return self.w.run()

    def note(self, who, text, mail=None, auth=True, sender=None):
        """An absence note that answers `mail`, which went to `who`."""
        mail = mail or self.w.last_request(who)
        data = people.vacation(self.raw(mail), sender or who, text,
                               self.w.clock)
        data = data if isinstance(data, bytes) else people.to_bytes(data)
        self.w.deliver(data, auth=auth)
        return self.w.run()

    def three(self):
        for owner in (SARI, BUDI, THIRD):
            self.w.letter(owner=owner, shape="text")
        self.run_at(at(20, 9, 45))
        self.assertEqual(self.w.count(KADIS), 1)
        return self.w.last(KADIS)


# ---- a mail that lists several cases ----

class Lists(Case):
    def test_a_spent_list_tells_a_stranger_nothing(self):
        """Its first code is used; the rest of the list is still open."""
        mail = self.three()
        self.say(KADIS, "1 setuju", to_mail=mail)
        self.w.put(self.w.build_reply(STRANGER, "baik pak", mail))
        self.w.run()
        self.assertEqual(self.w.mails(STRANGER), [])
        self.assertEqual(self.steps(), ["disposisi-kabid",
                                        "disposisi-kadis",
                                        "disposisi-kadis"])

    def test_an_expired_list_tells_a_stranger_nothing(self):
        mail = self.three()
        self.w.clock = at(29, 9)
        self.w.put(self.w.build_reply(STRANGER, "baik pak", mail))
        self.w.run()
        self.assertEqual(self.w.mails(STRANGER), [])

    def test_a_spent_list_from_elsewhere_burns_what_is_left(self):
        mail = self.three()
        self.say(KADIS, "1 setuju", to_mail=mail)
        self.w.put(self.w.build_reply(STRANGER, "2 setuju", mail))
        self.w.run()
        before = self.steps()
        self.w.deliver(self.w.build_reply(KADIS, "3 setuju", mail),
                       auth=False)
        self.w.run()
        self.assertEqual(self.steps(), before)

    def test_numbers_that_are_not_in_it_count_for_nothing(self):
        mail = self.three()
        for text in ("0 setuju", "4 setuju", "51 setuju",
                     "99999999999999999999 setuju",
                     "1.5 setuju", "CABUT-2026-0009 setuju",
                     "1 CABUT-2026-0002 setuju", "STATUS", "BATAL",
                     "BANTUAN", "1 setuju\nCABUT-2026-0001 tolak"):
            self.w.answer(KADIS, text, to_mail=mail)
            self.w.run()
            self.assertEqual(self.steps(), 3 * ["disposisi-kadis"], text)

    def test_two_decisions_about_one_case_move_it_once(self):
        mail = self.three()
        self.say(KADIS, "1 setuju\nCABUT-2026-0001 lengkapi SK jabatan",
                 to_mail=mail)
        self.assertLessEqual(len(self.events("decision")), 1)

    def test_a_case_of_another_list_is_not_in_this_one(self):
        mail = self.three()
        self.w.letter(owner=people.OWNERS[2], shape="text")
        self.w.run()
        self.say(KADIS, "CABUT-2026-0004 setuju", to_mail=mail)
        self.assertEqual(self.steps(), 4 * ["disposisi-kadis"])

    def test_what_was_decided_meanwhile_counts_once(self):
        mail = self.three()
        self.assertEqual(self.w.cabut(
            "case", "cancel", FIRST, "salah kirim").returncode, 0)
        self.assertEqual(self.w.cabut(
            "case", "resend", "CABUT-2026-0002").returncode, 0)
        self.w.run()
        self.say(KADIS, "semua setuju", to_mail=mail)
        self.assertEqual(self.steps(), ["dibatalkan", "disposisi-kadis",
                                        "disposisi-kabid"])
        self.assertEqual(self.events("decision"), [])

    def test_papers_of_a_list_answer_are_filed_nowhere_and_told(self):
        mail = self.three()
        before = self.rows("SELECT count(*) FROM paper")
        sk = ("SK.pdf", "application/pdf", people.sk_pdf(BUDI, self.w.clock))
        self.say(KADIS, "2 setuju", to_mail=mail, attachments=[sk])
        self.assertEqual(self.steps()[1], "disposisi-kabid")
        self.assertEqual(self.rows("SELECT count(*) FROM paper"),
                         before)
        self.assertIn("Lampiran pada jawaban daftar",
                      self.w.last(OPERATOR)["subject"])

    def test_data_corrected_after_the_list_makes_that_item_void(self):
        mail = self.three()
        self.say(KADIS, "1 lengkapi NIP pemilik", to_mail=mail)
        self.say(APPLICANT, "NIP: %s\nNIK: %s" % (THIRD["nip"], THIRD["nik"]),
                 to_mail=self.w.last(APPLICANT))
        self.assertEqual(self.step(), "disposisi-kadis")
        self.say(KADIS, "semua setuju", to_mail=mail)
        self.assertEqual(self.steps(), ["disposisi-kadis",
                                        "disposisi-kabid",
                                        "disposisi-kabid"])

    def test_an_automatic_answer_decides_nothing(self):
        mail = self.three()
        self.note(KADIS, "Semua setuju. Saya sedang dinas luar.", mail=mail)
        self.assertEqual(self.steps(), 3 * ["disposisi-kadis"])

    def test_a_case_that_cannot_be_listed_keeps_nobody_waiting(self):
        odd = dict(BUDI, name="Ratna {{{ }} <b>\"&", nip=BUDI["nip"])
        for owner in (SARI, odd, THIRD):
            self.w.letter(owner=owner, shape="text")
        self.run_at(at(20, 9, 45))
        self.assertGreaterEqual(self.w.count(KADIS), 1)
        self.say(KADIS, "1 setuju")
        self.assertEqual(self.step(), "disposisi-kabid")


class ListsAway(Case):
    CHANGES = {"officials": with_substitute()}

    def test_each_answers_their_own_mail_only(self):
        mail = self.three()
        self.note(KADIS, "Saya sedang cuti sampai 25 November 2026.",
                  mail=mail)
        self.assertEqual(self.w.count(PLH), 3)
        self.w.put(self.w.build_reply(PLH, "semua setuju", mail))
        self.w.run()
        self.assertEqual(self.steps(), 3 * ["disposisi-kadis"])

    def test_notes_and_answers_in_turn_do_not_ask_the_substitute_again(self):
        """Every receipt of ours is answered by the vacation responder."""
        mail = self.three()
        note = "Saya sedang cuti sampai 25 November 2026."
        self.note(KADIS, note, mail=mail)
        for n in (1, 2):
            self.say(KADIS, "%d setuju" % n, to_mail=mail)
            self.note(KADIS, note, mail=mail)
        self.assertEqual(self.w.count(PLH), 3)


def run_killed(w, step, count_file=None):
    env = dict(os.environ)
    if step:
        env["CABUT_KILL_AT_STEP"] = str(step)
    if count_file:
        env["CABUT_COUNT_STEPS"] = str(count_file)
    return w.cabut("run", env=env)


class ListsKilled(Case):
    """Died at any durable step, run again: the same end."""

    def state(self, w):
        db = sqlite3.connect("file:%s?mode=ro" % (w.dir / "cabut.db"),
                             uri=True)
        try:
            return (db.execute("SELECT number, status, step FROM casefile "
                               "ORDER BY number").fetchall(),
                    sorted(db.execute("SELECT kind, recipient FROM outbox"
                                      ).fetchall()),
                    db.execute("SELECT count(*) FROM digest").fetchall(),
                    db.execute("SELECT kind, count(*) FROM event GROUP BY "
                               "kind ORDER BY kind").fetchall())
        finally:
            db.close()

    def kill_everywhere(self):
        self.w.clock += datetime.timedelta(minutes=30)
        calm = self.w.copy()
        self.addCleanup(calm.__exit__)
        done = run_killed(calm, 0, calm.dir / "steps")
        self.assertEqual(done.returncode, 0, done.stderr)
        count = len((calm.dir / "steps").read_text().split())
        wanted = self.state(calm)
        for step in range(1, count + 1):
            with self.w.copy() as w:
                self.assertEqual(run_killed(w, step).returncode,
                                 -signal.SIGKILL)
                again = run_killed(w, 0)
                self.assertEqual(again.returncode, 0, again.stderr)
                self.assertEqual(self.state(w), wanted, step)
                self.assertEqual(w.cabut("audit").returncode, 0, step)

    def test_while_the_list_is_written(self):
        self.w.clock = at(20, 9, 15)
        for owner in (SARI, BUDI, THIRD):
            self.w.letter(owner=owner, shape="text")
        self.kill_everywhere()
        self.w.run()

    def test_while_the_list_is_answered(self):
        mail = self.three()
        self.w.answer(KADIS, "1 setuju, 2 tolak tidak lengkap, 3 setuju",
                      to_mail=mail)
        self.kill_everywhere()


# ---- absence ----

class Absence(Case):
    CHANGES = {"officials": with_substitute()}

    def begin(self):
        self.w.letter(shape="text")
        self.run_at(at(20, 9, 45))
        return self.w.last(KADIS)

    def away(self):
        return self.rows("SELECT address, until FROM absence")

    def test_nobody_else_can_send_an_official_away(self):
        mail = self.begin()
        words = "Saya sedang cuti sampai 25 November 2026."
        for who, auth in ((KABID, True), (STRANGER, True), (APPLICANT, True),
                          (PLH, True), (STRANGER, False)):
            self.note(who, words, mail=mail, auth=auth, sender=who)
            self.assertNotIn(KADIS, dict(self.away()), who)
        self.assertEqual(self.w.count(PLH), 0)

    def test_an_absence_without_end_is_bounded(self):
        self.begin()
        self.note(KADIS, "Saya sedang cuti sampai dengan 31 Desember 2099.")
        (_, until), = self.away()
        self.assertLess(until, at(20, 0, year=2027).timestamp())

    def test_year_9999_ends_nothing(self):
        self.begin()
        self.note(KADIS, "Saya sedang cuti sampai dengan 31-12-9999.")
        for _, until in self.away():
            self.assertLess(until, at(20, 0, year=2027).timestamp())

    def test_a_note_whose_last_day_is_over_starts_nothing(self):
        self.begin()
        self.note(KADIS, "Saya sedang cuti tahunan sampai dengan "
                  "6 November 2026.")
        self.assertEqual(self.away(), [])
        self.assertEqual(self.w.count(PLH), 0)

    def test_who_answers_is_back(self):
        mail = self.begin()
        self.note(KADIS, "Saya sedang cuti sampai 25 November 2026.")
        self.assertEqual(self.w.count(PLH), 1)
        self.say(KADIS, "Setuju", to_mail=mail)
        self.assertEqual(self.step(), "disposisi-kabid")
        self.assertEqual(self.away(), [])

    def test_two_answers_of_one_run_count_once(self):
        mail = self.begin()
        self.note(KADIS, "Saya sedang cuti sampai 25 November 2026.")
        self.w.answer(PLH, "Tolak, tidak lengkap")
        self.w.answer(KADIS, "Setuju", to_mail=mail)
        self.w.run()
        self.assertEqual([e["outcome"] for e in self.events("decision")],
                         ["tolak"])
        self.assertEqual(self.step(), "ditolak")


class AbsenceOfOwner(Case):
    CHANGES = {"officials": with_substitute(APPLICANT)}

    def test_a_substitute_who_is_the_owner_cannot_decide(self):
        self.w.letter(shape="text")
        self.run_at(at(20, 9, 45))
        self.note(KADIS, "Saya sedang cuti sampai 25 November 2026.")
        self.assertEqual(self.step(), "disposisi-kadis")
        self.say(APPLICANT, "Setuju")
        self.assertEqual(self.step(), "disposisi-kadis")


# ---- colleagues ----

def verifikators(*names):
    rows = list(world.OFFICIALS)
    for name, address in zip(names, (SECOND, THIRD_V)):
        rows.append({"role": "verifikator", "name": name,
                     "address": address})
    return tuple(rows)


class Colleagues(Case):
    CHANGES = {"officials": verifikators("Yusuf Damopolii, S.Kom.",
                                         "Yusuf Mokoginta, S.T.")}

    def begin(self):
        self.w.letter(shape="text")
        self.w.run()
        for who in (KADIS, KABID, SANDIMAN):
            self.say(who, "Setuju")
        self.assertEqual(self.step(), "rekomendasi")

    def test_a_name_of_two_hands_nothing(self):
        self.begin()
        self.say(VERIFIKATOR, "Disposisi kepada Pak Yusuf")
        self.assertEqual((self.w.count(SECOND), self.w.count(THIRD_V)),
                         (0, 0))
        self.assertEqual(self.events("handed-over"), [])
        self.assertEqual(self.step(), "rekomendasi")

    def test_there_and_back_again(self):
        self.begin()
        old = self.w.last_request(VERIFIKATOR)
        self.say(VERIFIKATOR, "Disposisi kepada Pak Damopolii")
        self.say(SECOND, "Disposisi kepada Ibu Maya")
        self.assertEqual([e["to"] for e in self.events("handed-over")],
                         [SECOND, VERIFIKATOR])
        self.say(VERIFIKATOR, "Selesai", to_mail=old)
        self.assertEqual(self.step(), "rekomendasi")
        self.say(VERIFIKATOR, "Selesai")
        self.assertEqual(self.step(), "tanda-tangan")

    def test_to_oneself_hands_nothing(self):
        self.begin()
        self.say(VERIFIKATOR, "Disposisi kepada Maya Kolopita")
        self.assertEqual(self.step(), "rekomendasi")
        self.assertEqual(self.events("handed-over"), [])

    def test_a_colleague_answers_before_being_asked(self):
        self.begin()
        mail = self.w.last_request(VERIFIKATOR)
        self.w.put(self.w.build_reply(SECOND, "Selesai", mail))
        self.w.run()
        self.assertEqual(self.step(), "rekomendasi")
        fresh = people.new_mail(SECOND, CABUT, "Re: [%s]" % FIRST,
                                self.w.clock)
        people.put_text(fresh, "Selesai\n")
        self.w.deliver(people.to_bytes(fresh))
        self.w.run()
        self.assertEqual(self.step(), "rekomendasi")


class Heads(Case):
    """A disposition is consent here, unless it names a colleague."""
    CHANGES = {"officials": tuple(world.OFFICIALS) + (
        {"role": "kepala-dinas", "name": "Yusuf Damopolii", "address":
         SECOND}, {"role": "kepala-dinas", "name": "Yusuf Mokoginta",
                   "address": THIRD_V})}

    def test_a_colleague_who_cannot_be_told_is_no_consent(self):
        self.w.letter(shape="text")
        self.w.run()
        self.say(KADIS, "Disposisi kepada Pak Yusuf")
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(self.events("decision"), [])

    def test_ones_own_name_beside_hides_no_colleague(self):
        self.w.letter(shape="text")
        self.w.run()
        self.say(KADIS, "Disposisi dari Hasan kepada Damopolii")
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual([e["to"] for e in self.events("handed-over")],
                         [SECOND])


# ---- superiors and the applicant's own work (Pekalongan) ----

PEKALONGAN = {
    "sops": ("pekalongan-pencabutan.xml",), "signer": "op",
    "officials": ({"role": "op", "name": "Dewi Anggraini, S.Kom.",
                   "address": OP},
                  {"role": "helpdesk", "name": "Nurul Hidayah, A.Md.",
                   "address": HELPDESK})}


def superior(address=ATASAN, unit="Dinas Kesehatan"):
    return ("superiors:\n  - unit: %s\n    name: dr. Retno Wulandari\n"
            "    address: %s\n" % (unit, address))


class Superiors(Case):
    CHANGES = dict(PEKALONGAN, more=superior())

    def begin(self, owner=SARI):
        self.w.letter(owner=owner, with_sk=False, shape="text")
        self.run_at(at(20, 9, 45))
        self.assertEqual(self.step(), "persetujuan-atasan")

    def configure(self, **changes):
        self.w.changes.update(changes)
        self.w.write_configuration()

    def test_two_cases_of_one_superior_are_one_mail(self):
        self.w.letter(with_sk=False, shape="text")
        self.w.letter(owner=dict(BUDI, instansi=SARI["instansi"],
                                reason=SARI["reason"]),
                      with_sk=False, shape="text")
        self.run_at(at(20, 9, 45))
        self.assertEqual(self.w.count(ATASAN), 1)
        self.say(ATASAN, "semua setuju")
        self.assertEqual(self.steps(), 2 * ["login-ams"])

    def test_nobody_is_their_own_superior(self):
        """The head of an office asks for their own certificate."""
        self.configure(more=superior(APPLICANT))
        self.begin()
        self.assertEqual([m for m in self.w.mails(APPLICANT)
                          if "SETUJU" in self.text(m)], [])
        self.assertEqual(self.w.count(HELPDESK), 1)
        self.say(HELPDESK, "ATASAN: dr. Retno <%s>" % ATASAN)
        self.assertEqual(self.w.count(ATASAN), 1)
        self.say(ATASAN, "Setuju")
        self.assertEqual(self.step(), "login-ams")

    def test_who_may_not_be_named(self):
        self.configure(more="")
        self.begin()
        for answer in ("ATASAN: X <%s>" % STRANGER.replace(
                           "contohkab.go.id", "contohkab.go.id.example"),
                       "ATASAN: Retno <retno@xcontohkab.go.id>",
                       "ATASAN: Retno <%s>" % APPLICANT,
                       "ATASAN: Retno <%s>" % HELPDESK,
                       "ATASAN: Retno <%s>" % CABUT,
                       "ATASAN: Retno <%s>" % CABUT.replace("@", "+x@"),
                       "ATASAN: Retno <%s>, Budi <%s>" % (
                           ATASAN, STRANGER),
                       "> ATASAN: Retno <%s>" % ATASAN,
                       "Menurut Sari:\n\n> ATASAN: Retno <%s>" % ATASAN,
                       "Bukan ATASAN: Retno <%s>" % ATASAN,
                       "SETUJU"):
            self.w.clock += datetime.timedelta(days=1)
            self.say(HELPDESK, answer)
            self.assertEqual(self.events("superior-named"), [], answer)
            self.assertEqual(self.step(), "persetujuan-atasan")
        for who in (ATASAN, STRANGER, CABUT):
            self.assertEqual(self.w.count(who), 0)

    def test_a_leaked_code_of_the_helpdesk_names_nobody(self):
        self.configure(more="")
        self.begin()
        mail = self.w.last_request(HELPDESK)
        for who in (STRANGER, APPLICANT, BUDI["address"]):
            self.w.put(self.w.build_reply(
                who, "ATASAN: Budi <%s>" % STRANGER, mail))
            self.w.run()
        self.assertEqual(self.events("superior-named"), [])
        self.assertEqual(self.w.count(STRANGER), 0)

    def test_another_owner_has_another_superior(self):
        """Asked for completion, the applicant names somebody else."""
        self.configure(more=superior() + "  - unit: %s\n    name: Ir. Joko\n"
                       "    address: %s\n" % (BUDI["instansi"], SEKDIS))
        self.begin()
        self.say(ATASAN, "LENGKAPI data pemilik")
        self.assertEqual(self.step(), "surat")
        self.say(APPLICANT, "Nama: %s\nNIP: %s\nNIK: %s\nInstansi: %s\n" % (
            BUDI["name"], BUDI["nip"], BUDI["nik"], BUDI["instansi"]),
            to_mail=self.w.last(APPLICANT))
        self.assertEqual(self.step(), "persetujuan-atasan")
        asked = self.rows("SELECT superior_address FROM owner")
        self.assertEqual(asked, [(SEKDIS,)])

    def to_op(self):
        self.begin()
        self.say(ATASAN, "Setuju")
        self.assertEqual(self.step(), "login-ams")

    def test_only_the_applicant_reports_their_work(self):
        self.to_op()
        mail = self.w.last_request(APPLICANT)
        for who in (BUDI["address"], OP, ATASAN, STRANGER):
            self.w.put(self.w.build_reply(who, "SELESAI", mail))
            self.w.run()
            self.assertEqual(self.step(), "login-ams", who)
        fresh = people.new_mail(APPLICANT, CABUT, "Re: [%s]" % FIRST,
                                self.w.clock)
        people.put_text(fresh, "SELESAI\n")
        self.w.deliver(people.to_bytes(fresh), auth=False)
        self.w.run()
        self.assertEqual(self.step(), "login-ams")

    def test_rows_that_are_not_asked_are_not_done(self):
        self.to_op()
        for text in ("SELESAI langkah 99", "SELESAI langkah 5",
                     "SELESAI langkah 0", "Setuju", "SELESAI?",
                     "belum selesai", "STATUS"):
            self.w.answer(APPLICANT, text)
            self.w.run()
            self.assertEqual(self.step(), "login-ams", text)

    def test_an_old_report_does_not_count_after_a_new_start(self):
        self.to_op()
        old = self.w.answer(APPLICANT, "SELESAI")
        self.w.run()
        self.assertEqual(self.step(), "periksa-data")
        self.say(OP, "LENGKAPI nama pada surat tidak sesuai data AMS")
        self.assertEqual(self.step(), "surat")
        letter = ("Surat Permohonan baru.pdf", "application/pdf",
                  people.letter_pdf_file(SARI, self.w.clock))
        self.say(APPLICANT, "Terlampir surat yang baru.",
                 to_mail=self.w.last(APPLICANT), attachments=[letter])
        self.assertEqual(self.step(), "persetujuan-atasan")
        self.say(ATASAN, "Setuju")
        self.assertEqual(self.step(), "login-ams")
        self.w.deliver(b"X-Again: yes\r\n" + old)
        self.w.run()
        self.assertEqual(self.step(), "login-ams")
        self.say(APPLICANT, "SELESAI")
        self.assertEqual(self.step(), "periksa-data")

    def test_an_old_paper_does_not_count_after_a_new_start(self):
        self.to_op()
        self.say(APPLICANT, "SELESAI")
        self.say(OP, "LENGKAPI nama pada surat tidak sesuai data AMS")
        self.say(APPLICANT, "Data sudah kami perbaiki di AMS, mohon "
                 "diperiksa kembali ya Pak.", to_mail=self.w.last(APPLICANT))
        self.assertEqual(self.step(), "surat")


# ---- time ----

def working_hours(first, days):
    for n in range(days):
        for hour in (8, 13):
            yield first + datetime.timedelta(days=n, hours=hour)


class Silence(Case):
    CHANGES = {"more": ESCALATION}

    def assert_week(self, most):
        weeks = collections.Counter()
        for mail in self.w.wire():
            sent = email.utils.parsedate_to_datetime(
                world.header(mail, "Date"))
            weeks[world.bare(mail["to"]), sent.isocalendar()[:2]] += 1
        for (who, week), count in weeks.items():
            self.assertLessEqual(count, most, (who, week))

    def test_two_months_without_an_answer(self):
        for owner in (SARI, BUDI, THIRD):
            self.w.letter(owner=owner, shape="text")
        self.run_at(at(20, 9, 45))
        for when in working_hours(at(21, 0), 60):
            self.run_at(when)
        self.assert_week(10)
        self.assertEqual(self.steps(), 3 * ["disposisi-kadis"])

    def test_many_cases_make_no_more_mails_than_one(self):
        for n in range(8):
            owner = dict(people.OWNERS[n % 2], address="p%d@dinkes."
                         "contohkab.go.id" % n, nip=people.OWNERS[n % 2]
                         ["nip"][:-3] + "%03d" % (n + 1))
            self.w.letter(owner=owner, shape="text")
        self.run_at(at(20, 9, 45))
        for when in working_hours(at(21, 0), 20):
            self.run_at(when)
        self.assertEqual(len(self.steps()), 8)
        weeks = collections.Counter(
            email.utils.parsedate_to_datetime(world.header(m, "Date"))
            .isocalendar()[:2] for m in self.w.mails(KADIS))
        self.assertLessEqual(max(weeks.values()), 5, weeks)
        self.assertIn("8", self.text(self.w.last(KADIS)))

    def test_an_applicant_who_is_silent(self):
        self.w.letter(with_sk=False, shape="text")
        self.run_at(at(20, 9, 45))
        for when in working_hours(at(21, 0), 60):
            self.run_at(when)
        self.assert_week(5)

    def test_a_role_that_has_gone(self):
        self.w.letter(shape="text")
        self.run_at(at(20, 9, 45))
        self.w.write_configuration(officials=world.OFFICIALS[1:],
                                   signer="verifikator")
        for when in working_hours(at(21, 0), 14):
            self.run_at(when)
        self.assertEqual(self.w.count(KADIS), 1)
        self.assert_week(8)

    def test_wake_is_never_left_in_the_past(self):
        self.w.letter(shape="text")
        self.run_at(at(20, 9, 45))
        for when in working_hours(at(20, 1), 9):
            self.run_at(when)
            late = self.rows("SELECT number FROM casefile WHERE wake_at > 0 "
                             "AND wake_at <= ?", int(when.timestamp()))
            self.assertEqual(late, [], when)


class Clock(Case):
    CHANGES = {"more": ESCALATION}

    def begin(self):
        self.w.letter(shape="text")
        self.run_at(at(20, 9, 45))
        self.assertEqual(self.w.count(KADIS), 1)

    def test_a_day_back(self):
        self.begin()
        self.run_at(at(19, 10))
        self.run_at(at(20, 9, 50))
        self.assertEqual(self.w.count(KADIS), 1)
        self.run_at(at(20, 11, 45))
        self.assertEqual(self.w.count(KADIS), 2)
        self.say(KADIS, "Setuju")
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_a_year_forward_and_back(self):
        """The request that was made in the wrong year is reminded of."""
        self.begin()
        self.run_at(at(22, 10, year=2027))
        self.assertEqual(self.w.count(KADIS), 2)
        for when in working_hours(at(23, 0), 4):
            self.run_at(when)
        self.assertGreater(self.w.count(KADIS), 2)
        self.say(KADIS, "Setuju")
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_a_hold_does_not_last_a_year(self):
        self.w.changes.update(sops=("mamuju-pencabutan.xml",), hold=120,
                              officials=tuple(world.OFFICIALS) + (
                                  {"role": "admin-helpdesk", "address":
                                   HELPDESK, "name": "Nurul Hidayah"},))
        self.w.write_configuration()
        self.w.letter(with_sk=False, shape="text")
        self.run_at(at(20, 9, 45))
        self.say(KADIS, "Disposisi ke Kabid, tindak lanjuti")
        self.say(KABID, "Setuju")
        self.assertEqual(self.step(), "terima-berkas")
        paper = ("Surat Rekomendasi ttd.pdf", "application/pdf",
                 people.draw_pdf([["SURAT REKOMENDASI", "", "Permohonan "
                                   "Pencabutan Sertifikat Elektronik",
                                   "Nama : " + SARI["name"]]],
                                 "Surat Rekomendasi"))
        self.w.answer(HELPDESK, "SELESAI", attachments=[paper])
        back = self.w.clock
        self.run_at(at(21, 9, 45, year=2027)
                    - datetime.timedelta(days=363))
        self.assertEqual(self.step(), "cabut")
        self.w.clock = back
        for n in range(8):
            self.w.run()
        self.assertEqual(self.w.count(VERIFIKATOR), 1)

    def test_an_agency_that_has_gone_disturbs_no_run(self):
        self.begin()
        path = self.w.dir / "agencies.d" / "contoh.yaml"
        text = path.read_text()
        path.write_text(text.replace("id: diskominfo-contoh", "id: lain"))
        self.w.clock = at(20, 11, 45)
        gone = self.w.cabut("run")
        self.assertIn("diskominfo-contoh", gone.stderr)
        self.w.clock = at(20, 11, 50)
        self.assertEqual(self.w.cabut("run").stderr, "")
        path.write_text(text)
        self.run_at(at(20, 13, 50))
        self.assertEqual(self.w.count(KADIS), 2)

    def test_an_office_that_never_opens(self):
        (self.w.dir / "agencies.d" / "libur.ics").write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//contoh//ID\r\n"
            "BEGIN:VEVENT\r\nUID:1@contohkab.go.id\r\n"
            "DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261101\r\n"
            "DTEND;VALUE=DATE:20271101\r\n"
            "SUMMARY:Libur\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        self.w.changes["more"] = "holidays: libur.ics\n"
        self.w.write_configuration()
        self.begin()
        for day in (20, 23, 27, 30):
            self.run_at(at(day, 15))
        self.assertEqual(self.w.count(KADIS), 1)
        self.say(KADIS, "Setuju")
        self.assertIn(self.step(), ("disposisi-kadis", "disposisi-kabid"))
        self.say(KADIS, "Setuju")
        self.assertEqual(self.step(), "disposisi-kabid")


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
