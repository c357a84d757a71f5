"""How a learner gets on, in words."""

from fractions import Fraction

from quizapp.domain.marked_attempt import Total
from quizapp.reports.progress_text import finding_text


def total(earned: int, possible: int) -> Total:
    return Total(Fraction(earned), Fraction(possible))


def test_a_finding_says_what_its_figures_say():
    assert finding_text("strong", total(18, 20), 3) == "18 of 20 points in your last 3 attempts (90 %)."


def test_too_little_is_said_to_be_too_little():
    assert finding_text("too_little", total(1, 2), 1) == ("1 of 2 points so far; too little to tell yet.")


def test_a_change_is_told_with_what_was_before():
    up = finding_text("strong", total(18, 20), 3, total(12, 20), "up")
    assert up.endswith("(90 %). That is up from 60 % in the attempts before.")
    down = finding_text("weak", total(9, 20), 3, total(12, 20), "down")
    assert down.endswith("(45 %). That is down from 60 % in the attempts before.")
    assert "before" not in finding_text("weak", total(9, 20), 3, total(9, 20), "")
