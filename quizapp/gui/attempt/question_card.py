"""The question on the quiz page: its stem, hints, answers, certainty, feedback and note, and the main button."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.inline import inline_text
from quizapp.domain.mark import points_text
from quizapp.domain.question import SKILLS, Question
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.attempt.certainty_row import CertaintyRow
from quizapp.gui.attempt.feedback_panel import FeedbackPanel
from quizapp.gui.attempt.hint_list import HintList
from quizapp.gui.attempt.note_pad import NotePad
from quizapp.gui.attempt.question_image import QuestionImage
from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.inline_text import direction_of
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.label import ElidedLabel, InlineLabel, Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.scroll_area import ScrollArea
from quizapp.gui.kit.settled import Settled
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.word_button import WordButton
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.reports.names import skill_name

_LEAST_LINES = 8
"""Lines of the stem's font: in a card that is lower, what stands above the question scrolls away with it."""


class QuestionCard(QFrame):
    """A card whose middle is scrolled. What is in it below the stem and its image is shown by the page.

    Signals:
        action_requested: the main button was pressed.
        evidence_requested: the user wants to see the evidence.
        undo_requested: the user wants to take back the last check.
    """

    action_requested = Signal()
    evidence_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self.setObjectName("card")
        self._is_low = False
        self._head_scrolls = False
        self._stays_at_top = True
        self.certainty = CertaintyRow(theme)
        self.still_open = Caution(theme, FontRole.LABEL)
        self.still_open.setContentsMargins(3, 0, 10, 0)
        parts = (self._make_head(), (self._make_middle(), 1), self.certainty, self.still_open, self._make_foot())
        self._column = fill(QVBoxLayout(self), *parts, margins=(15, 14, 8, 12), spacing=8)
        for button, icon in (
            (self.evidence, "eye"),
            (self.undo, "undo"),
            (self.cross_out, "cross_out"),
            (self.read_aloud, "speaker"),
        ):
            theme.put_icon(button, icon)
        theme.restyle_with(self._restyle)

    def show_question(self, question: Question, number: int, count: int) -> None:
        """Show what is asked, but not what can give the answer away: its skill, and points that may count the keys."""
        self.number.setText(self.tr("Question {number} of {count}").format(number=number, count=count))
        self._skill.hide()
        told = []
        if not _hides_number_of_keys(question):
            points = question.possible
            whole = points.denominator == 1
            told.append(
                self.tr("%n points", "", int(points))
                if whole
                else self.tr("{points} points").format(points=translate.number(points_text(points)))
            )
        if question.is_all_or_nothing:
            told.append(self.tr("all or nothing"))
        self.points.setText(", ".join(told))
        stem = inline_text(question.stem)
        self.stem.setText(stem)
        self._inner.setLayoutDirection(direction_of(stem, self.layoutDirection()))
        self.image.show_image(question.image)

    def show_told(self, question: Question, points: str) -> None:
        """Show what is shown of a question once it is marked: its skill, and the `points` that were earned."""
        self.points.setText(points)
        self._skill.setText(skill_name(question.skill, translate))
        self._skill.setVisible(bool(question.skill))

    def tell_open(self, text: str, *, warns: bool = True) -> None:
        """Say above the main button what is still open; nothing where `text` is empty."""
        self.still_open.show_text(text, warns=warns)
        self.still_open.setVisible(bool(text))

    def show_actions(self, text: str, *, enabled: bool, evidence: bool, undo: bool) -> None:
        """Show what the main button does and whether it can be pressed now, and which buttons are beside it."""
        self.action.setText(text)
        self.action.setEnabled(enabled)
        self.evidence.setVisible(evidence)
        self.undo.setVisible(undo)
        self._fit_row(self._foot, self._widest_foot())

    def show_letters(self, letters: Mapping[str, str]) -> None:
        """Tell the `letters` of actions; those that are missing have none."""
        told, letter = self.cross_out.accessibleName(), letters.get("cross out")
        if letter:
            told = self.tr("Cross out options that can’t be right ({key}, or Shift and the letter)").format(key=letter)
        self.cross_out.setToolTip(told)
        self.hints.show_letter(letters.get("hint", ""))

    def add_view(self, view: AnswerView) -> None:
        """Give a view of answers its place; which one is visible is the page's business."""
        self._answers.addWidget(view)

    def show_key_hint(self, shown: bool) -> None:
        """Show which keys answer, or leave the room to the buttons."""
        self.key_hint.setVisible(shown)
        grow = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Expanding
        self.action.setSizePolicy(grow, QSizePolicy.Policy.Fixed)

    def fit(self, *, low: bool) -> None:
        """Keep how sure the learner is in view, or, where that leaves too little room, below the answers."""
        if low == self._is_low:
            return
        self._is_low = low
        if low:
            self._inside.insertWidget(self._inside.indexOf(self._around) + 1, self.certainty)
        else:
            self._column.insertWidget(self._column.indexOf(self._scroll) + 1, self.certainty)

    def show_reading(self, bar: QWidget) -> None:
        """Show the buttons for reading aloud above the question."""
        self._column.insertWidget(self._column.indexOf(self._scroll), bar)

    def turn_page(self, by: int) -> None:
        """Scroll about as far as is to be seen at once, down (1) or up (-1)."""
        self._leave_top()
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep() * 9 // 10)

    def scroll_to_top(self) -> None:
        """Show the question from the stem on, and stay there until somebody or something scrolls."""
        self._stays_at_top = True
        self._keep_at_top()

    def _keep_at_top(self) -> None:
        if self._stays_at_top:
            self._scroll.verticalScrollBar().setValue(self.stem.y() if self._head_scrolls else 0)

    def _leave_top(self) -> None:
        self._stays_at_top = False

    def reveal(self, widget: QWidget, margin: int = 8) -> None:
        """Scroll as little as is needed to see `widget`."""
        if widget.isVisible():
            self._leave_top()
            self._scroll.ensureWidgetVisible(widget, 0, margin)

    def reveal_feedback(self) -> None:
        """Scroll down to what was told: to its headline at least, to all of it only as far as the stem stays.

        Its first two lines may cost some of the stem, but not what is below it.
        """
        inner, bar = self._inner, self._scroll.verticalScrollBar()
        if not self.feedback.isVisible():
            return
        self._leave_top()
        line, room = self.feedback.fontMetrics().lineSpacing(), self._scroll.viewport().height()
        top = self.feedback.mapTo(inner, QPoint(0, 0)).y()
        to_headline = top + 3 * line - room
        to_two_lines = top + self.feedback.headline.geometry().bottom() + 2 * line + 2 - room
        to_all = top + self.feedback.height() + 8 - room
        least = to_two_lines if to_two_lines < self.stem.y() + self.stem.height() - line else to_headline
        bar.setValue(max(bar.value(), min(to_all, max(least, self.stem.y()))))

    def reveal_top(self, widget: QWidget) -> None:
        """Scroll `widget` to the upper edge."""
        if widget.isVisible():
            self._leave_top()
            self._scroll.verticalScrollBar().setValue(widget.mapTo(self._inner, QPoint(0, 0)).y() - 8)

    def _make_head(self) -> QBoxLayout:
        self.number = Label(self._theme, FontRole.LABEL, color="muted")
        self.points = Label(self._theme, FontRole.LABEL, color="muted")
        self._skill = Label(self._theme, FontRole.CHIP, color="accent", name="chip")
        row = fill(QHBoxLayout(), 1, self._skill)
        row.addSpacing(4)
        row.addWidget(self.points)
        self.cross_out = QToolButton()
        self.cross_out.setCheckable(True)
        self.cross_out.setAccessibleName(self.tr("Cross out options"))
        self.cross_out.hide()
        row.addWidget(self.cross_out)
        self.read_aloud = QToolButton()
        self.read_aloud.setAccessibleName(self.tr("Read the question aloud"))
        self.read_aloud.setToolTip(self.tr("Read the question aloud ({key})").format(key=shortcut_of("read question")))
        self.read_aloud.hide()
        row.addWidget(self.read_aloud)
        self._head = fill(QHBoxLayout(), self.number, 1, row, margins=(3, 0, 10, 0))
        return self._head

    def _make_middle(self) -> QScrollArea:
        theme = self._theme
        self._scroll = ScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fit_column)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_at_top)
        self._scroll.verticalScrollBar().actionTriggered.connect(self._leave_top)
        self.stem = InlineLabel(theme, FontRole.STEM, wraps=True)
        self.stem.setContentsMargins(3, 0, 0, 0)
        self.image = QuestionImage(theme, self._pictures, self._scroll)
        self.hints, self.feedback, self.note = HintList(theme), FeedbackPanel(theme), NotePad(theme)
        self._answers = fill(QVBoxLayout(), margins=(0, 6, 0, 4))
        self._around = fill(QHBoxLayout(), self.feedback, margins=(3, 0, 3, 0))
        self._inner = Settled()
        parts = (self.stem, self.image, self.hints, self._answers, self._around, self.note, 1)
        self._inside = fill(QVBoxLayout(self._inner), *parts, spacing=4)
        self._scroll.setWidget(self._inner)
        return self._scroll

    def _make_foot(self) -> QBoxLayout:
        self.key_hint = ElidedLabel(self._theme, FontRole.SMALL, color="muted")
        self.undo = QToolButton()
        name_by_tip(self.undo, self.tr("Undo the last check ({key})").format(key=shortcut_of("undo")))
        self.undo.clicked.connect(self.undo_requested)
        self.evidence = WordButton(" " + self.tr("Show evidence"))
        self.evidence.setAccessibleName(self.tr("Show evidence"))
        self.evidence.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click, Enter does what the main button says
        self.evidence.clicked.connect(self.evidence_requested)
        self.action = WordButton()
        self.action.setObjectName("primary")
        self.action.clicked.connect(self.action_requested)
        parts = ((self.key_hint, 1), self.undo, self.evidence, self.action)
        self._foot = fill(QHBoxLayout(), *parts, margins=(3, 0, 10, 0))
        return self._foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()
        self._fit_column()

    def _fit_head(self) -> None:
        is_low = self.height() < _LEAST_LINES * self.stem.fontMetrics().lineSpacing()
        if is_low == self._head_scrolls:
            return
        self._head_scrolls = is_low
        before, after = (self._column, self._inside) if is_low else (self._inside, self._column)
        before.removeItem(self._head)
        self._head.setParent(None)
        after.insertLayout(0, self._head)
        self._keep_at_top()

    def _fit_rows(self) -> None:
        self._fit_head()
        self._fit_row(self._head, self._widest_head())
        self._fit_row(self._foot, self._widest_foot())
        # with the skill beside it and without, so that nothing moves; in a column it is below
        is_row = self._head.direction() is QBoxLayout.Direction.LeftToRight
        self.number.setMinimumHeight(self._theme.pixels(24) if is_row else 0)

    def _fit_row(self, row: QBoxLayout, wanted: int) -> None:
        """Put what stands above or below the question in a row, or in a column where there is no room for that.

        `kit.row_or_column` does so for any widgets, but takes a tenth of the time that the next question takes.
        """
        spare = self._column.contentsMargins()
        has_room = wanted <= self.width() - spare.left() - spare.right()
        direction = QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom
        if row.direction() is not direction:
            row.setDirection(direction)

    def _widest_head(self) -> int:
        """The room that the longest words above a question need, so that nothing moves from one to the next."""
        numbers = self.tr("Question {number} of {count}").format(number=88, count=88)
        points = ", ".join((self.tr("%n points", "", 10), self.tr("all or nothing")))
        skills = max((skill_name(skill, translate) for skill in SKILLS), key=len)
        words = sum(
            label.fontMetrics().horizontalAdvance(text)
            for label, text in ((self.number, numbers), (self.points, points), (self._skill, skills))
        )
        tools = self.cross_out.sizeHint().width() + self.read_aloud.sizeHint().width()
        return words + tools + self._theme.pixels(70)

    def _widest_foot(self) -> int:
        shown = [button for button in (self.undo, self.evidence, self.action) if not button.isHidden()]
        return sum(button.sizeHint().width() + self._foot.spacing() for button in shown) + self._theme.pixels(16)

    def _fit_column(self) -> None:
        """Keep lines short enough to be read, in the middle; no line moves when the scroll bar comes or goes."""
        scroll_bar = self._scroll.verticalScrollBar()
        wide = scroll_bar.sizeHint().width()
        column = self._theme.line_width(FontRole.PLAIN) + self._theme.pixels(50)
        spare = max(0, self._scroll.width() - wide - 8 - column) // 2
        start, end = spare, spare + 8 + (0 if scroll_bar.maximum() else wide)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        self._inside.setContentsMargins(start, 0, end, 0)

    def _restyle(self) -> None:
        self._fit_rows()
        self._fit_column()


def _hides_number_of_keys(question: Question) -> bool:
    """Tell whether a learner may choose any number of things, here or in a part of the question."""
    inner = (getattr(question, field) for field in question.nested)
    is_free = isinstance(question, MultipleChoice | HighlightWords | EvidenceSelection)
    return (is_free and not getattr(question, "select", 0)) or any(map(_hides_number_of_keys, inner))
