"""The journal: what was saved is there, once, and as it was; what does not fit is refused."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.attempt import replay
from quizapp.domain.event import Answered, Event, Flagged, Paused, Rated, Resumed, SetAside, Started, Submitted, Visited
from quizapp.domain.people import Learner
from quizapp.storage.errors import DamagedError, JournalError
from quizapp.storage.events import decode, encode
from quizapp.storage.journal import Journal, new_id
from quizapp.storage.migrations import CHECKSUMS, checksum
from quizapp.storage.rows import BankSnapshot
from tests.examples import examples
from tests.journals import unfinished_in
from tests.storage.disk import in_memory
from tests.storage.samples import EVENTS, STARTED, add_learner, keep_bank, write

pytestmark = pytest.mark.usefixtures("no_ballast")


class Clock:
    """Each look at it is a second later."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def journal(memory: Path) -> Iterator[Journal]:
    journal = Journal(memory / "journal.db", clock=Clock())
    yield journal
    journal.close()


@pytest.fixture
def ana(journal: Journal) -> Learner:
    return add_learner(journal)


def reopened(journal: Journal) -> Journal:
    journal.close()
    return Journal(journal.file, clock=Clock())


def message(future: "Future[Any]") -> str:
    """What the future fails with."""
    failure = future.exception()
    assert isinstance(failure, JournalError)
    assert failure.remedy
    return failure.message


# attempts


def test_an_attempt_is_there_after_the_program_was_started_again(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana)

    journal = reopened(journal)

    assert journal.events(id_) == EVENTS
    assert replay(journal.events(id_)).submitted
    assert journal.learners() == (ana,)
    journal.close()


def test_the_future_is_done_when_another_program_can_see_it(journal: Journal, ana: Learner) -> None:
    keep_bank(journal)
    id_ = new_id()
    journal.begin(id_, ana.id, STARTED.content_hash, STARTED).result()

    with closing(sqlite3.connect(journal.file)) as connection:
        assert connection.execute("SELECT seq FROM event WHERE attempt = ?", (id_,)).fetchall() == [(0,)]


def test_the_same_event_again_is_the_same_event(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana)

    for seq, event in enumerate(EVENTS):
        if seq:
            journal.append(id_, seq, event).result()
    journal.begin(id_, ana.id, STARTED.content_hash, STARTED).result()

    assert journal.events(id_) == EVENTS


def test_fields_in_another_order_are_the_same_event(journal: Journal, ana: Learner) -> None:
    first = Answered(at=1, question="one", response={"a": "1", "b": "2"})
    id_ = write(journal, ana, (STARTED, first))

    journal.append(id_, 1, Answered(at=1, question="one", response={"b": "2", "a": "1"})).result()

    assert journal.events(id_) == (STARTED, first)


@pytest.mark.parametrize(
    "other",
    [
        Answered(at=2.5, question="one", response="b"),
        Answered(at=2, question="one", response=("b",)),
        Flagged(at=2, question="one", flagged=True),
    ],
)
def test_another_event_in_its_place_is_refused(journal: Journal, ana: Learner, other: Event) -> None:
    id_ = write(journal, ana)

    assert "something else was saved" in message(journal.append(id_, 2, other))
    assert journal.events(id_) == EVENTS


def test_a_gap_is_refused_and_can_be_filled(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana, EVENTS[:3])

    assert "not saved yet" in message(journal.append(id_, 4, EVENTS[4]))
    assert journal.events(id_) == EVENTS[:3]
    for seq in (3, 4):
        journal.append(id_, seq, EVENTS[seq]).result()
    assert journal.events(id_) == EVENTS[:5]


def test_one_that_is_refused_does_not_take_its_neighbors_along(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana, EVENTS[:1])

    futures = [journal.append(id_, seq, EVENTS[seq]) for seq in (1, 2, 5, 3)]

    assert [future.exception() is None for future in futures] == [True, True, False, True]
    assert journal.events(id_) == EVENTS[:4]


