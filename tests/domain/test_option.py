"""Options: their order, and what they are without their key."""

from random import Random

from quizapp.domain.option import Option
from quizapp.question_types.multiple_choice import MultipleChoice


def choice(texts: str, *, shuffle: bool = True) -> MultipleChoice:
    """A question whose options are the words of `texts`: ``!`` after a key, ``|`` after one that keeps its place."""
    options = tuple(Option(word.rstrip("!|"), key="!" in word, pinned="|" in word) for word in texts.split())
    return MultipleChoice(id="q", stem="?", options=options, shuffle=shuffle)


def test_an_order_that_tells_nothing_is_by_the_alphabet_but_for_options_that_keep_their_place():
    for texts, shuffle, expected in (
        ("wax salt honey", True, "honey salt wax"),
        ("wax| salt honey", True, "wax honey salt"),
        ("wax salt honey all|", True, "honey salt wax all"),
        ("wax salt| honey all|", True, "honey salt wax all"),
        ("wax salt honey", False, "wax salt honey"),
    ):
        assert [option.text for option in choice(texts, shuffle=shuffle).in_neutral_order().options] == expected.split()


def test_one_wrong_option_is_left_out_and_never_a_key_nor_one_that_keeps_its_place():
    for texts, gone in (
        ("a! b c", {"B", "C"}),
        ("a! b c d|", {"B", "C"}),
        ("a! b c|", {"B"}),
        ("a! b", {""}),
        ("a! b! c", {""}),
        ("a! b| c|", {""}),
        ("a! b! c! d e", {"D", "E"}),
    ):
        question = choice(texts)
        shown = {question.with_fewer_options(question.ids, Random(seed)) for seed in range(20)}
        assert {"".join(id_ for id_ in question.ids if id_ not in left) for left in shown} == gone
        assert all(list(left) == sorted(left) for left in shown)
