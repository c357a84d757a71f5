"""Texts about files that were collected."""

from collections.abc import Callable
from datetime import datetime

from quizapp.domain.assignment import HandInTime
from quizapp.texts import N_, Message

SAYS = N_(
    {
        "unknown_learner": "“{title}”: “{name}” is not on the list. Say whose it is.",
        "second_key": "“{title}” under the name {name} comes from a different program than before. Say whether"
        " it counts.",
        "refused_key": "“{title}” under the name {name}: you said that this program is not {name}’s.",
        "new": "{name} has handed in “{title}”.",
        "superseding": "{name} has handed in “{title}” again. This one counts; the other one is kept.",
        "superseded": "“{title}” of {name}: a later one is here, and counts. This one is kept, too.",
    }
)
AFTER_RELEASE = N_(
    "“{title}” of {name} came in after the marks were released. The earlier one counts; this one is kept."
)


def plain_moment(at: float) -> str:
    """Give a time in seconds since the epoch in figures, for a terminal: ``2026-01-31 13:05``."""
    return datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M")


def on_clock(time: HandInTime, moment: Callable[[float], str]) -> Message:
    """Tell when it was handed in by a clock that cannot be right, and when it came in; `moment` writes a time."""
    values = {"by_learner": moment(time.by_learner), "received": moment(time.received)}
    return Message("Handed in, by the learner’s clock: {by_learner}. Came in: {received}.", values)
