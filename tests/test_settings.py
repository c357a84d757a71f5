"""What the user set: it survives, and a damaged file costs nothing else."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from quizapp.errors import QuizAppError
from quizapp.settings import MOST_OPENED_FILES, TEXT_SIZES, Look, Settings, setting_in

ROOT = Path(__file__).parents[1]

OTHERS: dict[str, Any] = {
    "theme": "dark",
    "text_size": 150,
    "passage_size": 125,
    "font": "legible",
    "line_spacing": 150,
    "paragraph_spacing": 200,
    "letter_spacing": 12,
    "word_spacing": 16,
    "line_length": 60,
    "time_factor": 1.5,
    "read_aloud": "questions",
    "reading_level": "easier",
    "fewer_options": True,
    "keys": {"flag": "M"},
    "device": {"text_size": 150},
    "clock_shown": False,
    "letter_keys": False,
    "practice_rules": "tries",
    "test_rules": "certainty",
    "default_mode": "test",
    "away_until": "2026-12-31",
    "reviews_a_day": 5,
    "ruler_on": True,
    "ruler_lines": 5,
    "glossary_on": False,
    "eliminator_on": True,
    "speech_rate": 30,
    "split": 40,
    "window": [-10, 20, 1366, 768, 1],
    "opened_files": ["/home/ü/bank.yaml", "/b.yaml"],
    "desk_url": "postgresql://anna@school/quizapp",
    "folder": "/home/ü/banks",
    "hides_names": True,
    "own_folder": "/home/ada/marks",
    "assignment_folder": "/media/class",
    "usual_look": ["5f0c", {"theme": "dark", "text_size": 150}],
    "paper_versions": "ABC",
    "learner": "5f0c",
    "asks_who": True,
    "language": "pt_BR",
    "choices": {"5f0c": {"theme": "dark", "practice_way": "tries", "test_way": "certainty", "default_mode": "test"}},
}
DEFAULTS = {"theme": "system", "text_size": 100, "clock_shown": True, "letter_keys": True, "split": 54}
DEFAULTS |= {"practice_rules": "once", "test_rules": "once", "window": [], "opened_files": [], "reviews_a_day": 20}

DEFAULTS |= {"folder": "", "desk_url": "", "learner": "", "asks_who": False, "default_mode": "practice", "choices": {}}

DEFAULTS |= {"passage_size": 100, "font": "", "line_spacing": 0, "paragraph_spacing": 0, "letter_spacing": 0}
DEFAULTS |= {"word_spacing": 0, "line_length": 75, "time_factor": 1.0, "read_aloud": "nothing", "reading_level": ""}
DEFAULTS |= {"away_until": "", "fewer_options": False, "language": "", "keys": {}, "device": {}}

DEFAULTS |= {"assignment_folder": "", "usual_look": [], "paper_versions": "A", "own_folder": "", "hides_names": False}

DEFAULTS |= {"ruler_on": False, "ruler_lines": 2, "glossary_on": True, "eliminator_on": False, "speech_rate": 0}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def values(settings: Settings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in OTHERS}


def keep(file: Path, content: str | bytes) -> Settings:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Settings(file)


def test_the_table_here_has_every_setting(file: Path) -> None:
    Settings(file).save()

    assert set(json.loads(file.read_bytes())) == set(OTHERS)


def test_the_first_start_has_the_defaults_and_writes_nothing(file: Path) -> None:
    settings = Settings(file)

    assert values(settings) == DEFAULTS
    assert settings.set_aside is None
    assert not file.parent.exists()


@pytest.mark.parametrize(("name", "value"), OTHERS.items())
def test_each_setting_survives(file: Path, name: str, value: object) -> None:
    settings = Settings(file)
    setattr(settings, name, value)
    settings.save()

    assert values(Settings(file)) == {**DEFAULTS, name: value}
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"theme": "dark"',
        b"[]",
        b"null",
        b'"dark"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\0" * 100,
    ],
)
def test_a_damaged_file_is_set_aside(file: Path, content: bytes) -> None:
    settings = keep(file, content)

    assert values(settings) == DEFAULTS
    assert settings.set_aside is not None
    assert settings.set_aside.read_bytes() == content
    settings.save()
    assert Settings(file).set_aside is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("theme", value) for value in ("neon", None, 1, ["dark"], {})],
        *[("text_size", value) for value in ("100", 0, 99, 1e9, 150.0, True, None, [150])],
        *[(name, value) for name in ("clock_shown", "letter_keys") for value in (0, "no", None, [])],
        *[("passage_size", value) for value in (101, 100.0, None)],
        *[("line_length", value) for value in (1, "75", False)],
        *[("letter_spacing", value) for value in (50, -1, 0.5)],
        *[("time_factor", value) for value in (1, 0.5, None, True)],
        *[("font", value) for value in (None, 1, "a" * 1000)],
        *[("read_aloud", value) for value in ("", "everything", None)],
        *[("keys", value) for value in ([], {"flag": 1}, {"flag": "AB"}, {"flag": ""}, {"flag": "5"}, {"flag": "ß"})],
        *[("practice_rules", value) for value in ("", "twice", None, 3, ["once"])],
        *[("test_rules", value) for value in ("tries", None, True)],
        *[("default_mode", value) for value in ("review", "", None, True, ["test"])],
        *[("away_until", value) for value in ("soon", "20261231", "2026-02-30", 20261231, None)],
        *[("reviews_a_day", value) for value in (0, 201, -1, 20.0, "20", True, None)],
        *[("split", value) for value in (19, 81, 40.0, "40", True, None)],
        *[("window", value) for value in (None, "1", [1, 2], [1, 2, 3, 4, "5"], [10**20] * 5, [1.5] * 5, [True] * 5)],
        *[("opened_files", value) for value in (None, "a.yaml", [1], [None], {"a": 1})],
    ],
)
def test_a_value_that_cannot_be_right_has_its_default_alone(file: Path, name: str, value: object) -> None:
    settings = keep(file, json.dumps({**OTHERS, name: value}))

    assert values(settings) == {**OTHERS, name: DEFAULTS[name]}
    assert settings.set_aside is None


def test_settings_of_another_version_are_no_damage(file: Path) -> None:
    assert values(keep(file, '{"theme": "cream", "wallpaper": "bees"}')) == {**DEFAULTS, "theme": "cream"}


def test_settings_have_their_earlier_names(file: Path) -> None:
    """What was chosen under the names of an earlier version still holds, for each learner too."""
    earlier = {"practice_way": "tries", "test_way": "certainty"}
    settings = keep(file, json.dumps({**earlier, "learner": "a", "choices": {"b": {**earlier, "theme": "dark"}}}))
    assert (settings.practice_rules, settings.test_rules) == ("tries", "certainty")
    settings.practice_rules = "once"
    settings.use_learner("b", ["a", "b"])
    assert (settings.practice_rules, settings.test_rules, settings.theme) == ("tries", "certainty", "dark")


def test_earlier_the_text_size_was_that_of_the_device(file: Path) -> None:
    settings = keep(file, json.dumps({"text_size": 150, "letter_keys": False, "choices": {"b": {"theme": "dark"}}}))
    settings.use_learner("b", ["b"])
    assert (settings.text_size, settings.letter_keys, settings.theme) == (150, False, "dark")
    settings.look = settings.look._replace(text_size=100, font="legible")
    settings.use_learner("guest", ["b"])
    assert (settings.text_size, settings.theme, settings.font) == (150, "system", "")
    settings.use_learner("b", ["b"])
    assert settings.look == Look("dark", font="legible")
    settings.use_on_device()
    settings.use_learner("another guest", ["b"])
    assert settings.look == Look("dark", font="legible")
    assert settings.profile_of("b") == {"theme": "dark", "font": "legible", "letter_keys": False}
    settings.keep_profile("c", {"theme": "cream", "learner": "nobody"})
    settings.keep_profile("b", {"theme": "cream"})
    settings.use_learner("c", ["b", "c"])
    assert (settings.theme, settings.learner) == ("cream", "c")
    settings.use_learner("b", ["b", "c"])
    assert settings.theme == "dark"


def test_an_imported_profile_is_not_mixed_with_that_of_the_device(file: Path) -> None:
    settings = keep(file, json.dumps({"device": {"text_size": 200, "theme": "dark", "letter_keys": False}}))
    settings.keep_profile("a", {"theme": "cream"})
    assert settings.profile_of("a") == {"theme": "cream"}
    settings.use_learner("a", ["a"])
    assert (settings.text_size, settings.theme, settings.letter_keys) == (100, "cream", True)


def test_a_single_setting_is_read_without_touching_the_file(file: Path) -> None:
    file.parent.mkdir()
    for content, language in (
        ('{"language": "es"}', "es"),
        ('{"language": "tlh"}', ""),
        ('{"language": ["es"]}', ""),
        ('{"language": "es"', ""),
        ("[]", ""),
    ):
        file.write_text(content, "utf-8")
        assert setting_in(file, "language") == language, content
        assert file.read_text("utf-8") == content
        assert os.listdir(file.parent) == [file.name]
        assert setting_in(file, "opened_files") == []
    file.write_text('{"opened_files": ["a.yaml"]}', "utf-8")
    assert setting_in(file, "opened_files") == ["a.yaml"]
    file.unlink()
    assert setting_in(file, "language") == ""


def test_an_opened_file_is_forgotten(file: Path) -> None:
    settings = Settings(file)
    for name in ("/a.yaml", "/b.yaml"):
        settings.remember_file(Path(name))
    for _ in range(2):
        settings.forget_file(Path("/a.yaml"))
    assert settings.opened_files == [str(Path("/b.yaml"))]


def test_opened_files_are_kept_the_last_one_first_and_not_for_ever(file: Path) -> None:
    settings = Settings(file)
    for number in range(30):
        settings.remember_file(Path(f"/{number}.yaml"))
    settings.remember_file(Path("/20.yaml"))

    assert settings.opened_files[:3] == [str(Path("/20.yaml")), str(Path("/29.yaml")), str(Path("/28.yaml"))]
    assert len(settings.opened_files) == len(set(settings.opened_files)) == MOST_OPENED_FILES


def test_one_s_own_changes_do_not_reach_another_s_defaults(tmp_path: Path) -> None:
    Settings(tmp_path / "a.json").remember_file(Path("/a.yaml"))

    assert Settings(tmp_path / "b.json").opened_files == []


def test_of_many_threads_that_save_the_last_one_has_its_way(file: Path) -> None:
    settings = Settings(file)

    def set_and_save(size: int) -> None:
        settings.text_size = size
        settings.save()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(set_and_save, TEXT_SIZES * 10))

    assert Settings(file).text_size == settings.text_size
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


# Whole or not at all


def assert_told_plainly(error: QuizAppError, file: Path) -> None:
    assert str(file) in error.message
    assert error.remedy
    assert len(str(error).splitlines()) == 1
    assert "Errno" not in str(error)


def test_a_folder_in_place_of_the_file(file: Path) -> None:
    (file / "something").mkdir(parents=True)
    settings = Settings(file)

    with pytest.raises(QuizAppError) as caught:
        settings.save()

    assert values(settings) == DEFAULTS
    assert_told_plainly(caught.value, file)
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_a_file_in_place_of_the_folder(file: Path) -> None:
    file.parent.write_text("a file")

    with pytest.raises(QuizAppError) as caught:
        Settings(file).save()

    assert_told_plainly(caught.value, file)


AS_NOBODY = """\
import datetime, os, sys  # datetime is needed late, when a Python of another user may be out of reach
from pathlib import Path
from quizapp.errors import QuizAppError
from quizapp.settings import Settings

