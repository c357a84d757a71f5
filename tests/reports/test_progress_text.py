"""How a learner gets on, in words."""

from fractions import Fraction

from quizapp.domain.marked_attempt import Total
from quizapp.reports.progress_text import finding_rule, finding_text
from quizapp.statistics.progress import Finding


def total(earned: int, possible: int) -> Total:
    return Total(Fraction(earned), Fraction(possible))


def text(standing, of, attempts=3, before=None) -> str:
    return finding_text(Finding("locate", standing, of, attempts, 20, before))


def test_a_finding_says_what_its_figures_say():
    assert text("strong", total(18, 20)) == "18 of 20 points in your last 3 attempts (90 %)."
    assert text("too_little", total(1, 2), 1) == "1 of 2 points so far. Not enough to tell yet."


def test_a_change_is_told_with_what_was_before():
    assert text("strong", total(18, 20), 3, total(12, 20)).endswith("That is up from 60 % in earlier attempts.")
    assert text("weak", total(9, 20), 3, total(12, 20)).endswith("That is down from 60 % in earlier attempts.")
    assert "before" not in text("weak", total(9, 20), 3, total(9, 20))


def test_the_rule_is_that_of_the_statistics():
    assert "fewer than 8 questions, or fewer than 2 attempts" in finding_rule()
    assert "last 3 times" in finding_rule()
    assert "From 85 % it is strong, below 60 %" in finding_rule()
