"""One run of each procedure on real servers, from the letter to the notice.

What is told of Bolaang Mongondow in test_revocation.py is told here of the
other SOP files, each with the branches that make it special.
Run: test_procedures.py CABUT [TEST...]; with SHOW_MAILS set, every mail that
cabut wrote is printed at the end of its test.
"""
import os
import sys
import unittest

from world import (BUDI, CABUT, KABID, KADIS, ROOT, SANDIMAN, SARI,
                   VERIFIKATOR, World, attachments, people)

CABUT_PROGRAM = None
OP = "op@diskominfo.contohkab.go.id"
HELPDESK = "helpdesk@diskominfo.contohkab.go.id"
ATASAN = "kepala@dinkes.contohkab.go.id"
SEKRETARIS = "sekretaris@diskominfo.contohkab.go.id"
TIM = "tim@diskominfo.contohkab.go.id"

KADIS_ROW = {"role": "kepala-dinas", "name": "Drs. Hasan Wirawan, M.Si.",
             "address": KADIS}
KABID_ROW = {"role": "kabid-persandian", "name": "Ir. Lestari Widyaningrum",
             "address": KABID}
VERIFIKATOR_ROW = {"role": "verifikator", "name": "Maya Kolopita, S.T.",
                   "address": VERIFIKATOR}
OP_ROW = {"role": "op", "name": "Dewi Anggraini, S.Kom.", "address": OP}


def flat(mail):
    """The text of a mail on one line, as an eye runs over it."""
    return " ".join(mail["text"].split())


class Procedure(unittest.TestCase):
    SOPS = ()
    OFFICIALS = ()
    SIGNER = None
    MORE = ""

    def setUp(self):
        self.world = World(
            CABUT_PROGRAM, mailboxes=(OP, HELPDESK, ATASAN, SEKRETARIS, TIM),
            sops=self.SOPS, officials=self.OFFICIALS, more=self.MORE,
            signer=self.SIGNER or self.OFFICIALS[0]["role"])
        self.addCleanup(self.world.__exit__)
        if os.environ.get("SHOW_MAILS"):
            self.addCleanup(self.show_mails)

    def show_mails(self):
        for user in self.world.box["users"]:
            for mail in self.world.mails(user["address"]):
                names = [name for name, _, _ in attachments(mail)]
                print("=" * 76, "Kepada: " + user["address"],
                      "Subjek: " + mail["subject"],
                      "Lampiran: " + ", ".join(names), "", mail["text"],
                      sep="\n")

    # ---- where the case is ----

    def only_case(self):
        found = self.world.cases()
        self.assertEqual(len(found), 1, found)
        return found[0]

    def step(self):
        return self.only_case()["step"]

    def assert_step(self, step):
        self.assertEqual(self.step(), step)

    def assert_ended(self, status="done"):
        self.assertEqual(self.only_case()["status"], status)
        done = self.world.cabut("audit")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def rows(self):
        """The printed rows that are done, in order: (number, by whom)."""
        chain = self.world.case(self.only_case()["number"])["chain"]
        return [(e["body"]["row"], e["body"]["by"]) for e in chain
                if e["kind"] == "row" and e["body"]["row"]]

    # ---- who says what ----

    def open_case(self, owner=SARI, **more):
        self.world.letter(owner=owner, with_sk=False, **more)
        self.world.run()
        return self.only_case()["number"]

    def answer(self, who, text, **more):
        """Somebody answers; cron comes by; what they were sent before."""
        before = self.world.count(who)
        self.world.answer(who, text, **more)
        self.world.run()
        return before

    def bsre(self, kind, owner=SARI, **more):
        self.world.bsre(kind, owner, **more)
        self.world.run()

    def assert_last(self, who, *words):
        mail = flat(self.world.last(who))
        for word in words:
            self.assertIn(word, mail)

    def assert_told_of_revocation(self, who=SARI["address"]):
        mail = self.world.last(who)
        self.assertIn("telah dicabut oleh Balai Besar", flat(mail))
        self.assertTrue(mail["html"])


