#!/usr/bin/python3
"""Make the documents that the tests of papers read.

make_papers.py FOLDER: writes them all; the same run gives the same text. All
people and offices are invented. Hostile ones are built byte by byte, as no
library would write them.
"""
import io
import os
import struct
import sys
import zipfile
import zlib

import docx
from odf import text as odf_text
from odf import table as odf_table
from odf.opendocument import OpenDocumentText
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

LETTERHEAD = [
    "PEMERINTAH KABUPATEN CONTOH TIMUR",
    "DINAS KEARSIPAN DAN PERPUSTAKAAN",
    "Jalan Melati Nomor 8 Telp. (0435) 55018 Kode Pos 96115",
]
HEAD_FIELDS = [
    ("Nomor", "800.1.11/207/DKP/IV/2026"),
    ("Sifat", "Segera"),
    ("Lampiran", "1 (satu) berkas"),
    ("Hal", "Permohonan Pencabutan Sertifikat Elektronik"),
]
FIELDS = [
    ("Nama", "Ratna Wulandari Sompie, S.Kom."),
    ("NIP", "19840217 200904 2 904"),
    ("NIK", "7501015702849031"),
    ("Pangkat/Gol. Ruang", "Penata Tingkat I, III/d"),
    ("Jabatan", "Kepala Seksi Pengolahan Arsip"),
    ("Email", "ratna.sompie@contohtimurkab.go.id"),
]
OPENING = ["Sehubungan dengan mutasi pegawai, bersama ini kami mengajukan",
           "permohonan pencabutan sertifikat elektronik atas nama :"]
CLOSING = "Demikian permohonan ini disampaikan, terima kasih."


def draw_letter(c):
    y = 800
    for line in LETTERHEAD:
        c.drawCentredString(297, y, line)
        y -= 14
    c.drawRightString(540, y - 10, "Contoh Timur, 6 April 2026")
    y -= 40
    # All labels first, then all values: only their height joins them.
    for i, (label, _) in enumerate(HEAD_FIELDS):
        c.drawString(60, y - 14 * i, label)
    for i, (_, value) in enumerate(HEAD_FIELDS):
        c.drawString(140, y - 14 * i, ": " + value)
    y -= 90
    c.drawString(90, y, OPENING[0])
    c.drawString(60, y - 14, OPENING[1])
    y -= 44
    for i, (label, _) in enumerate(FIELDS):
        c.drawString(90, y - 14 * i, label)
    for i, (_, value) in enumerate(FIELDS):
        c.drawString(210, y - 14 * i, ":")
        c.drawString(220, y - 14 * i, value)
    y -= 110
    c.drawString(90, y, CLOSING)
    c.drawString(340, y - 40, "Kepala Dinas,")
    c.drawString(340, y - 90, "Yusuf Hamzah Mokoginta, M.AP.")
    c.drawString(340, y - 104, "NIP. 19750909 199912 1 905")


def pdf_bytes(draw, size=A4, **options):
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=size, invariant=1, **options)
    c.setFont("Helvetica", 11)
    draw(c)
    c.save()
    return out.getvalue()


def pdf_hidden(c):
    draw_letter(c)
    c.setFillColorRGB(1, 1, 1)
    c.drawString(60, 200, "NIP 111111111111111111 putih")
    c.setFillColorRGB(0, 0, 0)
    c.drawString(2000, 200, "di luar halaman")
    c.setFont("Helvetica", 0.5)
    c.drawString(60, 180, "terlalu kecil")


def pdf_slanted(c):
    draw_letter(c)
    c.saveState()
    c.translate(30, 300)
    c.rotate(90)
    c.drawString(0, 0, "cap miring di tepi halaman")
    c.restoreState()


def pdf_landscape(c):
    """Upright letters on a page that is shown turned, as offices scan."""
    c.setPageRotation(90)
    c.translate(595, 0)
    c.rotate(90)
    c.setFont("Helvetica", 11)
    c.drawString(60, 500, "Nama")
    c.drawString(160, 500, ": Ratna Wulandari")
    c.drawString(640, 486, "tepi kanan")


