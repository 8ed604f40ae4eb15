#!/usr/bin/python3
"""Does each house rule see what it forbids, and only that?"""
import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lint  # noqa: E402

LONG = "void\nf(void)\n{\n" + "\tg();\n" * 90 + "}\n"
MEDIUM = "void\nf(void)\n{\n" + "\tg();\n" * 45 + "}\n"
UNFINISHED = "TO" + "DO"

# check, file, content, does it offend?
ROWS = [
    ("includes", "src/store/a.c", '#include "cabut/base.h"\n', False),
    ("includes", "src/store/a.c", '#include "cabut/message.h"\n', True),
    ("includes", "src/sop/a.c", '#include "cabut/sender.h"\n', True),
    ("includes", "src/sop/a.c", '#include "cabut/draw.h"\n', True),
    ("includes", "src/draw/a.c", '#include "cabut/sop.h"\n', False),
    ("includes", "src/draw/a.c", '#include "cabut/store.h"\n', True),
    ("includes", "src/reading/a.c", '#include "cabut/paper.h"\n', False),
    ("includes", "src/dispatch/a.c", '#include "../store/b.h"\n', True),
    ("includes", "src/dispatch/a.c", '#include "none.h"\n', True),
    ("includes", "src/cell.c", '#include "cabut/store.h"\n', True),
    ("includes", "src/cell.c", '#include "paper/serve.h"\n', False),
    ("includes", "src/run/a.c", '#include "cabut/store.h"\n', False),
    ("includes", "include/cabut/sop.h", '#include "cabut/run.h"\n', True),
    ("includes", "src/strange/a.c", "", True),
    ("libraries", "src/run/a.c", "#include <curl/curl.h>\n", True),
    ("libraries", "src/dispatch/a.c", "#include <curl/curl.h>\n", False),
    ("libraries", "src/run/a.c", "#include <sqlite3.h>\n", True),
    ("libraries", "src/cli/a.c", "#include <libetpan/libetpan.h>\n", True),
    ("libraries", "src/cli/a.c", "#include <zip.h>\n", True),
    ("libraries", "src/cli/a.c", "#include <zip_not.h>\n", False),
    ("reasons", "src/paper/a.c", '\t*why = "torn paper";\n', True),
    ("reasons", "src/paper/a.c", '\t{ "X", "odd kind: not read" },\n', True),
    ("reasons", "src/paper/kind.c", '\treturn "text/plain";\n', False),
    ("sql", "src/run/a.c", 'x("SELECT a FROM b");\n', True),
    ("sql", "src/run/a.c", 'x("PRAGMA foo");\n', True),
    ("sql", "src/store/a.c", 'x("SELECT a FROM b");\n', False),
    ("sql", "src/intake/a.c", 'x("SELECT INBOX");\n', False),
    ("sql", "src/run/a.c", '/* "SELECT a FROM b" */\n', False),
    ("size", "src/run/a.c", LONG, True),
    ("size", "src/run/a.c", MEDIUM, True),  # all of one function
    ("size", "src/run/a.c", "void\nf(void)\n{\n}\n", False),
    ("size", "include/cabut/a.h", "\n" * 501, True),
    ("width", "src/run/a.c", "\t" * 9 + "123456789\n", True),
    ("width", "src/run/a.c", "\t" * 9 + "12345678\n", False),
    ("unfinished", "docs/a.md", UNFINISHED + ": later\n", True),
    ("unfinished", "docs/a.md", UNFINISHED.lower() + " XXXXXX\n", False),
    ("unfinished", "tests/corpus/a.eml", UNFINISHED + "\n", False),
    ("banned", "src/run/a.c", "", True),
    ("banned", "tests/unit/a.c",
     '#include "cabut/banned.h"\n#include <stdio.h>\n', True),
    ("banned", "src/run/a.c",
     '#include <stdio.h>\n#include "cabut/banned.h"\n', False),
    ("templates", "templates/mail/a.txt", "", True),
    ("templates", "templates/mail/_a.txt", "", True),  # no mail at all
    ("scripts", "contrib/a.sh", "if true; then\n", True),
    ("scripts", "contrib/a", "#!/bin/bash\na=(1 2)\n", False),
    ("scripts", "contrib/a", "#!/bin/sh\na=(1 2)\n", True),
    ("scripts", "tests/a.py", "def f(:\n", True),
    ("top", "Makefile", "", True),
]


class LintTest(unittest.TestCase):
    def tree(self, name, content):
        root = pathlib.Path(tempfile.mkdtemp(prefix="cabut-lint-"))
        self.addCleanup(lambda: __import__("shutil").rmtree(root))
        for top in ("src", "include", "tests", "templates/mail", "docs",
                    "contrib"):
            (root / top).mkdir(parents=True)
        for top in ("CMakeLists.txt", "CMakePresets.json", "README.md"):
            (root / top).touch()
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return root

    def test_each_rule_sees_what_it_forbids(self):
        for check, name, content, offends in ROWS:
            root = self.tree(name, content)
            got = list(lint.CHECKS[check](root))
            self.assertEqual(bool(got), offends,
                             (check, name, content[:60], got))

    def test_each_rule_has_a_row_that_offends(self):
        offended = {row[0] for row in ROWS if row[3]}
        self.assertEqual(offended, set(lint.CHECKS))

    def test_three_parts_make_a_mail(self):
        root = self.tree("templates/mail/a.txt", "")
        for part in ("subject", "html"):
            (root / "templates/mail" / ("a." + part)).touch()
        self.assertEqual(list(lint.check_templates(root)), [])


if __name__ == "__main__":
    unittest.main()
