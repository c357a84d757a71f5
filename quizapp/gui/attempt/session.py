"""The learner's current attempt: begin, leave, resume, end."""

import time
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.translate import error_text, translate
from quizapp.gui.learners.learning import Learning
from quizapp.services.library import Library
from quizapp.settings import Settings

if TYPE_CHECKING:  # the first screen does not need them
    from datetime import datetime

    from quizapp.domain.assignment import Assigned
    from quizapp.domain.attempt import Attempt, Mode
    from quizapp.domain.bank import Bank
    from quizapp.domain.marked_attempt import MarkedAttempt
    from quizapp.services.assignment_feedback import MarkedPart
    from quizapp.services.history import OpenedAttempt
    from quizapp.services.learners import Resumable, Unfinished
    from quizapp.services.recording import Recording
    from quizapp.services.spaced_review import Sitting
    from quizapp.services.taking import Taking


class AttemptSession(QObject):
    """Begins, leaves, resumes and ends attempts, one at a time. Files are read off the GUI thread.

    Signals:
        begun: `taking` is to be answered: it is new, or resumed.
        ended: the results of `taking` are to be shown: it is over, or opened again.
        part_ended: a part of an assignment is over: its attempt.
        sitting_ended: a sitting of the daily review is over and saved: its bank and its attempt.
        unfinished_changed: `unfinished` may have changed.
        bank_refused: a bank cannot be read: its file, and the error.
        name_needed: an attempt cannot begin before a learner of the room has picked their name.
        told: a message for the user.

    Args:
        opening: reads what is shown next; a later request there replaces an earlier one.
        random: shuffles questions and options.
        clock: seconds of a monotonic clock.
        now: seconds since the epoch.

    Attributes:
        taking: the attempt that is shown, or None.
        is_sitting: True if it is a sitting of the daily review.
        hands_in: True if it is the last part of an assignment, so that its end hands the assignment in.
        given: the feedback that is shown on it, or None.
    """

    begun = Signal()
    ended = Signal()
    part_ended = Signal(object)
    sitting_ended = Signal(object, object)
    unfinished_changed = Signal()
    bank_refused = Signal(object, object)
    name_needed = Signal()
    told = Signal(str)

    def __init__(
        self,
        learning: Learning,
        library: Library,
        settings: Settings,
        jobs: Jobs,
        opening: Latest,
        random: Random,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._learning = learning
        self._library = library
        self._settings = settings
        self._jobs = jobs
        self._opening = opening
        self._random = random
        self._clock = clock
        self._now = now
        self._recording: Recording | None = None
        self._left: dict[str, tuple[Taking, Recording, float]] = {}
        self._over: set[str] = set()
        self._finished = 0
        self._learner = ""
        self.taking: Taking | None = None
        self.is_sitting = False
        self.hands_in = False
        self.given: MarkedPart | None = None
        learning.present_changed.connect(self._see_learner)
        learning.journal_changed.connect(self._forget_saved)

    @property
    def is_under_way(self) -> bool:
        """True if an attempt is shown that is not over."""
        return self.taking is not None and not self.taking.attempt.submitted

    @property
    def needs_no_question(self) -> bool:
        """True if the attempt can end without asking: nothing in it is open, or open questions just stay due."""
        taking = self.taking
        if self.assignment:
            return False
        return self.is_sitting or (taking is not None and taking.mode.tells_at_once and not taking.is_open)

    @property
    def assignment(self) -> str:
        """The id of the assignment that the attempt belongs to; empty for none."""
        return self.taking.attempt.started.assignment if self.taking is not None else ""

    @property
    def started(self) -> "datetime | None":
        """The time at which the attempt began, with its time zone."""
        from datetime import datetime

        begun = self.given or self._recording
        return None if begun is None else datetime.fromtimestamp(begun.started).astimezone()

    @property
    def marked(self) -> "MarkedAttempt":
        """The attempt that is shown, marked; where there is feedback, as the teacher marked it."""
        from quizapp.services.marking import mark_attempt

        assert self.taking is not None
        return self.given.marked if self.given is not None else mark_attempt(self.taking.bank, self.taking.attempt)

    # beginning

    def take(self, path: Path, mode: str, rules: str = "once", question: str = "") -> None:
        """Begin an attempt at the bank in the file `path`; for `mode` and `rules` see `taking.mode_for`.

        With `question`, an id, it is shown first.
        """
        asked = (path, mode, rules, question)
        self._opening.run(lambda: self._library.bank(path), done=self._begin_as, failed=self._refuse, asked=asked)

    def _begin_as(self, _: Path, mode: str, rules: str, question: str, bank: "Bank") -> None:
        from quizapp.services.taking import mode_for

        self.begin(bank, mode_for(bank, mode, rules), at=question)

    def _refuse(self, path: Path, *asked_and_error: object) -> None:
        self.bank_refused.emit(path, asked_and_error[-1])

    def begin(
        self,
        bank: "Bank",
        mode: "Mode",
        questions: Sequence[str] | None = None,
        stands_for: Mapping[str, str] | None = None,
        *,
        is_sitting: bool = False,
        assigned: "Assigned | None" = None,
        hands_in: bool = False,
        at: str = "",
    ) -> None:
        """Begin an attempt at `bank`, at the question with the id `at` if there is one; see `Taking`, and for
        `hands_in` the attribute.
        """
        from quizapp.domain.level import STANDARD
        from quizapp.services.starting import on_own_terms
        from quizapp.services.taking import Taking

        if not self._may_begin(mode, is_assigned=assigned is not None):
            return
        if assigned is None:
            own = self._settings
            mode, assigned = on_own_terms(
                mode, own.time_factor, fewer_options=own.fewer_options, level=own.reading_level or STANDARD
            )
        recording = self._learning.recordings.begin(bank, self._learning.learner, self._now())
        record = recording.record
        taking = Taking(bank, mode, self._random, self._clock, questions, stands_for, record, assigned=assigned)
        if at in taking.order:
            taking.visit(taking.order.index(at))
        self._show(taking, recording)
        self.is_sitting, self.hands_in = is_sitting, hands_in
        self.begun.emit()

    def _may_begin(self, mode: "Mode", *, is_assigned: bool) -> bool:
        """Tell whether the settings for the room allow it; if not, the user is told. An assignment has its own mode."""
        if self._learning.needs_name and not (is_assigned and self._learning.named[1]):  # longer there, perhaps
            self.name_needed.emit()
            return False
        if not is_assigned and mode.name not in (modes := self._learning.room.modes):
            from quizapp.reports.names import allowed_text

            self.told.emit(allowed_text(modes, translate))
            return False
        return True

    def begin_sitting(self, sitting: "Sitting") -> None:
        """Begin a sitting of the daily review."""
        from quizapp.domain.attempt import REVIEW

        self.begin(sitting.bank, REVIEW, sitting.questions, sitting.stands_for, is_sitting=True)

    def practice_missed(self) -> None:
        """Practice the missed questions of the attempt that is shown, with its bank as it is now."""
        self._read_as_now(self._practice_missed)

    def _practice_missed(self, taking: "Taking", now: "Bank") -> None:
        from quizapp.services.taking import mode_for

        missed = self.marked.missed
        if not missed:
            return
        there = [id_ for id_ in missed if id_ in now]
        bank = now if there else taking.bank
        self.begin(bank, mode_for(bank, "practice", self._settings.practice_rules), there or missed)

    def take_again(self) -> None:
        """Begin another attempt at the same bank, as it is now."""
        self._read_as_now(self._take_again)

    def _take_again(self, taking: "Taking", bank: "Bank", questions: Sequence[str] | None = None, at: str = "") -> None:
        from quizapp.domain.attempt import PRACTICE

        mode = taking.mode
        limit = 60.0 * bank.time_limit if mode.name == "test" else 0.0
        self.begin(bank, PRACTICE if mode.name == "review" else mode._replace(time_limit=limit), questions, at=at)

    def begin_anew(self, bank: "Bank") -> None:
        """Leave the attempt, which can be resumed, and begin another one like it at `bank`, at the same question."""
        taking = self.taking
        if taking is None or not self.is_under_way:
            return
        asked, at = [id_ for id_ in taking.order if id_ in bank], taking.current.id
        some = asked if asked and len(taking.order) < len(taking.bank.questions) else None
        self.leave()
        self._take_again(taking, bank, some, at)

    def _read_as_now(self, done: "Callable[[Taking, Bank], None]") -> None:
        taking = self.taking
        if taking is not None and taking.bank.has_key:  # an assignment that was handed in is not taken again
            bank = taking.bank
            self._opening.run(lambda: self._library.as_now(bank), done=done, failed=self._tell, asked=(taking,))

    # leaving and resuming

    def leave(self) -> None:
        """Leave the attempt; it can be resumed later."""
        if self.is_under_way and self.taking is not None and self._recording is not None:
            self.taking.pause()
            self._left[self._recording.attempt_id] = (self.taking, self._recording, self._now())
            self.unfinished_changed.emit()
        self.put_away()

    def put_away(self) -> None:
        """Let go of the attempt that is shown."""
        self.taking, self.given, self.is_sitting, self.hands_in = None, None, False, False

    def let_go(self, attempts: Container[str]) -> None:
        """Let go of the attempts of these ids, which were handed in: they go on only as they are in the journal."""
        self._left = {id_: left for id_, left in self._left.items() if id_ not in attempts}

    @property
    def unfinished(self) -> "tuple[Unfinished, ...]":
        """The attempts that the learner can resume, newest first."""
        present = self._learning.present
        kept = present.unfinished if present is not None else ()
        others = [each for each in kept if each.attempt_id not in self._left and each.attempt_id not in self._over]
        if not self._left:
            return tuple(others)
        from quizapp.services.learners import unfinished_of

        left = [(id_, each) for id_, each in self._left.items() if not each[0].attempt.started.assignment][::-1]
        here = (unfinished_of(id_, taking.bank.title, taking.attempt, when) for id_, (taking, _, when) in left)
        return (*here, *others)

    @property
    def older_unfinished(self) -> int:
        """The number of older attempts to resume, which only the history lists."""
        present = self._learning.present
        return len({*present.older} - {*self._left} - self._over) if present is not None else 0

    @property
    def has_finished(self) -> bool:
        """True if the learner has ever finished an attempt."""
        present = self._learning.present
        return self._finished > 0 or (present is not None and present.finished > 0)

    def resume(self, attempt_id: str, *, extra_time: float | None = None, hands_in: bool = False) -> None:
        """Resume an attempt; for `hands_in`, see the attribute.

        With `extra_time`, in seconds, it was handed in, and the teacher has given it back.
        """
        self._find(attempt_id, partial(self._go_on, extra_time=extra_time, hands_in=hands_in))

    def reopen(self, attempt_id: str) -> None:
        """Resume a finished practice; see `Taking.reopen`."""
        self._find(attempt_id, self._reopen)

    def reopen_shown(self) -> None:
        """Resume the finished practice that is shown."""
        if self.taking is not None and self._recording is not None:
            self._reopen(self.taking, self._recording, False)

    def _reopen(self, taking: "Taking", recording: "Recording", has_changed: bool) -> None:
        if taking.reopen():
            self._over.discard(recording.attempt_id)
            self._go_on(taking, recording, has_changed)

    def hand_in(self, attempt_id: str) -> None:
        """End an attempt as it is, without resuming it."""
        self._find(attempt_id, self._end)

    def _find(self, attempt_id: str, then: "Callable[[Taking, Recording, bool], None]") -> None:
        """Call `then` with an attempt, its recording, and True if its bank has changed."""
        journal = self._learning.journal
        if attempt_id in self._left:
            taking, recording, _ = self._left.pop(attempt_id)
            taking.go_on()
            then(taking, recording, False)
        elif journal is not None:
            from quizapp.services.learners import find_attempt

            find = partial(find_attempt, journal, self._library, attempt_id)
            self._opening.run(find, done=self._found, failed=self._tell, asked=(then,))

    def _found(self, then: "Callable[[Taking, Recording, bool], None]", found: "Resumable") -> None:
        taking, recording = self._resumed(found.attempt_id, found.bank, found.attempt, found.started)
        recording.keep(found.kept)
        then(taking, recording, found.has_changed)

    def _resumed(self, id_: str, bank: "Bank", attempt: "Attempt", started: float) -> "tuple[Taking, Recording]":
        from quizapp.services.taking import Taking

        recording = self._learning.recordings.go_on(id_, self._learning.learner, started, attempt.events)
        return Taking.resumed(bank, attempt, self._clock, recording.record), recording

    def _go_on(
        self,
        taking: "Taking",
        recording: "Recording",
        has_changed: bool,
        *,
        extra_time: float | None = None,
        hands_in: bool = False,
    ) -> None:
        if not self._may_begin(taking.mode, is_assigned=bool(taking.attempt.started.assignment)):
            return
        if extra_time is not None:
            taking.reopen_by_teacher(extra_time)
        self._show(taking, recording)
        self.hands_in = hands_in
        self.begun.emit()
        if has_changed and not self.assignment:
            self.told.emit(self.tr("This bank has changed since you began. You’ll finish it as it was."))

    def _end(self, taking: "Taking", recording: "Recording", _: bool) -> None:
        self._show(taking, recording)
        self.submit()

    def _show(self, taking: "Taking", recording: "Recording") -> None:
        self._learning.recordings.current = recording
        self.put_away()
        self.taking, self._recording = taking, recording

    def set_aside(self, attempt_id: str) -> None:
        """Stop offering an attempt. It is not deleted."""
        journal = self._learning.journal
        if attempt_id in self._left:
            taking, *_ = self._left.pop(attempt_id)
            taking.set_aside()
            self._forget(attempt_id)
        elif journal is not None:
            from quizapp.services.learners import set_aside

            self._jobs.run(lambda: set_aside(journal, attempt_id), done=self._forget, failed=self._tell)

    # ending

    def submit(self) -> None:
        """End the attempt that is shown."""
        taking, recording = self.taking, self._recording
        if taking is None:
            return
        if taking.submit() and recording is not None:
            self._finished += 1
            self._forget(recording.attempt_id)
        if self.assignment:
            self.part_ended.emit(taking.attempt)
        elif self.is_sitting:  # the next questions depend on what is saved
            self._learning.recordings.when_saved(partial(self._end_sitting, taking))
        else:
            self.ended.emit()

    def _end_sitting(self, taking: "Taking") -> None:
        if taking is self.taking:  # otherwise, the learner has moved on meanwhile
            self.sitting_ended.emit(taking.bank, taking.attempt)

    def show_again(self, opened: "OpenedAttempt", has_changed: bool) -> None:
        """Show a finished attempt again, as it was."""
        self._show(*self._resumed(opened.id, opened.bank, opened.attempt, opened.started))
        self.ended.emit()
        if has_changed and not self.assignment:
            self.told.emit(self.tr("This bank has changed since you took it. Here it is as it was then."))

    def show_feedback(self, given: "MarkedPart") -> None:
        """Show a part of an assignment as the teacher marked it; nothing of that is recorded."""
        from quizapp.services.taking import Taking

        marked, adjustments = given.marked, given.adjustments
        taking = Taking.resumed(marked.bank, marked.attempt, self._clock, adjustments=adjustments)
        self.put_away()
        self.taking, self._recording, self.given = taking, None, given
        self.ended.emit()

    # changes of learner and journal

    def _see_learner(self) -> None:
        """Forget the attempts of the learner before."""
        learner, before = self._learning.named[0], self._learner
        if learner != before:
            self._learner = learner
            if before:
                self._opening.drop()
                self._left.clear()
                self._over.clear()
                self._finished = 0
        self.unfinished_changed.emit()

    def _forget_saved(self) -> None:
        """Forget attempts that are saved, as the new journal may have others."""
        from quizapp.services.recording import SaveState

        self._opening.drop()
        self._left = {id_: left for id_, left in self._left.items() if left[1].state is not SaveState.SAVED}
        if self._learning.recordings.state is SaveState.SAVED:
            self._over.clear()
            self._finished = 0

    def _forget(self, attempt_id: str) -> None:
        self._over.add(attempt_id)
        self.unfinished_changed.emit()

    def _tell(self, *asked_and_error: object) -> None:
        self.told.emit(error_text(asked_and_error[-1]))
