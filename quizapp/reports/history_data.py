"""A learner's history as plain data, for JSON."""

from datetime import datetime, tzinfo
from typing import Any

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.reports.attempt_data import attempt_data


def history_data(history: LearnerHistory, zone: tzinfo | None = None) -> dict[str, Any]:
    """`history` as maps, lists, texts and numbers: each attempt as `attempt_data` gives it, with what is known beside.

    Times are ISO 8601 with their distance from UTC, in `zone`, or where this computer is. Of an attempt that is not
    `finished`, or whose bank is no longer `readable`, there are neither marks nor questions; nor of one that is not
    `marked_here`, as it was handed in to a teacher.
    """
    return {
        "learner": history.name,
        "search": history.search,
        "attempts": [_entry_data(history, entry, zone) for entry in history.entries],
    }


def _entry_data(history: LearnerHistory, entry: HistoryEntry, zone: tzinfo | None) -> dict[str, Any]:
    attempt, summary = entry.attempt, entry.summary
    data: dict[str, Any] = {
        "id": attempt.id,
        "learner": history.name,
        "started": moment_text(attempt.started, zone),
        "submitted": None if entry.ended is None else moment_text(entry.ended, zone),
        "finished": attempt.submitted,
        "readable": summary is not None,
        "marked_here": summary is None or summary.is_marked_here,
        "bank": attempt.bank_id,
        "title": attempt.title,
        "mode": None if summary is None else summary.mode,
        "reading_levels": None if summary is None else [name or "Standard" for name in summary.levels],
        "seconds": None if summary is None else round(summary.seconds, 3),
        "whole_bank": None if summary is None else summary.is_complete,
        "asked": None if summary is None else len(summary.answers),
        "answered": None if summary is None else summary.answered,
    }
    return data | (attempt_data(entry.marked) if entry.marked is not None else {})


def moment(at: float, zone: tzinfo | None = None) -> datetime:
    """A time in seconds since the epoch with its distance from UTC in `zone`, or where this computer is."""
    return datetime.fromtimestamp(at).astimezone(zone)


def moment_text(at: float, zone: tzinfo | None = None) -> str:
    """A time as ISO 8601, to the second."""
    return moment(at, zone).isoformat(timespec="seconds")