class Natuna(Procedure):
    """Nobody consents: the applicant works in AMS, OP looks and revokes."""
    SOPS = ("natuna-pencabutan.xml",)
    OFFICIALS = (OP_ROW,)
    APPLICANT = SARI["address"]

    def to_op(self):
        self.open_case()
        self.answer(self.APPLICANT, "SELESAI")
        self.assert_step("periksa-data")

    def test_from_the_letter_to_the_notice(self):
        w = self.world
        self.open_case()
        self.assert_step("login-ams")
        asked = w.mails(self.APPLICANT)
        requests = [m for m in asked if "SELESAI" in m["text"]]
        self.assertEqual(len(requests), 1)
        for row in "2345":
            self.assertIn("Langkah %s: " % row, requests[0]["text"])
        self.assertIn("Yth. %s," % SARI["name"], requests[0]["text"])
        self.assert_told_before(requests[0], "Kini giliran Bapak/Ibu")
        self.assertEqual(w.count(OP), 0)

        self.answer(self.APPLICANT, "SELESAI")
        self.assert_step("periksa-data")
        self.assert_last(self.APPLICANT, "Yth. %s," % SARI["name"],
                         "Pemohon login ke dalam aplikasi AMS; Pemohon "
                         "mengajukan permohonan",
                         "melampirkan surat keterangan pencabutan")
        self.assertEqual(w.count(OP), 1)
        for word in ("subject DN", "mencabut sertifikat elektronik",
                     "kesesuaian data"):
            self.assert_last(OP, word)

        self.answer(OP, "SELESAI")
        self.assert_step("tunggu-bsre")
        before = w.count(self.APPLICANT)
        self.bsre("revoked")
        self.assertEqual(w.count(self.APPLICANT), before + 1)
        self.assert_told_of_revocation()
        self.assert_ended()
        self.assertEqual(self.rows(), [
            ("1", "pemohon"), ("2", "pemohon"), ("3", "pemohon"),
            ("4", "pemohon"), ("5", "pemohon"), ("6", "op"), ("7", "op"),
            ("8", "op"), ("9", "cabut"), ("10", "cabut")])

    def assert_told_before(self, request, words):
        mails = self.world.mails(self.APPLICANT)
        self.assertTrue([m for m in mails if m["file"] != request["file"] and
                         words in flat(m)])

    def test_what_is_lacking_goes_to_the_applicant_and_comes_back(self):
        w = self.world
        self.to_op()
        self.answer(OP, "LENGKAPI langkah 6: surat keterangan dari atasan")
        self.assert_step("surat")
        self.assert_last(self.APPLICANT, "surat keterangan dari atasan")
        before = w.count(OP)
        self.answer(
            self.APPLICANT, "Terlampir.", to_mail=w.last(self.APPLICANT),
            attachments=[("Surat Keterangan.pdf", "application/pdf",
                          people.draw_pdf([["SURAT KETERANGAN", "",
                                            "Nama : " + SARI["name"]]],
                                          "Surat Keterangan"))])
        self.assert_step("periksa-data")
        self.assertEqual(w.count(OP), before + 1)
        self.answer(OP, "SELESAI")
        self.assert_step("tunggu-bsre")

    def test_a_wrong_subject_ends_it(self):
        self.to_op()
        self.answer(OP, "TOLAK langkah 7: subject DN milik orang lain")
        self.assert_ended("rejected")
        self.assert_last(self.APPLICANT, "subject DN milik orang lain")

    def test_applicant_reports_some_rows_and_is_asked_for_the_rest(self):
        w = self.world
        self.open_case()
        before = self.answer(self.APPLICANT, "SELESAI langkah 3")
        self.assert_step("pilih-pencabutan")
        self.assertEqual(w.count(OP), 0)
        self.assertGreater(w.count(self.APPLICANT), before)
        self.answer(self.APPLICANT, "SELESAI")
        self.assert_step("periksa-data")

    def test_nobody_else_reports_for_the_applicant(self):
        w = self.world
        self.open_case()
        w.answer(BUDI["address"], "SELESAI",
                 to_mail=w.last_request(self.APPLICANT))
        w.run()
        self.assert_step("login-ams")
        self.answer(self.APPLICANT, "SELESAI")
        self.assert_step("periksa-data")

    def test_applicant_withdraws_while_at_work(self):
        w = self.world
        self.open_case()
        w.answer(self.APPLICANT, "BATAL")
        w.run()
        self.assert_ended("cancelled")

    def test_bsre_refuses_and_op_looks_again(self):
        self.to_op()
        self.answer(OP, "SELESAI")
        self.bsre("refused")
        self.assert_step("periksa-data")
        self.assert_last(OP, "ditandatangani secara elektronik")


