"""Stories: what somebody does in the window, step by step, and what they then see and hear.

A story is a text file in a folder `stories` below `tests/gui`. Its first line is a sentence of what it is about, the
second says what there is at the beginning (see `given`). A line that begins with `> ` is a step:

    > press Ctrl+N, Tab            keys, one after another, wherever the focus is
    > type Ada                     letters
    > go to Save                   Tab, until what is called so has the focus
    > click Save                   the mouse; `click Save #2` for the second one that is called so
    > choose 50 % in Text size     an entry of a box, with the arrow keys
    > pick Delete…                 an entry of the menu that is open
    > row Ada                      the arrow keys, until the row with this text is the current one
    > click “one summer”           words in a text, or a row of a list; `double-click “Ada”` twice
    > menu on “one summer”         the menu there; `menu` alone: that of the keyboard
    > point at “tower”             the pointer, without a click; `point away`
    > select “one summer”          the pressed mouse over words of a text
    > resize 640 × 480             the window, in pixels
    > file answers.csv             a path below the folder of the story, typed into the dialog that asks for it
    > read                         nothing is done: all that is on the screen
    > anything else                what `given` has for it

All other lines are made by the program: what is no longer there (`-`), what is there now (`+`), what was said, where
the focus is. `WRITE_STORIES=1` before the test command writes them; whoever does that reads them.
"""

import re
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
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
    QWidget,
)
from shiboken6 import isValid

from quizapp.services.recording import SaveState
from tests.gui import story_text
from tests.gui.conftest import PATIENCE, Program, flush
from tests.gui.told import ROLES

Step = Callable[[], object]
Given = Callable[..., tuple[Program, dict[str, Step]]]
GIVENS: dict[str, Given] = {}
"""What there is at the beginning of a story, by its second line."""

_SHORTLY = 2_000
"""Milliseconds; what is done so soon after a step belongs to it."""
_ROWS, _LONGEST, _MANY = 30, 300, 5
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DAY = "(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )"
_ALWAYS_OTHERS = (
    (re.compile(rf"{_DAY}?\b\d{{1,2}} {_MONTH}(?: 20\d\d)?"), "«date»"),
    (re.compile(r"\b20\d\d-\d\d-\d\d\b"), "«date»"),
    (re.compile(r"\b\d\d?:\d\d(?::\d\d)?\b(?: [ap]m)?", re.IGNORECASE), "«time»"),
    (re.compile(r"\b[0-9a-f]{12,}\b"), "«code»"),
)
"""What is another one in each run: dates, times, checksums."""


def given(words: str) -> Callable[[Given], Given]:
    """Note a function that prepares a story: it gets the fixtures it names, and gives the program and further steps."""

    def note(prepare: Given) -> Given:
        assert words not in GIVENS, words
        GIVENS[words] = prepare
        return prepare

    return note


