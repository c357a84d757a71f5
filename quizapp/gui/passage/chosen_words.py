"""The words of a passage that keys and menus act on."""

from PySide6.QtGui import QTextCursor

from quizapp.domain.passage import Span
from quizapp.gui.passage.passage_view import PassageView


class ChosenWords:
    """Tells what is selected in `view`, or where its text cursor is, as spans of the passage."""

    def __init__(self, view: PassageView) -> None:
        self._view = view

    def selection(self) -> Span | None:
        """Return what is selected; None where nothing is."""
        cursor, text = self._view.textCursor(), self._view.text
        if not cursor.hasSelection():
            return None
        return Span(text.offset(cursor.selectionStart()), text.offset(cursor.selectionEnd()))

    def caret(self) -> Span:
        """Return the place of the text cursor, which is empty."""
        offset = self._view.text.offset(self._view.textCursor().position())
        return Span(offset, offset)

    def here(self) -> Span | None:
        """Return what is selected, or the sentence at the text cursor."""
        passage, chosen = self._view.passage, self.selection()
        if chosen is not None or passage is None:
            return chosen
        offset = self.caret().start
        sentence = passage.sentence_of(Span(offset, offset)) or passage.sentence_of(Span(offset - 1, offset - 1))
        return sentence.span if sentence is not None else None

    def deselect(self, span: Span) -> None:
        """Select nothing, with the text cursor where `span` begins."""
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(self._view.text.position(span.start))
        self._view.setTextCursor(cursor)
