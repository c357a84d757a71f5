"""Records that are kept in files: what they leave out, and what is told of those that were read."""

from fractions import Fraction
from typing import Any

import msgspec
import pytest

from quizapp.domain.assignment import HandInTime
from quizapp.domain.desk_entry import AssignmentReopened, Collected, Entry, Mend
from quizapp.domain.event import Answered, Event, Noted, PlaceNoted, Started, is_of_same
from quizapp.domain.event_json import decode, encode, kinds_of
from quizapp.domain.feedback import AnswerFeedback
from quizapp.domain.gradebook import GradeCell, GradeRow
from quizapp.domain.history import HistoryEntry
from quizapp.domain.image import Image
from quizapp.domain.marked_attempt import Total
from quizapp.domain.people import name_key
from quizapp.domain.silence import silence_mistakes
from quizapp.domain.summary import AnswerSummary, PastAttempt, Summary
from quizapp.domain.text_place import TextPlace

BEGUN = (
    '{"type":"started","at":0.0,"bank_id":"b","content_hash":"h","mode":"test","order":["q"],"arrangements":{"q":[]}}'
)


def test_an_event_is_written_without_what_is_usual_and_read_as_it_was_meant_then() -> None:
    """A journal is read for ever: what is usual stays so."""
    for kept, left_out in (
        (
            BEGUN,
            {
                "tries": 1,
                "penalty": "1/3",
                "certainty": False,
                "time_limit": 0.0,
                "stands_for": {},
                "assignment": "",
                "part": 0,
                "time_factor": 1.0,
                "tools": ("hints", "notes"),
                "known_tools": ("hints", "notes"),
                "without_passage": False,
                "level": "standard",
                "level_locked": False,
                "fewer_options": False,
                "read_aloud": "nothing",
            },
        ),
        ('{"type":"reopened","at":2.0}', {"by_teacher": False, "time_limit": 0.0}),
        ('{"type":"rated","at":2.0,"question":"q","rating":{"A":1}}', {"by": ""}),
        ('{"type":"answered","at":2.0,"question":"q","response":{"A":["x"]}}', {}),
        ('{"type":"heard","at":2.0}', {}),
    ):
        (event,) = decode(kept)
        assert encode(event) == kept
        assert {name: getattr(event, name) for name in left_out} == left_out
    first, second = decode(BEGUN, b'{"type":"submitted","at":1}')
    assert (type(first), second.at) == (Started, 1.0)
    tags = [kind.__struct_config__.tag for kind in kinds_of(Event)]
    assert len(set(tags)) == len(tags) >= 20
    deep = '{"type":"answered","at":0,"question":"q","response":' + "[" * 100_000
    for wrong in (deep, '{"type":"unknown","at":0}', '{"at":0}', "[]", '{"type":"heard"}', ""):
        with pytest.raises(ValueError, match=r"\w"):
            decode(wrong)
    for text in ("\ud800", "a\ud800"):
        with pytest.raises(ValueError, match=r"\w"):
            encode(Noted(at=0.0, question="q", text=text))
    with pytest.raises(ValueError, match="object"):
        encode(Answered(at=0.0, question="q", response=object()))  # type: ignore[arg-type]


def test_all_kinds_of_a_record_are_listed_also_those_of_a_kind() -> None:
    class Sign:
        pass

    class Letter(Sign):
        pass

    class Vowel(Letter):
        pass

    assert kinds_of(Sign) == (Letter, Vowel)


def test_what_a_teacher_did_is_kept_without_what_is_usual_and_nothing_unknown_is_read() -> None:
    for record, kept in (
        (Mend("left_out"), '{"kind":"left_out"}'),
        (Mend("also", response=("A",)), '{"kind":"also","response":["A"]}'),
        (
            Collected(at=1.0, who="T", learner="a", submission="d"),
            '{"type":"collected","at":1.0,"who":"T","learner":"a","submission":"d"}',
        ),
        (
            AssignmentReopened(at=1.0, who="T", learner="a"),
            '{"type":"assignment_reopened","at":1.0,"who":"T","learner":"a"}',
        ),
        (AnswerFeedback(), "{}"),
        (AnswerFeedback(left_out=True), '{"left_out":true}'),
        (Image("tower.png"), '{"file":"tower.png"}'),
    ):
        assert msgspec.json.encode(record).decode() == kept
        assert msgspec.json.decode(kept, type=type(record)) == record
        with pytest.raises(msgspec.ValidationError, match="unknown"):
            msgspec.json.decode(kept.replace("}", ',"surplus":1}').replace("{,", "{"), type=type(record))
    reopened = AssignmentReopened(at=1.0, who="T", learner="a")
    assert (reopened.extra_time, reopened.why) == (0.0, "")
    assert all(isinstance(kind.__struct_config__.tag, str) for kind in kinds_of(Entry))
    told = AnswerFeedback()
    assert (told.rating, told.points, told.why, told.mended, told.left_out, told.remark) == (
        {},
        None,
        "",
        "",
        False,
        "",
    )


