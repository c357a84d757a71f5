"""How long paragraphs were on the screen and questions open, and which answers came faster than one can read."""

from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import PRACTICE, REVIEW, TEST, Attempt, replay
from quizapp.domain.event import Answered, Flagged, ParagraphsRead, Paused, Reopened, Started, Submitted, Visited
from quizapp.domain.option import Option
from quizapp.domain.reading_time import (
    EVERY,
    LONGEST_STEP,
    ReadingClock,
    paragraph_seconds,
    question_seconds,
    quick_answers,
    text_seconds,
)
from quizapp.question_types.single_choice import SingleChoice
from quizapp.services.taking import Taking
from tests.leveled import LEVELED
from tests.samples import BANK

PARAGRAPHS = range(1, BANK.passage.paragraphs + 1)
STEPS = st.one_of(
    st.tuples(st.just("look"), st.frozensets(st.sampled_from(PARAGRAPHS))),
    st.tuples(st.sampled_from(["visit"]), st.integers(0, 5)),
    st.tuples(st.sampled_from(["pause", "go_on", "flag", "set_aside"]), st.just(0)),
)


class Screen:
    """An attempt, and what is on the screen each second."""

    def __init__(self, bank=BANK, mode=TEST, **arguments):
        self.now = 50.0
        self.taking = Taking(bank, mode, Random(1), lambda: self.now, **arguments)

    def watch(self, seconds, *paragraphs):
        for _ in range(seconds):
            self.taking.look(paragraphs)
            self.now += 1
        return self

    @property
    def read(self):
        return [event for event in self.taking.attempt.events if isinstance(event, ParagraphsRead)]


@given(st.lists(st.tuples(st.floats(0, 8, allow_nan=False), STEPS), max_size=60))
def test_times_add_up_to_what_the_attempt_lasted_at_most(steps):
    screen = Screen()
    taking, attempt = screen.taking, screen.taking.attempt
    for seconds, (what, value) in steps:
        screen.now += seconds
        match what:
            case "look":
                taking.look(() if taking.is_paused else value)
            case "visit":
                taking.visit(value)
            case "flag":
                taking.flag(taking.current.id, True)
            case other:
                getattr(taking, other)()
    taking.submit()
    told = paragraph_seconds(attempt, BANK)
    assert text_seconds(attempt) <= attempt.seconds + 1e-6
    assert all(0 <= time <= text_seconds(attempt) + 1e-6 for time in told.values())
    assert sum(question_seconds(attempt).values()) <= attempt.seconds + 1e-6
    assert text_seconds(attempt) == pytest.approx(sum(event.total for event in screen.read))
    again = replay(attempt.events)
    assert paragraph_seconds(again, BANK) == told


def test_reading_is_kept_now_and_then_and_when_a_stretch_ends():
    screen = Screen()
    taking = screen.taking
    screen.watch(60, 1, 2)
    assert len(screen.read) == 60 // EVERY - 1  # the last second is not over
    assert screen.read[0].seconds == {1: EVERY, 2: EVERY}
    taking.visit(1)
    assert sum(event.total for event in screen.read) == 60
    taking.visit(2)
    assert len(screen.read) == 3  # nothing was read in between
    screen.watch(5, 2)
    taking.pause()
    screen.now += 1000
    taking.go_on()
    screen.watch(4, 3)
    screen.now += 3600  # the computer slept, or the program did not get to look
    taking.submit()
    taking.look([1])
    assert paragraph_seconds(taking.attempt, BANK) == dict.fromkeys(PARAGRAPHS, 0.0) | {
        1: 60,
        2: 65,
        3: 3 + LONGEST_STEP,
    }
    assert text_seconds(taking.attempt) == 65 + 3 + LONGEST_STEP


def test_less_than_a_second_is_counted_at_the_next_question():
    screen = Screen()
    for index in range(1, 6):
        screen.taking.look([1])
        screen.now += 0.4
        screen.taking.visit(index)
    assert [event.total for event in screen.read] == [1.2]


def test_it_is_kept_before_the_level_changes():
    screen = Screen(LEVELED).watch(8, 1)
    screen.taking.change_level("easier")
    read, changed = screen.taking.attempt.events[-2:]
    assert (read.total, changed.level) == (8, "easier")


def test_what_somebody_else_wrote_cannot_be_more_than_there_was():
    taking = Screen().taking
    attempt = Attempt(taking.attempt.started)
    for at, total in ((5.0, 1e9), (6.0, -3.0), (7.0, 0.5), (7.25, 1e9), (3.0, 1e9)):
        attempt.apply(ParagraphsRead(at=at, seconds={1: 1e9, 2: -1.0, 10**9: 5.0}, total=total))
    attempt.apply(Submitted(at=7.25))
    assert text_seconds(attempt) == 5.75
    assert paragraph_seconds(attempt, BANK)[1] == 5.75
    assert paragraph_seconds(attempt, BANK)[2] == 0
    assert set(paragraph_seconds(attempt, BANK)) == set(PARAGRAPHS)


LONG = max(BANK.questions, key=lambda question: len(question.stem) + len(" ".join(question.text_lines())))


def answered(seconds, *, bank=BANK, before=None, mode=TEST, **arguments):
    """The answers to talk about, after the longest question was answered after so many seconds."""
    screen = Screen(bank, mode, **arguments)
    taking = screen.taking
    if before is not None:
        before(taking)
    taking.visit(taking.order.index(LONG.id))
    screen.now += seconds
    taking.respond(LONG.id, bank.question(LONG.id).correct_response())
    screen.now += 60
    taking.submit()
    return quick_answers(taking.attempt, bank)


