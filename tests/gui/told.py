"""What Qt tells assistive technology of the windows that are shown, asked for in the program itself."""

from typing import NamedTuple

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

Role = QAccessible.Role
ROLES = {
    Role.CheckBox: "check box",
    Role.RadioButton: "radio button",
    Role.ComboBox: "combo box",
    Role.ListItem: "list item",
    Role.Cell: "table cell",
    Role.TreeItem: "table cell",
    Role.Button: "push button",
    Role.ButtonMenu: "push button",
    Role.ButtonDropDown: "push button",
    Role.EditableText: "text",
    Role.List: "list",
    Role.Table: "table",
    Role.Tree: "tree",
    Role.Slider: "slider",
    Role.SpinBox: "spin button",
    Role.StaticText: "label",
    Role.Client: "filler",
    Role.Grip: "unknown",
    Role.PopupMenu: "popup menu",
    Role.MenuItem: "menu item",
}
"""What AT-SPI calls the roles; another one has its name in Qt."""
STATES = {
    "checkable": "checkable",
    "expandable": "expandable",
    "selectable": "selectable",
    "editable": "editable",
    "readOnly": "read-only",
    "focused": "focused",
}
"""What AT-SPI calls the states, by their names in Qt."""
_MOST = 60


class Found(NamedTuple):
    """What a screen reader is told of something that can have the focus."""

    role: str
    name: str
    description: str
    states: list[str]
    place: list[int]
    around: list[str]


def things():
    """All that is showing and can have the focus, in the order of the tree."""
    found = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            _look(QAccessible.queryAccessibleInterface(window), [], found)
    return found


def _look(thing, around, found):
    state = thing.state()
    if state.invisible or state.offscreen:
        return
    role, name = _role(thing), ""
    if state.focusable:
        name, box = thing.text(QAccessible.Text.Name), thing.rect()
        description, told = thing.text(QAccessible.Text.Description), _states(state)
        found.append(Found(role, name, description, told, [*box.getRect()], around))
    for at in range(min(thing.childCount(), _MOST)):
        child = thing.child(at)
        if child is not None:
            _look(child, [*around[-3:], f"{role} {name}".strip()], found)


def menu():
    """The menu that is open, and all that is in it: the role, name and states of each; nothing where no entry of it
    has the focus, as nothing is spoken then.
    """
    opened = QAccessible.queryAccessibleInterface(QApplication.activePopupWidget())
    every = [opened, *(opened.child(at) for at in range(opened.childCount()))]
    told = [[_role(each), each.text(QAccessible.Text.Name), _states(each.state())] for each in every]
    return told if any("focused" in states for role, _, states in told[1:] if role == "menu item") else []


def _role(thing):
    role = thing.role()
    if role is Role.EditableText and thing.state().passwordEdit:
        return "password text"
    return ROLES.get(role, role.name)


def _states(state):
    return [told for name, told in STATES.items() if getattr(state, name)]
