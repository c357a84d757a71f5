"""Recordings of the attempts since the start, and whether they are saved."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.translate import error_text, translate

if TYPE_CHECKING:  # the first screen does not need them
    from quizapp.domain.bank import Bank
    from quizapp.domain.people import Learner
    from quizapp.services.recording import Recording, SaveState
    from quizapp.storage.journal import Journal
    from quizapp.storage.rows import BankSnapshot


class Recordings(QObject):
    """Keeps what is not in the journal yet, until it is.

    Attributes:
        current: the recording of the attempt that was begun or continued last.
        error: the reason why the journal could not be opened, or None.
    """

    state_changed = Signal()
    told = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._journal: Journal | None = None
        self._all: list[Recording] = []
        self._waiting: list[Callable[[], object]] = []
        self.current: Recording | None = None
        self.error: QuizAppError | None = None
        self._has_draft = False
        self.state_changed.connect(self._stop_waiting)

    def use(self, journal: "Journal", learner: "Learner") -> None:
        """Record in `journal`, which is open now; earlier attempts belong to `learner`."""
        self._journal = journal
        self.error = None
        for recording in self._all:
            recording.learner = learner
            recording.use(journal)

    def fail(self, error: QuizAppError) -> None:
        """Go on without a journal, because of `error`."""
        self.error = error
        for recording in self._all:
            recording.fail(error)
        self.state_changed.emit()

    @property
    def state(self) -> "SaveState":
        """The worst state of the recordings since the start."""
        from quizapp.services.recording import SaveState

        if self.error is not None:
            return SaveState.NOT_SAVED
        states = {recording.state for recording in self._all}
        if SaveState.NOT_SAVED in states:
            return SaveState.NOT_SAVED
        return SaveState.SAVING if SaveState.SAVING in states or self._has_draft else SaveState.SAVED

    def tell_draft(self, has_draft: bool) -> None:
        """Take note whether something is being typed, which no recording has yet and which is not saved."""
        self._has_draft = has_draft
        self.state_changed.emit()

    @property
    def reason(self) -> str:
        """The reason why something is not saved, and the remedy; may be empty."""
        errors = [self.error, *(recording.error for recording in self._all)]
        return next((error_text(error) for error in errors if error is not None), "")

    @property
    def is_work_unsaved(self) -> bool:
        """Tells whether answers would be lost."""
        if not self._all:  # nor is the module of recordings loaded
            return False
        return any(each.is_answered for each in self._unsaved())

    def _unsaved(self) -> "list[Recording]":
        from quizapp.services.recording import SaveState

        return [each for each in self._all if each.state is not SaveState.SAVED]

    def when_saved(self, then: Callable[[], object]) -> None:
        """Call `then` as soon as nothing is being saved anymore, which may be now."""
        self._waiting.append(then)
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        from quizapp.services.recording import SaveState

        if self._waiting and self.state is not SaveState.SAVING:
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()

    def begin(self, bank: "Bank", learner: "Learner", started: float) -> "Recording":
        """Record a new attempt of `learner` at `bank`; `started` is in seconds since the epoch."""
        from quizapp.services.recording import kept_once
        from quizapp.storage.journal import new_id

        recording, journal = self.go_on(new_id(), learner, started), self._journal
        self._jobs.run(
            lambda: kept_once(bank, journal), done=self._bank_written, failed=self._bank_lost, asked=(recording,)
        )
        return recording

    def go_on(self, attempt_id: str, learner: "Learner", started: float, events: Sequence[Any] = ()) -> "Recording":
        """Record the rest of an attempt, whose `events` are already in the journal."""
        from quizapp.services.recording import Recording

        recording = Recording(attempt_id, learner, self._jobs.hand_over, self._state_may_change, started, events)
        if self._journal is not None:
            recording.use(self._journal)
        elif self.error is not None:
            recording.fail(self.error)
        self._all = [*self._unsaved(), recording]
        self.current = recording
        return recording

    def _bank_written(self, recording: "Recording", bank: "BankSnapshot") -> None:
        if recording in self._all:  # or else its learner has been deleted by now
            recording.keep(bank)

    def _bank_lost(self, _: "Recording", error: QuizAppError) -> None:
        self._tell(error)

    def _state_may_change(self) -> None:
        recording = self.current
        if recording is not None and recording not in self._all:  # marked by the learner after its end
            self._all.append(recording)
        self.state_changed.emit()

    def try_again(self) -> None:
        """Save what is not saved yet."""
        for recording in self._all:
            recording.try_again()

    def save_elsewhere(self, target: Path) -> None:
        """Write what is not saved, of all learners, into the file `target`."""
        from quizapp.services.recording import save_elsewhere

        unsaved = self._unsaved()
        copies = [(recording, copy) for recording in unsaved if (copy := recording.copy()) is not None]
        told = self.tr("Saved in {file}. Import it later under “{page}”.")
        told = told.format(file=target, page=translate("Who is learning?"))
        if len(copies) < len(unsaved):  # a bank is still being written
            told = self.tr("Saved in {file}, except for what you began just now.").format(file=target)

        def save() -> "tuple[list[tuple[Recording, int]], str]":
            save_elsewhere([copy for _, copy in copies], target)
            return [(recording, len(copy.events)) for recording, copy in copies], told

        if copies:
            self._jobs.run(save, done=self._saved_elsewhere, failed=self._tell)
        else:
            self.told.emit(self.tr("Not saved yet: the questions are still being written. Please try again."))

    def _saved_elsewhere(self, saved: "tuple[list[tuple[Recording, int]], str]") -> None:
        recordings, told = saved
        written = [recording for recording, count in recordings if count == len(recording.events)]
        self._all = [each for each in self._all if each not in written or each is self.current]
        self.state_changed.emit()  # first, as it may tell what is not saved still
        self.told.emit(told)

    def forget(self, learner: "Learner") -> "list[Recording]":
        """Drop the recordings of a learner who is deleted; gives them, in case that is refused."""
        forgotten = [each for each in self._all if each.learner.id == learner.id]
        self._all = [each for each in self._all if each not in forgotten]
        if self.current is not None and self.current.learner.id == learner.id:
            self.current = None
        return forgotten

    def take_back(self, forgotten: "Sequence[Recording]") -> None:
        """Go on with what was `forgotten`, as its learner stays."""
        if forgotten:
            self._all = [*forgotten, *self._all]
            self.current = self.current or forgotten[-1]
            self.state_changed.emit()

    def _tell(self, error: object) -> None:
        self.told.emit(error_text(error))
