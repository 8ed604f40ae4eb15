"""Days pass over a case: reminders, lists, absence, colleagues.

Run: test_time.py CABUT [TEST...]. The agency works Monday to Thursday 07.30
to 16.00 and Friday 07.30 to 16.30, WITA; the world begins on a Friday.
"""
import datetime
import email
import email.policy
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "faults"))

from quiet import QuietWorld, people, world  # noqa: E402

CABUT_PROGRAM = None
KADIS, KABID, SANDIMAN = world.KADIS, world.KABID, world.SANDIMAN
VERIFIKATOR, OPERATOR = world.VERIFIKATOR, world.OPERATOR
SARI, BUDI, THIRD = world.SARI, world.BUDI, people.OWNERS[3]
SEKDIS = "sekdis@diskominfo.contohkab.go.id"
PLH = "plh.kadis@diskominfo.contohkab.go.id"
MAYA_TWO = "verifikator2@diskominfo.contohkab.go.id"
STRANGER = "seseorang@contohkab.go.id"

ESCALATION = "escalation: { name: Sekretaris Dinas, address: %s }\n" % SEKDIS
SUBSTITUTE = {"name": "Dra. Endang Palupi", "address": PLH,
              "capacity": "Plh."}
YUSUF = {"role": "verifikator", "name": "Yusuf Damopolii, S.Kom.",
         "address": MAYA_TWO}


def officials(**changes):
    """The usual ones, the Kepala Dinas changed."""
    head, *others = world.OFFICIALS
    return [dict(head, **changes), *others]


def at(day, hour, minute=0):
    """November 2026: the 20th is a Friday."""
    return datetime.datetime(2026, 11, day, hour, minute,
                             tzinfo=people.WITA)


class Case(unittest.TestCase):
    def setUp(self):
        self.w = QuietWorld(CABUT_PROGRAM)
        self.addCleanup(self.w.__exit__)

    def run_at(self, when):
        self.w.clock = when - datetime.timedelta(minutes=30)
        return self.w.run()

    def step(self, number="CABUT-2026-0001"):
        return self.case(number)["step"]

    def case(self, number="CABUT-2026-0001"):
        return self.w.case(number)

    def events(self, kind, number="CABUT-2026-0001"):
        return [e["body"] for e in self.case(number)["chain"]
                if e["kind"] == kind]

    def subjects(self, address):
        return [m["subject"] for m in self.w.mails(address)]

    def text(self, mail):
        parsed = email.message_from_bytes(
            pathlib.Path(mail["file"]).read_bytes(),
            policy=email.policy.default)
        return parsed.get_body(("plain",)).get_content()

    def attachments(self, mail):
        return [name for name, _, _ in world.attachments(mail)]


