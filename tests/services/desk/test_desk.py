"""The lock of the desk, and which desk is opened."""

import os
import re

import pytest

from quizapp.errors import QuizAppError
from quizapp.services.desk.collecting import collect, match
from quizapp.services.desk.desk import FORGOTTEN, WrongPasswordError, as_of, desk_address, desk_file
from tests.desks import assigned, hand_in, new_desk, taken


def test_a_password_locks_the_desk_until_it_is_taken_off(desk, tmp_path):
    desk.check_password("anything, as there is none")
    with pytest.raises(QuizAppError, match="at least 6"):
        desk.set_password("kurz")
    assert not desk.is_locked
    code = desk.set_password("Zwölf Äpfel")
    again = new_desk(tmp_path / "data")
    assert again.is_locked
    for password in ("", "zwölf Äpfel", code):
        with pytest.raises(WrongPasswordError, match="not the desk's password"):
            again.check_password(password)
    again.check_password("Zwölf Äpfel")
    with pytest.raises(WrongPasswordError):
        again.set_password("another one", old="wrong")
    newer = again.set_password("another one", old="Zwölf Äpfel")
    again.check_password("another one")
    with pytest.raises(WrongPasswordError, match="looks after this computer"):
        again.remove_forgotten_password(code)  # that of an earlier password
    again.remove_forgotten_password(f" {newer.lower().replace('-', ' ')} ")
    assert not again.is_locked
    again.close()
    assert "password_hash" not in FORGOTTEN  # whoever stands before the lock reads it


def test_a_password_has_six_signs_at_least_and_a_code_that_can_be_written_down(desk):
    with pytest.raises(QuizAppError, match=r"too short\. Choose one with at least 6"):
        desk.set_password("12345")
    code = desk.set_password("123456")
    assert re.fullmatch("([A-HJ-NP-Z2-9]{5}-){3}[A-HJ-NP-Z2-9]{5}", code)
    with pytest.raises(WrongPasswordError):
        desk.remove_password("12345\ud800")  # half a character, as a pipe may bring it
    assert desk.is_locked
    desk.remove_password("123456")
    assert not desk.is_locked
    desk.remove_forgotten_password("any, as there is none")


def test_assignments_are_read_once_until_somebody_is_deleted(desk):
    room, made = assigned(desk)
    assert desk.handed_out(made.id) is desk.handed_out(made.id)
    desk.store.set_members(room.id, room.members[1:])
    assert desk.assignment(made.id).members == room.members[1:]
    assert desk.handed_out(made.id).members == room.members
    before = desk.handed_out(made.id)
    desk.forget_assignments()
    assert desk.handed_out(made.id) is not before
    with pytest.raises(QuizAppError, match="no such assignment"):
        desk.assignment("none")


def test_a_submission_counts_as_that_of_the_learner_whom_the_teacher_named(desk, tmp_path):
    room, made = assigned(desk)
    collect(desk, [hand_in(desk, tmp_path, taken(made, "Adda"))])
    assert desk.received(made.id) == ()
    (unknown,) = desk.store.submissions(made.id)
    match(desk, made.id, unknown.digest, room.members[0].id)
    (received,) = desk.received(made.id)
    assert (received.submission.learner, received.submission.name) == (room.members[0].id, "Adda")
    assert [len(each.submission.parts) for each in desk.received(made.id, with_parts=False)] == [0]
    assert as_of(received, received.submission.learner) is received


def test_a_desk_that_cannot_be_written_says_so_and_whoever_has_no_name_is_the_teacher(desk, tmp_path, monkeypatch):
    assert desk.note == ""
    desk.close()
    monkeypatch.setattr(os, "access", lambda *_: False)  # nothing is closed to root

    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    again = new_desk(tmp_path / "data")
    assert str(again.note).endswith("desk.db cannot be written, so nothing can be changed here.")
    assert again.who == "teacher"
    again.close()


def test_the_file_tells_no_password(desk, tmp_path):
    code = desk.set_password("Zwölf Äpfel")
    desk.close()
    found = b"".join(path.read_bytes() for path in desk_file(tmp_path / "data").parent.iterdir())
    assert "Zwölf Äpfel".encode() not in found
    assert code.replace("-", "").encode() not in found
    assert b"$argon2id$" in found


def test_the_address_that_was_typed_comes_first(monkeypatch):
    monkeypatch.delenv("QUIZAPP_DESK_URL", raising=False)
    assert desk_address("", "") == ""
    assert desk_address("", "postgresql://set/a") == "postgresql://set/a"
    monkeypatch.setenv("QUIZAPP_DESK_URL", " postgresql://env/a\n")
    assert desk_address("", "postgresql://set/a") == "postgresql://env/a"
    assert desk_address("postgresql://typed/a", "postgresql://set/a") == "postgresql://typed/a"
