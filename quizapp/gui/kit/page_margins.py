"""Margins around a page of cards."""

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from quizapp.gui.kit.theme import Theme


def fit_margins(layout: QLayout, page: QWidget, theme: Theme, *, widest: int = 1480, below: bool = True) -> None:
    """Give `layout` the margins of a page of cards, with none `below` if the page scrolls.

    On a page wider than `widest` pixels (at the plain text size), the cards stay in the middle.
    """
    around = 8 if page.width() < 1100 else 14
    beside = max(around, (page.width() - theme.pixels(widest)) // 2)
    layout.setContentsMargins(beside, around - 2, beside, around if below else 0)


def stack_if_narrow(row: QBoxLayout, page: QWidget, theme: Theme, shares: tuple[int, int]) -> None:
    """Put a list and a card side by side in these `shares`, or one above the other on a page that is narrow and high.

    On one that is narrow and low, the card with its buttons has the larger share.
    """
    narrow, high = page.width() < theme.pixels(440), page.height() > page.width()
    row.setDirection(QBoxLayout.Direction.TopToBottom if narrow and high else QBoxLayout.Direction.LeftToRight)
    for index, share in enumerate((2, 3) if narrow and not high else shares):
        row.setStretch(index, share)
