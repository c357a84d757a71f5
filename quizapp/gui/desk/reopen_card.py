"""Reopening an assignment for one learner, with a reason and extra time."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dialogs import open_folder
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text
from quizapp.services.desk.reopening import reopen
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.domain.assignment import Assignment
    from quizapp.domain.classroom import Member

_EXTRA = (0, 5, 10, 15, 20, 30, 45, 60, 90)


class ReopenCard(QWidget):
    """Takes the reason, and writes the file that lets the learner go on.

    Signals:
        ended: it is done, or the teacher thought better of it.
    """

    ended = Signal()

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__()
        self._access = access
        self._settings = settings
        self._asked: tuple[Assignment, Member] | None = None
        self.headline = Label(theme, FontRole.TITLE, wraps=True)
        note = self.tr(
            "What was handed in stays. The learner opens the file that you save here, and goes on where they stopped."
        )
        self.note = Label(theme, FontRole.PLAIN, note, color="muted", wraps=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        words = self.tr("Reason: it is shown to the learner, and kept")
        self.reason.setPlaceholderText(words)
        self.reason.setAccessibleName(words)
        self.reason.setAccessibleDescription(" ")  # or else Qt would say the name again
        self.reason.textChanged.connect(self._allow)
        self.extra = ChoiceBox(theme, self.tr("More time"), self)
        none = self.tr("No extra time")
        self.extra.show_choices((self.tr("%n minutes more", "", each) if each else none, each) for each in _EXTRA)
        self.save = push_button(self.tr("Save the file…"), self._ask_folder, is_main=True)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.save, push_button(self.tr("Cancel"), self.ended)):
            flow.addWidget(button)
        items = (self.headline, self.note, self.reason, self.extra, buttons, 1)
        fill(QVBoxLayout(self), *items, margins=(0, 0, 0, 0), spacing=10)

    def ask(self, assignment: "Assignment", learner: "Member") -> None:
        """Ask why `assignment` is reopened for `learner`."""
        self._asked = assignment, learner
        self.headline.setText(self.tr("Reopen for {name}").format(name=learner.name))
        self.reason.clear()
        self.extra.setCurrentIndex(0)
        self.extra.setVisible(assignment.settings.time_limit > 0)
        self._allow()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, folder: Path) -> None:
        """Reopen it, and write the file for the learner into `folder`."""
        if self._asked is not None:
            assignment, learner = self._asked
            reason, extra = self.reason.text(), self.extra.currentData() * 60.0
            self._access.change(
                lambda desk: reopen(desk, assignment, learner, reason, folder, extra),
                self._saved,
                self._failed,
                asked=(self._asked,),
            )
            self._asked = None  # once

    def _saved(self, asked: "tuple[Assignment, Member]", path: Path) -> None:
        if self._asked is None and not self.isHidden():
            self.ended.emit()
        self._access.done.emit(self.tr("Give this file to the learner: {file}").format(file=path))

    def _failed(self, asked: "tuple[Assignment, Member]", error: QuizAppError) -> None:
        self._asked = self._asked or asked
        self._access.told.emit(error_text(error))

    def _ask_folder(self) -> None:
        title = self.tr("Folder for the file that reopens it")
        open_folder(self.window(), self._settings, title, self.save_to)

    def _allow(self) -> None:
        self.save.setEnabled(bool(self.reason.text().strip()))
