"""The order of the Tab key: from one widget to the next as they stand in their layouts.

Qt's own order is that in which widgets were made: rows that are added late, as answers are, would come last.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QWidget,
)

_WHOLE = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
"""Widgets that the Tab key takes as one, whatever they consist of."""


def focus_next(root: QWidget, *, forward: bool) -> bool:
    """Move the focus in `root` to the next widget, or to the one before, round and round; False where there is none."""
    order = list(_in_order(root))
    at = _place_of(QApplication.focusWidget(), order)
    step = 1 if forward else -1
    first = at + step if at >= 0 else 0 if forward else -1
    for distance in range(len(order)):
        widget = order[(first + step * distance) % len(order)]
        if _is_stop(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            _bring_into_view(widget)
            return True
    return False


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible():
        return
    yield widget
    if not isinstance(widget, _WHOLE):
        for child in _children(widget):
            yield from _in_order(child)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [] if inner is None else [inner]
    if isinstance(widget, QSplitter):
        parts = ((widget.handle(index), widget.widget(index)) for index in range(widget.count()))
        return [part for handle_and_part in parts for part in handle_and_part if part is not None]
    if isinstance(widget, QAbstractScrollArea):
        return []
    inside = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    layout = widget.layout()
    placed = [] if layout is None else list(_placed(layout, inside))
    return placed + [child for child in inside if child not in placed]


def _placed(layout: QLayout, inside: list[QWidget]) -> Iterator[QWidget]:
    """Those of `inside` that `layout` places, in its order.

    It is not asked for its items: PySide takes an item for the owner of the widget that it gives, and the program ends
    when both are deleted.
    """
    parts: list[tuple[int, QWidget | QLayout]] = []
    parts += [(at, child) for child in inside if (at := layout.indexOf(child)) >= 0]
    parts += [(layout.indexOf(inner), inner) for inner in layout.children() if isinstance(inner, QLayout)]
    for _, part in sorted(parts, key=itemgetter(0)):
        if isinstance(part, QLayout):
            yield from _placed(part, inside)
        else:
            yield part


def _is_stop(widget: QWidget) -> bool:
    if not widget.isEnabled() or widget.focusProxy() is not None or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and (rivals := _rivals(widget)):
        return widget is next((rival for rival in rivals if rival.isChecked()), rivals[0])
    return widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus


def _rivals(button: QAbstractButton) -> list[QAbstractButton]:
    """The buttons, with `button` among them, of which only one can be chosen; arrow keys move between them."""
    group: QButtonGroup | None = button.group()
    parent = button.parent()
    found: Sequence[QObject] = ()
    if group is not None:
        found = group.buttons() if group.exclusive() else ()
    elif button.autoExclusive() and parent is not None:
        found = [child for child in parent.children() if isinstance(child, type(button)) and child.group() is None]
    return [rival for rival in found if isinstance(rival, QAbstractButton) and rival.isVisible() and rival.isEnabled()]


def _place_of(widget: QWidget | None, order: list[QWidget]) -> int:
    """The index in `order` of `widget`, or else of what it is in; -1 for none.

    Of one that has just been hidden, it is the place before what is shown next beside it.
    """
    while widget is not None:
        if widget in order:
            return order.index(widget)
        around = widget.parentWidget()
        if around in order:
            beside = _children(around)
            after = beside[beside.index(widget) :] if widget in beside else []
            for each in after:
                if each in order:
                    return order.index(each) - 1
        widget = around
    return -1


def _bring_into_view(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
