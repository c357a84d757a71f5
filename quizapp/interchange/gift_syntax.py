"""The GIFT format as text: questions with their answers, before anything is made of them.

Written after Moodle's documentation of the format. A question ends with an empty line, but not inside braces
that are closed later.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from quizapp.interchange.building import Near, read_decimal
from quizapp.interchange.losses import NotCarriedError
from quizapp.interchange.texts import TextFormat, Written
from quizapp.texts import Message, Value

Kind = Literal["choice", "short_answer", "true_false", "numeric", "matching", "essay", "text"]

_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_MARKS = {sign: chr(0xFDD0 + at) for at, sign in enumerate("\\~=#{}:")} | {"n": "\n"}
_UNMARK = {ord(mark): sign for sign, mark in _MARKS.items() if sign != "n"}
_ID = re.compile(r"\[id:((?:\\\]|[^\]\n])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]\n])+)\]")
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:[.,]\d*)?)%")
_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#|$)", re.IGNORECASE)

BLANK = "_____"


class GiftAnswer(NamedTuple):
    """An answer with the percentage of the points that it earns; `sign` comes before it, = or ~."""

    sign: str
    text: Written
    share: Decimal
    feedback: Written
    has_weight: bool = False


class GiftQuestion(NamedTuple):
    """A question as it is written; `line` counts from 1."""

    line: int
    kind: Kind
    id: str
    tags: tuple[str, ...]
    title: str
    stem: Written
    is_embedded: bool = False
    answers: tuple[GiftAnswer, ...] = ()
    numbers: tuple[tuple[Near, Written], ...] = ()
    pairs: tuple[tuple[Written, str], ...] = ()
    is_true: bool = False
    feedback: tuple[Written, ...] = ()
    general: Written = Written("", "moodle")


class GiftCategory(NamedTuple):
    line: int
    path: str


class GiftUnread(NamedTuple):
    """A text that is not a question; `why` says so in a sentence."""

    line: int
    title: str
    why: Value


class _Chunk(NamedTuple):
    line: int
    text: str
    comments: tuple[str, ...]


def read_gift(text: str) -> Iterator[GiftQuestion | GiftCategory | GiftUnread]:
    """The questions and texts in `text`, in order."""
    for chunk in _chunks(text):
        if chunk.text.startswith("$CATEGORY:"):
            first, _, rest = chunk.text.partition("\n")
            yield GiftCategory(chunk.line, first.removeprefix("$CATEGORY:").strip())
            if rest.strip():
                yield from _question(chunk._replace(line=chunk.line + 1, text=rest))
        else:
            yield from _question(chunk)


def _chunks(text: str) -> Iterator[_Chunk]:
    """The chunks between empty lines, without comments; one whose brace is open goes on to where it is closed."""
    open_chunk: _Chunk | None = None
    for chunk in _paragraphs(text):
        if open_chunk is not None:
            plain = _ESCAPE.sub("", chunk.text)
            closing, opening = plain.find("}"), plain.find("{")
            if closing >= 0 and not 0 <= opening < closing:
                yield open_chunk._replace(text=f"{open_chunk.text}\n\n{chunk.text}")
                open_chunk = None
                continue
            yield open_chunk
            open_chunk = None
        plain = _ESCAPE.sub("", chunk.text)
        if plain.rfind("{") > plain.rfind("}"):
            open_chunk = chunk
        else:
            yield chunk
    if open_chunk is not None:
        yield open_chunk


def _paragraphs(text: str) -> Iterator[_Chunk]:
    lines: list[str] = []
    comments: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.lstrip().startswith("//"):
            comments.append(line.strip())
        elif line.strip():
            first = first or number
            lines.append(line)
        elif lines:
            yield _Chunk(first, "\n".join(lines), tuple(comments))
            lines, comments, first = [], [], 0


def _question(chunk: _Chunk) -> Iterator[GiftQuestion | GiftUnread]:
    title = ""
    try:
        text = _ESCAPE.sub(lambda sign: _MARKS[sign[1]], chunk.text).strip()
        if found := _TITLE.match(text):
            title = _plain(" ".join(found[1].split()))
            text = text[found.end() :].strip()
        notes = "\n".join(chunk.comments)
        ids, tags = _ID.findall(notes), _TAG.findall(notes)
        yield _parsed(chunk.line, ids[0].strip() if ids else "", tuple(tag.strip() for tag in tags), title, text)
    except NotCarriedError as error:
        yield GiftUnread(chunk.line, title or _plain(" ".join(chunk.text.split())), error.loss.values.get("why", ""))


def _parsed(line: int, id_: str, tags: tuple[str, ...], title: str, text: str) -> GiftQuestion:
    start = text.find("{")
    form, _ = _format_of(text, "moodle")
    if start < 0:
        if "}" in text:
            raise NotCarriedError("not_read", why=Message("there is a } without a { before it."))
        return GiftQuestion(line, "text", id_, tags, title, _written(text, "moodle"))
    end = text.find("}", start)
    if end < 0:
        raise NotCarriedError("not_read", why=Message("a { is never closed."))
    if "{" in text[end:] or "{" in text[start + 1 : end]:
        raise NotCarriedError("not_read", why=Message("there is more than one pair of braces."))
    before, answers, after = text[:start], text[start + 1 : end].strip(), text[end + 1 :].strip()
    stem = before.strip()
    is_embedded = bool(after)
    if is_embedded:
        _, at = _format_of(stem, form)
        gap = f"{stem[at:]} {BLANK} {after}".strip() if stem[at:] else f"{BLANK} {after}"
        stem = stem[:at] + re.sub(rf"{BLANK} (?=[.,;:!?])", BLANK, gap)
    question = GiftQuestion(line, "essay", id_, tags, title, _written(stem, "moodle"), is_embedded)
    answers, _, general = answers.partition("####")
    if general:
        question = question._replace(general=_written(general.strip(), form))
    return _with_answers(question, answers.strip(), form)


def _with_answers(question: GiftQuestion, answers: str, form: TextFormat) -> GiftQuestion:
    if not answers:
        return question
    if answers.startswith("#"):
        return question._replace(kind="numeric", numbers=_numbers(answers[1:].strip(), form))
    if _TRUE_FALSE.match(answers):
        key, *feedback = answers.split("#")
        said = tuple(_written(text.strip(), form) for text in feedback)
        return question._replace(kind="true_false", is_true=key.strip().upper().startswith("T"), feedback=said)
    if answers[0] not in "=~":
        answers = f"={answers}"
    entries = _entries(answers)
    if any(sign == "~" for sign, _ in entries):
        return question._replace(kind="choice", answers=tuple(_answer(*entry, form) for entry in entries))
    if "->" in answers:
        return question._replace(kind="matching", pairs=tuple(_pair(text, form) for _, text in entries))
    return question._replace(kind="short_answer", answers=tuple(_answer(*entry, form) for entry in entries))


def _entries(answers: str) -> list[tuple[str, str]]:
    pieces = re.split("([=~])", answers)
    return [(pieces[at], pieces[at + 1].strip()) for at in range(1, len(pieces), 2)]


def _answer(sign: str, text: str, form: TextFormat) -> GiftAnswer:
    text, _, feedback = text.partition("#")
    weight = _WEIGHT.match(text)
    share = Decimal(100 if sign == "=" else 0)
    if weight:
        share = Decimal(weight[1].replace(",", "."))
        text = text[weight.end() :]
    said = _written(feedback.strip(), form)
    return GiftAnswer(sign, _written(text.strip(), form), share, said, weight is not None)


def _pair(text: str, form: TextFormat) -> tuple[Written, str]:
    prompt, arrow, option = text.partition("->")
    if not arrow:
        raise NotCarriedError("not_read", why=Message("a pair has no ->."))
    return _written(prompt.strip(), form), _plain(option.strip())


def _numbers(answers: str, form: TextFormat) -> tuple[tuple[Near, Written], ...]:
    if "=" not in answers and "~" not in answers:
        answers = f"={answers}"
    found = []
    for sign, text in _entries(answers):
        text, _, feedback = text.partition("#")
        said = _written(feedback.strip(), form)
        share = Decimal(100 if sign == "=" else 0)
        if weight := _WEIGHT.match(text):
            share = Decimal(weight[1].replace(",", "."))
            text = text[weight.end() :]
        try:
            found.append((_near(_plain(text).strip(), share), said))
        except NotCarriedError as error:
            raise NotCarriedError("not_read", why=error.loss.sentence()) from None
    return tuple(found)


def _near(text: str, share: Decimal) -> Near:
    if text in ("", "*"):
        return Near(None, Decimal(0), share)
    low, dots, high = text.partition("..")
    if dots:
        least, most = sorted((read_decimal(low), read_decimal(high)))
        return Near((least + most) / 2, (most - least) / 2, share)
    value, _, within = text.partition(":")
    return Near(read_decimal(value), abs(read_decimal(within)) if within.strip() else Decimal(0), share)


def _format_of(text: str, otherwise: TextFormat) -> tuple[TextFormat, int]:
    found = _FORMAT.match(text)
    return (found[1], found.end()) if found else (otherwise, 0)  # type: ignore[return-value]


def _written(text: str, otherwise: TextFormat) -> Written:
    form, at = _format_of(text, otherwise)
    return Written(_plain(text[at:]).strip(), form)


def _plain(text: str) -> str:
    return text.translate(_UNMARK)


def gift_escaped(text: str) -> str:
    """`text` as it is written in GIFT, on one line."""
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text).replace("\n", "\\n")
