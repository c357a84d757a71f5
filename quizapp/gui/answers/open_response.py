"""Answering `open_response`, and rating the answer."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.mark import Mark, Points, Unanswered
from quizapp.domain.question import WRITTEN, Arrangement, Response
from quizapp.domain.words import word_count
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.inline_text import headed
from quizapp.gui.kit.label import InlineLabel, Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.open_response import LONGEST_WRITTEN, Criterion, OpenResponse, Words

_LINES = 7
_MOST_LINES_TO_COMPARE = 4
"""Of what was written, beside the model answer; the rest is scrolled."""


class _Field(QPlainTextEdit):
    """A field for plain text. Tab leaves it; Ctrl+Enter is left to the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown_lines = _LINES
        self.setTabChangesFocus(True)
        theme.restyle_with(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (held or self.isReadOnly()):
            event.ignore()
            return
        if self.isReadOnly() and event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters and digits rate, or flag the question
            return
        super().keyPressEvent(event)

    def make_room(self) -> None:
        """Be as high as writing needs."""
        self._shown_lines = _LINES
        self._restyle()

    def shrink(self) -> None:
        """Be only as high as what was written, so that it stays in view beside the model answer."""
        lines = round(self.document().size().height())  # of plain text, Qt counts in lines
        self._shown_lines = min(max(lines, 1), _MOST_LINES_TO_COMPARE)
        self._restyle()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.OPTION))
        around = self._theme.pixels(20 if self._shown_lines == _LINES else 28)  # no scroll bar for what is shown whole
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._shown_lines + around)


class _Criterion(QWidget):
    """A criterion and its levels, one of which is chosen. The badge of a level shows its points.

    Signals:
        level_changed: the user chose another level.
    """

    level_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept: list[RadioCard] = []
        self.cards: list[RadioCard] = []
        self._points: tuple[int, ...] = ()
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda *_: self.level_changed.emit())
        self._text = InlineLabel(theme, FontRole.STRONG, wraps=True)
        self._text.setContentsMargins(3, 0, 0, 0)
        self._layout = fill(QVBoxLayout(self), self._text, margins=(0, 2, 0, 2), spacing=2)

    @property
    def level(self) -> int | None:
        """The number of the level that is chosen, counted from 0."""
        return next((number for number, card in enumerate(self.cards) if card.isChecked()), None)

    def show_criterion(self, name: str, criterion: Criterion, level: str | None) -> None:
        self._points = tuple(entry.points for entry in criterion.levels)
        self._text.setText(headed(name, inline_text(criterion.text)))
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        self.cards = show_kept(self._kept, len(criterion.levels), self._new_card)
        for number, card in enumerate(self._kept):
            card.setChecked(str(number) == level)
        for card, entry in zip(self.cards, criterion.levels, strict=True):
            points = self.tr("%n points", "", entry.points)
            card.show_option(str(entry.points), inline_text(entry.text), plain_text(criterion.text))
            card.setAccessibleName(f"{plain_text(entry.text)}: {points}")
        self._group.setExclusive(True)
        self._group.blockSignals(False)

    def _new_card(self) -> RadioCard:
        card = RadioCard(self._theme, self)
        self._group.addButton(card)
        self._layout.addWidget(card)
        return card

    def focus_first(self, reason: Qt.FocusReason) -> None:
        next((card for card in self.cards if card.isChecked()), self.cards[0]).setFocus(reason)

    def choose(self, points: int) -> bool:
        """Choose the level with these points, and tell whether there is one."""
        if points not in self._points:
            return False
        card = self.cards[self._points.index(points)]
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()
        return True


