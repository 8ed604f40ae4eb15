"""How fast, how large, how many syncs. A measurement, never a test.

bench.py CABUT [COUNT]: COUNT letters with a PDF, then COUNT replies to what
was asked, through Maildirs; prints mails per second, peak memory of cabut and
its cell, and the fsync and fdatasync calls of each run; then the same for
more mails in the same database, which should cost the same.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "faults"))

from quiet import QuietWorld, people, world  # noqa: E402


def owner(n):
    base = people.OWNERS[n % len(people.OWNERS)]
    nip = "%s%03d" % (base["nip"][:-3], n % 1000)
    return dict(base, nip=nip, name="Pemohon Nomor %s" % letters_of(n),
                address="pemohon%d@dinkes.contohkab.go.id" % n)


def letters_of(n):
    """Names have no digits."""
    word = ""
    for _ in range(4):
        word = chr(ord("a") + n % 26) + word
        n //= 26
    return word.capitalize()


# A process of its own, small, waits for cabut: the memory of a child counts
# from its fork, and this program's would be counted for cabut's.
METER = """#!/usr/bin/python3
import resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run([%r] + sys.argv[1:])
seconds = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(%r, "w") as f:
    print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss, file=f)
sys.exit(done.returncode)
"""


def timed_run(w):
    program, meter, result = w.cabut_program, w.dir / "meter", w.dir / "used"
    meter.write_text(METER % (program, str(result)))
    meter.chmod(0o755)
    w.cabut_program = str(meter)
    try:
        tally = w.run()
    finally:
        w.cabut_program = program
    seconds, cpu, kilobytes = map(float, result.read_text().split())
    return tally, seconds, cpu, int(kilobytes) // 1024


def count_syncs(w):
    """The same kind of run under strace: slower, but it counts."""
    trace = w.dir / "trace"
    command = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o",
               str(trace), w.cabut_program, "run", "--config",
               str(w.dir / "cabut.yaml"), "--at", w.clock.isoformat()]
    subprocess.run(command, check=True)
    lines = trace.read_text().splitlines()
    return (sum("fdatasync(" in line for line in lines),
            sum(" fsync(" in line for line in lines))


def report(name, count, tally, seconds, cpu, megabytes):
    print("%-28s %6d mails  %7.1f mails/s  %6.2f s CPU  %4d MB peak  "
          "%d owed, %d sent" % (name, count, count / seconds, cpu, megabytes,
                                tally["owed"], tally["sent"]), flush=True)


def letters(w, first, count):
    for n in range(first, first + count):
        w.letter(owner=owner(n))


def replies(w, done):
    """The Kepala Dinas answers every request that is not answered yet; most
    are lists, as many letters come in one run."""
    asked = [m for m in w.mails(world.KADIS)
             if m["message_id"] not in done and " " in
             m["subject"].split("]")[0]]
    for mail in asked:
        done.add(mail["message_id"])
        original = pathlib.Path(mail["file"]).read_bytes()
        is_list = "permohonan menunggu" in mail["subject"]
        w.deliver(people.reply(
            original, world.KADIS, "Semua setuju" if is_list else "Setuju",
            "gmail", w.clock))
    return len(asked)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    done = set()
    with QuietWorld(program) as w:
        for turn, first in (("first", 0), ("second", count)):
            letters(w, first, count)
            report("letters with PDF, " + turn, count, *timed_run(w))
            n = replies(w, done)
            tally, *rest = timed_run(w)
            report("replies, " + turn, n, tally, *rest)
            print("%-28s %6d cases  %7.1f cases/s" % (
                "decided by them, " + turn, tally["moved"],
                tally["moved"] / rest[0]))
        letters(w, 2 * count, 100)
        data, whole = count_syncs(w)
        print("100 letters in a run: %d fdatasync, %d fsync (of which the "
              "outgoing Maildir makes two a mail)" % (data, whole))
        size = (w.dir / "cabut.db").stat().st_size
        print("database: %.1f MB for %d cases" % (size / 1e6,
                                                 2 * count + 100))


if __name__ == "__main__":
    main()
