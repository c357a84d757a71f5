"""Roles for what Qt knows none of: headings, charts, groups, and areas that are scrolled with the keys."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

_ROLES = {
    "heading": QAccessible.Role.Heading,
    "chart": QAccessible.Role.Chart,
    "image": QAccessible.Role.Graphic,
    "group": QAccessible.Role.Grouping,
    "section": QAccessible.Role.Section,
    "tool bar": QAccessible.Role.ToolBar,
    "splitter": QAccessible.Role.Splitter,
}


class _WithRole(QAccessibleWidget):
    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._label = widget if isinstance(widget, QLabel) else None

    def text(self, kind: QAccessible.Text) -> str:
        told = super().text(kind)
        if not told and kind == QAccessible.Text.Name and self._label is not None:
            return self._label.text()
        return told


def _made(class_name: str, thing: "QObject") -> "QAccessibleInterface | None":
    role = getattr(thing, "accessible_role", "")
    return _WithRole(thing, _ROLES[role]) if role and isinstance(thing, QWidget) else None


def use_roles() -> None:
    """Give each widget that has an attribute `accessible_role`, a key of `_ROLES`, that role."""
    QAccessible.installFactory(_made)
