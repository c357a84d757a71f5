"""A bank as a sheet to read, hand out and print: its text, its questions, and the key at the end."""

from fractions import Fraction
from random import Random
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Question
from quizapp.reports.paper_letters import paper_parts
from quizapp.reports.paper_sheet import (
    KeyQuestion,
    Quoted,
    SheetQuestion,
    has_numbered_sentences,
    key_question,
    sheet_question,
    time_limit_text,
    typed_key,
)
from quizapp.reports.words import worth_text
from quizapp.texts import ENGLISH, Texts


class BankSheet(NamedTuple):
    """A bank in words. `passage` is None where it has none; its sentences may be numbered.

    `facts` say how much there is to do and to earn, `source` who wrote it and under which license; each may be empty,
    as may the description. `key` has the questions in their order.
    """

    title: str
    description: str
    facts: str
    source: str
    passage: Passage | None
    has_sentence_numbers: bool
    questions: tuple[SheetQuestion, ...]
    key: tuple[KeyQuestion, ...]


def sheet_parts(bank: Bank, question: Question) -> Arrangement:
    """The parts of a question in the order of the sheet: shuffled where learners get them shuffled, always alike."""
    return paper_parts(question, question.arrange(Random(f"{bank.id} {question.id}")), bank.passage)  # no secret


def bank_sheet(bank: Bank, translate: Texts = ENGLISH) -> BankSheet:
    """The sheet of a bank with its key."""
    asked = [(number, each, sheet_parts(bank, each)) for number, each in enumerate(bank.questions, 1)]
    total = sum((Fraction(each.weight) * each.possible for each in bank.questions), Fraction(0))
    facts = [translate.plural("%n questions", len(asked)), worth_text(total, translate)]
    if bank.time_limit:
        facts.append(time_limit_text(Fraction(bank.time_limit), True, translate))
    key = (
        key_question(bank, 0, each, {"": (number, typed_key(each, parts, bank.passage, translate))}, translate)
        for number, each, parts in asked
    )
    return BankSheet(
        bank.title,
        bank.description,
        " · ".join(facts),
        " · ".join(filter(None, (bank.author, bank.license))),
        bank.passage if bank.has_passage else None,
        has_numbered_sentences(bank),
        tuple(
            sheet_question(number, each, parts, translate, has_text=bank.has_passage) for number, each, parts in asked
        ),
        tuple(key),
    )


def quoted_text(quoted: Quoted, translate: Texts = ENGLISH) -> str:
    """Words of the passage, and where they stand in it."""
    places = [
        translate("paragraph {number}", number=str(quoted.paragraph)) if quoted.paragraph else "",
        translate("sentence {number}", number=str(quoted.sentence)) if quoted.sentence else "",
    ]
    told = ", ".join(filter(None, places))
    return f"“{quoted.words}”" + (f" ({told})" if told else "")


def key_rows(question: KeyQuestion, translate: Texts = ENGLISH) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows of a question in the key: what each is called, and what it says; none of them is empty."""
    _, typed = question.typed[""]
    rows: list[tuple[str, tuple[str, ...]]] = []
    if typed and not question.is_model and typed not in question.answers:
        rows.append((translate("On the sheet"), (typed,)))
    rows.append((translate("Model answer" if question.is_model else "Right answer"), question.answers))
    rows.append((translate("Also"), question.notes))
    for criterion, levels in question.rubric:
        rows.append((criterion, tuple(f"{points}  {text}" for points, text in levels)))
    rows.append((translate("Why"), (question.why,) if question.why else ()))
    rows.append((translate("In the passage"), tuple(quoted_text(each, translate) for each in question.evidence)))
    return tuple((name, texts) for name, texts in rows if texts)
