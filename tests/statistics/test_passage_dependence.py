"""Items that can be answered without the text."""

import pytest

from quizapp.statistics.intervals import mean_share, wilson
from quizapp.statistics.passage_dependence import LEAST_LEARNERS, passage_dependence
from quizapp.statistics.score_matrix import ItemResponse
from tests.statistics.published import as_printed


def sitting(name: str, right: int, n: int, item: str = "q"):
    return {f"{name}{place}": {item: ItemResponse(float(place < right), 1)} for place in range(n)}


def test_two_classes_are_compared_as_newcombe_does():
    # R. G. Newcombe (1998), "Interval estimation for the difference between independent proportions", table II
    (found,) = passage_dependence(sitting("A", 56, 70), sitting("B", 48, 80), {"q": 0.25})
    assert (as_printed(found.interval.low, "0.0524"), as_printed(found.interval.high, "0.3339")) == (True, True)
    assert found.gain == pytest.approx(0.2)
    assert (found.paired, found.verdict) == (False, "helps")
    assert found.without.interval == pytest.approx(wilson(48, 80))


def test_the_same_learners_are_compared_with_themselves():
    # Cavo et al. (2012) in Fagerland, Lydersen and Laake (2017), chapter 8: 59 both, 6 and 16 one of them, 80 neither
    one = [1] * 65 + [0] * 96
    other = [1] * 59 + [0] * 6 + [1] * 16 + [0] * 80
    (found,) = passage_dependence(
        {str(place): {"q": ItemResponse(value, 1)} for place, value in enumerate(one)},
        {str(place): {"q": ItemResponse(value, 1)} for place, value in enumerate(other)},
    )
    assert (as_printed(found.interval.low, "-0.1186"), as_printed(found.interval.high, "-0.0046")) == (True, True)
    assert found.paired


def test_a_verdict_only_where_the_intervals_say_so():
    for seen, blind, chance, verdict in (
        ((23, 25), (6, 25), 0.25, "needed"),
        ((24, 25), (15, 25), 0.25, "helps"),
        ((20, 25), (18, 25), 0.25, "answerable"),
        ((20, 25), (18, 25), None, "unclear"),
        ((14, 25), (10, 25), 0.25, "unclear"),
        ((14, 25), (0, 25), 0.0, "needed"),
        ((9, 9), (0, 25), 0.25, "unclear"),
        ((25, 25), (0, 9), 0.25, "unclear"),
        ((LEAST_LEARNERS, LEAST_LEARNERS), (0, LEAST_LEARNERS), 0.25, "needed"),
    ):
        (found,) = passage_dependence(
            sitting("A", *seen), sitting("B", *blind), {} if chance is None else {"q": chance}
        )
        assert found.verdict == verdict, (seen, blind, chance)


def test_learners_who_sat_both_are_paired_if_most_did():
    most = passage_dependence(sitting("A", 15, 20), {**sitting("A", 5, 12), **sitting("B", 3, 4)})[0]
    assert (most.paired, most.with_text.n, most.without.n) == (True, 12, 12)
    few = passage_dependence(sitting("A", 15, 20), {**sitting("A", 5, 5), **sitting("B", 3, 14)})[0]
    assert (few.paired, few.with_text.n, few.without.n) == (False, 20, 14)
    assert few.without.value == pytest.approx(3 / 14)
    for both, without, paired in ((8, 16, True), (7, 15, False), (8, 15, True)):
        blind = {**sitting("A", 2, both), **sitting("B", 2, without - both)}
        for one, other in ((sitting("A", 15, 30), blind), (blind, sitting("A", 15, 30))):
            assert passage_dependence(one, other)[0].paired == paired, (both, without)


def test_an_item_of_one_sitting_alone_is_left_out():
    assert passage_dependence(sitting("A", 5, 9), sitting("B", 5, 9, "other")) == ()
    assert passage_dependence({}, {}) == ()


def test_partial_credit_has_narrower_intervals():
    seen = {f"A{place}": {"q": ItemResponse(2, 3)} for place in range(20)}
    blind = {f"B{place}": {"q": ItemResponse(1, 3)} for place in range(20)}
    (found,) = passage_dependence(seen, blind)
    assert found.with_text == mean_share([2 / 3] * 20)
    assert found.interval.low > 0.2
