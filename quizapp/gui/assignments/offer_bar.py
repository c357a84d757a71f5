"""The bar above the library that offers assignments."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.stepping_bar import SteppingBar
from quizapp.gui.kit.theme import Theme
from quizapp.services.assignment_offers import Offer


class OfferBar(SteppingBar):
    """Offers what there is, one after the other, the most urgent first. It is shown only while there is something.

    Signals:
        offer_chosen: gives the `Offer`.
    """

    offer_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "note", self.tr("The previous assignment"), self.tr("The next assignment"))
        self.offers: tuple[Offer, ...] = ()
        self.open = push_button("", lambda: self.offer_chosen.emit(self.offers[self.place]), is_main=True)
        fill(self.row, self.open)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these in their order; the one that was shown stays, unless it is gone or something new comes first."""
        has_news = bool(offers) and offers[0] not in self.offers
        shown = self.offers[self.place].assignment if self.offers else ""
        ids = [offer.assignment for offer in offers]
        self.offers = tuple(offers)
        self.place = ids.index(shown) if shown in ids and not has_news else 0
        if self.offers:
            self.show_place()

    def show_place(self) -> None:
        offer, count = self.offers[self.place], len(self.offers)
        self.show_arrows(count)
        self.which.setText(f"{self.place + 1} / {count}")
        detail, words = {
            "pending": (self.tr("Your file is not where it belongs yet"), self.tr("Hand it in")),
            "feedback": (self.tr("Your teacher has marked it"), self.tr("See the marks")),
            "reopened": (self.tr("Your teacher has given it back: you can go on"), self.tr("Go on")),
            "begun": (self.tr("Begun, and not handed in yet"), self.tr("Go on")),
            "new": (self.tr("New from your teacher"), self.tr("Open it")),
        }[offer.kind]
        self.title.setText(offer.title)
        self.detail.setText(detail)
        self.open.setText(words)
        self.open.setShortcut(*KEYS["assignment"])  # a new text removes it
        self.open.setToolTip(f"{words} ({shortcut_of('assignment')})")
        self.open.setAccessibleName(f"{words}: {offer.title}. {detail}")
