"""The base of the views of all question types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_view import PassageView


class AnswerView(QWidget):
    """Shows the part of a question that is answered. One view serves all questions of its type, one after another.

    It shows and takes responses; it never marks. A subclass listens to what changes whenever the state of a control
    does (`toggled`, `textChanged`, `currentIndexChanged`), never to `clicked` or `textEdited`, which a control that
    assistive technology sets doesn't emit; and then calls `notice`, which asks it for the `response` of its controls.

    Signals:
        response_changed: the user's response, or None where it was taken back; never the same twice.
        passage_requested: the user wants to go to the passage, to answer there.
        rating_changed: the user has rated what was written: a map of criteria's letters to levels, counted from 0.
    """

    response_changed = Signal(object)
    passage_requested = Signal()
    rating_changed = Signal(dict)

    needs_key_hint = False
    """`key_hint` is shown in small windows too, as nothing else on the screen tells how to answer."""

    part_name = ""
    """Name of the part, where the question is a part of another one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.is_open = False
        """The response can be changed: a question is shown, and its mark is not."""
        self._told: Response | None = None

    def show_question(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        """Show `question`, its parts in the order of `arrangement`, answered with `response`, open to be changed."""
        self.is_open = False  # what the controls say while they are filled is no answer
        self.fill(question, arrangement, response)
        self.is_open, self._told = True, response

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        """Fill the controls for `show_question`, and enable them."""
        raise NotImplementedError

    def response(self) -> Response | None:
        """The response that the controls are now."""
        raise NotImplementedError

    def notice(self) -> None:
        """A control has another state: emit `response_changed` if that makes another response."""
        if not self.is_open:
            return
        response = self.response()
        if response != self._told:
            self._told = response
            self.response_changed.emit(response)

    def use_passage(self, passage: PassageView) -> None:
        """`passage` shows what the question that is shown is about, and is the view's until `release_passage`.

        For views that answer in the passage; called after `show_question`.
        """

    def release_passage(self) -> None:
        """Leave the passage as it was."""

    def show_mark(self, mark: Mark) -> None:
        """Show the response that is there as it was marked, with what would be right; it can't be changed any more."""
        self.is_open = False
        self.show_outcomes(mark)

    def show_outcomes(self, mark: Mark) -> None:
        """Do what `show_mark` says, for the controls of this view."""
        raise NotImplementedError

    def show_tried(self, tried: Sequence[Response]) -> None:
        """Show what of responses that were checked, and not right, is known to be wrong, in an open question."""

    def show_rated(self, mark: Mark) -> None:
        """Show the mark that the user's own rating has given."""

    def take_rating_key(self, key: str) -> bool:
        """A letter or digit was typed after the response was marked; whether it meant something."""
        return False

    def focus_rating(self, reason: Qt.FocusReason) -> QWidget | None:
        """Give the focus to what is still to be rated; gives what is to be read for it first, None where nothing is."""
        return None

    def marks_passage(self, part: str) -> bool:
        """Tell whether `show_mark` has marked, in the passage, the words that the part of a remark rests on."""
        return False

    def name_of(self, part: str) -> str:
        """Return the name of a part of a mark or remark on the screen, such as a letter; may be empty."""
        return ""

    def name_in_sentence(self, part: str) -> str:
        """Return the name of a part that is still open, for a sentence, such as “Row B”; may be empty."""
        return self.name_of(part)

    def illegible_text(self) -> str:
        """Return the reason why a typed text cannot be read as an answer; empty where nothing more is known."""
        return ""

    def take_key(self, key: str) -> bool:
        """A letter or digit was typed; whether it meant something."""
        return False

    def go_on(self, reason: Qt.FocusReason) -> bool:
        """Enter was pressed: give the focus to what is still to be answered; False where the page may go on."""
        return False

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Give the focus to where answering begins."""
        raise NotImplementedError

    def focus_open(self, reason: Qt.FocusReason) -> None:
        """Give the focus to the first part that is still open."""
        self.focus_first(reason)

    def key_hint(self) -> str:
        """Return one short sentence with the keys that answer the question."""
        return ""