def pdf_table(c):
    """Small print in boxes that a page of larger print surrounds."""
    draw_letter(c)
    c.setFont("Helvetica", 7)
    for i, row in enumerate((("Nama", "NIP", "Email"), (
            "Fransiska Wenas, S.H.", "198705092010012906",
            "fransiska.wenas@contohtimurkab.go.id"), (
            "Yohanis Pandelaki", "196804171992031903", "-"))):
        for x, text in zip((60, 145, 225), row):
            c.drawString(x, 300 - 14 * i, text)


def picture():
    image = Image.new("RGB", (60, 40), (200, 180, 90))
    for x in range(60):
        image.putpixel((x, x % 40), (x * 4, 10, 10))
    return image


def pdf_scan(c):
    from reportlab.lib.utils import ImageReader
    c.drawImage(ImageReader(picture()), 0, 0, 595, 842)
    c.drawString(10, 10, "hal 1")


def pdf_pages(count):
    def draw(c):
        for i in range(count):
            c.setFont("Helvetica", 11)
            c.drawString(60, 700, "Halaman nomor %d dari berkas" % (i + 1))
            c.showPage()
    return draw


def pdf_signed():
    """A signature field as signers write it; its value signs nothing."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[5 0 R]>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Annots[5 0 R]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>>>>>>>",
        b"<</Length 71>>stream\nBT /F1 12 Tf 72 720 Td "
        b"(Surat Rekomendasi Pencabutan Sertifikat) Tj ET   \nendstream",
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Tanda)/Rect[0 0 0 0]/P 3 0 R"
        b"/V 6 0 R>>",
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
        b"/ByteRange[0 100 200 100]/Contents<00112233>>>",
    ]
    out = b"%PDF-1.7\n"
    offsets = []
    for i, part in enumerate(parts):
        offsets.append(len(out))
        out += b"%d 0 obj" % (i + 1) + part + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    return out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1, start)


def docx_letter():
    d = docx.Document()
    d.sections[0].header.paragraphs[0].text = LETTERHEAD[0]
    d.add_paragraph(LETTERHEAD[1])
    for label, value in HEAD_FIELDS:
        d.add_paragraph("%s\t: %s" % (label, value))
    d.add_paragraph(" ".join(OPENING))
    grid = d.add_table(rows=0, cols=3)
    for label, value in FIELDS[:4]:
        cells = grid.add_row().cells
        cells[0].text, cells[1].text = label, ":"
        # Word splits runs wherever a spelling mark once stood.
        p = cells[2].paragraphs[0]
        for i in range(0, len(value), 5):
            p.add_run(value[i:i + 5]).bold = i % 2 == 0
    # Labels stacked in one cell, values in the next.
    cells = grid.add_row().cells
    for cell, column in zip(cells, zip(*[(a, ":", b) for a, b in FIELDS[4:]])):
        cell.text = column[0]
        for more in column[1:]:
            cell.add_paragraph(more)
    p = d.add_paragraph("Demikian ")
    p.add_run("permo")
    p.add_run("honan ini")
    p.add_run().add_break()
    p.add_run("disampaikan.")
    hidden = d.add_paragraph().add_run("teks yang disembunyikan")
    hidden.font.hidden = True
    white = d.add_paragraph().add_run("teks putih")
    white.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    d.sections[0].footer.paragraphs[0].text = "Dokumen dinas, halaman 1"
    out = io.BytesIO()
    d.save(out)
    return out.getvalue()


def odt_letter():
    d = OpenDocumentText()
    for line in LETTERHEAD:
        d.text.addElement(odf_text.H(outlinelevel=1, text=line))
    for label, value in HEAD_FIELDS:
        p = odf_text.P(text=label)
        p.addElement(odf_text.Tab())
        p.addText(": " + value)
        d.text.addElement(p)
    p = odf_text.P(text="Sehubungan")
    p.addElement(odf_text.S(c=3))
    p.addText("dengan   mutasi\n pegawai,")
    p.addElement(odf_text.LineBreak())
    p.addElement(odf_text.Span(text="kami moh"))
    p.addElement(odf_text.Span(text="on :"))
    d.text.addElement(p)
    grid = odf_table.Table()
    for label, value in FIELDS:
        row = odf_table.TableRow()
        for part in (label, ":", value):
            cell = odf_table.TableCell()
            cell.addElement(odf_text.P(text=part))
            row.addElement(cell)
        grid.addElement(row)
    d.text.addElement(grid)
    d.text.addElement(odf_text.P(text=CLOSING))
    out = io.BytesIO()
    d.save(out)
    return out.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(xml, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", xml)
        for name, body in more.items():
            z.writestr(name, body)
    return out.getvalue()


def word_xml(body, before=""):
    return ('<?xml version="1.0" encoding="UTF-8"?>%s<w:document xmlns:w="%s">'
            "<w:body>%s</w:body></w:document>" % (before, WORD, body))


def word_p(text):
    return "<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % text


def zip_head(flags, method, packed, body):
    return struct.pack("<HHHHHLLL", 20, flags, method, 0, 33,
                       zlib.crc32(body), len(packed), len(body))


def zip_local(name, body, flags=0, method=8):
    packed = body
    if method == 8:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(body) + packer.flush()
    head = zip_head(flags, method, packed, body)
    return (head, b"PK\3\4" + head + struct.pack("<HH", len(name), 0) + name +
            packed)


def zip_raw(members, flags=0, method=8, places=None):
    """members: (local name, central name, body). places: what the directory
    says about where they are, when it does not say the truth."""
    out, central = b"", b""
    for i, (local, name, body) in enumerate(members):
        head, record = zip_local(local, body, flags, method)
        at = places[i] if places else len(out)
        out += record
        central += (b"PK\1\2\x14\0" + head +
                    struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, at) +
                    name)
    return out + central + b"PK\5\6" + struct.pack(
        "<HHHHLLH", 0, 0, len(members), len(members), len(central), len(out),
        0)


def zip_overlapping(name, body):
    """The second member stands inside the bytes of the first."""
    inner = zip_local(name, body, method=0)[1]
    return zip_raw([(b"a", b"a", inner), (name, name, body)], method=0,
                   places=[0, 30 + len(b"a")])


def hostile():
    main = b"word/document.xml"
    good = word_xml(word_p("isi surat")).encode()
    bomb = word_xml(word_p("A" * (19 << 20))).encode()
    lol = ('<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">'
           '<!ENTITY c "&b;&b;&b;&b;">]>')
    yield "doctype.docx", docx_of(word_xml(word_p("isi"), "<!DOCTYPE w>"))
    yield "entities.docx", docx_of(word_xml(word_p("&c;"), lol))
    yield "outside.docx", docx_of(word_xml(
        word_p("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))
    yield "deep.docx", docx_of(word_xml("<w:p>" * 5000))
    yield "bomb.docx", zip_raw([(main, main, bomb)])
    yield "large.docx", zip_raw([(main, main, b" " * ((20 << 20) + 1))])
    yield "twice.docx", zip_raw([(main, main, good), (main, main, good)])
    yield "other-name.docx", zip_raw([(b"word/Document.xml", main, good)])
    yield "locked.docx", zip_raw([(main, main, good)], flags=1)
    yield "strange.docx", zip_raw([(main, main, good)], method=12)
    yield "overlap.docx", zip_overlapping(main, good)
    yield "many.docx", zip_raw(
        [(b"%d" % i, b"%d" % i, b"") for i in range(2001)] +
        [(main, main, good)])
    yield "empty.docx", docx_of(word_xml(""))
    yield "small.docx", docx_of(word_xml(word_p("isi surat")))
    yield "broken.docx", docx_of("<w:document>")
    yield "giant-page.pdf", pdf_bytes(
        lambda c: draw_letter(c), size=(200000, 200000))
    yield "encrypted.pdf", pdf_bytes(
        draw_letter, encrypt=StandardEncryption("rahasia"))
    yield "open-but-restricted.pdf", pdf_bytes(
        draw_letter, encrypt=StandardEncryption("", ownerPassword="x",
                                                canModify=0))
    yield "garbage.pdf", b"%PDF-1.7\n" + bytes(
        (i * i * 31 + i * 7) % 256 for i in range(20000))
    yield "header-only.pdf", b"%PDF-1.7\n"
    yield "endless.pdf", (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999>>endobj\n"
        b"trailer<</Root 1 0 R>>\n")
    yield "empty.bin", b""
    yield "surat.doc", ole("WordDocument")
    yield "daftar.xls", ole("Workbook")
    yield "terkunci.docx", ole("EncryptionInfo", "EncryptedPackage")
    yield "rapat.pptx", zip_of({"[Content_Types].xml": b"<x/>",
                                "ppt/presentation.xml": b"<x/>"})
    yield "surat.rar", b"Rar!\x1a\x07\x01\0" + bytes(60)
    yield "surat.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(60)


def ole(*streams):
    """An OLE2 file as far as its directory: names in UTF-16, no content."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0")
                       for name in ("Root Entry",) + streams)
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") +
            entries.ljust(512, b"\0"))


