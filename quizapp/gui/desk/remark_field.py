"""A field for the teacher's words to an answer, with remarks that can be used again."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp.domain.text import shortened
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.shortcut_keys import add_key
from quizapp.gui.kit.theme import FontRole, Theme

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk

LONGEST = 2_000
"""The most characters of a remark."""
_LINES = 3
_BY_KEY = 9


class _Text(QPlainTextEdit):
    """Plain text of a few lines. Tab leaves it. Enter asks to go on where that is wanted; Shift+Enter breaks a line."""

    enter_pressed = Signal()

    def __init__(self, theme: Theme, *, enter_goes_on: bool) -> None:
        super().__init__()
        self._theme = theme
        self._enter_goes_on = enter_goes_on
        self.setTabChangesFocus(True)
        theme.restyle_with(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif is_enter and (held == Qt.KeyboardModifier.ControlModifier or (self._enter_goes_on and not held)):
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + self._theme.pixels(20))


class RemarkField(QWidget):
    """A remark that is written or chosen. Alt+1 to Alt+9 put in one of the first remarks that are kept.

    Signals:
        enter_pressed: Ctrl+Enter, or Enter where it goes on.
        keep_requested: this remark is to be kept for other answers.
        forget_requested: this one is to be kept no longer.
    """

    enter_pressed = Signal()
    keep_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(self, theme: Theme, name: str, *, enter_goes_on: bool = False) -> None:
        super().__init__()
        self._phrases: Sequence[str] = ()
        self._shown = ""
        self.field = _Text(theme, enter_goes_on=enter_goes_on)
        self.field.setAccessibleName(name)
        self.field.enter_pressed.connect(self.enter_pressed)
        self.field.textChanged.connect(self._bound)
        self.menu = MenuButton(self.tr("Use again"), self._fill)
        self.menu.setObjectName("framed")
        self.menu.setText(self.menu.accessibleName() + " ▾")
        self.menu.prepare()
        head = fill(QHBoxLayout(), (Label(theme, FontRole.LABEL, name, color="muted"), 1), self.menu)
        fill(QVBoxLayout(self), head, self.field, margins=(0, 0, 0, 0), spacing=4)
        for number in range(_BY_KEY):
            add_key(self, f"Alt+{number + 1}", partial(self._use_number, number))

    @property
    def text(self) -> str:
        """The remark, without white space around it."""
        return self.field.toPlainText().strip()

    @property
    def is_changed(self) -> bool:
        """True if it is not the remark that was shown last."""
        return self.text != self._shown.strip()

    def show_remark(self, text: str, draft: str | None = None) -> None:
        """Show the remark that is saved, or a `draft` of another one."""
        self._shown = text
        wanted = text if draft is None else draft
        if self.field.toPlainText() != wanted:
            self.field.setPlainText(wanted)
            self.field.moveCursor(QTextCursor.MoveOperation.End)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """Offer these remarks."""
        self._phrases = phrases

    def use(self, phrase: str) -> None:
        """Put in a remark, after what is written."""
        text = self.text
        self.field.setPlainText(f"{text} {phrase}" if text else phrase)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _use_number(self, number: int) -> None:
        if number < len(self._phrases):
            self.use(self._phrases[number])

    def _bound(self) -> None:
        text = self.field.toPlainText()
        if len(text) > LONGEST:
            self.field.setPlainText(text[:LONGEST])
            self.field.moveCursor(QTextCursor.MoveOperation.End)

    def _fill(self, menu: QMenu) -> None:
        for number, phrase in enumerate(self._phrases):
            words = shortened(phrase, 60).replace("&", "&&")
            key = f"\tAlt+{number + 1}" if number < _BY_KEY else ""
            menu.addAction(words + key).triggered.connect(partial(_call, self.use, phrase))
        if self._phrases:
            menu.addSeparator()
        keep = menu.addAction(self.tr("Keep this remark for other answers"))
        keep.setEnabled(bool(self.text) and self.text not in self._phrases)
        keep.triggered.connect(lambda _=False: self.keep_requested.emit(self.text))
        if self._phrases:
            forget = menu.addMenu(self.tr("Forget this remark"))
            for phrase in self._phrases:
                action = forget.addAction(shortened(phrase, 60).replace("&", "&&"))
                action.triggered.connect(partial(_call, self.forget_requested.emit, phrase))


def share_phrases(access: DeskAccess, *fields: RemarkField) -> None:
    """Keep remarks on the desk, and delete them, as the `fields` ask for it; all of these show what is kept then."""

    def show(phrases: Sequence[str]) -> None:
        for field in fields:
            field.show_phrases(phrases)

    for field in fields:
        field.keep_requested.connect(lambda text: access.do(partial(_phrases, add=text), show))
        field.forget_requested.connect(lambda text: access.do(partial(_phrases, delete=text), show))


def _phrases(desk: "Desk", add: str = "", delete: str = "") -> tuple[str, ...]:
    if add:
        desk.store.add_phrase(add)
    if delete:
        desk.store.delete_phrase(delete)
    return desk.store.phrases()


def _call(do: object, phrase: str, _: bool = False) -> None:
    do(phrase)  # type: ignore[operator]
