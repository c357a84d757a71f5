"""YAML of untrusted origin, read as a stream of events into mappings, lists and texts.

Every scalar is a text: nothing is guessed to be a number, a date or a truth value. There are no anchors, aliases, tags,
merge keys or second documents; size, depth, entries and the length of texts are bounded. Nothing here recurses, so a
deeply nested file cannot exhaust the stack, as it can with PyYAML's own loaders.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizapp.errors import Mistake, Path

Raw = str | list[Any] | dict[str, Any]
"""A node of a document, without its lines; `lines_of` finds those, where they are asked for."""

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 5_000_000
MAX_TEXT = 1_000_000

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters, and those that turn the direction of writing so that a text reads otherwise than it is."""

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class LineMistake(NamedTuple):
    """A mistake of form, with its line, counted from 1 (0 for none)."""

    line: int
    mistake: Mistake


class Document(NamedTuple):
    """What was read. Where `broken`, reading stopped there and `root` is not to be used."""

    root: Raw
    mistakes: list[LineMistake]
    broken: bool


def _refuse(mistakes: list[LineMistake], event: Any, code: str, **values: str) -> None:
    if len(mistakes) < 200:
        mistakes.append(LineMistake(event.start_mark.line + 1, Mistake(code, (), values)))


def read_yaml(data: bytes, list_name: str = "", each: Callable[[Any, int], Any] | None = None) -> Document:
    """Read `data`, which is UTF-8 without a byte order mark.

    Each entry of the list that stands at the top level under `list_name` is handed to `each`, with its index, as soon
    as it is complete, and what that returns takes its place: the whole of a large file is never there in raw form.
    """
    mistakes: list[LineMistake] = []
    loader = _Loader(data)
    try:
        root = _build(loader, mistakes, list_name, each)
    except yaml.YAMLError as error:
        mistakes.append(_syntax_mistake(error, data))
        return Document("", mistakes, broken=True)
    finally:
        loader.dispose()
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
            if len(value) > MAX_TEXT:
                _refuse(mistakes, event, "yaml_text_length", limit=f"{MAX_TEXT:,}")
                return None
            if event.style == '"' and (found := FORBIDDEN.search(value)):
                _refuse(mistakes, event, "character_forbidden", character=f"U+{ord(found[0]):04X}")
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
            if each is not None and kind is SequenceStartEvent and len(stack) == 3 and key == list_name:
                streamed = container  # type: ignore[assignment]
            key = None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = container
            container = stack.pop()
            key = keys.pop()
            if container is streamed and each is not None:
                value = each(value, len(container))
        elif kind is AliasEvent:
            _refuse(mistakes, event, "yaml_alias")
            value = ""
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
                elif value == "<<" and event.style is None:
                    _refuse(mistakes, event, "yaml_merge")
            else:
                container[key] = value
                key = None
        else:
            if container is streamed and kind is ScalarEvent and each is not None:
                value = each(value, len(container))
            container.append(value)  # type: ignore[union-attr]


def lines_of(data: bytes, paths: Iterable[Path]) -> dict[Path, int]:
    """The line, counted from 1, of each of `paths`, or of the nearest place above it that is there.

    A field stands where its name does, an entry of a list where it begins.
    """
    wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
    found: dict[Path, int] = {}
    for path, line in _places(data):
        if path in wanted:
            found.setdefault(path, line)
    lines = {}
    for path in paths:
        known = (path[:length] for length in range(len(path), -1, -1))
        lines[path] = next((found[prefix] for prefix in known if prefix in found), 0)
    return lines


def _places(data: bytes) -> Iterator[tuple[Path, int]]:
    loader = _Loader(data)
    path: list[str | int] = []  # of the open containers: the key or the index at which each is now
    mapping: list[bool] = []
    waiting: list[bool] = []  # whether the next node of a mapping is a key
    try:
        while True:
            event = loader.get_event()
            kind = event.__class__
            if kind is StreamEndEvent:
                return
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                path.pop()
                mapping.pop()
                waiting.pop()
                continue
            if kind not in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
                continue
            line = event.start_mark.line + 1
            if not mapping:
                yield (), line
            elif not mapping[-1]:
                path[-1] = int(path[-1]) + 1
                yield tuple(path), line
            elif waiting[-1]:
                waiting[-1] = False
                path[-1] = event.value if kind is ScalarEvent else ""
                yield tuple(path), line
                continue
            else:
                waiting[-1] = True
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                mapping.append(kind is MappingStartEvent)
                waiting.append(True)
                path.append("" if kind is MappingStartEvent else -1)
    except yaml.YAMLError:
        return
    finally:
        loader.dispose()


_SYNTAX = (
    ("found character that cannot start any token", "yaml_character"),
    ("found a tab character", "yaml_tab"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_colon"),
    ("found unexpected end of stream", "yaml_quote"),
    ("found unknown escape character", "yaml_quote"),
    ("did not find expected ',' or", "yaml_bracket"),
    ("did not find expected", "yaml_indent"),
    ("block sequence entries are not allowed", "yaml_indent"),
    ("did not find expected alphabetic", "yaml_character"),
)


def _syntax_mistake(error: yaml.YAMLError, data: bytes) -> LineMistake:
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", "") or error).strip()
    line = min(mark.line + 1, data.count(b"\n") + 1) if mark is not None else 0
    lines = data.split(b"\n", line)
    if 0 < line <= len(lines) and lines[line - 1].lstrip(b" ").startswith(b"\t"):
        return LineMistake(line, Mistake("yaml_tab"))
    for start, code in _SYNTAX:
        if reason.startswith(start):
            if code in ("yaml_quote", "yaml_bracket"):
                begun = getattr(error, "context_mark", None)
                line = begun.line + 1 if begun is not None else line
            return LineMistake(line, Mistake(code))
    return LineMistake(line, Mistake("yaml_syntax", (), {"reason": reason}))