class OpenResponseView(AnswerView):
    """A field to write in, and once the answer is final, the model answer and the rubric for rating it."""

    needs_key_hint = True  # as Enter begins a new line
    question: OpenResponse

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._filled_for = ""
        self._given: Mapping[str, str] = {}
        self.field = _Field(theme, self)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("Write your answer"))
        self.field.textChanged.connect(self._take)
        self._advice = Label(theme, FontRole.SMALL, color="muted")
        self._count = Label(theme, FontRole.SMALL, color="muted")
        self._model = InlineLabel(theme, FontRole.PLAIN, wraps=True)
        self._model_title = Label(theme, FontRole.STRONG, self.tr("Model answer"))
        self.model = QFrame()
        self.model.setObjectName("model")
        self._rating_title = Label(theme, FontRole.STRONG, self.tr("How does your answer compare?"), wraps=True)
        self._progress = Label(theme, FontRole.SMALL, color="muted")
        self._rubric = QWidget()
        self._kept: list[_Criterion] = []
        self.shown_criteria: dict[str, _Criterion] = {}
        """The criteria by their letters."""
        below = fill(QHBoxLayout(), (self._advice, 1), self._count, margins=(3, 0, 3, 0))
        title = fill(QHBoxLayout(), (self._rating_title, 1), self._progress, margins=(3, 0, 3, 0))
        fill(QVBoxLayout(self.model), self._model_title, self._model, margins=(14, 10, 14, 12), spacing=4)
        self._criteria = fill(QVBoxLayout(self._rubric), title, spacing=6, margins=(0, 0, 0, 0))
        layout = fill(QVBoxLayout(self), self.field, below, margins=(3, 0, 3, 0), spacing=6)
        for widget in (self.model, self._rubric):
            layout.addSpacing(2)
            layout.addWidget(widget)

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self._given = response if isinstance(response, Mapping) else {}
        self.model.hide()
        self._rubric.hide()
        self.field.setReadOnly(False)
        self.field.make_room()
        id_, written = self.question.id, str(self._given.get(WRITTEN, ""))
        if (self._filled_for, self.field.toPlainText()) != (id_, written):  # else, whoever types goes on where they are
            self._filled_for = id_
            self.field.setPlainText(written)
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._advice.setText(self._advice_text(self.question.words))
        self._show_count()

    def show_outcomes(self, mark: Mark) -> None:
        self.field.setReadOnly(True)
        self.field.shrink()
        self._model.setText(inline_text(self.question.model_answer.rstrip()))
        self.model.show()
        criteria = self.question.criteria
        kept = show_kept(self._kept, len(criteria), self._new_criterion)
        self.shown_criteria = dict(zip(criteria, kept, strict=True))
        own, teachers = self.tr("How does your answer compare?"), self.tr("How your teacher rated it")
        self._rating_title.setText(own if self.rates else teachers)
        for letter, criterion in self.shown_criteria.items():
            criterion.show_criterion(letter, criteria[letter], self._given.get(letter))
            criterion.setEnabled(self.rates)
        self._rubric.setVisible(not isinstance(mark, Unanswered))
        self.show_rated(mark)

    def _new_criterion(self) -> _Criterion:
        criterion = _Criterion(self.theme, self._rubric)
        criterion.level_changed.connect(self._rate)
        self._criteria.addWidget(criterion)
        return criterion

    def show_rated(self, mark: Mark) -> None:
        levels = [criterion.level for criterion in self.shown_criteria.values()]
        if isinstance(mark, Points):
            self._progress.setText(self.tr("{given} of %n points", "", mark.of).format(given=mark.right))
        else:
            rated = sum(level is not None for level in levels)
            self._progress.setText(self.tr("%n of {of} rated", "", rated).format(of=len(levels)))

    def name_of(self, part: str) -> str:
        return part

    def take_rating_key(self, key: str) -> bool:
        """Give the points of a digit to the criterion with the focus, or the first without a rating."""
        if not self._is_to_rate or key not in "0123456789" or not key:
            return False
        criteria = list(self.shown_criteria.values())
        current = with_focus(criteria) or self._unrated() or criteria[0]
        if not current.choose(int(key)):
            return False
        following = criteria[criteria.index(current) + 1 :]
        if following:
            following[0].focus_first(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _unrated(self) -> _Criterion | None:
        return next((criterion for criterion in self.shown_criteria.values() if criterion.level is None), None)

    def focus_rating(self, reason: Qt.FocusReason) -> QWidget | None:
        unrated = self._unrated()
        if not self._is_to_rate or unrated is None:
            return None
        announce(self.model, f"{self._model_title.text()}: {self._model.text()} {self._rating_title.text()}")
        unrated.focus_first(reason)
        return self.field

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.field.setFocus(reason)

    def letter_hint(self) -> str:
        return self.tr("Press a number to give that many points") if self._is_to_rate else ""

    def key_hint(self) -> str:
        return super().key_hint() if self._is_to_rate else self.tr("Press Ctrl+Enter to go on")

    @property
    def _is_to_rate(self) -> bool:
        return not self._rubric.isHidden() and self.rates

    def _advice_text(self, words: Words) -> str:
        if words.least and words.most:
            return self.tr("About {least} to %n words", "", words.most).format(least=words.least)
        if words.least:
            return self.tr("At least about %n words", "", words.least)
        return self.tr("At most about %n words", "", words.most) if words.most else ""

    def _show_count(self) -> None:
        count = word_count(self.field.toPlainText())
        self._count.setText(self.tr("%Ln words", "", count))
        self.field.setAccessibleDescription(", ".join(filter(None, (self._advice.text(), self._count.text()))))

    def response(self) -> Response | None:
        text = self.field.toPlainText()
        return {WRITTEN: text} if text.strip() else None

    def _take(self) -> None:
        text = self.field.toPlainText()
        if not self.is_open and self.field.isReadOnly() and text != self._given.get(WRITTEN, ""):
            self.field.setPlainText(self._given.get(WRITTEN, ""))
        elif self.is_open and len(text) > LONGEST_WRITTEN:
            self._cut(text)
        elif self.is_open:
            self._show_count()
            self.notice()

    def _cut(self, text: str) -> None:
        """Leave out the end of what was just typed or pasted, and say so; what was there before stays."""
        over, keep = len(text) - LONGEST_WRITTEN, QTextCursor.MoveMode.KeepAnchor
        cursor = self.field.textCursor()
        end = cursor.position()
        cursor.setPosition(0)
        cursor.setPosition(end, keep)
        added = cursor.selectedText()[-over:]
        if len(added) == over:
            cursor.setPosition(end - len(added.encode("utf-16-le", "surrogatepass")) // 2)  # as Qt counts
            cursor.setPosition(end, keep)
            cursor.removeSelectedText()
            self.field.document().clearUndoRedoStacks()  # Undo would bring back what is too long
        else:  # it did not come in at the cursor
            self.field.setPlainText(text[:LONGEST_WRITTEN])
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._count.setText(self.tr("Too long: the end was left out"))
        announce(self.field, self._count.text())

    def _rate(self) -> None:
        levels = {letter: criterion.level for letter, criterion in self.shown_criteria.items()}
        self.rating_changed.emit({letter: level for letter, level in levels.items() if level is not None})
