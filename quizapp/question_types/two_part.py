"""`two_part`: a question, and a second one about the evidence for its answer (evidence-based selected response)."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Literal, Self

import msgspec

from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Invalid, Mark, Part, Points, Unanswered, earned, exact_sum, is_full
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Choice, OnTry, Question, Remark, Response, ResponseError
from quizapp.domain.runs import joined
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, N_, Texts

PART_NAMES: dict[str, str] = N_({"a": "Part A", "b": "Part B"})
"""The names of the parts on the screen."""

_OF_THE_WHOLE: dict[str, Any] = {
    "image": None,
    "hints": (),
    "skill": "",
    "weight": Decimal(1),
    "covers": (),
    "silenced": {},
}
"""Fields of every question that a part does not have, with what stands in them if nobody wrote anything."""


class TwoPart(Question, frozen=True, kw_only=True, tag="two_part"):
    """Two questions that are asked together; `part_a` has the id ``a`` and `part_b` the id ``b``.

    A response maps the ids of those that are answered to the responses to them. Ids of their parts have the id of the
    question before them: ``a.C`` is the option C of part A. `points` are those of the parts together.
    """

    nested: ClassVar[Mapping[str, str]] = {"part_a": "a", "part_b": "b"}

    part_a: Question
    part_b: Question
    marking: Literal["dependent", "dropped", "independent"] = "dependent"

    @property
    def questions(self) -> dict[str, Question]:
        return {"a": self.part_a, "b": self.part_b}

    @property
    def ids(self) -> Arrangement:
        return tuple(whole_id(at, id_) for at, part in self.questions.items() for id_ in part.ids)

    @property
    def possible(self) -> Fraction:
        return self.part_a.possible + self.part_b.possible

    def _given(self, response: Response | None) -> Iterator[tuple[str, Question, Any]]:
        """The parts that `response` answers, with their ids and the responses to them."""
        for at, part in self.questions.items():
            if (given := part_response(response, at)) is not None:
                yield at, part, given

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        if self.points != 1:
            yield Mistake("points_of_parts", ("points",))
        for field, part in (("part_a", self.part_a), ("part_b", self.part_b)):
            if part.nested or part.is_rated:
                yield Mistake("not_a_part", (field, "type"), {"value": part.type_name})
            for name, unset in _OF_THE_WHOLE.items():
                if getattr(part, name) != unset:
                    yield Mistake("field_of_whole", (field, name), {"name": name})
            for mistake in part.mistakes():
                if mistake.path[0] not in _OF_THE_WHOLE:
                    yield mistake.below(field)

    def arrange(self, random: Random) -> Arrangement:
        return tuple(whole_id(at, id_) for at, part in self.questions.items() for id_ in part.arrange(random))

    def with_fewer_options(self, arrangement: Arrangement, random: Random) -> Arrangement:
        return tuple(
            whole_id(at, id_)
            for at, part in self.questions.items()
            for id_ in part.with_fewer_options(part_arrangement(arrangement, at), random)
        )

    def part_marks(self, response: Response | None) -> dict[str, Mark]:
        """The mark of each part by itself, whatever the other one earns."""
        return {at: part.mark(part_response(response, at)) for at, part in self.questions.items()}

    def mark(self, response: Response | None) -> Mark:
        """Points of part A + points of part B, where B's count by `marking`:

        - `dependent`: only where A is fully right, otherwise B earns nothing. So with one point each, 2 for both, 1 for
          A alone, 0 for B alone: the rule of PARCC for evidence-based selected response (*ELA/literacy item
          guidelines*, 2013; also used by the states that took its items over), and Learnosity's “dependent” scoring.
        - `dropped`: where A is not fully right, B is left out of what can be earned too, as CommonLit marks its
          Part A/Part B questions (“it cannot hurt nor help”): a learner does not pay twice for one misreading.
        - `independent`: always.

        A part that is not answered, or whose response is none, earns nothing. Where no part is answered, the whole is
        unanswered, with all of its points to earn.
        """
        if response is None or response == {}:
            return Unanswered(self.possible)
        if not isinstance(response, Mapping):
            return Invalid("wrong_shape", self.possible)
        if not set(response) <= set(self.questions):
            return Invalid("unknown_option", self.possible)
        marks = self.part_marks(response)
        if not any(isinstance(mark, Points) for mark in marks.values()):
            invalid = [mark for mark in marks.values() if isinstance(mark, Invalid)]
            return Invalid(invalid[0].code, self.possible) if invalid else Unanswered(self.possible)
        a, b = marks["a"], marks["b"]
        full = {at: is_full(mark) for at, mark in marks.items()}
        counts = full["a"] or self.marking == "independent"
        terms = (earned(a), earned(b)) if counts else (earned(a),)
        possible = a.possible if self.marking == "dropped" and not counts else self.possible
        parts = tuple(
            part._replace(id=whole_id(at, part.id))
            for at, mark in marks.items()
            for part in (mark.parts if isinstance(mark, Points) else (Part("", "missed"),))
        )
        right = sum(full.values())
        return Points(exact_sum(terms), possible, parts, "sum", right, 2 - right, 2, terms)

    def open_parts(self, response: Response | None) -> tuple[str, ...]:
        """The open parts of each part, or the part itself where it has none and is not answered."""
        found: list[str] = []
        for at, part in self.questions.items():
            given = part_response(response, at)
            is_open = given is None or isinstance(part.mark(given), Unanswered)
            inner = part.open_parts(given) or (("",) if is_open else ())
            found += (whole_id(at, id_) for id_ in inner)
        return tuple(found)

    def retain_correct(self, response: Response) -> Response | None:
        kept = {
            at: given if is_full(part.mark(given)) else part.retain_correct(given)
            for at, part, given in self._given(response)
        }
        return {at: given for at, given in kept.items() if given is not None} or None

    def correct_response(self) -> Response:
        return {at: part.correct_response() for at, part in self.questions.items()}

    def read_response(self, value: object) -> Response:
        if not isinstance(value, Mapping):
            raise ResponseError(value, "a map with the answers to both parts, such as {a: …, b: …}")
        read: dict[str, Response] = {}
        for name, answer in value.items():
            at = str(name).strip().casefold()
            if at not in self.questions or at in read:
                raise ResponseError(name, "a or b")
            if answer:
                read[at] = self.questions[at].read_response(answer)
        return {at: read[at] for at in self.questions if at in read}

    def write_response(self, response: Response) -> Any:
        if not isinstance(response, Mapping):
            return super().write_response(response)
        return {at: self.questions[at].write_response(given) for at, given in response.items()}

    def file_id(self, id_: str) -> str:
        at, _, inner = id_.partition(".")
        return whole_id(at, self.questions[at].file_id(inner)) if inner and at in self.questions else id_

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        at, _, inner = id_.partition(".")
        if at not in self.questions:
            return ""
        text = self.questions[at].part_text(inner, translate) if inner else ""
        name = translate(PART_NAMES[at])
        return joined((name, text), ": ") if text else name

    def text_lines(self, response: Response | None = None, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """The stem of each part, and its text, if it has any."""
        told = (
            (at, (inline_text(part.stem), *part.text_lines(part_response(response, at), translate)))
            for at, part in self.questions.items()
        )
        return _with_names(told, translate)

    def keep_levels(self, standard: Question) -> None:
        for field in self.nested:
            getattr(self, field).keep_levels(getattr(standard, field))

    def at_standard_level(self, response: Response) -> Response:
        return {at: part.at_standard_level(given) for at, part, given in self._given(response)}

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        told = ((at, part.summarize(given, translate)) for at, part, given in self._given(response))
        return _with_names(told, translate)

    def summarize_in(self, response: Response, passage: Passage, translate: Texts = ENGLISH) -> tuple[str, ...]:
        told = ((at, part.summarize_in(given, passage, translate)) for at, part, given in self._given(response))
        return _with_names(told, translate)

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The remarks on each part, and the explanation of its key, where the author gives one."""
        return tuple(
            remark._replace(part=whole_id(at, remark.part))
            for at, part in self.questions.items()
            for remark in (*part.remarks(part_response(response, at)), *_why(part, part_response(response, at)))
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        return tuple(
            remark._replace(part=whole_id(at, remark.part))
            for at, part, given in self._given(response)
            for remark in part.remarks_on_given(given)
        )

    def told_on_try(self, response: Response) -> OnTry:
        right: list[str] = []
        remarks: list[Remark] = []
        for at, part, given in self._given(response):
            if is_full(part.mark(given)):
                right.append(at)
                continue
            told = part.told_on_try(given)
            right += [whole_id(at, id_) for id_ in told.right]
            remarks += [remark._replace(part=whole_id(at, remark.part)) for remark in told.remarks]
        return OnTry(tuple(right), tuple(remarks))

    def is_legible(self, response: Response) -> bool:
        return all(part.is_legible(given) for _, part, given in self._given(response))

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        return tuple(
            choice._replace(part=whole_id(at, choice.part))
            for at, part in self.questions.items()
            for choice in part.classify(part_response(response, at))
        )

    def in_neutral_order(self) -> Self:
        return msgspec.structs.replace(
            self, part_a=self.part_a.in_neutral_order(), part_b=self.part_b.in_neutral_order()
        )

    def without_key(self) -> Self:
        return msgspec.structs.replace(
            super().without_key(), part_a=self.part_a.without_key(), part_b=self.part_b.without_key()
        )


def _with_names(lines: Iterable[tuple[str, Iterable[str]]], translate: Texts) -> tuple[str, ...]:
    """The lines of each part, with its name before them."""
    return tuple(joined((translate(PART_NAMES[at]), line), ": ") for at, of_part in lines for line in of_part)


def whole_id(at: str, id_: str) -> str:
    """The id that the part `id_` of the question `at` has in the whole."""
    return f"{at}.{id_}" if id_ else at


def part_response(response: Response | None, at: str) -> Any:
    """The response to the question `at` that `response` holds, or None."""
    return response.get(at) if isinstance(response, Mapping) else None


def part_arrangement(arrangement: Arrangement, at: str) -> Arrangement:
    """The arrangement of the question `at` in that of the whole, whatever else stands between."""
    return tuple(id_.removeprefix(f"{at}.") for id_ in arrangement if id_.startswith(f"{at}."))


def _why(part: Question, response: Response | None) -> tuple[Remark, ...]:
    if not part.explanation or is_full(part.mark(response)):
        return ()
    return (Remark("", part.explanation, "", ()),)
