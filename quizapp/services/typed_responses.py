"""Responses that are typed in letters and numbers: how they are typed for each question type, and their reading."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle, islice
from typing import NamedTuple

from quizapp.domain.pairs import NamedPairsQuestion
from quizapp.domain.question import WRITTEN, Arrangement, Question, Response
from quizapp.domain.text import letters
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart, part_arrangement
from quizapp.question_types.word_bank import WordBank
from quizapp.texts import Message, Value


class NotUnderstoodError(Exception):
    """Raised where a typed text is no answer."""


class Asking(NamedTuple):
    """The way in which one question is answered by typing."""

    expected: Value  # what can be typed, in words
    read: Callable[[str], Response]  # the response that a text means
    one_letter: frozenset[str] = frozenset()  # what may be an answer although it is one letter alone, in small letters
    lines: bool = False  # the answer is of any number of lines, up to an empty one


Ask = Callable[[Question, Arrangement], Asking]
"""Gives the way in which a question is answered that is shown in this arrangement."""

_ANY_LETTER = frozenset("abcdefghijklmnopqrstuvwxyz")


def asking(question: Question, arrangement: Arrangement) -> Asking:
    """The way in which `question` is answered when it is shown in the order of `arrangement`."""
    return _ASKINGS[type(question)](question, arrangement)


def _ids_by_letter(arrangement: Arrangement) -> dict[str, str]:
    return {letter.lower(): id_ for letter, id_ in zip(letters(len(arrangement)), arrangement, strict=True)}


def _letters_in(text: str, known: dict[str, str]) -> tuple[str, ...]:
    """The ids of the letters in `text`, which may be run together or set apart in any way, in their order."""
    typed = re.sub(r"[^\w]|_", "", text).lower()
    if not typed or not set(typed) <= set(known):
        raise NotUnderstoodError
    return tuple(known[letter] for letter in typed)


def _from_to(known: dict[str, str], **more: object) -> dict[str, object]:
    """The first and the last of the letters that can be typed, as values of a text."""
    names = list(known)
    return {"first": names[0].upper(), "last": names[-1].upper(), **more}


def _example(values: Iterable[str], count: int) -> str:
    """An answer of `count` values, or its beginning."""
    answer = list(islice(cycle(values), count))
    shown = answer[:4]
    return " ".join(shown) + ("" if shown == answer else " …")


def _single_choice(question: Question, arrangement: Arrangement) -> Asking:
    known = _ids_by_letter(arrangement)

    def read(text: str) -> Response:
        match _letters_in(text, known):
            case (only,):
                return only
        raise NotUnderstoodError

    return Asking(Message("one letter from {first} to {last}", _from_to(known)), read, frozenset(known))


def _multiple_choice(question: Question, arrangement: Arrangement) -> Asking:
    known = _ids_by_letter(arrangement)

    def read(text: str) -> Response:
        return tuple(sorted(set(_letters_in(text, known))))

    names = [name.upper() for name in known]
    example = names[0] + names[:3][-1]
    expected = Message(
        "one or more letters from {first} to {last}, such as {example}", _from_to(known, example=example)
    )
    return Asking(expected, read, frozenset(known))


_SAID_AS = {"true": ("v", "verdadero", "verdadeiro"), "false": ("falso",)}
"""Spanish and Portuguese words for the answers of true_false, which are understood whatever the language."""


def _true_false(question: Question, arrangement: Arrangement) -> Asking:
    expected = Message(
        "t for true, f for false, n where the passage does not say"
        if "not_stated" in arrangement
        else "t for true, f for false"
    )

    def read(text: str) -> Response:
        typed = "_".join(text.strip(" .").lower().split())
        for id_ in arrangement:
            if typed in (id_, id_[0], *_SAID_AS.get(id_, ())):
                return id_
        raise NotUnderstoodError

    return Asking(expected, read, frozenset("tvfn"))


def _categorize(question: NamedPairsQuestion, arrangement: Arrangement) -> Asking:
    known = _ids_by_letter(arrangement)
    values = {str(number): value for number, value in enumerate(question.values, 1)}
    expected = Message(
        "%n numbers from 1 to {most}, in the order of the letters, such as {example}, 0 for none; or letters with their"
        " numbers, such as A{most}",
        {"n": len(arrangement), "most": len(values), "example": _example(values, len(arrangement))},
    )
    return Asking(expected, lambda text: _by_ids(known, assigned(text, dict.fromkeys(known, values), "0")))


def _matching(question: Matching, arrangement: Arrangement) -> Asking:
    options = {letter.lower(): letter for letter in question.value_texts}
    expected = Message(
        "%n letters from A to {last}, in the order of the numbers, such as {example}, 0 for none; or numbers with their"
        " letters, such as 1{last}",
        {
            "n": len(arrangement),
            "last": [*options.values()][-1],
            "example": _example(options.values(), len(arrangement)),
        },
    )
    numbers = {str(number): id_ for number, id_ in enumerate(arrangement, 1)}
    return Asking(expected, lambda text: _by_ids(numbers, assigned(text, dict.fromkeys(numbers, options), "0")))


def _numeric(question: Numeric, arrangement: Arrangement) -> Asking:
    values = {"units": ", ".join(unit.text for unit in question.units)}
    if question.kind == "date":
        is_day_first = question.date_order == "day_first"
        expected = Message("a date, such as 31 March 2001" if is_day_first else "a date, such as March 31, 2001")
    elif not question.units:
        expected = Message("a number, in digits")
    elif question.unit_required:
        expected = Message("a number, in digits, with its unit ({units})", values)
    else:
        expected = Message("a number, in digits, in {units}", values)

    def read(text: str) -> Response:
        if question.read(text) is None:
            raise NotUnderstoodError
        return text

    return Asking(expected, read)


def _ordering(question: Question, arrangement: Arrangement) -> Asking:
    known = _ids_by_letter(arrangement)

    def read(text: str) -> Response:
        order = _letters_in(text, known)
        if sorted(order) != sorted(arrangement):
            raise NotUnderstoodError
        return order

    expected = Message("the letters {first} to {last}, each once, from first to last", _from_to(known))
    return Asking(expected, read)


def _gap_fill(question: GapFill, arrangement: Arrangement) -> Asking:
    ids = question.gap_ids
    match ids:
        case (only,):
            return Asking(Message("a word or a few"), lambda text: {only: text} if text.strip() else {}, _ANY_LETTER)
    expected = Message(
        "the words of the %n gaps in their order, with “;” between them and nothing for an empty one; or numbers of"
        " gaps with their words, such as 2 = …; 3 = …",
        {"n": len(ids)},
    )

    def read(text: str) -> Response:
        entries = [entry.strip() for entry in text.split(";")]
        numbered = [re.fullmatch(r"([0-9]+)\s*=\s*(.*)", entry) for entry in entries if entry]
        if numbered and all(numbered):
            pairs = [(match[1], match[2]) for match in numbered if match]
            if any(id_ not in ids for id_, _ in pairs) or len({id_ for id_, _ in pairs}) < len(pairs):
                raise NotUnderstoodError
            return {id_: typed for id_, typed in pairs if typed}
        if len(entries) != len(ids):
            raise NotUnderstoodError
        return {id_: typed for id_, typed in zip(ids, entries, strict=True) if typed}

    return Asking(expected, read)


def _by_ids(ids: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    return {ids[label]: value for label, value in given.items()}


def assigned(text: str, known: Mapping[str, Mapping[str, str]], none: str) -> dict[str, str]:
    """The values that `text` gives to labels: `known` has for each label the values by what is typed.

    Either one value for each part in order, with the sign `none` for no value, run together where each value that is
    given is one character alone; or labels with their values.
    """
    label, value = ("[1-9][0-9]*", "[a-z]+") if "1" in known else ("[a-z]+", "[0-9]")
    typed = re.sub(r"[\s,;=:.)]+", " ", text.lower()).strip()
    pairs = re.findall(f"({label}) ?({value})", typed)
    if not pairs or re.sub(f"{label} ?{value}| ", "", typed):
        values = typed.split()
        if len(values) != len(known):
            values = list(typed.replace(" ", ""))
        if len(values) != len(known):
            raise NotUnderstoodError
        pairs = list(zip(known, values, strict=True))
    given = {name: value for name, value in pairs if value != none}
    if len(dict(pairs)) < len(pairs) or any(value not in known.get(name, {}) for name, value in given.items()):
        raise NotUnderstoodError
    return {name: known[name][given[name]] for name in known if name in given}


def _gaps_expected(count: int) -> Message:
    if count == 1:
        return Message("the letter for the gap, such as B")
    return Message(
        "{count} letters in the order of the gaps, - for none; or gaps with their letters, such as {count}B",
        {"count": count},
    )


def _inline_choice(question: InlineChoice, arrangement: Arrangement) -> Asking:
    known = {
        gap: _ids_by_letter(tuple(id_ for id_ in arrangement if id_ in question.options_of(gap)))
        for gap in question.gap_ids
    }
    single = frozenset(known["1"]) if len(known) == 1 else frozenset()
    return Asking(_gaps_expected(len(known)), lambda text: assigned(text, known, "-"), single)


def _word_bank(question: WordBank, arrangement: Arrangement) -> Asking:
    known = dict.fromkeys(question.gap_ids, _ids_by_letter(arrangement))

    def read(text: str) -> Response:
        given = assigned(text, known, "-")
        if not question.reuse and len(set(given.values())) < len(given):
            raise NotUnderstoodError
        return given

    single = frozenset(_ids_by_letter(arrangement)) if len(known) == 1 else frozenset()
    expected = _gaps_expected(len(known))
    if len(known) > 1:
        expected = Message(
            "{letters}; a letter can be there more than once"
            if question.reuse
            else "{letters}; each letter once at most",
            {"letters": expected},
        )
    return Asking(expected, read, single)


def _evidence(question: EvidenceSelection, arrangement: Arrangement) -> Asking:
    """`arrangement` are the names of the sentences that are shown."""
    count = len(arrangement)
    if question.select:
        expected = Message(
            "one number from 1 to {most}" if question.select == 1 else "{count} numbers from 1 to {most}, such as 2 5",
            {"count": question.select, "most": count},
        )
    else:
        expected = Message("one or more numbers from 1 to {most}, such as 2 5", {"most": count})

    def read(text: str) -> Response:
        chosen = numbers_in(text, count)
        if question.select and len(chosen) > question.select:
            raise NotUnderstoodError
        return tuple(arrangement[number - 1] for number in chosen)

    return Asking(expected, read)


def _highlight_words(question: HighlightWords, arrangement: Arrangement) -> Asking:
    count = len(question.words)

    def read(text: str) -> Response:
        return tuple(map(str, numbers_in(text, count)))

    return Asking(Message("one or more numbers of words from 1 to {most}, such as 2 5", {"most": count}), read)


def numbers_in(text: str, most: int) -> tuple[int, ...]:
    """The numbers in `text`, which are set apart by spaces or commas, each once and in order."""
    typed = re.split(r"[\s,;]+", text.strip(" ,;.\t"))
    if not all(re.fullmatch("[0-9]{1,9}", part) and 1 <= int(part) <= most for part in typed):
        raise NotUnderstoodError
    return tuple(sorted(set(map(int, typed))))


def two_part(question: TwoPart, arrangement: Arrangement, ask: Ask = asking) -> Asking:
    """The way in which both parts are answered together, where `ask` gives that of each."""
    ways = {at: ask(part, part_arrangement(arrangement, at)) for at, part in question.questions.items()}

    def read_part(at: str, text: str) -> dict[str, Response]:
        return {at: ways[at].read(text.strip())} if text.strip() else {}

    def read(text: str) -> Response:
        cuts = [place for place, character in enumerate(text) if character == ";"]
        for cut in [*cuts, len(text)]:  # an answer may have a semicolon in it
            try:
                return {**read_part("a", text[:cut]), **read_part("b", text[cut + 1 :])}
            except NotUnderstoodError:
                continue
        raise NotUnderstoodError

    expected = Message(
        "for part A {first}; then a semicolon (;) and for part B {second}",
        {"first": ways["a"].expected, "second": ways["b"].expected},
    )
    return Asking(expected, read, ways["a"].one_letter)


_ASKINGS: dict[type[Question], Callable[..., Asking]] = {
    SingleChoice: _single_choice,
    MultipleChoice: _multiple_choice,
    TrueFalse: _true_false,
    Table: _categorize,
    Categorize: _categorize,
    Matching: _matching,
    Ordering: _ordering,
    ShortAnswer: lambda *_: Asking(Message("a word or a few"), lambda text: text, _ANY_LETTER),
    Numeric: _numeric,
    GapFill: _gap_fill,
    InlineChoice: _inline_choice,
    WordBank: _word_bank,
    EvidenceSelection: _evidence,
    HighlightWords: _highlight_words,
    TwoPart: two_part,
    OpenResponse: lambda *_: Asking(
        Message("your answer, and an empty line at its end"), lambda text: {WRITTEN: text}, lines=True
    ),
}
