"""The library: the units and their banks, and what is to be known of the one that is chosen."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.library.bank_list import BankList
from quizapp.gui.library.library_model import LibraryModel
from quizapp.gui.library.way_button import WayButton
from quizapp.services.library import BankEntry, Unit
from quizapp.settings import Settings

_NO_INDEX = QModelIndex()
_MOST_PROBLEMS = 100


class LibraryPage(QWidget):
    """What can be taken, and how: see `settings.WAYS`.

    Signals:
        practice_requested: a bank's file, to be practiced, and the way.
        test_requested: a bank's file, to be taken as a test, and the way.
        about_requested: a bank's file, of which the note about the text is wanted.
        file_requested: the user wants to choose a file to open.
        read_again_requested: a file with mistakes, to be read again.
        remove_requested: a file from outside the library's folders, which is wanted in the library no longer.
        search_changed: what is searched for.
    """

    practice_requested = Signal(object, str)
    test_requested = Signal(object, str)
    about_requested = Signal(object)
    file_requested = Signal()
    read_again_requested = Signal(object)
    remove_requested = Signal(object)
    search_changed = Signal(str)

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.entry: BankEntry | None = None
        self._removable: frozenset[Path] = frozenset()
        row = QHBoxLayout(self)
        row.setSpacing(12)
        self._row = row
        row.addWidget(self._make_list_card(), 45)
        row.addWidget(self._make_detail_card(), 55)
        self.list.setFocus()
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_units(
        self,
        units: tuple[Unit, ...],
        chosen: Path | None = None,
        *,
        removable: frozenset[Path] = frozenset(),
        reading: bool = False,
    ) -> None:
        """Show the library; the bank in the file `chosen` is chosen, or the one that was, or the first.

        The files that are `removable` can be removed from it. While more files are `reading`, an empty library says
        that, and not that there is nothing.
        """
        path = chosen or (self.entry.path if self.entry is not None else None)
        scrolled = self.list.verticalScrollBar().value() if self.model.rowCount() else 0
        self._removable = removable
        self.model.show_units(units)
        row = self.model.row_of(path)
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else _NO_INDEX)
        if scrolled:  # what is looked at stays where it is, as far as it can
            self.list.doItemsLayout()
            self.list.verticalScrollBar().setValue(scrolled)
            self.list.scrollTo(self.list.currentIndex())
        self._show_entry()
        self._nothing.setVisible(row < 0)
        self.list.setVisible(row >= 0)
        if reading:
            self._nothing.setText(self.tr("Reading the banks…"))
        elif self.search.text().strip():
            self._nothing.setText(self.tr("No bank has these words."))
        else:
            self._nothing.setText(self.tr("There are no banks yet. Open a file."))

    def _make_list_card(self) -> QFrame:
        theme = self._theme
        card = QFrame(self)
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self._search_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._search_row.setSpacing(8)
        self.search = QLineEdit(card)
        self.search.setPlaceholderText(self.tr("Search the banks (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search the banks"))
        self.search.textChanged.connect(self.search_changed)
        find = QAction(self)
        find.setProperty("shortcut", "Ctrl+F")  # the setter would load QKeySequence with its lists of names
        find.triggered.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.addAction(find)
        self.open = QPushButton(" " + self.tr("Open a file…"), card)
        self.open.setAccessibleName(self.tr("Open a file…"))
        self.open.setToolTip(self.tr("Open a bank from anywhere (Ctrl+O); or drop it on the window"))
        self.open.setProperty("shortcut", "Ctrl+O")
        self.open.clicked.connect(self.file_requested)
        self._search_row.addWidget(self.search, 1)
        self._search_row.addWidget(self.open)
        column.addLayout(self._search_row)
        self.model = LibraryModel(self)
        self.list = BankList(theme, self.model, card)
        self.list.current_changed.connect(self._show_entry)
        self.list.chosen.connect(self._take_chosen)
        self.list.remove_requested.connect(self._remove)
        self.list.doubleClicked.connect(self._take_chosen)
        column.addWidget(self.list, 1)
        self._nothing = Label(theme, FontRole.PLAIN, color="muted", wraps=True, parent=card)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        column.addWidget(self._nothing, 1)
        return card

    def _make_detail_card(self) -> QFrame:
        theme = self._theme
        card = QFrame(self)
        card.setObjectName("card")
        self._groups: list[tuple[QWidget, QPushButton]] = []
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 17, 14, 16)
        column.setSpacing(10)
        scroll = RingedScrollArea(theme, card)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("What is known of the bank"))
        inner = QWidget()
        scroll.setWidget(inner)
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(5, 2, 10, 2)  # clear of the ring
        inside.setSpacing(8)
        self._over = Label(theme, FontRole.LABEL, color="muted", wraps=True, parent=inner)
        self._title = Label(theme, FontRole.HEADLINE, wraps=True, parent=inner)
        self._description = Label(theme, FontRole.OPTION, wraps=True, parent=inner)
        self._facts = FactList(theme, inner)
        for widget in (self._over, self._title, self._description, self._facts):
            inside.addWidget(widget)
        self._problems = Label(theme, FontRole.PLAIN, wraps=True, parent=inner)
        self._problems.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside.addWidget(self._problems)
        inside.addStretch(1)
        self._modes = Label(theme, FontRole.SMALL, color="muted", wraps=True, parent=inner)
        inside.addWidget(self._modes)
        column.addWidget(scroll, 1)
        self.practice = QPushButton(self.tr("Practice"))
        self.test = QPushButton(self.tr("Take as a test"))
        self.about = QPushButton(self.tr("About this text"))
        self.read_again = QPushButton(self.tr("Read the file again"))
        self.remove = QPushButton(self.tr("Remove from the library"))
        self.remove.setAccessibleDescription(
            self.tr("The file itself is not touched, and what was learned with it stays. Opening it brings it back.")
        )
        self.remove.setToolTip(f"{self.remove.accessibleDescription()} ({self.tr('Delete')})")
        self.remove.clicked.connect(self._remove)
        for button, wish in ((self.about, self.about_requested), (self.read_again, self.read_again_requested)):
            button.clicked.connect(lambda _=False, wish=wish: wish.emit(self.entry.path) if self.entry else None)
        self.practice.clicked.connect(self._practice)
        self.test.clicked.connect(self._take_test)
        self._make_ways()
        self._show_default()
        buttons = QWidget(card)
        flow = FlowLayout(buttons, spacing=6)
        buttons.setContentsMargins(6, 0, 0, 0)
        for group in (
            (self.practice, self.practice_way),
            (self.test, self.test_way),
            (self.about,),
            (self.read_again,),
            (self.remove,),
        ):
            together = QWidget(buttons)
            row = QHBoxLayout(together)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            for part in group:
                row.addWidget(part)
            flow.addWidget(together)
            self._groups.append((together, group[0]))
        column.addWidget(buttons)
        return card

    def _make_ways(self) -> None:
        """The small buttons that say how a bank is practiced, and how a test of it is taken."""
        sure = self.tr("Say how sure you are: the surer, the more a right answer wins and a wrong one costs")
        self.practice_way = WayButton(
            self._theme,
            self.tr("How to practice"),
            {
                "once": self.tr("One try for each question"),
                "tries": self.tr("Three tries for each question; each further one costs a third of the points"),
                "certainty": sure,
            },
            self._settings.practice_way,
            self.tr("Practice with Enter or a double click"),
        )
        self.test_way = WayButton(
            self._theme,
            self.tr("How to take the test"),
            {"once": self.tr("Answers alone"), "certainty": sure},
            self._settings.test_way,
            self.tr("Take tests with Enter or a double click"),
        )
        self.practice_way.way_chosen.connect(self._keep_ways)
        self.test_way.way_chosen.connect(self._keep_ways)
        self.practice_way.default_chosen.connect(lambda: self._use_default("practice"))
        self.test_way.default_chosen.connect(lambda: self._use_default("test"))

    def _keep_ways(self) -> None:
        self._settings.practice_way, self._settings.test_way = self.practice_way.way, self.test_way.way
        self._tell_modes()

    def _use_default(self, mode: str) -> None:
        self._settings.default_mode = mode
        self._show_default()
        for button in (self.practice, self.test):  # later: at the start, asking for the style takes a while
            button.style().unpolish(button)
            button.style().polish(button)

    def _show_default(self) -> None:
        """The button that does what Enter does is the main one."""
        mode = self._settings.default_mode
        for name, button, way in (
            ("practice", self.practice, self.practice_way),
            ("test", self.test, self.test_way),
        ):
            way.is_default = name == mode
            button.setObjectName("primary" if way.is_default else "")
            button.setAccessibleDescription(self.tr("Enter on a bank does this") if way.is_default else "")
            button.setToolTip(button.accessibleDescription())

    def _tell_modes(self) -> None:
        """Say what practice and a test of the chosen bank are like, as they are to be taken now."""
        practice = {
            "once": self.tr("Practice tells you after each question."),
            "tries": self.tr("Practice gives you three tries; each further one costs a third of the points."),
            "certainty": self.tr("Practice asks how sure you are, and tells you after each question."),
        }[self.practice_way.way]
        if self.test_way.way == "certainty":
            test = self.tr("A test asks how sure you are, and tells you nothing until you have finished it.")
        else:
            test = self.tr("A test tells you nothing until you have finished it.")
        minutes = self.entry.time_limit if self.entry is not None else 0
        if minutes:
            limit = self.tr("1 minute") if minutes == 1 else self.tr("{count} minutes").format(count=minutes)
            test += " " + self.tr("It lasts {time} at most.").format(time=limit)
        self._modes.setText(f"{practice} {test}")

    def _remove(self) -> None:
        if self.entry is not None and self.entry.path in self._removable:
            self.remove_requested.emit(self.entry.path)

    def _take_chosen(self) -> None:
        """What Enter and a double click do."""
        if self._settings.default_mode == "test":
            self._take_test()
        else:
            self._practice()

    def _practice(self) -> None:
        if self.entry is not None and not self.entry.problems:
            self.practice_requested.emit(self.entry.path, self.practice_way.way)

    def _take_test(self) -> None:
        if self.entry is not None and not self.entry.problems:
            self.test_requested.emit(self.entry.path, self.test_way.way)

    def _show_entry(self) -> None:
        row = self.list.currentIndex().row()
        chosen = self.model.entry(row) if row >= 0 else None
        self.entry = entry = chosen if isinstance(chosen, BankEntry) else None
        broken = entry is not None and bool(entry.problems)
        fine = entry is not None and not broken
        for widget in (self._modes, self._facts, self._description):
            widget.setVisible(fine)
        self._problems.setVisible(broken)
        has_about = entry is not None and entry.has_about
        shown = {
            self.practice: fine,
            self.test: fine,
            self.about: has_about,
            self.read_again: broken,
            self.remove: entry is not None and entry.path in self._removable,
        }
        for group, button in self._groups:
            group.setVisible(shown[button])
        self._tell_modes()
        self._over.setVisible(entry is not None)
        self._title.setVisible(entry is not None)
        if entry is None:
            return
        self._title.setText(entry.name)
        if broken:
            self._show_problems(entry)
            return
        self._over.setText(entry.passage_title)
        self._description.setText(entry.description)
        self._description.setVisible(bool(entry.description))
        self._facts.show_facts(self._facts_of(entry))

    def _facts_of(self, entry: BankEntry) -> list[tuple[str, str]]:
        from quizapp.reports.names import skill_name, type_name

        by_type = [f"{type_name(name, translate)} {count}" for name, count in entry.counts]
        by_skill = [f"{skill_name(name, translate)} {count}" for name, count in entry.skills]
        facts = [
            (self.tr("Passage"), self.model.length(entry)),
            (self.tr("Questions"), str(entry.questions)),
            (self.tr("Types"), "\N{NO-BREAK SPACE}· ".join(by_type)),
            (self.tr("Skills"), "\N{NO-BREAK SPACE}· ".join(by_skill)),
            (self.tr("Author"), entry.author),
            (self.tr("License"), entry.license),
        ]
        return [(name, value) for name, value in facts if value]

    def _show_problems(self, entry: BankEntry) -> None:
        self._over.setText(str(entry.path))
        shown = entry.problems[:_MOST_PROBLEMS]
        lines = []
        for problem in shown:
            file = "" if problem.file == str(entry.path) else f"{Path(problem.file).name}, "
            line = self.tr("line {line}").format(line=problem.line) if problem.line else ""
            where = " · ".join(part for part in (f"{file}{line}".strip(", "), problem.field) if part)
            text = f"{problem.what(translate)} {problem.remedy(translate)}"
            lines.append(f"{where}\n{text}" if where else text)
        self._problems.setText("\n\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = 8 if self.width() < 1100 else 14
        self._row.setContentsMargins(around, around - 2, around, around)
        narrow = self.width() < self._theme.pixels(800)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._search_row.setDirection(direction)

    def _restyle(self) -> None:
        theme = self._theme
        self.open.setIcon(theme.icon("open"))
        side = theme.pixels(18)
        self.open.setIconSize(QSize(side, side))
        self.search.setFont(theme.font(FontRole.PLAIN))
        self.list.scheduleDelayedItemsLayout()
