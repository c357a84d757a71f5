"""A learner's history as files: tables for a spreadsheet, data, and what a report on paper says."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.people import Learner, name_key
from quizapp.domain.summary import PastAttempt
from quizapp.errors import QuizAppError, Translate, in_english
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.reports.attempt_report import Fact, Table
from quizapp.reports.history_data import history_data
from quizapp.reports.history_report import (
    Chart,
    DateText,
    HistoryReport,
    TimedShare,
    attempts_table,
    findings_table,
    lead_text,
    report_title,
    skills_table,
    sorting_table,
    span_text,
)
from quizapp.reports.names import time_text
from quizapp.reports.progress_text import finding_text
from quizapp.reports.spreadsheet import answers_csv, history_csv
from quizapp.services.history import History
from quizapp.services.marking import mark_attempt
from quizapp.statistics.progress import LAST, Point, Progress, add_up, by_month, progress_of
from quizapp.storage.journal import Journal
from quizapp.whole_file import write_whole

WRITERS: Mapping[str, Callable[[LearnerHistory, tzinfo | None], str]] = {
    "attempts": history_csv,
    "answers": answers_csv,
    "data": lambda history, zone: json.dumps(history_data(history, zone), indent=1, ensure_ascii=False),
}
"""What can be written as text, by name: a row an attempt, a row a question, and all of it as JSON."""

NEEDS_REVIEWS = frozenset({"answers", "data"})
"""Those of `WRITERS` for which each attempt has to be marked anew."""


def named_learners(journal: Journal | None) -> tuple[Learner, ...]:
    """Those who have a name, in the order of their names; nobody where there is no journal yet."""
    learners = journal.learners() if journal is not None else ()
    return tuple(sorted((each for each in learners if not each.is_guest), key=lambda each: each.name.casefold()))


def history_named(journal: Journal | None, name: str) -> History:
    """The history of the learner who is called `name`.

    Raises:
        QuizAppError: there is nobody of this name, or the journal cannot be read.
    """
    learners = named_learners(journal)
    found = next((each for each in learners if name_key(each.name) == name_key(name.strip())), None)
    if journal is not None and found is not None:
        return History(journal, found.id)
    names = ", ".join(each.name for each in learners)
    there_are = f"There are: {names}." if names else "Nobody who has given a name has learned here yet."
    raise QuizAppError(f"There is no learner named “{name}”.", there_are)


def read_history(
    history: History, search: str = "", *, with_reviews: bool = False, report: ProgressCallback = nobody_waits
) -> LearnerHistory:
    """The history of a learner as files tell it. It waits for the disk.

    Args:
        search: the attempts at banks in whose title all of these words are.
        with_reviews: mark each attempt anew, with its bank as it was. What cannot be read is without a review.
        report: told how many attempts have been marked.

    Raises:
        JournalError: the journal cannot be read.
        CancelledError: `report` has raised it.
    """
    attempts = history.all(search)
    ends = history.journal.ends(history.learner)
    reviews = _reviews(history, attempts, report) if with_reviews else {}
    entries = tuple(HistoryEntry(each, ends.get(each.id), reviews.get(each.id)) for each in attempts)
    return LearnerHistory(history.name, " ".join(search.split()), entries)


def _reviews(history: History, attempts: Sequence[PastAttempt], report: ProgressCallback) -> dict[str, MarkedAttempt]:
    told = [each for each in attempts if HistoryEntry(each, None).is_told]
    found: dict[str, MarkedAttempt] = {}
    for done, each in enumerate(sorted(told, key=lambda each: each.content_hash)):  # so that each bank is read once
        report(done, len(told))
        try:
            opened = history.open(each.id)
            found[each.id] = mark_attempt(opened.bank, opened.attempt)
        except (QuizAppError, KeyError, ValueError):  # its bank is not what it was, or the events are not of it
            continue
    report(len(told), len(told))
    return found


def save_history(
    path: Path, history: LearnerHistory, kind: str, zone: tzinfo | None = None, report: ProgressCallback = nobody_waits
) -> None:
    """Write one of `WRITERS`, whole or not at all, with times in `zone`, or where this computer is.

    Raises:
        QuizAppError: it cannot be written.
        CancelledError: `report` has raised it, which is told once all is ready to be written.
    """
    data = WRITERS[kind](history, zone).encode()
    report(1, 1)
    write_whole(path, data)


def history_report(
    history: LearnerHistory,
    now: float,
    date_text: DateText,
    zone: tzinfo | None = None,
    translate: Translate = in_english,
) -> HistoryReport:
    """What a teacher files: all attempts of `history`, and how they go on, as of `now`, in seconds since the epoch."""
    progress = progress_of((entry.attempt for entry in history.entries), now, zone)
    parts = [*_parts(progress, translate)]
    if history.entries:
        parts.append(attempts_table(history, date_text, translate))
    return HistoryReport(
        title=report_title(translate),
        name=" ".join(history.name.split()),
        when=datetime.fromtimestamp(now, zone).replace(tzinfo=None),
        lead=lead_text(history, translate),
        facts=_facts(history, progress, date_text, translate),
        parts=tuple(parts),
    )


def _facts(history: LearnerHistory, progress: Progress, date_text: DateText, translate: Translate) -> tuple[Fact, ...]:
    span = span_text(history, date_text)
    unfinished = sum(not entry.attempt.submitted for entry in history.entries)
    facts = [Fact(translate("Attempts from"), span)] if span else []
    facts += [
        Fact(translate("Finished"), str(len(history.entries) - unfinished)),
        Fact(translate("Questions answered"), str(progress.answered)),
        Fact(translate("Time spent"), time_text(progress.seconds, translate)),
    ]
    return (*facts, Fact(translate("Not finished"), str(unfinished))) if unfinished else tuple(facts)


def _parts(progress: Progress, translate: Translate) -> list[Table | Chart]:
    parts: list[Table | Chart] = []
    if progress.findings:
        found = [
            (
                each.skill,
                each.standing,
                finding_text(each.standing, each.total, each.attempts, each.before, each.change, translate),
            )
            for each in progress.findings
        ]
        parts.append(findings_table(found, translate))
    if progress.skills:
        totals = [(each.skill, add_up(point.total for point in each.points)) for each in progress.skills]
        parts.append(skills_table(totals, translate))
    if len(progress.marks) > 1:
        parts.append(_chart(progress.marks, translate))
    # what most was sorted into comes first: of several questions, the one that a bank is about
    for each in sorted(progress.distinctions, key=lambda each: -sum(point.distinction.total for point in each.points)):
        parts.append(sorting_table(each.last, min(LAST, len(each.points)), translate))
    return parts


def _chart(marks: Sequence[Point], translate: Translate) -> Chart:
    drawn = by_month(marks)
    is_by_month = len(drawn) < len(marks)
    note = translate("A dot is an attempt; the line is the marks of each month together.")
    return Chart(
        translate("Marks over time"),
        _shares(drawn),
        _shares(marks) if is_by_month else (),
        (note,) if is_by_month else (),
    )


def _shares(points: Sequence[Point]) -> tuple[TimedShare, ...]:
    return tuple(TimedShare(point.at, float(point.total.share)) for point in points)
