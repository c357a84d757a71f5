"""A learner's history as a report that a teacher files, in words, whatever it is shown on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.domain.marked_attempt import Distinction
from quizapp.errors import Translate, in_english
from quizapp.reports.document import Cell, Fact, Table
from quizapp.reports.names import MODE_TEXTS, skill_name, time_text
from quizapp.reports.progress_text import finding_rule, finding_text, standing_name
from quizapp.reports.tables import distinction_table
from quizapp.reports.words import score_text
from quizapp.statistics.progress import Finding

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
    """A learner's attempts and progress. `name` may be empty; `when` is when the report was made.

    `lead` says what the report is about where that is not everything, or where there is nothing.
    """

    title: str
    name: str
    when: datetime
    lead: str
    facts: tuple[Fact, ...]
    parts: tuple[Table | Chart, ...]


def report_title(translate: Translate = in_english) -> str:
    """The title of such a report."""
    return translate("Reading report")


def lead_text(history: LearnerHistory, translate: Translate = in_english) -> str:
    """The line below the title: which attempts it is about, where these are not all of them."""
    if history.search:
        words = " ".join(history.search.split())
        about = translate("Only attempts at banks with “{words}” in their title.").format(words=words)
        none = translate("There is no attempt at a bank with “{words}” in its title.").format(words=words)
        return about if history.entries else none
    return "" if history.entries else translate("No bank has been taken yet.")


def span_text(history: LearnerHistory, date_text: DateText) -> str:
    """The days of the first and the last attempt; empty where there are none."""
    times = [entry.attempt.started for entry in history.entries]
    if not times:
        return ""
    first, last = date_text(min(times)), date_text(max(times))
    return first if first == last else f"{first} – {last}"


def findings_table(findings: Sequence[Finding], translate: Translate = in_english) -> Table:
    """The strong and weak skills: of each, its `progress.Standing`, and what is found of it in words."""
    return Table(
        title=translate("Strong skills, and skills to practice"),
        head=(translate("Skill"), translate("Result"), translate("In words")),
        rows=tuple(
            (
                Cell(skill_name(finding.skill, translate)),
                Cell(standing_name(finding.standing, translate)),
                Cell(finding_text(finding, translate)),
            )
            for finding in findings
        ),
        notes=(finding_rule(translate),),
        widths=(18, 20, 62),
    )


def sorting_table(distinction: Distinction, attempts: int, translate: Translate = in_english) -> Table:
    """The mix-ups of the last `attempts` together."""
    one = translate("Often mixed up, in one attempt")
    several = translate("Often mixed up, in the last {count} attempts")
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
    return Cell("–" if entry.summary is None else score_text(entry.summary.total, translate))
