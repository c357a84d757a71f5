"""Learners as files: one of them is exported and imported, all of them are backed up and restored."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quizapp.gui.learners.learning import Learning
from quizapp.services.learners import find_learner, import_learner_file
from quizapp.storage.backup import back_up, restore
from quizapp.storage.transfer import export_learner

if TYPE_CHECKING:
    from quizapp.domain.people import Learner
    from quizapp.storage.journal import Journal


class LearnerFiles(QObject):
    """Reads and writes files in turn with all other changes to learners; `learning` tells what came of it."""

    def __init__(self, learning: Learning, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._learning = learning

    def export(self, learner: "Learner", target: Path) -> None:
        """Write all of a learner into one file."""
        told = self.tr("{name} is exported to {file}.").format(name=learner.name, file=target)

        def write(journal: "Journal", here: "Learner") -> "tuple[Learner, str]":
            export_learner(journal, learner.id, target)
            return here, told

        self._learning.change(write)

    def back_up(self, target: Path) -> None:
        """Write all that is kept of everybody into one file."""
        told = self.tr("Everything is backed up in {file}.").format(file=target)

        def write(journal: "Journal", here: "Learner") -> "tuple[Learner, str]":
            back_up(journal, target)
            return here, told

        self._learning.change(write)

    def import_from(self, source: Path) -> None:
        """Add the learners in a file, with what is not here yet."""
        one = self.tr("{name}: 1 new attempt. Already here: {known}.")
        several = self.tr("{name}: {new} new attempts. Already here: {known}.")

        def read(journal: "Journal", here: "Learner") -> "tuple[Learner, str]":
            done = import_learner_file(journal, source)
            told = (
                (one if each.new_attempts == 1 else several).format(
                    name=each.learner.name, new=each.new_attempts, known=each.known_attempts
                )
                for each in done
            )
            return here, " ".join(told)

        self._learning.change(read, replaces=True)

    def restore(self, source: Path) -> None:
        """Put a backup in the place of all that is kept now, which stays on the disk under another name."""
        words = self.tr("The backup is in place. What was there before is kept as {file}.")

        def read(journal: "Journal", here: "Learner") -> "tuple[Learner, str]":
            before = restore(journal, source)
            return find_learner(journal, "" if here.is_guest else here.id), words.format(file=before)

        self._learning.change(read, replaces=True)
