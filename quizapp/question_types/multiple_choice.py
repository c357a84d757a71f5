"""`multiple_choice`: any number of the options are right."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import ClassVar, Literal, Self

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered
from quizapp.domain.option import (
    Option,
    bare,
    keys_evidence,
    option_evidence_mistakes,
    option_mistakes,
    read_choices,
    shuffled,
)
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Choice, Question, Remark, Response, are_texts
from quizapp.domain.text import letters
from quizapp.errors import Mistake, Translate, in_english


class MultipleChoice(Question, frozen=True, kw_only=True, tag="multiple_choice"):
    """Some of `options` are keys. A response is the letters of options in the order of the file, sorted."""

    type_name: ClassVar[str] = "multiple_choice"

    options: tuple[Option, ...]
    marking: Literal["partial", "exact"] = "partial"
    shuffle: bool = True

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.options))

    @property
    def is_all_or_nothing(self) -> bool:
        return self.marking == "exact"

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(id_ for id_, option in zip(self.ids, self.options, strict=True) if option.key)

    def option(self, id_: str) -> Option:
        return self.options[self.ids.index(id_)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from option_mistakes(self.options)
        keys = sum(option.key for option in self.options)
        if not keys:
            yield Mistake("no_key", ("options",))
        elif keys == len(self.options):
            yield Mistake("all_keys", ("options",))

    @property
    def part_evidence(self) -> Evidence:
        return keys_evidence(self.options)

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        yield from option_evidence_mistakes(self.options, passage)

    def arrange(self, random: Random) -> Arrangement:
        pinned = [option.pinned or not self.shuffle for option in self.options]
        return shuffled(self.ids, pinned, random)

    def mark(self, response: Response | None) -> Mark:
        """`partial`: points × max(0, (right − wrong) ÷ keys), as Canvas and QTI's mapped responses do it, so that
        choosing everything earns nothing for the wrong half. `exact`: all of the points for exactly the keys.
        """
        if response is None or response == ():
            return Unanswered(self.possible)
        if not isinstance(response, tuple) or not are_texts(response):
            return Invalid("wrong_shape", self.possible)
        chosen = set(response)
        if not chosen <= set(self.ids):
            return Invalid("unknown_option", self.possible)
        keys = set(self.keys)
        right, wrong = len(chosen & keys), len(chosen - keys)
        parts = tuple(Part(id_, _outcome(id_ in keys, id_ in chosen)) for id_ in self.ids if id_ in keys | chosen)
        if self.marking == "exact":
            share = Fraction(chosen == keys)
        else:
            share = max(Fraction(0), Fraction(right - wrong, len(keys) or 1))
        rule: Literal["exact", "right_minus_wrong"] = "exact" if self.marking == "exact" else "right_minus_wrong"
        return Points(self.possible * share, self.possible, parts, rule, right, wrong, len(keys))

    def correct_response(self) -> Response:
        return self.keys

    def read_response(self, value: object) -> Response:
        return tuple(sorted(set(read_choices(value, [option.text for option in self.options]))))

    def part_text(self, id_: str, translate: Translate = in_english) -> str:
        return inline_text(self.option(id_).text) if id_ in self.ids else ""

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        chosen = response if isinstance(response, tuple) else ()
        return tuple(self.part_text(id_) for id_ in self.ids if id_ in chosen)

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        """The feedback and the evidence of wrong options that were chosen, and of keys that were not."""
        chosen = response if isinstance(response, tuple) else ()
        return tuple(
            Remark(id_, option.feedback, option.role, option.evidence)
            for id_, option in zip(self.ids, self.options, strict=True)
            if (id_ in chosen) != option.key and (option.feedback or option.role or option.evidence)
        )

    def remarks_on_given(self, response: Response) -> tuple[Remark, ...]:
        """The feedback of wrong options that were chosen."""
        return tuple(remark for remark in self.remarks(response) if remark.part in response)

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        chosen = response if isinstance(response, tuple) else ()
        return tuple(
            Choice(id_, "chosen" if id_ in chosen else "left", "chosen" if option.key else "left", option.role)
            for id_, option in zip(self.ids, self.options, strict=True)
        )

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), options=bare(self.options))


def _outcome(is_key: bool, is_chosen: bool) -> Outcome:
    if is_key:
        return "right" if is_chosen else "missed"
    return "wrong"
