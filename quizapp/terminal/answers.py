"""What a learner types for each question type, and how it is read."""

import re
from collections.abc import Callable
from typing import NamedTuple

from quizapp.domain.question import Arrangement, Question, Response
from quizapp.domain.text import letters
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse


class NotUnderstoodError(Exception):
    """What was typed is no answer."""


class Asking(NamedTuple):
    """How one question is answered by typing.

    expected: what can be typed, in words.
    read: the response that a text means.
    one_letter: what may be an answer although it is one letter alone, in small letters.
    """

    expected: str
    read: Callable[[str], Response]
    one_letter: frozenset[str] = frozenset()


def asking(question: Question, arrangement: Arrangement) -> Asking:
    """How `question` is answered when it is shown in the order of `arrangement`."""
    return _ASKINGS[type(question)](question, arrangement)


def _ids_by_letter(arrangement: Arrangement) -> dict[str, str]:
    return {letter.lower(): id_ for letter, id_ in zip(letters(len(arrangement)), arrangement, strict=True)}


def _letters_in(text: str, known: dict[str, str]) -> tuple[str, ...]:
    """The ids of the letters in `text`, which may be run together or set apart in any way, in their order."""
    typed = re.sub(r"[^\w]|_", "", text).lower()
    if not typed or not set(typed) <= set(known):
        raise NotUnderstoodError
    return tuple(known[letter] for letter in typed)


def _from_to(known: dict[str, str]) -> str:
    names = list(known)
    return f"{names[0].upper()} to {names[-1].upper()}"


def _single_choice(question: Question, arrangement: Arrangement) -> Asking:
    known = _ids_by_letter(arrangement)

    def read(text: str) -> Response:
        chosen = _letters_in(text, known)
        if len(chosen) != 1:
            raise NotUnderstoodError
        return chosen[0]

    return Asking(f"one letter from {_from_to(known)}", read, frozenset(known))


def _multiple_choice(question: Question, arrangement: Arrangement) -> Asking:
    known = _ids_by_letter(arrangement)

    def read(text: str) -> Response:
        return tuple(sorted(set(_letters_in(text, known))))

    return Asking(f"one or more letters from {_from_to(known)}, such as AC", read, frozenset(known))


def _true_false(question: Question, arrangement: Arrangement) -> Asking:
    words = {"true": "t for true", "false": "f for false", "not_stated": "n where the passage does not say"}
    expected = ", ".join(words[id_] for id_ in arrangement)

    def read(text: str) -> Response:
        typed = "_".join(text.strip(" .").lower().split())
        for id_ in arrangement:
            if typed in (id_, id_[0]):
                return id_
        raise NotUnderstoodError

    return Asking(expected, read, frozenset(id_[0] for id_ in arrangement))


def _categorize(question: Question, arrangement: Arrangement) -> Asking:
    assert isinstance(question, Categorize)
    known, categories = _ids_by_letter(arrangement), question.categories
    count, most = len(arrangement), len(categories)
    example = " ".join(str(1 + index % most) for index in range(min(count, 4))) + (" …" if count > 4 else "")
    numbers = "1 number" if count == 1 else f"{count} numbers"
    expected = (
        f"{numbers} from 1 to {most}, in the order of the letters, such as {example}, 0 for none; or letters with "
        f"their numbers, such as A{most}"
    )

    def read(text: str) -> Response:
        pairs = re.findall(r"([a-z]+)\s*[=:.)]?\s*(\d)(?=$|[\s,;a-z])", text.lower())
        if pairs and not re.sub(r"[a-z]+\s*[=:.)]?\s*\d|[\s,;]", "", text.lower()):
            numbered = [(known.get(letter, ""), int(number)) for letter, number in pairs]
        else:
            digits = re.sub(r"[\s,;]", "", text)
            if not re.fullmatch(r"[0-9]+", digits) or len(digits) != count:
                raise NotUnderstoodError
            numbered = [(id_, int(digit)) for id_, digit in zip(arrangement, digits, strict=True)]
        if any(not id_ or number > most for id_, number in numbered):
            raise NotUnderstoodError
        return {id_: categories[number - 1] for id_, number in numbered if number}

    return Asking(expected, read)


def _ordering(question: Question, arrangement: Arrangement) -> Asking:
    known = _ids_by_letter(arrangement)

    def read(text: str) -> Response:
        order = _letters_in(text, known)
        if sorted(order) != sorted(arrangement):
            raise NotUnderstoodError
        return order

    return Asking(f"the letters {_from_to(known)}, each once, from first to last", read)


def _short_answer(question: Question, arrangement: Arrangement) -> Asking:
    return Asking("a word or a few", lambda text: text)


_ASKINGS: dict[type[Question], Callable[[Question, Arrangement], Asking]] = {
    SingleChoice: _single_choice,
    MultipleChoice: _multiple_choice,
    TrueFalse: _true_false,
    Categorize: _categorize,
    Ordering: _ordering,
    ShortAnswer: _short_answer,
}
