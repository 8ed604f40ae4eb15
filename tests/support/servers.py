#!/usr/bin/python3
"""A mail world on the loopback: a CA, Dovecot, and an SMTP border server.

start DIR [--users FILE]   start, wait for all ports, write DIR/servers.json
stop DIR                   end exactly the processes that start made
deliver DIR --to A FILE    put a mail into a mailbox as if from outside
mails DIR A                the mails of a mailbox as JSON

Nothing needs root. Started by root, the servers run as the user `dovecot`
and own DIR, whose parents must then be open to others (as /tmp is).
"""
import argparse
import asyncio
import base64
import contextlib
import ctypes
import datetime
import email
import email.policy
import email.utils
import itertools
import json
import os
import pathlib
import pwd
import random
import select
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time

AUTHSERV_ID = "mx.contohkab.go.id"
BORDER_HOST = "mx.contohkab.go.id"
WORLD = "world@world.example"
START_TRIES = 5
START_SECONDS = 60
STOP_SECONDS = 20
SIZE_MAX = 40 * 1024 * 1024
DEFAULT_USERS = """
cabut@diskominfo.contohkab.go.id
kadis@diskominfo.contohkab.go.id
kabid@diskominfo.contohkab.go.id
sandiman@diskominfo.contohkab.go.id
verifikator@diskominfo.contohkab.go.id
sari.lestari@dinkes.contohkab.go.id
budi.hartono@bkpsdm.contohkab.go.id
operator@diskominfo.contohkab.go.id
"""


def bare_address(address):
    """The mailbox behind a plus address, lower case."""
    local, _, domain = address.strip("<> ").rpartition("@")
    return (local.split("+", 1)[0] + "@" + domain).lower()


# ---- certificates ----

def openssl(folder, *words):
    done = subprocess.run(["openssl", *words], cwd=folder,
                          capture_output=True, text=True)
    if done.returncode:
        raise SystemExit("openssl %s: %s" % (words[0], done.stderr))


def make_ca(folder, name, title):
    openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650",
            "-subj", "/CN=" + title, "-keyout", name + ".key",
            "-out", name + ".pem")


def make_certificate(folder, name, ca, alt_names, days=3650):
    host = alt_names.split(",")[0].split(":")[1]
    (folder / (name + ".ext")).write_text(
        "subjectAltName=%s\nbasicConstraints=CA:FALSE\n"
        "extendedKeyUsage=serverAuth\n" % alt_names)
    openssl(folder, "req", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=" + host,
            "-keyout", name + ".key", "-out", name + ".csr")
    openssl(folder, "x509", "-req", "-in", name + ".csr", "-CA",
            ca + ".pem", "-CAkey", ca + ".key", "-CAcreateserial",
            "-days", str(days), "-extfile", name + ".ext",
            "-out", name + ".pem")


def make_certificates(folder):
    """ca.pem signs server.pem (localhost, 127.0.0.1) and wronghost.pem;
    otherca.pem signs other.pem, for the same host."""
    folder.mkdir(exist_ok=True)
    make_ca(folder, "ca", "Uji Coba CA")
    make_ca(folder, "otherca", "CA Lain")
    make_certificate(folder, "server", "ca", "DNS:localhost,IP:127.0.0.1")
    make_certificate(folder, "wronghost", "ca", "DNS:surel.lain.example")
    make_certificate(folder, "other", "otherca",
                     "DNS:localhost,IP:127.0.0.1")


# ---- mailboxes ----

def make_maildir(path):
    for name in ("tmp", "new", "cur"):
        (path / name).mkdir(parents=True, exist_ok=True)


_counter = itertools.count()


