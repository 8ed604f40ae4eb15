"""Who wrote, with which token: the hostile sender against the whole program.

Run: test_attacks.py CABUT [TEST...]
"""
import sys
import unittest

from attack import (APPLICANT, BUDI, CABUT, KABID, KADIS, OPERATOR, SARI,
                    STRANGER, Attack, border, people, program, replace_head,
                    servers)

PASS = "dmarc=pass header.from=dinkes.contohkab.go.id"
FAIL = "dmarc=fail header.from=dinkes.contohkab.go.id"
ID = servers.AUTHSERV_ID
FORGED = ("Authentication-Results: %s; %s\r\n" % (ID, PASS)).encode()
ASKED_AGAIN = ("permintaan-keputusan", KADIS)
ALARM = ("operator", OPERATOR)
HOW_TO = ("perlu-konfirmasi", KADIS)


# ---- Authentication-Results that the sender wrote ----

class Results(Attack):
    """A letter opens a case only on the border's own word."""
    state = "empty"

    def letter(self):
        return people.letter_text(SARI, CABUT, self.w.clock)

    def check_unproven(self, rows):
        for what, lines, forged in rows:
            self.post(forged + self.letter(), lines=lines)
            self.w.run()
            self.assert_still("awaiting", what=what)
            self.assert_told(("konfirmasi", APPLICANT), what=what)
            self.again()

    def test_the_border_itself_is_believed(self):
        self.post(self.letter(), lines=border(PASS))
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kadis")

    def test_forged_results_below_the_border_line(self):
        self.check_unproven((
            ("under a failing verdict", border(FAIL), FORGED),
            ("where the border judged nothing", border(None), FORGED),
            ("in lower case", border(FAIL), FORGED.lower()),
            ("folded", border(FAIL), FORGED.replace(b"; ", b";\r\n\t")),
            ("with a version", border(FAIL),
             FORGED.replace(b"id; ", b"id 1; ")),
            ("twice", border(FAIL), FORGED + FORGED),
            ("sealed by ARC", border(FAIL), b"ARC-" + FORGED)))

    def test_forged_border_block_below_the_true_one(self):
        self.check_unproven((
            ("copied whole", border(FAIL), border(PASS)),
            ("without judgement above", border(None), border(PASS))))

    def test_ehlo_that_says_by_our_border(self):
        by = "x by %s" % servers.BORDER_HOST
        self.check_unproven((
            ("in the name", border(None, helo=by), FORGED),
            ("in the comment", border(None, reverse=by), FORGED),
            ("closing the comment", border(None, reverse="a) by %s (b"
                                           % servers.BORDER_HOST), FORGED),
            ("quoted", border(None, helo='"by %s"' % servers.BORDER_HOST),
             FORGED),
            ("with a semicolon", border(None, helo="x; by y"), FORGED)))

    def test_another_house_vouches(self):
        other = b"Authentication-Results: evil.example; " + PASS.encode()
        near = b"Authentication-Results: %s.evil.example; %s" % (
            ID.encode(), PASS.encode())
        self.check_unproven((
            ("above the border", other + b"\n" + border(FAIL), b""),
            ("a longer name", near + b"\n" + border(FAIL), b"")))

    def test_words_injected_into_the_borders_results(self):
        self.check_unproven((
            ("comment", border("dmarc=fail (x " + PASS + ") " + FAIL[11:]),
             b""),
            ("quoted string", border('spf=pass smtp.mailfrom="a; ' + PASS
                                     + '"@evil.example; ' + FAIL), b""),
            ("pass and fail", border(PASS + "; " + FAIL), b""),
            ("fail and pass", border(FAIL + "; " + PASS), b""),
            ("open quote", border('spf=pass smtp.mailfrom="a; ' + PASS),
             b"")))

    def test_results_that_prove_another_domain(self):
        self.check_unproven((
            ("spf alone", border("spf=pass smtp.mailfrom=" + APPLICANT),
             b""),
            ("dmarc of another", border("dmarc=pass header.from=evil.example"
                                        ), b""),
            ("dkim of go.id", border("dkim=pass header.d=go.id"), b""),
            ("dkim of a longer name", border(
                "dkim=pass header.d=dinkes.contohkab.go.id.evil.example"),
             b""),
            ("dkim of a sibling", border(
                "dkim=pass header.d=bkpsdm.contohkab.go.id"), b""),
            ("i= against d=", border(
                "dkim=pass header.d=evil.example header.i=@" +
                "dinkes.contohkab.go.id"), b"")))


