"""Questions: the fields and abilities that all question types share."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any, ClassVar, Literal, NamedTuple, Self, get_args

import msgspec

from quizapp.domain.evidence import Evidence, evidence_mistakes, joint_evidence
from quizapp.domain.identifier import bad_id
from quizapp.domain.image import Image
from quizapp.domain.inline import MOST_SIGNS, is_blank, plain_text, texts_with_too_many_signs
from quizapp.domain.mark import Mark, parts_of
from quizapp.domain.passage import Passage
from quizapp.domain.silence import silence_mistakes
from quizapp.domain.text import as_seen, difference, shortened
from quizapp.problems import Mistake, Path
from quizapp.texts import ENGLISH, Message, Texts, Value

Skill = Literal["", "locate", "interpret", "evaluate", "distinguish", "vocabulary"]
SKILLS: tuple[Skill, ...] = get_args(Skill)[1:]

Role = Literal["", "misreading", "other_span", "unsupported"]
"""The origin of a wrong option, after STARC (Berzak, Malmaud and Levy 2020); empty where it is not said."""

Response = str | tuple[str, ...] | Mapping[str, Any]
"""A learner's answer: an option's id or a text, several ids, or ids with what they were put into.

The values of a map are texts; only those of a question that has questions in it are responses to these.
"""

WRITTEN = "text"
"""The name under which a response that a person marks holds what was written, beside the rating of each criterion."""

Arrangement = tuple[str, ...]
"""Ids in the order in which they are shown to one learner."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Remark(NamedTuple):
    """A comment on one response: the author's feedback for `part`, the mistake behind it, and its place.

    At least one of these is set: a remark may be a place in the passage alone.
    """

    part: str
    text: str
    role: Role
    evidence: Evidence

    @property
    def has_words(self) -> bool:
        """Tells whether there is something to say beside the place."""
        return bool(self.text or self.role)


class OnTry(NamedTuple):
    """The news after a try: the parts that are `right`, and the `remarks`, without their places.

    Of a selection, neither.
    """

    right: tuple[str, ...]
    remarks: tuple[Remark, ...]


class Choice(NamedTuple):
    """A response, classified: what was chosen for `part`, what would be right, and the role of what was chosen."""

    part: str
    chosen: str
    key: str
    role: Role


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Help that a learner can ask for; `cost` is the share of the question's points that it takes, from 0 to 1."""

    text: str
    cost: Decimal = Decimal("0.25")


MOST_HINTS = 5


class ResponseError(ValueError):
    """A value that was read from a file is no response; `expected` says in words what would be."""

    def __init__(self, value: object, expected: Value) -> None:
        self.value = value
        self.expected = expected if isinstance(expected, Message) else Message(expected)
        super().__init__(f"{value!r} is not {ENGLISH.say(self.expected)}")


class _TypeName:
    """The name of a question type: the `type` in YAML, which msgspec keeps as the tag of the record."""

    def __get__(self, question: object, owner: type["Question"]) -> str:
        return str(owner.__struct_config__.tag)