def test_what_is_being_typed_takes_the_place_of_what_is_about_the_same() -> None:
    one, other = (Answered(at=0.0, question=id_, response="A") for id_ in ("one", "other"))
    note = Noted(at=0.0, question="one", text="Why?")
    placed, elsewhere = (PlaceNoted(at=0.0, id=id_, quote=TextPlace("bees"), text="x") for id_ in ("1", "2"))
    drafts = (one, other, note, placed, elsewhere)
    for first in drafts:
        assert [is_of_same(first, second) for second in drafts] == [first is second for second in drafts]
    assert is_of_same(one, Answered(at=5.0, question="one", response=None))
    assert is_of_same(placed, PlaceNoted(at=5.0, id="1", quote=TextPlace("tower"), text=""))


def test_an_image_without_words_is_told_with_its_file() -> None:
    assert list(Image("tower.png", " A\n tower ").mistakes()) == []
    for alt in ("", " ", "\u200b"):
        (mistake,) = Image("tower.png", alt).mistakes()
        assert (mistake.code, mistake.path, mistake.values) == ("image_without_alt", ("alt",), {"value": "tower.png"})
    assert Image("tower.png", " A\n tower ").alt_line == "A tower"


def test_each_rule_that_is_silenced_without_a_reason_is_told() -> None:
    found = silence_mistakes({"long_stem": "It is a poem.", "no_key": " ", "all_of_above": ""})
    assert [(mistake.code, *mistake.path, mistake.values["name"]) for mistake in found] == [
        ("silenced_without_reason", "silenced", name, name) for name in ("no_key", "all_of_above")
    ]


def test_names_that_a_reader_takes_for_the_same_are_one() -> None:
    for one, other, are_one in (
        ("Ann", "ANN", True), ("Ａｎｎ", "ann", True), ("Straße", "STRASSE", True), ("Ann", "Anne", False),
        ("Zoe\u0308", "Zoë", True), ("Zoe", "Zoë", False),
    ):  # fmt: skip
        assert (name_key(one) == name_key(other)) is are_one, (one, other)


def total(earned: int, possible: int, unmarked: int = 0) -> Total:
    return Total(Fraction(earned, 2), Fraction(possible), Fraction(unmarked))


def test_a_row_of_the_gradebook_adds_up_what_came_in() -> None:
    missing = GradeCell("missing", Total())
    late = GradeCell("handed_in", total(3, 4, 1), 1, True, True, 2, HandInTime(1.0, 2.0, 3.0))
    assert missing == ("missing", Total(), 0, False, False, 0, None)
    assert GradeRow("a", "Ann", (late, missing, GradeCell("reopened", total(1, 2, 5)))).total == total(4, 6, 6)
    assert GradeRow("a", "Ann", ()).total == Total()


def past(summary: Summary | None, *, submitted: bool = True) -> PastAttempt:
    return PastAttempt("1", "bank", "Bank", "hash", 0.0, 1.0, submitted, summary)


def summary(*answers: AnswerSummary, mode: Any = "practice", **more: Any) -> Summary:
    values = {"is_whole": True, "seconds": 9.0, "total": Total(), "skills": (), "distinctions": (), "certainties": ()}
    return Summary(**{"mode": mode, "answers": answers, **values, **more})


def test_a_summary_counts_what_was_answered_and_is_complete_only_with_all_of_the_bank() -> None:
    answers = [AnswerSummary(f"q{at}", "", at < 2, None) for at in range(3)]
    assert summary(*answers).answered == 2
    assert summary().answered == 0
    for fields, is_complete in (
        ({}, True),
        ({"is_whole": False}, False),
        ({"left_out": 1}, False),
        ({"is_marked_here": False}, False),
        ({"is_whole": False, "left_out": 1}, False),
        ({"is_whole": False, "is_marked_here": False, "left_out": 2}, False),
    ):
        assert summary(**fields).is_complete is is_complete, fields
    assert (summary().left_out, summary().is_marked_here, summary().levels) == (0, True, ())
    kept = msgspec.json.encode(answers[0])
    assert kept == b'["q0","",true,null,false,0.0,""]'
    assert msgspec.json.decode(b'["q0","",true,null]', type=AnswerSummary) == answers[0]


def test_only_a_practice_that_is_over_and_has_questions_left_can_go_on() -> None:
    for attempt, can_go_on in (
        (past(summary(left_out=1)), True),
        (past(summary(left_out=2)), True),
        (past(summary()), False),
        (past(summary(mode="test", left_out=1)), False),
        (past(summary(mode="test")), False),
        (past(summary(left_out=1), submitted=False), False),
        (past(None), False),
        (past(None, submitted=False), False),
    ):
        assert attempt.can_be_reopened is can_go_on, attempt


def test_marks_of_a_past_attempt_are_told_once_it_is_over_and_where_it_is_marked_here() -> None:
    for attempt, is_told in (
        (past(summary()), True),
        (past(summary(), submitted=False), False),
        (past(summary(is_marked_here=False)), False),
        (past(summary(is_marked_here=False), submitted=False), False),
        (past(None), False),
        (past(None, submitted=False), False),
    ):
        entry = HistoryEntry(attempt, None)
        assert entry.is_told is is_told, attempt
        assert entry.summary is attempt.summary
        assert entry.marked is None
