"""A learner's history as a report: when marks are drawn over time, and what stands above them."""

from datetime import UTC

import msgspec

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.reports.history_data import history_data
from quizapp.reports.history_report import Chart, HistoryReport, history_report
from tests.journals import NOON
from tests.statistics.test_progress import past


def report(count: int) -> HistoryReport:
    entries = tuple(HistoryEntry(past(number), None, None) for number in reversed(range(count)))
    return history_report(LearnerHistory("Ada  Lovelace", "", entries), NOON, str, UTC)


def test_marks_are_drawn_from_two_attempts_on_and_by_the_month_where_they_are_many():
    for count, points, dots in ((0, [], []), (1, [], []), (2, [2], [0]), (24, [24], [0]), (25, [2], [25])):
        charts = [part for part in report(count).parts if isinstance(part, Chart)]
        assert [len(chart.points) for chart in charts] == points, count
        assert [len(chart.dots) for chart in charts] == dots, count
        assert [len(chart.notes) for chart in charts] == [int(bool(each)) for each in dots]


def test_the_facts_are_those_of_all_attempts():
    facts = {fact.name: fact.value for fact in report(2).facts}
    assert facts == {
        "Attempts from": f"{past(0).started} – {past(1).started}",
        "Finished": "2",
        "Questions answered": "20",
        "Time spent": "2 min 0 s",
    }
    assert report(1).facts[0].value == str(past(0).started)
    assert report(1).name == "Ada Lovelace"
    assert report(0).lead == "No bank has been taken yet."


def test_levels_and_seconds_are_data_where_a_bank_can_no_longer_be_read_too():
    attempt = past(1)
    summary = msgspec.structs.replace(attempt.summary, levels=("", "Easier"), seconds=61.23456)
    history = LearnerHistory("Ada", "", (HistoryEntry(attempt._replace(summary=summary), attempt.started + 62, None),))
    (data,) = history_data(history, UTC)["attempts"]
    assert (data["reading_levels"], data["seconds"]) == (["Standard", "Easier"], 61.235)
    assert (data["asked"], data["answered"], data["whole_bank"], data["readable"]) == (10, 10, True, True)
    assert (data["started"], data["submitted"]) == ("2025-11-27T12:00:00+00:00", "2025-11-27T12:01:02+00:00")
