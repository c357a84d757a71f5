"""Plain text and anybody's Markdown, as the Markdown of a passage; what a passage cannot show is counted."""

import re
from collections import Counter
from itertools import groupby
from statistics import median

from quizapp.domain.runs import Run
from quizapp.interchange.markup import paragraph_markdown
from quizapp.texts import N_

MARKDOWN_LEFT_OUT = N_(
    {
        "link": "%n links were left out; their words stay.",
        "tag": "%n HTML tags were left out; the words between them stay.",
    }
)
"""The kinds of content that Markdown can have and a passage cannot, beside tables and images."""

_LONG_LINE = 120
"""Characters: a text with longer lines has a line for each paragraph, as nobody wraps lines there."""
_SHORT_LINE = 48
"""Characters: lines that are mostly shorter are verses, which end where they end."""
_LONGEST_TITLE = 100
_SENTENCE_ENDS = (".", "!", "?", ":", "…", "”", '"', "’", "»")

_MARKS_OF_MARKDOWN = re.compile(
    r"^#{1,6} +\S|^(?:=|-){3,} *$|\*\*\S[^*\n]{0,300}\*\*|^ {0,3}[-*+] +\S|^ {0,3}> ?\S|!?\[[^\[\]\n]{1,300}\]\(",
    re.MULTILINE,
)
_HEADER = re.compile(r"\A---[ \t]*\n(?:[ \t]*[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n|[ \t]*\n)*?---[ \t]*\n")
_COMMENT = re.compile(r"<!--(?:(?!-->).)*+(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br */?>\n?", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,500})>")
_TAG = re.compile(r"(?<!\\)</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,1000})?/?>")
_TARGET = (
    r"\((?:<[^<>\n]{0,500}>|(?:[^()\s]|\([^()\s]{0,200}\)){0,500}+)(?:\s+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s*\)"
)
_WORDS = r"\[((?:[^\[\]\\]|\\.){0,1000}+)\]"
_IMAGE = re.compile(rf"(?<!\\)!{_WORDS}(?:{_TARGET}|\[[^\[\]\n]{{0,100}}\])")
_LINK = re.compile(rf"(?<!\\){_WORDS}(?:{_TARGET}|\[[^\[\]\n]{{0,100}}\])")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]{1,100}\]: *\S[^\n]*\n?", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)[^`\n]*$\n?", re.MULTILINE)
_ROW_OF_RULES = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def looks_like_markdown(text: str) -> bool:
    """Tells whether a text that somebody pasted is more likely Markdown than plain text."""
    return _MARKS_OF_MARKDOWN.search(text) is not None


def plain_as_markdown(text: str) -> str:
    """The paragraphs of a plain text; a first line that looks like a title is one.

    Paragraphs have an empty line between them. Where lines are long, or end as sentences do with no empty line between
    them, each line is one. The ends of short lines, as in a poem, stay.
    """
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    sizes = [len(line) for line in lines if line]
    if not sizes:
        return ""
    sentences = sum(line.endswith(_SENTENCE_ENDS) for line in lines)
    has_line_for_each = max(sizes) > _LONG_LINE or ("" not in lines and sentences * 2 >= len(lines))
    paragraphs = [[line] for line in lines if line] if has_line_for_each else _between_empty(lines)
    broken = [len(line) for paragraph in paragraphs for line in paragraph[:-1]]
    between = "\n" if broken and median(broken) < _SHORT_LINE else " "
    blocks = [paragraph_markdown([Run(between.join(paragraph))]) or "" for paragraph in paragraphs]
    first = paragraphs[0]
    if len(paragraphs) > 1 and len(first) == 1 and len(first[0]) <= _LONGEST_TITLE and first[0][-1] not in ".,;:":
        blocks[0] = f"# {blocks[0]}"
    return "\n\n".join(blocks)


def _between_empty(lines: list[str]) -> list[list[str]]:
    groups = groupby(lines, key=bool)
    return [list(group) for has_words, group in groups if has_words]


def without_what_a_passage_lacks(markdown: str) -> tuple[str, Counter[str]]:
    """Markdown without what a passage would show as it is typed, and how many there were of each kind."""
    left_out: Counter[str] = Counter()
    text = _HEADER.sub("", markdown)
    text = _DEFINITION.sub("", _FENCE.sub("", _COMMENT.sub("", text)))
    text = _BREAK.sub("\\\\\n", text)
    text, left_out["image"] = _IMAGE.subn("", text)
    text, left_out["link"] = _LINK.subn(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text, left_out["tag"] = _TAG.subn("", text)
    text, left_out["table"] = _without_tables(text)
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).strip("\n"), +left_out


def _without_tables(text: str) -> tuple[str, int]:
    kept: list[str] = []
    count = 0
    in_table = False
    for line in text.split("\n"):
        has_bar = "|" in line
        if not in_table and has_bar and kept and "|" in kept[-1] and _ROW_OF_RULES.match(line):
            kept.pop()
            in_table = True
            count += 1
        elif not has_bar:
            in_table = False
        if not in_table:
            kept.append(line)
    return "\n".join(kept), count


_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_CAN_BE_RAISED, _CAN_BE_LOWERED = frozenset("0123456789+-=()ni"), frozenset("0123456789+-=()")
_ORDINALS = ("st", "nd", "rd", "th", "er", "re", "ème")
"""Letters that Word raises by itself behind a number, and that say the same on the line."""


def raised(text: str) -> str:
    """Raised letters on the line: by signs of their own, or with ^ before them."""
    if _CAN_BE_RAISED.issuperset(text):
        return text.translate(_RAISED)
    return text if text in _ORDINALS else f"^{text}"


def lowered(text: str) -> str:
    """Lowered letters on the line: by signs of their own, or with _ before them."""
    return text.translate(_LOWERED) if _CAN_BE_LOWERED.issuperset(text) else f"_{text}"
