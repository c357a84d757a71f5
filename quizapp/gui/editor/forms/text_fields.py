"""Fields for what is typed: a line, a text of several lines, a number, words with commas between them."""

from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.text_change import text_in, words_in, write_into
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme

_MOST_LINES = 14
"""The most lines that a field grows to; more of them scroll."""
_NARROW = 110
"""Pixels at the plain text size: the width of a field for a number."""


def text_of(raw: Raw | None) -> str:
    """Give a raw value as the text that a field shows; nothing for a list or a mapping."""
    return raw if isinstance(raw, str) else ""


def _moves_entry(event: QEvent) -> bool:
    """Tell whether `event` is a key that moves an entry of a list: the form does that."""
    if not isinstance(event, QKeyEvent) or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return False
    return event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)


class TextBox(QPlainTextEdit):
    """A text that grows with its lines, which Tab leaves, and Enter, too, where it has `one_paragraph`.

    Signals:
        typed: the text was changed by its user; the new one.
        entered: Enter was pressed in a text of one paragraph.
    """

    typed = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, *, least: int = 1, one_paragraph: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._least = least
        self._one_paragraph = one_paragraph
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(lambda: self.typed.emit(self.shown_text()))
        self.textChanged.connect(self._fit)
        theme.restyle_with(self._fit)

    def shown_text(self) -> str:
        """Return the text."""
        return text_in(self)

    def show_text(self, text: str) -> None:
        """Show `text`; the cursor stays where it is."""
        write_into(self, text)
        self._fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not source.hasUrls() and super().canInsertFromMimeData(source)  # a dropped file is for the form

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(words_in(source))

    def event(self, event: QEvent) -> bool:
        if _moves_entry(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._one_paragraph and not held:
            self.entered.emit()
        elif is_enter and held == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")  # Qt would write a sign that no file should have
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        lines = max(self._least, min(_MOST_LINES, round(self.document().size().height())))
        around = 2 * round(self.document().documentMargin()) + 2 * self._theme.pixels(5) + 2
        height = lines * self.fontMetrics().lineSpacing() + around
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        is_over = round(self.document().size().height()) > _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)


class LineBox(QLineEdit):
    """A line of text."""

    def event(self, event: QEvent) -> bool:
        if _moves_entry(event):
            event.ignore()
            return False
        return super().event(event)

    def show_text(self, text: str) -> None:
        """Show `text`, with the cursor where it was as far as that goes."""
        if text != self.text():
            at = self.cursorPosition()
            with QSignalBlocker(self):
                self.setText(text)
            self.setCursorPosition(min(at, len(text)))


class TextField(Field):
    """A text as its author types it, with the signs of emphasis.

    Args:
        is_optional: True where an empty text takes the field away.
        least: the least lines that are shown.
        one_paragraph: True where Enter is no line end, but `entered`.
    """

    entered = Signal()

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        *,
        is_plain: bool = False,
        is_optional: bool = False,
        least: int = 1,
        one_paragraph: bool = False,
    ) -> None:
        super().__init__(context, key, owner, is_plain=is_plain)
        self._is_optional = is_optional
        self.box = TextBox(context.theme, least=least, one_paragraph=one_paragraph)
        self.column.addWidget(self.box)
        self.name_control(self.box)
        if not self.has_room:
            self.box.setPlaceholderText(self.hint)
        self.box.typed.connect(self._take)
        self.box.entered.connect(self.entered)

    def fill(self, *, is_new: bool) -> None:
        self.box.show_text(text_of(self.raw))

    def control(self) -> QWidget:
        return self.box

    def _take(self, text: str) -> None:
        if text != text_of(self.raw):
            self.put(None if self._is_optional and not text else text, self.typing)


class LineField(Field):
    """A short text in one line; `is_narrow` for a number."""

    entered = Signal()

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        *,
        is_plain: bool = False,
        is_optional: bool = False,
        is_narrow: bool = False,
    ) -> None:
        is_inline = is_narrow and owner is not None and not owner.is_at_top
        super().__init__(context, key, owner, is_plain=is_plain or is_inline)
        self._is_optional = is_optional
        self.box = LineBox()
        if is_inline:
            self.stretch = 0
            name = Label(context.theme, FontRole.LABEL, self.label, color="muted", wraps=True)
            name.setBuddy(self.box)
            self.column.addLayout(fill(QHBoxLayout(), name, (self.box, 1), spacing=8))
        else:
            self.column.addWidget(self.box)
        self.name_control(self.box)
        if is_narrow:
            context.theme.restyle_with(partial(self._narrow, context.theme))
        elif not self.has_room:
            self.box.setPlaceholderText(self.hint)
        self.box.textChanged.connect(self._take)
        self.box.returnPressed.connect(self.entered)

    def forget_hint(self) -> None:
        super().forget_hint()
        self.box.setPlaceholderText("")

    def _narrow(self, theme: Theme) -> None:
        self.box.setMaximumWidth(theme.pixels(_NARROW))

    def shown(self) -> str:
        """Return the text that the line shows for `raw`."""
        return text_of(self.raw)

    def fill(self, *, is_new: bool) -> None:
        self.box.show_text(self.shown())

    def control(self) -> QWidget:
        return self.box

    def _take(self, text: str) -> None:
        if text != self.shown():
            self.put(None if self._is_optional and not text.strip() else self.value_of(text), self.typing)

    def value_of(self, text: str) -> Raw:
        """Return the raw value for what was typed."""
        return text


class WordsField(LineField):
    """Several short texts or numbers in one line, with commas between them; semicolons where one has a comma in it."""

    _typed = ""

    def shown(self) -> str:
        entries = self._entries()
        if self._split(self._typed) == entries:
            return self._typed  # with the comma that has just been typed
        return (", " if not any("," in each for each in entries) else "; ").join(entries)

    def _entries(self) -> list[str]:
        if isinstance(self.raw, list):
            return [each for each in self.raw if isinstance(each, str)]
        return [self.raw] if isinstance(self.raw, str) else []

    def _split(self, text: str) -> list[str]:
        sign = ";" if any("," in each for each in self._entries()) or ";" in text else ","
        return [each.strip() for each in text.split(sign) if each.strip()]

    def fill(self, *, is_new: bool) -> None:
        if is_new:
            self._typed = ""
        super().fill(is_new=is_new)

    def value_of(self, text: str) -> Raw:
        self._typed = text
        return list(self._split(text))

    def _take(self, text: str) -> None:
        value = self.value_of(text)
        if value != self._entries():
            self.put(value or (None if self._is_optional else []), self.typing)
