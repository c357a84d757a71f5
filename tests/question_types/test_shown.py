"""What is shown and told of questions of each type, beside their marks."""

from decimal import Decimal
from random import Random
from typing import Any

import msgspec
import pytest

from quizapp.domain.evidence import quotes_of
from quizapp.domain.image import Image
from quizapp.domain.inline import MOST_SIGNS
from quizapp.domain.option import Option
from quizapp.domain.question import Question, ResponseError
from quizapp.domain.runs import InlineText, runs_of
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords, KeyWords
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Band, Numeric
from quizapp.question_types.open_response import Criterion, Level, OpenResponse
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap
from tests.languages import TableTexts
from tests.leveled import LEVELED
from tests.samples import ALL_SAMPLES, PASSAGE

ASKED: dict[str, Any] = {"id": "q", "stem": "Which *one*?"}
OPTIONS = (Option("wax"), Option("*honey*", key=True), Option("salt"), Option("all", pinned=True))
SINGLE = SingleChoice(**ASKED, options=OPTIONS)
INLINE = InlineChoice(**ASKED, text="It is [2], not [1].", gaps=(ChoiceGap(OPTIONS), ChoiceGap(OPTIONS[:2])))
BANK = WordBank(
    **ASKED, text="It is [1], not\n[2].", words=("wax", "*honey*"), gaps=(WordGap("wax"), WordGap("*honey*"))
)
ORDER = Ordering(**ASKED, items=(Item("*wax*"), Item("honey")))
WORDS = HighlightWords(**ASKED, sentence="the bees\nsaw the tower.", keys=(KeyWords("bees"),))
WRITTEN = OpenResponse(
    **ASKED,
    model_answer="*Bees*.\n\nNot wax.",
    rubric=(Criterion("Names *bees*", (Level("no", 0), Level("yes", 2))),),
)
TYPED = GapFill(**ASKED, text="It is [1],\n\nnot [2].", gaps=(TypedGap((Accepted("wax"),)),) * 2)
BOTH = TwoPart(**ASKED, part_a=SINGLE, part_b=ORDER)
SELECTED = EvidenceSelection(**ASKED, keys="stood empty")


def test_the_text_of_each_part_is_read_and_of_what_is_no_part_there_is_none() -> None:
    for question, parts in (
        (SINGLE, {"A": "wax", "B": "honey", "E": "", "": ""}),
        (INLINE, {"1A": "wax", "2B": "honey", "2C": "", "3A": "", "A": "", "1": "Gap 1, after “not”", "3": ""}),
        (BANK, {"A": "honey", "B": "wax", "C": "", "1": "Gap 1, after “It is”", "3": ""}),
        (ORDER, {"A": "honey", "B": "wax", "C": ""}),
        (WORDS, {"1": "the (1)", "4": "the (2)", "2": "bees", "5": "tower", "6": "", "0": "", "bees": ""}),
        (WRITTEN, {"A": "Names bees", "B": "", "text": ""}),
        (TrueFalse(**ASKED, key="true"), {"true": "True", "false": "False", "not_stated": "", "A": ""}),
        (BOTH, {"a.B": "Part A: honey", "b.B": "Part B: wax", "b": "Part B", "c.A": "", "a.Z": "Part A", "A": ""}),
        (SELECTED, {" a\nsentence ": "a sentence"}),
        (TYPED, {"1": "Gap 1, after “It is”", "2": "Gap 2, after “not”", "3": ""}),
    ):
        assert {id_: question.part_text(id_) for id_ in parts} == parts, question
    emphasized = (SINGLE.part_text("B"), INLINE.part_text("1B"), BANK.part_text("A"), BOTH.part_text("a.B"))
    assert all(isinstance(text, InlineText) and runs_of(text)[-1].emphasis for text in emphasized)
    spanish = TableTexts({"True": "Verdadero", "Part B": "Parte B", "Gap {number}, after “{words}”": "Tras {words}"})
    assert TrueFalse(**ASKED, key="true").part_text("true", spanish) == "Verdadero"
    assert BOTH.part_text("b.B", spanish) == "Parte B: wax"
    assert (INLINE.part_text("1", spanish), BANK.part_text("1", spanish)) == ("Tras not", "Tras It is")


