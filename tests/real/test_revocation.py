"""A revocation from the first letter to the notice, on real servers.

Each test is one branch of the procedure of Bolaang Mongondow, by mail alone.
Run: test_revocation.py CABUT [TEST...]
"""
import base64
import datetime
import sys
import unittest

from world import (BUDI, CABUT, KABID, KADIS, OPERATOR, SANDIMAN, SARI,
                   VERIFIKATOR, World, attachments, header, people, servers)

CABUT_PROGRAM = None
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8A"
    "AQUBAScY42YAAAAASUVORK5CYII=")


class Case(unittest.TestCase):
    def setUp(self):
        self.world = World(CABUT_PROGRAM)
        self.addCleanup(self.world.__exit__)

    def only_case(self):
        found = self.world.cases()
        self.assertEqual(len(found), 1, found)
        return found[0]

    def step(self):
        return self.only_case()["step"]

    def open_case(self, **more):
        self.world.letter(**more)
        self.world.run()
        return self.only_case()["number"]

    def assert_sound(self):
        done = self.world.cabut("audit")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class HappyPath(Case):
    def play(self, shape, style):
        w = self.world
        letter = w.letter(shape=shape)
        w.run()
        number = self.only_case()["number"]
        self.assertEqual(self.step(), "disposisi-kadis")
        ack = w.last(SARI["address"])
        self.assertIn(number, ack["subject"] + ack["text"])
        self.assertIn(SARI["nip"], ack["text"].replace(" ", ""))
        w.to_ams(number, style)
        self.assertEqual(self.step(), "verifikasi-bsre")
        before = w.count(SARI["address"])
        w.bsre("revoked")
        w.run()
        self.check_end(letter, number, before)

    def check_end(self, letter, number, before):
        w = self.world
        self.assertEqual(self.only_case()["status"], "done")
        final = w.last(SARI["address"])
        self.assertEqual(w.count(SARI["address"]), before + 1)
        self.assertIn("dicabut", final["text"].lower())
        self.assertTrue(final["html"])
        first_id = str(people.parse(letter)["Message-ID"]).strip()
        self.assertIn(first_id, header(final, "References"))
        self.assertEqual(header(final, "Auto-Submitted"), "auto-replied")
        self.assertIn(number, w.last(KADIS)["text"])
        self.assertIn(number, w.last(VERIFIKATOR)["text"])
        self.assert_sound()

    def test_letter_as_plain_text(self):
        self.play("text", "gmail")

    def test_letter_as_pdf(self):
        self.play("pdf", "outlook")

    def test_letter_as_docx(self):
        self.play("docx", "iphone")

    def test_owner_who_is_another_person_is_told_too(self):
        w = self.world
        data = people.letter_text(SARI, CABUT, w.clock,
                                  sender=BUDI["address"])
        w.send(BUDI["address"],
               data if isinstance(data, bytes) else people.to_bytes(data))
        w.run()
        number = self.only_case()["number"]
        w.to_ams(number)
        w.bsre("revoked")
        w.run()
        self.assertIn(number, w.last(SARI["address"])["text"])
        self.assertIn(number, w.last(BUDI["address"])["text"])
        self.assertEqual(w.count(SARI["address"]), 1)


class Papers(Case):
    def test_missing_paper_is_asked_for_and_completes_the_same_case(self):
        w = self.world
        number = self.open_case(with_sk=False)
        self.assertEqual(self.step(), "permohonan")
        self.assertIn("SK Jabatan", w.last(SARI["address"])["text"])
        self.assertEqual(w.count(KADIS), 0)
        sk = ("SK Jabatan Terakhir.pdf", "application/pdf",
              people.sk_pdf(SARI, w.clock))
        w.answer(SARI["address"], "Berikut SK Jabatan Terakhir.",
                 to_mail=w.last(SARI["address"]), attachments=[sk])
        w.run()
        self.assertEqual(self.only_case()["number"], number)
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(w.count(KADIS), 1)

    def test_officials_get_the_letter_and_the_sk(self):
        w = self.world
        self.open_case()
        names = [name for name, _, _ in attachments(w.last(KADIS))]
        self.assertEqual(len(names), 2, names)

    def test_applicant_cannot_bring_the_signed_recommendation(self):
        w = self.world
        number = self.open_case()
        for who in (KADIS, KABID, SANDIMAN):
            w.answer(who, "Setuju")
            w.run()
        w.answer(VERIFIKATOR, "SELESAI")
        w.run()
        self.assertEqual(self.step(), "tanda-tangan")
        w.answer(SARI["address"], "Ini surat rekomendasinya",
                 to_mail=w.last(SARI["address"]),
                 attachments=[w.signed_letter(number)])
        w.run()
        self.assertEqual(self.step(), "tanda-tangan")


