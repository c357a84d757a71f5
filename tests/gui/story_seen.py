"""What a story tells of the widgets that are shown, in words."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontDatabase
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from quizapp.gui.kit.bar_chart import BarChart
from quizapp.gui.kit.chart import Chart, LineChart
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import LEGIBLE_FAMILY
from tests.gui import story_words
from tests.gui.story_rows import MEANT, forget_painted, in_rows
from tests.gui.story_signs import signs
from tests.gui.story_texts import call_places, plain
from tests.gui.told import ROLES

_MANY = 5
_OF_SYSTEM = (QFileDialog, QPrintDialog)
_WHOLE = (QAbstractItemView, QComboBox, QAbstractSpinBox, QMenu, *_OF_SYSTEM)
"""What is told as a whole, not by the widgets in it."""


def shortened(sign: str, told: Sequence[str]) -> list[str]:
    """What is no longer there, or there again, as it was told when it came."""
    lines = [f"  {sign} {line}" for line in told]
    return [lines[0], f"  {sign} … {len(lines) - 2} more …", lines[-1]] if len(lines) > _MANY else lines


def is_of_system(widget: QWidget) -> bool:
    """Tell whether a dialog is Qt's own; what is in it differs by system."""
    return isinstance(widget, _OF_SYSTEM)


_kept: set[QWidget] = set()


def windows() -> list[QWidget]:
    """All windows, those that are not shown, too.

    Those in other widgets are kept, like the list of a box: were they collected as garbage, Python would take what is
    in them for deleted, although the program still uses it.
    """
    found = [each for each in QApplication.topLevelWidgets() if isValid(each)]
    _kept.update(each for each in found if each.parent() is not None)
    return found


def widgets() -> list[QWidget]:
    """All widgets that are shown, in the order in which a screen reader goes through them, those on top last."""
    shown = sorted((each for each in windows() if each.isVisible()), key=_depth)
    found: list[QWidget] = []

    def add(widget: QWidget) -> None:
        found.append(widget)
        if not issubclass(type(widget), _WHOLE):
            for child in widget.children():
                if child.isWidgetType() and not child.isWindow() and child.isVisible():
                    add(child)

    for window in shown:
        add(window)
    return found


def _depth(window: QWidget) -> tuple[bool, bool, bool, str, str]:
    """What puts a window on top of others; Qt has them in no order."""
    is_popup = window.windowType() == Qt.WindowType.Popup
    names = window.windowTitle(), window.accessibleName()
    return window is QApplication.activePopupWidget(), is_popup, window.isModal(), *names


_TEXTS = (
    (QLabel | QAbstractButton | QAbstractSpinBox, lambda widget: widget.text()),
    (QLineEdit, lambda widget: widget.displayText()),  # a password is hidden
    (QTextEdit | QPlainTextEdit, lambda widget: widget.toPlainText()),
    (QComboBox, lambda widget: widget.currentText()),
    (QAbstractSlider | QProgressBar, lambda widget: str(widget.value())),
)


@cache
def _text_of(kind: type[QWidget]) -> Callable[[QWidget], str]:
    """What gives the text that a widget of this kind shows itself."""
    return next((text for kinds, text in _TEXTS if issubclass(kind, kinds)), lambda widget: "")


def names_of(widget: QWidget) -> set[str]:
    found = {plain(widget.accessibleName())}
    if isinstance(widget, QAbstractButton | QLabel):
        found.add(plain(widget.text().replace("&", "")))
    return found - {""}


def let_go() -> None:
    """End a story: nothing is kept for it, and no folder has a name."""
    call_places({})
    forget_painted()
    _kept.clear()


def words_of(widget: QWidget) -> str:
    """The role of a widget, its text and its names."""
    interface = QAccessible.queryAccessibleInterface(widget)
    role = interface.role() if interface is not None else QAccessible.Role.NoRole
    text, name = plain(_text_of(type(widget))(widget)), plain(widget.accessibleName())
    words = [ROLES.get(role, role.name), f"“{text or name}”"] + (
        [f"called “{name}”"] if text and name not in ("", text) else []
    )
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not text:
        words.append(f"asks “{widget.placeholderText()}”")
    return " ".join(words)


def is_alike(widget: QWidget, focused: QWidget) -> bool:
    """Tell whether a widget can have the focus and is told in the same words as that which has it."""
    if widget.accessibleName() != focused.accessibleName() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    return widget is focused or words_of(widget) == words_of(focused)


