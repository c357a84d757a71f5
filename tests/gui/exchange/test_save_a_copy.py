"""A copy of a bank for another tool: what the format cannot hold is told first, and then it is written whole."""

import pytest
from PySide6.QtWidgets import QFileDialog

from quizapp.formats.native import read_bank
from quizapp.gui.exchange.export_page import ExportPage
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.interchange.catalog import BOTH_WAYS, WRITTEN
from quizapp.services.exchange import read_file
from quizapp.services.made_questions import ShownQuestion
from tests.gui.conftest import flush
from tests.gui.seen import texts


@pytest.fixture
def page(program, qtbot):
    library = program.window.library_page
    library.list.setCurrentIndex(library.model.index(library.model.row_of(program.bank)))
    library.detail.copy.click()
    page = program.window.pages.currentWidget()
    assert isinstance(page, ExportPage)
    qtbot.waitUntil(lambda: page.ready is not None)
    return page


def choose(page, name, qtbot):
    page.format.setCurrentIndex(page.format.findData(name))
    qtbot.waitUntil(lambda: page.ready is not None)
    flush()


def test_each_format_tells_what_it_holds_and_is_written_with_its_report(program, page, qtbot, tmp_path):
    window, count = program.window, len(read_bank(program.bank).bank.questions)
    for each in WRITTEN:
        choose(page, each.name, qtbot)
        losses = page.ready.losses
        assert losses.read >= count
        places = [row.place for row in page.report.tree.losses.rows]
        assert all(any(question.stem[:20] in place for place in places) for question in page.ready.bank.questions)
        carried = losses.read - losses.left_out
        whole = "questions" if losses.read == count else "questions and texts"
        assert page.report.totals.text() == (
            f"{losses.read} {whole}: {carried} will be written, {losses.left_out} cannot."
        )
        target = tmp_path / f"{each.name}{each.endings[0]}"
        window.exchange.save(page.ready, target)
        qtbot.waitUntil(lambda target=target: f"Saved as {target}" in window.notice.text.text())
        assert bool(read_file(target).banks) == (each in BOTH_WAYS)
        assert (tmp_path / f"{each.name}.report.md").read_text().startswith(f"# What {each.title} holds of ")
        assert "Show in folder" in [button.text() for button in window.notice._buttons]
        if each is not WRITTEN[-1]:
            window.exchange.save_copy(program.bank, "Every type")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".quizapp")]


def test_our_own_formats_lose_nothing(program, page, qtbot, tmp_path):
    assert "A copy of “Every type”" in texts(page)
    assert page.format.hasFocus()
    assert "Nothing is written before you save it." in " ".join(texts(page))
    page.format.setCurrentIndex(page.format.findData("yaml"))
    assert not page.save.isEnabled()  # until it is ready
    qtbot.waitUntil(lambda: page.ready is not None)
    assert page.save.isEnabled()
    assert "The bank as one file, with its pictures beside it. Nothing is lost." in texts(page)
    assert page.ready.losses.kept == page.ready.losses.read
    page.save.click()
    dialog = next(each for each in program.window.findChildren(QFileDialog) if each.isVisible())
    assert dialog.defaultSuffix() == "yaml"
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.close()
    target = tmp_path / "copy.yaml"
    program.window.exchange.save(page.ready, target)
    qtbot.waitUntil(target.exists)
    assert read_bank(target).bank.questions == read_bank(program.bank).bank.questions
    program.window.exchange.save_copy(program.bank, "Every type")
    choose(page, "pack", qtbot)
    assert "One file with all that belongs to it, to pass on. Nothing is lost." in texts(page)
    page.save.click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in program.window.findChildren(AskDialog)))
    next(each for each in program.window.findChildren(AskDialog) if each.isVisible()).reject()
    page.cancel.click()
    assert program.window.pages.currentWidget() is program.window.library_page


def test_what_cannot_be_written_is_told_and_leaves_nothing(program, page, qtbot, tmp_path, monkeypatch, spoken):
    window = program.window
    bank = tmp_path / "evidence.yaml"
    bank.write_text(
        "id: e\ntitle: Evidence\npassage:\n  text: |\n    The harbor closed. It was cold.\nquestions:\n"
        "  - {id: q, type: evidence, stem: Which sentence says so?, keys: [The harbor closed.]}\n"
    )
    window.exchange.save_copy(bank, "Evidence")
    qtbot.waitUntil(lambda: page.ready is not None)
    assert not page.save.isEnabled()
    assert page._failed.text() == spoken[-1] == "This format can hold none of these questions. Choose another one."
    assert page._failed.isVisible()
    window.exchange.save_copy(tmp_path / "gone.yaml", "Gone")
    assert not page._failed.isVisible()
    qtbot.waitUntil(lambda: "gone.yaml" in page._failed.text())
    assert spoken[-1] == page._failed.text()
    assert not page.save.isEnabled()
    window.exchange.save_copy(program.bank, "Every type")
    qtbot.waitUntil(lambda: page.ready is not None)
    target = tmp_path / "copy.xml"
    target.write_text("mine")
    monkeypatch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    window.exchange.save(page.ready, target)
    qtbot.waitUntil(lambda: "cannot be written" in window.notice.text.text())
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["copy.xml", "evidence.yaml"]
    assert target.read_text() == "mine"


def test_a_row_of_several_questions_is_looked_through_part_by_part(page):
    item, bank, row = page.item, page.ready.bank, page.report.tree.losses.rows[0]

    def shown():
        flush()
        part = next((words for words in texts(item) if words.startswith("Part ")), "")
        return part, item.before.isEnabled(), item.after.isEnabled(), item.preview.question.id

    item.show_row(row, [ShownQuestion.at(bank, place) for place in (0, 1)])
    first, second = (question.id for question in bank.questions[:2])
    assert shown() == ("Part 1 of 2", False, True, first)
    item.after.setFocus()
    item.after.click()
    assert shown() == ("Part 2 of 2", True, False, second)
    assert item.before.hasFocus()
    item.before.click()
    assert shown() == ("Part 1 of 2", False, True, first)
    assert item.after.hasFocus()
    item.after.click()
    item.show_row(row, [ShownQuestion.at(bank, 1)])
    assert shown() == ("", False, False, second)
    assert not item.after.isVisible()
