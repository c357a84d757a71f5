"""The order of the Tab key: from one widget to the next as they stand in their layouts.

Qt's own order is that in which widgets were made: rows that are added late, as answers are, would come last.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

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
    for widget in _beyond_focus(root, forward=forward):
        if _is_stop(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            _bring_into_view(widget)
            return True
    return False


def _beyond_focus(root: QWidget, *, forward: bool) -> Iterator[QWidget]:
    """Give what stands in `root` after the focus, or before it from there back, and then all of `root`."""
    way, is_inside = _way_to(QApplication.focusWidget(), root)
    if forward and is_inside:
        yield from _inside(way[-1].widget, forward=True)
    for place in reversed(way):
        for beside in place.after if forward else reversed(place.before):
            yield from _in_order(beside, forward=forward)
        if not forward and place.around is not None:
            yield place.around
    yield from _in_order(root, forward=forward)


def _in_order(widget: QWidget, *, forward: bool) -> Iterator[QWidget]:
    if not widget.isVisible():
        return
    if forward:
        yield widget
    yield from _inside(widget, forward=forward)
    if not forward:
        yield widget


def _inside(widget: QWidget, *, forward: bool) -> Iterator[QWidget]:
    children = [] if isinstance(widget, _WHOLE) else _children(widget)
    for child in children if forward else reversed(children):
        yield from _in_order(child, forward=forward)


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


class _Place(NamedTuple):
    """A widget among those that stand in the same one."""

    around: QWidget | None
    widget: QWidget
    before: list[QWidget]
    after: list[QWidget]


def _way_to(widget: QWidget | None, root: QWidget) -> tuple[list[_Place], bool]:
    """Give the places from `root` down to `widget`, or to what it is in; only `root` where it is elsewhere.

    One that has just been hidden keeps its place if something is shown after it beside it; False is told with that.
    """
    chain = list[QWidget]()
    while widget is not None and widget is not root:
        chain.append(widget)
        widget = widget.parentWidget()
    way, children = [_Place(None, root, [], [])], _children(root)
    for each in reversed(chain):
        if each not in children:
            continue  # a part of its own, such as what is scrolled in an area
        at = children.index(each)
        place = _Place(way[-1].widget, each, children[:at], children[at + 1 :])
        if not each.isVisible():
            is_kept = any(beside.isVisible() for beside in place.after)
            return ([*way, place], False) if is_kept else (way, True)
        way.append(place)
        children = [] if isinstance(each, _WHOLE) else _children(each)
    return way, True


def _bring_into_view(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
