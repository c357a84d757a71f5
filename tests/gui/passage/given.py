"""What there is at the beginning of the stories about a passage."""

import json
import sys

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.event import PlaceNoted
from quizapp.gui.library.reading_page import ReadingPage
from quizapp.gui.passage.line_ruler import RulerLayer
from quizapp.gui.passage.meaning_bubble import MeaningBubble
from quizapp.gui.passage.passage_view import PassageView
from tests.gui.conftest import EVERY_TYPE
from tests.gui.story import given
from tests.images import png

GLOSSARY = """\
glossary:
  - word: tower
    forms: [towers]
    meaning: A high, narrow building.
  - word: keeper
    meaning: Somebody who looks after a place.
  - word: unanimous
    meaning: Agreed to by everybody.
"""
LEVELS = """\
levels:
  - id: standard
    name: As it was written
  - id: easier
    name: Easier to read
    text: |
"""


def write_bank(folder):
    """Write a bank of its own, whose passage has word meanings, and an easier level with another fourth paragraph."""
    source = (
        EVERY_TYPE.read_text("utf-8").replace("id: every-type", "id: bees").replace("title: Every type", "title: Bees")
    )
    head, _, rest = source.partition("about:\n")
    text = head.partition("  text: |\n")[2].replace(
        "In the first year, the bees made nine jars of honey, and the keeper wrote each of them down in a thin green book.",  # noqa: E501
        "The first year brought nine jars of honey.",
    )
    assert "brought" in text
    level = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
    (folder / "banks" / "bees.yaml").write_text(f"{head}{LEVELS}{level}{GLOSSARY}about:\n{rest}", "utf-8")


@given("a text with word meanings and two levels")
def a_text_with_word_meanings(start, tmp_path):
    write_bank(tmp_path / "quizapp")
    program = start()

    def kept() -> list[str]:
        """The notes that would be there after a power cut."""
        learning = program.window.learning
        learning.journal.settle()
        (row,) = learning.journal.attempts(learning.learner.id)
        return [event.text for event in learning.journal.events(row.id) if isinstance(event, PlaceNoted)]

    def is_kept() -> None:
        assert kept()[-1] == program.window.pages.currentWidget().tools.annotations._note_panel.field.toPlainText()

    def view() -> PassageView:
        return next(each for each in program.window.findChildren(PassageView) if each.isVisible())

    def where_the_ruler_is() -> list[str]:
        """The lines that the ruler leaves bright."""
        (ruler,) = [layer for layer in view().layers if isinstance(layer, RulerLayer)]
        band = ruler.band() if ruler.is_on else (0, 0)
        block, lines = view().document().begin(), []
        while block.isValid():
            layout = block.layout()
            for line in map(layout.lineAt, range(layout.lineCount())):
                if band[0] < layout.position().y() + line.y() + line.height() / 2 < band[1]:
                    lines.append(block.text()[line.textStart() :][: line.textLength()].replace("\u2028", ""))
            block = block.next()
        return [f"  ruler: {line[:60]}" for line in lines] or ["  no ruler"]

    def point_at_meaning(is_there: bool) -> None:
        if is_there:
            QApplication.sendEvent(view().viewport(), QEvent(QEvent.Type.Leave))
        bubble = program.window.findChild(MeaningBubble)
        at = QPointF(bubble.rect().center())
        entered = QEnterEvent(at, at, bubble.mapToGlobal(at))
        QApplication.sendEvent(bubble, entered if is_there else QEvent(QEvent.Type.Leave))

    return program, {
        "what is typed is kept": is_kept,
        "where the ruler is": where_the_ruler_is,
        "the pointer goes on to the meaning": lambda: point_at_meaning(True),
        "the pointer leaves the meaning": lambda: point_at_meaning(False),
    }


FROM_THE_RIGHT = """\
id: tower
title: البرج
language: ar
passage:
  text: |
    # برج المنارة

    بقي البرج فارغا. قالت مارتا كلمتها. كتبت تقريرا.

    ![خريطة](map.png)

    جاء النحل. صوتت المدينة.
questions:
  - id: who
    type: evidence
    stem: من تكلم؟
    select: 1
    keys: [قالت مارتا كلمتها]
  - id: said
    type: true_false
    stem: قالت مارتا كلمتها.
    key: "true"
    evidence: [جاء النحل, صوتت المدينة]
"""


@given("a text from the right, with a picture")
def a_text_from_the_right(start, tmp_path):
    folder = tmp_path / "quizapp" / "banks"
    (folder / "tower.yaml").write_text(FROM_THE_RIGHT, "utf-8")
    (folder / "map.png").write_bytes(png(300, 200))
    program = start()

    def click_picture() -> None:
        view = program.window.pages.currentWidget().passage
        block = view.document().begin()
        while view.text.image_of(block.begin().fragment().charFormat()) is None:
            block = block.next()
        box = view.document().documentLayout().blockBoundingRect(block)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())

    return program, {"click the picture": click_picture}


ENGINE = """\
import sys
print('{"event": "ready"}', flush=True)
with open(sys.argv[1], "a", buffering=1, encoding="utf-8") as asked:
    for line in sys.stdin:
        if '"event"' in line:
            print(line, end="", flush=True)
        else:
            asked.write(line)
"""
"""A voice that tells what it is told to tell, and notes what it is to say."""


@given("a text and a voice")
def a_text_and_a_voice(start, tmp_path, monkeypatch, qtbot):
    """What the voice does are steps; it is a process, as every voice is."""
    asked, listened = tmp_path / "asked.jsonl", 0
    speech = "quizapp.gui.kit.speech"
    monkeypatch.setattr(f"{speech}._command", lambda: [sys.executable, "-S", "-c", ENGINE, str(asked)])
    monkeypatch.setattr(f"{speech}.find_spec", lambda name: name)
    write_bank(tmp_path / "quizapp")
    program = start()

    def reader():
        page = program.window.pages.currentWidget()
        return page.read_aloud if isinstance(page, ReadingPage) else page.tools.read_aloud

    def tell(event: str, *, number: int | None = None, **more: object) -> None:
        speech = reader().speech
        signals = {"begun": speech.begun, "done": speech.done, "word": speech.word_said, "failed": speech.failed}
        told = {"event": event, "id": reader()._number if number is None else number, **more}
        with qtbot.waitSignal(signals[event]):
            speech._write(told)

    def listen() -> list[str]:
        """What the voice was to say since the last time."""
        nonlocal listened
        tell("word", number=-1, start=0, length=0)  # comes back when all before is noted
        lines = list(map(json.loads, asked.read_text("utf-8").splitlines()))
        new, listened = lines[listened:], len(lines)
        said = "  voice: {language}, {rate}: {text}"
        return [said.format(**each) if each["do"] == "say" else f"  voice: {each['do']}" for each in new]

    def break_down() -> None:
        with qtbot.waitSignal(reader().speech.failed):
            reader().speech._process.kill()

    return program, {
        "listen": listen,
        "the voice begins": lambda: tell("begun"),
        "the voice says its second word": lambda: tell("word", start=4, length=6),
        "the voice has said it": lambda: tell("done"),
        "what was said before is over": lambda: tell("done", number=1),
        "what was said before begins": lambda: tell("begun", number=1),
        "a word of before is said": lambda: tell("word", number=1, start=0, length=3),
        "the voice does not know the language": lambda: tell("failed", reason="no_voice"),
        "the voice breaks down": break_down,
        "a voice that was let go ends late": lambda: reader().speech._told.emit(None, ""),
        "the voice is taken away": lambda: monkeypatch.setattr(f"{speech}.find_spec", lambda name: None),
    }
