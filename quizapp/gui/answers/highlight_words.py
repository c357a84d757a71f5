"""Answering `highlight_words`."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark, Outcome, Points
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.outcome import outcome_text
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.painted_button import Marked, PaintedButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.highlight_words import HighlightWords

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LINES = {
    "right": Qt.PenStyle.SolidLine,
    "wrong": Qt.PenStyle.DotLine,
    "missed": Qt.PenStyle.DashLine,
    "": Qt.PenStyle.SolidLine,
}


class _WordButton(PaintedButton, QCheckBox):
    """A word in a running text, with the punctuation around it; a check box that looks like text.

    Signals:
        move_requested: the user wants to go so many words on, and so many lines down.
    """

    move_requested = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before = self._after = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_word(self, before: str, word: str, after: str, place: str) -> None:
        """Show `word` with what stands right before and after it; `place` says which one of the sentence it is."""
        self._before, self._after = before, after
        self.marked = ""
        self.setText(word)
        self.setShortcut(QKeySequence())  # “&” in a text makes no key
        self.setAccessibleName(word)
        self.setAccessibleDescription(place)
        self.updateGeometry()
        self.update()

    def show_marked(self, marked: Marked, words: str) -> None:
        self.marked = marked
        if words:
            self.setAccessibleDescription(words)
        self.update()

    def _widths(self) -> tuple[int, int, int]:
        """Return the widths of the word, of the text before it and of the text after it, in pixels."""
        metrics = self.fontMetrics()
        before, word, after = map(metrics.horizontalAdvance, (self._before, self.text(), self._after))
        return word, before, after

    def _pad(self) -> int:
        return max(3, round(self.fontMetrics().height() * 0.16))

    def sizeHint(self) -> QSize:
        word, before, after = self._widths()
        height = self.fontMetrics().height()
        width = before + word + after + 2 * self._pad()
        return QSize(max(24, width), max(28, round(height * 1.62)))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _ARROWS:
            self.move_requested.emit(*_ARROWS[key])
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_requested.emit(-(10**6) if key == Qt.Key.Key_Home else 10**6, 0)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # with Alt they go to another question
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        tone = self.tone
        checked = self.isChecked()
        word, before, after = self._widths()
        metrics = self.fontMetrics()
        left = (self.width() - before - word - after) / 2 + before
        middle = self.height() / 2
        box = QRectF(
            left - self._pad(), middle - metrics.height() / 2 - 1, word + 2 * self._pad(), metrics.height() + 3
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        background = ""
        if tone and self.marked != "missed":
            background = f"{tone}_soft"
        elif checked and not tone:
            background = "soft"
        elif self.underMouse() and self.isEnabled():
            background = "hover"
        if background:
            painter.setBrush(theme.color(background))
            painter.drawRoundedRect(box, 5, 5)
        if checked or tone:
            pen = QPen(theme.color(tone or "accent"), 2.0)
            pen.setStyle(_LINES[self.marked])
            painter.setPen(pen)
            painter.drawLine(QPointF(box.left() + 3, box.bottom()), QPointF(box.right() - 3, box.bottom()))
        if self.has_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 1.6))
            painter.drawRoundedRect(box.adjusted(0, -1, 0, 1.6), 5, 5)
        painter.setFont(self.font())
        painter.setPen(theme.color("text"))
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left - before, baseline), self._before)
        painter.drawText(QPointF(left, baseline), self.text())
        painter.drawText(QPointF(left + word, baseline), self._after)
        if tone:
            self._paint_sign(painter, tone, QPointF(box.right() - 2, box.top() + 1))

    def _paint_sign(self, painter: QPainter, tone: str, center: QPointF) -> None:
        """A small tick or cross at the word's corner; that of a word that was missed is not filled."""
        theme = self._theme
        radius = max(5.5, self.fontMetrics().height() * 0.24)
        center = QPointF(min(center.x(), self.width() - radius - 1), max(center.y(), radius + 1))
        is_filled = self.marked != "missed"
        painter.setPen(QPen(theme.color(tone), 1.3))
        painter.setBrush(theme.color(tone if is_filled else "card"))
        painter.drawEllipse(center, radius, radius)
        size = round(radius * 1.5)
        icon = theme.pixmap(
            "wrong" if tone == "wrong" else "right", "card" if is_filled else tone, size, self.devicePixelRatioF()
        )
        painter.drawPixmap(center - QPointF(size / 2, size / 2), icon)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PASSAGE))
        self.updateGeometry()
        self.update()


