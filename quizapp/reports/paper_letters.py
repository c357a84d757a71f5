"""Letters and numbers on paper sheets: those beside the parts of a question, and those that a response is typed as."""

from collections.abc import Callable, Mapping, Sequence

from quizapp.domain.inline import plain_text
from quizapp.domain.pairs import NamedPairsQuestion, PairsQuestion
from quizapp.domain.passage import Passage, Sentence
from quizapp.domain.question import WRITTEN, Arrangement, Question, Response
from quizapp.domain.text import letters
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import ANSWER_LETTERS, TrueFalse
from quizapp.question_types.two_part import TwoPart, part_arrangement, part_response, whole_id
from quizapp.question_types.word_bank import WordBank
from quizapp.texts import ENGLISH, Texts

NOTHING = "-"
"""Stands for a part that was given nothing."""


def numbered_sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences that have a number on paper, from 1 on: all but headings."""
    return tuple(sentence for sentence in passage.sentences if not sentence.is_heading)


def paper_parts(question: Question, arrangement: Arrangement, passage: Passage) -> Arrangement:
    """The parts of `question` in the order in which paper shows them; of `evidence`, the names of the sentences."""
    if isinstance(question, EvidenceSelection):
        return tuple(sentence.name for sentence in numbered_sentences(passage))
    if isinstance(question, TwoPart):
        return tuple(
            whole_id(at, id_)
            for at, part in question.questions.items()
            for id_ in paper_parts(part, part_arrangement(arrangement, at), passage)
        )
    return arrangement


def value_letters(question: PairsQuestion) -> dict[str, str]:
    """The values of a categorization, a table or a matching by the letters that stand for them on paper.

    Categories have their first letters, such as T and F, where these are plain and all different, else A, B, C.
    """
    if not isinstance(question, NamedPairsQuestion):
        return {letter: letter for letter in question.value_texts}
    firsts = [plain_text(value).strip()[:1].upper() for value in question.values]
    if len(set(firsts)) < len(firsts) or not all(first.isascii() and first.isalpha() for first in firsts):
        firsts = list(letters(len(firsts)))
    return dict(zip(firsts, question.values, strict=True))


def gap_options(question: InlineChoice, gap: str, arrangement: Arrangement) -> dict[str, str]:
    """The ids of the options of `gap` by the letters that stand before them on paper."""
    shown = [id_ for id_ in arrangement if id_ in question.options_of(gap)]
    return dict(zip(letters(len(shown)), shown, strict=True))


def typed_as(
    question: Question, parts: Arrangement, response: Response | None, passage: Passage, translate: Texts = ENGLISH
) -> str:
    """`response` as a teacher types it from a sheet with these `parts`: see `paper_parts`; empty for none."""
    if response is None:
        return ""
    if isinstance(question, TrueFalse):
        return translate(ANSWER_LETTERS[str(response)]).upper()
    if isinstance(question, TwoPart):
        return _two_part(question, parts, response, passage, translate)
    return _TYPED[type(question)](question, parts, response, passage)


def _run_together(signs: Sequence[str]) -> str:
    return "".join(signs) if all(len(sign) == 1 for sign in signs) else " ".join(signs)


def _letter_by_id(parts: Arrangement) -> dict[str, str]:
    return dict(zip(parts, letters(len(parts)), strict=True))


def _choice(question: Question, parts: Arrangement, response: str, passage: Passage) -> str:
    return _letter_by_id(parts).get(response, "")


def _choices(question: Question, parts: Arrangement, response: Sequence[str], passage: Passage) -> str:
    return _run_together([letter for id_, letter in _letter_by_id(parts).items() if id_ in response])


def _pairs(question: PairsQuestion, parts: Arrangement, response: Mapping[str, str], passage: Passage) -> str:
    by_value = {value: letter for letter, value in value_letters(question).items()}
    return _run_together([by_value.get(response.get(id_, ""), NOTHING) for id_ in parts])


def _ordering(question: Ordering, parts: Arrangement, response: Sequence[str], passage: Passage) -> str:
    places = {id_: str(place) for place, id_ in enumerate(response, 1)}
    return _run_together([places.get(id_, NOTHING) for id_ in parts])


def _text(question: Question, parts: Arrangement, response: str, passage: Passage) -> str:
    return response


def _gap_fill(question: GapFill, parts: Arrangement, response: Mapping[str, str], passage: Passage) -> str:
    return "; ".join(response.get(id_, "") for id_ in question.gap_ids)


def _inline_choice(question: InlineChoice, parts: Arrangement, response: Mapping[str, str], passage: Passage) -> str:
    signs = []
    for gap in question.gap_ids:
        by_id = {id_: letter for letter, id_ in gap_options(question, gap, parts).items()}
        signs.append(by_id.get(response.get(gap, ""), NOTHING))
    return _run_together(signs)


def _word_bank(question: WordBank, parts: Arrangement, response: Mapping[str, str], passage: Passage) -> str:
    by_id = _letter_by_id(parts)
    return _run_together([by_id.get(response.get(gap, ""), NOTHING) for gap in question.gap_ids])


def _evidence(question: EvidenceSelection, parts: Arrangement, response: Sequence[str], passage: Passage) -> str:
    """The numbers of the sentences; an entry of the key is the sentence that its words stand in."""
    keys = dict(zip(question.correct_response(), question.quotes, strict=True))
    numbers = []
    for entry in response:
        key = keys.get(entry)
        sentence = None if key is None or entry in parts else question.key_sentence(key, passage)
        name = entry if sentence is None else sentence.name
        if name in parts:
            numbers.append(parts.index(name) + 1)
    return " ".join(map(str, sorted(set(numbers))))


def _highlight_words(question: Question, parts: Arrangement, response: Sequence[str], passage: Passage) -> str:
    return " ".join(response)


def _open_response(question: Question, parts: Arrangement, response: Mapping[str, str], passage: Passage) -> str:
    return response.get(WRITTEN, "")


def _two_part(question: TwoPart, parts: Arrangement, response: Response, passage: Passage, translate: Texts) -> str:
    typed = [
        typed_as(part, part_arrangement(parts, at), part_response(response, at), passage, translate)
        for at, part in question.questions.items()
    ]
    return "; ".join(typed).rstrip("; ") if not typed[1] else "; ".join(typed)


_TYPED: dict[type[Question], Callable[..., str]] = {
    SingleChoice: _choice,
    MultipleChoice: _choices,
    Table: _pairs,
    Categorize: _pairs,
    Matching: _pairs,
    Ordering: _ordering,
    ShortAnswer: _text,
    Numeric: _text,
    GapFill: _gap_fill,
    InlineChoice: _inline_choice,
    WordBank: _word_bank,
    EvidenceSelection: _evidence,
    HighlightWords: _highlight_words,
    OpenResponse: _open_response,
}
