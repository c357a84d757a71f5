"""The rules of a new assignment: for whom, how it is taken, and what is shown when."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QTime, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDateTimeEdit, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.domain.assignment import TOOLS, AssignmentSettings, Tool, usual_tools
from quizapp.domain.level import STANDARD
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dates import date_format
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import TOOL_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.classroom import Classroom
    from quizapp.domain.level import ReadingLevel

_MINUTES = (0, 5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120, 180)
_MOST_TRIES = 5
_WIDE = 330
"""Pixels at the plain text size, for two fields beside each other."""


class RulesForm(QWidget):
    """Takes title, class and `AssignmentSettings`; what does not go together cannot be chosen together.

    Signals:
        changed: something is set otherwise.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown_for = ""
        self.title = QLineEdit()
        self.title.setMaxLength(100)
        self.title.setAccessibleName(self.tr("Title"))
        self.room, self.mode, self.shown, self.limit, self.tries, self.level = (
            ChoiceBox(theme, name, self)
            for name in (
                self.tr("Class"),
                self.tr("Kind"),
                self.tr("Marks and answers are shown"),
                self.tr("Time for each text"),
                self.tr("Tries at a question"),
                self.tr("Reading level"),
            )
        )
        self.mode.show_choices([(self.tr("Test"), "test"), (self.tr("Practice"), "practice")])
        no_limit = self.tr("No limit")
        self.limit.show_choices((self.tr("%n minutes", "", each) if each else no_limit, each) for each in _MINUTES)
        self.tries.show_choices((self.tr("Up to %n", "", each), each) for each in range(1, _MOST_TRIES + 1))
        self.holds_key = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.certainty = CheckBox(theme, self.tr("Ask how sure they are"))
        self.shuffled = CheckBox(theme, self.tr("Shuffle the questions"))
        self.tools: dict[Tool, CheckBox] = {tool: CheckBox(theme, translate(TOOL_NAMES[tool])) for tool in TOOLS}
        self.hints = self.tools["hints"]
        self.hints.setToolTip(self.tr("A test gives no hints; practice may."))
        self.anyone = CheckBox(theme, self.tr("Others may type a name"))
        self.without = CheckBox(theme, self.tr("Hide the text"))
        self.without.setToolTip(self.tr("To see which questions can be answered without reading"))
        self.level_locked = CheckBox(theme, self.tr("Lock the reading level"))
        self.level_locked.setToolTip(
            self.tr("Learners can’t change it. Where you have set a level for a learner, that counts.")
        )
        self.is_due = CheckBox(theme, self.tr("Hand in by"))
        self.due = QDateTimeEdit()
        self.due.setCalendarPopup(True)
        time = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
        date = re.sub(r"'[^']*' ?", "", date_format().replace("MMMM", "MMM"))  # without the words between, for room
        self.due.setDisplayFormat(f"{date}, {time}")
        self.due.setAccessibleName(self.tr("Date and time to hand in by"))
        self.late = Label(theme, FontRole.SMALL, color="wrong", wraps=True)
        column = fill(QVBoxLayout(self), margins=(0, 0, 0, 0), spacing=8)
        for name, field in ((self.tr("Title"), self.title), (self.tr("Class"), self.room)):
            column.addWidget(Label(theme, FontRole.SMALL, name, color="muted"))
            column.addWidget(field)
        self._pairs: list[QWidget] = []
        for box in (self.mode, self.limit, self.shown, self.tries, self.level):
            box.use_length(8)
            pair = QWidget()
            label = Label(theme, FontRole.SMALL, box.accessibleName(), color="muted", wraps=True)
            fill(QVBoxLayout(pair), label, box, margins=(0, 0, 0, 0), spacing=3)
            self._pairs.append(pair)
        dated = QWidget()
        fill(QVBoxLayout(dated), self.due, margins=(0, 0, 0, 0))
        boxes = (self.shuffled, self.certainty, self.anyone, self.without, self.level_locked)
        for check in (*boxes, *self.tools.values()):
            check.toggled.connect(self._changed)
        self._checks: list[QWidget] = [*boxes, self.is_due, dated]
        self._choices_grid, self._checks_grid, self._tools_grid = QGridLayout(), QGridLayout(), QGridLayout()
        for grid in (self._choices_grid, self._checks_grid, self._tools_grid):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(5)
        may_use = Label(theme, FontRole.SMALL, self.tr("Learners may use"), color="muted")
        fill(column, self._choices_grid, self.holds_key, self._checks_grid, may_use, self._tools_grid)
        self._columns = 0
        self._place()
        theme.changed.connect(self._place)
        column.addWidget(self.late)
        for combo in (self.room, self.mode, self.shown, self.limit, self.tries, self.level):
            combo.currentIndexChanged.connect(self._changed)
        self.title.textChanged.connect(self._changed)
        self.is_due.toggled.connect(self._changed)
        self.due.dateTimeChanged.connect(self._changed)

    def ask(self, rooms: "Sequence[Classroom]", wanted: str) -> None:
        """Ask for an assignment to one of `rooms`; that of the id `wanted` is chosen."""
        self.title.clear()
        self.show_levels(())
        self.show_rooms(rooms)
        self.room.setCurrentIndex(max(0, self.room.findData(wanted)))
        for box in (self.mode, self.limit, self.tries):
            box.setCurrentIndex(0)
        for check in (self.shuffled, self.certainty, self.anyone, self.without, self.level_locked, self.is_due):
            check.setChecked(False)
        for check in self.tools.values():
            check.setChecked(True)
        self.due.setDateTime(QDateTime(QDateTime.currentDateTime().date().addDays(1), QTime(16, 0)))
        self._shown_for = ""
        self._changed()

    def show_rooms(self, rooms: "Sequence[Classroom]") -> None:
        """Offer these classes."""
        self.room.show_choices((room.name, room.id) for room in rooms)

    def show_levels(self, levels: "Sequence[ReadingLevel]") -> None:
        """Offer the reading levels of the texts; nothing where they have none."""
        names: dict[str, str] = {}
        for level in levels:
            names.setdefault(level.id, level.shown_name(translate))
        self.level.show_choices((name, id_) for id_, name in (names or {STANDARD: ""}).items())
        self._pairs[-1].setVisible(len(names) > 1)
        self.level_locked.setVisible(len(names) > 1)

    @property
    def is_over(self) -> bool:
        """Tells whether the date to hand in by is over already."""
        return self.is_due.isChecked() and self.due.dateTime() <= QDateTime.currentDateTime()

    def settings(self) -> "AssignmentSettings":
        """The rules as they are set."""
        return AssignmentSettings(
            mode=self.mode.currentData(),
            tries=self.tries.currentData() if self.tries.isEnabled() else 1,
            certainty=self.certainty.isEnabled() and self.certainty.isChecked(),
            time_limit=self.limit.currentData() * 60.0,
            is_shuffled=self.shuffled.isChecked(),
            shown=self.shown.currentData(),
            tools=tuple(tool for tool in TOOLS if self.tools[tool].isChecked()),
            known_tools=TOOLS,
            without_passage=self.without.isChecked(),
            due=self.due.dateTime().toSecsSinceEpoch() if self.is_due.isChecked() else 0.0,
            list_only=not self.anyone.isChecked(),
            level=self.level.currentData(),
            level_locked=self.level_locked.isVisibleTo(self) and self.level_locked.isChecked(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the fields below one another where there is no room for two beside each other."""
        columns = 2 if self.width() >= self._theme.pixels(_WIDE) else 1
        if columns != self._columns:
            self._columns = columns
            grids = (self._choices_grid, self._checks_grid, self._tools_grid)
            rows: tuple[list[QWidget], ...] = (self._pairs, self._checks, [*self.tools.values()])
            for grid, widgets in zip(grids, rows, strict=True):
                for place, widget in enumerate(widgets):
                    grid.addWidget(widget, place // columns, place % columns)
                for column in (0, 1):
                    grid.setColumnStretch(column, int(column < columns))

    def _changed(self) -> None:
        mode = self.mode.currentData()
        if mode != self._shown_for:  # what is usual for it comes first
            self._shown_for = mode
            choices = [
                (self.tr("When I release them"), "released"),
                (self.tr("After handing in"), "handed_in"),
                (self.tr("At once"), "at_once"),
            ]
            self.shown.show_choices(choices[::-1] if mode == "practice" else choices[:2])
            self.shown.show_choice(self.shown.itemData(0))
            for tool in set(usual_tools("practice")) - set(usual_tools("test")):
                self.tools[tool].setChecked(mode == "practice")
            self.hints.setEnabled(mode == "practice")  # a test gives none
        at_once = self.shown.currentData() == "at_once"
        self.tries.setEnabled(at_once and not self.certainty.isChecked())
        self.certainty.setEnabled(not (at_once and self.tries.currentData() > 1 and not self.certainty.isChecked()))
        self.due.setEnabled(self.is_due.isChecked())
        if self.shown.currentData() == "released":
            told = self.tr("The file holds no answers. They stay on your desk.")
        else:
            told = self.tr("The file holds the answers, so anyone who looks inside it can find them.")
        self.holds_key.setText(told)
        self.late.show_text(self.tr("This date is in the past.") if self.is_over else "")
        self.changed.emit()
