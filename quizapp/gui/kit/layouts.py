"""Rows and columns of widgets, each made in one call."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

STRETCH = None
"""Among the contents of a row or a column: room that is left empty."""

Content = QWidget | QLayout | None
Margins = tuple[int, int, int, int]
B = TypeVar("B", bound=QBoxLayout)


def row(
    parent: QWidget | None = None, *contents: Content, margins: Margins = (0, 0, 0, 0), spacing: int = -1
) -> QHBoxLayout:
    """Lay out `contents` side by side in `parent`; `margins` are left, top, right, bottom, `spacing` −1 the style's."""
    return _filled(QHBoxLayout(), parent, contents, margins, spacing)


def column(
    parent: QWidget | None = None, *contents: Content, margins: Margins = (0, 0, 0, 0), spacing: int = -1
) -> QVBoxLayout:
    """Do the same one below another."""
    return _filled(QVBoxLayout(), parent, contents, margins, spacing)


def _filled(box: B, parent: QWidget | None, contents: tuple[Content, ...], margins: Margins, spacing: int) -> B:
    if parent is not None:
        parent.setLayout(box)
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    for content in contents:
        if content is None:
            box.addStretch(1)
        elif isinstance(content, QWidget):
            box.addWidget(content)
        else:
            box.addLayout(content)
    return box
