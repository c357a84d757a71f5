"""A push button whose words wrap where they have no room beside each other."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


def grow_where_narrow(widget: QWidget) -> None:
    """Let a widget that is narrower than its words grow in height; layouts keep others as high as one line."""
    policy = widget.sizePolicy()
    is_narrow = widget.width() < widget.sizeHint().width()
    vertical = QSizePolicy.Policy.Minimum if is_narrow else QSizePolicy.Policy.Fixed
    if policy.verticalPolicy() is not vertical:
        policy.setVerticalPolicy(vertical)
        widget.setSizePolicy(policy)


class WordButton(QPushButton):
    """Shows its words in one line, and in several lines where a translation or large text has no room for that."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """The size with the longest word in a line."""
        hint, metrics = self.sizeHint(), self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(hint.width(), longest + self._around()), hint.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        if width >= hint.width():
            return hint.height()
        return hint.height() + (len(self._lines(width)) - 1) * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        grow_where_narrow(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._lines(self.width())
        if len(lines) < 2:
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter  # the first screen needs none of them

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(lines)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _around(self) -> int:
        """The pixels beside the words."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return self.sizeHint().width() - words

    def _lines(self, width: int) -> list[str]:
        if width >= self.sizeHint().width():
            return [self.text()]
        room, metrics, lines = width - self._around(), self.fontMetrics(), list[str]()
        for word in self.text().split():
            longer = f"{lines[-1]} {word}" if lines else ""
            if longer and metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]
