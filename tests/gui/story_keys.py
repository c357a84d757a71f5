"""Keys that a keyboard has twice: beside the letters, and in the keypad."""

from collections import Counter

from PySide6.QtCore import QKeyCombination, Qt

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
    """Takes the keys that a keyboard has twice in turn, the keypad's first: both do the same everywhere.

    A digit with Ctrl is always the one beside the letters: in tests Qt writes that of the keypad into a text.
    """

    def __init__(self) -> None:
        self._pressed: Counter[QKeyCombination] = Counter()

    def of(self, wanted: QKeyCombination) -> tuple[Qt.Key, Qt.KeyboardModifier]:
        """Give the key to press, and what is held."""
        key, held = wanted.key(), wanted.keyboardModifiers()
        self._pressed[wanted] += 1
        is_written = _KEY.Key_0 <= key <= _KEY.Key_9 and held & Qt.KeyboardModifier.ControlModifier
        if key not in _TWICE or is_written or self._pressed[wanted] % 2 == 0:
            return key, held
        return _TWICE[key], held | Qt.KeyboardModifier.KeypadModifier
