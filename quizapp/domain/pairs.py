"""Questions whose parts are each put to one of a few values: a category, a column, an option."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import ClassVar, Protocol

from quizapp.domain.evidence import Evidence, joint_evidence
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered
from quizapp.domain.option import read_choice, shuffled, text_named
from quizapp.domain.question import Arrangement, Question, Remark, Response, ResponseError, are_texts
from quizapp.domain.runs import joined
from quizapp.domain.text import arrow_from, difference, letters, suggestion
from quizapp.errors import Translate, in_english
from quizapp.problems import Mistake, Path


class PairPart(Protocol):
    """A part that a value is chosen for, as written; `feedback` is said to those who chose another, or none.

    `evidence` shows why the right value is right.
    """

    @property
    def text(self) -> str: ...
    @property
    def feedback(self) -> str: ...
    @property
    def evidence(self) -> Evidence: ...


class PairsQuestion(Question, frozen=True, kw_only=True):
    """One value is right for each of its parts.

    A response maps the letters of parts, in the order of the file, to values; parts that have none yet are missing
    from it.
    """

    parts_field: ClassVar[str]
    """The field that holds the parts."""

    shuffle: bool = True

    @property
    def parts(self) -> Sequence[PairPart]:
        return getattr(self, self.parts_field)  # type: ignore[no-any-return]

    @property
    def value_texts(self) -> Mapping[str, str]:
        """The values, as responses hold them, and their texts as their author typed them, in the order shown."""
        raise NotImplementedError

    @property
    def right_values(self) -> Sequence[str]:
        """The value that is right for each of the parts."""
        raise NotImplementedError

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.parts))

    @property
    def right(self) -> dict[str, str]:
        """The right value of each part, by its letter."""
        return dict(zip(self.ids, self.right_values, strict=True))

    @property
    def part_evidence(self) -> Evidence:
        return joint_evidence(*(part.evidence for part in self.parts))

    def arrange(self, random: Random) -> Arrangement:
        """The parts in a random order; values always keep their own."""
        return shuffled(self.ids, [not self.shuffle] * len(self.ids), random)

    def mark(self, response: Response | None) -> Mark:
        return mark_pairs(self.right, self.value_texts, response, self.possible, all_needed=self.is_all_or_nothing)

    def correct_response(self) -> Response:
        return self.right

    def given(self, response: object) -> dict[str, str]:
        """The parts to which `response` gives one of the values, with these, in the order of the file."""
        given = response if isinstance(response, Mapping) else {}
        values = self.value_texts
        return {id_: given[id_] for id_ in self.ids if isinstance(given.get(id_), str) and given[id_] in values}

    def open_parts(self, response: Response | None) -> tuple[str, ...]:
        given = self.given(response)
        return tuple(id_ for id_ in self.ids if id_ not in given)

    def part_text(self, id_: str, translate: Translate = in_english) -> str:
        return inline_text(self.parts[self.ids.index(id_)].text) if id_ in self.ids else ""

    def value_text(self, value: str) -> str:
        values = self.value_texts
        return inline_text(values[value]) if value in values else value

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        given = self.given(response)
        parts = {id_: self.part_text(id_) for id_ in given}
        return tuple(joined((parts[id_], arrow_from(parts[id_]), self.value_text(given[id_]))) for id_ in given)

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback and the evidence of parts that were given another value than the right one, or none."""
        given = self.given(response)
        return tuple(
            Remark(id_, part.feedback, "", part.evidence)
            for (id_, right), part in zip(self.right.items(), self.parts, strict=True)
            if (part.feedback or part.evidence) and given.get(id_) != right
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        """Nothing: feedback and evidence say where something belongs."""
        return ()


def read_named_pairs(value: object, parts: Sequence[PairPart], names: Sequence[str], expected: str) -> dict[str, str]:
    """A response as people write it, letters of parts with the `names` of values; `expected` says so in words.

    Raises:
        ResponseError: it is none.
    """
    if not isinstance(value, Mapping):
        raise ResponseError(value, expected)
    response: dict[str, str] = {}
    texts = [part.text for part in parts]
    for part, name in value.items():
        known = text_named(str(name), names)
        if known is None:
            raise ResponseError(name, " or ".join(map(plain_text, names)))
        response[read_choice(part, texts)] = known
    return {id_: response[id_] for id_ in letters(len(parts)) if id_ in response}


def unknown_value(code: str, value: str, known: Sequence[str], path: Path) -> Mistake:
    """`value` is none of the `known` ones; with a near one, the code ends in ``_suggest``, or is ``looks_alike``."""
    near = suggestion(value, known)
    values = {"value": value, "suggestion": near, "choices": ", ".join(known)}
    if near and (how := difference(value, near)):
        return Mistake("looks_alike", path, {**values, "difference": how})
    return Mistake(f"{code}_suggest" if near else code, path, values)


def mark_pairs(
    right: Mapping[str, str],
    values: Collection[str],
    response: Response | None,
    possible: Fraction,
    *,
    all_needed: bool = False,
) -> Mark:
    """The mark of a response that gives each part one of `values`; `right` holds what each part should have.

    Points × right ÷ parts, or, where they are `all_needed`, all of the points for all parts right and otherwise none.
    A part that was given nothing is not right.
    """
    if response is None or response == {}:
        return Unanswered(possible)
    if not isinstance(response, Mapping) or not are_texts((*response, *response.values())):
        return Invalid("wrong_shape", possible)
    if not set(response) <= set(right) or not set(response.values()) <= set(values):
        return Invalid("unknown_option", possible)
    parts = tuple(Part(id_, _outcome(value, response.get(id_))) for id_, value in right.items())
    count = len(parts)
    number = sum(part.outcome == "right" for part in parts)
    wrong = sum(part.outcome == "wrong" for part in parts)
    if all_needed:
        share = Fraction(number == count)
        return Points(possible * share, possible, parts, "all_of", number, wrong, count)
    return Points(possible * Fraction(number, count or 1), possible, parts, "right_of_all", number, wrong, count)


def _outcome(right: str, given: str | None) -> Outcome:
    if given is None:
        return "missed"
    return "right" if given == right else "wrong"
