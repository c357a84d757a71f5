"""Where words begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.words import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The white tower.", ["The", "white", "tower"]),
        ("“Don’t,” she said.", ["Don’t", "she", "said"]),
        ("'twas the bees' honey", ["twas", "the", "bees", "honey"]),
        ("a well-known mother-in-law - yes", ["a", "well-known", "mother-in-law", "yes"]),
        ("sea—walls and/or bees", ["sea", "walls", "and", "or", "bees"]),
        ("In 1974, 1,000.5 came at 10:30.", ["In", "1974", "1,000.5", "came", "at", "10:30"]),
        ("the U.S. and e.g. this", ["the", "U.S", "and", "e.g", "this"]),
        ("£5 or 20%", ["5", "or", "20"]),
        ("cafe\u0301 and café", ["cafe\u0301", "and", "café"]),
        ("यह खाली था।", ["यह", "खाली", "था"]),
        ("snake_case (x)", ["snake", "case", "x"]),
        ("end.Start", ["end.Start"]),
        ("so\u00adft", ["so\u00adft"]),
        ("🐝 bees 🐝", ["bees"]),
        ("… – !", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_are_in_order_and_hold_every_letter(text: str) -> None:
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text and word.text for word in words)
    places = [at for word in words for at in range(word.start, word.end)]
    assert places == sorted(set(places))
    assert {at for at, character in enumerate(text) if character.isalnum()} <= set(places)
    assert not any(character.isspace() for word in words for character in word.text)