def test_the_text_that_is_worked_on_is_told_with_what_is_in_it() -> None:
    for question, response, lines in (
        (SINGLE, "A", ()),
        (WORDS, ("1",), ("the bees saw the tower.",)),
        (TYPED, {"2": " wax "}, ("It is [1],", "not [2: wax].")),
        (INLINE, {"1": "1B", "2": "2Z"}, ("It is [2], not [1: honey].",)),
        (BANK, None, ("It is [1], not", "[2].")),
        (BOTH, None, ("Part A: Which one?", "Part B: Which one?")),
        (
            TwoPart(**ASKED, part_a=TYPED, part_b=WORDS),
            {"a": {"1": "x"}},
            (
                *("Part A: Which one?", "Part A: It is [1: x],", "Part A: not [2]."),
                *("Part B: Which one?", "Part B: the bees saw the tower."),
            ),
        ),
    ):
        assert question.text_lines(response) == lines, question
    assert TYPED.text_with_numbers == "It is [1],\n\nnot [2]."


def test_the_right_answer_is_told_in_words() -> None:
    for question, lines in (
        (SINGLE, ("honey",)),
        (ORDER, ("1. wax", "2. honey")),
        (BANK, ("1. wax", "2. honey")),
        (WRITTEN, ("Bees.", "Not wax.")),
        (BOTH, ("Part A: honey", "Part B: 1. wax", "Part B: 2. honey")),
    ):
        assert question.correct_lines() == lines
    assert WRITTEN.ratings({"text": "x", "A": "1"}) == ("Names bees: yes (2 / 2)",)
    assert SINGLE.ratings("A") == BOTH.ratings({"a": "A"}) == ()


def texts_of(question: Any) -> list[str]:
    match question:
        case SingleChoice() | MultipleChoice():
            return [option.text for option in question.options]
        case InlineChoice():
            return [option.text for gap in question.gaps for option in gap.options]
        case Ordering():
            return [item.text for item in question.items]
        case TwoPart():
            return [*texts_of(question.part_a), *texts_of(question.part_b)]
        case _:
            return [part.text for part in question.parts]


def test_an_order_of_the_file_that_could_tell_the_key_is_by_the_alphabet() -> None:
    table = Table(**ASKED, columns=("x", "y"), rows=(Row("c", "x"), Row("*a*", "y"), Row("b", "x")))
    sort = Categorize(**ASKED, categories=("x", "y"), statements=(Statement("c", "x"), Statement("b", "y")))
    match_ = Matching(**ASKED, options=("x", "y"), prompts=(Prompt("c", "x"), Prompt("b", "y")))
    for question, texts in (
        (SINGLE, ["*honey*", "salt", "wax", "all"]),
        (INLINE, ["*honey*", "salt", "wax", "all", "*honey*", "wax"]),
        (table, ["*a*", "b", "c"]),
        (sort, ["b", "c"]),
        (match_, ["b", "c"]),
        (ORDER, ["*wax*", "honey"]),  # its order is the key, and no order that is shown
        (
            TwoPart(**ASKED, part_a=INLINE, part_b=SINGLE),
            ["*honey*", "salt", "wax", "all", "*honey*", "wax", "*honey*", "salt", "wax", "all"],
        ),
    ):
        assert texts_of(question.in_neutral_order()) == texts
        if "shuffle" in question.__struct_fields__:
            fixed = msgspec.structs.replace(question, shuffle=False)
            assert texts_of(fixed.in_neutral_order()) == texts_of(question)
    rows = table.in_neutral_order().rows
    assert [row.key for row in rows] == ["y", "x", "x"]  # each keeps its own


def test_one_wrong_option_is_left_out_of_each_choice() -> None:
    assert {SINGLE.with_fewer_options(SINGLE.ids, Random(seed)) for seed in range(20)} == {
        ("B", "C", "D"),
        ("A", "B", "D"),
    }
    shown = {INLINE.with_fewer_options(("1D", "1C", "1B", "1A", "2B", "2A"), Random(seed)) for seed in range(20)}
    assert shown == {("1D", "1B", "1A", "2B", "2A"), ("1D", "1C", "1B", "2B", "2A")}  # of two, none can be spared
    both = TwoPart(**ASKED, part_a=SINGLE, part_b=msgspec.structs.replace(SINGLE, options=OPTIONS[:3]))
    arrangement = ("a.D", "a.C", "a.B", "a.A", "b.C", "b.B", "b.A")
    fewer = {both.with_fewer_options(arrangement, Random(seed)) for seed in range(40)}
    assert fewer == {
        (*a, *b) for a in (("a.D", "a.B", "a.A"), ("a.D", "a.C", "a.B")) for b in (("b.B", "b.A"), ("b.C", "b.B"))
    }
    for question in (ORDER, BANK, TYPED, WORDS):
        assert question.with_fewer_options(question.ids, Random(1)) == question.ids


