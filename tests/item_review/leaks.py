"""Questions that give the answer to another question of their bank away.

    python -m tests.item_review.leaks [questions/worcester] [--across]

What is right in each question is held against all that a learner can read before: the stems, options, rows, words and
quotations of every other question of the bank, and the feedback and explanations of the questions before it. It prints
a pair where the words that set what is right apart from the rest of its question stand together in one text of the
other. Both parts of a `two_part` stand on the screen together, and are held against each other. `--across` holds the
stems and options of all banks against each other: whoever gets one sheet of all sees them together.

Exits with 1 where there is a pair that is not in `allowed_leaks.yaml`, where each entry has its reason; or an entry
there without a pair.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.question import Question
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.word_bank import WordBank
from tests.item_review.banks import UNIT, Asked, asked_in, banks_in, fields, texts

ALLOWED = Path(__file__).with_name("allowed_leaks.yaml")

SHOWN = (
    *("stem", "options", "rows", "prompts", "statements", "items", "text"),
    *("words", "sentence", "gaps", "columns", "categories"),
)
"""The fields that are on the screen before a question is answered; of what they hold, `TOLD` comes only after."""

TOLD = ("feedback", "evidence", "role", "key", "accepted", "anticipated", "category", "option", "key_ids")

COMMON = frozenset(
    re.findall(
        r"\w+",
        """
    a about after all also an and another any are as at be because been before but by can choose could did do does
    each else every for from get give given go had has have he her him his how if in into is it its last like make
    many may more most much must no nobody not of off on one only or other out over own passage people person part
    question article say says said section select sentence she should so some someone somebody something such tell
    tells than that the their them then there these they thing this those three to two under up was way were what
    when where which while who whom whose why will with without word words would you your reader read paragraph come
    comes fit fits true false writer name names named worcester ice police sheriff
""",
    )
)
"""Words that set nothing apart: those of grammar, those of questions, and who nearly all of this unit is about."""


class Right(NamedTuple):
    """Something that is right in a question: the words that set it apart, and those of the stem, the `context`, some of
    which must stand beside them.
    """

    text: str
    words: frozenset[str]
    context: frozenset[str]


class Leak(NamedTuple):
    asked: str
    told_by: str
    right: str
    text: str


def words_in(text: str) -> frozenset[str]:
    """The words that carry what `text` says, cut down to their stems."""
    found = re.findall(r"[a-z0-9]+", plain_text(text).lower().replace("’", ""))
    return frozenset(map(_stem, (word for word in found if word not in COMMON and (len(word) > 1 or word.isdigit()))))


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def rights_of(question: Question, bank: Bank) -> Iterator[Right]:
    """What is right in `question`, with the words that set it apart."""
    stem = words_in(question.stem)
    match question:
        case SingleChoice(options=options) | MultipleChoice(options=options):
            wrong = frozenset[str]().union(*(words_in(option.text) for option in options if not option.key))
            for option in options:
                if option.key:
                    yield Right(option.text, (words_in(option.text) - wrong) or words_in(option.text), stem)
        case ShortAnswer(accepted=accepted):
            yield Right(accepted[0].text, words_in(accepted[0].text) - stem, stem)
        case Numeric(key=key):
            yield Right(str(key), words_in(str(key)), stem)
        case GapFill(gaps=gaps):
            for gap in gaps:
                yield Right(gap.accepted[0].text, words_in(gap.accepted[0].text) - stem, words_in(question.text) | stem)
        case WordBank(gaps=gaps):
            for bank_gap in gaps:
                key_text = bank_gap.key if isinstance(bank_gap.key, str) else bank_gap.key[0]
                yield Right(key_text, words_in(key_text), words_in(question.text) | stem)
        case InlineChoice():
            for gap_id in question.gap_ids:
                text = question.options_of(gap_id)[question.key_of(gap_id)].text
                yield Right(text, words_in(text), words_in(question.text) | stem)
        case Table(rows=rows):
            for row in rows:
                yield Right(row.text, words_in(row.text) | words_in(row.key if len(question.columns) > 3 else ""), stem)
        case Categorize(statements=statements):
            for statement in statements:
                yield Right(statement.text, words_in(f"{statement.text} {statement.category}"), stem)
        case Matching(prompts=prompts):
            for prompt in prompts:
                yield Right(f"{prompt.text} = {prompt.option}", words_in(f"{prompt.text} {prompt.option}"), stem)
        case TrueFalse():
            yield Right(question.stem, stem, stem)
        case EvidenceSelection():
            for quote in question.quotes:
                sentence = question.key_sentence(quote, bank.passage)
                if sentence is not None:
                    yield Right(sentence.name, words_in(sentence.name), stem)


def shown_texts(question: Question) -> Iterator[str]:
    """What is read before the question is answered, text by text."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for name, part in value.items():
                if name not in TOLD:
                    yield from walk(part)
        elif isinstance(value, list | tuple):
            for part in value:
                yield from walk(part)

    plain = fields(question)
    stem = question.stem
    for name in SHOWN:
        if name == "options" and isinstance(question, TrueFalse):
            continue
        for text in walk(plain.get(name)):
            yield text if name in ("stem", "text") else f"{stem} ⟶ {text}"


