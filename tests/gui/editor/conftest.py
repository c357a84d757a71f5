"""An author with the bank of every type open."""

import pytest

from tests.gui.editor.author import Author


@pytest.fixture
def author(program, qtbot):
    return Author(program, qtbot).edit()
