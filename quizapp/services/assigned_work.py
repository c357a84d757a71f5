"""The work of one learner on one assignment: the name, the parts, what was handed in, and whether it goes on.

All of it is derived from the journal and from files that are written whole or not at all, so whatever ends the program
loses nothing. All of it waits for the disk.
"""

from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

import msgspec

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import Assigned, Reopening
from quizapp.domain.attempt import Attempt, Mode, replay
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Member
from quizapp.domain.people import Learner, name_key
from quizapp.errors import QuizAppError
from quizapp.formats import reopening_file
from quizapp.formats.bounds import is_name
from quizapp.formats.envelope import FileRefusedError, read_file
from quizapp.formats.feedback_file import SUFFIX as FEEDBACK_SUFFIX
from quizapp.formats.reopening_file import read_reopening
from quizapp.services.assignment_places import kept_record
from quizapp.services.assignments import Assignments, Opened
from quizapp.storage.journal import Journal
from quizapp.whole_file import write_whole

PartState = Literal["new", "begun", "finished"]

FEEDBACK = f"feedback{FEEDBACK_SUFFIX}"
_NAMED = "learner.json"


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name under which somebody works: `learner` is the id of a member, empty where the name was typed."""

    learner: str
    name: str


class HandedPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part as it was handed in: the first `events` of an attempt."""

    attempt: str
    events: int


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The receipt of handing in for the time `number`, at `handed_in` in seconds since the epoch.

    `file` is where the file was written and read back; empty where that has not been done yet.
    """

    number: int
    handed_in: float
    parts: dict[str, HandedPart]
    file: str = ""


class PartWork(NamedTuple):
    """One part, by its index: its bank's title, and how far it has come. `answered` of `questions` have a response.

    `attempt_id` is empty where it was not begun. `can_go_on`: it was begun and is not over, or it was given back.
    """

    part: int
    title: str
    questions: int
    state: PartState
    answered: int = 0
    attempt_id: str = ""
    can_go_on: bool = False


class Standing(NamedTuple):
    """The state of the work: `handed_in` is the last receipt, and `reopening` the teacher's word that gave it back.

    `named` is None until a name was picked. `pending`: it was handed in, but the file is not where it belongs yet.
    """

    named: Named | None
    parts: tuple[PartWork, ...]
    handed_in: Receipt | None
    reopening: Reopening | None
    pending: Receipt | None

    @property
    def is_open(self) -> bool:
        """Tells whether the learner can work on it: it was not handed in, or was given back."""
        return self.handed_in is None or self.reopening is not None


class Beginning(NamedTuple):
    """All that a `Taking` needs to begin a part: `order` are the questions as they are asked."""

    bank: Bank
    mode: Mode
    order: tuple[str, ...]
    assigned: Assigned


class GoingOn(NamedTuple):
    """An attempt that goes on. Where `extra_time` is not None, `Taking.reopen_by_teacher` has to be called with it."""

    attempt_id: str
    extra_time: float | None


class Found(NamedTuple):
    """The attempt at a part that is in the journal."""

    id: str
    attempt: Attempt
    started: float


class AssignedWork:
    """The work of `learner` on the assignment `opened`."""

    def __init__(self, assignments: Assignments, opened: Opened, learner: Learner, journal: Journal) -> None:
        self.assignment = opened.assignment
        self.opened = opened
        self.learner = learner
        self.journal = journal
        self.places = assignments.places
        self.folder: Path = self.places.of_learner(opened.assignment.id, learner.id)

    # the name

    @property
    def members(self) -> tuple[Member, ...]:
        """The names to pick from, in the order of the class."""
        return self.assignment.members

    @property
    def named(self) -> Named | None:
        """The name that was picked, as the list has it now, or that was typed; None until then."""
        named = kept_record(self.folder / _NAMED, Named)
        if named is None:
            return None
        return next((Named(each.id, each.name) for each in self.members if each.id == named.learner), named)

    def pick(self, member: str) -> Named:
        """Work as the member of this id.

        Raises:
            QuizAppError: there is none, it was handed in under another name, or it cannot be kept.
        """
        found = next((each for each in self.members if each.id == member), None)
        if found is None:
            raise QuizAppError("This name is not on the list of the class.", "Pick another one.")
        return self._name(Named(found.id, found.name))

    def type_name(self, name: str) -> Named:
        """Work under a name that is typed; one that is on the list is the one on the list.

        Raises:
            QuizAppError: it is no name, it has to be on the list, it was handed in under another name, or it cannot be
                kept.
        """
        name = " ".join(name.split())
        if not is_name(name):
            raise QuizAppError("This cannot be a name.", "Type your name, with at most 100 letters.")
        same = [each for each in self.members if name_key(each.name) == name_key(name)]
        match same:
            case [only]:
                return self.pick(only.id)
            case [_, *_]:
                raise QuizAppError("Several people are called “{name}”.", "Pick your name from the list.", name=name)
        if self.assignment.settings.list_only:
            raise QuizAppError(
                "“{name}” is not on the list of the class.", "Pick your name, or ask your teacher.", name=name
            )
        return self._name(Named("", name))

    def _name(self, named: Named) -> Named:
        known = self.named
        if known == named:
            return named
        if known is not None and (self.receipts() or self.attempts()):
            raise QuizAppError(
                "You have begun this assignment as {name}.",
                "If you are not {name}, change the learner.",
                name=known.name,
            )
        write_whole(self.folder / _NAMED, msgspec.json.encode(named))
        return named

    @property
    def accommodation(self) -> Accommodation:
        """The conditions of the member who was picked; for a name that was typed, those of everybody."""
        named = self.named
        ids = {each.id: each.accommodation for each in self.members}
        return ids.get(named.learner, Accommodation()) if named is not None else Accommodation()

    # the parts

    def standing(self) -> Standing:
        """The state of the work.

        Raises:
            JournalError: the journal cannot be read.
        """
        attempts = self.attempts()
        last, pending = self.last_receipts()
        reopening = self.reopening(last.number) if last is not None else None
        is_open = last is None or reopening is not None
        parts = tuple(
            self._part(index, attempts.get(index), last, is_open) for index in range(len(self.assignment.parts))
        )
        return Standing(self.named, parts, last, reopening, pending)

    def _part(self, index: int, found: Found | None, last: Receipt | None, is_open: bool) -> PartWork:
        part = self.assignment.parts[index]
        count = len(part.order)
        if found is None:
            return PartWork(index, part.bank.title, count, "new")
        attempt = found.attempt
        answered = count - len(attempt.unanswered)
        given_back = last is not None and _is_as_handed_in(last, index, found)
        can_go_on = is_open and (not attempt.submitted or given_back)
        state: PartState = "finished" if attempt.submitted else "begun"
        return PartWork(index, part.bank.title, count, state, answered, found.id, can_go_on)

    def attempts(self) -> dict[int, Found]:
        """The attempts at the parts that were begun, by the index of the part.

        Of several at one part, as a learner's file may bring them, it is the one that was written last.

        Raises:
            JournalError: the journal cannot be read.
        """
        self.journal.settle()
        hashes = {part.bank.content_hash for part in self.assignment.parts}
        rows = [row for row in self.journal.attempts(self.learner.id, limit=None) if row.content_hash in hashes]
        found: dict[int, Found] = {}
        for row in sorted(rows, key=lambda each: each.last_written):
            attempt = replay(self.journal.events(row.id))
            part = attempt.started.part
            if attempt.started.assignment == self.assignment.id and part in range(len(self.assignment.parts)):
                found[part] = Found(row.id, attempt, row.started)
        return found

    def beginning(self, index: int, random: Random) -> Beginning:
        """All that is needed to begin part `index`.

        Raises:
            QuizAppError: there is no name yet, it was begun, or it was handed in.
        """
        standing = self.standing()
        if standing.named is None:
            raise QuizAppError("There is no name yet.", "Pick your name first.")
        if standing.parts[index].state != "new":
            raise QuizAppError("You have begun this part already.", "Go on with it.")
        if not standing.is_open:
            raise _handed_in_already()
        settings, part, given = self.assignment.settings, self.assignment.parts[index], self.accommodation
        order = list(part.order)
        if settings.is_shuffled:
            random.shuffle(order)
        assigned = settings.place(self.assignment.id, index, given, part.bank)
        return Beginning(part.bank.with_places_found(), settings.mode_for(given), tuple(order), assigned)

    def going_on(self, index: int) -> GoingOn:
        """The attempt at part `index`, which goes on.

        Raises:
            QuizAppError: it is over, or was not begun.
        """
        standing = self.standing()
        part = standing.parts[index]
        if not part.can_go_on:
            if part.state == "new":
                raise QuizAppError("You have not begun this part yet.", "Begin it.")
            raise _handed_in_already() if not standing.is_open else QuizAppError("This part is over.", "Hand it in.")
        reopening = standing.reopening
        extra = reopening.extra_time if reopening is not None and part.state == "finished" else None
        return GoingOn(part.attempt_id, extra)

    # what was handed in

    def receipts(self) -> tuple[Receipt, ...]:
        """The receipts, by their numbers; one that the disk has damaged is left out."""
        return receipts_in(self.folder)

    def tells_marks(self, standing: Standing) -> bool:
        """Tell whether the learner may see marks and key by now, of questions that are over."""
        shown = self.assignment.settings.shown
        return shown == "at_once" or (shown == "handed_in" and standing.handed_in is not None)

    def last_receipts(self) -> tuple[Receipt | None, Receipt | None]:
        """The last receipt of what was handed in, and one after it whose file is not where it belongs yet."""
        receipts = self.receipts()
        last = next((each for each in reversed(receipts) if each.file), None)
        pending = receipts[-1] if receipts and not receipts[-1].file else None
        return last, pending

    # going on with it

    def reopening(self, number: int) -> Reopening | None:
        """The teacher's word that what was handed in as `number` goes on; None where there is none."""
        file = self.folder / f"{number}{reopening_file.SUFFIX}"
        try:
            return read_reopening(read_file(file, reopening_file.KIND.most), self.opened.desk.verify)
        except FileRefusedError:  # none, or damaged
            return None

    def take_reopening(self, file: Path) -> Reopening:
        """Go on with what was handed in, by the teacher's file.

        Raises:
            QuizAppError: it is none of this desk's, for this learner and what was handed in last; or it is not kept.
        """
        data = read_file(file, reopening_file.KIND.most)
        reopening = read_reopening(data, self.opened.desk.verify)
        last, named = self.last_receipts()[0], self.named
        if reopening.assignment != self.assignment.id:
            raise QuizAppError("This reopening is for another assignment.", "Open the file for this one.")
        if named is None or not is_for(named, reopening.learner, reopening.name):
            raise QuizAppError("This reopening is for {name}.", "Open the file that is for you.", name=reopening.name)
        if last is None or last.number != reopening.number:
            raise QuizAppError(
                "This reopening is not for what you handed in last.", "Ask your teacher for a new one, if you need it."
            )
        write_whole(self.folder / f"{last.number}{reopening_file.SUFFIX}", data)
        return reopening


def receipts_in(folder: Path) -> tuple[Receipt, ...]:
    """The receipts in the folder of one learner's work on an assignment, as `AssignedWork.receipts`."""
    files = folder.glob("*.json") if folder.is_dir() else ()
    found = [kept_record(file, Receipt) for file in files if file.stem.isdigit()]
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.number))


def is_for(named: Named, learner: str, name: str) -> bool:
    """Tell whether what a desk has for `learner`, called `name`, is for whoever works as `named`.

    The desk may have found out since which member it is that typed a name.
    """
    return learner == named.learner if named.learner else name == named.name


def _is_as_handed_in(last: Receipt, index: int, found: Found) -> bool:
    handed = last.parts.get(str(index))
    return handed is not None and handed == HandedPart(found.id, len(found.attempt.events))


def _handed_in_already() -> QuizAppError:
    return QuizAppError(
        "You have handed this in already.", "Ask your teacher for a reopening if you have to go on with it."
    )
