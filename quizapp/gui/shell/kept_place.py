"""The place in a window that is built again: what was typed, chosen, scrolled to and focused."""

from collections.abc import Iterator
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_Way = tuple[tuple[str, int], ...]
"""The way down to a widget: at each step its class, and its number among those of that class."""


class PageOwner(Protocol):
    """An owner of pages, which can show again what one of them showed."""

    def shown_on(self, page: QWidget) -> Any:
        """Give what `page` shows; None if it is no page of this owner's."""

    def show_again(self, shown: Any) -> object:
        """Show what `shown_on` gave, on a page that has been made again."""


class KeptPlace:
    """Remembers what is typed, chosen, scrolled to and focused below `root`, for a widget that is built alike."""

    def __init__(self, root: QWidget) -> None:
        focused = root.window().focusWidget()
        self._focus = next((way for way, widget in _all_below(root) if widget is focused), None)
        self._texts: dict[_Way, str] = {}
        self._chosen: dict[_Way, Any] = {}
        self._scrolled: dict[_Way, tuple[int, int]] = {}
        for way, widget in _all_below(root):
            if isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly():
                self._texts[way] = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
            elif isinstance(widget, QComboBox):
                self._chosen[way] = widget.currentData()
            elif isinstance(widget, QAbstractScrollArea) and widget.verticalScrollBar().value():
                self._scrolled[way] = widget.verticalScrollBar().value(), widget.verticalScrollBar().maximum()

    def put_back(self, root: QWidget) -> None:
        """Have the texts, the choices and the focus again below `root`, as far as that has the same widgets."""
        found = dict(_all_below(root))
        for way, text in self._texts.items():
            widget = found.get(way)
            if isinstance(widget, QLineEdit) and widget.text() != text:
                widget.setText(text)
            elif isinstance(widget, QPlainTextEdit) and widget.toPlainText() != text:
                widget.setPlainText(text)
        for way, data in self._chosen.items():
            box = found.get(way)
            if isinstance(box, QComboBox) and data is not None and (at := box.findData(data)) >= 0:
                box.setCurrentIndex(at)  # which stands elsewhere where names are sorted
        self._put_focus(found)

    def _put_focus(self, found: dict[_Way, QWidget]) -> None:
        focused = found.get(self._focus) if self._focus is not None else None
        if focused is not None and focused.isVisible() and focused.isEnabled():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def scroll_back(self, root: QWidget) -> None:
        """Scroll to where it was; `root` has been laid out, which may have moved the focus."""
        found = dict(_all_below(root))
        self._put_focus(found)
        for way, (value, most) in self._scrolled.items():
            widget = found.get(way)
            if isinstance(widget, QAbstractScrollArea) and most:
                bar = widget.verticalScrollBar()
                bar.setValue(round(value * bar.maximum() / most))


def _all_below(root: QWidget, way: _Way = ()) -> Iterator[tuple[_Way, QWidget]]:
    counts: dict[str, int] = {}
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            name = type(child).__name__
            counts[name] = counts.get(name, -1) + 1
            here = (*way, (name, counts[name]))
            yield here, child
            yield from _all_below(child, here)