class Reminders(Case):
    def begin(self):
        self.w.letter()
        self.run_at(at(20, 9, 45))
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(self.w.count(KADIS), 1)

    def test_three_reminders_and_an_escalation_in_working_hours(self):
        self.w.write_configuration(more=ESCALATION)
        self.begin()
        wanted = [(at(20, 11, 0), 1), (at(20, 11, 45), 2), (at(20, 12, 0), 2),
                  (at(20, 13, 45), 3), (at(20, 15, 45), 4),
                  (at(20, 16, 15), 4), (at(20, 23, 0), 4), (at(21, 10, 0), 4),
                  (at(22, 10, 0), 4), (at(23, 7, 0), 4), (at(23, 9, 30), 4),
                  (at(23, 9, 45), 5), (at(23, 10, 30), 5), (at(24, 9, 0), 5)]
        for when, count in wanted:
            self.run_at(when)
            self.assertEqual(self.w.count(KADIS), count, when)
            self.assertEqual(self.w.count(SEKDIS), int(count == 5), when)
        texts = [self.text(m) for m in self.w.mails(KADIS)]
        for text, word in zip(texts, ("", "pertama", "kedua", "terakhir",
                                      "terakhir")):
            self.assertEqual("engingat" in text, word != "", text)
            self.assertIn(word, text)
        told = self.text(self.w.last(SEKDIS))
        self.assertIn("CABUT-2026-0001", told)
        self.assertIn("Kepala Dinas", told)
        self.assertEqual([e["stage"] for e in self.events("reminded")],
                         [1, 2, 3, 4])
        self.assertEqual(len(self.events("escalated")), 1)

    def test_without_somebody_above_operators_are_told(self):
        self.begin()
        self.run_at(at(23, 9, 45))
        self.assertIn("CABUT-2026-0001", self.text(self.w.last(OPERATOR)))

    def test_any_of_the_mails_answers_once(self):
        self.begin()
        self.run_at(at(20, 11, 45))
        first, second = self.w.mails(KADIS)
        self.w.answer(KADIS, "Setuju", to_mail=second)
        self.w.answer(KADIS, "Tolak, salah alamat", to_mail=first)
        self.run_at(at(20, 12, 0))
        self.assertEqual(self.step(), "disposisi-kabid")
        self.assertEqual([e["outcome"] for e in self.events("decision")],
                         ["setuju"])

    def test_a_run_that_comes_late_reminds_once(self):
        self.begin()
        self.run_at(at(20, 16, 0))
        self.assertEqual(self.w.count(KADIS), 2)
        self.run_at(at(20, 16, 10))
        self.assertEqual(self.w.count(KADIS), 2)

    def test_what_is_late_is_seen_in_the_list(self):
        self.begin()
        self.assertFalse(self.w.cases()[0]["late"])
        self.assertEqual(self.w.cases()[0]["due_at"], "2026-11-20T01:55:00Z")
        self.w.clock = at(20, 9, 56)
        self.assertTrue(self.w.cases()[0]["late"])
        self.assertIn("LATE", self.w.cabut("case", "list").stdout)

    def test_an_expired_request_is_made_anew(self):
        self.begin()
        old = self.w.last(KADIS)
        self.run_at(at(27, 9, 50))
        new = self.w.last(KADIS)
        self.assertNotEqual(old["file"], new["file"])
        self.assertNotIn("engingat", self.text(new))
        self.assertEqual(len(self.events("renewed")), 1)
        self.w.answer(KADIS, "Setuju", to_mail=old)
        self.run_at(at(27, 10, 20))
        self.assertEqual(self.step(), "disposisi-kadis")
        self.w.answer(KADIS, "Setuju", to_mail=new)
        self.run_at(at(27, 10, 50))
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_the_applicant_is_reminded_of_what_is_missing(self):
        self.w.letter(with_sk=False)
        self.run_at(at(20, 9, 45))
        self.assertEqual(self.step(), "permohonan")
        before = self.w.count(SARI["address"])
        self.run_at(at(24, 9, 0))
        self.assertEqual(self.w.count(SARI["address"]), before)
        self.run_at(at(24, 9, 45))
        self.assertEqual(self.w.count(SARI["address"]), before + 1)
        self.assertIn("SK Jabatan Terakhir",
                      self.text(self.w.last(SARI["address"])))

    def test_a_holiday_moves_a_reminder(self):
        (self.w.dir / "agencies.d" / "libur.ics").write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//contoh//ID\r\n"
            "BEGIN:VEVENT\r\nUID:1@contohkab.go.id\r\n"
            "DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261123\r\n"
            "SUMMARY:Cuti bersama\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        self.w.write_configuration(more="holidays: libur.ics\n")
        self.w.letter()
        self.run_at(at(20, 16, 0))
        for when in (at(23, 9, 30), at(23, 15, 0), at(24, 8, 30)):
            self.run_at(when)
            self.assertEqual(self.w.count(KADIS), 1, when)
        self.run_at(at(24, 9, 0))
        self.assertEqual(self.w.count(KADIS), 2)


