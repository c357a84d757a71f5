"""Marks on a time axis: even steps of minutes, hours, days or months, at round local times."""

from collections.abc import Iterator

from PySide6.QtCore import QDate, QDateTime, QTime

from quizapp.gui.kit.dates import short_date, time_of_day

_HOUR, _DAY = 3600, 86_400
_WITHIN_A_DAY = [60 * each for each in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)]
_DAYS = (1, 2, 3, 7, 14, 28, 56, 91, 182)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


def span_of(times: list[float]) -> tuple[float, float]:
    """Give the ends of an axis for `times`, in seconds since the epoch."""
    start, end = min(times), max(times)
    return (start, end) if end - start >= 60 else (start - _HOUR, end + _HOUR)


def ticks(start: float, end: float, most: int) -> list[tuple[float, str]]:
    """Give up to about `most` times from `start` to `end`, in seconds since the epoch, each with its text.

    Within a day these are times of day, the first of each date with it; within a year, dates; otherwise months.
    """
    span = end - start
    first = QDateTime.fromMSecsSinceEpoch(round(start * 1000)).date()
    if span < _DAY:
        step = next((step for step in _WITHIN_A_DAY if span / step <= most), _WITHIN_A_DAY[-1])
        midnight = _at(first)
        begin = midnight + -(-(start - midnight) // step) * step
        times = [begin + step * each for each in range(int((end - begin) // step) + 1)]
        days_told = [short_date(at, with_year=False) for at in times]
        return [
            (at, time_of_day(at) if day == before else f"{day}, {time_of_day(at)}")
            for at, day, before in zip(times, days_told, ["", *days_told], strict=False)
        ]
    days = next((days for days in _DAYS if span / _DAY / days <= most), 0)
    if days and span <= 300 * _DAY:
        found = _dates(first, end, days=days)
    else:
        months = next((months for months in _MONTHS if span / _DAY / 30.4 / months <= most), _MONTHS[-1])
        found = _dates(QDate(first.year(), 1, 1), end, months=months)
    return [(at, short_date(at, span > 300 * _DAY)) for at in found if at >= start]


def _dates(first: QDate, end: float, *, days: int = 0, months: int = 0) -> Iterator[float]:
    number = 0
    while (at := _at(first.addDays(days * number).addMonths(months * number))) <= end:
        yield at
        number += 1


def _at(day: QDate) -> float:
    """Give the beginning of a day in seconds since the epoch."""
    return QDateTime(day, QTime(0, 0)).toSecsSinceEpoch()
