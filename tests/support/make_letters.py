#!/usr/bin/python3
"""One letter in each form in which offices send it.

make_letters.py SOURCE.json FOLDER [scans]: writes txt/NN.txt, docx/NN.docx,
odt/NN.odt, pdf/NN.pdf and, when asked, scan-150/NN.pdf, scan-200 and scan-300:
turned by 1.7 degrees, unevenly lit, noisy, JPEG of quality 55. The same run
gives the same picture.

A source is a list of blocks: center, right, lines, p, fields ([label, value],
with "leader" dots for a colon), table (boxed), columns (without boxes), sign,
page; a "footer" stands below each page. See tests/corpus/documents/README.md.
"""
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import textwrap

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas

RESOLUTIONS = (150, 200, 300)
SKEW_DEGREES = 1.7
JPEG_QUALITY = 55
NOISE = 26      # of 255, to either side
SHADE = 95      # of 255, from the lightest corner to the darkest
FONT = "Helvetica"


def kind_of(block):
    (kind,) = set(block) - {"leader", "widths"}
    return kind


# ---- plain text, as pdftotext would give it ----

def dotted(label, value, width):
    return "%s %s %s" % (label, "." * (width - len(label)), value)


def text_of_block(block):
    kind = kind_of(block)
    body = block[kind]
    if kind == "fields" and "leader" in block:
        return [dotted(a, b, 28) for a, b in body] + [""]
    if kind == "fields":
        return ["%-20s : %s" % (a, b) for a, b in body] + [""]
    if kind == "table":
        return ["\t".join(row) for row in body] + [""]
    if kind == "columns":
        return ["%-46s%s" % pair for pair in zip(*body)] + [""]
    if kind == "p":
        return textwrap.wrap(body, 88) + [""]
    if kind == "center":
        return [line.center(88).rstrip() for line in body] + [""]
    if kind == "right":
        return [" " * 50 + body, ""]
    if kind == "sign":
        return [(" " * 50 + line).rstrip() for line in body] + [""]
    return list(body) + [""] if kind == "lines" else []


def as_text(source):
    lines, footer = [], source.get("footer")
    for block in source["blocks"]:
        if kind_of(block) == "page":
            lines += [footer] * bool(footer) + ["\f"]
        lines += text_of_block(block)
    return "\n".join(lines + [footer] * bool(footer)) + "\n"


# ---- Word ----

def docx_grid(document, rows, boxed):
    grid = document.add_table(rows=0, cols=len(rows[0]))
    if boxed:
        grid.style = "Table Grid"
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row):
            cell.text = text


