"""Assignments: what a teacher hands out, and what a learner hands in."""

from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from quizapp.domain.accommodation import Accommodation, ReadAloud
from quizapp.domain.attempt import PENALTY, PRACTICE, TEST, Attempt, Mode
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Member
from quizapp.domain.event import Event, ModeName
from quizapp.domain.level import STANDARD

ShownWhen = Literal["at_once", "handed_in", "released"]
"""The moment when marks, key and evidence are shown: at each check, after handing in, or once the teacher
releases them."""

Tool = Literal["hints", "notes", "highlighter", "ruler", "glossary", "find", "eliminator", "read_aloud"]
TOOLS: tuple[Tool, ...] = ("hints", "notes", "highlighter", "ruler", "glossary", "find", "eliminator", "read_aloud")
"""The tools that a learner may use, where the mode or a teacher allows it."""
_FIRST_TOOLS: tuple[Tool, ...] = ("hints", "notes")
"""Those that an assignment chose among before there were others."""
_HELP_TO_READ: frozenset[Tool] = frozenset({"glossary", "read_aloud"})
_NOT_IN_TEST: frozenset[Tool] = _HELP_TO_READ | {"hints"}


@cache
def usual_tools(mode: ModeName) -> tuple[Tool, ...]:
    """The tools of a mode where nobody chose others: in a test, none that may give an answer away."""
    return tuple(tool for tool in TOOLS if mode != "test" or tool not in _NOT_IN_TEST)


def allows(attempt: Attempt, bank: Bank, tool: Tool) -> bool:
    """Tells whether `tool` may be used in an attempt: as its assignment chose, or else as the mode or the author says.

    What helps to read may be used by all who look back.
    """
    started = attempt.started
    if attempt.submitted and tool in _HELP_TO_READ:
        return True
    if tool in started.known_tools and started.assignment:
        return tool in started.tools
    if tool == "glossary" and bank.glossary_in_test:
        return True
    return tool in usual_tools(started.mode)


def allowed_aloud(attempt: Attempt, own: str = "nothing") -> ReadAloud:
    """The texts that may be read aloud in an attempt: as its assignment, its mode or the learner's profile allows.

    `own` is what learners have set for the tests that they take by themselves, as one of `ReadAloud`.
    """
    started = attempt.started
    is_chosen = bool(started.assignment) and "read_aloud" in started.known_tools
    in_tools = "read_aloud" in (started.tools if is_chosen else usual_tools(started.mode))
    if attempt.submitted or in_tools:
        return "all"
    given = started.read_aloud if started.assignment else own
    return "all" if given == "all" else "questions" if given == "questions" else "nothing"


_CLOCKS_DIFFER = 10 * 60.0
"""Seconds that a learner's clock may be ahead of the desk's."""


class Assigned(NamedTuple):
    """The place of an attempt in an assignment, and what it allows; see `attempt.Started`."""

    assignment: str = ""
    part: int = 0
    time_factor: float = 1.0
    tools: tuple[str, ...] = _FIRST_TOOLS
    known_tools: tuple[str, ...] = _FIRST_TOOLS
    without_passage: bool = False
    level: str = STANDARD
    level_locked: bool = False
    fewer_options: bool = False
    read_aloud: ReadAloud = "nothing"


