"""Distribution of totals, and marks by skill."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.statistics.intervals import mean_share
from quizapp.statistics.score_matrix import ItemResponse
from quizapp.statistics.totals import MOST_BINS, distribution, histogram, quartiles, skill_marks
from tests.statistics.published import MOODLE_25, as_printed, matrix, scores_of


def test_the_totals_are_those_that_moodle_prints():
    found = distribution(scores_of(matrix(MOODLE_25)))
    # stats_from_steps_walkthrough_test.php: allattemptsavg, median, standarddeviation
    assert as_printed(found.mean.value, "4.617333332")
    assert as_printed(found.quartiles.median, "4.5")
    assert as_printed(found.deviation, "0.8117265554")
    assert (found.in_percent, found.possible, found.mean.n) == (False, 7, 25)
    assert [(one.low, one.high, one.learners) for one in found.bins if one.learners] == [
        (3, 4, 4),
        (4, 5, 10),
        (5, 6, 9),
        (6, 7, 2),
    ]


def test_quartiles_are_those_of_numpy():
    # numpy.percentile([7, 1, 3, 9, 4, 12], [25, 50, 75])
    assert quartiles([7, 1, 3, 9, 4, 12]) == (3.25, 5.5, 8.5)
    assert quartiles([5]) == (5, 5, 5)
    assert quartiles([]) is None


def test_bins_suit_the_possible_points():
    for totals, possible, expected in (
        ([0, 2, 2, 3], 3, [(0, 0, 1), (1, 1, 0), (2, 2, 2), (3, 3, 1)]),
        ([0.5, 2], 2, [(0, 0, 0), (0.5, 0.5, 1), (1, 1, 0), (1.5, 1.5, 0), (2, 2, 1)]),
        ([1 / 3, 1.9], 2, [(0, 0.2, 0), (0.2, 0.4, 1), *((n / 5, (n + 1) / 5, int(n == 9)) for n in range(2, 10))]),
        ([-1, 9, 10, 29.5, 30], 30, [(0, 5, 1), (5, 10, 1), (10, 15, 1), (15, 20, 0), (20, 25, 0), (25, 30, 2)]),
        ([12, 13], 13, [(0, 2, 0), (2, 4, 0), (4, 6, 0), (6, 8, 0), (8, 10, 0), (10, 12, 0), (12, 13, 2)]),
        ([100], 100, [(n * 10, n * 10 + 10, int(n == 9)) for n in range(10)]),
    ):
        found = histogram(totals, possible)
        assert len(found) == len(expected), (totals, possible)
        for one, wanted in zip(found, expected, strict=True):
            assert one == pytest.approx(wanted), (totals, possible)


def test_learners_who_were_asked_different_items_are_told_in_percent():
    scores = scores_of([[1, 1, 0, 0], [1, 1, 1, 1]])
    del scores["L1"]["4"]
    found = distribution(scores)
    assert (found.in_percent, found.possible, found.mean.value) == (True, 100, 75)
    assert found.mean.interval.high == 100


def test_the_interval_of_a_mean_total_is_within_what_can_be_earned():
    found = distribution(scores_of([[0, 0, 0, 0], [1, 1, 1, 1]]))
    assert (found.mean.value, found.mean.interval) == (2, (0, 4))


def test_one_learner_and_none():
    found = distribution(scores_of([[1, 0]]))
    assert (found.mean.interval, found.deviation, found.mean.value) == (None, None, 1)
    assert distribution({}) is None
    assert distribution({"absent": {}}) is None


@given(st.lists(st.floats(-1, 40), min_size=1, max_size=30), st.sampled_from([1, 2.5, 7, 12, 13, 30, 100, 1000]))
def test_every_learner_is_in_one_bin(totals, possible):
    totals = [min(total, possible) for total in totals]
    bins = histogram(totals, possible)
    assert sum(one.learners for one in bins) == len(totals)
    assert len(bins) <= MOST_BINS
    assert (bins[0].low, bins[-1].high) == (0, possible)


def test_the_mark_of_a_skill_is_over_learners_not_over_answers():
    rows = [[1, 1, 0, 1], [0, 0, 0, 1], [1, None, 1, 1]]
    skills = {"1": "infer", "2": "infer", "3": "infer", "4": "locate", "5": "evaluate"}
    infer, locate = skill_marks(scores_of(rows, [2, 1, 1, 1]), skills)
    assert (infer.skill, infer.items) == ("infer", 3)
    assert infer.mark == mean_share([0.5, 0, 0.5])
    assert (locate.mark.n, locate.mark.value) == (3, 1)
    # Ten answers of one learner, all alike, tell no more than one.
    many = {"L": {str(item): ItemResponse(1, 1) for item in range(10)}}
    assert skill_marks(many, dict.fromkeys(many["L"], "infer"))[0].mark == mean_share([1])


def test_no_marks_without_skills():
    assert skill_marks(scores_of([[1]]), {}) == ()
    assert skill_marks({}, {"1": "infer"}) == ()


def test_a_bin_for_each_total_where_twelve_are_enough():
    for possible, totals, lows, width in (
        (11, [4], list(range(12)), 0),
        (12, [4], list(range(12)), 1),
        (5.5, [4], [n / 2 for n in range(12)], 0),
        (6, [4.5], [n / 2 for n in range(12)], 0.5),
        (6, [4], list(range(7)), 0),
        (13, [4], [0, 2, 4, 6, 8, 10, 12], 2),
        (24, [4], list(range(0, 24, 2)), 2),
        (25, [4], [0, 5, 10, 15, 20], 5),
        (60, [4], list(range(0, 60, 5)), 5),
        (61, [4], [0, 10, 20, 30, 40, 50, 60], 10),
        (120, [4], list(range(0, 120, 10)), 10),
        (121, [4], [0, 20, 40, 60, 80, 100, 120], 20),
        (1, [0.31], [n / 10 for n in range(10)], 0.1),
    ):
        bins = histogram(totals, possible)
        assert [one.low for one in bins] == pytest.approx(lows), possible
        assert bins[0].high - bins[0].low == pytest.approx(width), possible
        assert [one.low <= totals[0] < one.high or one.low == one.high == totals[0] for one in bins] == [
            bool(one.learners) for one in bins
        ], possible


def test_the_share_of_a_skill_is_from_0_to_1_and_a_mean_is_within_its_points():
    (mark,) = skill_marks({"L": {"1": ItemResponse(-1, 2)}, "M": {"1": ItemResponse(3, 2)}}, {"1": "infer"})
    assert mark.mark == mean_share([0, 1])
    below = distribution({"L": {"1": ItemResponse(-2, 2)}, "M": {"1": ItemResponse(-1, 2)}})
    assert (below.mean.value, below.mean.interval.low, below.quartiles.median) == (-1.5, -1.5, -1.5)
    assert below.bins[0].learners == 2
    assert quartiles([1, 2]) == (1.25, 1.5, 1.75)
