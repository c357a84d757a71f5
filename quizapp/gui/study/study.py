"""The daily review, progress and the history: their pages, and the ways between them."""

import time
from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import error_text
from quizapp.gui.study.page_tabs import PageTabs
from quizapp.services.room import ALL_MODES
from quizapp.settings import Settings

if TYPE_CHECKING:  # none of it is needed before the first screen is painted
    from quizapp.domain.attempt import Attempt
    from quizapp.domain.bank import Bank
    from quizapp.domain.summary import PastAttempt
    from quizapp.gui.study.history_page import HistoryPage
    from quizapp.gui.study.progress_page import ProgressPage
    from quizapp.gui.study.review_page import ReviewPage
    from quizapp.services.history import History, OpenedAttempt
    from quizapp.services.library import Library
    from quizapp.services.spaced_review import Plan, Sitting, SittingResult, SpacedReview
    from quizapp.storage.journal import Journal

AT_REST = 800
"""Milliseconds; nobody waits for the number of due questions, and work that somebody waits for comes first."""

_LONGEST_WAIT = 6 * 3600.0
"""Seconds."""


class Study(QObject):
    """Shows what a learner has done and what is due. Its pages are made when they are first shown.

    Signals:
        page_shown: one of the pages is to be shown, with this title.
        assignment_requested: an attempt at an assignment is to be shown again: an `OpenedAttempt`.
        results_read: gives the last finished attempt at each bank, by the bank's id: a dict of `PastAttempt`.
        told: a message for the user.

    Args:
        modes: those in which an attempt may begin or go on.

    Attributes:
        in_session: the daily review is under way.
    """

    page_shown = Signal(QWidget, str)
    library_requested = Signal()
    assignment_requested = Signal(object)
    results_read = Signal(dict)
    told = Signal(str)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        library: "Library",
        settings: Settings,
        session: AttemptSession,
        opening: Latest,
        clock: Clock = time.time,
        modes: Collection[str] = ALL_MODES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._modes = modes
        self._theme = theme
        self._jobs = jobs
        self._session = session
        self._opening = opening
        self._library = library
        self._settings = settings
        self._clock = clock
        self._history: History | None = None
        self._review: SpacedReview | None = None
        self._plan: Plan | None = None
        self._planning = Latest(jobs, self)
        self._sittings: list[Sitting] = []
        self._results: list[SittingResult] = []
        self.in_session = False
        self._stops = False
        self._pages: dict[str, QWidget] = {}
        self._make_tabs()
        self._until_idle = QTimer(self, singleShot=True, interval=AT_REST)
        self._until_idle.timeout.connect(self._find_plan)
        self._until_due = QTimer(self, singleShot=True)
        self._until_due.timeout.connect(self._look_again)
        session.sitting_ended.connect(self._sitting_ended)

    @property
    def is_planning(self) -> bool:
        """Tells whether the due questions are still being looked for."""
        return self._until_idle.isActive() or self._planning.is_under_way

    def use(self, journal: "Journal", learner: str) -> None:
        """From here on, show what the learner with this id has done; `journal` is open.

        With the same learner as before, look for what is new; a review under way goes on.
        """
        from quizapp.services.history import History
        from quizapp.services.spaced_review import SpacedReview

        if self._history is not None and self._history.journal is journal and self._history.learner == learner:
            if not self.in_session:
                self.look()
            return
        self.leave()
        self._history = History(journal, learner)
        self._review = SpacedReview(self._history, self._library, self._clock)
        self.results_read.emit({})
        self.look()

    def forget(self) -> None:
        """Read everything again that was known of the learner, as the journal may be another one."""
        self._history = None

    def look(self) -> None:
        """Find out how many questions are due, once there is nothing else to do, and show it in the tabs."""
        self._until_idle.start()

    def build_again(self) -> None:
        """Make tabs and pages again, as the language is another one."""
        for name in ("history_page", "progress_page", "review_page"):
            page = self.__dict__.pop(name, None)
            if page is not None:
                page.deleteLater()
        self._pages.clear()
        self._make_tabs()

    def _make_tabs(self) -> None:
        self.tabs = PageTabs(self._theme, has_review="review" in self._modes)
        self.tabs.hide()
        self.tabs.page_requested.connect(self.show_page)

    def show_page(self, name: str) -> None:
        """Show the page called `name`; see `PageTabs`."""
        if name == "library" or self._history is None:
            self.library_requested.emit()
            return
        if self.in_session:  # or else the next sitting would come up on another page
            self.leave()
            self.look()
        if self._until_idle.isActive():
            self._until_idle.start()  # the page comes first
        if name == "history":
            self.page_shown.emit(self.history_page, self.tr("History"))
            self.history_page.show_history(self._history)
        elif name == "progress":
            self.page_shown.emit(self.progress_page, self.tr("Progress"))
            self.progress_page.show_history(self._history)
        else:
            self._show_review(self.review_page.show_plan)

    def _show_review(self, then: "Callable[[Plan], object]") -> None:
        self.page_shown.emit(self.review_page, self.tr("Review"))
        self.review_page.show_reading()
        self._find_plan(then)

    def begin(self) -> None:
        """Begin the review that is planned, with its first sitting."""
        if self._plan is None or not self._plan.sittings:
            return
        self.in_session = True
        self._sittings = list(self._plan.sittings)
        self._go_on()

    def _sitting_ended(self, bank: "Bank", attempt: "Attempt") -> None:
        """Count a sitting that is over, and begin the next one, or show the results.

        If the learner left questions out, the review stops here; those questions stay due.
        """
        from quizapp.services.spaced_review import result_of

        result = result_of(bank, attempt)
        if result.answered:
            self._results.append(result)
        self._stops = bool(attempt.unanswered)
        if self._sittings and not self._stops:
            self._go_on()
        else:
            self._show_review(self._show_end)

    def leave(self) -> None:
        """Leave the review; answers count, and the rest stays due."""
        self.in_session = False
        self._planning.drop()
        self._sittings = []
        self._results.clear()

    def _go_on(self) -> None:
        self._session.begin_sitting(self._sittings.pop(0))

    def _find_plan(self, then: "Callable[[Plan], object] | None" = None) -> None:
        """Find what is due and the last results, and show both; `then` shows the plan to somebody who waits for it."""
        from quizapp.services.history import last_finished

        self._until_idle.stop()
        self._until_due.stop()
        history, review, most = self._history, self._review, self._settings.reviews_a_day
        away_until = _beginning(self._settings.away_until)
        if history is not None and review is not None:

            def find() -> "tuple[Plan, dict[str, PastAttempt]]":
                return review.plan(most, away_until), last_finished(history.all())

            self._planning.run(find, done=self._show_due, failed=self._have_none, asked=(then,))

    def _have_none(self, then: "Callable[[Plan], object] | None", error: QuizAppError) -> None:
        if then is not None:  # or else nobody has asked
            self._fail(error)
            self.review_page.show_failed()

    def _show_due(self, then: "Callable[[Plan], object] | None", found: "tuple[Plan, dict[str, PastAttempt]]") -> None:
        plan, results = found
        self._plan = plan
        self.tabs.show_due(plan.questions)
        self.results_read.emit(results)
        if plan.next is not None:
            wait = min(max(plan.next.at - self._clock(), 0.05), _LONGEST_WAIT)
            self._until_due.start(round(wait * 1000))
        if then is not None:
            then(plan)

    def _look_again(self) -> None:
        if not self.in_session:
            self.look()

    def _show_end(self, plan: "Plan") -> None:
        """Ask again what was missed and is due again by now; when nothing is, show the results."""
        if plan.sittings and not self._stops:
            self.begin()
        else:
            self.review_page.show_end(tuple(self._results), plan)
            self.leave()

    def _change_limit(self, limit: int) -> None:
        self._settings.reviews_a_day = limit
        self._find_plan(self.review_page.show_plan)

    def _change_break(self, until: str) -> None:
        """Be away until this day, as in 2026-12-31, or end that for an empty text."""
        self._settings.away_until = until
        self._find_plan(self.review_page.show_plan)

    def open(self, attempt: str) -> None:
        """Show the attempt with this id again, as it was."""
        if self._history is None:
            return
        history, library = self._history, self._library

        def read() -> "tuple[OpenedAttempt, bool]":
            from quizapp.services.bank_snapshot import has_changed

            opened = history.open(attempt)
            return opened, has_changed(library, opened.bank)

        self._opening.run(read, done=self._show_opened, failed=self._fail)

    def _show_opened(self, read: "tuple[OpenedAttempt, bool]") -> None:
        opened, has_changed = read
        if opened.attempt.started.assignment:
            self.assignment_requested.emit(opened)
        else:
            self._session.show_again(opened, has_changed)

    def _fail(self, error: QuizAppError) -> None:
        self.told.emit(error_text(error))

    @cached_property
    def history_page(self) -> "HistoryPage":
        from quizapp.gui.study.history_page import HistoryPage

        page = self._pages["history"] = HistoryPage(self._theme, self._settings, self._jobs, self._clock, self._modes)
        page.attempt_requested.connect(self.open)
        page.resume_requested.connect(self._session.resume)
        page.reopen_requested.connect(self._session.reopen)
        page.failed.connect(self._fail)
        return page

    @cached_property
    def progress_page(self) -> "ProgressPage":
        from quizapp.gui.study.progress_page import ProgressPage

        page = self._pages["progress"] = ProgressPage(self._theme, self._jobs, self._clock)
        page.library_requested.connect(self.library_requested)
        page.failed.connect(self._fail)
        return page

    @cached_property
    def review_page(self) -> "ReviewPage":
        from quizapp.gui.study.review_page import ReviewPage

        page = self._pages["review"] = ReviewPage(self._theme, self._settings.reviews_a_day, self._clock)
        page.start_requested.connect(self.begin)
        page.library_requested.connect(self.library_requested)
        page.limit_changed.connect(self._change_limit)
        page.break_changed.connect(self._change_break)
        return page

    def shown_on(self, page: QWidget) -> str | None:
        """Give the name of `page`; None if it is no page of these."""
        return self.name_of(page) or None

    def show_again(self, shown: str) -> None:
        """Show the page that is called `shown`."""
        self.show_page(shown)

    def name_of(self, page: QWidget) -> str:
        """The name in `PageTabs` of one of these pages; empty for any other page."""
        return next((name for name, each in self._pages.items() if each is page), "")


def _beginning(day: str) -> float:
    """The beginning of a day, as in 2026-12-31, in seconds since the epoch; 0 for an empty text."""
    if not day:
        return 0.0
    from datetime import datetime

    return datetime.fromisoformat(day).timestamp()