class Mamuju(Procedure):
    """Row 1 is a disposition, row 3 is cabut's, and no row tells anybody."""
    SOPS = ("mamuju-pencabutan.xml",)
    OFFICIALS = (KADIS_ROW, KABID_ROW, VERIFIKATOR_ROW,
                 {"role": "admin-helpdesk", "name": "Nurul Hidayah, A.Md.",
                  "address": HELPDESK})

    def setUp(self):
        super().setUp()
        self.world.changes["hold"] = 120
        self.world.write_configuration()

    def recommendation(self):
        return ("Surat Rekomendasi ttd.pdf", "application/pdf",
                people.draw_pdf([["SURAT REKOMENDASI", "",
                                  "Permohonan Pencabutan Sertifikat "
                                  "Elektronik", "Nama : " + SARI["name"]]],
                                "Surat Rekomendasi"))

    def to_helpdesk(self):
        self.open_case()
        self.assert_step("disposisi-kadis")
        self.answer(KADIS, "Disposisi ke Kabid, tindak lanjuti")
        self.answer(KABID, "Setuju")
        self.assert_step("terima-berkas")

    def test_from_the_letter_to_the_notice(self):
        w = self.world
        self.to_helpdesk()
        self.assertIn(("3", "cabut"), self.rows())
        self.assert_last(HELPDESK, "lampirkan Surat Rekomendasi")
        self.answer(HELPDESK, "SELESAI", attachments=[self.recommendation()])
        self.assert_step("cabut")
        self.assert_last(SARI["address"], "masa sanggah sampai 20 November")
        self.assertEqual(w.count(VERIFIKATOR), 0)
        w.clock += people.datetime.timedelta(hours=2)
        w.run()
        self.assertEqual(w.count(VERIFIKATOR), 1)
        self.answer(VERIFIKATOR, "Selesai, sudah dicabut di AMS")
        self.assert_step("tunggu-bsre")
        self.bsre("revoked")
        self.assert_told_of_revocation()
        self.assert_ended()
        self.assertEqual(self.rows(), [
            ("1", "kepala-dinas"), ("2", "kabid-persandian"), ("3", "cabut"),
            ("4", "admin-helpdesk"), ("5", "verifikator")])

    def test_answer_without_the_recommendation_is_asked_back(self):
        w = self.world
        self.to_helpdesk()
        before = self.answer(HELPDESK, "SELESAI")
        self.assert_step("terima-berkas")
        self.assertEqual(w.count(HELPDESK), before + 1)
        self.answer(HELPDESK, "SELESAI", attachments=[self.recommendation()])
        self.assert_step("cabut")

    def test_applicant_stops_it_within_the_hold(self):
        w = self.world
        self.to_helpdesk()
        self.answer(HELPDESK, "SELESAI", attachments=[self.recommendation()])
        w.answer(SARI["address"], "BATAL", to_mail=w.last(SARI["address"]))
        w.run()
        self.assert_ended("cancelled")
        self.assertEqual(w.count(VERIFIKATOR), 0)

    def test_what_kabid_lacks_comes_back_to_kabid(self):
        w = self.world
        self.open_case()
        self.answer(KADIS, "Setuju")
        self.answer(KABID, "LENGKAPI surat keterangan dari kepolisian")
        self.assert_step("permohonan")
        w.answer(SARI["address"], "Surat keterangan kami kirim menyusul "
                 "melalui kurir hari ini juga.",
                 to_mail=w.last(SARI["address"]))
        w.run()
        self.assert_step("tindak-lanjut")


