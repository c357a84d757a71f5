"""The desk's records, in SQLite and in PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from operator import attrgetter
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import (
    Collected,
    EntryUndone,
    LearnerDeleted,
    Mend,
    Mended,
    Released,
    Remarked,
    SignerDecided,
)
from quizapp.storage.desk.errors import DeskChangedError, DeskDamagedError, DeskError
from quizapp.storage.desk.records import Arrived, KnownFile
from quizapp.storage.desk.schema import desk as desk_table
from quizapp.storage.desk.store import DeskStore, open_store
from tests.storage.desk.records import (
    ANA,
    FIRST_KEY,
    LI,
    MEMBERS,
    OMAR,
    OWNED,
    SECOND_KEY,
    arrival,
    assignment_for,
    set_up,
)

NEW, SAME, HELD = Arrived(True, "accepted"), Arrived(False, "accepted"), Arrived(True, "waiting")
MENDED = Mended(at=5, who="anna", why="B is right, too", part=0, question="q1", mend=Mend(kind="full_marks"))


def collected(store, assignment):
    return [each.submission for each in store.entries(assignment) if isinstance(each, Collected)]


def submitted(store, assignment):
    return sorted(store.submissions(assignment), key=lambda each: each.digest)


def in_order(*arrivals):
    return sorted((each.received for each in arrivals), key=lambda each: each.digest)


def test_a_desk_keeps_its_keys(store, desk_place):
    keys = store.keys()
    assert len(keys.signing_seed) == len(keys.box_secret) == 32
    assert keys.signing_seed != keys.box_secret
    assert not store.is_read_only
    store.set_password("hash", "code")
    again = open_store(desk_place)
    assert again.keys() == keys._replace(password_hash="hash", recovery_hash="code")
    again.close()


def test_classes_keep_the_order_and_the_names_of_their_learners(store):
    room = store.add_class("7b", MEMBERS)
    other = store.add_class("Choir", [OMAR])
    assert store.classes() == (room, other)
    with pytest.raises(DeskError, match="“7b” already"):
        store.add_class("7b", [])
    assert store.classes() == (room, other)

    renamed = Member(OMAR.id, "عمر الخيام", Accommodation(time_factor=0.0, theme="dark"))
    store.change_learner(renamed)
    store.set_members(room.id, [renamed, ANA])
    store.rename_class(other.id, "Chorus")
    assert [(each.name, each.members) for each in store.classes()] == [("7b", (renamed, ANA)), ("Chorus", (renamed,))]
    assert sorted(store.learners(), key=attrgetter("id")) == sorted((renamed, ANA, LI), key=attrgetter("id"))
    with pytest.raises(DeskError, match="“7b” already"):
        store.rename_class(other.id, "7b")
    store.delete_class(other.id)
    store.add_assignment(assignment_for(store.classroom(room.id)))
    with pytest.raises(DeskError, match="has assignments"):
        store.delete_class(room.id)


def test_an_assignment_comes_back_as_it_was_made(store):
    room, (made,) = set_up(store)
    store.add_assignment(made)
    store.add_assignment(later := assignment_for(room, 2))
    assert store.assignment(made.line.id) == made
    assert store.assignments() == store.assignments(room.id) == (later.line, made.line)
    assert store.assignments("none") == ()
    with pytest.raises(DeskError, match="no such assignment"):
        store.assignment("none")


def test_another_desk_in_the_same_file_sees_and_changes_nothing(tmp_path):
    mine = open_store(tmp_path / "desk.db")
    room, (made,) = set_up(mine)
    mine.add_submissions([arrival()], "anna")
    mine.add_phrase("Gut!")
    with mine.database.writing() as connection:
        row = connection.execute(sa.select(desk_table)).mappings().one()
        connection.execute(sa.insert(desk_table), [{**row, "id": "other", "login": "other"}])
    other = DeskStore(mine.database, "other")
    digest = arrival().received.digest
    assert (other.classes(), other.learners(), other.assignments(), other.question_counts()) == ((), (), (), {})
    assert (other.signers(), other.phrases(), other.known([digest]), other.members_of(made.line.id)) == ((), (), {}, ())
    assert (other.entries(made.line.id), other.submissions(made.line.id), other.handed_in(made.line.id)) == ((), (), ())
    assert (other.version_of(made.line.id), other.signed_by(ANA.id, FIRST_KEY)) == ((0, 0), ())
    other.delete_phrase("Gut!")
    other.set_password("x", "y")
    for forbidden in (
        lambda: other.assignment(made.line.id),
        lambda: other.add_submissions([arrival(number=2)], "boris"),
        lambda: other.append(made.line.id, MENDED),
        lambda: other.match(made.line.id, digest, ANA.id, 8.0, "boris"),
        lambda: other.delete_learner(ANA.id),
        lambda: other.change_learner(Member(ANA.id, "Somebody else")),
        lambda: other.add_class("8b", [Member(ANA.id, "Somebody else")]),
        lambda: other.set_members(room.id, []),
        lambda: other.rename_class(room.id, "x"),
        lambda: other.delete_class(room.id),
    ):
        with pytest.raises(DeskError):
            forbidden()
    assert other.add_class("7b", []).name == "7b"  # each desk has names of its own
    assert (mine.classes(), mine.phrases(), mine.keys().password_hash) == ((room,), ("Gut!",), "")
    with mine.database.writing() as connection:
        connection.execute(sa.text("DELETE FROM classroom WHERE desk = 'other'"))
        connection.execute(sa.text("DELETE FROM desk WHERE id = 'other'"))
    with pytest.raises(DeskError, match=r"no longer there\. Open it again"):
        other.keys()
    mine.close()


def test_a_submission_is_kept_once_and_entered_once(store):
    _, (made,) = set_up(store)
    first, second = arrival(), arrival(number=2)
    assert store.add_submissions([first, second, first], "anna") == (NEW, NEW, SAME)
    assert store.add_submissions([first], "boris")[0] == SAME
    assert submitted(store, made.line.id) == in_order(first, second)
    digest = first.received.digest
    assert store.known([digest, "none"]) == {digest: KnownFile(digest, made.line.id, ANA.id, "Ana", 2001.0, 3000.0)}
    assert collected(store, made.line.id) == [first.received.digest, second.received.digest]
    with pytest.raises(DeskError, match="no such assignment on this desk"):
        store.add_submissions([arrival(LI.id), arrival(assignment=9)], "anna")
    assert len(store.submissions(made.line.id)) == 2


def test_a_second_key_waits_for_the_teacher(store):
    _, made = set_up(store, assignments=2)
    store.add_submissions([arrival()], "anna")
    held = [arrival(number=2, key=SECOND_KEY), arrival(number=3, key=SECOND_KEY, assignment=2)]
    assert store.add_submissions(held, "anna") == (HELD, HELD)
    assert len(collected(store, made[0].line.id)) == 1
    ids = [each.line.id for each in made]
    assert store.signed_by(ANA.id, SECOND_KEY) == tuple(
        (of, each.received.digest)
        for of, each in sorted(zip(ids, held, strict=True), key=lambda pair: pair[1].received.digest)
    )
    decided = SignerDecided(at=7.0, who="anna", why="a new laptop", learner=ANA.id, signer=SECOND_KEY, accepted=True)
    for _ in range(2):
        store.decide_signer(ANA.id, SECOND_KEY, "accepted", 7.0, [(of, decided) for of in ids])
    assert [each for of in ids for each in store.entries(of) if isinstance(each, SignerDecided)] == [decided] * 2
    assert store.add_submissions([arrival(number=4, key=SECOND_KEY)], "anna")[0] == NEW
    store.decide_signer(ANA.id, SECOND_KEY, "refused", 9.0, [])
    assert store.add_submissions([arrival(number=5, key=SECOND_KEY)], "anna")[0] == Arrived(True, "refused")
    assert store.add_submissions([arrival(number=6, key="3" * 64)], "anna")[0] == HELD
    assert [(each.key[0], each.state) for each in store.signers()] == [
        ("1", "accepted"),
        ("2", "refused"),
        ("3", "waiting"),
    ]


def test_a_typed_name_is_matched_by_the_teacher(store):
    _, (made,) = set_up(store)
    unknown = arrival(learner="", name="Annie")
    assert store.add_submissions([unknown], "anna")[0] == Arrived(True, "")
    assert collected(store, made.line.id) == []
    with pytest.raises(DeskError, match="no such submission or learner"):
        store.match(made.line.id, unknown.received.digest, "none", 8.0, "anna")
    store.match(made.line.id, unknown.received.digest, ANA.id, 8.0, "anna")
    store.match(made.line.id, unknown.received.digest, ANA.id, 8.0, "anna")
    assert collected(store, made.line.id) == [unknown.received.digest]
    assert store.add_submissions([arrival()], "anna")[0] == NEW  # by the same key


def test_entries_are_numbered_without_gaps_and_an_older_view_is_told(store):
    _, (made,) = set_up(store)
    id_ = made.line.id
    assert store.append(id_, MENDED, expected=0) == 0
    assert store.append(id_, MENDED, expected=0) == 0  # the answer to the first was lost on the way
    undone = EntryUndone(at=6, who="boris", number=0)
    with pytest.raises(DeskChangedError):
        store.append(id_, undone, expected=0)
    remarks = [Remarked(at=7, who="anna", learner=ANA.id, part=0, question=q, text="Gut! ✓") for q in ("q1", "q2")]
    assert store.append_all(id_, [undone, *remarks], expected=1) == (1, 2, 3)
    assert store.entries(id_) == (MENDED, undone, *remarks)
    assert store.entries(id_, since=3) == (remarks[1],)
    with pytest.raises(DeskError, match="no such assignment"):
        store.append("none", MENDED)


def test_phrases_are_kept_once(store):
    for text in ("Say where in the text.", "Gut!", "Gut!"):
        store.add_phrase(text)
    store.delete_phrase("Say where in the text.")
    assert store.phrases() == ("Gut!",)
    store.add_phrase("Also!")
    store.add_phrase("Gut!")
    assert store.phrases() == ("Gut!", "Also!")


def test_what_stays_can_be_neither_changed_nor_deleted(store):
    _, (made,) = set_up(store)
    store.add_submissions([arrival()], "anna")
    before = (store.submissions(made.line.id), store.entries(made.line.id), store.assignment(made.line.id))
    for statement in (
        "UPDATE entry SET data = ''",
        "DELETE FROM entry",
        "UPDATE submission SET learner = ''",
        "DELETE FROM submission",
        "UPDATE assignment SET title = ''",
        "DELETE FROM assignment_member",
        "DELETE FROM assignment_part",
    ):
        with pytest.raises(DeskError), store.database.writing() as connection:
            connection.execute(sa.text(statement))
    assert before == (store.submissions(made.line.id), store.entries(made.line.id), store.assignment(made.line.id))


def test_a_learner_is_deleted_everywhere_and_nobody_else_is(store, desk_place):
    _, (made,) = set_up(store)
    id_ = made.line.id
    unknown, of_li = arrival(learner="", name="Anna", number=7), arrival(LI.id, key=SECOND_KEY)
    store.add_submissions([arrival(), unknown, of_li], "anna")
    store.match(id_, unknown.received.digest, ANA.id, 8.0, "anna")
    store.append(id_, Remarked(at=7, who="anna", learner=ANA.id, part=0, question="q1", text="Gut!"))
    store.append(id_, MENDED)
    groups = ((ANA,), (ANA, LI), (LI, ANA, OMAR), (LI, ANA), (LI,))
    for at, group in enumerate(groups):
        store.append(id_, Released(at=20 + at, who="anna", learners=tuple(each.id for each in group)))
    before, released = store.entries(id_)[: -len(groups)], store.entries(id_)[-len(groups) :]
    store.delete_learner(ANA.id)
    if isinstance(desk_place, Path):
        assert not any(ANA.id.encode() in path.read_bytes() for path in desk_place.parent.iterdir())
    found = store.entries(id_, len(before))
    assert found == tuple(
        msgspec.structs.replace(each, learners=tuple(of for of in each.learners if of != ANA.id)) for each in released
    )
    with store.database.reading() as connection:
        for table in OWNED:
            assert ANA.id not in repr(connection.execute(sa.select(table)).all()), table.name
    assert store.submissions(id_) == (of_li.received,)
    deleted = LearnerDeleted(at=0, who="")
    assert store.entries(id_)[: len(before)] == tuple(
        each if getattr(each, "learner", LI.id) == LI.id else deleted for each in before
    )
    assert store.append(id_, EntryUndone(at=9, who="anna", number=4)) == 10
    assert store.assignment(id_).members == (LI, OMAR)
    assert sorted(store.learners(), key=attrgetter("id")) == sorted((LI, OMAR), key=attrgetter("id"))
    assert [each.learner for each in store.signers()] == [LI.id]
    with pytest.raises(DeskError, match="no such learner"):
        store.delete_learner(ANA.id)
    with pytest.raises(DeskError), store.database.writing() as connection:  # the guard is closed again
        connection.execute(sa.text("DELETE FROM submission"))


def test_two_desks_collect_the_same_files_at_the_same_time(store, desk_place):
    _, (made,) = set_up(store)
    arrivals = [arrival(learner.id, number, key=learner.id * 2) for number in range(1, 21) for learner in MEMBERS]
    other = open_store(desk_place)
    groups = [arrivals[start : start + 7] for start in range(0, len(arrivals), 7)]
    with ThreadPoolExecutor(4) as pool:
        work = [
            pool.submit(desk.add_submissions, group, who)
            for group, backwards in zip(groups, groups[::-1], strict=True)
            for desk, who, group in ((store, "anna", group), (other, "boris", backwards[::-1]))
        ]
        outcomes = [each for done in work for each in done.result()]
    other.close()
    assert sum(each.is_new for each in outcomes) == len(arrivals)
    assert submitted(store, made.line.id) == in_order(*arrivals)
    assert sorted(collected(store, made.line.id)) == sorted(each.received.digest for each in arrivals)
    assert len(store.entries(made.line.id)) == len(arrivals)


def test_a_damaged_row_is_told(store, desk_place):
    if isinstance(desk_place, str):
        pytest.skip("nobody but its owner gets past the guard of PostgreSQL")
    _, (made,) = set_up(store)
    store.add_submissions([arrival()], "anna")
    store.append(made.line.id, MENDED)
    reads = {
        "submission": lambda: store.submissions(made.line.id),
        "entry": lambda: store.entries(made.line.id),
        "assignment": lambda: store.assignment(made.line.id),
        "assignment_part": lambda: store.assignment(made.line.id),
        "part_file": lambda: store.assignment(made.line.id),
    }
    for table, change, back in (
        ("submission", "number = number + 8", "number = number - 8"),
        ("entry", "data = replace(data, 'right', 'wrong')", "data = replace(data, 'wrong', 'right')"),
        ("entry", "number = number + 5", "number = number - 5"),
        ("assignment", "title = 'x' || title", "title = substr(title, 2)"),
        ("assignment_part", "title = 'x' || title", "title = substr(title, 2)"),
        ("part_file", "data = CAST('x' || CAST(data AS TEXT) AS BLOB)", ""),
    ):
        _change(store, table, change)
        with pytest.raises(DeskDamagedError):
            reads[table]()
        if back:
            _change(store, table, back)
            reads[table]()


def test_a_gap_in_the_audit_is_told(tmp_path):
    store = open_store(tmp_path / "desk.db")
    _, (made,) = set_up(store)
    store.append_all(
        made.line.id, [MENDED, msgspec.structs.replace(MENDED, at=6), msgspec.structs.replace(MENDED, at=7)]
    )
    with store.database.writing() as connection:
        connection.execute(sa.text("DROP TRIGGER entry_is_kept"))
        connection.execute(sa.text("DELETE FROM entry WHERE number = 1"))
    assert len(store.entries(made.line.id, since=2)) == 1
    for since in (0, 1):
        with pytest.raises(DeskDamagedError):
            store.entries(made.line.id, since)
    store.close()


def _change(store, table, change):
    with store.database.writing() as connection:
        connection.execute(sa.text(f"DROP TRIGGER IF EXISTS {table}_stays"))
        connection.execute(sa.text(f"UPDATE {table} SET {change}"))


def test_what_cannot_be_kept_is_refused(store):
    _, (made,) = set_up(store)
    half = msgspec.structs.replace(MENDED, why="\ud800")
    with pytest.raises(DeskError, match="cannot be kept"):
        store.append(made.line.id, half)
    with pytest.raises(DeskError, match="broken character"):
        store.add_phrase("\ud800")
    assert store.entries(made.line.id) == ()