class Sender(Case):
    def test_unproven_sender_confirms_first(self):
        w = self.world
        w.letter(auth=False)
        w.run()
        self.assertEqual(w.cases(), [])
        question = w.last(SARI["address"])
        w.answer(SARI["address"], "BENAR", to_mail=question)
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")

    def test_denied_letter_opens_nothing_and_operators_hear(self):
        w = self.world
        w.letter(auth=False)
        w.run()
        w.answer(SARI["address"], "BUKAN, saya tidak mengirim surat itu",
                 to_mail=w.last(SARI["address"]))
        w.run()
        self.assertEqual(w.cases(), [])
        self.assertIn("angkal", w.last(OPERATOR)["text"])

    def test_out_of_office_does_not_confirm(self):
        w = self.world
        w.letter(auth=False)
        w.run()
        question = w.last(SARI["address"])
        with open(question["file"], "rb") as f:
            data = people.vacation(f.read(), SARI["address"])
        w.send(SARI["address"], data)
        w.run()
        self.assertEqual(w.cases(), [])

    def test_stranger_outside_the_domains_gets_no_answer(self):
        w = self.world
        owner = dict(SARI, address="sari@evilcontohkab.go.id")
        data = people.letter_text(owner, CABUT, w.clock)
        w.deliver(data if isinstance(data, bytes) else people.to_bytes(data))
        w.run()
        self.assertEqual(w.cases(), [])
        self.assertEqual(
            [m for m in servers.mails(w.dir / "servers", "world")], [])

    def test_letter_worded_like_an_absence_note_is_still_a_letter(self):
        w = self.world
        mail = people.new_mail(
            SARI["address"], CABUT,
            "Permohonan Pencabutan Sertifikat Elektronik", w.clock)
        people.put_text(mail, (
            "Yth. Kepala Dinas,\n\nMohon sertifikat elektronik pegawai "
            "berikut dicabut karena tidak lagi digunakan; yang bersangkutan "
            "telah pensiun.\n\nNama : %s\nNIP : %s\n\nUntuk keperluan "
            "lebih lanjut silakan menghubungi kami.\n") %
            (SARI["name"], SARI["nip"]))
        w.send(SARI["address"], people.to_bytes(mail))
        w.run()
        self.assertEqual(self.step(), "permohonan")

    def test_logo_in_a_signature_is_not_the_missing_paper(self):
        w = self.world
        self.open_case(with_sk=False)
        original = w.last(SARI["address"])
        reply = people.parse(w.build_reply(
            SARI["address"], "baik, besok saya kirim", original))
        body = reply.get_body(("html",))
        body.add_related(PNG, "image", "png", cid="<logo@x>",
                         filename="image001.png", disposition="inline")
        w.deliver(people.to_bytes(reply))
        w.run()
        self.assertEqual(self.step(), "permohonan")

    def test_old_bsre_mail_sent_again_does_not_close_a_new_case(self):
        w = self.world
        old = people.bsre_notice("revoked", SARI, CABUT,
                                 w.clock - datetime.timedelta(days=400))
        w.to_ams(self.open_case())
        w.deliver(old)
        w.run()
        self.assertEqual(self.step(), "verifikasi-bsre")
        self.assertIn("sebelum permohonan itu dibuka",
                      w.last(OPERATOR)["text"].replace("\n", " "))

    def test_letter_in_an_old_thread_opens_its_own_case(self):
        w = self.world
        self.open_case()
        w.answer(KADIS, "TOLAK: berkas tidak sah")
        w.run()
        letter = ("Surat Permohonan Pencabutan.pdf", "application/pdf",
                  people.letter_pdf_file(BUDI, w.clock))
        w.answer(SARI["address"], "Berikut permohonan yang lain.",
                 to_mail=w.last(SARI["address"]), attachments=[letter])
        w.run()
        self.assertEqual(len(w.cases()), 2)

    def test_unrelated_mail_stays_unread_and_untouched(self):
        w = self.world
        mail = people.new_mail("panitia@dinkes.contohkab.go.id", CABUT,
                               "Undangan rapat", w.clock)
        people.put_text(mail, "Yth. Bapak/Ibu, mohon hadir pada rapat "
                        "koordinasi hari Senin pukul 09.00. Terima kasih.")
        w.deliver(people.to_bytes(mail))
        w.run()
        self.assertEqual(w.cases(), [])
        inbox = [m for m in servers.mails(w.dir / "servers", CABUT)
                 if "Undangan" in m["subject"]]
        self.assertEqual(len(inbox), 1)
        self.assertEqual(inbox[0]["flags"], "")


