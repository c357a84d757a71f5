"""Every form with large text in a small window: nothing is cut, in any language, and nobody needs English."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from quizapp.gui.editor.forms.field import FieldFinding
from quizapp.gui.editor.forms.passage_picker import PassagePicker
from quizapp.gui.kit.language import use_language
from quizapp.gui.kit.theme import THEMES
from tests.gui.conftest import flush
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


@pytest.fixture(params=[("", LTR), ("es", RTL), ("pt_BR", LTR)])
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
            *(value for _, value in leaves(writer.draft.data, ())),
            *(each.name for each in writer.levels),
            "coverage",
        ]
        known += [sentence.name for level in writer.levels for sentence in level.passage.sentences]
        flush()
        for fault in faults(window):
            found.setdefault(fault, name)
        for text, english in english_of(window, language, *known).items() if language else ():
            found.setdefault(f"{text}: {english}", name)

    names = SAMPLES if language != "pt_BR" else ("single_choice", "gap_fill", "evidence", "two_part")  # words are alike
    banks = {name: bank_of(SAMPLES[name][1].question) for name in names}
    for name, bank in {**banks, "levels": TEXT}.items():
        writer = Writer(qtbot, theme, bank)
        writer.form.resize(WIDTH, HEIGHT)
        look(name, writer.form, writer)
        bar = writer.form.area.horizontalScrollBar()
        if bar.maximum() > 0:
            found[f"{name} is too wide by {bar.maximum()}"] = name
        writer.form.close()
    header = Writer(qtbot, theme, HEADER, header=True)
    header.form.resize(WIDTH, HEIGHT)
    look("header", header.form, header)
    writer = Writer(qtbot, theme, TEXT)
    writer.form.resize(1024, 600)
    writer.field("evidence").button.click()
    flush()
    look("picker", writer.form.findChild(PassagePicker), writer)
    assert found == {}
