"""What an assignment allows each learner, and when something was handed in."""

from fractions import Fraction

import msgspec
import pytest

from quizapp.domain.accommodation import NO_ACCOMMODATION, Accommodation
from quizapp.domain.assignment import (
    TOOLS,
    Assigned,
    Assignment,
    AssignmentSettings,
    HandedInPart,
    HandInTime,
    allowed_aloud,
    allows,
)
from quizapp.domain.attempt import PRACTICE, TEST, Attempt
from quizapp.domain.classroom import Member
from quizapp.domain.event import Answered, Reopened, Started, Submitted
from tests.assigned import REOPENING, submission
from tests.leveled import LEVELED
from tests.samples import BANK

ASSIGNMENT = Assignment("a", "T", "5b", 0.0, AssignmentSettings(), ())


def attempt(mode: str, *, ended: bool = False, **more: object) -> Attempt:
    order = tuple(question.id for question in BANK.questions)
    begun = {"at": 0.0, "bank_id": "b", "content_hash": "h", "mode": mode, "order": order, "arrangements": {}}
    found = Attempt(msgspec.convert({"type": "started", **begun, **more}, Started))
    if ended:
        assert found.apply(Submitted(at=1.0))
    return found


def test_what_a_kept_file_leaves_out_is_as_for_everybody():
    """What is usual is not written: a file that was handed out is read by what was usual then, for ever."""
    first = ("hints", "notes")
    for record, given, usual in (
        (Accommodation, {}, (1.0, "nothing", "", False, 0, "", 0, "", 0, 0, 0, 0, None, True, {}, False)),
        (
            AssignmentSettings,
            {},
            ("test", 1, False, 0.0, False, "released", first, first, False, 0.0, True, "standard", False),
        ),
        (Member, {"id": "a", "name": "Ann"}, ("a", "Ann", NO_ACCOMMODATION)),
    ):
        found = msgspec.convert(given, record)
        assert msgspec.structs.astuple(found) == usual
        assert msgspec.to_builtins(found) == given
        with pytest.raises(msgspec.ValidationError, match="unknown"):
            msgspec.convert({**given, "unknown": 1}, record)
    for record in (msgspec.structs.replace(submission(), parts={}), HandedInPart("d4", 0.0, ()), REOPENING):
        with pytest.raises(msgspec.ValidationError, match="unknown"):
            msgspec.convert({**msgspec.to_builtins(record), "unknown": 1}, type(record))
    given = Accommodation(time_factor=1.5, line_length=60, letter_keys=False).given
    assert given == {"time_factor": 1.5, "line_length": 60, "letter_keys": False}
    begun = attempt("test").started
    assert {name: getattr(begun, name) for name in Assigned._fields} == Assigned()._asdict()


def test_a_learner_works_under_the_rules_of_the_assignment_and_the_own_accommodation():
    longer = Accommodation(time_factor=1.5, reading_level="easier", fewer_options=True, read_aloud="questions")
    for shown, mode, tries in (("at_once", PRACTICE, 3), ("handed_in", TEST, 1), ("released", TEST, 1)):
        settings = AssignmentSettings(
            mode="practice", shown=shown, tries=3, time_limit=600.0, level="short", tools=("notes",), known_tools=TOOLS
        )
        for accommodation, limit in ((NO_ACCOMMODATION, 600), (longer, 900), (Accommodation(time_factor=0.0), 0)):
            expected = mode._replace(tries=tries, penalty=Fraction(1, 3), time_limit=limit)
            assert settings.mode_for(accommodation) == expected
        assert settings.holds_key == (shown != "released")
        assert settings.place("x", 2, NO_ACCOMMODATION, LEVELED) == Assigned(
            "x", 2, 1.0, ("notes",), TOOLS, level="short"
        )
        assert settings.place("x", 2, longer, LEVELED) == Assigned(
            *("x", 2, 1.5, ("notes",), TOOLS), level="easier", fewer_options=True, read_aloud="questions"
        )
    printed = msgspec.structs.replace(ASSIGNMENT, settings=AssignmentSettings(level="easier")).printed(LEVELED)
    assert (printed.level, ASSIGNMENT.printed(LEVELED)) == ("easier", LEVELED)
    for locked, own in ((False, False), (True, False), (False, True)):
        place = AssignmentSettings(level_locked=locked).place("x", 0, Accommodation(level_locked=own), LEVELED)
        assert place.level_locked == (locked or own)
    assert "hints" in AssignmentSettings(shown="at_once", known_tools=(), tools=()).allowed
    assert "hints" not in AssignmentSettings(known_tools=(), tools=()).allowed