class AssignmentSettings(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The rules of an assignment.

    Learners see their marks when `shown` says: where that is when the teacher releases them, the desk alone marks, and
    the file holds no key. `mode` is how an attempt is taken; a test does not show marks at once. `time_limit` is in
    seconds for each text, 0 for none. `due` is in seconds since the epoch, 0 for no date; what comes later is late, and
    is taken. `without_passage` hides the text, to see which questions can be answered without it. `list_only`: whoever
    hands in has to be on the class list. `tools` are those of `known_tools` that learners may use; tools that the
    teacher did not know of when choosing are there as the mode says (`usual_tools`). Texts that have the `level` begin
    at it; with `level_locked`, no learner can change the level of any text.
    """

    mode: Literal["practice", "test"] = "test"
    tries: int = 1
    certainty: bool = False
    time_limit: float = 0.0
    is_shuffled: bool = False
    shown: ShownWhen = "released"
    tools: tuple[Tool, ...] = _FIRST_TOOLS
    known_tools: tuple[Tool, ...] = _FIRST_TOOLS
    without_passage: bool = False
    due: float = 0.0
    list_only: bool = True
    level: str = STANDARD
    level_locked: bool = False

    @property
    def allowed(self) -> tuple[Tool, ...]:
        """The tools that learners may use: as the teacher chose, or else as the mode says."""
        usual = usual_tools("practice" if self.shown == "at_once" else "test")
        return tuple(tool for tool in TOOLS if tool in (self.tools if tool in self.known_tools else usual))

    @property
    def holds_key(self) -> bool:
        """Tells whether learners are given the key with the questions."""
        return self.shown != "released"

    def mode_for(self, accommodation: Accommodation) -> Mode:
        """The mode of the attempts of a learner with `accommodation`."""
        mode = PRACTICE if self.shown == "at_once" else TEST
        return mode._replace(
            tries=self.tries if mode.tells_at_once else 1,
            penalty=Fraction(PENALTY),
            certainty=self.certainty,
            time_limit=accommodation.limit(self.time_limit),
        )

    def place(self, assignment: str, part: int, accommodation: Accommodation, bank: Bank) -> Assigned:
        """The place in `assignment` of an attempt at `part`, which is `bank`, by a learner with `accommodation`.

        Where the text has not the learner's own level, the attempt begins at that of the assignment.
        """
        own = accommodation.reading_level
        has_own = own == STANDARD or any(level.id == own for level in bank.levels)
        return Assigned(
            assignment,
            part,
            accommodation.time_factor,
            self.tools,
            self.known_tools,
            self.without_passage,
            own if has_own else self.level,
            self.level_locked or accommodation.level_locked,
            accommodation.fewer_options,
            read_aloud=accommodation.read_aloud,
        )


class Part(msgspec.Struct, frozen=True):
    """The questions of an assignment about one text, which are one attempt. `order` holds the ids as they are asked.

    `bank` holds these questions and no others; on a learner's side of a test it has no key (`Bank.has_key`).
    """

    bank: Bank
    order: tuple[str, ...]


class Assignment(msgspec.Struct, frozen=True):
    """An assignment as the desk made it. What is mended later is said by the desk's entries.

    `id` is 32 hexadecimal digits, `created` in seconds since the epoch. `members` are those of the class at the moment
    `listed`, so that a learner can pick a name; nothing else ever changes.
    """

    id: str
    title: str
    class_name: str
    created: float
    settings: AssignmentSettings
    parts: tuple[Part, ...]
    members: tuple[Member, ...] = ()
    listed: float = 0.0

    def printed(self, bank: Bank) -> Bank:
        """`bank`, one of a part, at the level of the assignment: as it is on paper, where nobody changes it."""
        return bank.at_level(self.settings.level)


class HandedInPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An attempt at one part of an assignment: its events, never its marks. `started` is in seconds since the epoch."""

    attempt: str
    started: float
    events: tuple[Event, ...]


class Submission(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A learner's work as it is handed in. `learner` is the id of a member, empty for a name that was typed.

    `number` counts how often it was handed in, from 1; the parts that were begun are there by their index.
    `handed_in` is in seconds since the epoch, by the learner's clock.
    """

    assignment: str
    learner: str
    name: str
    number: int
    handed_in: float
    parts: dict[str, HandedInPart]


class Received(msgspec.Struct, frozen=True, gc=False):
    """A submission as the desk took it. `digest` is that of its file, `signer` the key that signed it, in hexadecimal
    digits; `received` is in seconds since the epoch, by the desk's clock.
    """

    submission: Submission
    digest: str
    signer: str
    received: float


class HandInTime(NamedTuple):
    """The moment of handing in by the learner's clock and by the desk's, and that when the assignment was made.

    In seconds since the epoch. A learner's clock may be wrong, or set back.
    """

    by_learner: float
    received: float
    created: float

    @property
    def is_odd(self) -> bool:
        """Tells whether the learner's clock cannot be right."""
        return not self.created <= self.by_learner <= self.received + _CLOCKS_DIFFER

    def is_late(self, due: float) -> bool:
        """Tells whether it was after `due`, 0 for no date: by the learner's clock, unless that cannot be right."""
        return bool(due) and (self.received if self.is_odd else self.by_learner) > due


class Reopening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The teacher's word that a learner may go on with what was handed in as `number`, and why.

    `learner` and `name` are those of the submission. Where there is a limit, each part has `extra_time` seconds more.
    `at` is in seconds since the epoch.
    """

    assignment: str
    learner: str
    name: str
    number: int
    reason: str
    extra_time: float
    at: float
