#!/usr/bin/python3
"""Do the test servers behave like the real ones they stand for?"""
import imaplib
import json
import os
import pathlib
import shutil
import smtplib
import ssl
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import servers  # noqa: E402

CABUT = "cabut@diskominfo.contohkab.go.id"
KADIS = "kadis@diskominfo.contohkab.go.id"
PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       "servers.py")
MAIL = (b"From: Kadis <kadis@diskominfo.contohkab.go.id>\r\n"
        b"To: cabut@diskominfo.contohkab.go.id\r\nSubject: uji\r\n"
        b"Message-ID: <1@uji.example>\r\n\r\nSETUJU\r\n.\r\n..\r\n")


class ServersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.mkdtemp(prefix="cabut-servers-")
        subprocess.run([PROGRAM, "start", cls.dir, "--owner-pid",
                        str(os.getpid())], check=True)
        cls.box = servers.load(cls.dir)
        cls.good = ssl.create_default_context(cafile=cls.box["ca"])

    @classmethod
    def tearDownClass(cls):
        subprocess.run([PROGRAM, "stop", cls.dir], check=True)
        shutil.rmtree(cls.dir)

    def imap(self, user=0):
        session = imaplib.IMAP4_SSL("localhost", self.box["imaps_port"],
                                    ssl_context=self.good)
        self.addCleanup(session.shutdown)
        person = self.box["users"][user]
        session.login(person["address"], person["password"])
        return session

    def smtp(self, user=1):
        session = smtplib.SMTP("localhost", self.box["smtp_port"])
        self.addCleanup(session.close)
        session.starttls(context=self.good)
        person = self.box["users"][user]
        session.login(person["address"], person["password"])
        return session

    def test_a_delivered_mail_is_seen_over_imap_with_the_borders_word(self):
        path = os.path.join(self.dir, "a.eml")
        pathlib.Path(path).write_bytes(MAIL)
        subprocess.run([PROGRAM, "deliver", self.dir, "--to", CABUT, "--date",
                        "2026-11-20T09:15:00+08:00", path], check=True,
                       stdout=subprocess.DEVNULL)
        session = self.imap()
        session.select("INBOX")
        count = session.select("INBOX")[1][0]
        _, got = session.fetch(count, "(INTERNALDATE BODY.PEEK[])")
        self.assertIn(b"20-Nov-2026 01:15:00 +0000", got[0][0])
        names = [line.split(b":")[0] for line in got[0][1].split(b"\r\n")[:4]]
        self.assertEqual(names, [b"Return-Path", b"Delivered-To",
                                 b"Authentication-Results", b"Received"])
        self.assertIn(b"mx.contohkab.go.id; dmarc=pass "
                      b"header.from=diskominfo.contohkab.go.id\r\n", got[0][1])
        self.assertTrue(got[0][1].endswith(MAIL))

    def test_keywords_can_be_set_and_mail_can_be_moved(self):
        servers.deliver(self.dir, MAIL, "kabid@diskominfo.contohkab.go.id")
        session = self.imap(2)
        _, answer = session.select("INBOX")
        flags = session.response("PERMANENTFLAGS")[1]
        self.assertIn(b"\\*", flags[0])
        self.assertIn(b" MOVE ", session.capability()[1][0])
        session.store(answer[0], "+FLAGS", "($CabutSelesai)")
        session.create("Selesai")
        session.uid("MOVE", "1", "Selesai")
        got = servers.mails(self.dir, "kabid@diskominfo.contohkab.go.id",
                            "Selesai")
        self.assertEqual([m["subject"] for m in got], ["uji"])

    def test_a_wrong_password_is_refused_at_once(self):
        session = imaplib.IMAP4_SSL("localhost", self.box["imaps_port"],
                                    ssl_context=self.good)
        self.addCleanup(session.shutdown)
        with self.assertRaises(imaplib.IMAP4.error):
            session.login(CABUT, "salah")

    def test_imap_starttls_works_and_clear_login_does_not(self):
        # From its own address Dovecot sees every client as safe already.
        session = imaplib.IMAP4("127.0.0.2", self.box["imap_port"])
        self.addCleanup(session.shutdown)
        self.assertIn("LOGINDISABLED", session.capabilities)
        session = imaplib.IMAP4("localhost", self.box["imap_port"])
        self.addCleanup(session.shutdown)
        session.starttls(self.good)
        session.login(CABUT, "rahasia-1")

    def test_a_client_that_checks_refuses_the_wrong_ca_and_host(self):
        other = ssl.create_default_context(cafile=self.box["other_ca"])
        port = self.box["imaps_port"]
        for host, context in (("localhost", other), ("127.0.0.2", self.good)):
            with self.assertRaises(ssl.SSLCertVerificationError):
                imaplib.IMAP4_SSL(host, port, ssl_context=context)

    def test_submitted_mail_reaches_local_people_and_the_world(self):
        session = self.smtp()
        session.sendmail(KADIS, ["sari.lestari+abc@dinkes.contohkab.go.id",
                                 "x@jauh.example"], MAIL)
        session.quit()
        with subprocess.Popen(
                [PROGRAM, "mails", self.dir,
                 "sari.lestari@dinkes.contohkab.go.id"],
                stdout=subprocess.PIPE) as run:
            local = json.load(run.stdout)
        self.assertEqual([m["envelope_to"] for m in local],
                         ["sari.lestari+abc@dinkes.contohkab.go.id"])
        self.assertIn("dmarc=pass", dict(local[0]["headers"])
                      ["Authentication-Results"])
        self.assertEqual(local[0]["text"], "SETUJU\n.\n..\n")
        away = servers.mails(self.dir, "world")
        self.assertEqual([m["envelope_to"] for m in away], ["x@jauh.example"])

    def test_a_stranger_in_the_from_line_is_not_authenticated(self):
        session = self.smtp(user=5)
        session.sendmail("sari.lestari@dinkes.contohkab.go.id",
                         ["operator@diskominfo.contohkab.go.id"], MAIL)
        got = servers.mails(self.dir, "operator@diskominfo.contohkab.go.id")
        self.assertIn("dmarc=fail", dict(got[-1]["headers"])
                      ["Authentication-Results"])

    def test_smtp_wants_tls_and_a_password(self):
        session = smtplib.SMTP("localhost", self.box["smtp_port"])
        self.addCleanup(session.close)
        session.ehlo("uji")
        self.assertEqual(session.mail(KADIS)[0], 530)
        session.starttls(context=self.good)
        session.ehlo("uji")
        self.assertEqual(session.mail(KADIS)[0], 530)
        with self.assertRaises(smtplib.SMTPAuthenticationError):
            session.login(KADIS, "salah")

    def test_smtps_and_bearer_tokens_work(self):
        session = smtplib.SMTP_SSL("localhost", self.box["smtps_port"],
                                   context=self.good)
        self.addCleanup(session.close)
        session.ehlo("uji")
        for token, code in (("salah", 535), ("tanda-2", 235)):
            blob = "user=%s\x01auth=Bearer %s\x01\x01" % (KADIS, token)
            got = session.docmd("AUTH", "XOAUTH2 " + servers.base64.b64encode(
                blob.encode()).decode())
            self.assertEqual(got[0], code, got)

    def test_servers_end_with_their_owner(self):
        folder = tempfile.mkdtemp(prefix="cabut-servers-")
        self.addCleanup(shutil.rmtree, folder)
        with subprocess.Popen(["cat"], stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL) as owner:
            subprocess.run([PROGRAM, "start", folder, "--owner-pid",
                            str(owner.pid)], check=True)
            watch = os.pidfd_open(servers.load(folder)["pids"]["servers"])
        self.assertTrue(servers.select.select([watch], [], [], 30)[0])
        os.close(watch)


if __name__ == "__main__":
    unittest.main()
