"""What somebody who looks at a widget sees, and what somebody who listens to it hears."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTextEdit, QWidget

Role = QAccessible.Role
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Heard(NamedTuple):
    """One thing as a screen reader has it. `states` are the names of those that are set."""

    role: Role
    name: str
    description: str
    value: str
    states: frozenset[str]


_STATES = ("checked", "checkable", "disabled", "readOnly", "focused", "focusable", "selected")


def heard(widget: QWidget) -> Heard:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return _heard(interface)


def all_heard(widget: QWidget) -> list[Heard]:
    """`widget` and all that is in it, as far as it is to be seen."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return [_heard(found) for found in _below(interface)]


def words_heard(widget: QWidget) -> str:
    return "\n".join("\n".join(entry[1:4]) for entry in all_heard(widget))


def _heard(interface: QAccessibleInterface) -> Heard:
    text = QAccessible.Text
    state = interface.state()
    return Heard(
        interface.role(),
        interface.text(text.Name),
        interface.text(text.Description),
        interface.text(text.Value),
        frozenset(name for name in _STATES if getattr(state, name)),
    )


def _below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if interface.state().invisible:
        return
    yield interface
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None:
            yield from _below(child)


def text_of(widget: QWidget) -> str:
    """The text that a single widget shows."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QTextEdit):
        return widget.toPlainText()
    return ""


def shown_in(widget: QWidget) -> Iterator[QWidget]:
    """What is in `widget` and not hidden, nor in something that is; much of a window is."""
    for child in widget.findChildren(QWidget, options=_DIRECT):
        if not child.isHidden():
            yield child
            yield from shown_in(child)


def visible(widget: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    """What is to be seen in `widget`, from top to bottom and from left to right."""
    is_hidden = not widget.isWindow() and not widget.isVisibleTo(widget.window())
    inside = [] if is_hidden else [each for each in shown_in(widget) if isinstance(each, kind) and each.width()]

    def place(child: QWidget) -> tuple[int, int]:
        at = child.mapTo(widget, QPoint(0, 0))
        return at.y(), at.x()

    return sorted(inside, key=place)


def texts(widget: QWidget, kind: type[QWidget] = QWidget) -> list[str]:
    """The texts that are to be seen in `widget`."""
    return [text for text in (text_of(child).strip() for child in visible(widget, kind)) if text]


class Repaints(QObject):
    """Listens to what is painted of a widget; a test clears `region` before it does what changes the widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region |= event.region()
        return False


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, #rrggbb, from 1 to 21 (WCAG 2.2, *contrast ratio*)."""

    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
