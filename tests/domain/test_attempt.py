"""An attempt: the sum of its events, whatever they are and whenever they come."""

from functools import reduce
from operator import or_

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import Attempt, plain, replay
from quizapp.domain.event import (
    Answered,
    CertaintyGiven,
    Checked,
    Eliminated,
    Event,
    Flagged,
    Heard,
    Highlighted,
    HighlightRemoved,
    HintShown,
    LevelChanged,
    Noted,
    Paused,
    PlaceNoted,
    Rated,
    Reopened,
    Resumed,
    SetAside,
    Started,
    Submitted,
    Tried,
    Undone,
    Visited,
)
from quizapp.domain.marginalia import Marginalia
from quizapp.domain.question import WRITTEN
from quizapp.domain.text_place import TextPlace

QUESTIONS = ("one", "two", "three")


def started(mode: str = "practice", **more: object) -> Started:
    return Started(
        **more,
        at=0.0,
        bank_id="bank",
        content_hash="0" * 64,
        mode=mode,
        order=QUESTIONS,
        arrangements={"one": ("B", "A"), "two": (), "three": ("A",)},
    )


NAMES = st.sampled_from((*QUESTIONS, "elsewhere"))
RESPONSES = st.none() | st.sampled_from(["A", "B", ("A", "B"), {"A": "x"}])
IDS = st.sampled_from(["1", "2", "x"])
PLACES = st.builds(TextPlace, st.sampled_from(["bees", "tower"]), paragraph=st.integers(0, 2))
TIMES = st.floats(0, 1000).map(lambda at: round(at, 3))
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Visited, at=TIMES, question=NAMES),
    st.builds(Answered, at=TIMES, question=NAMES, response=RESPONSES),
    st.builds(Checked, at=TIMES, question=NAMES),
    st.builds(Flagged, at=TIMES, question=NAMES, flagged=st.booleans()),
    st.builds(Tried, at=TIMES, question=NAMES, kept=RESPONSES),
    st.builds(HintShown, at=TIMES, question=NAMES, number=st.integers(1, 3)),
    st.builds(CertaintyGiven, at=TIMES, question=NAMES, certainty=st.integers(0, 4)),
    st.builds(Noted, at=TIMES, question=NAMES, text=st.sampled_from(["", "why?"])),
    st.builds(Highlighted, at=TIMES, id=IDS, quote=PLACES, color=st.sampled_from(["yellow", "pink"])),
    st.builds(HighlightRemoved, at=TIMES, id=IDS),
    st.builds(PlaceNoted, at=TIMES, id=IDS, quote=PLACES, text=st.sampled_from(["", "why?"])),
    st.builds(Eliminated, at=TIMES, question=NAMES, option=st.sampled_from(["A", "B"]), eliminated=st.booleans()),
    st.builds(Paused, at=TIMES),
    st.builds(SetAside, at=TIMES),
    st.builds(Resumed, at=TIMES),
    st.builds(Undone, at=TIMES, number=st.integers(0, 12)),
    st.builds(Submitted, at=TIMES),
    st.builds(Reopened, at=TIMES),
    st.builds(started),
)
MODES = st.sampled_from(["practice", "test", "review"])


def state(attempt: Attempt) -> object:
    return (
        attempt.started,
        attempt.events,
        attempt.responses,
        attempt.checked,
        attempt.flagged,
        attempt.marginalia.highlights,
        attempt.marginalia.notes,
        attempt.tried,
        attempt.hints,
        attempt.certainties,
        attempt.notes,
        attempt.untouched,
        attempt.current,
        attempt.submitted,
        attempt.set_aside,
        attempt.unanswered,
        attempt.seen,
        attempt.undone_tries,
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
    written = msgspec.json.encode(attempt.events)
    kinds = reduce(or_, Event.__subclasses__())
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
    late = [event for event in late if mode != "practice" or not isinstance(event, Visited | Reopened)]
    assert not any(attempt.apply(event) for event in late)
    assert state(attempt) == before


PLACES = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["resume", "pause", "undo"])), max_size=8)


