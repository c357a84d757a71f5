"""The user's settings, kept in one JSON file."""

import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from quizapp import texts
from quizapp.whole_file import write_whole

LANGUAGES = ("", *texts.LANGUAGES)
"""Languages of the program; the empty one is the system's."""
THEMES = ("system", "light", "dark", "cream", "contrast")
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Percent of the system's text size."""
PASSAGE_SIZES = (80, 90, 100, 125, 150, 200, 250, 300)
"""Percent of the size that the passage has at the text size of the program."""
LINE_SPACINGS = (0, 150, 175, 200, 250)
"""Percent of the size of the font, from one line to the next; 0 as usual."""
PARAGRAPH_SPACINGS = (0, 150, 200, 300)
"""Percent of the size of the font, between two paragraphs of the passage; 0 as usual."""
LETTER_SPACINGS = (0, 3, 6, 9, 12)
WORD_SPACINGS = (0, 4, 8, 12, 16)
"""Percent of the size of the font that is added after each letter, or each word."""
LINE_LENGTHS = (45, 60, 75, 95, 0)
"""Characters, the most in a line of the passage; 0 for as many as there is room for."""
USUAL_FONT, SYSTEM_FONT, LEGIBLE_FONT = "", "system", "legible"
"""Serifs for the passage and the system's font for all else; the system's; the bundled one made for legibility."""
LONGEST_FONT = 100
"""Characters in the name of a font, or of a reading level."""
READ_ALOUD = ("nothing", "questions", "all")
"""The texts that may be read to the learner."""
TIME_FACTORS = (1.0, 1.25, 1.5, 2.0, 3.0, 0.0)
"""The times that can be chosen for a test, as multiples of its limit; 0 lifts the limit."""
MOST_REVIEWS = 200
_MOST_KEYS = 50
MOST_RULER_LINES = 5
SPEECH_RATES = (-60, -30, 0, 30, 60)
"""Speeds of reading aloud, in percent between the slowest, the usual and the fastest of a voice."""

PAPER_VERSIONS = ("A", "AB", "ABC", "ABCD")
"""Letters of the versions in which an assignment is printed."""

RULES = ("once", "tries", "certainty")
"""Rules of an attempt: one try a question, several tries (not in a test), or one with how sure the learner is."""


class Look(NamedTuple):
    """The look of the program and of the passage; see the tables above.

    `font` is `USUAL_FONT`, `SYSTEM_FONT`, `LEGIBLE_FONT`, or the name of an installed font.
    """

    theme: str = "system"
    text_size: int = 100
    passage_size: int = 100
    font: str = USUAL_FONT
    line_spacing: int = 0
    paragraph_spacing: int = 0
    letter_spacing: int = 0
    word_spacing: int = 0
    line_length: int = 75


def _is_look(value: object) -> bool:
    if not isinstance(value, list) or (value and not isinstance(value[0], str)):
        return False
    if len(value) == 3:  # of an earlier version
        return value[1] in THEMES and value[2] in TEXT_SIZES
    return not value or (len(value) == 2 and isinstance(value[1], dict))


def _one_of(*values: object) -> Callable[[Any], bool]:
    """Give a check for one of `values`, of the same type."""
    return lambda value: any(value == each and type(value) is type(each) for each in values)


def _are_keys(value: object) -> bool:
    if not isinstance(value, dict) or len(value) > _MOST_KEYS:
        return False
    are_letters = all(
        isinstance(key, str) and len(key) == 1 and key.isascii() and key.isalpha() for key in value.values()
    )
    return are_letters and all(len(name) <= LONGEST_FONT for name in value)


