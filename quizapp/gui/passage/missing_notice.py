"""The notice that some highlights and notes are not in the text at the reading level that is shown."""

from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_card import PassageCard


class MissingNotice(NoticeBar):
    """Tells it below the passage of `card`, until it is closed or another panel takes its place."""

    def __init__(self, theme: Theme, card: PassageCard) -> None:
        super().__init__(theme, card)
        card.add_panel(self)

    def tell_count(self, count: int) -> None:
        """Tell how many are not in the text; nothing for 0."""
        self.hide()
        if count:
            words = self.tr(
                "%n of your highlights and notes are not in this version of the text. "
                "You’ll see them again at the reading level where you made them.",
                "",
                count,
            )
            self.tell(words)
