"""Layouts made in one line."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

Box = TypeVar("Box", bound=QBoxLayout)


def arrange(
    box: Box, *items: QWidget | QLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int | None = None
) -> Box:
    """Put `items` into `box`, in order; margins (left, top, right, bottom) and spacing are in pixels."""
    box.setContentsMargins(*margins)
    if spacing is not None:
        box.setSpacing(spacing)
    for item in items:
        if isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box
