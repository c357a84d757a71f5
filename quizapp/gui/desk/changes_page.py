"""The audit of an assignment: all that was done to it, and what can be taken back."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.domain.bank import Bank
from quizapp.domain.desk_entry import (
    AnswerRated,
    AssignmentReopened,
    Collected,
    Entry,
    EntryUndone,
    Mended,
    Overridden,
    Released,
    Remarked,
    SignerDecided,
    SubmissionAllowed,
)
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import points_text
from quizapp.domain.text import shortened
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_table import DeskTable, TableModel
from quizapp.gui.desk.head_card import HeadCard
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import isolated, translate
from quizapp.services.desk.gradebook import people
from quizapp.services.desk.grading import standing
from quizapp.services.desk.mending import banks_as_mended, undo_entry
from quizapp.services.desk.reasons import reason_text

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk

_CAN_BE_UNDONE = (Mended, Overridden, Remarked, AnswerRated, Released, SubmissionAllowed, EntryUndone)


class _Line(NamedTuple):
    """An entry with its number; `counts` unless it was taken back."""

    number: int
    entry: Entry
    counts: bool


class _Found(NamedTuple):
    title: str
    lines: tuple[_Line, ...]
    names: Mapping[str, str]
    banks: Sequence[Bank]
    now: float


class ChangesPage(QWidget):
    """Lists the entries of an assignment, the newest first; one that counts can be taken back in one step.

    Signals:
        back_requested: the teacher goes back.
    """

    back_requested = Signal()

    def __init__(self, theme: Theme, access: DeskAccess) -> None:
        super().__init__()
        self._theme = theme
        self._access = access
        self._reading = Latest(access.jobs, self)
        self._assignment = ""
        self._found: _Found | None = None
        self.title = ElidedLabel(theme, FontRole.TITLE)
        self.came_in = CheckBox(theme, self.tr("Also show what was handed in"))
        self.came_in.toggled.connect(self._show_lines)
        head = HeadCard(theme, self.tr("Back"), self.back_requested, self.title, self.came_in)
        columns = (self.tr("When"), self.tr("What"), self.tr("Why"), self.tr("Who"))
        self.model: TableModel[_Line] = TableModel(theme, columns, self._cells, self._color, self)
        self.table = DeskTable(theme, self.model, self.tr("Changes"), widest=1)
        self.table.row_changed.connect(self._tell_row)
        self._none = Label(theme, FontRole.OPTION, self.tr("Nothing was changed yet."), wraps=True)
        self.told = Label(theme, FontRole.PLAIN, wraps=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setAccessibleName(self.tr("Reason for taking it back"))
        self.reason.setPlaceholderText(self.tr("Reason"))
        self.reason.returnPressed.connect(self.undo)
        self.undo_button = push_button(self.tr("Take it back"), self.undo)
        self._row = QWidget()
        fill(QHBoxLayout(self._row), (self.reason, 1), self.undo_button, margins=(0, 0, 0, 0), spacing=8)
        card = QFrame()
        card.setObjectName("card")
        content = (self._none, (self.table, 1), self.told, self._row)
        fill(QVBoxLayout(card), *content, margins=(14, 12, 14, 12), spacing=8)
        fill(QVBoxLayout(self), head, (card, 1), margins=(0, 0, 0, 0), spacing=6)

    def show_assignment(self, assignment: str) -> None:
        """Show the changes to an assignment."""
        if assignment != self._assignment:
            self._assignment = assignment
            self.title.setText(self.tr("Reading…"))
            self.model.show_rows(())
        self.reason.setText(self.tr("It was right before"))
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Read the changes."""
        self._access.read(self._reading, partial(_read, of=self._assignment), self._show)

    def _show(self, found: _Found) -> None:
        self._found = found
        self.title.setText(self.tr("Changes to “{title}”").format(title=isolated(" ".join(found.title.split()))))
        self._show_lines()

    def _show_lines(self) -> None:
        if self._found is None:
            return
        all_ = self.came_in.isChecked()
        lines = [line for line in self._found.lines if all_ or not isinstance(line.entry, Collected)]
        self._none.setVisible(not lines)
        for widget in (self.table, self.told, self._row):
            widget.setVisible(bool(lines))
        self.table.show_rows(lines, lambda one, other: bool(one.number == other.number))
        self._tell_row()

    def _cells(self, line: _Line) -> tuple[str, ...]:
        assert self._found is not None
        what = self.words(line.entry)
        if not line.counts:
            what = self.tr("{what} (taken back)").format(what=what)
        when = moment_text(line.entry.at, self._found.now) if line.entry.at else ""  # a deleted one has no time
        return when, what, reason_text(line.entry.why, translate), line.entry.who

    def _color(self, line: _Line, column: int) -> str:
        return "" if line.counts else "muted"

    def words(self, entry: Entry) -> str:
        """A change in words."""
        name = self._name(getattr(entry, "learner", ""))
        question = self._question(entry)
        match entry:
            case Mended(mend=mend):
                words = {
                    "replaced": self.tr("Another key or different points: {question}"),
                    "also": self.tr("Another answer is right too: {question}"),
                    "full_marks": self.tr("Full points for all: {question}"),
                    "left_out": self.tr("Left out: {question}"),
                }
                return words[mend.kind].format(question=question)
            case Overridden(points=None):
                return self.tr("{name}: points set by hand were taken back: {question}").format(
                    name=name, question=question
                )
            case Overridden(points=str(points)):
                text = self.tr("{name}: points set to {points}: {question}")
                return text.format(name=name, points=translate.number(points_text(Fraction(points))), question=question)
            case Remarked(question=""):
                return self.tr("{name}: remark on the whole work").format(name=name)
            case Remarked():
                return self.tr("{name}: remark: {question}").format(name=name, question=question)
            case AnswerRated():
                return self.tr("{name}: rated: {question}").format(name=name, question=question)
            case Released(learners=learners) if learners:
                names = ", ".join(map(self._name, learners[:5])) + ("…" if len(learners) > 5 else "")
                return self.tr("Released for {names}").format(names=names)
            case AssignmentReopened():
                return self.tr("{name}: reopened").format(name=name)
            case Collected():
                return self.tr("{name}: handed in").format(name=name)
            case SubmissionAllowed():
                return self.tr("{name}: counts, though it came in after the release").format(name=name)
            case SignerDecided(accepted=accepted):
                yes, no = self.tr("{name}: this program is accepted"), self.tr("{name}: this program is refused")
                return (yes if accepted else no).format(name=name)
            case EntryUndone(number=number) if self._found is not None:
                taken = next((line.entry for line in self._found.lines if line.number == number), None)
                what = self.words(taken) if taken is not None else ""
                return self.tr("Taken back: {what}").format(what=what)
        return self.tr("A learner was deleted")

    def _name(self, id_: str) -> str:
        name = self._found.names.get(id_, self.tr("somebody")) if self._found is not None else ""
        return str(isolated(name))

    def _question(self, entry: Entry) -> str:
        part, id_ = getattr(entry, "part", 0), getattr(entry, "question", "")
        banks = self._found.banks if self._found is not None else ()
        bank = banks[part] if part < len(banks) else None
        question = next((each for each in bank.questions if each.id == id_), None) if bank is not None else None
        return shortened(" ".join(plain_text(question.stem).split()), 200) if question is not None else id_

    def _tell_row(self) -> None:
        line: _Line | None = self.table.current()
        can = line is not None and line.counts and isinstance(line.entry, _CAN_BE_UNDONE)
        self._row.setEnabled(can)
        if line is None:
            self.told.setText("")
        elif can:
            self.told.setText(self.words(line.entry))
        else:
            self.told.setText(
                self.tr("This was taken back.") if not line.counts else self.tr("This cannot be taken back here.")
            )

    def undo(self) -> None:
        """Take back the entry that is current."""
        line: _Line | None = self.table.current()
        if line is not None and self._row.isEnabled():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # before the button is disabled
            work = partial(_undo, of=self._assignment, number=line.number, why=self.reason.text())
            self._access.change(work, lambda _: self._access.done.emit(self.tr("Taken back")))


def _read(desk: "Desk", of: str) -> _Found:
    assignment, entries = desk.assignment(of), desk.store.entries(of)
    counts = standing(entries)
    lines = tuple(
        _Line(number, entry, counts[number] is not None) for number, entry in reversed(list(enumerate(entries)))
    )
    learners = [getattr(entry, "learner", "") for entry in entries]
    names = {member.id: " ".join(member.name.split()) for member in people(desk, assignment, learners)}
    banks = banks_as_mended(assignment, entries)
    return _Found(assignment.title, lines, names, banks, desk.clock())


def _undo(desk: "Desk", of: str, number: int, why: str) -> int:
    entries = desk.store.entries(of)
    return desk.store.append(of, undo_entry(entries, number, at=desk.clock(), who=desk.who, why=why), len(entries))
