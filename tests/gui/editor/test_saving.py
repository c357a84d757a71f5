"""Saving in the editor: nothing is lost, and nothing of somebody else's is overwritten unseen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from quizapp.services.draft_recovery import recoveries
from tests.gui.conftest import flush, run_out
from tests.gui.editor.author import CTRL, Author

KEY = Qt.Key
STEM = ("questions", 0, "stem")


def dialog_of(author):
    author.qtbot.waitUntil(lambda: any(each.isVisible() for each in author.window.findChildren(QDialog)))
    return next(each for each in author.window.findChildren(QDialog) if each.isVisible())


def answer(author, words):
    next(button for button in dialog_of(author).buttons if button.text() == words).click()
    flush()
    author.window.activateWindow()
    return author.wait()


def write(author, words="Well: "):
    author.page.go_to(STEM)
    author.wait().key(KEY.Key_Home, CTRL).type(words)
    return author.wait()


def test_a_mistake_is_found_before_the_bank_is_taken_however_quick_its_author_is(author):
    author.page.yaml.setFocus()
    author.type("nonsense\n")
    author.press("Take it")
    assert author.window.editor.is_shown
    assert "Fix the mistakes first. They are listed here." in author.window.notice.text.text()


def test_a_file_that_is_gone_is_told_and_written_again(author):
    path = author.program.bank
    before = path.read_bytes()
    path.unlink()
    author.qtbot.waitUntil(lambda: "every-type.yaml is no longer there." in author.window.notice.text.text())
    author.press("Back to the library")
    answer(author, "Save")
    assert path.read_bytes() == before


def test_who_writes_without_a_pause_is_kept_too(author):
    author.page.go_to(STEM)
    author.wait().type("a")
    soon = author.bank._soon
    left = soon.remainingTime()
    author.qtbot.waitUntil(lambda: soon.remainingTime() < left)
    left = soon.remainingTime()
    author.type("b")
    assert soon.remainingTime() <= left  # nothing that is typed puts it off
    run_out(soon)
    author.wait()
    assert recoveries(author.window.learning.access.paths)[0].path == str(author.program.bank)


def test_a_bundled_bank_is_edited_as_a_copy(program, qtbot):
    author = Author(program, qtbot)
    entry = next(each for each in program.library.entries() if each.id == "tour-every-type")
    before = entry.path.read_bytes()
    author.edit(entry.path)
    assert "This is a copy of your own" in author.window.notice.text.text()
    assert author.bank.path.is_relative_to(program.folder)
    write(author)
    author.key(KEY.Key_S, CTRL).wait()
    assert entry.path.read_bytes() == before
    assert b"Well: " in author.bank.path.read_bytes()
    assert any(each.path == author.bank.path for each in program.library.entries())
    assert not author.page.has_mistakes  # its passage and its images have come along
