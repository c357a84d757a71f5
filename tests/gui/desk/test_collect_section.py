"""Collecting: one verdict a file, and who is still missing stays in sight."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from quizapp.domain.assignment import AssignmentSettings
from quizapp.gui.kit.dates import moment_text
from tests.desks import NOW, assigned, hand_in, taken
from tests.gui.desk.teacher import go_to_row, rows

SETTINGS = AssignmentSettings(time_limit=600, due=NOW + 50)


def handed_out(teacher, names="Ada\nBjörn\n陈\n", settings=SETTINGS):
    teacher.access.change(lambda desk: assigned(desk, names, settings), asked=())
    teacher.desk.clock = lambda: NOW
    teacher.wait()
    line = teacher.desk.store.assignments()[0]
    return teacher.section("collect"), teacher.desk.assignment(line.id)


def test_an_odd_time_is_told_as_the_rest_of_the_window_writes_times(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    hand_in(teacher.desk, tmp_path, taken(assignment, assignment.members[0], handed_in=NOW - 86400))
    section.take_files([tmp_path])
    teacher.wait()
    go_to_row(teacher, section.table, "Ada")
    by_learner, came = (moment_text(at, NOW) for at in (NOW - 86400, NOW))
    told = f"Handed in, by the learner’s clock: {by_learner}. Came in: {came}."
    assert section.says.text() == f"Ada has handed in “Bees”. {told}"


def test_files_are_dropped_on_any_page_of_the_desk_but_not_on_a_locked_one(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    file = hand_in(teacher.desk, tmp_path / "share", taken(assignment, assignment.members[0]))
    teacher.section("classes")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def enter():
        event = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
        teacher.page.dragEnterEvent(event)
        return event.isAccepted()

    assert enter()
    teacher.page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    teacher.wait()
    assert rows(section.table) == [(file.name, "Ada", "New, late")]
    assert teacher.page.tabs["collect"].isChecked()
    teacher.page.leave()
    assert not enter()


def test_collecting_tells_its_progress_can_be_broken_off_and_takes_each_file_once(teacher, tmp_path):
    names = "".join(f"Learner {number}\n" for number in range(120))
    section, assignment = handed_out(teacher, names)
    share = tmp_path / "share"
    for member in assignment.members:
        hand_in(teacher.desk, share, taken(assignment, member, {}))
    told = []
    section.collecting.progressed.connect(lambda done, total: told.append((done, total)))

    def stop(done, total):
        section.cancel.setFocus()
        section.cancel.click()

    section.collecting.progressed.connect(stop)
    section.take_files([share])
    teacher.wait()
    ((done, total),) = told  # nothing more is told once it is broken off
    assert 0 < done < total == 120
    assert section.cancel.isHidden()
    assert section.progress.isHidden()
    assert section.folder.hasFocus()
    assert not any(text.endswith("of 120 files") for text in teacher.shown)
    kept = len(teacher.desk.store.submissions(assignment.id))
    assert section.card.headline.text() in (f"Still missing: {120 - kept} of 120", "Everybody has handed in.")
    assert len(teacher.desk.store.submissions(assignment.id)) >= done
    section.collecting.progressed.disconnect(stop)
    section.take_files([share])
    section.take_files([share])  # one after the other
    teacher.wait()
    assert len(teacher.desk.store.submissions(assignment.id)) == 120
    assert "Everybody has handed in." in teacher.shown
    assert section.summary.text() == "120 files · 120 known already"
