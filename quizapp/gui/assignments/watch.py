"""Assignments for the learner: those in the folder that is watched, and those that were begun here."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.learners.learning import Learning
from quizapp.settings import Settings

if TYPE_CHECKING:  # many learners have no assignment
    from quizapp.domain.people import Learner
    from quizapp.services.assignment_offers import Offer, Offers
    from quizapp.storage.journal import Journal


class AssignmentWatch(QObject):
    """Looks for what there is, off the GUI thread.

    Signals:
        offers_found: what there is for whoever is learning: a tuple of `Offer`.
        folder_missed: the folder of the room is not there; told once.
    """

    offers_found = Signal(tuple)
    folder_missed = Signal(object)

    def __init__(self, learning: Learning, settings: Settings, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._learning = learning
        self._settings = settings
        self._looking = Latest(jobs, self)
        self._offers: Offers | None = None
        self._is_missed = False

    def look(self) -> None:
        """Look for what there is now; what was looked for before is dropped."""
        journal = self._learning.journal
        if journal is not None:
            room, own = self._learning.room, self._settings.assignment_folder
            watched = room.watched_folder or (Path(own) if own else None)
            folders = [folder for folder in (watched, room.assignments) if folder is not None]
            look = partial(self._look, journal, self._learning.learner, folders)
            self._looking.run(look, done=self._found, failed=self._have_none)

    def _look(
        self, journal: "Journal", learner: "Learner", folders: Sequence[Path]
    ) -> "tuple[tuple[Offer, ...], bool]":
        """The assignments that were found, and whether the folder of the room is missing."""
        from quizapp.services.assignment_places import AssignmentPlaces

        data, of_room = self._learning.access.paths.data, self._learning.room.watched_folder
        is_missing = of_room is not None and not of_room.is_dir()
        if not any(folder.is_dir() for folder in folders) and not AssignmentPlaces(data).assignments.is_dir():
            return (), is_missing
        from quizapp.services.assignment_offers import Offers
        from quizapp.services.assignments import Assignments

        if self._offers is None:
            self._offers = Offers(Assignments(data), journal)
        return self._offers.look(learner, *folders), is_missing

    def _found(self, found: "tuple[tuple[Offer, ...], bool]") -> None:
        offers, is_missing = found
        self.offers_found.emit(offers)
        if is_missing and not self._is_missed:
            self._is_missed = True
            self.folder_missed.emit(self._learning.room.watched_folder)

    def _have_none(self, _: object) -> None:
        self.offers_found.emit(())
