"""Margins around a page of cards."""

from PySide6.QtWidgets import QLayout, QWidget

from quizapp.gui.kit.theme import Theme

_WIDEST = 1480
"""Pixels, at the text's plain size: a wider page keeps its cards in the middle, so that their lines can be read."""


def fit_margins(layout: QLayout, page: QWidget, theme: Theme, *, below: bool = True) -> None:
    """Give `layout` the margins of a page of this width around its cards; none `below` where the page scrolls."""
    around = 8 if page.width() < 1100 else 14
    beside = max(around, (page.width() - theme.pixels(_WIDEST)) // 2)
    layout.setContentsMargins(beside, around - 2, beside, around if below else 0)