class Decisions(Case):
    def test_reject_ends_the_case_with_its_reason(self):
        w = self.world
        self.open_case()
        w.answer(KADIS, "TOLAK surat tidak ditandatangani pejabat berwenang")
        w.run()
        self.assertEqual(self.only_case()["status"], "rejected")
        self.assertIn("pejabat berwenang", w.last(SARI["address"])["text"])
        self.assertEqual(w.count(KABID), 0)

    def test_applicant_hears_who_decided_and_the_official_what(self):
        w = self.world
        self.open_case()
        w.answer(KADIS, "Setuju")
        w.run()
        told = w.last(SARI["address"])["text"]
        self.assertRegex(told, r"Pelaksana +: Kepala Dinas\n")
        self.assertRegex(told, r"Hasil langkah +: disetujui\n")
        self.assertRegex(w.last(KADIS)["text"], r"Kata jawaban +: SETUJU\n")

    def test_more_goes_to_the_applicant_and_back_to_the_same_official(self):
        w = self.world
        self.open_case()
        w.answer(KADIS, "Setuju")
        w.run()
        w.answer(KABID, "LENGKAPI SK jabatan yang terbaru")
        w.run()
        self.assertEqual(self.step(), "permohonan")
        self.assertIn("SK jabatan yang terbaru",
                      w.last(SARI["address"])["text"])
        sk = ("SK terbaru.pdf", "application/pdf",
              people.sk_pdf(SARI, w.clock))
        w.answer(SARI["address"], "Terlampir SK terbaru.",
                 to_mail=w.last(SARI["address"]), attachments=[sk])
        w.run()
        self.assertEqual(self.step(), "disposisi-kabid")
        w.answer(KABID, "setuju")
        w.run()
        self.assertEqual(self.step(), "perintah-sandiman")

    def test_unclear_answer_is_asked_back_and_moves_nothing(self):
        w = self.world
        self.open_case()
        before = w.count(KADIS)
        w.answer(KADIS, "Ini siapa ya?")
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(w.count(KADIS), before + 1)
        w.answer(KADIS, "Setuju")
        w.run()
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_a_token_counts_once(self):
        w = self.world
        self.open_case()
        request = w.last_request(KADIS)
        w.answer(KADIS, "Setuju", to_mail=request)
        w.run()
        w.answer(KADIS, "Setuju", to_mail=request)
        w.run()
        self.assertEqual(self.step(), "disposisi-kabid")
        self.assert_sound()

    def test_token_from_a_foreign_address_is_burned_and_renewed(self):
        w = self.world
        self.open_case()
        request = w.last_request(KADIS)
        before = w.count(KADIS)
        w.answer(BUDI["address"], "Setuju", to_mail=request)
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(w.count(KADIS), before + 1)
        w.answer(KADIS, "Setuju", to_mail=request)
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")
        w.answer(KADIS, "Setuju")
        w.run()
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_approval_without_token_moves_nothing(self):
        w = self.world
        number = self.open_case()
        mail = people.new_mail(KADIS, CABUT, "Re: [%s]" % number, w.clock)
        people.put_text(mail, "Setuju\n")
        w.send(KADIS, people.to_bytes(mail))
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertIn(number, w.last(OPERATOR)["text"])

    def test_applicant_who_is_the_official_cannot_approve(self):
        w = self.world
        owner = dict(SARI, address=KADIS)
        w.letter(owner=owner)
        w.run()
        w.answer(KADIS, "Setuju")
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")

    def test_out_of_office_never_decides(self):
        w = self.world
        self.open_case()
        with open(w.last_request(KADIS)["file"], "rb") as f:
            data = people.vacation(f.read(), KADIS, "SETUJU")
        w.send(KADIS, data)
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")

    def test_applicant_withdraws(self):
        w = self.world
        self.open_case()
        w.answer(SARI["address"], "BATAL",
                 to_mail=w.last(SARI["address"]))
        w.run()
        self.assertEqual(self.only_case()["status"], "cancelled")

    def test_official_stops_what_was_approved_in_their_name(self):
        w = self.world
        self.open_case()
        w.answer(KADIS, "Setuju")
        w.run()
        w.answer(KADIS, "BATAL, itu bukan saya", to_mail=w.last(KADIS))
        w.run()
        self.assertEqual(self.only_case()["status"], "cancelled")

    def test_expired_request_is_asked_anew(self):
        w = self.world
        self.open_case()
        before = w.count(KADIS)
        w.clock += datetime.timedelta(days=8)
        w.answer(KADIS, "Setuju")
        w.run()
        self.assertEqual(self.step(), "disposisi-kadis")
        self.assertEqual(w.count(KADIS), before + 1)
        w.answer(KADIS, "Setuju")
        w.run()
        self.assertEqual(self.step(), "disposisi-kabid")


