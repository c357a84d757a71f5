"""The images of a bank as they are painted: decoded off the GUI thread, at the size at which they are to be seen."""

from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from quizapp.errors import QuizAppError
from quizapp.formats.image_file import image_format
from quizapp.gui.kit.jobs import Jobs

_MOST_MEGABYTES = 320
"""Bytes that a decoder may ask for: the most pixels of `image_file`, with eight bytes each."""
_MOST_KEPT = 128 * 2**20
"""Bytes of decoded images that are kept at a time; those painted last."""
_ALONE = Lock()
"""Held while an image is decoded, which can take a lot of memory for a moment."""

QLoggingCategory.setFilterRules("qt.gui.imageio*.warning=false")  # who sees the image is told by its frame


class _Asked(NamedTuple):
    """A file that a job is to decode. `images` tells of which bank."""

    images: Mapping[str, bytes]
    name: str
    width: int


class Pictures(QObject):
    """Decodes images when they are asked for.

    Signals:
        changed: the image of this name can be had at the width that was asked for, or has turned out to be damaged.
    """

    changed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._images: Mapping[str, bytes] = {}
        self._sizes: dict[str, QSize] = {}
        self._kept: dict[str, QImage] = {}
        self._under_way: set[str] = set()
        self._damaged: set[str] = set()

    def use(self, images: Mapping[str, bytes]) -> None:
        """Take images from `images`, which maps names to what is in their files, from here on."""
        if images is not self._images:
            self._images = images
            for known in (self._sizes, self._kept, self._under_way, self._damaged):
                known.clear()

    def size(self, name: str) -> QSize:
        """Give the pixels that the image of this name has, upright; an empty size where it cannot be decoded."""
        if name not in self._sizes:
            size = _size(self._images.get(name, b""))
            self._sizes[name] = size
            if size.isEmpty():
                self._damaged.add(name)
        return QSize() if name in self._damaged else self._sizes[name]

    def picture(self, name: str, width: int) -> QImage | None:
        """The image, `width` pixels wide if it has so many, or of another width until that is decoded, if there is one.

        `changed` tells when it is there.
        """
        size = self.size(name)
        if size.isEmpty():
            return None
        wanted = max(1, min(width, size.width()))
        kept = self._kept.pop(name, None)
        if kept is not None:
            self._kept[name] = kept  # as the one that was painted last
        if (kept is None or kept.width() != wanted) and name not in self._under_way:
            self._under_way.add(name)
            asked = _Asked(self._images, name, wanted)
            data = self._images[name]
            self._jobs.run(lambda: (asked, decoded(data, wanted)), done=self._keep, failed=self._lose)
        return kept

    def _keep(self, found: tuple[_Asked, QImage]) -> None:
        asked, image = found
        if asked.images is not self._images:
            return
        self._under_way.discard(asked.name)
        if image.isNull():
            self._damaged.add(asked.name)
        else:
            self._kept.pop(asked.name, None)
            self._kept[asked.name] = image
            used = sum(kept.sizeInBytes() for kept in self._kept.values())
            for name in list(self._kept)[:-1]:
                if used <= _MOST_KEPT:
                    break
                used -= self._kept.pop(name).sizeInBytes()
        self.changed.emit(asked.name)

    def _lose(self, error: QuizAppError) -> None:
        raise error  # decoding has nothing to do with the surroundings


def decoded(data: bytes, width: int) -> QImage:
    """The image in `data`, at most `width` pixels wide, upright and on white paper; null where it cannot be decoded.

    Can be done off the GUI thread.
    """
    with _ALONE:
        QImageReader.setAllocationLimit(_MOST_MEGABYTES)
        buffer, reader = _reader(data)
        size = reader.size()
        shown = _upright(reader, size)
        if size.isEmpty():
            return QImage()
        if width < shown.width():
            scale = width / shown.width()
            fitted = QSize(width, max(1, round(shown.height() * scale)))
            reader.setScaledSize(fitted if shown == size else fitted.transposed())
        image = reader.read()
        buffer.close()
    if image.isNull() or not image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_RGB32)
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _size(data: bytes) -> QSize:
    buffer, reader = _reader(data)
    size = _upright(reader, reader.size())
    buffer.close()
    return size


def _reader(data: bytes) -> tuple[QBuffer, QImageReader]:
    """Make a reader of `data` as the one format that its first bytes tell; the buffer has to be kept as long."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray((image_format(data) or "png").encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    return buffer, reader


def _upright(reader: QImageReader, size: QSize) -> QSize:
    """`size` as it is when a camera's note about which side is up has been followed."""
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return size.transposed() if turned and size.isValid() else size
