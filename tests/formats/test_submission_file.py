"""Files of answers, feedback and reopenings: what was written is read, and nothing else ever is."""

from collections import Counter
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.assignment import Assignment, AssignmentSettings, HandedInPart, Submission
from quizapp.domain.attempt import TEST
from quizapp.domain.event import (
    Answered,
    CertaintyGiven,
    Eliminated,
    Flagged,
    Heard,
    Highlighted,
    HighlightRemoved,
    Noted,
    ParagraphsRead,
    PlaceNoted,
    Reopened,
    Started,
    Submitted,
    Undone,
    Visited,
)
from quizapp.domain.feedback import AnswerFeedback
from quizapp.domain.text_place import TextPlace
from quizapp.errors import QuizAppError
from quizapp.formats import assignment_file, feedback_file, reopening_file, submission_file
from quizapp.formats.assignment_file import HandedOut, write_assignment
from quizapp.formats.envelope import FileRefusedError, assignment_of, closed, opened
from quizapp.formats.feedback_file import read_feedback, write_feedback
from quizapp.formats.reopening_file import read_reopening, write_reopening
from quizapp.formats.seal import box_of, box_secret_of, public_of, read_signed, sealed, signed, unsealed
from quizapp.formats.submission_file import KIND, read_submission, write_submission
from quizapp.services.taking import Taking
from tests import assigned
from tests.assigned import ASSIGNMENT_ID, DESK_BOX, DESK_SEED, LEARNER_SEED, OTHER_SEED
from tests.canaries import CANARY_BANK, found_in
from tests.damage_of_files import mutants, with_odd_values
from tests.examples import examples
from tests.formats.test_envelope import FILES, READERS
from tests.strategies import CHARACTERS

NAMES = st.text(CHARACTERS, min_size=1, max_size=40).filter(str.strip)
IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
TIMES = st.floats(0, 1e9)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
QUESTION_IDS = st.sampled_from(["one", "two"])
RESPONSES = st.none() | TEXTS | st.lists(TEXTS, max_size=3).map(tuple) | st.dictionaries(TEXTS, TEXTS, max_size=3)
EVENTS = st.one_of(
    st.builds(Visited, at=TIMES, question=QUESTION_IDS),
    st.builds(Answered, at=TIMES, question=QUESTION_IDS, response=RESPONSES),
    st.builds(CertaintyGiven, at=TIMES, question=QUESTION_IDS, certainty=st.integers(1, 3)),
    st.builds(Flagged, at=TIMES, question=QUESTION_IDS, flagged=st.booleans()),
    st.builds(Noted, at=TIMES, question=QUESTION_IDS, text=TEXTS),
    st.builds(Highlighted, at=TIMES, id=TEXTS, quote=st.builds(TextPlace, TEXTS, TEXTS, TEXTS), color=st.just("blue")),
    st.builds(Eliminated, at=TIMES, question=QUESTION_IDS, option=TEXTS, eliminated=st.booleans()),
    st.builds(HighlightRemoved, at=TIMES, id=TEXTS),
    st.builds(ParagraphsRead, at=TIMES, seconds=st.dictionaries(st.integers(0, 99), TIMES, max_size=4), total=TIMES),
    st.builds(Heard, at=TIMES),
    st.builds(PlaceNoted, at=TIMES, id=TEXTS, quote=st.builds(TextPlace, TEXTS), text=TEXTS),
    st.builds(Submitted, at=TIMES),
    st.builds(Reopened, at=TIMES, by_teacher=st.booleans(), time_limit=TIMES),
)


def started(part: int) -> Started:
    return Started(
        at=0.0,
        bank_id="bees",
        content_hash="0" * 64,
        mode="test",
        order=("one", "two"),
        arrangements={"one": ("A", "B"), "two": ()},
        assignment=ASSIGNMENT_ID,
        part=part,
        certainty=True,
    )


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    parts = {
        str(index): HandedInPart(
            draw(IDS), draw(TIMES), (started(index), *draw(st.lists(EVENTS, max_size=8).map(tuple)))
        )
        for index in draw(st.sets(st.integers(0, 12), min_size=1, max_size=3))
    }
    learner = draw(st.just("") | IDS)
    return Submission(ASSIGNMENT_ID, learner, draw(NAMES), draw(st.integers(1, 1000)), draw(TIMES), parts)


