"""The form of a bank's header, and images that are dropped or chosen."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.gui.editor.forms.writer import Writer, bank_of, leaves, shows
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
