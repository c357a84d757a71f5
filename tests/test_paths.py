"""Where files are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp import bundled
from quizapp.bundled import data_root
from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths, questions_dir, resources_dir

ROOT = Path(__file__).parents[1]


def test_the_bundled_banks_are_found() -> None:
    assert sorted(questions_dir().rglob("*.yaml"))
    assert questions_dir().parent == resources_dir().parent == data_root()


def test_an_installed_program_finds_what_is_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quizapp" / "_data" / "questions").mkdir(parents=True)
    monkeypatch.setattr(bundled, "PACKAGE", tmp_path / "quizapp")

    assert questions_dir() == tmp_path / "quizapp" / "_data" / "questions"


def test_a_run_with_its_own_folder_keeps_everything_in_it(tmp_path: Path) -> None:
    user = UserPaths(tmp_path / "mine")

    for path in (user.data, user.banks, user.cache, user.config_file):
        assert path.is_relative_to(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()  # nothing is made by asking


def test_a_folder_may_be_named_from_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    assert UserPaths(Path("mine")).data == tmp_path / "mine"
    assert UserPaths(Path("~/mine")).data == tmp_path / "mine"


def test_without_a_folder_the_user_s_own_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    user = UserPaths()

    for path in (user.data, user.banks, user.cache, user.config_file):
        assert path.is_absolute()
        assert "quizapp" in path.parts
    if sys.platform == "linux":
        assert user.data == tmp_path / "XDG_DATA_HOME" / "quizapp"
        assert user.config_file == tmp_path / "XDG_CONFIG_HOME" / "quizapp" / "settings.json"
        assert user.cache == tmp_path / "XDG_CACHE_HOME" / "quizapp"


def test_the_folders_are_made_and_made_again(tmp_path: Path) -> None:
    user = UserPaths(tmp_path / "a" / "b – ü")

    user.ensure()
    user.ensure()

    assert user.banks.is_dir()
    assert user.cache.is_dir()
    assert user.config_file.parent.is_dir()
    assert not user.config_file.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions work otherwise here")
def test_the_folders_are_nobody_else_s(tmp_path: Path) -> None:
    user = UserPaths(tmp_path / "mine")

    user.ensure()

    assert {folder.stat().st_mode & 0o077 for folder in (user.data, user.banks, user.cache)} == {0}


def test_a_file_in_place_of_the_folder_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("a file")

    with pytest.raises(QuizAppError) as caught:
        UserPaths(tmp_path / "mine").ensure()

    assert str(tmp_path / "mine") in caught.value.message
    assert "--data-dir" in caught.value.remedy
    assert len(str(caught.value).splitlines()) == 1


AS_NOBODY = """\
import os, sys
from pathlib import Path
from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths

if os.getuid() == 0:
    os.setuid(65534)
try:
    UserPaths(Path(sys.argv[1])).ensure()
except QuizAppError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions work otherwise here")
def test_a_folder_that_may_not_be_written_is_told_plainly(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    for folder in (tmp_path.parent, tmp_path.parent.parent):  # pytest makes them for this user alone
        folder.chmod(0o755)
    try:
        finished = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, tmp_path / "mine"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    finally:
        tmp_path.chmod(0o755)

    assert finished.stdout.startswith(f"The folder {tmp_path / 'mine'} cannot be created: ")
    assert finished.stderr == ""
