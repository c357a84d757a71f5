"""Sheets for people: what both kinds share. They hold each question, and cannot be read as questions again."""

import unicodedata
from collections.abc import Iterator

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import quotes_of
from quizapp.domain.passage import Block, Passage
from quizapp.domain.question import Question
from quizapp.domain.runs import InlineText, Run, runs_of, sliced
from quizapp.interchange.fields import tell_bank
from quizapp.interchange.losses import Item, LossReport
from quizapp.interchange.writing import ItemMaking
from quizapp.progress import ProgressCallback
from quizapp.reports.bank_sheet import BankSheet
from quizapp.texts import Texts, best_language

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DEEPEST_HEADING = 6


def texts_of(bank: Bank) -> Texts:
    """The words of the program in the language of the bank, or else in English."""
    return Texts(best_language((bank.language,)))


def losses_of(bank: Bank, progress: ProgressCallback, *, has_images: bool, has_language: bool) -> LossReport:
    """All that a sheet doesn't have of a bank; a person marks it, so rules for comparing answers are no loss."""
    making = ItemMaking(len(bank.questions), progress)
    making.note(bank.title, "for_people")
    tell_bank(bank, making.note, has_description=True, has_details=True)
    if bank.language != "en" and not has_language:
        making.note(bank.title, "language_left_out", language=bank.language)
    making.note(bank.title, "ids_left_out")
    if bank.has_passage:
        text = making.begin(bank.passage.title)
        text.made = 1
        for image in () if has_images else bank.passage.images:
            text.lose("passage_image", name=image.file)
    for question in bank.questions:
        item = making.begin(question.id)
        item.made = 1
        if question.image is not None and not has_images:
            item.lose("image_left_out", name=question.image.file)
        _tell_question(question, item)
    return making.report


def _tell_question(question: Question, item: Item) -> None:
    if question.hints:
        item.lose("hints_left_out")
    if question.skill:
        item.lose("skill_left_out")
    if question.covers:
        item.lose("covers_left_out")
    shown = {quote.quote for quote in quotes_of(question.key_evidence)}
    for part in _records(question):
        if isinstance(part, Question):
            for wrong in getattr(part, "anticipated", ()):
                item.lose("anticipated", text=wrong.text)
            continue
        if getattr(part, "role", ""):
            item.lose("roles")
        if getattr(part, "feedback", ""):
            item.lose("feedback_left_out")
        if any(quote.quote not in shown for quote in quotes_of(getattr(part, "evidence", ""))):
            item.lose("evidence_left_out")


def _records(value: object) -> Iterator[msgspec.Struct]:
    """The records in a question: its parts, and theirs."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from _records(getattr(value, name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _records(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _records(each)


def numbered(sheet: BankSheet) -> Passage:
    """The passage of a sheet that has one, with the numbers of its paragraphs, and of sentences where they are asked
    for, in its text; its headings are one level lower, as the title of the sheet is above them.
    """
    passage = sheet.passage
    assert passage is not None
    sentences = [each.span.start for each in passage.sentences if not each.is_heading]
    places = {start: number for number, start in enumerate(sentences, 1)} if sheet.has_sentence_numbers else {}
    return msgspec.structs.replace(passage, blocks=tuple(_numbered(block, places) for block in passage.blocks))


def _numbered(block: Block, places: dict[int, int]) -> Block:
    if block.image is not None:
        return block
    if block.kind == "heading":
        return block._replace(level=min(block.level + 1, _DEEPEST_HEADING))
    text = InlineText(block.runs)
    runs = [Run(f"[{block.number}]", strong=True), Run(" ")] if block.number else []
    before = 0
    for at in range(len(text)):
        if number := places.get(block.start + at):
            runs += [*runs_of(sliced(text, before, at)), Run(str(number).translate(_RAISED) + "\u00a0")]
            before = at
    return block._replace(runs=(*runs, *runs_of(sliced(text, before, len(text)))))


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text with its emphasis, without white space around them."""
    at = 0
    for line in text.splitlines(keepends=True):
        inner = line.strip()
        start = at + len(line) - len(line.lstrip())
        yield sliced(text, start, start + len(inner)) if inner else ""
        at += len(line)


def is_right_to_left(text: str) -> bool:
    """Tells whether a text runs from right to left: by its first letter that has a direction (UAX 9, P2 and P3)."""
    return next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L") != "L"
