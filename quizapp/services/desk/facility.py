"""Facility so far: the share of its points that each question has earned on this desk, over all classes."""

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.errors import QuizAppError
from quizapp.services.desk.assigning import FacilityOf
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.understanding import pooled, version_of


def facility_so_far(desk: Desk) -> FacilityOf:
    """Work out the facility of all questions that came in, by their versions. A damaged assignment is left out.

    Raises:
        QuizAppError: the desk's records cannot be read.
    """
    grades = []
    for line in desk.store.assignments():
        received = desk.received(line.id)
        if received:
            try:
                assignment = desk.handed_out(line.id)
            except QuizAppError:
                continue
            grades.append(grades_of(assignment, received, desk.store.entries(line.id)))
    known = {version: found.facility.value for version, found in pooled(grades).items()}

    def facility(bank: Bank, question: Question) -> float | None:
        return known.get(version_of(question, bank))

    return facility
