"""Taking a bank: what a learner can do in practice and in a test."""

from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import MODES, PRACTICE, TEST, Mode, replay
from quizapp.domain.event import Answered, Checked, Event
from quizapp.domain.level import STANDARD
from quizapp.domain.mark import Invalid, Points, Unanswered
from quizapp.domain.option import OptionsQuestion
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Hint
from quizapp.reports.attempt_report import attempt_report
from quizapp.services.marking import mark_attempt
from quizapp.services.starting import on_own_terms
from quizapp.services.taking import Taking, mode_for
from tests.samples import ALL_SAMPLES, BANK

IDS = tuple(question.id for question in BANK.questions)
WRONG_OR_RIGHT = {sample.question.id: [case.response for case in sample.cases] for sample in ALL_SAMPLES}


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def take(mode: Mode = PRACTICE, seed: int = 0, clock: Clock | None = None, questions=None) -> Taking:
    return Taking(BANK, mode, Random(seed), clock or Clock(), questions)


def test_an_attempt_begins_with_all_questions_and_their_arrangements():
    taking = take()
    assert taking.order == IDS
    assert (taking.index, taking.current.id) == (0, IDS[0])
    assert all(sorted(taking.arrangement(id_)) == sorted(getattr(BANK.question(id_), "ids", ())) for id_ in IDS)
    assert taking.attempt.started.content_hash == BANK.content_hash
    assert taking.attempt.unanswered == IDS


def test_one_wrong_option_is_left_out_and_that_is_told():
    """Never a key, always the same one in an attempt, and only where another wrong one stays."""
    mode, given = on_own_terms(TEST._replace(time_limit=60.0), 1.5, fewer_options=True, level=STANDARD)
    for seed in range(5):
        taking = Taking(BANK, mode, Random(seed), Clock(), assigned=given)
        assert taking.attempt.started == Taking(BANK, mode, Random(seed), Clock(), assigned=given).attempt.started
        shorter = set()
        for question in BANK.questions:
            shown, right = taking.arrangement(question.id), question.correct_response()
            assert set(shown) <= set(question.ids)
            if len(shown) < len(question.ids):
                shorter.add(question.type_name)
            taking.respond(question.id, right)
            assert not isinstance(taking.mark(question.id), Unanswered | Invalid)
            if isinstance(question, OptionsQuestion):
                assert set(question.keys) <= set(shown)
                assert len(question.ids) - len(shown) == (len(question.ids) - len(question.keys) > 1)
        assert shorter == {"single_choice", "multiple_choice", "inline_choice", "two_part"}
        assert taking.submit()
        report = attempt_report(mark_attempt(BANK, taking.attempt), started=datetime.now(UTC))
        assert {"1.5 × the time", "1 min 30 s"} <= {fact.value for fact in report.facts}
        assert "one wrong answer left out" in " ".join(fact.value for fact in report.facts)
        assert taking.mode.time_limit == 90
    assert on_own_terms(PRACTICE, 1.5, fewer_options=False, level=STANDARD) == (PRACTICE, Assigned())
    assert on_own_terms(TEST._replace(time_limit=60.0), 0.0, fewer_options=False, level=STANDARD)[0] == TEST


def test_without_a_key_nothing_is_left_out():
    bare = msgspec.structs.replace(BANK, questions=tuple(each.without_key() for each in BANK.questions), has_key=False)
    taking = Taking(bare, TEST, Random(1), Clock(), assigned=Assigned(fewer_options=True))
    assert all(len(taking.arrangement(each.id)) == len(each.ids) for each in bare.questions)


def test_the_arrangement_follows_from_the_random():
    assert take(seed=1).attempt.started == take(seed=1).attempt.started
    assert take(seed=1).attempt.started != take(seed=2).attempt.started


def test_some_of_the_questions_in_another_order():
    some = ("short-full", "single-full")
    taking = take(questions=some)
    assert taking.order == some
    assert taking.current.id == "short-full"
    assert taking.visit(1)
    assert taking.current.id == "single-full"
    assert not taking.visit(2)
    assert not taking.respond("true-full", "true")
    assert not taking.flag("true-full", True)
    assert taking.response("true-full") is None


def test_a_question_that_is_not_in_the_bank_cannot_be_asked():
    with pytest.raises(KeyError):
        take(questions=["no-such-question"])
    assert not take().respond("no-such-question", "A")


