"""Feedback on paper: the teacher's words, and an entry in the audit."""

import pytest
from msgspec.structs import replace

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import Overridden, Released, Remarked
from quizapp.domain.passage import read_passage
from quizapp.errors import QuizAppError
from quizapp.reports.paper_sheet import places, typed_key
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.mending import FULL_MARKS, mend_entry
from quizapp.services.desk.paper_answers import save_answers
from quizapp.services.desk.paper_feedback import feedback_reports
from quizapp.services.desk.releasing import release
from tests.desks import BANK, NOW, assigned, hand_in, taken


def test_a_report_has_the_numbers_of_the_sheet_and_what_the_teacher_says(desk):
    _, assignment = assigned(desk)
    ada, bjorn, _ = assignment.members
    asked = places(assignment, "D")
    texts = [typed_key(each.question, each.parts, assignment.parts[0].bank.passage) for each in asked]
    save_answers(desk, assignment, ada, "D", texts)
    chosen = asked[4].question.id
    said = {"at": NOW, "who": "t", "learner": ada.id, "part": 0}
    desk.store.append(assignment.id, Remarked(**said, question=chosen, text="Look at line 5."))
    desk.store.append(assignment.id, Remarked(**said, question="", text="Well done."))
    desk.store.append(assignment.id, Overridden(**said, question=chosen, points="1/2", why="Half is right."))
    found = feedback_reports(desk, assignment.id, [ada.id, bjorn.id])
    (report,) = found["Ada"]
    assert [entry.number for entry in report.questions] == [place.number for place in asked]
    assert [entry.stem for entry in report.questions] == [str(place.question.stem) for place in asked]
    assert "Look at line 5." in report.questions[4].text
    assert "Half is right." in report.questions[4].text
    assert ("Your teacher", "Well done.") in report.facts
    assert "Time taken" not in [fact.name for fact in report.facts]
    feedback_reports(desk, assignment.id, [ada.id])
    released = [entry for entry in desk.store.entries(assignment.id) if isinstance(entry, Released)]
    assert [(entry.learners, entry.why) for entry in released] == [((ada.id,), "Printed.")]  # once
    with pytest.raises(QuizAppError, match="None of these learners has handed in"):
        feedback_reports(desk, assignment.id, [bjorn.id])


def test_each_text_has_a_report_and_paper_goes_on_counting_where_a_program_begins_again(desk, tmp_path):
    room, _ = add_class(desk, "7c", read_names("Ada"))
    twin, _ = add_class(desk, "7d", read_names("Ada"), all_new=True)
    bjorn, _ = add_class(desk, "7e", read_names("Björn"))
    desk.store.set_members(room.id, [*room.members, *twin.members, *bjorn.members])
    one = replace(BANK, questions=BANK.questions[:2])
    other = replace(BANK, passage=read_passage("Another."), questions=BANK.questions[:1])
    made = make_assignment(
        desk, desk.store.classroom(room.id), "Two", merge([(one, ()), (other, ())]), AssignmentSettings()
    )
    ada, namesake, by_file = made.members
    for member in (ada, namesake):
        save_answers(desk, made, member, "A", ["B", "A", "B"])
    collect(desk, [hand_in(desk, tmp_path, taken(made, by_file))])
    desk.store.append(made.id, Remarked(at=NOW, who="t", learner=by_file.id, part=0, question="", text="Well."))
    mend = mend_entry(0, BANK.questions[0].id, FULL_MARKS, at=NOW, who="t", why="It was unclear")
    desk.store.append(made.id, mend)
    found = feedback_reports(desk, made.id, [ada.id, namesake.id, by_file.id])
    assert list(found) == ["Ada", "Ada (1)", "Björn"]
    numbers = {
        name: [[entry.number for entry in report.questions] for report in reports] for name, reports in found.items()
    }
    assert numbers == {"Ada": [[1, 2], [3]], "Ada (1)": [[1, 2], [3]], "Björn": [[1, 2], [1]]}
    for reports in found.values():
        assert {report.title for report in reports} == {"Two"}
        told = [
            "everybody full points for this question: It was unclear" in report.questions[0].text for report in reports
        ]
        assert told == [True, False]
    facts = [[fact.name for fact in report.facts] for report in found["Björn"]]
    assert ["Time taken" in names for names in facts] == [True, True]
    assert ["Your teacher" in names for names in facts] == [True, False]
    released = [entry for entry in desk.store.entries(made.id) if isinstance(entry, Released)]
    assert [entry.learners for entry in released] == [(ada.id, namesake.id, by_file.id)]


def test_who_answered_on_paper_is_told_nothing_by_files(desk, tmp_path):
    _, assignment = assigned(desk)
    ada, _, _ = assignment.members
    save_answers(desk, assignment, ada, "D", ["" for _ in places(assignment, "D")])
    told = release(desk, assignment.id, [ada.id], tmp_path)
    assert (told.files, told.on_paper) == ({}, (ada.id,))
    assert not any(isinstance(entry, Released) for entry in desk.store.entries(assignment.id))
