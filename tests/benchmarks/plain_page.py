"""A page of plain Qt widgets with the texts of a bank: what the pages of the program are compared with."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.true_false import ANSWER_TEXTS

_IN_A_LINE = 8
"""Words in a line of a sentence."""
_HINTS = {
    "single_choice": "Press A–D to choose, Enter to go on",
    "multiple_choice": "Press A–D to choose or undo, Enter to go on",
    "true_false": "Press A–C to choose, Enter to go on",
    "categorize": "Press 1–2 to sort one by one, Enter to go on",
    "ordering": "Tab to an item, Alt+↑ and Alt+↓ move it",
    "evidence": "Arrow keys and Space select, Enter to go on",
    "highlight_words": "Arrow keys and Space select, Enter to go on",
}
Place = tuple[int, int]


class PlainPage(QWidget):
    """The passage of a bank in a plain text field, and beside it one question after another; widgets are kept."""

    def __init__(self, bank: Bank) -> None:
        super().__init__()
        self._bank = bank
        self.passage = passage = QTextEdit()
        passage.setReadOnly(True)
        passage.setPlainText(bank.passage.text)
        self._number, self._points, self._stem, self._place, self._hint = (QLabel() for _ in range(5))
        self._stem.setWordWrap(True)
        kinds = (QRadioButton, QCheckBox, QPushButton)
        self._controls: dict[type[QAbstractButton], list[QAbstractButton]] = {kind: [] for kind in kinds}
        self._texts: list[QLabel] = []
        self._line = QLineEdit()
        inner = QWidget()
        self._grid = QGridLayout()
        inside = QVBoxLayout(inner)
        inside.addWidget(self._stem)
        inside.addLayout(self._grid)
        inside.addWidget(self._line)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        card = QWidget()
        column = QVBoxLayout(card)
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._points)
        column.addLayout(head)
        column.addWidget(area, 1)
        self._check = QPushButton("Check answer")
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._check)
        column.addLayout(foot)
        split = QSplitter()
        split.addWidget(passage)
        split.addWidget(card)
        split.setSizes([700, 650])
        bar = QHBoxLayout()
        for widget in (QPushButton("Back"), self._place, QPushButton("Flag"), QPushButton("Note"), QPushButton("Next")):
            bar.addWidget(widget)
        page = QVBoxLayout(self)
        page.addWidget(split, 1)
        page.addLayout(bar)

    def go_to(self, index: int) -> None:
        """Show the question at `index`, and give the focus to its first control."""
        question = self._bank.questions[index]
        count = len(self._bank.questions)
        self._number.setText(f"Question {index + 1} of {count}")
        self._points.setText("1 point")
        self._place.setText(f"{index + 1} / {count}")
        self._stem.setText(str(question.stem))
        self._hint.setText(_HINTS.get(question.type_name, "Type your answer, Enter to go on"))
        kind, buttons, texts = _parts(question)
        self._show(self._texts, QLabel, texts, lambda at: (at, 0))
        per_text = len(buttons) // len(texts) if texts else 0
        for each in self._controls:
            place = (
                (lambda at: (at // per_text, 1 + at % per_text)) if per_text else (lambda at: divmod(at, _IN_A_LINE))
            )
            self._show(self._controls[each], each, buttons if each is kind else [], place)
        is_typed = isinstance(question, ShortAnswer)
        self._line.setVisible(is_typed)
        self._line.clear()
        self._check.setEnabled(False)
        shown = self._controls[kind]
        first: QWidget = self._line if is_typed or not buttons else shown[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, kept: list[Any], kind: type[Any], texts: Sequence[str], place: Callable[[int], Place]) -> None:
        """Show `texts` in as many widgets of `kind`, which are kept for the next question."""
        while len(kept) < len(texts):
            widget = kind()
            if isinstance(widget, QLabel):
                widget.setWordWrap(True)
            kept.append(widget)
        for at, widget in enumerate(kept):
            if at < len(texts):
                widget.setText(texts[at])
                self._grid.addWidget(widget, *place(at))
            widget.setVisible(at < len(texts))


def _parts(question: Question) -> tuple[type[QAbstractButton], list[str], list[str]]:
    """The kind and the texts of the buttons, and the texts that wrap beside them."""
    if isinstance(question, HighlightWords):
        return QCheckBox, [word.text for word in question.words], []
    texts = [ANSWER_TEXTS.get(id_) or str(question.part_text(id_)) for id_ in question.ids]
    if isinstance(question, Categorize):
        return QRadioButton, list(question.categories) * len(texts), texts
    if isinstance(question, Ordering):
        return QPushButton, ["Up", "Down"] * len(texts), texts
    kind = QCheckBox if question.type_name == "multiple_choice" else QRadioButton
    return kind, [chr(ord("A") + at) for at in range(len(texts))], texts