@pytest.mark.parametrize("index", [-1, len(IDS), 10_000])
def test_there_is_nothing_before_the_first_and_after_the_last(index):
    taking = take()
    assert not taking.visit(index)
    assert taking.index == 0


def test_practice_tells_at_once_and_closes_the_question():
    taking = take(PRACTICE)
    taking.respond("single-full", "B")
    assert not taking.is_told("single-full")
    assert taking.check("single-full")
    assert taking.is_told("single-full")
    assert not taking.respond("single-full", "A")
    assert not taking.check("single-full")
    assert taking.response("single-full") == "B"
    assert not taking.is_told("single-minimal")


def test_a_test_tells_nothing_until_it_is_submitted():
    taking = take(TEST)
    taking.respond("single-full", "B")
    assert not taking.check("single-full")
    assert taking.respond("single-full", "A")
    assert not taking.is_told("single-full")
    assert taking.submit()
    assert all(taking.is_told(id_) for id_ in IDS)
    assert not taking.respond("single-full", "B")
    assert not taking.submit()
    mark = taking.mark("single-full")
    assert isinstance(mark, Points)
    assert mark.full


@pytest.mark.parametrize(
    ("id_", "empty"),
    [
        ("single-full", ""),
        ("single-full", None),
        ("multiple-full", ()),
        ("categorize-full", {}),
        ("ordering-full", ()),
        ("short-full", "  \n"),
    ],
)
def test_an_empty_response_is_none(id_, empty):
    taking = take()
    assert not taking.respond(id_, empty)
    assert not taking.check(id_)
    taking.respond(id_, BANK.question(id_).correct_response())
    assert taking.respond(id_, empty)
    assert taking.response(id_) is None
    assert id_ in taking.attempt.unanswered
    assert isinstance(taking.mark(id_), Unanswered)
    assert not taking.check(id_)


def test_the_same_response_twice_is_one_event():
    taking = take()
    assert taking.respond("categorize-full", {"A": "Marta"})
    assert not taking.respond("categorize-full", {"A": "Marta"})
    assert taking.respond("categorize-full", {"A": "Nobody"})
    assert [type(event) for event in taking.attempt.events].count(Answered) == 2


def test_a_response_is_kept_as_it_was_when_it_was_given():
    taking = take()
    given = {"A": "Marta"}
    taking.respond("categorize-full", given)
    given["A"] = "Nobody"
    assert taking.response("categorize-full") == {"A": "Marta"}


def test_looking_back_after_the_end_is_no_event():
    taking = take(TEST)
    taking.visit(2)
    taking.submit()
    events = list(taking.attempt.events)
    assert taking.visit(4)
    assert (taking.index, taking.current.id) == (4, IDS[4])
    assert not taking.visit(len(IDS))
    assert taking.attempt.events == events


def test_looking_at_a_question_that_was_not_done_is_an_event_once():
    taking = take(PRACTICE, questions=["single-full", "single-minimal"])
    taking.respond("single-full", "A")
    taking.submit()
    for index in (0, 1, 1):
        assert taking.visit(index)
    assert [type(event).__name__ for event in taking.attempt.events[-2:]] == ["Submitted", "Visited"]


def test_a_practice_that_is_over_goes_on_where_it_ended():
    clock = Clock()
    taking = take(PRACTICE, clock=clock, questions=["single-full", "single-minimal"])
    taking.respond("single-full", "A")
    clock.seconds += 10
    taking.submit()
    clock.seconds += 1000
    assert taking.reopen()
    assert taking.elapsed == 10
    assert (taking.is_told("single-full"), taking.is_told("single-minimal")) == (True, False)
    clock.seconds += 5
    assert taking.respond("single-minimal", "B")
    assert taking.attempt.seconds == 15
    taking.submit()
    assert not taking.reopen()
    assert not take(TEST).reopen()


def test_an_attempt_goes_on_with_the_time_that_it_had_taken():
    clock = Clock()
    taking = take(PRACTICE._replace(time_limit=60.0), clock=clock)
    clock.seconds += 20
    taking.respond("single-full", "B")
    taking.pause()
    clock = Clock()
    again = Taking.resumed(BANK, replay(taking.attempt.events), clock)
    assert (again.elapsed, again.time_left, again.is_paused) == (20, 40, False)
    clock.seconds += 15
    again.submit()
    assert again.elapsed == again.attempt.seconds == 35
    assert again.time_left == 25
    over = len(again.attempt.events)
    looking = Taking.resumed(BANK, again.attempt, Clock())
    assert (looking.elapsed, len(looking.attempt.events)) == (35, over)  # one that is over does not go on