@pytest.mark.parametrize(
    "event",
    [
        Answered(at=1, question="one", response="half a character: \ud83d"),
        Answered(at=float("nan"), question="one", response="a"),
        Answered(at=float("inf"), question="one", response="a"),
        Answered(at=1, question="one", response=5),  # type: ignore[arg-type]
        Answered(at=1, question="one", response=object()),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_read_again_is_not_told_saved(journal: Journal, ana: Learner, event: Event) -> None:
    id_ = write(journal, ana, EVENTS[:1])

    assert message(journal.append(id_, 1, event)).startswith("Not saved")
    assert journal.events(id_) == EVENTS[:1]


def test_an_attempt_begins_once_and_by_a_known_learner_at_a_kept_bank(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana)

    for future in (
        journal.begin(new_id(), "nobody", STARTED.content_hash, STARTED),
        journal.begin(new_id(), ana.id, "no bank", STARTED),
        journal.begin(id_, add_learner(journal, "Ben").id, STARTED.content_hash, STARTED),
        journal.begin(id_, ana.id, STARTED.content_hash, Started(**{**as_dict(STARTED), "mode": "test"})),
        journal.append(id_, len(EVENTS), STARTED),
        journal.append(id_, -1, EVENTS[1]),
        journal.append("no attempt", 1, EVENTS[1]),
        journal.append("no attempt", 0, EVENTS[1]),
    ):
        assert message(future)
    assert [row.id for row in journal.attempts(ana.id)] == [id_]
    assert journal.events(id_) == EVENTS


def as_dict(started: Started) -> dict[str, Any]:
    return {name: getattr(started, name) for name in started.__struct_fields__}


def test_every_kind_of_event_is_kept(journal: Journal, ana: Learner) -> None:
    class Dreamed(Event, frozen=True, kw_only=True, tag="dreamed"):
        of: str

    events = (STARTED, Dreamed(at=1, of="bees"), Rated(at=2, question="one", rating={"A": 3}))
    id_ = write(journal, ana, events)

    assert journal.events(id_) == events


def test_a_kind_that_only_a_newer_version_knows_is_told_as_that(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana, EVENTS[:1])
    with closing(sqlite3.connect(journal.file)) as connection, connection:
        data = '{"type":"levitated","at":1}'
        connection.execute(
            "INSERT INTO event VALUES (?, 1, 0, 'levitated', ?, ?)", (id_, data, checksum(id_, 1, 0, "levitated", data))
        )

    with pytest.raises(JournalError) as caught:
        journal.events(id_)
    assert "this version of Quizapp does not know" in caught.value.message


# lists of attempts


def test_attempts_come_the_newest_first_and_page_by_page(journal: Journal, ana: Learner) -> None:
    ids = [write(journal, ana, EVENTS[: 1 + index % 7]) for index in range(12)]
    write(journal, add_learner(journal, "Ben"))

    found = [row.id for row in journal.attempts(ana.id)]
    pages = journal.attempts(ana.id, limit=5)
    while page := journal.attempts(ana.id, limit=5, before=pages[-1]):
        assert len(page) <= 5
        pages += page

    assert found == ids[::-1]
    assert [row.id for row in pages] == found
    assert len(journal.attempts(ana.id, limit=None)) == 12


def test_attempts_that_began_at_the_same_moment_are_all_listed(memory: Path) -> None:
    journal = Journal(memory / "journal.db", clock=lambda: 5.0)
    ana = add_learner(journal)
    ids = {write(journal, ana, EVENTS[:1]) for _ in range(5)}

    first = journal.attempts(ana.id, limit=2)
    second = journal.attempts(ana.id, limit=5, before=first[-1])

    assert {row.id for row in first + second} == ids
    assert len(first + second) == 5
    journal.close()


def test_a_row_tells_what_a_list_shows(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana)
    (row,) = journal.attempts(ana.id)

    assert (row.id, row.learner, row.bank_id, row.title) == (id_, ana.id, "bees", "The Bees")
    assert (row.content_hash, row.last_seq, row.submitted) == (STARTED.content_hash, len(EVENTS) - 1, True)
    assert row.last_written - row.started == len(EVENTS) - 1  # by the clock of this test
    assert row.summary is None
    assert journal.attempt(id_) == row
    with pytest.raises(JournalError):
        journal.attempt("none")
    with pytest.raises(JournalError):
        journal.events("none")


def test_what_can_go_on_was_begun_in_earnest_and_not_set_aside_the_one_written_last_first(
    journal: Journal, ana: Learner
) -> None:
    idle = (Started, Visited, Paused, Resumed)
    first, second = (write(journal, ana, EVENTS[:3]) for _ in range(2))
    looked_at = write(journal, ana, [STARTED, Visited(at=1, question="one"), Paused(at=2), Resumed(at=3)])
    write(journal, ana)  # over
    write(journal, add_learner(journal, "Ben"), EVENTS[:3])
    assert journal.going_on(ana.id, idle) == (second, first)

    journal.append(first, 3, Flagged(at=9, question="one", flagged=True)).result()
    assert journal.going_on(ana.id, idle) == (first, second)
    journal.append(first, 4, SetAside(at=10)).result()
    assert journal.going_on(ana.id, idle) == (second,)
    journal.append(first, 5, Resumed(at=11)).result()
    assert journal.going_on(ana.id, idle) == (first, second)
    assert set(journal.going_on(ana.id, ())) == {first, second, looked_at}


def test_unfinished_attempts_are_those_that_were_not_submitted(journal: Journal, ana: Learner) -> None:
    open_ = [write(journal, ana, EVENTS[:size]) for size in (1, 3)]
    write(journal, ana)
    write(journal, ana, (*EVENTS, Rated(at=20, question="one", rating={"A": 1})))
    write(journal, add_learner(journal, "Ben"), EVENTS[:2])

    rows = unfinished_in(journal, ana.id)
    assert [row.id for row in rows] == open_[::-1]
    assert not any(row.submitted for row in rows)
    journal.append(open_[0], 1, Submitted(at=3)).result()
    assert [row.id for row in unfinished_in(journal, ana.id)] == open_[1:]
    assert [row.submitted for row in journal.attempts(ana.id)] == [True, True, False, True]


def test_a_summary_is_shown_as_long_as_nothing_came_after_it(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana)
    last = len(EVENTS) - 1

    journal.save_summary(id_, last, 1, {"points": 3, "of": [1, 2]}).result()
    assert journal.attempts(ana.id)[0].summary == {"points": 3, "of": [1, 2]}
    assert journal.attempts(ana.id, summary_version=2)[0].summary is None  # computed by other rules
    journal.append(id_, last + 1, Rated(at=20, question="one", rating={"A": 1})).result()
    assert journal.attempts(ana.id)[0].summary is None
    journal.save_summary(id_, last + 1, 1, {"points": 4}).result()
    journal.save_summary(id_, last, 1, {"points": 3}).result()  # one that was computed before, and comes late
    assert journal.attempts(ana.id)[0].summary == {"points": 4}
    journal.save_summary("none", 1, 1, {}).result()
    assert len(journal.attempts(ana.id)) == 1


# what is never changed


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET data = '{}'",
        "UPDATE event SET seq = seq + 1",
        "DELETE FROM event",
        "REPLACE INTO event SELECT attempt, seq, 0, kind, data, checksum FROM event",
        "UPDATE attempt SET learner = 'x'",
        "DELETE FROM attempt",
        "REPLACE INTO attempt SELECT id, learner, content_hash, bank_id, 0, checksum FROM attempt",
        "DELETE FROM learner",
        "DELETE FROM bank",
        "INSERT INTO event VALUES ('no attempt', 0, 0, 'x', '{}', 0)",
        "INSERT INTO learner VALUES ('x', 'y', 'not a number', 0, 0)",
    ],
)
def test_the_file_itself_refuses_to_forget(journal: Journal, ana: Learner, statement: str) -> None:
    id_ = write(journal, ana)

    assert journal.writer.write(lambda connection: connection.execute(statement)).exception() is not None
    assert journal.events(id_) == EVENTS
    assert len(journal.attempts(ana.id)) == 1


