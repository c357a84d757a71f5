"""The time of day."""

from collections.abc import Callable

Clock = Callable[[], float]
"""Tells the time in seconds since the epoch."""
