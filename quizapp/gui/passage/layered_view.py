"""A passage on the screen with its layers, used with keys and the mouse."""

from functools import reduce
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from quizapp.domain.passage import Passage, Span
from quizapp.gui.kit.accessible import tell_language
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import show_kept
from quizapp.gui.kit.choosing_keys import plain_key
from quizapp.gui.kit.focus import ring_after
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.layer import PassageLayer
from quizapp.gui.passage.passage_gutter import PassageGutter
from quizapp.gui.passage.passage_images import PassageImages
from quizapp.gui.passage.passage_text import PassageText

_END = 10
"""Pixels between the text and the scroll bar."""
_AROUND_BOX = 6
"""Pixels: the most that a layer paints above or below a line of the words that it is about."""
_MOST_TAGS = 60
"""The most places that are named all at once."""


class ParagraphPlace(NamedTuple):
    """A paragraph by its number: its top, in pixels below that of the view, and the share of it that is above it."""

    number: int
    top: float
    share: float


class LayeredView(QTextEdit):
    """Shows one passage in a column that is easy to read, with the numbers of its paragraphs beside it.

    Images come from `pictures`; a click or the context menu shows one large. All else that is shown, and what keys and
    clicks do, is up to the layers; the last one added is on top.

    Signals:
        ring_changed: `has_ring` may have changed.
        passage_shown: `show_passage` was called, so that the layers show nothing.
        selection_made: words were selected with the mouse.
    """

    ring_changed = Signal()
    passage_shown = Signal()
    selection_made = Signal()

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pressed: QPoint | None = None
        self._laid_out: tuple[object, ...] = ()
        self._returned: tuple[int, ParagraphPlace] | None = None
        self._unseen: Span | None = None
        self._kept_top: int | None = None
        """The position that stays at the top while a new look makes the room for the text another one."""
        self._came_by_keyboard = False
        self._scrolled: QTimer | None = None
        self._is_seen = False
        """True while a layer paints something."""
        self.text = PassageText(self.document())
        self.layers: list[PassageLayer] = []
        self._tags: list[QLabel] = []
        self._images = PassageImages(self, self.text, theme, pictures)
        self._gutter = PassageGutter(self, theme, self.text, self.layers)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Passage"))
        self.cursorPositionChanged.connect(self._follow_cursor)
        self.document().contentsChange.connect(self._keep_text)
        self.viewport().setMouseTracking(True)
        theme.restyle_with(self._restyle)

    @property
    def passage(self) -> Passage | None:
        """The passage that is shown."""
        return self.text.passage

    @property
    def has_ring(self) -> bool:
        """True while a ring should show the focus."""
        return self._came_by_keyboard and self.hasFocus()

    def add_layer(self, layer: PassageLayer, *, at_bottom: bool = False) -> None:
        """Show `layer` above those that are there, or below them, where it gets keys and clicks last."""
        self.layers.insert(0 if at_bottom else len(self.layers), layer)
        layer.changed.connect(self._follow_layers)
        layer.reveal_requested.connect(self.scroll_to)
        layer.announced.connect(lambda words: announce(self, words))

    def show_passage(self, passage: Passage) -> None:
        """Show `passage` from its beginning, with nothing in the layers."""
        is_new = passage is not self.passage
        if is_new:
            self.text.passage = passage  # what layers emit now is about this one
        for layer in self.layers:
            layer.clear()
        if is_new:
            self._unseen = self._kept_top = None
            self.text.write(passage)
            self.setLayoutDirection(self.text.direction)
            tell_language(self, passage.language)
            self._fit()
            self._follow_layers()
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self.passage_shown.emit()

    def paragraph_place(self) -> "ParagraphPlace | None":
        """Return where the first paragraph that begins in view is, or else the one that fills the view; None if the
        text stands at its beginning.
        """
        scrolled = self.verticalScrollBar().value()
        if self._returned is not None and self._returned[0] == scrolled:
            return self._returned[1]  # so that going there and back changes nothing
        if not scrolled:
            return None
        block = self.cursorForPosition(QPoint(1, 1)).block()
        place = None
        while block.isValid() and (place is None or place.top < 0):
            box, number = self._box_of(block), self.text.number_of(block)
            if place is not None and box.top() >= self.viewport().height():
                break
            if number:
                place = ParagraphPlace(number, box.top(), max(0.0, -box.top() / box.height()))
            block = block.next()
        return place

    def return_to(self, place: "ParagraphPlace | None") -> None:
        """Show the paragraph of `place` at its height again, in a passage with the same paragraphs."""
        if place is None:
            self.verticalScrollBar().setValue(0)
            return
        block = self.document().begin()
        while block.isValid() and self.text.number_of(block) != place.number:
            block = block.next()
        if block.isValid():
            self.document().documentLayout().documentSize()  # lays all of it out, so that it can be scrolled
            self.setTextCursor(QTextCursor(block))  # here a screen reader goes on
            box, bar = self._box_of(block), self.verticalScrollBar()
            top = place.top if place.top >= 0 else -place.share * box.height()
            bar.setValue(round(bar.value() + box.top() - top))
            self._returned = bar.value(), place

    def _box_of(self, block: QTextBlock) -> QRectF:
        """Return the box of `block`, from the top of the view."""
        box = self.document().documentLayout().blockBoundingRect(block)
        return box.translated(0, -self.verticalScrollBar().value())

    def scroll_to(self, span: Span) -> None:
        """Scroll `span` to a quarter below the top, unless all of it is in view.

        A view that has just been shown gets its size later; until it is painted, every new size scrolls anew.
        """
        self._unseen = span
        if not self.shows(span):
            bar = self.verticalScrollBar()
            bar.setValue(max(0, bar.value() + self._height_of(span)[0] - self.viewport().height() // 4))
        first = self.text.cursor(span)
        first.setPosition(first.selectionStart())
        self.setTextCursor(first)

    def shows(self, span: Span) -> bool:
        """Tell whether all of `span` is in view."""
        top, bottom = self._height_of(span)
        return top >= 0 and bottom <= self.viewport().height()

    def _height_of(self, span: Span) -> tuple[int, int]:
        """Return where `span` begins and ends, in pixels from the top of the viewport."""
        first, last = self.text.cursor(span), self.text.cursor(span)
        first.setPosition(first.selectionStart())
        last.setPosition(last.selectionEnd())
        return self.cursorRect(first).top(), self.cursorRect(last).bottom()

    @property
    def in_view(self) -> Span:
        """The part of the passage that is in view."""
        top, bottom = QPoint(1, 1), self.viewport().rect().bottomRight()
        return Span(*(self.text.offset(self.cursorForPosition(at).position()) for at in (top, bottom)))

    def _keep_text(self, _: int, removed: int, added: int) -> None:
        """Have the text written again where assistive technology wrote into it, which read-only does not prevent."""
        if removed != added and not self.text.is_writing and self.passage is not None:
            QTimer.singleShot(0, self, self._write_again)

    def _write_again(self) -> None:
        top = self.verticalScrollBar().value()
        if self.passage is not None:
            self.text.write(self.passage)
            self._follow_layers()
            self.verticalScrollBar().setValue(top)

    def paragraphs_in_view(self) -> list[int]:
        """Return the numbers of the paragraphs of which half is in view, or which fill half of the view."""
        block, height, found = self.cursorForPosition(QPoint(1, 1)).block(), self.viewport().height(), list[int]()
        while block.isValid():
            box, number = self._box_of(block), self.text.number_of(block)
            if box.top() >= height:
                break
            shown = min(box.bottom(), height) - max(box.top(), 0.0)
            if number and 2 * shown >= min(box.height(), height):
                found.append(number)
            block = block.next()
        return found

    # keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        asked = [*reversed(self.layers)]
        asked.sort(key=lambda layer: not layer.is_in_charge)
        if is_plain and any(layer.take_key(plain_key(event), self.in_view) for layer in asked):
            return
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep() * 9 // 10)
            return
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters and digits choose answers
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = self._in_document(event.position())
        is_useful = self._hover(-1 if event.buttons() else self._offset_at(point))
        if not event.buttons() and self._images.image_at(point) is not None:
            is_useful = True
        shape = Qt.CursorShape.PointingHandCursor if is_useful else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if self.textCursor().hasSelection():
            self.selection_made.emit()
            return
        if pressed is None:
            return
        if (event.position().toPoint() - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        point = self._in_document(event.position())
        image, offset = self._images.image_at(point), self._offset_at(point)
        if image is not None:
            self._images.enlarge(image)
        elif offset >= 0:
            any(layer.click(offset) for layer in reversed(self.layers))

    def _in_document(self, point: QPointF | QPoint) -> QPointF:
        return QPointF(point) + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _offset_at(self, point: QPointF) -> int:
        """Return the offset of the character at `point` of the document; -1 if there is none."""
        position = self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
        return self.text.offset(position) if position >= 0 else -1

    def _hover(self, offset: int) -> bool:
        useful = [layer.hover(offset) for layer in self.layers]  # every layer has to know
        return any(useful)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _follow_cursor(self) -> None:
        for layer in self.layers:
            layer.follow_cursor(self.text.offset(self.textCursor().position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._images.add_to_menu(menu)
        cursor, offset = self.textCursor(), -1
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            cursor, offset = self.cursorForPosition(event.pos()), self._offset_at(self._in_document(event.pos()))
        for layer in self.layers:
            layer.add_to_menu(menu, offset if offset >= 0 else self.text.offset(cursor.position()))
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._came_by_keyboard = ring_after(event, self, self._came_by_keyboard)
        self.ring_changed.emit()
        for layer in self.layers:
            layer.take_focus(self.in_view, by_keyboard=self._came_by_keyboard)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ring_changed.emit()
        for layer in self.layers:
            layer.lose_focus()

    # look and accessibility

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = [layer for layer in self.layers if layer.is_seen]
        if seen:
            painter, room = self._painter(), event.rect()
            ends = (QPoint(1, room.top() - _AROUND_BOX), QPoint(room.right(), room.bottom() + _AROUND_BOX))
            blocks = [self.text.span_of(self.cursorForPosition(end).block()) for end in ends]
            for layer in seen:
                layer.paint_under(painter, Span(blocks[0].start, blocks[1].end))
            painter.end()
        super().paintEvent(event)
        self._unseen = self._kept_top = None
        painter = self._painter()
        for layer in self.layers:
            layer.paint_over(painter)

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        return painter

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)  # lays the text out in the new width; a hidden view hears of it only once
        if event.size().height() != event.oldSize().height():
            self._images.lay_out()
        self._tag()
        if self._unseen is not None:
            self.verticalScrollBar().setValue(0)
            self.scroll_to(self._unseen)
        elif self._kept_top is not None:
            self._scroll_to_top_of(self._kept_top)

    def _restyle(self) -> None:
        """Use the look of the theme, and keep what is at the top of the view."""
        look, font = self._theme.look, self._theme.font(FontRole.PASSAGE)
        laid_out = (font, look.line_spacing, look.paragraph_spacing, look.line_length)
        is_new, self._laid_out = laid_out != self._laid_out, laid_out
        if is_new and self._kept_top is None and self.passage is not None:
            self._kept_top = self.cursorForPosition(QPoint(0, 0)).position()
        if is_new:
            cursor = self.textCursor()
            chosen = cursor.anchor(), cursor.position()
            was_blocked = self.blockSignals(True)  # the cursor goes nowhere
            self.text.is_writing = True  # nobody else took the text away: see `_keep_text`
            self.document().clear()  # each of what follows would lay out the whole text
            self.setFont(font)
            self.document().setDefaultFont(font)
            self.text.is_writing = False
            self.text.paragraph_spacing = look.paragraph_spacing
            self._fit()
            if self.passage is not None:
                self.text.write(self.passage)
                cursor.setPosition(chosen[0])
                cursor.setPosition(chosen[1], QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
            self.blockSignals(was_blocked)
        self._fit()
        if self._kept_top is not None:
            self._scroll_to_top_of(self._kept_top)
        self._follow_layers()

    def _fit(self) -> None:
        """Keep lines short enough to read, and the column in the middle of a wide window."""
        self._returned = None
        gutter = self._gutter.needed_width
        bar = self.verticalScrollBar().sizeHint().width()
        column = self._theme.line_width(FontRole.PASSAGE)
        spare = max(0, self.width() - bar - gutter - _END - column) // 2
        start, end = gutter + spare, _END + spare
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (start, end):
            self.setViewportMargins(start, 0, end, 0)
        self._gutter.fit()

    def _scroll_to_top_of(self, position: int) -> None:
        if not position:
            self.verticalScrollBar().setValue(0)
            return
        self.document().documentLayout().documentSize()  # lays all of it out, so that it can be scrolled
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top())

    def _follow_layers(self) -> None:
        was_seen, self._is_seen = self._is_seen, any(layer.is_seen for layer in self.layers)
        if was_seen or self._is_seen:  # otherwise, a long text would be painted again as it is
            self.setExtraSelections([selection for layer in self.layers for selection in layer.selections()])
            self._gutter.update()
            self.viewport().update()
        width = 0 if any(layer.has_own_cursor for layer in self.layers) else 1
        if width != self.cursorWidth():  # it lays out the text
            self.setCursorWidth(width)
        words = [words for layer in reversed(self.layers) for words in layer.words() if words]
        self.setAccessibleDescription(" ".join(words))
        self._tag()

    def _tag(self) -> None:
        """Lay an invisible label over each named place, so that screen readers find it."""
        places = [place for layer in self.layers for place in layer.named_places()]
        if len(places) > _MOST_TAGS:  # those in view, again after each time that the text is scrolled
            in_view = self.in_view
            places = [place for place in places if place[0].start < in_view.end and in_view.start < place[0].end]
            if self._scrolled is None:
                timer = self._scrolled = QTimer(self, singleShot=True, interval=100)
                timer.timeout.connect(self._tag)
                self.verticalScrollBar().valueChanged.connect(lambda: timer.start())
        scrolled = self.verticalScrollBar().value()
        tags = show_kept(self._tags, len(places), self._new_tag)
        for tag, (span, words) in zip(tags, places, strict=True):
            around = reduce(QRectF.united, self.text.boxes(span), QRectF())
            tag.setGeometry(around.translated(0, -scrolled).toAlignedRect())
            tag.setAccessibleName(words)

    def _new_tag(self) -> QLabel:
        tag = QLabel(self.viewport())
        tag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return tag
