"""The card at the top of a page of the desk that was opened from another one."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget

from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.theme import Theme


class HeadCard(QFrame):
    """Leads back, and holds the title of the page and what belongs beside it.

    Args:
        words: those of the button that leads back.
        title: takes the room that is left.

    Attributes:
        back: the button.
    """

    def __init__(
        self, theme: Theme, words: str, back: SignalInstance, title: QWidget | QLayout, *others: QWidget
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.back = push_button(" " + words, back, tip=self.tr("Back ({key})").format(key=shortcut_of("back")))
        theme.put_icon(self.back, "back")
        fill(QHBoxLayout(self), self.back, (title, 1), *others, margins=(10, 6, 10, 6), spacing=8)
