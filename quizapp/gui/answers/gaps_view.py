"""The base of the views of three types: a text with fields in its gaps, and the right answers below it."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.gaps import Gapped
from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Response
from quizapp.domain.runs import joined
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.gap_field import ChoiceField, TypedField
from quizapp.gui.answers.parts.gap_text import GapText
from quizapp.gui.answers.parts.outcome import outcome_text, outcomes_of
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.label import InlineLabel
from quizapp.gui.kit.theme import FontRole, Theme

Field = TypeVar("Field", TypedField, ChoiceField)


class GapsView(AnswerView, Generic[Field]):
    """A text that flows, with a field in each gap."""

    question: Gapped

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.fields: list[Field] = []
        """The fields that are shown, in the order of the text."""
        self._kept: list[Field] = []
        self.text = GapText(theme, self)
        self._right = InlineLabel(theme, FontRole.PLAIN, color="right", wraps=True)
        self._column = fill(QVBoxLayout(self), self.text, self._right, margins=(3, 0, 3, 0), spacing=8)

    def new_field(self) -> Field:
        """Make a field with `text` as its parent."""
        raise NotImplementedError

    def prepare_field(self, field: Field, value: str) -> None:
        """Show `value` in `field`, whose `id` is set."""
        raise NotImplementedError

    def right_answer(self, id_: str) -> str:
        """Return the right answer to show for a gap once there is a mark."""
        raise NotImplementedError

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self._right.hide()
        pieces, filled = self.question.pieces, self.question.filled(response)
        order = [piece.gap for piece in pieces if piece.gap]
        self.fields = show_kept(self._kept, len(order), self._add_field)
        for id_, field in zip(order, self.fields, strict=True):
            field.show_gap(id_, self._name(id_))
            self.prepare_field(field, filled.get(id_, ""))
        self.text.show_pieces(pieces, {field.id: field for field in self.fields})

    def _add_field(self) -> Field:
        field = self.new_field()
        field.value_changed.connect(self.notice)
        return field

    def _name(self, id_: str) -> str:
        question = self.question
        name, words = self.tr("Gap {number} of {count}, after “{words}”"), question.before_gap(id_)
        if not any(map(str.isalnum, words)):
            name, words = self.tr("Gap {number} of {count}, before “{words}”"), question.after_gap(id_)
        if not any(map(str.isalnum, words)):
            name = self.tr("Gap {number} of {count}")
        return name.format(number=id_, count=len(question.gap_ids), words=words)

    def show_outcomes(self, mark: Mark) -> None:
        outcomes = outcomes_of(mark)
        for field in self.fields:
            outcome = outcomes.get(field.id, "missed")
            right = self._line(field.id) if outcome != "right" else ""
            words = outcome_text(outcome) if outcome != "missed" else self.tr("Left empty")
            field.show_marked(outcome, f"{words}. {right}" if right else words)
        wrong = [field.id for field in self.fields if outcomes.get(field.id) != "right"]
        self._right.setText(joined(map(self._line, sorted(wrong, key=int)), "\n"))
        self._right.setVisible(bool(wrong))

    def _line(self, id_: str) -> str:
        before, _, after = self.tr("Gap {number}, right answer: {answer}").partition("{answer}")
        return joined((before.replace("{number}", id_), self.right_answer(id_), after.replace("{number}", id_)))

    def name_of(self, part: str) -> str:
        return part

    def name_in_sentence(self, part: str) -> str:
        return self.tr("Gap {name}").format(name=self.name_of(part))

    @property
    def focused(self) -> Field | None:
        """The field that has the focus."""
        return with_focus(self.fields)

    def field_for_key(self) -> Field:
        """The field that a typed letter fills: the one with the focus, or else the first that is empty."""
        return self.focused or self._first_empty()

    def focus_after(self, field: Field) -> None:
        """Give the focus to the field after `field`; the last one keeps it."""
        at = self.fields.index(field) + 1
        self.fields[min(at, len(self.fields) - 1)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first_empty(self) -> Field:
        return next((field for field in self.fields if not field.value), self.fields[0])

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self._first_empty().setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next empty gap on Enter; if there is none, leave the key to the page."""
        field = self.focused
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and field is not None and field.marked is None:
            following = self.fields[self.fields.index(field) + 1 :]
            empty = next((each for each in following if not each.value), None)
            if empty is not None:
                empty.setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)

    def response(self) -> Response | None:
        values = {field.id: field.value for field in self.fields if field.value}
        return {id_: values[id_] for id_ in sorted(values, key=int)} or None
