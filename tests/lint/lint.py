#!/usr/bin/python3
"""The house rules that a compiler does not hold.

lint.py ROOT [CHECK...]   prints PATH:LINE: what is wrong; exit 1 if anything
lint.py ROOT --clash LIBRARY...
                          no two libraries define the same function
lint.py ROOT --binary CABUT LIBRARY...
                          none of the libraries' functions are in CABUT
"""
import pathlib
import re
import subprocess
import sys

FUNCTION_LINES_MAX = 80
FUNCTION_LINES_USUAL = 40  # nine in ten
FILE_LINES_MAX = 500
COLUMNS_MAX = 80
TAB = 8

# Which cabut/NAME.h a room may include, besides its own and banned.h.
SEES = {
    "base": set(),
    "message": {"base"},
    "sender": {"base", "message"},
    "paper": {"base", "message"},
    "reading": {"base", "message", "paper"},
    "sop": {"base"},
    "draw": {"base", "sop"},
    "notice": {"base", "message", "sop"},
    "store": {"base"},
    "intake": {"base"},
    "dispatch": {"base"},
    "report": {"base", "store"},
    "revocation": {"base", "message", "reading"},
    "config": {"base", "message", "sender", "sop"},
    "run": None,  # sees all
    "cli": None,
    "main": None,
}
# A header of a room that has more than the one of its name.
ALSO = {"calendar": "sop"}
# The program in the sandbox knows only what parsing needs.
CELL_SEES = {"base", "message", "paper"}

# Foreign headers and the rooms that own them.
OWNED = [
    (re.compile(r"libetpan/"), {"intake"}),
    (re.compile(r"curl/"), {"dispatch"}),
    (re.compile(r"sqlite3\.h"), {"store"}),
    (re.compile(r"poppler|zip\.h|qpdf/|tesseract/|leptonica/|libheif/|"
                r"libde265/"), {"paper"}),
    (re.compile(r"cyaml/|libical/"), {"config"}),
    (re.compile(r"seccomp\.h|linux/landlock\.h"), {"paper", "cell"}),
    (re.compile(r"libxml/"), {"message", "paper", "sop"}),
]

SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|DELETE\s+FROM|"
    r"UPDATE\s+\w+\s+SET|CREATE\s+(TABLE|INDEX|TRIGGER|VIEW)|"
    r"BEGIN\s+IMMEDIATE|PRAGMA\s+\w+)\b", re.S)
# Put together here, so that this file does not name them itself.
UNFINISHED = re.compile(r"\b(%s)\b" % "|".join(
    a + b for a, b in (("TO", "DO"), ("FIX", "ME"), ("X", "XX"),
                       ("HA", "CK"))))
TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "src", "include",
       "tests", "templates", "contrib", "docs"}
MAIL_PARTS = ("subject", "txt", "html")
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
# Where a literal of the parsers is a reason, and where it is none.
REASON = re.compile(
    r'(?:\bwhy = |\bfault = |\breturn |\brefuse\(\w+, |[?:]\s+|'
    r'#define (?:OCR|PICTURE)_\w+ )'
    r'"([^"\\\n ]+ [^"\\\n]+)"|"([^"\\\n]+: not (?:read|opened))"')
NO_REASONS = {"kind.c", "serve.c", "work.c", "scrub.c", "misdeed.c",
              "locks.c", "landlock.c", "filter.c", "client.c",
              "anchors.c"}
SKIPPED = {".git", "build", "__pycache__"}


def files(root, *patterns, under=("src", "include")):
    for top in under:
        for pattern in patterns:
            yield from sorted((root / top).rglob(pattern))


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def room_of(root, path):
    """src/ROOM/x.c, include/cabut/ROOM.h, src/main.c or src/cell.c."""
    parts = path.relative_to(root).parts
    if parts[0] == "include":
        return ALSO.get(path.stem, path.stem)
    return parts[1] if len(parts) > 2 else path.stem


# ---- the checks: each yields (path, line, what is wrong) ----

def may_see(room):
    if room == "cell":
        return CELL_SEES
    return SEES.get(room, set())


def is_private(root, path, room, name):
    """A header beside the file; cell.c may also use those of paper."""
    if room == "cell" and name.startswith("paper/"):
        return True
    return "/" not in name and (path.parent / name).exists()


