"""Names from right to left keep their order in what is told before marks are released."""

from quizapp.gui.desk.release_words import missing_words


def test_names_from_right_to_left_are_held_apart():
    assert missing_words(["Ada", "بدر", "שרה"]) == "Not handed in yet: Ada, \u2068بدر\u2069, \u2068שרה\u2069."
