"""What there is for the learner: the folder that is watched for assignments, and those that were begun here."""

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
    """

    offers_found = Signal(tuple)

    def __init__(self, learning: Learning, settings: Settings, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._learning = learning
        self._settings = settings
        self._looking = Latest(jobs, self)
        self._offers: Offers | None = None

    def look(self) -> None:
        """Look for what there is now; what was looked for before is dropped."""
        journal = self._learning.journal
        if journal is not None:
            folder = self._settings.assignment_folder
            look = partial(self._look, journal, self._learning.learner, Path(folder) if folder else None)
            self._looking.run(look, done=self._found, failed=self._have_none)

    def _look(self, journal: "Journal", learner: "Learner", folder: Path | None) -> "tuple[Offer, ...]":
        from quizapp.services.assignment_places import AssignmentPlaces

        data = self._learning.access.paths.data
        if folder is None and not AssignmentPlaces(data).assignments.is_dir():
            return ()
        from quizapp.services.assignment_offers import Offers
        from quizapp.services.assignments import Assignments

        if self._offers is None:
            self._offers = Offers(Assignments(data), journal)
        return self._offers.look(learner, folder)

    def _found(self, offers: "tuple[Offer, ...]") -> None:
        self.offers_found.emit(offers)

    def _have_none(self, _: object) -> None:
        self.offers_found.emit(())
