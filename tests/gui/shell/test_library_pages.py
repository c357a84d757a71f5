"""The library in the window: a bank that is there in several languages."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

_HEAD = """\
passage:
  text: |
    # Title

    Some words.
questions:
  - {id: q, type: true_false, stem: It is so., key: true}
"""


@pytest.fixture
def in_two_languages(start, tmp_path):
    folder = tmp_path / "quizapp" / "banks"
    (folder / "bees.yaml").write_text(f"id: bees\ntitle: The Bees\n{_HEAD}", encoding="utf-8")
    spanish = f"id: bees-es\ntitle: Las abejas\nlanguage: es\ntranslation_of: bees\n{_HEAD}"
    (folder / "abejas.yaml").write_text(spanish, encoding="utf-8")
    return start


def titles(window):
    return [row.title for row in window.library_page.model.rows if hasattr(row, "path") and row.id.startswith("bees")]


def test_the_library_shows_a_bank_in_the_programs_language_and_others_on_request(in_two_languages, qtbot):
    usual = QLocale()
    QLocale.setDefault(QLocale("es_US"))
    try:
        window = in_two_languages().window
        qtbot.waitUntil(lambda: titles(window) == ["Las abejas"])
        page = window.library_page
        row = next(row for row, entry in enumerate(page.model.rows) if getattr(entry, "id", "") == "bees-es")
        page.list.setCurrentIndex(page.model.index(row))
        (english,) = (button for button in page.detail.also_in.buttons if button.isVisible())
        english.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(english, Qt.Key.Key_Space)

        assert titles(window) == ["The Bees"]
        assert page.detail.entry is not None
        assert page.detail.entry.id == "bees"
        assert page.list.currentIndex().row() == row
        assert window.focusWidget() is page.list
        (spanish,) = (button for button in page.detail.also_in.buttons if button.isVisible())
        assert spanish.text() == "Español"
        page.search.setText("abejas")  # found in whichever language it is
        qtbot.waitUntil(lambda: titles(window) == ["Las abejas"])
        page.search.clear()
        assert titles(window) == ["The Bees"]
    finally:
        QLocale.setDefault(usual)
