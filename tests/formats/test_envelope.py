"""The frame of files between a teacher and a learner, and everything that may be wrong with one."""

from pathlib import Path

import pytest

from quizapp.domain.assignment import AssignmentSettings
from quizapp.formats import (
    assignment_file,
    bank_record,
    envelope,
    feedback_file,
    image_file,
    pack_file,
    reopening_file,
    submission_file,
)
from quizapp.formats.assignment_file import read_assignment, write_assignment
from quizapp.formats.envelope import FileRefusedError, read_file
from quizapp.formats.feedback_file import read_feedback, write_feedback
from quizapp.formats.reopening_file import read_reopening, write_reopening
from quizapp.formats.seal import box_of, public_of
from quizapp.formats.submission_file import read_submission, write_submission
from tests import assigned
from tests.assigned import DESK_BOX, DESK_SEED, LEARNER_SEED

FILES = {
    "assignment": write_assignment(assigned.assignment(), DESK_SEED, box_of(DESK_BOX)),
    "submission": write_submission(assigned.submission(), LEARNER_SEED, box_of(DESK_BOX)),
    "feedback": write_feedback(assigned.feedback(), DESK_SEED, public_of(LEARNER_SEED)),
    "reopening": write_reopening(assigned.REOPENING, DESK_SEED),
    "bare bank": bank_record.write_bare_bank(assigned.TIDES),
}
READERS = {
    "assignment": read_assignment,
    "submission": lambda data: read_submission(data, DESK_BOX),
    "feedback": lambda data: read_feedback(data, LEARNER_SEED, public_of(DESK_SEED)),
    "reopening": lambda data: read_reopening(data, public_of(DESK_SEED)),
    "bare bank": bank_record.read_bare_bank,
}

each_kind = pytest.mark.parametrize("kind", FILES)


def refusal(kind: str, data: bytes) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as refused:
        READERS[kind](data)
    assert refused.value.message.endswith(".")
    assert refused.value.remedy.endswith(".")
    assert "\n" not in str(refused.value)
    return refused.value


@each_kind
def test_what_is_wrong_with_a_file_is_told_in_one_word_and_two_sentences(kind: str):
    whole = FILES[kind]
    first_line, rest = whole.split(b"\n", 1)
    newer = first_line.rsplit(b" ", 1)[0] + b" 2\n" + rest
    other = next(data for name, data in FILES.items() if name != kind)
    reasons = {
        b"": "empty",
        whole[:10]: "damaged",
        whole[: len(whole) // 2]: "damaged",
        whole[:-1]: "damaged",
        whole + b"\0": "damaged",
        whole.replace(b"1", b"2", 2): "newer",
        newer: "newer",
        other: "foreign",
        b"PK\x03\x04" + whole: "foreign",
        b"id: bees\ntitle: Bees\n": "foreign",
        bytes(len(whole)): "foreign",
    }
    for data, reason in reasons.items():
        assert refusal(kind, data).reason == reason, data[:40]


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "bare bank"])  # that is signed with what it is in
def test_a_new_checksum_over_something_changed_helps_nobody(kind: str):
    whole = FILES[kind]
    start, header = whole.split(b"\n", 2)[:2]
    body = whole[len(start) + len(header) + 2 : -32]
    for changed in (body[:-1], body + b" ", b"", body[1:], body[:60] + b"x" + body[61:], b"{" * 50_000):
        told = refusal(kind, envelope.closed(start + b"\n" + header + b"\n", changed))
        assert told.reason in ("damaged", "forged", "not_for_us")
    other = header.replace(b"a1a1", b"a1a2")
    assert refusal(kind, envelope.closed(start + b"\n" + other + b"\n", body)).reason in ("damaged", "forged")
    for header in (b"", b"[]", b"null", b'{"assignment":7}', b"{" * 5000, b"x" * 100_000):
        refusal(kind, envelope.closed(start + b"\n" + header + b"\n", body))


def test_only_those_who_hold_the_key_open_or_sign_it():
    other = b"x" * 32
    cases = (
        (lambda: read_submission(FILES["submission"], other), "not_for_us"),
        (lambda: read_feedback(FILES["feedback"], other, public_of(DESK_SEED)), "not_for_us"),
        (lambda: read_feedback(FILES["feedback"], LEARNER_SEED, public_of(other)), "forged"),
        (lambda: read_reopening(FILES["reopening"], public_of(other)), "forged"),
    )
    for read, reason in cases:
        with pytest.raises(FileRefusedError) as refused:
            read()
        assert refused.value.reason == reason


