"""Changes of a bank written into its author's own text: whatever a change does not touch stays byte for byte.

Comments, order, quotation marks and indents survive. A comment belongs to the entry or field below it, where no empty
line is between them, or to the one above it, where it is indented further: it goes where that goes. What is written
anew is written as the file is (`yaml_style`). Each change is read again: where the result does not say just what it
should, as with an end of lines that belongs to a text, the smallest part around it that helps is written anew.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any, NamedTuple

from quizapp.formats.outline import Node, outline_of
from quizapp.formats.yaml_events import Raw
from quizapp.formats.yaml_style import Style, as_raw, column_of
from quizapp.problems import Path

USUAL_ORDER = (
    "format", "id", "type", "title", "word", "forms", "meaning", "text", "quote", "prefix", "suffix", "file", "alt",
    "caption", "name", "stem", "description", "language", "translation_of", "license", "author", "time_limit",
    "passage", "levels", "level_locked", "about", "glossary", "glossary_in_test", "image", "skill", "points", "weight",
    "covers", "sentence", "key", "role", "pinned", "cost", "share", "evidence", "explanation", "hints", "shuffle",
    "marking", "options", "accepted", "feedback", "silenced", "questions",
)  # fmt: skip
"""The order in which new fields take their place among those that are there; one that is not named stands last."""
_PLACE = {name: place for place, name in enumerate(USUAL_ORDER)}

_GAP = re.compile(r"(?:\s|#[^\n]*)*")


class _Text(NamedTuple):
    """A text with its outline and the way in which it is written."""

    text: str
    root: Node
    style: Style


def set_value(text: str, path: Path, value: Any) -> str:
    """`text` with `value` at `path`: in place of what is there, or as a new field.

    Of lists and mappings only what differs is changed.

    Raises:
        LookupError: nothing that could have such a field is there.
    """
    wanted = as_raw(value)
    done = 0
    while True:  # a step for each difference
        root = _root(text)
        steps = _difference(_at(root, path), wanted, path) if _is_there(root, path) else [(_new_field, path, wanted)]
        step = next(iter(steps), None)
        if step is None:
            return text
        done += 1
        change, at, part = step
        if done > _MOST_STEPS:
            change, at, part = _replaced, path, wanted
        text = _carried_out(text, change, at, part)


_MOST_STEPS = 400


def remove(text: str, path: Path) -> str:
    """`text` without the field or entry at `path`, and without the comments that belong to it.

    Raises:
        LookupError: there is none.
    """
    _at(_root(text), path)
    return _carried_out(text, _removed, path, None)


def insert(text: str, list_path: Path, index: int, value: Any) -> str:
    """`text` with `value` as a new entry of a list, before the one at `index`; the list is made where there is none.

    Raises:
        LookupError: at `list_path` is something else, or nothing that could have such a field.
    """
    root = _root(text)
    raw = as_raw(value)
    if not _is_there(root, list_path) or _at(root, list_path).text == "":
        return set_value(text, list_path, [raw])
    node = _at(root, list_path)
    if node.entries is None:
        raise LookupError(list_path)
    return _carried_out(text, _inserted, (*list_path, max(0, min(index, len(node.entries)))), raw)


def move(text: str, list_path: Path, index: int, to: int) -> str:
    """`text` with the entry at `index` of a list at the place `to` of it.

    Raises:
        LookupError: there is no such entry or place.
    """
    node = _at(_root(text), list_path)
    if node.child(index) is None or node.child(to) is None:
        raise LookupError((*list_path, index))
    return text if index == to else _carried_out(text, _moved, (*list_path, index), to)


def duplicate(text: str, path: Path) -> str:
    """`text` with the entry of a list that is at `path` twice, comments too.

    Raises:
        LookupError: there is none.
    """
    _at(_root(text), path)
    return _carried_out(text, _doubled, path, None)


def entry_text(text: str, path: Path) -> str:
    """The entry of a list at `path` as its author wrote it, with its comments, from its first column on.

    Raises:
        LookupError: there is none.
    """
    holder, index = _at(_root(text), path[:-1]), _index(path)
    if holder.is_flow:
        return "- " + text[holder.children[index].start : holder.children[index].end]
    start, end = _bodies(text, holder)[index]
    indent = re.compile(f"\\n {{1,{max(1, column_of(text, _starts(text, holder)[index]))}}}")
    return text[start:end] if not column_of(text, start) else indent.sub("\n", text[start:end])


# What is changed, as texts and as data


_Change = Callable[[_Text, Path, Any], str]


def _carried_out(text: str, change: _Change, path: Path, value: Any) -> str:
    """`text` after the change, which says what it should."""
    root = _root(text)
    wanted = _expected(root.raw(), change, path, value)
    here = _Text(text, root, Style(text, root))
    after = change(here, path, value)
    if _says(after, wanted):
        return after
    for length in range(len(path) - 1, -1, -1):
        if not _is_there(root, path[:length]):
            continue
        after = _replaced(here, path[:length], _at_raw(wanted, path[:length]))
        if _says(after, wanted):
            return after
    raise AssertionError("a document that is written anew says what it should")


def _says(text: str, wanted: Raw) -> bool:
    outline = outline_of(text)
    return outline is not None and outline.raw() == wanted and list(_order(outline.raw())) == list(_order(wanted))


def _order(raw: Raw) -> Iterable[str]:
    return raw if isinstance(raw, dict) else ()


def _expected(raw: Raw, change: _Change, path: Path, value: Any) -> Raw:
    """What the document says after the change."""
    if not path:
        return deepcopy(value)  # type: ignore[no-any-return]
    if change is _removed and _is_alone(raw, path):
        return _expected(raw, _removed, path[:-1], None) if len(path) > 1 else ""
    if change is _removed and _leaves_nothing(raw, path):
        return _expected(raw, _replaced, path[:-1], [])
    raw = deepcopy(raw)
    holder: Any = _at_raw(raw, path[:-1])
    last = path[-1]
    if change is _inserted:
        holder.insert(last, value)
    elif change is _doubled:
        holder.insert(_index(path) + 1, deepcopy(holder[last]))
    elif change is _moved:
        holder.insert(value, holder.pop(last))
    elif change is _removed:
        del holder[last]
    elif change is _new_field:
        if holder == "":
            return _expected(raw, _replaced, path[:-1], {last: value})
        place = _place_of_new(list(holder), str(last))
        fields = list(holder.items())
        fields.insert(place, (last, value))
        holder.clear()
        holder.update(fields)
    else:
        holder[last] = value
    return raw


def _at_raw(raw: Any, path: Path) -> Any:
    for part in path:
        raw = raw[part]
    return raw


def _is_alone(raw: Raw, path: Path) -> bool:
    """Says whether with what is at `path` that goes, too, which holds nothing else."""
    holder = _at_raw(raw, path[:-1])
    if len(holder) > 1 or len(path) == 1:
        return False
    return isinstance(path[-2], str) and path[:-1] != ("questions",)


def _leaves_nothing(raw: Raw, path: Path) -> bool:
    return len(_at_raw(raw, path[:-1])) == 1 and isinstance(path[-1], int)


def _difference(node: Node, wanted: Any, path: Path) -> list[tuple[_Change, Path, Any]]:
    """The first change that makes what is at `node` more like `wanted`; none where it is the same."""
    if node.raw() == wanted:
        return []
    if node.fields is not None and node.fields and isinstance(wanted, dict) and wanted:
        kept = [name for name in node.fields if name in wanted]
        if not kept:
            return [(_replaced, path, wanted)]
        for name in node.fields:
            if name not in wanted:
                return [(_removed, (*path, name), None)]
        for name in kept:
            if inner := _difference(node.fields[name], wanted[name], (*path, name)):
                return inner
        name = next(name for name in wanted if name not in node.fields)
        return [(_new_field, (*path, name), wanted[name])]
    if node.entries and isinstance(wanted, list) and wanted:
        return _difference_of_lists([entry.raw() for entry in node.entries], node.entries, wanted, path)
    return [(_replaced, path, wanted)]


def _difference_of_lists(
    old: list[Raw], nodes: Sequence[Node], wanted: list[Any], path: Path
) -> list[tuple[_Change, Path, Any]]:
    start = next((at for at, (one, other) in enumerate(zip(old, wanted, strict=False)) if one != other), None)
    if start is None:
        start = min(len(old), len(wanted))
    if len(old) > len(wanted):
        return [(_removed, (*path, start), None)]
    if len(old) < len(wanted):
        return [(_inserted, (*path, start), wanted[start])]
    if wanted[start] in old[start + 1 :]:
        return [(_moved, (*path, old.index(wanted[start], start + 1)), start)]
    if old[start] in wanted[start + 1 :]:
        return [(_moved, (*path, start), wanted.index(old[start], start + 1))]
    return _difference(nodes[start], wanted[start], (*path, start))


# The changes, each of a text


def _replaced(here: _Text, path: Path, value: Any) -> str:
    text, root, style = here
    node = _at(root, path)
    if not path:
        body = style.fields(value, 0) if isinstance(value, dict) and value else style.flow(value)
        return text[: node.start] + body + text[node.end :]
    holder = _at(root, path[:-1])
    name = str(path[-1]) if holder.fields is not None else ""
    if holder.is_flow:
        return text[: node.start] + style.flow(value, name) + text[node.end :]
    old = node.style if isinstance(value, str) else ""
    start = _end_of_mark(text, holder, node)
    column = column_of(text, node.key[0] if node.key else start - 1)
    new = style.behind_name(value, name, column, old) if node.key else style.behind_dash(value, column, old)
    return _put(text, start, node, new)


def _put(text: str, start: int, node: Node, new: str) -> str:
    """`text` with `new` behind the colon or dash that ends at `start`; a comment on the first line stays there."""
    between = text[start : node.start]
    first, _, more = new.partition("\n")
    if "\n" in between or (between and not between.strip() and not more):
        if "\n" not in between:
            return text[: node.start] + first.removeprefix(" ") + text[node.end :]
        comment = between.partition("\n")[0]
        if "#" in between.partition("\n")[2]:
            comment = ""  # comments below it are its own, and go with it
        if more:
            return text[:start] + first + comment + "\n" + more + text[node.end :]
        return text[:start] + first + comment + text[node.end :]
    line_end = text.find("\n", node.start)
    line_end = len(text) if line_end < 0 else line_end
    if more and node.end <= line_end:
        return text[:start] + first + text[node.end : line_end].rstrip() + "\n" + more + text[line_end:]
    if node.style in ("|", ">") and (header := re.match(r"[|>][^\s#]*([ \t]+#[^\n]*)", text[node.start : line_end])):
        return text[:start] + first + header[1] + ("\n" + more if more else "") + text[node.end :]
    return text[:start] + new + text[node.end :]


def _new_field(here: _Text, path: Path, value: Any) -> str:
    text, root, style = here
    holder, name = _at(root, path[:-1]), str(path[-1])
    if holder.text == "":
        return _replaced(here, path[:-1], {name: value})
    assert holder.fields is not None
    names = list(holder.fields)
    place = _place_of_new(names, name)
    if holder.is_flow:
        return _in_brackets(text, holder, place, f"{style.name(name, True)}: {style.flow(value, name)}")
    if not names:
        return _replaced(here, path[:-1], {name: value})
    column = column_of(text, holder.children[0].whole_start)
    return _insert_line(text, holder, place, style.field(name, value, column), column, is_apart=False)


def _inserted(here: _Text, path: Path, value: Any) -> str:
    text, root, style = here
    holder, place = _at(root, path[:-1]), _index(path)
    if not holder.entries:
        return _replaced(here, path[:-1], [value])
    if holder.is_flow:
        written = style.flow(value, str(path[-2]) if len(path) > 1 else "")
        is_long = not isinstance(value, str) or "\n" in value or column_of(text, holder.end) + len(written) > 120
        if (
            is_long
            and not (len(path) > 1 and _at(root, path[:-2]).is_flow)
            and "#" not in text[holder.start : holder.end]
        ):
            raw: Any = holder.raw()
            return _replaced(here, path[:-1], [*raw[:place], value, *raw[place:]])
        return _in_brackets(text, holder, place, written)
    starts = _starts(text, holder)
    column = column_of(text, starts[0])
    new = "-" + style.behind_dash(value, column)
    return _insert_line(text, holder, place, new, column, is_apart=_is_apart(text, holder, path[:-1]))


def _doubled(here: _Text, path: Path, value: None) -> str:
    text, root, _ = here
    holder, index = _at(root, path[:-1]), _index(path)
    if holder.is_flow:
        entry = holder.children[index]
        return text[: entry.end] + ", " + text[entry.start : entry.end] + text[entry.end :]
    start, end = _bodies(text, holder)[index]
    column = column_of(text, _starts(text, holder)[index])
    apart = "\n" if _is_apart(text, holder, path[:-1]) else ""
    return text[:end] + "\n" + apart + " " * column + text[start:end] + text[end:]


def _removed(here: _Text, path: Path, value: None) -> str:
    text, root, _ = here
    raw = root.raw()
    if _is_alone(raw, path):
        return _removed(here, path[:-1], None)
    if _leaves_nothing(raw, path):
        return _replaced(here, path[:-1], [])
    holder = _at(root, path[:-1])
    nodes = holder.children
    index = nodes.index(_at(root, path))
    if len(nodes) == 1:
        return _replaced(here, path[:-1], {} if len(path) > 1 else "")
    if holder.is_flow:
        if index + 1 < len(nodes):
            return text[: nodes[index].whole_start] + text[nodes[index + 1].whole_start :]
        return text[: nodes[index - 1].end] + text[nodes[index].end :]
    bodies = _bodies(text, holder)
    start, end = bodies[index]
    if index + 1 < len(nodes):
        behind = re.compile(r"\s*").match(text, end)
        assert behind is not None
        return text[:start] + text[behind.end() :]
    return text[: len(text[:start].rstrip())] + text[end:]


def _moved(here: _Text, path: Path, to: int) -> str:
    text, root, _ = here
    holder, index = _at(root, path[:-1]), _index(path)
    spans = [(each.start, each.end) for each in holder.children] if holder.is_flow else _bodies(text, holder)
    order = list(range(len(spans)))
    order.insert(to, order.pop(index))
    parts = [text[: spans[0][0]]]
    for place, which in enumerate(order):
        behind = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        parts += (text[slice(*spans[which])], text[spans[place][1] : behind])
    return "".join(parts)


# Places in a text


def _in_brackets(text: str, holder: Node, place: int, new: str) -> str:
    nodes = holder.children
    if not nodes:
        return text[: holder.start + 1] + new + text[holder.end - 1 :]
    if place < len(nodes):
        at = nodes[place].whole_start
        return text[:at] + new + ", " + text[at:]
    return text[: nodes[-1].end] + ", " + new + text[nodes[-1].end :]


def _insert_line(text: str, holder: Node, place: int, new: str, column: int, *, is_apart: bool) -> str:
    bodies = _bodies(text, holder)
    between = "\n\n" if is_apart else "\n"
    if place < len(bodies):
        at = bodies[place][0]
        return text[:at] + new + between + " " * column + text[at:]
    at = bodies[-1][1]
    return text[:at] + between + " " * column + new + text[at:]


def _is_apart(text: str, holder: Node, path: Path) -> bool:
    """Says whether empty lines stand between the entries of a list."""
    bodies = _bodies(text, holder)
    if len(bodies) == 1:
        return path == ("questions",)
    return any(text.count("\n", one[1], other[0]) > 1 for one, other in pairwise(bodies))


def _starts(text: str, holder: Node) -> list[int]:
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


def _bodies(text: str, holder: Node) -> list[tuple[int, int]]:
    """The lines of each entry or field of `holder` with the comments that belong to it, without the first indent."""
    starts, nodes = _starts(text, holder), holder.children
    bodies: list[tuple[int, int]] = []
    for at, node in enumerate(nodes):
        column = column_of(text, starts[at])
        limit = starts[at + 1] if at + 1 < len(nodes) else len(text)
        lowest = bodies[-1][1] if bodies else holder.start if column_of(text, holder.start) else None
        bodies.append((_with_comments_above(text, starts[at], column, lowest), _last_line(text, node, column, limit)))
    return bodies


def _with_comments_above(text: str, start: int, column: int, lowest: int | None) -> int:
    """The first character of the comments right above `start`, which begins its line; `start` where there are none."""
    first = start
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        return start
    while line > 0:
        above = text.rfind("\n", 0, line - 1) + 1
        comment = re.match(r"([ \t]*)#", text[above : line - 1])
        if comment is None or len(comment[1]) > column or (lowest is not None and above < lowest) or above == 0:
            break
        first, line = above + len(comment[1]), above
    return first


def _last_line(text: str, node: Node, column: int, limit: int) -> int:
    """The end of the last line of what `node` says, with the comments behind and below that belong to it."""
    end = node.end
    while end < limit:
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        if node.end <= end and text[end:stop].strip() and not text[end:stop].lstrip().startswith("#"):
            break
        end = stop
        below = re.compile(r"(?:[ \t]*\n)*([ \t]*)#").match(text, stop + 1)
        if below is None or len(below[1]) <= column:
            break
        end = below.end() - 1
    return len(text[: min(end, limit)].rstrip()) if end < len(text) else len(text.rstrip())


def _end_of_mark(text: str, holder: Node, node: Node) -> int:
    """The character behind the colon or the dash before a value in lines."""
    if node.key is not None:
        return text.index(":", node.key[1]) + 1
    return _starts(text, holder)[holder.children.index(node)] + 1


def _place_of_new(names: list[str], name: str) -> int:
    """The place of a new field among those of a mapping."""
    own = _PLACE.get(name, len(_PLACE) - 2)
    before = [at for at, other in enumerate(names) if _PLACE.get(other, len(_PLACE) - 2) <= own]
    return before[-1] + 1 if before else 0


def _index(path: Path) -> int:
    index = path[-1] if path else None
    if not isinstance(index, int):
        raise LookupError(path)
    return index


def _root(text: str) -> Node:
    root = outline_of(text)
    if root is None:
        raise LookupError(())
    return root


def _at(root: Node, path: Path) -> Node:
    node = root.find(path)
    if node is None:
        raise LookupError(path)
    return node


def _is_there(root: Node, path: Path) -> bool:
    """Says whether something is at `path`; if not, a field of that name can be made.

    Raises:
        LookupError: it cannot.
    """
    if root.find(path) is not None:
        return True
    holder = root.find(path[:-1])
    if holder is None or not isinstance(path[-1], str) or (holder.fields is None and holder.text != ""):
        raise LookupError(path)
    return False
