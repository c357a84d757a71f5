"""Facility so far: over all assignments that can be read."""

import sqlalchemy as sa
from msgspec.structs import replace

from quizapp.domain.assignment import AssignmentSettings
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.facility import facility_so_far
from tests.desks import BANK, NOW, assigned, hand_in, new_desk, taken


def test_questions_are_counted_over_all_assignments_but_one_that_is_damaged(desk, tmp_path):
    first, second = BANK.questions[:2]
    bank = replace(BANK, questions=(first, second))
    room, made = assigned(desk, bank=bank)
    assignments = [made]
    for number in (1, 2, 3):
        desk.clock = lambda number=number: NOW + number
        assignments.append(make_assignment(desk, room, str(number), merge([(bank, ())]), AssignmentSettings()))
    for assignment, member, given in zip(
        assignments[:3], room.members, ((first, second), (first,), (second,)), strict=True
    ):
        hand_in(desk, tmp_path, taken(assignment, member, {each.id: each.correct_response() for each in given}))
    collect(desk, [tmp_path])
    (handed,) = (part.bank for part in made.parts)
    facility = facility_so_far(desk)
    assert [round(facility(handed, handed.question(each.id)), 6) for each in (first, second)] == [0.666667, 0.666667]
    assert facility(handed, BANK.questions[2]) is None
    with desk.store.database.writing() as connection:
        connection.execute(sa.text("DROP TRIGGER assignment_part_stays"))
        connection.execute(
            sa.text("UPDATE assignment_part SET title = 'x' WHERE assignment = :id"), {"id": assignments[2].id}
        )
    again = new_desk(tmp_path / "data")
    facility = facility_so_far(again)
    assert [facility(handed, handed.question(each.id)) for each in (first, second)] == [1, 0.5]
    again.close()
