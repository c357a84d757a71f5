"""Roles and relations for screen readers that no widget of Qt's has: headings, charts, and groups named by a text."""

from functools import cache
from typing import Literal

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget
from shiboken6 import isValid

AccessibleRole = Literal["", "heading", "chart", "group", "tool bar"]
"""A role that a widget has in its attribute `accessible_role`; empty for that of its class.

With one, a widget doesn't tell its language (see `tell_language`), so a stem has none.
"""

_ROLES = {
    "heading": QAccessible.Role.Heading,
    "chart": QAccessible.Role.Chart,
    "group": QAccessible.Role.Grouping,
    "tool bar": QAccessible.Role.ToolBar,
}
_EVERY = QAccessible.RelationFlag.Label
for _flag in QAccessible.RelationFlag:
    _EVERY |= _flag
_Related = list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]


class _Interface(QAccessibleWidget):
    """Tells of a widget as Qt does, but for its role, the text of a label, and what names it.

    A group has the label that names it in its attribute `named_by`.
    """

    def text(self, kind: QAccessible.Text) -> str:
        widget = self.object()
        told: str = super().text(kind)
        return widget.text() if kind == QAccessible.Text.Name and not told and isinstance(widget, QLabel) else told

    def relations(self, match: QAccessible.RelationFlag = _EVERY) -> _Related:
        found: _Related = list(super().relations(match))
        label = getattr(self.object(), "named_by", None)
        if QAccessible.RelationFlag.Label in match and label is not None and isValid(label):
            interface = QAccessible.queryAccessibleInterface(label)
            if interface is not None:
                found.append((interface, QAccessible.RelationFlag.Label))
        return found


def name_group(group: QWidget, label: QLabel) -> None:
    """Have a group be called by the text of a label, which stands elsewhere."""
    group.named_by = label  # type: ignore[attr-defined]


def tell_language(widget: QWidget, tag: str) -> None:
    """Have a screen reader know in which language a widget and all that is in it is: a tag of BCP 47."""
    widget.setLocale(QLocale(tag.replace("-", "_")))


def _new_interface(name: str, thing: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(getattr(thing, "accessible_role", ""))
    return _Interface(thing, role) if role is not None and isinstance(thing, QWidget) else None


@cache
def offer_roles() -> None:
    """Have Qt ask us first, from now on."""
    QAccessible.installFactory(_new_interface)