def check_includes(root):
    """A room sees only the rooms to its left or below it."""
    for path in files(root, "*.c", "*.h"):
        room = room_of(root, path)
        if room == "banned":
            continue
        if room not in SEES and room not in ("cell",):
            yield path, 1, "room %s is not known to tests/lint" % room
            continue
        sees = may_see(room)
        text = path.read_text()
        for match in INCLUDE.finditer(text):
            kind, name = match.groups()
            if kind == "<":
                continue
            line = line_of(text, match.start())
            if not name.startswith("cabut/"):
                if not is_private(root, path, room, name):
                    yield path, line, "%s is not this room's" % name
                continue
            other = name[len("cabut/"):-len(".h")]
            other = ALSO.get(other, other)
            if sees is not None and other not in sees | {room, "banned"}:
                yield path, line, "%s must not see %s" % (room, other)


def check_libraries(root):
    """A foreign library stays behind one room's door."""
    for path in files(root, "*.c", "*.h"):
        room = room_of(root, path)
        text = path.read_text()
        for match in INCLUDE.finditer(text):
            for pattern, rooms in OWNED:
                if pattern.match(match.group(2)) and room not in rooms:
                    yield (path, line_of(text, match.start()),
                           "<%s> belongs to %s" % (
                               match.group(2), ", ".join(sorted(rooms))))
                    break


def check_sql(root):
    """SQL lives in src/store alone."""
    for path in files(root, "*.c", "*.h"):
        if room_of(root, path) == "store":
            continue
        text = COMMENT.sub(lambda m: "\n" * m.group().count("\n"),
                           path.read_text())
        for match in STRING.finditer(text):
            if SQL.search(match.group(1)):
                yield (path, line_of(text, match.start()),
                       "SQL outside src/store: " + match.group(1)[:40])


def functions(text):
    """(first line, name, number of lines) of every function body."""
    lines = text.split("\n")
    start = None
    for number, line in enumerate(lines):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            head = start
            while head > 0 and lines[head - 1] and not re.match(
                    r"[#}]|.*\*/$", lines[head - 1]):
                head -= 1
            found = re.search(r"^(\w+)\(", "\n".join(lines[head:start]),
                              re.M)
            yield (head + 1, found.group(1) if found else "?",
                   number - start + 1)
            start = None


def check_size(root):
    """Functions up to 80 lines, nine in ten under 40, files up to 500."""
    total, long = 0, 0
    for path in files(root, "*.c", "*.h"):
        text = path.read_text()
        count = text.count("\n")
        if count > FILE_LINES_MAX:
            yield path, count, "%d lines: two nouns?" % count
        for line, name, length in functions(text):
            total += 1
            long += length >= FUNCTION_LINES_USUAL
            if length > FUNCTION_LINES_MAX:
                yield path, line, "%s has %d lines" % (name, length)
    if long * 10 > total:
        yield (root / "src", 0, "%d of %d functions have %d lines or more"
               % (long, total, FUNCTION_LINES_USUAL))


def check_width(root):
    """No line over 80 columns, a tab being 8."""
    for path in files(root, "*.c", "*.h"):
        for number, line in enumerate(path.read_text().split("\n"), 1):
            width = len(line.expandtabs(TAB))
            if width > COLUMNS_MAX:
                yield path, number, "%d columns" % width


def everything(root):
    """Every text file of the project but the corpus of others' mail."""
    for path in sorted(root.rglob("*")):
        parts = set(path.relative_to(root).parts)
        if parts & SKIPPED or not path.is_file() or path.is_symlink():
            continue
        try:
            yield path, path.read_text()
        except UnicodeDecodeError:
            continue


def check_unfinished(root):
    """Nothing is left for later."""
    for path, text in everything(root):
        if "corpus" in path.relative_to(root).parts:
            continue
        for match in UNFINISHED.finditer(text):
            yield path, line_of(text, match.start()), match.group()


def check_banned(root):
    """Every C file gives up the functions that banned.h poisons."""
    for path in files(root, "*.c", under=("src", "tests")):
        text = path.read_text()
        found = re.search(r'#include "cabut/banned.h"', text)
        if not found:
            yield path, 1, 'does not include "cabut/banned.h"'
        elif re.search(r"#include <", text[found.end():]):
            yield path, 1, "banned.h must come after the system headers"