@given(MODES, st.integers(1, 3), st.booleans(), st.lists(EVENTS, max_size=25), PLACES, st.lists(RESPONSES, max_size=3))
def test_resumes_and_undos_change_nothing(mode, tries, certainty, events, places, undone):
    """Put anywhere, they leave the state as it is without them, but for what the learner was told."""
    begun = started(mode, tries=tries, certainty=certainty)
    events = [event for event in events if not isinstance(event, Undone | SetAside | Reopened)]  # a resume changes that
    one, other = Attempt(begun), Attempt(begun)
    wanted = dict(places)
    for place, event in enumerate(events):
        one.apply(event)
        match wanted.get(place):
            case "resume":
                other.apply(Resumed(at=other.seconds))
            case "pause":
                other.apply(Paused(at=other.seconds))
            case "undo":
                for told in (
                    Tried(at=other.seconds, question="one", kept=None),
                    Checked(at=other.seconds, question="one"),
                ):
                    if other.apply(told):
                        number = len(other.events) - 1
                        for response in undone:
                            other.apply(Answered(at=other.seconds, question="one", response=response))
                        assert other.apply(Undone(at=other.seconds, number=number))
        other.apply(event)
    assert what_counts(other) == what_counts(one)
    assert what_counts(replay(other.events)) == what_counts(one)


def what_counts(attempt: Attempt) -> list[object]:
    told = (attempt.events, attempt.seen, attempt.undone_tries)
    return [part for part in state(attempt) if not any(part is each for each in told)]


def test_a_check_is_taken_back_and_nothing_else():
    attempt = replay(
        [
            started(),
            Answered(at=1, question="one", response="A"),
            HintShown(at=1, question="one", number=1),
            Checked(at=2, question="one"),
            Noted(at=3, question="one", text="why?"),
            Flagged(at=4, question="one", flagged=True),
            Answered(at=5, question="two", response="B"),
        ]
    )
    assert attempt.apply(Undone(at=6, number=3))
    assert (attempt.checked, attempt.taken_back) == (set(), 1)
    assert attempt.responses == {"one": "A", "two": "B"}
    assert (attempt.notes, attempt.flagged, attempt.hints) == ({"one": "why?"}, {"one"}, {"one": 1})
    assert not attempt.apply(Undone(at=7, number=3))


@given(st.lists(EVENTS), st.lists(EVENTS))
def test_a_checked_response_is_final(events, late):
    """Until it is undone."""
    late = [event for event in late if not isinstance(event, Undone)]
    attempt = replay([started(), *events])
    for question in attempt.checked:
        final = attempt.final_response(question)
        later = replay([*attempt.events, *late])
        assert later.final_response(question) == final
        assert question in later.checked


@given(st.lists(EVENTS))
def test_a_test_tells_nothing_before_its_end(events):
    assert replay([started("test"), *events]).checked == set()


@given(MODES, st.lists(EVENTS))
def test_answered_and_unanswered_are_all(mode, events):
    attempt = replay([started(mode), *events])
    answered = {question for question in QUESTIONS if attempt.final_response(question) is not None}
    assert answered | set(attempt.unanswered) == set(QUESTIONS)
    assert not answered & set(attempt.unanswered)
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
        ("practice", [Tried(at=1, question="one", kept=None)], [False]),
        ("practice", [HintShown(at=1, question="one", number=2)], [False]),
        ("test", [HintShown(at=1, question="one", number=1)], [False]),
        ("practice", [CertaintyGiven(at=1, question="one", certainty=2)], [False]),
        ("test", [Answered(at=1, question="one", response="A"), Undone(at=2, number=1)], [True, False]),
        ("practice", [Answered(at=1, question="one", response="A"), Undone(at=2, number=1)], [True, False]),
        ("practice", [Undone(at=2, number=0)], [False]),
        ("practice", [Paused(at=1), Resumed(at=1), Noted(at=2, question="one", text="x")], [True, True, True]),
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


def test_what_is_set_aside_stays_as_it_is_and_can_go_on():
    attempt = replay([started(), Answered(at=1, question="two", response="A"), SetAside(at=2)])
    assert attempt.set_aside
    assert attempt.responses == {"two": "A"}
    attempt.apply(Resumed(at=2))
    assert not attempt.set_aside
    attempt.apply(Submitted(at=3))
    assert not attempt.apply(SetAside(at=4))


