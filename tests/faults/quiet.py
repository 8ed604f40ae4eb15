"""The agency without servers: cabut reads one Maildir and writes another.

Same words as tests/real/world.py, for tests that start cabut hundreds of
times. copy() gives the same world again, byte for byte.
"""
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "real"))

import world  # noqa: E402
from world import people, servers  # noqa: E402

OUTSIDE = "pengirim.example (pengirim.example [203.0.113.7])"


class QuietWorld(world.World):
    def __init__(self, cabut, folder=None):
        self.cabut_program = str(cabut)
        self.dir = pathlib.Path(
            folder or tempfile.mkdtemp(prefix="cabut-quiet-"))
        self.clock = people.NOON
        self.story = lambda *words: None
        self.changes = {}
        self.delivered = 0
        self.box = {"authserv_id": servers.AUTHSERV_ID,
                    "border_host": servers.BORDER_HOST}
        if not folder:
            for name in ("in", "out"):
                servers.make_maildir(self.dir / name)
            self.write_configuration()

    def __exit__(self, *trouble):
        shutil.rmtree(self.dir)

    def write_configuration(self, **changes):
        """As in a real world, but for the two ways in and out."""
        text = world.AGENCY_YAML
        start, end = text.index("mailboxes:"), text.index("sender:")
        text = (text[:start] + "mailboxes:\n"
                "  - url: maildir:{dir}/in\n    first_run: all\n"
                "    filing: none\n"
                "smtp:\n  url: maildir:{dir}/out\n" + text[end:])
        values = self.agency_values(changes)
        (self.dir / "agencies.d").mkdir(exist_ok=True)
        (self.dir / "cabut.yaml").write_text(world.HOST_YAML.format(**values))
        (self.dir / "agencies.d" / "contoh.yaml").write_text(
            text.format(**values))

    def copy(self):
        """A twin in another folder, with the clock where it stands."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="cabut-quiet-"))
        shutil.copytree(self.dir, folder, dirs_exist_ok=True)
        twin = QuietWorld(self.cabut_program, folder)
        twin.clock, twin.delivered = self.clock, self.delivered
        twin.write_configuration()
        return twin

    # ---- mail in and out ----

    def put(self, data):
        """Names keep the order of arrival."""
        self.delivered += 1
        path = self.dir / "in" / "new" / ("%06d.surel" % self.delivered)
        path.write_bytes(data)

    def deliver(self, data, auth=True, sender=None, **more):
        """`sender`: the envelope's, where From cannot tell it; an empty one
        would make the mail a bounce."""
        author = sender or servers.from_address(data)
        lines = servers.border_lines(
            self.box, world.CABUT, author, "pass" if auth else "fail",
            author.rpartition("@")[2], self.clock.timestamp(), OUTSIDE)
        self.put(lines + data)

    def send(self, sender, data, to=world.CABUT):
        self.deliver(data)

    def wire(self):
        """Every mail that left, oldest first."""
        paths = (self.dir / "out" / "new").iterdir()
        found = [servers.describe(p, "out") for p in paths]
        return sorted(found, key=lambda m: world.header(m, "Date"))

    def mails(self, address):
        return [m for m in self.wire() if world.bare(m["to"]) == address]
