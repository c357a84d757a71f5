"""A reader's place in a passage that somebody has changed."""

import pytest

from quizapp.domain.passage import read_passage
from quizapp.gui.passage.followed_place import followed_place
from quizapp.gui.passage.layered_view import ParagraphPlace

BEFORE = read_passage("# T\n\nOne.\n\nTwo.\n\nThree.\n\nFour.")


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("One.\n\nTwo.\n\nThree.\n\nFour.", 3, 3),
        ("New.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.", 3, 4),
        ("Two.\n\nThree.\n\nFour.", 3, 2),
        ("New.\n\nOne.\n\nTwo.\n\nThree, mended.\n\nFour.", 3, 4),  # after the last that is there
        ("One.\n\nTwo.", 4, 2),
        ("Nothing.\n\nOf it.", 3, 2),
        ("Nothing.", 1, 1),
    ],
)
def test_the_place_follows_its_paragraph(text, number, expected):
    place = ParagraphPlace(number, 12.0, 0.0)
    assert followed_place(place, BEFORE, read_passage(text)) == place._replace(number=expected)


def test_the_beginning_stays_the_beginning():
    assert followed_place(None, BEFORE, read_passage("New.\n\nOne.")) is None
