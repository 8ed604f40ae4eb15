#!/usr/bin/python3
"""Reads NAME.eml in a folder with Python's email package and holds it against
NAME.json: another reader than ours must see what we meant, and the bytes must
be plain 7-bit lines."""
import email
import email.header
import email.policy
import email.utils
import json
import pathlib
import sys


def wire_faults(raw):
    if any(b >= 0x80 for b in raw):
        yield "byte over 127"
    if b"\0" in raw:
        yield "NUL"
    rest = raw.replace(b"\r\n", b"")
    if b"\r" in rest or b"\n" in rest:
        yield "bare CR or LF"
    if not raw.endswith(b"\r\n"):
        yield "no CRLF at the end"
    for line in raw.split(b"\r\n"):
        if len(line) > 997:
            yield f"line of {len(line)}"
        if line.startswith(b".") or line.startswith(b"From "):
            yield f"risky line start {line[:20]!r}"


def header_faults(raw):
    head = raw.split(b"\r\n\r\n", 1)[0]
    for line in head.split(b"\r\n"):
        if not line.strip():
            yield "empty header line"
        if b"=?" in line and len(line) > 76:
            yield f"encoded word in a line of {len(line)}"


def body_lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def mailboxes(raw, name):
    """Display names by the older reader: the newer one of Python 3.11 keeps
    the blank between two encoded words of a phrase, against RFC 2047."""
    old = email.message_from_bytes(raw)
    pairs = email.utils.getaddresses(old.get_all(name, []))
    return [[str(email.header.make_header(email.header.decode_header(n))), a]
            for n, a in pairs]


def seen(mail, raw):
    """What Python sees, in the shape of the JSON."""
    one = lambda name: [str(v) for v in mail.get_all(name, [])]
    got = {
        "subject": one("Subject"),
        "from": mailboxes(raw, "From"),
        "to": [a.addr_spec for a in mail["To"].addresses],
        "message_id": one("Message-ID"),
        "in_reply_to": one("In-Reply-To"),
        "references": " ".join(one("References")).split(),
        "auto": one("Auto-Submitted"),
        "cabut": one("X-Cabut-Id"),
        "suppress": one("X-Auto-Response-Suppress"),
        "language": one("Content-Language"),
        "mime": one("MIME-Version"),
        "date": one("Date"),
        "headers": sorted({k.lower() for k in mail.keys()}),
    }
    if mail["Reply-To"]:
        got["reply_to"] = [a.addr_spec for a in mail["Reply-To"].addresses]
    text = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    got["text"] = body_lines(text.get_content())
    got["html"] = body_lines(html.get_content()) if html else None
    got["attachments"] = [
        [p.get_filename(), p.get_content_type(),
         p.get_payload(decode=True).hex()]
        for p in mail.iter_attachments()]
    return got


def defects(mail):
    for part in mail.walk():
        yield from part.defects
        for value in part.values():
            for d in getattr(value, "defects", ()):
                # filename beside filename*: meant so, for old readers
                if "duplicate parameter" not in str(d):
                    yield d


def check(path):
    raw = path.read_bytes()
    want = json.loads(path.with_suffix(".json").read_text("utf-8"))
    faults = list(wire_faults(raw)) + list(header_faults(raw))
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    faults += [f"defect {d!r}" for d in defects(mail)]
    got = json.loads(json.dumps(seen(mail, raw)))
    want["text"] = body_lines(want["text"])
    if want.get("html") is not None:
        want["html"] = body_lines(want["html"])
    for key, value in want.items():
        if got.get(key) != value:
            faults.append(f"{key}: want {value!r}, got {got.get(key)!r}")
    for fault in faults:
        print(f"{path.name}: {fault}", file=sys.stderr)
    return not faults


mails = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))
sys.exit(0 if mails and all([check(p) for p in mails]) else 1)