class HighlightWordsView(AnswerView):
    """The sentence as text, in which each word can be selected. The words are one stop of the Tab key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._question: HighlightWords | None = None
        self._buttons: list[_WordButton] = []
        self._count = 0
        self._hint = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._hint.setContentsMargins(3, 0, 3, 0)
        self._text = QWidget()
        self._flow = FlowLayout(self._text, spacing=0)
        self._legend = Label(theme, FontRole.PLAIN, wraps=True)
        self._legend.setContentsMargins(3, 0, 3, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._hint)
        layout.addWidget(self._text)
        layout.addWidget(self._legend)

    @property
    def buttons(self) -> Sequence[QCheckBox]:
        """The words that are shown, in order."""
        return self._buttons[: self._count]

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, HighlightWords)
        self._question = question
        words, sentence = question.words, question.sentence
        chosen = set(response) if isinstance(response, tuple) else set()
        self._count = len(words)
        while len(self._buttons) < self._count:
            button = _WordButton(self.theme, self._text)
            button.toggled.connect(self._take)
            button.move_requested.connect(lambda on, down, button=button: self._move(button, on, down))
            self._buttons.append(button)
            self._flow.addWidget(button)
        end = 0
        for at, button in enumerate(self._buttons):
            shown = at < self._count
            button.setVisible(shown)
            if not shown:
                continue
            word = words[at]
            before = sentence[end : word.start].lstrip()
            end = word.end
            while (
                end < len(sentence)
                and not sentence[end].isspace()
                and (at + 1 == self._count or end < words[at + 1].start)
            ):
                end += 1
            place = self.tr("Word {number} of {count}").format(number=at + 1, count=self._count)
            last = sentence[end:].strip() if at + 1 == self._count else ""
            button.show_word(before, word.text, f"{sentence[word.end : end]}{f' {last}' if last else ''}", place)
            button.setChecked(str(at + 1) in chosen)
            button.setEnabled(True)
        self._rove(0)
        self._legend.hide()
        self._show_count()

    def show_outcomes(self, mark: Mark) -> None:
        question = self._question
        assert question is not None
        outcomes: dict[str, Outcome] = dict.fromkeys(question.key_ids, "missed")
        if isinstance(mark, Points):
            outcomes = dict(mark.parts)
        listed: dict[str, list[str]] = {"right": [], "wrong": [], "missed": []}
        for id_, button in zip(question.word_ids, self._buttons, strict=False):
            outcome = outcomes.get(id_)
            if outcome is not None and outcome != "partial":
                listed[outcome].append(question.part_text(id_))
                button.show_marked(outcome, outcome_text(outcome))
            button.setEnabled(False)
        names = {"right": self.tr("Right"), "wrong": self.tr("Wrong"), "missed": self.tr("Missed")}
        signs = {"right": "✓", "wrong": "✗", "missed": "○"}
        lines = [f"{signs[name]} {names[name]}: {', '.join(texts)}" for name, texts in listed.items() if texts]
        self._legend.setText("\n".join(lines))
        self._legend.show()

    def name_of(self, part: str) -> str:
        return self._question.part_text(part) if self._question is not None else ""

    def focus_first(self, reason: Qt.FocusReason) -> None:
        buttons = self._buttons[: self._count]
        first = next((button for button in buttons if button.isChecked()), buttons[0] if buttons else None)
        if first is not None:
            self._rove(buttons.index(first))
            first.setFocus(reason)

    def key_hint(self) -> str:
        return self.tr("Arrow keys go from word to word, Space selects, Enter to go on")

    def _move(self, button: _WordButton, on: int, down: int) -> None:
        """Give the focus to another word."""
        buttons = self._buttons[: self._count]
        at = buttons.index(button)
        if down:
            lines = sorted({other.y() for other in buttons})
            line = lines.index(button.y()) + down
            if not 0 <= line < len(lines):
                return
            middle = button.geometry().center().x()
            there = [index for index, other in enumerate(buttons) if other.y() == lines[line]]
            at = min(there, key=lambda index: abs(buttons[index].geometry().center().x() - middle))
        else:
            at = min(max(at + on, 0), len(buttons) - 1)
        self._rove(at)
        buttons[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _rove(self, at: int) -> None:
        """Let the Tab key stop at the word at `at` alone."""
        for index, button in enumerate(self._buttons):
            stop = Qt.FocusPolicy.StrongFocus if index == at else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def response(self) -> Response | None:
        assert self._question is not None
        pairs = zip(self._question.word_ids, self._buttons, strict=False)
        return tuple(id_ for id_, button in pairs if button.isChecked()) or None

    def _take(self) -> None:
        if self.is_open:
            focused = next((at for at, button in enumerate(self._buttons) if button.hasFocus()), None)
            if focused is not None:
                self._rove(focused)
            self._show_count()
            self.notice()

    def _show_count(self) -> None:
        count = sum(button.isChecked() for button in self._buttons[: self._count])
        if not count:
            text = self.tr("Select words in the sentence")
        elif count == 1:
            text = self.tr("1 word selected")
        else:
            text = self.tr("{count} words selected").format(count=count)
        self._hint.setText(text)
        if self._question is not None:  # the words one by one don't make a sentence to who hears them
            self._hint.setAccessibleName(f"{self._question.sentence} {text}")