class Kept(list):
    """Events as a journal is given them."""

    def __call__(self, number: int, event: Event) -> None:
        assert number == len(self)
        self.append(event)


def typing(text: str, clock: Clock, taking: Taking, pause: float = 0.1, id_: str = "short-full") -> None:
    for end in range(1, len(text) + 1):
        clock.seconds += pause
        taking.respond(id_, text[:end], as_draft=True)


def test_what_is_typed_is_an_event_at_most_once_a_second():
    clock, kept = Clock(), Kept()
    taking = Taking(BANK, TEST, None, clock, record=kept)
    typing("x" * 300, clock, taking)
    assert 25 < len(kept) <= 32
    behind = [later.at - event.at for event, later in pairwise(kept)]
    assert max(behind) <= 1.2
    assert taking.response("short-full") == "x" * 300  # it counts at once
    assert taking.has_draft
    assert taking.settle()
    assert (kept[-1].response, taking.has_draft) == ("x" * 300, False)
    assert not taking.settle()


def test_what_is_typed_for_a_second_is_an_event():
    clock, kept = Clock(), Kept()
    taking = Taking(BANK, TEST, None, clock, record=kept)
    typing("x" * 9, clock, taking, pause=0.5)
    assert [event.at for event in kept] == [0, 1.5, 3, 4.5]  # each is of a new draft


def test_what_is_read_on_the_screen_and_aloud_is_kept_once_until_the_end():
    clock, kept = Clock(), Kept()
    taking = Taking(BANK, TEST, None, clock, record=kept)
    taking.look([1, 2])
    clock.seconds += 2
    taking.look([2])
    clock.seconds += 1
    assert taking.note_heard()
    assert not taking.note_heard()
    taking.submit()
    clock.seconds += 100
    taking.look([3])
    assert [type(event).__name__ for event in kept] == ["Started", "Heard", "ParagraphsRead", "Submitted"]
    assert (kept[2].at, kept[2].seconds, kept[2].total) == (3, {1: 2, 2: 3}, 3)


def test_the_passage_is_hidden_in_a_sitting_without_it_until_the_marks_are_shown():
    bare = msgspec.structs.replace(BANK, has_key=False)
    empty = msgspec.structs.replace(BANK, passage=read_passage(""))
    for bank, without, then in (
        (BANK, False, (False, False)),
        (BANK, True, (True, False)),
        (bare, False, (False, False)),
        (bare, True, (True, True)),  # a teacher marks it
        (empty, False, (True, True)),
    ):
        taking = Taking(bank, TEST, None, Clock(), assigned=Assigned(without_passage=without))
        before = taking.hides_passage
        taking.submit()
        assert (before, taking.hides_passage) == then


def test_a_part_that_a_teacher_gives_back_goes_on_with_more_time_where_there_was_a_limit():
    for limit, more in ((60.0, 90.0), (0.0, 0.0)):
        clock = Clock()
        place = Assigned(assignment="a" * 32)
        taking = Taking(BANK, TEST._replace(time_limit=limit), None, clock, assigned=place)
        assert not taking.reopen_by_teacher(30.0)  # it is not over
        taking.visit(3)
        clock.seconds += 10
        taking.submit()
        taking.visit(1)
        clock.seconds += 500
        assert taking.reopen_by_teacher(30.0)
        assert (taking.mode.time_limit, taking.elapsed, taking.index) == (more, 10, 3)
        assert taking.time_left == (80 if limit else None)


def test_a_rating_is_the_learners_only_where_no_teacher_marks():
    for bank, adjustments, is_rated in (
        (BANK, None, True),
        (BANK, {}, False),
        (msgspec.structs.replace(BANK, has_key=False), None, False),
    ):
        taking = Taking(bank, TEST, None, Clock(), adjustments=adjustments)
        taking.respond("open-minimal", {"text": "They voted."})
        taking.respond("categorize-full", {"A": "Marta"})
        taking.submit()
        assert taking.rate("open-minimal", {"A": 1}) == is_rated
        assert not taking.rate("categorize-full", {"B": 1})


