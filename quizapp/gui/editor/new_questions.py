"""The beginnings of questions, as the editor adds them: all that a type needs, with nothing filled in."""

from copy import deepcopy
from typing import Any


def _options(count: int, *keys: int) -> list[dict[str, str]]:
    return [{"text": "", "key": "true"} if at in keys else {"text": ""} for at in range(count)]


def _levels() -> list[dict[str, str]]:
    return [{"text": "", "points": "0"}, {"text": "", "points": "1"}]


_BEGINNINGS: dict[str, dict[str, Any]] = {
    "single_choice": {"options": _options(4, 0)},
    "multiple_choice": {"options": _options(5, 0, 1)},
    "true_false": {"key": "true"},
    "table": {"columns": ["", ""], "rows": [{"text": "", "key": ""}, {"text": "", "key": ""}]},
    "categorize": {"categories": ["", ""], "statements": [{"text": "", "category": ""}, {"text": "", "category": ""}]},
    "matching": {"prompts": [{"text": "", "option": ""}, {"text": "", "option": ""}], "options": ["", "", ""]},
    "ordering": {"items": ["", "", ""]},
    "short_answer": {"accepted": [""]},
    "numeric": {"key": ""},
    "gap_fill": {"text": "", "gaps": [{"accepted": [""]}]},
    "inline_choice": {"text": "", "gaps": [{"options": _options(3, 0)}]},
    "word_bank": {"text": "", "words": ["", "", ""], "gaps": [{"key": ""}]},
    "evidence": {"keys": []},
    "highlight_words": {"sentence": "", "keys": [""]},
    "two_part": {
        "part_a": {"type": "single_choice", "stem": "", "options": _options(4, 0)},
        "part_b": {"type": "single_choice", "stem": "", "options": _options(4, 0)},
    },
    "open_response": {"points": "2", "model_answer": "", "rubric": [{"text": "", "levels": _levels()}]},
}
"""Maps the name of a type to its own fields."""


def new_question(type_name: str, id_: str) -> dict[str, Any]:
    """Make an empty question of a type, by its name in a file."""
    return {"id": id_, "type": type_name, "stem": "", **deepcopy(_BEGINNINGS[type_name])}
