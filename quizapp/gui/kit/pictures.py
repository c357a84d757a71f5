"""The images of a bank, decoded off the GUI thread at the size at which they are shown."""

from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from quizapp.errors import QuizAppError
from quizapp.formats.image_file import image_format
from quizapp.gui.kit.jobs import Jobs

_MOST_MEGABYTES = 320
"""Memory that a decoder may use: the most pixels that `image_file` allows, with eight bytes each."""
_MOST_KEPT = 128 * 2**20
"""Bytes of decoded images that are kept; those painted longest ago go first."""
_MOST_WIDTHS = 4
"""Widths at which one image is kept, as it can be in the passage, at a question and in the dialog at the same time."""
_ALONE = Lock()
"""Lets one image be decoded at a time, as that can take a lot of memory."""

QLoggingCategory.setFilterRules("qt.gui.imageio*.warning=false")  # a frame tells the user instead


class _Request(NamedTuple):
    """A file to decode; `images` identifies its bank."""

    images: Mapping[str, bytes]
    name: str
    width: int


class Pictures(QObject):
    """Decodes images when they are asked for.

    Signals:
        changed: the image of this name is ready at the width that was asked for, or turned out to be damaged.
    """

    changed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._images: Mapping[str, bytes] = {}
        self._sizes: dict[str, QSize] = {}
        self._kept: dict[tuple[str, int], QImage] = {}
        self._under_way: set[str] = set()
        self._damaged: set[str] = set()

    def use(self, images: Mapping[str, bytes]) -> None:
        """Take images from `images` from now on; it maps names to the contents of files."""
        if images is not self._images:
            self._images = images
            for known in (self._sizes, self._kept, self._under_way, self._damaged):
                known.clear()

    def size(self, name: str) -> QSize:
        """Give the size of an image in pixels, upright; an empty one if it can't be decoded."""
        if name not in self._sizes:
            buffer, reader = _reader(self._images.get(name, b""))
            self._sizes[name] = _upright(reader, reader.size())
            buffer.close()
        return QSize() if name in self._damaged else self._sizes[name]

    def picture(self, name: str, width: int) -> QImage | None:
        """Give an image `width` pixels wide, or its own width if that is less.

        Until that is decoded and `changed` is emitted, give another width that is at hand, or None.
        """
        size = self.size(name)
        if size.isEmpty():
            return None
        wanted = max(1, min(width, size.width()))
        kept = self._kept.pop((name, wanted), None)
        if kept is not None:
            self._kept[name, wanted] = kept  # now the one painted last
            return kept
        if name not in self._under_way:
            self._under_way.add(name)
            request = _Request(self._images, name, wanted)
            data = self._images[name]
            self._jobs.run(lambda: (request, decoded(data, wanted)), done=self._keep, failed=self._raise)
        return next((self._kept[known] for known in reversed(self._kept) if known[0] == name), None)

    def _keep(self, found: tuple[_Request, QImage]) -> None:
        request, image = found
        if request.images is not self._images:
            return
        self._under_way.discard(request.name)
        if image.isNull():
            self._damaged.add(request.name)
        else:
            for known in [known for known in self._kept if known[0] == request.name][: 1 - _MOST_WIDTHS]:
                del self._kept[known]
            self._kept[request.name, request.width] = image
            used = sum(kept.sizeInBytes() for kept in self._kept.values())
            for known in list(self._kept)[:-1]:
                if used <= _MOST_KEPT:
                    break
                used -= self._kept.pop(known).sizeInBytes()
        self.changed.emit(request.name)

    def _raise(self, error: QuizAppError) -> None:
        raise error  # a bug: decoding depends on nothing that can fail


def decoded(data: bytes, width: int) -> QImage:
    """Decode `data`, at most `width` pixels wide, upright and on white; null if it can't be decoded. For any thread."""
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


def _reader(data: bytes) -> tuple[QBuffer, QImageReader]:
    """Make a reader of `data` in the format that its first bytes tell; keep the buffer as long as the reader."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray((image_format(data) or "png").encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    return buffer, reader


def _upright(reader: QImageReader, size: QSize) -> QSize:
    """Give `size` after the turn that a camera has noted in the file."""
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return size.transposed() if turned and size.isValid() else size