# learners


def test_learners_are_added_renamed_and_deleted(journal: Journal) -> None:
    ana, guest = add_learner(journal, " Ana "), journal.add_learner("Guest", is_guest=True).result()
    journal.add_learner("Guest", is_guest=True).result()

    assert [(learner.name, learner.is_guest) for learner in journal.learners()] == [
        ("Ana", False),
        ("Guest", True),
        ("Guest", True),
    ]
    journal.rename_learner(guest.id, "Ben").result()
    assert journal.learners()[1] == Learner(guest.id, "Ben", False, guest.created)
    journal.delete_learner(ana.id).result()
    assert [learner.name for learner in journal.learners()] == ["Ben", "Guest"]


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101, "\ud800", "‮Ana", "ANA", "Ａna"])
def test_a_name_that_is_none_or_taken_is_refused(journal: Journal, ana: Learner, name: str) -> None:
    ben = add_learner(journal, "Ben")

    assert message(journal.add_learner(name))
    assert message(journal.rename_learner(ben.id, name))
    assert journal.learners() == (ana, ben)
    journal.rename_learner(ana.id, "ana").result()  # one's own name is free


def test_a_name_may_have_a_hundred_letters(journal: Journal) -> None:
    assert add_learner(journal, "x" * 100).name == "x" * 100
    assert "100 letters" in message(journal.add_learner("y" * 101))


