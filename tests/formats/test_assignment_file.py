"""The file of an assignment: what it holds, and above all what that of a test does not."""

import msgspec
import pytest

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings, Part
from quizapp.domain.classroom import Member
from quizapp.errors import QuizAppError
from quizapp.formats.assignment_file import KIND, read_assignment, write_assignment
from quizapp.formats.bank_record import write_bare_bank
from quizapp.formats.envelope import FileRefusedError, closed, opened
from quizapp.formats.seal import box_of, public_of, read_signed, signed
from tests import assigned
from tests.assigned import DESK_BOX, DESK_SEED
from tests.canaries import CANARIES, CANARY_BANK, QUOTED, found_in


def written(assignment) -> bytes:
    return write_assignment(assignment, DESK_SEED, box_of(DESK_BOX))


@pytest.mark.parametrize("shown", ["at_once", "handed_in", "released"])
def test_what_was_written_is_read(shown):
    tries = 2 if shown == "at_once" else 1
    settings = AssignmentSettings(
        mode="practice", shown=shown, tries=tries, certainty=tries == 1, time_limit=600.0, tools=("notes",), due=5e8
    )
    assignment = assigned.assignment(settings)
    found = read_assignment(written(assignment))
    assert found.desk == (public_of(DESK_SEED), box_of(DESK_BOX))
    for part, whole in zip(found.assignment.parts, assignment.parts, strict=True):
        expected = assigned.bare(whole.bank) if shown == "released" else whole.bank
        assert assigned.without_hash(part.bank) == assigned.without_hash(expected)
        assert part.order == whole.order
        assert part.bank.has_key == (shown != "released")
    parts = msgspec.structs.replace(found.assignment, parts=assignment.parts)
    assert parts == assignment


def test_no_canary_is_in_the_file_of_a_test():
    assert len(CANARY_BANK.questions) == 16
    assert len(CANARIES) >= 40
    assert all(not list(each.mistakes()) for each in CANARY_BANK.questions)
    assert found_in(written(assigned.assignment(banks=[CANARY_BANK]))) == []
    assert found_in(write_bare_bank(CANARY_BANK)) == []
    practice = written(assigned.assignment(AssignmentSettings(shown="handed_in"), banks=[CANARY_BANK]))
    assert set(found_in(practice)) == {*CANARIES, *QUOTED}  # they would be found


def test_what_is_beyond_bounds_is_not_written():
    assignment = assigned.assignment()
    bank = assignment.parts[0].bank
    replace = msgspec.structs.replace
    broken = (
        replace(assignment, id="../../etc/passwd"),
        replace(assignment, title=" "),
        replace(assignment, title="x" * 501),
        replace(assignment, title="a\u202eb"),
        replace(assignment, created=float("nan")),
        replace(assignment, listed=float("nan")),
        replace(assignment, class_name="5\u202eb"),
        replace(assignment, parts=()),
        replace(assignment, parts=assignment.parts[1:] * 101),
        replace(assignment, parts=(Part(bank, ("nothing",)),)),
        replace(assignment, members=(Member("7", "Anna"),)),
        replace(assignment, members=(assigned.MEMBERS[0], assigned.MEMBERS[0])),
        replace(assignment, members=(Member(assigned.BO_ID, "Bo", Accommodation(time_factor=7.0)),)),
        *(
            replace(assignment, members=(Member(assigned.BO_ID, "Bo", accommodation),))
            for accommodation in (
                *(Accommodation(text_size=size) for size in (-1, 1001)),
                *(Accommodation(**{field: "a\u202eb"}) for field in ("reading_level", "theme", "font")),
            )
        ),
        replace(assignment, settings=AssignmentSettings(tries=0)),
        replace(assignment, settings=AssignmentSettings(level="No level")),
        replace(assignment, settings=AssignmentSettings(due=float("nan"))),
        replace(assignment, settings=AssignmentSettings(tools=("notes", "notes"))),
        replace(assignment, settings=AssignmentSettings(tools=("glossary",))),
        replace(assignment, settings=AssignmentSettings(time_limit=-1.0)),
        replace(assignment, settings=AssignmentSettings(mode="test", shown="at_once")),
        replace(assignment, settings=AssignmentSettings(mode="practice", shown="handed_in", tries=2)),
        replace(assignment, settings=AssignmentSettings(mode="practice", shown="at_once", tries=2, certainty=True)),
    )
    for each in broken:
        with pytest.raises(QuizAppError, match="cannot be an assignment"):
            written(each)
    for size in (0, 1, 1000):
        whole = replace(assignment, members=(Member(assigned.BO_ID, "Bo", Accommodation(text_size=size)),))
        whole = replace(whole, title="x" * 500, listed=0.0)
        assert read_assignment(written(whole)).assignment.members == whole.members


def test_a_file_of_before_there_were_listed_assignments_is_read():
    data = written(msgspec.structs.replace(assigned.assignment(), listed=7.0))
    frame = opened(KIND, data)
    signature = read_signed(frame.start, frame.body)
    assert signature is not None
    body = msgspec.json.decode(signature.content)
    assert body.pop("listed") == 7.0
    older = closed(frame.start, signed(frame.start, msgspec.json.encode(body), DESK_SEED))
    assert read_assignment(older).assignment.listed == 0.0
    for key in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(FileRefusedError):
            read_assignment(write_assignment(assigned.assignment(), DESK_SEED, key))


def test_a_key_in_what_says_that_it_has_none_is_refused(monkeypatch: pytest.MonkeyPatch):
    """A desk's key could sign anything: what it says of itself is held against what is in it."""
    import quizapp.formats.assignment_file as module

    whole = module.bank_record
    for bare in (
        lambda bank, bare: whole(bank, bare=False),
        lambda bank, bare: msgspec.structs.replace(whole(bank, bare=False), has_key=False),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(module, "bank_record", bare)
            data = written(assigned.assignment())
        with pytest.raises(FileRefusedError) as refused:
            read_assignment(data)
        assert refused.value.reason == "damaged"


def test_the_limits_of_an_assignment_are_those_that_are_told():
    replace = msgspec.structs.replace
    practice = AssignmentSettings(mode="practice", shown="at_once")
    small = assigned.assignment(practice, banks=[assigned.TIDES])
    member = small.members[0]

    def members(number: int) -> tuple[Member, ...]:
        return tuple(Member(f"{at:032x}", "A") for at in range(number))

    for within, beyond in (
        (replace(small, settings=replace(practice, tries=10)), replace(small, settings=replace(practice, tries=11))),
        (
            replace(small, settings=replace(practice, time_limit=36_000.0)),
            replace(small, settings=replace(practice, time_limit=36_000.5)),
        ),
        (replace(small, members=members(5000)), replace(small, members=members(5001))),
        (replace(small, members=()), replace(small, members=(replace(member, id="x"),))),
        (replace(small, parts=small.parts * 100), replace(small, parts=small.parts * 101)),
        (replace(small, class_name=""), replace(small, class_name="a" * 1000)),
        (replace(small, created=0.0), replace(small, created=-1.0)),
        (
            replace(small, members=(replace(member, accommodation=Accommodation(time_factor=1.5)),)),
            replace(small, members=(replace(member, accommodation=Accommodation(time_factor=1.6)),)),
        ),
    ):
        assert read_assignment(written(within)).assignment.settings == within.settings
        with pytest.raises(QuizAppError, match="cannot be an assignment"):
            written(beyond)
