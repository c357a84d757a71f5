"""The forms of all question types: they show what the text says, and what is changed in them comes into the text."""

import pytest

from tests.gui.editor.forms.writer import Writer, bank_of, leaves, shows
from tests.samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_a_form_shows_all_that_the_text_says_and_tells_nothing_by_showing(qtbot, theme, name):
    for sample in SAMPLES[name]:
        writer = Writer(qtbot, theme, bank_of(sample.question))
        missing = []
        for path, value in leaves(writer.raw, writer.path):
            field = writer.form.field_at(path)
            if field.isHidden() or not shows(field, value):
                missing.append((path, value, type(field).__name__))
        assert not missing
        assert not writer.told
