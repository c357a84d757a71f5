"""The accommodation profile: the conditions under which a learner works, whoever set them."""

from typing import Literal

import msgspec

from quizapp.settings import TIME_FACTORS as TIME_FACTORS

ReadAloud = Literal["nothing", "questions", "all"]


class Accommodation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The conditions under which a learner works; a field at its default changes nothing.

    `time_factor` is one of `TIME_FACTORS`: the time as a multiple of the limit, 0 for none. `read_aloud` says which
    texts may be read to the learner. `reading_level` names a level of the passage, empty for that of the assignment;
    with `level_locked`, the learner cannot change it.
    `fewer_options` leaves out one wrong option. The fields from `text_size` to `line_length` are those of
    `settings.Look`; 0, empty and None leave the program's own. With `letter_keys`, single letters are
    shortcuts; `keys` has the letters that were changed, by the action.
    """

    time_factor: float = 1.0
    read_aloud: ReadAloud = "nothing"
    reading_level: str = ""
    fewer_options: bool = False
    text_size: int = 0
    theme: str = ""
    passage_size: int = 0
    font: str = ""
    line_spacing: int = 0
    paragraph_spacing: int = 0
    letter_spacing: int = 0
    word_spacing: int = 0
    line_length: int | None = None
    letter_keys: bool = True
    keys: dict[str, str] = {}
    level_locked: bool = False

    def limit(self, seconds: float) -> float:
        """The time limit for this learner where everybody has `seconds`; 0 for none."""
        return seconds * self.time_factor

    @property
    def given(self) -> dict[str, object]:
        """The fields that are not at their defaults, by name."""
        return {name: msgspec.to_builtins(getattr(self, name)) for name in msgspec.to_builtins(self)}


class LearnerProfile(Accommodation, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A learner's own settings, which move with them to another computer, and the day until which they are away."""

    away_until: str = ""


NO_ACCOMMODATION = Accommodation()
"""The same conditions as everybody else."""
