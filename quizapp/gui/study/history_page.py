"""The history: a list of all attempts of the learner, and beside it the chosen one."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.domain.summary import PastAttempt
from quizapp.errors import QuizAppError
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.card_list import CardList
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.dialogs import file_name, new_file_of
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.page_margins import fit_margins, stack_if_narrow
from quizapp.gui.kit.shortcut_keys import KEYS, add_key
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text
from quizapp.gui.study.attempt_card import AttemptCard
from quizapp.gui.study.attempt_rows import AttemptRows
from quizapp.gui.study.history_model import HistoryModel
from quizapp.gui.study.history_saving import HistorySaving
from quizapp.services.room import ALL_MODES
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.services.history import History


class HistoryPage(QWidget):
    """Lists all attempts on the left, the newest first, and shows the chosen one on the right.

    Signals:
        attempt_requested: the attempt of this id is over, and is to be shown again.
        resume_requested: the attempt of this id is unfinished, and is to go on.
        reopen_requested: the practice of this id is over, but is to go on with the questions that were left out.
        failed: something could not be read; gives a `QuizAppError`.
    """

    attempt_requested = Signal(str)
    resume_requested = Signal(str)
    reopen_requested = Signal(str)
    failed = Signal(object)

    def __init__(
        self, theme: Theme, settings: Settings, jobs: Jobs, clock: Clock, modes: Collection[str] = ALL_MODES
    ) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._clock = clock
        self._history: History | None = None
        self._chosen = self._searched = ""
        self._focus_on_save = False
        self.attempt: PastAttempt | None = None
        self.model = HistoryModel(jobs, clock, self)
        self.model.page_read.connect(self._show_page)
        self.model.failed.connect(self.failed)
        self._naming = Latest(jobs, self)
        self._saving = HistorySaving(jobs, self)
        self._saving.progressed.connect(self._tell_progress)
        self._saving.saved.connect(self._tell_saved)
        self._saving.failed.connect(lambda error: self._tell(error_text(error), "wrong"))
        self.notice = NoticeBar(theme)
        self.card = AttemptCard(theme, clock, self._open_chosen, self._reopen_chosen, modes)
        self.card.hide()
        self._row = fill(QHBoxLayout(), self._make_list_card(), self.card, spacing=12)
        fill(QVBoxLayout(self), self.notice, (self._row, 1), margins=(0, 0, 0, 0), spacing=0)
        self._wait = QTimer(self, singleShot=True, interval=120)
        self._wait.timeout.connect(self.read_again)
        theme.changed.connect(self.list.scheduleDelayedItemsLayout)

    def show_history(self, history: "History") -> None:
        """Show the attempts of `history`, as they are now."""
        if history is not self._history:  # somebody else's, who has nothing to do with what is under way
            self._cancel()
        self._history = history
        self.read_again()

    def read_again(self) -> None:
        """Read the attempts from the journal again."""
        if self._history is not None:
            self._chosen = self.attempt.id if self.attempt is not None else ""
            self.model.show_history(self._history, self.search.text())

    def _make_list_card(self) -> QFrame:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by bank ({key})").format(key=shortcut_of("search")))
        self.search.setAccessibleName(self.tr("Search the history by bank"))
        self.search.textChanged.connect(lambda: self._wait.start())
        add_key(self, KEYS["search"][0], lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        tip = self.tr("Save the attempts that are listed here: as a report, a table or data")
        self.save_button = push_button(" " + self.tr("Save…"), self._choose_file, tip=tip)
        self.save_button.setAccessibleName(self.tr("Save the history…"))
        self._theme.put_icon(self.save_button, "save")
        top = fill(QHBoxLayout(), (self.search, 1), self.save_button, spacing=8)
        self.list = CardList(self.model)
        self.list.setItemDelegate(AttemptRows(self._theme, self.model, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Attempts"))
        self.list.selectionModel().currentChanged.connect(self._show_attempt)
        self.list.chosen.connect(self._open_chosen)
        self.list.doubleClicked.connect(self._open_chosen)
        self._nothing = Label(self._theme, FontRole.PLAIN, color="muted", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        card = QFrame()
        card.setObjectName("card")
        fill(QVBoxLayout(card), top, (self.list, 1), (self._nothing, 1), margins=(12, 12, 12, 12), spacing=8)
        return card

    def _show_page(self) -> None:
        """Show the rows that have been read; the chosen one stays chosen, or else the newest is."""
        is_empty = not self.model.rows
        if not is_empty and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(max(0, self.model.row_of(self._chosen))))
        self.list.setVisible(not is_empty)
        self._nothing.setVisible(is_empty)
        self.card.setVisible(not is_empty)
        if self.search.text().strip():
            self._nothing.setText(self.tr("No attempt at a bank with these words."))
        else:
            self._nothing.setText(self.tr("Nothing yet. Each bank that you take will be listed here, with your marks."))
        self.search.setEnabled(not is_empty or bool(self.search.text()))
        self._allow_saving()
        self._tell_found()

    def _tell_found(self) -> None:
        """Have a screen reader say how many attempts a new search has found, or that there are none."""
        if not self.isVisible():  # it is told when somebody is here again
            return
        words, count = self.search.text().strip(), len(self.model.rows)
        if words != self._searched or not (words or count):
            announce(self, self.tr("%n attempts found", "", count) if count else self._nothing.text())
        self._searched = words

    def _show_attempt(self) -> None:
        row = self.list.currentIndex().row()
        self.attempt = self.model.rows[row] if row >= 0 else None
        if self.attempt is not None:
            self.card.show_attempt(self.attempt, self.model.score(self.attempt))

    def _open_chosen(self) -> None:
        if self.attempt is not None:
            wish = self.attempt_requested if self.attempt.submitted else self.resume_requested
            wish.emit(self.attempt.id)

    def _reopen_chosen(self) -> None:
        if self.attempt is not None:
            self.reopen_requested.emit(self.attempt.id)

    def save_to(self, path: Path, kind: str) -> None:
        """Save the attempts that the search finds, and show how it went; see `HistorySaving.save`."""
        if self._history is not None:
            self._focus_on_save = self.window().focusWidget() is self.save_button  # the dialog may still be active
            if self._focus_on_save:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._saving.save(self._history, self.search.text(), path, kind, self._clock())
            self._tell(self.tr("Saving…"), "muted", [(self.tr("Cancel"), self._cancel)])

    def _choose_file(self) -> None:
        history = self._history
        if history is not None:
            self._naming.run(lambda: history.name, done=self._choose_file_of, failed=self._choose_file_of)

    def _choose_file_of(self, learner: str | QuizAppError) -> None:
        """Let the user choose a file for the history of `learner`, whose name may be empty or unreadable."""
        formats = {
            self.tr("Report to print or file (*.pdf)"): ("report", "pdf"),
            self.tr("Table, one row per attempt (*.csv)"): ("attempts", "csv"),
            self.tr("Table, one row per question (*.csv)"): ("answers", "csv"),
            self.tr("Data for other programs (*.json)"): ("data", "json"),
            self.tr("Statements for a learning record store, xAPI (*.json)"): ("statements", "json"),
        }
        words = " ".join(self.search.text().split())
        title = self.tr("History, {words}").format(words=words) if words else self.tr("History")
        name = learner if isinstance(learner, str) else ""
        proposed = file_name(title, name, date.fromtimestamp(self._clock()).isoformat())
        new_file_of(self, self._settings, self.tr("Save the history"), proposed, formats, self.save_to)

    def _tell_progress(self, done: int, total: int) -> None:
        told = self.tr("Saving… {done} of %n attempts read", "", total).format(done=done)
        self.notice.text.setText(told)  # not announced: screen readers would say nothing else

    def _tell_saved(self, path: Path, unread: int) -> None:
        told = self.tr("Saved as {file}").format(file=path)
        if unread:
            told += ". " + self.tr("The banks of %n attempts can no longer be read.", "", unread)
        self._tell(told, "right")

    def _cancel(self) -> None:
        self._saving.cancel()
        self.notice.hide()
        self._allow_saving()

    def _tell(self, text: str, color: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        self.notice.tell(text, actions, color)
        self._allow_saving()

    def _allow_saving(self) -> None:
        self.save_button.setEnabled(bool(self.model.rows) and not self._saving.is_under_way)
        if self._focus_on_save and not self._saving.is_under_way:
            self._focus_on_save = False
            if self.window().focusWidget() is self.list:  # or else the user has gone on
                self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self, lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))

    def hideEvent(self, event: QHideEvent) -> None:
        self._naming.drop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self._theme)
        stack_if_narrow(self._row, self, self._theme, (52, 48))
