"""Fields that all questions have, written into a file of another tool; one without a place there is a loss."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import quotes_of
from quizapp.domain.inline import escaped
from quizapp.domain.question import Question
from quizapp.interchange.building import NO_MODEL_ANSWER, SIMPLE_RUBRIC, Near, decimal_of, number_text
from quizapp.interchange.losses import Item
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse


def tell_bank(bank: Bank, note: Any, *, has_description: bool = False, has_details: bool = False) -> None:
    """Tell of what a bank has that another tool does not keep; `note` takes the place and the code.

    With `has_details`, it keeps description, language, author, license and time limit.
    """
    if bank.about is not None:
        note(bank.title, "about_left_out")
    details = bank.author or bank.license or bank.time_limit or (bank.description and not has_description)
    if details and not has_details:
        note(bank.title, "bank_fields")
    if bank.language != "en" and not has_details:
        note(bank.title, "language_left_out", language=bank.language)
    if bank.translation_of:
        note(bank.title, "translation_left_out", source=bank.translation_of)
    if len(bank.levels) > 1:
        note(bank.title, "levels_left_out")
    if bank.glossary:
        note(bank.title, "glossary_left_out")


def explanation_with_evidence(question: Question, item: Item) -> str:
    """The explanation, with the words of the passage that are the evidence for the question as a whole."""
    quotes = [quote.quote for quote in quotes_of(question.evidence) if quote.quote]
    if not quotes:
        return question.explanation
    item.lose("evidence")
    said = "In the passage: " + "; ".join(f"“{escaped(quote)}”" for quote in quotes)
    return f"{question.explanation}\n\n{said}" if question.explanation else said


def tell_parts(item: Item, parts: Any, *, feedback: bool = False, keeps_places: bool = False) -> None:
    """Tell of what parts of a question, such as options, have that other tools don't: evidence, roles, places.

    With `feedback`, they have no feedback there either; with `keeps_places`, fixed places are kept.
    """
    for part in parts:
        for name, code in (("evidence", "evidence_left_out"), ("role", "roles"), ("pinned", "pinned")):
            if getattr(part, name, None) and not (keeps_places and name == "pinned"):
                item.lose(code)
        if feedback and getattr(part, "feedback", None):
            item.lose("feedback_left_out")


def tell_weight(question: Question, item: Item) -> None:
    if question.weight != 1:
        item.lose("weight_left_out", weight=str(question.weight))


def nears_of(question: Numeric, item: Item) -> list[Near]:
    """A numeric question as numbers that are right or near; what is not of this is told."""
    key = question.key_value
    assert key is not None

    def number(value: Fraction) -> Decimal:
        found = decimal_of(value)
        if Fraction(found) != value:
            item.lose("rounded", text=number_text(found))
        return found

    def distance(text: str) -> Decimal:
        return number(question.distance(text) or Fraction(0))

    found = [Near(number(key), distance(question.tolerance), Decimal(100))]
    found += [Near(number(key), distance(band.within), band.share * 100, band.feedback) for band in question.bands]
    for answer in question.anticipated:
        reading = question.read(answer.text, unit_optional=True)
        if reading is not None:
            found.append(Near(number(reading.value), Decimal(0), Decimal(0), answer.feedback))
    tell_parts(item, question.anticipated)
    return found


def model_answer_of(question: OpenResponse) -> str:
    """The model answer as it was typed; empty where a note stands for it."""
    return "" if question.model_answer == NO_MODEL_ANSWER else question.model_answer


def has_simple_rubric(question: OpenResponse) -> bool:
    return question.rubric == SIMPLE_RUBRIC
