"""A table of answers typed from paper sheets: a row for each learner, a column for each number on the sheet."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.row_model import NO_INDEX, Index
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.paper_sheet import LETTERS
from quizapp.services.desk.paper_answers import mistake_in, tidied

if TYPE_CHECKING:
    from quizapp.domain.assignment import Assignment
    from quizapp.domain.classroom import Member
    from quizapp.reports.paper_sheet import Letter, Place
    from quizapp.services.desk.paper_answers import PaperRow
    from quizapp.storage.desk.records import AssignmentLine

VERSION = 0
"""The column of the version's letter; the others are the numbers on the sheet."""


class ReadPaper(NamedTuple):
    """All assignments, and of the one that is chosen, what was typed in, and the questions of each version."""

    lines: "tuple[AssignmentLine, ...]"
    assignment: "Assignment | None"
    rows: "tuple[PaperRow, ...]"
    places: "Mapping[str, tuple[Place, ...]]"


class _Sheet:
    """One learner's sheet as it is in the table. `is_saving`: the desk is saving it."""

    def __init__(self, row: "PaperRow", count: int) -> None:
        self.is_changed = False
        self.is_saving = False
        self.take(row, count)

    def take(self, row: "PaperRow", count: int) -> None:
        self.member: Member = row.member
        self.state = row.state
        self.letter: str = row.letter
        self.answers = [*row.answers, *[""] * count][:count]


