"""Times and dates as the reader's system writes them."""

import re
from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from quizapp.gui.kit.translate import translate

_LONG, _SHORT = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat


def moment_text(at: float, now: float) -> str:
    """Give a time in seconds since the epoch as a day and a time of day, such as ``Today, 12:30``."""
    return translate("{day}, {time}").format(day=day_text(at, now), time=time_of_day(at))


def time_of_day(at: float) -> str:
    """Give the time of day of a time in seconds since the epoch."""
    return QLocale().toString(_local(at).time(), _SHORT)


def day_text(at: float, now: float) -> str:
    """Give the day of a time in seconds since the epoch: ``Today`` and its neighbors by name, others by date."""
    day = _local(at).date()
    names = {-1: translate("Yesterday"), 0: translate("Today"), 1: translate("Tomorrow")}
    distance = _local(now).date().daysTo(day)
    return names.get(distance) or whole_date(at)


def whole_date(at: float) -> str:
    """Give the day of a time in seconds since the epoch as a date with the name of its month."""
    return QLocale().toString(_local(at).date(), date_format())


def long_day(day: date) -> str:
    """Give a day as a date with the name of its month."""
    return QLocale().toString(QDate(day.year, day.month, day.day), date_format())


def date_format() -> str:
    """Give the form of a date with the name of its month, without the day of the week, as Qt reads it."""
    return re.sub(r"[\s,]*dddd?(?!d)[\s,]*", "", QLocale().dateFormat(_LONG))


def short_date(at: float, with_year: bool) -> str:
    """Give the day of a time in seconds since the epoch, for a chart: day and month, or month and year."""
    return QLocale().toString(_local(at).date(), translate("MMM yyyy") if with_year else translate("d MMM"))


def short_day(day: date) -> str:
    """Give a day as a date in figures."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _SHORT)


def whole_moment(when: datetime) -> str:
    """Give a date with the name of its month, and a time of day."""
    day = QLocale().toString(QDate(when.year, when.month, when.day), _LONG)
    return f"{day}, {QLocale().toString(QTime(when.hour, when.minute), _SHORT)}"


def _local(at: float) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(at * 1000))
