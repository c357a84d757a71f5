"""The texts of a question as their author typed them: a line of Markdown with emphasis, strong, code and escapes."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from quizapp.domain.runs import InlineText, Run, merged
from quizapp.domain.text import as_seen

MOST_SIGNS = 400
"""The most of `* _ ` \\` that are read in one text; that many take about two milliseconds."""

SIGNS_AND_LINE_ENDS = re.compile(r"[\n*_`\\]")
"""Signs at which plain text ends for the parser; markdown-it's own pattern stops at brackets and much else, too."""

_SIGN = re.compile(r"[*_`\\]")
_COUNTED = re.compile(r"\\[*_`\\]|[*`\\]|(?<!_)__?(?!_)")
_TO_ESCAPE = re.compile(r"_{3,}|[*_`\\]")
_KEPT = re.compile(r"_{3,}|\\\n")


def is_blank(text: str) -> bool:
    """Tells whether an author's text shows nothing; the first test spares most texts the parser."""
    return not (text.isascii() and any(map(str.isalnum, text))) and not as_seen(plain_text(text))


def inline_text(text: str) -> str:
    """An author's text as it is read, by CommonMark's rules for emphasis, strong, code and backslash escapes.

    It is an `InlineText` where something in it is emphasis or escaped; otherwise, and where it has been read already,
    `text` itself. Nothing else is read: links, images, HTML, entities and ends of lines stay as they are. Three or
    more underscores in a row are a blank to be filled in, not emphasis. A text with too many signs stays as it is.
    """
    if isinstance(text, InlineText) or not _SIGN.search(text):
        return text
    read = _read(text)
    return text if read is None else read


def plain_text(text: str) -> str:
    """An author's text without the signs for emphasis; never longer than `text`."""
    return str(inline_text(text))


def escaped(text: str) -> str:
    """`text` with escapes, so that it is read as it stands; `text` itself if nothing in it would be emphasis."""
    if plain_text(text) == text:
        return text
    return _TO_ESCAPE.sub(lambda sign: sign[0] if len(sign[0]) > 1 else f"\\{sign[0]}", text)


def has_too_many_signs(text: str) -> bool:
    """Tells whether `text` has more than `MOST_SIGNS`; an escape counts as one, blanks don't count."""
    return len(text) > MOST_SIGNS and len(_COUNTED.findall(text)) > MOST_SIGNS


def texts_with_too_many_signs(value: object, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """The places in `value`, which is made of maps, lists and texts, of texts with too many signs."""
    if isinstance(value, str):
        if has_too_many_signs(value):
            yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_with_too_many_signs(inner, *path, name)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from texts_with_too_many_signs(inner, *path, index)


def runs_of_tokens(tokens: Iterable[Token]) -> tuple[Run, ...]:
    """The parser's tokens of a line or a paragraph as runs; neighbors that are written in the same way are one."""
    runs: list[Run] = []
    emphasis = strong = 0
    for token in tokens:
        text = ""
        match token.type:
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "softbreak":
                text = " "
            case "hardbreak":
                text = "\u2028"  # a line's end inside a paragraph, in Unicode and in Qt alike
            case _:
                text = token.content
        if text:
            runs.append(Run(text, bool(emphasis), bool(strong), token.type == "code_inline"))
    return merged(runs)


def _keep(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: blanks, and a backslash at a line's end, stay as they are typed."""
    kept = _KEPT.match(state.src, state.pos)
    if kept is None:
        return False
    if not silent:
        state.pending += kept[0]
    state.pos = kept.end()
    return True


_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "backticks", "escape"])
_MARKDOWN.inline.ruler.before("escape", "keep", _keep)
_MARKDOWN.inline.terminator_re = SIGNS_AND_LINE_ENDS
_MARKDOWN.inline.parse("a", _MARKDOWN, {}, [])  # see `passage._MARKDOWN`: it is complete before threads use it


@lru_cache(maxsize=1024)
def _read(text: str) -> InlineText | None:
    """The text that was read; None where it stays as it is."""
    if has_too_many_signs(text):
        return None
    tokens: list[Token] = []
    _MARKDOWN.inline.parse(text, _MARKDOWN, {}, tokens)
    runs = runs_of_tokens(tokens)
    return None if runs == (Run(text),) else InlineText(runs)
