"""The forms of all question types: they show what the text says, what is changed in them comes into the text, and keys
reach all of it."""

from copy import deepcopy
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar, QWidget

from quizapp.gui.editor.forms.choice_fields import ChoiceField, YesNoField
from quizapp.gui.editor.forms.field import FieldFinding
from quizapp.gui.editor.forms.text_fields import LineField, TextField, WordsField
from quizapp.question_types.word_bank import WordBank, WordGap
from tests.gui.conftest import flush
from tests.gui.editor.forms.writer import Writer, bank_of, fields_in, leaves, shows
from tests.gui.tabbing import tab_faults
from tests.samples import SAMPLES

_LARGE = ("inline_choice", "open_response", "categorize", "multiple_choice", "matching", "word_bank", "two_part")
"""Types whose sample at an edge has as many entries as that of others, and takes as long."""
ODD = ("", "x", "true", [], {}, ["x"], [[]], [{}], {"text": "x"}, {"x": ["y"]}, [{"text": []}, "y"])
"""Values of shapes that no field of a question has everywhere."""


@pytest.mark.parametrize("name", SAMPLES)
def test_the_form_of_each_type(qtbot, theme, name):
    """One form, as an author has it: it goes from question to question, and is written in."""
    minimal, full, *edge = (sample.question for sample in SAMPLES[name][: 2 if name in _LARGE else 3])
    writer = Writer(qtbot, theme, bank_of(full, minimal, *edge))
    for place in (0, 1, 0):
        writer.go_to(place)
        shows_all_that_the_text_says(writer)
    has_names_and_is_gone_through_by_tab_in_the_order_of_reading(writer)
    brings_what_is_changed_to_its_place_in_the_text_and_changes_nothing_else(writer)
    bears_whatever_an_author_has_written(writer, Random(name))
    if edge:
        writer.go_to(2)
        shows_all_that_the_text_says(writer)


def shows_all_that_the_text_says(writer):
    missing = []
    for path, value in leaves(writer.raw, writer.path):
        field = writer.form.field_at(path)
        if field.isHidden() or not shows(field, value):
            missing.append((path, value, type(field).__name__))
    assert not missing
    assert not writer.told


def bears_whatever_an_author_has_written(writer, random):
    places = sorted({path[:at] for path, _ in leaves(writer.raw, ()) for at in range(1, len(path) + 1)}, key=str)
    writer.form.hide()  # or it would be laid out anew for each of them
    for _ in range(20):
        raw = deepcopy(writer.raw)
        for place in random.sample(places, 2):
            holder = raw
            for step in place[:-1]:
                holder = holder[step] if is_there(holder, step) else None
            if is_there(holder, place[-1]):
                holder[place[-1]] = deepcopy(random.choice(ODD))
        writer.form.show_value(raw, writer.path)
        writer.form.show_findings([FieldFinding((*writer.path, *random.choice(places)), "Odd")])
        assert not writer.told


def test_what_is_found_in_a_field_is_told_with_it_until_it_is_mended(qtbot, theme):
    writer = Writer(qtbot, theme, bank_of(SAMPLES["single_choice"][0].question))
    stem, options = writer.field("stem"), writer.field("options")
    places = [(*writer.path, name) for name in ("stem", "stem", "options")]
    writer.form.show_findings([FieldFinding(path, f"{path[-1]} {at}.", at < 2) for at, path in enumerate(places)])
    assert stem.box.accessibleDescription() == f"{stem.hint} stem 0. stem 1."
    assert options.accessibleDescription() == f"{options.hint} options 2."
    writer.form.show_findings([])
    assert [stem.box.accessibleDescription(), options.accessibleDescription()] == [stem.hint, options.hint]


def is_there(holder, step):
    return step in holder if isinstance(holder, dict) else isinstance(holder, list) and step in range(len(holder))


def changed_by_its_user(field) -> str | None:
    """Use the control of `field` as somebody does; the raw value that this means, None where nothing can be changed."""
    match field:
        case WordsField():
            field.box.setFocus()
            QTest.keyClick(field.box, Qt.Key.Key_End)
            QTest.keyClicks(field.box, ", 7")
            return "7"
        case TextField() | LineField():
            meant = f"{field.raw}1"
            field.box.setFocus()
            QTest.keyClick(field.box, Qt.Key.Key_PageDown)
            QTest.keyClick(field.box, Qt.Key.Key_End)
            QTest.keyClicks(field.box, "1")
            return meant
        case YesNoField():
            QTest.keyClick(field.box, Qt.Key.Key_Space)
            return "true" if field.box.isChecked() else "false"
        case ChoiceField():
            other = (field.box.currentIndex() + 1) % field.box.count()
            field.box.setCurrentIndex(other)
            return str(field.box.currentData())
    return None


def brings_what_is_changed_to_its_place_in_the_text_and_changes_nothing_else(writer):
    tried = 0
    for path in [path for path, _ in leaves(writer.raw, writer.path)]:
        field = writer.form.field_at(path)
        is_name = isinstance(field, LineField) and path[-2] in ("columns", "categories", "options", "words")
        if path[-1] == "type" or (path[-1] == "key" and isinstance(field, YesNoField)) or is_name:
            continue  # these change more than one place, and have tests of their own
        before, was = deepcopy(writer.raw), deepcopy(writer.draft.value(path))
        value = changed_by_its_user(field)
        if value is None:
            continue
        tried += 1
        there = writer.draft.value(field.path)
        if isinstance(field, WordsField):
            assert there[-1] == value
        elif there is None:  # what counts where nothing is said need not be said
            assert isinstance(field, YesNoField | ChoiceField)
        else:
            assert there == value
            assert there != was
        assert shows(writer.form.field_at(path), value)
        writer.draft.set_value(path if not isinstance(field, WordsField) else field.path, was_at(before, path, field))
        assert writer.raw == before
        writer.show()
    assert tried >= 4
    writer.told.clear()


def has_names_and_is_gone_through_by_tab_in_the_order_of_reading(writer):
    for field in list(fields_in(writer.form.root)):
        assert field.label
    for widget in writer.form.root.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, QScrollBar):
            words = widget.accessibleName() or getattr(widget, "text", str)()
            assert words.strip(), widget
    size = writer.form.size()
    writer.form.resize(700, 9000)
    flush()
    writer.form.root.type.box.setFocus()
    assert not list(tab_faults(writer.form.root.type.box))
    writer.form.resize(size)


def was_at(raw, path, field):
    for name in (field.path if isinstance(field, WordsField) else path)[2:]:
        raw = raw[name]
    return raw


def test_a_word_that_is_changed_is_changed_in_every_gap_that_accepts_it(qtbot, theme):
    gaps = (WordGap(("bee", "hive")), WordGap("bee"), WordGap("wax"))
    words = WordBank(id="w", stem="?", text="[1] [2] [3]", words=("bee", "hive", "wax"), gaps=gaps)
    writer = Writer(qtbot, theme, bank_of(words))
    writer.field("words", 0).box.setFocus()
    QTest.keyClick(writer.field("words", 0).box, Qt.Key.Key_End)
    QTest.keyClicks(writer.field("words", 0).box, "s")
    assert writer.raw["words"] == ["bees", "hive", "wax"]
    assert [gap["key"] for gap in writer.raw["gaps"]] == [["bees", "hive"], "bees", "wax"]
    assert writer.question is not None
