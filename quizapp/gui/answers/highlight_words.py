"""Answering `highlight_words`."""

from collections.abc import Sequence
from functools import reduce
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QCheckBox, QLayoutItem, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.outcome import outcome_text, outcomes_of
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.inline_text import direction_of, left_of, visual_order
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import paint_marked, paint_ring, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.wrapping_button import UNBROKEN, WrappingButton
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


class _WordButton(WrappingButton, QCheckBox):
    """A check box that looks like a word in a running text, with the punctuation around it.

    Signals:
        move_requested: the user wants to go this many words forward, or this many lines down.
    """

    move_requested = Signal(int, int)
    _role = FontRole.PASSAGE

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._before = self._after = ""

    def show_word(self, before: str, word: str, after: str, place: str) -> None:
        """Show `word`, with the punctuation `before` and `after` it; `place` says which word of the sentence it is."""
        self._before, self._after = before, after
        self.marked = ""
        self.show_text(word)
        self.setAccessibleName(word)
        self.setAccessibleDescription(place)

    def _pad(self) -> int:
        return max(3, round(self.fontMetrics().height() * 0.16))

    def sizeHint(self) -> QSize:
        if self._line.isEmpty():
            layout = self._lay_out(UNBROKEN)  # kept, as its line would not outlive it
            wide = ceil(layout.lineAt(0).naturalTextWidth())
            self._line = QSize(max(24, wide + 2 * self._pad()), max(28, round(self._unit * 1.62)))
        return QSize(self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        lines = 1 if width >= hint.width() else self._lay_out(width).lineCount()
        return hint.height() + (lines - 1) * self.fontMetrics().lineSpacing()

    def _lay_out(self, width: int) -> QTextLayout:
        """Return the word and its punctuation, laid out in the direction of the text."""
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        layout = QTextLayout(f"{self._before}{self.text()}{self._after}", self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        top, pad, spacing = 0.0, self._pad(), self.fontMetrics().lineSpacing()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width - 2 * pad))
            line.setPosition(QPointF(pad, top))
            top += spacing
        layout.endLayout()
        return layout

    def _boxes(self, layout: QTextLayout) -> list[QRectF]:
        """Return the boxes of the word without its punctuation, one for each line."""
        metrics, found = self.fontMetrics(), []
        start = len(self._before.encode("utf-16-le")) // 2
        end = start + len(self.text().encode("utf-16-le")) // 2
        units = layout.text().encode("utf-16-le")
        for line in map(layout.lineAt, range(layout.lineCount())):
            from_, to = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if from_ < to:
                left = left_of(line, from_, to - from_)
                wide = metrics.horizontalAdvance(units[2 * from_ : 2 * to].decode("utf-16-le", "replace"))
                found.append(QRectF(left - self._pad(), line.y() - 1, wide + 2 * self._pad(), metrics.height() + 3))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _ARROWS:
            self.move_requested.emit(*_ARROWS[key])
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_requested.emit(-(10**6) if key == Qt.Key.Key_Home else 10**6, 0)
        elif key in _ARROWS:
            event.ignore()  # with Alt, they go to another question
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone, checked = self._theme, self.tone, self.isChecked()
        layout = self._lay_out(self.width())
        high = self.fontMetrics().lineSpacing() * (layout.lineCount() - 1) + self.fontMetrics().height()
        top = (self.height() - high) // 2
        ground = ""
        if tone and self.marked != "missed":
            ground = f"{tone}_soft"
        elif checked and not tone:
            ground = "soft"
        elif self.underMouse() and self.isEnabled():
            ground = "hover"
        painter, ring = painter_on(self), self.has_ring
        boxes = [box.translated(0, top) for box in self._boxes(layout)] if ground or checked or tone or ring else []
        for box in boxes:
            if ground:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color(ground))
                painter.drawRoundedRect(box, 5, 5)
            if checked or tone:
                pen = QPen(theme.color(tone or "accent"), 2)
                pen.setStyle(_LINES[self.marked])
                painter.setPen(pen)
                y = round(box.bottom())
                painter.drawLine(QPointF(box.left() + 3, y), QPointF(box.right() - 3, y))
        if ring and boxes:
            around = reduce(QRectF.united, boxes).adjusted(-1, -2, 1, 3).toAlignedRect() & self.rect()
            paint_ring(painter, theme, QRectF(around), 5)
        painter.setPen(theme.color("text"))
        layout.draw(painter, QPointF(0, top))
        if tone and boxes:
            radius = max(5.5, self.fontMetrics().height() * 0.24)
            is_reversed = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            end = boxes[0].topLeft() if is_reversed else boxes[0].topRight()
            x = min(max(end.x(), radius + 1), self.width() - radius - 1)
            paint_marked(painter, theme, self.marked, QPointF(x, max(end.y() + 1, radius + 1)), radius)


