"""A learner's history as a report: what a teacher files, in words, whatever it is shown on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.domain.marked_attempt import Distinction, Total
from quizapp.domain.question import Skill
from quizapp.errors import Translate, in_english
from quizapp.reports.attempt_report import MODE_TEXTS, Cell, Fact, Table, distinction_table, total_text
from quizapp.reports.names import skill_name, time_text
from quizapp.reports.progress_text import FINDING_RULE, standing_name

DateText = Callable[[float], str]
"""Writes a time in seconds since the epoch as a date, as the reader's system does."""


class TimedShare(NamedTuple):
    """A share from 0 to 1 of the points, at a time in seconds since the epoch."""

    at: float
    share: float


class Chart(NamedTuple):
    """Shares over time: a line through `points`; `dots` are what they were made of, where they are more."""

    title: str
    points: tuple[TimedShare, ...]
    dots: tuple[TimedShare, ...] = ()
    notes: tuple[str, ...] = ()


class HistoryReport(NamedTuple):
    """What a learner has done, and how it goes on. `name` may be empty; `when` is when the report was made.

    `lead` says what the report is about where that is not everything, or where there is nothing.
    """

    title: str
    name: str
    when: datetime
    lead: str
    facts: tuple[Fact, ...]
    parts: tuple[Table | Chart, ...]


def report_title(translate: Translate = in_english) -> str:
    """What such a report is called."""
    return translate("Reading report")


def lead_text(history: LearnerHistory, translate: Translate = in_english) -> str:
    """What stands below the title: which attempts it is about, where these are not all of them."""
    if history.search:
        words = " ".join(history.search.split())
        about = translate("Only attempts at banks with “{words}” in their title.").format(words=words)
        none = translate("There is no attempt at a bank with “{words}” in its title.").format(words=words)
        return about if history.entries else none
    return "" if history.entries else translate("No bank has been taken yet.")


def span_text(history: LearnerHistory, date_text: DateText) -> str:
    """From which day to which the attempts are; empty where there are none."""
    times = [entry.attempt.started for entry in history.entries]
    if not times:
        return ""
    first, last = date_text(min(times)), date_text(max(times))
    return first if first == last else f"{first} – {last}"


def findings_table(found: Sequence[tuple[Skill, str, str]], translate: Translate = in_english) -> Table:
    """What is strong and weak: of each skill, its `progress.Standing`, and what is found of it in words."""
    return Table(
        title=translate("What is strong, and what needs practice"),
        head=(translate("Skill"), translate("Found"), translate("In words")),
        rows=tuple(
            (Cell(skill_name(skill, translate)), Cell(standing_name(standing, translate)), Cell(words))
            for skill, standing, words in found
        ),
        notes=(translate(FINDING_RULE),),
        widths=(18, 20, 62),
    )


def skills_table(totals: Sequence[tuple[Skill, Total]], translate: Translate = in_english) -> Table:
    """The marks of each skill, over all attempts at whole banks."""
    return Table(
        title=translate("Marks by skill, of all whole banks"),
        head=(translate("Skill"), translate("Points"), translate("Share")),
        rows=tuple(
            (
                Cell(skill_name(skill, translate)),
                Cell(total_text(total, translate)),
                Cell(f"{total.percent} %", share=float(total.share)),
            )
            for skill, total in totals
        ),
    )


def sorting_table(distinction: Distinction, attempts: int, translate: Translate = in_english) -> Table:
    """What was read as what, in the last `attempts` together."""
    one = translate("What was read as what, in one attempt")
    several = translate("What was read as what, in the last {count} attempts")
    title = one if attempts == 1 else several.format(count=attempts)
    return distinction_table(distinction, translate)._replace(title=title)


def attempts_table(history: LearnerHistory, date_text: DateText, translate: Translate = in_english) -> Table:
    """Every attempt, the newest first."""
    return Table(
        title=translate("Attempts: {count}").format(count=len(history.entries)),
        head=(translate("Started"), translate("Bank"), translate("Mode"), translate("Score"), translate("Time")),
        rows=tuple(_attempt_row(entry, date_text, translate) for entry in history.entries),
        widths=(21, 36, 12, 16, 15),
    )


def _attempt_row(entry: HistoryEntry, date_text: DateText, translate: Translate) -> tuple[Cell, ...]:
    attempt, summary = entry.attempt, entry.summary
    return (
        Cell(date_text(attempt.started)),
        Cell(" ".join(attempt.title.split())),
        Cell("–" if summary is None else translate(MODE_TEXTS[summary.mode])),
        _score(entry, translate),
        Cell("–" if summary is None else time_text(summary.seconds, translate)),
    )


def _score(entry: HistoryEntry, translate: Translate) -> Cell:
    if not entry.attempt.submitted:
        return Cell(translate("Not finished"))
    if entry.summary is None or not (entry.summary.total.possible or entry.summary.total.unmarked):
        return Cell("–")
    total = entry.summary.total
    return Cell(translate("Not marked yet") if total.is_open else f"{total.percent} %")
