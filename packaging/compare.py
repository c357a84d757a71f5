#!/usr/bin/env python3
"""Compare two builds, file by file: two archives (.tar.gz), two packages (.deb), or two folders.

    python3 packaging/compare.py one/quizapp_0.1.0_amd64.deb two/quizapp_0.1.0_amd64.deb

It says which files are there once, which differ and from which byte on; the exit code is 1 where any do.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """What is compared of a file: what it is, its mode, owner and time, its content or the target of a link."""

    about: str
    content: bytes


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    first, second = map(Path, sys.argv[1:])
    if first.is_file() and second.is_file():
        sums = [hashlib.sha256(file.read_bytes()).hexdigest() for file in (first, second)]
        print(f"sha256 {sums[0]}  {first}\nsha256 {sums[1]}  {second}")
        if sums[0] == sums[1]:
            print("The same bytes.")
            return 0
    told = differences(entries(first), entries(second))
    print("\n".join(told) if told else "The same files, packed differently." if first.is_file() else "The same files.")
    return 1 if told else 0


def entries(place: Path) -> dict[str, Entry]:
    """Return the files in an archive, a package or a folder, by their names."""
    if place.is_dir():
        return {
            str(path.relative_to(place)): Entry(oct(path.lstat().st_mode), _content(path))
            for path in place.rglob("*")
            if path.is_symlink() or not path.is_dir()
        }
    if place.suffix == ".deb":
        parts = ("--ctrl-tarfile", "--fsys-tarfile")
        packed = [subprocess.run(["dpkg-deb", part, place], capture_output=True, check=True).stdout for part in parts]
    else:
        packed = [place.read_bytes()]
    found: dict[str, Entry] = {}
    for data in packed:
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            for member in tar:
                about = f"{member.type!r} {member.mode:o} {member.uid}:{member.gid} {member.uname} {member.mtime}"
                file = tar.extractfile(member) if member.isreg() else None
                found[member.name] = Entry(about, file.read() if file else member.linkname.encode())
    return found


def differences(first: dict[str, Entry], second: dict[str, Entry]) -> list[str]:
    """Return a line for each file that is there once, or differs."""
    told = [f"{name}: only in the first" for name in sorted(first.keys() - second.keys())]
    told += [f"{name}: only in the second" for name in sorted(second.keys() - first.keys())]
    for name in sorted(first.keys() & second.keys()):
        one, two = first[name], second[name]
        if one.about != two.about:
            told.append(f"{name}: {one.about} / {two.about}")
        if one.content != two.content:
            at = next((i for i, (a, b) in enumerate(zip(one.content, two.content, strict=False)) if a != b), -1)
            told.append(f"{name}: {len(one.content)} / {len(two.content)} bytes, different from byte {at}")
    return told


def _content(path: Path) -> bytes:
    return str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