class Lists(Case):
    def begin(self):
        for owner in (SARI, BUDI, THIRD):
            self.w.letter(owner=owner)
        self.run_at(at(20, 9, 45))

    def steps(self):
        return [(c["status"], c["step"]) for c in
                sorted(self.w.cases(), key=lambda c: c["number"])]

    def test_one_mail_for_three_and_an_answer_for_each(self):
        self.begin()
        self.assertEqual(self.w.count(KADIS), 1)
        mail = self.w.last(KADIS)
        text = self.text(mail)
        for owner in (SARI, BUDI, THIRD):
            self.assertIn(owner["name"], text)
        self.assertEqual(len(self.attachments(mail)), 6)
        self.w.answer(KADIS, "1 setuju, 2 tolak tidak lengkap")
        self.run_at(at(20, 10, 15))
        self.assertEqual(self.steps(), [("open", "disposisi-kabid"),
                                        ("rejected", "ditolak"),
                                        ("open", "disposisi-kadis")])
        self.assertEqual(
            [e["outcome"] for n in (1, 2, 3) for e in
             self.events("decision", "CABUT-2026-%04d" % n)],
            ["setuju", "tolak"])
        self.w.answer(KADIS, "3 lengkapi NIP yang benar", to_mail=mail)
        self.run_at(at(20, 10, 45))
        self.assertEqual(self.steps()[2], ("open", "permohonan"))
        self.assertEqual(self.w.cabut("audit").returncode, 0)

    def test_all_at_once(self):
        self.begin()
        self.w.answer(KADIS, "Semua setuju")
        self.run_at(at(20, 10, 15))
        self.assertEqual(self.steps(), 3 * [("open", "disposisi-kabid")])
        self.assertEqual(self.w.count(KABID), 1)

    def test_a_bare_yes_moves_nothing_and_is_asked_back(self):
        self.begin()
        for text in ("Setuju", "4 setuju", "1 setuju, 1 tolak", "1 atau 2 ya"):
            self.w.answer(KADIS, text)
            self.w.run()
            self.assertEqual(self.steps(), 3 * [("open", "disposisi-kadis")],
                             text)
        self.assertGreater(self.w.count(KADIS), 1)
        self.w.answer(KADIS, "2 setuju")
        self.w.run()
        self.assertEqual(self.steps()[1], ("open", "disposisi-kabid"))

    def test_each_code_counts_once(self):
        self.begin()
        reply = self.w.answer(KADIS, "1 setuju")
        self.w.run()
        self.w.answer(KABID, "Tolak")
        self.w.run()
        self.assertEqual(self.steps()[0], ("rejected", "ditolak"))
        self.w.put(reply.replace(b"Date:", b"X-Again: yes\r\nDate:", 1))
        self.w.run()
        self.assertEqual(self.steps()[0], ("rejected", "ditolak"))

    def test_a_list_that_comes_back_from_elsewhere_is_void(self):
        self.begin()
        mail = self.w.last(KADIS)
        forged = self.w.build_reply(STRANGER, "Semua setuju", mail)
        self.w.put(forged)
        self.w.run()
        self.assertEqual(self.steps(), 3 * [("open", "disposisi-kadis")])
        self.w.answer(KADIS, "Semua setuju", to_mail=mail)
        self.w.run()
        self.assertEqual(self.steps(), 3 * [("open", "disposisi-kadis")])
        while self.w.count(KADIS) and self.steps()[0][1] == "disposisi-kadis":
            self.w.answer(KADIS, "Semua setuju")
            before = self.steps()
            self.w.run()
            self.assertNotEqual(self.steps(), before)

    def test_nobody_decides_their_own_in_a_list(self):
        self.w.write_configuration(
            officials=officials(address=SARI["address"]))
        self.begin()
        self.w.answer(SARI["address"], "semua setuju")
        self.w.run()
        self.assertEqual(self.steps()[0], ("open", "disposisi-kadis"))
        self.assertEqual(self.steps()[1], ("open", "disposisi-kabid"))

    def test_a_reminder_lists_what_waits(self):
        self.begin()
        self.run_at(at(20, 11, 45))
        self.assertEqual(self.w.count(KADIS), 2)
        text = self.text(self.w.last(KADIS))
        self.assertIn("engingat", text)
        self.assertEqual(self.attachments(self.w.last(KADIS)), [])
        self.w.answer(KADIS, "2 setuju")
        self.run_at(at(20, 12, 15))
        self.assertEqual(self.steps()[1], ("open", "disposisi-kabid"))

    def test_reminders_of_one_day_join(self):
        self.w.letter(owner=SARI)
        self.run_at(at(20, 9, 45))
        self.w.letter(owner=BUDI)
        self.run_at(at(20, 10, 15))
        self.assertEqual(self.w.count(KADIS), 2)
        for when, count in ((at(20, 11, 45), 3), (at(20, 12, 15), 3),
                            (at(20, 13, 45), 4), (at(20, 14, 15), 4)):
            self.run_at(when)
            self.assertEqual(self.w.count(KADIS), count, when)
        self.w.answer(KADIS, "semua setuju")
        self.run_at(at(20, 14, 45))
        self.assertEqual(self.steps(), 2 * [("open", "disposisi-kabid")])

    def test_an_urgent_case_goes_alone(self):
        self.begin()
        urgent = dict(people.OWNERS[2], alasan="Passphrase diketahui orang "
                      "lain; kunci privat bocor")
        self.assertEqual(self.w.count(KADIS), 1)
        self.w.letter(owner=urgent)
        self.w.run()
        self.assertEqual(self.w.count(KADIS), 2)