@settings(deadline=None, max_examples=examples(60))
@given(submission=submissions())
def test_what_was_handed_in_is_collected(submission: Submission):
    try:
        data = write_submission(submission, LEARNER_SEED, box_of(DESK_BOX))
    except ValueError:
        return  # a name with signs that turn the direction of writing
    found = read_submission(data, DESK_BOX)
    assert found == (submission, public_of(LEARNER_SEED))
    assert assignment_of(KIND, opened(KIND, data)) == ASSIGNMENT_ID


BROKEN = {
    "no start": lambda events: events[1:],
    "two starts": lambda events: (*events, events[0]),
    "another part": lambda events: (msgspec.structs.replace(events[0], part=1), *events[1:]),
    "another assignment": lambda events: (msgspec.structs.replace(events[0], assignment="f" * 32), *events[1:]),
    "nothing asked": lambda events: (msgspec.structs.replace(events[0], order=(), arrangements={}), *events[1:]),
    "not arranged": lambda events: (msgspec.structs.replace(events[0], arrangements={}), *events[1:]),
    "division by zero": lambda events: (msgspec.structs.replace(events[0], penalty="1/0"), *events[1:]),
    "an endless number": lambda events: (msgspec.structs.replace(events[0], penalty="1e999999999"), *events[1:]),
    **{
        f"{field} {value}": lambda events, field=field, value=value: (
            msgspec.structs.replace(events[0], **{field: value}),
            *events[1:],
        )
        for field, values in {
            "tries": (0, -1, 1001),
            "penalty": ("4/3", "-1/3", "x", ""),
            "time_limit": (-1.0, 2e9),
            "part": (-1, 100),
            "order": (("what", "what"), ("what", "nowhere")),
        }.items()
        for value in values
    },
    "no time": lambda events: (*events, Visited(at=2e9, question="one")),
    "no end of time": lambda events: (*events, Visited(at=-1.0, question="one")),
    "nothing": lambda events: (),
    "taken back for hours": lambda events: (*events[:1], *[Undone(at=1.0, number=1)] * 1001),
    "given back for hours": lambda events: (*events[:1], *[Submitted(at=1.0), Reopened(at=1.0, by_teacher=True)] * 750),
}


@pytest.mark.parametrize("name", BROKEN)
def test_events_that_are_no_attempt_are_neither_written_nor_read(name: str, monkeypatch: pytest.MonkeyPatch):
    part = HandedInPart("d4" * 16, 2000.0, BROKEN[name](assigned.events(0, assigned.TIDES)))
    submission = msgspec.structs.replace(assigned.submission(banks=[assigned.TIDES]), parts={"0": part})
    with pytest.raises(ValueError, match=r"\w"):
        write_submission(submission, LEARNER_SEED, box_of(DESK_BOX))
    with monkeypatch.context() as patched:  # somebody's own program could write it all the same
        patched.setattr("quizapp.formats.submission_file._check", lambda _: None)
        data = write_submission(submission, LEARNER_SEED, box_of(DESK_BOX))
    with pytest.raises(FileRefusedError) as refused:
        read_submission(data, DESK_BOX)
    assert refused.value.reason == "damaged"


def test_what_is_just_within_the_bounds_is_written_and_read():
    events = assigned.events(0, assigned.TIDES)
    for change in (
        *({"tries": tries} for tries in (1, 1000)),
        *({"penalty": penalty} for penalty in ("0", "1", "1/3")),
        *({"time_limit": limit} for limit in (0.0, 9e8)),
    ):
        part = HandedInPart("d4" * 16, 2000.0, (msgspec.structs.replace(events[0], **change), *events[1:]))
        submission = msgspec.structs.replace(assigned.submission(banks=[assigned.TIDES]), parts={"0": part})
        data = write_submission(submission, LEARNER_SEED, box_of(DESK_BOX))
        assert read_submission(data, DESK_BOX).submission == submission


