"""The names of keys, as they stand on the keyboard and in the texts of the program."""

from PySide6.QtGui import QKeySequence

from quizapp.gui.kit.shortcut_keys import KEYS

_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
_SHORT = {"Control": "Ctrl", "Mayúsculas": "Mayús", "Escape": "Esc", "Suprimir": "Supr"}
"""Long names in Qt's translations, and what stands on keyboards."""


def key_names(keys: str) -> str:
    """Give a shortcut of `shortcut_keys.KEYS` as this system writes it, in the language that is spoken."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    arrow = _ARROWS.get(keys.rpartition("+")[2])
    if arrow and "+" in shown:
        shown = f"{shown.rpartition('+')[0]}+{arrow}"
    return "+".join(_SHORT.get(part, part) for part in shown.split("+"))


def shortcut_of(action: str) -> str:
    """Give the first shortcut of an action of `shortcut_keys.KEYS` as this system writes it."""
    return key_names(KEYS[action][0])
