"""What single questions of other tools mean: how they are marked here, and what is told."""

from decimal import Decimal
from typing import Any

import pytest

from quizapp.domain.mark import Points
from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.losses import Imported
from quizapp.interchange.source import Source

ANSWERS = '<answer fraction="100"><text>{}</text></answer><answer fraction="0"><text>{}</text></answer>'


def read(format_: str, text: str) -> Imported:
    return BY_NAME[format_].importer.read(Source.of_bytes("file", text.encode()))


def moodle(type_: str, text: str, more: str = "") -> str:
    text = f"<questiontext format='html'><text><![CDATA[{text}]]></text></questiontext>"
    return f"<quiz><question type='{type_}'><name><text>n</text></name>{text}{more}</question></quiz>"


CASES: dict[str, tuple[str, str, str, dict[Any, str], set[str]]] = {
    "right and wrong": ("gift", "Q {=a#yes ~b}", "single_choice", {"A": "1", "B": "0"}, set()),
    "shares": ("gift", "Q {~%50%a ~%50%b ~%-50%c}", "multiple_choice", {("A", "B"): "1", ("A", "C"): "0"}, set()),
    "uneven shares": ("gift", "Q {~%70%a ~%30%b ~c}", "multiple_choice", {("A",): "1/2"}, {"weights", "penalty"}),
    "typed": (
        "gift",
        "Q {=Frog =%50%Cat =%0%*#no}",
        "short_answer",
        {"frog": "1", "CAT": "1/2", "Frogs": "0"},
        {"feedback_for_others"},
    ),
    "a star that is meant": ("gift", "Q {=a\\\\*b}", "short_answer", {"a*b": "1", "axb": "0"}, set()),
    "a span of numbers": ("gift", "Q {#1..5}", "numeric", {"1": "1", "5": "1", "5.1": "0"}, set()),
    "numbers in bands": (
        "gift",
        "Q {#=1822:0 =%50%1822:2}",
        "numeric",
        {"1822": "1", "1824": "1/2", "1825": "0"},
        set(),
    ),
    "pairs": ("gift", "Q {=a -> x =b -> x = -> y}", "matching", {}, set()),
    "true, with feedback": ("gift", "Q {TRUE#wrong#right}", "true_false", {"true": "1", "false": "0"}, set()),
    "words in bold": (
        "moodle-xml",
        moodle("shortanswer", "<p>Q</p>", ANSWERS.format("&lt;b&gt;a&lt;/b&gt;", "b")),
        "short_answer",
        {"a": "1"},
        set(),
    ),
    "letters that count": (
        "moodle-xml",
        moodle("shortanswer", "Q", "<usecase>1</usecase>" + ANSWERS.format("Ab", "b")),
        "short_answer",
        {"Ab": "1", "ab": "0"},
        set(),
    ),
    "cloze, typed": (
        "moodle-xml",
        moodle("cloze", "<p>Fill.</p><p>{1:SA:=salt~%50%salz} [1] {2:SA:=honey}</p>"),
        "gap_fill",
        {},
        {"gap_weights"},
    ),
    "cloze, one number": (
        "moodle-xml",
        moodle("cloze", "It is {1:NM:=5:0.5}."),
        "numeric",
        {"5.5": "1", "6": "0"},
        set(),
    ),
    "cloze, several kinds": ("moodle-xml", moodle("cloze", "{1:SA:=a} {1:MC:=b~c}"), "gap_fill", {}, {"split"}),
    "an exact choice": (
        "moodle-xml",
        moodle("multichoiceset", "Q", ANSWERS.format("a", "b")),
        "multiple_choice",
        {("A", "B"): "0"},
        set(),
    ),
    "an order": (
        "moodle-xml",
        moodle(
            "ordering",
            "Q",
            '<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype><answer fraction="2"><text>b</text></answer>'
            '<answer fraction="1"><text>a</text></answer>',
        ),
        "ordering",
        {},
        set(),
    ),
}
"""For each, the format, the file, the type that it becomes, what responses earn, and the losses."""


@pytest.mark.parametrize("name", CASES)
def test_a_question_is_marked_as_its_tool_does(name: str) -> None:
    format_, text, type_name, marks, losses = CASES[name]
    imported = read(format_, text)
    question = imported.banks[0].questions[0]
    assert question.type_name == type_name
    right = question.mark(question.correct_response())
    assert isinstance(right, Points)
    assert right.earned == right.possible
    for response, earned in marks.items():
        mark = question.mark(response)
        assert isinstance(mark, Points)
        assert Decimal(mark.earned.numerator) / mark.earned.denominator == _decimal(earned), response
    assert {loss.code for item in imported.losses.items for loss in item.losses} == losses


def _decimal(text: str) -> Decimal:
    above, _, below = text.partition("/")
    return Decimal(above) / Decimal(below or 1)


def test_feedback_on_true_or_false_goes_to_who_is_wrong_first() -> None:
    for text, key in (("Q {TRUE#wrong#right}", "true"), ("Q {FALSE#wrong#right}", "false")):
        (question,) = read("gift", text).banks[0].questions
        for answer in ("true", "false"):
            (remark,) = question.remarks(answer)
            assert remark.text == ("right" if answer == key else "wrong")


def test_texts_of_other_tools_keep_what_we_have_and_tell_the_rest() -> None:
    html = (
        "<p>One <em>two</em><sup>2</sup> &lt;b&gt; *</p><ul><li>three</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr></table>"
        "<p style='color: red'>\\(x\\) <a href='https://example.org/'>four</a><script>alert(1)</script> <u>five</u></p>"
    )
    imported = read("moodle-xml", moodle("truefalse", html, ANSWERS.format("true", "false")))
    (question,) = imported.banks[0].questions
    assert question.stem == "One *two*² <b> \\*\n\n• three\n\na | b\n\n\\\\(x\\\\) four five"
    (item,) = imported.losses.items
    told = {loss.code for loss in item.losses}
    assert told == {"raised", "list", "table", "formula", "looks", "link", "embedded"}


def test_of_a_question_that_breaks_off_nothing_is_kept() -> None:
    imported = read("moodle-xml", moodle("cloze", "{1:MC:=a~b} {1:NM:=zero}"))
    assert imported.banks == ()
    (item,) = imported.losses.items
    assert [loss.code for loss in item.losses] == ["not_a_number"]


def test_questions_stand_in_the_banks_of_their_categories_and_texts() -> None:
    imported = read(
        "gift",
        "q0 {T}\n\n$CATEGORY: $course$/top/Bees//Towers\n\nq1 {T}\n\n"
        "::Keeper::[html]<p>Marta.</p>\n\nq2 {T}\n\nq3 {F}\n",
    )
    found = [(bank.title, bank.passage.text, [each.stem for each in bank.questions]) for bank in imported.banks]
    assert found == [
        ("file", "", ["q0"]),
        ("Bees/Towers", "", ["q1"]),
        ("Bees/Towers: Keeper", "Marta.", ["q2", "q3"]),
    ]
    assert imported.losses.read == 5
