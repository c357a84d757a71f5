"""A form for the settings for a room: who of a class learns there, and what they are offered."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dialogs import new_file, open_folder
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.language import NAMES
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.room import ALL_MODES, RoomSettings, save_room
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.domain.classroom import Classroom

_WIDEST = 720
"""Pixels at the plain text size."""


class RoomForm(QWidget):
    """Takes the settings for a room of a class, and saves them as a file.

    Signals:
        ended: the settings are saved, or not wanted.
    """

    ended = Signal()

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._access = access
        self._settings = settings
        self._class: Classroom | None = None
        self._is_fresh = True
        self._asked = 0
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        note = self.tr("One file for all laptops of the room. Put it on the stick, beside the program.")
        self.picks = CheckBox(theme, "")
        self.only = CheckBox(theme, self.tr("Nobody else: no other names, and no guests"))
        self.only.setEnabled(False)
        self.picks.toggled.connect(self.only.setEnabled)
        words = {"practice": self.tr("Practice"), "test": self.tr("Take tests"), "review": self.tr("Review")}
        self.modes = {mode: CheckBox(theme, words[mode]) for mode in ALL_MODES}
        self.bundled = CheckBox(theme, self.tr("See the banks that come with the program"))
        editing = self.tr("Write and change banks, and open the teacher's desk: both show the answers")
        self.editing = CheckBox(theme, editing)
        self.folder = QLineEdit()
        self.folder.setMaxLength(500)
        self.folder.setPlaceholderText(self.tr("Each laptop’s own"))
        self.folder.setAccessibleName(self.tr("Folder for assignments and answers"))
        self.language = ChoiceBox(theme, self.tr("Language"))
        self.language.show_choices([(self.tr("Each learner’s own"), ""), *((name, tag) for tag, name in NAMES.items())])
        choose = push_button(self.tr("Choose a folder…"), self._choose_folder)
        self.save = push_button(self.tr("Save…"), self._choose_file, is_main=True)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.save, push_button(self.tr("Cancel"), self._cancel)):
            flow.addWidget(button)
        modes = QWidget()
        in_a_row = FlowLayout(modes)
        for box in self.modes.values():
            in_a_row.addWidget(box)
        card = ScrollCard(theme, self.tr("Settings for the room"))
        fill(
            card.column,
            self.headline,
            Label(theme, FontRole.PLAIN, note, color="muted", wraps=True),
            self._title(self.tr("Who is learning?")),
            self.picks,
            self.only,
            self._title(self.tr("Learners may")),
            modes,
            self.bundled,
            self.editing,
            self._title(self.tr("Folder for assignments and answers")),
            fill(QHBoxLayout(), (self.folder, 1), choose, spacing=8),
            self._title(self.tr("Language")),
            fill(QHBoxLayout(), self.language, 1),
            buttons,
            1,
        )
        self._card = card
        fill(QHBoxLayout(self), 1, (card, 20), 1, margins=(0, 0, 0, 0))
        theme.restyle_with(self._fit)

    def ask(self, room: "Classroom") -> None:
        """Ask for the settings for a room in which the learners of a class work; those not saved are still there."""
        is_fresh = self._is_fresh or self._class is None or room.id != self._class.id
        self._is_fresh = False
        self._class = room
        self._asked += 1
        count = len(room.members)
        self.headline.setText(self.tr("Settings for the room · {name}").format(name=" ".join(room.name.split())))
        self.picks.setText(self.tr("They pick one of the %n names of this class", "", count))
        self.picks.setChecked(count > 0 and (is_fresh or self.picks.isChecked()))
        self.picks.setEnabled(count > 0)
        if is_fresh:
            self.only.setChecked(False)
            for box in (*self.modes.values(), self.bundled, self.editing):
                box.setChecked(True)
            self.folder.clear()
            self.language.setCurrentIndex(0)
        (self.picks if count else self.modes["practice"]).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def room(self) -> RoomSettings:
        """The settings that are chosen."""
        names = tuple(member.name for member in self._class.members) if self._class and self.picks.isChecked() else ()
        folder = self.folder.text().strip()
        return RoomSettings(
            learners=names,
            others=not (names and self.only.isChecked()),
            watched_folder=Path(folder) if folder else None,
            modes=[mode for mode, box in self.modes.items() if box.isChecked()],
            language=str(self.language.currentData()),
            bundled=self.bundled.isChecked(),
            editing=self.editing.isChecked(),
        )

    def save_to(self, path: Path) -> None:
        """Save the settings that are chosen."""
        head = self.tr("Quizapp settings for a room. Start it with: quizapp --room {file}").format(file=path.name)
        self._access.do(partial(self._save, self.room, path, head), self._saved, asked=(self._asked,))

    @staticmethod
    def _save(room: RoomSettings, path: Path, head: str, _: object) -> Path:
        save_room(room, path, head)
        return path

    def _saved(self, asked: int, path: Path) -> None:
        self._access.done.emit(self.tr("Saved as {file}").format(file=path))
        if asked == self._asked:
            self._is_fresh = True
            if not self.isHidden():
                self.ended.emit()

    def _cancel(self) -> None:
        self._is_fresh = True
        self.ended.emit()

    def _choose_file(self) -> None:
        kind = self.tr("Settings for a room")
        new_file(self.window(), self._settings, self.tr("Save settings for the room"), kind, "room.yaml", self.save_to)

    def _choose_folder(self) -> None:
        title = self.tr("Folder for assignments and answers")
        open_folder(self.window(), self._settings, title, lambda folder: self.folder.setText(str(folder)))

    def _title(self, words: str) -> Label:
        return Label(self._theme, FontRole.STRONG, words, wraps=True)

    def _fit(self) -> None:
        self._card.setMaximumWidth(self._theme.pixels(_WIDEST))
