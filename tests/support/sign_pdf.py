#!/usr/bin/python3
"""Sign PDFs as signing services do, with an invented CA, for the tests.

The certificates are made by `openssl ca`, the signature is `openssl cms`; the
PDF gets an incremental update whose ByteRange and Contents are patched in.
Everything can be made wrong on purpose: see `Wrong`.

sign_pdf.py FOLDER: the CA, all the signed papers of the tests, and ca.pem.
"""
import os
import re
import subprocess
import sys
import tempfile

CONFIG = """
[ca]
default_ca = here
[here]
database = %(folder)s/index.txt
new_certs_dir = %(folder)s
serial = %(folder)s/serial
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
organizationName = optional
serialNumber = optional
emailAddress = optional
[authority]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[person]
basicConstraints = CA:false
keyUsage = critical,digitalSignature,nonRepudiation
subjectAltName = email:%(email)s
[server]
basicConstraints = CA:false
keyUsage = critical,keyEncipherment
[stamp]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = empty
[empty]
[tsa]
default_tsa = ours
[ours]
serial = %(folder)s/tsa-serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""
ROOM = 16384  # bytes for the signature, in hexadecimal twice that


def run(*argv, data=None):
    done = subprocess.run(argv, input=data, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError("%s: %s" % (argv[:3], done.stderr.decode()))
    return done.stdout


class Person:
    """A key and a certificate, and what it brings along."""

    def __init__(self, key, certificate, chain):
        self.key, self.certificate, self.chain = key, certificate, chain


class Authority:
    """A root, an issuing CA below it, and who got certificates there."""

    def __init__(self, folder, root="Akar Contoh G1", ca="CA Contoh G1"):
        self.folder = folder
        self.email = "irwan.tendean@contohtimurkab.go.id"
        os.makedirs(folder, exist_ok=True)
        for name, text in (("index.txt", ""), ("serial", "1001\n"),
                           ("tsa-serial", "01\n")):
            with open(os.path.join(folder, name), "w") as f:
                f.write(text)
        self.configure()
        self.root = self.issue("root", "/CN=%s/O=Kementerian Contoh" % root,
                               None, "authority")
        self.ca = self.issue("ca", "/CN=%s/O=Badan Contoh" % ca, self.root,
                             "authority")

    def path(self, name):
        return os.path.join(self.folder, name)

    def configure(self):
        with open(self.path("config"), "w") as f:
            f.write(CONFIG % {"folder": self.folder, "email": self.email})

    def issue(self, name, subject, issuer, section,
              start="20200101000000Z", end="20491231000000Z", bits=2048):
        key, request = self.path(name + ".key"), self.path(name + ".csr")
        out = self.path(name + ".pem")
        run("openssl", "req", "-new", "-newkey", "rsa:%d" % bits, "-nodes",
            "-keyout", key, "-out", request, "-subj", subject,
            "-config", self.path("config"))
        by = (["-selfsign", "-keyfile", key] if issuer is None else
              ["-keyfile", issuer.key, "-cert", issuer.certificate])
        run("openssl", "ca", "-batch", "-notext", "-config",
            self.path("config"), "-in", request, "-out", out, "-extensions",
            section, "-startdate", start, "-enddate", end, *by)
        chain = [] if issuer is None else [issuer.certificate] + issuer.chain
        return Person(key, out, chain)

    def person(self, name, common="Drs. Irwan Tendean, M.Si.",
               section="person", **more):
        return self.issue(
            name, "/CN=%s/O=Dinas Contoh Timur/serialNumber=77" % common,
            self.ca, section, **more)

    def pem(self):
        return b"".join(open(p.certificate, "rb").read()
                        for p in (self.root, self.ca))


# ---- CMS ----

def cms(data, person, digest="sha256", more=("-cades",)):
    argv = ["openssl", "cms", "-sign", "-binary", "-outform", "DER", "-md",
            digest, "-signer", person.certificate, "-inkey", person.key, *more]
    with tempfile.NamedTemporaryFile(suffix=".pem") as chain:
        for path in person.chain:
            chain.write(open(path, "rb").read())
        chain.flush()
        if person.chain:
            argv += ["-certfile", chain.name]
        return run(*argv, data=data)


def der_head(der, at):
    """Offset of the content of the element at `at`, and its length."""
    first = der[at + 1]
    if first < 0x80:
        return at + 2, first
    count = first & 0x7F
    return (at + 2 + count,
            int.from_bytes(der[at + 2:at + 2 + count], "big"))


def der_wrap(tag, content):
    n = len(content)
    if n < 0x80:
        return bytes([tag, n]) + content
    size = n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content


def der_children(der):
    at, size = der_head(der, 0)
    end, out = at + size, []
    while at < end:
        start, size = der_head(der, at)
        out.append(der[at:start + size])
        at = start + size
    return out


def der_append(der, depth, more):
    """`more` behind the last child, `depth` levels down the last children."""
    children = der_children(der)
    if depth == 0:
        children.append(more)
    else:
        children[-1] = der_append(children[-1], depth - 1, more)
    return der_wrap(der[0], b"".join(children))


def stamp_token(data, authority, stamper):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "data")
        with open(path, "wb") as f:
            f.write(data)
        query = run("openssl", "ts", "-query", "-data", path, "-sha256",
                    "-cert")
        with open(path, "wb") as f:
            f.write(query)
        return run("openssl", "ts", "-reply", "-queryfile", path, "-config",
                   authority.path("config"), "-section", "ours", "-signer",
                   stamper.certificate, "-inkey", stamper.key, "-chain",
                   authority.ca.certificate, "-token_out")


def stamped(der, authority, stamper):
    """The CMS with a timestamp over its signature value (RFC 3161 A)."""
    signer = der
    for _ in range(4):
        signer = der_children(signer)[-1]
    value = der_children(signer)[-1]
    start, size = der_head(value, 0)
    token = stamp_token(value[start:start + size], authority, stamper)
    oid = bytes.fromhex("060b2a864886f70d010910020e")
    attribute = der_wrap(0x30, oid + der_wrap(0x31, token))
    return der_append(der, 4, der_wrap(0xA1, attribute))


# ---- PDF ----

def pdf_trailer(pdf):
    tail = pdf[pdf.rindex(b"startxref"):]
    root = re.findall(rb"/Root (\d+) 0 R", pdf)[-1]
    size = re.findall(rb"/Size (\d+)", pdf)[-1]
    return int(root), int(size), int(re.search(rb"\d+", tail).group())


def pdf_object(pdf, number):
    found = re.findall(rb"(?:^|[\r\n])%d 0 obj\s*(.*?)\s*endobj" % number, pdf,
                       re.S)
    return found[-1]


def pdf_update(pdf, objects, root=None):
    """An incremental update: {number: body}."""
    old_root, size, before = pdf_trailer(pdf)
    keep = b"".join(re.findall(rb"/Encrypt \d+ 0 R|/ID\s*\[.*?\]",
                               pdf[before:], re.S)[:2])
    out = pdf + b"\n"
    table = b"xref\n"
    for number in sorted(objects):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    start = len(out)
    size = max(size, max(objects) + 1)
    return out + table + (
        b"trailer\n<</Root %d 0 R/Size %d/Prev %d%s>>\nstartxref\n%d\n"
        b"%%%%EOF\n" % (root or old_root, size, before, keep, start))


class Wrong:
    """What one paper has otherwise than it should."""

    def __init__(self, range=None, gap=b"", value=b"", field=b"/FT/Sig",
                 form=b"", catalog=b"", kind=b"ETSI.CAdES.detached",
                 direct=False, objects=None, signed=None, contents=None,
                 prefix=b"/Contents"):
        self.range, self.gap, self.value = range, gap, value
        self.field, self.form, self.catalog = field, form, catalog
        self.kind, self.direct, self.objects = kind, direct, objects or {}
        self.signed, self.contents, self.prefix = signed, contents, prefix


def fields_of(catalog):
    found = re.search(rb"/Fields\[([^\]]*)\]", catalog)
    return found.group(1) if found else b""


def sign(pdf, make, wrong=None, name=b"Tanda1"):
    """`make(data)` gives the bytes of the signature over the two ranges."""
    w = wrong or Wrong()
    root, size, _ = pdf_trailer(pdf)
    field, value = size, size + 1
    catalog = pdf_object(pdf, root)
    old = fields_of(catalog)
    catalog = re.sub(rb"/AcroForm<<.*?>>", b"", catalog, flags=re.S)
    form = b"/AcroForm<</SigFlags 3/Fields[%s %d 0 R]%s>>" % (old, field,
                                                             w.form)
    mark = b"@" * 40
    hole = b"<" + b"0" * (2 * ROOM) + b">"
    body = (b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/%s/M(D:20260303101200"
            b"+07'00')/Name(Irwan T.)/Reason(Menyetujui)/ByteRange[%s]%s%s%s%s"
            b">>" % (w.kind, mark, w.value, w.prefix, w.gap, hole))
    objects = {root: catalog[:-2] + form + w.catalog + b">>",
               field: b"<<%s/T(%s)/Rect[0 0 0 0]/V %d 0 R>>" % (
                   w.field, name, value),
               value: body}
    objects.update(w.objects)
    out = pdf_update(pdf, objects)
    at = out.index(hole, len(pdf))
    ranges = [0, at, at + len(hole), len(out) - at - len(hole)]
    if w.range:
        ranges = w.range(ranges)
    text = b"%d %d %d %d" % tuple(ranges)
    out = out.replace(mark, text.ljust(len(mark)), 1)
    a, b, c, d = ranges if w.signed is None else w.signed(ranges)
    signature = make(out[max(a, 0):a + b] + out[c:c + d])
    hexed = (w.contents or bytes.hex)(signature)
    hexed = hexed.encode() if isinstance(hexed, str) else hexed
    return out[:at + 1] + hexed.ljust(2 * ROOM, b"0") + out[at + len(hole) - 1:]


def objects_of(pdf):
    return pdf_trailer(pdf)[1]


# ---- the papers of the tests ----

def changed(pdf):
    """One letter of what is covered."""
    at = pdf.index(b"/CreationDate") if b"/CreationDate" in pdf else 20
    at = pdf.index(b"(", at) + 4
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1:]


def harmless(pdf):
    """An update that adds an object nobody needs."""
    return pdf_update(pdf, {objects_of(pdf): b"<</Isi(tambahan)>>"})


def many_fields(pdf, make, count):
    first = objects_of(pdf) + 2
    more = {first + i: b"<</FT/Sig/T(kosong%d)>>" % i for i in range(count)}
    kids = b" ".join(b"%d 0 R" % n for n in more)
    holder = first + count
    more[holder] = b"<</T(semua)/Kids[%s]>>" % kids
    return sign(pdf, make, Wrong(objects=more,
                                 field=b"/FT/Sig/Kids[%d 0 R]" % holder))


def empty_fields(pdf):
    root, size, _ = pdf_trailer(pdf)
    catalog = pdf_object(pdf, root)
    return pdf_update(pdf, {
        root: catalog[:-2] + b"/AcroForm<</Fields[%d 0 R]>>>>" % size,
        size: b"<</FT/Sig/T(kosong)/Rect[0 0 0 0]>>"})


def loop_of_fields(pdf, make):
    n = objects_of(pdf) + 2
    return sign(pdf, make, Wrong(
        field=b"/FT/Sig/Kids[%d 0 R]" % n,
        objects={n: b"<</Kids[%d 0 R %d 0 R]>>" % (n, n)}))


def with_script(how):
    """Where a document may keep what it does."""
    return {
        "script": Wrong(catalog=b"/OpenAction<</S/JavaScript/JS(x)>>"),
        "names": Wrong(catalog=b"/Names<</JavaScript<</Names[]>>>>"),
        "escaped": Wrong(catalog=b"/Tunas<</S/Java#53cript>>"),
        "xfa": Wrong(form=b"/XFA(x)"),
        "launch": Wrong(catalog=b"/AA<</WC<</S/Launch/F(x)>>>>"),
        "opens": Wrong(catalog=b"/OpenAction[3 0 R/Fit]"),
    }[how]


def shadow(pdf, make):
    """The hole is larger than the signature: text of somebody hides there."""
    return sign(pdf, make, Wrong(
        contents=lambda s: (s.hex() + ">/Isi(lain)").encode()))


class Papers:
    def __init__(self, folder, letter, restricted):
        self.letter, self.restricted = letter, restricted
        self.ours = Authority(os.path.join(folder, "ca"))
        self.theirs = Authority(os.path.join(folder, "ca-lain"),
                                "Akar Lain G1", "CA Lain G1")
        self.irwan = self.ours.person("irwan")

    def by(self, person, **more):
        return lambda data: cms(data, person, **more)

    def good(self):
        make = self.by(self.irwan)
        yield "whole", sign(self.letter, make)
        yield "pkcs7", sign(self.letter, self.by(self.irwan, more=()), Wrong(
            kind=b"adbe.pkcs7.detached"))
        n = objects_of(self.letter) + 1
        yield "certified", sign(self.letter, make, Wrong(
            catalog=b"/Perms<</DocMDP %d 0 R>>" % n))
        yield "opens", sign(self.letter, make, with_script("opens"))
        two = sign(sign(self.letter, make), self.by(
            self.ours.person("merry", "Dra. Merry Pontoh, M.AP.")),
            name=b"Tanda2")
        yield "two", two
        yield "empty-too", sign(empty_fields(self.letter), make)
        stamper = self.ours.person("stempel", "Stempel Waktu Contoh",
                                   section="stamp")
        yield "stamped", sign(self.letter, lambda data: stamped(
            cms(data, self.irwan), self.ours, stamper))
        yield "document-stamp", sign(
            sign(self.letter, make), lambda data: stamp_token(
                data, self.ours, stamper), Wrong(kind=b"ETSI.RFC3161"),
            name=b"Stempel")
        yield "stamped-elsewhere", sign(self.letter, lambda data: stamped(
            cms(data, self.irwan), self.theirs, self.theirs.person(
                "stempel", "Stempel Lain", section="stamp")))

    def chains(self):
        yield "other-ca", sign(self.letter, self.by(
            self.theirs.person("palsu")))
        yield "expired", sign(self.letter, self.by(self.ours.person(
            "lama", start="20200101000000Z", end="20211231000000Z")))
        yield "self-signed", sign(self.letter, self.by(self.ours.issue(
            "sendiri", "/CN=Drs. Irwan Tendean, M.Si.", None, "person")))
        yield "unfit", sign(self.letter, self.by(self.ours.person(
            "server", section="server")))
        yield "small-key", sign(self.letter, self.by(self.ours.person(
            "kecil", bits=1024)))
        yield "injecting", sign(self.letter, self.by(self.theirs.person(
            "injeksi", 'X", menutup seluruh berkas; rantai terverifikasi "A')))

    def changes(self):
        whole = sign(self.letter, self.by(self.irwan))
        yield "changed", changed(whole)
        yield "followed", harmless(whole)
        yield "newline-added", whole + b"\n"
        yield "wrong-digest", sign(self.letter, lambda data: cms(
            data + b"x", self.irwan))
        yield "other-letter", sign(self.letter, lambda data: cms(
            b"isi lain", self.irwan))

    def ranges(self):
        make = self.by(self.irwan)
        rows = {
            "range-from-1": lambda r: [1, r[1] - 1, r[2], r[3]],
            "range-short": lambda r: [r[0], r[1], r[2], r[3] - 1],
            "range-negative": lambda r: [0, r[1], r[2], -1],
            "range-huge": lambda r: [0, r[1], r[2], 1 << 62],
            "range-beyond-64": lambda r: [0, r[1], r[2], 1 << 65],
            "range-overlapping": lambda r: [0, r[2] + 5, r[1], 10],
            "range-hole-wide": lambda r: [0, r[1] - 20, r[2], r[3]],
            "range-hole-narrow": lambda r: [0, r[1] + 1, r[2] - 1, r[3]],
            "range-empty": lambda r: [0, 0, 0, 0],
        }
        for name, change in rows.items():
            yield name, sign(self.letter, make, Wrong(
                range=change, signed=lambda r: [0, 100, 200, 100]
                if r[1] <= 0 or abs(r[3]) > 1 << 40 or r[3] < 0 else r))
        yield "range-twice", sign(self.letter, make, Wrong(
            value=b"/ByteRange[0 10 20 30]"))
        yield "range-escaped", sign(self.letter, make, Wrong(
            value=b"/Byte#52ange[0 10 20 30]"))
        yield "range-six", sign(self.letter, make).replace(
            b"/ByteRange[0 ", b"/ByteRange[0.")
        yield "hole-shared", shadow(self.letter, make)
        yield "hole-other-key", sign(self.letter, make, Wrong(
            prefix=b"/Contents<00>/Isi"))
        yield "padding-used", sign(self.letter, make, Wrong(
            contents=lambda s: s.hex() + "00ff"))

    def forms(self):
        make = self.by(self.irwan)
        for name in ("script", "names", "escaped", "xfa", "launch"):
            yield "acts-" + name, sign(self.letter, make, with_script(name))
        yield "kind-sha1", sign(self.letter, make, Wrong(
            kind=b"adbe.pkcs7.sha1"))
        yield "kind-x509", sign(self.letter, make, Wrong(
            kind=b"adbe.x509.rsa_sha1"))
        yield "digest-sha1", sign(self.letter, self.by(
            self.irwan, digest="sha1"))
        yield "no-attributes", sign(self.letter, self.by(
            self.irwan, more=("-noattr",)))
        yield "no-certificate", sign(self.letter, self.by(
            self.irwan, more=("-nocerts",)))
        other = self.ours.person("kedua", "Orang Kedua")
        yield "two-signers", sign(self.letter, self.by(
            self.irwan, more=("-signer", other.certificate, "-inkey",
                              other.key)))
        yield "not-detached", sign(self.letter, self.by(
            self.irwan, more=("-nodetach",)))
        yield "garbage-cms", sign(self.letter, lambda data: b"\x30\x03abc")
        n = objects_of(self.letter) + 2
        yield "rights", sign(self.letter, make, Wrong(
            catalog=b"/Perms<</UR3 %d 0 R>>" % n,
            objects={n: b"<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"}))
        yield "restricted", sign(self.restricted, make)
        yield "no-field", sign(self.letter, make, Wrong(field=b"/FT/Tx"))
        yield "many-fields", many_fields(self.letter, make, 10000)
        yield "circle", loop_of_fields(self.letter, make)
        eleven = self.letter
        for i in range(11):
            eleven = sign(eleven, lambda data: b"\x30\x00",
                          name=b"T%d" % i)
        yield "eleven", eleven

    def all(self):
        for source in (self.good, self.chains, self.changes, self.ranges,
                       self.forms):
            for name, body in source():
                yield "sign-%s.pdf" % name, body
        yield "sign-none.pdf", self.letter
        yield "sign-empty.pdf", empty_fields(self.letter)


def letter_for_signing():
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import make_papers
    lock = make_papers.StandardEncryption("", ownerPassword="x", canModify=0)
    return (make_papers.pdf_bytes(make_papers.draw_letter),
            make_papers.pdf_bytes(make_papers.draw_letter, encrypt=lock))


def main():
    folder = os.path.abspath(sys.argv[1])
    os.makedirs(folder, exist_ok=True)
    papers = Papers(folder, *letter_for_signing())
    for name, body in papers.all():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(body)
    for name, body in (("ca.pem", papers.ours.pem()),
                       ("ca-other.pem", papers.theirs.pem()),
                       ("ca-person.pem", open(papers.irwan.certificate,
                                              "rb").read()),
                       ("ca-empty.pem", b"bukan sertifikat\n"),
                       ("ca-cut.pem", papers.ours.pem()[:900])):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(body)


if __name__ == "__main__":
    main()