@pytest.mark.parametrize(
    "then",
    [
        lambda taking: taking.visit(3),
        lambda taking: taking.check("short-full"),
        lambda taking: taking.pause(),
        lambda taking: taking.submit(),
        lambda taking: taking.set_aside(),
        lambda taking: taking.flag("short-full", True),
        lambda taking: taking.respond("single-full", "A"),
        lambda taking: taking.respond("numeric-minimal", "1", as_draft=True),
        lambda taking: taking.write_note("short-full", "n", as_draft=True),
        lambda taking: taking.undo(),
    ],
    ids=["visit", "check", "pause", "submit", "set_aside", "flag", "respond", "draft", "note", "undo"],
)
def test_what_is_typed_comes_before_whatever_else_is_done(then):
    kept = Kept()
    taking = Taking(BANK, PRACTICE, None, Clock(), record=kept)
    taking.respond("single-minimal", "A")
    taking.check("single-minimal")
    for text in ("she", "she SECRET"):
        taking.respond("short-full", text, as_draft=True)
    count = len(kept)
    then(taking)
    assert kept[count] == Answered(at=0.0, question="short-full", response="she SECRET")
    assert replay(kept).responses == {"single-minimal": "A", "short-full": "she SECRET"} | (
        {"single-full": "A"} if "single-full" in replay(kept).responses else {}
    )


def test_a_draft_can_take_back_what_was_there_and_a_note_is_one():
    kept = Kept()
    taking = Taking(BANK, PRACTICE, None, Clock(), record=kept)
    taking.respond("short-full", "she")
    assert taking.respond("short-full", " ", as_draft=True)
    assert "short-full" in taking.attempt.unanswered
    for text in ("w", "wh", "why"):
        assert taking.write_note("short-full", text, as_draft=True)
    assert taking.note("short-full") == "why"
    taking.submit()
    assert [type(event).__name__ for event in kept[1:]] == ["Answered", "Answered", "Noted", "Submitted"]
    assert not taking.respond("short-full", "late", as_draft=True)
    assert not taking.has_draft


def test_which_questions_are_typed():
    typed = {question.type_name for question in BANK.questions if question.is_typed_in_part}
    assert typed == {"short_answer", "numeric", "gap_fill", "open_response", "two_part"}
    two_parts = [question for question in BANK.questions if question.type_name == "two_part"]
    assert {question.is_typed_in_part for question in two_parts} == {True, False}


@pytest.mark.parametrize(
    "leave",
    [
        lambda taking: taking.flag("single-full", True),
        lambda taking: taking.respond("single-full", None),
        lambda taking: None,
    ],
)
def test_practice_asks_before_it_ends_while_something_is_open(leave):
    taking = take(PRACTICE, questions=["single-full"])
    taking.respond("single-full", "A")
    leave(taking)
    attempt = taking.attempt
    assert taking.is_open == bool(attempt.flagged or attempt.unanswered)


def test_a_try_that_was_undone_is_not_tried_again_as_it_is():
    taking = take(PRACTICE._replace(tries=3), questions=["single-full"])
    taking.respond("single-full", "B")
    taking.check("single-full")
    taking.undo()
    assert (taking.response("single-full"), taking.obstacle("single-full")) == ("B", "tried")
    assert taking.next_share("single-full") == Fraction(2, 3)  # it was told
    taking.respond("single-full", "A")
    assert taking.check("single-full")
    assert taking.mark("single-full").earned == Fraction(2, 3) * taking.current.possible


def test_a_mode_is_by_the_bank_and_by_the_rules_that_were_chosen():
    bank = msgspec.structs.replace(BANK, time_limit=5)
    told = {
        (name, rules): (mode.tries, mode.certainty, mode.time_limit)
        for name in ("practice", "review", "test")
        for rules in ("once", "tries", "certainty")
        for mode in [mode_for(bank, name, rules)]
    }
    assert told == {
        ("practice", "once"): (1, False, 0),
        ("practice", "tries"): (3, False, 0),
        ("practice", "certainty"): (1, True, 0),
        ("review", "once"): (1, False, 0),
        ("review", "tries"): (3, False, 0),
        ("review", "certainty"): (1, True, 0),
        ("test", "once"): (1, False, 300),
        ("test", "tries"): (1, False, 300),
        ("test", "certainty"): (1, True, 300),
    }