class Pekalongan(Procedure):
    """The superior consents first; three reasons only; errors begin anew."""
    SOPS = ("pekalongan-pencabutan.xml",)
    OFFICIALS = (OP_ROW, {"role": "helpdesk", "name": "Nurul Hidayah, A.Md.",
                          "address": HELPDESK})
    MORE = """superiors:
  - unit: Dinas Kesehatan
    name: dr. Retno Wulandari
    address: %s
""" % ATASAN
    APPLICANT = SARI["address"]

    def to_op(self):
        self.open_case()
        self.assert_step("persetujuan-atasan")
        self.answer(ATASAN, "Setuju")
        self.assert_step("login-ams")
        self.answer(self.APPLICANT, "SELESAI")
        self.assert_step("periksa-data")

    def test_from_the_letter_to_the_notice(self):
        self.to_op()
        self.answer(OP, "SELESAI")
        self.assert_step("tunggu-bsre")
        self.bsre("revoked")
        self.assert_told_of_revocation()
        self.assert_ended()
        self.assertEqual(self.rows(), [
            ("1", "pemohon"), ("1", "atasan"), ("2", "pemohon"),
            ("3", "pemohon"), ("4", "pemohon"), ("5", "op"), ("6", "op"),
            ("7", "op"), ("8", "cabut"), ("9", "cabut")])

    def test_a_reason_that_is_not_served_is_asked_back(self):
        w = self.world
        self.open_case(owner=dict(SARI, reason="mutasi"))
        self.assert_step("surat")
        self.assertEqual(w.count(ATASAN), 0)
        self.assert_last(self.APPLICANT, "Lupa passphrase; Perubahan data; "
                         "kehilangan sertifikat elektronik")
        w.answer(self.APPLICANT, "Alasan: lupa passphrase",
                 to_mail=w.last(self.APPLICANT))
        w.run()
        self.assert_step("persetujuan-atasan")
        self.assert_last(ATASAN, "Lupa passphrase")

    def test_data_that_is_wrong_begins_the_request_anew(self):
        w = self.world
        self.to_op()
        self.answer(OP, "LENGKAPI nama pada surat tidak sesuai data AMS")
        self.assert_step("surat")
        self.assert_last(self.APPLICANT, "nama pada surat tidak sesuai",
                         "Surat Keterangan Alasan Pencabutan yang baru")
        w.answer(self.APPLICANT, "Baik, akan kami perbaiki suratnya segera, "
                 "mohon ditunggu sebentar ya.",
                 to_mail=w.last(self.APPLICANT))
        w.run()
        self.assert_step("surat")
        before = w.count(ATASAN)
        letter = ("Surat Permohonan baru.pdf", "application/pdf",
                  people.letter_pdf_file(SARI, w.clock))
        w.answer(self.APPLICANT, "Terlampir surat yang baru.",
                 to_mail=w.last(self.APPLICANT), attachments=[letter])
        w.run()
        self.assert_step("persetujuan-atasan")
        self.assertEqual(w.count(ATASAN), before + 1)
        self.answer(ATASAN, "Setuju")
        self.assert_step("login-ams")

    def test_superior_rejects(self):
        self.open_case()
        self.answer(ATASAN, "TOLAK: sertifikat masih dipakai")
        self.assert_ended("rejected")
        self.assert_last(self.APPLICANT, "sertifikat masih dipakai")

    def test_forged_superior_moves_nothing(self):
        w = self.world
        number = self.open_case()
        mail = people.new_mail(ATASAN, CABUT, "Re: [%s]" % number, w.clock)
        people.put_text(mail, "Setuju\n")
        w.deliver(people.to_bytes(mail), auth=False)
        w.run()
        self.assert_step("persetujuan-atasan")
        w.send(ATASAN, people.to_bytes(mail))
        w.run()
        self.assert_step("persetujuan-atasan")

    def test_applicant_cannot_consent_for_the_superior(self):
        w = self.world
        self.open_case()
        w.answer(self.APPLICANT, "Setuju",
                 to_mail=w.last_request(ATASAN))
        w.run()
        self.assert_step("persetujuan-atasan")


