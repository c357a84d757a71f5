"""Letters and digits that choose something, in any keyboard layout."""

from unicodedata import decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = {2: "1234567890", 16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"}
"""Characters of an American keyboard by the scan code of the first one in the row; Linux and Windows number alike."""
_BY_SCAN_CODE = {first + at: key for first, keys in _ROWS.items() for at, key in enumerate(keys)}
_BY_MAC_CODE = dict(
    zip(
        [*range(10), *range(11, 18), *range(18, 24), 25, 26, 28, 29, 31, 32, 34, 35, 37, 38, 40, 45, 46],
        "asdfhgzxcv" + "bqweryt" + "123465" + "97" + "80" + "ouipljknm",
        strict=True,
    )
)
"""The same by what macOS calls the virtual code of a key, which stands for its place."""
_END_OF_LATIN = 0x250
"""The first character after the Latin ones."""
_X_OFFSET = 8
"""By how much a key code of X11 and Wayland is higher than the scan code."""


def index_of_key(key: str) -> int:
    """Return the index of the option that a typed character chooses: 0 for A and 1; -1 for none."""
    if len(key) != 1:
        return -1
    if key.isascii() and key.isalpha():
        return ord(key.upper()) - ord("A")
    return int(key) - 1 if key in "123456789" else -1


def choosing_key(event: QKeyEvent) -> str:
    """Return the Latin letter or digit that `event` stands for; empty where it is none, or Ctrl, Alt or such is held.

    A Latin letter or digit stands for itself, in any layout, and a digit of another script for its value. Any other
    character is taken by the place of its key, as on an American keyboard: the key that types `ф`, `α`, `ش` or `ש`
    there is A or S; without Shift, the key that types `é` in a French row of digits is 2.
    """
    text = event.text()
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if held or not text.isprintable() or not text.strip():
        return ""
    if text.isascii() and text.isalnum():
        return text
    value = decimal(text, -1) if len(text) == 1 else -1
    if value >= 0:
        return str(value)
    key = _key_at(event)
    if key.isdigit():
        return "" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else key
    return "" if ord(text[0]) < _END_OF_LATIN else key  # of `ä` or `/`, whose keyboard may have the Latin letters


def plain_key(event: QKeyEvent) -> Qt.Key:
    """Return the key of `event`; a digit in any layout, where `event` stands for one (see `choosing_key`)."""
    key = choosing_key(event)
    return Qt.Key(ord(key)) if key.isdigit() else Qt.Key(event.key())


def _key_at(event: QKeyEvent) -> str:
    """Return the character of an American keyboard at the place of the key; empty where the place is not known."""
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        return _BY_MAC_CODE.get(event.nativeVirtualKey(), "")
    offset = 0 if platform == "windows" else _X_OFFSET
    return _BY_SCAN_CODE.get(event.nativeScanCode() - offset, "")
