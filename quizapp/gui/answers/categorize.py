"""Answering `categorize`."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.domain.text import letter
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.widgets.flow_layout import FlowLayout
from quizapp.gui.widgets.keys import index_of_key
from quizapp.gui.widgets.label import Label
from quizapp.gui.widgets.option_card import Marked
from quizapp.gui.widgets.pill import Pill
from quizapp.question_types.categorize import Categorize


class _Row(QFrame):
    """A statement with the categories that it can be put into."""

    category_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.id = ""
        self.name = ""
        self.pills: list[Pill] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _: self.category_changed.emit())
        self._text = Label(theme, FontRole.OPTION, wraps=True)
        self._pills = QWidget()
        self._flow = FlowLayout(self._pills)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 2, 3, 6)
        layout.setSpacing(4)
        layout.addWidget(self._text)
        layout.addWidget(self._pills)

    @property
    def category(self) -> str | None:
        return next((pill.text() for pill in self._shown() if pill.isChecked()), None)

    def _shown(self) -> list[Pill]:
        return [pill for pill in self.pills if not pill.isHidden()]

    def show_statement(self, id_: str, name: str, text: str, categories: tuple[str, ...], chosen: str | None) -> None:
        self.id, self.name = id_, name
        self._text.setText(f"{name}. {text}")
        self._group.setExclusive(False)
        while len(self.pills) < len(categories):
            pill = Pill(self._theme, self._pills)
            self._group.addButton(pill)
            self._flow.addWidget(pill)
            self.pills.append(pill)
        for index, pill in enumerate(self.pills):
            shown = index < len(categories)
            pill.setVisible(shown)
            pill.setChecked(shown and categories[index] == chosen)
            if shown:
                pill.setText(categories[index])
                pill.setShortcut(QKeySequence())  # “&” in a text makes no key
                pill.setEnabled(True)
                pill.show_marked("")
                pill.setAccessibleName(f"{categories[index]}: {name}. {text}")
                place = self.tr("Category {number} of {count}").format(number=index + 1, count=len(categories))
                pill.setAccessibleDescription(place)
        self._group.setExclusive(True)

    def show_marked(self, right: str) -> None:
        words: dict[Marked, str] = {
            "right": self.tr("Your answer, right"),
            "wrong": self.tr("Your answer, wrong"),
            "missed": self.tr("Right answer, not chosen"),
        }
        for pill in self._shown():
            marked: Marked = ""
            if pill.text() == right:
                marked = "right" if pill.isChecked() else "missed"
            elif pill.isChecked():
                marked = "wrong"
            pill.show_marked(marked)
            pill.setAccessibleDescription(words.get(marked, ""))
            pill.setEnabled(False)

    def focus_first(self, reason: Qt.FocusReason) -> None:
        shown = self._shown()
        pill = next((pill for pill in shown if pill.isChecked()), shown[0])
        pill.setFocus(reason)

    def choose(self, index: int) -> bool:
        shown = self._shown()
        if not 0 <= index < len(shown) or not shown[index].isEnabled():
            return False
        shown[index].setFocus(Qt.FocusReason.ShortcutFocusReason)
        shown[index].click()
        return True


class CategorizeView(AnswerView):
    """Statements below one another, each with its categories side by side."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.rows: list[_Row] = []
        self._count = 0
        self._right: dict[str, str] = {}
        self._categories: tuple[str, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    @property
    def shown_rows(self) -> list[_Row]:
        return self.rows[: self._count]

    def show_question(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, Categorize)
        given = response if isinstance(response, dict) else {}
        self._categories = question.categories
        self._right = {id_: question.statement(id_).category for id_ in arrangement}
        self._count = len(arrangement)
        while len(self.rows) < self._count:
            row = _Row(self.theme, self)
            row.category_changed.connect(self._tell)
            self.rows.append(row)
            self._layout.addWidget(row)
        for index, row in enumerate(self.rows):
            if index < self._count:
                id_ = arrangement[index]
                text = question.statement(id_).text
                row.show_statement(id_, letter(index), text, question.categories, given.get(id_))
            row.setVisible(index < self._count)

    def show_mark(self, mark: Mark) -> None:
        for row in self.shown_rows:
            row.show_marked(self._right[row.id])

    def name_of(self, part: str) -> str:
        return next((row.name for row in self.shown_rows if row.id == part), "")

    def take_key(self, key: str) -> bool:
        """A digit puts the statement that has the focus, or the first that is not sorted, into that category."""
        if not key.isdigit():
            return False
        rows = self.shown_rows
        inside = QApplication.focusWidget()
        focused = next((row for row in rows if inside is not None and row.isAncestorOf(inside)), None)
        focused = focused or next((row for row in rows if row.category is None), rows[0])
        if not focused.choose(index_of_key(key)):
            return False
        following = rows[rows.index(focused) + 1 :]
        if following:
            following[0].focus_first(Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_first(self, reason: Qt.FocusReason) -> None:
        row = next((row for row in self.shown_rows if row.category is None), self.shown_rows[0])
        row.focus_first(reason)

    def key_hint(self) -> str:
        return self.tr("Press 1–{last} to sort one after another, Enter to go on").format(last=len(self._categories))

    def _tell(self) -> None:
        response = {row.id: row.category for row in self.shown_rows if row.category is not None}
        self.response_changed.emit(dict(sorted(response.items())) or None)