def test_deleting_a_learner_takes_theirs_and_nothing_else(journal: Journal, ana: Learner) -> None:
    ben = add_learner(journal, "Ben")
    mine, theirs = write(journal, ana), write(journal, ben)
    journal.save_summary(mine, 6, 1, {}).result()
    write(journal, ana, EVENTS[:2])

    journal.delete_learner(ana.id).result()
    journal.delete_learner(ana.id).result()

    assert journal.learners() == (ben,)
    assert journal.attempts(ana.id) == unfinished_in(journal, ana.id) == ()
    assert journal.events(theirs) == EVENTS
    assert "anymore" in message(journal.append(mine, 7, Visited(at=1, question="one")))
    assert journal.writer.write(lambda connection: connection.execute("DELETE FROM event")).exception()


def test_a_bank_goes_with_the_last_learner_who_took_it(journal: Journal, ana: Learner) -> None:
    ben = add_learner(journal, "Ben")
    write(journal, ana)
    write(journal, ben)
    journal.keep_bank("other", "other", "Of nobody", b"zarathustra", {"a.png": b"picture"}).result()
    other = Started(**as_dict(STARTED) | {"content_hash": "other"})
    journal.begin(new_id(), ana.id, "other", other).result()

    journal.delete_learner(ana.id).result()

    with pytest.raises(JournalError, match="not in the journal"):
        journal.bank("other")
    assert journal.bank(STARTED.content_hash).files == {"hive.png": b"\x89PNG"}
    journal.delete_learner(ben.id).result()
    with journal.writer.readers.lend() as connection:
        left = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in CHECKSUMS]
    assert left == [(0,)] * len(CHECKSUMS)


# damage: what is read is what was written


