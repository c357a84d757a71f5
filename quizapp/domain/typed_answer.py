"""Typed answers: what is accepted, what is anticipated, what makes no difference, and which one a response is."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Literal, Protocol
from unicodedata import normalize

import msgspec

from quizapp.domain.evidence import Evidence
from quizapp.domain.language import (
    APOSTROPHES,
    SIGNS_OF_WORDS,
    caseless,
    differ_in_marks_alone,
    is_another_word,
    is_same_word,
    without_accents,
)
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered
from quizapp.domain.passage import Passage
from quizapp.domain.question import (
    Question,
    Remark,
    Response,
    ResponseError,
    Role,
    is_plain,
    list_mistakes,
    out_of_range,
)
from quizapp.domain.text import as_seen, distance, fold, without_invisible, without_punctuation
from quizapp.errors import Translate, in_english
from quizapp.problems import Mistake

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
    """Differences between a response and an accepted answer that do not count."""

    case: bool = True
    accents: bool = True
    punctuation: bool = True
    slips: Literal["0", "1", "2"] = "1"

    def fold(self, text: str, language: str = "") -> str:
        """`text` without what is forgiven, by the rules of its language."""
        if not text.isascii():
            text = _compatible(text)
        text = fold(text)
        if self.case:
            text = caseless(text, language)
        if self.accents:
            text = without_accents(text, language)
        if self.punctuation:
            text = without_punctuation(text)
        return " ".join(text.split())

    def slips_in(self, answer: str) -> int:
        """The number of slips that are forgiven in `answer`, which is folded.

        None in one of fewer than five letters, with a digit, or in Chinese or Japanese; one in one of fewer than nine:
        in a short word, one letter makes another word.
        """
        length = len(answer.replace(" ", ""))
        if length < 5 or any(map(str.isdigit, answer)) or SIGNS_OF_WORDS.search(answer):
            return 0
        return min(int(self.slips), 1 if length < 9 else 2)


_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES), "'")
_RAISED = re.compile(r"(?<=[\d)])[⁺⁻]?[⁰¹²³⁴-⁹]+")
_VULGAR = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")


def _compatible(text: str) -> str:
    """`text` by Unicode's compatibility forms (NFKC), with powers and fractions as they are typed: 10^2, 1 1/2."""
    text = text.translate(_APOSTROPHES)  # ´ would become a space with an accent
    text = _VULGAR.sub(" ", _RAISED.sub(r"^\g<0>", text))
    return without_invisible(normalize("NFKC", text)).replace("\u2044", "/").replace("\u2215", "/")


def typed_mistakes(
    accepted: Sequence[Accepted], anticipated: Sequence[Anticipated], forgive: Forgive
) -> Iterator[Mistake]:
    """The mistakes in the answers to one thing that is typed; they stand in `accepted` and `anticipated`."""
    yield from list_mistakes(accepted, "accepted", 100, least=1)
    yield from list_mistakes(anticipated, "anticipated", 100)
    folded = [forgive.fold(answer.text) for answer in accepted]
    for index, answer in enumerate(accepted):
        if not (is_plain(answer.share) and 0 < answer.share <= 1):
            yield out_of_range(answer.share, "above 0 and up to 1", "accepted", index, "share")
        if as_seen(answer.text) and not folded[index]:
            yield Mistake("nothing_to_compare", ("accepted", index, "text"), {"text": answer.text})
    if accepted and not any(answer.share == 1 for answer in accepted):
        yield Mistake("no_full_share", ("accepted",))
    for index, wrong in enumerate(anticipated):
        if as_seen(wrong.text) and forgive.fold(wrong.text) in folded:
            yield Mistake("anticipated_is_accepted", ("anticipated", index, "text"), {"text": wrong.text})


def match_typed(
    response: str, accepted: Sequence[Accepted], anticipated: Sequence[Anticipated], forgive: Forgive, passage: Passage
) -> Accepted | Anticipated | None:
    """The answer that `response` is taken for: the same one, or else an accepted one with slips that are forgiven.

    Of several, the one with the fewest slips, then the one with the largest share. The language is that of `passage`;
    a slip that makes another word of it, or one that is anticipated or known, is none.
    """
    response = response[:LONGEST_RESPONSE]
    given = forgive.fold(response, passage.language)
    near: list[tuple[int, Accepted]] = []
    for answer in accepted:
        wanted = forgive.fold(answer.text, passage.language)
        slips = forgive.slips_in(wanted)
        away = distance(given, wanted, slips) if slips else int(given != wanted)
        if away <= slips:
            near.append((away, answer))
    near.sort(key=lambda found: (found[0], -found[1].share))
    if near and near[0][0] == 0:
        return near[0][1]
    for wrong in anticipated:
        if given == forgive.fold(wrong.text, passage.language):
            return wrong
    return next((answer for _, answer in near if _is_slip(response, answer.text, anticipated, passage)), None)