def test_as_many_tries_are_left_as_the_mode_gives_and_none_once_it_is_told():
    taking = take(PRACTICE._replace(tries=3), questions=["single-full", "single-minimal"])
    left = [taking.tries_left("single-full")]
    for response in ("B", "C", "A"):
        taking.respond("single-full", response)
        assert taking.check("single-full")
        left.append(taking.tries_left("single-full"))
    assert left == [3, 2, 1, 0]
    assert taking.last_try("single-full") is None
    taking.respond("single-minimal", "B")
    taking.check("single-minimal")
    assert taking.tries_left("single-minimal") == 0  # it was right
    assert take(TEST).tries_left("single-full") == 0


def test_what_cannot_be_marked_yet_uses_up_no_try_but_the_last():
    invalid = ("ordering-full", ("A", "A"))
    assert isinstance(BANK.question(invalid[0]).mark(invalid[1]), Invalid)
    for tries, obstacle in ((1, ""), (2, "incomplete")):
        taking = take(PRACTICE._replace(tries=tries))
        taking.respond(*invalid)
        assert taking.obstacle(invalid[0]) == obstacle


def test_hints_are_shown_one_after_the_other_in_practice_alone():
    question = msgspec.structs.replace(BANK.question("single-full"), hints=(Hint("One."), Hint("Two.")))
    bank = msgspec.structs.replace(BANK, questions=(question,))
    taking = Taking(bank, PRACTICE, None, Clock())
    seen = [taking.hints(question.id)]
    while taking.next_hint(question.id) is not None:
        assert taking.show_hint(question.id)
        seen.append(taking.hints(question.id))
    assert [[hint.text for hint in hints] for hints in seen] == [[], ["One."], ["One.", "Two."]]
    assert not taking.show_hint(question.id)
    assert Taking(bank, TEST, None, Clock()).next_hint(question.id) is None
    taking = Taking(bank, PRACTICE, None, Clock())
    taking.respond(question.id, "A")
    taking.check(question.id)
    assert taking.next_hint(question.id) is None


def test_a_certainty_is_said_changed_and_asked_for():
    taking = take(PRACTICE._replace(certainty=True))
    assert (taking.certainty("single-full"), taking.obstacle("single-full")) == (0, "unanswered")
    taking.respond("single-full", "A")
    assert taking.obstacle("single-full") == "certainty"
    assert taking.is_open
    assert [taking.give_certainty("single-full", each) for each in (0, 2, 2, 4, 3)] == [False, True, False, False, True]
    assert (taking.certainty("single-full"), taking.obstacle("single-full")) == (3, "")


def test_there_is_nothing_to_undo_before_a_check_and_in_a_test_and_after_the_end():
    for mode in (PRACTICE, TEST):
        taking = take(mode)
        taking.respond("single-full", "B")
        assert (taking.last_checked, taking.can_undo, taking.undo()) == ("", False, False)
    taking = take(PRACTICE)
    taking.visit(IDS.index("single-full"))
    taking.respond("single-full", "B")
    taking.check("single-full")
    taking.visit(0)
    assert (taking.last_checked, taking.can_undo) == ("single-full", True)
    assert taking.undo()
    assert taking.current.id == "single-full"  # where it was taken back
    taking.check("single-full")
    taking.submit()
    events = list(taking.attempt.events)
    assert (taking.can_undo, taking.undo()) == (False, False)
    assert taking.attempt.events == events


def test_events_are_told_to_the_millisecond():
    now = [0.0]
    taking = Taking(BANK, PRACTICE, None, lambda: now[0])
    now[0] = 12.34567
    assert taking.flag(taking.order[0], True)
    assert taking.attempt.events[-1].at == 12.346


def test_flags_come_and_go():
    taking = take()
    assert taking.flag("short-full", True)
    assert taking.attempt.flagged == {"short-full"}
    assert taking.flag("short-full", False)
    assert taking.attempt.flagged == set()


def test_time_is_that_of_the_clock_and_stops_at_the_end():
    clock = Clock()
    taking = take(clock=clock)
    assert taking.elapsed == 0
    clock.seconds += 12.5
    taking.respond("short-full", "she SECRET")
    assert taking.elapsed == 12.5
    clock.seconds += 30.0004
    taking.submit()
    clock.seconds += 100
    assert taking.elapsed == 42.5
    assert [event.at for event in taking.attempt.events] == [0, 12.5, 42.5]


