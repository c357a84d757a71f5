"""XML of QTI 2 and 3 under the same names, and what is HTML in it, with MathML on a line."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape

from quizapp.interchange.gap_texts import without_tokens
from quizapp.interchange.xml_tree import Element, read_xml

_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u2029\u202f\u205f\u3000]")
_HYPHEN = re.compile(r"-([a-z0-9])")
_KEPT = ("src", "alt", "href", "start", "style")
SHOWN_AS_PASSAGE = "shownAsPassage"
"""The name that an element gets once its text is the passage of the question."""

_LEFT_OUT = frozenset(
    (SHOWN_AS_PASSAGE, "stylesheet", "feedbackInline", "feedbackBlock", "modalFeedback", "catalogInfo")
)
_BLOCKS = frozenset(("rubricBlock", "infoControl", "stimulusBody", "contentBody"))
_TOKENS = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_UNDER = frozenset(("msub", "munder"))
_OVER = frozenset(("msup", "mover"))
_BOTH = frozenset(("msubsup", "munderover"))

Special = Callable[[Element], str | None]
"""Gives the HTML that stands for an element, or None where it is like all others."""


def _in_camel_case(name: str) -> str:
    return _HYPHEN.sub(lambda found: found[1].upper(), name)


@lru_cache(maxsize=1000)
def name_in_qti2(tag: str) -> str:
    """The name in QTI 2 of an element, which QTI 3 writes with hyphens after ``qti-``."""
    return _in_camel_case(tag.removeprefix("qti-")) if tag.startswith("qti-") else tag


def read_qti(data: bytes, file: str) -> Element:
    """The root of a file of QTI; elements and attributes of QTI 3 have the names that they have in QTI 2.

    Raises:
        RefusedSourceError: it is no XML, or beyond our bounds.
    """
    root = read_xml(data, file)
    for element in everything(root):
        element.tag = name_in_qti2(element.tag.rpartition(":")[2])
        if not (element.text.isascii() and element.tail.isascii()):
            element.text, element.tail = without_tokens(element.text), without_tokens(element.tail)
        if any("-" in name for name in element.attributes):
            element.attributes = {_in_camel_case(name): value for name, value in element.attributes.items()}
    return root


def everything(element: Element) -> Iterator[Element]:
    """An element and all that is in it, in the order of the file."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(found.children)


def named(element: Element, *tags: str) -> Iterator[Element]:
    """All in an element that is called one of `tags`."""
    return (each for each in everything(element) if each.tag in tags)


def inner_html(element: Element, special: Special = lambda _: None) -> str:
    """The content of an element, as HTML."""
    pieces = [_escaped(element.text)]
    for child in element.children:
        pieces += [_html(child, special), _escaped(child.tail)]
    return "".join(pieces)


def _escaped(text: str) -> str:
    """`text` as HTML; spaces that are none of XML's, such as those at which no line breaks, stay what they are."""
    return _SPACE.sub(lambda found: f"&#{ord(found[0])};", escape(text, quote=False))


def _html(element: Element, special: Special) -> str:
    found = special(element)
    if found is not None:
        return found
    tag = element.tag
    if tag in _LEFT_OUT:
        return ""
    if tag == "math":
        return f"<math>{escape(_on_a_line(element))}</math>"
    attributes = {name: value for name, value in element.attributes.items() if name in _KEPT}
    if tag == "object" and element.attributes.get("type", "").startswith("image/"):
        tag, attributes = "img", {"src": element.attributes.get("data", ""), "alt": all_text(element)}
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    if tag in ("br", "img", "hr"):
        return f"<{tag}{written}>"
    tag = "div" if tag in _BLOCKS else tag
    return f"<{tag}{written}>{inner_html(element, special)}</{tag}>"


def all_text(element: Element) -> str:
    """The text in an element, without tags, on one line."""
    pieces: list[str] = []

    def take(at: Element) -> None:
        pieces.append(at.text)
        for child in at.children:
            take(child)
            pieces.append(f" {child.tail}")

    take(element)
    return " ".join("".join(pieces).split())


def _on_a_line(element: Element) -> str:
    """MathML as people type formulas: (a + b)/c, x^2, √(x)."""
    tag = element.tag
    if tag in _TOKENS:
        return element.text.strip().strip("\u2061\u2062\u2063\u2064")
    if tag in ("annotation", "annotation-xml", "mspace"):
        return ""
    parts = [_on_a_line(child) for child in element.children]
    if tag == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if tag in _UNDER and len(parts) == 2:
        return f"{parts[0]}_{_grouped(parts[1])}"
    if tag in _OVER and len(parts) == 2:
        return f"{parts[0]}^{_grouped(parts[1])}"
    if tag in _BOTH and len(parts) == 3:
        return f"{parts[0]}_{_grouped(parts[1])}^{_grouped(parts[2])}"
    if tag == "msqrt":
        return f"√({_joined(parts)})"
    if tag == "mroot" and len(parts) == 2:
        return f"root({parts[0]}; {parts[1]})"
    if tag == "mfenced":
        left, right = element.attributes.get("open", "("), element.attributes.get("close", ")")
        return f"{left}{', '.join(parts)}{right}"
    if tag == "mtable":
        return "[" + "; ".join(parts) + "]"
    if tag == "mtr":
        return ", ".join(parts)
    return _joined(parts) or element.text.strip()


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


def _grouped(part: str) -> str:
    return part if len(part) < 2 or part.isalnum() else f"({part})"
