"""All shortcut keys, in the table that the help shows."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.gui.kit.theme import Theme

KEYS: dict[str, tuple[str, ...]] = {
    # everywhere
    "help": ("F1", "?"),
    "larger": ("Ctrl++", "Ctrl+="),
    "smaller": ("Ctrl+-",),
    "usual size": ("Ctrl+0",),
    "look": ("Ctrl+,",),
    "learner": ("Ctrl+L",),
    "library": ("Ctrl+1",),
    "review": ("Ctrl+2",),
    "progress": ("Ctrl+3",),
    "history": ("Ctrl+4",),
    "desk": ("Ctrl+T",),
    "open": ("Ctrl+O",),
    "back": ("Esc",),
    "quit": ("Ctrl+Q",),
    # library
    "search": ("Ctrl+F",),
    "begin": ("Return",),
    "resume": ("Ctrl+R",),
    "assignment": ("Ctrl+E",),
    "remove": ("Del",),
    "paste": ("Ctrl+V",),
    # attempt
    "choose": ("A", "1"),
    "act": ("Return",),
    "previous": ("Alt+Left",),
    "next": ("Alt+Right",),
    "other side": ("F6",),
    "scroll": ("PgUp", "PgDown"),
    "flag": ("F",),
    "note": ("N",),
    "hint": ("H",),
    "cross out": ("X",),
    "cross out letter": ("Shift+A",),
    "undo": ("Ctrl+Z",),
    "sure": ("Alt+1", "Alt+2", "Alt+3"),
    "move": ("Alt+Up", "Alt+Down"),
    "passage larger": ("Alt++", "Alt+="),
    "passage smaller": ("Alt+-",),
    # passage
    "highlight": ("Ctrl+Shift+H",),
    "note on a place": ("Ctrl+Shift+M",),
    "next highlight": ("F8",),
    "previous highlight": ("Shift+F8",),
    "find": ("Ctrl+F",),
    "find next": ("F3",),
    "find previous": ("Shift+F3",),
    "level": ("Alt+L",),
    "read aloud": ("F9",),
    "read question": ("Ctrl+F9",),
    "next sentence": ("F7",),
    "previous sentence": ("Shift+F7",),
    "stop reading": ("Shift+F9",),
    "ruler": ("Ctrl+Shift+R",),
    "next meaning": ("Ctrl+D",),
    "previous meaning": ("Ctrl+Shift+D",),
    # writing banks
    "edit": ("Ctrl+Shift+E",),
    "new bank": ("Ctrl+Shift+N",),
    "save": ("Ctrl+S",),
    "undo edit": ("Ctrl+Z",),
    "redo edit": ("Ctrl+Shift+Z", "Ctrl+Y"),
    "search questions": ("Ctrl+F",),
    "add question": ("Ctrl+N",),
    "duplicate": ("Ctrl+Shift+D",),
    "delete question": ("Del",),
    "move question": ("Alt+Up", "Alt+Down"),
    "next pane": ("F6", "Shift+F6"),
    "next tab": ("Ctrl+Tab", "Ctrl+Shift+Tab"),
    "next finding": ("F8", "Shift+F8"),
    "take it": ("Ctrl+Return",),
}
"""Maps the name of an action to its keys, as `QKeySequence` reads them."""


LETTERS = tuple(name for name, keys in KEYS.items() if len(keys) == 1 and len(keys[0]) == 1)
"""The actions of a single letter, which a learner can change."""


def letters_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """Give the letter of each action in `LETTERS`, where the learner has `chosen` some."""
    return {name: chosen.get(name, KEYS[name][0]).upper() for name in LETTERS}


def letters_in_use(settings: Settings) -> dict[str, str]:
    """Give the letter of each action, as the learner has it; nothing where letters do nothing."""
    return letters_of(settings.keys) if settings.letter_keys else {}


def action_of(letter: str, chosen: Mapping[str, str]) -> str:
    """Give the action of `letter`, where the learner has `chosen` some; empty where it has none."""
    return next((name for name, key in letters_of(chosen).items() if key == letter.upper()), "")


def with_keypad(keys: str) -> tuple[str, ...]:
    """Give `keys`, and those with Enter of the keypad, which Qt takes for another key than Return."""
    return tuple(dict.fromkeys((keys, keys.replace("Return", "Enter"))))


def add_key(widget: QWidget, keys: str, do: Callable[..., object]) -> None:
    """Have `keys` call `do` in the window of `widget`, while that is shown."""
    action = QAction(widget)
    action.setProperty("shortcut", keys)  # the setter would load QKeySequence with its lists of names
    action.triggered.connect(do)
    widget.addAction(action)


def add_size_keys(widget: QWidget, theme: "Theme") -> None:
    """Have the keys for the sizes of texts work in the window of `widget`."""
    for name, do in (
        ("larger", lambda: theme.step_text(1)),
        ("smaller", lambda: theme.step_text(-1)),
        ("usual size", lambda: theme.resize_text(100)),
        ("passage larger", lambda: theme.step_passage(1)),
        ("passage smaller", lambda: theme.step_passage(-1)),
    ):
        for keys in KEYS[name]:
            add_key(widget, keys, do)