class Recommendation(Case):
    def setUp(self):
        super().setUp()
        w = self.world
        self.number = self.open_case()
        for who in (KADIS, KABID, SANDIMAN):
            w.answer(who, "Setuju")
            w.run()

    def test_draft_is_a_pdf_with_the_owners_data(self):
        w = self.world
        files = {name: data for name, kind, data in
                 attachments(w.last(VERIFIKATOR))
                 if kind == "application/pdf"}
        name = "Surat-Rekomendasi-%s.pdf" % self.number
        self.assertIn(name, files)
        self.assertTrue(files[name].startswith(b"%PDF"))

    def test_unsigned_draft_sent_back_is_not_the_signed_letter(self):
        w = self.world
        w.answer(VERIFIKATOR, "SELESAI")
        w.run()
        draft = [(n, k, d) for n, k, d in attachments(w.last(KADIS))
                 if n.startswith("Surat-Rekomendasi")]
        w.answer(KADIS, "Selesai", attachments=draft)
        w.run()
        self.assertEqual(self.step(), "tanda-tangan")

    def test_verifikators_own_version_replaces_the_draft(self):
        w = self.world
        own = ("Surat Rekomendasi revisi.pdf", "application/pdf",
               w.signed_letter_of(VERIFIKATOR))
        w.answer(VERIFIKATOR, "SELESAI", attachments=[own])
        w.run()
        self.assertEqual(self.step(), "tanda-tangan")
        data = [d for n, _, d in attachments(w.last(KADIS))
                if "revisi" in n]
        self.assertEqual(data, [own[2]])


