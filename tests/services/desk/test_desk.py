"""The lock of the desk, and which desk is opened."""

import pytest

from quizapp.errors import QuizAppError
from quizapp.services.desk.desk import FORGOTTEN, WrongPasswordError, desk_address, desk_file
from tests.desks import new_desk


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
