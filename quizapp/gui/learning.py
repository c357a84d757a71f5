"""Who is learning, and that what they do is kept: the journal, as the window uses it."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from quizapp.errors import QuizAppError
from quizapp.gui.jobs import Jobs
from quizapp.paths import UserPaths
from quizapp.settings import Settings

if TYPE_CHECKING:  # the first screen does not need them
    from quizapp.domain.attempt import Attempt
    from quizapp.domain.bank import Bank
    from quizapp.services.learners import Present, Resumable, Unfinished
    from quizapp.services.library import Library
    from quizapp.services.recording import Recording, SaveState
    from quizapp.services.taking import Record, Taking
    from quizapp.storage.journal import Journal, KeptBank, Learner

LONGEST_CLOSING = 5.0
"""Seconds; a disk that takes longer keeps nobody from ending the program."""


class Learning(QObject):
    """The learner who is there, what they can go on with, and the recordings of what they do.

    Nothing here waits: what reads the disk does it on a worker, and what writes on the journal's thread.

    Signals:
        present_changed: another one is learning, or there is something else to go on with: see `present`.
        save_state_changed: see `save_state`.
        resumed: an attempt goes on: its `Taking`, and whether its bank has changed since.
        told: something that the user is to be told, in words.
        wish_failed: what was wished for with a learner could not be done; it is `told` as well.

    Args:
        paths: where the journal is.
        settings: who was there last.
        jobs: for what reads.
        library: tells whether a bank has changed.
        clock: seconds of a monotonic clock, for attempts.
        now: seconds since the epoch.

    Attributes:
        present: who is learning; None until the journal is open.
        journal: None until it is open.
        error: why it is not, where that failed.
        recording: of the attempt that was begun or went on last.
    """

    present_changed = Signal()
    save_state_changed = Signal()
    resumed = Signal(object, bool)
    told = Signal(str)
    wish_failed = Signal()

    def __init__(
        self,
        paths: UserPaths,
        settings: Settings,
        jobs: Jobs,
        library: "Library",
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._settings = settings
        self._jobs = jobs
        self._library = library
        self._clock = clock
        self._now = now
        self.present: Present | None = None
        self.journal: Journal | None = None
        self.error: QuizAppError | None = None
        self.recording: Recording | None = None
        self._made: Journal | None = None
        self._recordings: list[Recording] = []
        self._left: dict[str, tuple[Taking, Recording]] = {}
        self._waiting: list[Callable[[], object]] = []
        self.save_state_changed.connect(self._stop_waiting)

    # the journal

    def open(self) -> None:
        """Open the journal, on a worker; what was done before is saved as soon as it is open."""
        self._jobs.run(self._open, done=self._opened, failed=self._could_not_open)

    def _open(self) -> "tuple[Present, int]":
        """Who is learning, and how many attempts were brought over from a journal that is damaged."""
        from quizapp.services.learners import clear_guests, find_learner, new_guest, see
        from quizapp.storage.journal import Journal
        from quizapp.storage.recovery import recover

        attempts = 0
        self._paths.ensure()
        if self._made is None:
            self._made = Journal(self._paths.journal)
            if self._made.set_aside is not None:
                attempts = recover(self._made, self._made.set_aside).attempts
        asks = self._settings.asks_who
        learner = new_guest() if asks else find_learner(self._made, self._settings.learner)
        clear_guests(self._made, learner)
        return see(self._made, learner), attempts

    def _opened(self, opened: "tuple[Present, int]") -> None:
        present, attempts = opened
        assert self._made is not None
        self.journal = self._made
        self.error = None
        self.present = present
        for recording in self._recordings:
            recording.learner = present.learner
            recording.use(self.journal)
        self.present_changed.emit()
        self.save_state_changed.emit()
        if self.journal.set_aside is not None:
            told = self.tr("What was kept of earlier attempts is damaged: {count} of them could be brought over. ")
            told += self.tr("The damaged file is kept as {file}.")
            self.told.emit(told.format(count=attempts, file=self.journal.set_aside))
        self._jobs.run(self.journal.check, done=self._nothing, failed=self._tell)

    def _could_not_open(self, error: QuizAppError) -> None:
        self.error = error
        for recording in self._recordings:
            recording.fail(error)
        self.save_state_changed.emit()

    def close(self) -> None:
        """Write what waits, and close the journal: at the end of the program. It waits, though not for ever."""
        if self._made is not None:
            closing = Thread(target=self._made.close, name="closing", daemon=True)
            closing.start()
            closing.join(LONGEST_CLOSING)

    # what is done is saved

    @property
    def save_state(self) -> "SaveState":
        """Of all that was done since the start."""
        from quizapp.services.recording import SaveState

        if self.error is not None:
            return SaveState.NOT_SAVED
        states = {recording.state for recording in self._recordings}
        if SaveState.NOT_SAVED in states:
            return SaveState.NOT_SAVED
        return SaveState.SAVING if SaveState.SAVING in states else SaveState.SAVED

    def when_saved(self, then: Callable[[], object]) -> None:
        """Call `then` as soon as nothing is being saved any more, be it now."""
        self._waiting.append(then)
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        from quizapp.services.recording import SaveState

        if self._waiting and self.save_state is not SaveState.SAVING:
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()

    @property
    def reason(self) -> str:
        """Why not all is saved, and what to do; may be empty."""
        errors = [self.error, *(recording.error for recording in self._recordings)]
        return next((str(error) for error in errors if error is not None), "")

    @property
    def is_work_unsaved(self) -> bool:
        """Whether something would be lost that somebody has put work into."""
        if not self._recordings:  # and nothing is loaded that would tell what a recording is
            return False
        from quizapp.services.recording import SaveState

        return any(each.state is not SaveState.SAVED and each.is_answered for each in self._recordings)

    @property
    def learner(self) -> "Learner":
        """Who is learning."""
        from quizapp.services.learners import new_guest

        return self.present.learner if self.present is not None else new_guest()

    @property
    def name(self) -> str:
        """The name of who is learning, as the screen shows it."""
        is_guest = self.present is None or self.present.learner.is_guest
        return self.tr("Guest") if is_guest or self.present is None else self.present.learner.name

    @property
    def named(self) -> tuple[str, str]:
        """The id and the name of who is learning; the name is empty for a guest, and both before that is known."""
        if self.present is None:
            return "", ""
        learner = self.present.learner
        return learner.id, "" if learner.is_guest else learner.name

    def begin(self, bank: "Bank") -> "Record":
        """What records an attempt at `bank` that is about to begin."""
        from quizapp.services.recording import kept_once
        from quizapp.storage.journal import new_id

        recording, journal = self._new_recording(new_id(), self._now()), self.journal
        self._jobs.run(lambda: (recording, kept_once(bank, journal)), done=self._bank_written, failed=self._tell)
        return recording.record

    def go_on_recording(self, attempt_id: str, attempt: "Attempt", started: float) -> "Record":
        """What records an attempt that is in the journal already."""
        return self._new_recording(attempt_id, started, attempt.events).record

    def _new_recording(
        self, attempt_id: str, started: float, events: "list[Any] | tuple[Any, ...]" = ()
    ) -> "Recording":
        from quizapp.services.recording import Recording, SaveState

        hand_over, changed = self._jobs.hand_over, self._save_state_may_change
        recording = Recording(attempt_id, self.learner, hand_over, changed, started, events)
        if self.journal is not None:
            recording.use(self.journal)
        elif self.error is not None:
            recording.fail(self.error)
        self._recordings = [each for each in self._recordings if each.state is not SaveState.SAVED]
        self._recordings.append(recording)
        self.recording = recording
        return recording

    def _bank_written(self, written: "tuple[Recording, KeptBank]") -> None:
        recording, bank = written
        recording.keep(bank)

    def _save_state_may_change(self) -> None:
        recording = self.recording
        if recording is not None and recording not in self._recordings:  # rated after its end
            self._recordings.append(recording)
        self.save_state_changed.emit()

    def try_again(self) -> None:
        """Save what is not saved yet."""
        if self.journal is None and self.error is not None:
            self.error = None
            self.open()
        for recording in self._recordings:
            recording.try_again()

    def save_elsewhere(self, target: Path) -> None:
        """Write what is not saved into the file `target`."""
        from quizapp.services.recording import SaveState, save_elsewhere

        unsaved = [each for each in self._recordings if each.state is not SaveState.SAVED]
        copies = [copy for copy in (recording.copy() for recording in unsaved) if copy is not None]
        told = self.tr("Saved in {file}. Import it later under “Who is learning?”.").format(file=target)

        def save() -> "tuple[list[Recording], str]":
            save_elsewhere(copies, target)
            return unsaved, told

        if copies:
            self._jobs.run(save, done=self._saved_elsewhere, failed=self._tell)

    def _saved_elsewhere(self, saved: "tuple[list[Recording], str]") -> None:
        recordings, told = saved
        self._recordings = [each for each in self._recordings if each not in recordings or each is self.recording]
        self.told.emit(told)
        self.save_state_changed.emit()

    # going on

    @property
    def unfinished(self) -> "tuple[Unfinished, ...]":
        """What the learner can go on with, the newest first."""
        return self.present.unfinished if self.present is not None else tuple(self._left_ones())

    def _left_ones(self) -> "list[Unfinished]":
        from quizapp.services.learners import unfinished_of

        return [
            unfinished_of(id_, taking.bank.title, taking.attempt, self._now())
            for id_, (taking, _) in reversed(self._left.items())
        ]

    def leave(self, taking: "Taking") -> None:
        """The learner leaves the attempt under way, which can go on later."""
        assert self.recording is not None
        taking.pause()
        id_ = self.recording.attempt_id
        self._left.pop(id_, None)
        self._left[id_] = (taking, self.recording)
        if self.present is not None:
            newest = self._left_ones()[0]
            others = [each for each in self.present.unfinished if each.attempt_id != id_]
            self.present = self.present._replace(unfinished=(newest, *others))
        self.present_changed.emit()

    def submitted(self) -> None:
        """The attempt under way is over."""
        assert self.recording is not None
        self._left.pop(self.recording.attempt_id, None)
        self._forget(self.recording.attempt_id)
        if self.present is not None:
            self.present = self.present._replace(finished=self.present.finished + 1)

    def _forget(self, attempt_id: str) -> None:
        if self.present is not None:
            others = tuple(each for each in self.present.unfinished if each.attempt_id != attempt_id)
            self.present = self.present._replace(unfinished=others)
        self.present_changed.emit()

    def resume(self, attempt_id: str) -> None:
        """Go on with an attempt; `resumed` comes when it is there."""
        if attempt_id in self._left:
            taking, self.recording = self._left.pop(attempt_id)
            taking.go_on()
            self.resumed.emit(taking, False)
        elif self.journal is not None:
            from quizapp.services.learners import find_attempt

            journal = self.journal
            self._jobs.run(
                lambda: find_attempt(journal, self._library, attempt_id), done=self._found, failed=self._tell
            )

    def _found(self, found: "Resumable") -> None:
        from quizapp.services.taking import Taking

        recording = self._new_recording(found.attempt_id, found.started, found.attempt.events)
        recording.keep(found.kept)
        self.resumed.emit(Taking.resumed(found.bank, found.attempt, self._clock, recording.record), found.has_changed)

    def set_aside(self, attempt_id: str) -> None:
        """Offer an attempt no longer. It is not deleted."""
        if attempt_id in self._left:
            taking, _ = self._left.pop(attempt_id)
            taking.set_aside()
            self._forget(attempt_id)
        elif self.journal is not None:
            from quizapp.services.learners import set_aside

            journal = self.journal
            self._jobs.run(lambda: set_aside(journal, attempt_id), done=self._forget, failed=self._tell)

    # learners

    def choose(self, learner: "Learner") -> None:
        """Let `learner` learn from here on."""
        self._wish(lambda journal: learner)

    def choose_new(self, name: str) -> None:
        """Let somebody learn who has not been here."""
        self._wish(lambda journal: journal.add_learner(name).result())

    def go_as_guest(self) -> None:
        """Let somebody learn who gives no name; what is left of earlier guests is deleted."""
        from quizapp.services.learners import clear_guests, new_guest

        guest = new_guest()

        def begin(journal: "Journal") -> "Learner":
            clear_guests(journal, guest, all_others=True)
            return guest

        self._wish(begin)

    def keep_guest(self, name: str) -> None:
        """Keep what the guest has done, under a name."""
        guest = self.learner

        def keep(journal: "Journal") -> "Learner":
            journal.add_learner(guest.name, True, guest.id).result()
            journal.rename_learner(guest.id, name).result()
            return guest

        self._wish(keep)

    def rename(self, learner: "Learner", name: str) -> None:
        def rename(journal: "Journal") -> "Learner":
            journal.rename_learner(learner.id, name).result()
            return self.learner

        self._wish(rename)

    def delete(self, learner: "Learner") -> None:
        """Delete a learner with all attempts. Where it is the one who is learning, a guest goes on."""
        from quizapp.services.learners import find_learner

        staying = self.learner
        self._recordings = [each for each in self._recordings if each.learner.id != learner.id]

        def delete(journal: "Journal") -> "Learner":
            journal.delete_learner(learner.id).result()
            return find_learner(journal, "") if staying.id == learner.id else staying

        self._wish(delete)

    def count_attempts(self, learner: "Learner", done: "Callable[[tuple[Learner, int]], object]") -> None:
        """Call `done`, a bound method of a QObject, with the learner and how many attempts are kept of them."""
        from quizapp.services.learners import count_attempts

        if self.journal is not None:
            journal = self.journal
            self._jobs.run(lambda: (learner, count_attempts(journal, learner)), done=done, failed=self._tell)

    def _wish(self, do: "Callable[[Journal], Learner]") -> None:
        """Do something with learners, and show who is learning after that: the one that it gives."""
        if self.journal is None:
            self.told.emit(self.reason or self.tr("What was kept is still being opened. Try again in a moment."))
            self.wish_failed.emit()
            return
        from quizapp.services.learners import see

        journal = self.journal
        self._jobs.run(lambda: see(journal, do(journal)), done=self._let_learn, failed=self._wish_was_refused)

    def _let_learn(self, present: "Present") -> None:
        if self.present is None or present.learner.id != self.present.learner.id:
            self._left.clear()
        self.present = present
        id_ = "" if present.learner.is_guest else present.learner.id
        if id_ != self._settings.learner:
            self._settings.learner = id_
            self._jobs.run(self._save_settings, done=self._nothing, failed=self._tell)
        self.present_changed.emit()

    def _wish_was_refused(self, error: QuizAppError) -> None:
        self._tell(error)
        self.wish_failed.emit()

    def _save_settings(self) -> None:
        with suppress(QuizAppError):  # they are saved again at the end
            self._settings.save()

    # files

    def export(self, learner: "Learner", target: Path) -> None:
        """Write all of a learner into one file."""
        from quizapp.storage.transfer import export_learner

        told = self.tr("{name} is exported to {file}.").format(name=learner.name, file=target)
        self._with_files(lambda journal: export_learner(journal, learner.id, target), told)

    def back_up(self, target: Path) -> None:
        """Write all that is kept of everybody into one file."""
        from quizapp.storage.transfer import back_up

        told = self.tr("Everything is backed up in {file}.").format(file=target)
        self._with_files(lambda journal: back_up(journal, target), told)

    def _with_files(self, do: "Callable[[Journal], object]", told: str) -> None:
        if self.journal is None:
            self.told.emit(self.reason)
            return
        journal = self.journal

        def work() -> str:
            do(journal)
            return told

        self._jobs.run(work, done=self._say, failed=self._tell)

    def import_from(self, source: Path) -> None:
        """Add the learner in a file, with what is not here yet."""
        from quizapp.services.learners import see, take_in

        if self.journal is None:
            self.told.emit(self.reason)
            return
        journal, learner = self.journal, self.learner
        words = self.tr("{name}: {new} new attempts, {known} that were here already.")

        def work() -> "tuple[Present, str]":
            done = take_in(journal, source)
            told = words.format(name=done.learner.name, new=done.new_attempts, known=done.known_attempts)
            return see(journal, learner), told

        self._jobs.run(work, done=self._seen_anew, failed=self._tell)

    def restore(self, source: Path) -> None:
        """Put a backup in the place of all that is kept now, which stays on the disk under another name."""
        from quizapp.services.learners import find_learner, see
        from quizapp.storage.transfer import restore

        if self.journal is None:
            self.told.emit(self.reason)
            return
        journal, last = self.journal, self._settings.learner
        words = self.tr("The backup is in place. What was there before is kept as {file}.")

        def work() -> "tuple[Present, str]":
            before = restore(journal, source)
            return see(journal, find_learner(journal, last)), words.format(file=before)

        self._jobs.run(work, done=self._seen_anew, failed=self._tell)

    def _seen_anew(self, seen: "tuple[Present, str]") -> None:
        from quizapp.services.recording import SaveState

        present, told = seen
        # what is in the journal may be another now than what was left here
        self._left = {id_: left for id_, left in self._left.items() if left[1].state is not SaveState.SAVED}
        self._recordings = [each for each in self._recordings if each.state is not SaveState.SAVED]
        self._let_learn(present)
        self.told.emit(told)

    def _say(self, text: str) -> None:
        self.told.emit(text)

    def _tell(self, error: object) -> None:
        self.told.emit(str(error))

    def _nothing(self, _: object) -> None:
        """There is nothing to be told."""
