"""A bank that is not YAML everywhere: what of it can be read all the same.

The entries of the list of questions stand apart: each begins with a dash at the indentation of the first. So each is
read alone. One that cannot be is set aside, with its own mistake told; then the rest is read as a bank is, and all that
is wrong there is told in the same go. A quotation mark that is not closed harms no more than the entry that it is in.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.formats.yaml_events import read_yaml
from quizapp.formats.yaml_syntax import LINE_END, LONG_DASHES, ODD_INDENT, mended
from quizapp.problems import READING_STOPPED, LineMistake, Mistake

_MOST_BYTES = 1_000_000
_MOST_ENTRIES = 1_000
"""The largest file that is mended: of others the first mistake alone is told, as mending takes a few times as long."""
_MOST_IN_ENTRY = 10  # an entry with more mistakes is not mended


class Legible(NamedTuple):
    """The part of a document that can be read.

    `data` has the lines of the document, so that their numbers are the same, with empty ones in place of what cannot be
    read; the entries at `set_aside`, whose index counts from 0, are in it as empty texts. `without_head`: what stands
    above the list is not in it. `mistakes` are those of the lines that cannot be read.
    """

    data: bytes
    set_aside: frozenset[int]
    without_head: bool
    mistakes: list[LineMistake]


def legible(data: bytes, list_name: str) -> Legible | None:
    """Finds what can be read of `data`, which is UTF-8 but not YAML, with a list at the top level under `list_name`.

    None where there is no such list, or where the mistake is none of an entry or of what stands above them.
    """
    if len(data) > _MOST_BYTES:
        return None
    lines = LINE_END.split(data.decode())
    named = re.compile(rf"{re.escape(list_name)}[ \t]*:[ \t]*(?:#.*)?$")
    head = next((at for at, line in enumerate(lines) if named.match(line)), len(lines)) + 1
    starts = _starts(lines, head)
    if not 0 < len(starts) <= _MOST_ENTRIES:
        return None
    mistakes: list[LineMistake] = []
    out, head_mistakes = _read(lines[: starts[0]], 0)
    without_head = out is None
    out = out or [*[""] * (head - 1), lines[head - 1], *[""] * (starts[0] - head)]
    mistakes += head_mistakes
    set_aside = []
    indent = len(lines[starts[0]]) - len(lines[starts[0]].lstrip())
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        piece, wrong = _read([lines[head - 1], *lines[start:end]], start - 1, "" if end == len(lines) else list_name)
        mistakes += wrong
        if piece is None:
            set_aside.append(index)
            out += [" " * indent + '- ""', *[""] * (end - start - 1)]
        else:
            out += piece[1:]
    if not mistakes:
        return None
    for at, (line, mistake) in enumerate(mistakes):
        stopped = at == len(mistakes) - 1 and (without_head or bool(set_aside))
        values = {name: value for name, value in mistake.values.items() if name != READING_STOPPED}
        mistakes[at] = LineMistake(line, mistake._replace(values=values | ({READING_STOPPED: ""} if stopped else {})))
    return Legible("\n".join(out).encode(), frozenset(set_aside), without_head, mistakes)


def _starts(lines: list[str], head: int) -> list[int]:
    """The indexes of the lines in which the entries begin of the list that is named above the line at `head`."""
    first = next((line for line in lines[head:] if line.strip() and not line.lstrip().startswith("#")), "")
    dash = re.match(r" *-(?=\s|$)", first)
    if dash is None:
        return []
    begins = re.compile(rf"{dash[0][:-1]}[-{LONG_DASHES}](?:\s|$)")
    return [at for at in range(head, len(lines)) if begins.match(lines[at])]


def _read(lines: list[str], before: int, alone: str = "") -> tuple[list[str] | None, list[LineMistake]]:
    """`lines`, mended where that is possible, or None where they are no YAML; and what is wrong with that.

    `before` is the number of lines that stand before them. With `alone`, no field but that of this name can be there.
    """
    told: list[LineMistake] = []
    better: list[str] | None = lines
    while better is not None and (wrong := _mistakes(better, alone)):
        is_new = not any(entry.line == wrong[0].line for entry in told)
        told += wrong if is_new else ()
        better = mended(better, wrong) if is_new and len(told) < _MOST_IN_ENTRY else None
    return better, [LineMistake(line + before, mistake) for line, mistake in told]


def _mistakes(lines: list[str], alone: str) -> Sequence[LineMistake]:
    if alone and (found := re.match(f" *([{LONG_DASHES}])", lines[1])):
        return [LineMistake(2, Mistake("yaml_sign", (), {"sign": found[1], "right": "-"}))]
    document = read_yaml("\n".join(lines).encode())
    if document.no_yaml:
        return document.no_yaml
    if alone and isinstance(document.root, dict) and document.root.keys() - {alone}:
        name = next(name for name in document.root if name != alone)
        at = next((at for at, line in enumerate(lines) if line.startswith(name)), 0)
        return [LineMistake(at + 1, Mistake("yaml_space" if ODD_INDENT.match(name) else "yaml_indent"))]
    return []
