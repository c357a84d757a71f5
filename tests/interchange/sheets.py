"""Sheets of questions that were read, in a line each, as the tables of the tests write them."""

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.question import Question
from quizapp.interchange.losses import Imported
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse


def said(text: str) -> str:
    return " ".join(plain_text(text).split())


def told(question: Question) -> str:
    """A question in one line."""
    stem = said(question.stem)
    match question:
        case SingleChoice() | MultipleChoice():
            return " | ".join([stem, *(("*" if option.key else "") + said(option.text) for option in question.options)])
        case TrueFalse():
            return f"{stem} = {question.key}"
        case ShortAnswer():
            return f"{stem} => {' / '.join(each.text for each in question.accepted)}"
        case Numeric():
            return f"{stem} => {question.key} ± {question.tolerance}"
        case GapFill():
            gaps = "; ".join(
                f"{number}. {' / '.join(each.text for each in gap.accepted)}"
                for number, gap in enumerate(question.gaps, 1)
            )
            return f"{said(question.text)} :: {gaps}"
        case Matching():
            pairs = "; ".join(f"{said(prompt.text)} > {said(prompt.option)}" for prompt in question.prompts)
            return f"{stem} ~ {pairs}"
        case Ordering():
            return f"{stem} # {'; '.join(said(item.text) for item in question.items)}"
        case OpenResponse():
            return f"{stem} model: {said(question.model_answer)}"
        case _:
            return f"{stem} ({question.type_name})"


def questions_of(imported: Imported) -> list[Question]:
    return [question for bank in imported.banks for question in bank.questions]


def left_of(imported: Imported) -> list[list[object]]:
    """The line and the reason of each question that was left out."""
    return [[item.line, item.losses[0].code] for item in imported.losses.items if not item.made]


def passage_of(bank: Bank) -> str:
    return bank.passage.text if bank.has_passage else ""
