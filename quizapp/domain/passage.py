"""A passage: Markdown in, blocks of text runs out.

An offset in `Passage.text` is the same offset on the screen, apart from characters beyond the Basic Multilingual
Plane, of which Qt counts two halves.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import count, repeat
from typing import Literal, NamedTuple
from unicodedata import normalize

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizapp.domain.image import Image
from quizapp.domain.inline import SIGNS_AND_LINE_ENDS, runs_of_tokens
from quizapp.domain.language import caseless, words_per_minute
from quizapp.domain.runs import Run
from quizapp.domain.sentence import sentence_spans
from quizapp.domain.text import fold, fold_with_offsets, without_punctuation
from quizapp.domain.words import word_count
from quizapp.problems import Mistake

JOINT = re.compile(r"…|\.\.\.")
"""Signs that join the start and the end of a long quotation."""
_LINE_END = re.compile("\r\n?")
_EMPTY_LINES = re.compile(r"(?:[ \t]*\n)*")

BlockKind = Literal["paragraph", "heading", "item", "quotation", "image"]

PICTURE = "\ufffc"
"""The sign for an image in a text: Unicode's for an object, and Qt's."""


class Span(NamedTuple):
    """A part of a passage's text, from `start` up to but not including `end`."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence of a passage.

    `paragraph` is that of `Passage.paragraph_of`. `name` is the sentence's text on one line; where the same sentence
    stands several times, the second is called “… (2)”, and so on, so that each has a name of its own.
    """

    span: Span
    paragraph: int
    name: str
    is_heading: bool


class Block(NamedTuple):
    """A paragraph, heading, list item, quotation or image; `start` is its offset in the passage's text.

    Paragraphs and quotations are numbered from 1; other blocks have the number 0. `level` is a heading's level or how
    deep a list item or quotation stands, `marker` what stands before a list item. The text of an `image` is `PICTURE`,
    a line's end, and its alternative text, which is shown below it and can be quoted as evidence.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    start: int
    number: int
    level: int
    marker: str
    image: Image | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Passage(msgspec.Struct, frozen=True, dict=True):
    """A text to read. `text` holds the texts of `blocks`, joined by line ends; the title is not part of it.

    `cut` tells that something stood in too many lists or quotations within one another, and was left out; `markdown`
    is what the author wrote, without empty lines around it: it is what is written again. `language` is that of the
    bank: see `domain.language`.
    """

    title: str
    blocks: tuple[Block, ...]
    text: str
    cut: bool = False
    markdown: str = ""
    language: str = "en"

    @cached_property
    def words(self) -> int:
        return word_count(self.text.replace(PICTURE, " "))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the text and the title, without capital letters."""
        text = f"{self.title} {self.text}".replace(PICTURE, " ")
        return frozenset(without_punctuation(caseless(fold(text), self.language)).split())

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(block.image for block in self.blocks if block.image is not None)

    @cached_property
    def paragraphs(self) -> int:
        """The number of paragraphs that are numbered."""
        return max((block.number for block in self.blocks), default=0)

    @property
    def minutes(self) -> int:
        """About how long it takes to read, in whole minutes, at least 1."""
        return max(1, round(self.words / words_per_minute(self.language)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order. A heading, a list item and the end of a paragraph end one; those that tell what an
        image shows are none of the passage's own.
        """
        found: list[Sentence] = []
        counts: dict[str, int] = {}
        paragraph = 0
        for block in self.blocks:
            paragraph = block.number or paragraph
            if block.image is not None:
                continue
            for start, end in sentence_spans(block.text):
                span = Span(block.start + start, block.start + end)
                name = self.words_of(span)
                counts[name] = counts.get(name, 0) + 1
                while counts[name] > 1:
                    name = f"{self.words_of(span)} ({counts[name]})"
                    counts[name] = counts.get(name, 0) + 1
                found.append(Sentence(span, paragraph, name, block.kind == "heading"))
        return tuple(found)

    def sentence_of(self, span: Span) -> Sentence | None:
        """The sentence that holds all of `span`, if one does."""
        at = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
        sentence = self.sentences[at] if at >= 0 else None
        return sentence if sentence is not None and span.end <= sentence.span.end else None

    @cached_property
    def folded_words(self) -> tuple[list[str], list[str]]:
        """The words of the text, and the same words as `bare_word` makes them."""
        words = self.text.replace(PICTURE, " ").split()
        return words, [bare_word(word) for word in words]

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return fold_with_offsets(self.text)

    def has_once(self, quote: str) -> bool:
        """Tells whether `quote` stands in the text in exactly one place, as `find` would, more quickly."""
        if "…" in quote or "..." in quote:
            return len(self.find(quote)) == 1
        text, wanted = self._folded[0], fold(quote)
        at = text.find(wanted)
        return at >= 0 and bool(wanted) and wanted not in text[at + 1 :]

    def find(self, quote: str, prefix: str = "", suffix: str = "", most: int = 3) -> list[Span]:
        """The places of `quote` in the text, right after `prefix` and before `suffix` if they are given.

        Places are in order, at `most` so many. White space, quotation marks and dashes compare folded (see `fold`). `…`
        in the quote is that of the text where the text has it just so; otherwise it stands for whatever is between the
        quote's start and its end, the shortest way.
        """
        asked = (quote, prefix, suffix, most)
        found = self._found.get(asked)  # evidence is asked for again whenever it is shown
        if found is None:
            found = self._found[asked] = self._find_all(*asked)
        return [*found]

    @cached_property
    def _found(self) -> dict[tuple[str, str, str, int], list[Span]]:
        return {}

    def _find_all(self, quote: str, prefix: str, suffix: str, most: int) -> list[Span]:
        before, after = fold(prefix) if prefix else "", fold(suffix) if suffix else ""
        if JOINT.search(quote) and (found := self._find([fold(quote)], before, after, most)):
            return found
        pieces = [piece for piece in map(fold, JOINT.split(quote)) if piece]
        return self._find(pieces, before, after, most) if pieces else []

    def _find(self, pieces: list[str], before: str, after: str, most: int) -> list[Span]:
        folded, offsets = self._folded
        found: list[Span] = []
        start = folded.find(pieces[0])
        while start >= 0 and len(found) < most:
            before_it = start - 1 if folded[start - 1 : start] == " " else start
            if not folded.endswith(before, 0, before_it):
                start = folded.find(pieces[0], start + 1)
                continue
            end = start + len(pieces[0])
            try:
                for piece in pieces[1:]:
                    end = folded.index(piece, end) + len(piece)
            except ValueError:
                return found
            after_it = end + 1 if folded[end : end + 1] == " " else end
            if folded.startswith(after, after_it):
                found.append(Span(offsets[start], offsets[end - 1] + 1))
            start = folded.find(pieces[0], start + 1)
        return found

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph at `offset`, or of the one before it where the block has none; 0 if none has."""
        number = 0
        for block in self.blocks:
            if block.start > offset:
                break
            number = block.number or number
        return number

    def words_of(self, span: Span) -> str:
        """The text of `span` on one line."""
        return " ".join(self.text[span.start : span.end].replace(PICTURE, " ").split())


def bare_word(word: str) -> str:
    """`word` folded, without capital letters and the punctuation around it."""
    return fold(word).casefold().strip(".,;:!?\"'()")


_MOST_CHARACTERS = 300_000  # about 50,000 words: four hours of reading
_MOST_SIGNS = 10_000
"""The most of `_SIGNS`, on which the time of parsing depends; a poem of 9,000 lines has fewer."""
_SIGNS = ("\n", "*", "_", "`", "\\", "- ", "-\t")
_NESTING = 12


def passage_mistakes(markdown: str) -> Iterator[Mistake]:
    """The reasons why `markdown` is not to be given to `read_passage`."""
    if len(markdown) > _MOST_CHARACTERS:
        yield Mistake("passage_too_long", (), {"limit": f"{_MOST_CHARACTERS:,}"})
    elif sum(map(markdown.count, _SIGNS)) > _MOST_SIGNS:
        yield Mistake("passage_too_many_signs", (), {"limit": f"{_MOST_SIGNS:,}"})


_IMAGE = re.compile(r'!\[((?:[^\[\]\\]|\\.)*+)\]\((?:<([^<>\n]*+)>|([^()<>"\n]++))\)', re.DOTALL)
"""An image, as it has to stand alone in a paragraph: its alternative text, and its file with or without <>."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class WrittenImage(NamedTuple):
    """An image in a passage's Markdown: `line` counts from 1. `image` is None where it is not alone in a
    paragraph of its own, so that it stays the characters that it is `typed` with.
    """

    line: int
    image: Image | None
    typed: str


