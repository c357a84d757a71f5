"""Learners as files: one is exported and imported, all are backed up and restored."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.domain.accommodation import LearnerProfile
from quizapp.gui.learners.learning import Learning
from quizapp.services.learners import find_learner, import_learner_file
from quizapp.settings import Settings
from quizapp.storage.backup import back_up, restore
from quizapp.storage.transfer import export_learner

if TYPE_CHECKING:
    from quizapp.domain.people import Learner
    from quizapp.storage.journal import Journal


class LearnerFiles(QObject):
    """Reads and writes files in turn with all other changes to learners; `learning` reports the result.

    A learner's file has the profile with it, which `settings` hold.
    """

    _profile_read = Signal(str, object)

    def __init__(self, learning: Learning, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._learning = learning
        self._settings = settings
        self._profile_read.connect(self._keep_profile)  # from the thread that reads to this one

    def export(self, learner: "Learner", target: Path) -> None:
        """Write everything about a learner into one file."""
        told = self.tr("{name} was exported to {file}.").format(name=learner.name, file=target)
        profile = LearnerProfile(**self._settings.profile_of(learner.id))
        self._learning.do_here(lambda journal: export_learner(journal, learner.id, target, profile), told)

    def _keep_profile(self, learner: str, profile: "dict[str, object]") -> None:
        if profile:
            self._settings.keep_profile(learner, profile)

    def back_up(self, target: Path) -> None:
        """Write everything about all learners into one file."""
        told = self.tr("Everything was backed up in {file}.").format(file=target)
        self._learning.do_here(lambda journal: back_up(journal, target), told)

    def import_from(self, source: Path) -> None:
        """Add the learners in a file, with those attempts that are not here yet."""

        def read(journal: "Journal", here: "Learner") -> "tuple[Learner, str]":
            told = []
            for done in import_learner_file(journal, source):
                self._profile_read.emit(done.learner.id, done.profile.given)
                words = self.tr("{name}: %n new attempts. Already here: {known}.", "", done.new_attempts)
                told.append(words.format(name=done.learner.name, known=done.known_attempts))
            return here, " ".join(told)

        self._learning.change(read, replaces=True)

    def restore(self, source: Path) -> None:
        """Replace everything by a backup; what was there stays on the disk under another name."""
        words = self.tr("The backup is in place. What was there before is kept as {file}.")

        def read(journal: "Journal", here: "Learner") -> "tuple[Learner, str]":
            before = restore(journal, source)
            return find_learner(journal, "" if here.is_guest else here.id), words.format(file=before)

        self._learning.change(read, replaces=True)