def test_a_submission_is_within_its_bounds(monkeypatch: pytest.MonkeyPatch):
    base = assigned.submission(banks=[assigned.TIDES])
    part = base.parts["0"]
    replace = msgspec.structs.replace

    def at(index: int, **changes: object) -> dict[str, HandedInPart]:
        events = (replace(part.events[0], part=index, **changes), *part.events[1:])
        return {str(index): HandedInPart(part.attempt, part.started, events)}

    def with_part(**changes: object) -> dict[str, HandedInPart]:
        return {"0": replace(part, **changes)}

    def asking(number: int) -> dict[str, object]:
        ids = ("what", *(f"q{each}" for each in range(1, number)))
        return {"order": ids, "arrangements": dict.fromkeys(ids, ())}

    def ending(time: float) -> dict[str, HandedInPart]:
        return with_part(events=(*part.events[:-1], replace(part.events[-1], at=time)))

    for within, beyond in (
        ({"number": 1}, {"number": 0}),
        ({"number": 1000}, {"number": 1001}),
        ({"learner": ""}, {"learner": "b2" * 15}),
        ({"learner": "0" * 32}, {"learner": "g" * 32}),
        ({"name": "x" * 100}, {"name": "x" * 101}),
        ({"name": "A"}, {"name": " "}),
        ({"handed_in": 0.0}, {"handed_in": -1.0}),
        ({}, {"assignment": "a1"}),
        ({}, {"parts": {}}),
        (
            {"parts": {str(each): at(each)[str(each)] for each in range(100)}},
            {"parts": {str(each): at(each)[str(each)] for each in range(101)}},
        ),
        ({"parts": at(99)}, {"parts": at(100)}),
        ({"parts": at(1)}, {"parts": at(-1)}),
        ({"parts": with_part(started=0.0)}, {"parts": with_part(started=-1.0)}),
        ({"parts": with_part(attempt="0" * 32)}, {"parts": with_part(attempt="0" * 31)}),
        ({"parts": at(0, **asking(1000))}, {"parts": at(0, **asking(1001))}),
        ({"parts": at(0, **asking(1))}, {"parts": at(0, order=("what", "what"), arrangements={"what": ()})}),
        ({"parts": at(0, mode="practice")}, {"parts": at(0, mode="exam")}),
        ({"parts": at(0, penalty="999/999")}, {"parts": at(0, penalty="999/998")}),
        ({"parts": at(0, penalty="0/1")}, {"parts": at(0, penalty="1/1000")}),
        ({"parts": at(0, time_limit=1e9 - 0.5)}, {"parts": at(0, time_limit=1e9)}),
        ({"parts": at(0, time_limit=0.25)}, {"parts": at(0, time_limit=-0.25)}),
        ({"parts": ending(1e9 - 0.5)}, {"parts": ending(1e9)}),
    ):
        submission = replace(base, **within)
        data = write_submission(submission, LEARNER_SEED, box_of(DESK_BOX))
        assert read_submission(data, DESK_BOX).submission == submission, within
        with pytest.raises(ValueError, match=r"\w"):
            write_submission(replace(base, **beyond), LEARNER_SEED, box_of(DESK_BOX))
    back = with_part(events=(*part.events[:3], Undone(at=3.0, number=2), *part.events[3:]))
    monkeypatch.setattr(submission_file, "_MOST_TAKEN_BACK", len(back["0"].events))
    write_submission(replace(base, parts=back), LEARNER_SEED, box_of(DESK_BOX))
    monkeypatch.setattr(submission_file, "_MOST_TAKEN_BACK", len(back["0"].events) - 1)
    with pytest.raises(ValueError, match="taken back"):
        write_submission(replace(base, parts=back), LEARNER_SEED, box_of(DESK_BOX))