def store_mail(maildir, data, when=None):
    """Into new/, atomically; `when` becomes the INTERNALDATE."""
    now = time.time_ns()
    name = "%d.M%06dP%d_%06d.batas" % (
        now // 10**9, now // 1000 % 10**6, os.getpid(), next(_counter))
    path = maildir / "tmp" / name
    path.write_bytes(data.replace(b"\r\n", b"\n"))
    owner = maildir.stat()
    if os.geteuid() == 0:
        os.chown(path, owner.st_uid, owner.st_gid)
    if when is not None:
        os.utime(path, (when, when))
    path.rename(maildir / "new" / name)
    return maildir / "new" / name


def from_address(data):
    """The address in the From line, lower case, or ""."""
    head = data.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    value = email.message_from_bytes(head + b"\n\n").get("From", "")
    return email.utils.parseaddr(str(value))[1].lower()


def border_lines(box, recipient, sender, verdict, domain, when, source):
    """What a border MTA puts above a mail: newest line first."""
    result = "dmarc=%s header.from=%s" % (verdict, domain or "invalid")
    date = email.utils.format_datetime(
        datetime.datetime.fromtimestamp(when, datetime.timezone.utc))
    return ("Return-Path: <%s>\nDelivered-To: %s\n"
            "Authentication-Results: %s; %s\n"
            "Received: from %s\n\tby %s with ESMTPS id %x\n"
            "\tfor <%s>; %s\n" % (
                sender, recipient, box["authserv_id"], result, source,
                box["border_host"], time.time_ns(), recipient,
                date)).encode()


def maildir_of(box, address):
    if bare_address(address) == "world@" or address == "world":
        return pathlib.Path(box["world"]["maildir"])
    for user in box["users"]:
        if user["address"] == bare_address(address):
            return pathlib.Path(user["maildir"])
    return pathlib.Path(box["world"]["maildir"])


# ---- the SMTP border ----

def smtp_parts():
    """aiosmtpd, imported late: deliver, mails and stop need none of it."""
    from aiosmtpd.smtp import (AuthResult, LoginPassword, SMTP, MISSING)
    return AuthResult, LoginPassword, SMTP, MISSING


class Border:
    """Takes mail from people who logged in and delivers it at once."""

    def __init__(self, box):
        self.box = box
        self.passwords = {u["address"]: u["password"] for u in box["users"]}
        self.tokens = {u["address"]: u["token"] for u in box["users"]}
        self.count = itertools.count(1)

    def check(self, server, session, envelope, mechanism, data):
        result, login_password, _, _ = smtp_parts()
        if not isinstance(data, login_password):
            return result(success=False, handled=False)
        login = data.login.decode("utf-8", "replace").lower()
        password = data.password.decode("utf-8", "replace")
        good = self.passwords.get(login) == password
        return result(success=good, handled=False, auth_data=login)

    async def auth_XOAUTH2(self, server, args):
        result, _, _, missing = smtp_parts()
        if len(args) > 1:
            blob = base64.b64decode(args[1])
        else:
            blob = await server.challenge_auth("")
            if blob is missing:
                return result(success=False)
        fields = dict(f.split("=", 1) for f in
                      blob.decode("utf-8", "replace").split("\x01") if f)
        login = fields.get("user", "").lower()
        wanted = self.tokens.get(login)
        good = wanted and fields.get("auth") == "Bearer " + wanted
        return result(success=bool(good), handled=False, auth_data=login)

    async def handle_DATA(self, server, session, envelope):
        data = envelope.original_content
        sender = from_address(data)
        good = session.auth_data == sender
        now = time.time()
        for recipient in envelope.rcpt_tos:
            lines = border_lines(
                self.box, recipient, envelope.mail_from,
                "pass" if good else "fail", sender.rpartition("@")[2], now,
                "%s (%s)" % (session.host_name, session.peer[0]))
            store_mail(maildir_of(self.box, recipient), lines + data)
        return "250 2.0.0 Ok: queued as U%06d" % next(self.count)


async def serve_smtp(box, certs):
    """Opens the SMTP ports and writes their numbers into the box."""
    border = Border(box)
    _, _, smtp, _ = smtp_parts()

    def context(name):
        made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        made.load_cert_chain(certs / (name + ".pem"), certs / (name + ".key"))
        return made

    def session(tls, implicit):
        return lambda: smtp(
            border, hostname=box["border_host"], ident="cabut-uji",
            data_size_limit=SIZE_MAX, authenticator=border.check,
            auth_required=True, auth_require_tls=not implicit,
            require_starttls=not implicit,
            tls_context=None if implicit else tls)

    loop = asyncio.get_running_loop()
    for key, cert, implicit in (
            ("smtp_port", "server", False),
            ("smtps_port", "server", True),
            ("smtp_wronghost_port", "wronghost", False),
            ("smtps_wronghost_port", "wronghost", True)):
        tls = context(cert)
        server = await loop.create_server(
            session(tls, implicit), "127.0.0.1", 0,
            ssl=tls if implicit else None)
        box[key] = server.sockets[0].getsockname()[1]


# ---- Dovecot ----

DOVECOT = """
protocols = imap
listen = 127.0.0.1, 127.0.0.2
base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/dovecot.log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_min_protocol = TLSv1.2
ssl_cert = <{certs}/server.pem
ssl_key = <{certs}/server.key
local 127.0.0.2 {{
  ssl_cert = <{certs}/wronghost.pem
  ssl_key = <{certs}/wronghost.key
}}
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
auth_cache_size = 0
recipient_delimiter = +
mail_fsync = never
mail_plugins =
mail_location = maildir:{dir}/mail/%Lu
mail_max_userip_connections = 200
maildir_very_dirty_syncs = no
passdb {{
  driver = passwd-file
  args = {dir}/passwd
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={dir}/mail/%Lu
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  process_limit = 4
  client_limit = 400
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
service imap {{
  process_limit = 200
}}
service auth {{
  client_limit = 1000
}}
default_vsz_limit = 1G
default_process_limit = 50
default_client_limit = 400
"""


def free_port():
    """Below the range the kernel hands out by itself, so that only another
    run of this program can take it before Dovecot does."""
    while True:
        port = random.SystemRandom().randrange(10240, 32000)
        with socket.socket() as probe:
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port


def dies_with_parent():
    os.setsid()
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def port_answers(port, until, alive):
    while time.monotonic() < until and alive():
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        select.select([], [], [], 0.02)
    return False


def start_dovecot(folder, certs, box):
    me = pwd.getpwuid(os.geteuid())
    for name in ("run", "state"):
        (folder / name).mkdir(exist_ok=True)
    for _ in range(START_TRIES):
        box["imap_port"], box["imaps_port"] = free_port(), free_port()
        (folder / "dovecot.conf").write_text(DOVECOT.format(
            dir=folder, certs=certs, uid=me.pw_uid, gid=me.pw_gid,
            user=me.pw_name, group=group_name(me.pw_gid),
            imap_port=box["imap_port"], imaps_port=box["imaps_port"]))
        said = open(folder / "dovecot.err", "wb")
        child = subprocess.Popen(
            ["/usr/sbin/dovecot", "-F", "-c", folder / "dovecot.conf"],
            stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            preexec_fn=dies_with_parent)
        until = time.monotonic() + START_SECONDS / START_TRIES
        if all(port_answers(box[p], until, lambda: child.poll() is None)
               for p in ("imap_port", "imaps_port")):
            return child
        end_child(child)
    raise SystemExit("dovecot does not start: %s %s" % (
        (folder / "dovecot.err").read_text(errors="replace"),
        read_if_any(folder / "dovecot.log")))


def group_name(gid):
    import grp
    return grp.getgrgid(gid).gr_name


def read_if_any(path):
    return path.read_text(errors="replace") if path.exists() else ""


def end_child(child):
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


# ---- the process that holds it all ----

def read_users(path):
    text = pathlib.Path(path).read_text() if path else DEFAULT_USERS
    found = []
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if words:
            found.append(words[0].lower())
    return found


def make_box(folder, addresses):
    def user(n, address):
        return {"address": address, "password": "rahasia-%d" % n,
                "token": "tanda-%d" % n,
                "maildir": str(folder / "mail" / address)}

    certs = folder / "certs"
    return {
        "dir": str(folder), "host": "localhost",
        "users": [user(n + 1, a) for n, a in enumerate(addresses)],
        "world": user(0, WORLD),
        "ca": str(certs / "ca.pem"), "other_ca": str(certs / "otherca.pem"),
        "certs": str(certs),
        "authserv_id": AUTHSERV_ID, "border_host": BORDER_HOST,
    }


def lay_out(folder, box):
    """Folders, certificates, passwords; all owned by who will serve them."""
    folder.mkdir(parents=True, exist_ok=True)
    make_certificates(folder / "certs")
    lines = []
    for user in box["users"] + [box["world"]]:
        make_maildir(pathlib.Path(user["maildir"]))
        lines.append("%s:{PLAIN}%s\n" % (user["address"], user["password"]))
    (folder / "passwd").write_text("".join(lines))


def become_server_user(folder):
    """Dovecot wants to be no one special: as root, give DIR away first."""
    if os.geteuid() != 0:
        return
    me = pwd.getpwnam("dovecot")
    for path in itertools.chain([folder], folder.rglob("*")):
        os.chown(path, me.pw_uid, me.pw_gid)
    os.setgroups([])
    os.setgid(me.pw_gid)
    os.setuid(me.pw_uid)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise SystemExit("%s: user dovecot cannot get there; "
                         "use a folder under /tmp" % folder)


def start_time(pid):
    """Field 22 of /proc/PID/stat: tells a reused pid from the old one."""
    with contextlib.suppress(OSError):
        stat = pathlib.Path("/proc/%d/stat" % pid).read_text()
        fields = stat.rpartition(")")[2].split()
        if fields[0] not in "ZX":
            return int(fields[19])
    return None


def write_json(path, value):
    new = path.with_suffix(".new")
    new.write_text(json.dumps(value, indent=1) + "\n")
    new.rename(path)


async def serve(folder, box, ready, owner):
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    if owner:
        loop.add_reader(os.pidfd_open(owner), stop.set)
    certs = folder / "certs"
    await serve_smtp(box, certs)
    dovecot = start_dovecot(folder, certs, box)
    try:
        box["pids"] = {"servers": os.getpid(), "dovecot": dovecot.pid,
                       "started": start_time(os.getpid())}
        write_json(folder / "servers.json", box)
        os.write(ready, b"ready")
        os.close(ready)
        await stop.wait()
    finally:
        end_child(dovecot)


def daemon(folder, box, ready, owner):
    os.setsid()
    os.umask(0o077)
    try:
        become_server_user(folder)
        log = os.open(folder / "servers.log",
                      os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        null = os.open("/dev/null", os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        asyncio.run(serve(folder, box, ready, owner))
    except BaseException as trouble:  # this process must never return
        with contextlib.suppress(OSError):
            os.write(ready, ("%s: %s" % (type(trouble).__name__, trouble))
                     .encode()[:4000])
        os._exit(1)
    os._exit(0)


def start(folder, users=None, owner=0):
    """Returns the content of servers.json. Ends when `owner` ends."""
    folder = pathlib.Path(folder).absolute()
    box = make_box(folder, read_users(users))
    mask = os.umask(0o077)
    try:
        lay_out(folder, box)
    finally:
        os.umask(mask)
    reader, writer = os.pipe()
    middle = os.fork()
    if middle == 0:
        os.close(reader)
        if os.fork() == 0:
            daemon(folder, box, writer, owner)
        os._exit(0)
    os.close(writer)
    os.waitpid(middle, 0)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    if said != "ready":
        raise SystemExit("servers: %s" % (
            said or read_if_any(folder / "servers.log")))
    return load(folder)


def load(folder):
    path = pathlib.Path(folder).absolute() / "servers.json"
    return json.loads(path.read_text())


def stop(folder):
    path = pathlib.Path(folder).absolute() / "servers.json"
    if not path.exists():
        return
    pids = load(folder)["pids"]
    pid = pids["servers"]
    if start_time(pid) == pids["started"]:
        watch = os.pidfd_open(pid)
        os.kill(pid, signal.SIGTERM)
        if not select.select([watch], [], [], STOP_SECONDS * 2)[0]:
            os.kill(pid, signal.SIGKILL)
            select.select([watch], [], [])
        os.close(watch)
    path.unlink()


# ---- deliver and look ----

def deliver(folder, data, to, from_auth=None, auth=True, raw=False,
            when=None, sender=None):
    """As if from outside. Without other words the border finds that the
    From domain is proven; auth=False: that it is not."""
    box = load(folder)
    when = time.time() if when is None else when
    author = from_auth or from_address(data)
    lines = b"" if raw else border_lines(
        box, to, sender if sender is not None else author,
        "pass" if auth else "fail", author.rpartition("@")[2], when,
        "pengirim.example (pengirim.example [203.0.113.7])")
    return store_mail(maildir_of(box, to), lines + data, when)


def describe(path, folder):
    data = path.read_bytes()
    mail = email.message_from_bytes(data, policy=email.policy.default)
    parts = {"text": "", "html": ""}
    attachments = []
    for part in mail.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        payload = part.get_payload(decode=True) or b""
        key = {"text/plain": "text", "text/html": "html"}.get(kind)
        if key and not part.get_filename() and not parts[key]:
            charset = part.get_content_charset("utf-8")
            parts[key] = payload.decode(charset, "replace")
        else:
            attachments.append({"name": part.get_filename(), "type": kind,
                                "bytes": len(payload)})
    return {
        "file": str(path), "folder": folder, "bytes": len(data),
        "flags": path.name.rpartition(":2,")[2] if ":2," in path.name else "",
        "headers": [[k, str(v)] for k, v in mail.items()],
        "subject": str(mail.get("Subject", "")),
        "from": str(mail.get("From", "")), "to": str(mail.get("To", "")),
        "message_id": str(mail.get("Message-ID", "")),
        "envelope_from": str(mail.get("Return-Path", "")).strip("<>"),
        "envelope_to": str(mail.get("Delivered-To", "")),
        "attachments": attachments, **parts}


def mails(folder, address, mailbox="INBOX"):
    """Oldest first. `address` "world": what left the house."""
    maildir = maildir_of(load(folder), address)
    if mailbox != "INBOX":
        maildir = maildir / ("." + mailbox.replace("/", "."))
    paths = [p for name in ("new", "cur") if (maildir / name).is_dir()
             for p in (maildir / name).iterdir()]
    return [describe(p, mailbox) for p in sorted(paths, key=lambda p: p.name)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("start")
    verb.add_argument("dir")
    verb.add_argument("--users", help="a file with one address a line")
    verb.add_argument("--owner-pid", type=int, default=0,
                      help="end when this process ends")
    verb = verbs.add_parser("stop")
    verb.add_argument("dir")
    verb.add_argument("--remove", action="store_true", help="DIR as well")
    verb = verbs.add_parser("deliver")
    verb.add_argument("dir")
    verb.add_argument("--to", required=True)
    verb.add_argument("--from-auth", help="the border proved this sender")
    verb.add_argument("--no-auth", action="store_true",
                      help="the border says dmarc=fail")
    verb.add_argument("--raw", action="store_true",
                      help="no line of the border at all")
    verb.add_argument("--mail-from", help="envelope sender; default: From")
    verb.add_argument("--date", help="2026-11-20T09:15:00+08:00")
    verb.add_argument("file", help="an .eml file, or - for standard input")
    verb = verbs.add_parser("mails")
    verb.add_argument("dir")
    verb.add_argument("address")
    verb.add_argument("--folder", default="INBOX")
    args = parser.parse_args()
    if args.verb == "start":
        start(args.dir, args.users, args.owner_pid)
    elif args.verb == "stop":
        stop(args.dir)
        if args.remove:
            shutil.rmtree(args.dir)
    elif args.verb == "deliver":
        when = args.date and datetime.datetime.fromisoformat(
            args.date.replace("Z", "+00:00")).timestamp()
        data = (sys.stdin.buffer.read() if args.file == "-"
                else pathlib.Path(args.file).read_bytes())
        print(deliver(args.dir, data, args.to, args.from_auth,
                      not args.no_auth, args.raw, when, args.mail_from))
    else:
        json.dump(mails(args.dir, args.address, args.folder), sys.stdout,
                  indent=1)
        print()


if __name__ == "__main__":
    main()
