"""Keys that a keyboard has twice, beside the letters and in the keypad, and keys of other layouts."""

from collections import Counter
from zlib import crc32

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.gui.kit.choosing_keys import _BY_SCAN_CODE, _X_OFFSET

_KEY = Qt.Key
_TWICE = {
    key: key
    for key in (
        *(_KEY.Key_Home, _KEY.Key_End, _KEY.Key_PageUp, _KEY.Key_PageDown, _KEY.Key_Delete, _KEY.Key_Plus),
        *(_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Minus),
        *(_KEY(_KEY.Key_0.value + digit) for digit in range(10)),
    )
} | {_KEY.Key_Return: _KEY.Key_Enter}
"""What the keypad has, and what Qt calls it there."""


class BothKeys:
    """Takes the keys that a keyboard has twice in turn, for each kind of widget: both do the same everywhere.

    The name of a story decides which of the two is the first one: many stories press a key just once. A digit with Ctrl
    is always the one beside the letters: in tests Qt writes that of the keypad into a text.
    """

    def __init__(self, story: str) -> None:
        self._first = crc32(story.encode()) % 2
        self._pressed: Counter[tuple[QKeyCombination, type]] = Counter()

    def of(self, wanted: QKeyCombination, kind: type) -> tuple[Qt.Key, Qt.KeyboardModifier]:
        """Give the key to press, and what is held, where a widget of this `kind` has the focus."""
        key, held = wanted.key(), wanted.keyboardModifiers()
        self._pressed[wanted, kind] += 1
        is_written = _KEY.Key_0 <= key <= _KEY.Key_9 and held & Qt.KeyboardModifier.ControlModifier
        if key not in _TWICE or is_written or self._pressed[wanted, kind] % 2 == self._first:
            return key, held
        return _TWICE[key], held | Qt.KeyboardModifier.KeypadModifier


def press_elsewhere(widget: QWidget, text: str, place: str) -> None:
    """Press a key that types `text`, and is at the place of `place` on an American keyboard."""
    code = next(code for code, key in _BY_SCAN_CODE.items() if key == place.lower()) + _X_OFFSET
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(text.upper()), Qt.KeyboardModifier.NoModifier, code, 0, 0, text)
        QApplication.sendEvent(widget, event)
