"""Figures of single items: facility, discrimination, what each option drew, time, and certainty.

No upper and lower thirds, no bands of good and bad: with 25 learners, chance alone moves an item from one to another.
Each figure has its interval instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizapp.statistics.intervals import Estimate, correlation_estimate, count_share, mean_share
from quizapp.statistics.score_matrix import Answer, Scores, answers_by_item
from quizapp.statistics.totals import Quartiles, mean_of, quartiles

KEY = "key"
MISREADING = "misreading"
"""Two of the roles that an option may have; any other text is a role too."""

Roles = Mapping[str, str]
"""The role of each option of an item: its key, a misreading, another span of the passage, unsupported."""


class OptionDraw(NamedTuple):
    """The learners whom an option drew: how many, their share of all who were asked, and their mean rest score.

    `rest` is from 0 to 1; None where nobody chose the option or there is no other item.
    """

    choice: str
    role: str
    learners: int
    share: Estimate
    rest: float | None


class CertaintyLevel(NamedTuple):
    """The share of those right among the responses that were given with one level of certainty."""

    level: int
    right: Estimate


class ItemStatistics(NamedTuple):
    """All figures of one item that `asked` learners were asked; `omitted` of them gave no response."""

    item: str
    asked: int
    omitted: int
    facility: Estimate
    discrimination: Estimate | None
    options: tuple[OptionDraw, ...]
    seconds: Quartiles | None
    certainty: tuple[CertaintyLevel, ...]


def item_statistics(scores: Scores, roles: Mapping[str, Roles] | None = None) -> tuple[ItemStatistics, ...]:
    """The figures of each item, in the order in which items first come. `roles` are those of each item's options."""
    return tuple(
        statistics_of(item, answers, discrimination(answers), (roles or {}).get(item, {}))
        for item, answers in answers_by_item(scores).items()
    )


def statistics_of(
    item: str, answers: Sequence[Answer], discrimination: Estimate | None, roles: Roles
) -> ItemStatistics:
    """The figures of one item from its answers, of which there is at least one."""
    responses = [answer.response for answer in answers]
    seconds = [response.seconds for response in responses if response.seconds is not None]
    return ItemStatistics(
        item,
        len(responses),
        sum(response.points is None for response in responses),
        facility(answers),
        discrimination,
        options_drawn(answers, roles),
        quartiles(seconds),
        certainty_levels(answers),
    )


def facility(answers: Sequence[Answer]) -> Estimate:
    """The mean share of the points, with the interval of `mean_share`; an omitted item counts as no points.

    Source: Moodle's documentation, "Quiz statistics calculations": facility index, with omitted items as it has them.

    Raises:
        ValueError: nobody was asked the item.
    """
    found = mean_share([answer.response.share for answer in answers])
    if found is None:
        raise ValueError("nobody was asked this item")
    return found


def discrimination(answers: Sequence[Answer]) -> Estimate | None:
    """The correlation of the item with the rest: of the points earned on it with those on all other items.

    It tells whether those who do well in general do well on this item. The item itself is left out of the rest, as it
    would agree with itself. The interval is Fisher's. None for fewer than four learners and where either does not
    vary: then nothing is said.

    Source: S. Henrysson (1963), "Correction of item-total correlations in item analysis"; Moodle's discrimination
    index is the same in percent ("Quiz statistics calculations").
    """
    pairs = [(answer.response.share, answer.rest) for answer in answers if answer.rest is not None]
    return correlation_estimate([share for share, _ in pairs], [rest for _, rest in pairs])


def options_drawn(answers: Sequence[Answer], roles: Roles) -> tuple[OptionDraw, ...]:
    """The learners whom each option drew: those of `roles` in their order, then other classes of responses by name."""
    rests: dict[str | None, list[float | None]] = {}
    for answer in answers:
        rests.setdefault(answer.response.choice, []).append(answer.rest)
    return options_chosen(rests, roles)


def options_chosen(rests: Mapping[str | None, Sequence[float | None]], roles: Roles) -> tuple[OptionDraw, ...]:
    """`options_drawn` from the rest scores of those who chose each option; None stands for no option."""
    asked = sum(map(len, rests.values()))
    others = sorted(choice for choice in rests if choice and choice not in roles)
    return tuple(_drawn(choice, roles.get(choice, ""), rests.get(choice, ()), asked) for choice in (*roles, *others))


def _drawn(choice: str, role: str, rests: Sequence[float | None], asked: int) -> OptionDraw:
    share = count_share(len(rests), asked)
    return OptionDraw(choice, role, len(rests), share, mean_of([rest for rest in rests if rest is not None]))


def certainty_levels(answers: Sequence[Answer]) -> tuple[CertaintyLevel, ...]:
    """The share of those wholly right for each level of certainty that was given, the lowest first; by Wilson.

    For one item alone: each learner answers it once, so the answers do not depend on each other.
    """
    levels: dict[int, list[float]] = {}
    for answer in answers:
        if answer.response.certainty is not None:
            levels.setdefault(answer.response.certainty, []).append(float(answer.response.right))
    return _levels(levels)


def class_certainty(scores: Scores) -> tuple[CertaintyLevel, ...]:
    """The share of right responses for each level of certainty over all items.

    A learner's responses depend on each other. So each learner gives one share for a level, that of the right ones
    among those given with it, and the mean and its interval are over learners; see `mean_share`.
    """
    levels: dict[int, list[float]] = {}
    for row in scores.values():
        own: dict[int, list[bool]] = {}
        for response in row.values():
            if response.certainty is not None:
                own.setdefault(response.certainty, []).append(response.right)
        for level, all_right in own.items():
            levels.setdefault(level, []).append(sum(all_right) / len(all_right))
    return _levels(levels)


def _levels(shares: Mapping[int, Sequence[float]]) -> tuple[CertaintyLevel, ...]:
    return tuple(
        CertaintyLevel(level, right) for level in sorted(shares) if (right := mean_share(shares[level])) is not None
    )


def top_misreading(statistics: ItemStatistics) -> OptionDraw | None:
    """The misreading that drew the most learners; None where none drew anyone."""
    drawn = [option for option in statistics.options if option.role == MISREADING and option.learners]
    return max(drawn, key=lambda option: option.learners, default=None)


def talk_first(statistics: Iterable[ItemStatistics]) -> tuple[ItemStatistics, ...]:
    """The items in the order in which a class has something to gain from talking about them.

    First come those of which the class has surely lost the most points: by the upper end of the facility's interval,
    the lowest first. Of items that are equal in this, that one is first in which the most learners share one
    misreading, as one explanation mends it: by the lower end of the interval of its share, the highest first. This
    order is ours.
    """

    def order(entry: ItemStatistics) -> tuple[float, float, str]:
        earned, misreading = entry.facility.interval, top_misreading(entry)
        shared = misreading.share.interval if misreading is not None else None
        assert earned is not None  # a share has one
        return round(earned.high, 9), -shared.low if shared is not None else 0.0, entry.item

    return tuple(sorted(statistics, key=order))
