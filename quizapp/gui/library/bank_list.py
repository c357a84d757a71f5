"""The units of the library and their banks, to choose one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.library.library_model import LibraryModel
from quizapp.services.library import BankEntry, Unit

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class BankRows(QStyledItemDelegate):
    """Paints a unit as a heading, and a bank as a card."""

    def __init__(self, theme: Theme, model: LibraryModel, view: "BankList") -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_unit = isinstance(self._model.entry(index.row()), Unit)
        return QSize(100, self._theme.pixels(62 if is_unit else 60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = self._model.entry(index.row())
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Unit):
            self._paint_unit(painter, box, entry)
        else:
            self._paint_bank(painter, box, entry, index)
        painter.restore()

    def _paint_unit(self, painter: QPainter, box: QRect, unit: Unit) -> None:
        room = box.adjusted(10, self._theme.pixels(12), -10, -6)
        self._write(painter, room, FontRole.TITLE, "text", self._model.title(unit), Qt.AlignmentFlag.AlignTop)
        self._write(painter, room, FontRole.SMALL, "muted", self._model.detail(unit), Qt.AlignmentFlag.AlignBottom)

    def _paint_bank(self, painter: QPainter, box: QRect, entry: BankEntry, index: _Index) -> None:
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
        self._write(painter, room, FontRole.STRONG, "text", self._model.title(entry), Qt.AlignmentFlag.AlignTop)
        color = "warn" if entry.problems else "muted"
        self._write(painter, room, FontRole.SMALL, color, self._model.detail(entry), Qt.AlignmentFlag.AlignBottom)

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


class BankList(QListView):
    """Shows a `LibraryModel`; Enter chooses what a double click chooses.

    Signals:
        chosen: by Enter; what is to be done now is to be done with the current one.
        remove_requested: by Delete; the current one is wanted no longer.
        current_changed: another row is the current one.
    """

    chosen = Signal()
    remove_requested = Signal()
    current_changed = Signal()

    def __init__(self, theme: Theme, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.setModel(model)
        self.setItemDelegate(BankRows(theme, model, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setAccessibleName(self.tr("Banks"))
        self.setMouseTracking(True)
        follow_selection(self)
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
                self.chosen.emit()
            return
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
            return
        super().keyPressEvent(event)