class PaperModel(QAbstractTableModel):
    """The sheets of one assignment; what is typed is read by the version of its row.

    Signals:
        refused: something that was typed is no answer: why.

    Attributes:
        letters: the versions that were handed out; of one alone, nobody has to type the letter.
    """

    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read = ReadPaper((), None, (), {})
        self._sheets: list[_Sheet] = []
        self.letters: Sequence[Letter] = ("A",)

    @property
    def assignment(self) -> "Assignment | None":
        """The assignment whose sheets are shown."""
        return self._read.assignment

    def show_read(self, read: ReadPaper) -> None:
        """Show what was read. Sheets with something that is not saved yet stay as they are."""
        members = [row.member.id for row in read.rows]
        before, now = self._read.assignment, read.assignment
        is_same = before is not None and now is not None and before.id == now.id
        count = self._count(read)
        if is_same and members == [sheet.member.id for sheet in self._sheets]:
            self._read = read
            for number, (sheet, row) in enumerate(zip(self._sheets, read.rows, strict=True)):
                shown = (sheet.state, sheet.letter, tuple(sheet.answers))
                if not (sheet.is_changed or sheet.is_saving) and shown != (
                    *row[1:3],
                    (*row.answers, *[""] * count)[:count],
                ):
                    sheet.take(row, count)
                    self._tell(number)
            return
        self.beginResetModel()
        self._read = read
        self._sheets = [_Sheet(row, count) for row in read.rows]
        self.endResetModel()

    def place(self, row: int, column: int) -> "Place | None":
        """The question of a cell, by the version of its row; None for the letter, and where there is no version yet."""
        letter = self._sheets[row].letter or self._only
        of_version = self._read.places.get(letter, ())
        return of_version[column - 1] if VERSION < column <= len(of_version) else None

    def name(self, row: int) -> str:
        """The learner's name."""
        return self._sheets[row].member.name

    def is_by_file(self, row: int) -> bool:
        """Tells whether the learner handed in a file, so that nothing can be typed in."""
        return self._sheets[row].state == "file"

    def mistake(self, row: int, column: int, text: str) -> str:
        """The reason in words why `text` cannot be typed in a cell; empty where it can."""
        typed = text.strip()
        if column == VERSION:
            letter = typed.upper()
            if letter and letter not in LETTERS:
                return self.tr("“{text}” is not a version. Type a letter from A to D.").format(text=typed[:30])
            if not letter and any(self._sheets[row].answers):
                return self.tr("Answers were typed in already. Type the letter of their version.")
            return ""
        place = self.place(row, column)
        if place is None:
            return self.tr("First type the letter of the version.") if typed else ""
        mistake = mistake_in(place, text)
        return translate.say(mistake) if mistake is not None else ""

    # saving

    def unsaved(self) -> list[int]:
        """The rows with something that is neither saved nor being saved.

        A version alone is no sheet; on an empty one, a dash is typed somewhere.
        """
        return [
            number
            for number, sheet in enumerate(self._sheets)
            if sheet.is_changed and not sheet.is_saving and (sheet.state == "paper" or any(sheet.answers))
        ]

    def first_mistake(self, row: int) -> int:
        """The first column of a row with something that is no answer in its version; -1 for none."""
        sheet = self._sheets[row]
        texts = [sheet.letter, *sheet.answers]
        return next((column for column, text in enumerate(texts) if self.mistake(row, column, text)), -1)

    def begin_saving(self, row: int) -> "tuple[Member, Letter, tuple[str, ...]]":
        """Give the part of a row to be saved, and show that it is being saved."""
        sheet = self._sheets[row]
        sheet.is_changed, sheet.is_saving = False, True
        letter: Any = sheet.letter or self._only or "A"
        sheet.letter = letter
        self._tell(row)
        return sheet.member, letter, tuple(sheet.answers)

    def end_saving(self, member: str, is_saved: bool) -> None:
        """Show whether the sheet of the member of this id could be saved."""
        for number, sheet in enumerate(self._sheets):
            if sheet.member.id == member:
                sheet.is_saving = False
                if is_saved:
                    sheet.state = "paper"
                else:
                    sheet.is_changed = True
                self._tell(number)

    # what the table asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._sheets)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._count(self._read) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Horizontal:
                return self.tr("Version") if section == VERSION else str(section)
            return f"{' '.join(self._sheets[section].member.name.split())}  {self._sign(section)}"
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Vertical:
            return tool_tip(f"{self.name(section)}: {self.state_text(section)}")
        return None

    def state_text(self, row: int) -> str:
        """The state of a row in words."""
        sheet = self._sheets[row]
        if sheet.state == "file":
            return self.tr("handed in a file")
        if sheet.is_changed:
            return self.tr("not saved yet")
        if sheet.is_saving:
            return self.tr("is being saved")
        return self.tr("saved") if sheet.state == "paper" else self.tr("nothing typed in yet")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        text = self._text(row, column)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                is_shown = role == Qt.ItemDataRole.DisplayRole
                return " ".join(text.split()) if is_shown else text
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(text)
            case Qt.ItemDataRole.ForegroundRole:
                if self.is_by_file(row):
                    return self._theme.color("muted")
                if text and self._sheets[row].is_changed and self.mistake(row, column, text):
                    return self._theme.color("wrong")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.name(row)}, {self.headerData(column, Qt.Orientation.Horizontal)}: {text}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column, text = index.row(), index.column(), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self._text(row, column):
            return False
        if mistake := self.mistake(row, column, text):
            self.refused.emit(mistake)
            return False
        sheet = self._sheets[row]
        if column == VERSION:
            sheet.letter = text.upper()
        else:
            sheet.letter = sheet.letter or self._only
            sheet.answers[column - 1] = self._tidied(row, column, text)
        sheet.is_changed = True
        self._tell(row)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid() or self.is_by_file(index.row()):
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    @property
    def _only(self) -> str:
        return self.letters[0] if len(self.letters) == 1 else ""

    def _tidied(self, row: int, column: int, text: str) -> str:
        place, given = self.place(row, column), self.assignment
        return text if place is None or given is None else tidied(given, place, text, translate)

    def _text(self, row: int, column: int) -> str:
        sheet = self._sheets[row]
        return sheet.letter if column == VERSION else sheet.answers[column - 1]

    def _sign(self, row: int) -> str:
        sheet = self._sheets[row]
        if sheet.state == "file":
            return "▣"
        return "…" if sheet.is_changed or sheet.is_saving else "✓" if sheet.state == "paper" else ""

    def _count(self, read: ReadPaper) -> int:
        return max(map(len, read.places.values()), default=0)

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
