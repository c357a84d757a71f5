"""Learners in a file: what comes back is what went out, and nothing bad gets in."""

import gzip
import io
import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.accommodation import LearnerProfile
from quizapp.domain.event import Answered, Submitted
from quizapp.errors import QuizAppError
from quizapp.storage import transfer
from quizapp.storage.journal import Journal
from quizapp.storage.merging import Imported
from quizapp.storage.transfer import FORMAT, export_learner, export_learners, import_learners
from tests.journals import unfinished_in
from tests.storage.samples import EVENTS, FOREIGN, STARTED, add_learner, content, write, write_foreign

pytestmark = pytest.mark.usefixtures("no_ballast")


@pytest.fixture
def file(memory: Path) -> Path:
    return memory / "Ana.quizapp"


def import_learner(journal: Journal, file: Path) -> Imported:
    """Import a file of one learner."""
    (done,) = import_learners(journal, file)
    return done


# a learner


def test_a_learner_is_taken_along(here: Journal, there: Journal, file: Path) -> None:
    ana, ben = add_learner(here), add_learner(here, "Ben")
    write(here, ana)
    unfinished = write(here, ana, EVENTS[:3])
    write(here, ben)

    export_learner(here, ana.id, file)
    done = import_learner(there, file)

    assert done.learner == ana
    assert (done.new_attempts, done.known_attempts, done.new_events) == (2, 0, len(EVENTS) + 3)
    assert there.learners() == (ana,)
    assert there.attempts(ana.id) == here.attempts(ana.id)
    assert [row.id for row in unfinished_in(there, ana.id)] == [unfinished]
    assert there.events(unfinished) == EVENTS[:3]
    assert there.bank(STARTED.content_hash) == here.bank(STARTED.content_hash)


def test_the_profile_is_taken_along(here: Journal, there: Journal, file: Path) -> None:
    ana, ben = add_learner(here), add_learner(here, "Ben")
    write(here, ben)
    profile = LearnerProfile(
        away_until="2027-01-07", time_factor=1.5, font="legible", line_length=0, keys={"flag": "M"}
    )
    export_learners(here, [ana.id, ben.id], file, {ana.id: profile})
    assert [each.profile for each in import_learners(there, file)] == [profile, LearnerProfile()]
    export_learners(here, [ana.id, ben.id], file, {ben.id: profile})
    assert [each.profile for each in import_learners(there, file)] == [LearnerProfile(), profile]
    assert profile.given == {
        "away_until": "2027-01-07",
        "time_factor": 1.5,
        "font": "legible",
        "line_length": 0,
        "keys": {"flag": "M"},
    }


def test_learners_with_profiles_and_attempts_stand_one_after_the_other(
    here: Journal, there: Journal, file: Path
) -> None:
    learners = [add_learner(here), add_learner(here, "Ben"), add_learner(here, "Cem")]
    ids = [[write(here, each) for _ in range(at + 1)] for at, each in enumerate(learners)]
    profiles = {each.id: LearnerProfile(time_factor=1.5, font=each.name) for each in learners[::2]}

    export_learners(here, [each.id for each in learners], file, profiles)

    for count, done in ((True, import_learners(there, file)), (False, import_learners(there, file))):
        assert [each.learner for each in done] == learners
        assert [each.profile for each in done] == [profiles.get(each.id, LearnerProfile()) for each in learners]
        numbers = [(each.new_attempts, each.known_attempts, each.new_events) for each in done]
        assert numbers == [(n, 0, n * len(EVENTS)) if count else (0, n, 0) for n in (1, 2, 3)]
    assert [{row.id for row in there.attempts(each.id)} for each in learners] == list(map(set, ids))


