"""The search in all pages of the help."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from quizapp.domain.passage import Span
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.find_bar import FindBar
from quizapp.gui.passage.layered_view import LayeredView
from quizapp.gui.shell.help_passages import HelpPassages


class HelpSearch(FindBar):
    """Finds words in the page in `view`, and goes on in the next one of `pages` that has them. It is always shown.

    Signals:
        page_requested: gives the page where the next place is.
        counted: gives the number of places in each page.
    """

    page_requested = Signal(str)
    counted = Signal(dict)

    def __init__(self, theme: Theme, view: LayeredView, pages: HelpPassages) -> None:
        self._pages = pages
        self._counts: dict[str, int] = {}
        self._by = 1
        """Which place of another page is shown: the first (1) or the last (-1)."""
        super().__init__(theme, view)
        self.field.setAccessibleName(self.tr("Search the help"))
        self.field.setPlaceholderText(self.tr("Search the help ({key})").format(key=shortcut_of("find")))
        self.away.hide()

    def put_away(self) -> None:
        """Find nothing any longer."""
        self.layer.clear()
        self.field.clear()

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), in the next page with one after the last of this page."""
        at, others = self.layer.current + by, self._others(by)
        if 0 <= at < len(self.layer.hits) or not others:
            super().step(by)
            return
        self._by = by
        self.page_requested.emit(others[0])  # which finds anew
        self._by = 1

    def _show(self, hits: Sequence[Span], current: int) -> None:
        super()._show(hits, current if self._by > 0 else len(hits) - 1)

    def _find(self) -> None:
        self._counts = self._counted() if self.field.text().strip() else {}
        self.counted.emit(self._counts)
        others = self._others(1)
        if others and not self._counts[self._shown()]:
            self.page_requested.emit(others[0])  # which finds anew
        else:
            super()._find()

    def _counted(self) -> dict[str, int]:
        words = self.field.text()
        return {name: len(self._pages.searchable(name).find(words)) for name in self._pages}

    def _shown(self) -> str:
        """Give the name of the page that is shown."""
        return self._pages.name_of(self._view.passage)

    def _others(self, by: int) -> list[str]:
        """Give the other pages with the searched words, in the order in which they come next."""
        if not any(self._counts.values()):
            return []
        names = [*self._pages][::by]
        at = names.index(self._shown())
        return [name for name in (*names[at + 1 :], *names[:at]) if self._counts[name]]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.field.text():
            event.ignore()  # it closes the help
        else:
            super().keyPressEvent(event)
