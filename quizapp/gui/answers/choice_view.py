"""What the views of the choice types have in common: cards to choose from."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.mark import Mark, Points
from quizapp.domain.question import Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.choice_list import ChoiceList
from quizapp.gui.answers.parts.keys import index_of_key
from quizapp.gui.kit.theme import Theme


class ChoiceView(AnswerView):
    """Cards, of which one or any number is chosen."""

    def __init__(self, theme: Theme, *, exclusive: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keys: tuple[str, ...] = ()
        self.choices = ChoiceList(theme, exclusive=exclusive, parent=self)
        self.choices.chosen_changed.connect(self.notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.choices)

    def show_choices(self, options: Sequence[tuple[str, str]], chosen: Iterable[str], keys: Iterable[str]) -> None:
        """Show options, each an id and a text; `keys` are shown as right once there is a mark."""
        self._keys = tuple(keys)
        self.choices.show_options(options, chosen, self.part_name)

    def show_outcomes(self, mark: Mark) -> None:
        parts = mark.parts if isinstance(mark, Points) else ()
        marked = {part.id: part.outcome for part in parts if part.outcome != "partial"}
        self.choices.show_marked({**dict.fromkeys(self._keys, "missed"), **marked})

    def show_tried(self, tried: Sequence[Response]) -> None:
        self.choices.show_tried([response for response in tried if isinstance(response, str)])

    def name_of(self, part: str) -> str:
        return self.choices.letter_of(part)

    def take_key(self, key: str) -> bool:
        return self.choices.toggle(index_of_key(key))

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.choices.focus_first(reason)

    def key_hint(self) -> str:
        last = self.choices.last_letter
        return self.tr("Press A–{last} to choose, Enter to go on").format(last=last)

    def response(self) -> Response | None:
        chosen = self.choices.chosen
        return chosen[0] if chosen else None
