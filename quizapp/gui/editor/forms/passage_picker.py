"""A dialog in which the author selects words of the passage."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from quizapp.domain.language import UNSPACED
from quizapp.domain.passage import Block, Passage, Span
from quizapp.domain.runs import Run
from quizapp.domain.text import shortened
from quizapp.domain.words import words_of
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.dialogs import Dialog
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.chosen_words import ChosenWords
from quizapp.gui.passage.layer import PassageLayer
from quizapp.gui.passage.passage_view import PassageView

_LONGEST_TOLD = 160


def plain_passage(text: str) -> Passage:
    """Give `text`, in which no sign has a meaning, as a passage of one paragraph."""
    return Passage("", (Block("paragraph", (Run(text),), 0, 0, 0, ""),), text)


def whole_words(text: str, span: Span) -> Span | None:
    """Give `span` with all of the words that it begins and ends in, without white space around them; None where it has
    nothing else. Where a script sets no spaces, it begins and ends where it does.
    """
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    while 0 < start < end and _is_within_word(text[start - 1 : start + 1]):
        start -= 1
    while start < end < len(text) and _is_within_word(text[end - 1 : end + 1]):
        end += 1
    return Span(start, end) if start < end else None


def _is_within_word(pair: str) -> bool:
    return all(map(str.isalnum, pair)) and not UNSPACED.search(pair)


class _ChosenLayer(PassageLayer):
    """Shows the words that Enter would take."""

    span: Span | None = None

    def show(self, span: Span | None) -> None:
        if span != self.span:
            self.span = span
            self.changed.emit()

    def clear(self) -> None:
        self.show(None)

    @property
    def is_seen(self) -> bool:
        return self.span is not None

    def selections(self) -> Sequence[QTextEdit.ExtraSelection]:
        if self.span is None:
            return ()
        look = QTextCharFormat()
        look.setBackground(self.theme.color("soft"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(self.theme.color("accent"))
        return (self.text.selection(self.span, look),)


class PassagePicker(Dialog):
    """Shows `passage` and takes what is selected in it, or else the sentence at the text cursor.

    Args:
        take: called with the `Span` that was picked.
        marked: what is quoted already, shown as evidence.
        one_sentence: True where the words have to be in one sentence.
        by_word: True where Enter takes the word at the text cursor instead of the sentence.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        passage: Passage,
        title: str,
        take: Callable[[Span], object],
        *,
        pictures: Pictures | None = None,
        marked: Sequence[Span] = (),
        one_sentence: bool = False,
        by_word: bool = False,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._passage = passage
        self._one_sentence = one_sentence
        self._by_word = by_word
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.view = PassageView(theme, pictures)
        self._words = ChosenWords(self.view)
        self._layer = _ChosenLayer(theme, self.view.text, self)
        self.view.add_layer(self._layer)
        self.view.show_passage(passage)
        if marked:
            self.view.show_evidence(marked)
        self.view.installEventFilter(self)
        help_ = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        if by_word:
            how = self.tr("Select words with the mouse, or with Shift and the arrow keys. Enter takes them.")
        else:
            how = self.tr(
                "Select words with the mouse, or with Shift and the arrow keys. Enter takes them, or the sentence."
            )
        help_.setText(how)
        self.chosen = Label(theme, FontRole.PLAIN, wraps=True)
        self.use = push_button(self.tr("Use these words"), self.accept, is_main=True)
        cancel = push_button(self.tr("Cancel"), self.reject)
        row = fill(QHBoxLayout(), 1, self.use, cancel, spacing=8)
        items = (Label(theme, FontRole.TITLE, title, wraps=True), help_, (self.view, 1), self.chosen, row)
        fill(QVBoxLayout(self), *items, margins=(20, 18, 20, 14), spacing=10)
        window = parent.window()
        self.resize(min(theme.pixels(760), window.width() - 60), min(theme.pixels(640), window.height() - 40))
        self.view.cursorPositionChanged.connect(self._show_chosen)
        self.view.selectionChanged.connect(self._show_chosen)
        self._show_chosen()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def span(self) -> Span | None:
        """The words that would be taken, as `whole_words`; None where there are none."""
        span = self._words.here() if not self._by_word else self._words.selection() or self._word_here()
        if span is None:
            return None
        return whole_words(self._passage.text, span)

    def _word_here(self) -> Span | None:
        at = self._words.caret().start
        words = words_of(self._passage.text)
        return next((Span(word.start, word.end) for word in words if word.start <= at <= word.end), None)

    def accept(self) -> None:
        span = self.span
        if span is None or not self.use.isEnabled():
            return
        super().accept()
        self._take(span)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else 0
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def _show_chosen(self) -> None:
        span = self.span
        self._layer.show(span if self._words.selection() is None else None)
        if span is None:
            words = self.tr("Nothing is selected yet.")
        elif self._one_sentence and self._passage.sentence_of(span) is None:
            words, span = self.tr("Choose words of one sentence, and not of a heading."), None
        else:
            words = f"“{shortened(self._passage.words_of(span), _LONGEST_TOLD)}”"
        self.chosen.setText(words)
        self.use.setEnabled(span is not None)
