"""The bar above the library that offers assignments."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.assignment_offers import Offer


class OfferBar(QWidget):
    """Offers what there is, one after the other, the most urgent first. It is shown only while there is something.

    Signals:
        offer_chosen: gives the `Offer`.
    """

    offer_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._place = 0
        self.offers: tuple[Offer, ...] = ()
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel(theme, FontRole.STRONG)
        self.detail = ElidedLabel(theme, FontRole.SMALL, color="muted")
        words = fill(QVBoxLayout(), self.title, self.detail, spacing=0)
        self.open = push_button("", lambda: self.offer_chosen.emit(self.offers[self._place]), is_main=True)
        self.before = self._arrow(self.tr("The assignment before"), "back", -1)
        self.next = self._arrow(self.tr("The next assignment"), "next", 1)
        self.which = Label(theme, FontRole.SMALL, color="muted")
        row = fill(QHBoxLayout(self), Icon(theme, "note", "accent", 20), (words, 1), margins=(18, 8, 14, 8), spacing=8)
        fill(row, self.before, self.which, self.next, self.open)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these in their order; the one that was shown stays, if it is still among them."""
        shown = self.offers[self._place].assignment if self.offers else ""
        ids = [offer.assignment for offer in offers]
        self.offers = tuple(offers)
        self._place = ids.index(shown) if shown in ids else 0
        if self.offers:
            self._show()

    def _step(self, by: int) -> None:
        self._place += by
        self._show()

    def _show(self) -> None:
        offer, count = self.offers[self._place], len(self.offers)
        for widget in (self.before, self.which, self.next):
            widget.setVisible(count > 1)
        self.before.setEnabled(self._place > 0)
        self.next.setEnabled(self._place < count - 1)
        self.which.setText(f"{self._place + 1} / {count}")
        detail, words = {
            "pending": (self.tr("Your file is not where it belongs yet"), self.tr("Hand it in")),
            "feedback": (self.tr("Your teacher has marked it"), self.tr("See the marks")),
            "reopened": (self.tr("Your teacher has given it back: you can go on"), self.tr("Go on")),
            "begun": (self.tr("You have begun it, and not handed it in yet"), self.tr("Go on")),
            "new": (self.tr("New from your teacher"), self.tr("Open it")),
        }[offer.kind]
        self.title.setText(offer.title)
        self.detail.setText(detail)
        self.open.setText(words)
        self.open.setShortcut(*KEYS["assignment"])  # a new text removes it
        self.open.setToolTip(f"{words} (Ctrl+E)")
        self.open.setAccessibleName(f"{words}: {offer.title}. {detail}")

    def _arrow(self, name: str, icon: str, by: int) -> QToolButton:
        arrow = QToolButton()
        arrow.setAutoRaise(True)
        arrow.setAccessibleName(name)
        arrow.setToolTip(name)
        arrow.clicked.connect(lambda: self._step(by))
        self._theme.put_icon(arrow, icon, 16)
        return arrow
