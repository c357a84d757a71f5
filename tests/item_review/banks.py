"""The banks that are reviewed, and what is asked in them, one by one."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.question import Question
from quizapp.formats.native import read_bank
from quizapp.paths import questions_dir
from quizapp.question_types.two_part import TwoPart

UNIT = questions_dir() / "worcester"

TARGETS = {
    "locate": "locate",
    "interpret": "integrate",
    "distinguish": "integrate",
    "vocabulary": "integrate",
    "evaluate": "critique",
}
"""The target that a skill stands for, as NAEP's reading framework has them: locate, integrate, critique."""


class Asked(NamedTuple):
    """A question, or one part of a `two_part`; `part` is ``a``, ``b`` or empty, `whole` the question itself."""

    bank: Bank
    whole: Question
    part: str
    question: Question

    @property
    def name(self) -> str:
        return self.whole.id + (f".{self.part}" if self.part else "")

    @property
    def stem(self) -> str:
        return plain_text(self.question.stem)


def banks_in(paths: Iterable[Path]) -> dict[Path, Bank]:
    """The banks of these files, or of the files in these folders, in the order of their names.

    Raises:
        SystemExit: one of them has mistakes, or there is none.
    """
    files = [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    banks: dict[Path, Bank] = {}
    for file in files:
        reading = read_bank(file)
        if reading.bank is None or reading.problems:
            raise SystemExit("\n".join(map(str, reading.problems)) or f"{file}: no bank")
        banks[file.resolve()] = reading.bank
    if not banks:
        raise SystemExit("There is no bank there.")
    return banks


def asked_in(bank: Bank) -> Iterator[Asked]:
    """What is asked in `bank`, both parts of a `two_part` by themselves."""
    for question in bank.questions:
        if isinstance(question, TwoPart):
            for at, part in question.questions.items():
                yield Asked(bank, question, at, part)
        else:
            yield Asked(bank, question, "", question)


def difficulties(file: Path) -> dict[str, str]:
    """The difficulty of each question of a bank's file, where a comment on the line of its id gives it."""
    lines = file.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"\s*- id: ([\w-]+)\s+# (easy|medium|hard)\b", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def fields(question: Question) -> dict[str, object]:
    """The fields of a question as plain lists, maps and texts."""
    plain: dict[str, object] = msgspec.to_builtins(question)
    return plain


def texts(value: object) -> Iterator[str]:
    """All texts in a field, however deep."""
    if isinstance(value, str):
        yield plain_text(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
