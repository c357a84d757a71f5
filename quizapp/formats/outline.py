"""The outline of a YAML document: where each of its values stands, in characters.

It is made from the events of the parser, so it knows what the parser knows and guesses nothing. Nothing here recurses.
A text that is no YAML has the outline of what stands above its first mistake.
"""

from collections.abc import Iterator
from typing import Any

from yaml.events import ScalarEvent, SequenceStartEvent

from quizapp.formats.yaml_events import ENDS, MAX_DEPTH, Raw, nodes_of
from quizapp.problems import Path


class Node:
    """A value of a document. `start` and `end` are its characters, without spaces and comments behind it.

    `key` are the characters of its name, where it is a field. `style` is that of a text: one of ``' " | >``, or empty
    for a plain one; `text` is what it says. `is_flow` tells of lists and mappings in brackets.
    """

    __slots__ = ("end", "entries", "fields", "is_flow", "key", "start", "style", "text")

    def __init__(self, start: int, end: int, key: tuple[int, int] | None) -> None:
        self.start, self.end, self.key = start, end, key
        self.text: str | None = None
        self.style = ""
        self.is_flow = False
        self.fields: dict[str, Node] | None = None
        self.entries: list[Node] | None = None

    @property
    def children(self) -> "list[Node]":
        """The values in a list or a mapping, in the order of the text."""
        if self.fields is not None:
            return list(self.fields.values())
        return self.entries or []

    @property
    def whole_start(self) -> int:
        """The first character of the name, or of the value where it has no name."""
        return self.start if self.key is None else self.key[0]

    def child(self, part: str | int) -> "Node | None":
        """The field of this name, or the entry at this index; None where there is none."""
        if self.fields is not None and isinstance(part, str):
            return self.fields.get(part)
        if self.entries is not None and isinstance(part, int) and 0 <= part < len(self.entries):
            return self.entries[part]
        return None

    def find(self, path: Path) -> "Node | None":
        """The value at `path`; None where there is none."""
        node: Node | None = self
        for part in path:
            node = None if node is None else node.child(part)
        return node

    def path_at(self, offset: int) -> Path:
        """The way to the deepest value whose name or characters are around `offset`."""
        path: list[str | int] = []
        node = self
        while True:
            parts: Iterator[tuple[str | int, Node]]
            parts = iter(node.fields.items()) if node.fields is not None else enumerate(node.entries or ())
            inner = next((each for each in parts if each[1].whole_start <= offset <= each[1].end), None)
            if inner is None:
                return tuple(path)
            path.append(inner[0])
            node = inner[1]

    def raw(self) -> Raw:
        """The value as mappings, lists and texts. It is for values of the depth that `yaml_events` reads."""
        if self.fields is not None:
            return {name: node.raw() for name, node in self.fields.items()}
        if self.entries is not None:
            return [node.raw() for node in self.entries]
        return self.text or ""


def outline_of(text: str) -> Node | None:
    """The outline of `text`; None where there is nothing to outline. Of two fields of one name it has the first."""
    root: Node | None = None
    stack: list[Node] = []
    key: tuple[int, int] | None = None
    for path, event, is_name in nodes_of(text.encode(errors="replace")):
        if event.__class__ in ENDS:
            node = stack.pop()
            _close(node, event)
            continue
        start, end = event.start_mark.index, event.end_mark.index
        if is_name:
            if hasattr(event, "flow_style"):  # a list or a mapping as a name, which is never read
                break
            key = (start, end)
            continue
        node = Node(start, end, key)
        key = None
        if event.__class__ is ScalarEvent:
            node.text, node.style = event.value, event.style or ""
            if node.style in ("|", ">"):
                node.end = start + len(text[start:end].rstrip(" \t\n"))
        elif hasattr(event, "flow_style"):
            _open(node, event)
        else:
            node.text = f"*{event.anchor}"
        _attach(stack, node, path)
        if root is None:
            root = node
        if node.text is None and hasattr(event, "flow_style"):
            if len(stack) > MAX_DEPTH:
                break
            stack.append(node)
    for node in reversed(stack):  # those that the end of what can be read has left open
        node.end = max([node.end, *(child.end for child in node.children)])
    return root


def _open(node: Node, event: Any) -> None:
    node.is_flow = bool(event.flow_style)
    if isinstance(event, SequenceStartEvent):
        node.entries = []
    else:
        node.fields = {}


def _close(node: Node, event: Any) -> None:
    children = node.children
    node.end = event.end_mark.index if node.is_flow else max((child.end for child in children), default=node.end)


def _attach(stack: list[Node], node: Node, path: Path) -> None:
    if not stack:
        return
    parent = stack[-1]
    if parent.entries is not None:
        parent.entries.append(node)
    elif parent.fields is not None:
        parent.fields.setdefault(str(path[-1]), node)
