"""Seeds for the fuzz targets out of the corpora: real letters, replies and
mails, cut to what each target reads."""
import email
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
COUNT_MAX = 200
BYTES_MAX = 12000
# Slow readers start from fewer and shorter ones, so that a minute holds more.
SLOW = {"reading_answer": (80, 700), "reading_letter": (40, 3000),
        "paper_record": (100, 6000)}


def mails():
    return [p.read_bytes() for p in sorted(CORPUS.rglob("*.eml"))]


def parsed():
    for raw in mails():
        try:
            yield email.message_from_bytes(raw)
        except (ValueError, LookupError):
            continue


def letters():
    return [p.read_bytes() for p in sorted(CORPUS.rglob("*.txt"))
            if p.parent.name != "mustache"]


def answers():
    for path in sorted(CORPUS.rglob("*.tsv")):
        for row in path.read_text("utf-8").splitlines():
            if "\t" in row:
                yield row.split("\t")[1].replace("\\n", "\n").encode()


def fields(*names):
    for mail in parsed():
        for name in names:
            for value in mail.get_all(name, []):
                yield str(value).encode("utf-8", "surrogateescape")


def parameters():
    for value in fields("Content-Type", "Content-Disposition"):
        yield value[value.find(b";"):] if b";" in value else b"; name=a"
    for mail in parsed():
        for part in mail.walk():
            value = str(part.get("Content-Disposition", ""))
            if ";" in value:
                yield value[value.find(";"):].encode("utf-8", "replace")


def pages():
    for mail in parsed():
        for part in mail.walk():
            if part.get_content_type() == "text/html":
                yield part.get_payload(decode=True) or b""


def values():
    """Lines with digits: dates, NIP, NIK as letters have them."""
    for text in letters():
        for line in text.splitlines():
            if re.search(rb"\d{2}", line) and len(line) < 80:
                yield line.split(b":")[-1].strip()


SOURCES = {
    "message_head": mails,
    "mime_walk": mails,
    "paper_record": lambda: (b"\0" + m for m in mails()),
    "message_words": lambda: fields("Subject", "From"),
    "mime_params": parameters,
    "mime_html": pages,
    "sender_results": lambda: fields("Authentication-Results"),
    "reading_answer": answers,
    "reading_letter": letters,
    "reading_values": values,
}


def write(target, folder):
    """Writes them as numbered files; how many."""
    count, size = SLOW.get(target, (COUNT_MAX, BYTES_MAX))
    found = [d for d in dict.fromkeys(SOURCES.get(target, lambda: ())())
             if len(d) <= size]
    step = max(1, -(-len(found) // count))
    for i, data in enumerate(found[::step]):
        (folder / f"{i:04}").write_bytes(data)
    return len(found[::step])
