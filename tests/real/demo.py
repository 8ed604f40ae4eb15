"""Plays one revocation and tells it as it happens.

demo.py CABUT [--keep]: with --keep the servers stay up at the end, with a
second case that waits for the Kepala Dinas, to be answered by hand.
"""
import argparse
import pathlib
import sys
import textwrap

from world import (CABUT, KABID, KADIS, ROOT, SANDIMAN, SARI, VERIFIKATOR,
                   BUDI, World, attachments)

NAMES = {
    SARI["address"]: "Sari Lestari (pemohon)", KADIS: "Kepala Dinas",
    KABID: "Kabid Persandian", SANDIMAN: "Sandiman",
    VERIFIKATOR: "Verifikator", BUDI["address"]: "Budi Hartono (pemohon)",
    "operator@diskominfo.contohkab.go.id": "Operator",
}
WIDTH = 76


def say(text=""):
    print(text, flush=True)


def title(number, text):
    say("\n== %s. %s" % (number, text))


def excerpt(text, lines):
    body = [line for line in text.splitlines() if line.strip()]
    for line in body[:lines]:
        say("     | " + line[:WIDTH])
    if 0 < lines < len(body):
        say("     | ...")


class Story:
    def __init__(self, world):
        self.world = world
        self.seen = {address: 0 for address in NAMES}

    def cron(self, lines=0):
        """One run, then each mail that it sent."""
        tally = self.world.run()
        say("  -> cron: cabut run (%d mail read, %d sent)" %
            (tally["mails"], tally["sent"]))
        for address, name in NAMES.items():
            found = self.world.mails(address)
            for mail in found[self.seen[address]:]:
                self.tell(mail, name, lines)
            self.seen[address] = len(found)

    def tell(self, mail, name, lines):
        say("  <- to %s: %s" % (name, mail["subject"]))
        for file, kind, data in attachments(mail):
            say("       attached: %s (%s, %d bytes)" %
                (file, kind, len(data)))
        excerpt(mail["text"], lines)

    def writes(self, address, text):
        say("  .. %s writes: %s" % (NAMES[address], text))

    def answers(self, address, text, style="gmail", **more):
        self.writes(address, text + "".join(
            "  [+ %s]" % a[0] for a in more.get("attachments", ())))
        self.world.answer(address, text, style, **more)
        self.cron()


def play(world):
    story = Story(world)
    title(1, "The applicant mails a letter (PDF), but forgets the SK")
    story.writes(SARI["address"], "Surat Permohonan Pencabutan ... terlampir")
    world.letter(with_sk=False)
    story.cron(lines=24)
    title(2, "She sends it in reply; the case is complete")
    world_mail = world.last(SARI["address"])
    story.answers(SARI["address"], "Berikut SK Jabatan Terakhir saya.",
                  to_mail=world_mail, attachments=[sk(world)])
    number = world.cases()[0]["number"]
    title(3, "The officials answer, each from their own mail program")
    story.answers(KADIS, "Ini siapa ya?", "iphone")
    story.answers(KADIS, "Setuju", "iphone")
    story.answers(KABID, "Setuju pak", "outlook")
    story.answers(SANDIMAN, "setuju", "zimbra")
    title(4, "The draft is checked, signed, and uploaded to AMS by a person")
    story.answers(VERIFIKATOR, "SELESAI", "gmail")
    story.answers(KADIS, "Selesai, terlampir yang sudah ditandatangani", "gmail",
                  attachments=[world.signed_letter(number)])
    story.answers(VERIFIKATOR, "Selesai, sudah diunggah ke AMS", "roundcube")
    title(5, "BSrE answers: first a newsletter, then the real thing")
    world.bsre("newsletter")
    story.cron()
    world.bsre("revoked")
    story.cron()
    return number


def sk(world):
    import people
    return ("SK Jabatan Terakhir.pdf", "application/pdf",
            people.sk_pdf(SARI, world.clock))


def show_end(world, number):
    final = world.last(SARI["address"])
    say("\n== The applicant's final mail\n")
    for name in ("From", "To", "Subject", "In-Reply-To", "Auto-Submitted"):
        say("  %s: %s" % (name, " ".join(
            v for k, v in final["headers"] if k == name)))
    say(textwrap.indent("\n" + final["text"], "  "))
    say("== cabut case show %s\n" % number)
    say(world.cabut("case", "show", number, check=0).stdout)
    say("== cabut audit\n")
    say(world.cabut("audit", check=0).stdout)


def keep(world):
    """A second case, waiting; and how to answer it by hand."""
    world.letter(owner=BUDI)
    world.run()
    mail = world.last_request(KADIS)
    support = ROOT / "tests" / "support"
    servers = world.dir / "servers"
    say("""\
== The servers stay up. A second case waits for the Kepala Dinas.

With any mail program, for a person of this agency:
  IMAP  localhost:%d  TLS, CA %s
  SMTP  localhost:%d  STARTTLS
  for example %s, password %s

Or by hand:
  /usr/bin/python3 %s mails %s %s
  /usr/bin/python3 %s reply %s \\
      --from %s --text Setuju > jawaban.eml
  /usr/bin/python3 %s deliver %s --to %s jawaban.eml
  %s run --verbose --config %s
  %s case list --config %s

End it:
  /usr/bin/python3 %s stop %s && rm -r %s
""" % (world.box["imaps_port"], world.box["ca"], world.box["smtp_port"],
       KADIS, world.password(KADIS), support / "servers.py", servers, KADIS,
       support / "people.py", mail["file"], KADIS, support / "servers.py",
       servers, CABUT, world.cabut_program, world.dir / "cabut.yaml",
       world.cabut_program, world.dir / "cabut.yaml",
       support / "servers.py", servers, world.dir))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cabut", type=pathlib.Path)
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    say("cabut: one revocation on a real IMAP and SMTP server")
    world = World(args.cabut)
    try:
        check = world.cabut("check", check=0)
        say(textwrap.indent(check.stdout, "  "))
        number = play(world)
        show_end(world, number)
        done = world.cases()[0]["status"] == "done"
        if done and args.keep:
            keep(world)
            return 0
    except BaseException:
        world.__exit__()
        raise
    world.__exit__()
    say("The certificate is revoked, and everybody who must know knows."
        if done else "The demonstration did not reach its end.")
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
