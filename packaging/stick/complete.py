"""Checks by their tags that the wheels for every computer are there, without running any.

    python packaging/stick/complete.py FOLDER     the wheels of a stick, or a folder with wheels

Prints a table: the packages of the lock file, and for each computer that a stick may serve `x` for a wheel that fits it
and that the lock file names by its hash, `-` for one that is lacking. Ends with 1 if one is lacking.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from targets import MACHINES, PYTHONS, Target, targets
from wheels import Entry, hash_of, pick, read_lock

ROOT = Path(__file__).resolve().parents[2]


def lacking(entries: Sequence[Entry], folder: Path, wanted: Iterable[Target]) -> dict[Target, list[Entry]]:
    """The packages for which no wheel in `folder` both fits a target and has a hash of the lock file."""
    known = {digest for entry in entries for digest in entry.hashes}
    names = [path.name for path in folder.glob("*.whl") if hash_of(path) in known]
    return {t: [entry for entry, name in pick(entries, names, t).items() if name is None] for t in wanted}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements.lock")
    parser.add_argument("--for", dest="systems", default=",".join(MACHINES))
    parser.add_argument("--python", default=",".join(PYTHONS))
    options = parser.parse_args(arguments)
    folder = options.folder / "wheels" if (options.folder / "wheels").is_dir() else options.folder
    entries = read_lock(options.lock.read_text("utf-8"))
    wanted = targets(options.systems, options.python)
    found = lacking(entries, folder, wanted)
    print(f"{'':34}", *(f"{t.system[:3]}-{t.machine[:3]}-{t.python:5}" for t in wanted))
    for entry in entries:
        signs = ["-" if entry in found[t] else "x" if entry.is_for(t) else " " for t in wanted]
        print(f"{entry.name + ' ' + entry.version:34}", *(f"{sign:13}" for sign in signs))
    missing = sum(map(len, found.values()))
    print(f"{len(entries)} packages, {len(wanted)} kinds of computers: {missing or 'nothing'} lacking.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
