"""The gradebook is read piece by piece, and again only where the desk has something new."""

import pytest
from msgspec.structs import replace

from quizapp.domain.desk_entry import AnswerRated, Collected, Remarked
from quizapp.errors import QuizAppError
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.gradebook import GradebookReader, gradebook_of
from quizapp.services.desk.rating import save_about
from tests.desks import BANK, NOW, AssignmentSettings, assigned, hand_in, new_desk, taken


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
