"""Assignments in the window: their page, the bar that offers them, and the folder that is watched for them."""

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.frame import Frame
from quizapp.settings import Settings, look_in

if TYPE_CHECKING:  # made when they are first needed: many learners have no assignment
    from quizapp.gui.assignments.assigned import AssignedSession
    from quizapp.gui.assignments.assignment_page import AssignmentPage
    from quizapp.gui.assignments.offer_bar import OfferBar
    from quizapp.gui.assignments.watch import AssignmentWatch
    from quizapp.services.assignment_offers import Offer
    from quizapp.services.history import OpenedAttempt


class AssignmentPages(QObject):
    """Opens what comes from teachers, shows an assignment, and offers those that there are above the `library`.

    Signals:
        library_requested: the learner goes back to the library.
        folder_changed: another folder is watched from now on.

    Args:
        opening: reads what is shown next.
        leave: asks about unsaved work before a learner leaves; see `LeaveGuard.leave`.
    """

    library_requested = Signal()
    folder_changed = Signal()

    def __init__(
        self,
        frame: Frame,
        library: QWidget,
        theme: Theme,
        settings: Settings,
        jobs: Jobs,
        learning: Learning,
        session: AttemptSession,
        opening: Latest,
        leave: Callable[..., object],
        random: Random,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._library = library
        self._theme = theme
        self._settings = settings
        self._jobs = jobs
        self._learning = learning
        self._session = session
        self._opening = opening
        self._leave = leave
        self._random = random
        self._before: AssignedSession | None = None
        self._offers: OfferBar | None = None
        self._was_seen = False
        frame.page_changing.connect(self._change_page)
        learning.present_changed.connect(self.look)

    @cached_property
    def assigned(self) -> "AssignedSession":
        """The assignment that is shown."""
        from quizapp.gui.assignments.assigned import AssignedSession

        made = self._before or AssignedSession(
            self._learning, self._session, self._jobs, self._opening, self._leave, self._random, parent=self
        )
        made.shown.connect(self._use_look)
        made.shown.connect(self._show)
        made.changed.connect(self._take_in)
        made.marks_shown.connect(self._tell_marks)
        made.delivered.connect(self._tell_delivered)
        made.place_needed.connect(self._ask_place)
        made.told.connect(self._frame.notice.tell)
        return made

    @cached_property
    def page(self) -> "AssignmentPage":
        """The page of an assignment."""
        from quizapp.gui.assignments.assignment_page import AssignmentPage

        page = AssignmentPage(self._theme, self.assigned, self._learning, time.time)
        page.work.hand_in_requested.connect(self._ask_to_hand_in)
        page.work.save_requested.connect(self._choose_place_again)
        page.work.library_requested.connect(self.library_requested)
        return page

    @cached_property
    def _watch(self) -> "AssignmentWatch":
        from quizapp.gui.assignments.watch import AssignmentWatch

        watch = AssignmentWatch(self._learning, self._settings, self._jobs, self)
        watch.offers_found.connect(self._show_found)
        watch.folder_missed.connect(self._tell_missed)
        return watch

    def open_files(self, files: Sequence[Path]) -> None:
        """Open files from a teacher: assignments, reopenings and feedback."""
        if self._learning.needs_name:
            self._frame.notice.tell(self.tr("Pick your name first. Then open the file again."))
        else:
            self.assigned.open_files(files)

    def show(self, id_: str) -> None:
        """Show the assignment of this id."""
        self.assigned.show(id_)

    def look_back(self, opened: "OpenedAttempt") -> None:
        """Show an attempt at an assignment, which the history has opened."""
        self.assigned.look_back(opened)

    # the page

    @property
    def _is_shown(self) -> bool:
        return "page" in self.__dict__ and self._frame.pages.currentWidget() is self.page

    def _show(self) -> None:
        now = self.assigned.now
        if now is not None:
            self._session.leave()
            self._frame.show_page(self.page, now.work.assignment.title)
            self.page.show_now()

    def shown_on(self, page: QWidget) -> bool | None:
        """Give True if `page` shows an assignment, and None if it is another one."""
        return True if self._is_shown and page is self.page else None

    def show_again(self, _: bool) -> None:
        """Show the assignment again."""
        self._show()

    def go_on_as(self, before: "AssignmentPages") -> None:
        """Take the place of `before`, with the assignment that it showed last."""
        if "assigned" in before.__dict__:
            before.assigned.setParent(self)
            self._before = before.assigned

    def _tell_marks(self, told: str) -> None:
        if told:
            self._frame.notice.tell(told)

    def _tell_delivered(self, told: str) -> None:
        if not self._is_shown or told != self.assigned.message:  # which the page shows
            self._frame.notice.tell(told)
        self.look()

    def _ask_to_hand_in(self) -> None:
        from quizapp.gui.kit.dialogs import ask

        now = self.assigned.now
        if now is None:
            return
        if now.standing.pending is not None:
            self.assigned.hand_in()
            return
        title = self.tr("Hand in “{title}”?").format(title=now.work.assignment.title)
        words = (self.tr("Hand it in"), self.assigned.hand_in), (self.tr("Not yet"), None)
        ask(self._frame.window(), title, self.page.work.question(now), words)

    def _ask_place(self, reason: str) -> None:
        """Ask where to hand in, where it could not be written to the place where the assignment came from."""
        from quizapp.gui.kit.dialogs import ask

        if not self._is_shown:
            self._frame.notice.tell(reason)
            return
        now = self.assigned.now
        if now is not None and now.standing.pending is None and not now.standing.is_open:  # it was only to be copied
            title, do = self.tr("Not saved again"), self._choose_place_again
            kept = self.tr("Your work is handed in, and the file that was saved before stays as it is.")
        else:
            title, do = self.tr("Not handed in yet"), self._choose_place
            kept = self.tr("Your answers are kept. Choose where to save the file for your teacher.")
        words = (self.tr("Choose a folder…"), do), (self.tr("Later"), None)
        ask(self._frame.window(), title, f"{reason}\n\n{kept}", words)

    def _choose_place(self) -> None:
        from quizapp.gui.kit.dialogs import open_folder

        open_folder(self._frame.window(), self._settings, self.tr("Hand in here"), self.assigned.hand_in)

    def _choose_place_again(self) -> None:
        from quizapp.gui.kit.dialogs import open_folder

        open_folder(self._frame.window(), self._settings, self.tr("Save it again here"), self.assigned.save_again)

    def _take_in(self) -> None:
        """Use the look of the assignment that has changed; it may be offered now, where the learner has left it."""
        self._use_look()
        if self._frame.pages.currentWidget() is self._library:
            self.look()

    # the look that a learner's accommodation asks for

    def _use_look(self) -> None:
        """Use the look of the learner's accommodation, for the work and for what comes of it."""
        now = self.assigned.now
        given = now.work.accommodation if now is not None else None
        if now is None or given is None or now.standing.named is None:
            self._restore_look()
        elif not self._settings.usual_look:
            usual, asked = self._theme.look, look_in(given.given)
            if asked:
                self._settings.usual_look = [self._learning.learner.id, usual._asdict()]
                self._theme.show(usual._replace(**asked))

    def _leave_look(self, offers: "tuple[Offer, ...]") -> None:
        """Back in the library, use the usual look again, unless something is yet to be handed in."""
        unfinished = any(offer.kind in ("pending", "reopened", "begun") for offer in offers)
        if self._frame.pages.currentWidget() is self._library and not unfinished:
            self._restore_look()

    def _restore_look(self) -> None:
        if not self._settings.usual_look:
            return
        (learner, *kept), self._settings.usual_look = self._settings.usual_look, []
        look = look_in(kept[0] if len(kept) == 1 else dict(zip(("theme", "text_size"), kept, strict=True)))
        if learner == self._learning.learner.id:
            self._theme.show(self._theme.look._replace(**look))
        elif learner in self._settings.choices:
            self._settings.choices[learner].update(look)

    # what there is

    def look(self) -> None:
        """Look for what there is for whoever is learning, off the GUI thread."""
        look = self._settings.usual_look
        if look and look[0] != self._learning.learner.id:  # it was somebody else's
            self._restore_look()
        self._watch.look()

    def look_again(self, state: Qt.ApplicationState) -> None:
        """Look in the watched folder when the user comes back from another program."""
        if state == Qt.ApplicationState.ApplicationActive and self._learning.journal is not None:
            self.look()

    def _show_found(self, offers: "tuple[Offer, ...]") -> None:
        self._leave_look(offers)
        if self._offers is None:
            if not offers:
                return
            from quizapp.gui.assignments.offer_bar import OfferBar

            self._offers = OfferBar(self._theme)
            self._offers.offer_chosen.connect(self._choose)
            column = self._frame.column
            column.insertWidget(column.count() - 1, self._offers)  # above the pages
        self._offers.show_offers(offers)
        self._show_offers(self._frame.pages.currentWidget())
        if not self._was_seen and self._offers.isVisible():
            self._was_seen = True
            self.focus_offer()

    def _tell_missed(self, folder: Path) -> None:
        told = self.tr("The folder for assignments is not there: {folder}. Is the stick in, or the share connected?")
        self._frame.notice.tell(told.format(folder=folder))

    def focus_offer(self) -> None:
        """Give the focus to what is offered, so that Enter opens it, unless something else is offered or typed."""
        focused = cast("QWidget | None", self._frame.window().focusWidget())  # which PySide's types deny
        around = focused.parentWidget() if focused is not None else None
        is_typing = isinstance(focused, QLineEdit) and bool(focused.text())
        is_offered = around is not None and around.objectName() == "offer"
        if self._offers is not None and self._offers.isVisible() and not (is_typing or is_offered):
            self._offers.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, offer: "Offer") -> None:
        if offer.kind == "new" and offer.file is not None:
            self.open_files([offer.file])
        else:
            self.show(offer.assignment)

    def _change_page(self, page: QWidget) -> None:
        if page is self._library and self._frame.pages.currentWidget() is not page and self._learning.present:
            self.look()
        self._show_offers(page)

    def _show_offers(self, page: QWidget | None) -> None:
        if self._offers is not None:
            self._offers.setVisible(page is self._library and bool(self._offers.offers))

    # the folder

    def ask_folder(self) -> None:
        """Ask which folder is watched for assignments."""
        from quizapp.gui.kit.dialogs import ask

        folder, of_room = self._settings.assignment_folder, self._learning.room.watched_folder
        text = self.tr("What your teacher puts into this folder is offered above the library.")
        if folder:
            text = self.tr("This computer looks for assignments in {folder}.").format(folder=folder) + f"\n\n{text}"
        if of_room is not None:
            text = self.tr("The settings for this room say that assignments are in {folder}.").format(folder=of_room)
            ask(self._frame.window(), self.tr("Folder for assignments"), text, [(self.tr("OK"), None)])
            return
        choose = self.tr("Choose another folder…") if folder else self.tr("Choose a folder…")
        stop = [(self.tr("Stop looking there"), lambda: self._use_folder(None))] if folder else []
        words = [(choose, self._choose_folder), *stop, (self.tr("Leave it as it is"), None)]
        ask(self._frame.window(), self.tr("Folder for assignments"), text, words)

    def _choose_folder(self) -> None:
        from quizapp.gui.kit.dialogs import open_folder

        open_folder(self._frame.window(), self._settings, self.tr("Look for assignments here"), self._use_folder)

    def _use_folder(self, folder: Path | None) -> None:
        self._settings.assignment_folder = str(folder) if folder is not None else ""
        self.folder_changed.emit()
        self.look()
