"""Collecting: what has come in, file by file, and beside it who is still missing."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.desk.collecting import Collecting
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.desk_table import DeskTable, TableModel
from quizapp.gui.desk.handed_in_card import HandedInCard, ReadState, read_state
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.dialogs import open_files, open_folder
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.services.desk.collecting import WAITING
from quizapp.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.services.desk.collecting import Collection, Verdict

_NEW = ("new", "superseding", "superseded")
_COLORS = {"new": "right", "superseding": "right", "superseded": "right", "same": "muted"}


class CollectSection(DeskSection):
    """Takes files from a folder, a stick or a drop: one line a file on the left, the class on the right."""

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__(theme, access)
        self._settings = settings
        self._verdicts: dict[Path, Verdict] = {}
        self.collecting = Collecting(access, self)
        self.collecting.progressed.connect(self._show_progress)
        self.collecting.collected.connect(self._show_collected)
        self.collecting.failed.connect(self._show_failure)
        self.collecting.changed.connect(self._show_work)
        self.card = HandedInCard(theme, access, settings)
        self.card.chosen.connect(self._choose)
        self.card.assignments_requested.connect(lambda: self.section_requested.emit("assignments"))
        self._row = fill(QHBoxLayout(self), (self._make_files(), 58), (self.card, 42), spacing=12)
        self._show_work()
        self._show_verdicts()

    def read(self) -> None:
        """Read who has handed in the assignment that is looked at."""
        self.access.read(self.reading, partial(read_state, self.access.chosen), self._show_state)

    def end(self) -> None:
        self.collecting.end()
        super().end()

    def go_back(self) -> bool:
        """Go back from a decision or a reopening."""
        return self.card.go_back()

    def take_files(self, places: Sequence[Path]) -> None:
        """Collect these files and folders."""
        self.access.done.emit("")  # what was told before is over
        self.collecting.collect(places)

    def _make_files(self) -> QWidget:
        theme = self.theme
        self.headline = Label(theme, FontRole.HEADLINE, self.tr("Collect"))
        self.folder = push_button(self.tr("Choose a folder…"), self._ask_folder, is_main=True)
        self.files = push_button(self.tr("Choose files…"), self._ask_files)
        self.watch = push_button(self.tr("Watch a folder…"), self._ask_watched)
        self.watch.setToolTip(self.tr("Collects whatever comes there, as long as the desk is open"))
        self.unwatch = push_button(self.tr("Stop watching"), lambda: self.collecting.watch(None))
        self.cancel = push_button(self.tr("Cancel"), self.collecting.cancel)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.folder, self.files, self.watch, self.unwatch, self.cancel):
            flow.addWidget(button)
        self.watched = Label(theme, FontRole.PLAIN, color="accent", wraps=True)
        self.progress = Meter(theme)
        self.summary = Label(theme, FontRole.STRONG, wraps=True)
        head = (self.tr("File"), self.tr("Learner"), self.tr("Result"))
        self.model: TableModel[Verdict] = TableModel(theme, head, self._cells, _color, self)
        self.table = DeskTable(theme, self.model, self.tr("Files"))
        self.table.row_changed.connect(self._show_says)
        self.table.chosen.connect(self._decide)
        self.says = Label(theme, FontRole.PLAIN, wraps=True, name="told")
        hint = self.tr("Choose the folder or the stick where the answers are, or drop files here.")
        self.none = Label(theme, FontRole.PLAIN, hint, color="muted", wraps=True)
        card = ScrollCard(theme, self.tr("Files of answers"))
        items = (
            self.headline,
            buttons,
            self.watched,
            self.progress,
            self.summary,
            (self.table, 1),
            self.says,
            self.none,
        )
        fill(card.column, *items).addStretch(0)
        return card

    # collecting

    def _ask_folder(self) -> None:
        title = self.tr("Folder with the answers")
        open_folder(self.window(), self._settings, title, lambda folder: self.take_files([folder]))

    def _ask_files(self) -> None:
        filters = [self.tr("Quizapp answers") + " (*.quizanswers)", self.tr("All files") + " (*)"]
        open_files(self.window(), self._settings, self.tr("Files of answers"), filters, self.take_files)

    def _ask_watched(self) -> None:
        open_folder(self.window(), self._settings, self.tr("Folder to watch"), self.collecting.watch)

    def _show_work(self) -> None:
        """Show what goes on."""
        watched, is_busy = self.collecting.watched, self.collecting.is_busy
        told = self.tr("Watching {folder}").format(folder=watched) if watched is not None else ""
        self.watched.show_text(told)
        with keeping_focus(self, self.folder):
            self.watch.setVisible(watched is None)
            self.unwatch.setVisible(watched is not None)
            self.cancel.setVisible(is_busy)
        if not is_busy:
            self.progress.hide()

    def _show_progress(self, done: int, total: int) -> None:
        if total and self.collecting.is_busy:
            told = self.tr("{done} of %n files", "", total).format(done=done)
            self.progress.show_share(done / total, told)
            self.progress.show()
            self.summary.show_text(told)

    def _show_collected(self, found: "Collection | None") -> None:
        if found is None:
            self._show_verdicts()
            self.access.changed.emit()
            return
        self._verdicts.update((verdict.path, verdict) for verdict in found.verdicts)
        self._show_verdicts()
        if not found.verdicts:
            told = self.tr("There is no file of answers there.")
            self.summary.show_text(told)
        announce(self.summary, self.summary.text())
        seen = Counter(verdict.assignment for verdict in found.verdicts if verdict.assignment)
        if seen and self.access.chosen not in seen:
            self.access.chosen = seen.most_common(1)[0][0]
        if any(verdict.kind != "same" for verdict in found.verdicts):
            self.access.changed.emit()

    def _show_failure(self, error: QuizAppError) -> None:
        self._show_verdicts()
        self.access.told.emit(error_text(error))

    # what came in

    def _show_state(self, state: ReadState) -> None:
        self.card.show_state(state)
        waits = {each.received.digest for each in state.waiting}
        decided = [
            verdict._replace(kind="same", says=self.tr("You have decided about this file."))
            for verdict in self._verdicts.values()
            if _group(verdict) == "waiting" and verdict.digest not in waits and _is_of(verdict, state)
        ]
        if decided:
            self._verdicts.update((verdict.path, verdict) for verdict in decided)
            self._show_verdicts()

    def _show_verdicts(self) -> None:
        """Show all verdicts: what has to be looked at first, what was known already last."""
        rows = sorted(self._verdicts.values(), key=_rank)
        self.table.show_rows(rows, lambda one, other: bool(one.path == other.path))
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        counts = Counter(_group(verdict) for verdict in rows)
        told = [self.tr("%n files", "", len(rows))]
        for group, words in (
            ("new", self.tr("%n new", "", counts["new"])),
            ("same", self.tr("%n known already", "", counts["same"])),
            ("waiting", self.tr("%n to decide", "", counts["waiting"])),
            ("wrong", self.tr("%n not collected", "", counts["wrong"])),
        ):
            if counts[group]:
                told.append(words)
        self.summary.show_text(" · ".join(told) if rows else "")

    def _show_says(self) -> None:
        verdict = self.table.current()
        moment = partial(moment_text, now=self.access.now())
        self.says.show_text(translate.say(verdict.told(moment)) if verdict is not None else "")

    def _cells(self, verdict: "Verdict") -> tuple[str, ...]:
        words = {
            "new": self.tr("New"),
            "same": self.tr("Known already"),
            "superseding": self.tr("Handed in again"),
            "superseded": self.tr("An earlier one"),
            "unknown_learner": self.tr("Whose is it?"),
            "second_key": self.tr("Is it theirs?"),
            "refused_key": self.tr("Left out by you"),
            "wrong_assignment": self.tr("Not from this desk"),
            "not_for_desk": self.tr("Not for this desk"),
            "damaged": self.tr("Damaged"),
            "half_copied": self.tr("Not whole yet"),
            "foreign": self.tr("Not a file of answers"),
            "newer": self.tr("From a newer Quizapp"),
            "too_large": self.tr("Too large"),
            "unreadable": self.tr("Cannot be read"),
            "unfit": self.tr("Does not fit"),
        }
        word = words[verdict.kind]
        if verdict.is_late and verdict.kind != "same":
            word = self.tr("{verdict}, late").format(verdict=word)
        return verdict.path.name, verdict.name, word

    def _decide(self) -> None:
        """Ask about the file that is chosen, where there is something to decide."""
        verdict = self.table.current()
        if verdict is not None and verdict.kind in WAITING and verdict.digest:
            if verdict.assignment == self.access.chosen:
                self.card.show_decision(verdict.digest)
            else:
                self._choose(verdict.assignment)

    def _choose(self, id_: str) -> None:
        self.access.chosen = id_
        self.read()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self.theme)


def _group(verdict: "Verdict") -> str:
    if verdict.kind in _NEW:
        return "new"
    if verdict.kind == "same":
        return "same"
    return "waiting" if verdict.kind in WAITING and verdict.digest else "wrong"


def _is_of(verdict: "Verdict", state: ReadState) -> bool:
    return state.assignment is not None and verdict.assignment == state.assignment.id


def _rank(verdict: "Verdict") -> tuple[int, str]:
    return ("waiting", "wrong", "new", "same").index(_group(verdict)), verdict.path.name.casefold()


def _color(verdict: "Verdict", column: int) -> str:
    return "" if column < 2 else _COLORS.get(verdict.kind, "warn" if _group(verdict) == "waiting" else "wrong")
