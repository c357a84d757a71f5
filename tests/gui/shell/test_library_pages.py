"""The library in the window: a bank that is there in several languages."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from quizapp.domain.attempt import PRACTICE
from quizapp.formats.native import read_bank

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


SHOWN_AS_IT_STANDS = '<b>x</b><img src="/etc/passwd">'
HOSTILE_BANK = f"""\
id: bees
title: '{SHOWN_AS_IT_STANDS} bees'
passage:
  text: |
    # Title

    Some words.
levels:
  - {{id: standard, name: '{SHOWN_AS_IT_STANDS} plain'}}
  - id: easy
    name: '{SHOWN_AS_IT_STANDS} easy'
    text: |
      # Title

      Few words.
questions:
  - {{id: q, type: true_false, stem: '{SHOWN_AS_IT_STANDS} is so.', key: true}}
"""


def test_no_tip_takes_what_somebody_has_written_for_html(start, tmp_path, qtbot):
    (tmp_path / "quizapp" / "banks" / "bees.yaml").write_text(HOSTILE_BANK, "utf-8")
    program = start()
    window = program.window
    qtbot.waitUntil(lambda: window.study is not None)
    window.learning.choose_new(SHOWN_AS_IT_STANDS)
    qtbot.waitUntil(lambda: window.learning.name == SHOWN_AS_IT_STANDS)
    bank = read_bank(tmp_path / "quizapp" / "banks" / "bees.yaml").bank
    page = window.library_page
    tips = [page.model.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(len(page.model.rows))]
    window.session.begin(bank, PRACTICE)
    tips += [widget.toolTip() for widget in window.findChildren(QWidget)]
    written = [tip for tip in tips if tip and "/etc/passwd" in tip]
    assert len(written) >= 3  # the bank, the learner, the level
    assert not [tip for tip in written if "<img" in tip]
