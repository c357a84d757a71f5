"""Times and dates as the reader's system writes them."""

import re
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

_LONG, _SHORT = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat


def moment_text(at: float, now: float) -> str:
    """A time in seconds since the epoch: a day and the time of day, such as ``Today, 12:30``."""
    moment = _local(at)
    return _tr("{day}, {time}").format(day=day_text(at, now), time=QLocale().toString(moment.time(), _SHORT))


def time_of_day(at: float) -> str:
    """The time of day, without the day."""
    return QLocale().toString(_local(at).time(), _SHORT)


def day_text(at: float, now: float) -> str:
    """The day of a time in seconds since the epoch: by name where it is near, or else its date."""
    day = _local(at).date()
    names = {-1: _tr("Yesterday"), 0: _tr("Today"), 1: _tr("Tomorrow")}
    distance = _local(now).date().daysTo(day)
    return names.get(distance) or whole_date(at)


def whole_date(at: float) -> str:
    """The day of a time in seconds since the epoch as a date with the name of its month."""
    return QLocale().toString(_local(at).date(), _without_weekday(QLocale().dateFormat(_LONG)))


def short_date(at: float, with_year: bool) -> str:
    """The day of a time, as short as a chart wants it: with the month, and the year in place of the day if wanted."""
    return QLocale().toString(_local(at).date(), _tr("MMM yyyy") if with_year else _tr("d MMM"))


def short_day(day: date) -> str:
    """A day as a date in figures."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _SHORT)


def whole_moment(when: datetime) -> str:
    """A date with the name of its month, and a time of day."""
    day = QLocale().toString(QDate(when.year, when.month, when.day), _LONG)
    return f"{day}, {QLocale().toString(QTime(when.hour, when.minute), _SHORT)}"


def _without_weekday(date_format: str) -> str:
    return re.sub(r"[\s,]*dddd?(?!d)[\s,]*", "", date_format)


def _local(at: float) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(at * 1000))


def _tr(text: str) -> str:
    return QCoreApplication.translate("dates", text)
