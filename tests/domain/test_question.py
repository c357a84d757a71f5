"""What the author shows of single parts of a question in the passage, without any words to it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from quizapp.domain.option import Option
from quizapp.domain.question import Hint, Question, Response, bad_id, is_id, out_of_range
from quizapp.domain.typed_answer import Accepted, Anticipated
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.texts import Message
from tests.samples import ALL_SAMPLES, PASSAGE, Sample

KEY, OTHER = "in pounds", "asked for one summer"

PLACED: tuple[Question, ...] = (
    Table(id="q", stem="?", columns=("yes", "no"), rows=(Row("r", "yes", evidence=KEY), Row("s", "no"))),
    Categorize(
        id="q",
        stem="?",
        categories=("yes", "no"),
        statements=(Statement("r", "yes", evidence=KEY), Statement("s", "no")),
    ),
    Matching(id="q", stem="?", options=("yes", "no"), prompts=(Prompt("r", "yes", evidence=KEY), Prompt("s", "no"))),
    Ordering(id="q", stem="?", items=(Item("r", evidence=KEY), Item("s"))),
)
"""Questions whose parts each have a place in the passage where they belong."""
PLACED_WRONG: tuple[Response, ...] = ({"A": "no", "B": "no"}, {"A": "no"}, {"A": "A"}, ("B", "A"))

OPTIONS = (Option("r", key=True, evidence=KEY), Option("s", evidence=OTHER))
CHOSEN: tuple[tuple[Question, Response, Response], ...] = (
    (SingleChoice(id="q", stem="?", options=OPTIONS), "A", "B"),
    (MultipleChoice(id="q", stem="?", options=OPTIONS), ("A",), ("B",)),
    (
        TrueFalse(
            id="q",
            stem="?",
            key="true",
            options={"true": AnswerNote(evidence=KEY), "false": AnswerNote(evidence=OTHER)},
        ),
        "true",
        "false",
    ),
    (InlineChoice(id="q", stem="?", text="[1]", gaps=(ChoiceGap(OPTIONS),)), {"1": "1A"}, {"1": "1B"}),
)
"""Questions whose options each have a place in the passage, with a right and a wrong response."""

ANTICIPATED = (Anticipated("7", evidence=OTHER),)
TYPED: tuple[tuple[Question, Response, Response], ...] = (
    (ShortAnswer(id="q", stem="?", accepted=(Accepted("11"),), anticipated=ANTICIPATED), "11", "7"),
    (Numeric(id="q", stem="?", key="11", anticipated=ANTICIPATED), "11", "7"),
    (
        GapFill(id="q", stem="?", text="[1]", gaps=(TypedGap((Accepted("11"),), ANTICIPATED),)),
        {"1": "11"},
        {"1": "7"},
    ),
    (
        WordBank(id="q", stem="?", text="[1]", words=("11", "7"), gaps=(WordGap("11", ANTICIPATED),)),
        {"1": "A"},
        {"1": "B"},
    ),
)


def shortly(value: object) -> str:
    return value.type_name if isinstance(value, Question) else str(value)


@pytest.mark.parametrize(("question", "wrong"), list(zip(PLACED, PLACED_WRONG, strict=True)), ids=shortly)
def test_where_a_part_belongs_is_shown_for_it_and_with_the_key(question: Question, wrong: Response) -> None:
    assert [quote.quote for quote in question.key_evidence] == [KEY]
    assert [(remark.text, remark.evidence) for remark in question.remarks(wrong)] == [("", KEY)]
    assert question.remarks(question.correct_response()) == ()


@pytest.mark.parametrize("question", PLACED, ids=shortly)
def test_the_evidence_of_the_whole_comes_first_and_each_quotation_once(question: Question) -> None:
    both = msgspec.structs.replace(question, evidence=(OTHER, KEY))
    assert [quote.quote for quote in both.key_evidence] == [OTHER, KEY]
    assert [quote.quote for quote in both.whole_evidence] == [OTHER, KEY]
    assert question.whole_evidence == ()  # that of parts does not make two questions ask the same


@pytest.mark.parametrize(("question", "right", "wrong"), [*CHOSEN, *TYPED], ids=shortly)
def test_what_a_wrong_answer_was_taken_from_is_shown(question: Question, right: Response, wrong: Response) -> None:
    assert OTHER in [remark.evidence for remark in question.remarks(wrong)]
    assert question.remarks(right) == ()  # there is nothing to say to it
    assert OTHER not in [quote.quote for quote in question.key_evidence]


@pytest.mark.parametrize(("question", "right", "wrong"), CHOSEN, ids=shortly)
def test_where_the_right_option_stands_is_evidence_of_the_key(
    question: Question, right: Response, wrong: Response
) -> None:
    assert [quote.quote for quote in question.key_evidence] == [KEY]


@pytest.mark.parametrize(
    ("question", "wrong"),
    [*zip(PLACED, PLACED_WRONG, strict=True), *((question, wrong) for question, _, wrong in (*CHOSEN, *TYPED))],
    ids=shortly,
)
def test_no_place_is_told_while_tries_are_left(question: Question, wrong: Response) -> None:
    assert question.told_on_try(wrong).remarks == ()
    inner = msgspec.structs.replace(question, id="a")
    whole = TwoPart(id="q", stem="?", part_a=inner, part_b=msgspec.structs.replace(inner, id="b"))
    assert whole.told_on_try({"a": wrong, "b": wrong}).remarks == ()


def test_the_evidence_of_parts_is_evidence_of_a_whole_of_two() -> None:
    part = msgspec.structs.replace(PLACED[0], id="a")
    whole = TwoPart(id="q", stem="?", part_a=part, part_b=msgspec.structs.replace(PLACED[1], id="b"))
    assert [quote.quote for quote in whole.key_evidence] == [KEY]


def with_wrong_evidence(value: Any, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """`value` with one evidence in it that is not in the passage, for each that it has, and the path of that."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name == "evidence":
                yield (*path, name), msgspec.structs.replace(value, evidence="Nobody wrote this anywhere.")
            else:
                for place, inner in with_wrong_evidence(getattr(value, name), *path, name):
                    yield place, msgspec.structs.replace(value, **{name: inner})
    elif isinstance(value, tuple | dict):
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            for place, inner in with_wrong_evidence(entry, *path, key):
                yield (
                    place,
                    {**value, key: inner} if isinstance(value, dict) else (*value[:key], inner, *value[key + 1 :]),
                )


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)
def test_whatever_evidence_a_question_has_is_looked_for_in_the_passage(sample: Sample) -> None:
    assert list(sample.question.evidence_mistakes(PASSAGE)) == []
    changed = list(with_wrong_evidence(sample.question))
    assert changed
    for path, question in changed:
        told = [mistake.path for mistake in question.evidence_mistakes(PASSAGE)]
        assert told == [path]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"points": Decimal(0)}, ("points",)),
        ({"points": Decimal("1000.1")}, ("points",)),
        ({"points": Decimal("NaN")}, ("points",)),
        ({"weight": Decimal("-0.1")}, ("weight",)),
        ({"weight": Decimal(1001)}, ("weight",)),
        ({"weight": Decimal("1e-13")}, ("weight",)),
        ({"weight": Decimal("1e-12")}, None),
        ({"weight": Decimal(1000), "points": Decimal("0.01")}, None),
        ({"hints": (Hint("h", Decimal("1.1")),)}, ("hints", 0, "cost")),
        ({"hints": (Hint("h", Decimal("Infinity")),)}, ("hints", 0, "cost")),
        ({"hints": (Hint("h", Decimal("-1")),)}, ("hints", 0, "cost")),
        (
            {"points": Decimal(1000), "weight": Decimal(0), "hints": (Hint("h", Decimal(1)), Hint("i", Decimal(0)))},
            None,
        ),
    ],
)
def test_numbers_out_of_their_range(fields: dict[str, Any], path: tuple[str | int, ...] | None) -> None:
    question = ShortAnswer(id="q", stem="?", accepted=(Accepted("a"),), **fields)
    told = [(mistake.code, mistake.path) for mistake in question.mistakes()]
    assert told == ([("number_out_of_range", path)] if path else [])
    ranges = {"points": "above 0 and up to 1000", "weight": "from 0 to 1000", "hints": "from 0 to 1"}
    for mistake in question.mistakes():
        assert mistake.values["range"] == Message(ranges[str(mistake.path[0])])
    allowed = Message("from 1 to {most}", {"most": 3})
    assert out_of_range("0" * 99, allowed, "points").values == {"value": "0" * 59 + "…", "range": allowed}


def test_an_id_that_can_be_used_is_proposed() -> None:
    proposed = {"What is said?": "what-is-said", "—": "q1", "Ä" + 70 * "b": 64 * "b", "é1": "1"}
    for written, proposal in proposed.items():
        assert not is_id(written)
        assert bad_id(written).values["suggestion"] == proposal
        assert is_id(proposal)
    assert is_id(64 * "b")
    assert not is_id(65 * "b")
