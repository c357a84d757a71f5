"""Who is learning, and what they can go on with: the journal, as the window uses it."""

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.learners.recordings import Recordings
from quizapp.paths import UserPaths
from quizapp.settings import Settings

if TYPE_CHECKING:  # the first screen does not need them
    from quizapp.domain.attempt import Attempt
    from quizapp.domain.bank import Bank
    from quizapp.domain.people import Learner
    from quizapp.services.learners import Present, Resumable, Unfinished
    from quizapp.services.library import Library
    from quizapp.services.recording import Recording
    from quizapp.services.taking import Record, Taking
    from quizapp.storage.journal import Journal
    from quizapp.storage.recovery import Recovered

LONGEST_CLOSING = 5.0
"""Seconds; a disk that takes longer keeps nobody from ending the program."""


class Learning(QObject):
    """The learner who is there, and what they can go on with.

    Nothing here waits: what reads the disk does it on a worker, and what writes on the journal's thread.

    Signals:
        present_changed: another one is learning, or there is something else to go on with: see `present`.
        resumed: an attempt goes on: its `Taking`, and whether its bank has changed since.
        told: something that the user is to be told, in words.
        command_failed: what was wished for with a learner could not be done; it is `told` as well.

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
        recordings: of what is done.
    """

    present_changed = Signal()
    resumed = Signal(object, bool)
    told = Signal(str)
    command_failed = Signal()

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
        self.recordings = Recordings(jobs, self)
        self.recordings.told.connect(self.told)
        self._made: Journal | None = None
        self._left: dict[str, tuple[Taking, Recording]] = {}

    # the journal

    def open(self) -> None:
        """Open the journal, on a worker; what was done before is saved as soon as it is open."""
        self._jobs.run(self._open, done=self._opened, failed=self.recordings.fail)

    def _open(self) -> "tuple[Present, Recovered | None]":
        """Find who is learning, and what was brought over from a journal that is damaged."""
        from quizapp.services.learners import clear_guests, find_learner, learner_overview, new_guest
        from quizapp.storage.recovery import open_whole

        recovered = None
        self._paths.ensure()
        if self._made is None:
            self._made, recovered = open_whole(self._paths.journal)
        asks = self._settings.asks_who
        learner = new_guest() if asks else find_learner(self._made, self._settings.learner)
        clear_guests(self._made, learner)
        return learner_overview(self._made, learner), recovered

    def _opened(self, opened: "tuple[Present, Recovered | None]") -> None:
        present, recovered = opened
        assert self._made is not None
        self.journal = self._made
        self.present = present
        self.recordings.use(self.journal, present.learner)
        self.present_changed.emit()
        self.recordings.state_changed.emit()
        if recovered is not None:
            told = self.tr("What was kept of earlier attempts is damaged: {count} of them could be brought over. ")
            if recovered.cut_short:
                told += self.tr("Not whole any more: {cut_short}. ")
            told += self.tr("The damaged file is kept as {file}.")
            numbers = {"count": recovered.attempts, "cut_short": recovered.cut_short}
            self.told.emit(told.format(**numbers, file=self.journal.set_aside))

    def close(self) -> None:
        """Write what waits, and close the journal: at the end of the program. It waits, though not for ever."""
        if self._made is not None:
            closing = Thread(target=self._made.close, name="closing", daemon=True)
            closing.start()
            closing.join(LONGEST_CLOSING)

    # who is learning

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

    # what is done is saved

    def begin(self, bank: "Bank") -> "Record":
        """What records an attempt at `bank` that is about to begin."""
        return self.recordings.begin(bank, self.learner, self._now()).record

    def go_on_recording(self, attempt_id: str, attempt: "Attempt", started: float) -> "Record":
        """What records an attempt that is in the journal already."""
        return self.recordings.go_on(attempt_id, self.learner, started, attempt.events).record

    def try_again(self) -> None:
        """Save what is not saved yet."""
        if self.journal is None and self.recordings.error is not None:
            self.recordings.error = None
            self.open()
        self.recordings.try_again()

    # going on

    @property
    def unfinished(self) -> "tuple[Unfinished, ...]":
        """What the learner can go on with, the newest first."""
        return self.present.unfinished if self.present is not None else tuple(self._left_ones())

    @property
    def older_unfinished(self) -> int:
        """How many others the learner can go on with: they are in the history."""
        return len(self.present.older) if self.present is not None else 0

    def _left_ones(self) -> "list[Unfinished]":
        from quizapp.services.learners import unfinished_of

        return [
            unfinished_of(id_, taking.bank.title, taking.attempt, self._now())
            for id_, (taking, _) in reversed(self._left.items())
        ]

    def leave(self, taking: "Taking") -> None:
        """The learner leaves the attempt under way, which can go on later."""
        recording = self.recordings.current
        assert recording is not None
        taking.pause()
        id_ = recording.attempt_id
        self._left.pop(id_, None)
        self._left[id_] = (taking, recording)
        if self.present is not None:
            newest = self._left_ones()[0]
            others = [each for each in self.present.unfinished if each.attempt_id != id_]
            older = tuple(each for each in self.present.older if each != id_)
            self.present = self.present._replace(unfinished=(newest, *others), older=older)
        self.present_changed.emit()

    def submitted(self) -> None:
        """The attempt under way is over."""
        recording = self.recordings.current
        assert recording is not None
        self._left.pop(recording.attempt_id, None)
        self._forget(recording.attempt_id)
        if self.present is not None:
            self.present = self.present._replace(finished=self.present.finished + 1)

    def _forget(self, attempt_id: str) -> None:
        if self.present is not None:
            others = tuple(each for each in self.present.unfinished if each.attempt_id != attempt_id)
            older = tuple(each for each in self.present.older if each != attempt_id)
            self.present = self.present._replace(unfinished=others, older=older)
        self.present_changed.emit()

    def resume(self, attempt_id: str) -> None:
        """Go on with an attempt; `resumed` comes when it is there."""
        if attempt_id in self._left:
            taking, self.recordings.current = self._left.pop(attempt_id)
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

        recording = self.recordings.go_on(found.attempt_id, self.learner, found.started, found.attempt.events)
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
        self._run_command(lambda journal: learner)

    def choose_new(self, name: str) -> None:
        """Let somebody learn who has not been here."""
        self._run_command(lambda journal: journal.add_learner(name).result())

    def go_as_guest(self) -> None:
        """Let somebody learn who gives no name; what is left of earlier guests is deleted."""
        from quizapp.services.learners import clear_guests, new_guest

        guest = new_guest()

        def begin(journal: "Journal") -> "Learner":
            clear_guests(journal, guest, all_others=True)
            return guest

        self._run_command(begin)

    def keep_guest(self, name: str) -> None:
        """Keep what the guest has done, under a name."""
        guest = self.learner

        def keep(journal: "Journal") -> "Learner":
            journal.add_learner(guest.name, True, guest.id).result()
            journal.rename_learner(guest.id, name).result()
            return guest

        self._run_command(keep)

    def rename(self, learner: "Learner", name: str) -> None:
        def rename(journal: "Journal") -> "Learner":
            journal.rename_learner(learner.id, name).result()
            return self.learner

        self._run_command(rename)

    def delete(self, learner: "Learner") -> None:
        """Delete a learner with all attempts. Where it is the one who is learning, a guest goes on."""
        from quizapp.services.learners import find_learner

        staying = self.learner
        self.recordings.forget(learner)

        def delete(journal: "Journal") -> "Learner":
            journal.delete_learner(learner.id).result()
            return find_learner(journal, "") if staying.id == learner.id else staying

        self._run_command(delete)

    def count_attempts(self, learner: "Learner", done: "Callable[[tuple[Learner, int]], object]") -> None:
        """Call `done`, a bound method of a QObject, with the learner and how many attempts are kept of them."""
        from quizapp.services.learners import count_attempts

        if self.journal is not None:
            journal = self.journal
            self._jobs.run(lambda: (learner, count_attempts(journal, learner)), done=done, failed=self._tell)

    def _run_command(self, do: "Callable[[Journal], Learner]") -> None:
        """Do something with learners, and show who is learning after that: the one that it gives."""
        if self.journal is None:
            self.told.emit(
                self.recordings.reason or self.tr("What was kept is still being opened. Try again in a moment.")
            )
            self.command_failed.emit()
            return
        from quizapp.services.learners import learner_overview

        journal = self.journal
        self._jobs.run(
            lambda: learner_overview(journal, do(journal)), done=self._let_learn, failed=self._command_refused
        )

    def _let_learn(self, present: "Present") -> None:
        if self.present is None or present.learner.id != self.present.learner.id:
            self._left.clear()
        self.present = present
        id_ = "" if present.learner.is_guest else present.learner.id
        if id_ != self._settings.learner:
            self._settings.learner = id_
            self._jobs.run(self._save_settings, done=self._nothing, failed=self._tell)
        self.present_changed.emit()

    def _command_refused(self, error: QuizAppError) -> None:
        self._tell(error)
        self.command_failed.emit()

    def _save_settings(self) -> None:
        with suppress(QuizAppError):  # they are saved again at the end
            self._settings.save()

    def see_anew(self, present: "Present") -> None:
        """What is in the journal may be another now than what was left here: a file has been read into it."""
        from quizapp.services.recording import SaveState

        self._left = {id_: left for id_, left in self._left.items() if left[1].state is not SaveState.SAVED}
        self.recordings.forget_saved()
        self._let_learn(present)

    def _tell(self, error: object) -> None:
        self.told.emit(str(error))

    def _nothing(self, _: object) -> None:
        """There is nothing to be told."""
