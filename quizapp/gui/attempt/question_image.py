"""The image of a question, between stem and answers."""

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from quizapp.domain.image import Image
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.image_dialog import ImageDialog
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.picture import Picture
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme

_SHARE = 0.4
"""The largest share of the card's height for an image."""
_LEAST = 90


class QuestionImage(QWidget):
    """Shows an image, its caption, and a button to enlarge it; hidden if the question has none.

    `around` is its scroll area, which limits the size of the image.
    """

    def __init__(self, theme: Theme, pictures: Pictures, around: QAbstractScrollArea) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._around = around.viewport()
        self._image: Image | None = None
        self.picture = Picture(theme, pictures)
        self.picture.clicked.connect(self.enlarge)
        self.picture.setCursor(Qt.CursorShape.PointingHandCursor)
        self.caption = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.button = QToolButton()
        self.button.setText(self.tr("Enlarge"))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.clicked.connect(self.enlarge)
        below = QHBoxLayout()
        below.addWidget(self.caption, 1)
        below.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        layout = fill(QVBoxLayout(self), margins=(3, 0, 3, 4), spacing=4)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(below)
        self._around.installEventFilter(self)
        self.hide()
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_image(self, image: Image | None) -> None:
        """Show `image`, or nothing."""
        if image is None and self._image is None:
            return
        self._image = image
        self.setVisible(image is not None)
        if image is None:
            self.picture.show_nothing()
            return
        self.caption.setText(image.caption)
        self.button.setAccessibleName(self.tr("Enlarge the image: {alt}").format(alt=image.alt_line))
        self._fit()

    def enlarge(self) -> None:
        """Show the image in a dialog."""
        if self._image is not None:
            ImageDialog(self._image, self._theme, self._pictures, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        if self._image is None:
            return
        high = max(self._theme.pixels(_LEAST), round(self._around.height() * _SHARE))
        # from the scroll area, not our own width, which the image itself may have stretched
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        outer = layout.contentsMargins() if layout is not None else QMargins()
        wide = self._around.width() - outer.left() - outer.right() - 6
        self.picture.show_image(self._image, QSize(max(wide, 1), high))

    def _restyle(self) -> None:
        self._theme.put_icon(self.button, "search", size=15)
        self.button.setFont(self._theme.font(FontRole.SMALL))
        self._fit()
