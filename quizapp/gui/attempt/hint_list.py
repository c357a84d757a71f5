"""The hints of a question, and a button for the next one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.question import Hint
from quizapp.domain.runs import joined
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.inline_text import headed
from quizapp.gui.kit.label import InlineLabel
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.words import hint_text


class HintList(QWidget):
    """Shows the hints that were given, one below another; `next` asks for the next one and tells its cost."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._letter = ""
        self._panel = QFrame()
        self._panel.setObjectName("model")
        self._inside = fill(QVBoxLayout(self._panel), margins=(12, 8, 12, 9), spacing=5)
        self._labels: list[InlineLabel] = []
        self.next = QToolButton()
        self.next.setObjectName("quiet")
        self.next.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout = fill(QVBoxLayout(self), self._panel, margins=(3, 0, 3, 0), spacing=4)
        layout.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)
        theme.put_icon(self.next, "hint", color="accent")

    def show_hints(self, shown: Sequence[Hint], following: Hint | None) -> None:
        """Show the hints that were `shown`, and offer the `following` one."""
        labels = show_kept(self._labels, len(shown), self._add_label)
        for number, (label, hint) in enumerate(zip(labels, shown, strict=True), 1):
            before, _, after = self.tr("Hint {number}: {text}").format(number=number, text="\0").partition("\0")
            label.setText(joined((headed(before, inline_text(hint.text), ""), after)))
        self._panel.setVisible(bool(shown))
        self.next.setVisible(following is not None)
        if following is not None:
            text = self.tr("Another hint ({cost})") if shown else self.tr("Hint ({cost})")
            text = text.format(cost=hint_text(following, translate))
            self.next.setText(" " + text)
            self.next.setAccessibleName(text)
            self._tell_key()
        self.setVisible(bool(shown) or following is not None)

    def show_letter(self, letter: str) -> None:
        """Tell the key that asks for a hint; none where `letter` is empty."""
        self._letter = letter
        self._tell_key()

    def _tell_key(self) -> None:
        told = self.tr("{hint}: press {key}").format(hint=self.next.accessibleName(), key=self._letter)
        self.next.setToolTip(told if self._letter else "")

    def _add_label(self) -> InlineLabel:
        label = InlineLabel(self._theme, FontRole.PLAIN, wraps=True)
        self._inside.addWidget(label)
        return label

    @property
    def words(self) -> str:
        """The text of the last hint that was shown."""
        return next((label.text() for label in reversed(self._labels) if not label.isHidden()), "")
