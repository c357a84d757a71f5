"""`gap_fill`: words typed into the gaps of a text."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Self

import msgspec

from quizapp.domain.gaps import Gapped
from quizapp.domain.question import Arrangement, Choice, Remark, Response
from quizapp.domain.typed_answer import (
    Accepted,
    Anticipated,
    Forgive,
    TypedQuestion,
    fullest,
    match_typed,
    share_of,
    typed_mistakes,
    typed_remarks,
)
from quizapp.problems import Mistake


class TypedGap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A gap with what is accepted in it and the wrong answers that are expected."""

    accepted: tuple[Accepted, ...]
    anticipated: tuple[Anticipated, ...] = ()


class GapFill(Gapped, TypedQuestion, frozen=True, kw_only=True, gc=True, tag="gap_fill"):
    """A response maps numbers of gaps to what was typed."""

    gaps: tuple[TypedGap, ...]
    forgive: Forgive = Forgive()

    @property
    def ids(self) -> Arrangement:
        return self.gap_ids

    def gap(self, id_: str) -> TypedGap:
        return self.gaps[int(id_) - 1]

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        for index, gap in enumerate(self.gaps):
            for mistake in typed_mistakes(gap.accepted, gap.anticipated, self.forgive):
                yield mistake.below("gaps", index)

    def match(self, id_: str, value: str) -> Accepted | Anticipated | None:
        gap = self.gap(id_)
        return match_typed(value, gap.accepted, gap.anticipated, self.forgive, self.passage)

    def gap_share(self, id_: str, value: str) -> Fraction:
        return share_of(self.match(id_, value))

    def correct_response(self) -> Response:
        return {id_: fullest(gap.accepted) for id_, gap in zip(self.gap_ids, self.gaps, strict=True)}

    def read_response(self, value: object) -> Response:
        return self.read_gaps(value)

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        filled = self.filled(response).items()
        return tuple(remark for id_, value in filled for remark in typed_remarks(id_, self.match(id_, value)))

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        filled = self.filled(response)
        return tuple(self._choice(id_, filled.get(id_)) for id_ in self.gap_ids)

    def _choice(self, id_: str, value: str | None) -> Choice:
        key = fullest(self.gap(id_).accepted)
        if value is None:
            return Choice(id_, "", key, "")
        answer = self.match(id_, value)
        role = answer.role if isinstance(answer, Anticipated) else ""
        return Choice(id_, answer.text if answer else self.forgive.fold(value, self.passage.language), key, role)

    def without_key(self) -> Self:
        bare = tuple(TypedGap(accepted=()) for _ in self.gaps)
        return msgspec.structs.replace(super().without_key(), gaps=bare)