@pytest.mark.parametrize(
    ("spoil", "read"),
    [
        ("UPDATE learner SET name = 'Ena'", lambda journal, id_: journal.learners()),
        ("UPDATE learner SET is_guest = 1", lambda journal, id_: journal.learners()),
        ("UPDATE bank SET title = 'Wasps'", lambda journal, id_: journal.bank(STARTED.content_hash)),
        ("UPDATE bank_file SET data = x'00'", lambda journal, id_: journal.bank(STARTED.content_hash)),
        ("DELETE FROM bank_file", lambda journal, id_: journal.bank(STARTED.content_hash)),
        ("UPDATE attempt SET started = 1", lambda journal, id_: journal.attempt(id_)),
        ("UPDATE event SET data = replace(data, '\"b\"', '\"a\"')", lambda journal, id_: journal.events(id_)),
        ("UPDATE event SET written = 1 WHERE seq = 2", lambda journal, id_: journal.moments(id_)),
        ("DELETE FROM event WHERE seq = 2", lambda journal, id_: journal.events(id_)),
        ("DELETE FROM event", lambda journal, id_: journal.attempt(id_)),
        ("DELETE FROM bank", lambda journal, id_: journal.attempts("ana")),
    ],
)
def test_what_the_disk_has_changed_is_told_and_not_read(
    journal: Journal, spoil: str, read: Callable[[Journal, str], object]
) -> None:
    ana = journal.add_learner("Ana", id_="ana").result()
    id_ = write(journal, ana)
    read(journal, id_)
    with closing(sqlite3.connect(journal.file)) as connection, connection:
        for trigger in ("event_stays", "event_is_kept", "attempt_stays"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(spoil)

    with pytest.raises(DamagedError) as caught:
        read(journal, id_)
    assert caught.value.remedy.startswith("Start the program again")
    with pytest.raises(DamagedError):
        journal.check()


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE summary SET data = '{\"points\": 9}'",
        "UPDATE summary SET data = '[1'",
        "UPDATE summary SET data = '[1]', checksum = (SELECT checksum(attempt, seq, version, '[1]'))",
        "UPDATE summary SET data = CAST(x'ff' AS TEXT)",
        "UPDATE summary SET checksum = 0",
    ],
)
def test_a_damaged_summary_is_left_out_and_costs_nothing_else(journal: Journal, ana: Learner, spoil: str) -> None:
    id_ = write(journal, ana)
    journal.save_summary(id_, len(EVENTS) - 1, 1, {"points": 3}).result()
    assert journal.attempt(id_).summary == {"points": 3}
    with closing(sqlite3.connect(journal.file)) as connection, connection:
        connection.create_function("checksum", -1, checksum)
        connection.execute(spoil)

    assert journal.attempt(id_).summary is None
    journal.check()  # it is computed anew


# banks


def test_a_bank_is_kept_as_it_was(journal: Journal) -> None:
    files = {"hive.png": b"\x00\xff" * 1000, "map": b""}
    journal.keep_bank("hash", "id", "Title", b"source" * 1000, files).result()
    journal.keep_bank("hash", "id", "Another title", b"other", {}).result()

    bank = journal.bank("hash")
    assert (bank.bank_id, bank.title, bank.source, bank.files) == ("id", "Title", b"source" * 1000, files)
    with pytest.raises(JournalError):
        journal.bank("another hash")


def test_a_bank_whose_source_was_lost_is_kept_again(journal: Journal) -> None:
    journal.keep_bank("hash", "id", "id", b"").result()
    journal.keep_bank("hash", "id", "Title", b"source", {"map": b"1"}).result()

    assert journal.bank("hash") == BankSnapshot("hash", "id", "Title", b"source", {"map": b"1"})


# threads, and the end


