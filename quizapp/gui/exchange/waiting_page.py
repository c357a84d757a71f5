"""The page that is shown while a long piece of work is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.theme import FontRole, Theme


class WaitingPage(CenteredCard):
    """Tells what is done and how far it is, with a button to cancel it.

    Signals:
        cancel_requested: the work is not wanted anymore.
    """

    cancel_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.told = Label(theme, FontRole.HEADLINE, wraps=True)
        self.meter = Meter(theme)
        self.share = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.cancel = push_button(self.tr("Cancel"), self.cancel_requested)
        fill(self.column, 1, self.told, self.meter, self.share, fill(QHBoxLayout(), self.cancel, 1), 1)

    def wait_for(self, told: str) -> None:
        """Say what is waited for."""
        self.told.setText(told)
        self.show_progress(0, 1)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, told)

    def show_progress(self, done: int, total: int) -> None:
        """Show that `done` of `total` steps are done."""
        share = done / total if total else 0.0
        words = self.tr("{percent} %").format(percent=self.locale().toString(int(100 * share)))
        self.meter.show_share(share, words)
        self.share.setText(words)
