"""The desk is reached from every page, and is locked where it has a password."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.desks import assigned
from tests.gui.conftest import flush
from tests.gui.desk.teacher import Teacher
from tests.gui.learner import Learner
from tests.gui.menus import choose
from tests.gui.seen import texts

ESCAPE, RETURN = Qt.Key.Key_Escape, Qt.Key.Key_Return


def test_the_desk_is_opened_by_its_key_or_the_menu_and_left_by_escape(program, qtbot):
    teacher, window = Teacher(program, qtbot), program.window
    teacher.open()
    assert "No class yet" in teacher.shown
    teacher.key(ESCAPE)
    assert window.pages.currentWidget() is window.library_page
    choose(window.header.view, "Teacher's desk (Ctrl+T)")
    teacher.wait()
    assert "No class yet" in teacher.shown
    assert window.windowTitle() == "Quizapp"


def test_an_attempt_under_way_is_left_first_and_goes_on_later(program, qtbot):
    learner = Learner(program).begin("test")
    learner.answer_wrong()
    Teacher(program, qtbot).open()
    assert program.window.session.taking is None
    program.window.show_library()
    flush()
    qtbot.waitUntil(lambda: bool(program.window.session.unfinished))
    assert [offer.title for offer in program.window.session.unfinished] == ["Every type"]


def set_password(teacher, password):
    choose(teacher.page.lock, "Set a password…")
    assert not teacher.page.password.failure.isVisible()  # of the time before
    for name in ("New password, at least 6 characters", "Type it again"):
        teacher.go_to(name)
        teacher.type(password)
    teacher.key(RETURN)
    teacher.wait()
    code = next(text for text in teacher.shown if text.count("-") == 3)
    teacher.press("I have written it down")
    return code


def test_a_desk_with_a_password_locks_itself_and_shows_nothing_until_it_is_unlocked(teacher, spoken):
    teacher.access.change(lambda desk: desk.store.add_class("7b of Ms. Yilmaz", ()))
    teacher.wait()
    choose(teacher.page.lock, "Set a password…")
    teacher.type("secret")
    teacher.key(RETURN)  # the second field is empty
    assert "The two are not the same. Type the new password again." in teacher.shown
    assert teacher.page.password.again.hasFocus()
    teacher.key(ESCAPE)
    assert spoken[-1] == "The two are not the same. Type the new password again."
    code = set_password(teacher, "sesame")
    assert any(code in text for text in spoken)
    assert code not in " ".join(teacher.shown)
    teacher.key(ESCAPE)
    teacher.open()
    assert teacher.shown[0] == "The desk is locked"
    assert "7b" not in " ".join(texts(teacher.window))
    teacher.type("mellon")
    teacher.key(RETURN)
    teacher.wait()
    assert any(text.startswith("This is not the desk's password.") for text in teacher.shown)
    teacher.page.show_section("classes")  # whatever asks for it
    assert "7b" not in " ".join(texts(teacher.window))
    teacher.type("sesame")
    teacher.key(RETURN)
    teacher.wait()
    assert "7b of Ms. Yilmaz · 0 learners" in teacher.shown
    assert not teacher.page.section("classes").print.isEnabled()
    choose(teacher.page.lock, "Lock the desk now")
    assert teacher.shown[0] == "The desk is locked"
    teacher.press("Forgotten password…")
    teacher.type(code.lower())
    teacher.key(RETURN)
    teacher.wait()
    assert "The desk has no password now." in teacher.shown
    teacher.key(ESCAPE)
    teacher.key(ESCAPE)
    teacher.open()
    assert "7b of Ms. Yilmaz · 0 learners" in teacher.shown


def test_a_password_that_is_set_while_the_desk_is_left_still_shows_its_code(teacher):
    choose(teacher.page.lock, "Set a password…")
    for field in (teacher.page.password.new, teacher.page.password.again):
        field.setText("sesame")
    teacher.key(RETURN)
    teacher.window.show_library()
    teacher.wait()
    teacher.open()
    assert teacher.shown[0] == "The desk is locked"
    teacher.type("sesame")
    teacher.key(RETURN)
    teacher.wait()
    assert "Write this code down" in teacher.shown
    teacher.press("I have written it down")
    choose(teacher.page.lock, "Remove the password…")
    teacher.type("sesame")
    teacher.key(RETURN)
    teacher.wait()
    assert not teacher.desk.is_locked


def test_whoever_leaves_while_the_password_is_checked_finds_the_desk_locked(teacher):
    set_password(teacher, "sesame")
    choose(teacher.page.lock, "Lock the desk now")
    teacher.type("sesame")
    teacher.key(RETURN)
    teacher.window.show_library()
    teacher.wait()
    teacher.open()
    assert teacher.shown[0] == "The desk is locked"


def test_a_desk_that_cannot_be_opened_says_why_and_can_be_tried_again(program, qtbot):
    folder = program.folder / "desk"
    folder.write_text("a file in the place of the folder")
    teacher = Teacher(program, qtbot)
    teacher.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    teacher.wait()
    told = teacher.shown
    assert "Try again" in told
    assert str(folder) in " ".join(told) or "desk" in " ".join(told)
    folder.unlink()
    teacher.press("Try again")
    assert "No class yet" in teacher.shown


@pytest.mark.parametrize("elsewhere", ["library", "history"])
def test_who_has_left_is_not_dragged_back_by_the_desk_that_opens(program, qtbot, elsewhere):
    window = program.window
    window.desk.show()
    window.study.show_page(elsewhere) if elsewhere == "history" else window.show_library()
    shown = window.pages.currentWidget()
    Teacher(program, qtbot).wait()
    assert window.pages.currentWidget() is shown
    assert QApplication.focusWidget() is None or shown.window() is QApplication.focusWidget().window()


def test_a_message_moves_nothing_on_the_page_and_lies_inside_of_it(teacher):
    section = teacher.page.section("classes")
    before = section.mapTo(teacher.page, section.rect().topLeft()), section.size()
    teacher.access.done.emit("Saved. " * 60)
    teacher.wait()
    assert teacher.page.notice.isVisible()
    assert (section.mapTo(teacher.page, section.rect().topLeft()), section.size()) == before
    assert teacher.page.rect().contains(teacher.page.notice.geometry())
    text = teacher.page.notice.text
    assert text.height() >= text.heightForWidth(text.width())
    teacher.section("assignments")
    assert not teacher.page.notice.isVisible()


def test_the_code_of_a_lock_that_is_off_is_not_shown_any_more_and_can_be_copied_before(teacher):
    choose(teacher.page.lock, "Set a password…")
    for field in (teacher.page.password.new, teacher.page.password.again):
        field.setText("sesame")
    teacher.key(RETURN)
    teacher.wait()
    teacher.press("Copy the code")
    code = QApplication.clipboard().text()
    assert code in teacher.shown
    teacher.window.show_library()
    teacher.open()
    teacher.press("Forgotten password…")
    teacher.type(code)
    teacher.key(RETURN)
    teacher.wait()
    assert "Write this code down" not in teacher.shown
    assert "No class yet" in teacher.shown


def test_ctrl_tab_goes_round_the_pages(teacher):
    held, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    seen = []
    for key, modifier in (
        (Qt.Key.Key_Tab, held),
        (Qt.Key.Key_Backtab, held | shift),
        (Qt.Key.Key_Backtab, held | shift),
    ):
        teacher.key(key, modifier)
        teacher.wait()
        seen += [name for name, tab in teacher.page.tabs.items() if tab.isChecked()]
    assert seen == ["assignments", "classes", "understand"]


def test_arrow_keys_go_from_tab_to_tab(teacher):
    seen = []
    for key in [Qt.Key.Key_Right] * 5 + [Qt.Key.Key_Left] * 5:
        teacher.key(key)
        teacher.wait()
        chosen = [name for name, tab in teacher.page.tabs.items() if tab.isChecked() and tab.hasFocus()]
        seen += [name for name in chosen if teacher.page.section(name).isVisible()]
    there = list(teacher.page.tabs)
    assert seen == [*there[1:], *reversed(there[:-1])]


def test_files_that_are_dropped_are_copied_never_moved(teacher, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    for kind, point in ((QDragEnterEvent, QPoint(5, 5)), (QDropEvent, QPointF(5, 5))):
        event = kind(point, both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
        event.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(teacher.page, event)
        assert event.isAccepted()
        assert event.dropAction() == Qt.DropAction.CopyAction
    teacher.wait()


def test_no_page_takes_room_for_one_that_is_hidden(teacher):
    teacher.window.resize(1366, 768)
    teacher.access.change(assigned)
    teacher.wait()
    around = next(each for each in teacher.page.findChildren(QScrollArea) if each.parent() is teacher.page)
    scrolled = []
    for name in (*teacher.page.tabs, *reversed(teacher.page.tabs)):
        teacher.section(name)
        if around.verticalScrollBar().maximum():
            scrolled.append(name)
    assert scrolled == []
