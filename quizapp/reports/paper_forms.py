"""Forms of questions on paper, by type: what is printed below a stem so that it can be answered with a pencil.

A form is made of the bare question (`Question.without_key`), so that no sheet can tell a key.
"""

from collections.abc import Callable, Iterator
from math import ceil
from typing import NamedTuple

from quizapp.domain.gaps import Gapped
from quizapp.domain.inline import inline_text
from quizapp.domain.pairs import PairsQuestion
from quizapp.domain.question import Arrangement, Question
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
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement
from quizapp.question_types.word_bank import WordBank
from quizapp.reports.paper_letters import gap_options, value_letters
from quizapp.texts import ENGLISH, Texts

_WORDS_IN_A_LINE = 8
_LINES = (4, 30)
_LINES_WITHOUT_ADVICE = 8


class Task(NamedTuple):
    """A sentence that tells how to answer."""

    text: str


class Choices(NamedTuple):
    """Options, each with a box to be checked and its letter."""

    entries: tuple[tuple[str, str], ...]


class Grid(NamedTuple):
    """A table with a box to be checked in each row and column; columns have their letters."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[str, ...]


class Boxes(NamedTuple):
    """Texts, each with its number, if it has one, and a box for a letter or a number."""

    entries: tuple[tuple[str, str], ...]


class Frame(NamedTuple):
    """The things that can be put somewhere, with their letters, in a frame; short words stand `in_a_row`."""

    entries: tuple[tuple[str, str], ...]
    in_a_row: bool = False


class Lines(NamedTuple):
    """Lines to write on; a short one has `after` behind it, such as a unit."""

    rows: int
    is_short: bool = False
    after: str = ""


class Blank(NamedTuple):
    """A gap with its number: a line for words, or where it `is_short`, for a letter."""

    number: str
    is_short: bool = False


class Bracket(NamedTuple):
    """A gap with its number and the options that are offered in it, each with a box and its letter."""

    number: str
    entries: tuple[tuple[str, str], ...]


class Text(NamedTuple):
    """A text with gaps in it, in pieces; line ends are in its words."""

    pieces: tuple[str | Blank | Bracket, ...]


class Words(NamedTuple):
    """A sentence whose words are widely spaced, with their numbers; pieces without a number stand between words."""

    pieces: tuple[tuple[str, str], ...]


class Heading(NamedTuple):
    """The name of a part of the question, and its stem."""

    name: str
    stem: str


Element = Task | Choices | Grid | Boxes | Frame | Lines | Text | Words | Heading


def paper_form(
    question: Question, arrangement: Arrangement, translate: Texts = ENGLISH, *, has_text: bool
) -> tuple[Element, ...]:
    """The form of a bare question whose parts are shown in the order of `arrangement`.

    `has_text`: the passage is on the sheet too.
    """
    return tuple(FORMS[type(question)](question, arrangement, translate, has_text))


Form = Iterator[Element]


def _choices(question: Question, arrangement: Arrangement, translate: Texts) -> Choices:
    names = letters(len(arrangement))
    return Choices(tuple((name, question.part_text(id_)) for name, id_ in zip(names, arrangement, strict=True)))


def _single_choice(question: Question, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Check one box."))
    yield _choices(question, arrangement, translate)


def _multiple_choice(question: Question, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Check each box that is right. There can be one or several."))
    yield _choices(question, arrangement, translate)


def _true_false(question: Question, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Check one box."))
    yield Choices(tuple((id_[0].upper(), question.part_text(id_, translate)) for id_ in arrangement))


def _table(question: Table, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Check one box in each row."))
    yield Grid(_lettered(question), tuple(map(question.part_text, arrangement)))


def _categorize(question: Categorize, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Write the letter of one of these into each box."))
    yield Frame(_lettered(question))
    yield Boxes(_numbered(question, arrangement))


def _matching(question: Matching, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    often = translate("You can use a letter more than once." if question.reuse else "Use each letter once at most.")
    yield Task(f"{translate('Write the letter that belongs to it into each box.')} {often}")
    yield Boxes(_numbered(question, arrangement))
    yield Frame(_lettered(question))


def _lettered(question: PairsQuestion) -> tuple[tuple[str, str], ...]:
    return tuple((letter, question.value_text(value)) for letter, value in value_letters(question).items())


def _numbered(question: Question, arrangement: Arrangement) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), question.part_text(id_)) for number, id_ in enumerate(arrangement, 1))


def _ordering(question: Ordering, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Number the boxes in the right order, from 1 to {last}.", last=len(arrangement)))
    yield Boxes(tuple(("", question.part_text(id_)) for id_ in arrangement))


def _short_answer(question: ShortAnswer, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Write a word or a few."))
    yield Lines(1)


def _numeric(question: Numeric, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    if question.kind == "date":
        yield Task(translate("Write a date."))
        yield Lines(1, is_short=True)
        return
    unit = question.key_unit
    asked = unit is not None and question.unit_required
    yield Task(translate("Write a number with its unit.") if asked else translate("Write a number."))
    yield Lines(1, is_short=True, after=unit.text if unit is not None and not asked else "")


def _gap_fill(question: GapFill, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Write into each gap."))
    yield Text(_pieces(question, Blank))


def _inline_choice(question: InlineChoice, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    def bracket(gap: str) -> Bracket:
        options = gap_options(question, gap, arrangement)
        return Bracket(gap, tuple((letter, question.part_text(id_)) for letter, id_ in options.items()))

    yield Task(translate("Check one box in each pair of brackets."))
    yield Text(_pieces(question, bracket))


def _word_bank(question: WordBank, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    often = translate("You can use a letter more than once." if question.reuse else "Use each letter once at most.")
    yield Task(f"{translate('Write the letter of a word into each gap.')} {often}")
    yield Frame(_choices(question, arrangement, translate).entries, in_a_row=True)
    yield Text(_pieces(question, lambda gap: Blank(gap, is_short=True)))


def _pieces(question: Gapped, made: Callable[[str], Blank | Bracket]) -> tuple[str | Blank | Bracket, ...]:
    return tuple(made(piece.gap) if piece.gap else piece.text for piece in question.pieces)


def _evidence(question: EvidenceSelection, arrangement: Arrangement, translate: Texts, has_text: bool) -> Form:
    if not has_text:
        yield Task(translate("This question is about the sentences of the text, so it stays empty here."))
        return
    count = question.select
    if count:
        told = translate.plural("Underline %n sentences in the text, and write their numbers on the line.", count)
    else:
        told = translate("Underline one or more sentences in the text, and write their numbers on the line.")
    if len(question.paragraphs) == 1:
        told += " " + translate("Choose from paragraph {number}.", number=str(question.paragraphs[0]))
    elif question.paragraphs:
        numbers = ", ".join(map(str, sorted(question.paragraphs)))
        told += " " + translate("Choose from the paragraphs {numbers}.", numbers=numbers)
    yield Task(told)
    yield Lines(1, is_short=True)


def _highlight_words(question: HighlightWords, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    yield Task(translate("Circle the words."))
    sentence = question.sentence
    pieces: list[tuple[str, str]] = []
    at = 0
    for number, word in enumerate(question.words, 1):
        pieces.append(("", " ".join(sentence[at : word.start].split())))
        pieces.append((str(number), word.text))
        at = word.end
    pieces.append(("", " ".join(sentence[at:].split())))
    yield Words(tuple(piece for piece in pieces if piece[1]))


def _open_response(question: OpenResponse, arrangement: Arrangement, translate: Texts, _: bool) -> Form:
    least, most = question.words.least, question.words.most
    if least and most:
        yield Task(translate.plural("Write {least} to %n words or so.", most, least=least))
    elif least:
        yield Task(translate.plural("Write at least %n words.", least))
    elif most:
        yield Task(translate.plural("Write at most %n words.", most))
    else:
        yield Task(translate("Write your answer on the lines."))
    words = most or round(least * 1.5)
    wanted = ceil(words / _WORDS_IN_A_LINE) + 1 if words else _LINES_WITHOUT_ADVICE
    yield Lines(min(max(wanted, _LINES[0]), _LINES[1]))


def _two_part(question: TwoPart, arrangement: Arrangement, translate: Texts, has_text: bool) -> Form:
    for at, part in question.questions.items():
        yield Heading(translate(PART_NAMES[at]), inline_text(part.stem))
        yield from paper_form(part, part_arrangement(arrangement, at), translate, has_text=has_text)


FORMS: dict[type[Question], Callable[..., Form]] = {
    SingleChoice: _single_choice,
    MultipleChoice: _multiple_choice,
    TrueFalse: _true_false,
    Table: _table,
    Categorize: _categorize,
    Matching: _matching,
    Ordering: _ordering,
    ShortAnswer: _short_answer,
    Numeric: _numeric,
    GapFill: _gap_fill,
    InlineChoice: _inline_choice,
    WordBank: _word_bank,
    EvidenceSelection: _evidence,
    HighlightWords: _highlight_words,
    TwoPart: _two_part,
    OpenResponse: _open_response,
}
