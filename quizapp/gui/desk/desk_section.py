"""One page of the desk."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.theme import Theme
from quizapp.gui.paper.printing import choose_printer, print_papers

if TYPE_CHECKING:
    from quizapp.gui.paper.printing import Papers
    from quizapp.services.desk.desk import Desk


class DeskSection(QWidget):
    """A page of the desk, which reads what it shows whenever it is shown or the desk has changed.

    Signals:
        section_requested: the user wants to see the page of this name; see `desk_page.SECTIONS`.
    """

    section_requested = Signal(str)

    def __init__(self, theme: Theme, access: DeskAccess) -> None:
        super().__init__()
        self.theme = theme
        self.access = access
        self.reading = Latest(access.jobs, self)
        self._question = 0
        access.changed.connect(self._read_if_shown)

    def minimumSizeHint(self) -> QSize:
        """Ask for room only while it is shown: one of the pages that share a place decides how large that is."""
        return QSize(0, 0) if self.isHidden() else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        return -1 if self.isHidden() else super().heightForWidth(width)

    def read(self) -> None:
        """Read what is shown; what comes after another page is shown is dropped."""
        raise NotImplementedError

    def leave(self) -> None:
        """Drop what was asked for; another page is shown."""
        self.reading.drop()
        self._question += 1

    def end(self) -> None:
        """End what goes on while other pages of the desk are shown; the desk is left or locked."""
        self.leave()

    def go_back(self) -> bool:
        """Go one step back for Escape, where that loses nothing; False where there is no step."""
        return False

    def take_files(self, places: Sequence[Path]) -> None:
        """Take files or folders that were dropped on the desk; only collecting does."""

    def ask_about(self, work: "Callable[[Desk], Any]", ask: Callable[..., object], asked: tuple[Any, ...] = ()) -> None:
        """Let `ask` ask the user about what `work` finds after all changes before it; see `DeskAccess.do`.

        Nothing is asked if the page is left meanwhile, or if it has something newer to ask.
        """
        self._question += 1
        self.access.do(work, self._ask_still, asked=(self._question, ask, asked))

    def _ask_still(self, question: int, ask: Callable[..., object], asked: tuple[Any, ...], found: object) -> None:
        if question == self._question:
            ask(*asked, found)

    def print_papers(
        self, title: str, make: "Callable[[Desk], Papers]", run: "Callable[..., None] | None" = None
    ) -> None:
        """Let the user choose a printer, and print on it what `make` makes; `run` is the desk's `do`, or `change`."""
        run = run or self.access.do
        told = self.tr("Sent to the printer")
        choose_printer(
            title,
            self.window(),
            lambda printer: run(lambda desk: print_papers(make(desk), printer), lambda _: self.access.done.emit(told)),
        )

    def _read_if_shown(self) -> None:
        if self.isVisible():
            self.read()