def told_of(widget: QWidget) -> list[str]:
    """What there is to tell of a widget: nothing of most that only hold others."""
    kind = type(widget)
    if issubclass(kind, QScrollBar):
        return []
    if issubclass(kind, Icon):
        return ["icon “{}”, in the color “{}”".format(*widget._icon)]
    says = bool(_text_of(kind)(widget) or widget.accessibleName() or widget.isWindow())
    if not says and widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not widget.toolTip():
        return []
    states, contents = _told_by(kind)
    more = [words for tell in states for words in tell(widget)]
    if not widget.isEnabled():
        more.append("disabled")
    if widget.isWindow():
        more.append(f"titled “{widget.windowTitle()}”" + (", with changes" if widget.isWindowModified() else ""))
    described = plain(widget.accessibleDescription())
    if not issubclass(kind, QTextEdit):  # not with its text, as that stays the same
        more += _description(widget)
    tip = plain(widget.toolTip())
    if tip and tip != described and tip not in names_of(widget):
        more.append(f"tip “{tip}”")
    more += signs(widget)
    if issubclass(kind, Label) and widget._color in MEANT:
        more.append(f"in the color “{widget._color}”")
    return [", ".join([words_of(widget), *more]), *(f"    {line}" for tell in contents for line in tell(widget))]


def _description(widget: QWidget) -> list[str]:
    words = plain(widget.accessibleDescription())
    return [f"described as “{words}”"] if words not in ("", plain(widget.accessibleName())) else []


def _state_of_button(button: QAbstractButton) -> Iterator[str]:
    if button.isChecked():
        yield "checked"
    if not button.shortcut().isEmpty():
        yield f"keys {button.shortcut().toString()}"
    if isinstance(button, QPushButton) and button.isDefault():
        yield "default"


def _state_of_field(field: QLineEdit | QTextEdit | QPlainTextEdit) -> list[str]:
    return ["read-only"] if field.isReadOnly() else []


def _in_file_dialog(dialog: QFileDialog) -> Iterator[str]:
    proposed = [f"proposes {Path(each).name}" for each in dialog.selectedFiles() if not Path(each).is_dir()]
    yield ", ".join([dialog.fileMode().name, dialog.acceptMode().name, *proposed])
    yield from dialog.nameFilters()


def _in_box(box: QComboBox) -> Iterator[str]:
    entries = [box.itemText(at) for at in range(box.count())]
    fonts = [each for each in entries if each in _fonts()]
    yield "entries: " + " | ".join("«font»" if each in fonts else each for each in entries if each not in fonts[1:])


def _in_menu(menu: QMenu) -> Iterator[str]:
    marks = {menu.activeAction(): "▸ "}
    for each in menu.actions():
        if each.isVisible():
            yield marks.get(each, "") + _entry(each)


def _in_text(view: QTextEdit) -> Iterator[str]:
    yield from _description(view)
    yield from map(plain, story_words.state_of(view))


def _in_chart(chart: Chart) -> Iterator[str]:
    """What the pointer would tell of the bars that were painted; those of weeks and months hang on the day."""
    if not isinstance(chart, LineChart | BarChart) and chart._boxes:
        yield " | ".join(plain(words) for _, words in chart._boxes)


_STATES = (QAbstractButton, _state_of_button), (QLineEdit | QTextEdit | QPlainTextEdit, _state_of_field)
_CONTENTS = (
    (QFileDialog, _in_file_dialog),
    (QComboBox, _in_box),
    (QMenu, _in_menu),
    (QTextEdit, _in_text),
    (Chart, _in_chart),
    (QAbstractItemView, in_rows),
)


@cache
def _told_by(kind: type[QWidget]) -> tuple[list[Callable], list[Callable]]:
    """What tells the state of a widget of this kind, and what tells of what is in it."""
    states, contents = ([tell for kinds, tell in table if issubclass(kind, kinds)] for table in (_STATES, _CONTENTS))
    return states, contents


@cache
def _fonts() -> frozenset[str]:
    """The fonts that this computer has."""
    families = QFontDatabase.families()
    return frozenset(each for each in families if not QFontDatabase.isPrivateFamily(each) and each != LEGIBLE_FAMILY)


def _entry(action) -> str:
    if action.isSeparator():
        return "—"
    states = ["checked"] * action.isChecked() + ["disabled"] * (not action.isEnabled())
    keys = action.shortcut().toString()
    return ", ".join([action.text(), *states, *([f"keys {keys}"] if keys else [])])