def test_what_is_no_key_seals_nothing():
    for key in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(ValueError, match="no key"):
            write_feedback(assigned.feedback(), DESK_SEED, key)


def test_a_file_is_read_only_as_far_as_it_may_be_large(tmp_path: Path):
    file = tmp_path / "large.quizanswers"
    file.write_bytes(b"x" * 101)
    with pytest.raises(FileRefusedError) as refused:
        read_file(file, 100)
    assert refused.value.reason == "too_large"
    assert read_file(file, 101) == b"x" * 101
    large = tmp_path / "very large.quizanswers"
    large.write_bytes(bytes(2**20 + 2**19 + 1))
    for path, why in (
        (tmp_path, "it is a folder"),
        (tmp_path / "missing.quizanswers", "it is not there anymore"),
        (large, "it is larger than 1 MB"),
    ):
        with pytest.raises(FileRefusedError) as refused:
            read_file(path, 2**20 + 2**19)
        assert refused.value.message == f"{path.name} cannot be read: {why}."
        assert refused.value.reason == ("too_large" if path == large else "unreadable")
    for kind in (assignment_file, submission_file, feedback_file, reopening_file):
        with pytest.raises(FileRefusedError) as refused:
            envelope.opened(kind.KIND._replace(most=10), FILES["assignment"])
        assert refused.value.reason == "too_large"


def test_how_large_a_file_may_be_is_told_in_a_unit_that_fits():
    for most, told in ((2**11, "2 KB"), (2**20 - 1, "1023 KB"), (2**20, "1 MB"), (3 * 2**20, "3 MB")):
        assert len(FILES["assignment"] + bytes(most)) > most
        with pytest.raises(FileRefusedError, match=rf"\b{told}\b"):
            envelope.opened(assignment_file.KIND._replace(most=most), FILES["assignment"] + bytes(most))


def test_the_limits_and_the_versions_of_each_kind_are_these():
    """Who raises a limit makes files that others cannot read yet: that needs a new version."""
    kinds = (assignment_file.KIND, submission_file.KIND, feedback_file.KIND, reopening_file.KIND, bank_record._KIND)
    assert {kind.name: (kind.version, kind.most / 2**20) for kind in kinds} == {
        "assignment": (1, 200),
        "submission": (1, 64),
        "feedback": (1, 200),
        "reopening": (1, 0.25),
        "bare-bank": (1, 100),
    }
    assert (pack_file.FORMAT, pack_file.MOST_BYTES / 2**20) == (1, 64)
    assert image_file.MOST_BYTES_OF_ALL / 2**20 == 40


def test_the_header_tells_the_assignment_and_nobody_s_name():
    for name, file in (("submission", submission_file), ("feedback", feedback_file), ("reopening", reopening_file)):
        frame = envelope.opened(file.KIND, FILES[name])
        assert envelope.assignment_of(file.KIND, frame) == assigned.ASSIGNMENT_ID
    for kind in ("submission", "feedback"):
        assert b"Anna" not in FILES[kind]
        assert assigned.ANNA_ID.encode() not in FILES[kind]


GOLDEN = Path(__file__).parent / "golden"


def test_files_of_the_first_version_are_read_as_what_they_are():
    """A file that was handed out stays readable: whoever changes a format gives it a new version."""
    handed_out = read_assignment((GOLDEN / "test.quizassign").read_bytes())
    assert handed_out.desk == (public_of(DESK_SEED), box_of(DESK_BOX))
    expected = assigned.assignment()
    assert handed_out.assignment.members == expected.members
    for part, whole in zip(handed_out.assignment.parts, expected.parts, strict=True):
        assert assigned.without_hash(part.bank) == assigned.without_hash(assigned.bare(whole.bank))
    practice = read_assignment((GOLDEN / "practice.quizassign").read_bytes()).assignment
    assert practice.settings == AssignmentSettings(mode="practice", shown="at_once", tries=2, is_shuffled=True)
    assert practice.parts[0].bank.questions == expected.parts[0].bank.questions
    sealed = READERS["submission"]((GOLDEN / "submission.quizanswers").read_bytes())
    assert sealed == (assigned.submission(), public_of(LEARNER_SEED))
    assert READERS["reopening"]((GOLDEN / "reopening.quizreopen").read_bytes()) == assigned.REOPENING
    feedback = READERS["feedback"]((GOLDEN / "feedback.quizfeedback").read_bytes())
    for index, part in assigned.feedback().parts.items():
        assert feedback.parts[index].bank.questions == part.bank.questions
        assert feedback.parts[index].answers == part.answers