# ---- From and its look-alikes, with a good token in hand ----

EVIL = "Penipu <penipu@evil.example>"
FROMS = {
    "two From lines, the official first":
        b"From: %s\r\nFrom: penipu@evil.example",
    "two From lines, the official last":
        b"From: penipu@evil.example\r\nFrom: %s",
    "two mailboxes in one line": b"From: %s, penipu@evil.example",
    "a group": b"From: Pejabat: %s;",
    "NUL cuts the address": b"From: %s\0@evil.example",
    "a blank before the colon": b"From : %s",
    "a raw 8-bit name": b"From: K\xe1dis <%s>",
    "a control byte": b"From: a\x08 <%s>",
    "the official as display name":
        b'From: "%s" <penipu@evil.example>',
    "the official as comment": b"From: penipu@evil.example (%s)",
    "an encoded word that holds the address":
        b"From: =?utf-8?q?=3C%s=3E?= <penipu@evil.example>",
    "Sender is the official": b"From: penipu@evil.example\r\nSender: %s",
    "Reply-To is the official":
        b"From: penipu@evil.example\r\nReply-To: %s",
    "X-Original-From is the official":
        b"From: penipu@evil.example\r\nX-Original-From: %s",
    "a longer domain": b"From: %s.evil.example",
    "an unlike label": b"From: kadis@evildiskominfo.contohkab.go.id",
    "the parent domain": b"From: kadis@contohkab.go.id",
    "a Cyrillic letter": "From: k\u0430dis@diskominfo.contohkab.go.id"
        .encode(),
    "a plus address of the official":
        b"From: kadis+x@diskominfo.contohkab.go.id",
    "a percent route": b"From: kadis%%diskominfo.contohkab.go.id@evil."
        b"example",
    "a source route": b"From: <@evil.example:%s>",
    "no From at all": b"X-Nothing: %s",
    "a broken line before": b"bukan tajuk\r\nFrom: %s",
}


class Identity(Attack):
    def forge(self, line):
        line = line % KADIS.encode() if b"%s" in line else line % ()
        return replace_head(self.reply(sender=KADIS), b"From", line)

    def test_stolen_token_under_a_false_from(self):
        for what, line in FROMS.items():
            old = self.request()
            self.post(self.forge(line), lines=border(FAIL))
            self.w.run()
            self.assert_still("unclear", what=what)
            self.assert_told(ASKED_AGAIN, ALARM, what=what)
            self.post(self.reply(mail=old))
            self.w.run()
            self.assertEqual(self.standing(), self.before, what)
            self.post(self.reply(mail=self.request()))
            self.w.run()
            self.assertEqual(self.step(), "disposisi-kabid", what)
            self.again()

    def test_from_alone_never_decides(self):
        self.post(self.fresh(subject="Re: [CABUT-2026-0001]"))
        self.w.run()
        self.assert_still("unclear")
        self.assert_told(HOW_TO, ALARM)

    def test_stranger_with_the_number_is_not_even_answered(self):
        self.post(self.fresh(subject="Re: [CABUT-2026-0001] Setuju",
                             sender="x@evil.example"), auth=False)
        self.w.run()
        self.assert_still("unrelated")
        self.assert_told()

    def test_letters_under_a_false_from_open_nothing(self):
        for what in ("two From lines, the official first", "a group",
                     "NUL cuts the address", "a broken line before"):
            line = FROMS[what] % BUDI["address"].encode()
            letter = people.letter_text(BUDI, CABUT, self.w.clock)
            self.post(replace_head(letter, b"From", line),
                      lines=border("dmarc=pass header.from=evil.example"))
            self.w.run()
            self.assert_still("unclear", what=what)
            self.assert_told(ALARM, what=what)
            self.again()

    def test_look_alike_domains_are_not_served(self):
        for address in ("sari@evilcontohkab.go.id",
                        "sari@contohkab.go.id.evil.example",
                        "sari@contohkab-go.id", "sari@go.id"):
            owner = dict(BUDI, address=address)
            self.post(people.letter_text(owner, CABUT, self.w.clock))
            self.w.run()
            self.assert_still("unclear", what=address)
            self.assert_told(ALARM, what=address)
            self.again()

    def test_domain_in_capitals_is_the_same_person(self):
        user, _, domain = KADIS.partition("@")
        self.post(replace_head(
            self.reply(), b"From",
            ("From: %s@%s" % (user, domain.upper())).encode()))
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kabid")