def test_many_threads_read_while_one_writes(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana, EVENTS[:1])
    events = [Visited(at=seq, question="one") for seq in range(1, 200)]
    done = threading.Event()

    def look() -> int:
        seen = 0
        while not done.is_set():
            found = journal.events(id_)
            assert found[1:] == tuple(events[: len(found) - 1])
            assert len(found) >= seen
            seen = len(found)
            assert journal.attempts(ana.id)[0].last_seq >= seen - 1
        return seen

    with ThreadPoolExecutor(4) as pool:
        looking = [pool.submit(look) for _ in range(4)]
        try:
            for future in [journal.append(id_, seq, event) for seq, event in enumerate(events, 1)]:
                future.result()
            journal.delete_learner(add_learner(journal, "Ben").id).result()
        finally:
            done.set()
        assert all(found.result() for found in looking)
    assert len(journal.events(id_)) == 200


def threads_of_journals() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "journal"}


def test_closing_waits_for_what_was_asked_for(journal: Journal, ana: Learner) -> None:
    open_before = threads_of_journals()  # its own, and perhaps those that other tests have left
    id_ = write(journal, ana, EVENTS[:1])
    futures = [journal.append(id_, seq, Visited(at=seq, question="one")) for seq in range(1, 1000)]

    journal.close()
    journal.close()

    assert all(future.done() and future.exception() is None for future in futures)
    assert "closed" in message(journal.append(id_, 1000, Submitted(at=1)))
    with pytest.raises(JournalError):
        journal.events(id_)
    assert [path.name for path in journal.file.parent.iterdir()] == ["journal.db"]
    assert threads_of_journals() < open_before
    journal = Journal(journal.file)
    assert len(journal.events(id_)) == 1000
    journal.close()


def test_a_write_cannot_be_taken_back(journal: Journal, ana: Learner) -> None:
    id_ = write(journal, ana, EVENTS[:1])

    assert not journal.append(id_, 1, EVENTS[1]).cancel()


def test_a_bug_in_one_write_stops_no_other(journal: Journal, ana: Learner) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM learner")
        raise ZeroDivisionError

    future = journal.writer.write(fail)

    assert isinstance(future.exception(), ZeroDivisionError)
    assert add_learner(journal, "Ben")
    assert len(journal.learners()) == 2


# any sequence

ANSWERS = st.builds(
    Answered,
    at=st.floats(0, 1e6),
    question=st.sampled_from(("one", "two")),
    response=st.none()
    | st.text(max_size=20)
    | st.lists(st.text(max_size=5), max_size=3).map(tuple)
    | st.dictionaries(
        st.text(max_size=3), st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2).map(tuple), max_size=3
    ),
)
STEPS = st.lists(
    st.tuples(st.just("next"), ANSWERS)
    | st.tuples(st.just("again"), st.integers(0, 50))
    | st.tuples(st.just("other"), st.integers(0, 50))
    | st.tuples(st.just("gap"), st.integers(1, 5))
    | st.tuples(st.just("open"), st.just(0)),
    max_size=30,
)


@settings(max_examples=examples(60))
@given(STEPS)
def test_any_sequence_of_appending_twice_and_reopening_gives_the_same_events(steps: list[tuple[str, Any]]) -> None:
    with in_memory() as folder:
        journal = Journal(folder / "journal.db")
        learner = add_learner(journal)
        id_ = write(journal, learner, EVENTS[:1])
        expected: list[Event] = [STARTED]
        for what, value in steps:
            if what == "next":
                journal.append(id_, len(expected), value)
                expected.append(value)
            elif what == "again" and (seq := value % len(expected)):
                assert journal.append(id_, seq, expected[seq]).exception() is None
            elif what == "other" and (seq := value % len(expected)):
                assert message(journal.append(id_, seq, Visited(at=-1, question="two")))
            elif what == "gap":
                assert message(journal.append(id_, len(expected) + value, Submitted(at=0)))
            elif what == "open":
                journal.close()
                journal = Journal(folder / "journal.db")
        journal.close()
        journal = Journal(folder / "journal.db")
        assert journal.events(id_) == tuple(expected)
        assert journal.attempt(id_).last_seq == len(expected) - 1
        journal.close()


@given(ANSWERS)
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    assert decode(encode(event)) == (event,)
