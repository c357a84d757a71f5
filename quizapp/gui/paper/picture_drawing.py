"""Pictures on paper."""

from functools import partial

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from quizapp.gui.kit.pictures import decoded
from quizapp.gui.paper.drawings import COLORS, Paint
from quizapp.gui.paper.paper import POINT, Paper

_WIDEST = 1400
"""Pixels: finer than paper can show would only make the file larger."""


def picture_drawing(data: bytes, paper: Paper, is_gray: bool = False) -> tuple[QSizeF, Paint] | None:
    """Give the size and the painting of a picture on `paper`; None if there is none, or it can't be decoded.

    `is_gray`: without colors, so that whoever looks at it on a screen sees what a printer without colors makes of it.
    """
    picture = decoded(data, _WIDEST) if data else QImage()  # of nothing, libpng would complain on stderr
    if picture.isNull():
        return None
    if is_gray:
        picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, high = picture.width() * 0.75 * POINT, picture.height() * 0.75 * POINT  # at 96 dots to an inch
    factor = min(1.0, paper.width * 0.7 / wide, paper.page * 0.3 / high)
    return QSizeF(wide * factor, high * factor), partial(_draw_picture, picture)


def _draw_picture(picture: QImage, painter: QPainter, rect: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(rect, picture)
    painter.setPen(QPen(QColor(COLORS.line), 0.7 * POINT))
    painter.drawRect(rect)