def test_no_time_in_a_file_is_beyond_what_can_be_shown_as_a_date(monkeypatch: pytest.MonkeyPatch):
    submission = assigned.submission()
    (index, part), *_ = submission.parts.items()
    never = 9e11
    for wrong in (
        msgspec.structs.replace(submission, handed_in=never),
        msgspec.structs.replace(submission, parts={index: msgspec.structs.replace(part, started=never)}),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            write_submission(wrong, LEARNER_SEED, box_of(DESK_BOX))
        with monkeypatch.context() as patched:
            patched.setattr("quizapp.formats.submission_file._check", lambda _: None)
            data = write_submission(wrong, LEARNER_SEED, box_of(DESK_BOX))
        with pytest.raises(FileRefusedError):
            read_submission(data, DESK_BOX)
    with pytest.raises(ValueError, match=r"\w"):
        write_reopening(msgspec.structs.replace(assigned.REOPENING, at=never), DESK_SEED)
    with pytest.raises(ValueError, match=r"\w"):
        write_feedback(msgspec.structs.replace(assigned.feedback(), released=never), DESK_SEED, public_of(LEARNER_SEED))
    for changed in (
        msgspec.structs.replace(assigned.assignment(), created=never),
        assigned.assignment(AssignmentSettings(due=never)),
    ):
        with pytest.raises(QuizAppError):
            write_assignment(changed, DESK_SEED, box_of(DESK_BOX))


def test_what_was_said_of_a_submission_is_read_by_whoever_handed_it_in():
    feedback = assigned.feedback()
    data = write_feedback(feedback, DESK_SEED, public_of(LEARNER_SEED))
    found = read_feedback(data, LEARNER_SEED, public_of(DESK_SEED))
    for index, part in feedback.parts.items():
        bank = found.parts[index].bank
        assert assigned.without_hash(bank) == assigned.without_hash(part.bank)
        assert msgspec.structs.replace(found.parts[index], bank=part.bank) == part
    assert found_in(write_feedback(assigned.feedback(banks=[CANARY_BANK]), DESK_SEED, public_of(LEARNER_SEED))) == []
    for answers in (
        {"nothing": AnswerFeedback()},
        {"what": AnswerFeedback(points="1/0")},
        {"what": AnswerFeedback(points="1e999999999")},
        {"what": AnswerFeedback(remark="x" * 30_000)},
        {"what": AnswerFeedback(rating={"A": -1})},
    ):
        part = msgspec.structs.replace(feedback.parts["1"], answers=answers)
        with pytest.raises(ValueError, match=r"\w"):
            write_feedback(msgspec.structs.replace(feedback, parts={"1": part}), DESK_SEED, public_of(LEARNER_SEED))


def test_a_reopening_is_read_as_it_was_written():
    data = write_reopening(assigned.REOPENING, DESK_SEED)
    assert read_reopening(data, public_of(DESK_SEED)) == assigned.REOPENING
    for change in ({"number": 0}, {"extra_time": -1.0}, {"reason": "x" * 30_000}, {"name": " "}, {"learner": "../x"}):
        with pytest.raises(ValueError, match=r"\w"):
            write_reopening(msgspec.structs.replace(assigned.REOPENING, **change), DESK_SEED)


def test_no_mutated_file_is_read():
    """Some hundred; `tests/benchmarks/mutated_files.py` tries 20,000."""
    kinds = [kind for kind in FILES if kind != "bare bank"]
    for index, data in mutants(tuple(FILES[kind] for kind in kinds), 400, seed=Random(3).randrange(2**32)):
        with pytest.raises(FileRefusedError):
            READERS[kinds[index]](data)


KINDS = {each.KIND.name: each.KIND for each in (assignment_file, submission_file, feedback_file, reopening_file)}


def signed_anew(kind: str, random: Random) -> bytes:
    """A file of somebody who has the keys and writes odd things."""
    frame = opened(KINDS[kind], FILES[kind])
    secret = {"submission": DESK_BOX, "feedback": box_secret_of(LEARNER_SEED)}.get(kind)
    found = read_signed(frame.start, frame.body if secret is None else unsealed(frame.body, secret) or b"")
    assert found is not None
    seed = LEARNER_SEED if kind == "submission" else DESK_SEED
    body = signed(frame.start, with_odd_values(found.content, random), seed)
    return closed(frame.start, body if secret is None else sealed(body, box_of(secret)))


def test_odd_values_under_a_right_signature_are_refused_or_harmless():
    random, outcomes = Random(11), Counter[str]()
    for _ in range(200):
        kind = random.choice(list(KINDS))
        try:
            found = READERS[kind](signed_anew(kind, random))
            outcomes["read"] += 1
        except FileRefusedError as refused:
            outcomes[refused.reason] += 1
            continue
        if isinstance(found, HandedOut):
            take_all(found.assignment)
    assert set(outcomes) == {"read", "damaged"}


def take_all(assignment: Assignment) -> None:
    for part in assignment.parts:
        taking = Taking(part.bank, TEST, Random(1), lambda: 0.0, part.order)
        for question in part.bank.questions:
            taking.respond(question.id, question.correct_response())
            taking.obstacle(question.id)
            taking.open_parts(question.id)
            question.text_lines()
            question.summarize(question.correct_response())
            assert all(isinstance(question.part_text(id_), str) for id_ in question.ids)


def test_nobody_hands_in_for_somebody_else_unnoticed():
    data = write_submission(assigned.submission(), OTHER_SEED, box_of(DESK_BOX))
    assert read_submission(data, DESK_BOX).signer == public_of(OTHER_SEED) != public_of(LEARNER_SEED)