class Story:
    """The window, step by step; `told` are the lines of all steps until now."""

    def __init__(self, program: Program, steps: dict[str, Step], folder: Path, spoken: list[str]) -> None:
        self.program, self.folder = program, folder
        self.told: list[str] = []
        self._steps, self._spoken = steps, spoken
        self._shown: list[str] = []
        self._focus = ""
        self._opened: list[str] = []
        self._clipboard = QGuiApplication.clipboard().text()
        self.settle()
        self._look()

    def do(self, step: str) -> None:
        """Do one step, and note what came of it."""
        self._spoken.clear()
        self.told += ["", f"> {step}"]
        verb, _, rest = step.partition(" ")
        if step in self._steps:
            self._steps[step]()
        elif step == "read":
            self._shown = []
        else:
            getattr(self, f"_{verb.replace('-', '_')}")(rest)
        self.settle()
        self.told += self._look()

    def settle(self) -> None:
        """Until everything that was asked for is there, and what comes a moment later too, which is not waited for."""
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            flush()
            if self._is_busy():
                continue
            soon = [timer for timer in _timers() if timer.isSingleShot() and 0 < timer.interval() <= _SHORTLY]
            if not soon:
                self._activate()
                return flush()
            min(soon, key=QTimer.remainingTime).setInterval(0)
        raise AssertionError(f"never at rest: {[str(timer.parent()) for timer in _timers()]}")

    def _is_busy(self) -> bool:
        window = self.program.window
        page = window.editor.page if window.editor.is_shown else None
        is_checking = page is not None and (page.checking.is_under_way or page.is_waiting)
        is_saving = window.learning.recordings.state is SaveState.SAVING and not window.learning.recordings._has_draft
        return window.opening.is_under_way or not self.program.jobs.is_idle or is_checking or is_saving

    def _activate(self) -> None:
        """Give the keyboard to the window again where a dialog was closed, as a window system does."""
        active = QApplication.activeWindow()
        if QApplication.activePopupWidget() is None and (active is None or not active.isVisible()):
            self.program.window.activateWindow()
            flush()

    # what is done

    def _press(self, keys: str) -> None:
        for key in keys.split(", "):
            combination = QKeySequence(key)[0]
            QTest.keyClick(_keyboard(), combination.key(), combination.keyboardModifiers())
            flush()

    def _type(self, text: str) -> None:
        focused = _keyboard()
        if text.isascii():
            QTest.keyClicks(focused, text)
        else:  # as an input method does
            focused.insertPlainText(text) if hasattr(focused, "insertPlainText") else focused.insert(text)

    def _go(self, rest: str) -> None:
        name = rest.removeprefix("to ")
        seen = []
        for _ in range(120):
            focused = QApplication.focusWidget()
            if focused is not None and name in _names(focused):
                return
            seen.append(_words(focused) if focused else "nothing")
            QTest.keyClick(_keyboard(), Qt.Key.Key_Tab)
            flush()
        raise AssertionError(f"Tab does not lead to “{name}”, but to {list(dict.fromkeys(seen))}")

    def _click(self, rest: str) -> None:
        if rest.startswith("“"):
            story_text.click_on(_widgets(), _quoted(rest))
            return
        name, _, number = rest.partition(" #")
        called = [each for each in _widgets() if name in _names(each)]
        assert len(called) >= int(number or 1), f"nothing is called “{rest}”: {self._shown}"
        widget = called[int(number or 1) - 1]
        at = widget.rect().center()
        if isinstance(widget, QAbstractButton) and not widget.hitButton(at):
            at = QPoint(10, at.y())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def _double_click(self, rest: str) -> None:
        story_text.click_on(_widgets(), _quoted(rest), twice=True)

    def _menu(self, rest: str) -> None:
        story_text.open_menu(_widgets(), _quoted(rest), _keyboard())

    def _point(self, rest: str) -> None:
        story_text.point_at(_widgets(), _quoted(rest))

    def _select(self, rest: str) -> None:
        story_text.select(_widgets(), _quoted(rest))

    def _resize(self, rest: str) -> None:
        self.program.window.resize(*map(int, rest.split(" × ")))

    def _choose(self, rest: str) -> None:
        entry, _, name = rest.rpartition(" in ")
        box = next(each for each in _widgets() if isinstance(each, QComboBox) and name in _names(each))
        wanted = box.findText(entry)
        assert wanted >= 0, [box.itemText(at) for at in range(box.count())]
        box.setFocus()
        while box.currentIndex() != wanted:
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)

    def _pick(self, words: str) -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        action = next(each for each in menu.actions() if each.text().replace("&", "") == words)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def _row(self, text: str) -> None:
        view = _keyboard()
        assert isinstance(view, QAbstractItemView), _words(view)
        model, can_be = view.model(), Qt.ItemFlag.ItemIsSelectable
        there = (at for at in range(model.rowCount()) if text in _row(view, at))
        wanted = next(at for at in there if model.flags(model.index(at, 0)) & can_be)
        for _ in range(model.rowCount()):
            at = view.currentIndex().row()
            if at != wanted:
                QTest.keyClick(view, Qt.Key.Key_Down if at < wanted else Qt.Key.Key_Up)
        assert view.currentIndex().row() == wanted, f"the arrow keys do not lead to “{text}”"

    def _file(self, name: str) -> None:
        dialog = next(
            each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and _is_shown(each)
        )
        field = dialog.findChild(QLineEdit)
        field.setFocus()
        field.setText(str(self.folder / name))  # typed, it would open a list of completions, which takes the Enter key
        QTest.keyClick(field, Qt.Key.Key_Return)

    # what is seen and heard

    def _look(self) -> list[str]:
        """What changed since the last look: what is seen, what was said, where the focus is."""
        shown = [line for widget in _widgets() for line in _told(widget)]
        lines = []
        for kind, first, last, start, end in SequenceMatcher(None, self._shown, shown, autojunk=False).get_opcodes():
            if kind != "equal":
                lines += _shortened([f"  - {line}" for line in self._shown[first:last]])
                lines += [f"  + {line}" for line in shown[start:end]]
        self._shown = shown
        lines += [f"  says: {_plain(words)}" for words in self._spoken]
        text = QGuiApplication.clipboard().text()
        if text != self._clipboard:
            lines.append(f"  clipboard: {_plain(text)}")
            self._clipboard = text
        focused = QApplication.focusWidget()
        focus = _words(focused) if focused is not None else "nothing"
        if focused is not None and focused.visibleRegion().isEmpty():
            focus += " (out of sight)"
        if focus != self._focus:
            lines.append(f"  focus: {focus if len(focus) < _LONGEST // 3 else focus[: _LONGEST // 3] + '…'}")
            self._focus = focus
        return [self._without_chance(line) for line in lines]

    def _without_chance(self, line: str) -> str:
        line = line.replace(str(self.folder), "«folder»")
        for pattern, words in _ALWAYS_OTHERS:
            line = pattern.sub(words, line)
        return line


def _shortened(gone: list[str]) -> list[str]:
    """What is no longer there, as it was told when it came."""
    return [gone[0], f"  - … {len(gone) - 2} more …", gone[-1]] if len(gone) > _MANY else gone


