"""Saving in the editor: nothing is lost, and nothing of somebody else's is overwritten unseen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from quizapp.gui.kit.language import current_language
from quizapp.services.draft_recovery import recoveries
from tests.gui.conftest import flush
from tests.gui.editor.author import CTRL, Author
from tests.gui.learner import Learner

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


def test_what_is_saved_is_taken(author):
    path = author.program.bank
    before = path.read_bytes()
    write(author, "Say: ")
    assert path.read_bytes() == before
    assert "Not saved" in author.shown
    author.key(KEY.Key_S, CTRL).wait()
    assert "Saved" in author.shown
    saved = path.read_text("utf-8")
    assert [line for line in saved.splitlines() if line not in before.decode().splitlines()] == [
        '    stem: "Say: Why does the report list costs?"'
    ]
    author.key(KEY.Key_Return, CTRL).wait()
    learner = Learner(author.program).wait()
    assert "Say: Why does the report list costs?" in learner.shown


def test_a_bank_with_mistakes_is_not_taken_and_says_why(author):
    author.page.go_to(STEM)
    author.wait().key(KEY.Key_A, CTRL).key(KEY.Key_Delete).wait()
    author.press("Take it")
    assert author.window.editor.is_shown
    assert author.page.check.list.hasFocus()
    assert "Fix the mistakes first. They are listed here." in author.window.notice.text.text()


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


def test_a_file_that_is_no_text_any_more_is_told_and_not_taken(author):
    path = author.program.bank
    before = author.draft.text
    path.write_bytes(before.encode("utf-16"))
    author.qtbot.waitUntil(author.window.notice.isVisible)
    assert "The file is saved as UTF-16, not as UTF-8." in author.window.notice.text.text()
    assert author.draft.text == before


def test_leaving_asks_and_each_answer_does_what_it_says(author):
    path = author.program.bank
    before = path.read_bytes()
    write(author)
    author.key(KEY.Key_Escape)
    author.key(KEY.Key_Escape)
    answer(author, "Go on writing")
    assert author.window.editor.is_shown
    assert author.draft.value(STEM).startswith("Well: ")
    author.press("Back to the library")
    answer(author, "Don’t save")
    assert author.window.pages.currentWidget() is author.window.library_page
    assert path.read_bytes() == before
    author.edit()
    assert not author.draft.value(STEM).startswith("Well: ")
    write(author)
    author.press("Back to the library")
    answer(author, "Save")
    assert b"Well: " in path.read_bytes()
    assert author.window.library_page.detail.entry.path == path


def test_what_is_written_while_leaving_is_saved_is_asked_about_too(author):
    write(author)
    author.press("Back to the library")
    next(button for button in dialog_of(author).buttons if button.text() == "Save").click()
    author.bank.set_value(STEM, "Later")
    author.wait()
    assert author.window.editor.is_shown
    answer(author, "Save")
    assert "stem: Later" in author.program.bank.read_text("utf-8")
    assert author.window.pages.currentWidget() is author.window.library_page


def test_closing_the_window_asks(author):
    write(author)
    author.window.close()
    assert author.window.isVisible()
    answer(author, "Save")
    author.qtbot.waitUntil(lambda: not author.window.isVisible())
    assert b"Well: " in author.program.bank.read_bytes()


def test_another_page_says_that_the_bank_is_open_and_leads_back(author):
    write(author)
    author.qtbot.waitUntil(lambda: author.window.study is not None)
    author.window.study.tabs.buttons["review"].click()
    author.wait()
    assert not author.window.editor.is_shown
    notice = author.window.notice
    assert "has changes that are not saved" in notice.text.text()
    author.press("Go on writing")
    assert author.window.editor.is_shown
    assert author.draft.value(STEM).startswith("Well: ")
    assert author.page.place == 0  # where the author was
    for ends_it in ("Don’t save", "Save"):
        author.window.study.tabs.buttons["review"].click()
        author.wait()
        assert notice.isVisible()
        if ends_it == "Save":
            author.press(ends_it)
        else:
            author.window.editor.leave()
            answer(author, ends_it)
        assert not notice.isVisible()  # nothing is left to be saved
        author.window.show_library()
        author.wait().edit()
        write(author)


def test_a_draft_that_a_kill_left_behind_is_offered(start, qtbot):
    author = Author(start(), qtbot).edit()
    before = author.program.bank.read_bytes()
    write(author)
    author.bank.keep()
    author.wait()
    again = Author(start(), qtbot).wait()  # the first one never ended properly
    qtbot.waitUntil(lambda: again.window.notice.isVisible())
    assert "was not saved when the program ended" in again.window.notice.text.text()
    again.press("Go on writing")
    assert again.draft.value(STEM).startswith("Well: ")
    assert "Not saved" in again.shown
    assert again.program.bank.read_bytes() == before
    again.key(KEY.Key_Z, CTRL).wait()
    assert again.draft.text.encode() == before


def test_who_writes_without_a_pause_is_kept_too(author):
    author.page.go_to(STEM)
    author.wait()
    paths = author.window.learning.access.paths

    def is_kept():
        author.type("a")
        return bool(recoveries(paths))

    author.qtbot.waitUntil(is_kept)
    assert recoveries(paths)[0].path == str(author.program.bank)


def test_a_bank_that_is_opened_goes_on_with_its_draft(start, qtbot):
    author = Author(start(), qtbot).edit()
    write(author)
    author.bank.keep()
    author.wait()
    again = Author(start(), qtbot).wait()
    qtbot.waitUntil(lambda: again.window.notice.isVisible())
    again.edit()  # without a look at what the notice offers
    assert "you go on with what you wrote" in again.window.notice.text.text()
    assert again.draft.value(STEM).startswith("Well: ")
    assert "Not saved" in again.shown


def test_a_draft_does_not_take_the_place_of_what_is_not_saved(start, qtbot):
    author = Author(start(), qtbot).edit()
    write(author)
    author.bank.keep()
    author.wait()
    again = Author(start(), qtbot).wait()
    qtbot.waitUntil(lambda: again.window.notice.isVisible())
    other = again.program.bank.with_name("other.yaml")
    other.write_bytes(again.program.bank.read_bytes().replace(b"id: every-type", b"id: other", 1))
    again.program.library.look_again()
    again.window.editor.edit(other)
    write(again.wait(), "Say: ")
    next(each for each in again.window.notice.findChildren(QPushButton) if each.text() == "Go on writing").click()
    answer(again, "Go on writing")
    assert again.draft.value(STEM).startswith("Say: ")


def test_a_file_that_somebody_else_changed_is_asked_about_and_both_versions_stay(author):
    path = author.program.bank
    theirs = path.read_text("utf-8").replace("Why does the report list costs?", "Whose report is it?")
    write(author)
    path.write_text(theirs, "utf-8")
    author.bank.look_again()
    author.wait()
    answer(author, "Take theirs")
    assert author.draft.value(STEM) == "Whose report is it?"
    copies = list(path.parent.glob("*other version*"))
    assert len(copies) == 1
    assert "Well: " in copies[0].read_text("utf-8")
    author.page.undo()
    author.wait()
    assert author.draft.value(STEM).startswith("Well: ")
    path.write_text(theirs + "\n", "utf-8")
    author.bank.look_again()
    author.wait()
    answer(author, "Keep mine")
    assert "Well: " in path.read_text("utf-8")
    kept = [file.read_text("utf-8") for file in path.parent.glob("*other version*")]
    assert theirs + "\n" in kept


def test_a_file_that_somebody_else_left_without_a_text_is_told_and_not_taken(author):
    before = author.draft.text
    author.program.bank.write_bytes("id: café\n".encode("latin-1"))
    author.bank.look_again()
    author.wait()
    assert author.draft.text == before
    assert "new version" not in author.window.notice.text.text()
    assert author.window.notice.isVisible()
    write(author)
    author.key(KEY.Key_S, CTRL).wait()
    copies = author.program.bank.parent.glob("*other version*")
    assert [file.read_bytes() for file in copies] == ["id: café\n".encode("latin-1")]


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


def test_another_language_of_the_window_keeps_the_draft(author):
    write(author)
    author.choose(3)
    try:
        author.window.header.language_chosen.emit("es")
        author.qtbot.waitUntil(lambda: current_language() == "es" and author.window.editor.is_shown)
        author.wait()
        assert author.draft.value(STEM).startswith("Well: ")
        assert author.page.place == 3
        assert author.draft.can_undo
    finally:
        author.window.header.language_chosen.emit("en")
        author.qtbot.waitUntil(lambda: current_language() == "en")
        author.wait()