class Superior(Procedure):
    """Where the superior comes from when no configuration names one."""
    SOPS = Pekalongan.SOPS
    OFFICIALS = Pekalongan.OFFICIALS
    ANSWER = "ATASAN: dr. Retno Wulandari <%s>" % ATASAN

    def test_from_the_register(self):
        w = self.world
        w.run()
        table = w.dir / "pemilik.csv"
        table.write_text(
            "Nama;NIP;Nama Atasan;Surel Atasan\n%s;%s;%s;%s\n" % (
                SARI["name"], SARI["nip"], "dr. Retno Wulandari", ATASAN))
        w.cabut("owner", "import", str(table), check=0)
        self.open_case()
        self.assert_step("persetujuan-atasan")
        self.assertEqual(w.count(ATASAN), 1)
        self.assertEqual(w.count(HELPDESK), 0)
        self.answer(ATASAN, "Setuju")
        self.assert_step("login-ams")

    def test_the_helpdesk_says_who_it_is(self):
        w = self.world
        self.open_case()
        self.assert_step("persetujuan-atasan")
        self.assertEqual(w.count(HELPDESK), 1)
        self.assert_last(HELPDESK, "ATASAN:")
        self.answer(HELPDESK, self.ANSWER)
        self.assert_step("persetujuan-atasan")
        self.assertEqual(w.count(ATASAN), 1)
        self.answer(ATASAN, "Setuju")
        self.assert_step("login-ams")

    def test_the_helpdesk_cannot_consent_itself(self):
        w = self.world
        self.open_case()
        before = self.answer(HELPDESK, "Setuju")
        self.assert_step("persetujuan-atasan")
        self.assertEqual(w.count(HELPDESK), before + 1)
        for address in (CABUT, CABUT.replace("@", "+x@"), HELPDESK,
                        SARI["address"], "retno@gmail.example"):
            before = self.answer(HELPDESK, "ATASAN: dr. Retno <%s>" % address)
            self.assert_step("persetujuan-atasan")
            self.assertTrue([
                m for m in w.mails(HELPDESK)[before:]
                if "jawaban terakhir belum memuat" in flat(m)])
            self.assertEqual(w.count(ATASAN), 0)
            w.clock += people.datetime.timedelta(days=1)
        self.answer(HELPDESK, self.ANSWER)
        self.assertEqual(w.count(ATASAN), 1)

    def test_a_letter_that_names_a_superior_is_not_believed(self):
        w = self.world
        mail = people.new_mail(
            people.display(SARI), CABUT,
            "Permohonan Pencabutan Sertifikat Elektronik", w.clock)
        people.put_text(mail, "\n".join(
            people.letter_lines(SARI, w.clock) + [
                "", "Mengetahui, Atasan: Budi Hartono",
                "Surel atasan: " + BUDI["address"]]) + "\n")
        w.send(SARI["address"], people.to_bytes(mail))
        w.run()
        self.assertEqual(w.count(BUDI["address"]), 0)
        self.assertEqual(w.count(HELPDESK), 1)


