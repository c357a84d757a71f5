"""A submission that came in after the release, and does not count unless the teacher says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class LateBar(QFrame):
    """Tells why the submission that is shown does not count; hidden for all others.

    Signals:
        allowed: the digest of a submission that is to count, and the reason.
    """

    allowed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._digest = ""
        words = self.tr("This came in after the learner had seen the key, so it does not count.")
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(self.tr("Reason, for the list of changes"))
        self.reason.setAccessibleName(self.tr("Reason why it counts"))
        self.reason.returnPressed.connect(self._allow)
        self.caution = Caution(theme)
        self.reason.textChanged.connect(self.caution.hide)
        self.allow = push_button(self.tr("Let it count"), self._allow)
        row = fill(QHBoxLayout(), (self.reason, 1), self.allow, spacing=6)
        label = Label(theme, FontRole.PLAIN, words, color="warn", wraps=True)
        fill(QVBoxLayout(self), label, row, self.caution, margins=(10, 6, 10, 6), spacing=6)
        self.caution.hide()
        self.hide()

    def show_file(self, digest: str) -> None:
        """Ask about the submission of this digest; empty for one that there is nothing to ask about."""
        if digest != self._digest:
            self.reason.clear()
        self._digest = digest
        self.setVisible(bool(digest))

    def _allow(self) -> None:
        why = " ".join(self.reason.text().split())
        if why:
            self.allowed.emit(self._digest, why)
            return
        text = self.tr("Say in a few words why. It is kept in the list of changes.")
        self.caution.show_text(text, warns=True)
        self.caution.show()
        announce(self, text)
        self.reason.setFocus()
