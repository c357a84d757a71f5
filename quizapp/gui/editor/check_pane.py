"""All that the check tells of a bank, question by question."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from quizapp.gui.editor.check_notes import Note
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.card_list import START, TOP, CardList, write_line
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.inline_text import paint_text
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.row_model import NO_INDEX, Index, RowModel
from quizapp.gui.kit.scroll_area import ScrollArea
from quizapp.gui.kit.shapes import paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate

_WRAPPED = Qt.TextFlag.TextWordWrap | TOP | START


class _Entry(NamedTuple):
    """A note with the words for the place that it is about."""

    where: str
    note: Note


class NoteRows(RowModel[_Entry]):
    """Lists notes."""

    def severity(self, note: Note) -> str:
        """The word for how much a note matters."""
        if not note.rule and note.is_error:
            return self.tr("Mistake")
        return self.tr("Error") if note.is_error else self.tr("Warning")

    def head(self, entry: _Entry) -> str:
        """The line above the words: how much it matters, and where."""
        return f"{self.severity(entry.note)} · {entry.where}"

    def title(self, entry: _Entry) -> str:
        return entry.note.what

    def spoken(self, entry: _Entry) -> str:
        return f"{self.head(entry)}: {entry.note.what}"


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, rows: NoteRows, view: CardList) -> None:
        super().__init__(view)
        self._theme, self._rows, self._view = theme, rows, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, entry = self._theme, self._rows.rows[index.row()]
        small, plain = (QFontMetrics(theme.font(role)) for role in (FontRole.SMALL, FontRole.PLAIN))
        room = QRect(0, 0, max(1, self._view.viewport().width() - 34 - theme.pixels(26)), 10_000)
        high = plain.boundingRect(room, _WRAPPED, entry.note.what).height()
        return QSize(100, high + small.height() + theme.pixels(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry = self._theme, self._rows.rows[index.row()]
        box: QRect = option.rect
        painter.save()
        room, side = self._view.paint_card(painter, theme, box, index), theme.pixels(18)
        is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = room.right() - side / 2 if is_mirrored else room.left() + side / 2
        icon, color = ("wrong", "wrong") if entry.note.is_error else ("warning", "warn")
        paint_icon(painter, theme, icon, color, QPointF(at, room.top() + side / 2), side)
        aside = theme.pixels(26)
        words = room.adjusted(0, 0, -aside, 0) if is_mirrored else room.adjusted(aside, 0, 0, 0)
        write_line(painter, theme, words, FontRole.SMALL, color, self._rows.head(entry), TOP | START)
        below = words.adjusted(0, QFontMetrics(theme.font(FontRole.SMALL)).height() + 2, 0, 4)
        painter.setFont(theme.font(FontRole.PLAIN))
        painter.setPen(theme.color("text"))
        paint_text(painter, below, _WRAPPED, entry.note.what)
        painter.restore()


class CheckPane(QWidget):
    """Lists what the check tells, and below the list the reason and the remedy of the current entry.

    Signals:
        field_requested: the field at this path, which stands in this line of the text, is to be shown.
        silence_requested: this `Note` is to be silenced.
    """

    field_requested = Signal(object, int)
    silence_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = NoteRows(self)
        self.summary = Label(theme, FontRole.STRONG, wraps=True)
        self.list = CardList(self.rows)
        self.list.setItemDelegate(_Painter(theme, self.rows, self.list))
        self.list.setAccessibleName(self.tr("What the check found"))
        self.list.chosen.connect(self._go)
        self.list.doubleClicked.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.reason = Label(theme, FontRole.PLAIN, wraps=True)
        self.source = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.field = push_button(self.tr("Go to the field"), self._go, is_main=True)
        self.silence = push_button(self.tr("Silence…"), self._silence, tip=self.tr("Keep it as it is, with a reason"))
        buttons = WrapBox()
        flow = FlowLayout(buttons, spacing=6)
        for button in (self.field, self.silence):
            flow.addWidget(button)
        self._told = WrapBox()
        fill(QVBoxLayout(self._told), self.reason, self.source, buttons, margins=(4, 2, 4, 2), spacing=4)
        self._area = ScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._told)
        parts = (self.summary, (self.list, 3), (self._area, 2))
        fill(QVBoxLayout(self), *parts, margins=(4, 4, 4, 4), spacing=6)
        theme.changed.connect(self.list.scheduleDelayedItemsLayout)
        self.show_notes((), silenced=0)

    @property
    def current(self) -> Note | None:
        """The note that is chosen."""
        row = self.list.currentIndex().row()
        return self.rows.rows[row].note if 0 <= row < len(self.rows.rows) else None

    def show_notes(self, notes: Sequence[tuple[str, Note]], *, silenced: int, is_broken: bool = False) -> None:
        """List `notes`, each with the words for its place; `silenced` more are not told. Where the text `is_broken`,
        there are lines to go to and no fields.
        """
        self.field.setText(self.tr("Go to the line") if is_broken else self.tr("Go to the field"))
        entries = [_Entry(where, note) for where, note in notes]
        if entries != self.rows.rows or not entries:
            row, had = self.list.currentIndex().row(), self.current
            self.rows.show_rows(entries)
            again = next((at for at, entry in enumerate(entries) if entry.note == had), min(row, len(entries) - 1))
            self.list.setCurrentIndex(self.rows.index(max(0, again)) if entries else NO_INDEX)
        mistakes = sum(note.is_error for _, note in notes)
        told = [self.tr("%n to fix", "", mistakes)] if mistakes else []
        if not entries:
            told.append(self.tr("No mistakes, and nothing to improve."))
        if len(entries) > mistakes:
            told.append(self.tr("%n to think about", "", len(entries) - mistakes))
        if silenced:
            told.append(self.tr("%n silenced", "", silenced))
        is_clean = not entries
        self.summary.setText(" · ".join(told))
        if is_clean and self._focused is not None and self._area.isAncestorOf(self._focused):
            self.focus_first()  # the button that had the focus goes
        self._area.setVisible(not is_clean)
        self._show_current()

    def focus_first(self) -> None:
        """Give the focus to the list, where there is anything in it."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    @property
    def _focused(self) -> QWidget | None:
        """What has the focus in this window, or has it again once a dialog is closed."""
        return self.window().focusWidget()

    def _show_current(self, *_: QModelIndex) -> None:
        note = self.current
        if note is None:
            return
        self.reason.setText(" ".join(filter(None, (note.reason, note.remedy))))
        self.source.show_text(self.tr("Source: {source}").format(source=translate(note.source)) if note.source else "")
        if not note.rule and self._focused is self.silence:
            self.focus_first()
        self.silence.setVisible(bool(note.rule))
        self._area.verticalScrollBar().setValue(0)

    def _go(self) -> None:
        if self.current is not None:
            self.field_requested.emit(self.current.path, self.current.line)

    def _silence(self) -> None:
        if self.current is not None:
            self.silence_requested.emit(self.current)
