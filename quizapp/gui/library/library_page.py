"""The library: the list of units and banks, and beside it the chosen bank."""

import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.page_margins import fit_margins, stack_if_narrow
from quizapp.gui.kit.row_model import NO_INDEX
from quizapp.gui.kit.shortcut_keys import KEYS, add_key
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.word_button import WordButton
from quizapp.gui.library.bank_detail import BankDetail
from quizapp.gui.library.bank_list import BankList
from quizapp.gui.library.library_model import LastResult, LibraryModel
from quizapp.paths import questions_dir
from quizapp.services.bank_entries import Unit
from quizapp.services.found import Found, FoundQuestion, Wanted
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings

if TYPE_CHECKING:  # the first screen does not need them
    from quizapp.domain.summary import PastAttempt
    from quizapp.gui.library.reading_line import ReadingLine
    from quizapp.gui.library.search_bar import SearchBar


class LibraryPage(QWidget):
    """Lists the banks; `detail` shows the chosen one, with buttons for what can be done with it.

    Signals:
        import_requested: questions of another tool are to be brought in.
        search_changed: something else is searched for: see `wanted`.
        cancel_requested, go_on_requested: see `ReadingLine`.
    """

    file_requested = Signal()
    new_bank_requested = Signal()
    import_requested = Signal()
    search_changed = Signal()
    cancel_requested = Signal()
    go_on_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        parent: QWidget | None = None,
        clock: Clock = time.time,
        room: RoomSettings = NO_ROOM,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._room = room
        self._removable: frozenset[Path] = frozenset()
        self._searched = Wanted()
        self._shown: tuple[object, ...] = ()
        self.model = LibraryModel(self)
        list_card = self._make_list_card()
        self.detail = BankDetail(theme, settings, self, room)
        self.list.chosen.connect(self.detail.begin)
        self.list.doubleClicked.connect(self.detail.begin)
        self.list.remove_requested.connect(self.detail.ask_to_remove)
        self._row = fill(QHBoxLayout(self), list_card, self.detail, spacing=12)
        self.list.setFocus()
        theme.changed.connect(self.list.scheduleDelayedItemsLayout)

    @cached_property
    def bar(self) -> "SearchBar":
        """The bar below the search field; made when something is first searched for."""
        from quizapp.gui.library.search_bar import SearchBar

        bar = SearchBar(self._theme, self._card)
        bar.changed.connect(self.search_changed)
        self._column.insertWidget(1, bar)
        return bar

    @cached_property
    def reading_line(self) -> "ReadingLine":
        """The note about reading that takes long."""
        from quizapp.gui.library.reading_line import ReadingLine

        line = ReadingLine(self._theme, self._card)
        line.cancel_requested.connect(self.cancel_requested)
        line.go_on_requested.connect(self.go_on_requested)
        self._column.addWidget(line)
        return line

    @property
    def wanted(self) -> Wanted:
        """The search as it is typed and filtered."""
        if "bar" in self.__dict__:
            return Wanted(self.search.text(), self.bar.type_name, self.bar.skill)
        return Wanted(self.search.text())

    def clear_search(self) -> None:
        """Search for nothing."""
        if "bar" in self.__dict__:
            self.bar.clear()
        self.search.clear()

    def show_units(
        self,
        units: tuple[Unit, ...],
        chosen: Path | None = None,
        *,
        removable: frozenset[Path] = frozenset(),
        reading: bool = False,
        found: Found | None = None,
    ) -> None:
        """Show the library, and choose the bank in the file `chosen`, or keep the one that was, or choose the first.

        Args:
            removable: files that can be removed from the library.
            reading: more files are being read, so that an empty library may not stay empty.
            found: what was found with `units`, where something is searched for.
        """
        path = chosen or (self.detail.entry.path if self.detail.entry is not None else None)
        question = self.detail.question if chosen is None else None
        scrolled = self.list.verticalScrollBar().value() if self.model.rows else 0
        self._removable = removable
        self.model.show_units(units, *(() if found is None else (found.questions, found.counts)))
        row = self.model.row_of_question(question)
        row = self.model.row_of(path) if row < 0 else row
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else NO_INDEX)
        if scrolled:  # keep in view what the user is looking at
            self.list.doItemsLayout()
            self.list.verticalScrollBar().setValue(scrolled)
            self.list.scrollTo(self.list.currentIndex())
        self._show_entry()
        self._nothing.setVisible(row < 0)
        self.list.setVisible(row >= 0)
        if reading:
            self._nothing.setText(self.tr("Reading the banks…"))
        elif found is not None:
            self._nothing.setText(self.tr("Nothing was found. Try fewer words."))
        else:
            self._nothing.setText(self.tr("There are no banks yet. Open a file to add one."))
        self._show_found(found, reading=reading)

    def _show_found(self, found: Found | None, *, reading: bool) -> None:
        """Tell what a search has found below its field, and a screen reader if it is a new one.

        While banks are `reading`, something may be found yet, and nothing that was found is not told.
        """
        wanted = self.wanted
        if found is not None or "bar" in self.__dict__:
            self.bar.setVisible(found is not None)
        if found is not None:
            self.bar.show_found(found, has_filter=bool(wanted.type_name or wanted.skill))
            if reading and not found.banks:
                return
            if wanted != self._searched:
                told = [self.tr("%n banks found", "", found.banks) if found.is_whole else "", self.bar.told.text()]
                announce(self, ", ".join(filter(None, told)) if found.banks else self._nothing.text())
        self._searched = wanted

    def show_results(self, attempts: "Mapping[str, PastAttempt]") -> None:
        """Show the last result of each bank; `attempts` are by the bank's id."""
        from quizapp.gui.kit.dates import day_text, moment_text
        from quizapp.reports.words import score_text

        now = self._clock()
        self.model.show_results(
            {
                id_: LastResult(
                    score_text(attempt.summary.total, translate),
                    day_text(attempt.started, now),
                    moment_text(attempt.started, now),
                )
                for id_, attempt in attempts.items()
                if attempt.summary is not None
            }
        )
        self._show_entry()

    def _make_list_card(self) -> QFrame:
        theme = self._theme
        card = QFrame(self)
        card.setObjectName("card")
        self.search = QLineEdit(card)
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setToolTip(self.tr("Finds banks, and questions in them"))
        self.search.setAccessibleName(self.tr("Search the banks"))
        self.search.textChanged.connect(lambda _: self.search_changed.emit())
        add_key(self, KEYS["search"][0], lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.open = WordButton(" " + self.tr("Open a file…"), card)
        self.open.setAccessibleName(self.tr("Open a file…"))
        self.open.setToolTip(self.tr("Open a bank from anywhere (Ctrl+O); or drop it on the window"))
        theme.put_icon(self.open, "open")
        self.open.clicked.connect(self.file_requested)
        self.new_bank = push_button(
            self.tr("New bank…"), self.new_bank_requested, tip=self.tr("Write a bank of your own")
        )
        import_tip = self.tr("Import questions from Moodle, Canvas and other tools, or paste them (Ctrl+V)")
        self.import_ = push_button(self.tr("Import…"), self.import_requested, tip=import_tip)
        buttons = self.open, self.import_, self.new_bank
        self._buttons = fill(QHBoxLayout(), *buttons, margins=(0, 0, 0, 0), spacing=8)
        self._search_row = fill(QHBoxLayout(), (self.search, 1), self._buttons, spacing=8)
        self.list = BankList(theme, self.model, card)
        self.list.selectionModel().currentChanged.connect(self._show_entry)
        self._nothing = Label(theme, FontRole.PLAIN, color="muted", wraps=True, parent=card)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        parts = (self._search_row, (self.list, 1), (self._nothing, 1))
        self._card, self._column = card, QVBoxLayout(card)
        fill(self._column, *parts, margins=(12, 12, 12, 12), spacing=8)
        return card

    def _show_entry(self) -> None:
        row = self.list.currentIndex().row()
        chosen = self.model.entry_of(row)
        question = self.model.rows[row] if row >= 0 else None
        if chosen is None:
            self._shown = ()
            self.detail.show_entry(None, "", "", is_own=False, can_remove=False)
            return
        if isinstance(question, FoundQuestion):
            self.detail.show_question(question, self.model.about(question))
        else:
            self.detail.show_question(None)
        last = self.model.result(chosen)
        told = self._last_result(last) if last is not None else ""
        shown = (chosen, told, chosen.path in self._removable)
        if shown != self._shown:  # laying it out takes longer than a search
            self._shown = shown
            self.detail.show_entry(
                chosen,
                self.model.length(chosen),
                told,
                is_own=not chosen.path.is_relative_to(questions_dir()),
                can_remove=chosen.path in self._removable,
            )
        self.detail.level.show_chosen()  # it may be another since

    def _last_result(self, last: LastResult) -> str:
        text = self.tr("Last result: {score} · {when}")
        if last.language:
            text = self.tr("Last result: {score} · {when} · {language}")
        return text.format(score=last.score, when=last.moment, language=last.language)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self._theme)
        stack_if_narrow(self._row, self, self._theme, (45, 55))
        narrow = self.width() < self._theme.pixels(800)
        stacks = narrow and self.height() > self._theme.pixels(150)
        direction = QBoxLayout.Direction.TopToBottom if stacks else QBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(direction)
        self.open.setText("" if narrow and not stacks else f" {self.open.accessibleName()}")  # its icon stays
        has_room = not narrow or self.height() > self._theme.pixels(220)  # both are in the menu, too
        self.new_bank.setVisible(has_room and self._room.editing)
        self.import_.setVisible(not narrow and self._room.editing)
        beside = 0.45 * self.width() - self._buttons.sizeHint().width() - self._theme.pixels(50)
        is_cramped = not narrow and self.height() > self._theme.pixels(400) and beside < self._theme.pixels(130)
        way = QBoxLayout.Direction.TopToBottom if is_cramped else direction
        self._search_row.setDirection(way)
        self._column.activate()  # or else it is painted once as it was before
