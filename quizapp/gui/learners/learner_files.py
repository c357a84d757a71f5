"""Learners as files: one of them is exported and imported, all of them are backed up and restored."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.learners.learning import Learning
from quizapp.services.learners import Present, find_learner, import_learner_file, learner_overview
from quizapp.settings import Settings
from quizapp.storage.backup import back_up, restore
from quizapp.storage.transfer import export_learner

if TYPE_CHECKING:
    from quizapp.domain.people import Learner
    from quizapp.storage.journal import Journal


class LearnerFiles(QObject):
    """Reads and writes them off the GUI thread.

    Signals:
        told: what came of it, in words.

    Args:
        learning: has the journal, and is told of what has come into it.
        settings: who was there last.
    """

    told = Signal(str)

    def __init__(self, learning: Learning, settings: Settings, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._learning = learning
        self._settings = settings
        self._jobs = jobs

    def export(self, learner: "Learner", target: Path) -> None:
        """Write all of a learner into one file."""
        told = self.tr("{name} is exported to {file}.").format(name=learner.name, file=target)

        def work(journal: "Journal") -> str:
            export_learner(journal, learner.id, target)
            return told

        self._run(work, self._tell)

    def back_up(self, target: Path) -> None:
        """Write all that is kept of everybody into one file."""
        told = self.tr("Everything is backed up in {file}.").format(file=target)

        def work(journal: "Journal") -> str:
            back_up(journal, target)
            return told

        self._run(work, self._tell)

    def import_from(self, source: Path) -> None:
        """Add the learners in a file, with what is not here yet."""
        learner = self._learning.learner
        words = self.tr("{name}: {new} new attempts, {known} that were here already.")

        def work(journal: "Journal") -> tuple[Present, str]:
            done = import_learner_file(journal, source)
            told = (
                words.format(name=each.learner.name, new=each.new_attempts, known=each.known_attempts) for each in done
            )
            return learner_overview(journal, learner), " ".join(told)

        self._run(work, self._seen_anew)

    def restore(self, source: Path) -> None:
        """Put a backup in the place of all that is kept now, which stays on the disk under another name."""
        last = self._settings.learner
        words = self.tr("The backup is in place. What was there before is kept as {file}.")

        def work(journal: "Journal") -> tuple[Present, str]:
            before = restore(journal, source)
            return learner_overview(journal, find_learner(journal, last)), words.format(file=before)

        self._run(work, self._seen_anew)

    def _run(self, work: "Callable[[Journal], object]", done: Callable[..., object]) -> None:
        journal = self._learning.journal
        if journal is None:
            self.told.emit(self._learning.recordings.reason)
        else:
            self._jobs.run(lambda: work(journal), done=done, failed=self._tell)

    def _seen_anew(self, seen: tuple[Present, str]) -> None:
        present, told = seen
        self._learning.see_anew(present)
        self.told.emit(told)

    def _tell(self, told: object) -> None:
        self.told.emit(str(told))
