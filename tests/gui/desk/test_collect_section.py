"""Collecting: one verdict a file, and who is still missing stays in sight."""

import shutil
from itertools import count

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import AssignmentReopened
from quizapp.formats.reopening_file import read_reopening
from quizapp.gui.kit.dates import moment_text
from tests.desks import NOW, assigned, hand_in, new_desk, taken
from tests.gui.desk.teacher import go_to_row, rows

SETTINGS = AssignmentSettings(time_limit=600, due=NOW + 50)


def handed_out(teacher, names="Ada\nBjörn\n陈\n", settings=SETTINGS):
    teacher.access.change(lambda desk: assigned(desk, names, settings), asked=())
    teacher.desk.clock = lambda: NOW
    teacher.wait()
    line = teacher.desk.store.assignments()[0]
    return teacher.section("collect"), teacher.desk.assignment(line.id)


def test_without_an_assignment_the_page_says_where_to_make_one(teacher):
    teacher.section("collect")
    teacher.press("Go to Assignments")
    assert teacher.page.tabs["assignments"].isChecked()


def test_each_file_has_a_verdict_and_what_waits_is_decided_by_keyboard_alone(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    ada, bjorn, _ = assignment.members
    share = tmp_path / "share"
    hand_in(teacher.desk, share, taken(assignment, ada, handed_in=NOW))
    hand_in(teacher.desk, share, taken(assignment, "Bjorn"), by="Björn")
    hand_in(teacher.desk, share, taken(assignment, ada, number=2), by="Eve", file="eve.quizanswers")
    (share / "empty.quizanswers").write_bytes(b"")
    other = new_desk(tmp_path / "other")
    _, theirs = assigned(other)
    hand_in(other, share, taken(theirs, theirs.members[0]), file="theirs.quizanswers")
    other.close()
    assert "Still missing: 3 of 3" in teacher.shown
    teacher.press("Choose a folder…")
    teacher.choose_folder(share)
    assert {row[0]: row[1:] for row in rows(section.table)} == {
        "Bees - Bjorn 1.quizanswers": ("Bjorn", "Whose is it?, late"),
        "eve.quizanswers": ("Ada", "Is it theirs?, late"),
        "empty.quizanswers": ("", "Not whole yet"),
        "theirs.quizanswers": ("", "Not from this desk"),
        "Bees - Ada 1.quizanswers": ("Ada", "New"),
    }
    assert {"5 files · 1 new · 2 to decide · 2 not collected", "Still missing: 2 of 3"} <= set(teacher.shown)
    assert [row[0] for row in rows(section.card.table)] == ["Björn", "陈", "Ada"]
    assert "Decide about 2 files…" in teacher.shown
    times = count(int(NOW))
    teacher.desk.clock = lambda: float(next(times))  # or else the same decision twice would be one
    go_to_row(teacher, section.table, "Bjorn").key(Qt.Key.Key_Return)
    assert "“Bjorn” is not on the list" in teacher.shown
    assert section.card.decision.whose.currentText() == "Björn"  # the name most like it
    assert section.card.decision.whose.hasFocus()
    teacher.go_to("Count it as theirs")
    teacher.key(Qt.Key.Key_Return)
    section.card.decision.match.click()  # a second time, before the first is kept
    teacher.wait()
    assert len(teacher.desk.store.entries(assignment.id)) == 2
    assert "Is this from Ada?" in teacher.shown
    assert section.card.decision.accept.hasFocus()
    teacher.go_to("Why, for your records")
    teacher.type("She was ill")
    teacher.press("No, leave it out")
    assert "Still missing: 1 of 3" in teacher.shown
    assert section.summary.text() == "5 files · 1 new · 2 known already · 2 not collected"
    assert {each.submission.learner for each in teacher.desk.received(assignment.id)} == {ada.id, bjorn.id}
    assert rows(section.card.table)[1][1].endswith("late") != rows(section.card.table)[2][1].endswith("late")
    # the same again changes nothing
    section.take_files([share])
    teacher.wait()
    assert section.summary.text() == "5 files · 3 known already · 2 not collected"
    assert len(teacher.desk.received(assignment.id)) == 2


def test_an_odd_time_is_told_as_the_rest_of_the_window_writes_times(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    hand_in(teacher.desk, tmp_path, taken(assignment, assignment.members[0], handed_in=NOW - 86400))
    section.take_files([tmp_path])
    teacher.wait()
    go_to_row(teacher, section.table, "Ada")
    by_learner, came = (moment_text(at, NOW) for at in (NOW - 86400, NOW))
    told = f"Handed in, by the learner’s clock: {by_learner}. Came in: {came}."
    assert section.says.text() == f"Ada has handed in “Bees”. {told}"


def test_where_no_name_is_like_the_one_that_was_typed_nobody_is_proposed(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    hand_in(teacher.desk, tmp_path, taken(assignment, "Xerxes"))
    section.take_files([tmp_path])
    teacher.wait()
    teacher.press("Decide about 1 file…")
    decision = section.card.decision
    assert (decision.whose.currentText(), decision.match.isEnabled()) == ("Choose whose it is…", False)
    teacher.choose("Whose is it?", "Björn")
    teacher.press("Count it as theirs")
    assert {each.submission.learner for each in teacher.desk.received(assignment.id)} == {assignment.members[1].id}


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


def test_a_watched_folder_is_looked_into_until_the_desk_is_left(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    ada, bjorn, chen = assignment.members
    share = tmp_path / "share"
    hand_in(teacher.desk, share, taken(assignment, ada))
    teacher.press("Watch a folder…")
    teacher.choose_folder(share)
    assert f"Watching {share}" in teacher.shown
    assert "Still missing: 2 of 3" in teacher.shown
    whole = hand_in(teacher.desk, tmp_path, taken(assignment, bjorn))
    half = share / whole.name
    half.write_bytes(whole.read_bytes()[:900])

    def look():
        section.collecting._looking.timeout.emit()
        teacher.wait()

    teacher.section("classes")  # goes on while another page is shown
    look()
    shutil.copy(whole, half)
    look()
    teacher.section("collect")
    assert "Still missing: 1 of 3" in teacher.shown
    assert [row[2] for row in rows(section.table)] == ["New, late", "New, late"]
    teacher.window.show_library()
    hand_in(teacher.desk, share, taken(assignment, chen))
    look()
    teacher.open()
    assert "Still missing: 1 of 3" in teacher.shown
    assert section.unwatch.isHidden()
    section.collecting.watch(share)
    teacher.wait()
    assert "Everybody has handed in." in teacher.shown
    teacher.press("Stop watching")
    assert section.folder.hasFocus()
    section.collecting.watch(share)
    teacher.wait()
    shutil.rmtree(share)  # the stick is pulled out: told once
    look()
    assert section.collecting.watched is None
    assert "is no longer there" in teacher.page.notice.text.text()


def test_it_is_reopened_for_one_learner_with_a_reason_and_more_time(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    ada = assignment.members[0]
    section.take_files([hand_in(teacher.desk, tmp_path / "share", taken(assignment, ada))])
    teacher.wait()
    go_to_row(teacher, section.card.table, "陈")
    assert not section.card.reopen.isEnabled()
    go_to_row(teacher, section.card.table, "Ada")
    teacher.press("Reopen…")
    assert not section.card.reopening.save.isEnabled()
    teacher.type("Fire drill")
    teacher.choose("More time", "10 minutes more")
    teacher.press("Save the file…")
    teacher.choose_folder(tmp_path)
    file = tmp_path / "Bees - Ada.quizreopen"
    given = read_reopening(file.read_bytes(), teacher.desk.verify_key)
    assert (given.learner, given.reason, given.extra_time) == (ada.id, "Fire drill", 600)
    assert isinstance(teacher.desk.store.entries(assignment.id)[-1], AssignmentReopened)
    assert f"Give this file to the learner: {file}" in teacher.shown
    assert "reopened" in rows(section.card.table)[2][1]
    assert section.card.table.hasFocus()
    teacher.press("Reopen…")
    assert section.card.reopening.reason.text() == ""
    teacher.type("Once more")
    section.card.reopening.save_to(tmp_path)
    assert not section.card.reopening.save.isEnabled()  # pressed again, it would be reopened twice
    teacher.wait()


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


def test_what_was_told_before_goes_when_files_are_collected(teacher, tmp_path, spoken):
    section = teacher.section("collect")
    teacher.access.done.emit("Give this file to the learner: a.quizassign")
    assert teacher.page.notice.isVisible()
    section.take_files([tmp_path])
    teacher.wait()
    assert "Give this file" not in " ".join(teacher.shown)
    assert spoken[-1] == section.summary.text() == "There is no file of answers there."
