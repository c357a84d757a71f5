"""Options: what a choice question offers, their letters, their shuffling."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

import msgspec

from quizapp.domain.evidence import Evidence, evidence_mistakes, joint_evidence
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Invalid, Mark, Part, Points, Unanswered
from quizapp.domain.passage import Passage
from quizapp.domain.question import Arrangement, Remark, Response, ResponseError, Role, count_mistakes, text_mistakes
from quizapp.domain.text import fold, letters
from quizapp.errors import Mistake


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One option. `feedback` is said to those who chose it; a `pinned` option keeps its place when others move."""

    text: str
    key: bool = False
    role: Role = ""
    feedback: str = ""
    evidence: Evidence = ()
    pinned: bool = False


def option_mistakes(options: Sequence[Option]) -> Iterator[Mistake]:
    """What is wrong with `options`, whichever number of them may be keys."""
    yield from count_mistakes(options, "options", "options", 2, 20)
    yield from text_mistakes([option.text for option in options], "options", "text")
    for index, option in enumerate(options):
        if option.key and option.role:
            yield Mistake("role_of_key", ("options", index, "role"))


def option_evidence_mistakes(options: Sequence[Option], passage: Passage) -> Iterator[Mistake]:
    for index, option in enumerate(options):
        if option.evidence:
            yield from evidence_mistakes(option.evidence, passage, ("options", index, "evidence"))


def keys_evidence(options: Sequence[Option]) -> Evidence:
    """The evidence of those of `options` that are keys."""
    return joint_evidence(*(option.evidence for option in options if option.key))


def option_remarks(part: str, option: Option) -> tuple[Remark, ...]:
    """What is said to who chose `option`, if anything; where a key stands in the passage, `keys_evidence` tells."""
    if option.feedback or option.role or (option.evidence and not option.key):
        return (Remark(part, option.feedback, option.role, option.evidence),)
    return ()


def shuffled(ids: Arrangement, pinned: Sequence[bool], random: Random) -> Arrangement:
    """`ids` in a random order in which those that are `pinned` keep their place."""
    free = [id_ for id_, stays in zip(ids, pinned, strict=True) if not stays]
    random.shuffle(free)
    moved = iter(free)
    return tuple(id_ if stays else next(moved) for id_, stays in zip(ids, pinned, strict=True))


def mark_choice(response: Response | None, ids: Arrangement, key: str, possible: Fraction) -> Mark:
    """The mark of one choice among `ids`: all of `possible` for `key`, otherwise none."""
    if response is None or response == "":
        return Unanswered(possible)
    if not isinstance(response, str):
        return Invalid("wrong_shape", possible)
    if response not in ids:
        return Invalid("unknown_option", possible)
    if response == key:
        return Points(possible, possible, (Part(response, "right"),), "all_or_nothing", 1, 0, 1)
    return Points(Fraction(0), possible, (Part(response, "wrong"), Part(key, "missed")), "all_or_nothing", 0, 1, 1)


def bare(options: Sequence[Option]) -> tuple[Option, ...]:
    """`options` without what tells which of them are keys."""
    return tuple(Option(text=option.text, pinned=option.pinned) for option in options)


def text_named(value: str, texts: Sequence[str]) -> str | None:
    """The one of `texts`, as their author typed them, that `value` is, as they are read or else as they are typed."""
    wanted = fold(value)
    as_read = next((text for text in texts if fold(plain_text(text)) == wanted), None)
    return as_read if as_read is not None else next((text for text in texts if fold(text) == wanted), None)


def read_choice(value: object, texts: Sequence[str]) -> str:
    """The letter of the option that `value` names by its letter or its text; a capital letter is always a letter.

    Raises:
        ResponseError: it names none.
    """
    names = letters(len(texts))
    if isinstance(value, str):
        if value in names:
            return value
        text = text_named(value, texts)
        if text is not None:
            return names[texts.index(text)]
        if value.strip().upper() in names:
            return value.strip().upper()
    raise ResponseError(value, f"a letter from {names[0]} to {names[-1]}, or the text of an option")


def read_choices(value: object, texts: Sequence[str]) -> tuple[str, ...]:
    """The letters that `value` names: a list of letters or texts, or letters in one text, such as ``A, C`` or ``AC``.

    Raises:
        ResponseError: one of them names none.
    """
    if isinstance(value, str):
        try:
            return (read_choice(value, texts),)
        except ResponseError:
            value = value.replace(",", " ").split() if " " in value.strip() or "," in value else list(value.strip())
    if not isinstance(value, list | tuple):
        raise ResponseError(value, "a list of letters, such as [A, C]")
    return tuple(read_choice(entry, texts) for entry in value)
