"""Keys of the quiz page: what each does, wherever on the page the focus is."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from quizapp.gui.answers.parts.keys import choosing_key

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class QuizKeys:
    """Leads keys to what they do. None does anything during a pause, while the question is covered, but Enter.

    Args:
        page: where the keys are pressed.
        is_paused: tells whether there is a pause.
        shortcuts: what is done, by keys such as ``Alt+Left``.
        enter: does what Enter does.
        turn_page: scrolls the question down (1) or up (-1).
        take_letter: tells whether a letter or digit, see `choosing_key`, did something.
    """

    def __init__(
        self,
        page: QWidget,
        is_paused: Callable[[], bool],
        shortcuts: Mapping[str, Callable[[], object]],
        enter: Callable[[], None],
        turn_page: Callable[[int], None],
        take_letter: Callable[[str], bool],
    ) -> None:
        self._is_paused = is_paused
        self._enter, self._turn_page, self._take_letter = enter, turn_page, take_letter
        for keys, do in shortcuts.items():
            self._make_shortcut(page, keys, do)

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key that no control of the page has taken does; False where it does nothing."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._enter()
        elif self._is_paused():
            return False
        elif key in _PAGES:
            self._turn_page(_PAGES[key])
        else:
            letter = choosing_key(event)
            return bool(letter) and self._take_letter(letter)
        return True

    def _make_shortcut(self, page: QWidget, keys: str, do: Callable[[], object]) -> None:
        def act() -> None:
            if not self._is_paused():
                do()

        QShortcut(QKeySequence(keys), page, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
