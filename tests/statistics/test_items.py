"""Facility, discrimination, options, time and certainty: published examples, and what holds for every class."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.statistics.items import (
    KEY,
    MISREADING,
    class_certainty,
    facility,
    item_statistics,
    talk_first,
    top_misreading,
)
from quizapp.statistics.score_matrix import ItemResponse
from tests.statistics.published import MOODLE_22, MOODLE_22_SLOTS, MOODLE_25, as_printed, matrix, scores_of

# qstats00.csv: facility, and discrimination in percent
PRINTED_25 = {
    "1": ("0.704", "-7.0650767526"),
    "2": ("0.48", "-28.8982125772"),
    "3": ("0.973333332", "-9.1230674268"),
    "4": ("0.68", "-22.6306444113"),
    "5": ("0.52", "-17.6997047674"),
    "6": ("0.64", "-45.3785178421"),
    "7": ("0.62", "-5.6543166602"),
}
# statistics_test.php: both in percent
PRINTED_22 = {
    8: ("41.19318182", "25.88327077"),
    9: ("81.36363636", "1.170256965"),
    10: ("71.36363636", "-4.207816809"),
    11: ("65.45454545", "28.16930644"),
    12: ("65.90909091", "-2.513606859"),
    13: ("36.36363636", "-12.99017581"),
    14: ("59.09090909", "-8.900638238"),
    15: ("50", "8.670004606"),
    16: ("59.09090909", "29.63337745"),
    17: ("63.63636364", "15.18945843"),
    18: ("45.45454545", "16.21079629"),
    19: ("27.27272727", "15.52451404"),
    20: ("50", "-8.396734802"),
}


def test_facility_and_discrimination_are_those_that_moodle_prints():
    for found in item_statistics(scores_of(matrix(MOODLE_25))):
        printed = PRINTED_25[found.item]
        assert as_printed(found.facility.value, printed[0]), found.item
        # One mark, a third, is rounded to seven digits: the last of ten may differ by one.
        assert found.discrimination.value * 100 == pytest.approx(float(printed[1]), abs=1e-10), found.item
    for slot, found in zip(
        MOODLE_22_SLOTS, item_statistics(scores_of(matrix(MOODLE_22), (8,) + (1,) * 12)), strict=True
    ):
        printed = PRINTED_22[slot]
        assert as_printed(found.facility.value * 100, printed[0]), slot
        assert as_printed(found.discrimination.value * 100, printed[1]), slot


def test_an_omitted_item_counts_as_no_points_and_one_not_asked_counts_not_at_all():
    scores = scores_of([[1, 1], [None, 1], [0, 0], [1, 0]])
    del scores["L3"]["1"]
    first, second = item_statistics(scores)
    assert (first.asked, first.omitted, first.facility.value) == (3, 1, pytest.approx(1 / 3))
    assert (second.asked, second.omitted, second.facility.n) == (4, 0, 4)
    assert first.discrimination is None  # fewer than four
    with pytest.raises(ValueError, match="nobody"):
        facility([])


def test_a_share_is_from_0_to_1_and_right_but_for_rounding():
    shares = {(-1, 2): 0, (3, 2): 1, (None, 2): 0, (1, 4): 0.25}
    for (points, possible), share in shares.items():
        assert ItemResponse(points, possible).share == share
    assert [ItemResponse(1 - less, 1).right for less in (4e-13, 1e-12, 4e-12)] == [True, False, False]


def test_nothing_is_said_of_discrimination_where_all_are_right_or_it_is_the_only_item():
    easy, other = item_statistics(scores_of([[1, 0], [1, 1], [1, 0], [1, 1], [1, 1]]))
    assert (easy.discrimination, other.discrimination) == (None, None)
    (alone,) = item_statistics(scores_of([[1], [0], [1], [0], [1]]))
    assert alone.discrimination is None


def answers(*given_, key="a"):
    """A class whose item `q` had these choices (None: omitted), each with the share on a second item of ten points."""
    return {
        f"L{place}": {
            "q": ItemResponse(None if choice is None else float(choice == key), 1, choice, *(more or (None, None))),
            "rest": ItemResponse(rest, 10),
        }
        for place, (choice, rest, *more) in enumerate(given_)
    }


def test_what_each_option_drew():
    scores = answers(("b", 9), ("a", 8), ("b", 4), ("?", 1), (None, 5))
    q, _ = item_statistics(scores, {"q": {"a": KEY, "b": MISREADING, "c": "other span"}})
    drawn = [(option.choice, option.role, option.learners, option.rest) for option in q.options]
    assert drawn == [("a", KEY, 1, 0.8), ("b", MISREADING, 2, 0.65), ("c", "other span", 0, None), ("?", "", 1, 0.1)]
    assert [option.share.value for option in q.options] == [0.2, 0.4, 0, 0.2]
    assert q.omitted == 1
    assert top_misreading(q).choice == "b"
    assert top_misreading(item_statistics(scores)[0]) is None


def test_time_and_certainty():
    scores = answers(("a", 1, 3, 10.0), ("b", 1, 3, 20.0), ("a", 1, 1, 40.0), ("a", 1, 3, None))
    q, rest = item_statistics(scores)
    assert q.seconds == (15, 20, 30)
    assert rest.seconds is None
    levels = [(found.level, found.right.n, found.right.value) for found in q.certainty]
    assert levels == [(1, 1, 1), (3, 3, pytest.approx(2 / 3))]
    # 81 of 263: Wilson's interval as in Newcombe (1998).
    many = answers(*[("a", 1, 2, None)] * 81, *[("b", 1, 2, None)] * 182)
    low, high = item_statistics(many)[0].certainty[0].right.interval
    assert (as_printed(low, "0.2553"), as_printed(high, "0.3662")) == (True, True)


def test_the_certainty_of_a_class_is_that_of_its_learners_not_of_its_answers():
    row = {str(item): ItemResponse(1, 1, certainty=3) for item in range(100)}
    scores = {"sure and right": row, "sure and wrong": {"1": ItemResponse(0, 1, certainty=3)}}
    (found,) = class_certainty(scores)
    assert (found.level, found.right.value, found.right.n) == (3, 0.5, 2)
    assert found.right.interval.low < 0.1


def test_first_comes_what_the_class_lost_then_what_most_misread_alike():
    scores = {}
    choices = {"easy": "aaaaaaab", "scattered": "abcdabcd", "misread": "abbbbbca", "hard": "abbcdccd"}
    for place in range(8):
        scores[f"L{place}"] = {
            item: ItemResponse(float(chosen[place] == "a"), 1, chosen[place]) for item, chosen in choices.items()
        }
    roles = {item: {"a": KEY, "b": MISREADING, "c": MISREADING, "d": "unsupported"} for item in choices}
    found = item_statistics(scores, roles)
    for order in permutations(found):
        assert [entry.item for entry in talk_first(order)] == ["hard", "misread", "scattered", "easy"]


cells = st.sampled_from([None, 0.0, 0.0, 0.5, 1.0, 1.0])
classes = st.integers(2, 5).flatmap(
    lambda items: st.lists(st.lists(cells, min_size=items, max_size=items), min_size=1, max_size=20)
)


@given(classes)
def test_the_order_of_learners_makes_no_difference(rows):
    scores = scores_of(rows)
    backward = dict(reversed(scores.items()))
    assert item_statistics(scores) == item_statistics(backward)
    for found in item_statistics(scores):
        assert found.facility.value in found.facility.interval
        if found.discrimination is not None:
            assert found.discrimination.value in found.discrimination.interval


@given(classes.filter(lambda rows: len(rows) >= 4))
def test_other_units_of_points_make_no_difference(rows):
    weights = range(2, 2 + len(rows[0]))
    one = item_statistics(scores_of(rows))
    double = item_statistics(scores_of([[cell and cell * 2 for cell in row] for row in rows], [2] * len(rows[0])))
    assert [entry.facility for entry in one] == [entry.facility for entry in double]
    assert [entry.discrimination for entry in one] == [entry.discrimination for entry in double]
    weighted = item_statistics(
        scores_of([[cell and cell * by for cell, by in zip(row, weights, strict=True)] for row in rows], list(weights))
    )
    assert [entry.facility.value for entry in weighted] == pytest.approx([entry.facility.value for entry in one])
