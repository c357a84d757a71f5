"""Mistakes of a file as they are told: by line, alike ones as one, and not too many."""

from collections.abc import Sequence
from pathlib import Path as FilePath

from quizapp.domain.text import shortened
from quizapp.formats.yaml_events import MOST_MISTAKES
from quizapp.problems import ALSO_IN, READING_STOPPED, Mistake, Path, Problem
from quizapp.texts import Message, Value

MOST_PROBLEMS = MOST_MISTAKES


def in_order(problems: Sequence[Problem], path: FilePath) -> tuple[Problem, ...]:
    """The problems of the file at `path` as they are told: by line, alike ones as one, and not too many."""
    told = sorted(_told_once(problems), key=lambda problem: (problem.file != str(path), problem.line))
    if len(told) >= MOST_PROBLEMS:
        told[MOST_PROBLEMS - 1 :] = [Problem("too_many_problems", str(path), 0, "", {})]
    return tuple(told)


_TOLD_EACH = 3
"""So many lines with the same mistake of form are told one by one; of more, the first names the others."""
_LINES_NAMED = 8
_TOLD_TOGETHER = ("yaml_tab", "yaml_space", "yaml_sign")


def problem_of(mistake: Mistake, file: FilePath, line: int, question: str = "") -> Problem:
    """The problem that `mistake` is in a line of a file, with its values shortened."""
    values = {
        name: shortened(value, 300 if name == "choices" else 100) if isinstance(value, str) else value
        for name, value in mistake.values.items()
    }
    return Problem(mistake.code, str(file), line, field_of(mistake.path), values, question, mistake.path)


def _told_once(problems: Sequence[Problem]) -> list[Problem]:
    """`problems`, with those that differ in nothing but their line told in one."""
    alike: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        values = {name: value for name, value in problem.values.items() if name != READING_STOPPED}
        alike.setdefault((problem.code, problem.file, problem.field, str(values)), []).append(problem)
    told = []
    for same in alike.values():
        same.sort(key=lambda problem: problem.line)
        first, *others = same
        if len(same) <= _TOLD_EACH or first.code not in _TOLD_TOGETHER:
            told += same
            continue
        named = ", ".join(str(problem.line) for problem in others[:_LINES_NAMED])
        more = len(others) - _LINES_NAMED
        others_too = {ALSO_IN: _and_more(named, more)}
        told.append(first._replace(values={**first.values, **same[-1].values, **others_too}))
    return told


def _and_more(named: str, more: int) -> Value:
    return Message("{lines} and %n more", {"lines": named, "n": more}) if more > 0 else named


def field_of(path: Path) -> str:
    """`path` as people read it, entries counted from 1: ``questions[3].options[2].role``."""
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{shortened(part, 40)}" for part in path)
    return words.removeprefix(".")
