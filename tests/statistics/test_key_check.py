"""Keys to look at: told where better learners chose another option, and not by chance."""

import math
from itertools import combinations
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.statistics.items import KEY
from quizapp.statistics.key_check import FALSE_FLAGS, keys_in_doubt, rank_sum_p, tarone_level
from quizapp.statistics.score_matrix import ItemResponse
from tests.statistics.simulations import chance_items, doubts, sound_items


def asked(*classes):
    """The keys in doubt of items with the key `a`; each class has the pairs (choice, rest) of an item's learners."""
    scores = [{} for _ in classes]
    for number, choices in enumerate(classes):
        for item, pairs in choices.items():
            for place, (choice, rest) in enumerate(pairs):
                row = scores[number].setdefault(f"{number} {item} {place}", {})
                row[item] = ItemResponse(float(choice == "a"), 1, choice)
                row["rest"] = ItemResponse(rest, 100)
    return keys_in_doubt(scores, {item: {"a": KEY} for choices in classes for item in choices})


def split(key: int, other: int):
    """The clearest split: all who chose another option do better than those who chose the key."""
    return [("a", place) for place in range(key)] + [("b", 50 + place) for place in range(other)]


def test_a_key_is_told_with_who_chose_what():
    (found,) = asked({"q": [*split(4, 9), ("c", 10), (None, 99)]})
    assert (found.item, found.choice, found.learners, found.key_learners) == ("q", "b", 9, 4)
    assert (found.rest, found.key_rest) == pytest.approx((0.54, 0.015))
    assert found.p < FALSE_FLAGS


def test_nothing_is_said_of_too_few():
    for key, enough in ((3, 5), (2, 8), (1, 39)):
        assert asked({"q": split(key, enough)}), (key, enough)
        assert not asked({"q": split(key, enough - 1)}), (key, enough)
    assert not asked({"q": split(0, 90)})


def test_nothing_is_said_where_the_key_drew_as_many_or_the_better_learners():
    assert not asked({"q": split(9, 9)})
    assert asked({"q": split(9, 10)})
    assert not asked({"q": [(choice, 100 - rest) for choice, rest in split(5, 20)]})
    assert not asked({"q": [(choice, 50) for choice, _ in split(5, 20)]})
    # Where both are as good by their mean score, too.
    assert asked({"q": [*[("a", place) for place in (40, 41, 42, 43, 44, 59)], *[("b", 45)] * 20]})
    assert not asked({"q": [*[("a", place) for place in (40, 41, 42, 43, 44, 60)], *[("b", 45)] * 20]})
    # By their ranks those with the key do worse, by their mean score better, as one of them did so well.
    low = [("a", place) for place in range(40, 45)] + [("b", 45 + place / 100) for place in range(20)]
    assert asked({"q": [*low, ("a", 60)]})
    assert not asked({"q": [*low, ("a", 100)]})
    assert keys_in_doubt([{"L": {"q": ItemResponse(0, 1, "b")}}], {"q": {"a": KEY}}) == ()


def test_several_items_share_one_level():
    barely = split(3, 5)
    assert asked({"q": barely})
    # As clear a case as could be elsewhere takes half of the 5 % away.
    clear = split(6, 20)
    assert [found.item for found in asked({"q": barely, "r": clear})] == ["r"]
    # Cases that could never be clear take nothing away.
    assert [found.item for found in asked({"q": barely, **{f"r{n}": split(1, 3) for n in range(9)}})] == ["q"]
    assert tarone_level([]) == tarone_level([0.2, 0.01]) == FALSE_FLAGS
    assert tarone_level([0.01, 0.02, 0.03]) == FALSE_FLAGS / 2
    assert tarone_level([0.001] * 10) == FALSE_FLAGS / 10