A, B, C = (Answered(at=1, question="one", response=letter) for letter in "ABC")


def test_the_last_try_counts_where_a_try_left_nothing():
    attempt = replay([started(tries=3), B, Tried(at=2, question="one", kept=None), C])
    attempt.apply(Tried(at=3, question="one", kept=None))
    assert attempt.responses == {}
    assert attempt.final_response("one") == "C"
    assert attempt.unanswered == ("two", "three")


def test_only_what_is_answered_wants_a_certainty():
    events = [started(certainty=True), A, Answered(at=1, question="two", response="A")]
    attempt = replay([*events, CertaintyGiven(at=2, question="two", certainty=1)])
    assert attempt.without_certainty == ("one",)
    assert replay([started(), A]).without_certainty == ()


def test_what_was_told_stays_told_when_a_check_is_undone():
    attempt = replay([started(tries=2, certainty=True), A])
    attempt.apply(CertaintyGiven(at=1, question="one", certainty=3))
    attempt.apply(Tried(at=2, question="one", kept=None))
    attempt.apply(Undone(at=3, number=3))
    assert (attempt.undone_tries, attempt.seen, attempt.responses) == ({"one": ("A",)}, {}, {"one": "A"})
    assert attempt.is_aided("one")
    attempt.apply(Checked(at=4, question="one"))
    attempt.apply(Undone(at=5, number=5))
    attempt.apply(B)
    assert not attempt.apply(CertaintyGiven(at=6, question="one", certainty=1))
    assert attempt.apply(Checked(at=6, question="one"))
    assert attempt.apply(Undone(at=7, number=8))
    assert attempt.seen == {"one": ("A", 3)}  # as it was at the first time
    assert attempt.is_aided("one")
    assert not attempt.is_aided("two")


def test_a_practice_that_is_over_goes_on_with_what_has_no_answer():
    attempt = replay([started(certainty=True), A, Submitted(at=5)])
    assert attempt.wants_certainty("three")
    assert attempt.apply(Visited(at=9, question="three"))  # its key is shown
    assert not attempt.apply(Visited(at=9, question="one"))
    assert not attempt.apply(Visited(at=9, question="three"))
    assert attempt.apply(Reopened(at=5))
    assert (attempt.submitted, attempt.checked, attempt.seconds) == (False, {"one"}, 5)
    assert attempt.seen == {"three": (None, 0)}
    assert not attempt.wants_certainty("three")
    assert not attempt.apply(B)
    assert attempt.apply(Answered(at=6, question="two", response="A"))
    assert not attempt.apply(Reopened(at=7))
    attempt.apply(Answered(at=7, question="three", response="A"))
    attempt.apply(Submitted(at=8))
    assert not attempt.can_be_reopened  # nothing is left


@pytest.mark.parametrize("mode", ["test", "review"])
def test_only_a_practice_is_reopened(mode):
    attempt = replay([started(mode), Submitted(at=5)])
    assert not attempt.can_be_reopened
    assert not attempt.apply(Visited(at=9, question="three"))
    assert not attempt.apply(Reopened(at=9))


def test_an_option_is_crossed_out_until_it_is_brought_back_or_chosen():
    def out(option, is_out=True, question="one"):
        return Eliminated(at=1, question=question, option=option, eliminated=is_out)

    def given(response):
        return Answered(at=1, question="one", response=response)

    table = [
        ([out("A")], {"A"}),
        ([out("A"), out("B")], {"A", "B"}),
        ([out("A"), out("A", False)], set()),
        ([out("A"), given("A")], set()),
        ([out("A"), out("B"), given(("A",))], {"B"}),
        ([out("A"), given(None)], {"A"}),
        ([out("C"), out("A", question="two"), out("A", question="elsewhere")], set()),
        ([given("B"), Checked(at=1, question="one"), out("A")], set()),
        ([out("A"), given("B"), Checked(at=1, question="one")], {"A"}),
        ([out("A"), given("B"), Checked(at=1, question="one"), Undone(at=1, number=3)], {"A"}),
        ([out("A"), Submitted(at=1), out("B")], {"A"}),
    ]
    for happened, expected in table:
        attempt = replay([started(), *happened])
        assert attempt.eliminated.get("one", frozenset()) == expected, happened
        assert "two" not in attempt.eliminated


