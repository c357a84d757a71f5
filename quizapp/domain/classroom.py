"""Classes: named lists of learners, each with an accommodation profile."""

import msgspec

from quizapp.domain.accommodation import Accommodation


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