def test_the_chance_of_ranks_is_that_of_published_examples():
    # M. Hollander and D. A. Wolfe, "Nonparametric statistical methods", permeability of the amnion: R's documentation
    # of wilcox.test has the data, and it prints p-value = 0.1272 for alternative = "greater".
    at_term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    early = [1.15, 0.88, 0.90, 0.74, 1.21]
    assert round(rank_sum_p([(early, at_term)])[0], 4) == 0.1272
    # scipy.stats.mannwhitneyu(…, alternative="less") of SciPy 1.17.1: exact; normal; normal with equal values
    few = [0.41, 0.52, 0.63, 0.35, 0.58], [0.44, 0.71, 0.82, 0.66, 0.77, 0.93, 0.69, 0.88, 0.55]
    assert rank_sum_p([few])[0] == pytest.approx(0.00949050949050949)
    many = [place / 7 % 1 for place in range(1, 31)], [place * place / 50 % 1 + 0.1 for place in range(1, 45)]
    assert rank_sum_p([many]) == pytest.approx((0.009350306880514104, 0.5))
    assert rank_sum_p([many, ([0.5], [])]) == rank_sum_p([([], []), many])
    assert rank_sum_p([many, ([], [1, 2])]) == rank_sum_p([many])
    rounded = [[round(value, 1) for value in values] for values in many]
    assert rank_sum_p([rounded])[0] == pytest.approx(0.01142086931499131)
    assert rank_sum_p([([0.5] * 40, [0.5] * 40)]) == (1, 0)
    # Worked by hand: the sums and the variances of two classes add up. That of doubled ranks is 4·30·44·75 ÷ 12.
    unequal = [2 * place for place in range(30)], [2 * place + 9 for place in range(44)]
    root = (4 * 30 * 44 * 75 / 12) ** 0.5
    below = NormalDist().inv_cdf(rank_sum_p([unequal])[0]) * root - 1
    assert rank_sum_p([unequal, unequal])[0] == pytest.approx(NormalDist().cdf((2 * below + 1) / (root * 2**0.5)))
    both = rank_sum_p([unequal, ([1], [2])])[0]  # a pair in order is one below its mean, with the variance 1
    assert both == pytest.approx(NormalDist().cdf((below - 1 + 1) / math.hypot(root, 1)))


def test_more_than_60_values_are_taken_as_normal_unless_few_are_drawn():
    for few, others, is_exact in ((30, 30, True), (30, 31, False), (4, 70, True), (5, 70, False), (70, 4, False)):
        lower, higher = [2 * place for place in range(few)], [2 * place + 3 for place in range(others)]
        ranks = sum(1 + sum(other < one for other in (*lower, *higher)) for one in lower)
        n = few + others
        z = (ranks - few * (n + 1) / 2 + 0.5) / math.sqrt(few * others * (n + 1) / 12)
        p, middle = rank_sum_p([(lower, higher)])
        assert (p == pytest.approx(NormalDist().cdf(z), rel=1e-9)) is not is_exact, (few, others)
        assert (middle == 0.5) is not is_exact


values = st.lists(st.integers(0, 4), max_size=3)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=2))
def test_all_draws_are_counted(pairs):
    sums, seen = [0], 0
    for lower, higher in pairs:
        both = [*lower, *higher]
        ranks = [sum(other < one for other in both) + sum(other <= one for other in both) for one in both]
        sums = [before + sum(draw) for before in sums for draw in combinations(ranks, len(lower))]
        seen += sum(ranks[: len(lower)])
    # Each rank here is twice the rank less one, so the sums differ by a constant.
    middle = sum(sums) / len(sums)
    expected = sum(one <= seen for one in sums), sum(one < middle - 1e-9 for one in sums)
    assert rank_sum_p(pairs) == pytest.approx([number / len(sums) for number in expected])


def test_classes_are_ranked_each_for_itself():
    # In both classes those who chose the option do better; the second class does better on everything.
    weak = {"q": [("a", 1), ("a", 2), ("b", 5), ("b", 6), ("b", 7), ("b", 8)]}
    strong = {"q": [("a", 51), ("b", 55), ("b", 56), ("b", 57), ("b", 58), ("b", 59)]}
    assert not asked(weak)
    assert not asked(strong)
    (found,) = asked(weak, strong)
    assert (found.learners, found.key_learners) == (9, 3)
    assert found.p == found.least_p <= FALSE_FLAGS  # no deal within these classes would be clearer
    # One class at a time says the contrary of what all together would say.
    contrary = [("a", 5), ("a", 6), ("b", 1), ("b", 2)], [("a", 55), *(("b", place) for place in range(50, 55))] * 3
    assert not asked(*({"q": pairs} for pairs in contrary))


@pytest.mark.parametrize(("n", "tests"), [(10, 150), (25, 60), (100, 12)])
def test_chance_alone_makes_us_doubt_few_keys(n, tests):
    # Without a common level for 30 items, nearly every test at 25 and 100 would have a key in doubt.
    random = Random(f"false flags {n}")
    flagged = sum(
        doubts(items(random), n, random)[0] > 0 for items in (sound_items, chance_items) for _ in range(tests)
    )
    assert flagged / (2 * tests) <= FALSE_FLAGS


def test_a_wrong_key_is_found():
    random = Random("a wrong key")
    found = [doubts(sound_items(random), 200, random, wrong_keys=1)[1] for _ in range(8)]
    assert sum(found) >= 3
