"""Events: what a learner does in an attempt, each kept for ever."""

from typing import Literal

import msgspec

from quizapp.domain.question import Arrangement
from quizapp.domain.text_place import TextPlace

StoredResponse = str | tuple[str, ...] | dict[str, str | tuple[str, ...] | dict[str, str]]
"""A response as an event keeps it, and as JSON gives it back."""

ModeName = Literal["practice", "test", "review"]
PenColor = Literal["yellow", "green", "blue", "pink"]


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that the learner did; `at` is in seconds that the attempt has lasted, by a monotonic clock."""

    at: float


class Started(Event, frozen=True, kw_only=True, tag="started"):
    """`order` are the ids of the questions as they are asked; `arrangements` what was shuffled in them.

    `tries`, `penalty` (a fraction, such as ``1/3``), `certainty` and `time_limit` are those of the mode. `stands_for`
    maps a question of a review to the one that was due, where it is asked in its place. `assignment` is the id of the
    one that the attempt belongs to, and `part` the index of its part; `time_factor` the learner's own, which
    `time_limit` has in it already. `tools` are those of `known_tools` that the learner may use (others as the mode
    says), and `without_passage` hides the text: see `assignment.AssignmentSettings`. `level` is that of the passage at
    first (see `Bank.levels`); where it is locked, it stays. With `fewer_options`, the arrangements lack a wrong option
    of each question that has enough.
    `read_aloud` says which texts the learner's profile has read aloud, whatever the mode says: see
    `accommodation.ReadAloud`.
    """

    bank_id: str
    content_hash: str
    mode: ModeName
    order: tuple[str, ...]
    arrangements: dict[str, Arrangement]
    tries: int = 1
    penalty: str = "1/3"
    certainty: bool = False
    time_limit: float = 0.0
    stands_for: dict[str, str] = {}
    assignment: str = ""
    part: int = 0
    time_factor: float = 1.0
    tools: tuple[str, ...] = ("hints", "notes")
    known_tools: tuple[str, ...] = ("hints", "notes")
    without_passage: bool = False
    level: str = "standard"
    level_locked: bool = False
    fewer_options: bool = False
    read_aloud: str = "nothing"


class Visited(Event, frozen=True, kw_only=True, tag="visited"):
    """A question came on the screen."""

    question: str


class Answered(Event, frozen=True, kw_only=True, tag="answered"):
    """A response was given, changed, or, with None, taken back."""

    question: str
    response: StoredResponse | None


class Checked(Event, frozen=True, kw_only=True, tag="checked"):
    """The learner asked to be told; the response is final from here on."""

    question: str


class Tried(Event, frozen=True, kw_only=True, tag="tried"):
    """The learner asked to be told, was not right, and has another try; `kept` is what of the response stays."""

    question: str
    kept: StoredResponse | None


class HintShown(Event, frozen=True, kw_only=True, tag="hint_shown"):
    """The learner asked for a hint; `number` counts the hints of the question from 1."""

    question: str
    number: int


class CertaintyGiven(Event, frozen=True, kw_only=True, tag="certainty_given"):
    """The learner said how sure they are: 1, 2 or 3."""

    question: str
    certainty: int


class Noted(Event, frozen=True, kw_only=True, tag="noted"):
    """The learner wrote a note to a question, in place of an earlier one; an empty text takes it away."""

    question: str
    text: str


class LevelChanged(Event, frozen=True, kw_only=True, tag="level_changed"):
    """The learner reads the passage at another level from here on."""

    level: str


class Paused(Event, frozen=True, kw_only=True, tag="paused"):
    """The learner stopped for now; the time until the attempt goes on does not count."""


class Resumed(Event, frozen=True, kw_only=True, tag="resumed"):
    """The attempt goes on, after a pause or after whatever ended the program."""


class SetAside(Event, frozen=True, kw_only=True, tag="set_aside"):
    """The learner does not mean to go on with it, and is not to be reminded of it; `Resumed` takes that back."""


class Undone(Event, frozen=True, kw_only=True, tag="undone"):
    """The check that is event `number` is taken back, with all that was answered to its question since.

    The time that it took, notes, flags, and hints that were seen stay, and so does what the learner was told: see
    `Attempt.seen` and `Attempt.undone_tries`.
    """

    number: int


class Rated(Event, frozen=True, kw_only=True, tag="rated"):
    """A person has marked what was written: the level, counted from 0, of each criterion, by the criterion's letter.

    It takes the place of an earlier rating. It comes once the response is final, after the end of the attempt too.
    `by` names who rated; empty for the learner.
    """

    question: str
    rating: dict[str, int]
    by: str = ""


class Flagged(Event, frozen=True, kw_only=True, tag="flagged"):
    """A question was marked to come back to, or no longer is."""

    question: str
    flagged: bool


class Highlighted(Event, frozen=True, kw_only=True, tag="highlighted"):
    """The learner marked words of the passage with a pen; of an `id` that is there, the words or the color changed."""

    id: str
    quote: TextPlace
    color: PenColor


class HighlightRemoved(Event, frozen=True, kw_only=True, tag="highlight_removed"):
    """A highlight was taken away."""

    id: str


class PlaceNoted(Event, frozen=True, kw_only=True, tag="place_noted"):
    """The learner wrote a note on words of the passage, or changed it; an empty text takes it away."""

    id: str
    quote: TextPlace
    text: str


class Eliminated(Event, frozen=True, kw_only=True, tag="eliminated"):
    """An option was crossed out as not the answer, or brought back; choosing it brings it back too.

    `option` is its id in the arrangement of the question.
    """

    question: str
    option: str
    eliminated: bool


class ParagraphsRead(Event, frozen=True, kw_only=True, tag="paragraphs_read"):
    """Paragraphs of the passage were on the screen since the last event of this kind, at the level of then.

    `seconds` maps the number of a paragraph to its time; `total` is the time for which any of them was there. See
    `reading_time.ReadingClock` for what counts.
    """

    seconds: dict[int, float]
    total: float


class Heard(Event, frozen=True, kw_only=True, tag="heard"):
    """A text was read aloud, by the program or perhaps by a screen reader; it does not say which of them. Kept once."""


Annotation = Highlighted | HighlightRemoved | PlaceNoted | Eliminated
Draft = Answered | Noted | PlaceNoted
"""A response that is still being typed, and becomes an event a little later."""


def is_of_same(draft: Draft, other: Draft) -> bool:
    """Tells whether `draft` takes the place of `other`: both are about the same question or note."""
    return type(draft) is type(other) and _about(draft) == _about(other)


def _about(draft: Draft) -> str:
    return draft.id if isinstance(draft, PlaceNoted) else draft.question


class Submitted(Event, frozen=True, kw_only=True, tag="submitted"):
    """The attempt is over."""


class Reopened(Event, frozen=True, kw_only=True, tag="reopened"):
    """A practice that was over goes on. Answered questions stay as they were marked; the others can be answered.

    `by_teacher`: an assignment that was handed in goes on; where no key was told, all of it can be answered.
    `time_limit` is then the new one in seconds, 0 for none.
    """

    by_teacher: bool = False
    time_limit: float = 0.0
