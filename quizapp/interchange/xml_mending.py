"""XML that only lacks an end tag or a space: mended, so that the questions in it are not lost for that."""

import re

from quizapp.interchange.source import RefusedSourceError
from quizapp.interchange.xml_tree import Element, read_xml

_LARGEST = 4 * 2**20
_DEEPEST = 100
_DECLARATION = re.compile(rb'\A(\s*)<\?xml\s+version\s*=\s*("[^"<>]{1,9}"|\'[^\'<>]{1,9}\')(?=[a-z])')
_TAG = re.compile(rb"<(?:!--|!\[CDATA\[|(/?)([A-Za-z_][\w:.-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>)")


def read_mended(data: bytes, file: str) -> tuple[Element, RefusedSourceError | None]:
    """The root element of `data`, and what was wrong with it, if it had to be mended.

    Raises:
        RefusedSourceError: it cannot be read, as for `read_xml`.
    """
    try:
        return read_xml(data, file), None
    except RefusedSourceError as refused:
        if refused.problem.code != "xml_broken" or len(data) > _LARGEST:
            raise
        try:
            return read_xml(mended(data), file), refused
        except RefusedSourceError:
            raise refused from None


def mended(data: bytes) -> bytes:
    """`data` with the end tags that are missing, and without those that end nothing; lines stay where they are."""
    data = _DECLARATION.sub(rb"\1<?xml version=\2 ", data)
    pieces: list[bytes] = []
    open_tags: list[bytes] = []
    at = written = 0
    while (found := _TAG.search(data, at)) is not None and len(open_tags) < _DEEPEST:
        at = found.end()
        name = found[2]
        if name is None:
            sign = b"-->" if found[0] == b"<!--" else b"]]>"
            end = data.find(sign, at)
            at = end + 3 if end >= 0 else len(data)
        elif not found[1]:
            if not found[0].endswith(b"/>"):
                open_tags.append(name)
        elif name in open_tags:
            pieces.append(data[written : found.start()])
            while (last := open_tags.pop()) != name:
                pieces.append(b"</" + last + b">")
            pieces.append(found[0])
            written = at
        else:
            pieces.append(data[written : found.start()])
            written = at
    return b"".join([*pieces, data[written:], *(b"</" + name + b">" for name in reversed(open_tags))])
