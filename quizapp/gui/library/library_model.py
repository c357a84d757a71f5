"""The library, as a list."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.row_model import Index, RowModel
from quizapp.gui.kit.translate import translate
from quizapp.gui.library.also_in import language_name
from quizapp.services.bank_entries import NO_TEXT, BankEntry, Unit
from quizapp.services.found import FoundQuestion

Row = Unit | BankEntry | FoundQuestion


class LastResult(NamedTuple):
    """The score of the last attempt at a bank, its day, and its day with the time of day.

    `language` is the name of the one in which the bank was taken, if it is not the one that is shown.
    """

    score: str
    day: str
    moment: str
    language: str = ""

    @property
    def short(self) -> str:
        """The day, and the language if there is one to tell."""
        return " · ".join(filter(None, (self.day, self.language)))


class LibraryModel(RowModel[Row]):
    """Lists each unit as a heading that can't be chosen, its banks below, and below each the questions found in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: Mapping[str, LastResult] = {}
        self._counts: Mapping[Path, int] = {}

    def show_units(
        self,
        units: Sequence[Unit],
        questions: Mapping[Path, Sequence[FoundQuestion]] | None = None,
        counts: Mapping[Path, int] | None = None,
    ) -> None:
        """Show `units`, with the `questions` that were found; no row moves if all of them are the same as before.

        Args:
            counts: how many were found in each bank; 0 for a bank whose passage was found.
        """
        rows: list[Row] = []
        for unit in units:
            rows.append(unit)
            for entry in unit.banks:
                rows.append(entry)
                rows += (questions or {}).get(entry.path, ())
        self._counts = counts or {}
        if rows and len(rows) == len(self.rows) and all(map(_is_same, rows, self.rows)):
            self.rows = rows
            self._tell_changed()
        else:
            self.show_rows(rows)

    def show_results(self, results: Mapping[str, LastResult]) -> None:
        """Show these last results, by the ids of their banks, and no others."""
        if results != self._results:
            self._results = results
            self._tell_changed()

    def _tell_changed(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def result(self, entry: Row) -> LastResult | None:
        """The last result of a bank, or else of the same bank in another language; None where there is none."""
        if not isinstance(entry, BankEntry) or entry.problems:
            return None
        for other in entry.also_in if entry.id not in self._results else ():
            if (last := self._results.get(other.id)) is not None:
                return last._replace(language=language_name(other.language))
        return self._results.get(entry.id)

    def row_of(self, path: Path | None) -> int:
        """The row of the bank in the file `path`, or of the same bank in another language, or else of the first bank;
        -1 where there is no bank.
        """
        banks = [(row, entry) for row, entry in enumerate(self.rows) if isinstance(entry, BankEntry)]
        same = [row for row, entry in banks if path in [other.path for other in entry.also_in]]
        exact = [row for row, entry in banks if entry.path == path]
        return next(iter([*exact, *same, *[row for row, _ in banks[:1]]]), -1)

    def row_of_question(self, question: FoundQuestion | None) -> int:
        """The row of this question; -1 where it was not found."""
        same = (row for row, each in enumerate(self.rows) if question is not None and _is_same(each, question))
        return next(same, -1)

    def entry_of(self, row: int) -> BankEntry | None:
        """The bank in this row, or that of the question in it; None for a heading."""
        while row >= 0 and isinstance(self.rows[row], FoundQuestion):
            row -= 1
        entry = self.rows[row] if row >= 0 else None
        return entry if isinstance(entry, BankEntry) else None

    def neighbor(self, path: Path) -> Path | None:
        """The file below `path` in the list, or else the one above it."""
        files = [entry.path for entry in self.rows if isinstance(entry, BankEntry)]
        at = files.index(path) if path in files else -1
        return next(iter(files[at + 1 :] or files[:at][::-1]), None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], Unit):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def spoken(self, row: Row) -> str:
        told = [self.title(row), self.detail(row)]
        if (last := self.result(row)) is not None:
            told.append(self.tr("last result: {score}, {when}").format(score=last.score, when=last.short))
        return ", ".join(told)

    def tip(self, row: Row) -> str:
        return f"{self.title(row)}\n{self.detail(row)}"

    def title(self, row: Row) -> str:
        if isinstance(row, BankEntry):
            return row.name
        if isinstance(row, FoundQuestion):
            return row.stem
        if row.title == NO_TEXT and not row.words:
            return self.tr("Without a text")
        return row.title or self.tr("Files with mistakes")

    def detail(self, entry: Row) -> str:
        """The line below the title."""
        if isinstance(entry, FoundQuestion):
            return self.about(entry)
        if isinstance(entry, Unit):
            return self.length(entry) if entry.title else self.tr("You can use them once their mistakes are fixed")
        if entry.is_missing:
            return self.tr("not found")
        if entry.problems:
            return self.tr("%n mistakes", "", len(entry.problems))
        if (found := self._counts.get(entry.path)) is not None:
            return self.tr("%n questions found", "", found) if found else self.tr("Found in the passage")
        return self.tr("%n questions", "", entry.questions)

    def about(self, question: FoundQuestion) -> str:
        """The number, the type and the skill of a question."""
        from quizapp.reports.names import skill_name, type_name  # the first screen has nothing searched for

        number = self.tr("Question {number}").format(number=question.number)
        names = (type_name(question.type_name, translate), skill_name(question.skill, translate))
        return " · ".join(filter(None, (number, *names)))

    def length(self, entry: Unit | BankEntry) -> str:
        """The number of words in the passage, and the minutes that reading takes."""
        if not entry.words:
            return self.tr("each question stands alone")
        words = self.tr("%Ln words", "", entry.words)
        minutes = self.tr("about %n min to read", "", entry.minutes)
        return f"{words} · {minutes}"


def _is_same(row: Row, other: Row) -> bool:
    """Says whether two rows are of the same bank, of the same question, or both headings."""
    if isinstance(row, Unit) or isinstance(other, Unit):
        return isinstance(row, Unit) and isinstance(other, Unit)
    is_question = isinstance(row, FoundQuestion)
    return (
        row.path == other.path
        and is_question == isinstance(other, FoundQuestion)
        and (not is_question or row.id == other.id)
    )
