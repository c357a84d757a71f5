"""Hints: those that were shown, and the button for the next one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.question import Hint
from quizapp.domain.runs import joined
from quizapp.gui.kit.inline_label import InlineLabel
from quizapp.gui.kit.inline_text import headed
from quizapp.gui.kit.kept import show_kept
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.words import hint_text


class HintList(QWidget):
    """The hints that were shown, one below the other, and what the next one costs, where there is one.

    Signals:
        hint_requested: the user wants the next hint.
    """

    hint_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 0, 3, 0)
        column.setSpacing(4)
        self._panel = QFrame()
        self._panel.setObjectName("model")
        self._inside = QVBoxLayout(self._panel)
        self._inside.setContentsMargins(12, 8, 12, 9)
        self._inside.setSpacing(5)
        self._labels: list[InlineLabel] = []
        self.next = QToolButton()
        self.next.setObjectName("quiet")
        self.next.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.next.clicked.connect(self.hint_requested)
        column.addWidget(self._panel)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_hints(self, shown: Sequence[Hint], following: Hint | None) -> None:
        """Show those that were `shown`, and offer the one `following`."""
        for number, (label, hint) in enumerate(
            zip(show_kept(self._labels, len(shown), self._add_label), shown, strict=True), 1
        ):
            before, _, after = self.tr("Hint {number}: {text}").format(number=number, text="\0").partition("\0")
            label.setText(joined((headed(before, inline_text(hint.text), ""), after)))
        self._panel.setVisible(bool(shown))
        self.next.setVisible(following is not None)
        if following is not None:
            text = self.tr("Another hint ({cost})") if shown else self.tr("Hint ({cost})")
            text = text.format(cost=hint_text(following, translate))
            self.next.setText(" " + text)
            self.next.setAccessibleName(text)
            self.next.setToolTip(self.tr("{hint}; key H").format(hint=text))
        self.setVisible(bool(shown) or following is not None)

    def _add_label(self) -> InlineLabel:
        label = InlineLabel(self._theme, FontRole.PLAIN, wraps=True)
        self._inside.addWidget(label)
        return label

    @property
    def words(self) -> str:
        """The last hint that was shown."""
        return next((label.text() for label in reversed(self._labels) if not label.isHidden()), "")

    def _restyle(self) -> None:
        side = self._theme.pixels(18)
        self.next.setIcon(self._theme.icon("hint", "accent"))
        self.next.setIconSize(QSize(side, side))
