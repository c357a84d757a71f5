"""Options: what a choice question offers, their letters, their shuffling."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Self

import msgspec

from quizapp.domain.evidence import Evidence, joint_evidence
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Invalid, Mark, Outcome, Part, Points, Unanswered
from quizapp.domain.question import (
    Arrangement,
    Question,
    Remark,
    Response,
    ResponseError,
    Role,
    are_texts,
    list_mistakes,
)
from quizapp.domain.text import fold, letters
from quizapp.problems import Mistake
from quizapp.texts import ENGLISH, Message, Texts


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One option. `feedback` is said to those who chose it; a `pinned` option keeps its place when others move."""

    text: str
    key: bool = False
    role: Role = ""
    feedback: str = ""
    evidence: Evidence = ()
    pinned: bool = False


def option_mistakes(options: Sequence[Option]) -> Iterator[Mistake]:
    """The mistakes in `options`, whichever number of them may be keys."""
    yield from list_mistakes(options, "options", 20, least=2)
    for index, option in enumerate(options):
        if option.key and option.role:
            yield Mistake("role_of_key", ("options", index, "role"))


def keys_evidence(options: Sequence[Option]) -> Evidence:
    """The evidence of those of `options` that are keys."""
    return joint_evidence(*(option.evidence for option in options if option.key))


def option_remarks(part: str, option: Option) -> tuple[Remark, ...]:
    """The author's words to a learner who chose `option`; the place of a key in the passage is in `keys_evidence`."""
    if option.feedback or option.role or (option.evidence and not option.key):
        return (Remark(part, option.feedback, option.role, option.evidence),)
    return ()


@lru_cache(maxsize=256)
def ids_by_alphabet(texts: tuple[str, ...]) -> Arrangement:
    """A letter for each of `texts`, by the alphabet, so that letters do not tell the order of the file."""
    rank = {text: index for index, text in enumerate(sorted(texts, key=plain_text))}
    names = letters(len(texts))
    return tuple(names[rank[text]] for text in texts)


def shuffled(ids: Arrangement, pinned: Sequence[bool], random: Random) -> Arrangement:
    """`ids` in a random order in which those that are `pinned` keep their place."""
    free = [id_ for id_, stays in zip(ids, pinned, strict=True) if not stays]
    random.shuffle(free)
    moved = iter(free)
    return tuple(id_ if stays else next(moved) for id_, stays in zip(ids, pinned, strict=True))


def without_one(arrangement: Arrangement, options: Mapping[str, Option], random: Random) -> Arrangement:
    """Leave one of the wrong `options` out of `arrangement`, if there are several; not one that keeps its place."""
    wrong = [id_ for id_, option in options.items() if not option.key]
    free = [id_ for id_ in wrong if not options[id_].pinned]
    if len(wrong) < 2 or not free:
        return arrangement
    gone = random.choice(free)
    return tuple(id_ for id_ in arrangement if id_ != gone)


class OptionsQuestion(Question, frozen=True, kw_only=True):
    """A question that offers options, of which one or several are keys; their ids are letters in the file's order."""

    options: tuple[Option, ...]
    shuffle: bool = True

    @property
    def ids(self) -> Arrangement:
        return letters(len(self.options))

    def option(self, id_: str) -> Option:
        return self.options[self.ids.index(id_)]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(id_ for id_, option in zip(self.ids, self.options, strict=True) if option.key)

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        yield from option_mistakes(self.options)
        if not self.keys:
            yield Mistake("no_key", ("options",))

    @property
    def part_evidence(self) -> Evidence:
        return keys_evidence(self.options)

    def arrange(self, random: Random) -> Arrangement:
        return shuffled(self.ids, [option.pinned or not self.shuffle for option in self.options], random)

    def with_fewer_options(self, arrangement: Arrangement, random: Random) -> Arrangement:
        return without_one(arrangement, {id_: self.option(id_) for id_ in arrangement}, random)

    def part_text(self, id_: str, translate: Texts = ENGLISH) -> str:
        return inline_text(self.option(id_).text) if id_ in self.ids else ""

    def in_neutral_order(self) -> Self:
        return msgspec.structs.replace(self, options=by_alphabet(self.options)) if self.shuffle else self

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), options=bare(self.options))


def mark_selection(
    response: Response | None, ids: Arrangement, keys: Sequence[str], possible: Fraction, *, exact: bool = False
) -> Mark:
    """The mark of several chosen from `ids`: points × max(0, (right − wrong) ÷ keys), as Canvas and QTI's mapped
    responses do it, so that choosing everything earns nothing for the wrong half; or all for `exact`ly the keys.
    """
    if response is None or response == ():
        return Unanswered(possible)
    if not isinstance(response, tuple) or not are_texts(response):
        return Invalid("wrong_shape", possible)
    chosen, right_ids = set(response), set(keys)
    if not chosen <= set(ids):
        return Invalid("unknown_option", possible)
    right, wrong = len(chosen & right_ids), len(chosen - right_ids)
    outcomes: dict[str, Outcome] = {id_: "right" if id_ in chosen else "missed" for id_ in ids if id_ in right_ids}
    parts = tuple(Part(id_, outcomes.get(id_, "wrong")) for id_ in ids if id_ in right_ids | chosen)
    if exact:
        return Points(possible * (chosen == right_ids), possible, parts, "exact", right, wrong, len(right_ids))
    share = max(Fraction(0), Fraction(right - wrong, len(right_ids) or 1))
    return Points(possible * share, possible, parts, "right_minus_wrong", right, wrong, len(right_ids))


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


def by_alphabet(options: Sequence[Option]) -> tuple[Option, ...]:
    """`options` by the alphabet, but for those that are pinned, which keep their place."""
    free = iter(sorted((each for each in options if not each.pinned), key=lambda each: plain_text(each.text)))
    return tuple(each if each.pinned else next(free) for each in options)


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
    raise ResponseError(
        value,
        Message("a letter from {first} to {last}, or the text of an option", {"first": names[0], "last": names[-1]}),
    )


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
