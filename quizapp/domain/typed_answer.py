"""Typed answers: what is accepted, what is anticipated, what makes no difference, and which one a response is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import ClassVar, Literal, Protocol
from unicodedata import normalize

import msgspec

from quizapp.domain.alike_letters import alike_letters, latin_look
from quizapp.domain.evidence import Evidence
from quizapp.domain.language import (
    APOSTROPHES,
    SIGNS_OF_WORDS,
    are_two_words,
    caseless,
    decimal_sign,
    differ_in_marks_alone,
    is_another_word,
    is_listed,
    is_name,
    is_same_spelling,
    is_same_word,
    without_accents,
    without_keys,
)
from quizapp.domain.language_tag import base
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
from quizapp.domain.text import (
    as_seen,
    distance,
    fold,
    with_plain_digits,
    without_invisible,
    without_loose_spaces,
    without_punctuation,
)
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Texts

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
            text = alike_letters(_compatible(text), language)
        text = fold(text)
        if not text.replace(" ", "").isalpha() and _SIGNS_TYPED.search(text):
            text = _plain_signs(text)
        text = _without_groups(text, language)
        if "^" in text:
            text = _UNSAID_POWER.sub(r"\1", text)
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
        if length < 5 or any(map(str.isdecimal, answer)) or SIGNS_OF_WORDS.search(answer):
            return 0
        return min(int(self.slips), 1 if length < 9 else 2)


_ALIKE = str.maketrans("♯♭÷∆∑∏", "#b/ΔΣΠ") | dict.fromkeys(map(ord, APOSTROPHES), "'")
_NUMERO = re.compile(r"\bn°(?=\s*\d)", re.IGNORECASE)
_DEGREES = re.compile(r" ?[°º˚] ?(?=[CF]\b)")
_ORDINAL = re.compile(r"(?<=\d) ?[°˚](?! ?[CF]\b)")
_RAISED = re.compile(r"(?<=[\w)])(?<![⁰¹²³⁴-⁹])[⁺⁻]?[⁰¹²³⁴-⁹ⁿⁱˣʸᶻᵏᵖ]+(?:[⁺⁻][⁰¹²³⁴-⁹ⁿⁱˣʸᶻᵏᵖ]+)*(?![⁺⁻]|[ᵃ-ᵛʰ-ʸ])")
_VULGAR = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_UNSAID_POWER = re.compile(
    r"(?<![^\W\d_])((?:[kcdmµμ]?m|mc|ft|in|mi|yd|(?<=/)[smh]))\^(?=[\d-])|\^(?=\d[-+](?!\w))", re.IGNORECASE
)
"""Powers that people leave out the sign of: m² is m2. So are the charges of ions: O²⁻ is O2-."""


def _compatible(text: str) -> str:
    """`text` by Unicode's compatibility forms (NFKC), with powers and fractions as they are typed: 10^2, x^n, 1 1/2.

    The digits of all scripts are 0 to 9.
    """
    text = normalize("NFC", text).translate(_ALIKE)  # ´ would become a space with an accent
    text = _ORDINAL.sub("º", _DEGREES.sub("°", _NUMERO.sub("no", text))).replace("ˆ", "^")
    text = _VULGAR.sub(" ", _RAISED.sub(r"^\g<0>", text))
    return with_plain_digits(
        without_invisible(normalize("NFKC", text))
        .replace("\u2044", "/").replace("\u2215", "/").replace("٫", ".").replace("٬", "'").replace("٪", "%")
    )  # fmt: skip


_SIGNS_TYPED = re.compile(r"[<>!]=|->|\+/?-|\d ?[x×✕✖⨯*] ?\d|\.\d\d ?(?:uhr|[ap]\.?m)", re.IGNORECASE)
_PAIRS = {">=": "≥", "<=": "≤", "!=": "≠", "->": "→", "+-": "±", "+/-": "±"}


def _plain_signs(text: str) -> str:
    """`text` with one way to type signs that keyboards lack, and the times of day: ≥ for >=, 4x4 for 4 × 4, 9:30 pm."""
    text = re.sub(r"[<>!]=|->|\+/?-", lambda pair: _PAIRS[pair[0]], text)
    text = re.sub(r"(?<=\d) ?[xX×✕✖⨯*] ?(?=\d)", "x", text)
    return re.sub(r"(?<![\d.])(\d\d?)\.(?=\d\d ?(?:uhr|[ap]\.?m)\b)", r"\1:", text, flags=re.IGNORECASE)


_GROUPS = {
    "point": re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,])"),
    "comma": re.compile(r"(?<![\w.,])\d{1,3}(?:([. ])\d{3})(?:\1\d{3})*(?![\d.])"),
}
_DECIMAL_POINT = re.compile(r"(?<![\w.,])(\d+)\.(\d{1,2}|\d{4,})(?![\w.,])")


def _without_groups(text: str, language: str) -> str:
    """`text` without the signs that set apart thousands in its language; where decimals have a comma, with that."""
    if not re.search(r"\d[., ]\d", text):
        return text
    sign = decimal_sign(language)
    text = _GROUPS[sign].sub(lambda number: re.sub(r"\D", "", number[0]), text)
    return text if sign == "point" else _DECIMAL_POINT.sub(r"\1,\2", text)


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
    language = passage.language
    given = forgive.fold(response, language)
    ways = _ways(response, given, forgive, language)
    same: list[Accepted] = []
    near: list[tuple[int, Accepted]] = []
    for answer in accepted:
        wanted = forgive.fold(answer.text, language)
        slips = forgive.slips_in(wanted)
        if not ways.isdisjoint(_ways(answer.text, wanted, forgive, language)):
            if not _is_other(response, answer.text, language):
                same.append(answer)
        elif (slips and (away := distance(given, wanted, slips)) <= slips) or (
            away := int(forgive.slips != "0" and _are_one_spelled(given, wanted, language))
        ):
            near.append((away, answer))
    if same:
        return max(same, key=lambda answer: answer.share)
    for wrong in anticipated:
        if not ways.isdisjoint(_ways(wrong.text, forgive.fold(wrong.text, language), forgive, language)):
            return wrong
    near.sort(key=lambda found: (found[0], -found[1].share))
    return next((answer for _, answer in near if _is_slip(response, answer.text, anticipated, passage)), None)


def _ways(text: str, folded: str, forgive: Forgive, language: str) -> set[str]:
    """The ways to type `text`, folded: with its letters, with those of another script that look the same, with a space
    for the sign that parts Persian words, and where the keyboard lacks some, without (fuer for für).
    """
    ways = {folded}
    if not text.isascii():
        others = (without_keys(text, language), latin_look(text), text.replace("\u200c", " "))
        ways.update(forgive.fold(other, language) for other in others if other != text)
    return set(map(without_loose_spaces, ways)) if forgive.punctuation else ways


def _are_one_spelled(given: str, wanted: str, language: str) -> bool:
    """Tells whether two texts, folded, differ in British and American spelling alone."""
    new, old = given.split(), wanted.split()
    return len(new) == len(old) and all(
        a == b or is_same_spelling(a, b, language) for a, b in zip(new, old, strict=True)
    )


_AS_WORDS = Forgive(accents=False)
_WITH_APOSTROPHES = Forgive(accents=False, punctuation=False)
_SHORTENED = re.compile("(?:^(?:it|who|let|he|she|we)'s|'(?:re|ll|d))$")
_ELIDED = re.compile("^(?:[cdjlmnst]|qu|un|dell|all|nell)'")
_SHORTENINGS = {"en": _SHORTENED, "fr": _ELIDED, "it": _ELIDED, "ca": _ELIDED}
"""Words that are two; without the apostrophe, many are another word (we're, were; qu'elle, quelle)."""


def _words(text: str, language: str) -> list[str]:
    """The words of `text` with their accents and apostrophes, without capital letters."""
    return [word.strip('.,;:!?"()…').lstrip("'") for word in _WITH_APOSTROPHES.fold(text, language).split()]


def _is_other(response: str, answer: str, language: str) -> bool:
    """Tells whether an accent or apostrophe makes another word of the language (schon, schön; were, we're)."""
    new, old = _words(response, language), _words(answer, language)
    if response.isupper() and len(response) > 1 and without_accents(response, language) == response:
        new = [without_accents(word, language) for word in new]  # capitals are often written without
        old = [without_accents(word, language) for word in old]
    if new == old or len(new) != len(old):
        return False
    shortening = _SHORTENINGS.get(base(language))
    optional = base(language) in ("en", "tr", "az")
    for a, b in zip(new, old, strict=True):
        one, other = a.replace("'", ""), b.replace("'", "")
        shortened = shortening and a != b and one == other and any(map(shortening.search, (a, b)))
        if shortened and is_listed(one, language):
            return True
        latin = (
            not optional
            and len(one) == len(other)
            and len(a) == len(b)
            and re.search("[a-zα-ω]", normalize("NFD", one))
        )
        if latin and are_two_words(one, other, language):
            return True
    return False


def _is_slip(response: str, answer: str, anticipated: Sequence[Anticipated], passage: Passage) -> bool:
    """Tells a mistyped `answer` from another answer that is only a letter or two away."""
    language = passage.language
    given, wanted = (_AS_WORDS.fold(text, language) for text in (response, answer))
    new, old = given.split(), wanted.split()
    if _are_one_spelled(given, wanted, language):
        return True
    gone = [word for word in old if word not in new]
    come = [word for word in new if word not in old]
    if "".join(new) == "".join(old):
        return not _are_other_words(come, gone, language)
    if _signs(given) != _signs(wanted) or differ_in_marks_alone(given, wanted, language):
        return False
    written = {caseless(word, language): word for word in re.findall(r"[^\W_]+", answer)}
    if any(_ROMAN.fullmatch(written[word].lower()) and written[word].isupper() for word in gone if word in written):
        return False
    if {word for word in _words(response, language) if _SHORTENED.search(word)} - set(_words(answer, language)):
        return False
    foreseen = {word for wrong in anticipated for word in _AS_WORDS.fold(wrong.text, language).split()}
    for word in come:
        if len(word) == 1 and len(new) > len(old):
            continue
        if len(word) == 1 or word in foreseen or any(is_another_word(word, meant, language) for meant in gone):
            return False
        if any(_is_other_name(word, meant, written.get(meant, meant), language) for meant in gone):
            return False
        if word in passage.vocabulary and not any(is_same_word(word, meant, language) for meant in gone):
            return False
    return True


_ROMAN = re.compile("m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_SHORT_NAME = 7


def _is_other_name(given: str, wanted: str, written: str, language: str) -> bool:
    """Tells whether `given` may be another name than `wanted`, which the author has `written` with a capital letter.

    A name of fewer than seven letters has many neighbors (Boston, Bolton); of longer ones, those with another first or
    last letter are often names too (Daniel, Daniela).
    """
    alike = given[:1] == wanted[:1] and given[-1:] == wanted[-1:]
    return (len(wanted) < _SHORT_NAME or not alike) and distance(given, wanted, 2) <= 2 and is_name(written, language)


_SMALL = re.compile("an?|the|her?|his|s?he|i|it|in|on|at|to|of|now|so|be|is|as|by|or|for|we|me|my|us")


def _are_other_words(new: Sequence[str], old: Sequence[str], language: str) -> bool:
    """Tells whether other words were typed, not the same joined or parted: the rapist is no therapist.

    They are where a dictionary lists them all and one is a small word, which in a language other than English is one of
    up to three letters.
    """
    small = any(
        _SMALL.fullmatch(word) is not None if base(language) == "en" else len(word) <= 3 for word in (*new, *old)
    )
    return small and all(_SMALL.fullmatch(word) or is_listed(word, language) for word in (*new, *old))


def _signs(text: str) -> list[str]:
    """The signs in a folded text that are no letters, such as % and +, in order."""
    return re.findall(r"[^\w\s]", without_accents(text))


class TypedQuestion(Question, frozen=True, kw_only=True, dict=True, gc=True):
    """A question whose response is typed, and marked by the language and the words of its passage."""

    is_typed: ClassVar[bool] = True

    def attach(self, passage: Passage) -> None:
        self.__dict__["passage"] = passage

    def attach_levels(self, passages: Mapping[str, Passage]) -> None:
        title, text = (" ".join(getattr(each, name) for each in passages.values()) for name in ("title", "text"))
        self.__dict__["all_levels"] = Passage(title, (), text, language=next(iter(passages.values())).language)

    def keep_levels(self, standard: Question) -> None:
        if "all_levels" in standard.__dict__:
            self.__dict__["all_levels"] = standard.__dict__["all_levels"]

    @property
    def passage(self) -> Passage:
        """The passage of the bank that this question is in; an empty one in English until it is in one.

        Of a passage with several levels, it is one with the words of all of them, so that each mark is the same at all.
        """
        passage: Passage = self.__dict__.get("all_levels") or self.__dict__.get("passage", _NO_PASSAGE)
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

    def summarize(self, response: Response, translate: Texts = ENGLISH) -> tuple[str, ...]:
        typed = typed_text(response)
        return (" ".join(typed.split()),) if typed else ()

    def remarks(self, response: Response | None) -> tuple[Remark, ...]:
        typed = typed_text(response)
        return typed_remarks("", self.match(typed) if typed else None)
