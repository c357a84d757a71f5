"""The passage on the screen: read, scrolled, with evidence shown in it and sentences to be selected in it."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from quizapp.domain.passage import Passage, Sentence, Span
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.painted_button import Marked, ring_after
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.evidence_layer import EvidenceLayer
from quizapp.gui.passage.passage_gutter import PassageGutter
from quizapp.gui.passage.passage_images import PassageImages
from quizapp.gui.passage.passage_text import PassageText
from quizapp.gui.passage.sentence_layer import SentenceLayer

_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
"""How many sentences further a key goes."""


class PassageView(QTextEdit):
    """Shows one passage, with the numbers of its paragraphs beside it. `text` is what is written in it.

    Its images come from `pictures`; a click shows one large, and so does the context menu. While sentences are offered,
    a click or Space toggles one, and the arrow keys go from one to the next.

    Signals:
        sentence_toggled: the user selected or took back the sentence at this place in what is offered.
        ring_changed: whether the focus is to be shown around it, see `has_ring`, is otherwise now.
    """

    sentence_toggled = Signal(int)
    ring_changed = Signal()

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pressed: QPoint | None = None
        self._place = -1
        self.has_ring = self._had_ring = False
        self.text = PassageText(self.document())
        self._images = PassageImages(self, self.text, theme, pictures)
        self._evidence = EvidenceLayer(theme, self.text, self)
        self._sentences = SentenceLayer(theme, self.text, self)
        self._gutter = PassageGutter(self, theme, self.text, self._evidence, self._sentences)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Passage"))
        self.cursorPositionChanged.connect(self._follow_cursor)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def passage(self) -> Passage | None:
        """What is shown."""
        return self.text.passage

    @property
    def evidence(self) -> tuple[Span, ...]:
        """What is shown as evidence."""
        return self._evidence.evidence

    def show_passage(self, passage: Passage) -> None:
        """Show `passage` from its beginning, with no evidence."""
        if passage is self.passage:
            self.show_evidence(())
            return
        self.withdraw_sentences()
        self._evidence.show(())
        self.text.write(passage)
        self.viewport().setMouseTracking(self.text.has_images)
        self._mark()
        self._describe()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_evidence(self, spans: Sequence[Span], misled: Sequence[Span] = ()) -> None:
        """Mark `spans` with a background and a bar beside them, and, where they are others, `misled` with a dashed
        underline and a dashed bar: the places that a wrong answer was taken from. Several places have numbers in the
        order of the passage, evidence first, unless sentences are shown, which have signs of their own; what misled is
        not marked in a sentence that has one. The first of the evidence is scrolled into view.
        """
        layer = self._evidence
        if not (spans or misled or layer.evidence or layer.misled):
            return  # nothing is shown, as before: from one question to the next, the passage is not painted anew
        signed = [self._sentences.sentences[at].span for at in self._sentences.shown]
        others = [span for span in misled if not any(s.start <= span.start and span.end <= s.end for s in signed)]
        layer.show(spans, others, has_numbers=not self._sentences.sentences)
        self._place = -1
        self._mark()
        self._describe()
        if spans:
            self.scroll_to(spans[0])

    def show_next_place(self) -> str:
        """Bring the next of the places that `show_evidence` has marked into view, after the last one again the first;
        gives what is told of it. The first is passed over as long as it is in view all the same.
        """
        places = self._evidence.places
        if not places:
            return ""
        if self._place < 0 and len(places) > 1 and self._is_in_view(places[0].span):
            self._place = 0
        self._place = (self._place + 1) % len(places)
        self.scroll_to(places[self._place].span)
        return self._evidence.words()[self._place]

    def number_of(self, span: Span) -> int:
        """The number under which `span` is shown as a place of the passage; 0 where it has none."""
        return self._evidence.number_of(span)

    def scroll_to(self, span: Span) -> None:
        """Bring `span` into view, a quarter below the top, unless all of it is to be seen already."""
        if not self._is_in_view(span):
            bar = self.verticalScrollBar()
            bar.setValue(max(0, bar.value() + self._height_of(span)[0] - self.viewport().height() // 4))
        first = self.text.cursor(span)
        first.setPosition(first.selectionStart())
        self.setTextCursor(first)

    def _is_in_view(self, span: Span) -> bool:
        top, bottom = self._height_of(span)
        return top >= 0 and bottom <= self.viewport().height()

    def _height_of(self, span: Span) -> tuple[int, int]:
        """From where to where `span` goes, in pixels from the top of what is to be seen."""
        first, last = self.text.cursor(span), self.text.cursor(span)
        first.setPosition(first.selectionStart())
        last.setPosition(last.selectionEnd())
        return self.cursorRect(first).top(), self.cursorRect(last).bottom()

    # sentences

    def offer_sentences(self, sentences: Sequence[Sentence]) -> None:
        """Let the user select among `sentences` of the passage, which are in its order; none is selected yet."""
        self._sentences.offer(sentences)
        self.viewport().setMouseTracking(True)
        self.setCursorWidth(0)  # a frame shows where the keys are
        self._describe()
        self._mark()

    def show_selected(self, places: Collection[int]) -> None:
        """Show the sentences at these places in what is offered as selected."""
        self._sentences.choose(places)
        self._describe()
        self._mark()

    def mark_sentences(self, marks: Mapping[int, Marked]) -> None:
        """Show how sentences were marked, by their places in what is offered; none can be selected any more."""
        self._sentences.mark(marks)
        self._describe()
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._mark()

    def withdraw_sentences(self) -> None:
        """Show the passage as it is when nothing is to be selected in it."""
        if self._sentences.sentences:
            self._sentences.offer(())
            self.viewport().setMouseTracking(self.text.has_images)
            self.setCursorWidth(1)
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            self._describe()
            self._mark()

    def focus_sentence(self, place: int) -> None:
        """Make the sentence at `place` the one that the keys act on, bring it into view, and have it read."""
        layer = self._sentences
        if not 0 <= place < len(layer.sentences):
            return
        layer.current = place
        self.scroll_to(layer.sentences[place].span)
        self.viewport().update()
        self._describe()
        announce(self, layer.words())

    def toggle_current(self) -> bool:
        """Toggle the sentence that the keys act on; False where there is none."""
        if not self._sentences.is_open or self._sentences.current < 0:
            return False
        self._toggle(self._sentences.current)
        return True

    def _follow_cursor(self) -> None:
        """Have the keys act on the sentence to which a braille display or the like has moved the cursor."""
        layer = self._sentences
        place = layer.at(self.text.offset(self.textCursor().position())) if layer.is_open else -1
        if place >= 0 and place != layer.current:
            layer.current = place
            self.viewport().update()
            self._describe()

    def _toggle(self, place: int) -> None:
        self._sentences.current = place
        self.sentence_toggled.emit(place)
        if self._sentences.sentences:
            self._describe()
            announce(self, self._sentences.words())

    def _sentence_at(self, point: QPointF) -> int:
        """The place of the sentence of which a character is at `point` of the document; -1 for none."""
        position = self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
        return self._sentences.at(self.text.offset(position)) if position >= 0 else -1

    def _first_in_view(self) -> int:
        """The place of the selected sentence in view, or of the first one that begins there."""
        top = self.text.offset(self.cursorForPosition(QPoint(1, 1)).position())
        bottom = self.text.offset(self.cursorForPosition(self.viewport().rect().bottomRight()).position())
        layer = self._sentences
        shown = (at for at in layer.shown if top <= layer.sentences[at].span.start < bottom)
        return next(shown, layer.first_after(top))

    def _take_sentence_key(self, event: QKeyEvent) -> bool:
        """Go to another sentence, or toggle this one; whether the key did."""
        layer = self._sentences
        if not layer.sentences or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_Space:
            if layer.current >= 0 and layer.is_open:
                layer.framed = True
                self._toggle(layer.current)
            return layer.is_open
        place = self._reached_by(event.key())
        if place >= 0:
            layer.framed = True
            self.focus_sentence(place)
        return place >= 0

    def _reached_by(self, key: int) -> int:
        """The place of the sentence that `key` goes to; -1 where it goes to none."""
        current, last = self._sentences.current, len(self._sentences.sentences) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else last
        if key not in _STEPS:
            return -1
        return self._first_in_view() if current < 0 else min(max(current + _STEPS[key], 0), last)

    # keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._take_sentence_key(event):
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
        point = self._in_document(event)
        if self._sentences.is_open:
            self._hover(-1 if event.buttons() else self._sentence_at(point))
        if self.text.has_images and not event.buttons() and self._sentences.hovered < 0:
            is_image = self._images.image_at(point) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_image else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.textCursor().hasSelection():
            return
        if (event.position().toPoint() - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        point = self._in_document(event)
        image = self._images.image_at(point)
        if image is not None:
            self._images.enlarge(image)
        elif self._sentences.is_open:
            place = self._sentence_at(point)
            if place >= 0:
                self._sentences.framed = False
                self._toggle(place)

    def _in_document(self, event: QMouseEvent) -> QPointF:
        """Where in the document the pointer is."""
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QPointF(event.position().toPoint() + scrolled)

    def _hover(self, place: int) -> None:
        if place != self._sentences.hovered:
            self._sentences.hovered = place
            over = Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(over)
            self._mark()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._sentences.hovered >= 0:
            self._hover(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._images.add_to_menu(menu)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._had_ring = ring_after(event, self, self._had_ring)
        self._show_ring(self._had_ring)
        layer = self._sentences
        if layer.sentences and self._had_ring:
            layer.framed = True
            self.focus_sentence(layer.current if layer.current >= 0 else self._first_in_view())

    def _show_ring(self, shown: bool) -> None:
        if shown != self.has_ring:
            self.has_ring = shown
            self.ring_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._show_ring(False)
        if self._sentences.framed:
            self._sentences.framed = False
            self.viewport().update()

    # how it looks and what is told of it

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sentences.framed:
            painter = QPainter(self.viewport())
            painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            self._sentences.paint_frame(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.resize(self._gutter.width(), self.height())
        if event.size().height() != event.oldSize().height():
            self._images.lay_out()

    def _restyle(self) -> None:
        font = self._theme.font(FontRole.PASSAGE)
        is_resized = font != self.document().defaultFont()
        top = self.cursorForPosition(QPoint(0, 0)).position()
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._gutter.fit()
        self.setViewportMargins(self._gutter.width(), 0, 10, 0)
        if self.passage is not None and is_resized:
            self.text.write(self.passage)
            self._scroll_to_top_of(top)
        self._mark()

    def _scroll_to_top_of(self, position: int) -> None:
        """Bring the line at `position` to the top."""
        self.document().documentLayout().documentSize()  # has all of it laid out, so that it can be scrolled to
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() if position else 0)

    def _mark(self) -> None:
        """Show what is marked as it is marked now."""
        self.setExtraSelections([*self._evidence.selections(), *self._sentences.selections()])
        self._gutter.update()

    def _describe(self) -> None:
        """Tell who can't see it on which sentence the keys act, and what they do; and which places are marked."""
        told = [self._sentences.words(), self._sentences.key_hint(), *self._evidence.words()]
        self.setAccessibleDescription(" ".join(text for text in told if text))
