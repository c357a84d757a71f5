"""Summaries: they follow from the events, whatever way these took."""

import json
from fractions import Fraction
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import PRACTICE, REVIEW, TEST, replay
from quizapp.domain.mark import Points, Unanswered
from quizapp.services.marking import mark_attempt
from quizapp.services.summarizing import as_data, from_data, summarize, summary_of, told_at
from quizapp.services.taking import Taking
from tests.samples import ALL_SAMPLES, BANK

CASES = {sample.question.id: [case.response for case in sample.cases] for sample in ALL_SAMPLES}
MODES = [PRACTICE, TEST, REVIEW, PRACTICE._replace(tries=3), PRACTICE._replace(certainty=True)]


class Kept:
    """A taking, with its events as the journal has them, and when each was written."""

    def __init__(self, mode=PRACTICE, questions=None, stands_for=None, bank=BANK):
        self.now = 1000.0
        self.bank = bank
        self.events, self.moments = [], []
        self.taking = Taking(bank, mode, Random(1), lambda: self.now, questions, stands_for, self._record)

    def _record(self, number, event):
        assert number == len(self.events)
        self.events.append(event)
        self.moments.append(self.now)

    def summary(self):
        return summarize(self.bank, self.events, self.moments)


@given(st.data())
def test_the_summary_of_a_replayed_attempt_is_that_of_the_attempt(data):
    ids = data.draw(st.lists(st.sampled_from(list(CASES)), min_size=1, max_size=6, unique=True))
    kept = Kept(data.draw(st.sampled_from(MODES)), ids)
    taking = kept.taking
    for _ in range(data.draw(st.integers(0, 12))):
        kept.now += 1
        id_ = data.draw(st.sampled_from(ids))
        match data.draw(st.sampled_from(["respond", "check", "sure", "undo", "hint"])):
            case "respond":
                taking.respond(id_, data.draw(st.sampled_from(CASES[id_])))
            case "check":
                taking.check(id_)
            case "sure":
                taking.give_certainty(id_, data.draw(st.integers(1, 3)))
            case "undo":
                taking.undo()
            case _:
                taking.show_hint(id_)
    if data.draw(st.booleans()):
        taking.submit()
    from_review = summary_of(mark_attempt(BANK, taking.attempt), told_at(kept.events, kept.moments))
    assert kept.summary() == from_review
    assert summary_of(mark_attempt(BANK, replay(kept.events)), told_at(kept.events, kept.moments)) == from_review
    assert from_data(json.loads(json.dumps(as_data(from_review)))) == from_review
    told = {answer.question for answer in from_review.answers if answer.told_at}
    attempt = taking.attempt
    assert told == (set(ids) if attempt.submitted else attempt.checked | set(attempt.seen))


def test_what_is_in_a_summary():
    kept = Kept(questions=["single-minimal", "multiple-minimal"], stands_for={"single-minimal": "single-full"})
    kept.now += 40
    kept.taking.respond("single-minimal", "B")
    kept.taking.check("single-minimal")
    kept.now += 20
    kept.taking.submit()
    summary = kept.summary()
    assert (summary.mode, summary.is_whole, summary.answered, summary.seconds) == ("practice", False, 1, 60.0)
    assert summary.total.earned == 1
    first, second = summary.answers
    assert (first.share, first.told_at, first.stood_for) == (Fraction(1), 1040.0, "single-full")
    assert (second.answered, second.share, second.told_at) == (False, None, 1060.0)
    assert (summary.left_out, summary.is_complete) == (1, False)


@pytest.mark.parametrize(("mode", "left_out", "share"), [(PRACTICE, 1, None), (TEST, 0, 0)])
def test_a_practice_is_complete_once_all_is_done(mode, left_out, share):
    bank = msgspec.structs.replace(BANK, questions=BANK.questions[:2])
    kept = Kept(mode, bank=bank)
    kept.taking.respond(bank.questions[0].id, bank.questions[0].correct_response())
    kept.taking.submit()
    summary = kept.summary()
    assert (summary.is_whole, summary.left_out, summary.is_complete) == (True, left_out, not left_out)
    assert summary.answers[1].share == share


def test_an_attempt_that_is_reopened_has_told_what_was_answered():
    kept = Kept(questions=["single-minimal", "single-full", "true-minimal"])
    kept.taking.respond("single-minimal", "B")
    kept.taking.submit()
    kept.now += 5
    kept.taking.visit(2)
    kept.taking.reopen()
    assert [answer.told_at for answer in kept.summary().answers] == [1000.0, 0.0, 1000.0]
    kept.now += 5
    kept.taking.respond("single-full", "A")
    kept.taking.check("single-full")
    assert [answer.told_at for answer in kept.summary().answers] == [1000.0, 1010.0, 1000.0]


def test_a_check_that_was_undone_has_told_the_key():
    kept = Kept(questions=["single-minimal", "single-full"])
    kept.taking.respond("single-minimal", "A")
    kept.taking.check("single-minimal")
    kept.now += 5
    kept.taking.undo()
    assert kept.summary().answers[0].told_at == 1000.0
    kept.now += 5
    kept.taking.respond("single-minimal", "B")
    kept.taking.check("single-minimal")
    (answer, _) = kept.summary().answers
    assert (answer.told_at, answer.share, answer.aided) == (1000.0, 0, True)


def test_what_another_version_kept_is_not_taken_for_a_summary():
    data = as_data(Kept().summary())
    assert from_data({**data, "mode": "exam"}) is None
    assert from_data({name: value for name, value in data.items() if name != "total"}) is None
    assert from_data({**data, "total": ["x", "1", "0"]}) is None
    assert from_data({**data, "total": ["1/0", "1", "0"]}) is None
    assert from_data({}) is None


def test_a_share_is_of_the_points_of_its_question():
    ids = [id_ for id_, responses in CASES.items() if responses]
    kept = Kept(TEST, ids)
    for sample in ALL_SAMPLES:
        kept.taking.respond(sample.question.id, sample.cases[-1].response)
    kept.taking.submit()
    for answer in kept.summary().answers:
        mark = BANK.question(answer.question).mark(kept.taking.response(answer.question))
        if isinstance(mark, Points) and mark.possible:
            assert answer.share == mark.earned / mark.possible, answer.question
        assert answer.answered == (not isinstance(mark, Unanswered))
