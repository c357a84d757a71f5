"""Written answers: rated by a person, and kept apart until they are."""

from datetime import datetime
from fractions import Fraction
from random import Random

import msgspec
import pytest

from quizapp.domain import attempt as events
from quizapp.domain.attempt import PRACTICE, TEST, replay
from quizapp.domain.bank import Bank
from quizapp.domain.event import Rated
from quizapp.domain.mark import Points, Unmarked
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.attempt_text import results_lines
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.samples import BANK, OPEN_RESPONSE, TRUE_FALSE, TWO_PART

MINIMAL, FULL = OPEN_RESPONSE[0].question, OPEN_RESPONSE[1].question
SMALL = msgspec.structs.replace(BANK, questions=(TRUE_FALSE[0].question, MINIMAL, FULL))
EVENTS = list[
    events.Started | events.Visited | events.Answered | events.Checked | Rated | events.Flagged | events.Submitted
]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def taking(mode=PRACTICE, bank: Bank = SMALL) -> Taking:
    return Taking(bank, mode, Random(1), Clock())


def written(mode=TEST) -> Taking:
    """An attempt at `SMALL`: one question right, one written, one left out."""
    done = taking(mode)
    done.respond("true-minimal", "true")
    done.respond("open-minimal", {"text": "They voted."})
    return done


def test_what_is_not_marked_yet_is_neither_earned_nor_lost():
    done = written()
    done.submit()
    total = mark_attempt(SMALL, done.attempt).total
    # 1 for the first; 0 of 2.5, counted half, for the one that is left out; 1 apart
    assert tuple(total) == (1, 1 + Fraction("1.25"), 1)
    assert total.percent == 44


def test_it_is_not_missed():
    done = written()
    done.submit()
    assert mark_attempt(SMALL, done.attempt).missed == ("open-full",)


def test_it_can_be_rated_only_once_it_is_final():
    done = written(PRACTICE)
    assert not done.rate("open-minimal", {"A": 2})
    assert done.check("open-minimal")
    assert isinstance(done.mark("open-minimal"), Unmarked)
    assert done.rate("open-minimal", {"A": 1})
    assert done.mark("open-minimal") == MINIMAL.mark({"text": "They voted.", "A": "1"})


def test_in_a_test_it_can_be_rated_after_the_end():
    done = written(TEST)
    assert not done.rate("open-minimal", {"A": 2})
    done.submit()
    elapsed = done.elapsed
    assert done.rate("open-minimal", {"A": 2})
    assert mark_attempt(SMALL, done.attempt).total.unmarked == 0
    assert done.elapsed == elapsed
    assert not done.respond("open-minimal", {"text": "Another."})


def test_a_rating_can_be_changed_and_taken_back():
    done = written(PRACTICE)
    done.check("open-minimal")
    assert done.rate("open-minimal", {"A": 2})
    assert not done.rate("open-minimal", {"A": 2})
    assert done.rate("open-minimal", {"A": 0})
    assert done.mark("open-minimal").earned == 0
    assert done.rate("open-minimal", {})
    assert isinstance(done.mark("open-minimal"), Unmarked)


@pytest.mark.parametrize(
    ("id_", "rating"),
    [
        ("open-minimal", {"A": 3}),
        ("open-minimal", {"A": -1}),
        ("open-minimal", {"B": 0}),
        ("open-full", {"A": 0, "B": 0}),  # nothing is written there
        ("true-minimal", {"A": 0}),
    ],
)
def test_what_is_no_rating_changes_nothing(id_, rating):
    done = written(TEST)
    done.submit()
    before = len(done.attempt.events)
    assert not done.rate(id_, rating)
    assert len(done.attempt.events) == before


def test_a_rating_never_changes_what_was_written():
    done = written()
    done.submit()
    assert not done.attempt.apply(Rated(at=9.0, question="open-minimal", rating={"text": 0}))
    assert not done.attempt.apply(Rated(at=9.0, question="true-minimal", rating={"A": 0}))
    assert not done.attempt.apply(Rated(at=9.0, question="nothing", rating={"A": 0}))