class Question(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
    tag_field="type",
):
    """The fields that every question has, as the author wrote them, and what a question type must be able to do.

    `points` is what a wholly right response earns; the total of an attempt is Σ weight·earned ÷ Σ weight·possible.
    """

    type_name: ClassVar[_TypeName] = _TypeName()
    nested: ClassVar[Mapping[str, str]] = {}
    """The fields that hold questions, with the ids that these are given."""
    is_rated: ClassVar[bool] = False
    """True for a type whose responses a person marks, by rating them; see `attempt.Rated`."""
    is_typed: ClassVar[bool] = False
    """True for a type whose responses are typed letter by letter."""

    id: str
    stem: str
    image: Image | None = None
    skill: Skill = ""
    points: Decimal = Decimal(1)
    weight: Decimal = Decimal(1)
    evidence: Evidence = ()
    explanation: str = ""
    hints: tuple[Hint, ...] = ()
    covers: tuple[str, ...] = ()
    silenced: dict[str, str] = {}
    """The rules of the check that say nothing of this question, with the author's reason for each."""

    def mistakes(self) -> Iterator[Mistake]:
        """The author's mistakes that the form of the fields alone does not show, with paths from the question on."""
        if not _ID.fullmatch(self.id):
            yield bad_id(self.id)
        if is_blank(self.stem):
            yield Mistake("empty_text", ("stem",))
        if self.image is not None:
            yield from (mistake.below("image") for mistake in self.image.mistakes())
        yield from self._sign_mistakes()
        if not (is_plain(self.points) and 0 < self.points <= 1000):
            yield out_of_range(self.points, "above 0 and up to 1000", "points")
        if not (is_plain(self.weight) and 0 <= self.weight <= 1000):
            yield out_of_range(self.weight, "from 0 to 1000", "weight")
        if self.hints:
            yield from list_mistakes(self.hints, "hints", MOST_HINTS)
        for index, hint in enumerate(self.hints):
            if not (is_plain(hint.cost) and 0 <= hint.cost <= 1):
                yield out_of_range(hint.cost, "from 0 to 1", "hints", index, "cost")
        yield from silence_mistakes(self.silenced)

    def _sign_mistakes(self) -> Iterator[Mistake]:
        """Texts with more emphasis than is read; those of questions in this one are told by themselves."""
        written = msgspec.json.encode(self)  # quicker than to look at each text
        if sum(map(written.count, b"*_`\\")) > MOST_SIGNS:
            fields = {name: value for name, value in msgspec.to_builtins(self).items() if name not in self.nested}
            for path in texts_with_too_many_signs(fields):
                yield Mistake("text_too_many_signs", path, {"limit": str(MOST_SIGNS)})

    def attach(self, passage: Passage) -> None:
        """Tells a question that is marked by the language or the words of its passage which passage that is."""
        for field in self.nested:
            getattr(self, field).attach(passage)

    def attach_levels(self, passages: Mapping[str, Passage]) -> None:
        """Tells a question whose responses name sentences all versions of its passage, by the ids of their levels.

        It is called once, on the question at the standard level.
        """
        for field in self.nested:
            getattr(self, field).attach_levels(passages)

    def keep_levels(self, standard: "Question") -> None:
        """Tells a question at another level what `standard`, the same one at the standard level, was told."""

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        """Evidence of this question and of the questions in it that is not in `passage`, or not once."""
        for path, evidence in _evidence_in(self):
            yield from evidence_mistakes(evidence, passage, path)
        for field in self.nested:
            yield from (each.below(field) for each in getattr(self, field).evidence_mistakes(passage))

    @property
    def is_typed_in_part(self) -> bool:
        """Tells whether a response is typed letter by letter, as a whole or in part."""
        return self.is_typed or any(getattr(self, field).is_typed for field in self.nested)

    @property
    def is_all_or_nothing(self) -> bool:
        """Tells whether a response of several parts that is right only in part earns nothing."""
        return False

    @property
    def possible(self) -> Fraction:
        return Fraction(self.points)

    @property
    def whole_evidence(self) -> Evidence:
        """The words of the passage that the question as a whole rests on, those of questions in this one too."""
        return joint_evidence(self.evidence, *(getattr(self, field).whole_evidence for field in self.nested))

    @property
    def part_evidence(self) -> Evidence:
        """The words of the passage that show why single parts are as the key has them."""
        return joint_evidence(*(getattr(self, field).part_evidence for field in self.nested))

    @property
    def key_evidence(self) -> Evidence:
        """The words of the passage that the key rests on, as a whole and in its parts."""
        return joint_evidence(self.whole_evidence, self.part_evidence)

    @property
    def ids(self) -> Arrangement:
        """The ids of what is arranged, in the order of the file; none where there is nothing to arrange."""
        return ()

    def arrange(self, random: Random) -> Arrangement:
        """The order in which this question's parts are shown to one learner: that of the file, for most types."""
        return self.ids

    def with_fewer_options(self, arrangement: Arrangement, random: Random) -> Arrangement:
        """Leave one wrong option out of `arrangement`, where at least another one stays; never a key."""
        return arrangement

    def mark(self, response: Response | None) -> Mark:
        """The mark of `response`; never raises, whatever the response is."""
        raise NotImplementedError

    def open_parts(self, response: Response | None) -> tuple[str, ...]:
        """The ids of the parts to which `response` gives nothing yet, in the order of the file; of no response, all.

        Empty for a question whose response is whole as soon as there is one. Where sentences are counted that are still
        to be selected, their ids are the numbers of the selections, so that none tells the key.
        """
        return ()

    def retain_correct(self, response: Response) -> Response | None:
        """The part of a response that stays for another try: what is right, wholly or in part; None if nothing is.

        A selection stays whole: what is right in it is the key, which whoever selects everything would be given.
        """
        if isinstance(response, tuple):
            return response
        if not isinstance(response, Mapping):
            return None
        right = {part.id for part in parts_of(self.mark(response)) if part.outcome in ("right", "partial")}
        return {id_: value for id_, value in response.items() if id_ in right} or None

    def correct_response(self) -> Response:
        """A response that earns all of the points."""
        raise NotImplementedError

    def read_response(self, value: object) -> Response:
        """The response that a file gives in words or in the letters of the file's own order.

        Raises:
            ResponseError: it is none.
        """
        raise NotImplementedError

    def write_response(self, response: Response) -> str | list[str] | dict[str, str]:
        """`response` as an answers file gives it: `read_response` reads it back as the same."""
        if isinstance(response, str):
            return response
        if isinstance(response, Mapping):
            return {self.file_id(id_): self.file_value(value) for id_, value in response.items()}
        return [self.file_id(id_) for id_ in response]

    def file_id(self, id_: str) -> str:
        """The letter by which an answers file calls the part `id_`."""
        return id_

    def file_value(self, value: str) -> str:
        """The name in an answers file of what a part was put to, where a response is a map."""
        return value

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        """The text of the part `id_` on the screen: an option, statement or item; empty where it has none.

        Authors' texts have been read, here and in all methods below that give one: see `inline.InlineText`.
        """
        return ""

    def value_text(self, value: str) -> str:
        """The text on the screen of what a part was put to, where a response is a map."""
        return value

    def text_lines(self, response: Response | None = None, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """The text below the stem that is worked on, with what `response` puts into it, a line for each paragraph.

        Nothing where there is none: options, statements and the like are `part_text`.
        """
        return ()

    def at_standard_level(self, response: Response) -> Response:
        """`response` as it would have been given at the standard level of the passage."""
        return response

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """`response` in words, one line each; what is not of this question is left out."""
        raise NotImplementedError

    def summarize_in(self, response: Response, passage: Passage, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """Like `summarize`, line by line; what is said of `passage` is told as it stands there, and where."""
        return self.summarize(response, translate)

    def correct_lines(self, translate: Texts = ENGLISH) -> tuple[str, ...]:
        """The correct response in words, one line each."""
        return self.summarize(self.correct_response(), translate)

    def ratings(self, response: Response | None) -> tuple[str, ...]:
        """The rating that a person gave `response`, a line for each part that was rated; nothing where nobody rates."""
        return ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The author's comments on this response, and places in the passage, for each part that was not right."""
        raise NotImplementedError

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        """The remarks that are on what was given, and not on what would be right."""
        return self.remarks(response)

    def remarks_on_mistakes(self, response: Response | None, mark: Mark) -> tuple[Remark, ...]:
        """The remarks on a response, marked with `mark`, that are on what was given and is wrong: their
        evidence is what it was taken from. That of the others is evidence for what is right.
        """
        on_given = self.remarks_on_given(response) if response is not None else ()
        right = {part.id for part in parts_of(mark) if part.outcome == "right"}
        return tuple(
            remark
            for remark in self.remarks(response)
            if remark.role or (remark in on_given and remark.part not in right)
        )

    def told_on_try(self, response: Response) -> OnTry:
        """The news for a learner after a try that was not the last one, without what would be right."""
        if isinstance(response, tuple):
            return OnTry((), ())
        parts = parts_of(self.mark(response)) if isinstance(response, Mapping) else ()
        right = tuple(part.id for part in parts if part.outcome == "right")
        return OnTry(right, tuple(remark for remark in self.remarks_on_given(response) if remark.has_words))

    def is_legible(self, response: Response) -> bool:
        """Tells whether what was typed can be read as an answer at all, right or wrong."""
        return True

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        """The choices that were made, for statistics."""
        raise NotImplementedError

    def in_neutral_order(self) -> Self:
        """A copy in which the order in the file of what is shuffled anyway does not tell what is right.

        Authors often write the key first, and a test is handed out in a file that can be read.
        """
        return self

    def without_key(self) -> Self:
        """A copy that does not tell what is right: no key, no feedback, no hint, no evidence."""
        return msgspec.structs.replace(self, evidence=(), explanation="", hints=(), covers=(), silenced={})


def _evidence_in(value: object, path: Path = ()) -> Iterator[tuple[Path, Evidence]]:
    """The evidence in a record and in the records in it that are no questions, each with its path from there."""
    if isinstance(value, msgspec.Struct):
        for name in _fields_with_evidence(type(value)):
            if name == "evidence":
                yield (*path, name), getattr(value, name)
            else:
                yield from _evidence_in(getattr(value, name), (*path, name))
    elif isinstance(value, tuple | dict):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _evidence_in(inner, (*path, key))


@cache
def _fields_with_evidence(record: type[msgspec.Struct]) -> tuple[str, ...]:
    def holds_evidence(kind: Any) -> bool:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return not issubclass(kind, Question) and bool(_fields_with_evidence(kind))
        return any(map(holds_evidence, get_args(kind)))

    fields = msgspec.structs.fields(record)
    return tuple(field.name for field in fields if field.name == "evidence" or holds_evidence(field.type))


def is_plain(number: Decimal) -> bool:
    """Tells whether `number` is finite with at most twelve digits after the point: 1e-999999999 fills all memory."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -12


def are_texts(values: Iterable[object]) -> bool:
    """Tells whether each of `values` is a text, as the entries of a response are."""
    return all(isinstance(value, str) for value in values)


def is_id(value: str) -> bool:
    return _ID.fullmatch(value) is not None


def out_of_range(value: object, range_: Value, *path: str | int) -> Mistake:
    """Tell of a number outside its range, which is a text such as ``from 0 to 1``."""
    allowed = range_ if isinstance(range_, Message) else Message(range_)
    return Mistake("number_out_of_range", path, {"value": shortened(str(value)), "range": allowed})


def count_mistakes(items: Sequence[object], name: str, most: int, *, least: int = 0) -> Iterator[Mistake]:
    """A field `name` that holds too few or too many `items`."""
    if len(items) < least:
        yield Mistake("too_few", (name,), {"count": str(len(items)), "what": name, "limit": str(least)})
    elif len(items) > most:
        yield Mistake("too_many", (name,), {"count": str(len(items)), "what": name, "limit": str(most)})


def list_mistakes(items: Sequence[Any], name: str, most: int, *, least: int = 0) -> Iterator[Mistake]:
    yield from count_mistakes(items, name, most, least=least)
    yield from text_mistakes(items, name)


def text_mistakes(items: Sequence[Any], name: str) -> Iterator[Mistake]:
    """Those of `items`, texts or records that have one, of which nothing is seen, or that read the same."""
    seen: dict[str, str] = {}
    for index, item in enumerate(items):
        text, path = (item, (name, index)) if isinstance(item, str) else (item.text, (name, index, "text"))
        shown = as_seen(plain_text(text))
        if not shown:
            yield Mistake("empty_text", path)
        elif shown in seen:
            how = difference(seen[shown], text)
            values: dict[str, Value] = {"text": shown} | ({"difference": how} if how is not None else {})
            yield Mistake("same_text_twice" if how is None else "same_text_twice_unseen", path, values)
        else:
            seen[shown] = text
