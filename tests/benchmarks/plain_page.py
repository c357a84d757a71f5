"""A page of plain Qt widgets with the texts of a bank: what the pages of the program are compared with."""

from collections.abc import Sequence

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
"""Words in a line of a sentence; nothing wraps here."""


class PlainPage(QWidget):
    """The passage of a bank in a plain text field, and beside it one question after another; widgets are kept."""

    def __init__(self, bank: Bank) -> None:
        super().__init__()
        self._bank = bank
        passage = QTextEdit()
        passage.setReadOnly(True)
        passage.setPlainText(bank.passage.text)
        self._number, self._points, self._stem, self._place = QLabel(), QLabel(), QLabel(), QLabel()
        self._stem.setWordWrap(True)
        self._controls: dict[type[QAbstractButton], list[QAbstractButton]] = {QRadioButton: [], QCheckBox: []}
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
        column.addWidget(self._check)
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
        kind, buttons, texts = _parts(question)
        self._show_buttons(kind, buttons, bool(texts))
        while len(self._texts) < len(texts):
            label = QLabel()
            label.setWordWrap(True)
            self._grid.addWidget(label, 2 * len(self._texts), 0, 1, _IN_A_LINE)
            self._texts.append(label)
        for at, label in enumerate(self._texts):
            label.setVisible(at < len(texts))
            label.setText(texts[at] if at < len(texts) else "")
        is_typed = isinstance(question, ShortAnswer)
        self._line.setVisible(is_typed)
        self._line.clear()
        self._check.setEnabled(False)
        shown = self._controls[kind]
        first: QWidget = self._line if is_typed or not buttons else shown[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self, kind: type[QAbstractButton], texts: Sequence[str], below_labels: bool) -> None:
        controls = self._controls[kind]
        while len(controls) < len(texts):
            controls.append(kind())
        for each, kept in self._controls.items():
            for at, button in enumerate(kept):
                shown = each is kind and at < len(texts)
                button.setVisible(shown)
                if shown:
                    button.setText(texts[at])
                    row, column = (2 * (at // 2) + 1, at % 2) if below_labels else divmod(at, _IN_A_LINE)
                    self._grid.addWidget(button, row, column)


def _parts(question: Question) -> tuple[type[QAbstractButton], list[str], list[str]]:
    """The kind and the texts of the buttons, and the texts above them."""
    if isinstance(question, Categorize):
        return (
            QRadioButton,
            list(question.categories) * len(question.statements),
            list(map(question.part_text, question.ids)),
        )
    if isinstance(question, Ordering):
        return QCheckBox, ["Move up", "Move down"] * len(question.items), list(map(question.part_text, question.ids))
    if isinstance(question, HighlightWords):
        return QCheckBox, [word.text for word in question.words], []
    texts = [ANSWER_TEXTS.get(id_) or question.part_text(id_) for id_ in question.ids]
    return (QCheckBox if question.type_name == "multiple_choice" else QRadioButton), texts, []
