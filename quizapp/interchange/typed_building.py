"""Makes questions from the entries of a typed sheet; an unclear one is left out, with the reason."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from quizapp.domain.question import Hint, Question
from quizapp.domain.text import shortened
from quizapp.domain.typed_answer import Accepted
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.building import (
    FULL,
    Answer,
    Fields,
    checked,
    choice_question,
    matching_question,
    read_decimal,
    refuse_too_many_gaps,
    true_false_question,
    written_question,
)
from quizapp.interchange.gap_texts import FILL_IN, split_stem, token, with_numbers, without_tokens
from quizapp.interchange.losses import Item, NotCarriedError, PlaceUnit
from quizapp.interchange.plain_texts import plain_as_markdown
from quizapp.interchange.texts import LONGEST_TEXT
from quizapp.interchange.typed_choices import named_options
from quizapp.interchange.typed_key_lists import list_in_the_last, refuse_bare_list
from quizapp.interchange.typed_keys import KeyEntry, entries_in, numbered_parts
from quizapp.interchange.typed_labels import place_of, question_label
from quizapp.interchange.typed_lines import (
    EndOfText,
    Look,
    Stray,
    TypedEntry,
    TypedOption,
    TypedQuestion,
    TypedText,
    Words,
    authored,
    joined_words,
)
from quizapp.interchange.typed_reading import OUT_OF_ORDER
from quizapp.interchange.typed_shapes import blanks_in
from quizapp.interchange.typed_words import (
    asked_true_false,
    folded,
    points_in,
    points_value,
    right_mark_at_end,
    true_or_false,
)
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.texts import N_, Message

_LONGEST_SHORT_ANSWER = 8
"""Words: a longer answer is not a key to be typed exactly, but a model answer."""
_LONGEST_TITLE = 80
_LONGEST_NOTE = 300
_MOST_OPTIONS = 100
_ALTERNATIVES = re.compile(r"[ \t]+/[ \t]+|[ \t]*\|[ \t]*")
_KEYS_DIFFER = Message("the marks and the answers name different options.")

PLACES: Mapping[PlaceUnit, str] = N_({"line": "Line {line}", "paragraph": "Paragraph {line}", "row": "Row {line}"})


class SheetMaking:
    """Makes the questions of a sheet, one entry after the other."""

    def __init__(self, making: BankMaking, unit: PlaceUnit) -> None:
        self._making = making
        self._unit: PlaceUnit = unit
        self._title = ""

    def make(self, entries: Sequence[TypedEntry], keys: Sequence[KeyEntry]) -> None:
        """Make the questions of `entries`, with `keys` from the sheet's lists of keys."""
        questions = [each for each in entries if isinstance(each, TypedQuestion)]
        keys = [*keys, *list_in_the_last(questions)]
        listed = _by_number(keys)
        refuse_bare_list(questions)
        if not any(each.number for each in questions) and sorted(listed) == list(range(1, len(questions) + 1)):
            for number, question in enumerate(questions, 1):
                question.number = number  # keys in a row, as many as there are questions
        counts = Counter(each.number for each in questions)
        used: set[int] = set()
        strays: list[Stray] = []
        for index, entry in enumerate(entries):
            if strays and not isinstance(entry, Stray):
                self._tell_and_clear(strays)
            match entry:
                case TypedQuestion():
                    if entry.number in listed:
                        used.add(entry.number)
                        values = listed[entry.number]
                        if counts[entry.number] > 1 or len(values) > 1:
                            entry.fault = entry.fault or Message("several questions or keys have its number.")
                        entry.listed_key = values[0]
                    self._make_question(entry)
                case TypedText():
                    self._make_text(entry)
                case EndOfText():
                    self._making.begin_category(self._title.replace("/", "//"))
                case Stray():
                    if not (index == 0 and len(entries) > 1 and self._took_title(entry)):
                        strays.append(entry)
        self._tell_and_clear(strays)
        for key in keys:
            if key.number not in used:
                place = Message(PLACES[self._unit], {"line": str(key.line)})
                self._making.note(place, "key_left_out", number=str(key.number), key=key.value)
                used.add(key.number)

    def _took_title(self, stray: Stray) -> bool:
        """Make a line the title of the bank, if it looks like one."""
        text = " ".join(stray.text.split())
        if len(text) > _LONGEST_TITLE or text[-1] in ".?!:;," or "__" in text:
            return False
        self._title = text
        self._making.begin_category(text.replace("/", "//"))
        return True

    def _tell_and_clear(self, strays: list[Stray]) -> None:
        """Tell of lines in a row that belong to no question, if there are any."""
        if strays:
            text = shortened(" ".join(" ".join(stray.text.split()) for stray in strays), _LONGEST_NOTE)
            place = Message(PLACES[self._unit], {"line": str(strays[0].line)})
            self._making.note(place, "text_left_out", text=text)
            strays.clear()

    def _make_text(self, text: TypedText) -> None:
        lines = [line for line in text.lines if line is not None]
        item = Item(text.line, lines[0].words.text, self._unit)
        self._making.items.append(item)
        plain = "\n".join(line.words.text if line is not None else "" for line in text.lines)
        try:
            self._making.begin_text(item, "", plain_as_markdown(plain))
        except NotCarriedError as why:
            item.leave_out(why)

    def _make_question(self, question: TypedQuestion) -> None:
        name = question.stem_words.text[:1000]
        item = Item(question.line, name, self._unit)
        self._making.items.append(item)
        try:
            self._making.add(item, _question_of(question, self._making, item))
        except NotCarriedError as why:
            item.leave_out(why)


