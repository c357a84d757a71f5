"""Keys that stand at some places more often than at others, where options are not shuffled."""

from collections import Counter
from collections.abc import Iterator

from quizapp.domain.text import letter
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.key_places import fixed_keys, true_false_keys
from quizapp.texts import N_

_FEWEST_KEYS = 20
"""With fewer keys, their places are not counted."""
CRITICAL = (3.84, 5.99, 7.81, 9.49, 11.07, 12.59, 14.07, 15.51, 16.92)
"""χ² at 5 % with 1 to 9 degrees of freedom (Abramowitz and Stegun 1964, table 26.8)."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    keys = [(each.place, each.options) for each in fixed_keys(bank)]
    if found := _uneven(keys):
        text = N_("The key is at {place} in {count} of {total} questions whose options are not shuffled.")
        place, count = found
        yield Fault(("questions",), text, {"place": letter(place), "count": str(count), "total": str(len(keys))})
    answers = [(each.place, 2) for each in true_false_keys(bank) if each.place < 2]
    if found := _uneven(answers):
        is_true, count = found[0] == 0, found[1]
        text = (
            N_("{count} of {total} statements are true.") if is_true else N_("{count} of {total} statements are false.")
        )
        yield Fault(("questions",), text, {"count": str(count), "total": str(len(answers))})


def _uneven(keys: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The most frequent place, with its count, if the places are not as even as chance has them, by χ²."""
    if len(keys) < _FEWEST_KEYS:
        return None
    seen = Counter(place for place, _ in keys)
    most = max(count for _, count in keys)
    expected = [sum(1 / count for _, count in keys if count > place) for place in range(most)]
    chi = sum((seen[place] - share) ** 2 / share for place, share in enumerate(expected) if share)
    return seen.most_common(1)[0] if most <= len(CRITICAL) and chi > CRITICAL[most - 2] else None


RULE = Rule(
    "key_position",
    "warning",
    N_("Writers like to hide the key in the middle, and learners who guess like to look there."),
    N_("Leave “shuffle: false” out, or move some keys to other places."),
    "Attali & Bar-Hillel 2003; Haladyna, Downing & Rodriguez 2002",
    check_bank=_check,
)