def zip_of(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, body in members.items():
            z.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bundles():
    """ZIPs with documents, and ZIPs that are refused."""
    letter = pdf_bytes(draw_letter)
    yield "berkas.zip", zip_of({
        "surat/": b"",
        "surat/permohonan.pdf": letter,
        "surat/SK Jabatan.docx": docx_of(word_xml(word_p("isi surat"))),
        "../../di luar.txt": b"Nama : Ratna",
        "__MACOSX/._permohonan.pdf": b"litter",
        ".DS_Store": b"litter",
        "surat/Thumbs.db": b"litter",
        "lama.zip": zip_of({"dalam.txt": b"tidak dibuka"}),
        "surat.doc": ole("WordDocument"),
    })
    yield "litter.zip", zip_of({"a/": b"", ".DS_Store": b"x"})
    yield "docx-inside.zip", zip_raw([(b"a.docx", b"a.docx", docx_of(
        word_xml(word_p("isi surat"))))], method=0)
    yield "locked.zip", zip_raw([(b"a.txt", b"a.txt", b"isi")], flags=1)
    yield "overlap.zip", zip_overlapping(b"b.txt", b"isi")
    yield "bomb.zip", zip_raw([(b"a.txt", b"a.txt", b" " * (19 << 20))])
    noise = b"".join(zlib.compress(b"%d" % i) + b" " * 1500
                     for i in range(12000))
    yield "flood.zip", zip_raw([(b"%d.txt" % i, b"%d.txt" % i, noise)
                                for i in range(4)])
    yield "crowd.zip", zip_of({"%03d.txt" % i: b"Nama : Orang %d" % i
                               for i in range(70)})
    yield "wrong-sum.zip", letter_with_wrong_sum()


def letter_with_wrong_sum():
    good = zip_raw([(b"a.txt", b"a.txt", b"isi surat")], method=0)
    return good.replace(b"isi surat", b"isi sural")


def papers():
    yield "letter.pdf", pdf_bytes(draw_letter)
    yield "hidden.pdf", pdf_bytes(pdf_hidden)
    yield "slanted.pdf", pdf_bytes(pdf_slanted)
    yield "table.pdf", pdf_bytes(pdf_table)
    yield "landscape.pdf", pdf_bytes(pdf_landscape, size=(842, 595))
    yield "scan.pdf", pdf_bytes(pdf_scan)
    yield "blank.pdf", pdf_bytes(lambda c: c.showPage())
    yield "twelve-pages.pdf", pdf_bytes(pdf_pages(12))
    yield "signed.pdf", pdf_signed()
    yield "letter.docx", docx_letter()
    yield "letter.odt", odt_letter()
    out = io.BytesIO()
    picture().save(out, "PNG")
    yield "picture.png", out.getvalue()


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for source in (papers(), hostile(), bundles()):
        for name, body in source:
            if isinstance(body, str):
                body = body.encode()
            path = os.path.join(folder, name)
            with open(path + ".new", "wb") as f:
                f.write(body)
            os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