class Issuance(Procedure):
    """A certificate is asked for, where revocations are served as well."""
    SOPS = ("bolaang-mongondow-pencabutan.xml",
            "bolaang-mongondow-penerbitan.xml")
    OFFICIALS = (KADIS_ROW, KABID_ROW, VERIFIKATOR_ROW,
                 {"role": "sandiman", "name": "Rudi Tangkudung, S.Kom.",
                  "address": SANDIMAN})
    APPLICANT = SARI["address"]

    def ask(self, papers=None):
        w = self.world
        w.send(self.APPLICANT,
               people.issuance_letter(SARI, CABUT, w.clock, papers))
        w.run()
        return self.only_case()["number"]

    def to_registration(self):
        self.ask()
        self.assert_step("disposisi-kadis")
        self.answer(KADIS, "Setuju")
        self.answer(KABID, "Setuju")
        self.answer(SANDIMAN, "SELESAI")
        self.answer(VERIFIKATOR, "SELESAI")
        self.assert_step("pendaftaran")

    def to_bsre(self):
        self.to_registration()
        self.answer(self.APPLICANT, "SELESAI")
        self.assert_step("terbit")

    def assert_nobody_hears_of_revocation(self):
        for user in self.world.box["users"]:
            for mail in self.world.mails(user["address"]):
                for half in ("text", "html"):
                    self.assertNotIn("dicabut", mail[half].lower())
                    self.assertNotIn("pencabutan", mail[half].lower())

    def test_from_the_letter_to_the_notice(self):
        w = self.world
        self.to_registration()
        self.assert_last(self.APPLICANT, "ESIGN CLOUD", "SELESAI")
        self.answer(self.APPLICANT, "SELESAI")
        self.assert_step("terbit")
        before = w.count(self.APPLICANT)
        self.bsre("issued")
        self.assertEqual(w.count(self.APPLICANT), before + 1)
        self.assert_last(self.APPLICANT, "telah diterbitkan oleh Balai Besar")
        self.assert_ended()
        self.assert_nobody_hears_of_revocation()
        self.assertEqual(self.rows(), [
            ("1", "pemohon"), ("1", "kepala-dinas"),
            ("2", "kabid-persandian"), ("3", "sandiman"),
            ("3", "verifikator"), ("4", "pemohon"), ("5", "bsre"),
            ("5", "cabut")])

    def test_papers_are_known_by_the_words_of_the_sop(self):
        w = self.world
        self.ask(papers=[])
        self.assert_step("permohonan")
        self.assert_last(self.APPLICANT, "Berkas persyaratan Penerbitan")
        card = ("scan0001.pdf", "application/pdf",
                people.identity_card_pdf(SARI))
        w.answer(self.APPLICANT, "Terlampir.", attachments=[card],
                 to_mail=w.last(self.APPLICANT))
        w.run()
        self.assert_step("disposisi-kadis")
        self.assert_nobody_hears_of_revocation()

    def test_a_revocation_mail_does_not_move_it(self):
        self.to_bsre()
        self.bsre("revoked")
        self.assert_step("terbit")
        self.bsre("issued")
        self.assert_ended()

    def test_an_unproven_mail_does_not_move_it(self):
        self.to_bsre()
        self.bsre("issued", auth=False)
        self.assert_step("terbit")

    def test_refused_by_bsre_goes_back_to_the_sandiman(self):
        self.to_bsre()
        self.bsre("refused")
        self.assert_step("terbit")
        self.bsre("issuance-refused")
        self.assert_step("verifikasi")
        self.assert_last(SANDIMAN, "foto KTP tidak terbaca")

    def test_rejected_tells_nobody_of_revocation(self):
        self.ask()
        self.answer(KADIS, "TOLAK: persyaratan bukan milik pemohon")
        self.assert_ended("rejected")
        self.assert_nobody_hears_of_revocation()

    def test_withdrawn_tells_nobody_of_revocation(self):
        w = self.world
        self.ask()
        w.answer(self.APPLICANT, "STATUS", to_mail=w.last(self.APPLICANT))
        w.run()
        w.answer(self.APPLICANT, "BATAL", to_mail=w.last(self.APPLICANT))
        w.run()
        self.assert_ended("cancelled")
        self.assert_nobody_hears_of_revocation()

    def test_both_services_run_side_by_side(self):
        w = self.world
        self.to_bsre()
        w.letter()
        w.run()
        steps = {c["service"]: c["step"] for c in w.cases()}
        self.assertEqual(steps, {"penerbitan": "terbit",
                                 "pencabutan": "disposisi-kadis"})