class Away(Case):
    def begin(self, until="sampai dengan 25 November 2026"):
        self.w.write_configuration(officials=officials(substitute=SUBSTITUTE))
        self.w.letter()
        self.run_at(at(20, 9, 45))
        original = pathlib.Path(self.w.last(KADIS)["file"]).read_bytes()
        note = people.vacation(
            original, KADIS, "Saya sedang cuti tahunan %s. Terima kasih."
            % until, self.w.clock)
        self.w.deliver(note if isinstance(note, bytes)
                       else people.to_bytes(note))
        self.run_at(at(20, 10, 15))

    def test_the_note_moves_nothing_and_asks_the_substitute(self):
        self.begin()
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(self.w.count(PLH), 1)
        self.assertIn("Plh. Kepala Dinas", self.text(self.w.last(PLH)))
        self.w.answer(PLH, "Setuju")
        self.run_at(at(20, 10, 45))
        self.assertEqual(self.step(), "disposisi-kabid")
        decision = self.events("decision")[0]
        self.assertEqual(decision["capacity"], "pengganti")
        self.assertEqual(decision["title"], "Plh. Kepala Dinas")

    def test_the_answer_of_either_counts_once(self):
        self.begin()
        self.w.answer(KADIS, "Setuju")
        self.w.answer(PLH, "Tolak")
        self.run_at(at(20, 10, 45))
        self.assertEqual(self.step(), "disposisi-kabid")
        self.assertEqual([e["capacity"] for e in self.events("decision")],
                         ["pejabat"])

    def test_the_absence_ends_with_its_day(self):
        self.begin()
        self.w.letter(owner=BUDI)
        self.run_at(at(25, 10, 0))
        self.assertEqual([self.w.count(PLH) > 1, ], [True])
        before = self.w.count(PLH)
        self.w.letter(owner=THIRD)
        self.run_at(at(26, 10, 0))
        self.assertFalse([m for m in self.w.mails(PLH)[before:]
                          if THIRD["name"] in self.text(m)])

    def test_a_note_that_proves_nothing_starts_nothing(self):
        self.w.write_configuration(officials=officials(substitute=SUBSTITUTE))
        self.w.letter()
        self.run_at(at(20, 9, 45))
        fresh = people.new_mail(KADIS, world.CABUT, "Balasan otomatis",
                                self.w.clock,
                                (("Auto-Submitted", "auto-replied"),))
        people.put_text(fresh, "Saya sedang cuti sampai 25 November 2026.\n")
        self.w.deliver(people.to_bytes(fresh), auth=False)
        self.run_at(at(20, 10, 15))
        self.assertEqual(self.w.count(PLH), 0)