def test_in_two_parts_the_options_of_one_are_not_those_of_the_other():
    begun = msgspec.structs.replace(started(), arrangements=dict.fromkeys(QUESTIONS, ("a.A", "a.B", "b.A")))
    crossed = [Eliminated(at=1, question="one", option=option, eliminated=True) for option in ("a.A", "b.A")]
    attempt = replay([begun, *crossed, Answered(at=2, question="one", response={"b": ("A",)})])
    assert attempt.eliminated == {"one": {"a.A"}}


def test_an_id_is_new_whatever_ids_another_program_has_given() -> None:
    marginalia = Marginalia()
    given = ["7", "999999999", "9" * 10, "9" * 40, "a1", ""]
    for _ in range(3):
        for id_ in (*given, marginalia.next_id):
            marginalia.do(Highlighted(at=0, id=id_, quote=TextPlace("words"), color="blue"))
            assert marginalia.next_id not in marginalia.highlights


def test_a_rating_stands_beside_what_was_written_and_the_last_one_counts():
    written = Answered(at=1.0, question="one", response={WRITTEN: "Bees fly."})
    first = Rated(at=3.0, question="one", rating={"A": 1, "B": 0}, by="T")
    second = Rated(at=4.0, question="one", rating={"B": 2})
    attempt = replay((started(), written, Submitted(at=2.0), first))
    assert attempt.responses == {"one": {WRITTEN: "Bees fly.", "A": "1", "B": "0"}}
    attempt = replay((started(), written, Submitted(at=2.0), first, second))
    assert attempt.responses == {"one": {WRITTEN: "Bees fly.", "B": "2"}}
    assert not replay((started(), written)).apply(first)  # it can still be changed
    over = replay((started(), written, Answered(at=1.0, question="two", response="A"), Submitted(at=2.0)))
    for wrong in (
        Rated(at=3.0, question="one", rating={WRITTEN: 1}),
        Rated(at=3.0, question="two", rating={"A": 1}),
        Rated(at=3.0, question="three", rating={"A": 1}),
        Rated(at=3.0, question="elsewhere", rating={"A": 1}),
    ):
        assert not over.apply(wrong), wrong
    checked = replay((started(), written, Checked(at=2.0, question="one")))
    assert checked.apply(first)


def test_what_is_being_typed_counts_before_it_is_an_event():
    attempt = replay([started(), A])
    assert attempt.preview(Answered(at=2, question="two", response="B"))
    assert attempt.responses == {"one": "A", "two": "B"}
    assert len(attempt.events) == 2
    assert attempt.apply(Answered(at=3, question="two", response="A"))
    assert (attempt.responses["two"], attempt.seconds) == ("A", 3)
    assert not attempt.preview(Answered(at=4, question="elsewhere", response="B"))
    assert not replay([*attempt.events, Submitted(at=4)]).preview(Noted(at=4, question="one", text="x"))
    assert attempt.notes == {}


def test_that_a_text_was_read_aloud_is_kept_once():
    assert replay([started(), Heard(at=1), Heard(at=2)]).events == [started(), Heard(at=1)]
    assert [replay([started(), *heard]).was_heard for heard in ((), (Heard(at=1),))] == [False, True]


def test_the_level_changes_to_another_one_unless_it_is_locked():
    for locked, read in ((False, ("standard", "easier")), (True, ("standard",))):
        attempt = Attempt(started(level_locked=locked))
        changes = [
            attempt.apply(LevelChanged(at=1, level=level)) for level in ("standard", "easier", "easier", "standard")
        ]
        assert changes == [False, not locked, False, not locked]
        assert (attempt.levels_read, attempt.level) == (read, "standard")


def test_the_check_that_can_be_taken_back_is_the_last_that_stands():
    attempt = replay([started(), A])
    assert attempt.number_of_check() is None
    attempt.apply(Checked(at=2, question="one"))
    attempt.apply(Answered(at=3, question="two", response="A"))
    attempt.apply(Checked(at=4, question="two"))
    assert attempt.number_of_check() == 4
    attempt.apply(Undone(at=5, number=4))
    assert (attempt.number_of_check(), attempt.taken_back) == (2, 1)
