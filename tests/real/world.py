"""An agency on the loopback: real servers, a configuration, people who mail.

World(folder, cabut) starts Dovecot and an SMTP border, writes cabut's
configuration, and lets a test speak in the words of the office: a letter
arrives, cron runs, an official answers the last request. Every mail of a
person goes through SMTP with their own password; only what comes from other
houses (BSrE, strangers) is delivered as the border would.
"""
import datetime
import email
import email.policy
import imaplib
import json
import pathlib
import re
import shutil
import smtplib
import ssl
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))
sys.path.insert(0, str(HERE))

import people  # noqa: E402
import servers  # noqa: E402

CABUT = "cabut@diskominfo.contohkab.go.id"
KADIS = "kadis@diskominfo.contohkab.go.id"
KABID = "kabid@diskominfo.contohkab.go.id"
SANDIMAN = "sandiman@diskominfo.contohkab.go.id"
VERIFIKATOR = "verifikator@diskominfo.contohkab.go.id"
OPERATOR = "operator@diskominfo.contohkab.go.id"
SARI = people.OWNERS[0]
BUDI = people.OWNERS[1]

HOST_YAML = """\
database: {dir}/cabut.db
templates: {root}/templates/mail
allow_test_clock: yes
"""

AGENCY_YAML = """\
id: diskominfo-contoh
name: Dinas Komunikasi dan Informatika Kabupaten Contoh
sop: [ {sop} ]
mailboxes:
  - url: imaps://{cabut_user}@localhost:{imaps}/INBOX
    password_file: {dir}/secret/imap
    ca_file: {ca}
    filing: {filing}
    first_run: all
smtp:
  url: smtp://{cabut_user}@localhost:{smtp}
  password_file: {dir}/secret/smtp
  ca_file: {ca}
sender:
  address: {cabut}
  name: Layanan Pencabutan Sertifikat Elektronik
  plus_address: {plus}
applicant_domains: [ contohkab.go.id ]
officials:
{officials}
operators: [ {operator} ]
helpdesk: {operator}
auth:
  authserv_id: {authserv_id}
  border_host: {border_host}
zone: WITA
hold_minutes: {hold}
letter:
  letterhead:
    - PEMERINTAH KABUPATEN CONTOH
    - DINAS KOMUNIKASI DAN INFORMATIKA
    - "Jalan Trans Contoh Nomor 1, Contoh Jaya, Kode Pos 95790"
  place: Contoh Jaya
  number_pattern: "555/{{n}}/Diskominfo/{{roman}}/{{year}}"
  signer_role: {signer}
{more}"""

OFFICIALS = (
    {"role": "kepala-dinas", "name": "Drs. Hasan Wirawan, M.Si.",
     "nip": "197005121995031901", "rank": "Pembina Utama Muda, IV/c",
     "title": "Kepala Dinas Komunikasi dan Informatika", "address": KADIS},
    {"role": "kabid-persandian", "name": "Ir. Lestari Widyaningrum",
     "address": KABID},
    {"role": "sandiman", "name": "Rudi Tangkudung, S.Kom.",
     "address": SANDIMAN},
    {"role": "verifikator", "name": "Maya Kolopita, S.T.",
     "address": VERIFIKATOR},
)
SOP = "bolaang-mongondow-pencabutan.xml"


