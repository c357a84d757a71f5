"""What the views of all question types have in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.theme import Theme


class AnswerView(QWidget):
    """Shows the part of a question that is answered. One view serves all questions of its type, one after another.

    It shows and takes responses; it never marks.

    Signals:
        response_changed: the user's response, or None where it was taken back.
    """

    response_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def show_question(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        """Show `question`, its parts in the order of `arrangement`, answered with `response`, open to be changed."""
        raise NotImplementedError

    def show_mark(self, mark: Mark) -> None:
        """Show the response that is there as it was marked, with what would be right; it can't be changed any more."""
        raise NotImplementedError

    def name_of(self, part: str) -> str:
        """How the part of a mark or remark is named on the screen, such as a letter; may be empty."""
        return ""

    def take_key(self, key: str) -> bool:
        """A letter or digit was typed; whether it meant something."""
        return False

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Give the focus to where answering begins."""
        raise NotImplementedError

    def key_hint(self) -> str:
        """Which keys answer the question that is shown, as one short sentence."""
        return ""
