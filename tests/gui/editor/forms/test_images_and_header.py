"""The form of a bank's header, and images that are dropped or chosen."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.editor.forms.writer import QUESTION, Writer, bank_of, leaves, shows
from tests.gui.menus import choose
from tests.samples import SAMPLES

HEADER = """\
id: bees   # ours
title: Bees
description: |
  Two lines
  of words.
language: en
author: A. Teacher
license: CC BY 4.0
time_limit: 20
level_locked: true
passage:
  text: A tower was kept.
about:
  file: about.md
glossary_in_test: true
blueprint: {locate: 40, interpret: 60}
silenced:
  coverage: It is a short text.
glossary:
  - word: tower
    meaning: a high house
    forms: [towers, keep]
questions:
  - {id: one, type: true_false, stem: It was kept., key: true}
"""


def test_the_header_shows_what_the_text_says_but_for_what_has_pages_of_its_own(qtbot, theme):
    writer = Writer(qtbot, theme, HEADER, header=True)
    for path, value in leaves(writer.raw, ()):
        if path[0] not in ("questions", "passage"):
            assert shows(writer.form.field_at(path), value), path
    assert not writer.told


def test_the_header_is_changed_in_its_places(qtbot, theme):
    writer = Writer(qtbot, theme, HEADER, header=True)
    for name, words in (("title", "!"), ("time_limit", "0"), ("author", " II")):
        box = writer.field(name).box
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_End)
        QTest.keyClicks(box, words)
    writer.field("glossary_in_test").box.setChecked(False)
    box = writer.field("glossary", 0, "forms").box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    QTest.keyClicks(box, ", a castle")
    box = writer.field("blueprint", "evaluate").box
    QTest.keyClicks(box, "10")
    box = writer.field("silenced", "coverage").box
    box.clear()
    choose(writer.form.root.add, "Translation of")
    QTest.keyClicks(QApplication.focusWidget(), "abejas")
    raw = writer.raw
    assert (raw["title"], raw["time_limit"], raw["author"]) == ("Bees!", "200", "A. Teacher II")
    assert raw["glossary"][0]["forms"] == ["towers", "keep", "a castle"]
    assert raw["translation_of"] == "abejas"
    assert "glossary_in_test" not in raw
    assert raw["blueprint"] == {"locate": "40", "interpret": "60", "evaluate": "10"}
    assert "silenced" not in raw
    assert "# ours" in writer.draft.text
    assert raw["questions"] == writer.draft.value(("questions",))
    for _ in range(8):
        writer.undo()
    assert writer.draft.text == HEADER


def drop(field, file):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(file)])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(field, enter)
    if enter.isAccepted():
        QApplication.sendEvent(field, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    return enter.isAccepted()


def test_an_image_can_be_dropped_anywhere_on_a_question(qtbot, theme):
    writer = Writer(qtbot, theme, bank_of(SAMPLES["single_choice"][0].question))
    assert not drop(writer.form, "/some/notes.txt")
    assert drop(writer.form, "/some/map.webp")
    assert writer.raw["image"] == {"file": "map.webp"}
    stem = writer.field("stem").box
    stem.setFocus()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/some/map.webp")])
    assert not stem.canInsertFromMimeData(data)


def test_an_image_is_asked_for_when_it_is_dropped_and_its_words_too(qtbot, theme):
    writer = Writer(qtbot, theme, bank_of(SAMPLES["single_choice"][0].question))
    text = writer.draft.text
    choose(writer.form.root.record.add, "Image")
    field = writer.field("image")
    assert not drop(field, "/some/notes.txt")
    assert drop(field, "/some/map.PNG")
    assert writer.told[0] == ("image_requested", (*QUESTION, "image", "file"), "/some/map.PNG")
    assert writer.field("image", "file").name.text() == "map.PNG"
    box = writer.field("image", "alt").box
    assert box.isVisible()
    assert box.accessibleName() == "What it shows"
    assert box.hasFocus()
    QTest.keyClicks(box, "A map")
    assert writer.raw["image"] == {"file": "map.PNG", "alt": "A map"}
    field.remove.click()
    assert "image" not in writer.raw
    for _ in range(3):
        writer.undo()
    assert writer.draft.text == text
