"""`short_answer`: a word or a few, typed."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Self

import msgspec

from quizapp.domain.question import Choice, Response
from quizapp.domain.typed_answer import (
    Accepted,
    Anticipated,
    Forgive,
    TypedLine,
    fullest,
    match_typed,
    share_of,
    typed_mistakes,
    typed_text,
)
from quizapp.problems import Mistake


class ShortAnswer(TypedLine, frozen=True, kw_only=True, tag="short_answer"):
    """A response is the text that was typed."""

    accepted: tuple[Accepted, ...]
    anticipated: tuple[Anticipated, ...] = ()
    forgive: Forgive = Forgive()

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from typed_mistakes(self.accepted, self.anticipated, self.forgive)

    def match(self, response: str) -> Accepted | Anticipated | None:
        return match_typed(response, self.accepted, self.anticipated, self.forgive, self.passage)

    def share(self, response: str) -> Fraction:
        return share_of(self.match(response))

    def correct_response(self) -> Response:
        return fullest(self.accepted)

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        typed = typed_text(response)
        if not typed:
            return ()
        answer = self.match(typed)
        key = str(self.correct_response())
        if isinstance(answer, Anticipated):
            return (Choice("", answer.text, key, answer.role),)
        return (Choice("", answer.text if answer else self.forgive.fold(typed, self.passage.language), key, ""),)

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), accepted=(), anticipated=())