def _by_number(keys: Sequence[KeyEntry]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key in keys:
        found.setdefault(key.number, []).append(key.value)
    return found


def _unclear(why: Message) -> NotCarriedError:
    return NotCarriedError("not_read", why=why)


def _question_of(question: TypedQuestion, making: BankMaking, item: Item) -> Question:
    if question.fault is not None:
        raise _unclear(question.fault)
    stem = question.stem_words
    texts = [stem, *question.answers, *(option.words for option in question.options[:_MOST_OPTIONS])]
    if any(len(words.text) > LONGEST_TEXT for words in texts):
        raise NotCarriedError("too_long", limit=f"{LONGEST_TEXT:,}")
    if len(question.options) > _MOST_OPTIONS:
        raise _unclear(Message("it has more than {most} options.", {"most": str(_MOST_OPTIONS)}))
    points = points_value(question.points) if question.points else None
    if question.points and points is None:
        raise NotCarriedError("not_a_number", text=question.points)
    found = points_in(folded(stem.text))
    if found is not None:
        start, end, points = found
        stem = stem.cut(end) if start == 0 else stem.cut(0, start)
    asked = asked_true_false(folded(stem.text)) if not question.options else None
    if asked is not None:
        stem = stem.cut(asked.end) if asked.start == 0 else stem.cut(0, asked.start)
    if not stem.text:
        raise NotCarriedError("no_text")
    fields: Fields = {
        "id": making.next_id(stem.text[:200]),
        "stem": authored(stem, item, keeps_strong=not stem.look_of_all("strong")),
        "explanation": authored(joined_words(question.explanation), item) if question.explanation else "",
        "hints": tuple(Hint(authored(joined_words(hint), item)) for hint in question.hints),
    }
    if points is not None:
        fields["points"] = read_decimal(points)
    if question.pairs or question.left:
        return _matching(question, fields, item)
    options = _options(question)
    if options:
        return _choice(question, options, fields, item)
    said = _answers(question)
    is_asked = asked is not None or question.in_true_false
    truth = {true_or_false(each, letters=is_asked) for each in said}
    if asked is not None and asked.key is not None:
        truth.add(asked.key)
    if truth and None not in truth:
        if len(truth) > 1:
            raise _unclear(_KEYS_DIFFER)
        return true_false_question(fields, truth.pop() is True, {})
    if asked is not None:
        if not said:
            raise NotCarriedError("no_key")
        raise _unclear(Message("its answer “{answer}” is neither true nor false.", {"answer": said[0][:20]}))
    return _typed(question, said, stem, fields, item)


def _answers(question: TypedQuestion) -> list[str]:
    listed = [question.listed_key] if question.listed_key is not None else []
    return [words.text for words in question.answers if words.text] + listed


# pairs


def _matching(question: TypedQuestion, fields: Fields, item: Item) -> Question:
    pairs = [(authored(left, item), authored(right, item)) for left, right in question.pairs]
    if pairs:
        return matching_question(fields, pairs, [])
    said = _answers(question)
    if not said:
        raise NotCarriedError("no_key")
    named: dict[int, str] = {}
    for entry in entries_in(folded(said[0]), 0):
        if entry.number in named or entry.number not in question.left or entry.value.casefold() not in question.right:
            named.clear()
            break
        named[entry.number] = entry.value.casefold()
    if len(said) > 1 or len(named) != len(question.left):
        raise _unclear(Message("its answer “{answer}” does not name a pair for each.", {"answer": said[0][:40]}))
    texts = {letter: authored(words, item) for letter, words in question.right.items()}
    pairs = [(authored(words, item), texts[named[number]]) for number, words in question.left.items()]
    return matching_question(fields, pairs, [text for letter, text in texts.items() if letter not in named.values()])


# options


def _options(question: TypedQuestion) -> list[TypedOption]:
    options = question.options or _bare_options(question)
    if question.in_columns:
        options = sorted(options, key=lambda option: place_of(option.value))
        if [place_of(option.value) for option in options] != list(range(len(options))):
            raise _unclear(OUT_OF_ORDER)
    return options


def _bare_options(question: TypedQuestion) -> list[TypedOption]:
    """The lines below a stem that are options without letters: some are marked, or one is the answer."""
    lines = [words for _, words in question.stem]
    if len(lines) < 3 or blanks_in(lines[0].text):
        return []
    rest = [TypedOption(None, words) for words in lines[1:]]
    marked = [words.text.startswith("*") or right_mark_at_end(folded(words.text)) is not None for words in lines[1:]]
    said = [words.text for words in question.answers]
    is_named = len(said) == 1 and named_options(said[0], [""] * len(rest), [words.text for words in lines[1:]])
    if not (0 < sum(marked) < len(rest)) and not is_named:
        return []
    question.stem = question.stem[:1]
    for option in rest:
        text = option.lines[0].text
        if text.startswith("*"):
            option.is_marked = True
            option.lines = [option.lines[0].cut(len(text) - len(text.lstrip("*")))]
    return rest


def _choice(question: TypedQuestion, options: list[TypedOption], fields: Fields, item: Item) -> Question:
    if not question.stem:
        raise NotCarriedError("no_text")
    fields["stem"] = fields["stem"] if question.options else authored(question.stem_words, item)
    words = [_take_mark(option) for option in options]
    labels = [_label(option) for option in options]
    keys, by_look = _keys(question, options, words, labels)
    if not any(option.feedback for option in options[:-1]) and options[-1].feedback:
        said = authored(joined_words(options[-1].feedback), item)
        fields["explanation"] = "\n\n".join(filter(None, (fields["explanation"], said)))
        options[-1].feedback = []
    feedback = [authored(joined_words(option.feedback), item) if option.feedback else "" for option in options]
    if len(keys) == 1 and (truth := _true_and_false(words)):
        names = {"true" if value else "false": said for value, said in zip(truth, feedback, strict=True)}
        return true_false_question(fields, truth[next(iter(keys))], names)
    plain = [_without_looks(each, by_look) for each in words]
    texts = [authored(each, item, keeps_strong=not each.look_of_all("strong")) for each in plain]
    if not all(texts):
        raise _unclear(Message("one of its options has no text."))
    is_single = len(keys) == 1
    right = FULL / len(keys)
    wrong = Decimal(0) if is_single else -right
    answers = [
        Answer(text, right if at in keys else wrong, said)
        for at, (text, said) in enumerate(zip(texts, feedback, strict=True))
    ]
    return choice_question(fields, answers, item, single=is_single)


def _true_and_false(words: Sequence[Words]) -> list[bool]:
    """The truth value of each option, if there are two: one is true, the other false; otherwise none."""
    found = [true_or_false(each.text, letters=True) for each in words]
    return [value is True for value in found] if found in ([True, False], [False, True]) else []


def _label(option: TypedOption) -> str:
    label = option.label
    if label is None or label.kind in ("bullet", "box"):
        return ""
    return option.value


def _take_mark(option: TypedOption) -> Words:
    """The words of an option without a mark at their end; if there is one, the option `is_marked`."""
    words = option.words
    end = right_mark_at_end(folded(words.text))
    if end is None:
        return words
    option.is_marked = True
    return words.cut(0, end)


def _without_looks(words: Words, name: str) -> Words:
    """`words` without the look that marks the right ones."""
    if not name or not words.looks:
        return words

    def without(look: Look) -> Look:
        match name:
            case "strong":
                return look._replace(strong=False)
            case "underlined":
                return look._replace(underlined=False)
            case _:
                return look._replace(color="")

    return Words(words.text, tuple((at, without(look)) for at, look in words.looks))


def _keys(
    question: TypedQuestion, options: Sequence[TypedOption], words: Sequence[Words], labels: Sequence[str]
) -> tuple[frozenset[int], str]:
    """The places of the right options, and the look that marks them; all marks and answers have to agree.

    Raises:
        NotCarriedError: there is no key, or several that differ.
    """
    found: list[frozenset[int]] = []
    marked = frozenset(at for at, option in enumerate(options) if option.is_marked)
    if marked and (len(marked) < len(options) or len(options) == 1):
        found.append(marked)
    by_look = ""
    for name in ("strong", "underlined", "color"):
        looking = frozenset(at for at, each in enumerate(words) if each.look_of_all(name))
        if looking and len(looking) < len(options):
            found.append(looking)
            by_look = name
    for said in _answers(question):
        named = named_options(said, labels, [each.text for each in words])
        if named is None and (truth := _true_and_false(words)):
            value = true_or_false(said, letters=True)
            named = frozenset(at for at, each in enumerate(truth) if each is value)
        if not named:
            raise _unclear(Message("its answer “{answer}” is not one of its options.", {"answer": said[:20]}))
        found.append(named)
    if not found:
        raise NotCarriedError("no_key")
    if any(each != found[0] for each in found):
        raise _unclear(_KEYS_DIFFER)
    return found[0], by_look


# typed answers


def _typed(question: TypedQuestion, said: list[str], stem: Words, fields: Fields, item: Item) -> Question:
    model = joined_words(question.model)
    if model.text:
        return written_question(fields, authored(model, item), item)
    if not said:
        raise NotCarriedError("no_typed_answer")
    if len(said) > 1:
        raise _unclear(Message("it has several answers."))
    text = said[0]
    if len(text) == 1 and text.isalpha():
        raise _unclear(Message("its answer is the letter {letter}, but it has no options.", {"letter": text}))
    below = [question_label(folded(words.text)) for _, words in question.stem[1:]]
    if (
        text.isdecimal()
        and len(below) > 1
        and [each and each.number for each in below] == list(range(1, len(below) + 1))
    ):
        raise _unclear(OUT_OF_ORDER)  # the answer may be the number of an option
    blanks = blanks_in(stem.text)
    if len(blanks) > 1:
        return _gaps(stem, blanks, text, fields, item)
    if len(text.split()) > _LONGEST_SHORT_ANSWER:
        words = next((each for each in question.answers if each.text), Words(text))
        return written_question(fields, authored(words, item), item)
    accepted = tuple(Accepted(each) for each in dict.fromkeys(map(str.strip, _ALTERNATIVES.split(text))) if each)
    return checked(ShortAnswer(accepted=accepted, **fields))


def _gaps(stem: Words, blanks: Sequence[tuple[int, int]], said: str, fields: Fields, item: Item) -> Question:
    refuse_too_many_gaps(len(blanks))
    numbered = list(numbered_parts(folded(said)))
    if numbered and [number for number, _ in numbered] == list(range(1, len(numbered) + 1)):
        parts = [text for _, text in numbered]
    else:
        parts = next(
            (parts for sign in (";", "|", " / ", ",") if len(parts := said.split(sign)) == len(blanks)), [said]
        )
    parts = [part.strip() for part in parts]
    if len(parts) != len(blanks) or not all(parts):
        raise _unclear(
            Message(
                "it has {blanks} blanks, and its answer “{answer}” does not fill each.",
                {"blanks": str(len(blanks)), "answer": said[:40]},
            )
        )
    text, at = "", 0
    for gap, (start, end) in enumerate(blanks):
        text += without_tokens(stem.text[at:start]) + token(gap)
        at = end
    text += without_tokens(stem.text[at:])
    fields["stem"], text = split_stem(authored(Words(text), item), FILL_IN)
    gaps = tuple(
        TypedGap(tuple(Accepted(each.strip()) for each in _ALTERNATIVES.split(part) if each.strip())) for part in parts
    )
    return checked(GapFill(text=with_numbers(text, list(range(len(gaps)))), gaps=gaps, **fields))
