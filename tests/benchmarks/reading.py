"""The tools on a passage of 20,000 words, beside a plain field of Qt's with the same document in the same window.

What is compared is the processor's time of the thread that shows both, from the wish to the painted frame. The plain
field does by Qt's own means what the tool does, with nothing else around it: no margin with numbers, no words for a
screen reader, nothing that is kept. So each bound says how much that may cost, and leaves about a quarter of room:

| Figure | The plain field | Bound | Why |
|---|---|---|---|
| ruler | paints all that is in view again | 1.5 | finds the line, and paints what the band leaves and covers |
| highlighting | shows one more of `ExtraSelection` | 6.0 | it is quoted, kept, named and told as well: 4 to 7 ms |
| scrolling | scrolls 1,000 of `ExtraSelection` | 2.6 | each pen has a line of its own; the margin goes along |
| finding | `QTextDocument.find`, place by place | 1.0 | the text is folded once, and then searched by Python |
| another level | writes the other text, and scrolls | 1.5 | both lay out a text; tools and question follow |
| theme | a window of plain widgets in the same style sheet | 10 | Qt styles each widget anew: 300, not 40 |
| text size | the same with larger fonts | 4.0 | that, and the text is laid out in a column of another width |
| memory | the same page before | 1.1 | 1,000 highlights, and the last 50 changes, which can be taken back |
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from tests.benchmarks.figures import Figure, in_fresh_python

MANY = 1_000
"""Highlights."""
_APART = 19
"""Words from the beginning of one highlight to that of the next."""
_TYPED = ("c", "co", "cou", "coun", "counc", "council")
_WINDOW = (1366, 720)

_PROGRAM = "from tests.benchmarks.reading import measure; import json; print(json.dumps(measure()))"


class Pages:
    """The page of an attempt, and a plain field that shows the same document in a column as wide."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QTextEdit

        from quizapp.app import new_application
        from quizapp.domain.attempt import PRACTICE
        from quizapp.formats.native import read_bank
        from quizapp.gui.attempt.quiz_page import QuizPage
        from quizapp.gui.kit.theme import Theme
        from quizapp.gui.passage.passage_text import PassageText
        from quizapp.paths import resources_dir
        from quizapp.services.taking import Taking
        from quizapp.settings import Settings
        from tests.benchmarks.showing import bank_file

        bank = read_bank(bank_file(folder, has_levels=True)).bank
        assert bank is not None, "the generated bank has no mistakes"
        self.bank = bank
        self.theme = Theme(new_application(), resources_dir())
        self.page = QuizPage(self.theme, Settings(folder / "settings.json"))
        self.page.show_taking(Taking(bank, PRACTICE, Random(1), time.monotonic))
        self.page.resize(*_WINDOW)
        self.page.show()
        settle()
        self.view = self.page.passage
        self.plain = QTextEdit()
        self.plain.setReadOnly(True)
        self.text = PassageText(self.plain.document())
        self.plain.document().setDefaultFont(self.view.document().defaultFont())
        self.text.write(bank.passage)
        self.plain.resize(self.view.viewport().width() + 20, self.view.height())
        self.plain.show()
        settle()
        for field in (self.view, self.plain):
            field.document().documentLayout().documentSize()  # lays all of it out
            field.verticalScrollBar().setValue(field.verticalScrollBar().maximum() // 2)
        settle()

    @property
    def places(self) -> list[Any]:
        """Where highlights are made: two words each, all over the passage."""
        from quizapp.domain.passage import Span

        text, found, at = self.bank.passage.text, [], 0
        for number, word in enumerate(text.split()):
            at = text.index(word, at)
            if number % _APART == 3 and " " in text[at : at + len(word) + 2]:
                end = text.index(" ", at)
                found.append(Span(at, min(text.find(" ", end + 1) % (len(text) + 1), at + len(word) + 5)))
            at += len(word)
        return found


def settle() -> None:
    """Wait until all that was asked for is laid out and painted."""
    from PySide6.QtWidgets import QApplication

    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def milliseconds(do: Callable[[], object]) -> float:
    """Milliseconds of this thread to do something and show it."""
    begun = time.thread_time()
    do()
    settle()
    return (time.thread_time() - begun) * 1000


def measure() -> dict[str, list[float]]:
    """Milliseconds by what is done, of the program under `NAME` and of the plain field under `plain NAME`.

    `memory` are megabytes without and with highlights. What changes the looks of all windows is done to one window at
    a time; all else takes turns.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        pages = Pages(Path(folder))

        def take_turns(name: str, pairs: list[tuple[Callable[[], object], Callable[[], object]]]) -> None:
            for ours, plain in pairs:
                times.setdefault(name, []).append(milliseconds(ours))
                times.setdefault(f"plain {name}", []).append(milliseconds(plain))

        take_turns("ruler", _ruler(pages))
        take_turns("find", _finding(pages))
        take_turns("level", _levels(pages))
        gc.collect()
        before, places = _memory(), pages.places
        pairs = _highlighting(pages, places)
        take_turns("first highlights", pairs[:10])
        take_turns("other highlights", pairs[10 : MANY - 20])
        take_turns("last highlights", pairs[MANY - 20 : MANY])
        gc.collect()
        times["memory"] = [before, _memory()]
        assert len(pages.page.tools.annotations.layer.highlights) == MANY
        take_turns("scrolling", _scrolling(pages))
        pages.plain.hide()
        _looks(pages, times)
    return times


def _ruler(pages: Pages) -> list[tuple[Callable[[], object], Callable[[], object]]]:
    """The pointer goes down line by line; afterwards the ruler is off again."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    viewport, plain = pages.view.viewport(), pages.plain.viewport()
    aids = pages.page.tools.aids
    aids.use_ruler(is_on=True, lines=1)
    settle()

    def move(y: float) -> None:
        place, none = QPointF(200, y), Qt.MouseButton.NoButton
        around = viewport.mapToGlobal(place)
        event = QMouseEvent(QEvent.Type.MouseMove, place, around, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)

    pairs: list[tuple[Callable[[], object], Callable[[], object]]] = [
        (lambda y=20 + 26 * (step % 15): move(y), plain.update) for step in range(200)
    ]
    return [*pairs, (lambda: aids.use_ruler(is_on=False), plain.update)]


def _finding(pages: Pages) -> list[tuple[Callable[[], object], Callable[[], object]]]:
    from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
    from PySide6.QtWidgets import QToolButton

    from quizapp.gui.passage.find_bar import FindBar

    find = next(each for each in pages.page.findChildren(QToolButton) if each.accessibleName() == "Find in the passage")
    find.click()
    settle()
    bar, style, document = pages.page.findChild(FindBar), QTextCharFormat(), pages.plain.document()
    style.setBackground(QColor("#ffe9a8"))

    def search(words: str) -> None:
        found, here = [], document.find(words, QTextCursor(document))
        while not here.isNull():
            found.append(here)
            here = document.find(words, here)
        if found:
            pages.plain.setTextCursor(found[0])
        pages.plain.setExtraSelections([_selection(cursor, style) for cursor in found])

    pairs: list[tuple[Callable[[], object], Callable[[], object]]] = [
        (lambda words=words: bar.field.setText(words), lambda words=words: search(words)) for words in _TYPED * 8
    ]

    def end() -> None:
        pages.plain.setExtraSelections([])

    return [*pairs, (bar.close_bar, end)]


def _selection(cursor: Any, style: Any) -> Any:
    from PySide6.QtWidgets import QTextEdit

    made = QTextEdit.ExtraSelection()
    made.cursor, made.format = cursor, style
    return made


def _levels(pages: Pages) -> list[tuple[Callable[[], object], Callable[[], object]]]:
    texts = {level: pages.bank.at_level(level).passage for level in ("easier", "standard")}
    bar = pages.plain.verticalScrollBar()

    def write(level: str) -> None:
        place = bar.value()
        pages.text.write(texts[level])
        pages.plain.document().documentLayout().documentSize()
        bar.setValue(place)

    return [
        (lambda level=level: pages.page.tools.change_level(level), lambda level=level: write(level))
        for level in ("easier", "standard") * 10
    ]


def _highlighting(pages: Pages, places: list[Any]) -> list[tuple[Callable[[], object], Callable[[], object]]]:
    """Each new highlight is in the middle of the view, or where it is once scrolled."""
    from PySide6.QtGui import QColor, QTextCharFormat

    from quizapp.gui.passage.pens import PENS

    style = QTextCharFormat()
    style.setBackground(QColor("#ffe9a8"))
    marked: list[Any] = []
    annotations = pages.page.tools.annotations
    order = Random(3).sample(places, MANY)

    def mark(number: int) -> None:
        if number % 250 == 0:
            annotations.layer.pen_requested.emit(PENS[number // 250])
        pages.view.setTextCursor(pages.view.text.cursor(order[number]))
        annotations.mark_or_remove()

    def show(number: int) -> None:
        cursor = pages.text.cursor(order[number])
        marked.append(_selection(pages.text.cursor(order[number]), style))
        cursor.setPosition(cursor.selectionStart())
        pages.plain.setTextCursor(cursor)
        pages.plain.setExtraSelections(marked)

    return [(lambda number=number: mark(number), lambda number=number: show(number)) for number in range(MANY)]


def _scrolling(pages: Pages) -> list[tuple[Callable[[], object], Callable[[], object]]]:
    bars = [pages.view.verticalScrollBar(), pages.plain.verticalScrollBar()]
    return [
        tuple(lambda bar=bar, step=step: bar.setValue(1_000 + 97 * step) for bar in bars)  # type: ignore[misc]
        for step in range(150)
    ]


def _looks(pages: Pages, times: dict[str, list[float]]) -> None:
    """Change theme and text size of the page, and then of a window of plain widgets beside the same document."""
    import shiboken6

    from quizapp.gui.kit.theme import FontRole
    from tests.benchmarks.plain_page import PlainPage

    theme = pages.theme
    wanted = [("theme", lambda: theme.use("dark")), ("theme", lambda: theme.use("light"))] * 5
    wanted += [("size", lambda: theme.resize_text(125)), ("size", lambda: theme.resize_text(100))] * 5
    for name, do in wanted:
        times.setdefault(name, []).append(milliseconds(do))
    pages.page.close()
    for window in (pages.page, pages.plain):
        shiboken6.delete(window)
    plain = PlainPage(pages.bank)
    field = plain.passage
    plain.go_to(0)
    plain.resize(*_WINDOW)
    plain.show()
    settle()
    bar = field.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)

    def restyle() -> None:
        font = theme.font(FontRole.PASSAGE)
        if font != field.document().defaultFont():
            field.document().setDefaultFont(font)
            field.document().documentLayout().documentSize()
            bar.setValue(bar.maximum() // 2)

    theme.restyle_with(restyle)
    for name, do in wanted:
        times.setdefault(f"plain {name}", []).append(milliseconds(do))
    plain.close()


def _memory() -> float:
    """Megabytes of memory that the process holds; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def run() -> list[Figure]:
    times = in_fresh_python(_PROGRAM)
    figures = []
    for name, what, bound in (
        ("ruler", "line ruler follows the pointer ÷ a repaint", 1.5),
        ("first highlights", "highlighting, none there ÷ a plain selection", 6.0),
        ("last highlights", f"highlighting, {MANY} there ÷ plain selections", 6.0),
        ("scrolling", f"scrolling {MANY} highlights ÷ plain selections", 2.6),
        ("find", "finding, a key ÷ a plain search", 1.0),
        ("level", "another level ÷ writing the text", 1.5),
        ("theme", "another theme ÷ a plain page", 10.0),
        ("size", "another text size ÷ a plain page", 4.0),
    ):
        ours = median(times[name])
        figures.append(Figure(f"{what} ({ours:.1f} ms)", ours / median(times[f"plain {name}"]), "×", bound))
    before, after = times["memory"]
    if before:
        figures.append(Figure(f"memory with {MANY} highlights ÷ without", after / before, "×", 1.1))
    return figures


if __name__ == "__main__":
    sys.exit("Run: python -m tests.benchmarks --only reading")
