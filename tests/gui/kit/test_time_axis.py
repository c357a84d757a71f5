"""Marks on the axis of time: round, even, and spread over what there is."""

from itertools import pairwise

from PySide6.QtCore import QDate, QDateTime, QTime

from quizapp.gui.kit.time_axis import span_of, ticks

HOUR, DAY = 3600, 86_400
NOON = QDateTime(QDate(2025, 5, 9), QTime(12, 10)).toSecsSinceEpoch()


def test_attempts_of_one_day_spread_over_the_axis() -> None:
    times = [NOON, NOON + 5 * 60, NOON + 40 * 60]
    assert span_of(times) == (times[0], times[-1])
    one = span_of([NOON])
    assert one[0] < NOON < one[1]
    assert NOON - one[0] == one[1] - NOON


def test_marks_are_even_round_and_few(qapp) -> None:
    table = [
        (40 * 60, ["9 May, 12:10", "12:20", "12:30", "12:40", "12:50"]),
        (5 * HOUR, ["9 May, 13:00", "14:00", "15:00", "16:00", "17:00"]),
        (3 * DAY, ["10 May", "11 May", "12 May"]),
        (40 * DAY, ["16 May", "23 May", "30 May", "6 Jun", "13 Jun"]),
        (600 * DAY, ["Jul 2025", "Jan 2026", "Jul 2026"]),
    ]
    for span, wanted in table:
        found = ticks(NOON, NOON + span, 6)
        assert [text for _, text in found] == wanted
        assert all(NOON <= at <= NOON + span for at, _ in found)
        steps = {other - one for (one, _), (other, _) in pairwise(found)}
        assert max(steps) - min(steps) <= (4 * DAY if span > 300 * DAY else HOUR)  # months and summer time differ


def test_a_time_of_day_stands_with_the_day_that_it_is_on(qapp) -> None:
    midnight = NOON + 11 * HOUR + 50 * 60
    table = [
        (midnight - 25 * 60, midnight + 95 * 60, ["10 May, 00:00", "00:30", "01:00", "01:30"]),
        (midnight - 61 * 60, midnight + 61 * 60, ["9 May, 23:00", "23:30", "10 May, 00:00", "00:30", "01:00"]),
    ]
    for start, end, wanted in table:
        assert [text for _, text in ticks(start, end, 5)] == wanted
