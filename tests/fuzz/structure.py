#!/usr/bin/python3
"""Three opinions on the structure of a mail: what was meant, what Python's
email package sees, and what our MIME walk sees.

structure.py MIME_SHAPE [COUNT [SEED]]

Mails are made at random from what clients do: trees of multiparts, boundaries
that begin alike, names in four spellings, folded and commented fields, texts
with lines that look like boundaries. All three must agree on every leaf: its
type, depth, decoded bytes and name. Then each mail of the corpora, and mails
with a line lost, doubled or cut: there Python and we must agree whenever
neither calls the mail odd."""
import base64
import email
import email.header
import hashlib
import pathlib
import quopri
import random
import subprocess
import sys
import tempfile
import urllib.parse

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
LEAVES = ("text/plain", "text/html", "application/pdf", "image/png",
          "application/octet-stream", "text/calendar")
BRANCHES = ("mixed", "alternative", "related", "signed", "report")
WORDS = ("Surat", "Permohonan", "Pencabutan", "SK Jabatan", "berkas", "émail",
         "№7", "final (2)", "a=b", "x; y", "100%")
LINES = (b"Setuju", b"--", b"--b", b"-- ", b"From Budi", b".", b"", b"=20",
         b"Content-Type: text/html", b"---- Pesan Asli ----", b"\xc3\xa9",
         b"--b0x", b"tab\there", b"trailing  ")


# ---- mails that are meant ----

class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.end = self.random.choice((b"\r\n", b"\n"))
        self.boundaries = 0

    def boundary(self):
        """Some begin with the whole of another."""
        self.boundaries += 1
        return self.random.choice(("b%d", "b0%d", "=_b.%d", "b b%d")) % (
            self.boundaries)

    def lines(self):
        return [self.random.choice(LINES)
                for _ in range(self.random.randint(0, 6))]

    def fold(self):
        return self.random.choice(("; ", ";\n ", " ;\n\t", ";"))

    def name(self):
        return " ".join(self.random.sample(WORDS, 2)) + ".pdf"

    def named(self, name):
        """The parameters of a disposition, in one of the usual spellings."""
        kind = self.random.randint(0, 3)
        if kind == 0 and name.isascii():
            return 'filename="%s"' % name
        if kind == 1:
            return "filename*=utf-8''" + urllib.parse.quote(name)
        if kind == 2:
            half = len(name) // 2
            return ("filename*0*=utf-8''" + urllib.parse.quote(name[:half]) +
                    self.fold() + "filename*1*=" +
                    urllib.parse.quote(name[half:]))
        word = base64.b64encode(name.encode()).decode()
        return 'filename="=?utf-8?B?%s?="' % word

    def leaf(self, depth):
        kind = self.random.choice(LEAVES)
        data = self.end.join(self.lines())
        coding = self.random.choice(("", "8bit", "base64",
                                     "quoted-printable"))
        head = ["Content-Type: " + kind + self.random.choice(
            ("", "; charset=utf-8", ";\n charset=\"utf-8\""))]
        name = ""
        if not kind.startswith("text/") or self.random.random() < 0.3:
            name = self.name()
            head.append("Content-Disposition: attachment" + self.fold() +
                        self.named(name))
        if coding:
            head.append("Content-Transfer-Encoding: " + coding)
        self.random.shuffle(head)
        body = data
        if coding == "base64":
            body = base64.encodebytes(data).replace(b"\n", self.end)
        elif coding == "quoted-printable":
            body = quopri.encodestring(data).replace(
                b"\r\n", b"\n").replace(b"\n", self.end)
        return head, body, [(kind, depth, data, name)]

    def branch(self, depth):
        mark = self.boundary()
        head = ["Content-Type: multipart/%s%sboundary=\"%s\"" % (
            self.random.choice(BRANCHES), self.fold(), mark)]
        body, leaves = self.random.choice((b"", b"pembuka" + self.end)), []
        for _ in range(self.random.randint(1, 3)):
            child_head, child, inside = self.entity(depth + 1)
            leaves += inside
            body += b"--" + mark.encode() + self.random.choice(
                (b"", b" ", b"\t")) + self.end
            body += self.joined(child_head, child) + self.end
        body += b"--" + mark.encode() + b"--" + self.random.choice(
            (b"", self.end, self.end + b"penutup" + self.end))
        return head, body, leaves

    def attached(self, depth):
        head, body, leaves = self.entity(depth + 1)
        inner = self.joined(["From: a@x.go.id", "MIME-Version: 1.0"] + head,
                            body)
        return ["Content-Type: message/rfc822"], inner, leaves

    def entity(self, depth):
        dice = self.random.random()
        if depth < 4 and dice < 0.45:
            return self.branch(depth)
        if depth < 4 and dice < 0.52:
            return self.attached(depth)
        return self.leaf(depth)

    def joined(self, head, body):
        lines = "\n".join(head).encode().replace(b"\n", self.end)
        return lines + self.end + self.end + body

    def mail(self):
        head, body, leaves = self.entity(0)
        top = ["From: a@x.go.id", "Subject: uji", "MIME-Version: 1.0"]
        self.random.shuffle(top)
        return self.joined(top + head, body), leaves


