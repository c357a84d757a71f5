"""Looking back: totals, skills, and what was missed."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import PRACTICE, REVIEW, TEST
from quizapp.domain.bank import Bank
from quizapp.domain.event import Eliminated
from quizapp.domain.mark import Invalid, Unanswered, Unmarked
from quizapp.domain.marked_attempt import Adjustment, CertaintyTotal, MarkedAttempt, Total
from quizapp.domain.question import SKILLS, Hint
from quizapp.question_types.true_false import TrueFalse
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.samples import ALL_SAMPLES, BANK, PASSAGE


def bank_of(*fields: dict) -> Bank:
    """A bank of statements, all of which are true."""
    questions = tuple(TrueFalse(id=f"q{at}", stem="?", key="true", **each) for at, each in enumerate(fields, 1))
    return msgspec.structs.replace(BANK, questions=questions)


def marked(bank: Bank, **responses) -> MarkedAttempt:
    taking = Taking(bank, TEST, Random(0), lambda: 0.0)
    for id_, response in responses.items():
        taking.respond(id_, response)
    taking.submit()
    return mark_attempt(bank, taking.attempt)


def test_a_total_is_weighted():
    # 2 × 3 of 3 points, 1 × 0 of 1, ½ × 4 of 4: 8 of 9
    bank = bank_of({"points": Decimal(3), "weight": Decimal(2)}, {}, {"points": Decimal(4), "weight": Decimal("0.5")})
    done = marked(bank, q1="true", q2="false", q3="true")
    assert done.total == Total(Fraction(8), Fraction(9))
    assert done.total.percent == 89
    assert done.missed == ("q2",)


def test_what_a_person_has_yet_to_mark_is_weighted_and_in_no_total():
    written = next(question for question in BANK.questions if question.is_rated)
    written = msgspec.structs.replace(written, points=Decimal(4), weight=Decimal("0.5"))
    (statement,) = bank_of({}).questions
    taking = Taking(msgspec.structs.replace(BANK, questions=(statement, written)), TEST, None, lambda: 0.0)
    taking.respond("q1", "true")
    taking.respond(written.id, {"text": "Because of the bees."})
    taking.submit()
    done = mark_attempt(taking.bank, taking.attempt)
    assert done.total == Total(Fraction(1), Fraction(1), unmarked=Fraction(2))
    assert (done.total.percent, done.missed) == (100, ())


def test_what_has_no_weight_does_not_count():
    done = marked(bank_of({"weight": Decimal(0)}, {}), q2="true")
    assert done.total == Total(Fraction(1), Fraction(1))
    assert done.missed == ("q1",)
    assert marked(bank_of({"weight": Decimal(0)}), q1="true").total.percent is None


def test_each_skill_has_its_total():
    bank = bank_of({"skill": "evaluate"}, {"skill": "locate"}, {}, {"skill": "locate", "points": Decimal(3)})
    done = marked(bank, q1="true", q2="true", q3="true", q4="false")
    assert done.skills == (
        ("locate", Total(Fraction(1), Fraction(4))),
        ("evaluate", Total(Fraction(1), Fraction(1))),
    )
    assert done.total == Total(Fraction(3), Fraction(6))


def test_an_unanswered_and_an_invalid_response_earn_nothing_and_count():
    done = marked(bank_of({}, {}, {}), q1="true", q2="perhaps")
    assert [type(entry.mark) for entry in done.questions[1:]] == [Invalid, Unanswered]
    assert done.total == Total(Fraction(1), Fraction(3))
    assert done.missed == ("q2", "q3")


def test_questions_stand_in_the_order_in_which_they_were_asked():
    taking = Taking(BANK, TEST, Random(3), lambda: 0.0, ["short-full", "ordering-full"])
    taking.respond("ordering-full", ("B", "C", "A", "D"))
    done = mark_attempt(BANK, taking.attempt)
    assert [(entry.number, entry.question.id, entry.full) for entry in done.questions] == [
        (1, "short-full", False),
        (2, "ordering-full", True),
    ]
    assert done.questions[1].arrangement == taking.arrangement("ordering-full")
    assert done.questions[1].response == ("B", "C", "A", "D")


def test_all_keys_are_a_hundred_percent_and_nothing_is_none():
    keys = {sample.question.id: sample.question.correct_response() for sample in ALL_SAMPLES}
    done = marked(BANK, **keys)
    assert (done.total.percent, done.missed) == (100, ())
    nothing = marked(BANK)
    assert (nothing.total.percent, len(nothing.missed)) == (0, len(ALL_SAMPLES))


@given(st.data())
def test_the_total_is_the_sum_of_the_marks(data):
    responses = {
        sample.question.id: data.draw(st.sampled_from([case.response for case in sample.cases]))
        for sample in ALL_SAMPLES
    }
    done = marked(BANK, **responses)
    weights = {sample.question.id: Fraction(sample.question.weight) for sample in ALL_SAMPLES}
    by_hand = {
        sample.question.id: next(case.earned for case in sample.cases if case.response == responses[sample.question.id])
        for sample in ALL_SAMPLES
    }
    assert done.total.earned == sum(weights[id_] * points for id_, points in by_hand.items())
    assert set(done.missed) == {
        sample.question.id
        for sample in ALL_SAMPLES
        if by_hand[sample.question.id] != sample.question.possible
        and not isinstance(sample.question.mark(responses[sample.question.id]), Unmarked)
    }
    assert [skill for skill, _ in done.skills] == [skill for skill in SKILLS if skill in dict(done.skills)]


def test_a_marked_attempt_shows_the_distinctions():
    done = marked(BANK, **{"categorize-full": {"A": "Marta", "B": "The town"}})
    assert done.distinctions[1].categories == ("Marta", "The town", "Nobody")
    assert PASSAGE is done.bank.passage


@pytest.mark.parametrize("mode", [PRACTICE, REVIEW])
def test_where_nothing_is_handed_in_only_what_was_answered_counts(mode):
    bank = bank_of({"skill": "locate"}, {"skill": "locate"}, {"skill": "evaluate"})
    taking = Taking(bank, mode, None, lambda: 0.0)
    assert mark_attempt(bank, taking.attempt).total.percent is None
    taking.respond("q1", "true")
    taking.submit()
    done = mark_attempt(bank, taking.attempt)
    assert done.total == Total(Fraction(1), Fraction(1))
    assert done.skills == (("locate", Total(Fraction(1), Fraction(1))),)
    assert done.missed == ()
    assert [entry.is_done for entry in done.questions] == [True, False, False]
    handed_in = marked(bank, q1="true")
    assert (handed_in.total.percent, handed_in.missed) == (33, ("q2", "q3"))


def test_looking_at_what_was_not_done_does_not_make_it_missed():
    bank = bank_of({}, {})
    taking = Taking(bank, PRACTICE, None, lambda: 0.0)
    taking.respond("q1", "true")
    taking.submit()
    taking.visit(1)
    assert mark_attempt(bank, taking.attempt).missed == ()


@pytest.mark.parametrize("second", ["true", "false", None])
@pytest.mark.parametrize("first", ["true", "false"])
def test_an_answer_after_the_key_was_seen_is_not_right(first, second):
    bank = bank_of({}, {})
    taking = Taking(bank, PRACTICE, None, lambda: 0.0)
    taking.respond("q1", first)
    taking.check("q1")
    assert taking.undo()
    assert taking.is_seen("q1")
    taking.respond("q1", second)
    assert taking.check("q1") == (second is not None)
    assert taking.is_seen("q1") == (second is None)
    taking.submit()
    done = mark_attempt(bank, taking.attempt)
    assert done.missed == ("q1",)
    assert done.questions[0].is_done
    assert done.total == Total(Fraction(2, 3) if first == second == "true" else Fraction(0), Fraction(1))


def test_a_picture_is_of_what_the_learner_thought_before_seeing_the_key():
    taking = Taking(BANK, PRACTICE, None, lambda: 0.0, ["categorize-full"])
    taking.respond("categorize-full", {"A": "Nobody"})
    before = mark_attempt(BANK, taking.attempt).distinctions
    taking.check("categorize-full")
    taking.undo()
    taking.respond("categorize-full", BANK.question("categorize-full").correct_response())
    assert mark_attempt(BANK, taking.attempt).distinctions == before


def test_each_certainty_tells_how_often_it_was_right_and_what_it_brought():
    bank = bank_of({"weight": Decimal(2)}, {}, {}, {}, {})
    taking = Taking(bank, TEST._replace(certainty=True), None, lambda: 0.0)
    for id_, response, certainty in (("q1", "true", 3), ("q2", "false", 3), ("q3", "true", 1), ("q4", "true", 3)):
        taking.respond(id_, response)
        taking.give_certainty(id_, certainty)
    taking.submit()
    # right: 1, 2 or 3 points by the certainty; wrong: 0, -2 or -6 (Gardner-Medwin)
    assert mark_attempt(bank, taking.attempt).certainties == (
        CertaintyTotal(1, asked=1, right=1, points=Fraction(1)),
        CertaintyTotal(3, asked=3, right=2, points=Fraction(2 * 3 - 6 + 3)),
    )
    assert marked(bank, q1="true").certainties == ()


def test_in_an_assignment_what_was_left_out_counts_and_a_teacher_may_say_otherwise():
    bank = bank_of({}, {}, {})
    taking = Taking(bank, PRACTICE, None, lambda: 0.0, assigned=Assigned(assignment="a" * 32))
    taking.respond("q1", "true")
    taking.submit()
    adjustments = {"q1": Adjustment(is_left_out=True), "q2": Adjustment(points=Fraction(1, 2)), "q3": Adjustment()}
    for changes, total in ((None, (1, 3)), (adjustments, (Fraction(1, 2), 2))):
        done = mark_attempt(bank, taking.attempt, changes)
        assert done.total[:2] == total
        assert [entry.is_done for entry in done.questions] == [changes is None, True, True]
        assert [entry.adjustment for entry in done.questions] == [*(changes or dict.fromkeys("abc")).values()]
    bare = msgspec.structs.replace(bank, has_key=False)
    done = mark_attempt(bare, taking.attempt, adjustments)
    assert done.total == Total(Fraction(0), Fraction(0), Fraction(3))
    assert {entry.is_done for entry in done.questions} == {False}


def test_a_question_that_was_not_looked_at_took_no_time_and_what_was_crossed_out_is_told_in_its_order():
    now = [0.0]
    taking = Taking(BANK, TEST, None, lambda: now[0], ["single-full", "short-full"])
    for option in ("C", "B"):
        event = Eliminated(at=0.0, question="single-full", option=option, eliminated=True)
        assert taking.annotate(event)
    now[0] = 5.0
    taking.submit()
    first, second = mark_attempt(BANK, taking.attempt).questions
    assert (first.seconds, second.seconds, second.quick) == (5.0, 0.0, 0.0)
    assert (first.crossed_out, second.crossed_out) == (("B", "C"), ())


def test_the_hints_are_those_that_were_shown():
    question = msgspec.structs.replace(BANK.questions[0], hints=(Hint("One."), Hint("Two.")))
    bank = msgspec.structs.replace(BANK, questions=(question,))
    taking = Taking(bank, PRACTICE, None, lambda: 0.0)
    for count in range(3):
        assert mark_attempt(bank, taking.attempt).questions[0].hints == question.hints[:count]
        taking.show_hint(question.id)


def test_earlier_tries_are_those_that_do_not_count():
    question = BANK.question("single-full")
    wrong = [id_ for id_ in question.ids if question.ids and not question.option(id_).key][:2]
    assert len(wrong) == 2
    taking = Taking(BANK, PRACTICE._replace(tries=3), None, lambda: 0.0, [question.id])
    for response in wrong:
        taking.respond(question.id, response)
        taking.check(question.id)
    (entry,) = mark_attempt(BANK, taking.attempt).questions
    assert (entry.response, entry.tried) == (wrong[-1], tuple(wrong[:-1]))
    taking.respond(question.id, question.keys[0])
    (entry,) = mark_attempt(BANK, taking.attempt).questions
    assert (entry.response, entry.tried) == (question.keys[0], tuple(wrong))
