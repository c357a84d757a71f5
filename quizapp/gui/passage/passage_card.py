"""The passage on the quiz page: its title, its length and its tools above its text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.passage import Passage
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.shapes import paint_ring, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_view import PassageView
from quizapp.gui.passage.tool_bar import PassageToolBar
from quizapp.reports.names import minutes_text

if TYPE_CHECKING:
    from quizapp.gui.passage.find_bar import FindBar


_LEAST = 34
"""Pixels: the least height of the text, beside a panel in a small window with very large text."""
_LOW = 330
"""Pixels at the plain text size: with less height, title, tools, text and a panel do not fit together."""


class PassageCard(QFrame):
    """A card with the view `passage`, `tools` above it, and a ring around it when it gets the focus by keyboard.

    Keys of the tools act while `page` is shown, which holds the card.
    """

    def __init__(self, theme: Theme, pictures: Pictures, page: QWidget | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._finding: FindBar | None = None
        self._panels: list[QWidget] = []
        self._shows_length = True
        self.setObjectName("card")
        self._title = Label(theme, FontRole.TITLE, wraps=True)
        self._length = Label(theme, FontRole.LABEL, color="muted")
        self._length.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.passage = PassageView(theme, pictures)
        self.passage.setMinimumHeight(_LEAST)
        self.passage.ring_changed.connect(self.update)
        self.tools = PassageToolBar(theme, page)
        self._add_tools()
        head = fill(QHBoxLayout(), (self._title, 1), self._length, margins=(8, 0, 8, 0))
        row = fill(QHBoxLayout(), (self.tools, 1), margins=(3, 0, 8, 0))
        self._column = fill(QVBoxLayout(self), head, row, (self.passage, 1), margins=(14, 14, 6, 10), spacing=4)

    def _add_tools(self) -> None:
        """Add the tools that need nothing but the passage."""
        self.tools.add_tool("find", "search", self.tr("Find in the passage"), key="find", clicked=self.open_search)
        self.tools.add_key("find next", "find", lambda: self._find_bar().step(1))
        self.tools.add_key("find previous", "find", lambda: self._find_bar().step(-1))

    def open_search(self) -> None:
        """Open the field for words to find."""
        self._find_bar().open()

    @property
    def is_finding(self) -> bool:
        """True while that field is open."""
        return self._finding is not None and not self._finding.isHidden()

    def _find_bar(self) -> "FindBar":
        """The field for words to find, made when it is first used."""
        if self._finding is None:
            from quizapp.gui.passage.find_bar import FindBar

            self._finding = FindBar(self._theme, self.passage)
            self._finding.hide()
            self._column.insertWidget(self._column.indexOf(self.passage), self._finding)
        return self._finding

    def add_panel(self, panel: QWidget) -> None:
        """Add what is shown below the text now and then, one at a time."""
        self._column.addWidget(panel)
        self._panels.append(panel)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            for panel in self._panels:
                if panel is not watched and event.type() == QEvent.Type.ShowToParent:
                    panel.hide()
            self._fit()
        return False

    def show_passage(self, passage: Passage) -> None:
        self.passage.show_passage(passage)
        if self._finding is not None:
            self._finding.follow_passage()
        self.passage.setAccessibleName(self.tr("Passage: {title}").format(title=passage.title))
        self._title.setText(passage.title or self.tr("Passage"))
        words = self.tr("%Ln words", "", passage.words)
        self._length.setText(f"{words} · {minutes_text(passage.minutes, translate)}" if passage.blocks else "")

    def show_reading(self, bar: QWidget) -> None:
        """Show the buttons for reading aloud above the text."""
        self._column.insertWidget(2, bar)

    def show_length(self, shown: bool) -> None:
        """Show the length of the passage, or leave its room to the title."""
        self._shows_length = shown
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the room to the text where there is little: first the title gives it up, then the tools.

        A panel takes the room of the title and of the search where there is too little for all.
        """
        is_low = self.height() < self._theme.pixels(_LOW) and any(not panel.isHidden() for panel in self._panels)
        if is_low and self._finding is not None:
            self._finding.put_away()
        around = self._column.contentsMargins()
        least = around.top() + around.bottom() + self.passage.minimumSizeHint().height() + self._column.spacing()
        with_tools = least + self.tools.sizeHint().height() + self._column.spacing()
        beside = self._length.sizeHint().width() if self._shows_length else 0
        title = self._title.heightForWidth(max(1, self.width() - around.left() - around.right() - 22 - beside))
        self.tools.setVisible(self.height() >= with_tools)
        self._title.setVisible(not is_low and self.height() >= with_tools + title)
        self._length.setVisible(self._shows_length and not self._title.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.passage.has_ring:
            ring = QRectF(self.passage.geometry()).adjusted(-5, -4, 3, 4)
            paint_ring(painter_on(self), self._theme, ring, 8, "accent")
