"""The sentence of a passage that is read aloud, and the word in it."""

from collections.abc import Iterator

from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.passage import Span
from quizapp.gui.passage.layer import PassageLayer


class SpokenLayer(PassageLayer):
    """Shows `sentence` on a background, and `word` underlined; None for none."""

    sentence: Span | None = None
    word: Span | None = None

    def show(self, sentence: Span | None) -> None:
        """Follow to another sentence, and scroll it into view."""
        if sentence == self.sentence and self.word is None:
            return
        self.sentence, self.word = sentence, None
        self.changed.emit()
        if sentence is not None:
            self.reveal_requested.emit(sentence)

    def show_word(self, word: Span) -> None:
        """Follow to another word of the sentence."""
        self.word = word
        self.changed.emit()

    def clear(self) -> None:
        self.show(None)

    @property
    def is_seen(self) -> bool:
        return self.sentence is not None

    def selections(self) -> Iterator[QTextEdit.ExtraSelection]:
        if self.sentence is None:
            return
        spoken = QTextCharFormat()
        spoken.setBackground(self.theme.color("soft"))
        spoken.setForeground(self.theme.color("text"))
        yield self.text.selection(self.sentence, spoken)
        if self.word is not None:
            word = QTextCharFormat()
            word.setBackground(self.theme.color("accent"))
            word.setForeground(self.theme.color("on_accent"))
            yield self.text.selection(self.word, word)
