"""Mending a question: another key, another accepted answer, full points, left out, other points."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.domain.bank import Bank
from quizapp.domain.desk_entry import Mend, Mended
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import points_text
from quizapp.domain.marked_attempt import Total
from quizapp.domain.question import Question, Response
from quizapp.errors import QuizAppError
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.catalog import new_view
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_table import DeskTable, TableModel
from quizapp.gui.desk.head_card import HeadCard
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import discard, fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import ElidedLabel, InlineLabel, Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.pill import Pill
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.two_part import TwoPart
from quizapp.reports.words import percent_text
from quizapp.services.desk.mending import (
    FULL_MARKS,
    LEFT_OUT,
    Change,
    Preview,
    also_accept,
    another_key,
    mend_entry,
    other_points,
    preview,
)

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk

_BY_ANSWER = ("key", "also")


class _Asked(NamedTuple):
    """A change as it is set on the page."""

    assignment: str
    part: int
    question: Question
    bank: Bank
    kind: str
    response: Response | None
    points: str
    why: str

    def mend(self) -> Mend:
        """The change itself. Raises QuizAppError: it cannot be made."""
        if self.kind in _BY_ANSWER and self.response is None:
            raise QuizAppError("There is no answer yet.", "Give the right answer.")
        match self.kind:
            case "key":
                return another_key(self.question, self.response or "", self.bank)
            case "also":
                return also_accept(self.question, self.response or "")
            case "points":
                return other_points(self.question, self.points)
            case "full":
                return FULL_MARKS
            case _:
                return LEFT_OUT


class _Tried(NamedTuple):
    """The effect that a change would have, by the first `known` entries."""

    told: Preview
    entry: Mended
    known: int


class MendPage(QWidget):
    """Sets a change of one question; shows who would change, from what to what; then does it.

    Signals:
        back_requested: the teacher goes back, with the change or without.
    """

    back_requested = Signal()

    def __init__(self, theme: Theme, access: DeskAccess) -> None:
        super().__init__()
        self._theme = theme
        self._access = access
        self._trying = Latest(access.jobs, self)
        self._place = ("", 0)
        self._asked = 0
        self._question: Question | None = None
        self._bank: Bank | None = None
        self._names: dict[str, str] = {}
        self._tried: _Tried | None = None
        self._view: AnswerView | None = None
        self._old: list[QWidget] = []
        pictures = self._pictures = Pictures(access.jobs, self)
        self.passage_card = PassageCard(theme, pictures, self)
        columns = fill(QHBoxLayout(), (self._make_question(), 1), (self._make_side(), 1), spacing=10)
        fill(QVBoxLayout(self), self._make_head(), (columns, 1), margins=(0, 0, 0, 0), spacing=6)
        QShortcut(QKeySequence(*KEYS["other side"]), self, self._switch)

    def show_question(self, assignment: str, part: int, question: Question, bank: Bank, names: dict[str, str]) -> None:
        """Show a question of a part of an assignment; `names` are those of the learners, by their ids."""
        self._place, self._question, self._bank, self._names = (assignment, part), question, bank, names
        self._asked += 1
        self._stem.setText(inline_text(question.stem))
        self._pictures.use(bank.images)
        if self._view is not None:
            self._view.release_passage()
        discard(self._old)
        view = self._view = new_view(type(question), self._theme)
        view.show_question(question, question.ids, question.correct_response() if not question.is_rated else None)
        view.response_changed.connect(self._forget)
        view.passage_requested.connect(self._switch)
        self._answer.addWidget(view)
        self._old.append(view)
        needs_passage = isinstance(question, EvidenceSelection | HighlightWords | TwoPart)
        self.passage_card.setVisible(needs_passage)
        if needs_passage:
            self.passage_card.show_passage(bank.passage)
            view.use_passage(self.passage_card.passage)
        for kind, pill in self.kinds.items():
            pill.setVisible(not question.is_rated or kind not in _BY_ANSWER)
            pill.setEnabled(kind != "points" or not question.nested)
        first = "full" if question.is_rated else "key"
        self.kinds[first].setChecked(True)
        self._choose(first)
        self.points.setText(translate.number(points_text(question.possible)))
        self.reason.clear()
        self._forget()
        self.kinds[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def heightForWidth(self, width: int) -> int:
        """Ask for its height only while it is shown: the figures in its place need less."""
        return -1 if self.isHidden() else super().heightForWidth(width)

    # building

    def _make_head(self) -> QFrame:
        title = ElidedLabel(self._theme, FontRole.TITLE, self.tr("Fix a question"))
        return HeadCard(self._theme, self.tr("Back"), self.back_requested, title)

    def _make_question(self) -> QWidget:
        card = ScrollCard(self._theme, self.tr("Question"))
        self._stem = InlineLabel(self._theme, FontRole.TITLE, wraps=True)
        self._stem.accessible_role = ""
        kinds = QWidget()
        flow = FlowLayout(kinds, spacing=6)
        group = QButtonGroup(self)
        self.kinds: dict[str, Pill] = {}
        for kind, words in (
            ("key", self.tr("Another key")),
            ("also", self.tr("Accept this too")),
            ("full", self.tr("Full points for all")),
            ("out", self.tr("Leave it out")),
            ("points", self.tr("Different points")),
        ):
            pill = self.kinds[kind] = Pill(self._theme)
            pill.show_text(words)
            pill.setAccessibleName(words)
            pill.toggled.connect(partial(self._turn_to, kind))
            group.addButton(pill)
            flow.addWidget(pill)
        self._says = Label(self._theme, FontRole.PLAIN, color="muted", wraps=True)
        self._answers = QWidget()
        self._answer = fill(QVBoxLayout(self._answers), margins=(0, 0, 0, 0))
        self.points = QLineEdit()
        self.points.setMaxLength(12)
        self.points.setAccessibleName(self.tr("Points of the question"))
        self.points.textChanged.connect(self._forget)
        self.points.returnPressed.connect(self.try_it)
        points = fill(QHBoxLayout(), self.points, 3)
        points.setStretch(0, 1)
        fill(card.column, self._stem, kinds, self._says, self._answers, points, 1)
        return card

    def _make_side(self) -> QWidget:
        theme = self._theme
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why? Learners read it with their feedback."))
        self.reason.textChanged.connect(self._forget)
        self.reason.returnPressed.connect(self.try_it)
        self.caution = Caution(theme, FontRole.PLAIN)
        self.caution.hide()
        self.try_button = push_button(self.tr("See what changes"), self.try_it)
        self.do_button = push_button(self.tr("Change it"), self.do_it, is_main=True)
        self.told = Label(theme, FontRole.STRONG, wraps=True)
        head = (self.tr("Name"), self.tr("Before"), self.tr("After"))
        self.model: TableModel[Change] = TableModel(theme, head, self._cells, parent=self)
        self.table = DeskTable(theme, self.model, self.tr("Who changes"))
        card = ScrollCard(theme, self.tr("Reason and what would change"))
        fill(
            card.column,
            Label(theme, FontRole.LABEL, self.tr("Reason"), color="muted"),
            self.reason,
            self.caution,
            fill(QHBoxLayout(), self.try_button, self.do_button, 1, spacing=8),
            self.told,
            (self.table, 100),
            1,
        )
        side = QWidget()
        fill(QVBoxLayout(side), (self.passage_card, 1), (card, 1), margins=(0, 0, 0, 0), spacing=8)
        return side

    def _cells(self, change: Change) -> tuple[str, ...]:
        return self._names.get(change.learner, change.learner), _total(change.before), _total(change.after)

    # what is set

    def _turn_to(self, kind: str, chosen: bool) -> None:
        if chosen:
            self._choose(kind)

    def _choose(self, kind: str) -> None:
        says = {
            "key": self.tr(
                "Give the right answer. It replaces the old key. The author’s explanation was for the old key"
                " and is left out."
            ),
            "also": self.tr("Give the other answer that is right, too. It earns all the points."),
            "full": self.tr("Everybody who has handed in gets all the points of this question."),
            "out": self.tr("The question counts for nobody, and its points are left out of the totals."),
            "points": self.tr("New points for this question:"),
        }
        self._says.setText(says[kind])
        self._answers.setVisible(kind in _BY_ANSWER)
        self.points.setVisible(kind == "points")
        self._forget()

    @property
    def kind(self) -> str:
        """The kind of change that is chosen."""
        return next(kind for kind, pill in self.kinds.items() if pill.isChecked())

    def _forget(self) -> None:
        """Forget what was tried, as something else is set now."""
        self._trying.drop()
        self._tried = None
        with keeping_focus(self, self.try_button):
            self.do_button.setEnabled(False)
        self.caution.hide()
        self.told.setText("")
        self.table.show_rows((), lambda one, other: False)
        self.table.hide()

    def _switch(self) -> None:
        """Go to the passage, where it is shown, or from there to the kinds of change."""
        if self.passage_card.passage.hasFocus():
            self.kinds[self.kind].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.passage_card.isVisible():
            self.passage_card.passage.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def try_it(self) -> None:
        """Work out who would change; nothing is changed."""
        if self._question is None or self._bank is None or self._access.desk is None or self._view is None:
            return
        self._forget()
        if not self.reason.text().strip():
            self._tell_fault(self.tr("Say in a few words why. Learners read it with their feedback."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        asked = _Asked(
            *self._place,
            self._question,
            self._bank,
            self.kind,
            self._view.response(),
            self.points.text(),
            self.reason.text(),
        )
        self.told.setText(self.tr("Working it out…"))
        work = partial(_try, self._access.desk, asked)
        self._trying.run(work, done=self._show_tried, failed=self._warn)

    def _show_tried(self, tried: _Tried) -> None:
        self._tried = tried
        order = list(self._names)
        changes = sorted(
            tried.told.changes, key=lambda each: order.index(each.learner) if each.learner in order else len(order)
        )
        if not changes:
            text = self.tr("Nobody’s points would change. It would count for those who hand in from now on.")
        else:
            text = self.tr("%n of {handed_in} would have different points:", "", len(changes))
            text = text.format(handed_in=tried.told.handed_in)
        self.told.setText(text)
        announce(self, text)
        self.table.setVisible(bool(changes))
        self.table.show_rows(changes, lambda one, other: False)
        self.do_button.setEnabled(True)
        self.do_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warn(self, error: QuizAppError) -> None:
        self._tell_fault(error_text(error))

    def _tell_fault(self, text: str) -> None:
        self.told.setText("")
        self.caution.show_text(text, warns=True)
        self.caution.show()
        announce(self, text)

    def do_it(self) -> None:
        """Do what was tried, and go back; pressed twice, it is done once."""
        tried, self._tried = self._tried, None
        if tried is None:
            return
        work = partial(_do, of=self._place[0], tried=tried)
        self._access.change(work, self._tell_done, self._not_done, asked=(self._asked, len(tried.told.changes)))

    def _tell_done(self, asked: int, count: int, _: object) -> None:
        text = self.tr(
            "Changed: %n learners have different points. It can be taken back in the list of changes.", "", count
        )
        self._access.done.emit(text)
        if asked == self._asked and not self.isHidden():
            self.back_requested.emit()

    def _not_done(self, asked: int, _: int, error: QuizAppError) -> None:
        if asked == self._asked:
            self._forget()
        if asked == self._asked and self.isVisible():
            self._warn(error)
        else:
            self._access.told.emit(error_text(error))

    def leave(self) -> None:
        """Drop what is being worked out; another page is shown."""
        if self._trying.is_under_way:
            self._forget()


def _try(desk: "Desk", asked: _Asked) -> _Tried:
    assignment, entries = desk.assignment(asked.assignment), desk.store.entries(asked.assignment)
    entry = mend_entry(asked.part, asked.question.id, asked.mend(), at=desk.clock(), who=desk.who, why=asked.why)
    told = preview(assignment, desk.received(asked.assignment), entries, [entry])
    return _Tried(told, entry, len(entries))


def _do(desk: "Desk", of: str, tried: _Tried) -> int:
    return desk.store.append(of, tried.entry, tried.known)


def _total(total: Total) -> str:
    earned, possible = (translate.number(points_text(each)) for each in (total.earned, total.possible))
    points = f"{earned} / {possible}"
    return f"{points} · {percent_text(total, translate)}"