def test_importing_twice_is_importing_once(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    write(here, ana)
    export_learner(here, ana.id, file)
    import_learner(there, file)
    before = content(there)

    again = import_learner(there, file)

    assert (again.new_attempts, again.known_attempts, again.new_events) == (0, 1, 0)
    assert content(there) == before


def test_what_is_new_is_added_in_both_directions(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    attempt = write(here, ana, EVENTS[:3])
    export_learner(here, ana.id, file)
    import_learner(there, file)
    for seq in range(3, len(EVENTS)):
        there.append(attempt, seq, EVENTS[seq]).result()
    write(there, ana)

    assert import_learner(there, file).new_events == 0  # an older one takes nothing back
    export_learner(there, ana.id, file)
    done = import_learner(here, file)

    assert (done.new_attempts, done.known_attempts, done.new_events) == (1, 0, 2 * len(EVENTS) - 3)
    assert here.events(attempt) == EVENTS
    assert not unfinished_in(here, ana.id)


def test_an_attempt_that_went_on_in_two_ways_is_there_twice(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    attempt = write(here, ana, EVENTS[:3])
    export_learner(here, ana.id, file)
    import_learner(there, file)
    here.append(attempt, 3, Submitted(at=7)).result()
    there.append(attempt, 3, Answered(at=7, question="one", response="a")).result()
    export_learner(there, ana.id, file)

    done = import_learner(here, file)
    again = import_learner(here, file)

    assert (done.new_attempts, again.new_attempts, again.known_attempts) == (1, 0, 1)
    assert here.events(attempt) == (*EVENTS[:3], Submitted(at=7))
    (other,) = (row.id for row in here.attempts(ana.id) if row.id != attempt)
    assert here.events(other) == there.events(attempt)


def test_another_learner_of_the_same_name_gets_another_one(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    export_learner(here, ana.id, file)
    add_learner(there, "ANA")
    add_learner(there, "Ana (2)")

    assert import_learner(there, file).learner.name == "Ana (3)"

    long = add_learner(here, "x" * 100)
    export_learner(here, long.id, file)
    add_learner(there, "x" * 100)
    assert import_learner(there, file).learner.name == f"{'x' * 92} (2)"


def test_a_renamed_learner_keeps_the_name_that_is_here(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    export_learner(here, ana.id, file)
    import_learner(there, file)
    there.rename_learner(ana.id, "Anna").result()

    assert import_learner(there, file).learner.name == "Anna"


def test_the_file_is_lines_of_json_that_other_programs_can_read(here: Journal, file: Path) -> None:
    ana = add_learner(here)
    write(here, ana)
    export_learner(here, ana.id, file)

    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]

    assert [line["line"] for line in lines] == ["quizapp-learner", "bank", "attempt", *["event"] * len(EVENTS), "end"]
    assert lines[0]["name"] == "Ana"


def test_an_export_that_cannot_be_written_is_told_and_leaves_the_old_one(here: Journal, file: Path) -> None:
    ana = add_learner(here)
    file.write_text("old")

    with pytest.raises(QuizAppError):
        export_learner(here, "f" * 32, file)
    with pytest.raises(QuizAppError):
        export_learner(here, ana.id, file / "inside")
    with pytest.raises(QuizAppError):
        export_learner(here, ana.id, here.file)

    assert file.read_text() == "old"
    assert here.learners() == (ana,)


# files that are not right


@pytest.fixture
def lines(here: Journal, file: Path) -> list[dict[str, Any]]:
    """The lines of a good file."""
    ana = add_learner(here)
    write(here, ana)
    write(here, ana, EVENTS[:2])
    export_learner(here, ana.id, file)
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


def pack(lines: list[dict[str, Any]], is_counted: bool = True) -> bytes:
    """A file of these lines, with the checksum that is right for them, and their number, unless it `is_counted`."""
    texts, digest = [], blake2b(digest_size=16)
    for number, line in enumerate(lines, 1):
        own = line
        if line["line"] == "end":
            own = line | ({"lines": number} if is_counted else {})
            own |= {"checksum": digest.hexdigest()} if "checksum" in line else {}
        texts.append((json.dumps(own) + "\n").encode())
        digest.update(texts[-1])
    data = io.BytesIO()
    with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as packed:
        packed.write(b"".join(texts))
    return data.getvalue()


def changed(index: int, **fields: object) -> Callable[[list[dict[str, Any]]], None]:
    return lambda lines: lines[index].update(fields)


PROFILE: dict[str, Any] = {"line": "profile", "profile": {"font": "legible"}}
SPOILED: dict[str, Callable[[list[dict[str, Any]]], object]] = {
    "no head": lambda lines: lines.pop(0),
    "no end": lambda lines: lines.pop(),
    "two heads": lambda lines: lines.insert(1, lines[0]),
    "an attempt without events": lambda lines: lines.insert(2, {**lines[2], "id": "0" * 32}),
    "an attempt twice": lambda lines: lines.extend([lines.pop(), *lines[2:10]]),
    "no bank": lambda lines: lines.pop(1),
    "a bank too late": lambda lines: lines.insert(-1, lines[1]),
    "an event before any attempt": lambda lines: lines.insert(2, lines[3]),
    "begun twice": lambda lines: lines.insert(4, lines[3]),
    "not begun": lambda lines: lines.pop(3),
    "more after the end": lambda lines: lines.append(lines[0]),
    "two ends": lambda lines: lines.append(lines[-1]),
    "another learner after an attempt without events": lambda lines: lines.insert(3, lines[0] | {"id": "0" * 32}),
    "an attempt at a bank of the learner before": lambda lines: (
        lines.insert(-1, lines[0] | {"id": "0" * 32})
        or lines.insert(-1, lines[2] | {"id": "1" * 32})
        or lines.insert(-1, lines[3])
    ),
    "a learner twice, without their own bank": lambda lines: lines.insert(-1, lines[0]),
    "a profile of nobody": lambda lines: lines.insert(0, PROFILE),
    "two profiles": lambda lines: lines.insert(1, PROFILE) or lines.insert(1, PROFILE),
    "a profile after a bank": lambda lines: lines.insert(2, PROFILE),
    "a learner of another version": lambda lines: lines.insert(-1, lines[0] | {"id": "0" * 32, "version": 2}),
    "a name of 101 letters": changed(0, name="x" * 101),
    "a title of 2001 letters": changed(1, title="x" * 2001),
    "a bank of no id": changed(1, bank_id=""),
    "a bank of a long id": changed(1, bank_id="x" * 201),
    "a time that no clock shows": changed(0, created=1e11 + 1),
    "a name that is none": changed(0, name="\n"),
    "a name with spaces around it": changed(0, name=" Ana "),
    "a name of two lines": changed(0, name="A\nna"),
    "a long name": changed(0, name="x" * 5000),
    "a name with half a character": changed(0, name="\ud800"),
    "a title with half a character": changed(1, title="\ud800"),
    "an id that is none": changed(0, id="'; DROP TABLE event; --"),
    "an attempt's id that is none": changed(2, id="../../etc/passwd"),
    "a guest that is a number": changed(0, is_guest=1),
    "a time that is a text": changed(0, created="now"),
    "a time that cannot be": changed(2, started=1e300),
    "a negative time": changed(3, written=-1),
    "a source that is a number": changed(1, source=5),
    "a source that is no Base64": changed(1, source="***"),
    "files that are a list": changed(1, files=[]),
    "an unknown event": changed(4, event={"type": "teleported", "at": 1}),
    "an event that is a number": changed(4, event=4),
    "an event without its fields": changed(4, event={"type": "visited"}),
    "an event of nested lists": changed(4, event=json.loads("[" * 900 + "]" * 900)),
    "a response of a wrong type": changed(5, event={"type": "answered", "at": 1, "question": "one", "response": 5}),
    "an unknown line": changed(4, line="script"),
    "an unknown field": changed(2, color="blue"),
}


def refused(journal: Journal, file: Path) -> str:
    """What importing is refused with; nothing was changed."""
    before, known = content(journal), journal.learners()
    with pytest.raises(QuizAppError) as caught:
        import_learner(journal, file)
    assert content(journal) == before
    assert journal.learners() == known
    assert caught.value.remedy
    assert len(str(caught.value).splitlines()) == 1
    return caught.value.message


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_file_with_a_wrong_line_is_refused(
    spoil: Callable[[list[dict[str, Any]]], object], lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    add_learner(there, "Ben")
    spoil(lines)
    file.write_bytes(pack(lines))

    assert str(file) in refused(there, file)


def test_a_file_that_somebody_has_packed_again_is_refused(
    lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    good, less = pack(lines), [*lines[:5], *lines[6:]]
    file.write_bytes(pack(less, is_counted=False))
    assert "its end is not where it should be" in refused(there, file)
    file.write_bytes(gzip.compress(gzip.decompress(good), mtime=1))
    assert "something in it was changed" in refused(there, file)
    data = io.BytesIO()
    with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as packed:
        packed.write(gzip.decompress(good).replace(b'"Ana"', b'"Eva"'))
    file.write_bytes(data.getvalue())
    assert "something in it was changed" in refused(there, file)
    file.write_bytes(good)
    assert import_learner(there, file).learner.name == "Ana"


def test_a_file_of_a_newer_version_is_told_as_one(lines: list[dict[str, Any]], there: Journal, file: Path) -> None:
    lines[0].update(version=FORMAT + 1, color="blue")
    file.write_bytes(pack(lines))

    assert "newer version" in refused(there, file)


def test_what_is_just_within_the_bounds_is_read(lines: list[dict[str, Any]], there: Journal, file: Path) -> None:
    lines[0] |= {"name": "x" * 100, "created": 1e11}
    lines[1] |= {"title": "x" * 2000, "bank_id": "x" * 200, "files": {"m" * 200: ""}}
    lines[2] |= {"started": 0}
    lines[3] |= {"written": 0}
    lines.insert(1, PROFILE)
    file.write_bytes(pack(lines))

    done = import_learner(there, file)

    assert (done.learner.name, done.learner.created) == ("x" * 100, 1e11)
    assert done.profile == LearnerProfile(font="legible")
    assert there.bank(STARTED.content_hash).bank_id == "x" * 200


def test_of_the_first_version_there_is_one_learner_and_no_checksum(
    lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    bare = [*lines[:-1], {"line": "end", "lines": 0}]
    other = [line | {"id": "0" * 32} for line in lines[:1]]
    for version, texts, told in (
        (0, bare, "does not begin like one"),
        (1, bare[1:], "cannot be read"),
        (1, [*bare[:-1], *other, bare[-1]], "not in order"),
        (1, [*bare[:1], *other, *bare[1:]], "not in order"),
        (1, bare, ""),
        (2, bare, "something in it was changed"),
        (2, [*lines[:-1], *other, lines[-1]], ""),
        (3, lines, ""),
    ):
        file.write_bytes(pack([line | {"version": version} if "version" in line else line for line in texts]))
        if told:
            assert told in refused(there, file), (version, len(texts))
        else:
            names = [each.learner.name for each in import_learners(there, file)]
            assert names == ["Ana"] + ["Ana (2)"] * (version == 2), version
    file.write_bytes(gzip.compress(b'{"line": "quizapp", "version": 1}\n'))
    assert "does not begin like one" in refused(there, file)


def test_lines_and_files_may_be_as_large_as_their_limits(
    lines: list[dict[str, Any]], here: Journal, there: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    longest, size = max(map(len, written)), sum(map(len, written))
    (ana,) = here.learners()
    for limit, most, at_least in (("LONGEST_LINE", longest, longest), ("MOST_BYTES", size, size - len(written[-1]))):
        monkeypatch.setattr(transfer, limit, most)
        export_learner(here, ana.id, file)
        import_learner(there, file)
        monkeypatch.setattr(transfer, limit, most - 1)
        assert "too much" in refused(there, file)
        monkeypatch.setattr(transfer, limit, at_least - 1)  # the last line does not count where it is written
        with pytest.raises(QuizAppError, match="too large"):
            export_learner(here, ana.id, file)
        monkeypatch.undo()
        export_learner(here, ana.id, file)
    monkeypatch.setattr(transfer, "MOST_EVENTS", len(EVENTS))
    import_learner(there, file)
    monkeypatch.setattr(transfer, "MOST_EVENTS", len(EVENTS) - 1)
    assert "an event is not in its place" in refused(there, file)


def test_a_file_that_is_cut_off_or_changed_anywhere_is_refused(
    lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    whole = file.read_bytes()
    for place in range(0, len(whole), 17):
        file.write_bytes(whole[:place])
        refused(there, file)
        if 10 <= place < len(whole) - 8:  # what is before tells of the packing alone
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
            refused(there, file)


@pytest.mark.parametrize("kind", FOREIGN)
def test_another_kind_of_file_is_refused(kind: str, there: Journal, file: Path) -> None:
    write_foreign(kind, file)

    assert str(file) in refused(there, file)


def test_a_bomb_is_refused_before_it_goes_off(
    lines: list[dict[str, Any]], there: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gzip.open(file, "wb", 1) as packed:
        for _ in range(80):
            packed.write(b" " * 1_000_000)  # one line without an end
    assert file.stat().st_size < 1_000_000
    assert "too much" in refused(there, file)

    monkeypatch.setattr(transfer, "MOST_BYTES", 3_000_000)  # of good lines
    lines[5:5] = [lines[4]] * 60_000
    lines[-1]["lines"] = len(lines)
    file.write_bytes(pack(lines))
    assert "too much" in refused(there, file)


def test_a_bank_that_is_not_the_one_that_it_says_is_refused(
    lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    lines[1]["title"] = "abcdefghij" * 6 + "k"
    file.write_bytes(pack(lines))
    with pytest.raises(QuizAppError, match=f"the bank “{'abcdefghij' * 6}” does not fit its checksum"):
        import_learners(there, file, is_right=lambda bank: bank.source == b"something else")
    assert there.learners() == ()

    import_learners(there, file, is_right=lambda bank: bank.source == "bank: é".encode())
    assert len(there.learners()) == 1


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_do_harm(tmp_path_factory: pytest.TempPathFactory, data: bytes, packed: bool) -> None:
    file = tmp_path_factory.getbasetemp() / "any.quizapp"
    file.write_bytes(gzip.compress(data) if packed else data)
    with pytest.raises(QuizAppError), transfer._told_of(file), transfer.open_regular(file) as stream:
        list(transfer._read(stream))
