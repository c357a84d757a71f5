"""The passage: its text, the numbers of its paragraphs, evidence shown in it, and sentences to be selected in it."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPyTextObject,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLine,
    QTextListFormat,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from quizapp.domain.image import Image
from quizapp.domain.passage import PICTURE, Block, Passage, Sentence, Span
from quizapp.domain.text import shortened
from quizapp.gui.pictures import Pictures
from quizapp.gui.theme import MONOSPACE, FontRole, Theme
from quizapp.gui.widgets.announce import announce
from quizapp.gui.widgets.image_dialog import ImageDialog
from quizapp.gui.widgets.painted_button import KEYBOARD_REASONS, Marked
from quizapp.gui.widgets.picture import paint_picture, picture_size
from quizapp.gui.widgets.sentence_layer import SentenceLayer

_LINE_HEIGHT = 118
"""Percent of the font's own line spacing."""
_LONGEST_TOLD = 120
"""Characters of a marked place that are told to who can't see it."""
_NUMBER = QTextFormat.Property.UserProperty.value + 1
_IMAGE = QTextFormat.ObjectTypes.UserObject.value + 1
_PLACE = _NUMBER + 1
"""Of an image: the place of its block in the passage. So Qt is given no name that it could open."""


class _Place(NamedTuple):
    """A marked place of the passage: its number, 0 where it needs none, and what it is."""

    span: Span
    number: int
    misled: bool
    overlaps: bool


class _Gutter(QWidget):
    """What stands left of the text; it is painted by the view."""

    def __init__(self, view: "PassageView") -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_gutter(self)


class _Images(QPyTextObject):
    """Lays out and paints the images between the letters, when they come into view."""

    def __init__(self, view: "PassageView") -> None:
        super().__init__(view)
        self._view = view

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        return QSizeF(self._view.image_size(int(format.property(_PLACE))))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        self._view.paint_image(painter, QRectF(rect), int(format.property(_PLACE)))


