"""A row of the list of questions, painted."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QStaticText, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizapp.domain.mark import Outcome
from quizapp.domain.runs import InlineText
from quizapp.gui.kit.inline_text import InlineLayout
from quizapp.gui.kit.picture import paint_picture, picture_size
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.verdict_sign import VERDICT_COLORS, paint_sign
from quizapp.reports.attempt_report import SAID_NAMES, QuestionEntry

_WIDEST, _HIGHEST = 300, 130
"""Pixels of an image; the page of the question itself shows it large."""
_Index = QModelIndex | QPersistentModelIndex
_SIGNS: dict[Outcome, tuple[str, str]] = {
    "right": ("right", "right"),
    "wrong": ("wrong", "wrong"),
    "partial": ("partial", "warn"),
}


class _Piece(NamedTuple):
    """A text at its place in the row, with a small sign before it, or none."""

    x: float
    y: float
    text: QStaticText | InlineLayout
    width: float
    font: QFont
    color: str
    sign: Outcome | None = None


class _Body(NamedTuple):
    """The texts below the first line of a row, and its height; `picture` is empty where there is none."""

    pieces: list[_Piece]
    picture: QRectF
    height: int


class QuestionRows(QStyledItemDelegate):
    """Paints a `QuestionEntry`: the verdict, the question, the answer, what is right, and why.

    The heights of rows are kept until `forget`, or until the view has another width.
    """

    def __init__(
        self,
        theme: Theme,
        view: QAbstractItemView,
        entry: Callable[[int], QuestionEntry],
        is_flagged: Callable[[int], bool],
        pictures: Pictures | None = None,
    ) -> None:
        """`entry` and `is_flagged` tell about the question in a row; images come from `pictures`."""
        super().__init__(view)
        self._theme = theme
        self._entry = entry
        self._is_flagged = is_flagged
        self._view = view
        self._pictures = pictures
        self._heights: dict[int, int] = {}
        self._width = 0

    def forget(self) -> None:
        """Drop the heights, as texts, fonts or sizes have changed."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        if width != self._width:
            self._width = width
            self._heights.clear()
        entry = self._entry(index.row())
        if entry.number not in self._heights:
            self._heights[entry.number] = self._lay_out(entry, width).height
        return QSize(width, self._heights[entry.number])

    def link_rect(self, row: QRect, index: _Index) -> QRect:
        """The part of `row` in which a click asks to see the question beside the passage, or to mark it there."""
        side = max(28, self._theme.pixels(32))
        width = side
        if self._entry(index.row()).verdict == "unmarked":
            words = QFontMetrics(self._theme.font(FontRole.LABEL)).horizontalAdvance(self._mark_words())
            width = words + self._theme.pixels(28)
        left = row.left() + self._theme.pixels(8)
        if not self._is_right_to_left():
            left = row.right() - self._theme.pixels(8) - width
        return QRect(left, row.top() + self._theme.pixels(7), width, side)

    def _mark_words(self) -> str:
        return self.tr("Mark it now")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, entry = self._theme, self._entry(index.row())
        row: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(row).adjusted(1, 1, -1, -2)
        current = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if current or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft" if current else "hover"))
            painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QPen(theme.color("line"), 1.0))
        painter.drawLine(QPointF(row.left() + 8, row.bottom() + 0.5), QPointF(row.right() - 8, row.bottom() + 0.5))
        if current and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2.0))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        link = self.link_rect(row, index)
        self._paint_head(painter, row, entry, self._is_flagged(index.row()), link)
        if entry.verdict == "unmarked":
            self._paint_button(painter, link)
        else:
            self._paint_eye(painter, link, current or hovered)
        self._paint_body(painter, row, entry)
        painter.restore()

    def _paint_head(self, painter: QPainter, row: QRect, entry: QuestionEntry, flagged: bool, link: QRect) -> None:
        theme = self._theme
        badge = theme.pixels(24)
        top = row.top() + theme.pixels(11)
        box = QRectF(row.left() + theme.pixels(14), top, badge, badge)
        paint_sign(painter, theme, self._mirrored(box, row), entry.verdict)
        x, end = row.left() + self._left(), row.left() + row.width() - link.width() - theme.pixels(16)
        words = [
            (f"{entry.number}", FontRole.TITLE, "text"),
            (entry.verdict_text, FontRole.STRONG, VERDICT_COLORS[entry.verdict]),
            (entry.points, FontRole.LABEL, "muted"),
        ]
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for text, role, color in words:
            font = theme.font(role)
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, end - x)
            width = metrics.horizontalAdvance(shown) + 1
            painter.setFont(font)
            painter.setPen(theme.color(color))
            painter.drawText(self._mirrored(QRectF(x, top, width, badge), row), flags, shown)
            x += width + theme.pixels(12)
        if flagged and x + theme.pixels(18) < end:
            size = theme.pixels(16)
            at = self._mirrored(QRectF(x, top + (badge - size) / 2, size, size), row)
            painter.drawPixmap(at.topLeft(), theme.pixmap("flag", "warn", size, _ratio(painter)))

    def _paint_eye(self, painter: QPainter, link: QRect, is_marked: bool) -> None:
        size = self._theme.pixels(20)
        eye = self._theme.pixmap("eye", "accent" if is_marked else "muted", size, _ratio(painter))
        center = QRectF(link).center()
        painter.drawPixmap(QPointF(center.x() - size / 2, center.y() - size / 2), eye)

    def _paint_button(self, painter: QPainter, link: QRect) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("edge"), 1.0))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(QRectF(link).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(theme.font(FontRole.LABEL))
        painter.setPen(theme.color("text"))
        painter.drawText(link, int(Qt.AlignmentFlag.AlignCenter), self._mark_words())

    def _paint_body(self, painter: QPainter, row: QRect, entry: QuestionEntry) -> None:
        theme = self._theme
        body = self._lay_out(entry, row.width())
        if entry.image is not None and not body.picture.isEmpty():
            box = self._mirrored(body.picture.translated(row.left(), row.top()), row)
            paint_picture(painter, box, entry.image, self._pictures, theme)
        for piece in body.pieces:
            painter.setFont(piece.font)
            painter.setPen(theme.color(piece.color))
            size = piece.text.size()
            place = self._mirrored(QRectF(row.left() + piece.x, row.top() + piece.y, piece.width, size.height()), row)
            if isinstance(piece.text, InlineLayout):
                piece.text.draw(painter, place.topLeft())
            else:
                painter.drawStaticText(place.topLeft(), piece.text)
            if piece.sign in _SIGNS:
                icon, color = _SIGNS[piece.sign]
                side = theme.pixels(15)
                height = QFontMetrics(piece.font).height()
                x, y = row.left() + piece.x - side - theme.pixels(5), row.top() + piece.y + (height - side) / 2
                at = self._mirrored(QRectF(x, y, side, side), row)
                painter.drawPixmap(at.topLeft(), theme.pixmap(icon, color, side, _ratio(painter)))

    def _left(self) -> int:
        """The left edge of the texts, beside the badge."""
        return self._theme.pixels(50)

    def _lay_out(self, entry: QuestionEntry, width: int) -> _Body:
        """Place the texts below the first line and the image, and measure the row."""
        theme = self._theme
        left = self._left()
        name_font = theme.font(FontRole.SMALL)
        column = self._name_width(name_font)
        longest = round(column) + theme.line_width(FontRole.PLAIN)
        right = max(left + 80, min(width - theme.pixels(20), left + longest))
        y: float = theme.pixels(41)
        stem_font, font = theme.font(FontRole.OPTION), theme.font(FontRole.PLAIN)
        stem_font.setWeight(QFont.Weight.DemiBold)
        pieces: list[_Piece] = []

        def put(text: str, x: float, font: QFont, color: str, sign: Outcome | None = None) -> float:
            width = right - x
            laid = InlineLayout(text, font, width) if isinstance(text, InlineText) else self._static(text, width, font)
            pieces.append(_Piece(x, y, laid, width, font, color, sign))
            return laid.size().height()

        y += put(entry.stem, left, stem_font, "text") + theme.pixels(6)
        picture = QRectF()
        if entry.image and self._pictures and not self._pictures.size(entry.image.file).isEmpty():
            room = QSize(min(round(right - left), theme.pixels(_WIDEST)), theme.pixels(_HIGHEST))
            picture = QRectF(QPointF(left, y), picture_size(entry.image, self._pictures, theme, room).toSizeF())
            y += picture.height() + theme.pixels(8)
        beside = right - left - column > theme.pixels(240)
        for said in entry.said:
            has_signs = any(line.outcome in _SIGNS for line in said.lines)
            x = left + (column if beside else theme.pixels(20) if has_signs else 0)
            name_height = put(said.name, left, name_font, "muted")
            if not beside:
                y += name_height
            for line in said.lines:
                y += put(line.text, x, font, "text", line.outcome) + theme.pixels(2)
            y += theme.pixels(4)
        return _Body(pieces, picture, round(y + theme.pixels(8)))

    def _name_width(self, font: QFont) -> float:
        """The width of the column of names, with room for a sign after it."""
        metrics = QFontMetrics(font)
        return max(metrics.horizontalAdvance(translate(name)) for name in SAID_NAMES.values()) + self._theme.pixels(32)

    def _static(self, text: str, width: float, font: QFont) -> QStaticText:
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        static.setTextOption(option)
        static.setTextWidth(width)
        static.prepare(font=font)
        return static

    def _is_right_to_left(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _mirrored(self, box: QRectF, row: QRect) -> QRectF:
        """`box`, on the other side of `row` if the language runs from right to left."""
        if not self._is_right_to_left():
            return box
        return QRectF(row.left() + row.right() - box.right(), box.top(), box.width(), box.height())


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatio()
