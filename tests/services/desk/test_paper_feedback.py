"""Feedback on paper: the teacher's words, and an entry in the audit."""

import pytest

from quizapp.domain.desk_entry import Overridden, Released, Remarked
from quizapp.errors import QuizAppError
from quizapp.reports.paper_sheet import places, typed_key
from quizapp.services.desk.paper_answers import save_answers
from quizapp.services.desk.paper_feedback import feedback_reports
from quizapp.services.desk.releasing import release
from tests.desks import NOW, assigned


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


def test_who_answered_on_paper_is_told_nothing_by_files(desk, tmp_path):
    _, assignment = assigned(desk)
    ada, _, _ = assignment.members
    save_answers(desk, assignment, ada, "D", ["" for _ in places(assignment, "D")])
    told = release(desk, assignment.id, [ada.id], tmp_path)
    assert (told.files, told.on_paper) == ({}, (ada.id,))
    assert not any(isinstance(entry, Released) for entry in desk.store.entries(assignment.id))
