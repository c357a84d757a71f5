"""A form for the names of a class: typed, pasted from a spreadsheet, or read from a file."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.dialogs import open_file
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, isolated, translate
from quizapp.services.desk import classes
from quizapp.services.desk.classes import read_names, read_names_file
from quizapp.settings import Settings
from quizapp.texts import Message

if TYPE_CHECKING:
    from quizapp.domain.classroom import Classroom
    from quizapp.services.desk.classes import ReadNames
    from quizapp.services.desk.desk import Desk

_AT_REST = 200
"""Milliseconds without a key, after which what was typed is read."""
_MOST_NOTES = 40
"""Notes that are shown; nobody reads more."""


class NamesForm(QWidget):
    """Makes a class of names, or adds names to one; what was understood stands beside them.

    Signals:
        ended: the class of this id has the names; an empty id where nothing was done.
    """

    ended = Signal(str)

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__()
        self._access = access
        self._settings = settings
        self._room: Classroom | None = None
        self._names: ReadNames | None = None
        self._saves = False
        self._is_fresh = True
        self._asked = 0
        self._understanding = Latest(access.jobs, self)
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.name.setPlaceholderText(self.tr("Name of the class, such as 7b"))
        self.name.setAccessibleName(self.tr("Name of the class"))
        self.name.textChanged.connect(self._allow)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        words = self.tr("Names, one per line. You can paste a column of a spreadsheet here.")
        self.text.setPlaceholderText(words)
        self.text.setAccessibleName(words)
        self.all_new = CheckBox(theme, self.tr("All of them are new"))
        self.all_new.setToolTip(
            self.tr("Otherwise a name that you have in another class is the same learner, with the same records")
        )
        self.add = push_button("", self._add, is_main=True)
        self.file = push_button(self.tr("From a file…"), self._choose_file, tip=self.tr("A CSV or text file"))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.add, self.file, push_button(self.tr("Cancel"), self._cancel)):
            flow.addWidget(button)
        left = ScrollCard(theme, self.tr("Names"))
        fill(left.column, self.headline, self.name, (self.text, 1), self.all_new, buttons)
        right = ScrollCard(theme, self.tr("What was understood"))
        self.count = Label(theme, FontRole.TITLE, wraps=True)
        self.count.accessible_role = ""
        self.found = Label(theme, FontRole.PLAIN, wraps=True)
        self.notes = Label(theme, FontRole.PLAIN, color="warn", wraps=True, name="told")
        fill(right.column, self.count, self.notes, self.found, 1)
        fill(QHBoxLayout(self), (left, 55), (right, 45), margins=(0, 0, 0, 0), spacing=12)
        self._until_rest = QTimer(self, singleShot=True, interval=_AT_REST)
        self._until_rest.timeout.connect(self._understand)
        self.text.textChanged.connect(self._wait)

    def ask(self, room: "Classroom | None") -> None:
        """Ask for the names of a new class, or for more names of `room`; what was typed before is still there."""
        if self._is_fresh or self._saves or (room and room.id) != (self._room and self._room.id):
            self._clear()
        self._is_fresh = False
        self._room = room
        self._asked += 1
        self._saves = False
        self.name.setVisible(room is None)
        added = self.tr("Add learners to {name}").format(name=room.name) if room is not None else ""
        self.headline.setText(added or self.tr("New class"))
        self._allow()
        (self.name if room is None else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def read_file(self, path: Path) -> None:
        """Read the names in a file, in place of those that were typed."""
        self._until_rest.stop()
        self._understanding.run(partial(read_names_file, path), done=self._show_file, failed=self._refuse)

    def _clear(self) -> None:
        self.name.clear()
        self.text.clear()
        self.all_new.setChecked(False)
        self._until_rest.stop()
        self._understanding.drop()
        self._show(None)

    def _cancel(self) -> None:
        self._is_fresh = True
        self.ended.emit("")

    def _wait(self) -> None:
        self._until_rest.start()
        self._names = None
        self._allow()

    def _understand(self) -> None:
        text = self.text.toPlainText()
        if text.strip():
            self._understanding.run(partial(read_names, text), done=self._show, failed=self._refuse)
        else:
            self._understanding.drop()
            self._show(None)

    def _show_file(self, names: "ReadNames") -> None:
        self.text.blockSignals(True)  # it has been read, with the accommodations that may be in it
        self.text.setPlainText("\n".join(each.name for each in names.learners))
        self.text.blockSignals(False)
        self._show(names)

    def _show(self, names: "ReadNames | None") -> None:
        self._names = names
        if names is None:
            self.count.setText(self.tr("Nobody yet"))
            self.found.setText(
                self.tr(
                    "Type the names, paste them, or choose a file. Names stay as they are written. A first line"
                    " such as “Name; Time; Text size” may say what the columns hold."
                )
            )
            self.notes.show_text("")
        else:
            self.count.setText(self.tr("%n learners", "", len(names.learners)))
            self.found.setText("\n".join(f"{at}.  {isolated(each.name)}" for at, each in enumerate(names.learners, 1)))
            self.notes.show_text("\n".join(map(translate.say, names.notes[:_MOST_NOTES])))
        self._allow()

    def _refuse(self, error: QuizAppError) -> None:
        self._show(None)
        self.notes.show_text(error_text(error))
        announce(self.notes, error_text(error))

    def _allow(self) -> None:
        names = self._names
        count = len(names.learners) if names is not None else 0
        words = self.tr("Make the class") if self._room is None else self.tr("Add %n learners", "", count)
        self.add.setText(words)
        is_named = self._room is not None or bool(self.name.text().strip())
        self.add.setEnabled(is_named and (count > 0 or (self._room is None and not self._is_reading)))

    @property
    def _is_reading(self) -> bool:
        return bool(self.text.toPlainText().strip()) and self._names is None

    def _add(self) -> None:
        room, name, all_new = self._room, self.name.text(), self.all_new.isChecked()
        names = self._names or classes.ReadNames(())
        if self._saves:  # pressed twice
            return

        def work(desk: "Desk") -> tuple[str, tuple[Message, ...]]:
            if room is None:
                made, notes = classes.add_class(desk, name, names, all_new=all_new)
                return made.id, notes
            return room.id, classes.add_members(desk, desk.store.classroom(room.id), names, all_new=all_new)

        self._saves = True
        self._access.change(work, self._added, self._not_added, asked=(self._asked, names))

    def _added(self, asked: int, names: "ReadNames", outcome: tuple[str, tuple[Message, ...]]) -> None:
        id_, notes = outcome
        if asked == self._asked:
            self._saves, self._is_fresh = False, True
            if not self.isHidden():
                self.ended.emit(id_)
        known = [translate.say(note) for note in notes if note not in names.notes]
        if known:
            self._access.done.emit("\n".join(known[:5]) + ("\n…" if len(known) > 5 else ""))

    def _not_added(self, asked: int, names: "ReadNames", error: QuizAppError) -> None:
        if asked == self._asked:
            self._saves = False
        self._access.told.emit(error_text(error))

    def _choose_file(self) -> None:
        filters = [self.tr("Tables and texts") + " (*.csv *.txt *.tsv)"]
        open_file(self.window(), self._settings, self.tr("Names from a file"), filters, self.read_file)
