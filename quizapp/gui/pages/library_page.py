"""The library: the units and their banks, and what is to be known of the one that is chosen."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.translate import translate
from quizapp.gui.widgets.fact_list import FactList
from quizapp.gui.widgets.flow_layout import FlowLayout
from quizapp.gui.widgets.label import Label
from quizapp.gui.widgets.way_button import WayButton
from quizapp.services.library import BankEntry, Unit
from quizapp.settings import Settings

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST_PROBLEMS = 100


class LibraryModel(QAbstractListModel):
    """The library as a list: each unit as a heading that can't be chosen, below it its banks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Unit | BankEntry] = []

    def show_units(self, units: tuple[Unit, ...]) -> None:
        self.beginResetModel()
        self._rows = []
        for unit in units:
            self._rows += [unit, *unit.banks]
        self.endResetModel()

    def row_of(self, path: Path | None) -> int:
        """The row of the bank in this file, or else of the first bank; -1 where there is none."""
        banks = [(row, entry) for row, entry in enumerate(self._rows) if isinstance(entry, BankEntry)]
        return next((row for row, entry in banks if entry.path == path), banks[0][0] if banks else -1)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Unit):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(entry)}, {self.detail(entry)}"
        return None

    def title(self, entry: Unit | BankEntry) -> str:
        if isinstance(entry, BankEntry):
            return entry.name
        return entry.title or self.tr("Files with mistakes")

    def detail(self, entry: Unit | BankEntry) -> str:
        """What stands below the title."""
        if isinstance(entry, Unit):
            return passage_length(self, entry.words, entry.minutes) if entry.words else self.tr("not to be taken yet")
        if entry.problems:
            count = len(entry.problems)
            return self.tr("1 mistake") if count == 1 else self.tr("{count} mistakes").format(count=count)
        count = entry.questions
        return self.tr("1 question") if count == 1 else self.tr("{count} questions").format(count=count)


