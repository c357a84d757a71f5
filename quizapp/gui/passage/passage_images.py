"""The images of a passage: laid out in its text, painted when they come into view, and shown large."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPyTextObject, QTextDocument, QTextFormat
from PySide6.QtWidgets import QMenu, QTextEdit

from quizapp.domain.image import Image
from quizapp.domain.text import shortened
from quizapp.gui.kit.image_dialog import ImageDialog
from quizapp.gui.kit.picture import paint_picture, picture_size
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_text import IMAGE_OBJECT, PassageText


class PassageImages(QPyTextObject):
    """Shows the images of the passage that `text` has written into the document of `view`.

    Without `pictures`, each is a frame with its alternative text, and none can be enlarged.
    """

    def __init__(self, view: QTextEdit, text: PassageText, theme: Theme, pictures: Pictures | None) -> None:
        super().__init__(view)
        self._view = view
        self._text = text
        self._theme = theme
        self._pictures = pictures
        text.document.documentLayout().registerHandler(IMAGE_OBJECT, self)
        if pictures is not None:
            pictures.changed.connect(self._follow)

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        image = self._text.image_of(format)
        viewport = self._view.viewport()
        wide = doc.textWidth() if doc.textWidth() > 0 else viewport.width()
        # an image and its caption fit on the screen together
        high = max(self._theme.pixels(120), viewport.height() - 3 * self._view.fontMetrics().height())
        room = QSize(round(wide - 2 * doc.documentMargin()), high)
        return QSizeF(1, 1) if image is None else QSizeF(picture_size(image, self._pictures, self._theme, room))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        image = self._text.image_of(format)
        if image is not None:
            paint_picture(painter, QRectF(rect), image, self._pictures, self._theme)

    def image_at(self, point: QPointF) -> Image | None:
        """Return the image at `point` of the document, if there is one."""
        if not self._text.has_images:
            return None
        return self._text.image_of(self._text.document.documentLayout().formatAt(point))

    def enlarge(self, image: Image) -> None:
        """Show an image large, in a dialog."""
        if self._pictures is not None:
            ImageDialog(image, self._theme, self._pictures, self._view).open()

    def add_to_menu(self, menu: QMenu) -> None:
        """Add an entry that enlarges each image, for users without a mouse."""
        if self._text.passage is None or self._pictures is None or not self._text.has_images:
            return
        menu.addSeparator()
        for image in dict.fromkeys(self._text.passage.images):
            text = self.tr("Enlarge the image: {alt}").format(alt=shortened(image.alt_line)).replace("&", "&&")
            menu.addAction(text).triggered.connect(lambda _=False, image=image: self.enlarge(image))

    def lay_out(self) -> None:
        """Lay the images out again when the size of the view or of an image has changed."""
        if self._text.passage is None or not self._text.has_images:
            return
        for block in self._text.passage.blocks:
            if block.image is not None:
                self._text.document.markContentsDirty(self._text.position(block.start), 1)

    def _follow(self, name: str) -> None:
        """Paint an image that was decoded; a damaged one changes its size."""
        if self._text.passage is None or all(image.file != name for image in self._text.passage.images):
            return
        if self._pictures is not None and self._pictures.size(name).isEmpty():
            self.lay_out()
        self._view.viewport().update()
