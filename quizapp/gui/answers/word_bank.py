"""Answering `word_bank`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Response
from quizapp.domain.runs import joined
from quizapp.domain.text import letter
from quizapp.gui.answers.gaps_view import GapsView
from quizapp.gui.answers.parts.dragging import Dragging
from quizapp.gui.answers.parts.gap_field import ChoiceField
from quizapp.gui.answers.parts.word_pill import WordPill
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.choosing_keys import index_of_key
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.word_bank import WordBank


class WordBankView(GapsView[ChoiceField]):
    """A text with gaps, and a bank of words above it to drag, click, or choose in a gap by list or letter."""

    question: WordBank

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._words: list[tuple[str, str, str]] = []
        self._notes: dict[str, str] = {}
        self._kept_pills: list[WordPill] = []
        self.pills: list[WordPill] = []
        """The words that are shown, in order."""
        self._title = Label(theme, FontRole.SMALL, color="muted")
        self.tray = QFrame()
        self.tray.setObjectName("model")
        shown = QWidget()
        self._flow = FlowLayout(shown)
        fill(QVBoxLayout(self.tray), self._title, shown, margins=(12, 8, 12, 10), spacing=6)
        self._column.insertWidget(0, self.tray)
        self._dragging = Dragging(self)
        self._dragging.add_target(self.tray)
        self._dragging.over_changed.connect(self._show_over)
        self._dragging.dropped.connect(self._drop)
        self._dragging.clicked.connect(self._open_list)

    def new_field(self) -> ChoiceField:
        field = ChoiceField(self.theme, self.text)
        self._dragging.add_source(field)
        self._dragging.add_target(field)
        field.notes = self._notes
        field.value_changed.connect(lambda field=field: self._settle(field))  # before the response is told
        return field

    def prepare_field(self, field: ChoiceField, value: str) -> None:
        field.show_options(self._words, value)

    def right_answer(self, id_: str) -> str:
        return joined(map(inline_text, self.question.gap(id_).keys), " · ")

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        question = self.question
        self._dragging.cancel()
        self._words = [(id_, letter(index), question.part_text(id_)) for index, id_ in enumerate(arrangement)]
        title = self.tr("Words (you can use each more than once)") if question.reuse else self.tr("Words")
        self._title.setText(title)
        self.pills = show_kept(self._kept_pills, len(self._words), self._new_pill)
        for pill, (id_, name, text) in zip(self.pills, self._words, strict=True):
            pill.show_word(id_, name, text)
        super().fill(arrangement, response)
        self._show_used()

    def _new_pill(self) -> WordPill:
        pill = WordPill(self.theme)
        pill.clicked.connect(lambda: self._click(pill))
        self._dragging.add_source(pill)
        self._flow.addWidget(pill)
        return pill

    def show_outcomes(self, mark: Mark) -> None:
        super().show_outcomes(mark)
        for pill in self.pills:
            pill.setEnabled(False)

    def put(self, id_: str, field: ChoiceField) -> None:
        """Put the word `id_` into the gap of `field`; unless it can be reused, it leaves the gap where it was."""
        if self.is_open and field.value != id_:
            field.show_value(id_)
            announce(field, self.tr("{word}: put into gap {number}").format(word=self._text(id_), number=field.id))

    def take_back(self, id_: str) -> None:
        """Take the word `id_` out of its gaps."""
        for field in self.fields:
            if self.is_open and field.value == id_:
                field.show_value("")
                words = self.tr("{word}: taken out of gap {number}")
                announce(field, words.format(word=self._text(id_), number=field.id))

    def take_key(self, key: str) -> bool:
        """Put a word by letter or digit into the gap with the focus, or the first empty one, then go to the next."""
        index = index_of_key(key)
        if not 0 <= index < len(self._words) or not self.is_open:
            return False
        field = self.field_for_key()
        self.put(self._words[index][0], field)
        self.focus_after(field)
        return True

    def letter_hint(self) -> str:
        last = letter(min(26, len(self._words)) - 1)
        return self.tr("Press A–{last} to fill one gap after another, Delete to empty one").format(last=last)

    def _click(self, pill: WordPill) -> None:
        if pill.used:
            self.take_back(pill.id)
            return
        field = self.focused
        if field is None or field.value:
            field = next((each for each in self.fields if not each.value), field)
        if field is not None:
            self.put(pill.id, field)

    # dragging

    def _drop(self, source: WordPill | ChoiceField, target: QWidget | None) -> None:
        id_ = source.id if isinstance(source, WordPill) else source.value
        if isinstance(target, ChoiceField):
            self.put(id_, target)
        elif target is self.tray:
            self.take_back(id_)

    def _show_over(self, target: QWidget | None) -> None:
        for field in self.fields:
            field.show_over(field is target)

    def _open_list(self, field: QWidget) -> None:
        if isinstance(field, ChoiceField):
            field.setFocus(Qt.FocusReason.MouseFocusReason)
            field.showPopup()

    def _settle(self, field: ChoiceField) -> None:
        """Take the word of `field` out of the gap where it was, unless it can be reused."""
        if self.is_open and field.value and not self.question.reuse:
            for other in self.fields:
                if other is not field and other.value == field.value:
                    other.show_value("")
        self._show_used()

    def _show_used(self) -> None:
        for pill in self.pills:
            places = [field.id for field in self.fields if field.value == pill.id]
            words = self.tr("in gap {numbers}").format(numbers=", ".join(sorted(places, key=int))) if places else ""
            self._notes[pill.id] = f"({words})" if words else ""
            pill.show_used(bool(places) and not self.question.reuse, words or self.tr("not used"))

    def _text(self, id_: str) -> str:
        return self.question.part_text(id_)