def passage_length(asker: LibraryModel | QWidget, words: int, minutes: int) -> str:
    """How long a passage is and takes to read."""
    shown = asker.tr("{count} words").format(count=f"{words:,}")
    return shown + " · " + asker.tr("about {minutes} min to read").format(minutes=minutes)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: "_BankList") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_unit = isinstance(index.data(ENTRY_ROLE), Unit)
        return QSize(100, self._theme.pixels(62 if is_unit else 60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(ENTRY_ROLE)
        model = index.model()
        assert isinstance(model, LibraryModel)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Unit):
            self._paint_unit(painter, box, model, entry)
        else:
            self._paint_bank(painter, box, model, entry, index)
        painter.restore()

    def _paint_unit(self, painter: QPainter, box: QRect, model: LibraryModel, unit: Unit) -> None:
        room = box.adjusted(10, self._theme.pixels(12), -10, -6)
        self._write(painter, room, FontRole.TITLE, "text", model.title(unit), Qt.AlignmentFlag.AlignTop)
        self._write(painter, room, FontRole.SMALL, "muted", model.detail(unit), Qt.AlignmentFlag.AlignBottom)

    def _paint_bank(self, painter: QPainter, box: QRect, model: LibraryModel, entry: BankEntry, index: _Index) -> None:
        # The view is asked rather than the option's state: that would load QStyle, a good part of the start's time.
        theme, view = self._theme, self._view
        chosen = view.currentIndex() == index
        hovered = view.hovered_row == index.row()
        frame = QRectF(box).adjusted(4, 3, -4, -3)
        painter.setPen(QPen(theme.color("accent" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.color("soft" if chosen else "hover" if hovered else "card"))
        painter.drawRoundedRect(frame, 10, 10)
        if chosen and view.hasFocus():
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(-2.5, -2.5, 2.5, 2.5), 12, 12)
        room = box.adjusted(18, theme.pixels(11), -16, -theme.pixels(11))
        if entry.problems:
            side = theme.pixels(20)
            icon = theme.pixmap("warning", "warn", side, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPoint(room.right() - side, box.center().y() - side // 2), icon)
            room.adjust(0, 0, -side - 8, 0)
        self._write(painter, room, FontRole.STRONG, "text", model.title(entry), Qt.AlignmentFlag.AlignTop)
        color = "warn" if entry.problems else "muted"
        self._write(painter, room, FontRole.SMALL, color, model.detail(entry), Qt.AlignmentFlag.AlignBottom)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        role: FontRole,
        color: str,
        text: str,
        where: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(color))
        line = painter.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(where | Qt.AlignmentFlag.AlignLeft), line)


class _BankList(QListView):
    """The list; Enter chooses what a double click chooses.

    Signals:
        chosen: the index of what is to be done now.
        current_changed: another row is the current one.
    """

    chosen = Signal(QModelIndex)
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.setMouseTracking(True)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(self._hover)

    def _hover(self, index: QModelIndex = _NO_INDEX) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class LibraryPage(QWidget):
    """What can be taken, and how: see `settings.WAYS`.

    Signals:
        practice_requested: a bank's file, to be practised, and the way.
        test_requested: a bank's file, to be taken as a test, and the way.
        about_requested: a bank's file, of which the note about the text is wanted.
        file_requested: the user wants to choose a file to open.
        read_again_requested: a file with mistakes, to be read again.
        search_changed: what is searched for.
    """

    practice_requested = Signal(object, str)
    test_requested = Signal(object, str)
    about_requested = Signal(object)
    file_requested = Signal()
    read_again_requested = Signal(object)
    search_changed = Signal(str)

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.entry: BankEntry | None = None
        row = QHBoxLayout(self)
        row.setSpacing(12)
        self._row = row
        row.addWidget(self._make_list_card(), 45)
        row.addWidget(self._make_detail_card(), 55)
        self.list.setFocus()
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_units(self, units: tuple[Unit, ...], chosen: Path | None = None, *, reading: bool = False) -> None:
        """Show the library; the bank in the file `chosen` is chosen, or the one that was, or the first.

        While more files are `reading`, an empty library says that, and not that there is nothing.
        """
        path = chosen or (self.entry.path if self.entry is not None else None)
        self.model.show_units(units)
        row = self.model.row_of(path)
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else _NO_INDEX)
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
        find.setShortcut("Ctrl+F")
        find.triggered.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.addAction(find)
        self.open = QPushButton(" " + self.tr("Open a file…"), card)
        self.open.setAccessibleName(self.tr("Open a file…"))
        self.open.setToolTip(self.tr("Open a bank from anywhere (Ctrl+O); or drop it on the window"))
        self.open.setShortcut("Ctrl+O")
        self.open.clicked.connect(self.file_requested)
        self._search_row.addWidget(self.search, 1)
        self._search_row.addWidget(self.open)
        column.addLayout(self._search_row)
        self.model = LibraryModel(self)
        self.list = _BankList(card)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setAccessibleName(self.tr("Banks"))
        self.list.current_changed.connect(self._show_entry)
        self.list.chosen.connect(self._take_chosen)
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
        column.setContentsMargins(24, 22, 14, 16)
        column.setSpacing(10)
        scroll = QScrollArea(card)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        scroll.setWidget(inner)
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 10, 0)
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
        self.practise = QPushButton(self.tr("Practise"))
        self.test = QPushButton(self.tr("Take as a test"))
        self.about = QPushButton(self.tr("About this text"))
        self.read_again = QPushButton(self.tr("Read the file again"))
        for button, wish in ((self.about, self.about_requested), (self.read_again, self.read_again_requested)):
            button.clicked.connect(lambda _=False, wish=wish: wish.emit(self.entry.path) if self.entry else None)
        self.practise.clicked.connect(self._practise)
        self.test.clicked.connect(self._take_test)
        self._make_ways()
        self._show_default()
        buttons = QWidget(card)
        flow = FlowLayout(buttons, spacing=6)
        for group in (
            (self.practise, self.practice_way),
            (self.test, self.test_way),
            (self.about,),
            (self.read_again,),
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
        """The small buttons that say how a bank is practised, and how a test of it is taken."""
        sure = self.tr("Say how sure you are: the surer, the more a right answer wins and a wrong one costs")
        self.practice_way = WayButton(
            self._theme,
            self.tr("How to practise"),
            {
                "once": self.tr("One try for each question"),
                "tries": self.tr("Three tries for each question; each further one costs a third of the points"),
                "certainty": sure,
            },
            self._settings.practice_way,
            self.tr("Practise with Enter or a double click"),
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
        for button in (self.practise, self.test):  # later: at the start, asking for the style takes a while
            button.style().unpolish(button)
            button.style().polish(button)

    def _show_default(self) -> None:
        """The button that does what Enter does is the main one."""
        mode = self._settings.default_mode
        for name, button, way in (
            ("practice", self.practise, self.practice_way),
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

    def _take_chosen(self) -> None:
        """What Enter and a double click do."""
        if self._settings.default_mode == "test":
            self._take_test()
        else:
            self._practise()

    def _practise(self) -> None:
        if self.entry is not None and not self.entry.problems:
            self.practice_requested.emit(self.entry.path, self.practice_way.way)

    def _take_test(self) -> None:
        if self.entry is not None and not self.entry.problems:
            self.test_requested.emit(self.entry.path, self.test_way.way)

    def _show_entry(self) -> None:
        entry = self.list.currentIndex().data(ENTRY_ROLE)
        self.entry = entry if isinstance(entry, BankEntry) else None
        entry = self.entry
        broken = entry is not None and bool(entry.problems)
        fine = entry is not None and not broken
        for widget in (self._modes, self._facts, self._description):
            widget.setVisible(fine)
        self._problems.setVisible(broken)
        has_about = entry is not None and entry.has_about
        shown = {self.practise: fine, self.test: fine, self.about: has_about, self.read_again: broken}
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
            (self.tr("Passage"), passage_length(self, entry.words, entry.minutes)),
            (self.tr("Questions"), str(entry.questions)),
            (self.tr("Types"), " · ".join(by_type)),
            (self.tr("Skills"), " · ".join(by_skill)),
            (self.tr("Author"), entry.author),
            (self.tr("Licence"), entry.licence),
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
