"""What a teacher does while the program is killed, and what has to be true after that."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from quizapp.domain.assignment import Assignment, AssignmentSettings
from quizapp.domain.desk_entry import AnswerRated, Entry, EntryUndone, Overridden, Released, Remarked
from quizapp.domain.question import WRITTEN
from quizapp.formats.feedback_file import SUFFIX, read_feedback
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.mending import FULL_MARKS, LEFT_OUT, mend_entry, other_points
from quizapp.services.desk.releasing import release
from quizapp.storage.desk.database import Database
from quizapp.storage.desk.records import Arrival
from quizapp.storage.desk.revision import NEWEST
from quizapp.storage.desk.schema import metadata
from quizapp.storage.desk.store import make_tables, open_store
from tests.desks import BANK, NAMES, NOW, hand_in, new_desk, seed_of, taken
from tests.postgresql import ADMIN, OWNER
from tests.storage.desk.records import MEMBERS, arrival, set_up

Say = Callable[[str], object]
"""Tells what is saved."""

SMALL = msgspec.structs.replace(
    BANK, questions=tuple(each for each in BANK.questions if each.type_name in ("single_choice", "open_response"))
)
CLOSED, OPEN = sorted((each.id for each in SMALL.questions), key=lambda id_: SMALL.question(id_).is_rated)


class Where(NamedTuple):
    """The desk's database, a file or an address, and a folder for other files."""

    place: Path | str
    folder: Path

    def desk(self) -> Desk:
        return new_desk(self.place if isinstance(self.place, str) else self.place.parent.parent)


class Story(ABC):
    """Something that is done at the records of number `at`, from 1."""

    @abstractmethod
    def set_up(self, where: Where, count: int) -> None:
        """Make records for so many kills."""

    @abstractmethod
    def act(self, where: Where, at: int, say: Say) -> None:
        """Do it, and tell what is saved as soon as it is."""

    @abstractmethod
    def wrong(self, where: Where, at: int, told: set[str]) -> list[str]:
        """Tell what is lost, doubled or half done, before and after it is done once more."""


class Collecting(Story):
    """Three files a batch come in, one of each learner."""

    def set_up(self, where: Where, count: int) -> None:
        store = open_store(where.place)
        set_up(store, assignments=count)
        store.close()

    def act(self, where: Where, at: int, say: Say) -> None:
        store = open_store(where.place)
        for batch in self._batches(at):
            store.add_submissions(batch, "anna")
            for each in batch:
                say(each.received.digest)
        store.close()

    def _batches(self, at: int) -> list[list[Arrival]]:
        return [
            [arrival(each.id, batch, assignment=at, key=each.id * 2, name=each.name) for each in MEMBERS]
            for batch in range(1, 5)
        ]

    def wrong(self, where: Where, at: int, told: set[str]) -> list[str]:
        store = open_store(where.place)
        id_ = f"{at:032x}"
        every = self._batches(at)
        whole = {frozenset(each.received.digest for each in batch) for batch in every}
        here = {each.digest for each in store.submissions(id_)}
        entered = [each.submission for each in store.entries(id_)]  # type: ignore[attr-defined]
        wrong = []
        if not told <= here:
            wrong.append("lost")
        if sorted(entered) != sorted(here):
            wrong.append("half done")
        if any(0 < len(batch & here) < len(batch) for batch in whole):
            wrong.append("half a batch")
        for batch in every:
            store.add_submissions(batch, "anna")
        entered = [each.submission for each in store.entries(id_)]  # type: ignore[attr-defined]
        if sorted(entered) != sorted(digest for batch in whole for digest in batch):
            wrong.append("not right after collecting again")
        store.close()
        return wrong