def test_the_words_of_a_glossary_are_in_a_test_where_its_author_or_teacher_says_so():
    words = msgspec.structs.replace(BANK, glossary_in_test=True)
    chosen = {"assignment": "x", "known_tools": TOOLS, "tools": ("glossary",)}
    for mode, more, in_test_of_author, in_test_of_others in (
        ("test", {}, True, False),
        ("practice", {}, True, True),
        ("test", {"ended": True}, True, True),
        ("test", chosen, True, True),
        ("test", {**chosen, "tools": ()}, False, False),
        ("test", {**chosen, "known_tools": ()}, True, False),
    ):
        assert allows(attempt(mode, **more), words, "glossary") == in_test_of_author
        assert allows(attempt(mode, **more), BANK, "glossary") == in_test_of_others
    for bank in (words, BANK):
        assert not allows(attempt("test"), bank, "hints")
        assert not allows(attempt("test", ended=True), bank, "hints")


def test_what_may_be_read_aloud_is_what_mode_assignment_or_profile_allow():
    given, chosen = {"mode": "test", "assignment": "x"}, {"assignment": "x", "known_tools": ("read_aloud",)}
    for started, own, allowed in (
        ({"mode": "practice"}, "nothing", "all"),
        ({"mode": "review"}, "nothing", "all"),
        ({"mode": "practice", "assignment": "x"}, "nothing", "all"),
        ({"mode": "test"}, "nothing", "nothing"),
        ({"mode": "test"}, "questions", "questions"),
        ({"mode": "test"}, "all", "all"),
        (given, "all", "nothing"),
        ({**given, "read_aloud": "questions"}, "nothing", "questions"),
        ({**given, "read_aloud": "all"}, "nothing", "all"),
        ({"mode": "test", **chosen, "tools": ("read_aloud",)}, "nothing", "all"),
        ({"mode": "practice", **chosen, "tools": ()}, "all", "nothing"),
    ):
        assert allowed_aloud(attempt(**started), own) == allowed, (started, own)
        assert allowed_aloud(attempt(**started, ended=True), own) == "all"


def test_a_clock_that_cannot_be_right_makes_nobody_late_or_in_time():
    """Created at 1000, due at 5000, received at 6000; a learner's clock may be ten minutes ahead, and no more."""
    for by_learner, is_odd, is_late in (
        (1000, False, False),
        (5000, False, False),
        (5001, False, True),
        (6600, False, True),
        (6601, True, True),
        (999, True, True),
    ):
        time = HandInTime(by_learner, 6000.0, 1000.0)
        assert (time.is_odd, time.is_late(5000.0), time.is_late(0)) == (is_odd, is_late, False), by_learner
    assert not HandInTime(999, 5000.0, 1000.0).is_late(5000.0)
    assert HandInTime(999, 5000.5, 1000.0).is_late(5000.0)
    assert not HandInTime(4000, 4000.0, 1000.0).is_late(0)


def test_an_assignment_goes_on_where_the_teacher_gives_it_back_and_only_there():
    back, question = Reopened(at=9.0, by_teacher=True, time_limit=60.0), BANK.questions[0].id
    answers = [Answered(at=at, question=question, response=response) for at, response in ((0.5, "A"), (10.0, "B"))]
    for mode, checked in (("test", set()), ("practice", {question})):
        begun = attempt(mode, assignment="a", time_limit=30.0, arrangements={question: ()})
        assert begun.mode.time_limit == 30
        assert begun.apply(answers[0])
        assert not begun.apply(back)  # it is not over
        assert begun.apply(Submitted(at=1.0))
        assert begun.apply(back)
        assert (begun.submitted, begun.mode.time_limit, begun.checked) == (False, 60, checked)
        assert begun.apply(answers[1]) == (mode == "test")
        assert begun.mode.name == mode
    alone = attempt("practice", ended=True, time_limit=30.0)
    assert not alone.apply(back)
    assert alone.apply(Reopened(at=9.0))
    assert alone.mode.time_limit == 30
