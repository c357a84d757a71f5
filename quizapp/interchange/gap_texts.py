"""Texts with gaps of other tools: a private character stands for each gap while the text around it is read."""

import re

from quizapp.interchange.losses import Item

FILL_IN = "Fill in the gaps."
CHOOSE = "Choose the words that fit."
_FIRST = 0x10F000
"""A private character that no font is known to use; those of the first plane stand for symbols in some files."""
_OWN = re.compile(r"\[([0-9]{1,9})\]")
TOKENS = re.compile("[\U0010f000-\U0010f3ff]")

OTHER_GAP = "…"
THIS_GAP = "_____"


def token(gap: int) -> str:
    """The character that stands for the gap with this number, counted from 0."""
    return chr(_FIRST + gap)


def without_tokens(text: str) -> str:
    """`text` of a file, without characters that would be taken for gaps."""
    return TOKENS.sub("\ufffd", text)


def gaps_in(text: str) -> list[int]:
    return [ord(found) - _FIRST for found in TOKENS.findall(text)]


def split_stem(text: str, otherwise: str) -> tuple[str, str]:
    """The stem and the text: the first paragraph is the stem where it has no gap and is not all."""
    first, _, rest = text.partition("\n\n")
    if rest.strip() and not TOKENS.search(first) and TOKENS.search(rest):
        return first.strip(), rest.strip()
    return otherwise, text


def with_numbers(text: str, gaps: list[int]) -> str:
    """`text` with [1], [2] and so on for `gaps`, which are numbered in this order; other gaps become dots."""
    numbers = {gap: number for number, gap in enumerate(gaps, 1)}
    text = _OWN.sub(lambda own: f"({own[1]})" if 0 < int(own[1]) <= len(gaps) else own[0], text)

    def sign(found: re.Match[str]) -> str:
        gap = ord(found[0]) - _FIRST
        return f"[{numbers[gap]}]" if gap in numbers else OTHER_GAP

    return TOKENS.sub(sign, text)


def with_one_blank(text: str, gap: int) -> str:
    """`text` with a blank for one gap, and dots for the others."""
    return TOKENS.sub(lambda found: THIS_GAP if found[0] == token(gap) else OTHER_GAP, text)


def one_paragraph(text: str, item: Item) -> str:
    """A stem that can stand before a text with gaps."""
    if "\n\n" in text:
        item.lose("line_ends")
    return re.sub(r"\n{2,}", "\n", text)
