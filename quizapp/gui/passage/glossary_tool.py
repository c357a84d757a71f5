"""The glossary of a passage: words that are marked, and the bubble with a meaning."""

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer

from quizapp.domain.glossary import GlossaryPlace
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.glossary_layer import GlossaryLayer
from quizapp.gui.passage.layered_view import LayeredView
from quizapp.gui.passage.meaning_bubble import MeaningBubble, place_in_window

_SHOW_AFTER = 350
_HIDE_AFTER = 300
"""Milliseconds for which the pointer rests on a word, and has time to get from the word to the bubble."""


class GlossaryTool(QObject):
    """Marks the words in `view` that have a meaning, and shows a meaning on hover, click or key."""

    def __init__(self, theme: Theme, view: LayeredView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._layer: GlossaryLayer | None = None
        self._bubble: MeaningBubble | None = None
        self._hovered = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._follow_pointer)

    def show_places(self, places: Sequence[GlossaryPlace]) -> None:
        """Mark these places of the passage that is shown now."""
        if self._layer is None and places:
            layer = self._layer = GlossaryLayer(self._theme, self._view.text, self)
            self._view.add_layer(layer, at_bottom=True)  # a click on a sentence that is offered selects it
            layer.hovered.connect(self._notice_pointer)
            layer.opened.connect(self._open)
            layer.closed.connect(self._hide)
            self._view.verticalScrollBar().valueChanged.connect(self._place_bubble)
            self._view.installEventFilter(self)
        if self._layer is not None:
            self._layer.show(places)

    def show_next(self, by: int = 1) -> None:
        """Go to the next word and show its meaning; to the one before for -1."""
        if self._layer is not None and self._layer.places:
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._layer.open(self._layer.next_place(by, self._view.in_view), by_key=True)

    def _notice_pointer(self, index: int) -> None:
        self._hovered = index
        self._timer.start(_SHOW_AFTER if index >= 0 else _HIDE_AFTER)

    def _follow_pointer(self) -> None:
        assert self._layer is not None
        if 0 <= self._hovered < len(self._layer.places):
            if self._hovered != self._layer.current:
                self._layer.open(self._hovered)
        elif not self._layer.was_opened_by_key:
            self._layer.close()

    def _open(self, index: int) -> None:
        self._timer.stop()
        window = self._view.window()
        if self._bubble is None or self._bubble.parentWidget() is not window:
            assert self._layer is not None
            bubble = self._bubble = MeaningBubble(self._theme, window)
            bubble.closed.connect(self._layer.close)
            bubble.entered.connect(self._timer.stop)
            bubble.left.connect(lambda: self._timer.start(_HIDE_AFTER))
            self._theme.changed.connect(self._layer.close)
        self._place_bubble()

    def _place_bubble(self) -> None:
        layer, bubble = self._layer, self._bubble
        if layer is None or bubble is None or layer.current < 0:
            return
        span, entry = layer.places[layer.current]
        around = reduce(QRectF.united, self._view.text.boxes(span), QRectF())
        shown = around.translated(0, -self._view.verticalScrollBar().value()).toAlignedRect()
        viewport = self._view.viewport()
        if not viewport.rect().intersects(shown):
            layer.close()
            return
        assert layer.text.passage is not None
        bubble.show_meaning(entry.word, entry.meaning, place_in_window(viewport, shown))

    def _hide(self) -> None:
        self._timer.stop()
        if self._bubble is not None:
            self._bubble.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Resize) and self._layer is not None:
            self._layer.close()
        return False
