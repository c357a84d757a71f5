"""A notice for the user that can be closed."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import paint_box, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.word_button import WordButton


class NoticeBar(QWidget):
    """A bar below the header, hidden until there is something to tell. It never takes the focus.

    Attributes:
        floats: it lies over the foot of its parent, outside of its layout, so that nothing moves when it comes.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.floats = False
        self.text = Label(theme, FontRole.PLAIN, color="warn", wraps=True, parent=self)
        self.close_button = QToolButton(self)
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.close_button.clicked.connect(self.hide)
        self._row = fill(QHBoxLayout(self), (self.text, 1), self.close_button, margins=(18, 6, 12, 6))
        self._buttons: list[QPushButton] = []
        self._work: list[Callable[[], object]] = []
        theme.changed.connect(self._restyle)
        self.hide()

    def tell(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = (), color: str = "warn") -> None:
        """Show `text` in a color of the theme, and a button for each action: its words and its work."""
        self.text.set_color(color)
        is_new = self.isHidden() or text != self.text.text()
        self._restyle()
        self.text.setText(text)
        if [words for words, _ in actions] != [button.text() for button in self._buttons]:
            for button in self._buttons:
                button.hide()
                button.deleteLater()
            self._buttons = [self._button(place, words) for place, (words, _) in enumerate(actions)]
        self._work = [do for _, do in actions]  # the newest, even if the words are the same
        self.show()
        self.place()
        if is_new:
            announce(self, text)

    def take_back(self, text: str) -> None:
        """Hide what was told in these words, if nothing else was told since."""
        if text and text == self.text.text():
            self.hide()

    def place(self) -> None:
        """Lie over the foot of the parent, where this floats."""
        parent = self.parentWidget()
        if self.floats and parent is not None and not self.isHidden():
            edge = self._theme.pixels(10)
            width = max(0, parent.width() - 2 * edge)
            height = max(self.heightForWidth(width), self.minimumSizeHint().height())
            self.setGeometry(edge, parent.height() - height - edge, width, height)
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.floats:
            paint_box(
                painter_on(self), self._theme, self.rect().adjusted(1, 1, -1, -1), "edge", "card", line=1, radius=8
            )

    def _button(self, place: int, words: str) -> QPushButton:
        button = WordButton(words)
        button.clicked.connect(lambda: self._work[place]())
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _restyle(self) -> None:
        self._theme.put_icon(self.close_button, "close", size=16)
        self.place()
