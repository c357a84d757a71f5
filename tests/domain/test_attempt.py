"""An attempt: the sum of its events, whatever they are and whenever they come."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import (
    Answered,
    Attempt,
    Checked,
    Event,
    Flagged,
    Started,
    Submitted,
    Visited,
    plain,
    replay,
)

QUESTIONS = ("one", "two", "three")


def started(mode: str = "practice") -> Started:
    return Started(
        at=0.0,
        bank_id="bank",
        content_hash="0" * 64,
        mode=mode,
        order=QUESTIONS,
        arrangements={"one": ("B", "A"), "two": (), "three": ("A",)},
    )


NAMES = st.sampled_from((*QUESTIONS, "elsewhere"))
RESPONSES = st.none() | st.sampled_from(["A", "B", ("A", "B"), {"A": "x"}])
TIMES = st.floats(0, 1000).map(lambda at: round(at, 3))
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Visited, at=TIMES, question=NAMES),
    st.builds(Answered, at=TIMES, question=NAMES, response=RESPONSES),
    st.builds(Checked, at=TIMES, question=NAMES),
    st.builds(Flagged, at=TIMES, question=NAMES, flagged=st.booleans()),
    st.builds(Submitted, at=TIMES),
    st.builds(started),
)
MODES = st.sampled_from(["practice", "test"])


def state(attempt: Attempt) -> object:
    return (
        attempt.started,
        attempt.events,
        attempt.responses,
        attempt.checked,
        attempt.flagged,
        attempt.current,
        attempt.submitted,
        attempt.unanswered,
    )


@given(MODES, st.lists(EVENTS))
def test_replaying_an_attempt_gives_the_same(mode, events):
    attempt = Attempt(started(mode))
    for event in events:
        attempt.apply(event)
    assert state(replay(attempt.events)) == state(attempt)
    assert state(replay([started(mode), *events])) == state(attempt)


@given(MODES, st.lists(EVENTS))
def test_an_attempt_survives_being_written_and_read(mode, events):
    attempt = replay([started(mode), *events])
    kinds = Started | Visited | Answered | Checked | Flagged | Submitted
    written = msgspec.json.encode(attempt.events)
    assert state(replay(msgspec.json.decode(written, type=list[kinds]))) == state(attempt)


@given(MODES, st.lists(EVENTS), EVENTS)
def test_an_event_that_does_not_fit_changes_nothing(mode, events, last):
    attempt = replay([started(mode), *events])
    before = state(replay([started(mode), *events]))
    if attempt.apply(last):
        assert attempt.events[-1] == last
    else:
        assert state(attempt) == before


@given(MODES, st.lists(EVENTS), st.lists(EVENTS))
def test_nothing_changes_after_the_end(mode, events, late):
    attempt = replay([started(mode), *events, Submitted(at=1.0)])
    before = state(replay([started(mode), *events, Submitted(at=1.0)]))
    assert attempt.submitted
    assert not any(attempt.apply(event) for event in late)
    assert state(attempt) == before


@given(st.lists(EVENTS), st.lists(EVENTS))
def test_a_checked_response_is_final(events, late):
    attempt = replay([started(), *events])
    for question in attempt.checked:
        final = attempt.responses[question]
        later = replay([*attempt.events, *late])
        assert later.responses[question] == final
        assert question in later.checked


@given(st.lists(EVENTS))
def test_a_test_tells_nothing_before_its_end(events):
    assert replay([started("test"), *events]).checked == set()


@given(MODES, st.lists(EVENTS))
def test_answered_and_unanswered_are_all(mode, events):
    attempt = replay([started(mode), *events])
    assert set(attempt.responses) | set(attempt.unanswered) == set(QUESTIONS)
    assert not set(attempt.responses) & set(attempt.unanswered)
    assert set(attempt.flagged) <= set(QUESTIONS)
    assert attempt.current in QUESTIONS


@pytest.mark.parametrize(
    ("mode", "events", "fits"),
    [
        ("practice", [Answered(at=1, question="one", response="A"), Checked(at=2, question="one")], [True, True]),
        ("practice", [Checked(at=1, question="one")], [False]),
        ("test", [Answered(at=1, question="one", response="A"), Checked(at=2, question="one")], [True, False]),
        ("practice", [Visited(at=1, question="elsewhere")], [False]),
        ("practice", [Submitted(at=1), Submitted(at=2)], [True, False]),
        ("practice", [Submitted(at=1), Flagged(at=2, question="one", flagged=True)], [True, False]),
        ("practice", [started()], [False]),
    ],
)
def test_what_fits(mode, events, fits):
    attempt = Attempt(started(mode))
    assert [attempt.apply(event) for event in events] == fits


def test_a_response_is_taken_back():
    attempt = replay([started(), Answered(at=1, question="two", response="A")])
    assert attempt.unanswered == ("one", "three")
    attempt.apply(Answered(at=2, question="two", response=None))
    assert attempt.unanswered == QUESTIONS


@pytest.mark.parametrize("events", [[], [Submitted(at=1)], [Visited(at=0, question="one"), started()]])
def test_an_attempt_begins_with_started(events):
    with pytest.raises(ValueError, match=r"Started|unpack"):
        replay(events)


def test_plain_responses():
    given = {"A": "x"}
    assert plain(given) == given
    assert plain(given) is not given
    assert plain(("A",)) == ("A",)
    assert plain("A") == "A"
