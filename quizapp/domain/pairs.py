"""Questions whose parts are each put to one of a few values: a category, a column, an option."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Protocol, Self

import msgspec

from quizapp.domain.evidence import Evidence, joint_evidence
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Rule, Unanswered
from quizapp.domain.option import read_choice, shuffled, text_named
from quizapp.domain.question import (
    Arrangement,
    Choice,
    Question,
    Remark,
    Response,
    ResponseError,
    are_texts,
    list_mistakes,
)
from quizapp.domain.runs import joined
from quizapp.domain.text import arrow_from, difference, letters, same_text, suggestion
from quizapp.problems import Mistake, Path
from quizapp.texts import ENGLISH, Message, Texts


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
    key_field: ClassVar[str]
    """The field of a part that holds the value that is right for it."""

    shuffle: bool = True

    @property
    def parts(self) -> Sequence[PairPart]:
        return getattr(self, self.parts_field)  # type: ignore[no-any-return]

    @property
    def value_texts(self) -> Mapping[str, str]:
        """The values, as responses hold them, and their texts as their author typed them, in the order shown."""
        raise NotImplementedError

    @property
    def keys(self) -> Sequence[str]:
        """The value that each of the parts has for its key, as written."""
        return tuple(getattr(part, self.key_field) for part in self.parts)

    @property
    def right_values(self) -> Sequence[str]:
        raise NotImplementedError

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.parts))

    @property
    def right(self) -> dict[str, str]:
        return dict(zip(self.ids, self.right_values, strict=True))

    @property
    def part_evidence(self) -> Evidence:
        return joint_evidence(*(part.evidence for part in self.parts))

    def in_neutral_order(self) -> Self:
        parts = tuple(sorted(self.parts, key=lambda part: plain_text(part.text))) if self.shuffle else self.parts
        return msgspec.structs.replace(self, **{self.parts_field: parts})

    def arrange(self, random: Random) -> Arrangement:
        """The parts in a random order; values always keep their own."""
        return shuffled(self.ids, [not self.shuffle] * len(self.ids), random)

    def mark(self, response: Response | None) -> Mark:
        """Points × right ÷ parts, or, where it `is_all_or_nothing`, all for all parts right and otherwise none.

        A part that was given nothing is not right. Each is marked by itself, also where one value was given to several
        (QTI 2.2, *matchInteraction* with *map_response*, each right pair mapped to 1; Moodle's *matching*).
        """
        if response is None or response == {}:
            return Unanswered(self.possible)
        if not isinstance(response, Mapping) or not are_texts((*response, *response.values())):
            return Invalid("wrong_shape", self.possible)
        rights = self.right
        if not set(response) <= set(rights) or not set(response.values()) <= set(self.value_texts):
            return Invalid("unknown_option", self.possible)
        parts = tuple(Part(id_, _outcome(value, response.get(id_))) for id_, value in rights.items())
        count = len(parts)
        right, wrong = (sum(part.outcome == outcome for part in parts) for outcome in ("right", "wrong"))
        rule: Rule = "all_of" if self.is_all_or_nothing else "right_of_all"
        share = Fraction(right == count) if self.is_all_or_nothing else Fraction(right, count)
        return Points(self.possible * share, self.possible, parts, rule, right, wrong, count)

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

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return inline_text(self.parts[self.ids.index(id_)].text) if id_ in self.ids else ""

    def value_text(self, value: str) -> str:
        values = self.value_texts
        return inline_text(values[value]) if value in values else value

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
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

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        given = self.given(response)
        return tuple(Choice(id_, given.get(id_, ""), right, "") for id_, right in self.right.items())

    def without_key(self) -> Self:
        bare = {"feedback": "", "evidence": (), self.key_field: ""}
        parts: Any = tuple(msgspec.structs.replace(part, **bare) for part in self.parts)  # type: ignore[type-var]
        return msgspec.structs.replace(super().without_key(), **{self.parts_field: parts})


class NamedPairsQuestion(PairsQuestion, frozen=True, kw_only=True):
    """Values are texts that the author lists, and each part names the one that is right for it."""

    values_field: ClassVar[str]
    """The field that lists the values."""
    unknown: ClassVar[str]
    """The code of the mistake of a key that is none of the values."""

    @property
    def values(self) -> tuple[str, ...]:
        return getattr(self, self.values_field)  # type: ignore[no-any-return]

    @property
    def value_texts(self) -> Mapping[str, str]:
        return {value: value for value in self.values}

    @property
    def right_values(self) -> Sequence[str]:
        return tuple(same_text(key, self.values) or key for key in self.keys)

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from list_mistakes(self.values, self.values_field, 6, least=2)
        yield from list_mistakes(self.parts, self.parts_field, 40, least=1)
        for index, key in enumerate(self.keys):
            if same_text(key, self.values) is None:
                yield unknown_value(self.unknown, key, self.values[:6], (self.parts_field, index, self.key_field))

    def read_response(self, value: object) -> Response:
        expected = Message(
            "a map of the letters of {parts} to {values}, such as {example}",
            {"parts": self.parts_field, "values": self.values_field, "example": "{A: …, B: …}"},
        )
        if not isinstance(value, Mapping):
            raise ResponseError(value, expected)
        response: dict[str, str] = {}
        texts = [part.text for part in self.parts]
        for part, name in value.items():
            known = text_named(str(name), self.values)
            if known is None:
                raise ResponseError(
                    name, Message("one of: {choices}", {"choices": "; ".join(map(plain_text, self.values))})
                )
            response[read_choice(part, texts)] = known
        return {id_: response[id_] for id_ in self.ids if id_ in response}

    def file_value(self, value: str) -> str:
        return plain_text(value) if value in self.values else value


def unknown_value(code: str, value: str, known: Sequence[str], path: Path) -> Mistake:
    """`value` is none of the `known` ones; with a near one, the code ends in ``_suggest``, or is ``looks_alike``."""
    near = suggestion(value, known)
    values = {"value": value, "suggestion": near, "choices": ", ".join(known)}
    if near and (how := difference(value, near)):
        return Mistake("looks_alike", path, {**values, "difference": how})
    return Mistake(f"{code}_suggest" if near else code, path, values)


def _outcome(right: str, given: str | None) -> Outcome:
    if given is None:
        return "missed"
    return "right" if given == right else "wrong"
