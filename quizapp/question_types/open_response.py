"""`open_response`: an answer that is written, and marked by a person against a rubric."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar, Self

import msgspec

from quizapp.domain.inline import inline_text, is_blank, plain_text
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered, Unmarked
from quizapp.domain.option import read_choice, text_named
from quizapp.domain.question import (
    WRITTEN,
    Choice,
    Question,
    Remark,
    Response,
    ResponseError,
    are_texts,
    list_mistakes,
    out_of_range,
)
from quizapp.domain.runs import joined, paragraphs
from quizapp.domain.text import letters
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Message, Texts

LONGEST_WRITTEN = 20_000
"""The most characters of what is written, as of any text in a file."""


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A degree to which a criterion is met; `points` are those of the rubric, a whole number."""

    text: str
    points: int


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One thing that is looked for in what is written."""

    text: str
    levels: tuple[Level, ...]

    @property
    def most(self) -> int:
        return max((level.points for level in self.levels), default=0)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """The number of words that is advised; 0 where none is. Nobody is kept from writing fewer or more."""

    least: int = 0
    most: int = 0


class OpenResponse(Question, frozen=True, kw_only=True, tag="open_response"):
    """A response holds what was written as ``text`` and, once it is rated, the level of each criterion.

    Criteria go by their letters in the order of the file, levels by their number in that order, counted from 0: a
    response that is half rated is ``{"text": "…", "A": "2"}``.
    """

    is_rated: ClassVar[bool] = True
    is_typed: ClassVar[bool] = True

    rubric: tuple[Criterion, ...]
    model_answer: str
    words: Words = Words()

    @property
    def criteria(self) -> dict[str, Criterion]:
        return dict(zip(letters(len(self.rubric)), self.rubric, strict=True))

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from list_mistakes(self.rubric, "rubric", 10, least=1)
        for index, criterion in enumerate(self.rubric):
            for mistake in _criterion_mistakes(criterion):
                yield mistake.below("rubric", index)
        if is_blank(self.model_answer):
            yield Mistake("empty_text", ("model_answer",))
        for name, count in (("least", self.words.least), ("most", self.words.most)):
            if not 0 <= count <= 10_000:
                yield out_of_range(count, "from 0 to 10000", "words", name)
        if 0 < self.words.most < self.words.least:
            values = {"least": str(self.words.least), "most": str(self.words.most)}
            yield Mistake("least_above_most", ("words", "most"), values)

    def mark(self, response: Response | None) -> Mark:
        """Points × Σ points of the levels ÷ Σ points of the best levels: the sum of an analytic rubric, scaled
        (Brookhart 2013, *How to Create and Use Rubrics*), once there is a level for each criterion.

        Until then it is unmarked: nobody has said yet that it is worth nothing.
        """
        if response is None or response == {}:
            return Unanswered(self.possible)
        if not isinstance(response, Mapping) or not are_texts((*response, *response.values())):
            return Invalid("wrong_shape", self.possible)
        criteria = self.criteria
        for name, value in response.items():
            if name != WRITTEN and (name not in criteria or _level(criteria[name], value) is None):
                return Invalid("unknown_option", self.possible)
        if not response.get(WRITTEN, "").strip():
            return Unanswered(self.possible)
        levels = self._rating(response)
        of, given = sum(criterion.most for criterion in self.rubric), sum(level.points for level in levels.values())
        if len(levels) < len(criteria) or not of:
            return Unmarked(self.possible)
        parts = tuple(Part(letter, _outcome(criteria[letter], level)) for letter, level in levels.items())
        return Points(self.possible * Fraction(given, of), self.possible, parts, "rubric", given, of - given, of)

    def retain_correct(self, response: Response) -> Response | None:
        """All that was written, to be mended."""
        return response

    def correct_response(self) -> Response:
        best = {
            letter: str(max(range(len(criterion.levels)), key=lambda at: criterion.levels[at].points))
            for letter, criterion in self.criteria.items()
            if criterion.levels
        }
        return {WRITTEN: plain_text(self.model_answer), **best}

    def read_response(self, value: object) -> Response:
        """A text alone, or a map with `text` and, by the letters or texts of criteria, the points given for them."""
        if isinstance(value, str):
            return {WRITTEN: value}
        if not isinstance(value, Mapping):
            raise ResponseError(value, "a text, or a map such as {text: …, A: 2}")
        texts = [criterion.text for criterion in self.rubric]
        response: dict[str, str] = {}
        for name, given in value.items():
            if name == WRITTEN:
                if not isinstance(given, str):
                    raise ResponseError(given, "a text")
                response[WRITTEN] = given
            elif not texts:
                raise ResponseError(name, WRITTEN)
            else:
                letter = read_choice(name, texts)
                response[letter] = _read_level(self.criteria[letter], given)
        if not response.get(WRITTEN, "").strip() and response:
            raise ResponseError(value, "a map with the “text” that was written")
        return {name: response[name] for name in (WRITTEN, *self.criteria) if name in response}

    def write_response(self, response: Response) -> Any:
        if not isinstance(response, Mapping):
            return super().write_response(response)
        rated = {letter: str(level.points) for letter, level in self._rating(response).items()}
        return {WRITTEN: response.get(WRITTEN, ""), **rated}

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return inline_text(self.criteria[id_].text) if id_ in self.criteria else ""

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """The written text, paragraph by paragraph; the rating is told by `ratings`."""
        written = response.get(WRITTEN) if isinstance(response, Mapping) else None
        return paragraphs(written) if isinstance(written, str) else ()

    def correct_lines(self, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """The model answer, paragraph by paragraph."""
        return paragraphs(inline_text(self.model_answer))

    def ratings(self, response: Response | None) -> tuple[str, ...]:
        rated = [(self.criteria[letter], level) for letter, level in self._rating(response).items()]
        return tuple(
            joined(
                (inline_text(criterion.text), ": ", inline_text(level.text), f" ({level.points} / {criterion.most})")
            )
            for criterion, level in rated
        )

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        return ()

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        """The criteria that were rated, each with the points that it was given, beside the most that there are."""
        return tuple(
            Choice(letter, str(level.points), str(self.criteria[letter].most), "")
            for letter, level in self._rating(response).items()
        )

    def _rating(self, response: Response | None) -> dict[str, Level]:
        given = response if isinstance(response, Mapping) else {}
        found = {letter: _level(criterion, given.get(letter)) for letter, criterion in self.criteria.items()}
        return {letter: level for letter, level in found.items() if level is not None}

    def without_key(self) -> Self:
        """Without the rubric too: what the levels describe is what would be right."""
        return msgspec.structs.replace(super().without_key(), rubric=(), model_answer="")


def _criterion_mistakes(criterion: Criterion) -> Iterator[Mistake]:
    yield from list_mistakes(criterion.levels, "levels", 10, least=2)
    seen: set[int] = set()
    for index, level in enumerate(criterion.levels):
        if not 0 <= level.points <= 100:
            yield out_of_range(level.points, "from 0 to 100", "levels", index, "points")
        elif level.points in seen:
            yield Mistake("same_points_twice", ("levels", index, "points"), {"value": str(level.points)})
        seen.add(level.points)


def _level(criterion: Criterion, value: object) -> Level | None:
    """The level that a response names by its number."""
    if isinstance(value, str) and value in map(str, range(len(criterion.levels))):
        return criterion.levels[int(value)]
    return None


def _read_level(criterion: Criterion, value: object) -> str:
    """The number of the level that has these points or this text."""
    if isinstance(value, str):
        for index, level in enumerate(criterion.levels):
            if value.strip() == str(level.points) or text_named(value, [level.text]) is not None:
                return str(index)
    points = ", ".join(str(level.points) for level in criterion.levels)
    raise ResponseError(value, Message("the points of a level, one of {points}", {"points": points}))


def _outcome(criterion: Criterion, level: Level) -> Outcome:
    if not level.points:
        return "wrong"
    return "right" if level.points == criterion.most else "partial"