_AS_WORDS = Forgive(accents=False)


def _is_slip(response: str, answer: str, anticipated: Sequence[Anticipated], passage: Passage) -> bool:
    """Tells a mistyped `answer` from another answer that is only a letter or two away."""
    given, wanted = (_AS_WORDS.fold(text, passage.language) for text in (response, answer))
    new, old = given.split(), wanted.split()
    if "".join(new) == "".join(old):
        return True
    if _signs(given) != _signs(wanted) or differ_in_marks_alone(given, wanted):
        return False
    foreseen = {word for wrong in anticipated for word in _AS_WORDS.fold(wrong.text, passage.language).split()}
    gone = [word for word in old if word not in new]
    for word in new:
        if word in old or (len(word) == 1 and len(new) > len(old)):
            continue
        if len(word) == 1 or word in foreseen or any(is_another_word(word, meant, passage.language) for meant in gone):
            return False
        if word in passage.vocabulary and not any(is_same_word(word, meant, passage.language) for meant in gone):
            return False
    return True


def _signs(text: str) -> list[str]:
    """The signs in a folded text that are no letters, such as % and +, in order."""
    return re.findall(r"[^\w\s]", without_accents(text))


class TypedQuestion(Question, frozen=True, kw_only=True, dict=True, gc=True):
    """A question whose response is typed, and marked by the language and the words of its passage."""

    def attach(self, passage: Passage) -> None:
        self.__dict__["passage"] = passage

    @property
    def passage(self) -> Passage:
        """The passage of the bank that this question is in; an empty one in English until it is in one."""
        passage: Passage = self.__dict__.get("passage", _NO_PASSAGE)
        return passage


class Answer(Protocol):
    """An answer that an author foresaw."""

    @property
    def feedback(self) -> str: ...


def typed_remarks(part: str, answer: Answer | None) -> tuple[Remark, ...]:
    """The author's words to a learner who gave the `answer`, if there are any."""
    if answer is None:
        return ()
    role, evidence = (answer.role, answer.evidence) if isinstance(answer, Anticipated) else ("", ())
    return (Remark(part, answer.feedback, role, evidence),) if answer.feedback or role or evidence else ()


def typed_text(response: object) -> str:
    """The text that was typed as `response`; empty where that is nothing, or no text."""
    return response if isinstance(response, str) and response.strip() else ""


def share_of(answer: Accepted | Anticipated | None) -> Fraction:
    """The part of the points that a response earns that is taken for `answer`."""
    return Fraction(answer.share) if isinstance(answer, Accepted) else Fraction(0)


def fullest(accepted: Sequence[Accepted]) -> str:
    """The text of the accepted answer with the largest share, the first of several; empty where there is none."""
    return max(accepted, key=lambda answer: answer.share, default=Accepted("")).text


_NO_PASSAGE = Passage("", (), "")


class TypedLine(TypedQuestion, frozen=True, kw_only=True):
    """A question whose response is one line of text."""

    def match(self, response: str) -> Answer | None:
        """The answer that the author foresaw for `response`."""
        raise NotImplementedError

    def share(self, response: str) -> Fraction:
        """The part of the points that `response` earns, from 0 to 1."""
        raise NotImplementedError

    def mark(self, response: Response | None) -> Mark:
        """Points × the share that the response earns."""
        if response is None or (isinstance(response, str) and not response.strip()):
            return Unanswered(self.possible)
        if not isinstance(response, str):
            return Invalid("wrong_shape", self.possible)
        share = self.share(response)
        outcome: Outcome = "right" if share == 1 else "partial" if share else "wrong"
        of = lcm(100, share.denominator)  # hundredths, or finer where the author's share is
        right = int(share * of)
        return Points(self.possible * share, self.possible, (Part("", outcome),), "share", right, of - right, of)

    def retain_correct(self, response: Response) -> Response | None:
        """All that was typed, to be mended."""
        return response

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
