"""A learner's history as files: tables for a spreadsheet, and data."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import tzinfo
from pathlib import Path

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.people import Learner, name_key
from quizapp.domain.summary import PastAttempt
from quizapp.errors import QuizAppError
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.reports.history_data import history_data
from quizapp.reports.spreadsheet import answers_csv, history_csv
from quizapp.reports.xapi import statements
from quizapp.services.history import History
from quizapp.storage.journal import Journal
from quizapp.whole_file import write_whole

WRITERS: Mapping[str, Callable[[LearnerHistory, tzinfo | None], str]] = {
    "attempts": history_csv,
    "answers": answers_csv,
    "data": lambda history, zone: json.dumps(history_data(history, zone), indent=1, ensure_ascii=False),
    "statements": lambda history, zone: json.dumps(statements(history), indent=1, ensure_ascii=False),
}
"""The kinds of text files, by name: a row an attempt, a row a question, all of it as JSON, and statements of xAPI."""

NEEDS_MARKS = frozenset({"answers", "data", "statements"})
"""The `WRITERS` for which each attempt has to be marked anew."""


def named_learners(journal: Journal | None) -> tuple[Learner, ...]:
    """The learners with a name, in the order of their names; nobody where there is no journal yet."""
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
    raise QuizAppError(
        "There is no learner named “{name}”.",
        "There are: {names}." if names else "Nobody has entered a name yet.",
        name=name,
        names=names,
    )


def read_history(
    history: History, search: str = "", *, with_marks: bool = False, report: ProgressCallback = nobody_waits
) -> LearnerHistory:
    """The history of a learner as files tell it. It waits for the disk.

    Args:
        search: the attempts at banks in whose title all of these words are.
        with_marks: mark each attempt anew, with its bank as it was. What cannot be read is without marks.
        report: told how many attempts have been marked.

    Raises:
        JournalError: the journal cannot be read.
        CancelledError: `report` has raised it.
    """
    attempts = history.all(search)
    ends = history.journal.ends(history.learner)
    marked = _marked(history, attempts, report) if with_marks else {}
    entries = tuple(HistoryEntry(each, ends.get(each.id), marked.get(each.id)) for each in attempts)
    return LearnerHistory(history.name, " ".join(search.split()), entries)


def _marked(history: History, attempts: Sequence[PastAttempt], report: ProgressCallback) -> dict[str, MarkedAttempt]:
    told = [each for each in attempts if HistoryEntry(each, None).is_told]
    found: dict[str, MarkedAttempt] = {}
    for done, each in enumerate(sorted(told, key=lambda each: each.content_hash)):  # so that each bank is read once
        report(done, len(told))
        with suppress(QuizAppError, KeyError, ValueError):  # its bank is not what it was, or the events are not of it
            found[each.id] = history.marked(each.id)
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