def _is_shown(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible()


def _timers() -> list[QTimer]:
    roots: list[QObject] = [QApplication.instance(), *QApplication.topLevelWidgets()]
    return [timer for root in roots for timer in root.findChildren(QTimer) if timer.isActive()]


def _keyboard() -> QWidget:
    """What gets the keys that are pressed now."""
    return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()


def _widgets() -> list[QWidget]:
    """All widgets that are shown, in the order in which a screen reader goes through them, those on top last."""
    windows = [each for each in QApplication.topLevelWidgets() if _is_shown(each)]
    windows.sort(key=lambda each: (each is QApplication.activePopupWidget(), each.isModal(), each.isWindow()))
    found: list[QWidget] = []

    def add(widget: QWidget) -> None:
        found.append(widget)
        if not isinstance(widget, QAbstractItemView | QComboBox | QAbstractSpinBox | QMenu | QFileDialog):
            for child in widget.children():
                if isinstance(child, QWidget) and not child.isWindow() and child.isVisible():
                    add(child)

    for window in windows:
        add(window)
    return found


def _own_text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    if isinstance(widget, QAbstractSlider | QProgressBar):
        return str(widget.value())
    return ""


def _names(widget: QWidget) -> set[str]:
    found = {_plain(widget.accessibleName())}
    if isinstance(widget, QAbstractButton | QLabel):
        found.add(_plain(widget.text().replace("&", "")))
    return found - {""}


def _plain(text: str) -> str:
    """A text in one line, shortened."""
    line = " ".join(re.sub("<[^<>]*>", " ", text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}… ({len(line)})"


def _words(widget: QWidget) -> str:
    """The role of a widget, its text and its names."""
    interface = QAccessible.queryAccessibleInterface(widget)
    role = interface.role() if interface is not None else QAccessible.Role.NoRole
    text, name = _plain(_own_text(widget)), _plain(widget.accessibleName())
    words = [ROLES.get(role, role.name), f"“{text or name}”"] + (
        [f"called “{name}”"] if text and name not in ("", text) else []
    )
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not text:
        words.append(f"asks “{widget.placeholderText()}”")
    return " ".join(words)


def _told(widget: QWidget) -> list[str]:
    """What there is to tell of a widget: nothing of most that only hold others."""
    if isinstance(widget, QScrollBar):
        return []
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
    described = _plain(widget.accessibleDescription())
    described = f"described as “{described}”" if described not in ("", _plain(widget.accessibleName())) else ""
    if described and not isinstance(widget, QTextEdit):
        more.append(described)
    if _plain(widget.toolTip()) not in ("", *_names(widget), _plain(widget.accessibleDescription())):
        more.append(f"tip “{_plain(widget.toolTip())}”")
    lines = [", ".join([_words(widget), *more])]
    if isinstance(widget, QComboBox):
        lines.append("    entries: " + " | ".join(widget.itemText(at) for at in range(widget.count())))
    if isinstance(widget, QMenu):
        lines += [f"    {_entry(action)}" for action in widget.actions() if action.isVisible()]
    if isinstance(widget, QTextEdit):
        lines += [f"    {described}"] if described else []
        lines += [f"    {_plain(words)}" for words in story_text.state_of(widget)]
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        count = model.rowCount() if model is not None else 0
        if isinstance(widget, QTableView) and widget.horizontalHeader().isVisible():
            heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in _columns(widget)]
            lines.append("    " + " | ".join(_plain(str(head or "")) for head in heads))
        lines += [f"    {_row(widget, at)}" for at in range(min(count, _ROWS))]
        lines += [f"    … {count} rows"] if count > _ROWS else []
    return lines


def _quoted(rest: str) -> str:
    """The words between quotation marks; nothing where there are none."""
    return rest.partition("“")[2].rstrip("”")


def _entry(action) -> str:
    if action.isSeparator():
        return "—"
    states = ["checked"] * action.isChecked() + ["disabled"] * (not action.isEnabled())
    keys = action.shortcut().toString()
    return ", ".join([action.text(), *states, *([f"keys {keys}"] if keys else [])])


def _columns(view: QAbstractItemView) -> list[int]:
    if isinstance(view, QListView):
        return [view.modelColumn()]
    return [at for at in range(view.model().columnCount()) if not view.isColumnHidden(at)]


def _row(view: QAbstractItemView, row: int) -> str:
    """The cells of a row, as they are seen, or heard where that is more; whether it is the current one, or chosen."""
    model, cells = view.model(), []
    indexes = [model.index(row, column) for column in _columns(view)]
    for index in indexes:
        seen, heard = str(index.data() or ""), str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        tick = "" if ticked is None else "[x] " if Qt.CheckState(ticked) == Qt.CheckState.Checked else "[ ] "
        cells.append(tick + _plain(heard if heard and heard != seen else seen))
    selection = view.selectionModel()
    is_chosen = selection is not None and any(selection.isSelected(index) for index in indexes)
    mark = "▸ " if row == view.currentIndex().row() else "• " if is_chosen else ""
    if mark and not view.viewport().rect().intersects(view.visualRect(indexes[0])):
        mark += "(out of sight) "
    return mark + " | ".join(cells)
