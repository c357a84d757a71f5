"""Finding words in a passage: a field above it, and the places in it."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QToolButton, QWidget

from quizapp.domain.passage import Passage, Span
from quizapp.domain.search import SearchableText
from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.find_layer import FindLayer
from quizapp.gui.passage.layered_view import LayeredView

_BY_KEY = Qt.FocusReason.ShortcutFocusReason
_LONGEST_CHOSEN = 100
"""The most characters of selected words that are looked for."""


class FindBar(QWidget):
    """A field for words, the number of places where they stand, and buttons to go from one to the next.

    Signals:
        closed: it is put away.
    """

    closed = Signal()

    def __init__(self, theme: Theme, view: LayeredView) -> None:
        super().__init__()
        self._view = view
        self._text: SearchableText | None = None
        self._read: Passage | None = None
        self._start = 0
        """The offset from which words are looked for: where the view was, or the place that was found last."""
        self.layer = FindLayer(theme, view.text, self)
        view.add_layer(self.layer)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Find in the passage"))
        self.field.setPlaceholderText(self.field.accessibleName())
        self.field.setAccessibleDescription(" ")  # or else Qt would say the name again
        self.field.setMinimumWidth(60)
        self.count = Label(theme, FontRole.LABEL, color="muted")
        self.previous = self._button(
            theme, "up", self.tr("Previous place ({key})").format(key=shortcut_of("find previous"))
        )
        self.next = self._button(theme, "down", self.tr("Next place ({key})").format(key=shortcut_of("find next")))
        self.away = self._button(theme, "close", self.tr("Close ({key})").format(key=shortcut_of("back")))
        fill(
            QHBoxLayout(self),
            *((self.field, 1), self.count, self.previous, self.next, self.away),
            margins=(8, 0, 8, 0),
            spacing=4,
        )
        self.field.textChanged.connect(self._find)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.away.clicked.connect(self.close_bar)
        self._show_count()

    def open(self) -> None:
        """Show the field, with the words that are selected in the passage, if there are some."""
        chosen = self._view.textCursor().selectedText().replace("\u2029", " ").strip()
        if self.isHidden():
            self._start = self._view.in_view.start
        self.show()
        if chosen and len(chosen) <= _LONGEST_CHOSEN and chosen != self.field.text():
            self.field.setText(chosen)
        else:
            self._find()
        self.field.selectAll()
        self.field.setFocus(_BY_KEY)

    def close_bar(self) -> None:
        """Put the field away; the place that was found last is selected, and keys act on the passage."""
        layer, found = self.layer, None
        if 0 <= layer.current < len(layer.hits):
            found = self._view.text.cursor(layer.hits[layer.current])
        self.put_away()
        self._view.setFocus(_BY_KEY)
        if found is not None:
            self._view.setTextCursor(found)
        self.closed.emit()

    def put_away(self) -> None:
        """Hide the field, and what it has found."""
        self.layer.clear()
        self.hide()

    def follow_passage(self) -> None:
        """Find the words in the passage that is shown now, if the field is shown."""
        self._start = 0
        if not self.isHidden():
            self._find()

    def step(self, by: int) -> None:
        """Go to the next place (1), after the last to the first, or to the one before (-1)."""
        if self.isHidden():
            self.open()
            return
        hits = self._hits()
        if hits:
            self._show(hits, (self.layer.current + by) % len(hits))
            self._show_count()

    def _hits(self) -> tuple[Span, ...]:
        passage = self._view.passage
        if passage is None:
            return ()
        if passage is not self._read or self._text is None:
            self._text, self._read = SearchableText(passage.text), passage
        return self._text.find(self.field.text())

    def _find(self) -> None:
        """Find the words from where the view is, or from the current place."""
        layer, hits = self.layer, self._hits()
        current = bisect_left(hits, self._start, key=lambda span: span.start) % len(hits) if hits else -1
        if self.field.text().strip():
            self._show(hits, current)
        else:
            layer.clear()
        self._show_count()

    def _show(self, hits: Sequence[Span], current: int) -> None:
        if hits:
            self._start = hits[current].start
        self.layer.show(hits, current)

    def _show_count(self) -> None:
        is_asked = bool(self.field.text().strip())
        self.count.setText(self.layer.count_text() if is_asked else "")
        self.count.set_color("wrong" if is_asked and not self.layer.hits else "muted")
        for button in (self.previous, self.next):
            button.setEnabled(bool(self.layer.hits))

    def _button(self, theme: Theme, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        name_by_tip(button, name)
        theme.put_icon(button, icon)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        focused = self.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)