def test_no_time_is_left_and_no_share_is_to_be_had_after_the_last():
    clock = Clock()
    taking = take(TEST._replace(time_limit=60.0), clock=clock)
    assert (taking.time_left, take().time_left) == (60, None)
    clock.seconds += 59
    assert taking.time_left == 1
    clock.seconds += 10
    assert taking.time_left == 0
    taking = take(PRACTICE._replace(tries=9, penalty=Fraction(1, 2)))
    question = BANK.question("single-full")
    shares = [taking.next_share(question.id)]
    for id_ in question.ids:
        if id_ != question.correct_response():
            taking.respond(question.id, id_)
            assert taking.check(question.id)
            shares.append(taking.next_share(question.id))
    assert shares == [1, Fraction(1, 2), 0, 0]


def test_no_time_goes_by_in_a_pause():
    clock = Clock()
    taking = take(clock=clock)
    assert not taking.go_on()
    clock.seconds += 5
    assert taking.pause()
    assert taking.is_paused
    clock.seconds += 100
    assert not taking.pause()
    assert taking.elapsed == 5
    assert taking.go_on()
    assert not taking.is_paused
    clock.seconds += 2
    taking.submit()
    assert not taking.pause()
    assert [event.at for event in taking.attempt.events] == [0, 5, 5, 7]


STEPS = st.one_of(
    st.tuples(st.just("visit"), st.integers(-1, len(IDS))),
    st.sampled_from(IDS).flatmap(
        lambda id_: st.tuples(st.just("respond"), st.just(id_), st.sampled_from(WRONG_OR_RIGHT[id_]))
    ),
    st.tuples(st.just("check"), st.sampled_from(IDS)),
    st.tuples(st.just("flag"), st.sampled_from(IDS), st.booleans()),
    st.tuples(st.just("wait"), st.floats(0, 100)),
    st.tuples(st.just("submit")),
)


@given(st.sampled_from(list(MODES.values())), st.lists(STEPS, max_size=30))
def test_whatever_is_done_the_events_tell_it_all(mode, steps):
    clock = Clock()
    taking = take(mode, clock=clock)
    final: dict[str, object] = {}
    for name, *arguments in steps:
        before = len(taking.attempt.events)
        if name == "wait":
            clock.seconds += arguments[0]
            continue
        ended = taking.attempt.submitted
        done = getattr(taking, name)(*arguments)
        looked_at = ended and name == "visit" and mode is PRACTICE  # such a look tells a key
        assert looked_at or len(taking.attempt.events) == before + (done and not ended)
        for id_ in IDS:
            if id_ in final:
                assert taking.response(id_) == final[id_]
            elif taking.is_told(id_):
                final[id_] = taking.response(id_)
    again = replay(taking.attempt.events)
    assert vars(again) == vars(taking.attempt)
    times = [event.at for event in taking.attempt.events]
    assert times == sorted(times)
    assert all(isinstance(event, Event) for event in taking.attempt.events)
    assert mode.tells_at_once or not any(isinstance(event, Checked) for event in taking.attempt.events)


def test_what_is_answered_in_part_is_neither_answered_nor_unanswered():
    taking = take()
    assert taking.answered_in_part == ()
    whole = BANK.question("categorize-full").correct_response()
    some = dict(list(whole.items())[:1])
    taking.respond("categorize-full", some)
    assert taking.answered_in_part == ("categorize-full",)
    assert set(taking.open_parts("categorize-full")) == set(whole) - set(some)
    assert "categorize-full" not in taking.attempt.unanswered
    taking.respond("categorize-full", whole)
    assert taking.answered_in_part == ()


def test_what_is_told_is_no_longer_open_to_be_answered():
    tries = take(PRACTICE._replace(tries=3), questions=["categorize-full"])
    whole = BANK.question("categorize-full").correct_response()
    tries.respond("categorize-full", dict(list(whole.items())[:1]))
    tries.check("categorize-full")
    assert tries.last_try("categorize-full") is not None
    assert tries.answered_in_part == ()
    assert tries.is_open  # as it was not right yet
    once = take()
    once.respond("categorize-full", dict(list(whole.items())[:1]))
    once.check("categorize-full")
    assert once.is_told("categorize-full")
    assert once.answered_in_part == ()


def test_an_attempt_is_open_while_a_question_is_answered_in_part():
    taking = take(questions=["categorize-full"])
    whole = BANK.question("categorize-full").correct_response()
    taking.respond("categorize-full", dict(list(whole.items())[:1]))
    assert taking.is_open
    taking.respond("categorize-full", whole)
    assert not taking.is_open
