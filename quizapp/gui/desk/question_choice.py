"""The left half of a new assignment: all questions of the library, to be searched, filtered and chosen."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.domain.inline import inline_text
from quizapp.errors import QuizAppError
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_table import DeskTable, TableModel
from quizapp.gui.desk.figures import percent
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.row_model import Index
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.shapes import from_start, paint_box, paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import SKILL_NAMES, TYPE_NAMES, skill_name, type_name
from quizapp.services.desk.assigning import search
from quizapp.services.desk.facility import facility_so_far
from quizapp.services.library import Library

if TYPE_CHECKING:
    from quizapp.domain.bank import Bank
    from quizapp.domain.question import Question
    from quizapp.services.desk.assigning import Candidate
    from quizapp.services.desk.desk import Desk

Chosen = tuple["Bank", tuple[str, ...]]

_AT_REST = 150
_DIFFICULTIES = ((0.0, 0.5), (0.5, 0.8), (0.8, 1.0))


class ChoiceRow(NamedTuple):
    """A question, or, where there is none, its whole bank as far as it is listed."""

    bank: "Bank"
    question: "Question | None"
    facility: float | None


class QuestionChoice(ScrollCard):
    """Lists the questions below their banks; Space or a click chooses one, or a whole bank.

    Signals:
        changed: other questions are chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, access: DeskAccess, library: Library) -> None:
        super().__init__(theme, "")
        self._access = access
        self._library = library
        self._reading = Latest(access.jobs, self)
        self._finding = Latest(access.jobs, self)
        self._figuring = Latest(access.jobs, self)
        self._banks: tuple[Bank, ...] = ()
        self._facility: Mapping[tuple[str, str], float] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search questions"))
        self.search.setAccessibleName(self.tr("Search questions by their words, or by their bank"))
        self.skill, self.type, self.difficulty = (
            ChoiceBox(theme, name) for name in (self.tr("Skill"), self.tr("Type"), self.tr("Difficulty so far"))
        )
        self.skill.show_choices(
            [(self.tr("Every skill"), ""), *((skill_name(each, translate), each) for each in SKILL_NAMES)]
        )
        self.type.show_choices(
            [(self.tr("Every type"), ""), *((type_name(each, translate), each) for each in TYPE_NAMES)]
        )
        self.difficulty.show_choices(
            [
                (self.tr("Any difficulty"), -1),
                (self.tr("Hard: up to 50 % right"), 0),
                (self.tr("Medium: 50 to 80 %"), 1),
                (self.tr("Easy: 80 % and more"), 2),
            ]
        )
        self.difficulty.setEnabled(False)
        filters = QWidget()
        flow = FlowLayout(filters)
        for box in (self.skill, self.type, self.difficulty):
            box.use_length(13)
            box.currentIndexChanged.connect(self._find)
            flow.addWidget(box)
        self.model = ChoiceModel(theme, self)
        self.model.chosen_changed.connect(self._show_count)
        self.list = _ChoiceTable(theme, self.model, self.tr("Questions"))
        self.none = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.none.hide()
        self.count = Label(theme, FontRole.STRONG, wraps=True)
        self.clear = push_button(self.tr("Choose none"), lambda: self.model.choose(()))
        below = fill(QHBoxLayout(), (self.count, 1), self.clear)
        title = Label(theme, FontRole.TITLE, self.tr("Questions"))
        items = (title, self.search, filters, (self.list, 1), (self.none, 1), below)
        fill(self.column, *items)
        self._until_rest = QTimer(self, singleShot=True, interval=_AT_REST)
        self._until_rest.timeout.connect(self._find)
        self.search.textChanged.connect(lambda: self._until_rest.start())
        self._show_count()

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """The banks with the ids of the questions that are chosen, in the order of the library."""
        found = []
        for bank in self._banks:
            ids = tuple(each.id for each in bank.questions if (bank.content_hash, each.id) in self.model.checked)
            if ids:
                found.append((bank, ids))
        return tuple(found)

    def read(self) -> None:
        """Read the banks of the library, and then, as that may take longer, how difficult their questions were."""
        paths = [entry.path for entry in self._library.entries() if not entry.problems]
        self._access.read(self._reading, lambda desk: _read_banks(self._library, paths), self._show_banks)

    def _show_banks(self, banks: "tuple[Bank, ...]") -> None:
        self._banks = banks
        known = {(bank.content_hash, each.id) for bank in banks for each in bank.questions}
        if not self.model.checked <= known:  # a bank was changed meanwhile
            self.model.choose(self.model.checked & known)
        self._find()
        self._access.read(self._figuring, lambda desk: _read_facility(desk, banks), self._show_facility)

    def _show_facility(self, facility: Mapping[tuple[str, str], float]) -> None:
        self._facility = facility
        self.difficulty.setEnabled(bool(facility))
        self.difficulty.setToolTip("" if facility else self.tr("None of these questions has been answered yet"))
        if facility:
            self._find()
        else:
            self.difficulty.setCurrentIndex(0)

    def _find(self) -> None:
        self._until_rest.stop()
        words, at = self.search.text(), self.difficulty.currentData()
        skills, types = ([box.currentData()] if box.currentData() else [] for box in (self.skill, self.type))
        range_ = _DIFFICULTIES[at] if at >= 0 else None
        banks, facility = self._banks, self._facility

        def work(desk: "Desk") -> "tuple[Candidate, ...]":
            of = lambda bank, question: facility.get((bank.content_hash, question.id))  # noqa: E731
            return search(banks, words, skills, types, range_, of)

        self._access.read(self._finding, work, self._show_found)

    def _show_found(self, found: "Sequence[Candidate]") -> None:
        rows: list[ChoiceRow] = []
        for each in found:
            if not rows or rows[-1].bank is not each.bank:
                rows.append(ChoiceRow(each.bank, None, None))
            rows.append(ChoiceRow(*each))
        self.list.show_rows(rows, lambda one, other: one.bank.id == other.bank.id and one.question == other.question)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.none.setText(
            self.tr("No question matches. Try other words or filters.")
            if self._banks
            else self.tr("There is no bank in the library. Open one there first.")
        )

    def _show_count(self) -> None:
        count = len(self.model.checked)
        text = self.tr("%n questions are chosen", "", count) if count else self.tr("No questions are chosen yet")
        self.count.setText(text)
        with keeping_focus(self, self.list):
            self.clear.setEnabled(count > 0)
        self.changed.emit()


