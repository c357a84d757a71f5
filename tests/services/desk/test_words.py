"""Words of a teacher as they are kept, and hints at what was meant."""

import pytest

from quizapp.errors import QuizAppError
from quizapp.formats.yaml_events import MAX_ENTRY_TEXT
from quizapp.services.desk.reasons import RELEASED_ON_PAPER, reason_text, typed_from
from quizapp.services.desk.words import clean_words, did_you_mean
from quizapp.texts import Texts


def test_words_lose_what_no_file_can_hold():
    for text, cleaned in (
        (" Well\ndone. ", "Well\ndone."),
        ("a\x00b\x1b\ud800c\u2028d", "abcd"),
        ("", ""),
        ("x" * MAX_ENTRY_TEXT, "x" * MAX_ENTRY_TEXT),
    ):
        assert clean_words(text) == cleaned
    with pytest.raises(QuizAppError, match=f"“{'x' * 30}…” cannot be kept. Write at most"):
        clean_words("x" * (MAX_ENTRY_TEXT + 1))


def test_the_name_that_is_most_like_it_is_asked_for():
    assert str(did_you_mean("Bes", ["Ants", "Bees"], "List them.")) == "Did you mean “Bees”?"
    assert did_you_mean("Bes", [], "List them.") == did_you_mean("?", ["Bees"], "List them.") == "List them."


def test_a_reason_that_somebody_wrote_stays_as_it_is():
    spanish = Texts("es")
    assert (reason_text(RELEASED_ON_PAPER, spanish), reason_text(typed_from("B"), spanish)) != (
        RELEASED_ON_PAPER,
        typed_from("B"),
    )
    for why in ("", "B", "Typed in from paper. Version BC.", "Typed in from paper. Version .", "Version B."):
        assert reason_text(why, spanish) == why