def test_an_answer_faster_than_one_can_read_is_to_be_talked_about():
    assert answered(0.4) == {LONG.id: pytest.approx(0.4)}
    assert answered(3.0) == {}
    assert answered(0.4, assigned=Assigned(assignment="a")) == {LONG.id: pytest.approx(0.4)}


def test_it_is_not_where_something_else_explains_it():
    explained = {
        "a practice": {"mode": PRACTICE},
        "a review": {"mode": REVIEW},
        "a few questions again": {"questions": [LONG.id]},
        "read aloud": {"before": lambda taking: taking.note_heard()},
        "seen for long before": {"before": lambda taking: _stay(taking)},
    }
    assert {name for name, arguments in explained.items() if answered(0.4, **arguments)} == set()


def _stay(taking):
    taking.visit(taking.order.index(LONG.id))
    taking._begun -= 60
    taking.visit(0)


@pytest.mark.parametrize(
    "change", [{"read_aloud": "questions"}, {"level": "easier"}, {"mode": "review"}], ids=["profile", "level", "review"]
)
def test_it_is_not_by_what_the_attempt_began_with(change):
    taking = Screen().taking
    started = taking.attempt.started
    fields = {name: getattr(started, name) for name in Started.__struct_fields__}
    for begun, quick in ((fields, True), (fields | change, False)):
        attempt = Attempt(Started(**begun))
        attempt.apply(Answered(at=0.1, question=attempt.current, response="A"))
        attempt.apply(Submitted(at=30.0))
        assert bool(quick_answers(attempt, BANK)) is quick


def test_the_time_between_the_end_and_going_on_is_nobodys():
    started = Screen().taking.attempt.started
    first, second = started.order[:2]
    attempt = replay(
        [
            msgspec.structs.replace(started, mode="practice"),
            Visited(at=2.0, question=second),
            Answered(at=5.0, question=second, response=None),
            Submitted(at=6.0),
            Reopened(at=90.0),
            Flagged(at=93.0, question=second, flagged=True),
            Visited(at=94.0, question=first),
            Submitted(at=95.0),
        ]
    )
    assert len(attempt.events) == 8
    assert question_seconds(attempt) == {first: 3, second: 8}


def quick(words, *events, **more):
    """The quick answer to a question of so many words, in a test of it alone."""
    options = (Option("one"), Option("two"))
    asked = SingleChoice(id="q", stem=" ".join(["word"] * (words - 2)), options=options)
    bank = msgspec.structs.replace(BANK, questions=(asked,))
    begun = {"at": 0.0, "bank_id": "b", "content_hash": "h", "mode": "test", "order": ("q",), "arrangements": {"q": ()}}
    attempt = replay([Started(**{**begun, **more}), *events, Submitted(at=60.0)])
    return quick_answers(attempt, bank)


def test_quick_is_a_tenth_of_the_time_that_reading_takes_and_more_where_the_text_was_not_seen_before():
    """Twenty words take six seconds, and two hundred a minute; nothing from three seconds on is quick."""

    def at(seconds):
        return Answered(at=seconds, question="q", response="A")

    def seen(since, until):
        return ParagraphsRead(at=until, seconds={1: until - since}, total=until - since)

    for words, events, seconds in (
        (20, [at(0.5)], 0.5),
        (20, [at(0.75)], None),
        (20, [at(0.5), seen(1, 2)], 0.5),
        (20, [at(0.75), seen(1, 2)], 0.75),
        (20, [at(0.75), seen(0.75, 2), seen(3, 4)], None),
        (20, [seen(0, 0.25), at(0.75), seen(3, 4)], None),
        (20, [at(1.0), seen(1.5, 2)], None),
        (200, [at(2.75)], 2.75),
        (200, [at(3.0)], None),
        (200, [at(2.5), at(2.75)], 2.75),
        (200, [at(2.75), at(4.0)], None),
        (200, [at(2.5), Answered(at=2.75, question="q", response=None)], None),
        (20, [], None),
    ):
        assert quick(words, *events) == ({} if seconds is None else {"q": seconds}), (words, events)
    late = [at(0.75), seen(1, 2)]
    for more, is_quick in (
        ({}, True),
        ({"without_passage": True}, False),
        ({"assignment": "a"}, True),
        ({"mode": "practice"}, False),
    ):
        assert bool(quick(20, *late, **more)) is is_quick, more


def test_on_paper_nobody_knows():
    taking = Screen().taking
    taking.respond(taking.order[0], BANK.questions[0].correct_response())
    taking.submit()
    assert quick_answers(taking.attempt, BANK) == {}


def test_a_look_counts_for_three_seconds_at_most_and_tenths_are_never_rounded_up():
    clock = ReadingClock(10.0)
    assert clock.look([1], 10.0) is None
    for at, paragraphs in ((11.26, [1, 2]), (20.0, []), (30.0, [2]), (29.0, [2]), (30.5, [3])):
        assert clock.look(paragraphs, at) is None
    assert clock.before(Answered(at=31.0, question="q", response="A")) is None
    read = clock.before(Paused(at=31.5))
    assert read == ParagraphsRead(at=31.5, seconds={1: 4.2, 2: 4.5, 3: 1.0}, total=6.7)
    assert clock.look([1], 40.0) is None  # nobody was there
    assert clock.before(Visited(at=40.9, question="q")) is None
    read = clock.before(Visited(at=41.05, question="q"))
    assert read is not None
    assert (read.total, read.seconds) == (1.0, {1: 1.0})
    clock = ReadingClock(0.0)
    looks = [clock.look([1], at * 2.5) for at in range(10)]
    assert [look is not None for look in looks] == [False] * 8 + [True, False]
    assert looks[8] is not None
    assert (looks[8].at, looks[8].total) == (20, 20)
