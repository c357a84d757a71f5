"""The base of the views of all question types."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_view import PassageView


class AnswerView(QWidget):
    """Shows the part of a question that is answered. One view serves all questions of its type, one after another.

    It shows and takes responses; it never marks. A subclass calls `notice` when a control changes. It connects signals
    of state (`toggled`, `textChanged`, `currentIndexChanged`), never `clicked` or `textEdited`: assistive technology
    can set a control that doesn't emit those.

    Signals:
        response_changed: the user's new response, None when it is empty again.
        passage_requested: the user wants to go to the passage, to answer there.
        rating_changed: the user rated a written answer: the level of each criterion, counted from 0, by its letter.
        option_crossed_out: the user crossed out the option with this id, or brought it back.
    """

    response_changed = Signal(object)
    passage_requested = Signal()
    rating_changed = Signal(dict)
    option_crossed_out = Signal(str, bool)

    accessible_role = "group"

    can_cross_out = False
    """True if it has options that can be crossed out."""

    needs_key_hint = False
    """Keeps the hint at keys in small windows too, where nothing else tells how to answer."""

    rates = True
    """False where a written answer was rated by somebody else."""

    part_name = ""
    """The name of the part, if the question is part of another one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.question: Question
        """The question that is shown; a subclass says of which type."""
        self.is_open = False
        """True while the response can be changed: a question is shown and not marked yet."""
        self._last_response: Response | None = None

    def show_question(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        """Show `question`, its parts in the order of `arrangement`, answered with `response`, open to be changed."""
        self.is_open = False  # controls change while they are filled; that is no answer
        self.setEnabled(True)
        self.question = question
        self.fill(arrangement, response)
        self.is_open, self._last_response = True, response

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        """Fill the controls for `question`, and enable them."""
        raise NotImplementedError

    def response(self) -> Response | None:
        """Return the response as the controls stand now, None if nothing is answered."""
        raise NotImplementedError

    def notice(self) -> None:
        """Emit `response_changed` if the controls now stand for another response."""
        if not self.is_open:
            return
        response = self.response()
        if response != self._last_response:
            self._last_response = response
            self.response_changed.emit(response)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()  # Qt's would break all lines in a width

    def margin(self) -> int:
        """Return how many pixels have to be in view above and below a control that has the focus."""
        return 24

    def use_passage(self, passage: PassageView) -> None:
        """Use `passage`, which shows the question's passage, until `release_passage`.

        For views that are answered in the passage; called after `show_question`.
        """

    def release_passage(self) -> None:
        """Remove everything that this view shows in the passage."""

    def show_mark(self, mark: Mark) -> None:
        """Show how the response was marked, and the right answer; it can no longer be changed."""
        self.is_open = False
        self.show_outcomes(mark)

    def show_handed_in(self) -> None:
        """Show the response, which somebody else marks; it can no longer be changed."""
        self.is_open = False
        self.setEnabled(False)

    def show_outcomes(self, mark: Mark) -> None:
        """Show `mark` in the controls, and disable them."""
        raise NotImplementedError

    def show_tried(self, tried: Sequence[Response]) -> None:
        """Show which parts of earlier, wrong tries are known to be wrong; the question stays open."""

    def show_rated(self, mark: Mark) -> None:
        """Show the mark that follows from the user's own rating."""

    def take_rating_key(self, key: str) -> bool:
        """Rate with a letter or digit that was typed once the response was marked, and tell whether it was used."""
        return False

    def focus_rating(self, reason: Qt.FocusReason) -> QWidget | None:
        """Focus the first criterion without a rating; return the widget to read first, None if all are rated."""
        return None

    def marks_passage(self, part: str) -> bool:
        """Tell whether `show_mark` has already marked in the passage the words that a remark on `part` is about."""
        return False

    def widget_of(self, part: str) -> QWidget | None:
        """Return the control that shows a part of the question, if there is one for it alone."""
        return None

    def name_of(self, part: str) -> str:
        """Return the name of a part of a mark or remark on the screen, such as a letter; empty if it has none."""
        return ""

    def name_in_sentence(self, part: str) -> str:
        """Return the name of a part for use in a sentence, such as “Row B”; empty if it has none."""
        return self.name_of(part)

    def illegible_text(self) -> str:
        """Return why the typed text cannot be read as an answer; empty if it can."""
        return ""

    def take_key(self, key: str) -> bool:
        """Answer with a letter or digit that was typed, and tell whether it was used."""
        return False

    def show_crossed_out(self, ids: Collection[str]) -> None:
        """Show the options with these ids, and no others, as crossed out; called after `show_question`."""

    def offer_crossing_out(self, offered: bool) -> None:
        """Show a button on each option that crosses it out, or show none."""

    def cross_out(self, letter: str) -> bool:
        """Cross out or bring back the option with `letter`, or the one with the focus; False where there is none."""
        return False

    def go_on(self, reason: Qt.FocusReason) -> bool:
        """Move the focus to the next open part when Enter is pressed; return False if the page may go on."""
        return False

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Focus the control where answering begins."""
        raise NotImplementedError

    def focus_open(self, reason: Qt.FocusReason) -> None:
        """Focus the first part that is still open."""
        self.focus_first(reason)

    def letter_hint(self) -> str:
        """Return one short sentence about the letters or digits that answer the question; "" where none do."""
        return ""

    def key_hint(self) -> str:
        """Return one short sentence about the other keys that answer the question."""
        return self.tr("Tab and the arrow keys move, Space chooses")
