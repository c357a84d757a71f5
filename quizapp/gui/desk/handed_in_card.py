"""A card about one assignment: who has handed it in, who is still missing, and what has to be decided."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.gui.desk.decide_card import DecideCard
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_table import DeskTable, TableModel
from quizapp.gui.desk.reopen_card import ReopenCard
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.desk.collecting import waiting
from quizapp.services.desk.handed_in import learner_states
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.domain.assignment import Assignment
    from quizapp.domain.classroom import Member
    from quizapp.services.desk.collecting import Waiting
    from quizapp.services.desk.desk import Desk
    from quizapp.services.desk.handed_in import LearnerState
    from quizapp.storage.desk.records import AssignmentLine


class ReadState(NamedTuple):
    """All assignments, and the state of the one that is chosen."""

    lines: "tuple[AssignmentLine, ...]"
    assignment: "Assignment | None"
    learners: "tuple[LearnerState, ...]"
    waiting: "tuple[Waiting, ...]"
    others: "tuple[Member, ...]"


class HandedInCard(ScrollCard):
    """Shows one assignment: those who are missing first. Decisions and reopening are asked for in its place.

    Signals:
        chosen: the teacher wants to see the assignment of this id.
        assignments_requested: there is no assignment yet.
    """

    chosen = Signal(str)
    assignments_requested = Signal()

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__(theme, "")
        self._access = access
        self._state = ReadState((), None, (), (), ())
        self.assignment = ChoiceBox(theme, self.tr("Assignment"))
        self.assignment.use_length(18)
        self.assignment.currentIndexChanged.connect(lambda: self.chosen.emit(str(self.assignment.currentData())))
        self.headline = Label(theme, FontRole.TITLE, wraps=True)
        self.decide = push_button("", lambda: self.show_decision(), is_main=True)
        self.make = push_button(self.tr("Go to Assignments"), self.assignments_requested)
        head = (self.tr("Learner"), self.tr("Handed in"))
        self.model: TableModel[LearnerState] = TableModel(theme, head, self._cells, _color, self)
        self.table = DeskTable(theme, self.model, self.tr("Learners of this assignment"))
        self.table.row_changed.connect(self._allow)
        self.reopen = push_button(
            self.tr("Reopen…"), self._show_reopening, tip=self.tr("Let this learner go on with what was handed in")
        )
        buttons = QWidget()
        FlowLayout(buttons).addWidget(self.reopen)
        self._list = QWidget()
        asking = fill(QHBoxLayout(), self.decide, self.make, 1)
        items = (self.headline, asking, (self.table, 1), buttons)
        self._column = fill(QVBoxLayout(self._list), *items, margins=(0, 0, 0, 0), spacing=8)
        self._column.addStretch(0)
        self.decision = DecideCard(theme, access)
        self.reopening = ReopenCard(theme, access, settings)
        for asker in (self.decision, self.reopening):
            asker.ended.connect(self._show_list)
        self._pages = QStackedWidget()
        for page in (self._list, self.decision, self.reopening):
            self._pages.addWidget(page)
        fill(self.column, self.assignment, (self._pages, 1))
        for unread in (self.assignment, self.decide, self.make, self.table, self.reopen):
            unread.hide()

    def show_state(self, state: ReadState) -> None:
        """Show who has handed in what."""
        self._state = state
        choices = [(f"{line.title} · {line.class_name}", line.id) for line in state.lines]
        self.assignment.show_choices(choices)
        given = state.assignment
        self.assignment.setVisible(given is not None)
        self.table.setVisible(given is not None)
        self.reopen.setVisible(given is not None)
        self.make.setVisible(given is None)
        if given is None:
            self.decide.hide()
            self.headline.setText(self.tr("Nothing is handed out yet, so nothing can come in."))
            self._show_list()
            return
        self.assignment.show_choice(given.id)
        self.headline.setText(self._summary(state))
        count = len(state.waiting)
        self.decide.setText(self.tr("Decide about %n files…", "", count))
        self.decide.setVisible(count > 0)
        self.table.show_rows(state.learners, lambda one, other: bool(one.learner.id == other.learner.id))
        if self._pages.currentWidget() is self.decision:
            self.show_decision(self.decision.digest, again=True)

    def show_decision(self, digest: str = "", *, again: bool = False) -> None:
        """Ask about the submission of this digest, or about the first one that waits; none left shows the list.

        With `again`, what is asked already stays as it is.
        """
        state = self._state
        found = next((each for each in state.waiting if each.received.digest == digest), None)
        first = found or next(iter(state.waiting), None)
        if first is None or state.assignment is None:
            self._show_list()
            return
        self._pages.setCurrentWidget(self.decision)
        self.decision.ask(state.assignment, first, state.others, again=again)

    def go_back(self) -> bool:
        """Go back to the list; False where it is shown."""
        if self._pages.currentWidget() is self._list:
            return False
        self._show_list()
        return True

    def _show_list(self) -> None:
        was_asked = self._pages.currentWidget() is not self._list
        self._pages.setCurrentWidget(self._list)
        if was_asked and self.isVisible() and not self.table.isHidden():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reopening(self) -> None:
        row = self.table.current()
        if row is not None and row.times and self._state.assignment is not None:
            self._pages.setCurrentWidget(self.reopening)
            self.reopening.ask(self._state.assignment, row.learner)

    def _allow(self) -> None:
        row = self.table.current()
        self.reopen.setEnabled(row is not None and row.times > 0)

    def _summary(self, state: ReadState) -> str:
        members = [each for each in state.learners if each.is_member]
        missing = sum(not each.times for each in members)
        if not members:
            return self.tr("Nobody is in this class yet.")
        if not missing:
            return self.tr("Everybody has handed in.")
        return self.tr("Still missing: %n of {all}", "", missing).format(all=len(members))

    def _cells(self, row: "LearnerState") -> tuple[str, ...]:
        if not row.times:
            return row.learner.name, self.tr("missing")
        told = [moment_text(row.handed_in, self._access.now())]
        if row.is_late:
            told.append(self.tr("late"))
        if row.is_reopened:
            told.append(self.tr("reopened"))
        elif row.times > 1:
            told.append(self.tr("%n times", "", row.times))
        return row.learner.name, " · ".join(told)


def _color(row: "LearnerState", column: int) -> str:
    if not row.times:
        return "warn" if column else ""
    return "muted" if column else ""


def read_state(chosen: str, desk: "Desk") -> ReadState:
    """Read the state of the assignment of the id `chosen`, or else of the newest one."""
    lines = desk.store.assignments()
    if not lines:
        return ReadState((), None, (), (), ())
    assignment = desk.assignment(next((line.id for line in lines if line.id == chosen), lines[0].id))
    members = {member.id for member in assignment.members}
    rest = tuple(each for each in desk.store.learners() if each.id not in members)
    return ReadState(lines, assignment, learner_states(desk, assignment), waiting(desk, assignment.id), rest)
