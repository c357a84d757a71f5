"""HTML of other tools, read into runs of text by an allow-list; nothing in it is ever shown as HTML.

The tokens are found by one expression that looks at each character once or twice, as Python's own parser takes
quadratic time on some broken texts. What is open is counted, so no depth can exhaust anything.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import NamedTuple

from quizapp.domain.runs import InlineText, Run, merged, runs_of, sliced
from quizapp.interchange.plain_texts import lowered, raised
from quizapp.texts import N_, Message

LONGEST = 300_000
"""Characters of one text that are read."""

_TOKEN = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9:_-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][-A-Za-z0-9_:.]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LOOKS = re.compile(r"color|background|font|text-decoration")

_EMPHASIS = frozenset(("em", "i", "cite", "dfn", "var"))
_STRONG = frozenset(("strong", "b"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_PARAGRAPHS = frozenset(
    ("p", "div", "blockquote", "ul", "ol", "dl", "table", "pre", "section", "article", "figure", "center", "address")
) | {f"h{level}" for level in range(1, 7)}
_LINES = frozenset(("li", "tr", "dt", "dd", "figcaption", "caption"))
_PLAIN = frozenset(
    [
        "span",
        "a",
        "html",
        "body",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
        "col",
        "font",
        "small",
        "big",
        "abbr",
        "acronym",
        "q",
        "bdi",
        "bdo",
        "nolink",
        "label",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "wbr",
        "u",
        "s",
        "del",
        "ins",
        "strike",
        "mark",
        "time",
        "data",
        "o:p",
    ]
)
_SKIPPED = N_(
    {
        "script": "script",
        "style": "style",
        "head": "style",
        "title": "style",
        "template": "script",
        "noscript": "script",
        "audio": "sound or video",
        "video": "sound or video",
        "object": "embedded page",
        "iframe": "embedded page",
        "svg": "drawing",
        "canvas": "drawing",
        "select": "control",
        "textarea": "control",
        "button": "control",
        "annotation": "",
        "annotation-xml": "",
    }
)
_VOID = frozenset(
    ("br", "hr", "img", "input", "embed", "source", "wbr", "col", "link", "meta", "base", "param", "track")
)
PICTURE = "\ufffc"
_UNSEEN = " \n\t\xa0"


class Picture(NamedTuple):
    """An image at its place in a text."""

    source: str
    alt: str


class Part(NamedTuple):
    """A paragraph of a text: `kind` is paragraph, heading, item, quotation or image.

    `level` is that of a heading, or how deep an item or a quotation is nested; `marker` comes before an item, and is
    empty for its further paragraphs.
    """

    kind: str
    level: int
    marker: str
    runs: tuple[Run, ...]
    picture: Picture | None = None


Tell = Callable[..., None]
"""Takes the code and the values of a loss."""


class _Reader:
    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.parts: list[Part] = []
        self.runs: list[Run] = []
        self.pictures: list[Picture] = []
        self.emphasis = self.strong = self.code = self.pre = 0
        self.lists: list[int] = []
        self.quotes = 0
        self.heading = 0
        self.marker = ""
        self.cells = 0
        self.shift = ""
        self.glue = ""

    # paragraphs

    def close(self) -> None:
        """End the paragraph."""
        runs = stripped(self.runs)
        self.runs, self.glue = [], ""
        if not runs:
            return
        if self.heading:
            kind, level = "heading", self.heading
        elif self.lists:
            kind, level = "item", len(self.lists)
        elif self.quotes:
            kind, level = "quotation", self.quotes
        else:
            kind, level = "paragraph", 0
        self.parts.append(Part(kind, level, self.marker if kind == "item" else "", merged(runs)))
        self.marker = ""

    def write(self, text: str) -> None:
        if not text:
            return
        if self.glue and self.runs:
            text, self.glue = self.glue + text, ""
        self.glue = ""
        if self.shift == "sup":
            text = raised(text)
        elif self.shift == "sub":
            text = lowered(text)
        self.runs.append(Run(text, self.emphasis > 0, self.strong > 0, self.code > 0))

    def take(self, raw: str) -> None:
        if not self.pre:
            raw = _SPACES.sub(" ", raw)
            if raw.startswith(" ") and (not self.runs or self.runs[-1].text.endswith((" ", "\n"))):
                raw = raw[1:]
        text = unescape(raw) if "&" in raw else raw
        if text.isspace() and not self.runs and not self.pre:
            return
        self.write(text)

    # tags

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if _LOOKS.search(attributes.get("style", "")):
            self.tell("looks")
        if tag in _EMPHASIS:
            self.emphasis += 1
        elif tag in _STRONG:
            self.strong += 1
        elif tag in _CODE:
            self.code += 1
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "hr":
            self.close()
        elif tag in ("sup", "sub"):
            self.shift = tag
            self.tell("raised")
        elif tag == "img":
            self.picture(attributes)
        elif tag in _PARAGRAPHS or tag in _LINES:
            self.open_block(tag, attributes)
        elif tag in ("td", "th"):
            self.glue += " | " if self.cells else ""
            self.cells += 1
        elif tag in ("u", "s", "del", "strike", "mark", "font"):
            self.tell("looks")
        elif tag == "a" and attributes.get("href"):
            self.tell("link", address=attributes["href"])
        elif tag == "math":
            self.tell("formula")
        elif tag in ("input", "embed"):
            self.tell("embedded", what=Message("control" if tag == "input" else "embedded page"))
        elif tag not in _PLAIN and tag not in _VOID and not tag.startswith("m"):
            self.tell("unknown_tag", tag=tag)

    def open_block(self, tag: str, attributes: dict[str, str]) -> None:
        if not (tag == "p" and self.lists and not self.runs):
            self.close()
        if tag in ("ul", "ol"):
            start = attributes.get("start", "1")
            self.lists.append(-1 if tag == "ul" else int(start) if start.isdecimal() and len(start) < 4 else 1)
        elif tag == "li":
            if self.lists and self.lists[-1] >= 0:
                self.marker = f"{self.lists[-1]}."
                self.lists[-1] += 1
            else:
                self.marker = "•"
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.pre += 1
        elif tag == "table":
            self.tell("table")
        elif tag == "tr":
            self.cells = 0
        elif tag[0] == "h":
            self.heading = int(tag[1])

    def end(self, tag: str) -> None:
        if tag in _EMPHASIS:
            self.emphasis = max(0, self.emphasis - 1)
        elif tag in _STRONG:
            self.strong = max(0, self.strong - 1)
        elif tag in _CODE:
            self.code = max(0, self.code - 1)
        elif tag in ("sup", "sub"):
            self.shift = ""
        elif tag in _PARAGRAPHS or tag in _LINES:
            self.close()
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
            elif tag == "blockquote":
                self.quotes = max(0, self.quotes - 1)
            elif tag == "pre":
                self.pre = max(0, self.pre - 1)
            elif tag[0] == "h":
                self.heading = 0

    def picture(self, attributes: dict[str, str]) -> None:
        picture = Picture(attributes.get("src", ""), " ".join(attributes.get("alt", "").split()))
        self.pictures.append(picture)
        self.runs.append(Run(PICTURE))


def _tokens(html: str) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """The tokens of `html`: kind (text, open, end), text, tag, attributes."""
    at, size = 0, len(html)
    while at < size:
        found = _TOKEN.search(html, at)
        if found is None:
            yield "text", html[at:], "", {}
            return
        if found.start() > at:
            yield "text", html[at : found.start()], "", {}
        at = found.end()
        if found[0] == "<!--":
            closing = html.find("-->", at)
            at = closing + 3 if closing >= 0 else size
        elif found[2]:
            tag = found[2].lower()
            if found[1]:
                yield "end", "", tag, {}
            else:
                values = _ATTRIBUTE.finditer(found[3])
                attributes = {each[1].lower(): unescape(each[2] or each[3] or each[4] or "") for each in values}
                yield "open", "", tag, attributes
                if found[3].endswith("/") and tag not in _VOID:
                    yield "end", "", tag, {}


def _read(html: str, tell: Tell) -> _Reader:
    reader = _Reader(tell)
    skipping = ""
    for kind, text, tag, attributes in _tokens(html[:LONGEST]):
        if skipping:
            if kind == "end" and tag == skipping:
                skipping = ""
        elif kind == "text":
            reader.take(text)
        elif kind == "end":
            reader.end(tag)
        elif tag in _SKIPPED:
            skipping = tag
            if what := _SKIPPED[tag]:
                tell("embedded", what=Message(what))
        else:
            reader.open(tag, attributes)
    reader.close()
    return reader


def read_parts(html: str, tell: Tell) -> tuple[tuple[Part, ...], tuple[Picture, ...]]:
    """The paragraphs of `html`, and its images, each of which is a `PICTURE` in the texts, in order."""
    reader = _read(html, tell)
    return tuple(reader.parts), tuple(reader.pictures)


def without_pictures(runs: Iterable[Run]) -> list[Run]:
    """`runs` without the signs for images, and without the white space beside them."""
    return stripped([run._replace(text=run.text.replace(f" {PICTURE} ", " ").replace(PICTURE, "")) for run in runs])


def stripped(runs: list[Run]) -> list[Run]:
    """`runs` without white space at their ends, which nobody sees; that of entities in the middle stays."""
    if len(runs) == 1:  # as in most texts, and much quicker
        run = runs[0]
        words = run.text.strip(_UNSEEN)
        return [] if not words else runs if len(words) == len(run.text) else [run._replace(text=words)]
    text = "".join(run.text for run in runs)
    start, end = len(text) - len(text.lstrip(_UNSEEN)), len(text.rstrip(_UNSEEN))
    return [run for run in runs_of(sliced(InlineText(runs), start, end)) if run.text] if end > start else []
