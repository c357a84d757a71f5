"""Responses of learners to the items of an assignment, as plain data: the input of all statistics of items.

An item is a question in one version. The caller chooses the keys of items and of learners.
"""

import math
from collections.abc import Iterable, Mapping

import msgspec

_DECIMALS = 12
"""Shares are rounded to this many decimals, so that the order of adding makes no difference."""


class ItemResponse(msgspec.Struct, frozen=True, gc=False):
    """A learner's response to an item that was asked.

    `points` are those earned, None where the learner omitted it; `max_points`, above 0, are those possible; both are
    multiplied by the weight of the question. `choice` is the class of the response, as its question classifies it: for
    instance, an option. `certainty` is the level that the learner gave, `seconds` the time spent on the item.
    """

    points: float | None
    max_points: float
    choice: str | None = None
    certainty: int | None = None
    seconds: float | None = None

    @property
    def earned(self) -> float:
        """The points; 0 for an omitted item."""
        return self.points or 0.0

    @property
    def share(self) -> float:
        """The share of the points, from 0 to 1; 0 if the points are negative."""
        return min(1.0, max(0.0, self.points / self.max_points)) if self.points else 0.0

    @property
    def right(self) -> bool:
        """Tells whether all points were earned."""
        return round(self.share, _DECIMALS) == 1


Scores = Mapping[str, Mapping[str, ItemResponse]]
"""The score matrix: the response of each learner to each item. An item that a learner was not asked, or whose response
a person has yet to mark, is missing in that learner's row; an omitted one is there without points."""


def each_learner_once(classes: Iterable[Scores]) -> list[Scores]:
    """The classes; a learner who is in several stays only in the first of them."""
    seen: set[str] = set()
    found: list[Scores] = []
    for scores in classes:
        found.append({learner: row for learner, row in scores.items() if learner not in seen})
        seen.update(scores)
    return found


class Answer(msgspec.Struct, frozen=True, gc=False):
    """A response to one item, and the rest score: the share of points on all other items asked, None without others."""

    response: ItemResponse
    rest: float | None


def items_of(scores: Scores) -> tuple[str, ...]:
    """All items, in the order of their first occurrence."""
    return tuple(dict.fromkeys(item for row in scores.values() for item in row))


def total_of(row: Mapping[str, ItemResponse]) -> tuple[float, float]:
    """The points earned and possible of one learner."""
    return (
        math.fsum([response.points or 0.0 for response in row.values()]),
        math.fsum([response.max_points for response in row.values()]),
    )


def answers_by_item(scores: Scores) -> dict[str, list[Answer]]:
    """The answers to each item. Rest scores are shares, so learners who were asked different items can be compared."""
    answers: dict[str, list[Answer]] = {item: [] for item in items_of(scores)}
    for row in scores.values():
        earned, possible = total_of(row)
        for item, response in row.items():
            others = possible - response.max_points
            rest = round((earned - (response.points or 0.0)) / others, _DECIMALS) if len(row) > 1 else None
            answers[item].append(Answer(response, rest))
    return answers
