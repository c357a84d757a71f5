"""A learner's history as a report that a teacher files, in words, whatever it is shown on."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import NamedTuple

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.reports.document import Cell, Fact, Table
from quizapp.reports.names import MODE_TEXTS, skill_name, time_text
from quizapp.reports.progress_text import finding_rule, finding_text, standing_name
from quizapp.reports.tables import distinction_table, skills_table
from quizapp.reports.words import summary_score_text
from quizapp.statistics.progress import LAST, DistinctionProgress, Point, Progress, add_up, by_month, progress_of
from quizapp.texts import ENGLISH, Texts

DateText = Callable[[float], str]
"""Writes a time in seconds since the epoch as a date, as the reader's system does."""


class Chart(NamedTuple):
    """Shares over time: a line through `points`; `dots` are what they were made of, where they are more."""

    title: str
    points: tuple[Point, ...]
    dots: tuple[Point, ...]
    notes: tuple[str, ...]


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


def history_report(
    history: LearnerHistory,
    now: float,
    date_text: DateText,
    zone: tzinfo | None = None,
    translate: Texts = ENGLISH,
) -> HistoryReport:
    """The report of all attempts, and of progress as of `now`, in seconds since the epoch."""
    progress = progress_of((entry.attempt for entry in history.entries), now, zone)
    return HistoryReport(
        title=translate("Reading report"),
        name=" ".join(history.name.split()),
        when=datetime.fromtimestamp(now, zone).replace(tzinfo=None),
        lead=_lead(history, translate),
        facts=_facts(history, progress, date_text, translate),
        parts=(*_parts(progress, translate), *_attempts(history, date_text, translate)),
    )


def _lead(history: LearnerHistory, translate: Texts) -> str:
    if history.search:
        return translate(
            "Only attempts at banks with “{words}” in their title."
            if history.entries
            else "There is no attempt at a bank with “{words}” in its title.",
            words=" ".join(history.search.split()),
        )
    return "" if history.entries else translate("No bank has been taken yet.")


def _facts(history: LearnerHistory, progress: Progress, date_text: DateText, translate: Texts) -> tuple[Fact, ...]:
    times = [entry.attempt.started for entry in history.entries]
    span = dict.fromkeys(map(date_text, (min(times), max(times)))) if times else ()
    unfinished = sum(not entry.attempt.submitted for entry in history.entries)
    facts = [Fact(translate("Attempts from"), " – ".join(span))] if span else []
    facts += [
        Fact(translate("Finished"), str(len(history.entries) - unfinished)),
        Fact(translate("Questions answered"), str(progress.answered)),
        Fact(translate("Time spent"), time_text(progress.seconds, translate)),
    ]
    return (*facts, Fact(translate("Not finished"), str(unfinished))) if unfinished else tuple(facts)


def _parts(progress: Progress, translate: Texts) -> list[Table | Chart]:
    parts: list[Table | Chart] = []
    if progress.findings:
        parts.append(_findings(progress, translate))
    if progress.skills:
        totals = [(each.skill, add_up(point.total for point in each.points)) for each in progress.skills]
        parts.append(skills_table(translate("Marks by skill"), totals, translate))
    if len(progress.marks) > 1:
        drawn = by_month(progress.marks)
        note = translate("A dot is an attempt; the line is the marks of each month together.")
        dots, notes = (progress.marks, (note,)) if len(drawn) < len(progress.marks) else ((), ())
        parts.append(Chart(translate("Marks over time"), drawn, dots, notes))
    # what most was sorted into comes first: of several questions, the one that a bank is about
    most = sorted(progress.distinctions, key=lambda each: -sum(point.distinction.total for point in each.points))
    return [*parts, *(_mix_ups(each, translate) for each in most)]


def _findings(progress: Progress, translate: Texts) -> Table:
    return Table(
        title=translate("Strong skills, and skills to practice"),
        head=(translate("Skill"), translate("Result"), translate("In words")),
        rows=tuple(
            (
                Cell(skill_name(finding.skill, translate)),
                Cell(standing_name(finding.standing, translate)),
                Cell(finding_text(finding, translate)),
            )
            for finding in progress.findings
        ),
        notes=(finding_rule(translate),),
        widths=(18, 20, 62),
    )


def _mix_ups(progress: DistinctionProgress, translate: Texts) -> Table:
    title = translate.plural("Often mixed up, in the last %n attempts", min(LAST, len(progress.points)))
    return distinction_table(progress.last, translate)._replace(title=title)


def _attempts(history: LearnerHistory, date_text: DateText, translate: Texts) -> list[Table]:
    """Every attempt, the newest first, in a table, where there is one."""
    table = Table(
        title=translate("Attempts: {count}", count=len(history.entries)),
        head=(translate("Started"), translate("Bank"), translate("Mode"), translate("Score"), translate("Time")),
        rows=tuple(_attempt_row(entry, date_text, translate) for entry in history.entries),
        widths=(21, 36, 12, 16, 15),
    )
    return [table] if history.entries else []


def _attempt_row(entry: HistoryEntry, date_text: DateText, translate: Texts) -> tuple[Cell, ...]:
    attempt, summary = entry.attempt, entry.summary
    score = translate("Not finished")
    if attempt.submitted:
        score = "–" if summary is None else summary_score_text(summary, translate)
    return (
        Cell(date_text(attempt.started)),
        Cell(" ".join(attempt.title.split())),
        Cell("–" if summary is None else translate(MODE_TEXTS[summary.mode])),
        Cell(score),
        Cell("–" if summary is None else time_text(summary.seconds, translate)),
    )
