"""The forms in the editor's page: evidence is picked, images are added, and findings come below their fields."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from quizapp.gui.editor.forms.passage_picker import PassagePicker
from tests.gui.conftest import flush
from tests.gui.menus import choose
from tests.images import png


def field_of(author, *rest):
    return author.page.form.question.field_at(("questions", 0, *rest))


def test_evidence_is_picked_in_the_passage_of_the_bank(author):
    author.choose(0)
    before = author.draft.text
    field = field_of(author, "evidence")
    count = len(field.entries())
    field.button.click()
    flush()
    picker = author.page.findChild(PassagePicker)
    QTest.keyClick(picker.view, Qt.Key.Key_Down)
    words = picker.chosen.text()
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    author.wait()
    assert words in [line.words.text() for view in field.views for line in view.lines]
    assert len(field.entries()) == count + 1
    assert words[1:-1] in str(author.draft.value(("questions", 0, "evidence")))
    author.page.undo()
    assert author.draft.text == before


def test_an_image_comes_into_a_question_that_had_none(author, tmp_path):
    author.choose(0)
    file = tmp_path / "map.png"
    file.write_bytes(png(4, 4))
    choose(author.page.form.question.root.record.add, "Image")
    field_of(author, "image", "file").request(str(file))
    author.wait()
    assert author.draft.value(("questions", 0, "image")) == {"file": "map.png"}
    QTest.keyClicks(field_of(author, "image", "alt").box, "A map")
    author.wait()
    assert author.draft.question(0).image.alt == "A map"


def test_a_mistake_is_told_below_its_field(author):
    author.choose(0)
    box = field_of(author, "stem").box
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    author.wait()
    notes = [note.what for note in author.notes(0) if note.path[2:] == ("stem",)]
    told = [label.text() for label in field_of(author, "stem").findChildren(QLabel)]
    assert notes
    assert all(any(note in each for each in told) for note in notes)


def test_under_a_field_nothing_is_said_of_the_file(author):
    for type_name in ("single_choice", "evidence"):
        author.page.changes.add(type_name, author.page.place)
        author.wait()
        told = {label.text() for label in author.page.form.question.findChildren(QLabel) if label.isVisible()}
        assert "The text is empty. Write something here." in told
        assert not any("quotation marks" in each or "“keys”" in each for each in told)
    assert "There are too few here: 0. Write at least 1." in told
    author.choose(0)
    author.bank.set_value(("questions", 0, "options", 0, "key"), None)
    author.wait()
    told = " ".join(label.text() for label in author.page.form.question.findChildren(QLabel) if label.isVisible())
    assert "None of the options is the right answer. Mark the right one." in told
