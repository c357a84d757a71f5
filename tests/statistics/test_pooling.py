"""One item over several classes."""

import math

import pytest

from quizapp.statistics.intervals import Estimate
from quizapp.statistics.items import KEY, item_statistics
from quizapp.statistics.pooling import pooled_correlation, pooled_statistics
from quizapp.statistics.score_matrix import ItemResponse
from tests.statistics.published import MOODLE_25, matrix, scores_of


def named(name, scores):
    return {f"{name} {learner}": row for learner, row in scores.items()}


def test_correlations_are_weighted_by_n_less_3():
    # Worked by hand: the z of 0.5 is 0.5493, that of 0.2 is 0.2027.
    found = pooled_correlation([Estimate(0.5, None, 13), Estimate(0.2, None, 33)])
    z = (10 * 0.5493061443340549 + 30 * 0.2027325540540822) / 40
    assert found.value == pytest.approx(math.tanh(z))
    assert found.n == 46
    assert found.interval == pytest.approx((math.tanh(z - 1.959964 / 40**0.5), math.tanh(z + 1.959964 / 40**0.5)))
    assert pooled_correlation([]) is None


def test_counts_are_put_together():
    one = {f"L{n}": {"q": ItemResponse(float(n < 3), 1, "ab"[n >= 3], 2, 10.0 + n)} for n in range(5)}
    other = {f"M{n}": {"q": ItemResponse(None, 1)} for n in range(5)}
    (found,) = pooled_statistics([one, other], {"q": {"a": KEY}})
    assert (found.asked, found.omitted, found.facility.value, found.facility.n) == (10, 5, 0.3, 10)
    assert [(option.choice, option.learners, option.rest) for option in found.options] == [
        ("a", 3, None),
        ("b", 2, None),
    ]
    assert found.seconds.median == 12
    assert found.certainty[0].right.n == 5


def test_one_class_is_better_than_the_other_but_within_them_the_item_tells_nothing():
    # In each class the item has nothing to do with the rest; the second class does better on everything.
    weak = scores_of([[0, 1, 1], [0, 2, 1], [0, 1, 1], [0, 2, 1], [1, 1, 1], [1, 2, 1]], [1, 9, 9])
    strong = scores_of([[1, 7, 9], [1, 8, 9], [1, 7, 9], [1, 8, 9], [0, 7, 9], [0, 8, 9]], [1, 9, 9])
    pooled = pooled_statistics([named("weak", weak), named("strong", strong)])[0]
    raw = item_statistics({**named("weak", weak), **named("strong", strong)})[0]
    assert pooled.discrimination.value == pytest.approx(0, abs=1e-9)
    assert raw.discrimination.value > 0.3
    assert pooled.discrimination.n == 12


def test_two_classes_that_did_the_same_say_the_same_more_surely():
    scores = scores_of(matrix(MOODLE_25))
    twice = pooled_statistics([named("A", scores), named("B", scores)])
    for once, found in zip(item_statistics(scores), twice, strict=True):
        assert found.facility.value == pytest.approx(once.facility.value)
        assert found.discrimination.value == pytest.approx(once.discrimination.value)
        assert found.discrimination.interval.low > once.discrimination.interval.low
        assert found.discrimination.interval.high < once.discrimination.interval.high


def test_a_learner_of_two_classes_counts_once():
    scores = scores_of(matrix(MOODLE_25))
    assert pooled_statistics([scores, scores])[0].asked == 25
    assert pooled_statistics([]) == ()