_MARKDOWN = MarkdownIt("zero", {"maxNesting": _NESTING}).enable(
    ["heading", "lheading", "list", "blockquote", "emphasis", "backticks", "escape", "newline", "hr"]
)
_MARKDOWN.inline.terminator_re = SIGNS_AND_LINE_ENDS
_MARKDOWN.parse("a")
"""A parser puts its rules together when it first parses, and banks are read in several threads: two that came first
together found some of the rules missing. An import happens in one thread."""


def read_passage(markdown: str, title: str = "") -> Passage:
    """The passage that is written in `markdown`; `title` is used where its first line is no level-1 heading.

    Only headings, lists, quotations, emphasis, strong, code and images that are alone in a paragraph are read; HTML,
    entities, links and other images stay the characters that they are typed with.
    """
    blocks: list[Block] = []
    start = number = quotes = 0
    items: list[str] = []
    markers: list[Iterator[str]] = []
    kind: BlockKind = "paragraph"
    level = 0
    titled = cut = False
    for token in _MARKDOWN.parse(normalize("NFC", markdown)):
        match token.type:
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
                cut = cut or token.level >= _NESTING - 1
            case "bullet_list_open":
                markers.append(repeat("•"))
            case "ordered_list_open":
                markers.append(f"{place}." for place in count(int(token.attrs.get("start", 1))))
            case "bullet_list_close" | "ordered_list_close":
                markers.pop()
            case "list_item_open":
                cut = cut or token.level >= _NESTING - 1
                items.append(next(markers[-1]))
            case "list_item_close":
                items.pop()
            case "heading_open":
                kind, level = "heading", int(token.tag[1])
            case "paragraph_open":
                kind = "item" if items else "quotation" if quotes else "paragraph"
                level = len(items) or quotes
            case "inline":
                image = _image(token.content) if kind == "paragraph" else None
                children = token.children or []
                runs = runs_of_tokens(children) if image is None else (Run(f"{PICTURE}\u2028{image.alt}"),)
                if not runs:
                    continue
                if kind == "heading" and level == 1 and not blocks and not titled:
                    title = "".join(run.text for run in runs)
                    titled = True
                    continue
                if image is not None:
                    block = Block("image", runs, start, 0, 0, "", image)
                else:
                    numbered = kind in ("paragraph", "quotation")
                    number += numbered
                    marker = ""
                    if kind == "item":
                        marker, items[-1] = items[-1], ""
                    block = Block(kind, runs, start, number if numbered else 0, level, marker)
                blocks.append(block)
                start += len(block.text) + 1
    text = "\n".join(block.text for block in blocks)
    written = _LINE_END.sub("\n", markdown).rstrip(" \t\n")
    found = _EMPTY_LINES.match(written)
    written = written[found.end() :] if found else written
    return Passage(title=title, blocks=tuple(blocks), text=text, cut=cut, markdown=written)


