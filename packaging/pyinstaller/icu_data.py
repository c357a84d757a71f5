"""A smaller library of ICU's data: without the parts that nothing here reads.

The data is one table (ICU User Guide, "ICU Data"; format `CmnD` in udatamem and ucmndata.h): a header, the number of
items, the offset of the name and of the data of each, sorted by name, the names, the data. A part is a folder of items,
such as `icudt73l/translit/`, or all items with an ending.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Iterable
from pathlib import Path

UNUSED_BY_QT = ("brkitr/", "curr/", "lang/", "rbnf/", "region/", "translit/", "unit/")
"""Parts for functions of ICU that Qt does not call; `USED_BY_QT` begins the names of those that it does."""
USED_BY_QT = ("u_strTo", "ucal_", "ucnv_", "ucol_")

UNUSED_BY_ICU4PY = ("coll/", "lang/", "region/", "translit/", "unit/", ".cnv")
"""Sorting, names of languages and regions, other scripts, units, other encodings: `quizapp/domain/language.py` asks for
words, numbers in words and digits, and dates."""

_MAGIC = re.compile(rb"\xda\x27.{8}CmnD", re.DOTALL)


def smaller(data: bytes, unused: Iterable[str]) -> bytes:
    """Return the table `data` without the parts in `unused`.

    Raises:
        ValueError: it is no such table, or there is no such part.
    """
    start = struct.unpack_from("<H", data)[0]
    (count,) = struct.unpack_from("<I", data, start)
    offsets = [struct.unpack_from("<II", data, start + 4 + 8 * at) for at in range(count)]
    ends = [offset for _, offset in offsets[1:]] + [len(data) - start]
    items: list[tuple[bytes, bytes]] = []
    missing = set(unused)
    for (name_at, data_at), end in zip(offsets, ends, strict=True):
        name = data[start + name_at : data.index(b"\0", start + name_at)]
        part = next((each for each in unused if _is_in(name.decode(), each)), None)
        missing.discard(part or "")
        if part is None:
            items.append((name, data[start + data_at : start + end]))
    if missing:
        raise ValueError(f"there is no {', '.join(sorted(missing))}")
    return data[:start] + _table(items)


def data_in(library: bytes) -> bytes:
    """Return the table in the file of a library that holds nothing else.

    Raises:
        ValueError: there is none.
    """
    found = _MAGIC.search(library)
    if found is None:
        raise ValueError("there is no data of ICU")
    return library[found.start() - 2 :]


def write_smaller(library: Path, unused: Iterable[str]) -> None:
    """Put a library of the same name and symbol, with less data, in the place of `library`; binutils make it."""
    told = subprocess.run(["readelf", "-dW", "--dyn-syms", library], capture_output=True, text=True, check=True).stdout
    (symbol,) = re.findall(r"\bicudt\d+_dat\b", told)
    (name,) = re.findall(r"SONAME.*\[(.+)\]", told)
    size = int(re.findall(rf"^ *\d+: \w+ +(\w+) .*\b{symbol}$", told, re.MULTILINE)[0], 0)
    whole = data_in(library.read_bytes())
    data, source, object_ = (library.with_suffix(f".{ending}") for ending in ("dat", "s", "o"))
    data.write_bytes(smaller(whole[: size or len(whole)], unused))
    source.write_text(
        f'.section .note.GNU-stack,"",%progbits\n.section .rodata\n.balign 16\n.globl {symbol}\n'
        f'.type {symbol},%object\n{symbol}:\n.incbin "{data.name}"\n.size {symbol},.-{symbol}\n',
        encoding="ascii",
    )
    folder = library.parent
    subprocess.run(["as", "-o", object_.name, source.name], cwd=folder, check=True)
    linking = ("ld", "-shared", "-soname", name, "--hash-style=gnu", "--build-id=none", "-z", "noexecstack")
    subprocess.run([*linking, "-o", library.name, object_.name], cwd=folder, check=True)
    for file in (data, source, object_):
        file.unlink()


def functions_of(library: Path) -> set[str]:
    """Return the functions of ICU that a library calls, without the version in their names."""
    told = subprocess.run(["nm", "-D", "--undefined-only", library], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"\b(u[a-z]*_\w+?)_\d+\b", told))


def _is_in(name: str, part: str) -> bool:
    return name.endswith(part) if part.startswith(".") else f"/{part}" in name


def _table(items: list[tuple[bytes, bytes]]) -> bytes:
    names_at = 4 + 8 * len(items)
    names, name_offsets = b"", []
    for name, _ in items:
        name_offsets.append(names_at + len(names))
        names += name + b"\0"
    head = names_at + len(names)
    contents, offsets = bytearray(b"\xaa" * (-head % 16)), []
    for _, content in items:
        contents += b"\xaa" * (-(head + len(contents)) % 16)
        offsets.append(head + len(contents))
        contents += content
    entries = b"".join(struct.pack("<II", *pair) for pair in zip(name_offsets, offsets, strict=True))
    return struct.pack("<I", len(items)) + entries + names + bytes(contents)