def test_what_is_no_response_is_written_as_it_is() -> None:
    for question, response, written in (
        (SINGLE, "B", "B"),
        (Matching(**ASKED, options=("x", "y"), prompts=(Prompt("c", "x"),)), "odd", "odd"),
        (
            Matching(**ASKED, options=("y", "x"), prompts=(Prompt("c", "x"),)),
            {"A": "A", "B": "?"},
            {"A": "B", "B": "?"},
        ),
        (WRITTEN, "odd", "odd"),
        (WRITTEN, ("odd",), ["odd"]),
        (WRITTEN, {"A": "1"}, {"text": "", "A": "2"}),
        (BOTH, "odd", "odd"),
        (BOTH, ("a.B", "b.A", "c.A", "a"), ["a.B", "b.B", "c.A", "a"]),
        (ORDER, ("B", "A", "Z"), ["A", "B", "Z"]),
    ):
        assert question.write_response(response) == written, question
    table = Table(**ASKED, columns=("*yes*", "no"), rows=(Row("*a*", "*yes*"), Row("b", "no")))
    assert table.write_response({"A": "*yes*", "B": "*odd*"}) == {"A": "yes", "B": "*odd*"}
    assert table.read_response({"A": "yes", "b": "*yes*"}) == {"A": "*yes*", "B": "*yes*"}
    assert table.summarize({"A": "*yes*", "B": "odd", "C": "no"}) == ("a → yes",)
    assert (table.value_text("*yes*"), table.value_text("odd"), table.part_text("A")) == ("yes", "odd", "a")
    assert all(isinstance(text, InlineText) for text in (table.value_text("*yes*"), table.summarize({"A": "*yes*"})[0]))
    matching = Matching(**ASKED, options=("*y*", "x"), prompts=(Prompt("c", "x"),))
    for question, values in (
        (INLINE, {"1B": "honey", "2A": "wax", "2C": "2C", "odd": "odd"}),
        (BANK, {"A": "honey", "B": "wax", "C": "C"}),
        (matching, {"A": "x", "B": "y", "C": "C"}),
        (TYPED, {"wax": "wax"}),
    ):
        assert {value: question.value_text(value) for value in values} == values
    assert (BANK.file_id("A"), BANK.file_id("B"), BANK.file_id("Z")) == ("B", "A", "Z")
    assert BANK.write_response({"1": "B", "2": "odd"}) == {"1": "A"}
    turned = Ordering(**ASKED, items=(Item("wax"), Item("honey")))
    assert (turned.file_id("A"), TwoPart(**ASKED, part_a=SINGLE, part_b=turned).file_id("b.A")) == ("B", "b.B")
    with pytest.raises(ResponseError, match="the gap has no options"):
        InlineChoice(**ASKED, text="[1]", gaps=(ChoiceGap(()),)).read_response({"1": "A"})
    with pytest.raises(ResponseError):
        msgspec.structs.replace(WRITTEN, rubric=()).read_response({"text": "x", "A": "1"})


def test_what_is_told_on_a_try_of_two_parts_names_the_part() -> None:
    choice = SingleChoice(**ASKED, options=(Option("wax", feedback="No."), Option("honey", key=True)))
    both = TwoPart(**ASKED, part_a=choice, part_b=ORDER)
    told = both.told_on_try({"a": "B", "b": ("B", "A")})
    assert (told.right, told.remarks) == (("a", "b"), ())
    told = both.told_on_try({"a": "A", "b": ("A", "B")})
    assert (told.right, [(remark.part, remark.text) for remark in told.remarks]) == ((), [("a.A", "No.")])
    three = Ordering(**ASKED, items=(Item("a"), Item("b"), Item("c")))
    assert TwoPart(**ASKED, part_a=choice, part_b=three).told_on_try({"b": ("A", "C", "B")}).right == ("b.A",)


