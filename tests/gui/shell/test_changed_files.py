"""A bank that is shown follows its file, whichever way another program writes it."""

import pytest

from quizapp.gui.library.reading_page import ReadingPage
from tests.gui.file_writing import WAYS, write_in_place


@pytest.fixture
def page_of(program, qtbot):
    """The page that a bank is read or taken on, once it is shown."""

    def shown(kind):
        qtbot.waitUntil(lambda: isinstance(program.window.pages.currentWidget(), kind))
        return program.window.pages.currentWidget()

    return shown


def test_the_library_shows_what_was_saved_or_added(program, qtbot):
    window, bank = program.window, program.bank
    page = window.library_page
    page.list.setCurrentIndex(page.model.index(page.model.row_of(bank)))
    text = bank.read_text("utf-8")
    for write in WAYS:
        write(bank, text.replace("title: Every type", f"title: {write.__name__}"))
        qtbot.waitUntil(lambda: page.detail.entry.title == write.__name__)  # noqa: B023
    bank.with_name("new.yaml").write_text(text.replace("id: every-type", "id: new").replace("Every type", "A new one"))
    qtbot.waitUntil(lambda: "A new one" in [getattr(row, "title", "") for row in page.model.rows])


def test_a_passage_that_is_read_is_shown_anew_at_its_place(program, page_of, qtbot):
    window, bank = program.window, program.bank
    window.library_page.detail.read_requested.emit(bank)
    page = page_of(ReadingPage)
    view = page.card.passage
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(bar.maximum() // 2)
    place = view.paragraph_place()
    words = next(block.text for block in view.passage.blocks if block.number == place.number)
    text = bank.read_text("utf-8")
    first = view.passage.blocks[0].text[:30]
    indent = next(line for line in text.split("\n") if first in line).split(first)[0]
    for number, write in enumerate(WAYS, 1):
        text = text.replace(f"{indent}{first}", f"{indent}New paragraph {number}.\n\n{indent}{first}", 1)
        write(bank, text)
        qtbot.waitUntil(lambda: f"New paragraph {number}." in view.passage.text)  # noqa: B023
        now = view.paragraph_place()
        assert next(block.text for block in view.passage.blocks if block.number == now.number) == words
        assert abs(now.top - place.top) < 2
        assert "new version" in window.notice.text.text()
    write_in_place(bank, "id: [")
    qtbot.waitUntil(lambda: "has mistakes" in window.notice.text.text())
    assert "New paragraph 3." in view.passage.text
    write_in_place(bank, text)
