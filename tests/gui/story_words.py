"""Texts in a window as stories tell them, and what a hand with a mouse does in them, and in lists."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QTextEdit, QWidget

from quizapp.gui.kit.theme import THEMES

_LINES = QTextCharFormat.UnderlineStyle
_LEFT = Qt.MouseButton.LeftButton
_BEGINNING = 40
"""Letters of a paragraph by which it is known."""
_INSIDE = 3
"""Pixels from the edge of a letter to where it is clicked."""


def state_of(view: QTextEdit) -> Iterator[str]:
    """Tell what is marked in a text and how, what is selected, and what is at the top where it is scrolled."""
    yield from dict.fromkeys(
        f"marked{_look(each.format)}: {each.cursor.selectedText()}"
        for each in view.extraSelections()
        if each.cursor.hasSelection()
    )
    if view.textCursor().hasSelection():
        yield f"selected: {view.textCursor().selectedText()}"
    if view.verticalScrollBar().value():
        yield f"at the top: {view.cursorForPosition(QPoint(1, 1)).block().text()[:_BEGINNING]}"


def _look(style: QTextCharFormat) -> str:
    parts = [f"on {_color(style.background().color())}"] if style.background().style() else []
    if style.underlineStyle() != _LINES.NoUnderline:
        parts.append(f"with a line of {_color(style.underlineColor())} ({style.underlineStyle().name})")
    return " ".join(["", *parts])


def _color(color: QColor) -> str:
    """The name of a color in the theme, without what other names it has."""
    found = [name for theme in THEMES.values() for name, value in theme._asdict().items() if QColor(value) == color]
    return found[0] if found else color.name()


def click_on(views: list[QWidget], words: str, *, twice: bool = False) -> None:
    """Click the first of `words` in a text, or the row with them in a list."""
    view, at, _ = _find(views, words)
    (QTest.mouseDClick if twice else QTest.mouseClick)(view.viewport(), _LEFT, pos=at)


def point_at(views: list[QWidget], words: str) -> str:
    """Move the pointer over `words`, or away from all texts, where there are none; the tip of a row, if it has one."""
    if words:
        view, at, _ = _find(views, words)
        _move(view, at, Qt.MouseButton.NoButton)
        if isinstance(view, QAbstractItemView):
            return str(view.indexAt(at).data(Qt.ItemDataRole.ToolTipRole) or "")
    for view in views if not words else ():
        if isinstance(view, QTextEdit):
            QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    return ""


def select(views: list[QWidget], words: str) -> None:
    """Drag the pressed mouse over `words` of a text."""
    view, start, end = _find([each for each in views if isinstance(each, QTextEdit)], words)
    start -= QPoint(_INSIDE, 0)
    QTest.mousePress(view.viewport(), _LEFT, pos=start)
    for at in ((start + end) / 2, end):
        _move(view, at, _LEFT)
    QTest.mouseRelease(view.viewport(), _LEFT, pos=end)


def open_menu(views: list[QWidget], words: str, keyboard: QWidget) -> None:
    """Press the right button of the mouse on `words`, or the menu key, where there are none."""
    if words:
        view, at, _ = _find(views, words)
        target, reason = view.viewport(), QContextMenuEvent.Reason.Mouse
    else:
        at, target, reason = QPoint(5, 5), keyboard, QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))


def _move(view: QAbstractScrollArea, at: QPoint, button: Qt.MouseButton) -> None:
    place, around = QPointF(at), QPointF(view.viewport().mapToGlobal(at))
    none = Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, place, around, Qt.MouseButton.NoButton, button, none)
    QApplication.sendEvent(view.viewport(), moved)


def _find(views: list[QWidget], words: str) -> tuple[QAbstractScrollArea, QPoint, QPoint]:
    """The view with these words, scrolled to them as one does before one clicks; the points where they begin and end.

    A row of a list has only its middle.
    """
    for view in views:
        if isinstance(view, QTextEdit) and words in view.toPlainText():
            return view, *_ends_of_words(view, words)
        if isinstance(view, QAbstractItemView) and (middle := _middle_of_row(view, words)) is not None:
            return view, middle, middle
    raise AssertionError(f"“{words}” is nowhere")


def _ends_of_words(view: QTextEdit, words: str) -> tuple[QPoint, QPoint]:
    start, text = QTextCursor(view.document()), view.toPlainText()
    start.setPosition(len(text[: text.index(words)].encode("utf-16-le")) // 2)
    end = QTextCursor(start)
    end.movePosition(QTextCursor.MoveOperation.Right, n=len(words.encode("utf-16-le")) // 2)
    bar = view.verticalScrollBar()
    if view.cursorRect(start).top() < 0 or view.cursorRect(end).bottom() > view.viewport().height():
        bar.setValue(bar.value() + view.cursorRect(start).top() - view.viewport().height() // 3)
    to_left = start.block().textDirection() is Qt.LayoutDirection.RightToLeft
    inside = QPoint(-_INSIDE if to_left else _INSIDE, 0)
    return view.cursorRect(start).center() + inside, view.cursorRect(end).center()


def _middle_of_row(view: QAbstractItemView, words: str) -> QPoint | None:
    model = view.model()
    for row in range(model.rowCount() if model is not None else 0):
        index = model.index(row, 0)
        if words in f"{index.data()} {index.data(Qt.ItemDataRole.AccessibleTextRole)}":
            view.scrollTo(index)
            return view.visualRect(index).center()
    return None
