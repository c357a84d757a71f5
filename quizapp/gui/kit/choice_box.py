"""A combo box in the look of the other controls."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from quizapp.gui.kit.selection import follow_choice
from quizapp.gui.kit.theme import Theme


class ChoiceBox(QComboBox):
    """A combo box with the theme's arrow; an entry that is too long ends in …

    A hidden label beside it carries its name: on Linux, Qt tells assistive technology the current entry as the name.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("choice")
        self.setAccessibleName(name)
        self._label = QLabel(name, parent)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(self)
        self._label.hide()
        self._show_in_list = follow_choice(self)
        theme.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange:
            self._label.setParent(self.parentWidget())
        known = super().event(event)
        if event.type() == QEvent.Type.Polish:  # a size that was asked for before knows nothing of the style sheet
            self.changeEvent(QEvent(QEvent.Type.StyleChange))
        return known

    def use_length(self, characters: int) -> None:
        """Be as wide as `characters`, however long the entries are."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(characters)

    def show_choices(self, choices: Iterable[tuple[str, object]]) -> None:
        """Offer `choices`, each with its words and its data. The one that was chosen stays, or else the first is."""
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        for words, data in choices:
            self.addItem(words, data)
        self.blockSignals(False)
        self.show_choice(chosen)

    def show_choice(self, data: object) -> None:
        """Choose the entry with this data, or else the first one, without a signal."""
        was_blocked = self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(data)) if self.count() else -1)
        self.blockSignals(was_blocked)
        self._show_in_list(self.currentIndex())

    def minimumSizeHint(self) -> QSize:
        """The room for a few letters: entries end in …, and the list shows all of them."""
        hint = super().minimumSizeHint()
        return QSize(
            min(hint.width(), self.fontMetrics().averageCharWidth() * 10 + self._theme.pixels(40)), hint.height()
        )

    def showPopup(self) -> None:
        """Open the list, as wide as its longest entry where the window has room for that."""
        widest = self.view().sizeHintForColumn(0) + self._theme.pixels(28)
        self.view().setMinimumWidth(min(widest, self.window().width() - self._theme.pixels(20)))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        side = self._theme.pixels(14)
        room = self.width() - 2 * self._theme.pixels(9) - self._theme.pixels(20) - 2  # as in the style sheet
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self._theme.pixels(9) if is_mirrored else self.width() - self._theme.pixels(9) - side
        at = QPointF(left, (self.height() - side) / 2)
        painter.drawPixmap(at, self._theme.pixmap("down", "muted", side, self.devicePixelRatioF()))
