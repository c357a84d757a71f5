"""Stories: what somebody does in the window, step by step, and what they then see and hear.

A story is a text file in a folder `stories` below `tests/gui`. Its first line is a sentence of what it is about, the
second says what there is at the beginning (see `given`). A line that begins with `> ` is a step:

    > press Ctrl+N, Tab            keys, one after another, wherever the focus is; see `BothKeys`
    > type Ada                     letters
    > key ф of A                   a key of another layout: what it types, and which key it is on an American keyboard
    > go to Save                   Tab, until what is called so has the focus
    > click Save                   the mouse; `click Save #2` for the second one that is called so
    > choose 50 % in Text size     an entry of a box, with the arrow keys
    > pick Delete…                 an entry of the menu that is open
    > row Ada                      the arrow keys, until the row with this text is the current one
    > click row Ada                the row with this text, by the mouse; `double-click row Ada`
    > move row Ada below Ben       a row of a list is dragged; `above Ben`, or `away`, where no row is
    > put map.png on Passage       files below the folder of the story are dragged onto what is called so
    > copy Some words              into the clipboard, from elsewhere; `copy file map.png`
    > click “one summer”           words in a text, or a row of a list; `double-click “Ada”`
    > menu on “one summer”         the menu there; `menu` alone: that of the keyboard
    > point at “tower”             the pointer, without a click; `point away`; on a row of a list, its tip is told
    > select “one summer”          the pressed mouse over words of a text
    > resize 640 × 480             the window, in pixels
    > file answers.csv             a path below the folder of the story, typed into the dialog that asks for it; what
                                   is printed goes there too
    > kind Tables (*.csv)          an entry of the kinds of files in that dialog, before the path is typed
    > contents answers.csv         nothing is done: the lines of a file, or how it begins where it is no text; again,
                                   what has changed in it
    > files share                  nothing is done: the files in a folder; again, what has changed
    > wait 3 s                     what is to come within three seconds, comes
    > work waits                   what is asked for from now on does not arrive, until `work arrives`: the newest
                                   first; `work arrives in order`, `the oldest work arrives`, `work fails`
    > read                         nothing is done: all that is on the screen
    > anything else                what `given` has for it; a story goes on with the `Program` that this gives, and
                                   tells the lines

All other lines are made by the program: what is no longer there (`-`), what is there now (`+`; what was there before in
the very same words is shortened), what the system opens, what was said, how text looks, where the focus is.
`WRITE_STORIES=1` before the test command writes them; whoever does that reads them.
"""

import time
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from shiboken6 import isValid

from quizapp.gui.kit.language import use_language
from quizapp.paths import questions_dir
from quizapp.services.recording import SaveState
from tests.gui import story_words
from tests.gui.conftest import PATIENCE, Program, comes_to_rest, flush
from tests.gui.story_chance import without_chance
from tests.gui.story_keys import BothKeys, press_elsewhere
from tests.gui.story_mouse import click_row, drag_row, files_data, put_files, select_row, takes_drops
from tests.gui.story_rest import is_pressed, put_off, soon_out, timers
from tests.gui.story_rows import row_text
from tests.gui.story_seen import is_alike, is_of_system, let_go, names_of, shortened, told_of, widgets, words_of
from tests.gui.story_texts import LONGEST, Texts, call_places, changed, plain

Step = Callable[[], object]
Given = Callable[..., tuple[Program, dict[str, Step]]]
GIVENS: dict[str, Given] = {}
"""What there is at the beginning of a story, by its second line."""

_SHORTLY = 2_000
"""Milliseconds; what is done so soon after a step belongs to it."""


def given(words: str) -> Callable[[Given], Given]:
    """Note a function that prepares a story: it gets the fixtures it names, and gives the program and further steps."""

    def note(prepare: Given) -> Given:
        assert words not in GIVENS, words
        GIVENS[words] = prepare
        return prepare

    return note