class Bsre(Case):
    def setUp(self):
        super().setUp()
        self.world.to_ams(self.open_case())

    def test_newsletter_moves_nothing(self):
        self.world.bsre("newsletter")
        self.world.run()
        self.assertEqual(self.step(), "verifikasi-bsre")

    def test_reminder_moves_nothing(self):
        self.world.bsre("reminder")
        self.world.run()
        self.assertEqual(self.step(), "verifikasi-bsre")

    def test_refusal_returns_to_the_verifikator_with_its_reason(self):
        w = self.world
        w.bsre("refused")
        w.run()
        self.assertEqual(self.step(), "unggah-ams")
        self.assertIn("ditandatangani secara elektronik",
                      w.last(VERIFIKATOR)["text"].replace("\n", " "))
        w.answer(VERIFIKATOR, "Selesai, sudah diunggah ulang")
        w.run()
        self.assertEqual(self.step(), "verifikasi-bsre")

    def test_unproven_bsre_mail_moves_nothing(self):
        w = self.world
        w.bsre("revoked", auth=False)
        w.run()
        self.assertEqual(self.step(), "verifikasi-bsre")
        self.assertIn("BSrE", w.last(OPERATOR)["subject"])

    def test_an_operator_states_it_where_bsre_cannot_be_proven(self):
        w = self.world
        number = self.only_case()["number"]
        w.cabut("case", "revoked", number, "AMS, status REVOKE, dilihat Maya",
                check=0)
        w.run()
        self.assertEqual(self.only_case()["status"], "done")
        self.assertIn("telah dicabut", " ".join(
            w.last(SARI["address"])["text"].split()))
        kinds = [e["kind"] for e in w.case(number)["chain"]]
        self.assertIn("revoked-by-operator", kinds)
        again = w.cabut("case", "revoked", number, "sekali lagi")
        self.assertEqual(again.returncode, 64)

    def test_lookalike_domain_moves_nothing(self):
        for sender in ("noreply@evilbssn.go.id", "noreply@bssn.go.id.example"):
            self.world.bsre("revoked", sender=sender)
        self.world.run()
        self.assertEqual(self.step(), "verifikasi-bsre")

    def test_another_owner_moves_nothing(self):
        self.world.bsre("revoked", owner=BUDI)
        self.world.run()
        self.assertEqual(self.step(), "verifikasi-bsre")


class Hold(Case):
    def setUp(self):
        self.world = World(CABUT_PROGRAM, hold=120)
        self.addCleanup(self.world.__exit__)

    def to_hold(self):
        w = self.world
        number = self.open_case()
        for who in (KADIS, KABID, SANDIMAN):
            w.answer(who, "Setuju")
            w.run()
        w.answer(VERIFIKATOR, "SELESAI")
        w.run()
        w.answer(KADIS, "Selesai, terlampir yang sudah ditandatangani",
                 attachments=[w.signed_letter(number)])
        before = w.count(VERIFIKATOR)
        w.run()
        self.assertEqual(self.step(), "unggah-ams")
        return before

    def test_the_request_waits_for_the_hold(self):
        w = self.world
        before = self.to_hold()
        self.assertFalse([m for m in w.mails(VERIFIKATOR)[before:]
                          if "[" in m["subject"] and "SELESAI" in m["text"]])
        w.clock += datetime.timedelta(hours=2)
        w.run()
        w.answer(VERIFIKATOR, "Selesai, sudah diunggah")
        w.run()
        self.assertEqual(self.step(), "verifikasi-bsre")

    def test_the_applicant_can_stop_it_within_the_hold(self):
        w = self.world
        self.to_hold()
        w.answer(SARI["address"], "BATAL", to_mail=w.last(SARI["address"]))
        w.run()
        self.assertEqual(self.only_case()["status"], "cancelled")


class Filing(Case):
    def setUp(self):
        self.world = World(CABUT_PROGRAM, filing="move\n    folder: Cabut")
        self.addCleanup(self.world.__exit__)

    def test_mail_is_moved_after_the_commit(self):
        w = self.world
        w.make_folder(CABUT, "Cabut")
        self.open_case()
        box = w.dir / "servers"
        self.assertEqual(servers.mails(box, CABUT), [])
        self.assertEqual(len(servers.mails(box, CABUT, "Cabut")), 1)


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