class World:
    """One agency, its servers and its people; use as a context manager.

    `sops`: files under templates/sop, or paths; `officials`: rows of the
    configuration; `more`: further keys of it, as YAML; `mailboxes`: people
    beside those of servers.py. Other words change one value of the
    configuration.
    """

    def __init__(self, cabut, folder=None, story=None, mailboxes=(),
                 **changes):
        self.cabut_program = str(cabut)
        self.dir = pathlib.Path(
            folder or tempfile.mkdtemp(prefix="cabut-real-"))
        self.dir.chmod(0o755)
        self.clock = people.NOON
        self.story = story or (lambda *words: None)
        self.changes = changes
        self.box = servers.start(self.dir / "servers",
                                 self.users_file(mailboxes))
        self.write_configuration()

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        servers.stop(self.dir / "servers")
        shutil.rmtree(self.dir)

    # ---- configuration ----

    def users_file(self, mailboxes):
        path = self.dir / "users"
        path.write_text(servers.DEFAULT_USERS + "\n".join(mailboxes))
        return path

    def password(self, address):
        for user in self.box["users"]:
            if user["address"] == address:
                return user["password"]
        raise KeyError(address)

    def secret(self, name, text):
        path = self.dir / "secret" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n")
        path.chmod(0o600)

    def agency_values(self, changes):
        """What the configuration says, without the ways in and out."""
        values = {
            "dir": self.dir, "root": ROOT, "cabut": CABUT,
            "operator": OPERATOR, "authserv_id": self.box["authserv_id"],
            "border_host": self.box["border_host"], "filing": "keyword",
            "plus": "yes", "hold": 0, "signer": "kepala-dinas", "more": "",
            "officials": OFFICIALS, "sops": (SOP,)}
        changes = {**self.changes, **changes}
        unknown = changes.keys() - values.keys()
        if unknown:
            raise KeyError(unknown)
        values.update(changes)
        values["officials"] = yaml_rows(values["officials"])
        values["sop"] = ", ".join(
            str(ROOT / "templates/sop" / name) for name in values["sops"])
        return values

    def write_configuration(self, **changes):
        values = self.agency_values(changes)
        values.update(
            cabut_user=CABUT.replace("@", "%40"), ca=self.box["ca"],
            imaps=self.box["imaps_port"], smtp=self.box["smtp_port"])
        self.secret("imap", self.password(CABUT))
        self.secret("smtp", self.password(CABUT))
        (self.dir / "agencies.d").mkdir(exist_ok=True)
        (self.dir / "cabut.yaml").write_text(HOST_YAML.format(**values))
        (self.dir / "agencies.d" / "contoh.yaml").write_text(
            AGENCY_YAML.format(**values))

    # ---- the program ----

    def cabut(self, *words, env=None, check=None):
        """Runs cabut at the world's time; returns the finished process."""
        done = subprocess.run(
            [self.cabut_program, *words, "--config",
             str(self.dir / "cabut.yaml"), "--at", self.clock.isoformat()],
            capture_output=True, text=True, env=env, timeout=120)
        if check is not None and done.returncode != check:
            raise AssertionError("cabut %s: exit %d, want %d\n%s%s" % (
                " ".join(words), done.returncode, check, done.stdout,
                done.stderr))
        return done

    def run(self, **more):
        """Cron comes by, half an hour later."""
        self.clock += datetime.timedelta(minutes=30)
        done = self.cabut("run", "--json", check=0, **more)
        if done.stderr:
            raise AssertionError("a run is not silent:\n" + done.stderr)
        return json.loads(done.stdout)

    def cases(self, status="all"):
        out = self.cabut("case", "list", "--json", "--status", status,
                         check=0).stdout
        return [json.loads(line) for line in out.splitlines()]

    def case(self, number):
        return json.loads(self.cabut("case", "show", number, "--json",
                                     check=0).stdout)

    # ---- people ----

    def send(self, sender, data, to=CABUT):
        """By SMTP with STARTTLS and the sender's own password."""
        context = ssl.create_default_context(cafile=self.box["ca"])
        with smtplib.SMTP("localhost", self.box["smtp_port"]) as wire:
            wire.starttls(context=context)
            wire.login(sender, self.password(sender))
            wire.sendmail(sender, [to], data)

    def deliver(self, data, auth=True, **more):
        """From another house, as the border sees it."""
        servers.deliver(self.dir / "servers", data, CABUT, auth=auth, **more)

    def make_folder(self, address, name):
        context = ssl.create_default_context(cafile=self.box["ca"])
        with imaplib.IMAP4_SSL("localhost", self.box["imaps_port"],
                               ssl_context=context) as box:
            box.login(address, self.password(address))
            box.create(name)

    def mails(self, address):
        found = servers.mails(self.dir / "servers", address)
        return [m for m in found if header(m, "X-Cabut-Id")]

    def last(self, address):
        found = self.mails(address)
        if not found:
            raise AssertionError("no mail of cabut's for " + address)
        return found[-1]

    def count(self, address):
        return len(self.mails(address))

    def last_request(self, address):
        """The newest mail that asks for an answer: its subject has a code."""
        for mail in reversed(self.mails(address)):
            if "[" in mail["subject"] and " " in mail["subject"].split(
                    "[")[1].split("]")[0]:
                return mail
        raise AssertionError("nothing was asked of " + address)

    def build_reply(self, address, text, mail, style="gmail", **more):
        original = pathlib.Path(mail["file"]).read_bytes()
        return people.reply(original, address, text, style, self.clock,
                            **more)

    def answer(self, address, text, style="gmail", to_mail=None, **more):
        """`address` presses reply on the last request and writes `text`."""
        mail = to_mail or self.last_request(address)
        reply = self.build_reply(address, text, mail, style, **more)
        target = bare(email.message_from_bytes(
            reply, policy=email.policy.default)["To"])
        self.story("%s menjawab: %s" % (address, text.splitlines()[0]))
        self.send(address, reply, target)
        return reply

    def letter(self, owner=SARI, shape="pdf", with_sk=True, auth=True):
        make = {"text": people.letter_text, "pdf": people.letter_pdf,
                "docx": people.letter_docx}[shape]
        data = make(owner, CABUT, self.clock, with_sk=with_sk)
        data = data if isinstance(data, bytes) else people.to_bytes(data)
        if auth:
            self.send(owner["address"], data)
        else:
            self.deliver(data, auth=False)
        return data

    def bsre(self, kind, owner=SARI, auth=True, sender=people.BSRE):
        data = people.bsre_notice(kind, owner, CABUT, self.clock, sender)
        self.deliver(data, auth=auth)
        return data

    def signed_letter_of(self, address):
        """The draft in their newest mail, changed: another PDF."""
        for mail in reversed(self.mails(address)):
            for name, _, data in attachments(mail):
                if name.startswith("Surat-Rekomendasi"):
                    return sign(data)
        raise AssertionError("no draft was sent to " + address)

    def signed_letter(self, number):
        """The draft, printed, signed and sent back."""
        return ("Surat Rekomendasi %s ttd.pdf" % number, "application/pdf",
                self.signed_letter_of(KADIS))

    def to_ams(self, number, style="gmail"):
        """Everybody agrees, the letter is signed and uploaded."""
        for who in (KADIS, KABID, SANDIMAN):
            self.answer(who, "Setuju", style)
            self.run()
        self.answer(VERIFIKATOR, "SELESAI", style)
        self.run()
        self.answer(KADIS, "Selesai, terlampir yang sudah ditandatangani", style,
                    attachments=[self.signed_letter(number)])
        self.run()
        self.answer(VERIFIKATOR, "Selesai, sudah diunggah ke AMS", style)
        self.run()


def yaml_value(text):
    """Plain as a person writes it, quoted where YAML would read more; a
    mapping on one line."""
    plain = isinstance(text, str) and re.fullmatch(
        r"[A-Za-z][\w@., /+-]*", text)
    return text if plain else json.dumps(text)


def yaml_rows(rows):
    return "\n".join(
        "  - " + "\n    ".join("%s: %s" % (key, yaml_value(value))
                               for key, value in row.items())
        for row in rows)


def header(mail, name):
    for key, value in mail["headers"]:
        if key.lower() == name.lower():
            return value
    return None


def bare(address):
    return email.utils.parseaddr(str(address))[1]


def attachments(mail):
    parsed = email.message_from_bytes(
        pathlib.Path(mail["file"]).read_bytes(), policy=email.policy.default)
    return [(part.get_filename(), part.get_content_type(),
             part.get_payload(decode=True))
            for part in parsed.walk() if part.get_filename()]


def sign(pdf):
    """A signed copy differs in its bytes and still reads the same."""
    return pdf + b"\n% ditandatangani\n"
