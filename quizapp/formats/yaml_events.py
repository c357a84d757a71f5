"""YAML of untrusted origin, read as a stream of events into mappings, lists and texts.

Every scalar is a text: nothing is guessed to be a number, a date or a truth value. There are no anchors, aliases, tags,
merge keys or second documents; size, depth, entries and the length of texts are bounded. Nothing here recurses, so a
deeply nested file cannot exhaust the stack, as it can with PyYAML's own loaders.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from unicodedata import combining

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizapp.problems import LineMistake, Mistake, Path
from quizapp.texts import Value

Raw = str | list[Any] | dict[str, Any]
"""A node of a document, without its lines; `lines_of` finds those, where they are asked for."""

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 5_000_000
MAX_FIELDS = 1000
"""The limit for one mapping."""
MAX_TEXT = 1_000_000
MAX_ENTRY_TEXT = 20_000
"""The most characters of a text inside an entry that is handed on (see `read_yaml`)."""
MOST_MISTAKES = 200
"""Reading stops there."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Control characters, ends of lines that an editor does not count as such, and those that turn the direction of
writing so that a text reads otherwise than it is."""

MOST_MARKS = 30
"""The limit for one letter, as in Unicode's Stream-Safe Text Format: putting them in order takes the square of it."""

_SCRIPTS_WITH_MARKS = "[\u0300-\u1fff\u20d0-\u2dff\u302a-\u309a\ua66f-\uabff\ufb1e-\ufe2f\U00010000-\U0001ffff]"
_MAYBE_MARKS = re.compile(f"{_SCRIPTS_WITH_MARKS}{_SCRIPTS_WITH_MARKS}{{{MOST_MARKS},}}")
"""A run that could have more marks; the first class stands alone because a search for one is fast."""

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Document(NamedTuple):
    """A document as it was read. Where `broken`, reading stopped there and `root` is void. `no_yaml` are those of the
    `mistakes` for which the document is not YAML."""

    root: Raw
    mistakes: list[LineMistake]
    broken: bool
    no_yaml: tuple[LineMistake, ...] = ()


class EnoughError(Exception):
    """Ends the reading: more mistakes would tell nobody more."""


_HARMLESS = b"\t\n\r" + bytes((*range(0x20, 0x7F), *range(0x80, 0xCC), 0xE2, *range(0xE4, 0xEA), *range(0xEB, 0xEF)))
"""Bytes of UTF-8 that no forbidden character and no script with marks begins with, but for those of `_DOUBTFUL`."""
_DOUBTFUL = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xe2(?:\x80[\xa8-\xae]|\x81[\xa6-\xa9]|[\x83-\xb7])"))


def may_hold_forbidden(data: bytes) -> bool:
    """Says whether `forbidden_in` could find something in the text that `data` is in UTF-8.

    Most texts are known not to within a tenth of the time that looking through them takes.
    """
    return bool(data.translate(None, _HARMLESS)) or any(doubtful.search(data) for doubtful in _DOUBTFUL)


def forbidden_in(text: str) -> Iterator[int]:
    """Yields the places in `text` of characters that may not be in a bank, and of letters with too many marks."""
    for found in FORBIDDEN.finditer(text):
        yield found.start()
    for run in _MAYBE_MARKS.finditer("" if text.isascii() else text):
        marks = 0
        for at in range(run.start(), run.end()):
            marks = marks + 1 if combining(text[at]) else 0
            if marks > MOST_MARKS:
                yield at
                break


def forbidden(text: str, at: int) -> Mistake:
    """The mistake that `text` has `at` a place that `forbidden_in` gave."""
    code = "character_forbidden" if FORBIDDEN.match(text, at) else "too_many_marks"
    return Mistake(code, (), {"character": f"U+{ord(text[at]):04X}"})


def _refuse(mistakes: list[LineMistake], event: Any, code: str, **values: Value) -> None:
    if len(mistakes) >= MOST_MISTAKES:
        raise EnoughError
    mistakes.append(LineMistake(event.start_mark.line + 1, Mistake(code, (), values)))


