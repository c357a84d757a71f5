"""The user's settings, kept in one JSON file."""

import json
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from quizapp.whole_file import write_whole

THEMES = ("system", "light", "dark", "cream", "contrast")
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Percent of the system's text size."""
MOST_REVIEWS = 200
MOST_RULER_LINES = 5

PAPER_VERSIONS = ("A", "AB", "ABC", "ABCD")
"""Letters of the versions in which an assignment is printed."""

RULES = ("once", "tries", "certainty")
"""Rules of an attempt: one try a question, several tries (not in a test), or one with how sure the learner is."""


def _is_look(value: object) -> bool:
    is_one = isinstance(value, list) and len(value) == 3 and isinstance(value[0], str)
    return value == [] or (isinstance(value, list) and is_one and value[1] in THEMES and value[2] in TEXT_SIZES)


def _is_place(value: object) -> bool:
    return type(value) is int and abs(value) < 100_000  # Qt counts pixels in 32 bits


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "theme": lambda value: value in THEMES,
    "text_size": lambda value: type(value) is int and value in TEXT_SIZES,
    "practice_rules": lambda value: value in RULES,
    "test_rules": lambda value: value in ("once", "certainty"),
    "default_mode": lambda value: value in ("practice", "test"),
    "reviews_a_day": lambda value: type(value) is int and 1 <= value <= MOST_REVIEWS,
    "ruler_lines": lambda value: type(value) is int and 1 <= value <= MOST_RULER_LINES,
    "split": lambda value: type(value) is int and 20 <= value <= 80,
    "window": lambda value: isinstance(value, list) and len(value) in (0, 5) and all(map(_is_place, value)),
    "opened_files": lambda value: isinstance(value, list) and all(isinstance(entry, str) for entry in value),
    "usual_look": _is_look,
    "paper_versions": lambda value: value in PAPER_VERSIONS,
    "choices": lambda value: isinstance(value, dict) and all(isinstance(each, dict) for each in value.values()),
}
"""The checks of single settings; of all others, a value of the type of the default is right."""
_OF_LEARNER = ("theme", "practice_rules", "test_rules", "default_mode", "ruler_on", "ruler_lines", "glossary_on")
"""Settings of which each learner has their own."""
_EARLIER_NAMES = {"practice_rules": "practice_way", "test_rules": "test_way"}
"""Names of settings in files of earlier versions."""
MOST_OPENED_FILES = 20


class Settings:
    """Holds the settings in `file`; those that are missing or wrong there have their defaults."""

    theme: str = "system"  # one of `THEMES`
    text_size: int = 100  # one of `TEXT_SIZES`
    clock_shown: bool = True  # the time is shown during an attempt
    letter_keys: bool = True  # single letters and digits choose answers
    practice_rules: str = "once"  # one of `RULES`, for practice
    test_rules: str = "once"  # one of `RULES`, for a test
    default_mode: str = "practice"  # the mode that Enter or a double click on a bank begins: "practice" or "test"
    reviews_a_day: int = 20  # the most questions that the review asks in a day
    ruler_on: bool = False  # the line ruler lies on the passage
    ruler_lines: int = 2  # how many lines it shows, from 1 to `MOST_RULER_LINES`
    glossary_on: bool = True  # words that have a meaning are marked in the passage
    split: int = 54  # the passage's share of the quiz page's width, in percent
    window: list[int] = []  # the window's last place: x, y, width, height, and 1 if it was maximized; or nothing
    opened_files: list[str] = []  # bank files that were opened from outside the library's folders, the last one first
    folder: str = ""  # the folder that a file dialog used last; empty for none yet
    hides_names: bool = False  # written answers are rated without the names of those who wrote them
    own_folder: str = ""  # the folder where the teacher saved a gradebook last; empty for none yet
    desk_url: str = ""  # the address of the PostgreSQL that holds the desk’s records; empty for the data folder
    assignment_folder: str = ""  # the folder that is watched for assignments; empty for none
    paper_versions: str = "A"  # one of `PAPER_VERSIONS`: how assignments were printed last
    usual_look: list[Any] = []  # what is set aside for an assignment: whose look, its theme and text size; or nothing
    learner: str = ""  # the id of the learner who was there last; empty for a guest
    asks_who: bool = False  # each start asks who is learning
    choices: dict[str, dict[str, Any]] = {}  # each learner's own theme, mode and rules, by the learner's id

    def __init__(self, file: Path) -> None:
        self.file = file
        self.set_aside: Path | None = None  # where a damaged file was moved to
        self._saving = Lock()
        self._used_by = ""
        self._take(self._read(), Settings.__annotations__)

    def _take(self, values: dict[str, Any], names: Collection[str]) -> None:
        """Set each of `names` to its value, or to its default where the value is missing or wrong."""
        for name in names:
            default = getattr(Settings, name)
            value = values.get(name, values.get(_EARLIER_NAMES.get(name, ""), default))
            is_right = _CHECKS[name](value) if name in _CHECKS else type(value) is type(default)
            value = value if is_right else default
            setattr(self, name, value.copy() if isinstance(value, list | dict) else value)

    def use_learner(self, learner: str, known: Collection[str]) -> None:
        """Use the choices of `learner`. A guest, whose id is not among the `known` ones, gets the defaults.

        A guest who is still there from the last start keeps what was set then.
        """
        self._keep_choices()
        self.choices = {id_: chosen for id_, chosen in self.choices.items() if id_ in known}
        name = learner if learner in known else ""
        stays = learner == self._used_by or (not self._used_by and name == self.learner)
        if not stays:
            self._take(self.choices.get(name, {}), _OF_LEARNER)
        self._used_by, self.learner = learner, name

    def _keep_choices(self) -> None:
        if self.learner and self._used_by:
            self.choices[self.learner] = {name: getattr(self, name) for name in _OF_LEARNER}

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self.file.read_bytes())
        except OSError:
            return {}
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            aside = self.file.with_suffix(".damaged.json")
            with suppress(OSError):
                os.replace(self.file, aside)
                self.set_aside = aside
            return {}
        return values

    def remember_file(self, path: Path) -> None:
        name = str(path)
        others = [other for other in self.opened_files if other != name]
        self.opened_files = [name, *others][:MOST_OPENED_FILES]

    def forget_file(self, path: Path) -> None:
        self.opened_files = [other for other in self.opened_files if other != str(path)]

    def save(self) -> None:
        """Write the file. If several threads save, the last one writes the newest settings.

        Raises:
            QuizAppError: the file cannot be written; the old one is still there.
        """
        with self._saving:
            self.as_they_are()()

    def as_they_are(self) -> Callable[[], None]:
        """Give a function that writes the settings as they are now; any thread may call it."""
        self._keep_choices()
        data = json.dumps({name: getattr(self, name) for name in Settings.__annotations__}, indent=1).encode()
        return lambda: write_whole(self.file, data)
