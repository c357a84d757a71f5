"""`short_answer`: a word or a few, typed."""

from collections.abc import Iterator
from math import lcm
from random import Random
from typing import ClassVar, Self

import msgspec

from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Choice, Remark, Response, ResponseError
from quizapp.domain.typed_answer import (
    Accepted,
    Anticipated,
    Forgive,
    TypedQuestion,
    anticipated_evidence_mistakes,
    fullest,
    match_typed,
    share_of,
    typed_mistakes,
    typed_remarks,
    typed_text,
)
from quizapp.errors import Mistake, Translate, in_english


class ShortAnswer(TypedQuestion, frozen=True, kw_only=True, tag="short_answer"):
    """A response is the text that was typed."""

    type_name: ClassVar[str] = "short_answer"

    accepted: tuple[Accepted, ...]
    anticipated: tuple[Anticipated, ...] = ()
    forgive: Forgive = Forgive()

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from typed_mistakes(self.accepted, self.anticipated, self.forgive)

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        yield from anticipated_evidence_mistakes(self.anticipated, passage)

    def arrange(self, random: Random) -> Arrangement:
        return ()

    def match(self, response: str) -> Accepted | Anticipated | None:
        """The answer that `response` is taken for."""
        return match_typed(response, self.accepted, self.anticipated, self.forgive, self.passage)

    def mark(self, response: Response | None) -> Mark:
        """Points × the share of the accepted answer that the response is taken for, otherwise none."""
        if response is None or (isinstance(response, str) and not response.strip()):
            return Unanswered(self.possible)
        if not isinstance(response, str):
            return Invalid("wrong_shape", self.possible)
        share = share_of(self.match(response))
        outcome: Outcome = "right" if share == 1 else "partial" if share else "wrong"
        of = lcm(100, share.denominator)  # hundredths, or finer where the author's share is
        right = int(share * of)
        return Points(self.possible * share, self.possible, (Part("", outcome),), "share", right, of - right, of)

    def retain_correct(self, response: Response) -> Response | None:
        """All that was typed, to be mended."""
        return response

    def correct_response(self) -> Response:
        return fullest(self.accepted)

    def read_response(self, value: object) -> Response:
        if isinstance(value, str):
            return value
        raise ResponseError(value, "a text")

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        typed = typed_text(response)
        return (" ".join(typed.split()),) if typed else ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        typed = typed_text(response)
        return typed_remarks("", self.match(typed) if typed else None)

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
