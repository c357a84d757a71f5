"""The picture of a distinction: what was read as what."""

from quizapp.domain.marked_attempt import Distinction
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.statistics.distinction import distinctions


def sorting(*statements: str, categories: tuple[str, ...] = ("P", "I")) -> Categorize:
    """A question whose statements belong in these categories, in their order."""
    return Categorize(
        id="q",
        stem="?",
        categories=categories,
        statements=tuple(Statement(f"statement {at}", category) for at, category in enumerate(statements)),
    )


def test_a_row_for_each_category_and_a_column_for_what_was_not_sorted():
    question = sorting("P", "P", "P", "I", "I")
    (picture,) = distinctions([(question, {"A": "P", "B": "I", "D": "I"})])
    assert picture == Distinction(("P", "I"), ((1, 1, 1), (0, 1, 1)))
    assert (picture.right, picture.total) == (2, 5)


def test_nothing_sorted():
    (picture,) = distinctions([(sorting("P", "I"), None)])
    assert picture.counts == ((0, 0, 1), (0, 0, 1))
    assert (picture.right, picture.total) == (0, 2)


def test_questions_with_the_same_categories_add_up():
    (picture,) = distinctions(
        [(sorting("P", "I"), {"A": "P", "B": "P"}), (sorting("I", categories=("I", "P")), {"A": "I"})]
    )
    assert picture.categories == ("P", "I")
    assert picture.counts == ((1, 0, 0), (1, 1, 0))


def test_a_question_with_more_categories_widens_the_picture():
    wide = sorting("P", "?", categories=("P", "I", "?"))
    for order in ([sorting("P", "I"), wide], [wide, sorting("P", "I")]):
        (picture,) = distinctions((question, {"A": "P", "B": "I"}) for question in order)
        assert picture.categories == ("P", "I", "?")
        assert picture.counts == ((2, 0, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0))
        assert (picture.right, picture.total) == (3, 4)


def test_what_is_sorted_in_a_part_of_a_question_counts_too():
    both = TwoPart(id="q", stem="?", part_a=TrueFalse(id="a", stem="?", key="true"), part_b=sorting("P", "I"))
    (picture,) = distinctions([(both, {"a": "true", "b": {"A": "P", "B": "P"}}), (both, {"a": "false"}), (both, None)])
    assert picture.counts == ((1, 0, 2), (1, 0, 2))


def test_other_categories_are_another_picture():
    first, second = distinctions(
        [(sorting("P"), {"A": "I"}), (sorting("x", categories=("x", "y")), {"A": "x"}), (sorting("I"), {"A": "I"})]
    )
    assert (first.categories, first.counts) == (("P", "I"), ((0, 1, 0), (0, 1, 0)))
    assert (second.categories, second.right) == (("x", "y"), 1)


def test_categories_of_which_only_some_are_shared_stay_apart():
    assert len(distinctions([(sorting("P"), None), (sorting("P", categories=("P", "x")), None)])) == 2


def test_categories_count_whatever_their_emphasis():
    (picture,) = distinctions([(sorting("*odd*", "even", categories=("*odd*", "even")), {"A": "*odd*", "B": "*odd*"})])
    assert (picture.categories, picture.counts) == (("odd", "even"), ((1, 0, 0), (1, 0, 0)))


def test_other_types_have_no_part_in_it():
    assert distinctions([(TrueFalse(id="t", stem="?", key="true"), "true")]) == ()
    assert distinctions([]) == ()


def test_what_is_no_category_counts_as_not_sorted():
    (picture,) = distinctions([(sorting("P", "I"), {"A": "Z", "B": ["I"], "Q": "P"})])
    assert picture.counts == ((0, 0, 1), (0, 0, 1))
