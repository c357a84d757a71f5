"""The gradebook is read piece by piece, and again only where the desk has something new."""

from itertools import count

import pytest
from msgspec.structs import replace

from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import AnswerRated, Collected, Released, Remarked
from quizapp.domain.gradebook import GradeCell
from quizapp.domain.marked_attempt import Total
from quizapp.domain.passage import read_passage
from quizapp.errors import QuizAppError
from quizapp.formats.seal import public_of
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect, decide_key
from quizapp.services.desk.gradebook import GradebookReader, find_question, gradebook_of, people
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.rating import save_about
from tests.desks import BANK, NOW, AssignmentSettings, assigned, hand_in, new_desk, seed_of, taken


@pytest.fixture
def desk(tmp_path):
    desk = new_desk(tmp_path / "desk")
    yield desk
    desk.close()


def test_a_gradebook_comes_piece_by_piece_and_then_only_what_is_new(desk, tmp_path, monkeypatch):
    room, bees = assigned(desk)
    ants = make_assignment(desk, room, "Ants", merge([(BANK, ())]), AssignmentSettings())
    ada, bjorn, _ = bees.members
    hand_in(desk, tmp_path, taken(bees, ada))
    collect(desk, [tmp_path])
    reader = GradebookReader(seconds=0)
    book, rest = reader.read(desk, room)
    assert (len(book.assignments), rest) == (1, 1)
    book, rest = reader.read(desk, room)
    assert (book, rest) == (gradebook_of(desk, room), 0)
    read = []
    received = desk.received
    monkeypatch.setattr(desk, "received", lambda of: (read.append(of), received(of))[1])
    assert reader.read(desk, room) == (book, 0)
    assert read == []
    hand_in(desk, tmp_path / "ants", taken(ants, bjorn), file="ants.quizanswers")
    collect(desk, [tmp_path / "ants"])
    read.clear()
    assert reader.read(desk, room)[0].rows[1].cells[book.assignments.index(ants.id)].state == "handed_in"
    assert set(read) == {ants.id}
    hand_in(desk, tmp_path / "eve", taken(ants, bjorn, number=2), by="Eve")  # no entry, but a decision that waits
    collect(desk, [tmp_path / "eve"])
    assert reader.read(desk, room)[0] == gradebook_of(desk, room)
    assert reader.read(desk, room)[0].rows[1].cells[book.assignments.index(ants.id)].held == 1


def test_a_question_is_found_by_its_name_and_by_its_part_where_several_have_it(desk):
    room, _ = add_class(desk, "7c", read_names("Ada"))
    one = replace(BANK, questions=BANK.questions[:2])
    other = replace(one, passage=read_passage("Another text."), content_hash="3" * 64, questions=BANK.questions[1:3])
    made = make_assignment(desk, room, "Two", merge([(one, ()), (other, ())]), AssignmentSettings())
    grades = grades_of(made, [], [])
    first, both, last = (question.id for question in BANK.questions[:3])
    for name, part, id_ in ((first, 0, first), (last, 1, last), (f"1:{both}", 0, both), (f"2:{both}", 1, both)):
        found = find_question(grades, name)
        assert (found[0], found[1].id) == (part, id_)
    with pytest.raises(QuizAppError, match=f"There are 2 questions “{both}”. Name one of them: 1:{both}, 2:{both}"):
        find_question(grades, both)
    for name, hint in ((f"3:{both}", f"Did you mean “{both}”"), (f"2:{first}", f"Did you mean “{first}”")):
        with pytest.raises(QuizAppError, match=f"There is no question “{name}” in this assignment. {hint}"):
            find_question(grades, name)
    with pytest.raises(QuizAppError, match="Its questions are listed by: quizapp analyze"):
        find_question(grades, "???")


