"""A row of the list of questions, painted."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizapp.domain.mark import Outcome
from quizapp.gui.kit.inline_text import InlineLayout, paint_line
from quizapp.gui.kit.picture import paint_picture, picture_size
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.row_model import Index
from quizapp.gui.kit.shapes import from_start, paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.verdict_sign import VERDICT_COLORS, paint_sign
from quizapp.gui.results.question_model import QuestionModel
from quizapp.reports.attempt_report import SAID_NAMES, QuestionEntry

_WIDEST, _HIGHEST = 300, 130
"""Pixels of an image; the page of the question itself shows it large."""
_LEFT = 50
"""Pixels at the text's plain size: the left edge of the texts, beside the badge."""
_SIGNS: dict[Outcome, tuple[str, str]] = {
    "right": ("right", "right"),
    "wrong": ("wrong", "wrong"),
    "partial": ("partial", "warn"),
}


class _Piece(NamedTuple):
    """A text at its place in the row, with a small sign before it, or none."""

    x: float
    y: float
    text: InlineLayout
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

    def __init__(self, theme: Theme, view: QAbstractItemView, questions: QuestionModel, pictures: Pictures) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._questions = questions
        self._pictures = pictures
        self._heights: dict[int, int] = {}
        self._width = 0

    def forget(self) -> None:
        """Drop the heights, as texts, fonts or sizes have changed."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        if width != self._width:
            self._width = width
            self._heights.clear()
        entry = self._questions.entry(index.row())
        if entry.number not in self._heights:
            self._heights[entry.number] = self._lay_out(entry, width).height
        return QSize(width, self._heights[entry.number])

    def link_rect(self, row: QRect, index: Index) -> QRect:
        """The part of `row` in which a click asks to see the question beside the passage, or to mark it there."""
        pixels = self._theme.pixels
        width = side = max(28, pixels(32))
        if self._questions.can_be_marked(self._questions.entry(index.row())):
            metrics = QFontMetrics(self._theme.font(FontRole.LABEL))
            width = metrics.horizontalAdvance(self._mark_words()) + pixels(28)
        link = QRect(row.right() - pixels(8) - width, row.top() + pixels(7), width, side)
        return QStyle.visualRect(self._view.layoutDirection(), row, link)

    def _mark_words(self) -> str:
        return self.tr("Mark it now")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry = self._theme, self._questions.entry(index.row())
        row: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._view.layoutDirection())
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
        self._paint_head(painter, row, entry, self._questions.is_flagged(index.row()), link.width())
        if self._questions.can_be_marked(entry):
            self._paint_button(painter, link)
        else:
            color = "accent" if current or hovered else "muted"
            paint_icon(painter, theme, "eye", color, QRectF(link).center(), theme.pixels(20))
        self._paint_body(painter, row, entry)
        painter.restore()

    def _paint_head(self, painter: QPainter, row: QRect, entry: QuestionEntry, flagged: bool, link: int) -> None:
        """Paint the first line of a row, on whose other end is a link of `link` pixels."""
        theme, pixels = self._theme, self._theme.pixels
        badge, top = pixels(24), row.top() + pixels(11)
        box = QRectF(row.left() + pixels(14), top, badge, badge)
        paint_sign(painter, theme, from_start(painter, box, row), entry.verdict)
        x, end = row.left() + pixels(_LEFT), row.left() + row.width() - link - pixels(16)
        for text, role, color in (
            (f"{entry.number}", FontRole.TITLE, "text"),
            (entry.verdict_text, FontRole.STRONG, VERDICT_COLORS[entry.verdict]),
            (entry.points, FontRole.LABEL, "muted"),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(color))
            width = min(painter.fontMetrics().horizontalAdvance(text) + 1, end - x)
            paint_line(painter, from_start(painter, QRectF(x, top, width, badge), row).toRect(), text)
            x += width + pixels(12)
        if flagged and x + pixels(18) < end:
            at = from_start(painter, QRectF(x, top, pixels(16), badge), row)
            paint_icon(painter, theme, "flag", "warn", at.center(), pixels(16))

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
            box = from_start(painter, body.picture.translated(row.left(), row.top()), row)
            paint_picture(painter, box, entry.image, self._pictures, theme)
        for piece in body.pieces:
            painter.setPen(theme.color(piece.color))
            x, y = row.left() + piece.x, row.top() + piece.y
            place = QRectF(x, y, piece.width, piece.text.size().height())
            piece.text.draw(painter, from_start(painter, place, row).topLeft())
            if piece.sign in _SIGNS:
                side, height = theme.pixels(15), QFontMetrics(piece.font).height()
                at = from_start(painter, QRectF(x - side - theme.pixels(5), y, side, height), row)
                paint_icon(painter, theme, *_SIGNS[piece.sign], at.center(), side)

    def _lay_out(self, entry: QuestionEntry, width: int) -> _Body:
        """Place the texts below the first line and the image, and measure the row."""
        theme = self._theme
        left = theme.pixels(_LEFT)
        name_font = theme.font(FontRole.SMALL)
        names = map(translate, SAID_NAMES.values())
        column = max(map(QFontMetrics(name_font).horizontalAdvance, names)) + theme.pixels(32)  # and room for a sign
        longest = column + theme.line_width(FontRole.PLAIN)
        right = max(left + 80, min(width - theme.pixels(20), left + longest))
        y: float = theme.pixels(41)
        stem_font, font = theme.font(FontRole.OPTION), theme.font(FontRole.PLAIN)
        stem_font.setWeight(QFont.Weight.DemiBold)
        pieces: list[_Piece] = []
        is_mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft

        def put(text: str, x: float, font: QFont, color: str, sign: Outcome | None = None) -> float:
            laid = InlineLayout(text, font, right - x, side | Qt.AlignmentFlag.AlignAbsolute)
            pieces.append(_Piece(x, y, laid, right - x, font, color, sign))
            return laid.size().height()

        y += put(entry.stem, left, stem_font, "text") + theme.pixels(6)
        picture = QRectF()
        if entry.image and not self._pictures.size(entry.image.file).isEmpty():
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
