"""What a story tells of the widgets that are shown, in words."""

import re
from collections.abc import Sequence
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
_MEANT = ("right", "wrong", "warn")
"""Colors that say something."""


def shortened(sign: str, told: Sequence[str]) -> list[str]:
    """What is no longer there, or there again, as it was told when it came."""
    lines = [f"  {sign} {line}" for line in told]
    return [lines[0], f"  {sign} … {len(lines) - 2} more …", lines[-1]] if len(lines) > _MANY else lines


def is_shown(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible()


def is_of_system(widget: QWidget) -> bool:
    """Tell whether a dialog is Qt's own; what is in it differs by system."""
    return isinstance(widget, QFileDialog | QPrintDialog)


def widgets() -> list[QWidget]:
    """All widgets that are shown, in the order in which a screen reader goes through them, those on top last."""
    windows = [each for each in QApplication.topLevelWidgets() if is_shown(each)]
    windows.sort(key=_depth)
    found: list[QWidget] = []

    def add(widget: QWidget) -> None:
        found.append(widget)
        is_whole = isinstance(widget, QAbstractItemView | QComboBox | QAbstractSpinBox | QMenu)
        if not is_whole and not is_of_system(widget):
            for child in widget.children():
                if isinstance(child, QWidget) and not child.isWindow() and child.isVisible():
                    add(child)

    for window in windows:
        add(window)
    return found


def _depth(window: QWidget) -> tuple[bool, bool, bool, str, str]:
    """What puts a window on top of others; Qt has them in no order."""
    is_popup = window.windowType() == Qt.WindowType.Popup
    names = window.windowTitle(), window.accessibleName()
    return window is QApplication.activePopupWidget(), is_popup, window.isModal(), *names


def _own_text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.displayText()  # a password is hidden
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    if isinstance(widget, QAbstractSlider | QProgressBar):
        return str(widget.value())
    return ""


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
    text, name = plain(_own_text(widget)), plain(widget.accessibleName())
    words = [ROLES.get(role, role.name), f"“{text or name}”"] + (
        [f"called “{name}”"] if text and name not in ("", text) else []
    )
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not text:
        words.append(f"asks “{widget.placeholderText()}”")
    return " ".join(words)


def told_of(widget: QWidget) -> list[str]:
    """What there is to tell of a widget: nothing of most that only hold others."""
    if isinstance(widget, QScrollBar):
        return []
    if isinstance(widget, Icon):
        return ["icon “{}”, in the color “{}”".format(*widget._icon)]
    says = bool(_own_text(widget) or widget.accessibleName() or widget.isWindow())
    if not says and widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not widget.toolTip():
        return []
    more = []
    if isinstance(widget, QAbstractButton):
        more += ["checked"] if widget.isChecked() else []
        more += [f"keys {widget.shortcut().toString()}"] if not widget.shortcut().isEmpty() else []
        more += ["default"] if getattr(widget, "isDefault", bool)() else []
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit) and widget.isReadOnly():
        more.append("read-only")
    if not widget.isEnabled():
        more.append("disabled")
    if widget.isWindow():
        more.append(f"titled “{widget.windowTitle()}”" + (", with changes" if widget.isWindowModified() else ""))
    described = plain(widget.accessibleDescription())
    told = [f"described as “{described}”"] if described not in ("", plain(widget.accessibleName())) else []
    more += told if not isinstance(widget, QTextEdit) else []
    if plain(widget.toolTip()) not in ("", *names_of(widget), plain(widget.accessibleDescription())):
        more.append(f"tip “{plain(widget.toolTip())}”")
    more += signs(widget)
    if isinstance(widget, Label) and widget._color in _MEANT:
        more.append(f"in the color “{widget._color}”")
    lines = [", ".join([words_of(widget), *more])]
    if isinstance(widget, QFileDialog):
        proposed = [f"proposes {Path(each).name}" for each in widget.selectedFiles() if not Path(each).is_dir()]
        lines.append("    " + ", ".join([widget.fileMode().name, widget.acceptMode().name, *proposed]))
        lines += [f"    {each}" for each in widget.nameFilters()]
    if isinstance(widget, QComboBox):
        entries = [widget.itemText(at) for at in range(widget.count())]
        entries = ["«font»" if each in _fonts() else each for each in entries]
        lines.append("    entries: " + " | ".join(dict.fromkeys(entries)))
    if isinstance(widget, QMenu):
        marks = {widget.activeAction(): "▸ "}
        lines += [f"    {marks.get(each, '')}{_entry(each)}" for each in widget.actions() if each.isVisible()]
    if isinstance(widget, QTextEdit):
        lines += [f"    {each}" for each in told]  # not with its text, as that stays the same
        lines += [f"    {plain(words)}" for words in story_words.state_of(widget)]
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        count = model.rowCount() if model is not None else 0
        if isinstance(widget, QTableView) and widget.horizontalHeader().isVisible():
            heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in _columns(widget)]
            lines.append("    " + " | ".join(plain(str(head or "")) for head in heads))
        if isinstance(widget, QTreeView):
            return lines + _tree_rows(widget)
        rows = [at for at in range(count) if not (isinstance(widget, QListView) and widget.isRowHidden(at))]
        lines += [f"    {row_text(widget, at)}" for at in rows[:_ROWS]]
        lines += [f"    … {len(rows)} rows"] if len(rows) > _ROWS else []
    return lines


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
        rows.append("    " * (depth + 1) + ("▸ " if index == view.currentIndex() else "") + opens + plain(heard))
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
