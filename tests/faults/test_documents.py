"""Documents made to hurt or to deceive, each as a whole mail: bombs, broken
archives, giant pages, text that nobody sees, letters that only look alike.
Each ends in the state that is written beside it, within the limits of
cabut/paper.h, and every row says which state that was.

Run: test_documents.py CABUT [CLASS[.TEST]]
"""
import json
import os
import pathlib
import resource
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

from attack import (APPLICANT, CABUT, KADIS, SARI, Attack, people, program,
                    world)
from test_answers import DISGUISED, HIDDEN

import make_papers

WALL_S = 60  # CELL_WALL_MS
PASSWORD = "dilindungi kata sandi; mohon kirim berkas yang terbuka"
OCTETS = "application/octet-stream"
ZIP_END = "<HHHHLLH"


# ---- what make_papers does not have ----

def png_of(width, height):
    """Millions of black pixels in a few hundred kilobytes."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + 3 * width)
    data = b"".join(packer.compress(row) for _ in range(height))

    def chunk(kind, body):
        return (struct.pack(">L", len(body)) + kind + body +
                struct.pack(">L", zlib.crc32(kind + body)))
    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
            chunk(b"IDAT", data + packer.flush()) + chunk(b"IEND", b""))


def giant_scan():
    """A page of 200,000 pt that is nothing but a picture."""
    from reportlab.lib.utils import ImageReader

    def draw(c):
        c.drawImage(ImageReader(make_papers.picture()), 0, 0, 200000, 200000)
    return make_papers.pdf_bytes(draw, size=(200000, 200000))


def local_header(name, packed_len, size, crc):
    return b"PK\3\4" + struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc,
                                   packed_len, size, len(name), 0) + name


def directory(entries, begin):
    """entries: (name, packed length, size, CRC, place)."""
    central = b"".join(
        b"PK\1\2\x14\0" + struct.pack(
            "<HHHHHLLLHHHHHLL", 20, 0, 8, 0, 33, crc, packed, size,
            len(name), 0, 0, 0, 0, 0, at) + name
        for name, packed, size, crc, at in entries)
    return central + b"PK\5\6" + struct.pack(
        ZIP_END, 0, 0, len(entries), len(entries), len(central), begin, 0)


def quoted_overlap(count=50, size=1 << 20):
    """After David Fifield: each member quotes the headers behind it in
    stored blocks and shares one kernel, so that all unpack to the whole."""
    plain = b"".join(zlib.compress(b"%d" % i) + b"a" * 1000
                     for i in range(size // 1000))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(plain) + packer.flush()
    out, places = b"", []
    for i in reversed(range(count)):
        name = b"%02d.txt" % i
        head = local_header(name, len(packed), len(plain), zlib.crc32(plain))
        places.append((name, len(packed), len(plain), zlib.crc32(plain),
                       len(head) + len(packed)))
        out = head + packed
        packed = (b"\0" + struct.pack("<HH", len(head), len(head) ^ 0xffff) +
                  out)
        plain = head + plain
    entries = [(name, n, size, crc, len(out) - behind)
               for name, n, size, crc, behind in reversed(places)]
    return out + directory(entries, len(out))


def full_overlap(count=200):
    """Every entry of the directory is the same member."""
    body = b"a" * 60000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush()
    head = local_header(b"a.txt", len(packed), len(body), zlib.crc32(body))
    out = head + packed
    return out + directory(
        [(b"a.txt", len(packed), len(body), zlib.crc32(body), 0)] * count,
        len(out))


def nested_zips(depth=6):
    inner = make_papers.zip_of({"a.txt": b" " * 60000})
    for _ in range(depth):
        inner = make_papers.zip_of({"%d.zip" % i: inner for i in range(8)})
    return inner


def billion_laughs():
    names = "abcdefghij"
    lol = "".join('<!ENTITY %s "%s">' % (b, ("&%s;" % a) * 10)
                  for a, b in zip(names, names[1:]))
    return make_papers.docx_of(make_papers.word_xml(
        make_papers.word_p("&j;"),
        '<!DOCTYPE w [<!ENTITY a "haha">%s]>' % lol))


def rtf_deep():
    return b"{\\rtf1 " + b"{\\b " * 300000 + b"}" * 300001


def html_letter(mark):
    """A letter whose hidden part names somebody else."""
    return ("<html><body><p>Hal : Permohonan Pencabutan Sertifikat Elektronik"
            "</p><p>Nama : %s</p><div style=\"%s\"><p>NIP : "
            "196001011990011001</p></div><p>NIP : %s</p></body></html>" % (
                SARI["name"], mark, SARI["nip"])).encode()


# name, bytes, how it ends: the reason, "text", or the start of a reason
def rows_of_archives():
    made = dict(make_papers.hostile())
    made.update(make_papers.bundles())
    yield "bomb.docx", made["bomb.docx"], "document packed too tightly"
    yield ("large.docx", made["large.docx"],
           "document with a member larger than 20 MB")
    yield "many.docx", made["many.docx"], "document with too many members"
    yield ("overlap.docx", made["overlap.docx"],
           "document with overlapping members")
    yield "twice.docx", made["twice.docx"], "document with a member twice"
    yield "bomb.zip", made["bomb.zip"], "document packed too tightly"
    yield ("flood.zip", made["flood.zip"],
           "ZIP archive that unpacks to more than 60 MB")
    yield ("quoted-overlap.zip", quoted_overlap(),
           "document with overlapping members")
    yield ("full-overlap.zip", full_overlap(),
           "document with overlapping members")
    yield ("nested.zip/0.zip", nested_zips(),
           "ZIP archive inside another: not opened")
    yield "locked.zip", made["locked.zip"], "encrypted document"


def rows_of_markup():
    made = dict(make_papers.hostile())
    yield "doctype.docx", made["doctype.docx"], "document with a DOCTYPE"
    yield "outside.docx", made["outside.docx"], "document with a DOCTYPE"
    yield "laughs.docx", billion_laughs(), "document with a DOCTYPE"
    yield "deep.docx", made["deep.docx"], "document nested too deeply"
    yield "deep.rtf", rtf_deep(), "document nested too deeply"


def rows_of_pages():
    made = dict(make_papers.hostile())
    yield "giant-page.pdf", made["giant-page.pdf"], "text"
    yield "giant-scan.pdf", giant_scan(), "~"
    yield "encrypted.pdf", made["encrypted.pdf"], "encrypted PDF"
    yield "endless.pdf", made["endless.pdf"], "damaged PDF"
    yield "garbage.pdf", made["garbage.pdf"], "damaged PDF"
    yield "100-mpx.png", png_of(10000, 10000), "picture"


def mail_with(name, data):
    mail = people.new_mail(APPLICANT, CABUT, "Berkas", people.NOON)
    people.put_text(mail, "Terlampir.\n")
    people.attach(mail, name.partition("/")[0], OCTETS, data)
    return people.to_bytes(mail)


class Documents(unittest.TestCase):
    """`cabut read` of a mail with one such document."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def read(self, data, *words):
        path = pathlib.Path(self.folder.name) / "surat.eml"
        path.write_bytes(data)
        start = time.monotonic()
        done = subprocess.run(
            [program[0], "read", "--json", *words, str(path)],
            capture_output=True, text=True, timeout=3 * WALL_S)
        self.seconds = time.monotonic() - start
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def state_of(self, name, data):
        papers = self.read(mail_with(name, data))["papers"]
        self.assertEqual(papers[0]["name"], name)
        how = papers[0]["how"]
        return papers[0]["why"] if how == "none" else how

    def check(self, rows):
        for name, data, want in rows:
            with self.subTest(name):
                state = self.state_of(name, data)
                print("%-20s %9d bytes  %5.1f s  %s" % (
                    name, len(data), self.seconds, state), flush=True)
                self.assertLess(self.seconds, WALL_S)
                if want == "~":
                    self.assertNotEqual(state, "text")
                elif want == "picture":
                    self.assertTrue(state.startswith(want), state)
                else:
                    self.assertEqual(state, want)

    def test_archives(self):
        self.check(rows_of_archives())

    def test_markup(self):
        self.check(rows_of_markup())

    def test_pages_and_pictures(self):
        self.check(rows_of_pages())

    def test_text_that_nobody_sees_is_nobodys_number(self):
        for mark in ("display:none", "font-size:0", "visibility:hidden",
                     "color:#ffffff;background:#ffffff", "opacity:0",
                     "height:0;overflow:hidden", "position:absolute;"
                     "left:-9999px"):
            with self.subTest(mark):
                got = self.read(mail_with("surat.html", html_letter(mark)))
                nip = (got["letter"] or {}).get("nip")
                print("hidden HTML {%s}: nip %s" % (mark, nip), flush=True)
                self.assertEqual(nip, SARI["nip"])

    def test_all_of_them_in_one_mail(self):
        mail = people.new_mail(APPLICANT, CABUT, "Berkas", people.NOON)
        people.put_text(mail, "Terlampir.\n")
        rows = list(rows_of_archives()) + list(rows_of_markup()) + list(
            rows_of_pages())
        for name, data, _ in rows:
            people.attach(mail, name.partition("/")[0], OCTETS, data)
        papers = self.read(people.to_bytes(mail))["papers"]
        print("%d papers of one mail in %.1f s, up to %d MB" % (
            len(papers), self.seconds, resource.getrusage(
                resource.RUSAGE_CHILDREN).ru_maxrss // 1024), flush=True)
        self.assertGreaterEqual(len(papers), len(rows))
        self.assertLess(self.seconds, WALL_S)


class Consent(Attack):
    """An official's answer, with a good token, that only seems to say yes:
    all of them in one run, and the case rests where it was."""

    def html_only(self, flavour):
        mail = people.parse(self.reply("x"))
        mail.set_content(flavour, subtype="html", cte="quoted-printable")
        return people.to_bytes(mail)

    def test_none_of_them_moves_the_case(self):
        texts = list(HIDDEN) + list(DISGUISED)
        for text in HIDDEN:
            self.post(self.html_only(text))
        for text in DISGUISED:
            self.post(self.reply(text))
        self.w.run()
        ended = self.ended()
        self.assertEqual(len(ended), len(texts))
        for text, state in zip(texts, ended):
            print("%-8s %s" % (state, ascii(text)), flush=True)
            self.assertIn(state, ("unclear", "reply"))
        self.assertEqual(self.standing(), self.before)
        self.w.answer(KADIS, "Setuju")
        self.w.run()
        self.assertNotEqual(self.standing(), self.before)


class Asked(Attack):
    """The applicant is told what is wrong with a document, and what to send
    instead; the official who gets it is not."""
    state = "empty"
    ROWS = (
        ("surat.doc", make_papers.ole("WordDocument"),
         'Berkas "surat.doc" memakai format Word lama; mohon kirim ulang '
         'sebagai PDF'),
        ("lama.xls", make_papers.ole("Workbook"),
         'Berkas "lama.xls" memakai format Excel lama; mohon kirim ulang '
         'sebagai PDF'),
        ("kunci.docx", make_papers.ole("EncryptedPackage"),
         'Berkas "kunci.docx" ' + PASSWORD),
        ("kunci.zip", dict(make_papers.bundles())["locked.zip"],
         'Berkas "kunci.zip" ' + PASSWORD),
        ("kunci.pdf", dict(make_papers.hostile())["encrypted.pdf"],
         'Berkas "kunci.pdf" ' + PASSWORD),
        ("rusak.pdf", dict(make_papers.hostile())["garbage.pdf"],
         'Berkas "rusak.pdf" rusak atau terpotong; mohon kirim ulang'),
        ("surat.rar", b"Rar!\x1a\x07\x01\0" + bytes(60),
         'Berkas "surat.rar" berupa arsip RAR; mohon kirim dokumen di '
         'dalamnya langsung sebagai lampiran PDF'),
    )

    def letter(self, *papers):
        mail = people.parse(people.letter_text(SARI, CABUT, self.w.clock,
                                               with_sk=False))
        for name, data, _ in papers:
            people.attach(mail, name, OCTETS, data)
        return people.to_bytes(mail)

    def words(self, kind):
        """What the one mail of this kind says, since remember()."""
        (number,), = self.rows("SELECT id FROM outbox WHERE kind = ? AND "
                               "id > ?", kind, self.outbox_start)
        raw = self.one("SELECT bytes FROM outbox WHERE id = ?", number)
        return " ".join(people.text_of(people.parse(raw)).split())

    def test_each_in_words_of_its_own(self):
        self.post(self.letter(*self.ROWS))
        self.w.run()
        text = self.words("diterima")
        for name, _, sentence in self.ROWS:
            print("%-10s %s" % (name, sentence), flush=True)
            self.assertIn(". %s." % sentence, text)

    def test_a_name_does_not_make_up_for_it(self):
        """The one paper that was asked for, in a form that nobody opens."""
        self.post(self.letter())
        self.w.run()
        self.assertNotIn("Berkas \"", self.words("diterima"))
        asked = self.step()
        self.remember()
        self.w.answer(APPLICANT, "Berikut SK saya", attachments=[
            ("SK Jabatan Terakhir.pdf", OCTETS, self.ROWS[4][1])],
            to_mail=self.w.mails(APPLICANT)[-1])
        self.w.run()
        self.assertEqual(self.step(), asked)
        self.assertIn('. Berkas "SK Jabatan Terakhir.pdf" ' + PASSWORD,
                      self.words("kurang"))

    def test_documents_in_a_zip_serve_like_others(self):
        """The SK came in a ZIP: nothing lacks, and the official gets it."""
        sk = people.sk_pdf(SARI, self.w.clock)
        bundle = make_papers.zip_of({"SK Jabatan Terakhir.pdf": sk})
        self.post(self.letter(("berkas.zip", bundle, None)))
        self.w.run()
        self.assertEqual(self.step(), "disposisi-kadis")
        sent = {name: data for name, _, data in world.attachments(
            self.w.mails(KADIS)[-1])}
        self.assertEqual(sent["berkas.zip_SK Jabatan Terakhir.pdf"], sk)


if __name__ == "__main__":
    program.append(os.path.abspath(sys.argv.pop(1)))
    unittest.main()
