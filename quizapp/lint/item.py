"""A question as the rules see it: what is asked, what is offered, what is right, whatever its type is."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import plain_text
from quizapp.domain.language_tag import base
from quizapp.domain.option import Option, OptionsQuestion
from quizapp.domain.pairs import PairsQuestion
from quizapp.domain.passage import Passage
from quizapp.domain.question import Question
from quizapp.lint.wording import tokens
from quizapp.problems import Path
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.table import Table
from quizapp.question_types.word_bank import WordBank


class Part(NamedTuple):
    """A question, or one of those in it, with its place in the whole."""

    path: Path
    question: Question


class Text(NamedTuple):
    """A text that a learner reads, without signs of emphasis, and its place."""

    path: Path
    text: str


class Choice(NamedTuple):
    """An option as it is read; `words` are its words, folded."""

    path: Path
    text: str
    words: tuple[str, ...]
    is_key: bool
    is_pinned: bool
    feedback: str


class OptionSet(NamedTuple):
    """Options of which a learner chooses one, or several, for a question or a gap; `stem` is what is read before."""

    path: Path
    stem: str
    choices: tuple[Choice, ...]
    is_shuffled: bool
    is_single: bool

    @property
    def keys(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.is_key)

    @property
    def distractors(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if not choice.is_key)


class Row(NamedTuple):
    """A row, statement or prompt, with the value that is right for it."""

    path: Path
    text: str
    key: str
    feedback: str
    evidence: Evidence


class Rows(NamedTuple):
    """Rows, statements or prompts, each of which is put to one of `values`."""

    path: Path
    rows: tuple[Row, ...]
    values: tuple[str, ...]
    is_shuffled: bool
    type_name: str


class Item:
    """A question with its passage. All that is asked of it more than once is worked out once."""

    def __init__(self, question: Question, passage: Passage) -> None:
        self.question = question
        self.passage = passage
        self.language = base(passage.language)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The questions that are answered: this one, or those in it."""
        if not self.question.nested:
            return (Part((), self.question),)
        return tuple(Part((field,), getattr(self.question, field)) for field in self.question.nested)

    @cached_property
    def stems(self) -> tuple[Text, ...]:
        """The stems, that of the whole first."""
        nested = self.parts if self.question.nested else ()
        stems = [((), self.question), *nested]
        return tuple(Text((*path, "stem"), plain_text(question.stem)) for path, question in stems)

    @cached_property
    def stem_words(self) -> tuple[str, ...]:
        """The words of all stems, folded."""
        return tuple(word for stem in self.stems for word in tokens(stem.text, self.language))

    @cached_property
    def option_sets(self) -> tuple[OptionSet, ...]:
        return tuple(self._option_sets())

    def _option_sets(self) -> Iterator[OptionSet]:
        for path, question in self.parts:
            if isinstance(question, OptionsQuestion):
                at = (*path, "options")
                choices = self._choices(question.options, at)
                is_single = question.type_name == "single_choice"
                yield OptionSet(at, plain_text(question.stem), choices, question.shuffle, is_single)
            elif isinstance(question, InlineChoice):
                for index, gap in enumerate(question.gaps):
                    at = (*path, "gaps", index, "options")
                    before = plain_text(question.text).partition(f"[{index + 1}]")[0]
                    yield OptionSet(at, before, self._choices(gap.options, at), question.shuffle, is_single=True)

    def _choices(self, options: Sequence[Option], at: Path) -> tuple[Choice, ...]:
        texts = [plain_text(option.text) for option in options]
        return tuple(
            Choice(
                (*at, index),
                text,
                tokens(text, self.language),
                option.key,
                option.pinned,
                option.feedback,
            )
            for index, (text, option) in enumerate(zip(texts, options, strict=True))
        )

    @cached_property
    def rows(self) -> tuple[Rows, ...]:
        """The rows of tables, statements to be sorted and prompts to be matched."""
        found = []
        for path, question in self.parts:
            if isinstance(question, PairsQuestion):
                at = (*path, question.parts_field)
                rows = tuple(
                    Row((*at, index), plain_text(part.text), plain_text(key), part.feedback, part.evidence)
                    for index, (part, key) in enumerate(zip(question.parts, question.keys, strict=True))
                )
                values = tuple(map(plain_text, _values_of(question)))
                found.append(Rows(at, rows, values, question.shuffle, question.type_name))
        return tuple(found)

    @cached_property
    def shown(self) -> tuple[Text, ...]:
        """All texts that a learner reads before answering."""
        return (*self.stems, *(text for path, question in self.parts for text in _shown_in(path, question)))

    @cached_property
    def shown_words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each of the texts in `shown`, folded."""
        return tuple(tokens(text, self.language) for _, text in self.shown)


def _values_of(question: PairsQuestion) -> tuple[str, ...]:
    match question:
        case Table():
            return question.columns
        case Categorize():
            return question.categories
        case Matching():
            return question.options
    return tuple(question.value_texts.values())


def _shown_in(path: Path, question: Question) -> Iterator[Text]:
    """The texts below the stem of one question."""
    match question:
        case OptionsQuestion():
            for index, option in enumerate(question.options):
                yield Text((*path, "options", index, "text"), plain_text(option.text))
        case PairsQuestion():
            for index, part in enumerate(question.parts):
                yield Text((*path, question.parts_field, index, "text"), plain_text(part.text))
            field = {"table": "columns", "categorize": "categories", "matching": "options"}[question.type_name]
            for index, value in enumerate(_values_of(question)):
                yield Text((*path, field, index), plain_text(value))
        case Ordering():
            for index, item in enumerate(question.items):
                yield Text((*path, "items", index, "text"), plain_text(item.text))
        case HighlightWords():
            yield Text((*path, "sentence"), question.sentence)
        case InlineChoice() | GapFill() | WordBank():
            yield Text((*path, "text"), plain_text(question.text))
            if isinstance(question, InlineChoice):
                for at, gap in enumerate(question.gaps):
                    for index, option in enumerate(gap.options):
                        yield Text((*path, "gaps", at, "options", index, "text"), plain_text(option.text))
            if isinstance(question, WordBank):
                for index, word in enumerate(question.words):
                    yield Text((*path, "words", index), plain_text(word))


class TypedKey(NamedTuple):
    """A key that is typed, and its place."""

    path: Path
    text: str


def typed_keys(parts: Sequence[Part]) -> Iterator[TypedKey]:
    """The words and numbers that are right where something is typed, or put into a gap."""
    for path, question in parts:
        match question:
            case ShortAnswer():
                yield TypedKey((*path, "accepted", 0), plain_text(question.accepted[0].text))
            case Numeric():
                yield TypedKey((*path, "key"), question.key)
            case GapFill():
                for index, gap in enumerate(question.gaps):
                    yield TypedKey((*path, "gaps", index, "accepted", 0), plain_text(gap.accepted[0].text))
            case WordBank():
                for index, word_gap in enumerate(question.gaps):
                    yield TypedKey((*path, "gaps", index, "key"), plain_text(word_gap.keys[0]))
