"""Figures of statistics in words: shares and correlations with their intervals."""

from quizapp.gui.kit.numbers import number_text
from quizapp.gui.kit.translate import translate
from quizapp.statistics.intervals import Estimate


def percent(value: float) -> str:
    """A share in whole percent."""
    return translate("{percent} %").format(percent=whole_percent(value))


def whole_percent(value: float) -> str:
    """A share, or the difference of two, in whole percent without the sign for it."""
    shown = round(100 * value)
    return f"−{-shown}" if shown < 0 else str(shown)


def share_words(estimate: Estimate) -> str:
    """A share with its interval, such as ``61 % (42 to 78 %)``."""
    if estimate.interval is None:
        return percent(estimate.value)
    low, high = map(whole_percent, estimate.interval)
    return translate("{percent} % ({low} to {high} %)").format(
        percent=whole_percent(estimate.value), low=low, high=high
    )


def number_words(estimate: Estimate, digits: int = 2) -> str:
    """A number with its interval, such as ``0.31 (−0.08 to 0.62)``."""
    value = _signed(estimate.value, digits)
    if estimate.interval is None:
        return value
    low, high = (_signed(end, digits) for end in estimate.interval)
    return translate("{value} ({low} to {high})").format(value=value, low=low, high=high)


def _signed(value: float, digits: int) -> str:
    text = number_text(abs(value), digits)
    return f"−{text}" if round(value, digits) < 0 else text
