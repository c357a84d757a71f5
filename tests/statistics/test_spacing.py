"""When what was missed is asked again: the schedules are those of `fsrs`, and follow from the answers alone."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.marked_attempt import Total
from quizapp.domain.summary import AnswerSummary, PastAttempt, Summary
from quizapp.statistics.spacing import Answer, Schedule, answers_of, due, rating_of, spread

BEGUN = datetime(2025, 1, 6, 9, tzinfo=UTC)
PLACE = ("bank", "q")
AGAIN, HARD, GOOD = Rating.Again, Rating.Hard, Rating.Good


def schedule(answers):
    return Schedule().follow(answers)


def answer(share: str | None = "1", answered: bool = True, aided: bool = False, told_at: float = 1.0) -> AnswerSummary:
    return AnswerSummary("q", "", answered, None if share is None else Fraction(share), aided, told_at)


def past(id_: str, started: float, *answers: AnswerSummary, mode: str = "practice") -> PastAttempt:
    summary = Summary(mode, True, 60.0, Total(Fraction(0), Fraction(1)), (), answers, (), ())
    return PastAttempt(id_, "bank", "Bank", "hash", started, started, True, summary)


@pytest.mark.parametrize(
    ("given_answer", "rating"),
    [
        (answer("1"), GOOD),
        (answer("1", aided=True), HARD),
        (answer("2/3"), HARD),
        (answer("1/2"), HARD),
        (answer("1/3"), AGAIN),
        (answer("0"), AGAIN),
        (answer("0", answered=False), AGAIN),
        (answer(None, answered=False), None),
        (answer(None), None),
        (answer("1", told_at=0.0), None),
    ],
)
def test_a_rating_follows_from_the_mark(given_answer, rating):
    assert rating_of(given_answer) == rating


def test_schedules_are_those_of_the_package_on_a_thousand_histories():
    random = Random(6)
    scheduler = Scheduler(enable_fuzzing=False)
    for number in range(1000):
        moment, answers = BEGUN + timedelta(hours=number), []
        for review in range(random.randint(1, 12)):
            rating = random.choice([AGAIN, HARD, GOOD, GOOD]) if review else random.choice([AGAIN, HARD])
            answers.append(Answer(moment.timestamp(), PLACE, rating, "practice"))
            moment += timedelta(seconds=random.choice([90, 660, 3600, 86_400, 400_000, 5_000_000]) * random.random())
        expected = Card(card_id=1, due=BEGUN)
        for each in answers:
            expected, _ = scheduler.review_card(expected, each.rating, datetime.fromtimestamp(each.at, UTC))
        (card,) = schedule(answers)
        assert card.due == expected.due.timestamp()
        assert card.is_learning == (expected.state != State.Review)


def test_what_was_right_from_the_beginning_is_never_asked_again():
    assert schedule([Answer(1.0, PLACE, GOOD, "practice"), Answer(9e6, PLACE, GOOD, "test")]) == ()


def test_a_question_enters_when_it_is_missed_for_the_first_time():
    answers = [Answer(1.0, PLACE, GOOD, "practice"), Answer(2.0, PLACE, HARD, "practice")]
    (card,) = schedule(answers)
    assert card.last == 2.0


def test_what_is_asked_in_the_place_of_another_counts_for_both():
    missed = past("1", 0.0, AnswerSummary("q", "", True, Fraction(0), told_at=10.0))
    instead = past("2", 0.0, AnswerSummary("r", "", True, Fraction(0), told_at=9e5, stood_for="q"), mode="review")
    cards = {card.place[1]: card for card in schedule(answers_of([missed, instead], 1e6))}
    assert [cards[id_].last for id_ in "qr"] == [9e5, 9e5]
    assert cards["q"].asked == 10.0  # itself, that is
    assert cards["q"].last == 9e5


def test_minutes_are_waited_for_and_days_begin_at_midnight():
    learning = schedule([Answer(1000.0, PLACE, AGAIN, "practice")])
    assert due(learning, 1059.0, 86_400.0) == ()
    assert due(learning, 1060.0, 86_400.0) == learning
    learned = schedule([Answer(at, PLACE, rating, "practice") for at, rating in ((0, HARD), (600, GOOD), (1200, GOOD))])
    (card,) = learned
    assert not card.is_learning
    day = card.due // 86_400 * 86_400
    assert due(learned, day - 1, day) == ()
    assert due(learned, day + 1, day + 86_400) == learned  # some hours before it is a whole day


ANSWERS = st.lists(
    st.builds(
        Answer,
        at=st.floats(0, 1e8).map(lambda at: round(at, 3)),
        place=st.tuples(st.sampled_from("ab"), st.sampled_from("qrs")),
        rating=st.sampled_from([AGAIN, HARD, GOOD]),
        mode=st.just("practice"),
    ),
    max_size=30,
).map(sorted)


@given(ANSWERS)
def test_the_order_is_that_of_time_and_always_the_same(answers):
    cards = schedule(answers)
    assert cards == schedule(list(answers))
    assert [(card.due, card.place) for card in cards] == sorted((card.due, card.place) for card in cards)
    now = 5e7
    found = due(cards, now, now + 3600)
    assert set(found) <= set(cards)
    assert list(found) == [card for card in cards if card in found]
    assert all(card.due < now + 3600 for card in found)


@given(ANSWERS)
def test_a_card_depends_on_its_own_answers_alone(answers):
    for card in schedule(answers):
        assert schedule([each for each in answers if each.place == card.place]) == (card,)


@given(ANSWERS, ANSWERS, st.integers(0, 30))
def test_following_what_has_come_since_is_as_good_as_beginning_anew(answers, others, known):
    following = Schedule()
    following.follow(answers[:known])
    assert following.follow(answers) == schedule(answers)
    assert following.follow(others) == schedule(others)


@given(st.permutations(range(5)))
def test_the_order_in_which_attempts_are_given_makes_no_difference(order):
    attempts = [
        past(str(n), 0.0, AnswerSummary("q", "", True, Fraction(n % 2), told_at=1000.0 * n + 1)) for n in range(5)
    ]
    assert answers_of((attempts[n] for n in order), 1e4) == answers_of(attempts, 1e4)


YEARS = 9e8
"""Seconds that a clock is wrong by."""


@pytest.mark.parametrize("later", [(), (1000.0,), (1000.0, 90_000.0)])
def test_what_was_missed_under_a_later_clock_is_due_now_and_stays_in_its_place(later):
    now = 100_000.0
    missed = past("1", YEARS, AnswerSummary("q", "", True, Fraction(0), told_at=YEARS))
    right = [past(str(at), at, AnswerSummary("r", "", True, Fraction(1), told_at=at)) for at in later]
    answers = answers_of([missed, *right], now)
    (card,) = schedule(answers)
    assert card.due <= now
    assert not later or answers[0].at == later[0]  # before all others
    assert answers_of([missed, *right], YEARS + 1)[-1].at == YEARS  # once the clock has come there
    again = past("2", now, AnswerSummary("q", "", True, Fraction(1), told_at=now))
    (card,) = schedule(answers_of([missed, *right, again], now + 60))
    assert card.last == now  # what is answered under the right clock decides


def test_a_clock_that_is_a_few_hours_ahead_changes_nothing():
    missed = past("1", 50_000.0, AnswerSummary("q", "", True, Fraction(0), told_at=50_000.0))
    assert answers_of([missed], 10_000.0)[0].at == 50_000.0


@given(st.integers(0, 130), st.integers(-5, 50), st.integers(1, 40))
def test_what_has_piled_up_is_spread_and_nothing_is_lost_or_asked_twice(count, room, most):
    waiting = [schedule([Answer(float(number), ("bank", f"q{number}"), AGAIN, "test")])[0] for number in range(3)]
    waiting = [waiting[0]._replace(place=("bank", f"q{number}"), due=float(number)) for number in range(count)]
    today, *later = spread(waiting, room, most)
    assert [card for day in (today, *later) for card in day] == waiting
    assert len(today) == min(count, max(0, room))
    assert all(len(day) == most for day in later[:-1])
    assert not later or 1 <= len(later[-1]) <= most
    with pytest.raises(ValueError, match="one question"):
        spread(waiting, room, 0)


def test_what_cannot_be_rated_hides_nothing_behind_it():
    unread = past("1", 0.0)._replace(summary=None)
    missed = AnswerSummary("q", "", True, Fraction(0), told_at=10.0)
    attempts = [unread, past("2", 0.0, answer(None), missed), past("3", 0.0, answer("0", told_at=20.0))]
    assert [(each.at, each.rating, each.own) for each in answers_of(attempts, 1e6)] == [
        (10.0, AGAIN, True),
        (20.0, AGAIN, True),
    ]
    alone = AnswerSummary("q", "", True, Fraction(0), told_at=10.0, stood_for="q")
    assert len(answers_of([past("1", 0.0, alone)], 1e6)) == 1
    instead = AnswerSummary("r", "", True, Fraction(0), told_at=10.0, stood_for="q")
    (of_q, of_r) = schedule(answers_of([past("1", 0.0, instead)], 1e6))
    assert (of_q.place[1], of_q.asked, of_r.asked) == ("q", 0.0, 10.0)


def test_a_clock_may_be_wrong_by_a_day():
    now = 1e6
    for ahead, at in ((86_400, now + 86_400), (86_401, now - 3600)):
        missed = past("1", 0.0, AnswerSummary("q", "", True, Fraction(0), told_at=now + ahead))
        assert [each.at for each in answers_of([missed], now)] == [at]
