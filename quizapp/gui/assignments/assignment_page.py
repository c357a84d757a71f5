"""The page of an assignment: its rules, and beside them the name, or the work."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from quizapp.domain.accommodation import Accommodation
from quizapp.gui.assignments.assigned import AssignedSession
from quizapp.gui.assignments.name_card import NameCard
from quizapp.gui.assignments.rules_card import RulesCard
from quizapp.gui.assignments.work_card import WorkCard
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning

_NARROW, _WIDEST, _LOW = 760, 1180, 420
"""Pixels at the plain text size."""


class AssignmentPage(QWidget):
    """Shows the assignment of an `AssignedSession`.

    Attributes:
        names: asks who is here, until that is known.
        work: what was done so far, and the buttons for the rest.
    """

    def __init__(self, theme: Theme, assigned: AssignedSession, learning: Learning, clock: Clock) -> None:
        super().__init__()
        self._theme = theme
        self._assigned = assigned
        self._learning = learning
        self._asks_name = False
        self._rules = RulesCard(theme, clock)
        self.names = NameCard(theme)
        self.work = WorkCard(theme, clock)
        self._row = fill(QHBoxLayout(self), (self._rules, 45), (self.names, 55), (self.work, 55), spacing=12)
        self.names.picked.connect(assigned.pick)
        self.names.typed.connect(lambda name: assigned.pick(None, name))
        self.work.part_requested.connect(assigned.begin)
        self.work.results_requested.connect(assigned.look_at)
        self.work.other_requested.connect(self._ask_name)
        assigned.changed.connect(self._show_again)
        theme.changed.connect(self._arrange)

    def show_now(self) -> None:
        """Show the assignment, and give the focus to what one would do next."""
        self._asks_name = False
        self._fill()
        self._focus()

    def _show_again(self) -> None:
        if self.isVisible():
            self.show_now()

    def _ask_name(self) -> None:
        self._asks_name = True
        self._fill()
        self._focus()

    def _fill(self) -> None:
        now = self._assigned.now
        if now is None:
            return
        work = now.work
        is_known = now.standing.named is not None and not self._asks_name
        self._rules.show_assignment(work.assignment, work.accommodation if is_known else Accommodation())
        if is_known:
            self.work.show_work(now, self._assigned.message, is_busy=self._assigned.is_delivering)
        else:
            own = self._learning.named[1] if not self._asks_name else ""
            self.names.show_names(work.members, own, list_only=work.assignment.settings.list_only)
        self.work.setVisible(is_known)
        self.names.setVisible(not is_known)
        self._arrange()

    def _focus(self) -> None:
        if self.names.isVisibleTo(self):
            self.names.focus_first()
            announce(self, self.names.headline.text())
        else:
            self.work.focus_first()
            announce(self, self.work.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show rules and work side by side if there is room for both, or one above the other."""
        fit_margins(self._row, self, self._theme, widest=_WIDEST)
        narrow, low = self.width() < self._theme.pixels(_NARROW), self.height() < self._theme.pixels(_LOW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setStretch(0, 30 if narrow else 45)
        self._rules.make_low(narrow and low)
        self._rules.setVisible(not (narrow and low and self.names.isVisibleTo(self)))  # names need the room first
        self.names.show_note(not low)
