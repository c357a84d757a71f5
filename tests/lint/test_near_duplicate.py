"""Questions that are nearly the same are found without holding each against each other one."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.lint.rules.near_duplicate import _are_alike, _Asked

WORDS = st.frozensets(st.sampled_from("abcdefghijkl"))
QUESTIONS = st.lists(st.builds(_Asked, WORDS, WORDS, WORDS), max_size=12)


def keys_of(asked):
    counts = Counter(word for question in asked for word in question.compared)
    return [set(question.keys(counts)) for question in asked]


@given(QUESTIONS)
def test_questions_that_are_alike_have_a_key_in_common(asked):
    for (one, its_keys), (other, other_keys) in combinations(zip(asked, keys_of(asked), strict=True), 2):
        assert its_keys & other_keys or not _are_alike(one, other)


def test_thousands_of_questions_with_common_words_have_none_in_common():
    stems = [frozenset(("bees", "year", "made", f"{number}", f"{7 * number}a")) for number in range(3000)]
    counts = Counter(key for keys in keys_of([_Asked(stem, stem, frozenset()) for stem in stems]) for key in keys)
    assert set(counts.values()) == {1}
