"""Mistakes in the ids of banks, questions and levels."""

import re

from quizapp.domain.alike_letters import latin_look
from quizapp.domain.text import difference
from quizapp.problems import Mistake
from quizapp.texts import Value


def bad_id(value: str) -> Mistake:
    """The mistake that `value` is no id, with an id that is like it."""
    guess = re.sub(r"[^a-z0-9]+", "-", latin_look(value).casefold()).strip("-")[:64] or "q1"
    values: dict[str, Value] = {"value": value, "suggestion": guess}
    if how := difference(value, guess):
        return Mistake("looks_like_name", ("id",), {**values, "difference": how})
    return Mistake("bad_id", ("id",), values)