def test_an_attempt_is_the_sum_of_its_events_with_ratings_and_two_parts():
    bank = msgspec.structs.replace(BANK, questions=(*SMALL.questions, *(sample.question for sample in TWO_PART)))
    done = taking(TEST, bank)
    done.respond("open-full", {"text": "By costs."})
    done.respond("two-full", {"a": "A", "b": ("A", "C")})
    done.respond("two-edge", {"a": "0", "b": {"A": "even"}})
    done.submit()
    done.rate("open-full", {"A": 0, "B": 1})
    kept = msgspec.json.decode(msgspec.json.encode(done.attempt.events), type=EVENTS)
    assert kept == done.attempt.events
    again = replay(kept)
    assert again.responses == done.attempt.responses
    assert mark_attempt(bank, again) == mark_attempt(bank, done.attempt)._replace(attempt=again)


# What is said


def lines(done: Taking) -> str:
    return "\n".join(results_lines(mark_attempt(SMALL, done.attempt), None, 80, told=True))


def test_a_terminal_tells_what_is_not_marked_yet():
    done = written()
    done.submit()
    assert "1 of 2.25 points: 44 %\n  1 point not marked yet" in lines(done)
    assert "Not marked yet: question 2" in lines(done)
    done.rate("open-minimal", {"A": 2})
    assert "not marked yet" not in lines(done).casefold()


def test_where_nothing_is_marked_there_is_no_percent():
    done = taking(bank=msgspec.structs.replace(SMALL, questions=(MINIMAL,)))
    done.respond("open-minimal", {"text": "They voted."})
    done.submit()
    whole = mark_attempt(done.bank, done.attempt)
    assert "%" not in "\n".join(results_lines(whole, None, 80, told=True))
    assert attempt_data(whole)["percent"] is None
    report = attempt_report(whole, started=datetime(2025, 5, 8))
    assert (report.percent, report.points) == (None, "1 point not marked yet")


def test_data_keep_it_apart():
    done = written()
    done.submit()
    data = attempt_data(mark_attempt(SMALL, done.attempt))
    assert (data["earned"], data["possible"], data["unmarked"]) == (1, 2.25, 1)
    assert [entry["status"] for entry in data["questions"]] == ["marked", "unmarked", "unanswered"]
    assert data["questions"][1]["response"] == {"text": "They voted."}


def test_a_report_has_the_answer_the_rating_and_the_model_answer():
    done = written()
    done.submit()
    done.rate("open-minimal", {"A": 1})
    entry = attempt_report(mark_attempt(SMALL, done.attempt), started=datetime(2025, 5, 8)).questions[1]
    assert (entry.verdict, entry.points) == ("partial", "0.5 of 1 point")
    said = {said.name: [(line.text, line.outcome) for line in said.lines] for said in entry.said}
    assert said["Your answer"] == [("They voted.", None)]
    assert said["Rating"] == [("Names the vote: in part (1 / 2)", "partial")]
    assert said["Model answer"] == [("The vote was unanimous.", None)]


def test_a_report_counts_it_as_not_marked_yet():
    done = written()
    done.submit()
    report = attempt_report(mark_attempt(SMALL, done.attempt), started=datetime(2025, 5, 8))
    assert report.unmarked == "1 point not marked yet"
    assert ("Not marked yet", "1") in [tuple(fact) for fact in report.facts]
    assert report.questions[1].verdict_text == "Not marked yet"


def test_where_part_b_is_dropped_less_can_be_earned():
    done = taking(bank=msgspec.structs.replace(SMALL, questions=(TWO_PART[1].question,)))
    done.respond("two-full", {"a": "C", "b": ("A",)})
    done.submit()
    whole = mark_attempt(done.bank, done.attempt)
    assert isinstance(whole.questions[0].mark, Points)
    assert whole.total.possible == Fraction(3, 4)  # 1.5, counted half
    assert attempt_data(whole)["questions"][0]["possible"] == 1.5


def test_a_text_that_is_changed_after_the_model_answer_was_seen_earns_nothing():
    for changed, earned in ((None, Fraction(2, 3)), ("They all voted.", Fraction(0))):
        done = written(PRACTICE)
        done.check("open-minimal")
        done.undo()
        if changed:
            done.respond("open-minimal", {"text": changed})
        done.check("open-minimal")
        assert done.rate("open-minimal", {"A": 2})
        assert done.mark("open-minimal").earned == earned