def _is_day(value: object) -> bool:
    from datetime import date  # here, as hardly a start needs it

    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_place(value: object) -> bool:
    return type(value) is int and abs(value) < 100_000  # Qt counts pixels in 32 bits


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "language": _one_of(*LANGUAGES),
    "theme": _one_of(*THEMES),
    "text_size": _one_of(*TEXT_SIZES),
    "passage_size": _one_of(*PASSAGE_SIZES),
    "font": lambda value: isinstance(value, str) and len(value) <= LONGEST_FONT,
    "line_spacing": _one_of(*LINE_SPACINGS),
    "paragraph_spacing": _one_of(*PARAGRAPH_SPACINGS),
    "letter_spacing": _one_of(*LETTER_SPACINGS),
    "word_spacing": _one_of(*WORD_SPACINGS),
    "line_length": _one_of(*LINE_LENGTHS),
    "time_factor": _one_of(*TIME_FACTORS),
    "read_aloud": _one_of(*READ_ALOUD),
    "reading_level": lambda value: isinstance(value, str) and len(value) <= LONGEST_FONT,
    "keys": _are_keys,
    "practice_rules": lambda value: value in RULES,
    "test_rules": lambda value: value in ("once", "certainty"),
    "default_mode": lambda value: value in ("practice", "test"),
    "away_until": lambda value: value == "" or _is_day(value),
    "reviews_a_day": lambda value: type(value) is int and 1 <= value <= MOST_REVIEWS,
    "speech_rate": _one_of(*SPEECH_RATES),
    "ruler_lines": lambda value: type(value) is int and 1 <= value <= MOST_RULER_LINES,
    "split": lambda value: type(value) is int and 20 <= value <= 80,
    "window": lambda value: isinstance(value, list) and len(value) in (0, 5) and all(map(_is_place, value)),
    "opened_files": lambda value: isinstance(value, list) and all(isinstance(entry, str) for entry in value),
    "usual_look": _is_look,
    "paper_versions": lambda value: value in PAPER_VERSIONS,
    "choices": lambda value: isinstance(value, dict) and all(isinstance(each, dict) for each in value.values()),
}
"""The checks of single settings; of all others, a value of the type of the default is right."""
PROFILE = (*Look._fields, "time_factor", "read_aloud", "reading_level", "fewer_options", "letter_keys", "keys")
"""Settings that make it possible, or easier, for a learner to work: the accommodation profile."""
TAKEN_ALONG = (*PROFILE, "away_until")
"""Settings that are in a learner's file."""
_OF_LEARNER = (
    *PROFILE,
    "language",
    "practice_rules",
    "test_rules",
    "default_mode",
    "away_until",
    "ruler_on",
    "ruler_lines",
    "glossary_on",
    "eliminator_on",
    "speech_rate",
)
"""Settings of which each learner has their own."""
_STAYS = ("language",)
"""Those of them that a guest, or a learner who has never chosen, takes over from whoever was there before."""
_EARLIER_NAMES = {"practice_rules": "practice_way", "test_rules": "test_way"}
"""Names of settings in files of earlier versions."""
MOST_OPENED_FILES = 20


def _default(name: str) -> Any:
    return getattr(Settings, name)


def _is_right(name: str, value: object) -> bool:
    return _CHECKS[name](value) if name in _CHECKS else type(value) is type(_default(name))


def right_ones(profile: Mapping[str, Any], names: Sequence[str] = PROFILE) -> dict[str, Any]:
    """Give what is in a profile, without what cannot be right."""
    return {name: profile[name] for name in names if name in profile and _is_right(name, profile[name])}


