"""Mistakes as they are told: by line, alike ones as one, and not too many; and the bounds of single values."""

from pathlib import Path

from quizapp.formats.bounds import is_hex_id, is_legible, is_name, is_time
from quizapp.formats.telling import field_of, in_order, problem_of
from quizapp.problems import ALSO_IN, READING_STOPPED, Mistake, Problem
from quizapp.texts import ENGLISH

FILE = Path("bank.yaml")


def problems(code: str, lines: list[int], file: Path = FILE, **values: str) -> list[Problem]:
    return [problem_of(Mistake(code, (), values), file, line) for line in lines]


def lines(told: tuple[Problem, ...]) -> list[int]:
    return [problem.line for problem in told]


def test_those_of_the_bank_come_first_each_by_its_line() -> None:
    other = problems("empty_text", [1], Path("passage.md"))
    told = in_order([*other, *problems("empty_text", [9, 2])], FILE)
    assert [(problem.file, problem.line) for problem in told] == [("bank.yaml", 2), ("bank.yaml", 9), ("passage.md", 1)]


def test_more_than_three_alike_are_told_as_one_that_names_the_others() -> None:
    assert lines(in_order(problems("yaml_tab", [3, 1, 2]), FILE)) == [1, 2, 3]
    (one,) = in_order(problems("yaml_tab", [4, 3, 1, 2]), FILE)
    assert (one.line, one.values[ALSO_IN]) == (1, "2, 3, 4")
    (one,) = in_order(problems("yaml_tab", list(range(1, 10))), FILE)
    assert one.values[ALSO_IN] == "2, 3, 4, 5, 6, 7, 8, 9"
    (one,) = in_order(problems("yaml_tab", list(range(1, 12))), FILE)
    assert ENGLISH.say(one.values[ALSO_IN]) == "2, 3, 4, 5, 6, 7, 8, 9 and 2 more"
    assert lines(in_order(problems("empty_text", [1, 2, 3, 4]), FILE)) == [1, 2, 3, 4]
    signs = [*problems("yaml_sign", [1, 2], sign="–"), *problems("yaml_sign", [3, 4], sign="•")]
    assert lines(in_order(signs, FILE)) == [1, 2, 3, 4]
    last = problems("yaml_tab", [9], **{READING_STOPPED: ""})
    (one,) = in_order([*problems("yaml_tab", [1, 2, 3]), *last], FILE)
    assert READING_STOPPED in one.values


def test_two_hundred_are_too_many() -> None:
    assert len(in_order(problems("empty_text", list(range(199))), FILE)) == 199
    for number in (200, 250):
        told = in_order(problems("empty_text", list(range(1, number + 1))), FILE)
        assert lines(told) == [*range(1, 200), 0]
        assert told[-1].code == "too_many_problems"


def test_a_problem_names_its_field_and_cuts_long_values() -> None:
    assert field_of(("questions", 2, "options", 0, "role")) == "questions[3].options[1].role"
    assert field_of(()) == ""
    assert len(field_of(("a" * 50,))) == 40
    told = problem_of(Mistake("x", ("id",), {"value": "a" * 101, "choices": "b" * 301}), FILE, 7, "q")
    assert (told.line, told.field, told.question) == (7, "id", "q")
    assert [len(str(value)) for value in told.values.values()] == [100, 300]
    whole = problem_of(Mistake("x", (), {"value": "a" * 100, "choices": "b" * 300}), FILE, 7)
    assert list(whole.values.values()) == ["a" * 100, "b" * 300]


def test_the_bounds_of_single_values() -> None:
    assert is_hex_id("0123456789abcdef" * 2)
    for wrong in ("", "a" * 31, "a" * 33, "A" * 32, "g" * 32, "٣" * 32):
        assert not is_hex_id(wrong), wrong
    for time, can_be in ((0, True), (-1, False), (32_503_679_999.0, True), (32_503_680_000, False), (1e400, False)):
        assert is_time(time) is can_be, time
    assert not is_time(float("nan"))
    for name, can_be in (
        ("Ana", True),
        ("", False),
        (" ", False),
        ("a" * 100, True),
        ("a\x01", False),
        ("a\u202e", False),
    ):
        assert is_name(name) is can_be, name
    assert not is_name("a" * 10_000)
    for value, can_be in (
        ("a" * 20_000, True),
        ("a" * 20_001, False),
        ({"a": ["b", ("c",)]}, True),
        ({"a\x01": 1}, False),
        ({"a": ["b", ("\x01",)]}, False),
        (7, True),
    ):
        assert is_legible(value) is can_be
    assert is_legible("abc", 3)
    assert not is_legible("abcd", 3)
    assert not is_legible({"abcd": "a"}, 3)
    assert not is_legible(["a", ["abcd"]], 3)