# ---- the token, and what is done with it ----

class Token(Attack):
    def test_each_of_its_three_places_is_enough(self):
        code = self.token(self.request())
        identity = self.request()["message_id"]
        plus = CABUT.replace("@", "+%s@" % code)
        tag = "Re: [CABUT-2026-0001 %s]" % code
        for what, more in (
                ("subject", {"subject": tag}),
                ("subject in capitals", {"subject": tag.upper()}),
                ("plus-address", {"to": plus}),
                ("References", {"extra": (("References", identity),)}),
                ("In-Reply-To", {"extra": (("In-Reply-To", identity),)})):
            self.post(self.fresh(**more), auth=False)
            self.w.run()
            self.assertEqual(self.step(), "disposisi-kabid", what)
            self.assertEqual(self.ended(), ["reply"], what)
            self.again()

    def test_places_that_do_not_count(self):
        code = self.token(self.request())
        wrong = code[:-1] + ("a" if code[-1] != "a" else "b")
        tag = "Re: [CABUT-2026-0001 %s]"
        for what, more in (
                ("body", {"text": "Setuju\n\n" + tag % code,
                          "subject": tag[:20]}),
                ("one letter wrong", {"subject": tag % wrong}),
                ("one letter short", {"subject": tag % code[:-1]}),
                ("display name", {"to": '"%s" <%s>' % (code, CABUT),
                                  "subject": tag[:20]})):
            self.post(self.fresh(**more))
            self.w.run()
            self.assert_still("unclear", what=what)
            self.assert_told(HOW_TO, ALARM, what=what)
            self.again()

    def test_used_token(self):
        old = self.request()
        self.post(self.reply(mail=old))
        self.w.run()
        self.remember()
        self.post(self.reply("Setuju.", mail=old))
        self.w.run()
        self.assertEqual(self.standing(), self.before)

    def test_expired_token_is_asked_anew(self):
        old = self.request()
        self.w.clock = self.w.clock.replace(day=28)
        self.post(self.reply(mail=old))
        self.w.run()
        self.assert_still("unclear")
        self.assertIn(ASKED_AGAIN, self.told())

    def test_right_token_from_a_colleague_who_is_proven(self):
        self.post(self.reply(sender=KABID))
        self.w.run()
        self.assert_still("unclear")
        self.assert_told(ASKED_AGAIN, ALARM)

    def test_token_of_the_applicant_in_the_hand_of_the_official(self):
        mail = self.w.last(APPLICANT)
        self.post(self.reply(mail=mail))
        self.w.run()
        self.assert_still("unclear")
        self.assert_told(ALARM)

    def test_official_answers_the_receipt_instead_of_the_question(self):
        self.post(self.reply())
        self.w.run()
        self.remember()
        receipt = self.w.last(KADIS)
        self.post(self.reply("Setuju", mail=receipt))
        self.w.run()
        self.assertEqual(self.standing(), self.before)


