"""A text with gaps: what a gap is called by the words beside it, and words that fill as many as can be."""

from quizapp.domain.gaps import fill_each, split_gaps
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.gap_fill import GapFill, TypedGap


def names(text: str, count: int) -> list[str]:
    gaps = (TypedGap((Accepted("x"),)),) * count
    question = GapFill(id="q", stem="?", text=text, gaps=gaps)
    return [question.part_text(id_).removeprefix(f"Gap {id_}") for id_ in question.gap_ids]


def test_a_gap_is_called_by_the_words_beside_it() -> None:
    long = "the very white tower at the sea stood"
    for text, called in {
        "The tower [1].": [", after “The tower”"],
        "The “tower” ([1]).": [", after “The “tower””"],
        "[1] stood. Then [2] fell": [", before “stood. Then”", ", after “stood. Then”"],
        "[1][2] stood": ["", ", before “stood”"],
        "One.\nTwo [1]\nThree": [", after “Two”"],
        "One.\n[1]\nThree": [""],
        "One.\n[1], then three.\nFour": [", before “then three.”"],
        "… [1] – ": [""],
        f"{long} [1]": [", after “… white tower at the sea stood”"],
        f"[1] {long}.": [", before “the very white tower at the s…”"],
        "a" * 40 + " [1]": [", after “" + "a" * 29 + "…”"],
        "a " + "b" * 28 + " [1]": [", after “a " + "b" * 28 + "”"],
        "a " + "b" * 29 + " [1]": [", after “… " + "b" * 29 + "”"],
    }.items():
        assert names(text, len(called)) == called, text
    assert names("No gap.", 1) == [""]


def test_a_text_is_words_and_gaps() -> None:
    assert [tuple(piece) for piece in split_gaps("A [1], [3] and [2]", 2)] == [
        ("A ", ""),
        ("", "1"),
        (", [3] and ", ""),
        ("", "2"),
    ]


def test_a_text_is_told_with_the_numbers_of_its_gaps_and_what_is_in_them() -> None:
    gaps = (TypedGap((Accepted("x"),)),) * 2
    question = GapFill(id="q", stem="?", text="Bees [1].\n\n[2] them", gaps=gaps)
    for response, lines in (
        (None, ("Bees [1].", "[2] them")),
        ({"2": "a\nkeeper"}, ("Bees [1].", "[2: a keeper] them")),
        ({"1": "fly", "2": "sees"}, ("Bees [1: fly].", "[2: sees] them")),
    ):
        assert question.text_lines(response) == lines


def test_as_many_gaps_are_filled_as_can_be() -> None:
    assert fill_each({"1": ["a", "b"], "2": ["a"]}) == {"1": "b", "2": "a"}
    assert fill_each({"1": ["a", "b"], "2": ["b", "a"]}) == {"1": "a", "2": "b"}
    assert fill_each({"1": ["a", "b"], "2": ["b", "c"], "3": ["a"]}) == {"1": "b", "2": "c", "3": "a"}
    assert fill_each({"1": ["a"], "2": ["a"]}) == {"1": "a"}
    assert fill_each({"1": []}) == {}
