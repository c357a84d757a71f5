"""The beginning of an attempt."""

from collections.abc import Mapping, Sequence
from random import Random

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import MODES, Mode
from quizapp.domain.bank import Bank
from quizapp.domain.event import Started

SEVERAL_TRIES = 3
"""The number of times that a response can be checked where one chooses to have several tries."""


def mode_for(bank: Bank, name: str, rules: str = "once") -> Mode:
    """The mode of this name (see `attempt.MODES`), as it is for `bank`, by one of `settings.RULES`.

    A test lasts as long as its author lets it, and has one try by any rules.
    """
    mode = MODES[name]._replace(certainty=rules == "certainty")
    if mode.tells_at_once:
        return mode._replace(tries=SEVERAL_TRIES if rules == "tries" else 1)
    return mode._replace(time_limit=60.0 * bank.time_limit)


def on_own_terms(mode: Mode, time_factor: float, *, fewer_options: bool, level: str) -> tuple[Mode, Assigned]:
    """`mode`, and what comes with it, for somebody who works alone, by their own profile; see `Accommodation`."""
    factor = time_factor if mode.time_limit else 1.0
    given = Assigned(time_factor=factor, fewer_options=fewer_options, level=level)
    return mode._replace(time_limit=mode.time_limit * factor), given


def started(
    bank: Bank,
    mode: Mode,
    random: Random | None,
    questions: Sequence[str] | None,
    stands_for: Mapping[str, str] | None,
    place: Assigned,
) -> Started:
    """The first event of an attempt at `bank`; for the rest, see `Taking`. Where the bank has not the level of `place`,
    the attempt begins at the standard one.
    """
    asked = bank.questions if questions is None else [bank.question(id_) for id_ in questions]
    place = place._replace(fewer_options=place.fewer_options and bank.has_key)
    arrangements = {each.id: each.ids if random is None else each.arrange(random) for each in asked}
    if place.fewer_options:
        for each in asked:
            arrangements[each.id] = each.with_fewer_options(arrangements[each.id], random or Random(each.id))
    return Started(
        at=0.0,
        bank_id=bank.id,
        content_hash=bank.content_hash,
        mode=mode.name,
        order=tuple(question.id for question in asked),
        arrangements=arrangements,
        tries=mode.tries,
        penalty=str(mode.penalty),
        certainty=mode.certainty,
        time_limit=mode.time_limit,
        stands_for=dict(stands_for or {}),
        **place._replace(
            level=bank.at_level(place.level).level, level_locked=place.level_locked or bank.level_locked
        )._asdict(),
    )