class ChoiceModel(TableModel[ChoiceRow]):
    """The questions below their banks, each with a check mark.

    Signals:
        chosen_changed: `checked` has changed.

    Attributes:
        checked: the content hash of the bank and the id of each question that is chosen.
    """

    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        head = (translate("Question"), translate("Type"), translate("Skill"), translate("Right"))
        super().__init__(theme, head, _cells, parent=parent)
        self.checked: frozenset[tuple[str, str]] = frozenset()
        self._of_all = translate("{title} · all {count}")

    def choose(self, wanted: "frozenset[tuple[str, str]] | tuple[()]") -> None:
        """Choose exactly these."""
        self.checked = frozenset(wanted)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0), [Qt.ItemDataRole.CheckStateRole])
        self.chosen_changed.emit()

    def toggle(self, at: int) -> None:
        """Choose the question of this row, or leave it; for a bank, all of it that is listed."""
        keys = self._keys(at)
        self.choose(self.checked - keys if keys <= self.checked else self.checked | keys)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()] if index.isValid() else None
        if row is None or (index.column() and role == Qt.ItemDataRole.CheckStateRole):
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            keys = self._keys(index.row())
            here = len(keys & self.checked)
            state = Qt.CheckState
            return state.Checked if here == len(keys) else state.PartiallyChecked if here else state.Unchecked
        if row.question is None and index.column() == 0:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._of_all.format(title=row.bank.title, count=len(self._keys(index.row())))
            if role == Qt.ItemDataRole.FontRole:
                font = QFont(self._theme.font(FontRole.PLAIN))
                font.setWeight(QFont.Weight.DemiBold)
                return font
        return super().data(index, role)

    def _keys(self, at: int) -> frozenset[tuple[str, str]]:
        row = self.rows[at]
        if row.question is not None:
            return frozenset([(row.bank.content_hash, row.question.id)])
        found = []
        for each in self.rows[at + 1 :]:
            if each.question is None:
                break
            found.append((row.bank.content_hash, each.question.id))
        return frozenset(found)


class _ChoiceTable(DeskTable):
    def __init__(self, theme: Theme, model: ChoiceModel, name: str) -> None:
        super().__init__(theme, model, name)
        self.setItemDelegateForColumn(0, _CheckedCells(theme, self))
        self.clicked.connect(lambda index: model.toggle(index.row()) if index.column() == 0 else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        at = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            assert isinstance(model, ChoiceModel)
            model.toggle(at)
        else:
            super().keyPressEvent(event)


class _CheckedCells(QStyledItemDelegate):
    """Paints check marks that can be seen in every theme, as `CheckBox` does; a click anywhere in the cell counts."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__(table)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the room of the check mark to an icon without a picture, which any style puts in the right place."""
        super().initStyleOption(option, index)
        features = QStyleOptionViewItem.ViewItemFeature
        option.features = (option.features & ~features.HasCheckIndicator) | features.HasDecoration
        side = self._theme.pixels(18)
        option.decorationSize = QSize(side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        theme, state = self._theme, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        rect: QRect = option.rect
        side = theme.pixels(18)
        box = QRect(rect.left() + theme.pixels(5) + 3, rect.center().y() - side // 2, side, side)
        is_empty = state == Qt.CheckState.Unchecked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = from_start(painter, QRectF(box), rect)
        paint_box(
            painter,
            theme,
            room.toRect(),
            "edge" if is_empty else "accent",
            "card" if is_empty else "accent",
            line=2,
            radius=4,
        )
        if state == Qt.CheckState.Checked:
            paint_icon(painter, theme, "right", "on_accent", room.center(), side - 4)
        elif not is_empty:
            paint_icon(painter, theme, "partial", "on_accent", room.center(), side - 4)
        painter.restore()

    def editorEvent(self, *_: object) -> bool:
        return False  # the table takes clicks and keys


def _cells(row: ChoiceRow) -> Sequence[str]:
    if row.question is None:
        return (row.bank.title, "", "", "")
    question = row.question
    shown = percent(row.facility) if row.facility is not None else ""
    return (
        str(inline_text(question.stem)),
        type_name(question.type_name, translate),
        skill_name(question.skill, translate),
        shown,
    )


def _read_banks(library: Library, paths: Sequence[Path]) -> "tuple[Bank, ...]":
    banks = []
    for path in paths:
        with suppress(QuizAppError):  # the library tells of it
            banks.append(library.bank(path))
    return tuple(banks)


def _read_facility(desk: "Desk", banks: "Sequence[Bank]") -> Mapping[tuple[str, str], float]:
    """The facility of each question that was answered so far, by its bank and its id."""
    facility = facility_so_far(desk)
    return {
        (bank.content_hash, question.id): known
        for bank in banks
        for question in bank.questions
        if (known := facility(bank, question)) is not None
    }