def check_templates(root):
    """A mail is a subject, a text and an HTML part; _x are partials."""
    mails = {}
    for path in (root / "templates/mail").iterdir():
        if not path.name.startswith("_"):
            mails.setdefault(path.stem, set()).add(path.suffix[1:])
    if not mails:
        yield root / "templates/mail", 0, "no templates"
    for name, parts in sorted(mails.items()):
        for part in MAIL_PARTS:
            if part not in parts:
                yield (root / "templates/mail" / (name + "." + part), 0,
                       "missing")
        for part in sorted(parts - set(MAIL_PARTS)):
            yield (root / "templates/mail" / (name + "." + part), 0,
                   "what is this?")


def check_reasons(root):
    """Each reason why a paper is not read has a sentence for applicants."""
    told = root / "src/run/unreadable.c"
    known = set(STRING.findall(told.read_text())) if told.exists() else set()
    for path in files(root, "*.c", "*.h", under=("src/paper",)):
        if path.name in NO_REASONS:
            continue
        for match in REASON.finditer(path.read_text()):
            reason = match.group(1) or match.group(2)
            if reason not in known:
                yield (path, line_of(path.read_text(), match.start()),
                       "%s: not in src/run/unreadable.c" % reason)


def shell_of(path, text):
    first = text.split("\n", 1)[0]
    if first.startswith("#!"):
        return "bash" if "bash" in first else "sh" if re.search(
            r"/(sh|dash)\b|env sh\b", first) else None
    return "sh" if path.suffix == ".sh" else None


def check_scripts(root):
    """Shell and Python parse."""
    for path, text in everything(root):
        shell = shell_of(path, text)
        if shell:
            done = subprocess.run([shell, "-n", path], capture_output=True,
                                  text=True)
            if done.returncode:
                yield path, 0, done.stderr.strip()
        elif path.suffix == ".py":
            try:
                compile(text, str(path), "exec")
            except SyntaxError as trouble:
                yield path, trouble.lineno or 0, trouble.msg


def check_top(root):
    """The top level holds these names, dot files, and build/."""
    found = {p.name for p in root.iterdir() if not p.name.startswith(".")}
    for name in sorted(TOP - found):
        yield root / name, 0, "missing"
    for name in sorted(found - TOP - {"build"}):
        yield root / name, 0, "does not belong at the top"


CHECKS = {name[len("check_"):]: check for name, check in
          sorted(globals().items()) if name.startswith("check_")}


# ---- the program ----

def symbols(path, *flags):
    done = subprocess.run(["nm", "--defined-only", *flags, path],
                          capture_output=True, text=True, check=True)
    return {fields[2] for fields in map(str.split, done.stdout.splitlines())
            if len(fields) == 3 and fields[1] in "TDBR"}


def check_binary(program, libraries):
    """cabut holds secrets: no parser of strangers' bytes is inside it."""
    inside = symbols(program)
    for library in libraries:
        for name in sorted(symbols(library, "--extern-only") & inside):
            yield program, 0, "has %s of %s" % (name, library)
    needed = subprocess.run(["readelf", "-d", program], capture_output=True,
                            text=True, check=True).stdout
    for name in re.findall(r"\[lib((?:poppler|zip)[^\]]*)\]", needed):
        yield program, 0, "needs lib" + name


def check_clash(libraries):
    """A static link takes the first of two functions with one name, and no
    tool says so: every global name stands in one room only. (The record of
    the cell is in two libraries on purpose; give one of them.)"""
    owner = {}
    for library in libraries:
        for name in sorted(symbols(library, "--extern-only")):
            if name in owner and not name.startswith("_"):
                yield library, 0, "%s is in %s too" % (name, owner[name])
            owner[name] = library


def report(findings):
    count = 0
    for path, line, what in findings:
        print("%s:%d: %s" % (path, line, what))
        count += 1
    return count


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    if sys.argv[2:3] == ["--binary"]:
        return report(check_binary(sys.argv[3], sys.argv[4:])) > 0
    if sys.argv[2:3] == ["--clash"]:
        return report(check_clash(sys.argv[3:])) > 0
    count = 0
    for name in sys.argv[2:] or CHECKS:
        count += report(CHECKS[name](root))
    return count > 0


if __name__ == "__main__":
    sys.exit(main())
