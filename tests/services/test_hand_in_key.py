"""The key with which a learner signs: made once, whole, for nobody else, and replaced where it is damaged."""

import os
import stat
from hashlib import blake2b
from pathlib import Path

import pytest

from quizapp.errors import QuizAppError
from quizapp.services.hand_in_key import signing_seed


def test_a_key_is_made_whole_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "a.key"
    seed = signing_seed(file)
    assert len(seed) == 32
    assert signing_seed(file) == seed
    assert file.read_bytes() == seed + blake2b(seed, digest_size=16).digest()
    assert [path.name for path in file.parent.iterdir()] == ["a.key"]
    assert signing_seed(tmp_path / "keys" / "b.key") != seed
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_damaged_key_is_set_aside_and_another_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    seed = signing_seed(file)
    whole = file.read_bytes()
    short = seed[:31] + blake2b(seed[:31], digest_size=16).digest()
    for damaged in (b"", whole[:-1], whole + b"x", whole[:5] + bytes([whole[5] ^ 1]) + whole[6:], short, seed):
        file.write_bytes(damaged)
        other = signing_seed(file)
        assert other != seed
        assert signing_seed(file) == other
        assert (tmp_path / "a.damaged").read_bytes() == damaged
    file.write_bytes(whole)
    assert signing_seed(file) == seed


@pytest.mark.parametrize("is_there", [False, True])
def test_a_disk_without_hard_links_keeps_one_and_never_covers_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    file = tmp_path / "a.key"
    theirs = b"t" * 32 + blake2b(b"t" * 32, digest_size=16).digest()

    def link(source: object, target: object) -> None:
        if is_there:  # another program was quicker
            file.write_bytes(theirs)
        raise PermissionError(1, "no links")

    monkeypatch.setattr(os, "link", link)
    seed = signing_seed(file)
    assert (seed == b"t" * 32) == is_there
    monkeypatch.undo()
    assert signing_seed(file) == seed
    assert [path.name for path in tmp_path.iterdir()] == ["a.key"]


def test_a_key_that_another_program_makes_at_the_same_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.key"
    theirs = b"t" * 32 + blake2b(b"t" * 32, digest_size=16).digest()
    real = os.link

    def link(source: str, target: str) -> None:
        file.write_bytes(theirs)
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    assert signing_seed(file) == b"t" * 32
    assert [path.name for path in tmp_path.iterdir()] == ["a.key"]


def test_where_no_key_can_be_kept_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("no folder")
    with pytest.raises(QuizAppError, match="cannot be kept"):
        signing_seed(tmp_path / "keys" / "a.key")
