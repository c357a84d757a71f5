"""The beginning of an attempt."""

from collections.abc import Mapping, Sequence
from random import Random

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import Mode
from quizapp.domain.bank import Bank
from quizapp.domain.event import Started


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
    return Started(
        at=0.0,
        bank_id=bank.id,
        content_hash=bank.content_hash,
        mode=mode.name,
        order=tuple(question.id for question in asked),
        arrangements={question.id: question.ids if random is None else question.arrange(random) for question in asked},
        tries=mode.tries,
        penalty=str(mode.penalty),
        certainty=mode.certainty,
        time_limit=mode.time_limit,
        stands_for=dict(stands_for or {}),
        **place._replace(
            level=bank.at_level(place.level).level, level_locked=place.level_locked or bank.level_locked
        )._asdict(),
    )