class KotaSeruni(Procedure):
    """Two people decide, one team works; agenda and archive are cabut's."""
    SOPS = (ROOT / "tests/sop/kota-seruni.xml",)
    OFFICIALS = ({"role": "kabid", "name": "Ir. Lestari Widyaningrum",
                  "address": KABID},
                 {"role": "sekretaris", "name": "Dra. Ratna Sumual",
                  "address": SEKRETARIS},
                 {"role": "tim-layanan", "name": "Andi Pratama, S.Kom.",
                  "address": TIM})
    APPLICANT = SARI["address"]

    def to_team(self):
        self.open_case()
        self.assert_step("telaah-kabid")
        self.answer(KABID, "Setuju")
        self.answer(SEKRETARIS, "Setuju")
        self.assert_step("periksa-sertifikat")

    def test_from_the_letter_to_the_notice(self):
        w = self.world
        self.to_team()
        self.assertEqual(w.count(TIM), 1)
        self.assert_last(TIM, "subject DN", "melalui AMS")
        self.answer(TIM, "SELESAI")
        self.assert_step("kabar-bsre")
        self.bsre("revoked")
        self.assert_told_of_revocation()
        self.assert_ended()
        self.assertEqual(self.rows(), [
            ("1", "cabut"), ("2", "kabid"), ("3", "sekretaris"),
            ("4", "tim-layanan"), ("5", "tim-layanan"), ("6", "cabut"),
            ("7", "cabut")])

    def test_a_disposition_of_the_secretary_is_not_yet_consent(self):
        w = self.world
        self.open_case()
        self.answer(KABID, "Disposisi ke Sekretaris")
        self.assert_step("putusan-sekretaris")
        self.assertNotIn("DISPOSISI", w.last(SEKRETARIS)["text"])
        self.answer(SEKRETARIS, "Disposisi ke tim")
        self.assert_step("putusan-sekretaris")
        self.answer(SEKRETARIS, "Setuju")
        self.assert_step("periksa-sertifikat")

    def test_a_transfer_needs_its_decree(self):
        w = self.world
        self.open_case(owner=dict(SARI, reason="mutasi"))
        self.assert_step("surat-masuk")
        self.assert_last(self.APPLICANT, "SK Mutasi")
        sk = ("SK.pdf", "application/pdf", people.sk_pdf(SARI, w.clock))
        w.answer(self.APPLICANT, "Terlampir SK.", attachments=[sk],
                 to_mail=w.last(self.APPLICANT))
        w.run()
        self.assert_step("telaah-kabid")

    def test_the_team_has_the_request_made_anew(self):
        self.to_team()
        self.answer(TIM, "LENGKAPI langkah 4: NIP tidak sesuai AMS")
        self.assert_step("surat-masuk")
        w = self.world
        letter = ("Surat baru.pdf", "application/pdf",
                  people.letter_pdf_file(SARI, w.clock))
        w.answer(self.APPLICANT, "Terlampir.", attachments=[letter],
                 to_mail=w.last(self.APPLICANT))
        w.run()
        self.assert_step("telaah-kabid")
        self.answer(KABID, "Setuju")
        self.answer(SEKRETARIS, "Setuju")
        self.assert_step("periksa-sertifikat")

    def test_what_the_team_cannot_revoke_is_refused(self):
        self.to_team()
        self.answer(TIM, "TOLAK langkah 5: subject DN milik orang lain")
        self.assert_ended("rejected")
        self.assert_last(self.APPLICANT, "subject DN milik orang lain")


if __name__ == "__main__":
    CABUT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
