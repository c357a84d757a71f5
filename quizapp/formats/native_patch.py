"""Changes of a bank written into its author's own text: whatever a change does not touch stays byte for byte.

Comments, order, quotation marks and indents survive. A comment belongs to the entry or field below it, where no empty
line is between them, or to the one above it, where it is indented further: it goes where that goes. What is written
anew is written as the file is (`yaml_style`). Each change is read again: where the result does not say just what it
should, as with an end of lines that belongs to a text, the smallest part around it that helps is written anew.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, NamedTuple

from quizapp.formats.outline import Node, outline_of
from quizapp.formats.yaml_events import Raw
from quizapp.formats.yaml_lines import (
    BLANK,
    bodies_of,
    end_of_mark,
    in_brackets,
    insert_line,
    is_apart,
    last_line,
    line_end,
    starts_of,
)
from quizapp.formats.yaml_style import OldText, Style, as_raw, column_of
from quizapp.problems import Path

USUAL_ORDER = (
    "format", "id", "type", "title", "word", "forms", "meaning", "text", "quote", "prefix", "suffix", "file", "alt",
    "caption", "name", "stem", "description", "language", "translation_of", "license", "author", "time_limit",
    "passage", "levels", "level_locked", "about", "glossary", "glossary_in_test", "image", "skill", "points", "weight",
    "covers", "sentence", "key", "role", "pinned", "cost", "share", "evidence", "explanation", "hints", "shuffle",
    "marking", "options", "accepted", "feedback", "silenced", "questions",
)  # fmt: skip
"""The order in which new fields take their place among those that are there."""
_PLACE = {name: place for place, name in enumerate(USUAL_ORDER)}
_OTHERS = _PLACE["silenced"]
"""The place of those that are not named."""


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
    for _ in range(_MOST_STEPS):  # a step for each difference
        root = _root(text)
        steps = _difference(_at(root, path), wanted, path) if _is_there(root, path) else [(_new_field, path, wanted)]
        step = next(iter(steps), None)
        if step is None:
            return text
        text = _carried_out(text, *step)
    return _carried_out(text, _replaced, path, wanted)


_MOST_STEPS = 400


def remove(text: str, path: Path) -> str:
    """`text` without the field or entry at `path`, and without the comments that belong to it. What then holds nothing
    goes too, but for the list of questions.

    Raises:
        LookupError: there is none.
    """
    root = _root(text)
    _at(root, path)
    while len(path) > 1 and len(_at(root, path[:-1]).children) == 1:
        if path[:-1] == ("questions",):
            return _carried_out(text, _replaced, path[:-1], [])
        path = path[:-1]
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


def insert_written(text: str, list_path: Path, index: int, written: str) -> str:
    """`text` with an entry as another author wrote it (`entry_text`) in a list, before the one at `index`.

    Raises:
        LookupError: at `list_path` is something else, or nothing that could have such a field.
    """
    alone = outline_of(written)
    if alone is None or not alone.entries:
        raise LookupError(list_path)
    value = alone.entries[0].raw()
    root = _root(text)
    if _is_there(root, list_path) and (node := _at(root, list_path)).entries and not node.is_flow:
        column = column_of(text, starts_of(text, node)[0])
        new = re.sub("\n(?=[^\n])", "\n" + " " * column, written)
        place = max(0, min(index, len(node.entries)))
        after = insert_line(text, node, place, new, column, is_apart=is_apart(text, node, list_path))
        if _says(after, _expected(root.raw(), _inserted, (*list_path, place), value)):
            return after
    return insert(text, list_path, index, value)


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
    if _at(_root(text), path[:-1]).child(_index(path)) is None:
        raise LookupError(path)
    return _carried_out(text, _doubled, path, None)


def entry_text(text: str, path: Path) -> str:
    """The entry of a list at `path` as its author wrote it, with its comments, from its first column on.

    Raises:
        LookupError: there is none.
    """
    holder, index = _at(_root(text), path[:-1]), _index(path)
    if holder.is_flow:
        return "- " + text[holder.children[index].start : holder.children[index].end]
    start, end = bodies_of(text, holder)[index]
    if not column_of(text, start):
        return text[start:end]
    return re.sub(f"\n {{0,{column_of(text, starts_of(text, holder)[index])}}}", "\n", text[start:end])


# What is changed, as texts and as data


_Change = Callable[[_Text, Path, Any], str]


def _carried_out(text: str, change: _Change, path: Path, value: Any) -> str:
    """`text` after the change, which says what it should."""
    root = _root(text)
    wanted = _expected(root.raw(), change, path, value)
    here = _Text(text, root, Style(text, root))
    after = change(here, path, value)
    if (said := _saying(after, wanted)) is not None:
        return said
    for length in reversed(range(len(path))):
        if not _is_there(root, path[:length]):
            continue
        after = _replaced(here, path[:length], _at_raw(wanted, path[:length]))
        if (said := _saying(after, wanted)) is not None:
            return said
    raise AssertionError("a document that is written anew says what it should")


def _saying(text: str, wanted: Raw) -> str | None:
    """`text` if it says `wanted`, or with an end of its last line, which a block of lines may need; None if neither."""
    return next((each for each in (text, f"{text}\n") if _says(each, wanted)), None)


def _says(text: str, wanted: Raw) -> bool:
    raw = _root(text).raw()
    return raw == wanted and list(_order(raw)) == list(_order(wanted))


def _order(raw: Raw) -> Iterable[str]:
    return raw if isinstance(raw, dict) else ()


def _expected(raw: Raw, change: _Change, path: Path, value: Any) -> Raw:
    """The document as it is to be after the change."""
    if not path:
        return deepcopy(value)  # type: ignore[no-any-return]
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
        return raw or ""
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
        before, behind = text[: node.start], text[node.end :]
        if not behind.strip(BLANK):
            behind = "\n" if "\n" in behind else ""  # spaces would come into a block of lines
        return before + ("" if before[-1:] in ("", "\n") else "\n") + body + behind
    holder = _at(root, path[:-1])
    name = str(path[-1]) if holder.fields is not None else ""
    has_comment = "#" in text[node.end : line_end(text, node.end)]
    old = None if node.text is None else OldText(node.text, node.style, has_comment)
    if holder.is_flow:
        return text[: node.start] + style.flow(value, name, old) + text[node.end :]
    start = end_of_mark(text, holder, node)
    column = column_of(text, node.key[0] if node.key else start - 1)
    new = style.behind_name(value, name, column, old) if node.key else style.behind_dash(value, column, old)
    return _put(text, start, column, node, new)


def _put(text: str, start: int, column: int, node: Node, new: str) -> str:
    """`text` with `new` in place of `node`, behind the colon or dash that ends at `start`, whose field or entry begins
    in `column`. A comment behind the old value stays on the first line of the new one.
    """
    between = text[start : node.start]
    end = line_end(text, node.end)
    comment = text[node.end : end].rstrip(BLANK)
    if node.children and not node.is_flow:
        comment, end = "", last_line(text, node, column, len(text))
    elif node.style in ("|", ">") and (found := re.match(r"[|>][^\s#]*([ \t]+#[^\n]*)", text[node.start :])):
        comment = found[1]
    first, _, more = new.partition("\n")
    more = more and "\n" + more
    if "\n" not in between:
        return text[:start] + first + comment + more + text[end:]
    if not node.children or node.is_flow:
        if not more or first:
            return text[: node.start] + first.lstrip(BLANK) + comment + more + text[end:]
    elif not more or first[1:2] == "|":
        return text[:start] + first + between.partition("\n")[0] + more + text[end:]
    indent = len(more) - len(more.lstrip(" \n")) - 1 if not first else column + 2
    return text[:start] + between.rstrip(BLANK) + "\n" + " " * indent + (first + more).lstrip(BLANK) + text[end:]


def _new_field(here: _Text, path: Path, value: Any) -> str:
    text, root, style = here
    holder, name = _at(root, path[:-1]), str(path[-1])
    if holder.text == "":
        return _replaced(here, path[:-1], {name: value})
    assert holder.fields is not None
    names = list(holder.fields)
    place = _place_of_new(names, name)
    if holder.is_flow:
        return in_brackets(text, holder, place, f"{style.name(name, True)}: {style.flow(value, name)}")
    column = column_of(text, holder.children[0].whole_start)
    return insert_line(text, holder, place, style.field(name, value, column), column, is_apart=False)


def _inserted(here: _Text, path: Path, value: Any) -> str:
    text, root, style = here
    holder, place = _at(root, path[:-1]), _index(path)
    if not holder.entries:
        return _replaced(here, path[:-1], [value])
    if holder.is_flow:
        written = style.flow(value, str(path[-2]) if len(path) > 1 else "")
        is_long = not isinstance(value, str) or "\n" in value or column_of(text, holder.end) + len(written) > 120
        if is_long and not _at(root, path[:-2]).is_flow and "#" not in text[holder.start : holder.end]:
            raw: Any = holder.raw()
            return _replaced(here, path[:-1], [*raw[:place], value, *raw[place:]])
        return in_brackets(text, holder, place, written)
    starts = starts_of(text, holder)
    column = column_of(text, starts[0])
    new = "-" + style.behind_dash(value, column)
    return insert_line(text, holder, place, new, column, is_apart=is_apart(text, holder, path[:-1]))


def _doubled(here: _Text, path: Path, value: None) -> str:
    text, root, _ = here
    holder, index = _at(root, path[:-1]), _index(path)
    if holder.is_flow:
        entry = holder.children[index]
        return text[: entry.end] + ", " + text[entry.start : entry.end] + text[entry.end :]
    start, end = bodies_of(text, holder)[index]
    apart = "\n" if is_apart(text, holder, path[:-1]) else ""
    return text[:end] + "\n" + apart + " " * column_of(text, start) + text[start:end] + text[end:]


def _removed(here: _Text, path: Path, value: None) -> str:
    text, root, _ = here
    holder = _at(root, path[:-1])
    nodes = holder.children
    index = nodes.index(_at(root, path))
    if holder.is_flow:
        if index + 1 < len(nodes):
            return text[: nodes[index].whole_start] + text[nodes[index + 1].whole_start :]
        return text[: nodes[index - 1].end if index else holder.start + 1] + text[nodes[index].end :]
    bodies = bodies_of(text, holder)
    start, end = bodies[index]
    if index + 1 < len(nodes):
        behind = re.compile(r"[ \t\n]*").match(text, end)
        assert behind is not None
        return text[:start] + text[behind.end() :]
    return text[: len(text[:start].rstrip(BLANK))] + text[end:].lstrip(" \t")


def _moved(here: _Text, path: Path, to: int) -> str:
    text, root, _ = here
    holder, index = _at(root, path[:-1]), _index(path)
    spans = [(each.start, each.end) for each in holder.children] if holder.is_flow else bodies_of(text, holder)
    order = list(range(len(spans)))
    order.insert(to, order.pop(index))
    parts = []
    for place, which in enumerate(order):
        gap = text[spans[place - 1][1] if place else 0 : spans[place][0]]
        indents = [column_of(text, spans[each][0]) for each in (which, place)]
        if indents[0] != indents[1] and not holder.is_flow:  # a comment above it is indented otherwise
            gap = gap.rstrip(" ") + " " * indents[0]
        parts += [gap, text[slice(*spans[which])]]
    return "".join(parts) + text[spans[-1][1] :]


# What is there


def _place_of_new(names: list[str], name: str) -> int:
    """The place of a new field among those of a mapping."""
    own = _PLACE.get(name, _OTHERS)
    before = [at for at, other in enumerate(names) if _PLACE.get(other, _OTHERS) <= own]
    return before[-1] + 1 if before else 0


def _index(path: Path) -> int:
    index = path[-1] if path else None
    if not isinstance(index, int):
        raise LookupError(path)
    return index


@lru_cache(2)  # what a change begins with, and what comes of it, are outlined for each thing that is asked
def _root(text: str) -> Node:
    """The outline of `text`; one that holds nothing is an empty text at its end."""
    root = outline_of(text)
    if root is None:
        root = Node(len(text), len(text), None)
        root.text = ""
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
