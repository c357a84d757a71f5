"""Names in the order of the reader's language: Ö beside O in one language, after Z in another."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QCollator, QLocale, Qt

_Item = TypeVar("_Item")


def in_order_of_names(items: Iterable[_Item], name_of: Callable[[_Item], str]) -> list[_Item]:
    """Give the items sorted by their names, whether written with capitals or not."""
    collator = QCollator(QLocale())
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    collator.setNumericMode(True)
    return sorted(items, key=lambda item: collator.sortKey(name_of(item)))