def told_texts(question: Question) -> Iterator[str]:
    """What is read once the question has been answered: its explanation and feedback."""
    plain = fields(question)
    yield question.explanation
    for name in SHOWN:
        yield from _named(plain.get(name), "feedback")


def _named(value: object, name: str) -> Iterator[str]:
    if isinstance(value, dict):
        for at, part in value.items():
            yield from texts(part) if at == name else _named(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _named(part, name)


def is_told(right: Right, text: str) -> bool:
    """Whether enough of the words of `right` stand in `text`: the fewer they are, the more of them."""
    found = words_in(text)
    there, count = len(right.words & found), len(right.words)
    context = len((right.context - right.words) & found)
    if count <= 2:
        return 0 < count == there and context >= 3 - count
    return there >= max(2, 0.6 * count) and (context >= 2 or there == count)


def leaks_in(banks: Sequence[Bank], across: bool) -> Iterator[Leak]:
    """Each pair in which one question tells what is right in another one."""
    groups = (
        [[asked for bank in banks for asked in asked_in(bank)]] if across else [list(asked_in(bank)) for bank in banks]
    )
    for group in groups:
        places = {id(asked.whole): place for place, asked in enumerate(group)}
        for asked in group:
            rights = list(rights_of(asked.question, asked.bank))
            for other in group:
                if other is not asked:
                    yield from _pair(
                        asked, other, rights, told=not across and places[id(other.whole)] < places[id(asked.whole)]
                    )


def _pair(asked: Asked, other: Asked, rights: list[Right], *, told: bool) -> Iterator[Leak]:
    readable = [
        *shown_texts(other.question),
        *(told_texts(other.question) if told and other.whole is not asked.whole else ()),
    ]
    if other.part and other.whole is not asked.whole:
        readable.append(other.whole.stem)
    for right in rights:
        text = next((text for text in readable if is_told(right, text)), None)
        if text is not None:
            yield Leak(_name(asked), _name(other), right.text, text)


def _name(asked: Asked) -> str:
    return f"{asked.bank.id.removeprefix('worcester-')}:{asked.name}"


def allowed() -> dict[tuple[str, str], str]:
    """The pairs that are defended, as (asked, told by), with the reason."""
    entries = yaml.safe_load(ALLOWED.read_text(encoding="utf-8")) if ALLOWED.exists() else []
    return {(entry["asked"], entry["told_by"]): entry["reason"] for entry in entries or []}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("banks", nargs="*", type=Path, default=[UNIT])
    parser.add_argument("--across", action="store_true", help="all banks against each other, stems and options only")
    given = parser.parse_args()
    defended = allowed()
    banks = list(banks_in(given.banks).values())
    found = list(leaks_in(banks, given.across))
    left = [leak for leak in found if (leak.asked, leak.told_by) not in defended]
    for leak in left:
        print(f"{leak.asked}  ⟵  {leak.told_by}\n    right: {leak.right}\n    told:  {leak.text}")
    here = {bank.id.removeprefix("worcester-") for bank in banks}
    unused = {pair for pair in defended if pair[0].partition(":")[0] in here} - {
        (leak.asked, leak.told_by) for leak in found
    }
    for pair in () if given.across else sorted(unused):
        print(f"allowed, but there is no such pair: {' ⟵ '.join(pair)}")
    print(f"{len(left)} pairs left, {len(found) - len(left)} defended.")
    sys.exit(bool(left or (unused and not given.across)))


if __name__ == "__main__":
    main()