class PassageView(QTextEdit):
    """Shows one passage. Its text is written by a cursor, run by run: nothing in it is ever taken for HTML.

    Its images come from `pictures`; a click shows one large, and so does the context menu. While sentences are offered,
    a click or Space toggles one, and the arrow keys go from one to the next.

    Signals:
        sentence_toggled: the user selected or took back the sentence at this place in what is offered.
    """

    sentence_toggled = Signal(int)

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._images: _Images | None = None
        self._passage: Passage | None = None
        self._evidence: tuple[Span, ...] = ()
        self._misled: tuple[Span, ...] = ()
        self._places: tuple[_Place, ...] = ()
        self._beginning: dict[int, list[_Place]] = {}
        self._wide: list[int] = []
        self._sentences = SentenceLayer()
        self._pressed: QPoint | None = None
        self._gutter_width = 0
        self._room_beside = 0
        self._radius = 0.0
        self._gutter = _Gutter(self)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Passage"))
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(2)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self._restyle()
        theme.changed.connect(self._restyle)
        if pictures is not None:
            pictures.changed.connect(self._repaint_image)

    @property
    def passage(self) -> Passage | None:
        """What is shown."""
        return self._passage

    @property
    def evidence(self) -> tuple[Span, ...]:
        """What is shown as evidence."""
        return self._evidence

    def show_passage(self, passage: Passage) -> None:
        """Show `passage` from its beginning, with no evidence."""
        if passage is self._passage:
            self.show_evidence(())
            return
        self.withdraw_sentences()
        self._passage = passage
        self._evidence = self._misled = ()
        self._places = ()
        self._wide = [at for at, character in enumerate(passage.text) if ord(character) > 0xFFFF]
        self.viewport().setMouseTracking(bool(passage.images))
        self._write()
        self._mark()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_evidence(self, spans: Sequence[Span], misled: Sequence[Span] = ()) -> None:
        """Mark `spans` with a background and a bar beside them, and, where they are others, `misled` with a dashed
        underline and a dashed bar: the places that a wrong answer was taken from. Several places have numbers in the
        order of the passage, evidence first, unless sentences are shown, which have signs of their own; what misled is
        not marked in a sentence that has one. The first of the evidence is scrolled into view.
        """
        if not (spans or misled or self._evidence or self._misled):
            return  # nothing is shown, as before: from one question to the next, the passage is not painted anew
        self._evidence = tuple(spans)
        signed = [self._sentences.sentences[at].span for at in self._sentences.shown]
        self._misled = tuple(
            span
            for span in dict.fromkeys(misled)
            if span not in self._evidence
            and not any(sentence.start <= span.start and span.end <= sentence.end for sentence in signed)
        )
        self._places = self._numbered()
        self._mark()
        self._describe()
        if self._evidence:
            self.scroll_to(self._evidence[0])

    def number_of(self, span: Span) -> int:
        """The number under which `span` is shown as a place of the passage; 0 where it has none."""
        return next((place.number for place in self._places if place.span == span), 0)

    def _numbered(self) -> tuple[_Place, ...]:
        found: list[_Place] = []
        count = len(set(self._evidence)) + len(self._misled)
        are_numbered = count > 1 and not self._sentences.sentences
        for misled, spans in ((False, self._evidence), (True, self._misled)):
            end = -1
            for span in sorted(set(spans), key=lambda span: (span.start, span.end)):
                number = len(found) + 1 if are_numbered else 0
                found.append(_Place(span, number, misled, span.start <= end))
                end = max(end, span.end)
        return tuple(found)

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
            self.viewport().setMouseTracking(self._passage is not None and bool(self._passage.images))
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
        announce(self, self.sentence_words())

    def _describe(self) -> None:
        """Tell who can't see it on which sentence the keys act, and what they do; and which places are marked."""
        told = [self.sentence_words()]
        if self._sentences.is_open:
            told.append(self.tr("Arrow keys go from sentence to sentence, Space selects the sentence or takes it back"))
        elif self._sentences.sentences:
            told.append(self.tr("Arrow keys go from sentence to sentence"))
        told += map(self._place_words, self._places)
        self.setAccessibleDescription(" ".join(text for text in told if text))

    def _place_words(self, place: _Place) -> str:
        assert self._passage is not None
        words = self.tr("Misled by: “{words}”") if place.misled else self.tr("Evidence: “{words}”")
        if place.number:
            words = (
                self.tr("{number}, misled by: “{words}”") if place.misled else self.tr("{number}, evidence: “{words}”")
            )
        text = shortened(self._passage.text[place.span.start : place.span.end], _LONGEST_TOLD)
        return words.format(number=place.number, words=text)

    def sentence_words(self) -> str:
        """What is told of the sentence that the keys act on: its text, whether it is selected, and its place."""
        layer = self._sentences
        if not 0 <= layer.current < len(layer.sentences):
            return ""
        states: dict[Marked, str] = {
            "": self.tr("Selected"),
            "right": self.tr("Your answer, right"),
            "wrong": self.tr("Your answer, wrong"),
            "missed": self.tr("Right answer, not chosen"),
        }
        shown = layer.shown
        state = states[shown[layer.current]] if layer.current in shown else self.tr("Not selected")
        place = self.tr("Sentence {number} of {count}").format(number=layer.current + 1, count=len(layer.sentences))
        return f"{layer.sentences[layer.current].name} {state}. {place}"

    def _toggle(self, place: int) -> None:
        self._sentences.current = place
        self.sentence_toggled.emit(place)
        if self._sentences.sentences:
            self._describe()
            announce(self, self.sentence_words())

    def _sentence_at(self, point: QPoint) -> int:
        """The place of the sentence of which a character is at `point` of the viewport; -1 for none."""
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        inside = QPointF(point.x() + x, point.y() + y)
        position = self.document().documentLayout().hitTest(inside, Qt.HitTestAccuracy.ExactHit)
        return self._sentences.at(self._offset(position)) if position >= 0 else -1

    def _first_in_view(self) -> int:
        """The place of the selected sentence in view, or of the first one that begins there."""
        top = self._offset(self.cursorForPosition(QPoint(1, 1)).position())
        bottom = self._offset(self.cursorForPosition(self.viewport().rect().bottomRight()).position())
        layer = self._sentences
        shown = (at for at in layer.shown if top <= layer.sentences[at].span.start < bottom)
        return next(shown, layer.first_after(top))

    def _move_sentence(self, event: QKeyEvent) -> bool:
        """Go to another sentence, or toggle this one; whether the key did."""
        layer = self._sentences
        if not layer.sentences or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key, last = event.key(), len(layer.sentences) - 1
        if key == Qt.Key.Key_Space:
            if layer.current >= 0 and layer.is_open:
                layer.framed = True
                self._toggle(layer.current)
            return layer.is_open
        if layer.current < 0:
            steps = dict.fromkeys((Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down), 0)
            layer.current = self._first_in_view() if key in steps else -1
        else:
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            layer.framed = True
            self.focus_sentence(0 if key == Qt.Key.Key_Home else last)
            return True
        if key not in steps:
            return False
        layer.framed = True
        self.focus_sentence(min(max(layer.current + steps[Qt.Key(key)], 0), last))
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        if self._sentences.is_open:
            self._hover(-1 if event.buttons() else self._sentence_at(point))
        if self._images is not None and not event.buttons() and self._sentences.hovered < 0:
            over = Qt.CursorShape.IBeamCursor if self._image_at(point) is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(over)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.textCursor().hasSelection():
            return
        point = event.position().toPoint()
        if (point - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        image = self._image_at(point)
        if image is not None:
            self.enlarge(image)
        elif self._sentences.is_open:
            place = self._sentence_at(point)
            if place >= 0:
                self._sentences.framed = False
                self._toggle(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._sentences.hovered >= 0:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, place: int) -> None:
        if place != self._sentences.hovered:
            self._sentences.hovered = place
            over = Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(over)
            self._mark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        layer = self._sentences
        if layer.sentences and event.reason() in KEYBOARD_REASONS:
            layer.framed = True
            self.focus_sentence(layer.current if layer.current >= 0 else self._first_in_view())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._sentences.framed:
            self._sentences.framed = False
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sentences.framed:
            painter = QPainter(self.viewport())
            painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            self._sentences.paint_frame(painter, self._theme, self.document(), self._cursor)

    # images

    def image_size(self, place: int) -> QSize:
        """How large the image is that is the block at `place` of the passage."""
        image = self._image(place)
        margin = 2 * self.document().documentMargin()
        wide = self.document().textWidth()
        room = QSize(round((wide if wide > 0 else self.viewport().width()) - margin), self._most_height())
        return QSize(1, 1) if image is None else picture_size(image, self._pictures, self._theme, room)

    def paint_image(self, painter: QPainter, box: QRectF, place: int) -> None:
        """Paint the image that is the block at `place` of the passage."""
        image = self._image(place)
        if image is not None:
            paint_picture(painter, box, image, self._pictures, self._theme)

    def enlarge(self, image: Image) -> None:
        """Show an image of the passage by itself."""
        if self._pictures is not None:
            ImageDialog(image, self._theme, self._pictures, self).open()

    def _image(self, place: int) -> Image | None:
        return self._passage.blocks[place].image if self._passage is not None else None

    def _most_height(self) -> int:
        """All of an image is to be seen at once, and its caption too."""
        return max(self._theme.pixels(120), self.viewport().height() - 3 * self.fontMetrics().height())

    def _image_at(self, point: QPoint) -> Image | None:
        """The image at `point` of the viewport."""
        if self._images is None:
            return None
        format = (
            self.document().documentLayout().formatAt(QPointF(point.x(), point.y() + self.verticalScrollBar().value()))
        )
        return self._image(int(format.property(_PLACE))) if format.objectType() == _IMAGE else None

    def _write_image(self, cursor: QTextCursor, place: int, block: Block) -> None:
        if self._images is None:
            self._images = _Images(self)
            self.document().documentLayout().registerHandler(_IMAGE, self._images)
        picture = QTextCharFormat()
        picture.setObjectType(_IMAGE)
        picture.setProperty(_PLACE, place)
        cursor.insertText(PICTURE, picture)
        caption = QTextCharFormat()
        caption.setProperty(QTextFormat.Property.FontSizeAdjustment, -1)
        caption.setFontItalic(True)
        cursor.insertText(block.text.removeprefix(PICTURE), caption)

    def _repaint_image(self, name: str) -> None:
        """What was decoded is painted; what turned out to be damaged takes another room."""
        if self._passage is not None and any(image.file == name for image in self._passage.images):
            if self._pictures is not None and self._pictures.size(name).isEmpty():
                self._lay_out_images()
            self.viewport().update()

    def _lay_out_images(self) -> None:
        if self._passage is None or self._images is None:
            return
        for block in self._passage.blocks:
            if block.image is not None:
                self.document().markContentsDirty(self._position(block.start), 1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._passage is not None and self._pictures is not None and self._passage.images:
            menu.addSeparator()
            for image in dict.fromkeys(self._passage.images):
                text = self.tr("Enlarge the image: {alt}").format(alt=shortened(image.line)).replace("&", "&&")
                menu.addAction(text).triggered.connect(lambda _=False, image=image: self.enlarge(image))
        menu.popup(event.globalPos())

    # evidence

    def scroll_to(self, span: Span) -> None:
        """Bring `span` into view, a quarter below the top, unless all of it is to be seen already."""
        first, last = self._cursor(span), self._cursor(span)
        first.setPosition(first.selectionStart())
        last.setPosition(last.selectionEnd())
        top, bottom = self.cursorRect(first).top(), self.cursorRect(last).bottom()
        if top < 0 or bottom > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(max(0, bar.value() + top - self.viewport().height() // 4))
        self.setTextCursor(first)

    def paint_gutter(self, gutter: QWidget) -> None:
        """Paint the numbers of the paragraphs that are to be seen, and a bar beside evidence."""
        painter = QPainter(gutter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.document().documentLayout()
        scrolled = self.verticalScrollBar().value()
        marked = self._evidence_lines()
        painter.setFont(self._theme.font(FontRole.PASSAGE_NUMBER))
        block = self.cursorForPosition(QPoint(1, 1)).block()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -scrolled)
            if box.top() > self.height():
                break
            self._paint_beside(painter, block, box, marked)
            block = block.next()
        painter.translate(0, -scrolled)
        self._sentences.paint_beside(painter, self._theme, self.document(), self._cursor, self._gutter_width)

    def _paint_beside(
        self, painter: QPainter, block: QTextBlock, box: QRectF, marked: dict[int, tuple[float, float]]
    ) -> None:
        lines = marked.get(block.blockNumber())
        if lines is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            bar = QRectF(self._bar_center - 2, box.top() + lines[0], 4, lines[1] - lines[0])
            painter.drawRoundedRect(bar, 2, 2)
        places = self._beginning.get(block.blockNumber(), ())
        for place in places:
            if place.misled:
                self._paint_misled_bar(painter, block, box, place)
        number = block.blockFormat().property(_NUMBER)
        if number and block.layout().lineCount():
            line = block.layout().lineAt(0)
            baseline = box.top() + line.y() + line.ascent()
            painter.setPen(self._theme.color("accent" if lines is not None else "muted"))
            width = painter.fontMetrics().horizontalAdvance(str(number))
            painter.drawText(round(self._gutter_width - self._room_beside - width), round(baseline), str(number))
        self._paint_numbers(painter, block, box, [place for place in places if place.number])

    def _lines_of(self, block: QTextBlock, place: _Place) -> tuple[QTextLine, QTextLine]:
        """The first line of `place`, which begins in `block`, and the last one that it has there."""
        cursor = self._cursor(place.span)
        last = min(block.length() - 1, cursor.selectionEnd() - 1 - block.position())
        lines = block.layout()
        return lines.lineForTextPosition(cursor.selectionStart() - block.position()), lines.lineForTextPosition(last)

    def _paint_misled_bar(self, painter: QPainter, block: QTextBlock, box: QRectF, place: _Place) -> None:
        first, last = self._lines_of(block, place)
        if first.isValid() and last.isValid():
            painter.setPen(QPen(self._theme.color("wrong"), 3, Qt.PenStyle.DotLine))
            top, bottom = box.top() + first.y() + 3, box.top() + last.y() + last.ascent() + last.descent()
            painter.drawLine(QPointF(self._bar_center, top), QPointF(self._bar_center, bottom))

    def _paint_numbers(self, painter: QPainter, block: QTextBlock, box: QRectF, places: Sequence[_Place]) -> None:
        """Badges with the numbers, each in a line of its own if its place has one."""
        taken: dict[int, list[_Place]] = {}
        for place in sorted(places, key=lambda place: place.number):
            first, last = self._lines_of(block, place)
            if first.isValid() and last.isValid():
                numbers = range(first.lineNumber(), last.lineNumber() + 1)
                at = next((number for number in numbers if number not in taken), first.lineNumber())
                taken.setdefault(at, []).append(place)
        for at, beside in taken.items():
            line = block.layout().lineAt(at)
            middle = box.top() + line.y() + 2 + (line.ascent() + line.descent()) / 2
            for index, place in enumerate(reversed(beside)):
                center = QPointF(self._bar_center - index * (2 * self._radius + 1), middle)
                self._paint_badge(painter, center, place)

    def _paint_badge(self, painter: QPainter, center: QPointF, place: _Place) -> None:
        """A number in a circle; that of what misled is not filled."""
        radius = self._radius
        color = self._theme.color("wrong" if place.misled else "accent")
        painter.save()
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(self._theme.color("card") if place.misled else color)
        painter.drawEllipse(center, radius, radius)
        font = self._theme.font(FontRole.STRONG)
        font.setPixelSize(max(9, round(radius * (1.4 if place.number < 10 else 1.15))))
        painter.setFont(font)
        painter.setPen(color if place.misled else self._theme.color("on_accent"))
        around = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, str(place.number))
        painter.restore()

    @property
    def _bar_center(self) -> float:
        """Where in the gutter bars and badges stand."""
        return self._gutter_width - self._radius - 0.5

    def _evidence_lines(self) -> dict[int, tuple[float, float]]:
        """For each block with evidence, from where to where that goes, from the block's top."""
        found: dict[int, tuple[float, float]] = {}
        for span in self._evidence:
            cursor = self._cursor(span)
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                lines = block.layout()
                first = lines.lineForTextPosition(max(0, start - block.position()))
                last = lines.lineForTextPosition(min(block.length() - 1, end - 1 - block.position()))
                if first.isValid() and last.isValid():
                    top, bottom = first.y() + 2, last.y() + last.ascent() + last.descent() + 2
                    old = found.get(block.blockNumber(), (top, bottom))
                    found[block.blockNumber()] = (min(old[0], top), max(old[1], bottom))
                block = block.next()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._move_sentence(event):
            return
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep() * 9 // 10)
            return
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters and digits choose answers
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.setGeometry(0, 0, self._gutter_width, self.height())
        if self._images is not None and event.size().height() != event.oldSize().height():
            self._lay_out_images()

    def _restyle(self) -> None:
        font = self._theme.font(FontRole.PASSAGE)
        sized = font != self.document().defaultFont()
        top = self.cursorForPosition(QPoint(0, 0)).position()
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._radius = max(7.5, self._theme.scale * 7.5)
        self._room_beside = round(2 * self._radius) + 3
        self._gutter_width = self.fontMetrics().horizontalAdvance("00") + self._room_beside + 8
        self.setViewportMargins(self._gutter_width, 0, 10, 0)
        self._gutter.setGeometry(0, 0, self._gutter_width, self.height())
        if self._passage is not None and sized:
            self._write()
            self._scroll_to_top_of(top)
        self._mark()

    def _scroll_to_top_of(self, position: int) -> None:
        """Bring the line at `position` to the top."""
        self.document().documentLayout().documentSize()  # has all of it laid out, so that it can be scrolled to
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() if position else 0)

    def _write(self) -> None:
        assert self._passage is not None
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for index, block in enumerate(self._passage.blocks):
            block_format = self._block_format(block, first=index == 0)
            if index:
                cursor.insertBlock(block_format, QTextCharFormat())
            else:
                cursor.setBlockFormat(block_format)
            if block.image is not None:
                self._write_image(cursor, index, block)
                continue
            if block.marker:
                self._make_item(cursor, block)
            for run in block.runs:
                character = QTextCharFormat()
                if block.kind == "heading":
                    character.setFontWeight(QFont.Weight.DemiBold)
                    character.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if block.level <= 2 else 0)
                if block.kind == "quotation" or run.emphasis:
                    character.setFontItalic(not (block.kind == "quotation" and run.emphasis))
                if run.strong:
                    character.setFontWeight(QFont.Weight.Bold)
                if run.code:
                    character.setFontFamilies(MONOSPACE)
                cursor.insertText(run.text, character)
        cursor.endEditBlock()

    def _block_format(self, block: Block, *, first: bool) -> QTextBlockFormat:
        made = QTextBlockFormat()
        height = self.fontMetrics().height()
        if block.image is None:  # a share of an image's height would leave a gap below it
            made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        made.setBottomMargin(height * (0.3 if block.kind in ("heading", "item") else 0.7))
        if block.kind == "heading":
            made.setTopMargin(0 if first else height * 0.35)
            made.setHeadingLevel(block.level)
        if block.kind == "quotation":
            made.setLeftMargin(height * block.level)
        if block.kind == "item" and not block.marker:
            made.setLeftMargin(height * 1.6 * block.level)
        if block.number:
            made.setProperty(_NUMBER, block.number)
        return made

    def _make_item(self, cursor: QTextCursor, block: Block) -> None:
        item = QTextListFormat()
        item.setIndent(block.level)
        if block.marker == "•":
            item.setStyle(QTextListFormat.Style.ListDisc)
        else:
            item.setStyle(QTextListFormat.Style.ListDecimal)
            item.setStart(int(block.marker.rstrip(".")))
        cursor.createList(item)

    def _mark(self) -> None:
        selections = []
        self._beginning = {}
        for place in sorted(self._places, key=lambda place: not place.misled):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(place.span)
            character = QTextCharFormat()
            if not place.misled:
                character.setBackground(self._theme.color("mark"))
                character.setForeground(self._theme.color("text"))
                if place.overlaps:  # or touches: where one ends would not be seen
                    character.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                    character.setUnderlineColor(self._theme.color("accent"))
            else:
                character.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                character.setUnderlineColor(self._theme.color("wrong"))
            selection.format = character
            selections.append(selection)
            block = self.document().findBlock(selection.cursor.selectionStart())
            self._beginning.setdefault(block.blockNumber(), []).append(place)
        selections += self._sentences.selections(self._theme, self._cursor)
        self.setExtraSelections(selections)
        self._gutter.update()

    def _cursor(self, span: Span) -> QTextCursor:
        """A cursor that selects `span`; Qt counts characters beyond the Basic Multilingual Plane as two."""
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._position(span.start), last))
        cursor.setPosition(min(self._position(span.end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _position(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)

    def _offset(self, position: int) -> int:
        """The offset in the passage of a position of Qt's."""
        offset = position
        for at in self._wide:
            if self._position(at) >= position:
                break
            offset -= 1
        return offset
