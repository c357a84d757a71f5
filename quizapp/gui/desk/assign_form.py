"""A new assignment: its questions on the left, its rules on the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.domain.question import SKILLS
from quizapp.errors import QuizAppError
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.question_choice import QuestionChoice
from quizapp.gui.desk.rules_form import RulesForm
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.reports.names import skill_name
from quizapp.services.desk.assigning import blueprint, make_assignment, merge
from quizapp.services.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.assignment import Assignment, Part
    from quizapp.domain.classroom import Classroom
    from quizapp.services.desk.assigning import Blueprint
    from quizapp.services.desk.desk import Desk


class AssignForm(QWidget):
    """Takes the questions and the rules, says how they cover skills and text, and makes the assignment.

    Signals:
        made: gives the assignment.
        ended: the teacher goes back without one; what was chosen stays.
    """

    made = Signal(object)
    ended = Signal()

    def __init__(self, theme: Theme, access: DeskAccess, library: Library) -> None:
        super().__init__()
        self._access = access
        self._planning = Latest(access.jobs, self)
        self._plan: Blueprint | None = None
        self._makes = False
        self._is_fresh = True
        self.choice = QuestionChoice(theme, access, library)
        self.choice.changed.connect(self._find_plan)
        self.rules = RulesForm(theme)
        self.rules.changed.connect(self._allow)
        self.plan = Label(theme, FontRole.PLAIN, wraps=True)
        self.make = push_button(self.tr("Make and save…"), self._make, is_main=True)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.make, push_button(self.tr("Back to the list"), self.ended)):
            flow.addWidget(button)
        right = ScrollCard(theme, self.tr("Rules of the assignment"))
        title = Label(theme, FontRole.TITLE, self.tr("New assignment"))
        fill(right.column, title, self.rules, self.plan, 1)
        frame = right.layout()
        assert frame is not None
        frame.addWidget(buttons)  # below what scrolls: always in sight
        fill(QHBoxLayout(self), (self.choice, 56), (right, 44), margins=(0, 0, 0, 0), spacing=12)

    def ask(self, rooms: "Sequence[Classroom]", wanted: str) -> None:
        """Ask for an assignment for one of `rooms`, at first the one of the id `wanted`."""
        if self._is_fresh:
            self._is_fresh = False
            self.rules.ask(rooms, wanted)
            self.choice.model.choose(())
        else:
            self.rules.show_rooms(rooms)
        self.choice.read()
        self.choice.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_plan(self) -> None:
        chosen = self.choice.chosen
        self._plan = None
        self._allow()
        if not chosen:
            self._planning.drop()
            self.rules.title.setPlaceholderText("")
            self.plan.setText(self.tr("Choose questions: here you see how they cover the skills and the text."))
            return

        def work(desk: "Desk") -> "tuple[Blueprint, Sequence[Part]]":
            parts = merge(chosen)
            return blueprint(parts), parts

        desk = self._access.desk
        if desk is not None:
            self._planning.run(lambda: work(desk), done=self._show_plan, failed=self._show_no_plan)

    def _show_plan(self, found: "tuple[Blueprint, Sequence[Part]]") -> None:
        plan, parts = found
        self._plan = plan
        self.rules.show_levels([level for part in parts for level in part.bank.levels])
        self.plan.setText("\n".join(self._plan_lines(plan)))
        self.rules.title.setPlaceholderText(parts[0].bank.title)
        self._allow()

    def _show_no_plan(self, error: QuizAppError) -> None:
        self.plan.setText(error_text(error))
        announce(self.plan, error_text(error))

    def _plan_lines(self, plan: "Blueprint") -> "list[str]":
        none = self.tr("No skill named")
        skills = ", ".join(f"{skill_name(skill, translate) or none} {count}" for skill, count, _ in plan.skills)
        lines = [self.tr("%n questions: {skills}", "", plan.questions).format(skills=skills)]
        touched = self.tr("Their evidence is in {touched} of %n sentences of the text.", "", plan.sentences)
        lines.append(touched.format(touched=plan.touched))
        missing = [skill_name(each, translate) for each in SKILLS if each not in {name for name, _, _ in plan.skills}]
        if missing:
            lines.append(self.tr("Nothing on: {skills}").format(skills=", ".join(missing)))
        if plan.rated:
            lines.append(self.tr("You rate %n of them yourself.", "", plan.rated))
        return lines

    def _allow(self) -> None:
        can = self._plan is not None and self.rules.room.count() > 0 and not self.rules.is_over
        self.make.setEnabled(can)

    def _make(self) -> None:
        if self._makes:  # pressed twice
            return
        chosen, settings, room_id = self.choice.chosen, self.rules.settings(), self.rules.room.currentData()
        title = self.rules.title.text().strip() or self.rules.title.placeholderText()

        def work(desk: "Desk") -> "Assignment":
            return make_assignment(desk, desk.store.classroom(room_id), title, merge(chosen), settings)

        self._makes = True
        self._access.change(work, self._made, self._not_made)

    def _made(self, assignment: "Assignment") -> None:
        self._makes = False
        self._is_fresh = True
        self.made.emit(assignment)

    def _not_made(self, error: QuizAppError) -> None:
        self._makes = False
        self._access.told.emit(error_text(error))
