"""What a story tells of the widgets that are shown, in words."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
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
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)
from shiboken6 import isValid

from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import LEGIBLE_FAMILY
from tests.gui import story_words
from tests.gui.story_signs import signs
from tests.gui.story_texts import LONGEST
from tests.gui.told import ROLES

_ROWS, _MANY = 30, 5
_TICKS = {Qt.CheckState.Checked: "x", Qt.CheckState.PartiallyChecked: "-", Qt.CheckState.Unchecked: " "}
_VERSION = re.compile(r"\b\d+\.\d+\.\d+\b")
_OF_SYSTEM = (QFileDialog, QPrintDialog)
_WHOLE = (QAbstractItemView, QComboBox, QAbstractSpinBox, QMenu, *_OF_SYSTEM)
"""What is told as a whole, not by the widgets in it."""
_MEANT = ("right", "wrong", "warn")
"""Colors that say something."""


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


_places: dict[str, str] = {}


def call_places(places: dict[str, str]) -> None:
    """Have stories call folders of this computer so."""
    _places.clear()
    _places.update(places)
    plain.cache_clear()


def let_go() -> None:
    """End a story: nothing is kept for it, and no folder has a name."""
    call_places({})
    _kept.clear()


@lru_cache(20_000)
def plain(text: str) -> str:
    """A text in one line, shortened, which does not hang on how long the name of a folder or a version is."""
    for folder, words in _places.items():
        text = text.replace(folder, words)
    line = _VERSION.sub("«version»", " ".join(re.sub("<[^<>]*>", " ", text).split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}… ({len(line)})"


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
    if issubclass(kind, Label) and widget._color in _MEANT:
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
    entries = ["«font»" if each in _fonts() else each for each in entries]
    yield "entries: " + " | ".join(dict.fromkeys(entries))


def _in_menu(menu: QMenu) -> Iterator[str]:
    marks = {menu.activeAction(): "▸ "}
    for each in menu.actions():
        if each.isVisible():
            yield marks.get(each, "") + _entry(each)


def _in_text(view: QTextEdit) -> Iterator[str]:
    yield from _description(view)
    yield from map(plain, story_words.state_of(view))


def _in_rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    count = model.rowCount() if model is not None else 0
    if isinstance(view, QTableView) and view.horizontalHeader().isVisible():
        heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in _columns(view)]
        yield " | ".join(plain(str(head or "")) for head in heads)
    if isinstance(view, QTreeView):
        yield from _tree_rows(view)
        return
    rows = [at for at in range(count) if not (isinstance(view, QListView) and view.isRowHidden(at))]
    yield from (row_text(view, at) for at in rows[:_ROWS])
    if len(rows) > _ROWS:
        yield f"… {len(rows)} rows"


_STATES = (QAbstractButton, _state_of_button), (QLineEdit | QTextEdit | QPlainTextEdit, _state_of_field)
_CONTENTS = (
    (QFileDialog, _in_file_dialog),
    (QComboBox, _in_box),
    (QMenu, _in_menu),
    (QTextEdit, _in_text),
    (QAbstractItemView, _in_rows),
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


def _tree_rows(view: QTreeView) -> list[str]:
    """The rows of a tree that can be seen, those below an open one further in."""
    rows, index = [], view.model().index(0, 0)
    while index.isValid():
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        heard = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
        opens = "" if not view.model().hasChildren(index) else "− " if view.isExpanded(index) else "+ "
        rows.append("    " * depth + ("▸ " if index == view.currentIndex() else "") + opens + plain(heard))
        index = view.indexBelow(index)
    return rows


def _columns(view: QAbstractItemView) -> list[int]:
    if isinstance(view, QListView):
        return [view.modelColumn()]
    return [at for at in range(view.model().columnCount()) if not view.isColumnHidden(at)]


def row_text(view: QAbstractItemView, row: int) -> str:
    """The cells of a row, as they are seen, or heard where that is more; whether it is the current one, or chosen.

    Where cells are chosen one by one, the cell has this mark.
    """
    model, cells = view.model(), []
    if isinstance(view, QTableView) and view.verticalHeader().isVisible():
        cells.append(plain(str(model.headerData(row, Qt.Orientation.Vertical) or "")))
    by_cell = isinstance(view, QTableView) and view.selectionBehavior() == view.SelectionBehavior.SelectItems
    at, selection = view.currentIndex(), view.selectionModel()
    indexes = [model.index(row, column) for column in _columns(view)]
    for index in indexes:
        seen, heard = str(index.data() or ""), str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        tick = "" if ticked is None else f"[{_TICKS[Qt.CheckState(ticked)]}] "
        mark = "" if not by_cell else "▸ " if index == at else "• " if selection.isSelected(index) else ""
        cells.append(mark + tick + plain(heard if heard and heard != seen else seen))
    if by_cell:
        return " | ".join(cells)
    is_chosen = selection is not None and any(selection.isSelected(index) for index in indexes)
    mark = "▸ " if row == at.row() else "• " if is_chosen else ""
    if mark and not view.viewport().rect().intersects(view.visualRect(indexes[0])):
        mark += "(out of sight) "
    return mark + " | ".join(cells)
