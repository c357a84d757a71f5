"""Every form with large text in a small window: nothing is cut, in any language, and nobody needs English."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from quizapp.gui.editor.forms.field import FieldFinding
from quizapp.gui.editor.forms.passage_picker import PassagePicker
from quizapp.gui.kit.language import use_language
from quizapp.gui.kit.theme import THEMES
from tests.gui.conftest import comes_to_rest, flush
from tests.gui.editor.forms.test_images_and_header import HEADER
from tests.gui.editor.forms.writer import Writer, bank_of, leaves
from tests.gui.geometry import faults
from tests.gui.test_contrast import weak_texts
from tests.gui.test_translation import english_of
from tests.leveled import TEXT
from tests.samples import SAMPLES

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
WIDTH, HEIGHT = 724, 440
"""Pixels of the form in a window of 1024 × 600."""


@pytest.fixture(params=[("", LTR), ("es", RTL)])
def language(request):
    language, direction = request.param
    if language:
        use_language(language)
    else:
        request.getfixturevalue("brackets")
    QGuiApplication.setLayoutDirection(direction)
    yield language
    use_language("en")
    QGuiApplication.setLayoutDirection(LTR)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_of_a_form_is_seen(qtbot, new_theme, name):
    theme, weak = new_theme(name), []
    for bank in (bank_of(SAMPLES["single_choice"][1].question), HEADER):
        writer = Writer(qtbot, theme, bank, header=bank is HEADER)
        finding = FieldFinding((*writer.path, "stem"), "This asks nothing.")
        writer.form.show_findings([finding, finding._replace(is_error=False, words="Look at this.")])
        writer.form.resize(560, 3000)
        flush()
        weak += weak_texts(writer.form)
        writer.form.close()
    writer = Writer(qtbot, theme, TEXT)
    writer.field("evidence").button.click()
    flush()
    weak += weak_texts(writer.form.findChild(PassagePicker))
    assert not weak


def test_forms_show_all_of_it(language, qtbot, new_theme):
    theme, found = new_theme(text_size=200), {}

    def look(name, window, writer):
        known = [
            *(value for _, value in leaves(writer.raw, ())),
            *(each.name for each in writer.levels),
            "coverage",
        ]
        known += [sentence.name for level in writer.levels for sentence in level.passage.sentences]
        assert comes_to_rest()
        for fault in faults(window):
            found.setdefault(fault, name)
        for text, english in english_of(window, language, *known).items() if language else ():
            found.setdefault(f"{text}: {english}", name)
        bar = writer.form.area.horizontalScrollBar()
        if bar.maximum() > 0:
            found[f"{name} is too wide by {bar.maximum()}"] = name

    writer = Writer(qtbot, theme, bank_of(*(samples[1].question for samples in SAMPLES.values())))
    writer.form.resize(WIDTH, HEIGHT)
    for place, name in enumerate(SAMPLES):
        writer.go_to(place)
        look(name, writer.form, writer)
    writer.form.close()
    header = Writer(qtbot, theme, HEADER, header=True)
    header.form.resize(WIDTH, HEIGHT)
    look("header", header.form, header)
    writer = Writer(qtbot, theme, TEXT)
    writer.form.resize(WIDTH, HEIGHT)
    look("levels", writer.form, writer)
    writer.form.resize(1024, 600)
    writer.field("evidence").button.click()
    flush()
    look("picker", writer.form.findChild(PassagePicker), writer)
    assert found == {}
