"""`short_answer`: a word or a few, typed."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import lcm
from random import Random
from typing import ClassVar, Literal, Self
from unicodedata import normalize

import msgspec

from quizapp.domain.evidence import Evidence, evidence_mistakes
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered
from quizapp.domain.passage import Passage
from quizapp.domain.question import (
    Arrangement,
    Choice,
    Question,
    Remark,
    Response,
    ResponseError,
    Role,
    count_mistakes,
    is_plain,
    text_mistakes,
)
from quizapp.domain.text import distance, fold, without_accents, without_invisible, without_punctuation
from quizapp.errors import Mistake, Translate, in_english

LONGEST_RESPONSE = 1000
"""A response is cut here, in characters, before it is compared."""


class Accepted(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An answer that earns `share` of the points, 0 < share ≤ 1; `feedback` is said to those who gave it."""

    text: str
    share: Decimal = Decimal(1)
    feedback: str = ""


class Anticipated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A wrong answer that the author expects."""

    text: str
    role: Role = ""
    feedback: str = ""
    evidence: Evidence = ()


class Forgive(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What makes no difference between a response and an accepted answer."""

    case: bool = True
    accents: bool = True
    punctuation: bool = True
    slips: Literal["0", "1", "2"] = "1"

    def fold(self, text: str) -> str:
        """`text` without what is forgiven."""
        text = fold(without_invisible(normalize("NFKC", text)))
        if self.accents:
            text = without_accents(text)
        if self.case:
            text = text.casefold()
        if self.punctuation:
            text = without_punctuation(text)
        return " ".join(text.split())

    def slips_in(self, answer: str) -> int:
        """How many slips are forgiven in `answer`, which is folded.

        None in one of fewer than five letters or with a digit, one in one of fewer than nine: in a short word, one
        letter makes another word.
        """
        length = len(answer.replace(" ", ""))
        if length < 5 or any(character.isdigit() for character in answer):
            return 0
        return min(int(self.slips), 1 if length < 9 else 2)


class ShortAnswer(Question, frozen=True, kw_only=True, tag="short_answer"):
    """A response is the text that was typed."""

    type_name: ClassVar[str] = "short_answer"

    accepted: tuple[Accepted, ...]
    anticipated: tuple[Anticipated, ...] = ()
    forgive: Forgive = Forgive()

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from count_mistakes(self.accepted, "accepted", "accepted answers", 1, 100)
        yield from text_mistakes([answer.text for answer in self.accepted], "accepted", "text")
        yield from count_mistakes(self.anticipated, "anticipated", "anticipated answers", 0, 100)
        yield from text_mistakes([answer.text for answer in self.anticipated], "anticipated", "text")
        folded = [self.forgive.fold(answer.text) for answer in self.accepted]
        for index, answer in enumerate(self.accepted):
            if not (is_plain(answer.share) and 0 < answer.share <= 1):
                values = {"value": str(answer.share), "range": "above 0 and up to 1"}
                yield Mistake("number_out_of_range", ("accepted", index, "share"), values)
            if answer.text.strip() and not folded[index]:
                yield Mistake("nothing_to_compare", ("accepted", index, "text"), {"text": answer.text})
        if self.accepted and not any(answer.share == 1 for answer in self.accepted):
            yield Mistake("no_full_share", ("accepted",))
        for index, wrong in enumerate(self.anticipated):
            if self.forgive.fold(wrong.text) in folded and wrong.text.strip():
                yield Mistake("anticipated_is_accepted", ("anticipated", index, "text"), {"text": wrong.text})

    def evidence_mistakes(self, passage: Passage) -> Iterator[Mistake]:
        yield from super().evidence_mistakes(passage)
        for index, wrong in enumerate(self.anticipated):
            yield from evidence_mistakes(wrong.evidence, passage, ("anticipated", index, "evidence"))

    def arrange(self, random: Random) -> Arrangement:
        return ()

    def match(self, response: str) -> Accepted | Anticipated | None:
        """The answer that `response` is taken for: the same one, or else an accepted one with slips that are forgiven.

        Of several, the one with the fewest slips, then the one with the largest share.
        """
        given = self.forgive.fold(response[:LONGEST_RESPONSE])
        best: tuple[int, Decimal] | None = None
        found: Accepted | None = None
        for answer in self.accepted:
            wanted = self.forgive.fold(answer.text)
            slips = self.forgive.slips_in(wanted)
            away = distance(given, wanted, slips) if slips else int(given != wanted)
            if away <= slips and (best is None or (away, -answer.share) < best):
                best, found = (away, -answer.share), answer
        if best is not None and best[0] == 0:
            return found
        for wrong in self.anticipated:
            if given == self.forgive.fold(wrong.text):
                return wrong
        return found

    def mark(self, response: Response | None) -> Mark:
        """Points × the share of the accepted answer that the response is taken for, otherwise none."""
        if response is None or (isinstance(response, str) and not response.strip()):
            return Unanswered(self.possible)
        if not isinstance(response, str):
            return Invalid("wrong_shape", self.possible)
        answer = self.match(response)
        share = Fraction(answer.share) if isinstance(answer, Accepted) else Fraction(0)
        outcome: Outcome = "right" if share == 1 else "partial" if share else "wrong"
        of = lcm(100, share.denominator)  # hundredths, or finer where the author's share is
        right = int(share * of)
        return Points(self.possible * share, self.possible, (Part("", outcome),), "share", right, of - right, of)

    def correct_response(self) -> Response:
        return max(self.accepted, key=lambda answer: answer.share, default=Accepted("")).text

    def read_response(self, value: object) -> Response:
        if isinstance(value, str):
            return value
        raise ResponseError(value, "a text")

    def summarize(self, response: Response, translate: Translate = in_english) -> tuple[str, ...]:
        return (" ".join(response.split()),) if isinstance(response, str) and response.strip() else ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        answer = self.match(response) if isinstance(response, str) and response.strip() else None
        match answer:
            case Accepted(feedback=feedback) if feedback:
                return (Remark("", feedback, "", ()),)
            case Anticipated() if answer.feedback or answer.role:
                return (Remark("", answer.feedback, answer.role, answer.evidence),)
        return ()

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        if not isinstance(response, str) or not response.strip():
            return ()
        answer = self.match(response)
        key = str(self.correct_response())
        if isinstance(answer, Anticipated):
            return (Choice("", answer.text, key, answer.role),)
        return (Choice("", answer.text if answer else self.forgive.fold(response), key, ""),)

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), accepted=(), anticipated=())
