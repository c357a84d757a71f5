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


def test_a_language_that_is_chosen_for_one_bank_is_that_of_all_about_the_same_text(start, tmp_path, qtbot):
    folder = tmp_path / "quizapp" / "banks"
    texts = {"bees": "# Bees\n\nSome words.", "abejas": "# Abejas\n\nUnas palabras.", "more": "# More\n\nOther words."}
    texts["mas"] = "# Más\n\nOtras palabras."
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    for name, english, spanish in (("1", "bees", "abejas"), ("2", "bees", "abejas"), ("3", "more", "mas")):
        asked = _HEAD.partition("questions:")[2]
        source = f"id: bees-{name}\ntitle: English {name}\npassage: {{file: {english}.md}}\nquestions:{asked}"
        (folder / f"bees-{name}.yaml").write_text(source, encoding="utf-8")
        head = f"id: bees-{name}-es\ntitle: Español {name}\nlanguage: es\ntranslation_of: bees-{name}\n"
        other = f"{head}passage: {{file: {spanish}.md}}\nquestions:{asked}"
        (folder / f"bees-{name}-es.yaml").write_text(other, encoding="utf-8")
    window = start().window
    qtbot.waitUntil(lambda: titles(window) == ["English 1", "English 2", "English 3"])
    page = window.library_page
    row = next(row for row, entry in enumerate(page.model.rows) if getattr(entry, "id", "") == "bees-2")
    page.list.setCurrentIndex(page.model.index(row))
    next(button for button in page.detail.also_in.buttons if button.text() == "Español").click()
    assert titles(window) == ["Español 1", "Español 2", "English 3"]
    assert page.detail.entry is not None
    assert page.detail.entry.id == "bees-2-es"
