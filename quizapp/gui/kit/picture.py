"""An image with its edge: painted anywhere, or as a widget."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from quizapp.domain.image import Image
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme

_FRAME_LINES = 3
"""Height, in lines, of the frame that stands in for an image that can't be shown."""
_MOST_GROWN = 3.0


def picture_size(image: Image, pictures: Pictures | None, theme: Theme, room: QSize, *, grows: bool = False) -> QSize:
    """Give the size at which to show `image`: its own, scaled like the text, but no larger than `room`.

    With `grows`, it fills the room as far as it stays sharp.
    """
    size = pictures.size(image.file) if pictures is not None else QSize()
    if size.isEmpty():
        height = theme.pixels(22) * _FRAME_LINES + theme.pixels(12)
        return QSize(max(1, min(room.width(), theme.pixels(420))), max(1, min(room.height(), height)))
    fits = min(room.width() / size.width(), room.height() / size.height())
    factor = min(_MOST_GROWN if grows else theme.scale, fits)
    return QSize(max(1, round(size.width() * factor)), max(1, round(size.height() * factor)))


def paint_picture(painter: QPainter, box: QRectF, image: Image, pictures: Pictures | None, theme: Theme) -> None:
    """Paint `image` into `box`: empty until it is decoded; if it can't be, its description in a frame."""
    ratio = painter.device().devicePixelRatio()
    picture = pictures.picture(image.file, round(box.width() * ratio)) if pictures is not None else None
    painter.save()
    if picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, picture)
    else:
        painter.fillRect(box, theme.color("hover"))
    painter.setPen(QPen(theme.color("edge" if picture is None else "line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    if pictures is None or pictures.size(image.file).isEmpty():
        inside = box.adjusted(8, 4, -8, -4)
        painter.setClipRect(inside)
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("text"))
        wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(wrapped) | int(Qt.TextFlag.TextWordWrap), image.alt_line)
    painter.restore()


class Picture(QLabel):
    """One image, in the size of `picture_size`. A label with a pixmap, which screen readers announce as a graphic.

    Signals:
        clicked: with the left button.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, *, grows: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._grows = grows
        self._image: Image | None = None
        self._room = QSize()
        self._pressed = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        pictures.changed.connect(self._follow)
        theme.changed.connect(self._render)

    @property
    def image(self) -> Image | None:
        return self._image

    def show_image(self, image: Image, room: QSize) -> None:
        """Show `image`, no larger than `room`."""
        if image == self._image and room == self._room and not self.pixmap().isNull():
            return
        self._image = image
        self._room = room
        self.setAccessibleName(image.alt_line)
        self._render()

    def show_nothing(self) -> None:
        self._image = None
        self.clear()

    def _follow(self, name: str) -> None:
        if self._image is not None and self._image.file == name:
            self._render()

    def _render(self) -> None:
        if self._image is None or self._room.isEmpty():
            return
        size = picture_size(self._image, self._pictures, self._theme, self._room, grows=self._grows)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        paint_picture(painter, QRectF(0, 0, size.width(), size.height()), self._image, self._pictures, self._theme)
        painter.end()
        self.setFixedSize(size)
        self.setPixmap(pixmap)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._render()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if self._pressed and is_left and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        self._pressed = False
