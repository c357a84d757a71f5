"""XML of untrusted origin, as a tree: no entities, nothing from outside, bounded in depth and size."""

import gc
from collections.abc import Iterator, Sequence
from xml.parsers import expat

from quizapp.interchange.source import RefusedSourceError

_DEEPEST = 100
MOST_ELEMENTS = 1_000_000
_PIECE = 2**18
_LONGEST_TAG = 2**19
"""Bytes of one tag or comment, which is only told once it is whole."""
_MOST_CHILDREN = 20_000
"""The limit for the elements in one, and so for the questions in a file."""


_NO_ATTRIBUTES: dict[str, str] = {}
"""Most elements have none, and a dictionary for each would fill the memory; nobody adds to it."""


class Element:
    """An element with its `line`, counted from 1.

    `text` is all that stands in it before its first child, `tail` what stands after it in its parent.
    """

    __slots__ = ("attributes", "children", "line", "tag", "tail", "text")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.text = ""
        self.tail = ""
        self.children: Sequence[Element] = ()

    def all(self, tag: str) -> Iterator["Element"]:
        """The children that are called `tag`."""
        return (child for child in self.children if child.tag == tag)

    def first(self, *path: str) -> "Element | None":
        """The first child at the end of a path of tags."""
        found = self
        for tag in path:
            for child in found.children:
                if child.tag == tag:
                    found = child
                    break
            else:
                return None
        return found

    def words(self, *path: str) -> str:
        """The text of the first child at the end of a path of tags, without white space around it; may be empty."""
        found = self.first(*path)
        return found.text.strip() if found is not None else ""


class _RefusedXmlError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_xml(data: bytes, file: str, most: int = MOST_ELEMENTS) -> Element:
    """The root element of `data`, which may have `most` elements.

    Raises:
        RefusedSourceError: it is not well-formed, or has entities of its own, or is beyond our bounds.
    """
    reader = _Reader(most)
    parser = reader.parser
    collects = gc.isenabled()
    gc.disable()  # it would look at the growing tree again and again, and there is nothing to collect in it
    try:
        for at in range(0, len(data), _PIECE):
            parser.Parse(data[at : at + _PIECE], False)
            if at - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _RefusedXmlError("xml_too_many")
        parser.Parse(b"", True)
    except _RefusedXmlError as refused:
        raise RefusedSourceError(refused.code, file, parser.CurrentLineNumber) from None
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, str(error))
        raise RefusedSourceError("xml_broken", file, error.lineno, reason=reason) from None
    except (ValueError, LookupError, UnicodeError):
        raise RefusedSourceError("xml_encoding", file, 1) from None
    finally:
        if collects:
            gc.enable()
    assert reader.root is not None
    return reader.root


class _Reader:
    def __init__(self, most: int) -> None:
        self._most = most
        self.root: Element | None = None
        self._open: list[Element] = []
        self._pieces: list[str] = []
        self._count = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 2**16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.EntityDeclHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._refuse_entity

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST:
            raise _RefusedXmlError("xml_too_deep")
        if self._count > self._most or (self._open and len(self._open[-1].children) >= _MOST_CHILDREN):
            raise _RefusedXmlError("xml_too_many")
        element = Element(tag, attributes or _NO_ATTRIBUTES, self.parser.CurrentLineNumber)
        if self._open:
            self._end_text()
            parent = self._open[-1]
            if isinstance(parent.children, list):
                parent.children.append(element)
            else:
                parent.children = [element]  # most have none, and a list for each would take its time
        else:
            self.root = element
        self._open.append(element)

    def _end(self, tag: str) -> None:
        self._end_text()
        self._open.pop()

    def _take(self, text: str) -> None:
        self._pieces.append(text)

    def _end_text(self) -> None:
        if self._pieces:
            children = self._open[-1].children
            text = "".join(self._pieces)
            if not children:
                self._open[-1].text = text
            else:
                children[-1].tail = " " if text.isspace() else text
            self._pieces = []

    def _refuse_entity(self, *_: object) -> int:
        raise _RefusedXmlError("xml_entities")
