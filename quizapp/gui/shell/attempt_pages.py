"""Pages of an attempt: its questions, the last look before it ends, and its results."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.frame import Frame
from quizapp.settings import Settings

if TYPE_CHECKING:  # these are made when they are first shown
    from quizapp.domain.bank import Bank
    from quizapp.gui.attempt.finish_page import FinishPage
    from quizapp.gui.attempt.quiz_page import QuizPage
    from quizapp.gui.attempt.reading_tools import InUse
    from quizapp.gui.results.results_page import ResultsPage


class AttemptPages(QObject):
    """Shows the attempt of `session` from its first question to its results.

    Signals:
        library_requested: the learner goes back to the library.
        assignment_requested: the learner goes back to the assignment of this id.
        look_requested: the learner wants to change how text looks.
    """

    library_requested = Signal()
    assignment_requested = Signal(str)
    look_requested = Signal()

    def __init__(
        self, frame: Frame, theme: Theme, settings: Settings, jobs: Jobs, learning: Learning, session: AttemptSession
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._theme = theme
        self._settings = settings
        self._jobs = jobs
        self._learning = learning
        self._session = session
        self.quiz: QuizPage | None = None
        self.finish: FinishPage | None = None
        self.results: ResultsPage | None = None
        session.begun.connect(self._show_current)
        session.ended.connect(self._show_results)
        frame.page_changing.connect(self._make_room)

    def holds(self, page: QWidget | None) -> bool:
        """Tell whether `page` belongs to the attempt."""
        return page is not None and page in (self.quiz, self.finish, self.results)

    def go_back(self) -> None:
        """Go one step back for Escape, where that loses nothing."""
        page = self._frame.pages.currentWidget()
        if page is self.finish:
            self._show_questions()
        elif page is self.results:
            self._go_where_it_came_from()
        elif not self._session.is_under_way:
            self._ask_to_finish()

    def shown_on(self, page: QWidget) -> "tuple[str, InUse | None] | None":
        """Give the name of `page`, "quiz", "finish" or "results", and the tools that are used on it; None if it is no
        page of these.
        """
        pages = {"quiz": self.quiz, "finish": self.finish, "results": self.results}
        tools = self.quiz.tools.in_use if self.quiz is not None and page is self.quiz else None
        return next(((name, tools) for name, each in pages.items() if each is page), None)

    def show_again(self, shown: "tuple[str, InUse | None]") -> None:
        """Show the page of this name, with its tools."""
        name, tools = shown
        if name == "finish":
            self._show_questions()  # the clock of that page ends a test
        {"quiz": self._show_current, "finish": self._ask_to_finish, "results": self._show_results}[name]()
        if self.quiz is not None and tools is not None:
            self.quiz.tools.use_again(tools)

    def settle(self) -> None:
        """Have what was typed recorded now."""
        if self.quiz is not None:
            self.quiz.drafts.settle()

    def _show_current(self) -> None:
        self._show_questions()

    def follow_profile(self) -> None:
        """Show the letters as they are now."""
        if self.quiz is not None:
            self.quiz.show_keys()

    def _show_questions(self, index: int | None = None) -> None:
        from quizapp.gui.attempt.quiz_page import QuizPage
        from quizapp.reports.names import MODE_TEXTS

        taking = self._session.taking
        if taking is None:
            return
        if self.quiz is None:
            self.quiz = QuizPage(self._theme, self._settings, self._jobs)
            self.quiz.finish_requested.connect(self._ask_to_finish)
            self.quiz.bar.clock.time_ran_out.connect(self._session.submit)
            self.quiz.drafts.draft_changed.connect(self._learning.recordings.tell_draft)
            self._frame.header.clock_shown_changed.connect(self.quiz.bar.clock.show_time)
            self.quiz.tools.bar.add_tool("look", "look", self.tr("How text looks"), clicked=self.look_requested.emit)
            for tab in self.quiz.header_tabs:
                self._frame.header.add_widget(tab, before_tools=True)
            self._frame.header.add_widget(self.quiz.finish)
            self._frame.pages.addWidget(self.quiz)
        mode = self.tr("Looking back") if taking.attempt.submitted else translate(MODE_TEXTS[taking.mode.name])
        self._frame.show_page(self.quiz, _subtitle(taking.bank, mode), taking.bank.title)
        self.quiz.show_taking(taking, index)

    def _show_remark(self, id_: str, is_note: bool) -> None:
        """Look back at a highlight or note in the passage."""
        self._show_questions()
        if self.quiz is not None:
            self.quiz.tools.show_remark(id_, is_note)

    def _ask_to_finish(self) -> None:
        from quizapp.gui.attempt.finish_page import FinishPage

        taking = self._session.taking
        if taking is None:
            return
        if taking.attempt.submitted:
            self._show_results()
            return
        if self._session.needs_no_question:
            self._session.submit()
            return
        if self.finish is None:
            self.finish = FinishPage(self._theme)
            self.finish.submit.clicked.connect(self._session.submit)
            self.finish.back.clicked.connect(lambda: self._show_questions())
            self.finish.leave.clicked.connect(self._leave)
            self.finish.question_requested.connect(self._show_questions)
        self._frame.show_page(self.finish, _subtitle(taking.bank), taking.bank.title)
        self.finish.show_taking(taking, clock_shown=self._settings.clock_shown, hands_in=self._session.hands_in)

    def _leave(self) -> None:
        assignment = self._session.assignment
        self._session.leave()
        self._go_to(assignment)

    def _go_where_it_came_from(self) -> None:
        self._go_to(self._session.assignment)

    def _go_to(self, assignment: str) -> None:
        """Go to this assignment, or to the library if it is none."""
        if assignment:
            self.assignment_requested.emit(assignment)
        else:
            self.library_requested.emit()

    def _show_results(self) -> None:
        from quizapp.gui.results.results_page import ResultsPage

        taking = self._session.taking
        if taking is None:
            return
        if self.results is None:
            self.results = ResultsPage(self._theme, self._settings, self._jobs, self._learning.room.modes)
            self.results.question_requested.connect(self._show_questions)
            self.results.remark_requested.connect(self._show_remark)
            self.results.practice_requested.connect(self._session.practice_missed)
            self.results.again_requested.connect(self._session.take_again)
            self.results.reopen_requested.connect(self._session.reopen_shown)
            self.results.library_requested.connect(self._go_where_it_came_from)
        self._frame.show_page(self.results, _subtitle(taking.bank, self.tr("Results")), taking.bank.title)
        self.results.use_learner(*self._learning.named)
        given = self._session.given
        self.results.show_marked(self._session.marked, self._session.started, given.remark if given else "")

    def _make_room(self, page: QWidget) -> None:
        """Leave the header to the page that is about to be shown."""
        self._frame.header.show_saving(self.holds(page))
        if not self.holds(page):
            self._session.put_away()
        if self.quiz is not None:
            self.quiz.finish.setVisible(page is self.quiz)
            if page is not self.quiz:
                for tab in self.quiz.header_tabs:
                    tab.hide()
            if not self.holds(page):
                self.quiz.put_away()


def _subtitle(bank: "Bank", what: str = "") -> str:
    """The title of the passage, if there is one, and what the page shows."""
    return " · ".join(filter(None, (bank.passage.title if bank.has_passage else "", what)))