# ---- three opinions in one shape: (type, depth, bytes, hash, name) ----

def row(kind, depth, data, name):
    return (kind, depth, len(data), hashlib.sha256(data).hexdigest(), name)


def python_name(part):
    name = part.get_filename() or ""
    if "=?" in name:
        name = str(email.header.make_header(email.header.decode_header(name)))
    return name


def is_leaf(part):
    kind = part.get_content_type()
    return not part.is_multipart() or (
        kind.startswith("message/") and kind not in ("message/rfc822",
                                                     "message/global"))


def python_rows(part, depth=0):
    if not is_leaf(part):
        for child in part.get_payload():
            yield from python_rows(child, depth + 1)
        return
    data = part.get_payload(decode=True)
    yield row(part.get_content_type(), depth, data or b"", python_name(part))


def python_defects(mail):
    return any(part.defects for part in mail.walk())


def our_rows(shape, paths):
    """For each path: (state, rows, damaged)"""
    done = subprocess.run([shape], input="\n".join(map(str, paths)).encode(),
                          stdout=subprocess.PIPE, check=True)
    mails = []
    for line in done.stdout.decode("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "mail":
            mails.append((cells[1], [], []))
            continue
        kind, depth, size, digest, damaged, name = cells[1:]
        mails[-1][1].append((kind, int(depth), int(size), digest, name))
        if damaged == "1":
            mails[-1][2].append(name)
    return mails


def changed(raw, dice):
    lines = raw.splitlines(keepends=True)
    at = dice.randrange(len(lines))
    kind = dice.randrange(3)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[at])
    else:
        lines = lines[:at + 1]
    return b"".join(lines)


def write(folder, mails):
    paths = []
    for i, raw in enumerate(mails):
        paths.append(folder / f"{i:05}.eml")
        paths[-1].write_bytes(raw)
    return paths


def told(what, raw, *opinions):
    print(f"== {what}\n{raw.decode('utf-8', 'replace')[:3000]}")
    for name, rows in opinions:
        print(f"-- {name}")
        for r in rows:
            print("  ", *r)


def check_meant(shape, folder, count, seed):
    made = [Maker(seed + i).mail() for i in range(count)]
    paths = write(folder, [raw for raw, _ in made])
    bad = 0
    for (raw, leaves), (state, ours, damaged) in zip(
            made, our_rows(shape, paths)):
        meant = [row(*leaf) for leaf in leaves]
        theirs = list(python_rows(email.message_from_bytes(raw)))
        if ours == meant == theirs and state == "plain" and not damaged:
            continue
        bad += 1
        if bad <= 5:
            told(f"{state} {damaged}", raw, ("meant", meant), ("ours", ours),
                 ("Python", theirs))
    return count, bad


def filled(rows):
    """Python passes over two delimiters in a row, where we see an empty part,
    and keeps no bytes of a report's fields."""
    return [r[:2] if r[0].startswith("message/") else r[:4]
            for r in rows if r[2] > 0 or r[0].startswith("message/")]


def check_found(shape, folder, raws):
    paths = write(folder, raws)
    held = bad = 0
    for raw, (state, ours, damaged) in zip(raws, our_rows(shape, paths)):
        try:
            mail = email.message_from_bytes(raw)
            theirs = list(python_rows(mail))
        except (ValueError, LookupError, UnicodeError):
            continue
        if state != "plain" or damaged or python_defects(mail):
            continue
        held += 1
        if filled(ours) == filled(theirs):
            continue
        bad += 1
        if bad <= 5:
            told("differ", raw, ("ours", ours), ("Python", theirs))
    return held, bad


def main():
    shape = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    dice = random.Random(seed)
    corpus = [p.read_bytes() for p in sorted(CORPUS.rglob("*.eml"))]
    broken = [changed(Maker(seed + i).mail()[0], dice) for i in range(count)]
    broken += [changed(raw, dice) for raw in corpus for _ in range(3)]
    bad = 0
    with tempfile.TemporaryDirectory(prefix="cabut-mime-") as name:
        folder = pathlib.Path(name)
        for what, result in (
                ("made", check_meant(shape, folder, count, seed)),
                ("corpus", check_found(shape, folder, corpus)),
                ("changed", check_found(shape, folder, broken))):
            print(f"{what}: {result[0]} mails compared, {result[1]} differ")
            bad += result[1]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
