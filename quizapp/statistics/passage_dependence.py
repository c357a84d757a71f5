"""Passage dependence: which items can be answered without the text, from a sitting in which it was hidden."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from quizapp.statistics.intervals import Estimate, Interval, difference, mean_share, paired_correlation
from quizapp.statistics.score_matrix import Scores, items_of

LEAST_LEARNERS = 10
"""With fewer in either sitting there are figures, but no verdict."""

Verdict = Literal["needed", "helps", "answerable", "unclear"]


class PassageDependence(NamedTuple):
    """The facility of an item with the text and without; `gain` is the difference, with its interval.

    `paired` tells whether the same learners sat both, so that each is compared with himself or herself.
    """

    item: str
    with_text: Estimate
    without: Estimate
    gain: float
    interval: Interval
    paired: bool
    verdict: Verdict


def passage_dependence(
    with_text: Scores, without: Scores, chance: Mapping[str, float] | None = None
) -> tuple[PassageDependence, ...]:
    """The passage dependence of each item that is in both sittings, in the order in which items first come.

    `chance` has the share of the points of an item that blind guessing earns: 1 ÷ the number of options, say.

    The interval of the difference is Newcombe's hybrid score for independent groups, and his method 10 for learners who
    sat both; for partial credit both rest on the intervals of `mean_share` (see `difference`). Learners who sat both
    are paired if they are as many as those of the smaller sitting who did not; then the others are left out. If not,
    they count in the sitting with the text alone.

    | Verdict | The intervals say |
    |---|---|
    | needed | the text helps, and without it nothing shows more than guessing |
    | helps | the text helps, but more than by guessing is right without it |
    | answerable | more than by guessing is right without the text, and no help shows |
    | unclear | too little to tell: neither, or fewer than ten learners in a sitting |

    The text helps if the whole interval of the difference is above 0; more than by guessing is right if the whole
    interval of the facility without the text is above `chance`, where that is known. Each of the two is claimed by
    chance in 2.5 % of items at most, or little more.

    Source: R. G. Newcombe (1998), as in `difference`; the comparison with guessing is that of S. Katz, G. J.
    Lautenschlager, A. B. Blackburn and F. H. Harris (1990), "Answering reading comprehension items without passages on
    the SAT".
    """
    found = []
    for item in items_of(with_text):
        seen = {learner: row[item].share for learner, row in with_text.items() if item in row}
        blind = {learner: row[item].share for learner, row in without.items() if item in row}
        entry = _compare(item, seen, blind, (chance or {}).get(item))
        if entry is not None:
            found.append(entry)
    return tuple(found)


def _compare(
    item: str, seen: Mapping[str, float], blind: Mapping[str, float], chance: float | None
) -> PassageDependence | None:
    both = [learner for learner in seen if learner in blind]
    paired = bool(both) and 2 * len(both) >= min(len(seen), len(blind))
    first, second = (
        ([seen[learner] for learner in both], [blind[learner] for learner in both])
        if paired
        else (list(seen.values()), [share for learner, share in blind.items() if learner not in seen])
    )
    with_text, without = mean_share(first), mean_share(second)
    if with_text is None or without is None:
        return None
    interval = difference(with_text, without, paired_correlation(first, second) if paired else 0.0)
    enough = min(with_text.n, without.n) >= LEAST_LEARNERS
    return PassageDependence(
        item,
        with_text,
        without,
        with_text.value - without.value,
        interval,
        paired,
        _verdict(interval, without, chance) if enough else "unclear",
    )


def _verdict(interval: Interval, without: Estimate, chance: float | None) -> Verdict:
    helps = interval.low > 0
    beyond_chance = chance is not None and without.interval is not None and without.interval.low > chance
    if helps:
        return "helps" if beyond_chance else "needed"
    return "answerable" if beyond_chance else "unclear"
