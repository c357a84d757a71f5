"""Typed answers: what is accepted, what is anticipated, what makes no difference, and which one a response is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol
from unicodedata import normalize

import msgspec

from quizapp.domain.evidence import Evidence, evidence_mistakes
from quizapp.domain.passage import Passage
from quizapp.domain.question import Remark, Role, count_mistakes, is_plain, text_mistakes
from quizapp.domain.text import distance, fold, without_accents, without_invisible, without_punctuation
from quizapp.errors import Mistake

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


def typed_mistakes(
    accepted: Sequence[Accepted], anticipated: Sequence[Anticipated], forgive: Forgive
) -> Iterator[Mistake]:
    """What is wrong with the answers to one thing that is typed; they stand in `accepted` and `anticipated`."""
    yield from count_mistakes(accepted, "accepted", "accepted answers", 1, 100)
    yield from text_mistakes([answer.text for answer in accepted], "accepted", "text")
    yield from count_mistakes(anticipated, "anticipated", "anticipated answers", 0, 100)
    yield from text_mistakes([answer.text for answer in anticipated], "anticipated", "text")
    folded = [forgive.fold(answer.text) for answer in accepted]
    for index, answer in enumerate(accepted):
        if not (is_plain(answer.share) and 0 < answer.share <= 1):
            values = {"value": str(answer.share), "range": "above 0 and up to 1"}
            yield Mistake("number_out_of_range", ("accepted", index, "share"), values)
        if answer.text.strip() and not folded[index]:
            yield Mistake("nothing_to_compare", ("accepted", index, "text"), {"text": answer.text})
    if accepted and not any(answer.share == 1 for answer in accepted):
        yield Mistake("no_full_share", ("accepted",))
    for index, wrong in enumerate(anticipated):
        if forgive.fold(wrong.text) in folded and wrong.text.strip():
            yield Mistake("anticipated_is_accepted", ("anticipated", index, "text"), {"text": wrong.text})


def anticipated_evidence_mistakes(anticipated: Sequence[Anticipated], passage: Passage) -> Iterator[Mistake]:
    for index, wrong in enumerate(anticipated):
        yield from evidence_mistakes(wrong.evidence, passage, ("anticipated", index, "evidence"))


def match_typed(
    response: str, accepted: Sequence[Accepted], anticipated: Sequence[Anticipated], forgive: Forgive
) -> Accepted | Anticipated | None:
    """The answer that `response` is taken for: the same one, or else an accepted one with slips that are forgiven.

    Of several, the one with the fewest slips, then the one with the largest share.
    """
    given = forgive.fold(response[:LONGEST_RESPONSE])
    best: tuple[int, Decimal] | None = None
    found: Accepted | None = None
    for answer in accepted:
        wanted = forgive.fold(answer.text)
        slips = forgive.slips_in(wanted)
        away = distance(given, wanted, slips) if slips else int(given != wanted)
        if away <= slips and (best is None or (away, -answer.share) < best):
            best, found = (away, -answer.share), answer
    if best is not None and best[0] == 0:
        return found
    for wrong in anticipated:
        if given == forgive.fold(wrong.text):
            return wrong
    return found


class Answer(Protocol):
    """What an author foresaw as an answer."""

    @property
    def feedback(self) -> str: ...


def typed_remarks(part: str, answer: Answer | None) -> tuple[Remark, ...]:
    """What the author has to say to who gave the `answer`, if anything."""
    if answer is None:
        return ()
    role, evidence = (answer.role, answer.evidence) if isinstance(answer, Anticipated) else ("", ())
    return (Remark(part, answer.feedback, role, evidence),) if answer.feedback or role or evidence else ()


def typed_text(response: object) -> str:
    """What was typed as `response`; empty where that is nothing, or no text."""
    return response if isinstance(response, str) and response.strip() else ""


def share_of(answer: Accepted | Anticipated | None) -> Fraction:
    """The part of the points that a response earns that is taken for `answer`."""
    return Fraction(answer.share) if isinstance(answer, Accepted) else Fraction(0)


def fullest(accepted: Sequence[Accepted]) -> str:
    """The text of the accepted answer with the largest share, the first of several; empty where there is none."""
    return max(accepted, key=lambda answer: answer.share, default=Accepted("")).text
