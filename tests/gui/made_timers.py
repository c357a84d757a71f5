"""The timers that the program makes, noted as they are made: to look for them in all windows takes long."""

from collections.abc import Iterator
from itertools import count
from typing import Any
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

_made: WeakValueDictionary[int, QTimer] = WeakValueDictionary()
_number = count()
_make = QTimer.__init__


def _note(timer: QTimer, *args: Any, **more: Any) -> None:
    _make(timer, *args, **more)
    _made[next(_number)] = timer


QTimer.__init__ = _note  # type: ignore[method-assign]


def running_timers() -> Iterator[QTimer]:
    """Give each timer that runs, in the order in which they were made."""
    return (timer for timer in list(_made.values()) if isValid(timer) and timer.isActive())


def outermost(thing: QObject) -> QObject:
    """Give what a thing is in, and has no parent itself: most often a window."""
    while (parent := thing.parent()) is not None:
        thing = parent
    return thing