def written_images(markdown: str) -> Iterator[WrittenImage]:
    """The images in `markdown`, in order, those too that `read_passage` leaves as they are typed: what looks like one
    in a line of text, in a list, a quotation or a heading.
    """
    if "![" not in markdown:
        return
    in_paragraph, within = False, 0
    for token in _MARKDOWN.parse(normalize("NFC", markdown)):
        match token.type:
            case "list_item_open" | "list_item_close" | "blockquote_open" | "blockquote_close":
                within += token.nesting
            case "heading_open" | "paragraph_open":
                in_paragraph = token.type == "paragraph_open" and not within
            case "inline" if "![" in token.content:
                line = (token.map or [])[0] + 1
                image = _image(token.content) if in_paragraph else None
                if image is not None:
                    yield WrittenImage(line, image, token.content)
                else:
                    yield from _images_in_text(token, line)


def _image(content: str) -> Image | None:
    """The image that is all of a paragraph's `content`, if it is one."""
    found = _IMAGE.fullmatch(content.strip())
    if found is None:
        return None
    alt, *files = (_ESCAPE.sub(r"\1", part) if part else "" for part in found.groups())
    return Image(file=files[0] or files[1].strip(), alt=" ".join(alt.split()))


def _images_in_text(token: Token, line: int) -> Iterator[WrittenImage]:
    """The stretches of a line of text that look like an image, but neither as code nor with a backslash before it."""
    plain = "".join(run.text for run in runs_of_tokens(token.children or []) if not run.code)
    shown = {found[0] for found in _IN_TEXT.finditer(plain)}
    for found in _IN_TEXT.finditer(token.content):
        if shown and token.content[found.start() - 1 : found.start()] != "\\":
            yield WrittenImage(line + token.content[: found.start()].count("\n"), None, found[0])


_IN_TEXT = re.compile(r"!\[[^\[\]]{0,500}\]\([^\n]{1,300}?\)")


def as_markdown(text: str) -> str:
    """One line of Markdown that is read as the plain `text`, apart from white space around it and at ends of lines."""
    line = " ".join(part.strip() for part in re.split(r"[\r\n]+", text)).strip()
    line = re.sub(r"[\\`*_#]|^[>+-]|!(?=\[)", r"\\\g<0>", line)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
