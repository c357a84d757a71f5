"""The desk is reached from every page, and is locked where it has a password."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.desks import assigned
from tests.gui.conftest import flush
from tests.gui.desk.teacher import Teacher
from tests.gui.learner import Learner
from tests.gui.menus import choose

ESCAPE = Qt.Key.Key_Escape


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
    section = teacher.page.section("classes")
    section.first.click()
    assert section.form.isVisible()
    window.editor.new_bank()
    teacher.key(ESCAPE)  # goes no step back on the desk, which is out of sight
    assert window.pages.currentWidget() is window.library_page
    teacher.open()
    assert section.form.isVisible()


def test_an_attempt_under_way_is_left_first_and_goes_on_later(program, qtbot):
    learner = Learner(program).begin("test")
    learner.answer_wrong()
    Teacher(program, qtbot).open()
    assert program.window.session.taking is None
    program.window.show_library()
    flush()
    qtbot.waitUntil(lambda: bool(program.window.session.unfinished))
    assert [offer.title for offer in program.window.session.unfinished] == ["Every type"]


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