def test_the_evidence_of_what_is_right_is_that_of_the_parts() -> None:
    shown, other = (Option("wax", key=True, evidence="in pounds"), Option("salt", evidence="one summer"))
    notes: Any = {"true": AnswerNote(evidence="in pounds"), "false": AnswerNote(evidence="one summer")}
    for question, quotes in (
        (SingleChoice(**ASKED, options=(shown, other)), ["in pounds"]),
        (InlineChoice(**ASKED, text="[1] [2]", gaps=(ChoiceGap((other, shown)), ChoiceGap((shown,)))), ["in pounds"]),
        (Ordering(**ASKED, items=(Item("a", evidence="in pounds"), Item("b", evidence="salt"))), ["in pounds", "salt"]),
        (TrueFalse(**ASKED, key="true", options=notes), ["in pounds"]),
        (TrueFalse(**ASKED, key="not_stated", options=notes), []),
        (WORDS, []),
    ):
        assert [quote.quote for quote in quotes_of(question.part_evidence)] == quotes


def test_what_was_typed_stays_for_another_try_and_a_number_has_to_be_one() -> None:
    for question, response in ((WRITTEN, {"text": "x"}), (ShortAnswer(**ASKED, accepted=(Accepted("wax"),)), "x")):
        assert question.retain_correct(response) == response
        assert question.is_legible(response)
    number = Numeric(**ASKED, key="5", tolerance="1", bands=(Band("2", Decimal("0.5")),))
    assert [number.is_legible(typed) for typed in ("7", "seven", "", 7)] == [True, False, False, False]  # type: ignore[arg-type]
    bare = number.without_key()
    assert (bare.key, bare.tolerance, bare.bands, bare.anticipated) == ("", "0", (), ())


def test_a_question_is_typed_where_a_part_of_it_is() -> None:
    typed = ShortAnswer(**ASKED, accepted=(Accepted("wax"),))
    for question, is_typed in (
        (SINGLE, False), (typed, True), (TYPED, True), (WRITTEN, True), (BOTH, False),
        (TwoPart(**ASKED, part_a=SINGLE, part_b=typed), True), (TwoPart(**ASKED, part_a=typed, part_b=SINGLE), True),
    ):  # fmt: skip
        assert question.is_typed_in_part is is_typed


def told(question: Question) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(mistake.code, mistake.path) for mistake in question.mistakes()]


def test_mistakes_that_a_question_of_any_type_can_have_are_told() -> None:
    many = "*a* " * (MOST_SIGNS // 2 + 1)
    for question in (sample.question for sample in ALL_SAMPLES):
        for fields, expected in (
            ({"stem": " "}, [("empty_text", ("stem",))]),
            ({"image": Image("a.png")}, [("image_without_alt", ("image", "alt"))]),
            ({"image": Image("a.png", "A tower")}, []),
            ({"silenced": {"long_stem": ""}}, [("silenced_without_reason", ("silenced", "long_stem"))]),
            ({"stem": many}, [("text_too_many_signs", ("stem",))]),
            ({"id": "What?"}, [("bad_id", ("id",))]),
            ({"explanation": many, "stem": ""}, [("empty_text", ("stem",)), ("text_too_many_signs", ("explanation",))]),
            ({"stem": "*a* " * (MOST_SIGNS // 2)}, []),
        ):
            assert told(msgspec.structs.replace(question, **fields)) == expected, question.id
    inner = msgspec.structs.replace(SINGLE, stem=many)
    whole = TwoPart(**ASKED, part_a=inner, part_b=ORDER)
    assert told(whole) == [("text_too_many_signs", ("part_a", "stem"))]
    options = (*OPTIONS, Option(many))
    assert told(SingleChoice(**ASKED, options=options)) == [("text_too_many_signs", ("options", 4, "text"))]


def test_at_the_standard_level_a_sentence_of_a_part_is_that_of_the_standard_level() -> None:
    parts = LEVELED.question("parts")
    for id_ in ("standard", "easier", "short"):
        at = LEVELED.at_level(id_).question("parts")
        given = {"a": "A", "b": ("The tower was empty for eleven years.", "nothing")}
        (first, second) = at.at_standard_level(given)["b"]
        assert first.startswith("When the harbour closed in 1974, the tower stood empty")
        assert second == "nothing"
        assert at.at_standard_level({"a": "A"}) == {"a": "A"}
    assert parts.at_standard_level({}) == {}
    assert LEVELED.question("why").has_levels
    assert not SELECTED.has_levels
    assert SELECTED.at_standard_level(("  a  sentence",)) == ("a sentence",)
    assert SINGLE.at_standard_level("A") == "A"
    assert SINGLE.summarize_in("B", PASSAGE) == ("honey",)