def docx_block(document, block):
    kind = kind_of(block)
    body = block[kind]
    if kind == "fields":
        for label, value in body:
            document.add_paragraph(
                dotted(label, value, 28) if "leader" in block
                else "%s\t: %s" % (label, value))
    elif kind == "table":
        docx_grid(document, body, True)
    elif kind == "columns":
        docx_grid(document, [["\n".join(side) for side in body]], False)
    elif kind == "page":
        document.add_page_break()
    elif kind == "p":
        document.add_paragraph(body)
    else:
        for line in [body] if isinstance(body, str) else body:
            p = document.add_paragraph(line)
            if kind == "center":
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif kind == "right":
                p.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def as_docx(source):
    document = docx.Document()
    if source.get("footer"):
        document.sections[0].footer.paragraphs[0].text = source["footer"]
    for block in source["blocks"]:
        docx_block(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ---- LibreOffice ----

def odt_paragraph(text):
    p = odf_text.P()
    for i, piece in enumerate(text.split("\t")):
        if i:
            p.addElement(odf_text.Tab())
        p.addText(piece)
    return p


def odt_grid(document, rows):
    grid = odf_table.Table()
    grid.addElement(odf_table.TableColumn(
        numbercolumnsrepeated=len(rows[0])))
    for row in rows:
        line = odf_table.TableRow()
        for text in row:
            cell = odf_table.TableCell()
            for part in text.split("\n"):
                cell.addElement(odt_paragraph(part))
            line.addElement(cell)
        grid.addElement(line)
    document.text.addElement(grid)


def odt_block(document, block):
    kind = kind_of(block)
    body = block[kind]
    if kind == "table":
        odt_grid(document, body)
    elif kind == "columns":
        odt_grid(document, [["\n".join(side) for side in body]])
    elif kind == "fields":
        for label, value in body:
            document.text.addElement(odt_paragraph(
                dotted(label, value, 28) if "leader" in block
                else "%s\t: %s" % (label, value)))
    elif kind != "page":
        for line in [body] if isinstance(body, str) else body:
            document.text.addElement(odt_paragraph(line))


def odt_footer(document, text):
    layout = odf_style.PageLayout(name="Halaman")
    document.automaticstyles.addElement(layout)
    master = odf_style.MasterPage(name="Standard", pagelayoutname=layout)
    footer = odf_style.Footer()
    footer.addElement(odf_text.P(text=text))
    master.addElement(footer)
    document.masterstyles.addElement(master)


def as_odt(source):
    document = OpenDocumentText()
    if source.get("footer"):
        odt_footer(document, source["footer"])
    for block in source["blocks"]:
        odt_block(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ---- PDF ----

class Page:
    """A pen that goes down an A4 page."""
    LEFT, RIGHT, TOP, LINE = 60, 535, 790, 15

    def __init__(self, footer):
        self.out = io.BytesIO()
        self.pen = canvas.Canvas(self.out, pagesize=A4, invariant=1)
        self.footer = footer
        self.begin()

    def begin(self):
        self.y = self.TOP
        self.size = 11
        self.pen.setFont(FONT, self.size)

    def end(self):
        if self.footer:
            self.pen.setFont(FONT, 8)
            for i, line in enumerate(simpleSplit(
                    self.footer, FONT, 8, self.RIGHT - self.LEFT)):
                self.pen.drawString(self.LEFT, 40 - 10 * i, line)
        self.pen.showPage()

    def at(self, x, text):
        self.pen.drawString(x, self.y, text)

    def down(self, lines=1.0):
        self.y -= self.LINE * lines

    def fields(self, rows, leader):
        for label, value in rows:
            self.at(80, label)
            if leader:
                width = self.pen.stringWidth(label, FONT, 11)
                dots = int((225 - 84 - width) / 3.06)
                self.at(84 + width, "." * dots)
            else:
                self.at(200, ":")
            self.at(230 if leader else 210, value)
            self.down()

    def table(self, rows, widths):
        total = sum(widths)
        size = 11 if len(widths) < 4 else 7
        edges = [self.LEFT]
        for width in widths:
            edges.append(edges[-1] + (self.RIGHT - self.LEFT) * width / total)
        self.pen.setFont(FONT, size)
        for row in rows:
            cells = [simpleSplit(text, FONT, size, b - a - 6)
                     for text, a, b in zip(row, edges, edges[1:])]
            tall = max(map(len, cells)) * (size + 3) + 5
            for lines, a, b in zip(cells, edges, edges[1:]):
                self.pen.rect(a, self.y - tall, b - a, tall)
                for i, line in enumerate(lines):
                    self.pen.drawString(
                        a + 3, self.y - (i + 1) * (size + 3) + 1, line)
            self.y -= tall
        self.pen.setFont(FONT, self.size)
        self.down()

    def block(self, block):
        kind = kind_of(block)
        body = block[kind]
        if kind == "page":
            self.end()
            self.begin()
        elif kind == "fields":
            self.fields(body, "leader" in block)
        elif kind == "table":
            self.table(body, block.get("widths", [1] * len(body[0])))
        elif kind == "columns":
            for left, right in zip(*body):
                self.at(self.LEFT, left)
                self.at(340, right)
                self.down()
        elif kind == "p":
            for line in simpleSplit(
                    body, FONT, self.size, self.RIGHT - self.LEFT):
                self.at(self.LEFT, line)
                self.down()
        else:
            for line in [body] if isinstance(body, str) else body:
                if kind == "center":
                    self.pen.drawCentredString(297, self.y, line)
                else:
                    self.at(self.LEFT if kind == "lines" else 340, line)
                self.down()
        self.down(0.7)


def as_pdf(source):
    page = Page(source.get("footer"))
    for block in source["blocks"]:
        page.block(block)
    page.end()
    page.pen.save()
    return page.out.getvalue()


# ---- scans ----

def noise_of(size, dice):
    """Sum of two even distributions: close to what a sensor adds."""
    one, two = (Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
                for _ in range(2))
    return Image.blend(one, two, 0.5).point(
        lambda v: v * 2 * NOISE // 255)


def shade_of(size):
    """Lit from the upper left corner."""
    down = Image.linear_gradient("L").resize(size)
    right = Image.linear_gradient("L").rotate(90).transpose(
        Image.Transpose.FLIP_LEFT_RIGHT).resize(size)
    return Image.blend(down, right, 0.5).point(
        lambda v: 255 - v * SHADE // 255)


def scan_page(image, dice):
    image = image.convert("L").rotate(
        SKEW_DEGREES, Image.Resampling.BICUBIC, fillcolor=255)
    image = ImageChops.multiply(image, shade_of(image.size))
    return ImageChops.add(
        image, noise_of(image.size, dice), 1.0, -NOISE)


def as_scan(pdf, dpi, seed):
    dice = random.Random("%s %d" % (seed, dpi))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "in.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", folder / "in.pdf",
                        folder / "page"], check=True)
        pages = [scan_page(Image.open(path), dice)
                 for path in sorted(folder.glob("page*.pgm"))]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:],
                  resolution=dpi, quality=JPEG_QUALITY)
    return out.getvalue()


def forms(source, name, with_scans):
    """(folder of its kind, file name, bytes) of one letter."""
    pdf = as_pdf(source)
    yield "txt", name + ".txt", as_text(source).encode()
    yield "docx", name + ".docx", as_docx(source)
    yield "odt", name + ".odt", as_odt(source)
    yield "pdf", name + ".pdf", pdf
    for dpi in RESOLUTIONS if with_scans else ():
        yield "scan-%d" % dpi, name + ".pdf", as_scan(pdf, dpi, name)


def make(path, folder, with_scans):
    path, folder = pathlib.Path(path), pathlib.Path(folder)
    source = json.loads(path.read_text())
    for kind, name, data in forms(source, path.stem, with_scans):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / name).write_bytes(data)


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], "scans" in sys.argv[3:])
