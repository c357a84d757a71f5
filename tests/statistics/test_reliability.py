"""Alpha, its interval and the standard error: published examples, and what holds for every test."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.statistics.reliability import LEAST_ITEMS, LEAST_LEARNERS, cronbach_alpha, feldt, reliability
from tests.statistics.published import MOODLE_25, as_printed, matrix, scores_of


def test_alpha_and_standard_error_are_those_that_moodle_prints():
    found = reliability(scores_of(matrix(MOODLE_25)))
    # stats_from_steps_walkthrough_test.php: cic (alpha in percent; it is below 0), standarderror
    assert as_printed(found.alpha.value * 100, "-87.2230935542")
    assert as_printed(found.error, "1.1106813066")
    assert (found.items, found.possible, found.alpha.n) == (7, 7, 25)


def test_published_intervals_of_alpha():
    # imaging.mrc-cbu.cam.ac.uk/statswiki/FAQ/cafun: C. Evans's function feldt1.return(0.913, 873, 20)
    low, high = feldt(0.913, 873, 20)
    assert (as_printed(low, "0.9044024"), as_printed(high, "0.9211588")) == (True, True)
    # 1 − (1 − 0.83)·F with F of 99 and 1881 degrees of freedom by scipy.stats.f.ppf of SciPy 1.17.1
    assert feldt(0.83, 100, 20) == pytest.approx((0.7776475975636127, 0.8748042686081048), rel=1e-9)


def test_alpha_of_items_with_nothing_in_common_is_0_and_of_the_same_item_1():
    unrelated = [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert cronbach_alpha(unrelated) == pytest.approx(0)
    assert cronbach_alpha([[value] * 3 for value in (1, 4, 2, 7)]) == pytest.approx(1)


def test_nothing_is_said_of_too_few_or_where_all_do_the_same():
    rows = [[place % 2, place % 3 > 0, place % 5 > 1, 1] for place in range(LEAST_LEARNERS)]
    assert reliability(scores_of(rows)) is not None
    assert reliability(scores_of(rows[:-1])) is None
    assert reliability(scores_of([row[: LEAST_ITEMS - 1] for row in rows])) is None
    assert reliability(scores_of([[1, 0, 1]] * 30)) is None
    assert reliability({}) is None
    assert cronbach_alpha([]) is None
    assert cronbach_alpha([[1], [2]]) is cronbach_alpha([[1, 2]]) is None
    assert cronbach_alpha([[1, 1], [2, 3]]) == pytest.approx(2 * (1 - 2.5 / 4.5))
    totals = [[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.3, 0.1], [0.3, 0.1, 0.2]]
    assert cronbach_alpha(totals) is None  # whatever rounding makes of them
    assert cronbach_alpha([[value, value * 1e-8] for value in (1e-8, 3e-8, 2e-8)]) is not None
    # A learner who was not asked everything does not count.
    partial = scores_of(rows)
    del partial["L0"]["1"]
    assert reliability(partial) is None


def test_the_interval_of_a_score_lies_within_the_points():
    found = reliability(scores_of(matrix(MOODLE_25)))
    low, high = found.of_score(3)
    assert (high - 3, 3 - low) == pytest.approx((1.959964 * found.error,) * 2)
    assert found.of_score(7).high == 7
    assert found.of_score(0.5).low == 0


points = st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=10, max_size=25)


@given(points, st.sampled_from([0.25, 3]), st.integers(-3, 3))
def test_alpha_knows_no_units_and_no_order(rows, scale, shift):
    alpha = cronbach_alpha(rows)
    assume(alpha is not None)
    assert alpha <= 1 + 1e-12
    assert cronbach_alpha([[value * scale + shift for value in row] for row in rows]) == pytest.approx(alpha)
    assert cronbach_alpha(rows[::-1]) == alpha
    assert cronbach_alpha([row[::-1] for row in rows]) == pytest.approx(alpha)


@given(st.floats(-2, 0.99), st.integers(2, 200), st.integers(2, 60))
def test_the_interval_holds_alpha_and_is_narrower_of_more_learners(alpha, n, items):
    low, high = feldt(alpha, n, items)
    assert low < alpha < high < 1
    narrow = feldt(alpha, 2 * n, items)
    assert narrow.high - narrow.low < high - low


@given(points)
def test_the_error_is_that_of_alpha(rows):
    found = reliability(scores_of(rows, [4] * 4))
    assume(found is not None)
    assert found == reliability(dict(reversed(scores_of(rows, [4] * 4).items())))
    assert found.alpha.value in found.alpha.interval
    for row in rows:
        assert sum(row) in found.of_score(sum(row))


def test_of_the_same_item_over_and_over_a_score_is_exact():
    rounded_up = [0.9, 1 / 3, 2 / 3, 3.0, 0.8411321957058551, 3.0, 0.8872651047169627, 0.3207259553606644, 3.0, 3.0]
    for values, items in (
        ([0.1, 0.3, 0.7] * 4, 3),
        ([1, 0] * 5, 5),
        (rounded_up, 7),
    ):  # of the last, alpha is 1 + 2e-16
        found = reliability(scores_of([[value] * items for value in values], [3] * items))
        assert found.error == pytest.approx(0, abs=1e-6)
        assert found.alpha.value == pytest.approx(1)
