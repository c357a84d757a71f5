"""A timer that saves what is being typed: a second after it began at the latest, so not each key."""

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.services.taking import LONGEST_DRAFT, Taking


class DraftTimer(QObject):
    """Settles the draft of a `Taking`.

    Signals:
        draft_changed: whether something is being typed that is not saved yet.
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
        """Settle the draft of `taking`, where it has one, a second after it began."""
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