class _Graded(Story):
    """Something that is done after three learners have handed in."""

    def set_up(self, where: Where, count: int) -> None:
        desk = where.desk()
        room, _ = add_class(desk, self._title(0), read_names(NAMES))
        given = {CLOSED: SMALL.question(CLOSED).correct_response(), OPEN: {WRITTEN: "Because of the bees."}}
        handed_in = where.folder / self._title(0)
        for at in range(1, count + 1):
            assignment = make_assignment(desk, room, self._title(at), merge([(SMALL, ())]), AssignmentSettings())
            for member in room.members:
                hand_in(desk, handed_in, taken(assignment, member, given), file=f"{at} {member.id}.quizanswers")
        collect(desk, [handed_in])
        desk.close()

    def _title(self, at: int) -> str:
        return f"{type(self).__name__} {at}"

    def assignment(self, desk: Desk, at: int) -> Assignment:
        return desk.assignment(next(each.id for each in desk.store.assignments() if each.title == self._title(at)))

    def audit(self, desk: Desk, assignment: Assignment) -> list[Entry]:
        """What was done since the three came in; a gap in the audit raises a DeskError."""
        found = desk.store.entries(assignment.id)
        assert len(desk.received(assignment.id)) == len(assignment.members)
        return list(found[len(assignment.members) :])


class _Entering(_Graded):
    """Entries are added to the audit, several at a time as one."""

    @abstractmethod
    def batches(self, assignment: Assignment) -> Iterator[list[Entry]]:
        """What is added as one, in order."""

    def act(self, where: Where, at: int, say: Say) -> None:
        desk = where.desk()
        assignment = self.assignment(desk, at)
        known = len(assignment.members)
        for batch in self.batches(assignment):
            for number in desk.store.append_all(assignment.id, batch, known):
                say(str(number))
            known += len(batch)
        desk.close()

    def wrong(self, where: Where, at: int, told: set[str]) -> list[str]:
        desk = where.desk()
        assignment = self.assignment(desk, at)
        batches = list(self.batches(assignment))
        starts = [[each for batch in batches[:count] for each in batch] for count in range(len(batches) + 1)]
        entries = self.audit(desk, assignment)
        wrong = []
        if entries not in starts:
            wrong.append("half done, or doubled")
        if not {int(number) for number in told} <= set(range(len(assignment.members) + len(entries))):
            wrong.append("lost")
        self.act(where, at, lambda text: None)
        if self.audit(desk, assignment) != starts[-1]:
            wrong.append("not right after doing it again")
        totals = {each.total for each in self._grades(desk, assignment)}
        if len(totals) != len(assignment.members):
            wrong.append("marks that are not those of the entries")
        desk.close()
        return wrong

    def _grades(self, desk: Desk, assignment: Assignment) -> list[Any]:
        received, entries = desk.received(assignment.id), desk.store.entries(assignment.id)
        return list(grades_of(assignment, received, entries).learners.values())


class Rating(_Entering):
    """Each learner's text is rated, with a remark and other points for another answer."""

    def batches(self, assignment: Assignment) -> Iterator[list[Entry]]:
        criteria = SMALL.question(OPEN).criteria  # type: ignore[attr-defined]
        for count, member in enumerate(assignment.members):
            by: dict[str, Any] = {"at": NOW + count, "who": "anna", "learner": member.id, "part": 0}
            yield [
                AnswerRated(**by, question=OPEN, levels=dict.fromkeys(criteria, 0)),
                Remarked(**by, question=OPEN, text=f"Well done, {member.name}"),
            ]
            yield [Overridden(**by, question=CLOSED, points=f"{count}/4", why="as agreed")]


class Remarking(_Entering):
    """Keys are mended, two questions as one, and that is undone."""

    def batches(self, assignment: Assignment) -> Iterator[list[Entry]]:
        first = len(assignment.members)
        by: dict[str, Any] = {"at": NOW, "who": "anna", "why": "The key was wrong."}
        points = other_points(SMALL.question(CLOSED), "3")
        yield [mend_entry(0, CLOSED, FULL_MARKS, **by), mend_entry(0, OPEN, LEFT_OUT, **by)]
        yield [EntryUndone(**by, number=first)]
        yield [EntryUndone(**by, number=first + 1), mend_entry(0, CLOSED, points, **by)]
        yield [
            Overridden(at=NOW, who="anna", learner=member.id, part=0, question=CLOSED, points=str(count))
            for count, member in enumerate(assignment.members)
        ]