class TwoCases(Attack):
    """0001 waits for the Kabid, 0002 for the Kepala Dinas."""
    state = "two"

    def test_swapped_tokens(self):
        one, two = self.request(KABID), self.request(KADIS)
        self.post(self.reply(sender=KADIS, mail=one))
        self.post(self.reply(sender=KABID, mail=two))
        self.w.run()
        self.assert_still("unclear", "unclear")
        self.assert_told(ASKED_AGAIN, ALARM, ALARM,
                         ("permintaan-keputusan", KABID))

    def test_token_of_one_case_with_the_number_of_the_other(self):
        code = self.token(self.request(KADIS))
        self.post(self.fresh(subject="[CABUT-2026-0001 %s]" % code))
        self.w.run()
        self.assertEqual(self.step("CABUT-2026-0001"), "disposisi-kabid")
        self.assertEqual(self.step("CABUT-2026-0002"), "disposisi-kabid")

    def test_thread_of_one_case_with_the_token_of_the_other(self):
        code = self.token(self.request(KADIS))
        first = self.rows("SELECT first_message_id FROM casefile")[0][0]
        self.post(self.fresh(
            subject="[CABUT-2026-0002 %s]" % code,
            extra=(("In-Reply-To", "<%s>" % first),)))
        self.w.run()
        self.assertEqual(self.step("CABUT-2026-0001"), "disposisi-kabid")
        self.assertEqual(self.step("CABUT-2026-0002"), "disposisi-kabid")

    def test_old_token_of_the_earlier_step(self):
        old = [m for m in self.w.mails(KADIS) if "CABUT-2026-0001 "
               in m["subject"]][0]
        self.post(self.reply(sender=KADIS, mail=old))
        self.w.run()
        self.assertEqual(self.standing(), self.before)


# ---- who may not ----

class Roles(Attack):
    state = "empty"

    def open(self, owner=SARI, sender=None):
        self.post(people.letter_text(owner, CABUT, self.w.clock,
                                     sender=sender))
        self.w.run()
        self.remember()

    def test_official_who_is_the_applicant(self):
        self.open(sender=KADIS)
        self.post(self.reply())
        self.w.run()
        self.assert_still("unclear")
        self.assertIn(ALARM, self.told())

    def test_official_who_is_the_owner_by_address(self):
        self.open(owner=dict(BUDI, address=KADIS), sender=APPLICANT)
        self.post(self.reply())
        self.w.run()
        self.assert_still("unclear")
        self.assertIn(ALARM, self.told())

    def test_official_who_is_the_owner_by_nip(self):
        owner = dict(BUDI, nip="197005121995031901",
                     nik="7199031205700009")
        self.open(owner=owner, sender=APPLICANT)
        self.post(self.reply())
        self.w.run()
        self.assert_still("unclear")
        self.assertIn(ALARM, self.told())

    def test_one_person_in_two_roles(self):
        path = self.w.dir / "agencies.d" / "contoh.yaml"
        path.write_text(path.read_text().replace(KABID, KADIS))
        self.open()
        self.post(self.reply())
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kabid")
        self.remember()
        self.post(self.reply())
        self.w.run()
        self.assert_still("unclear")
        self.assertIn(ALARM, self.told())

    def race(self, first, second):
        self.open()
        request = self.request()
        self.post(self.reply(first, mail=request))
        self.post(self.reply(second, mail=request))
        self.w.run()
        self.assertEqual(self.ended()[0], "reply")
        self.assertIn(self.ended()[1], ("unclear", "reply"))
        return self.rows("SELECT count(*) FROM event WHERE kind = "
                         "'decision'")[0][0]

    def test_setuju_then_tolak_in_one_run(self):
        self.assertEqual(self.race("Setuju", "TOLAK berkas palsu"), 1)
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_tolak_then_setuju_in_one_run(self):
        self.assertEqual(self.race("TOLAK berkas palsu", "Setuju"), 1)
        self.assertEqual(self.status(), "rejected")

    def test_setuju_twice_in_one_run(self):
        self.assertEqual(self.race("Setuju", "Setuju!"), 1)
        self.assertEqual(self.step(), "disposisi-kabid")

    def test_stranger_inside_the_domain_is_nobody(self):
        self.open()
        self.post(self.fresh(sender=STRANGER,
                             subject="Re: [CABUT-2026-0001] Setuju"))
        self.w.run()
        self.assert_still("unrelated")
        self.assert_told()


if __name__ == "__main__":
    program.append(sys.argv.pop(1))
    unittest.main(verbosity=1)
