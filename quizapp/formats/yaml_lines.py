"""The lines of a YAML document that belong to one of its values: with its name or dash, and with its comments.

A comment belongs to the field or entry below it, where no empty line is between them, or to the one above it, where it
is indented further.
"""

import re
from itertools import pairwise

from quizapp.formats.outline import Node
from quizapp.formats.yaml_style import column_of
from quizapp.problems import Path

BLANK = " \t\n"
"""The spaces of YAML; other signs that look like them are text."""
_GAP = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_COMMENT_BELOW = re.compile(r"(?:[ \t]*\n)*([ \t]*)#")


def in_brackets(text: str, holder: Node, place: int, new: str) -> str:
    nodes = holder.children
    if not nodes:
        return text[: holder.start + 1] + new + text[holder.end - 1 :]
    if place < len(nodes):
        at = nodes[place].whole_start
        return text[:at] + new + ", " + text[at:]
    return text[: nodes[-1].end] + ", " + new + text[nodes[-1].end :]


def insert_line(text: str, holder: Node, place: int, new: str, column: int, *, is_apart: bool) -> str:
    bodies = bodies_of(text, holder)
    between = "\n\n" if is_apart else "\n"
    if place < len(bodies):
        at = bodies[place][0]
        indent = column_of(text, at)  # that of a comment above may be smaller
        return text[:at] + " " * (column - indent) + new + between + " " * indent + text[at:]
    at = bodies[-1][1]
    return text[:at] + between + " " * column + new + text[at:]


def is_apart(text: str, holder: Node, path: Path) -> bool:
    """Says whether empty lines stand between the entries of a list."""
    bodies = bodies_of(text, holder)
    if len(bodies) == 1:
        return path == ("questions",)
    return any(text.count("\n", one[1], other[0]) > 1 for one, other in pairwise(bodies))


def starts_of(text: str, holder: Node) -> list[int]:
    """The places where the dashes of a list stand, or the names of the fields of a mapping, that is in lines."""
    if holder.entries is None:
        return [node.whole_start for node in holder.children]
    starts, behind = [], holder.start
    for node in holder.entries:
        gap = _GAP.match(text, behind)
        assert gap is not None
        starts.append(gap.end())
        behind = node.end
    return starts


def bodies_of(text: str, holder: Node) -> list[tuple[int, int]]:
    """The lines of each entry or field of `holder` with the comments that belong to it, without the first indent."""
    starts, nodes = starts_of(text, holder), holder.children
    bodies: list[tuple[int, int]] = []
    for at, node in enumerate(nodes):
        column = column_of(text, starts[at])
        limit = starts[at + 1] if at + 1 < len(nodes) else len(text)
        # what stands at the head of a file belongs to all of it
        lowest = bodies[-1][1] if bodies else starts[0] if _GAP.fullmatch(text, endpos=starts[0]) else 0
        above = _with_comments_above(text, starts[at], column, lowest)
        bodies.append((above, last_line(text, node, column, limit)))
    return bodies


def _with_comments_above(text: str, start: int, column: int, lowest: int) -> int:
    """The first character of the comments right above `start`, which begins its line; `start` where there are none."""
    first = start
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(BLANK):
        return start
    while line > 0:
        above = text.rfind("\n", 0, line - 1) + 1
        comment = re.match(r"([ \t]*)#", text[above : line - 1])
        if comment is None or len(comment[1]) > column or above < lowest:
            break
        first, line = above + len(comment[1]), above
    return first


def last_line(text: str, node: Node, column: int, limit: int) -> int:
    """The end of the last line of what `node` says, with the comments behind and below that belong to it."""
    end = node.end
    while end < limit:
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        if text[end:stop].strip(BLANK) and not text[end:stop].lstrip(BLANK).startswith("#"):
            break
        end = stop
        below = _COMMENT_BELOW.match(text, stop)
        if below is None or len(below[1]) <= column:
            break
        end = below.end() - 1
    return len(text[: min(end, limit)].rstrip(BLANK)) if end < len(text) else len(text.rstrip(BLANK))


def line_end(text: str, offset: int) -> int:
    return offset + len(text[offset:].partition("\n")[0])


def end_of_mark(text: str, holder: Node, node: Node) -> int:
    """The character behind the colon or the dash before a value in lines."""
    if node.key is not None:
        return text.index(":", node.key[1]) + 1
    return starts_of(text, holder)[holder.children.index(node)] + 1
