"""The bounds of the rules: the last value that is left alone, and the first one that is told."""

from typing import Any

import pytest

from tests.lint.test_bank_rules import rules_found as found_in_bank
from tests.lint.test_rules import rules_found as found_in_question


def choice(key: int, *distractors: int) -> dict[str, Any]:
    """A single choice whose options have so many letters, the key first."""
    return {
        "q": "Who won?",
        "o": ["+" + "k" * key, *(letter * count for letter, count in zip("abcdefg", distractors, strict=False))],
    }


def words(count: int) -> dict[str, Any]:
    return {"type": "true_false", "q": " ".join(["bee"] * count), "key": "true"}


def options(count: int, type_: str) -> dict[str, Any]:
    return {"type": type_, "q": "Who won?", "o": ["+Bees", *(f"Gull {at}" for at in range(1, count))]}


def feedback(count: int) -> dict[str, Any]:
    said = " ".join(["You chose", *["that"] * (count - 8), "that the passage does not mention"])
    return {"q": "Who won?", "o": ["+Bees", {"text": "Gulls", "feedback": said}, "Cats"]}


def rows(keys: str) -> dict[str, Any]:
    listed = [{"text": f"row {at}", "key": key} for at, key in enumerate(keys)]
    return {"type": "table", "q": "Sort.", "columns": ["A", "B"], "rows": listed, "shuffle": "false"}


IN_QUESTIONS = (
    ("long_stem", words(40), words(41)),
    ("longest_key", choice(52, 40, 30), choice(53, 40, 30)),
    ("longest_key", choice(19, 10, 9), choice(20, 10, 9)),
    ("option_count", options(3, "single_choice"), options(2, "single_choice")),
    ("option_count", options(5, "single_choice"), options(6, "single_choice")),
    ("option_count", options(8, "multiple_choice"), options(9, "multiple_choice")),
    ("empty_feedback", feedback(13), feedback(12)),
    ("row_pattern", rows("ABA"), rows("ABAB")),
    (
        "stem_asks_nothing",
        {"q": "The tower stood until", "o": ["+a", "b", "c"]},
        {"q": "The tower until", "o": ["+a", "b", "c"]},
    ),
)
IN_BANKS = (
    ("longest_keys", {"lengths": "K" * 8 + "D" * 12}, {"lengths": "K" * 9 + "D" * 11}),
    ("longest_keys", {"lengths": "K" * 9}, {"lengths": "K" * 10}),
    ("hedged_keys", {"hedges": "KKKKKKKKDD"}, {"hedges": "KKKKKKKKKDD"}),
    ("key_position", {"keys": "B" * 19}, {"keys": "B" * 20}),
    ("key_streak", {"keys": "BBB"}, {"keys": "BBBB"}),
    ("key_streak", {"tf": "TTTT"}, {"tf": "TTTTT"}),
    ("off_blueprint", {"skills": "l" * 13 + "i" * 7, "blueprint": {"locate": 50, "interpret": 50}},
     {"skills": "l" * 33 + "i" * 17, "blueprint": {"locate": 50, "interpret": 50}}),
    ("worn_sentence", {"rests": [1, 1, 2, 3, 4, 5, 6, 7, 8]}, {"rests": [1, 1, 2, 3, 4, 5, 6, 7]}),
    ("worn_sentence", {"rests": [1, 1, 2, 3, 4, 5, 6]}, {"rests": [1, 1, 1, 2, 3, 4, 5, 6]}),
    ("passage_order", {"rests": [1, 3, 6, 9, 13, 1, 13]}, {"rests": [1, 3, 3, 6, 9, 13, 1, 13]}),
    ("passage_order", {"rests": [1, 3, 6, 9, 13, 13, 13, 1, 3, 6]}, {"rests": [1, 3, 6, 9, 13, 13, 13, 13, 1, 3]}),
    ("equal_shares", {"tables": ["AABB", "ABAB", "AAAB", "ABBB"]}, {"tables": ["AABB", "ABAB", "AABB", "ABBB"]}),
    ("equal_shares", {"tables": ["AAB", "ABB"]}, {"tables": ["AABB", "ABAB"]}),
    ("formula_stems", {"stems": ["What did Marta Quill see now?"] * 5},
     {"stems": [f"What did Marta Quill see {at}?" for at in range(6)]}),
    ("formula_stems", {"stems": ["Who can say what bees are?"] * 6 + [f"Why {at}?" for at in range(25)]},
     {"stems": ["Who can say what bees are?"] * 6 + [f"Why {at}?" for at in range(24)]}),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "left", "told"), IN_QUESTIONS)
def test_a_question_at_the_bound_is_left_alone(rule: str, left: dict[str, Any], told: dict[str, Any]) -> None:
    assert rule not in found_in_question(left)
    assert rule in found_in_question(told)


@pytest.mark.parametrize(("rule", "left", "told"), IN_BANKS)
def test_a_bank_at_the_bound_is_left_alone(rule: str, left: dict[str, Any], told: dict[str, Any]) -> None:
    assert rule not in found_in_bank(left)
    assert rule in found_in_bank(told)
