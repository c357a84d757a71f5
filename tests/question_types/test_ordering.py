"""`ordering`: three ways to mark a sequence, each worked out by hand."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from random import Random

import msgspec
import pytest

from quizapp.domain.mark import Points, earned
from quizapp.question_types.ordering import Item, Ordering
from tests.mistakes import codes_of
from tests.samples import verdict

# In alphabetical order, so that the ids are A to E in the right order too, and the points are those of a whole.
POSITION = Ordering(
    id="five", stem="Sort.", points=Decimal(60), items=tuple(map(Item, ("ant", "bee", "cat", "dog", "eel")))
)
DISTANCE = msgspec.structs.replace(POSITION, marking="distance")
RUN = msgspec.structs.replace(POSITION, marking="longest_run")


# position: Moodle's “absolute position”, items in their place ÷ 5.
# distance: Diaconis and Graham 1977, Spearman's footrule: 1 − Σ|given − right| ÷ ⌊25 ÷ 2⌋ = 1 − Σ ÷ 12.
# longest_run: Moodle's “longest ordered subset”, (L − 1) ÷ 4.
@pytest.mark.parametrize(
    ("order", "in_place", "away", "longest"),
    [
        ("ABCDE", 5, 0, 5),
        ("BACDE", 3, 2, 4),
        ("ABCED", 3, 2, 4),
        ("BCDEA", 0, 8, 4),  # one item too late: nothing in its place, and yet a long run
        ("EABCD", 0, 8, 4),
        ("EDCBA", 1, 12, 1),
        ("EBCDA", 3, 8, 3),
        ("CDEAB", 0, 12, 3),
        ("DEABC", 0, 12, 3),
        ("ADCBE", 3, 4, 3),
        ("BADCE", 1, 4, 3),
    ],
)
def test_the_three_ways_of_marking(order, in_place, away, longest):
    response = tuple(order)
    assert earned(POSITION.mark(response)) == Fraction(60 * in_place, 5)
    assert earned(DISTANCE.mark(response)) == 60 * (1 - Fraction(away, 12))
    assert earned(RUN.mark(response)) == Fraction(60 * (longest - 1), 4)
    # what the working tells: so many right, so many wrong, of so many
    assert POSITION.mark(response)[4:7] == (in_place, 5 - in_place, 5)
    assert DISTANCE.mark(response)[4:7] == (in_place, away, 12)
    assert RUN.mark(response)[4:7] == (longest, 5 - longest, 5)


def test_distance_reaches_from_nothing_to_all_for_every_number_of_items():
    for count in range(2, 7):
        items = tuple(Item(letter) for letter in "abcdef"[:count])
        question = Ordering(id="q", stem="?", items=items, marking="distance", points=Decimal(1))
        marks = {order: earned(question.mark(order)) for order in permutations(question.ids)}
        assert min(marks.values()) == 0
        assert [order for order, points in marks.items() if points == 1] == [question.ids]
        assert marks[tuple(reversed(question.ids))] == 0


def test_the_longest_run_by_trying_all():
    def naive(order: tuple[int, ...]) -> int:
        lengths: list[int] = []
        for at, place in enumerate(order):
            lengths.append(1 + max((lengths[i] for i in range(at) if order[i] < place), default=0))
        return max(lengths)

    for order in permutations(range(5)):
        mark = RUN.mark(tuple("ABCDE"[place] for place in order))
        assert isinstance(mark, Points)
        assert mark.right == naive(order)


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ((), "unanswered"),
        (None, "unanswered"),
        (("A", "B", "C", "D"), "incomplete"),
        (("A", "A", "B", "C", "D"), "incomplete"),
        (("A", "B", "C", "D", "E", "E"), "incomplete"),
        (("A", "B", "C", "D", "F"), "unknown_option"),
        (("a", "b", "c", "d", "e"), "unknown_option"),
        ("ABCDE", "wrong_shape"),
        (["A", "B", "C", "D", "E"], "wrong_shape"),
        ({"A": "1"}, "wrong_shape"),
        ((1, 2, 3, 4, 5), "wrong_shape"),
        ((["A"], "B", "C", "D", "E"), "wrong_shape"),
        (0, "wrong_shape"),
    ],
)
def test_odd_responses(response, expected):
    assert verdict(POSITION.mark(response)) == expected


class Unshuffled(Random):
    """A random that leaves everything in its order."""

    def shuffle(self, x):
        pass


def test_where_the_right_order_comes_up_any_two_neighbors_change_places():
    assert {"".join(POSITION.arrange(Unshuffled(seed))) for seed in range(40)} == {"BACDE", "ACBDE", "ABDCE", "ABCED"}
    two = Ordering(id="q", stem="?", items=(Item("ape"), Item("bee")))
    assert {two.arrange(Random(seed)) for seed in range(9)} == {("B", "A")}
    assert Ordering(id="q", stem="?", items=(Item("ape"),)).arrange(Random(1)) == ("A",)


def test_parts_stand_in_the_order_that_was_given():
    assert verdict(POSITION.mark(tuple("BACDE"))) == "B wrong, A wrong, C right, D right, E right"


def test_ids_do_not_tell_the_order():
    question = Ordering(id="q", stem="?", items=(Item("zebra", feedback="first"), Item("ape"), Item("lion")))
    assert question.ids == ("C", "A", "B")
    assert question.item("C").text == "zebra"
    assert [remark.text for remark in question.remarks(("A", "C", "B"))] == ["first"]
    assert question.remarks(("C", "A", "B")) == ()
    assert question.summarize(("A", "C")) == ("1. ape", "2. zebra")


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        # in a file, letters are those of the file's order: A zebra, B ape, C lion
        ("ABC", ("C", "A", "B")),
        ("b, a, c", ("A", "C", "B")),
        (["lion", "A", "ape"], ("B", "C", "A")),
        ("AB", None),
        ("AAB", None),
        ("ABD", None),
        ({"A": "1"}, None),
        (None, None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    question = Ordering(id="q", stem="?", items=(Item("zebra"), Item("ape"), Item("lion")))
    if response is None:
        with pytest.raises(ValueError, match="letter"):
            question.read_response(in_file)
    else:
        assert question.read_response(in_file) == response


def test_statistics_see_the_place_of_each_item():
    assert [(c.part, c.chosen, c.key) for c in POSITION.classify(tuple("BACDE"))][:2] == [
        ("A", "2", "1"),
        ("B", "1", "2"),
    ]
    assert {choice.chosen for choice in POSITION.classify(None)} == {""}


@pytest.mark.parametrize(
    ("texts", "codes"),
    [(("a",), ["too_few"]), (("a", "a"), ["same_text_twice"]), (("a", " "), ["empty_text"]), ("ab", [])],
)
def test_an_authors_mistakes(texts, codes):
    assert codes_of(Ordering(id="q", stem="?", items=tuple(map(Item, texts)))) == codes


@pytest.mark.parametrize("marking", ["position", "distance", "longest_run"])
def test_a_single_item_is_in_order(marking):
    question = Ordering(id="q", stem="?", items=(Item("ape"),), marking=marking)
    mark = question.mark(("A",))
    assert isinstance(mark, Points)
    assert mark.full
