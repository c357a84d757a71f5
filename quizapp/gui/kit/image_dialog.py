"""A dialog that shows an image as large as the window allows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.image import Image
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.picture import Picture
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.word_button import WordButton

_EDGE = 14


class ImageDialog(QDialog):
    """Shows `image` over the window of `parent`; Escape, Enter or a click on the image closes it. Call `open`."""

    def __init__(self, image: Image, theme: Theme, pictures: Pictures, parent: QWidget) -> None:
        window = parent.window()
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Image"))
        self.setAccessibleName(self.tr("Image"))
        self._image = image
        self.picture = Picture(theme, pictures, grows=True)
        self.picture.clicked.connect(self.accept)
        self.caption = Label(theme, FontRole.PLAIN, image.caption, color="muted", wraps=True)
        self.close_button = WordButton(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        below = fill(QHBoxLayout(), (self.caption, 1), 0, self.close_button)
        stage = QWidget()
        stage.setMinimumSize(1, 1)
        fill(QVBoxLayout(stage), margins=(0, 0, 0, 0)).addWidget(self.picture, 0, Qt.AlignmentFlag.AlignCenter)
        fill(QVBoxLayout(self), (stage, 1), below, margins=(_EDGE, _EDGE, _EDGE, 10))
        self.resize(window.size() - QSize(40, 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        below = max(self.close_button.sizeHint().height(), self.caption.heightForWidth(self.width() - 160)) + 24
        self.picture.show_image(self._image, self.size() - QSize(2 * _EDGE, _EDGE + 10 + below))