def read_yaml(data: bytes, list_name: str = "", each: Callable[[Any, int], Any] | None = None) -> Document:
    """Read `data`, which is UTF-8 without a byte order mark.

    Each entry of the list that stands at the top level under `list_name` is handed to `each`, with its index, as soon
    as it is complete, and what that returns takes its place: the whole of a large file is never there in raw form. It
    may raise `EnoughError`.
    """
    mistakes: list[LineMistake] = []
    loader = Loader(data)
    try:
        root = _build(loader, mistakes, list_name, each)
    except EnoughError:
        return Document("", _with_first_lines(data, mistakes), broken=True)
    except yaml.YAMLError as error:
        from quizapp.formats.yaml_syntax import syntax_mistakes  # no start needs it

        no_yaml = syntax_mistakes(error, data.decode(errors="replace"))
        return Document("", _with_first_lines(data, mistakes) + no_yaml, broken=True, no_yaml=tuple(no_yaml))
    finally:
        loader.dispose()
    mistakes = _with_first_lines(data, mistakes)
    return Document("" if root is None else root, mistakes, broken=root is None)


def _build(
    loader: Any, mistakes: list[LineMistake], list_name: str, each: Callable[[Any, int], Any] | None
) -> Raw | None:
    get_event = loader.get_event
    holder: list[Any] = []
    stack: list[list[Any] | dict[str, Any]] = [holder]
    keys: list[str | None] = [None]
    container: list[Any] | dict[str, Any] = holder
    key: str | None = None
    streamed: list[Any] | None = None
    nodes = documents = 0
    most = MAX_TEXT
    while True:
        event = get_event()
        kind = event.__class__
        value: Any
        if kind is ScalarEvent:
            value = event.value
            if event.anchor is not None:
                _refuse(mistakes, event, "yaml_anchor")
            if event.tag is not None:
                _refuse(mistakes, event, "yaml_tag")
            if len(value) > most:
                _refuse(mistakes, event, "yaml_text_length", limit=f"{most:,}")
                return None
            if event.style == '"' and (at := next(forbidden_in(value), None)) is not None:
                mistake = forbidden(value, at)
                _refuse(mistakes, event, mistake.code, **mistake.values)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            nodes += 1
            if event.anchor is not None:
                _refuse(mistakes, event, "yaml_anchor")
            if event.tag is not None:
                _refuse(mistakes, event, "yaml_tag")
            if len(stack) > MAX_DEPTH:
                _refuse(mistakes, event, "yaml_depth", limit=str(MAX_DEPTH))
                return None
            if key is None and container.__class__ is dict:
                _refuse(mistakes, event, "yaml_complex_key")
                return None
            stack.append(container)
            keys.append(key)
            container = {} if kind is MappingStartEvent else []
            if (
                each is not None
                and kind is SequenceStartEvent
                and len(stack) == 3
                and key == list_name
                and key not in stack[-1]
            ):
                streamed = container  # type: ignore[assignment]
                most = MAX_ENTRY_TEXT
            key = None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = container
            if container is streamed:
                most = MAX_TEXT
            container = stack.pop()
            key = keys.pop()
            if container is streamed and each is not None:
                value = each(value, len(container))
        elif kind is AliasEvent:
            _refuse(mistakes, event, "yaml_alias")
            value = f"*{event.anchor}"
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                _refuse(mistakes, event, "yaml_second_document")
                return None
            continue
        elif kind is StreamEndEvent:
            return holder[0] if holder else ""
        else:
            continue
        nodes += 1
        if nodes > MAX_NODES:
            _refuse(mistakes, event, "yaml_nodes", limit=f"{MAX_NODES:,}")
            return None
        if container.__class__ is dict:
            if key is None:
                key = value
                if value in container:
                    _refuse(mistakes, event, "duplicate_key", name=value)
                elif len(container) >= MAX_FIELDS:
                    _refuse(mistakes, event, "yaml_fields", limit=f"{MAX_FIELDS:,}")
                    return None
            else:
                container.setdefault(key, value)  # of two with the same name, the first; see `lines_of`
                key = None
        else:
            if container is streamed and kind in (ScalarEvent, AliasEvent) and each is not None:
                value = each(value, len(container))
            container.append(value)  # type: ignore[union-attr]


