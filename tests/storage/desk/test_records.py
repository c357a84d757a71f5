"""Records of the desk are written and read again, and what a newer program wrote is told."""

import pytest
from msgspec.structs import replace

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import AnswerRated, Collected, LearnerDeleted, Mend, Mended, Released
from quizapp.storage.desk.errors import DeskDamagedError, DeskError
from quizapp.storage.desk.own_keys import public_keys
from quizapp.storage.desk.records import (
    as_json,
    checked,
    entry_columns,
    read_accommodation,
    read_entry,
    read_parts,
    read_settings,
    submission_data,
)
from quizapp.storage.migrations import checksum
from tests.storage.desk.records import arrival

BY = {"at": 5.0, "who": "anna"}
COLLECTED = Collected(**BY, learner="a", submission="d")


def test_what_is_written_is_read_again():
    for given in (Accommodation(), Accommodation(time_factor=0.0, theme="dark")):
        assert read_accommodation(as_json(given)) == given
    for settings in (AssignmentSettings(), AssignmentSettings("practice", 3, shown="at_once")):
        assert read_settings(as_json(settings)) == settings
    rated = AnswerRated(**BY, learner="a", part=0, question="q", levels={"A": 1})
    mended = Mended(**BY, part=1, question="q", mend=Mend("also", response=("A", "B")))
    for entry, columns in (
        (COLLECTED, ("a", "d")),
        (rated, ("a", "")),
        (mended, ("", "")),
        (Released(**BY, learners=("a",)), ("", "")),
    ):
        assert read_entry(as_json(entry)) == entry
        assert entry_columns(entry) == columns
    submission = arrival().received.submission
    assert read_parts(submission_data(submission)) == submission.parts
    assert read_entry("") == LearnerDeleted(at=0.0, who="")


def test_what_a_newer_program_wrote_is_told():
    for read, data in (
        (read_entry, '{"type":"no_such","at":1,"who":"x"}'),
        (read_entry, as_json(COLLECTED)[:-1] + ',"more":1}'),
        (read_accommodation, '{"wings":true}'),
        (read_settings, "["),
        (read_parts, '{"0":{"attempt":"a","started":1,"events":[{"type":"no_such"}]}}'),
        (read_parts, '{"0":{"attempt":"a","started":1,"events":[],"more":1}}'),
        (read_entry, "[" * 100_000),
    ):
        with pytest.raises(DeskError, match=r"this version of Quizapp does not know\. Use the newest version"):
            read(data)


def test_what_cannot_be_kept_is_told():
    submission = arrival().received.submission
    started, answered, end = submission.parts["0"].events
    odd = replace(submission.parts["0"], events=(started, replace(answered, response="\ud800"), end))
    with pytest.raises(DeskError, match="something in an answer that cannot be kept"):
        submission_data(replace(submission, parts={"0": odd}))
    with pytest.raises(DeskError, match=r"in the text that cannot be kept\. Type it again"):
        as_json(replace(COLLECTED, why="\ud800"))


def test_a_checksum_tells_whatever_was_changed():
    checked(checksum("a", 1, b"c"), "a", 1, b"c")
    for values in (("a", 1, b"d"), ("a", 2, b"c"), ("a", 1), ()):
        with pytest.raises(DeskDamagedError):
            checked(checksum("a", 1, b"c"), *values)


def test_only_keys_of_the_right_length_have_public_ones():
    whole = bytes(range(32))
    first, second = public_keys(whole, whole[::-1])
    assert len(first) == len(second) == 32
    assert len({first, second, whole}) == 3
    for broken in (b"", whole[:31], whole + b"x"):
        assert public_keys(broken, whole) == public_keys(whole, broken) == public_keys(broken, broken) == (b"", b"")