class Hand(Case):
    def to_verifikator(self):
        self.w.write_configuration(officials=[*world.OFFICIALS, YUSUF])
        self.w.letter()
        self.run_at(at(20, 9, 45))
        for who in (KADIS, KABID, SANDIMAN):
            self.w.answer(who, "Setuju")
            self.w.run()
        self.assertEqual(self.step(), "rekomendasi")

    def test_a_colleague_named_gets_the_step(self):
        self.to_verifikator()
        old = self.w.last_request(VERIFIKATOR)
        self.w.answer(VERIFIKATOR, "Disposisi kepada Pak Yusuf")
        self.w.run()
        self.assertEqual(self.step(), "rekomendasi")
        self.assertEqual(self.w.count(MAYA_TWO), 1)
        self.assertEqual(self.events("handed-over")[0]["to"], MAYA_TWO)
        self.w.answer(VERIFIKATOR, "Selesai", to_mail=old)
        self.w.run()
        self.assertEqual(self.step(), "rekomendasi")
        self.w.answer(MAYA_TWO, "Selesai")
        self.w.run()
        self.assertEqual(self.step(), "tanda-tangan")

    def test_somebody_elses_name_hands_nothing(self):
        self.to_verifikator()
        self.w.answer(VERIFIKATOR, "Disposisi kepada Pak Hasan")
        self.w.run()
        self.assertEqual(self.step(), "rekomendasi")
        self.assertEqual(self.w.count(MAYA_TWO), 0)
        self.assertEqual(self.events("handed-over"), [])


class Pinned(Case):
    def test_a_case_of_an_older_cabut_gets_its_times(self):
        """What schema 1 left: asked, but nothing is known of time."""
        import sqlite3
        self.w.letter()
        self.run_at(at(20, 9, 45))
        with sqlite3.connect(self.w.dir / "cabut.db") as db:
            db.execute("UPDATE casefile SET due_at = 0, "
                       "wake_at = step_since, asked_at = step_since")
        db.close()
        self.run_at(at(20, 10, 15))
        self.assertEqual(self.w.count(KADIS), 1)
        self.assertTrue(self.w.cases()[0]["late"])
        self.run_at(at(20, 11, 45))
        self.assertEqual(self.w.count(KADIS), 2)

    def test_a_changed_sop_leaves_running_cases_alone(self):
        """The new version asks nobody but the Kepala Dinas."""
        path = self.w.dir / "sop.xml"
        text = (ROOT / "templates/sop/bolaang-mongondow-pencabutan.xml"
                ).read_text()
        path.write_text(text)
        self.w.write_configuration(sops=(path,))
        self.w.letter(owner=SARI)
        self.run_at(at(20, 9, 45))
        begin = text.index('  <langkah no="3"')
        end = text.index('  <langkah no="5"')
        new = (text[:begin] + text[end:]).replace(
            'ke="disposisi-kabid"', 'ke="rekomendasi"').replace(
            'persetujuan="3"', 'persetujuan="1"').replace(
            '  <peran id="sandiman">Sandiman</peran>\n', "")
        new = "\n".join(line for line in new.splitlines()
                        if 'id="kabid-persandian"' not in line) + "\n"
        path.write_text(new)
        checked = self.w.cabut("sop", "check", str(path))
        self.assertEqual(checked.returncode, 0, checked.stdout)
        self.w.letter(owner=BUDI)
        self.w.answer(KADIS, "Setuju")
        self.run_at(at(20, 10, 15))
        self.assertEqual(self.step("CABUT-2026-0001"), "disposisi-kabid")
        self.w.answer(KADIS, "Setuju")
        self.run_at(at(20, 10, 45))
        self.assertEqual(self.step("CABUT-2026-0002"), "rekomendasi")
        differ = self.w.cabut("sop", "compare", str(
            ROOT / "templates/sop/bolaang-mongondow-pencabutan.xml"),
            str(path))
        self.assertEqual(differ.returncode, 0)
        self.assertIn("langkah 3", differ.stdout)
        self.assertIn("kabid-persandian", differ.stdout)


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main()
