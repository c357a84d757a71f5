"""What a story leaves out, as it is another one in each run, or on each computer."""

import re
from functools import lru_cache
from pathlib import Path

from quizapp.paths import questions_dir

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DAY = "(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )"
_ALWAYS_OTHERS = (
    (re.compile(r"\b20\d\d-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?"), "«moment»"),
    (re.compile(rf"{_DAY}?\b\d{{1,2}} {_MONTH}(?: 20\d\d)?"), "«date»"),
    (re.compile(r"\b\d{1,2} de [a-zç]{3,} de 20\d\d"), "«date»"),
    (re.compile(r"\b20\d\d-\d\d-\d\d\b|\b\d\d/\d\d/20\d\d\b"), "«date»"),
    (re.compile(r"(?<=«date»-)\d{6}\b"), "«time»"),
    (re.compile(r"\b\d\d?:\d\d(?::\d\d)?\b(?: [ap]m)?", re.IGNORECASE), "«time»"),
    (re.compile(r"\b[0-9a-f]{12,}\b"), "«code»"),
    (re.compile(r"\b[A-Z2-9]{5}(?:-[A-Z2-9]{5}){3}\b"), "«code»"),
    (re.compile(r"\b\d+\.\d+\.\d+\b"), "«version»"),
    (re.compile(r"(cannot be \w+: (?:\S+: )?)[A-Z][^.]*\."), r"\1«why»."),
)
"""What is another one in each run, or on each computer: dates, times, codes, versions, why a file cannot be written."""


_QUESTIONS = str(questions_dir())


@lru_cache(20_000)  # most of what is seen was there at the last look
def without_chance(line: str, folder: Path) -> str:
    """Give a line with words in place of that; `folder` is that of the story."""
    line = line.replace(str(folder), "«folder»").replace(_QUESTIONS, "«questions»")
    for pattern, words in _ALWAYS_OTHERS:
        line = pattern.sub(words, line)
    return line