def _with_first_lines(data: bytes, mistakes: list[LineMistake]) -> list[LineMistake]:
    """`mistakes`, with the line of the first of two fields of the same name in those that tell of the second."""
    wanted = {(line, mistake.values["name"]) for line, mistake in mistakes if mistake.code == "duplicate_key"}
    if not wanted:
        return mistakes
    first: dict[Path, int] = {}
    known: dict[tuple[int, str], int] = {}
    for path, (line, _) in _places(data):
        if path and isinstance(path[-1], str):
            before = first.setdefault(path, line)
            if (line, path[-1]) in wanted:
                known[line, path[-1]] = before
                if len(known) == len(wanted):
                    break
    told = []
    for line, mistake in mistakes:
        values = mistake.values
        if mistake.code == "duplicate_key":
            values = {**values, "line": str(known.get((line, str(values["name"])), line))}
        told.append(LineMistake(line, mistake._replace(values=values)))
    return told


class LineColumn(NamedTuple):
    """A place in a file, both counted from 1; 0 where there is none."""

    line: int
    column: int


def lines_of(data: bytes, paths: Iterable[Path]) -> dict[Path, int]:
    """The line, counted from 1, of each of `paths`, as `places_of` finds it."""
    return {path: place.line for path, place in places_of(data, paths).items()}


def places_of(data: bytes, paths: Iterable[Path]) -> dict[Path, LineColumn]:
    """The place of each of `paths`, or of the nearest one above it that is there.

    A field stands where its name does, an entry of a list where it begins.
    """
    wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
    found: dict[Path, LineColumn] = {}
    for path, place in _places(data):
        if path in wanted and path not in found:
            found[path] = place
            if len(found) == len(wanted):
                break
    places = {}
    for path in paths:
        known = (path[:length] for length in reversed(range(len(path) + 1)))
        places[path] = next((found[prefix] for prefix in known if prefix in found), LineColumn(0, 0))
    return places


def _places(data: bytes) -> Iterator[tuple[Path, LineColumn]]:
    """The place of each field, where its name stands, and of each entry of a list."""
    for path, event, is_name in nodes_of(data):
        if event.__class__ not in ENDS and (is_name or not path or isinstance(path[-1], int)):
            yield path, LineColumn(event.start_mark.line + 1, event.start_mark.column + 1)


ENDS = (MappingEndEvent, SequenceEndEvent)
"""The events that end mappings and lists."""


def nodes_of(data: bytes) -> Iterator[tuple[Path, Any, bool]]:
    """Yields the event of each node, and those that end lists and mappings, up to where `data` is no YAML anymore, or
    far deeper than can be read.

    With it comes its place, which the name of a field and its value share, and whether it is such a name.
    """
    loader = Loader(data)
    path: list[str | int] = []  # of the open containers: the key or the index at which each is now
    names_next: list[bool | None] = []  # of each: whether its next node is a name; None in a list
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, ENDS):
                path.pop()
                names_next.pop()
                yield tuple(path), event, False
                continue
            if not isinstance(event, NodeEvent):
                continue
            is_name = bool(names_next) and names_next[-1] is True
            if names_next and names_next[-1] is None:
                path[-1] = int(path[-1]) + 1
            elif names_next:
                path[-1] = getattr(event, "value", "") if is_name else path[-1]
                names_next[-1] = not is_name
            yield tuple(path), event, is_name
            if len(path) > 2 * MAX_DEPTH:  # each of thousands of brackets would have all of them in its path
                return
            if isinstance(event, CollectionStartEvent):
                is_list = isinstance(event, SequenceStartEvent)
                path.append(-1 if is_list else "")
                names_next.append(None if is_list else True)
    except yaml.YAMLError:
        return
    finally:
        loader.dispose()
