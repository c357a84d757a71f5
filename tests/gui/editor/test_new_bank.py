"""A new bank: from a text that is typed, pasted or in a file, to a bank that is in the library."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit

from quizapp.domain.passage import read_passage
from quizapp.services.draft_recovery import recoveries
from tests.gui.editor.author import CTRL, SHIFT, Author
from tests.gui.editor.test_saving import answer, dialog_of
from tests.gui.seen import texts
from tests.images import png

KEY = Qt.Key
TEXT = "A hive hums in June. The keeper counts the bees each spring.\n\nIn winter the bees stay in the hive."


@pytest.fixture
def author(program, qtbot):
    author = Author(program, qtbot)
    frame = author.window.centralWidget()
    qtbot.waitUntil(lambda: bool(frame.actions()))  # keys are listened to after the first paint
    author.key(KEY.Key_N, CTRL | SHIFT)
    return author.wait()


@pytest.fixture
def new(author):
    return author.window.editor.new_page


def test_a_bank_begins_with_a_title_and_a_text_and_is_in_the_library_once_saved(author, new):
    assert not new.begin.isEnabled()
    assert any("Give the bank a title first." in each for each in texts(new))
    author.type("A hive in June").key(KEY.Key_Tab).type(TEXT)
    assert not any("title first" in each for each in texts(new))
    author.press("Begin")
    assert author.draft.value(("title",)) == "A hive in June"
    assert author.draft.value(("language",)) == "en"
    assert author.draft.value(("passage", "text")) == f"{TEXT}\n"
    assert author.draft.value(("questions", 0, "type")) == "single_choice"
    assert "Not saved" in author.shown
    path = author.bank.path
    assert not path.exists()
    author.key(KEY.Key_S, CTRL).wait()
    assert path == author.program.folder / "banks" / "a-hive-in-june.yaml"
    assert path.read_text("utf-8").startswith(
        "id: a-hive-in-june\ntitle: A hive in June\nlanguage: en\npassage:\n  text: |\n"
    )
    assert any(entry.path == path for entry in author.program.library.entries())


def test_a_text_comes_from_a_file_that_is_dropped_and_one_that_is_none_is_told(author, new, tmp_path, spoken):
    file = tmp_path / "bees.md"
    file.write_text("# Bees\n\nA hive hums.\n\n![a map](map.png)\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert new.passage.canInsertFromMimeData(data)
    new.passage.insertFromMimeData(data)
    author.wait()
    assert new.passage.toPlainText().startswith("# Bees\n\nA hive hums.")
    assert new.title.text() == "Bees"
    assert new.told.text()
    bad = tmp_path / "bees.docx"
    bad.write_bytes(b"no document")
    new.read(bad)
    author.wait()
    assert new.told.warns
    assert "bees.docx" in new.told.text()
    assert spoken[-1] == new.told.text()
    assert new.told.isVisible()
    assert new.passage.toPlainText().startswith("# Bees")  # what was there stays
    new._use_folder(tmp_path)
    assert f"It will be in the folder {tmp_path}." in texts(new)
    author.press("Cancel")
    author.key(KEY.Key_N, CTRL | SHIFT).wait()
    assert not new.told.isVisible()


def test_a_text_that_is_pasted_keeps_its_paragraphs(author, new):
    data = QMimeData()
    data.setText("A hive\r\nA hive hums in June.\r\n1. The keeper counts the bees.\r\n")  # as Word and the web give it
    new.passage.insertFromMimeData(data)
    author.wait()
    passage = read_passage(new.passage.toPlainText())
    assert [block.text for block in passage.blocks] == ["A hive hums in June.", "1. The keeper counts the bees."]
    assert new.title.text() == "A hive"
    data.setText(" Some\nwords.")
    new.passage.moveCursor(QTextCursor.MoveOperation.End)
    new.passage.insertFromMimeData(data)
    assert new.passage.toPlainText().endswith("bees. Some\nwords.")


def test_cancel_leads_back_and_leaves_nothing(author, new):
    before = set(author.program.folder.rglob("*.yaml"))
    author.type("A hive").press("Cancel")
    assert author.window.pages.currentWidget() is author.window.library_page
    assert set(author.program.folder.rglob("*.yaml")) == before


def test_a_bank_without_a_text_can_be_written_and_is_not_lost_by_leaving(author, new):
    author.type("No text").press("Begin")
    assert author.draft.value(("passage",)) is None
    author.choose(-1)
    author.page.panes.show_pane("form", focus=True)
    author.wait().type("A hive hums.").wait()
    assert author.draft.value(("passage", "text")) == "A hive hums.\n"
    author.key(KEY.Key_Z, CTRL).wait()
    assert author.draft.value(("passage",)) is None
    author.press("Back to the library")
    answer(author, "Don’t save")
    assert author.window.pages.currentWidget() is author.window.library_page
    assert not list(author.program.folder.rglob("no-text.yaml"))


def test_an_image_that_is_dropped_into_the_passage_asks_what_it_shows_and_comes_along(author, new, tmp_path):
    author.type("A map").key(KEY.Key_Tab).type("A hive hums.").press("Begin")
    image = tmp_path / "the map.png"
    image.write_bytes(png(20, 10))
    author.choose(-1)
    field, data = author.page.form.passage.text, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(image))])
    assert field.canInsertFromMimeData(data)
    field.insertFromMimeData(data)
    dialog_of(author).findChild(QLineEdit).setText("A map of the hive")
    answer(author, "Add it")
    assert "![A map of the hive](" in author.draft.value(("passage", "text"))
    author.key(KEY.Key_S, CTRL).wait()
    assert [file.read_bytes() for file in author.bank.path.parent.glob("*.png")] == [image.read_bytes()]
    assert not [note for note in author.page.checking.notes if note.path[:1] == ("passage",)]
    author.pane("preview")
    assert author.page.preview.passage.passage.images[0].alt == "A map of the hive"


def test_what_is_typed_for_a_new_bank_stays_until_it_is_canceled(author, new):
    author.type("Bees").key(KEY.Key_Tab).type(TEXT)
    author.key(KEY.Key_Escape).wait()
    assert author.window.pages.currentWidget() is author.window.library_page
    author.key(KEY.Key_N, CTRL | SHIFT).wait()
    assert (new.title.text(), new.passage.toPlainText()) == ("Bees", TEXT)
    assert new.title.hasFocus()
    new.type.setCurrentIndex(3)
    new.language.setCurrentIndex(0)
    author.press("Cancel")
    author.key(KEY.Key_N, CTRL | SHIFT).wait()
    assert (new.title.text(), new.passage.toPlainText()) == ("", "")
    assert (new.type.currentIndex(), new.language.currentData()) == (0, "en")


def test_a_new_bank_outlives_the_program_as_it_began(author, new):
    author.type("Bees").key(KEY.Key_Tab).type(TEXT)
    author.press("Begin")
    (kept,) = recoveries(author.window.learning.access.paths)
    assert kept.title == "Bees"