class _WordFlow(FlowLayout):
    """A flow of words; each line is in the order in which its languages are read (UAX 9, L2)."""

    def in_visual_order(self, items: Sequence[QLayoutItem]) -> Sequence[QLayoutItem]:
        words = [word.text() for item in items if isinstance(word := item.widget(), _WordButton)]
        direction = Qt.LayoutDirection.RightToLeft if self.is_right_to_left else Qt.LayoutDirection.LeftToRight
        order = [items[at] for at in visual_order(words, direction)]
        return order[::-1] if self.is_right_to_left else order


class HighlightWordsView(AnswerView):
    """The sentence as text, in which each word can be selected. The words are one stop of the Tab key."""

    question: HighlightWords
    needs_key_hint = True  # as Enter goes on, also from a word that has the focus

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._kept: list[_WordButton] = []
        self.buttons: list[_WordButton] = []
        """The words that are shown, in order."""
        self._hint = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._hint.setContentsMargins(3, 0, 3, 0)
        self._text = WrapBox()
        self._flow = _WordFlow(self._text, spacing=0)
        self._legend = Label(theme, FontRole.PLAIN, wraps=True)
        self._legend.setContentsMargins(3, 0, 3, 0)
        fill(QVBoxLayout(self), self._hint, self._text, self._legend, spacing=8, margins=(0, 0, 0, 0))

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        words, sentence = self.question.words, self.question.sentence
        chosen = set(response) if isinstance(response, tuple) else set()
        count, end = len(words), 0
        self._text.setLayoutDirection(direction_of(sentence, self.layoutDirection()))
        self.buttons = show_kept(self._kept, count, self._new_button)
        for number, (word, button) in enumerate(zip(words, self.buttons, strict=True), 1):
            before = sentence[end : word.start].lstrip()
            end = word.end
            following = words[number].start if number < count else len(sentence)
            while end < following and not sentence[end].isspace():
                end += 1
            place = self.tr("Word {number} of {count}").format(number=number, count=count)
            last = sentence[end:].strip() if number == count else ""
            button.show_word(before, word.text, f"{sentence[word.end : end]}{f' {last}' if last else ''}", place)
            button.setChecked(str(number) in chosen)
            button.setEnabled(True)
        self._rove(0)
        self._legend.hide()
        self._show_count()

    def _new_button(self) -> _WordButton:
        button = _WordButton(self.theme, self._text)
        button.toggled.connect(self._take)
        button.move_requested.connect(lambda on, down: self._move(button, on, down))
        self._flow.addWidget(button)
        return button

    def show_outcomes(self, mark: Mark) -> None:
        question = self.question
        outcomes = outcomes_of(mark) or dict.fromkeys(question.key_ids, "missed")
        listed: dict[str, list[str]] = {"right": [], "wrong": [], "missed": []}
        for id_, button in zip(question.word_ids, self.buttons, strict=True):
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
        return self.question.part_text(part)

    def focus_first(self, reason: Qt.FocusReason) -> None:
        first = next((button for button in self.buttons if button.isChecked()), self.buttons[0])
        self._rove(self.buttons.index(first))
        first.setFocus(reason)

    def key_hint(self) -> str:
        return self.tr("Arrow keys and Space select, Enter to go on")

    def _move(self, button: _WordButton, on: int, down: int) -> None:
        buttons = self.buttons
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
        """Let the Tab key stop only at the word at `at`."""
        for index, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == at else Qt.FocusPolicy.ClickFocus)

    def response(self) -> Response | None:
        pairs = zip(self.question.word_ids, self.buttons, strict=True)
        return tuple(id_ for id_, button in pairs if button.isChecked()) or None

    def _take(self) -> None:
        if self.is_open:
            focused = with_focus(self.buttons)
            if focused is not None:
                self._rove(self.buttons.index(focused))
            self._show_count()
            self.notice()

    def _show_count(self) -> None:
        count = sum(button.isChecked() for button in self.buttons)
        text = self.tr("Select words in the sentence") if not count else self.tr("%n words selected", "", count)
        self._hint.setText(text)
        # word by word, a screen reader's user would not hear a sentence
        self._hint.setAccessibleName(f"{self.question.sentence} {text}")
