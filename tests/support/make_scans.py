#!/usr/bin/python3
"""Make the scanned documents that the tests of OCR read.

make_scans.py FOLDER: needs letter.pdf there, as make_papers.py writes it;
pdftoppm draws it. What a page shows and what its text layer says may differ:
that is what these are for.
"""
import io
import os
import subprocess
import sys

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = 595, 842
NIP, OTHER_NIP = "19840217 200904 2 904", "19900101 201001 1 001"
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
if not os.path.exists(FONT):
    FONT = FONT.replace("liberation2", "liberation")


def scan_of(folder, dpi):
    out = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile",
         os.path.join(folder, "letter.pdf")],
        check=True, stdout=subprocess.PIPE).stdout
    return Image.open(io.BytesIO(out)).convert("L")


def jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=75)
    return ImageReader(io.BytesIO(out.getvalue()))


def lines_of(folder):
    return subprocess.run(
        ["pdftotext", "-layout", os.path.join(folder, "letter.pdf"), "-"],
        check=True, stdout=subprocess.PIPE,
        universal_newlines=True).stdout.replace("\f", "").split("\n")


def layer(c, lines, mode):
    """mode 3: text that is not drawn (ISO 32000 9.3.6)."""
    text = c.beginText(60, 800)
    text.setFont("Liberation", 9)
    text.setTextRenderMode(mode)
    for line in lines:
        text.textLine(line)
    c.drawText(text)


def pdf(draw):
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    draw(c)
    c.save()
    return out.getvalue()


def scans(folder):
    image, lines = scan_of(folder, 200), lines_of(folder)
    lie = [line.replace(NIP, OTHER_NIP) for line in lines]
    assert lie != lines
    page = jpeg(image)

    def whole(c):
        c.drawImage(page, 0, 0, WIDTH, HEIGHT)

    def with_layer(text, mode):
        def draw(c):
            whole(c)
            layer(c, text, mode)
        return draw

    def covered(c):
        layer(c, lie, 0)
        whole(c)

    def mixed(c):
        c.setFont("Liberation", 12)
        for i in range(6):
            c.drawString(60, 700 - 20 * i, "Surat pengantar, baris %d" % i)
        c.showPage()
        whole(c)
        c.showPage()
        c.showPage()

    def background(c):
        c.drawImage(jpeg(Image.new("L", (800, 1130), 235)), 0, 0, WIDTH,
                    HEIGHT)
        layer(c, lines, 0)

    def stamped(c):
        whole(c)
        c.setFont("Liberation", 8)
        c.drawString(30, 20, "Diterima 6-4-2026")

    def many(c):
        small = jpeg(image.resize((1240, 1754)))
        for _ in range(7):
            c.drawImage(small, 0, 0, WIDTH, HEIGHT)
            c.showPage()

    yield "scanned.pdf", pdf(whole)
    yield "honest-layer.pdf", pdf(with_layer(lines, 3))
    yield "lying-layer.pdf", pdf(with_layer(lie, 3))
    yield "covered-text.pdf", pdf(covered)
    yield "mixed.pdf", pdf(mixed)
    yield "background.pdf", pdf(background)
    yield "stamped.pdf", pdf(stamped)
    yield "seven-scans.pdf", pdf(many)


def main():
    folder = sys.argv[1]
    pdfmetrics.registerFont(TTFont("Liberation", FONT))
    for name, body in scans(folder):
        path = os.path.join(folder, name)
        with open(path + ".new", "wb") as f:
            f.write(body)
        os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