def test_what_needs_no_chance_is_written_to_the_byte():
    assert FILES["reopening"] == (GOLDEN / "reopening.quizreopen").read_bytes()
    assert FILES["assignment"] == (GOLDEN / "test.quizassign").read_bytes()


def test_the_first_lines_are_read_without_the_rest(tmp_path: Path):
    file = tmp_path / "a.quizanswers"
    kind, head = submission_file.KIND, envelope.Head
    start = FILES["submission"].split(b"\n")[0] + b"\n"
    for data in (FILES["submission"], FILES["submission"][:100], start + b'{"assignment":"x"}\n'):
        file.write_bytes(data)
        assert envelope.head_of(kind, file, head).assignment in (assigned.ASSIGNMENT_ID, "x")
    padding = b" " * (8192 - len(b'{"assignment":"x"}\n'))
    file.write_bytes(start + padding + b'{"assignment":"x"}\n')
    assert envelope.head_of(kind, file, head).assignment == "x"
    for data, reason in (
        (start + b" " + padding + b'{"assignment":"x"}\n', "damaged"),
        (start + b'{"assignment":"x"}', "damaged"),
        (start + b'{"assignment":"x","more":1}\n', "damaged"),
        (start + b"\n", "damaged"),
        (start, "damaged"),
        (start[:-1], "damaged"),
        (b"quizapp-", "damaged"),
        (b"quizapp-submission 0\n{}\n", "foreign"),
        (b"quizapp-submission 1000000\n{}\n", "foreign"),
        (b"quizapp-submission 999999\n{}\n", "newer"),
        (b"quizapp-submission 2\n", "newer"),
        (b"quizapp-submissions 1\n{}\n", "foreign"),
        (b" quizapp-submission 1\n{}\n", "foreign"),
        (b"quizapp-feedback 1\n{}\n", "foreign"),
        (b"quizapp-" + b"a" * 21 + b" 1\n{}\n", "foreign"),
    ):
        file.write_bytes(data)
        with pytest.raises(FileRefusedError) as refused:
            envelope.head_of(kind, file, head)
        assert refused.value.reason == reason, data[:60]
    with pytest.raises(FileRefusedError) as refused:
        envelope.head_of(kind, tmp_path / "none", head)
    assert refused.value.reason == "unreadable"
    assert refused.value.message.startswith("none cannot be read: ")
    older = kind._replace(version=3)
    file.write_bytes(start + b"{}\n")
    with pytest.raises(FileRefusedError) as refused:
        envelope.head_of(older, file, head)
    assert refused.value.reason == "damaged"


def test_a_frame_is_its_two_lines_a_body_and_a_digest():
    kind = submission_file.KIND
    start = envelope.start_of(kind, envelope.Head("x"))
    assert start == b'quizapp-submission 1\n{"assignment":"x"}\n'
    for body in (b"", b"body", b"\n\nbody\n"):
        data = envelope.closed(start, body)
        assert len(data) == len(start) + len(body) + 32
        assert envelope.opened(kind, data) == (start, b'{"assignment":"x"}', body)
        assert envelope.opened(kind._replace(most=len(data)), data).body == body
        with pytest.raises(FileRefusedError) as refused:
            envelope.opened(kind._replace(most=len(data) - 1), data)
        assert refused.value.reason == "too_large"
        for spoiled in (data[:-1], start[:-1] + data[len(start) :], data[:-1] + bytes([data[-1] ^ 1])):
            with pytest.raises(FileRefusedError) as refused:
                envelope.opened(kind, spoiled)
            assert refused.value.reason == "damaged"
    for header, is_read in ((8191, True), (8192, False)):
        data = envelope.closed(b"quizapp-submission 1\n" + b" " * header + b"\n", b"")
        if is_read:
            assert len(envelope.opened(kind, data).header) == header
        else:
            with pytest.raises(FileRefusedError):
                envelope.opened(kind, data)
    assert str(envelope.damaged(kind)) == (
        "This file is damaged, or only part of it is here. Copy it again. If that does not help: "
        "Let the learner hand in again."
    )
