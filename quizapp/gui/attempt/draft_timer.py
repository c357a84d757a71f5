"""A timer that saves what is being typed, about every second rather than at every key."""

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.services.taking import LONGEST_DRAFT, Taking


class DraftTimer(QObject):
    """Settles the draft of a `Taking`.

    Signals:
        draft_changed: True if there is now a draft to be saved.
    """

    draft_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._taking: Taking | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(1000 * LONGEST_DRAFT))
        self._timer.timeout.connect(self.settle)

    def settle_soon(self, taking: Taking) -> None:
        """Settle the draft of `taking`, if it has one, a second after it began."""
        if taking.has_draft and self._taking is None:
            self._taking = taking
            self._timer.start()
            self.draft_changed.emit(True)

    def settle(self) -> None:
        """Settle the draft now."""
        self._timer.stop()
        taking, self._taking = self._taking, None
        if taking is not None:
            taking.settle()
            self.draft_changed.emit(False)