if os.getuid() == 0:
    os.setuid(65534)
settings = Settings(Path(sys.argv[1]))
print(settings.theme)
settings.theme = "light"
try:
    settings.save()
except QuizAppError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions work otherwise here")
def test_a_folder_that_may_not_be_written_leaves_the_old_file_whole(file: Path) -> None:
    keep(file, json.dumps(OTHERS))
    file.chmod(0o644)
    folders = [each for each in file.parents if each.stat().st_mode & 0o005 != 0o005]  # for this user alone
    for folder in folders:
        folder.chmod(0o755)
    file.parent.chmod(0o555)
    try:
        finished = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, file], cwd=ROOT, capture_output=True, text=True, check=True
        )
    finally:
        file.parent.chmod(0o755)

    theme, told = finished.stdout.splitlines()
    assert theme == "dark"
    assert told.startswith(f"{file} cannot be written: ")
    assert values(Settings(file)) == OTHERS


def test_each_learner_has_a_look_and_a_mode_of_their_own(file: Path) -> None:
    settings = Settings(file)
    own = ("theme", "practice_rules", "test_rules", "default_mode")

    def chosen() -> tuple[str, ...]:
        return tuple(getattr(settings, name) for name in own)

    defaults = chosen()
    settings.use_learner("guest", [])
    settings.theme = "contrast"
    settings.use_learner("guest", ["guest"])  # has given a name, and goes on
    assert settings.theme == "contrast"
    settings.use_learner("ada", ["ada", "guest"])
    assert chosen() == defaults
    settings.theme, settings.default_mode, settings.practice_rules = "dark", "test", "tries"
    settings.use_learner("ben", ["ada", "ben", "guest"])
    assert chosen() == defaults
    settings.save()

    settings = Settings(file)
    assert (settings.learner, chosen()) == ("ben", defaults)
    settings.use_learner("ben", ["ada", "ben", "guest"])
    settings.use_learner("ada", ["ada", "ben", "guest"])
    assert chosen() == ("dark", "tries", "once", "test")
    settings.save()
    settings = Settings(file)
    settings.use_learner("ada", ["ada", "ben", "guest"])
    assert chosen() == ("dark", "tries", "once", "test")
    settings.use_learner("another guest", ["ada", "ben"])
    assert (settings.learner, chosen()) == ("", defaults)
    assert "guest" not in settings.choices


def test_a_guest_who_goes_on_after_a_restart_has_what_was_set(file: Path) -> None:
    settings = Settings(file)
    settings.use_learner("guest", [])
    settings.theme = "cream"
    settings.save()
    settings = Settings(file)
    settings.use_learner("guest", [])
    assert settings.theme == "cream"
    settings.use_learner("another guest", [])
    assert settings.theme == "system"
