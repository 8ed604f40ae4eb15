#!/usr/bin/python3
"""Runs every fuzz target for a while and prints what it found.

run.py BUILD SECONDS [TARGET...]    BUILD: build/fuzz (preset `fuzz`)

A target starts from tests/fuzz/seeds/TARGET, from what seeds.py takes out of
the corpora, and from tests/fuzz/dict/TARGET.dict. A crash, a leak, a unit
that takes longer than UNIT_SECONDS or too much memory fails the run, and the
input is printed as base64, so that it can be kept as a seed."""
import base64
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import seeds  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
UNIT_SECONDS = 10
MEMORY_MB = 2048
INPUT_BYTES = 16384
SHOWN_BYTES = 6000


def command(program, seconds, name, work):
    own = HERE / "seeds" / name
    dictionary = HERE / "dict" / (name + ".dict")
    args = [program, f"-max_total_time={seconds}", f"-timeout={UNIT_SECONDS}",
            f"-rss_limit_mb={MEMORY_MB}", f"-max_len={INPUT_BYTES}",
            "-seed=1", "-print_final_stats=1", "-verbosity=1",
            f"-artifact_prefix={work}/found-"]
    if dictionary.exists():
        args.append(f"-dict={dictionary}")
    return args + [work / "new", work / "taken"] + (
        [own] if own.is_dir() else [])


def fuzz(build, seconds, name):
    """(name, executions, edges, found or None, seconds)"""
    with tempfile.TemporaryDirectory(prefix="cabut-fuzz-") as folder:
        work = pathlib.Path(folder)
        (work / "new").mkdir()
        (work / "taken").mkdir()
        count = seeds.write(name, work / "taken")
        program = build / "tests" / "fuzz" / ("fuzz_" + name)
        start = time.monotonic()
        done = subprocess.run(
            [str(a) for a in command(program, seconds, name, work)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, cwd=work, check=False,
            timeout=seconds * 3 + 600,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"})
        text = done.stdout.decode("utf-8", "replace")
        return {"name": name, "seeds": count,
                "runs": last(r"stat::number_of_executed_units: (\d+)", text),
                "edges": last(r" cov: (\d+) ", text),
                "seconds": time.monotonic() - start,
                "fault": fault(done.returncode, text, work)}


def last(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def fault(code, text, work):
    if code == 0:
        return None
    said = [f"exit code {code}", text[-SHOWN_BYTES:]]
    for path in sorted(work.glob("found-*")):
        said.append(f"{path.name}: " +
                    base64.b64encode(path.read_bytes()).decode())
    return "\n".join(said)


def main():
    build, seconds = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
    known = sorted(p.stem for p in HERE.glob("*.c"))
    wanted = sys.argv[3:] or known
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        sys.exit(f"no such target: {', '.join(unknown)}; "
                 f"there are: {', '.join(known)}")
    jobs = int(os.environ.get("JOBS", "2"))
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        rows = list(pool.map(lambda n: fuzz(build, seconds, n), wanted))
    print(f"{'target':18} {'seeds':>6} {'inputs':>10} {'edges':>6} "
          f"{'seconds':>8}  result")
    for r in rows:
        idle = "no input was run" if not r["runs"] else None
        r["fault"] = r["fault"] or idle
        print(f"{r['name']:18} {r['seeds']:6} {r['runs']:10} {r['edges']:6} "
              f"{r['seconds']:8.1f}  {'FOUND' if r['fault'] else 'nothing'}")
    bad = [r for r in rows if r["fault"]]
    for r in bad:
        print(f"\n== {r['name']}\n{r['fault']}")
    print(f"{len(rows) - len(bad)} passed, {len(bad)} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