def test_the_gradebook_has_those_of_the_class_and_then_those_who_left_it_by_the_names_they_have_now(desk, tmp_path):
    room, bees = assigned(desk, settings=AssignmentSettings(due=NOW + 1000))
    desk.clock = count(NOW + 500).__next__  # those who left come in the order in which they handed in
    ada, bjorn, chen = bees.members
    hand_in(desk, tmp_path, taken(bees, ada, handed_in=NOW - 90_000))
    hand_in(desk, tmp_path, taken(bees, bjorn))
    hand_in(desk, tmp_path, taken(bees, bjorn, number=2), by="Eve")
    hand_in(desk, tmp_path, taken(bees, chen), file="1.quizanswers")
    hand_in(desk, tmp_path, taken(bees, "Nobody", number=5))
    collect(desk, [tmp_path])
    decide_key(desk, chen.id, public_of(seed_of(chen.name)).hex(), False)
    desk.store.set_members(room.id, [chen, Member("d" * 32, "Dora")])
    desk.store.change_learner(replace(ada, name="Ada L."))
    desk.store.append(bees.id, Released(at=NOW, who="A", learners=(bjorn.id,)))
    book = gradebook_of(desk, desk.store.classroom(room.id))
    assert [(row.learner, row.name) for row in book.rows] == [
        (chen.id, "陈"),
        ("d" * 32, "Dora"),
        (ada.id, "Ada L."),
        (bjorn.id, "Björn"),
    ]
    assert (book.class_name, book.titles, book.assignments) == ("7b", ("Bees",), (bees.id,))
    of_chen, of_dora, of_ada, of_bjorn = (row.cells[0] for row in book.rows)
    assert of_chen == of_dora == GradeCell("missing", Total())
    assert (of_ada.state, of_ada.held, of_ada.is_released) == ("handed_in", 0, False)
    assert of_ada.odd_time is not None
    assert (of_bjorn.state, of_bjorn.held, of_bjorn.is_released, of_bjorn.odd_time) == ("handed_in", 1, True, None)
    assert of_ada.unrated == 0
    named = people(desk, bees, [chen.id, "no such learner", "d" * 32])
    assert [each.name for each in named] == ["Ada L.", "Björn", "陈", "Dora"]
    assert desk.store.version_of(bees.id) == (len(desk.store.entries(bees.id)), 5)
    assert desk.store.version_of("none") == (0, 0)


def test_several_assignments_are_read_until_the_time_is_over(desk):
    room, _ = assigned(desk)
    parts = merge([(BANK, ())])
    for title in ("Two", "Three"):
        make_assignment(desk, room, title, parts, AssignmentSettings())
    reader = GradebookReader(seconds=0)
    assert [reader.read(desk, room)[1] for _ in range(4)] == [2, 1, 0, 0]
    book, rest = GradebookReader(seconds=600).read(desk, room)
    assert (len(book.assignments), rest) == (3, 0)
    lines = sorted(desk.store.assignments(), key=lambda line: line.id)  # all were made at the same moment
    assert book.assignments == tuple(line.id for line in lines)


def test_what_is_said_of_an_answer_is_refused_only_where_that_answer_has_changed(desk):
    _, bees = assigned(desk)
    ada, bjorn, _ = bees.members
    by = {"at": NOW, "who": "A"}
    mine = Remarked(**by, learner=ada.id, part=0, question="x", text="Mine")
    known = len(desk.store.entries(bees.id))
    meanwhile = (
        Remarked(**by, learner=bjorn.id, part=0, question="x", text="Of another learner"),
        Remarked(**by, learner=ada.id, part=0, question="y", text="Of another answer"),
        AnswerRated(**by, learner=ada.id, part=0, question="x", levels={"A": 1}),
    )
    desk.store.append_all(bees.id, meanwhile)
    known = save_about(desk, bees.id, [mine], known)
    assert known == len(desk.store.entries(bees.id)) == 4
    for theirs in (replace(mine, text="Theirs"), Collected(**by, learner=ada.id, submission="0" * 64)):
        desk.store.append(bees.id, theirs)
        with pytest.raises(QuizAppError, match="has changed in the meantime"):
            save_about(desk, bees.id, [mine], known)
        known = len(desk.store.entries(bees.id))
    known = save_about(desk, bees.id, [replace(mine, text="Pasted\x0b\u2028text ")], known)
    assert desk.store.entries(bees.id)[-1].text == "Pastedtext"
    with pytest.raises(QuizAppError, match="cannot be kept"):
        save_about(desk, bees.id, [replace(mine, text="x" * 30_000)], known)
    assert len(desk.store.entries(bees.id)) == known
