"""A label for an author's text, with its emphasis."""

from PySide6.QtCore import QSize

from quizapp.domain.runs import InlineText
from quizapp.gui.kit.inline_text import text_size
from quizapp.gui.kit.label import Label


class InlineLabel(Label):
    """Shows a `runs.InlineText` with its emphasis; `text` and the accessible name are plain."""

    _shown: str = ""

    def setText(self, text: str) -> None:
        self._shown = text
        super().setText(str(text))

    def _shown_text(self) -> str:
        return self._shown

    def _is_ours(self, width: int) -> bool:
        return isinstance(self._shown, InlineText) or super()._is_ours(width)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not isinstance(self._shown, InlineText):
            return hint
        if self.wordWrap():
            return QSize(hint.width(), self.heightForWidth(hint.width()))
        return text_size(self._shown, self.font()).grownBy(self.contentsMargins()).expandedTo(hint)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() if self.wordWrap() else self.sizeHint()