class Releasing(_Graded):
    """One learner after the other is given a file of feedback."""

    def act(self, where: Where, at: int, say: Say) -> None:
        desk = where.desk()
        assignment = self.assignment(desk, at)
        for member in assignment.members:
            release(desk, assignment.id, [member.id], where.folder / str(at))
            say(member.id)
        desk.close()

    def wrong(self, where: Where, at: int, told: set[str]) -> list[str]:
        desk = where.desk()
        assignment = self.assignment(desk, at)
        every = [member.id for member in assignment.members]
        released, files = self._released(desk, assignment), self._files(where, desk, at)
        wrong = []
        if released != every[: len(released)]:
            wrong.append("doubled, or in another order")
        if not files <= set(released):
            wrong.append("a file that the audit does not know")
        if not told <= files:
            wrong.append("lost")
        self.act(where, at, lambda text: None)
        if self._released(desk, assignment) != every or self._files(where, desk, at) != set(every):
            wrong.append("not right after doing it again")
        desk.close()
        return wrong

    def _released(self, desk: Desk, assignment: Assignment) -> list[str]:
        return [id_ for each in self.audit(desk, assignment) if isinstance(each, Released) for id_ in each.learners]

    def _files(self, where: Where, desk: Desk, at: int) -> set[str]:
        """The learners who have a file; one that is not whole raises a QuizAppError."""
        names = {member.name: seed_of(member.name) for member in self.assignment(desk, at).members}
        found = set()
        for path in (where.folder / str(at)).glob(f"[!.]*{SUFFIX}"):
            seed = next(seed for name, seed in names.items() if f" - {name}" in path.name)
            found.add(read_feedback(path.read_bytes(), seed, desk.verify_key).learner)
        return found


class Migrating(Story):
    """The tables are made in an empty database."""

    def set_up(self, where: Where, count: int) -> None:
        if isinstance(where.place, str):
            admin = sa.make_url(where.place).set(drivername="postgresql+psycopg", username=ADMIN, database="postgres")
            engine = sa.create_engine(admin, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                for at in range(1, count + 1):
                    name = self._database(where, at)
                    connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE template0 OWNER {OWNER}"))
            engine.dispose()

    def _database(self, where: Where, at: int) -> str:
        return f"empty_{where.folder.name.lower()}_{at}"

    def _place(self, where: Where, at: int, login: str = OWNER) -> Path | str:
        if not isinstance(where.place, str):
            return where.folder / str(at) / "desk.db"
        url = sa.make_url(where.place).set(username=login, database=self._database(where, at))
        return url.render_as_string(hide_password=False)

    def act(self, where: Where, at: int, say: Say) -> None:
        place = self._place(where, at)
        if isinstance(place, str):
            make_tables(place)
        else:
            open_store(place).close()
        say("made")

    def wrong(self, where: Where, at: int, told: set[str]) -> list[str]:
        wrong = []
        made = self._state(where, at)
        if made not in (("", 0), (NEWEST, len(metadata.tables) + 1)):
            wrong.append(f"half a migration: {made}")
        if told and made[0] != NEWEST:
            wrong.append("lost")
        self.act(where, at, lambda text: None)
        teacher = sa.make_url(where.place).username if isinstance(where.place, str) else ""
        store = open_store(self._place(where, at, teacher or ""))
        set_up(store)
        if not store.add_submissions([arrival()], "anna")[0].is_new:
            wrong.append("a new desk with something in it")
        store.close()
        return wrong

    def _state(self, where: Where, at: int) -> tuple[str, int]:
        """The version and the number of the tables."""
        place = self._place(where, at)
        address = (
            sa.make_url(place).set(drivername="postgresql+psycopg") if isinstance(place, str) else f"sqlite:///{place}"
        )
        engine = sa.create_engine(
            address, connect_args={"options": "-c search_path=quizapp"} if isinstance(place, str) else {}
        )
        if not isinstance(place, str):
            place.parent.mkdir(exist_ok=True)
        tables = len(sa.inspect(engine).get_table_names())
        version = Database(engine, "").version()
        engine.dispose()
        return version, tables


STORIES: dict[str, Story] = {
    "collecting": Collecting(),
    "rating": Rating(),
    "re-marking": Remarking(),
    "releasing": Releasing(),
    "migrating": Migrating(),
}
