#!/usr/bin/python3
"""Recompute every chain of a cabut database, without cabut.

usage: verify-chain.py DATABASE

Prints one line per fault and a sum; exit code 0 when all is well, 1 when
something was altered, 2 when the file cannot be read. It only reads. What
the hashes cover: docs/audit-rantai.md.
"""
import hashlib
import pathlib
import sqlite3
import sys


def link_hash(previous, number, seq, at, kind, body):
    head = f"cabut-chain-1\n{previous}\n{number}\n{seq}\n{at}\n{kind}\n"
    return hashlib.sha256(head.encode() + body).hexdigest()


def faults_of(db, case_id, number, count, head):
    previous, seen = "0" * 64, 0
    events = db.execute(
        "SELECT seq, at, kind, CAST(body AS BLOB), previous, hash"
        " FROM event WHERE casefile_id = ? ORDER BY seq", (case_id,))
    for seq, at, kind, body, told, hash_ in events:
        seen += 1
        if seq != seen:
            yield f"{number}: event {seen} is missing"
            seen = seq
        elif told != previous:
            yield f"{number}: event {seq} does not follow event {seq - 1}"
        if link_hash(told, number, seq, at, kind, body) != hash_:
            yield f"{number}: event {seq} was altered"
        previous = hash_
    if (seen, previous) != (count, head):
        yield f"{number}: ends at event {seen}, should end at event {count}"


def main(path):
    uri = pathlib.Path(path).absolute().as_uri() + "?mode=ro"
    db = sqlite3.connect(uri, uri=True)
    cases = db.execute("SELECT id, number, chain_count, chain_hash"
                       " FROM casefile ORDER BY id").fetchall()
    faults = [line for case in cases for line in faults_of(db, *case)]
    print(*faults, f"{len(cases)} chains, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main(sys.argv[1]))
    except sqlite3.Error as error:
        print(f"{sys.argv[1]}: {error}", file=sys.stderr)
        sys.exit(2)
