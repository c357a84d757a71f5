"""The assignment that is shown, for whoever is learning: opened, taken part by part, and handed in."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from quizapp.domain.people import name_key
from quizapp.errors import QuizAppError
from quizapp.formats.bounds import is_name
from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.jobs import InTurn, Jobs, Latest
from quizapp.gui.kit.translate import error_text
from quizapp.gui.learners.learning import Learning
from quizapp.services.assigned_work import AssignedWork, Beginning, GoingOn, Standing
from quizapp.services.assignment_feedback import MarkedPart, SeenFeedback, see_feedback
from quizapp.services.assignment_offers import take_file
from quizapp.services.assignments import Assignments, kind_of
from quizapp.services.handing_in import PlaceNeededError, deliver, hand_in
from quizapp.services.history import History, OpenedAttempt
from quizapp.services.recording import SaveState

if TYPE_CHECKING:
    from quizapp.domain.attempt import Attempt
    from quizapp.domain.classroom import Member
    from quizapp.domain.people import Learner
    from quizapp.storage.journal import Journal


class Shown(NamedTuple):
    """An assignment as far as a learner has come with it; `seen` is the feedback that there is."""

    work: AssignedWork
    standing: Standing
    seen: SeenFeedback | None = None

    @property
    def last_part(self) -> int | None:
        """The index of the only part that is not over, if there is exactly one; its end hands everything in."""
        going_on = [part.part for part in self.standing.parts if part.state != "finished" or part.can_go_on]
        return going_on[0] if len(going_on) == 1 else None

    def marked(self, part: int) -> MarkedPart | None:
        """A part as the teacher marked it."""
        parts = self.seen.given.parts if self.seen is not None else ()
        return next((each for each in parts if each.part == part), None)


class _FromFiles(NamedTuple):
    """The result of opening files: what is shown, if anything, what is told, and whether it is about feedback."""

    shown: Shown | None
    told: tuple[str, ...]
    is_feedback: bool = False


class AssignedSession(QObject):
    """Opens assignments, begins their parts and hands them in, all off the GUI thread.

    Signals:
        shown: `now` is to be shown; it may be another one.
        changed: `now` is another one, where it is shown.
        marks_shown: the results of an attempt are shown; gives what is told of them, which may be empty.
        delivered: a file was written where it belongs; gives what is told of it.
        place_needed: what was handed in could not be written where it belongs; gives the reason and the remedy.
        told: a message for the user.

    Args:
        ask_to_leave: asks about unsaved work before a learner leaves; see `LeaveGuard.leave`.
        opening: reads what is shown next.
        now: seconds since the epoch.

    Attributes:
        now: the assignment that is shown, or was shown last.
        message: what has just come of it, in words; may be empty.
    """

    shown = Signal()
    changed = Signal()
    marks_shown = Signal(str)
    delivered = Signal(str)
    place_needed = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        learning: Learning,
        session: AttemptSession,
        jobs: Jobs,
        opening: Latest,
        ask_to_leave: Callable[..., object],
        random: Random,
        clock: Clock = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._learning = learning
        self._session = session
        self._opening = opening
        self._ask_to_leave = ask_to_leave
        self._random = random
        self._clock = clock
        self._changes = InTurn(jobs)
        self._waiting: list[Path] = []
        self._naming: Callable[[], object] | None = None
        self._delivering: set[tuple[str, str]] = set()  # assignments, by whom
        self.now: Shown | None = None
        self.message = ""
        session.part_ended.connect(self._end_part)
        learning.present_changed.connect(self._see_learner)
        learning.change_refused.connect(self._stop_naming)

    @cached_property
    def assignments(self) -> Assignments:
        """The assignments in the data folder."""
        return Assignments(self._learning.access.paths.data)

    @property
    def _journal(self) -> "Journal":
        journal = self._learning.journal
        assert journal is not None, "what is shown was read from it"
        return journal

    @property
    def is_delivering(self) -> bool:
        """Tells whether the file of `now` is being written, and nothing else can be done with it."""
        return self.now is not None and (self.now.work.assignment.id, self.now.work.learner.id) in self._delivering

    # opening

    def open_files(self, files: Iterable[Path]) -> None:
        """Open files from a teacher, and show the last one; before the journal is open, as soon as it is."""
        self._waiting += files
        if self._learning.journal is None or not self._waiting:
            return
        paths, self._waiting = self._waiting, []
        open_them = partial(self._open, self._journal, paths, self._learning.learner)
        self._opening.run(open_them, done=self._opened, failed=self._tell)

    def _open(self, journal: "Journal", paths: Sequence[Path], learner: "Learner") -> _FromFiles:
        shown, told, is_feedback = None, list[str](), False
        for path in paths:
            try:
                if kind_of(path) == "assignment":
                    opened = self.assignments.open(path)
                    shown, is_feedback = self._read(AssignedWork(self.assignments, opened, learner, journal)), False
                    continue
                taken = take_file(self.assignments, journal, path, learner)
                if taken.learner.id != learner.id:
                    told.append(self._for_another(taken.kind == "feedback", taken.learner.name))
                    continue
                opened = self.assignments.get(taken.assignment)
                shown = self._read(AssignedWork(self.assignments, opened, learner, journal))
                is_feedback = taken.kind == "feedback"
            except QuizAppError as error:
                told.append(error_text(error))
        return _FromFiles(shown, tuple(told), is_feedback)

    def _for_another(self, is_feedback: bool, name: str) -> str:
        feedback = self.tr("This feedback is for {name}. It is kept here until {name} is learning.")
        given_back = self.tr("This assignment was given back to {name}, who can go on with it.")
        return (feedback if is_feedback else given_back).format(name=name)

    def _opened(self, found: _FromFiles) -> None:
        if found.shown is not None:
            self._show(found.shown)
            if found.is_feedback and len(found.shown.standing.parts) == 1:
                self.look_at(0)
        if found.told:
            self.told.emit(" ".join(found.told))

    def show(self, id_: str) -> None:
        """Show an assignment that was opened before."""
        self._opening.run(partial(self._find, id_, self._learning.learner), done=self._show, failed=self._tell)

    def _find(self, id_: str, learner: "Learner") -> Shown:
        return self._read(AssignedWork(self.assignments, self.assignments.get(id_), learner, self._journal))

    def _read(self, work: AssignedWork) -> Shown:
        standing = work.standing()
        try:
            return Shown(work, standing, see_feedback(work))
        except QuizAppError:  # there is none, or it is damaged by the disk; the teacher's file can be opened again
            return Shown(work, standing)

    def _show(self, shown: Shown) -> None:
        self.now = shown
        self.message = self.tr("Writing the file…") if self.is_delivering else ""
        self.shown.emit()

    def _use(self, shown: Shown) -> None:
        self.now = shown
        self.changed.emit()

    # the name

    def pick(self, member: "Member | None", typed: str = "") -> None:
        """Work as this member, or under a `typed` name; a learner of that name is found here, or made."""
        name = member.name if member is not None else " ".join(typed.split())
        if not is_name(name):
            self.told.emit(self.tr("This cannot be a name. Type your name, with at most 100 letters."))
            return
        present = self._learning.present
        if self.now is None or present is None or self._naming is not None:
            return
        naming = partial(self._name, self.now.work.assignment.id, member.id if member is not None else "", name)
        same = [each for each in present.learners if name_key(each.name) == name_key(name)]
        if present.learner in same:
            naming()
            return

        def go() -> None:
            self._naming = naming
            if same:
                self._learning.choose(same[0])
            else:
                self._learning.choose_new(name)

        self._ask_to_leave(go, name="" if same else name, named=naming)

    def _name(self, id_: str, member: str, name: str) -> None:
        learner = self._learning.learner

        def work() -> Shown:
            work = self._find(id_, learner).work
            if member:
                work.pick(member)
            else:
                work.type_name(name)
            return self._read(work)

        self._changes.run(work, done=self._changed, failed=self._tell_change, asked=(id_, learner.id))

    def _stop_naming(self) -> None:
        self._naming = None

    def _see_learner(self) -> None:
        naming, self._naming = self._naming, None
        if naming is not None:
            naming()
        elif self.now is not None and self.now.work.learner.id != self._learning.learner.id:
            self.now = None
            self.changed.emit()
        self.open_files(())

    # the parts

    def begin(self, part: int) -> None:
        """Begin a part, or go on with it."""
        shown = self.now
        if shown is None:
            return
        asked, work = (shown.last_part == part,), shown.work
        if shown.standing.parts[part].state == "new":
            read = partial(work.beginning, part, self._random)
            self._opening.run(read, done=self._begin, failed=self._tell, asked=asked)
        else:
            self._opening.run(partial(work.going_on, part), done=self._go_on, failed=self._tell, asked=asked)

    def _begin(self, is_last: bool, begun: Beginning) -> None:
        self._session.begin(begun.bank, begun.mode, begun.order, assigned=begun.assigned, hands_in=is_last)

    def _go_on(self, is_last: bool, going: GoingOn) -> None:
        self._session.resume(going.attempt_id, extra_time=going.extra_time, hands_in=is_last)

    def look_at(self, part: int) -> None:
        """Show the results of a part: as the teacher marked it, or else as it is marked here."""
        shown = self.now
        if shown is None:
            return
        if (marked := shown.marked(part)) is not None:
            self._show_marked(shown, marked)
            return
        history = History(self._journal, shown.work.learner.id)
        attempt = shown.standing.parts[part].attempt_id
        self._opening.run(partial(history.open, attempt), done=self._show_results, failed=self._tell)

    def look_back(self, opened: OpenedAttempt) -> None:
        """Show an attempt at a part, of which the history knows, with what has come of it since."""
        id_, learner = opened.attempt.started.assignment, self._learning.learner

        def read() -> Shown | None:
            try:
                return self._find(id_, learner)
            except QuizAppError:  # the attempt has come here from another computer
                return None

        self._opening.run(read, done=self._look_back, failed=self._tell, asked=(opened,))

    def _look_back(self, opened: OpenedAttempt, shown: Shown | None) -> None:
        if shown is None:
            self._show_results(opened)
            return
        marked = shown.marked(opened.attempt.started.part)
        self._use(shown)
        if marked is not None:
            self._show_marked(shown, marked)
        elif shown.standing.is_open and not shown.work.tells_marks(shown.standing):
            self._show(shown)
        else:
            self._show_results(opened)

    def _show_results(self, opened: OpenedAttempt) -> None:
        self._session.show_again(opened, False)

    def _show_marked(self, shown: Shown, marked: MarkedPart) -> None:
        changed = shown.seen.changed if shown.seen is not None else frozenset()
        ids = {id_ for part, id_ in changed if part == marked.part}
        numbers = [str(entry.number) for entry in marked.marked.questions if entry.question.id in ids]
        told = self.tr("Marks were changed: your teacher marked questions {numbers} again.", "", len(numbers))
        self._session.show_feedback(marked)
        self.marks_shown.emit(told.format(numbers=", ".join(numbers)) if ids else "")

    # handing in

    def _end_part(self, attempt: "Attempt") -> None:
        """Show the assignment again after one of its parts, or hand it in after the last one, once all is saved."""
        self._learning.recordings.when_saved(partial(self._go_on_after, attempt, self._session.hands_in))

    def _go_on_after(self, attempt: "Attempt", hands_in: bool) -> None:
        taking = self._session.taking
        if taking is None or taking.attempt is not attempt:  # the learner has moved on meanwhile
            return
        id_, ran_out = attempt.started.assignment, taking.time_left == 0
        if hands_in and self.now is not None and self.now.work.assignment.id == id_:
            self.hand_in(ran_out=ran_out)
        else:
            self.show(id_)
            if ran_out:
                self.told.emit(self.tr("Time ran out. The answers you had given by then count."))

    def hand_in(self, folder: Path | None = None, *, ran_out: bool = False) -> None:
        """Hand in what is shown, into `folder`, or where the assignment came from."""
        if self.now is None or self.is_delivering:
            return
        if self._learning.recordings.state is not SaveState.SAVED:
            self.told.emit(self.tr("Your last answers are not saved yet. Try again in a moment."))
            self.show(self.now.work.assignment.id)
            return
        shown = self.now
        self._session.let_go({part.attempt_id for part in shown.standing.parts})
        done = self.tr("Handed in.")
        if ran_out:
            done = self.tr("Time ran out. Your answers so far were handed in.")
        work, room = shown.work, self._learning.room
        self._deliver(
            work, lambda: hand_in(work, self._clock(), folder or room.folder_of_answers(work.opened.file)), done
        )

    def save_again(self, folder: Path) -> None:
        """Write what was handed in once more, into `folder`."""
        if self.now is not None and not self.is_delivering:
            work = self.now.work
            told = self.tr("Saved again in {folder}.").format(folder=folder)
            self._deliver(work, lambda: deliver(work, folder=folder), told)

    def _deliver(self, work: AssignedWork, write: Callable[[], object], told: str) -> None:
        def do() -> tuple[Shown, QuizAppError | None]:
            try:
                write()
            except QuizAppError as error:  # the parts may have ended, though nothing was handed in
                return self._read(work), error
            return self._read(work), None

        of = work.assignment.id, work.learner.id
        self._delivering.add(of)
        self._changes.run(do, done=self._delivered, failed=self._not_delivered, asked=(*of, told))
        if self.now is not None:
            self._show(self.now)

    def _delivered(self, id_: str, learner: str, told: str, done: tuple[Shown, QuizAppError | None]) -> None:
        shown, error = done
        self._delivering.discard((id_, learner))
        if learner != self._learning.learner.id:
            return
        if is_now := self._is_now(id_):  # or else the learner has gone on to another one
            self.message = told if error is None else ""
            self._use(shown)
        if error is None:
            self.delivered.emit(told)
        else:
            asks = is_now and isinstance(error, PlaceNeededError)
            (self.place_needed if asks else self.told).emit(error_text(error))

    def _not_delivered(self, id_: str, learner: str, _: str, error: QuizAppError) -> None:
        self._delivering.discard((id_, learner))
        if self._is_now(id_):
            self.message = ""
        self._tell_change(id_, learner, error)

    def _is_now(self, id_: str) -> bool:
        return self.now is not None and self.now.work.assignment.id == id_

    def _changed(self, id_: str, learner: str, shown: Shown) -> None:
        if learner == self._learning.learner.id and self._is_now(id_):
            self.message = ""
            self._use(shown)

    def _tell_change(self, id_: str, learner: str, error: QuizAppError) -> None:
        if self._is_now(id_):
            self.changed.emit()
        self.told.emit(error_text(error))

    def _tell(self, *asked_and_error: object) -> None:
        self.told.emit(error_text(asked_and_error[-1]))