class _Elsewhere(QObject):
    """Takes the files and folders that the system is to open."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.files.append(url.toLocalFile())


class Story:
    """The window, step by step; `told` are the lines of all steps until now."""

    def __init__(self, program: Program, steps: dict[str, Step], folder: Path, spoken: list[str], name: str) -> None:
        self.program, self.folder = program, folder
        call_places({str(folder): "«folder»", str(questions_dir()): "«questions»"})
        self.told: list[str] = []
        self._steps, self._spoken = steps, spoken
        self._shown: list[str] = []
        self._focus = ""
        self._told_before: set[tuple[str, ...]] = set()
        self._text_looks = program.theme.look._asdict()
        QGuiApplication.clipboard().clear()
        self._clipboard = ""
        self._elsewhere = _Elsewhere()
        QDesktopServices.setUrlHandler("file", self._elsewhere, "open")
        self._texts = Texts()
        self._listed: dict[Path, list[str]] = {}
        self._keys = BothKeys(name)
        self._may_be_pressed = True
        self.settle()
        self._look()
        self._told_before.clear()  # none of it was told

    def close(self) -> None:
        """Let the system open files again, and speak English."""
        let_go()
        QDesktopServices.unsetUrlHandler("file")
        QGuiApplication.clipboard().clear()  # what Qt frees after Python has ended would end in a crash
        use_language("en")

    def do(self, step: str) -> None:
        """Do one step, and note what came of it."""
        self._spoken.clear()
        self.told += ["", f"> {step}"]
        verb, _, rest = step.partition(" ")
        self._may_be_pressed = "Ctrl+" in step or step in self._steps  # such a key holds a button down for a moment
        steps = self.program.jobs.steps() | self._steps
        if step in steps:
            result = steps[step]()
            self.program = result if isinstance(result, Program) else self.program
            self.told += [self._without_chance(line) for line in result] if isinstance(result, list) else []
        elif step == "read":
            self._shown = []
        else:
            getattr(self, f"_{verb.replace('-', '_')}")(rest)
        self.settle()
        self.told += self._look()

    def settle(self) -> None:
        """Until everything that was asked for is there, and what comes a moment later too, which is not waited for."""
        put_off(_SHORTLY)
        deadline, came = time.monotonic() + PATIENCE / 1000, Counter[QTimer]()
        while time.monotonic() < deadline:
            flush()
            if self._is_busy():
                for timer in soon_out(_SHORTLY, came) if not self.program.jobs.is_idle else ():
                    timer.start()  # no time passes while work is done, however long that takes
                self._wait_for_work()
            elif self._may_be_pressed and is_pressed():
                QTest.qWait(5)
            elif soon := soon_out(_SHORTLY, came):
                came[soon[0]] += 1
                self._let_come(soon[0])
            else:
                self._activate()
                assert comes_to_rest()
                return
        raise AssertionError(f"never at rest: {[str(timer.parent()) for timer in timers()]}")

    def _wait_for_work(self) -> None:
        """Wait a moment in another way than by being at work, which would keep the processor from those who are."""
        if self.program.jobs._pool is not None:
            self.program.jobs._pool.waitForDone(5)
        QTest.qWait(1)

    def _let_come(self, timer: QTimer) -> None:
        """Have a timer run out now, and wait as long as ever the next time."""
        interval = timer.interval()
        timer.setInterval(0)
        flush()
        if isValid(timer) and timer.interval() == 0:
            timer.setInterval(interval)

    def _is_busy(self) -> bool:
        window = self.program.window
        recordings, sign = window.learning.recordings, window.header.status
        is_saving = recordings.state is SaveState.SAVING and not recordings._has_draft
        if self.program.jobs.waiting:  # perhaps the bank, without which nothing is saved
            is_saving = is_saving and all(each.copy() for each in recordings._unsaved())
        is_late = sign is not None and sign._state is not recordings.state  # it hears of that a moment later
        is_working = is_saving or is_late or not self.program.jobs.is_idle
        if self.program.jobs.holds:  # what is asked for comes when the story says so
            return is_working
        return is_working or window.opening.is_under_way

    def _activate(self) -> None:
        """Give the keyboard to the window again where a dialog was closed, as a window system does."""
        active = QApplication.activeWindow()
        if QApplication.activePopupWidget() is None and (active is None or not active.isVisible()):
            self.program.window.activateWindow()
            flush()

    # what is done

    def _press(self, keys: str) -> None:
        for key in keys.split(", "):
            if not self.program.jobs.is_idle:  # or else it were chance what the key before has led to
                self.settle()
            combination = QKeySequence(key.replace("Shift+Tab", "Shift+Backtab"))[0]
            keyboard = _keyboard()
            QTest.keyClick(keyboard, *self._keys.of(combination, type(keyboard)))
            flush()

    def _type(self, text: str) -> None:
        if text.isascii():
            for letter in text:  # the first one may open a field that takes the others
                QTest.keyClick(_keyboard(), letter)
        else:  # as an input method does
            focused = _keyboard()
            focused.insertPlainText(text) if hasattr(focused, "insertPlainText") else focused.insert(text)

    def _key(self, rest: str) -> None:
        press_elsewhere(_keyboard(), *rest.split(" of "))

    def _go(self, rest: str) -> None:
        name = rest.removeprefix("to ")
        seen = []
        for _ in range(120):
            focused = QApplication.focusWidget()
            if focused is not None and name in names_of(focused):
                return
            seen.append(words_of(focused) if focused else "nothing")
            QTest.keyClick(_keyboard(), Qt.Key.Key_Tab)
            flush()
        raise AssertionError(f"Tab does not lead to “{name}”, but to {list(dict.fromkeys(seen))}")

    def _click(self, rest: str) -> None:
        if rest.startswith("row "):
            click_row(_in_reach(), rest[4:])
            return
        if rest.startswith("“"):
            story_words.click_on(_in_reach(), _quoted(rest))
            return
        name, _, number = rest.partition(" #")
        called = [each for each in _in_reach() if name in names_of(each)]
        assert len(called) >= int(number or 1), f"nothing is called “{rest}”: {self._shown}"
        widget = called[int(number or 1) - 1]
        at = widget.rect().center()
        if isinstance(widget, QAbstractButton) and not widget.hitButton(at):
            at = QPoint(10, at.y())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def _double_click(self, rest: str) -> None:
        if rest.startswith("row "):
            click_row(_in_reach(), rest[4:], twice=True)
        else:
            story_words.click_on(_in_reach(), _quoted(rest), twice=True)

    def _menu(self, rest: str) -> None:
        story_words.open_menu(_in_reach(), _quoted(rest), _keyboard())

    def _point(self, rest: str) -> None:
        tip = story_words.point_at(_in_reach(), _quoted(rest))
        self.told += [self._without_chance(f"  tip: {plain(tip)}")] if tip else []

    def _select(self, rest: str) -> None:
        if rest.startswith("row "):
            select_row(_in_reach(), rest[4:])
        else:
            story_words.select(_in_reach(), _quoted(rest))

    def _resize(self, rest: str) -> None:
        self.program.window.resize(*map(int, rest.split(" × ")))

    def _move(self, rest: str) -> None:
        drag_row(_in_reach(), rest.removeprefix("row "))

    def _put(self, rest: str) -> None:
        files, _, name = rest.partition(" on ")
        called = [each for each in _in_reach() if name in names_of(each)]
        on = next((each for each in called if takes_drops(each)), called[0])
        is_taken = put_files(on, [self.folder / each for each in files.split(", ")])
        self.told += [] if is_taken else ["  it is not taken"]

    def _copy(self, rest: str) -> None:
        clipboard = QGuiApplication.clipboard()
        if rest.startswith("file "):
            clipboard.setMimeData(files_data([self.folder / each for each in rest[5:].split(", ")]))
        else:
            clipboard.setText(rest)
        self._clipboard = clipboard.text()

    def _choose(self, rest: str) -> None:
        boxes = [each for each in _in_reach() if isinstance(each, QComboBox)]
        parts = rest.split(" in ")
        splits = [(" in ".join(parts[:at]), " in ".join(parts[at:])) for at in range(1, len(parts))]
        box, entry = next((box, entry) for entry, name in splits for box in boxes if name in names_of(box))
        wanted = box.findText(entry)
        assert wanted >= 0, [box.itemText(at) for at in range(box.count())]
        assert box.isEnabled(), f"disabled: {rest}"
        box.setFocus()
        while box.currentIndex() != wanted:
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)

    def _pick(self, words: str) -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        action = next(each for each in menu.actions() if each.text().replace("&", "") == words)
        if action.menu() is not None:
            menu.setActiveAction(action)
            QTest.keyClick(menu, Qt.Key.Key_Right)
            return
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def _row(self, text: str) -> None:
        view = _keyboard()
        assert isinstance(view, QAbstractItemView), words_of(view)
        model, can_be = view.model(), Qt.ItemFlag.ItemIsSelectable
        there = (at for at in range(model.rowCount()) if text in row_text(view, at))
        wanted = next(at for at in there if model.flags(model.index(at, 0)) & can_be)
        for _ in range(model.rowCount()):
            at = view.currentIndex().row()
            if at != wanted:
                QTest.keyClick(view, Qt.Key.Key_Down if at < wanted else Qt.Key.Key_Up)
        assert view.currentIndex().row() == wanted, f"the arrow keys do not lead to “{text}”"

    def _wait(self, seconds: str) -> None:
        most = 1000 * int(seconds.removesuffix(" s"))
        for timer in soon_out(most, Counter()):
            self._let_come(timer)

    def _file(self, name: str) -> None:
        dialog = next(each for each in _in_reach() if is_of_system(each))
        if isinstance(dialog, QPrintDialog):
            dialog.printer().setOutputFileName(str(self.folder / name))
            dialog.done(QDialog.DialogCode.Accepted)
            return
        field = dialog.findChild(QLineEdit)
        field.setFocus()
        field.setText(str(self.folder / name))  # typed, it would open a list of completions, which takes the Enter key
        QTest.keyClick(field, Qt.Key.Key_Return)

    def _kind(self, words: str) -> None:
        dialog = next(each for each in widgets() if is_of_system(each))
        box = next(each for each in dialog.findChildren(QComboBox) if each.findText(words) >= 0)
        while box.currentText() != words:
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < box.findText(words) else Qt.Key.Key_Up)

    def _contents(self, name: str) -> None:
        path = self.folder / name
        data = path.read_bytes() if path.exists() else b"it is not there"
        try:
            lines = data.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            lines = [f"begins with {data[:5]!r}"]
        self._list(path, lines)

    def _files(self, name: str) -> None:
        folder = self.folder / name
        found = sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())
        self._list(folder, found or ["none"])

    def _list(self, path: Path, lines: list[str]) -> None:
        """Tell what is in a file or a folder; the next time, what has changed in it."""
        before, self._listed[path] = self._listed.get(path), lines
        told = [f"  {line}" for line in lines] if before is None else changed(before, lines)
        self.told += [self._without_chance(line) for line in told]

    # what is seen and heard

    def _look(self) -> list[str]:
        """What changed since the last look: what is seen, what was said, where the focus is."""
        seen = widgets()
        shown = [self._without_chance(line) for widget in seen for line in told_of(widget)]
        lines = []
        for kind, first, last, start, end in SequenceMatcher(None, self._shown, shown, autojunk=False).get_opcodes():
            if kind != "equal":
                lines += shortened("-", self._shown[first:last])
                lines += self._come(tuple(shown[start:end]))
        self._shown = shown
        lines += self._texts.changes(seen)
        lines += self._look_of_text()
        lines += [f"  opens elsewhere: {file}" for file in self._elsewhere.files]
        self._elsewhere.files.clear()
        lines += [f"  says: {plain(words)}" for words in self._spoken]
        text = QGuiApplication.clipboard().text()
        if text != self._clipboard:
            lines.append(f"  clipboard: {plain(text)}")
            self._clipboard = text
        focused = QApplication.focusWidget()
        focus = words_of(focused) if focused is not None else "nothing"
        alike = [each for each in seen if is_alike(each, focused)] if focused is not None else []
        if focused in alike[1:]:
            focus += f" #{alike.index(focused) + 1}"
        if focused is not None and is_of_system(focused.window()):
            focus = "in the dialog"
        if focused is not None and focused.visibleRegion().isEmpty():
            focus += " (out of sight)"
        if focus != self._focus:
            lines.append(f"  focus: {focus if len(focus) < LONGEST // 3 else focus[: LONGEST // 3] + '…'}")
            self._focus = focus
        lines += self._texts.cursor(focused)
        return [self._without_chance(line) for line in lines]

    def _come(self, shown: tuple[str, ...]) -> list[str]:
        """What has come: all of it at the first time, and shortened when the very same comes again."""
        if shown in self._told_before:
            return shortened("+", shown)
        self._told_before.add(shown)
        return [f"  + {line}" for line in shown]

    def _look_of_text(self) -> list[str]:
        """What is set otherwise of how text looks: a size, a color, a font."""
        look = self.program.theme.look._asdict()
        changed = [f"{name} {value}" for name, value in look.items() if value != self._text_looks[name]]
        self._text_looks = look
        return [f"  text looks: {', '.join(changed)}"] if changed else []

    def _without_chance(self, line: str) -> str:
        return without_chance(line, self.folder)


def _in_reach() -> list[QWidget]:
    """The widgets that are shown and can be clicked on: those of a dialog alone, where one is open."""
    dialog = QApplication.activeModalWidget()
    return [each for each in widgets() if dialog is None or each.window() in (dialog, QApplication.activePopupWidget())]


def _keyboard() -> QWidget:
    """What gets the keys that are pressed now."""
    popup = QApplication.activePopupWidget()
    inside = popup.focusWidget() if popup is not None else None
    return inside or popup or QApplication.focusWidget() or QApplication.activeWindow()


def _quoted(rest: str) -> str:
    """The words between quotation marks; nothing where there are none."""
    return rest.partition("“")[2].rstrip("”")
