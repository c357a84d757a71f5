"""The learner of this moment, and the changes to who that is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import InTurn, Jobs, Latest
from quizapp.gui.kit.translate import error_text
from quizapp.gui.learners.journal_access import JournalAccess
from quizapp.paths import UserPaths
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings

if TYPE_CHECKING:  # the first screen does not need them
    from quizapp.domain.people import Learner
    from quizapp.services.learners import Present
    from quizapp.services.recording import Recording
    from quizapp.storage.journal import Journal

    Change = Callable[[Journal, Learner], tuple[Learner, str]]
    """Changes the journal while this learner is there; gives who is learning after that, and a message for the user."""


class Learning(QObject):
    """Knows who is learning, and changes it: one change after the other, off the GUI thread.

    Signals:
        present_changed: `present` has changed: somebody else is learning, or the list of learners is another one.
        journal_changed: the journal may differ by now from what the window shows of it.
        told: a message for the user.
        change_refused: a change could not be made; `told` says why.

    Attributes:
        present: who is learning, and who else could; None until the journal is open.
        access: opens and closes the journal.
        recordings: those of the attempts since the start.
        room: the settings for the room; who was here last time is no reason to go on as them where it has names.
    """

    present_changed = Signal()
    journal_changed = Signal()
    told = Signal(str)
    change_refused = Signal()

    def __init__(
        self,
        paths: UserPaths,
        settings: Settings,
        jobs: Jobs,
        room: RoomSettings = NO_ROOM,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.room = room
        self._changes = InTurn(jobs)
        self._counting = Latest(jobs, self)
        self.present: Present | None = None
        self.access = JournalAccess(paths, jobs, self._find, self)
        self.access.opened.connect(self._find_out)
        self.recordings = self.access.recordings
        self.recordings.told.connect(self.told)

    @property
    def journal(self) -> "Journal | None":
        """The journal, once it is open."""
        return self.access.journal

    @property
    def learner(self) -> "Learner":
        """The learner; a guest, before that is known."""
        from quizapp.services.learners import new_guest

        return self.present.learner if self.present is not None else new_guest()

    @property
    def name(self) -> str:
        """The learner's name, as the screen shows it."""
        return self.named[1] or (self.tr("Nobody yet") if self.needs_name else self.tr("Guest"))

    @property
    def named(self) -> tuple[str, str]:
        """The learner's id and name; the name is empty for a guest, and both are before the learner is known."""
        if self.present is None:
            return "", ""
        learner = self.present.learner
        return learner.id, "" if learner.is_guest else learner.name

    @property
    def asks_who(self) -> bool:
        """Tell whether this start asks who is learning."""
        return self._settings.asks_who or bool(self.room.learners)

    @property
    def needs_name(self) -> bool:
        """Tell whether nobody may begin before somebody of the room has picked their name."""
        return not self.room.others and (self.present is None or not self.room.has(self.present.learner))

    def _find(self, journal: "Journal") -> "Present":
        """Find out who is learning at the start; waits for the disk."""
        from quizapp.services.learners import clear_guests, find_learner, learner_overview, new_guest

        learner = new_guest() if self.asks_who else find_learner(journal, self._settings.learner)
        clear_guests(journal, learner)
        return learner_overview(journal, learner)

    def _find_out(self, present: "Present") -> None:
        assert self.journal is not None
        self.recordings.use(self.journal, present.learner)
        self._show(present)

    def choose(self, learner: "Learner") -> None:
        """Let `learner` learn from here on."""
        self.change(lambda journal, _: (learner, ""))

    def choose_new(self, name: str) -> None:
        """Add a learner called `name`, who learns from here on."""
        self.change(lambda journal, _: (journal.add_learner(name).result(), ""))

    def go_as_guest(self) -> None:
        """Let a new guest learn; the work of earlier guests is deleted."""
        from quizapp.services.learners import clear_guests, new_guest

        guest = new_guest()

        def begin(journal: "Journal", _: "Learner") -> "tuple[Learner, str]":
            clear_guests(journal, guest, all_others=True)
            return guest, ""

        self.change(begin)

    def keep_guest(self, name: str) -> None:
        """Keep the guest's work under a name."""

        def keep(journal: "Journal", guest: "Learner") -> "tuple[Learner, str]":
            journal.add_learner(guest.name, True, guest.id).result()
            journal.rename_learner(guest.id, name).result()
            return guest, ""

        self.change(keep)

    def rename(self, learner: "Learner", name: str) -> None:
        """Give `learner` another name."""
        self.do_here(lambda journal: journal.rename_learner(learner.id, name).result())

    def delete(self, learner: "Learner") -> None:
        """Delete a learner with all attempts. If it is the one who is learning, a guest goes on."""
        from quizapp.services.learners import delete_learner, find_learner

        def delete(journal: "Journal", staying: "Learner") -> "tuple[Learner, str]":
            delete_learner(journal, learner.id)
            return find_learner(journal, "") if staying.id == learner.id else staying, ""

        self.change(delete, forgets=learner)

    def count_attempts(self, learner: "Learner", done: "Callable[[Learner, int], object]") -> None:
        """Call `done`, a bound method of a QObject, with the learner and the number of their attempts."""
        from quizapp.services.learners import count_attempts

        journal = self.journal
        if journal is not None:
            self._counting.run(
                lambda: count_attempts(journal, learner), done=done, failed=self._tell_of, asked=(learner,)
            )

    def do_here(self, do: "Callable[[Journal], object]", told: str = "") -> None:
        """Do something with the journal that does not change who is learning, and tell `told` then."""

        def work(journal: "Journal", staying: "Learner") -> "tuple[Learner, str]":
            do(journal)
            return staying, told

        self.change(work)

    def change(self, do: "Change", *, replaces: bool = False, forgets: "Learner | None" = None) -> None:
        """Make a change after all earlier ones, and show who is learning then.

        With `replaces`, it may replace attempts in the journal that the window shows. Nothing more is recorded of the
        learner whom it `forgets`, unless it is refused.
        """
        if self.journal is None:
            if self.recordings.reason:
                self.recordings.state_changed.emit()  # which shows the reason and the remedy
            else:
                self.told.emit(self.tr("Saved work is still loading. Please try again in a moment."))
            self.change_refused.emit()
            return
        from quizapp.services.learners import learner_overview

        journal = self.journal

        def work() -> "tuple[Present, str]":
            learner, told = do(journal, self.learner)
            return learner_overview(journal, learner), told

        forgotten = self.recordings.forget(forgets) if forgets is not None else ()
        self._changes.run(work, done=self._changed, failed=self._refuse, asked=(replaces, forgotten))

    def _changed(self, replaces: bool, _: "Sequence[Recording]", changed: "tuple[Present, str]") -> None:
        present, told = changed
        if replaces:
            self.journal_changed.emit()
        self._show(present)
        if told:
            self.told.emit(told)

    def _show(self, present: "Present") -> None:
        self.present = present
        self._settings.use_learner(present.learner.id, [each.id for each in present.learners])
        self.present_changed.emit()

    def _refuse(self, _: bool, forgotten: "Sequence[Recording]", error: QuizAppError) -> None:
        self.recordings.take_back(forgotten)
        self.told.emit(error_text(error))
        self.change_refused.emit()

    def _tell_of(self, _: "Learner", error: QuizAppError) -> None:
        self.told.emit(error_text(error))
