"""Classes: named lists of learners, each with an accommodation profile."""

from typing import Literal

import msgspec

TIME_FACTORS = (1.0, 1.25, 1.5, 2.0, 0.0)
"""The times that a learner may be given, as a multiple of the limit; 0 lifts the limit."""

ReadAloud = Literal["nothing", "questions", "all"]


class Accommodation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The conditions under which a learner works; what is at its default is as for everybody.

    `time_factor` is one of `TIME_FACTORS`. `read_aloud` says which texts may be read to the learner. `reading_level`
    names a level of the passage, empty for that of the assignment; with `level_locked` the
    learner cannot change it. `fewer_options` leaves out one wrong option. `text_size`
    is in percent and `theme` a name as in `settings.THEMES`, both for the start; 0 and empty leave the program's own.
    """

    time_factor: float = 1.0
    read_aloud: ReadAloud = "nothing"
    reading_level: str = ""
    fewer_options: bool = False
    text_size: int = 0
    theme: str = ""
    level_locked: bool = False

    def limit(self, seconds: float) -> float:
        """The time limit for this learner where everybody has `seconds`; 0 for none."""
        return seconds * self.time_factor


class Member(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A learner in a class. `id` is 32 hexadecimal digits and stays when the name changes."""

    id: str
    name: str
    accommodation: Accommodation = Accommodation()


class Classroom(msgspec.Struct, frozen=True):
    """A class and its members in the order of the list."""

    id: str
    name: str
    members: tuple[Member, ...]