def look_in(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a profile says about the look, by the fields of `Look`."""
    return {name: value for name, value in right_ones(profile).items() if name in Look._fields}


def _values_in(file: Path) -> dict[str, Any] | None:
    """Give what is in a file of settings: nothing where there is no file, None where it is damaged."""
    try:
        values = json.loads(file.read_bytes())
    except OSError:
        return {}
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def setting_in(file: Path, name: str) -> Any:
    """Give one setting of those in `file`, or its default; a damaged file stays, for the window to tell of."""
    value = (_values_in(file) or {}).get(name)
    return value if _is_right(name, value) else _default(name)


class Settings:
    """Holds the settings in `file`; those that are missing or wrong there have their defaults."""

    language: str = ""  # one of `LANGUAGES`
    theme: str = "system"  # this and the next eight: see `Look`
    text_size: int = 100
    passage_size: int = 100
    font: str = USUAL_FONT
    line_spacing: int = 0
    paragraph_spacing: int = 0
    letter_spacing: int = 0
    word_spacing: int = 0
    line_length: int = 75
    time_factor: float = 1.0  # one of `TIME_FACTORS`: of the limit of tests that no teacher has handed out
    read_aloud: str = "nothing"  # one of `READ_ALOUD`: in tests that no teacher has handed out
    reading_level: str = ""  # the level that passages begin with, where they have it; empty for the standard one
    fewer_options: bool = False  # one wrong option is left out
    letter_keys: bool = True  # single letters and digits choose answers
    keys: dict[str, str] = {}  # the letters of actions that have another one than in `kit.shortcut_keys`
    clock_shown: bool = True  # the time is shown during an attempt
    practice_rules: str = "once"  # one of `RULES`, for practice
    test_rules: str = "once"  # one of `RULES`, for a test
    default_mode: str = "practice"  # the mode that Enter or a double click on a bank begins: "practice" or "test"
    away_until: str = ""  # the day until which the learner is away, as in 2026-12-31; empty for none
    reviews_a_day: int = 20  # the most questions that the review asks in a day
    ruler_on: bool = False  # the line ruler lies on the passage
    ruler_lines: int = 2  # how many lines it shows, from 1 to `MOST_RULER_LINES`
    glossary_on: bool = True  # words that have a meaning are marked in the passage
    speech_rate: int = 0  # one of `SPEECH_RATES`
    eliminator_on: bool = False  # options have a button that crosses them out
    split: int = 54  # the passage's share of the quiz page's width, in percent
    window: list[int] = []  # the window's last place: x, y, width, height, and 1 if it was maximized; or nothing
    opened_files: list[str] = []  # bank files that were opened from outside the library's folders, the last one first
    folder: str = ""  # the folder that a file dialog used last; empty for none yet
    hides_names: bool = False  # written answers are rated without the names of those who wrote them
    own_folder: str = ""  # the folder where the teacher saved a gradebook last; empty for none yet
    desk_url: str = ""  # the address of the PostgreSQL that holds the desk’s records; empty for the data folder
    assignment_folder: str = ""  # the folder that is watched for assignments; empty for none
    paper_versions: str = "A"  # one of `PAPER_VERSIONS`: how assignments were printed last
    usual_look: list[Any] = []  # what is set aside for an assignment: whose look, and its fields by name; or nothing
    learner: str = ""  # the id of the learner who was there last; empty for a guest
    asks_who: bool = False  # each start asks who is learning
    choices: dict[str, dict[str, Any]] = {}  # each learner's own profile, language, mode and rules, by the learner's id
    device: dict[str, Any] = {}  # what of these a guest begins with, and a learner who has chosen nothing else

    def __init__(self, file: Path) -> None:
        self.file = file
        self.set_aside: Path | None = None  # where a damaged file was moved to
        self._saving = Lock()
        self._used_by = ""
        values = self._read()
        self._take(values, Settings.__annotations__)
        earlier = _EARLIER_NAMES.values()  # all others are of a later version, which finds them again
        self._others = {name: values[name] for name in values.keys() - Settings.__annotations__.keys() - set(earlier)}
        if "device" not in values:  # earlier, these were the same for all learners
            changed = {name: getattr(self, name) for name in ("text_size", "letter_keys") if name in values}
            self.device = {name: value for name, value in changed.items() if value != _default(name)}

    def _take(self, values: dict[str, Any], names: Collection[str]) -> None:
        """Set each of `names` to its value, or to its default where the value is missing or wrong."""
        for name in names:
            default = getattr(Settings, name)
            value = values.get(name, values.get(_EARLIER_NAMES.get(name, ""), default))
            value = value if _is_right(name, value) else default
            setattr(self, name, value.copy() if isinstance(value, list | dict) else value)

    @property
    def look(self) -> Look:
        """The look that is set."""
        return Look(*(getattr(self, name) for name in Look._fields))

    @look.setter
    def look(self, look: Look) -> None:
        for name, value in look._asdict().items():
            setattr(self, name, value)

    def profile_of(self, learner: str) -> dict[str, Any]:
        """Give what is in `TAKEN_ALONG` of a learner with this id, where it differs from the defaults."""
        self._keep_choices()
        chosen = right_ones(self.device | self.choices.get(learner, {}), TAKEN_ALONG)
        return {name: value for name, value in chosen.items() if value != _default(name)}

    def keep_profile(self, learner: str, profile: Mapping[str, Any]) -> None:
        """Take over the `profile` of a learner who has none here yet."""
        if learner not in self.choices:  # what a profile leaves out is at its default, and not as on this device
            self.choices[learner] = {name: _default(name) for name in PROFILE} | right_ones(profile, TAKEN_ALONG)

    def use_on_device(self) -> None:
        """Let guests, and learners who have chosen nothing else, begin with the profile that is set now."""
        self.device = {name: value for name in PROFILE if (value := getattr(self, name)) != _default(name)}

    def use_learner(self, learner: str, known: Collection[str]) -> None:
        """Use the choices of `learner`. A guest, whose id is not among the `known` ones, gets those of the device.

        A guest who is still there from the last start keeps what was set then.
        """
        self._keep_choices()
        self.choices = {id_: chosen for id_, chosen in self.choices.items() if id_ in known}
        name = learner if learner in known else ""
        stays = learner == self._used_by or (not self._used_by and name == self.learner)
        if not stays:
            kept = {name: getattr(self, name) for name in _STAYS}
            self._take(kept | self.device | self.choices.get(name, {}), _OF_LEARNER)
        self._used_by, self.learner = learner, name

    def _keep_choices(self) -> None:
        if self.learner and self._used_by:
            self.choices[self.learner] = {name: getattr(self, name) for name in _OF_LEARNER}

    def _read(self) -> dict[str, Any]:
        values = _values_in(self.file)
        if values is None:
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
        known = {name: getattr(self, name) for name in Settings.__annotations__}
        data = json.dumps(self._others | known, indent=1).encode()
        return lambda: write_whole(self.file, data)
