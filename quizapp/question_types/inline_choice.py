"""`inline_choice`: one of several options in each gap of a text."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Self

import msgspec

from quizapp.domain.evidence import Evidence, joint_evidence
from quizapp.domain.gaps import Gapped
from quizapp.domain.inline import inline_text
from quizapp.domain.option import (
    Option,
    bare,
    by_alphabet,
    keys_evidence,
    option_mistakes,
    option_remarks,
    read_choice,
    shuffled,
    without_one,
)
from quizapp.domain.question import Arrangement, Choice, Remark, Response, ResponseError
from quizapp.domain.text import letters
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Texts


class ChoiceGap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A gap with the options that are offered in it, of which one is the key."""

    options: tuple[Option, ...]


class InlineChoice(Gapped, frozen=True, kw_only=True, tag="inline_choice"):
    """A response maps numbers of gaps to ids of their options.

    The id of an option is the number of its gap with its letter in the order of the file, such as 2A.
    """

    gaps: tuple[ChoiceGap, ...]
    shuffle: bool = True

    @property
    def ids(self) -> Arrangement:
        return tuple(id_ for gap in self.gap_ids for id_ in self.options_of(gap))

    def options_of(self, gap: str) -> dict[str, Option]:
        """The options of a gap by their ids, in the order of the file."""
        options = self.gaps[int(gap) - 1].options
        return {f"{gap}{name}": option for name, option in zip(letters(len(options)), options, strict=True)}

    def option(self, id_: str) -> Option | None:
        gap = id_.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return self.options_of(gap).get(id_) if gap in self.gap_ids else None

    def key_of(self, gap: str) -> str:
        """The id of the right option of a gap; empty where none is."""
        return next((id_ for id_, option in self.options_of(gap).items() if option.key), "")

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        for index, gap in enumerate(self.gaps):
            for mistake in option_mistakes(gap.options):
                yield mistake.below("gaps", index)
            keys = sum(option.key for option in gap.options)
            if not keys:
                yield Mistake("no_key", ("gaps", index, "options"))
            elif keys > 1:
                yield Mistake("several_keys_in_gap", ("gaps", index, "options"), {"count": str(keys)})

    @property
    def part_evidence(self) -> Evidence:
        return joint_evidence(*(keys_evidence(gap.options) for gap in self.gaps))

    def arrange(self, random: Random) -> Arrangement:
        """The options, gap after gap, those of each gap in a random order."""
        order: list[str] = []
        for gap in self.gap_ids:
            options = self.options_of(gap)
            pinned = [option.pinned or not self.shuffle for option in options.values()]
            order += shuffled(tuple(options), pinned, random)
        return tuple(order)

    def with_fewer_options(self, arrangement: Arrangement, random: Random) -> Arrangement:
        for gap in self.gap_ids:
            arrangement = without_one(arrangement, self.options_of(gap), random)
        return arrangement

    def fits(self, id_: str, value: str) -> bool:
        return value in self.options_of(id_)

    def gap_share(self, id_: str, value: str) -> Fraction:
        return Fraction(value == self.key_of(id_))

    def correct_response(self) -> Response:
        return {gap: self.key_of(gap) for gap in self.gap_ids}

    def read_response(self, value: object) -> Response:
        response = {}
        for gap, name in self.read_gaps(value).items():
            options = self.options_of(gap)
            if not options:
                raise ResponseError(name, "nothing there, as the gap has no options")
            letter = name.strip().upper()
            if letter in options:
                response[gap] = letter
            elif name.strip():
                response[gap] = gap + read_choice(name, [option.text for option in options.values()])
        return response

    def write_response(self, response: Response) -> str | list[str] | dict[str, str]:
        return {gap: id_.removeprefix(gap) for gap, id_ in self.filled(response).items()}

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        """The words beside a gap, or the text of an option."""
        option = self.option(id_)
        return inline_text(option.text) if option else super().part_text(id_, translate)

    def value_text(self, value: str) -> str:
        option = self.option(value)
        return inline_text(option.text) if option else value

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        chosen = ((gap, self.options_of(gap)[id_]) for gap, id_ in self.filled(response).items())
        return tuple(remark for gap, option in chosen for remark in option_remarks(gap, option))

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        filled = self.filled(response)
        return tuple(
            Choice(gap, filled[gap], self.key_of(gap), self.options_of(gap)[filled[gap]].role)
            if gap in filled
            else Choice(gap, "", self.key_of(gap), "")
            for gap in self.gap_ids
        )

    def in_neutral_order(self) -> Self:
        if not self.shuffle:
            return self
        gaps = tuple(msgspec.structs.replace(gap, options=by_alphabet(gap.options)) for gap in self.gaps)
        return msgspec.structs.replace(self, gaps=gaps)

    def without_key(self) -> Self:
        gaps = tuple(ChoiceGap(options=bare(gap.options)) for gap in self.gaps)
        return msgspec.structs.replace(super().without_key(), gaps=gaps)
