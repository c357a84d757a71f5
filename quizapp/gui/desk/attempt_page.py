"""A page with one learner's attempt as the learner saw it, with the teacher's remarks and points."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.domain.assignment import Received
from quizapp.domain.desk_entry import Overridden, Remarked
from quizapp.domain.marked_attempt import MarkedQuestion
from quizapp.domain.passage import Span
from quizapp.errors import QuizAppError
from quizapp.gui.desk.answer_panel import AnswerPanel, Place, WholePanel
from quizapp.gui.desk.attempt_reading import FoundAttempt, read_attempt
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.head_card import HeadCard
from quizapp.gui.desk.known_entries import KnownEntries
from quizapp.gui.desk.late_bar import LateBar
from quizapp.gui.desk.learner_remarks import LearnerRemarks
from quizapp.gui.desk.remark_field import share_phrases
from quizapp.gui.kit.building import discard, fill, push_button
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.gui.results.question_list import QuestionList
from quizapp.reports.names import levels_text
from quizapp.reports.reading import reading_facts
from quizapp.reports.words import percent_text, total_text
from quizapp.services.desk.rating import save_about
from quizapp.services.desk.reopening import let_count
from quizapp.services.desk.words import clean_words

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk


_NARROW = 640
"""Pixels at the plain text size; a page that is narrower shows one side at a time."""


class AttemptPage(QWidget):
    """Lists the questions on the left; on the right, what the teacher says, the passage, or the whole attempt.

    Signals:
        back_requested: the teacher goes back to the gradebook.
        learner_requested: the attempt of the next learner (1), or of the one before (−1), is wanted.
        rating_requested: the written answers are to be rated, first that of this learner in this assignment.
    """

    back_requested = Signal()
    learner_requested = Signal(int)
    rating_requested = Signal(str, str)

    def __init__(self, theme: Theme, access: DeskAccess) -> None:
        super().__init__()
        self._theme = theme
        self._access = access
        self._reading = Latest(access.jobs, self)
        self._place = ("", "")
        self._found: FoundAttempt | None = None
        self._known = KnownEntries("", 0)
        self._part = 0
        self._file = ""
        self._is_new = False
        self._unsaved: dict[Place, str] = {}
        pictures = self._pictures = Pictures(access.jobs, self)
        self.list = QuestionList(theme, pictures)
        self.list.selectionModel().currentChanged.connect(self._show_question)
        self.list.question_requested.connect(self._follow)
        self.passage_card = PassageCard(theme, pictures, self)
        self.remarks = LearnerRemarks(theme, self.passage_card)
        self.late = LateBar(theme)
        self.late.allowed.connect(self._let_count)
        self.answer = AnswerPanel(theme, self.tr("This answer"))
        self.answer.remark_changed.connect(self._save_remark)
        self.answer.points_set.connect(self._set_points)
        self.whole = WholePanel(theme, self.tr("The whole work"))
        self.whole.remark_changed.connect(self._save_whole)
        share_phrases(access, self.answer.remark, self.whole.remark)
        self._is_narrow = False
        head, tabs = self._make_head(), self._make_tabs()
        lists = fill(QHBoxLayout(), (self._make_list(), 1), (self.side, 1), spacing=10)
        fill(QVBoxLayout(self), head, self.late, tabs, (lists, 1), margins=(0, 0, 0, 0), spacing=6)
        self.tabs["answer"].setChecked(True)
        theme.changed.connect(self._arrange)
        QShortcut(QKeySequence(*KEYS["other side"]), self, self._switch)
        QShortcut(QKeySequence("Ctrl+PgDown"), self, partial(self.learner_requested.emit, 1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self, partial(self.learner_requested.emit, -1))

    def show_learner(self, assignment: str, learner: str) -> None:
        """Show what a learner handed in for an assignment."""
        self.settle()
        if (assignment, learner) != self._place:
            self._place, self._found, self._part, self._file = (assignment, learner), None, 0, ""
            self.title.setText(self.tr("Reading…"))
            self.state.setText("")
            self._content.setEnabled(False)
        self._is_new = True
        self.read()

    def read(self) -> None:
        """Read anew what is shown."""
        work = partial(read_attempt, place=self._place, file=self._file)
        self._access.read(self._reading, work, self._show)

    def leave(self) -> None:
        """Save what was typed, and drop what was asked for."""
        self.settle()
        self._reading.drop()

    def settle(self) -> None:
        """Save the remarks that were typed."""
        self.answer.settle()
        self.whole.settle()

    # building

    def _make_head(self) -> QFrame:
        theme = self._theme
        self.title = ElidedLabel(theme, FontRole.TITLE)
        self.state = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.files_box = ChoiceBox(theme, self.tr("Submission"))
        self.files_box.use_length(24)
        self.files_box.currentIndexChanged.connect(self._choose_file)
        self.before = push_button("", partial(self.learner_requested.emit, -1))
        self.before.setAccessibleName(self.tr("Previous learner"))
        self.before.setToolTip(self.tr("Previous learner (Ctrl+Page up)"))
        self.after = push_button("", partial(self.learner_requested.emit, 1))
        self.after.setAccessibleName(self.tr("Next learner"))
        self.after.setToolTip(self.tr("Next learner (Ctrl+Page down)"))
        theme.put_icon(self.before, "up")
        theme.put_icon(self.after, "down")
        words = fill(QVBoxLayout(), self.title, self.state, spacing=1)
        buttons = (self.files_box, self.before, self.after)
        head = HeadCard(theme, self.tr("Gradebook"), self.back_requested, words, *buttons)
        head.back.setAccessibleName(self.tr("Back to the gradebook"))
        return head

    def _make_list(self) -> QWidget:
        self._content = QFrame()
        self._content.setObjectName("card")
        self._parts = QWidget()
        self._part_flow = FlowLayout(self._parts, spacing=4)
        self._part_tabs: list[QWidget] = []
        fill(QVBoxLayout(self._content), self._parts, (self.list, 1), margins=(8, 8, 6, 8), spacing=6)
        return self._content

    def _make_tabs(self) -> QWidget:
        """Make the tabs of the right side; where the page is narrow, the list has one of them."""
        self.side = QStackedWidget()
        tabs = QWidget()
        flow = FlowLayout(tabs, spacing=4)
        group = QButtonGroup(self)
        self.tabs: dict[str, TabButton] = {}
        names = {
            "list": self.tr("Answers"),
            "answer": self.tr("This answer"),
            "passage": self.tr("In the passage"),
            "whole": self.tr("The whole work"),
        }
        for name, words in names.items():
            tab = self.tabs[name] = TabButton(words)
            tab.toggled.connect(partial(self._turn_to, name))
            group.addButton(tab)
            flow.addWidget(tab)
        for page in (self.answer, self.passage_card, self.whole):
            self.side.addWidget(page)
        row = QWidget()
        self._before_tabs = QWidget()
        fill(QHBoxLayout(row), (self._before_tabs, 1), (tabs, 1), margins=(0, 0, 0, 0), spacing=10)
        return row

    def _turn_to(self, name: str, chosen: bool) -> None:
        if chosen:
            self.settle()
            pages = {"answer": self.answer, "passage": self.passage_card, "whole": self.whole}
            if name in pages:
                self.side.setCurrentWidget(pages[name])
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show both sides, or one at a time where the page is narrow."""
        is_narrow = self.width() < self._theme.pixels(_NARROW)
        if is_narrow and not self._is_narrow:
            self.tabs["list"].setChecked(True)
        elif self._is_narrow and not is_narrow and self.tabs["list"].isChecked():
            self.tabs["answer"].setChecked(True)
        self._is_narrow = is_narrow
        with keeping_focus(self, self.list):
            self.tabs["list"].setVisible(is_narrow)
            self._before_tabs.setVisible(not is_narrow)
            self._content.setVisible(not is_narrow or self.tabs["list"].isChecked())
            self.side.setVisible(not is_narrow or not self.tabs["list"].isChecked())

    # showing

    def _show(self, found: "FoundAttempt | None") -> None:
        if found is None:
            self._access.told.emit(self.tr("Nothing from this learner is here anymore."))
            self.back_requested.emit()
            return
        with keeping_focus(self, self.list):
            self._show_found(found)
        if self._is_new:
            self._is_new = False
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_found(self, found: FoundAttempt) -> None:
        is_other = self._found is None or self._found.learner.learner != found.learner.learner
        self._found, self._known = found, KnownEntries(self._place[0], found.known)
        learner = found.learner
        self._content.setEnabled(True)
        title = f"{found.name} · {found.grades.assignment.title}"
        self.title.setText(" ".join(title.split()))
        self.state.setText(self._state_words(found))
        self.files_box.setVisible(len(found.files) > 1)
        self.files_box.show_choices(
            (self._file_words(found, each, at), each.digest) for at, each in enumerate(found.files)
        )
        self.late.show_file(next((id_ for id_ in found.after_release if id_ == learner.counted.digest), ""))
        if self._part not in learner.parts:
            self._part = min(learner.parts, default=0)
        self._show_parts(found)
        self._show_part(is_again=not is_other)
        draft = self._unsaved.get((*self._place, 0, ""))
        self.whole.show_whole(learner.remark, self._facts(found), draft, is_open=self._is_current)
        for panel in (self.answer, self.whole):
            panel.remark.show_phrases(found.phrases)

    @property
    def _is_current(self) -> bool:
        """True if the submission that counts is shown."""
        return self._found is not None and self._file in ("", self._found.files[0].digest)

    def _show_parts(self, found: FoundAttempt) -> None:
        discard(self._part_tabs)
        self._parts.setVisible(len(found.learner.parts) > 1)
        for index in found.learner.parts:
            title = found.grades.banks[index].passage.title or found.grades.banks[index].title
            tab = TabButton(
                " ".join(title.split()).replace("&", "&&") or self.tr("Text {number}").format(number=index + 1)
            )
            tab.setChecked(index == self._part)
            tab.toggled.connect(partial(self._choose_part, index))
            self._part_flow.addWidget(tab)
            self._part_tabs.append(tab)

    def _show_part(self, *, is_again: bool) -> None:
        assert self._found is not None
        marked = self._found.learner.parts.get(self._part)
        if marked is None:
            return
        self._pictures.use(marked.bank.images)
        if self.passage_card.passage.passage is not marked.bank.passage:
            self.passage_card.show_passage(marked.bank.passage)
        self.remarks.show_marked(marked)
        if is_again:
            self.list.show_again(marked)
        else:
            self.list.show_marked(marked)
        self._show_question()

    def _entry(self) -> MarkedQuestion | None:
        number = self.list.current_number()
        marked = self._found.learner.parts.get(self._part) if self._found is not None else None
        return next((each for each in marked.questions if each.number == number), None) if marked is not None else None

    def _show_question(self) -> None:
        entry, found = self._entry(), self._found
        if entry is None or found is None:
            return
        place = (*self._place, self._part, entry.question.id)
        self.answer.show_answer(place, entry, self._unsaved.get(place), is_open=self._is_current)
        bank = found.learner.parts[self._part].bank
        on_mistakes = entry.question.remarks_on_mistakes(entry.response, entry.mark)
        evidence, misled = [*bank.spans(entry.question.key_evidence)], list[Span]()
        for remark in entry.question.remarks(entry.response):
            (misled if remark in on_mistakes else evidence).extend(bank.spans(remark.evidence))
        self.passage_card.passage.show_evidence(tuple(dict.fromkeys(evidence)), misled)

    def _state_words(self, found: FoundAttempt) -> str:
        learner = found.learner
        handed = moment_text(learner.counted.submission.handed_in, found.now)
        told = [total_text(learner.total, translate), percent_text(learner.total, translate)]
        told.append(self.tr("handed in: {when}").format(when=handed))
        if learner.is_late:
            told.append(self.tr("late"))
        if count := sum(each.digest in found.after_release for each in found.files[1:]):
            told.append(self.tr("%n came in after the release", "", count))
        if learner.unrated:
            told.append(self.tr("%n to rate", "", learner.unrated))
        if learner.is_reopened:
            told.append(self.tr("reopened, and not in again yet"))
        told.append(self.tr("released") if learner.is_released else self.tr("not released"))
        return " · ".join(told)

    def _file_words(self, found: FoundAttempt, each: Received, at: int) -> str:
        when = moment_text(each.submission.handed_in, found.now)
        words = self.tr("Number {number}, {when}").format(number=each.submission.number, when=when)
        if not at:
            return self.tr("{submission} (counts)").format(submission=words)
        if each.digest in found.after_release:
            return self.tr("{submission} (after the release, does not count)").format(submission=words)
        return words

    def _facts(self, found: FoundAttempt) -> list[tuple[str, str]]:
        facts = [(self.tr("Came in"), self._file_words(found, each, at)) for at, each in enumerate(found.files)]
        for entry in found.reopenings:
            when = moment_text(entry.at, found.now)
            facts.append((self.tr("Reopened"), f"{when}: {entry.why}" if entry.why else when))
        for index, bank in enumerate(found.grades.banks):
            marked = found.learner.parts.get(index)
            if marked is None:
                facts.append((self.tr("Not begun"), bank.passage.title or bank.title))
            elif marked.levels_read:
                levels = levels_text([level.name for level in marked.levels_read], translate)
                facts.append((self.tr("Reading level"), f"{bank.passage.title or bank.title}: {levels}"))
            several = len(found.learner.parts) > 1 and marked is not None
            part = f"{bank.passage.title or bank.title}: " if several else ""
            told = reading_facts(marked, translate) if marked is not None else []
            facts += [(fact.name, f"{part}{fact.value}") for fact in told]
        return facts

    # choosing

    def _choose_file(self) -> None:
        self.settle()
        chosen = self.files_box.currentData()
        if self._found is not None and chosen is not None:
            self._file = "" if chosen == self._found.files[0].digest else chosen
            self.read()

    def _let_count(self, digest: str, why: str) -> None:
        of = self._place[0]
        told = self.tr("It counts now")
        self._access.change(lambda desk: let_count(desk, of, digest, why), lambda _: self._access.done.emit(told))

    def _choose_part(self, index: int, is_chosen: bool) -> None:
        if not is_chosen or index == self._part:
            return
        self.settle()
        self._part = index
        self._show_part(is_again=False)

    def _follow(self, _: int) -> None:
        """Show the question's evidence, or rate the answer."""
        entry = self._entry()
        if entry is not None and entry.unmarked and self._is_current:
            self.settle()
            self.rating_requested.emit(self._place[1], self._place[0])
        else:
            self.tabs["passage"].setChecked(True)

    def _switch(self) -> None:
        """Go to the other side of the page."""
        if not self.list.hasFocus():
            if self._is_narrow:
                self.tabs["list"].setChecked(True)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if self._is_narrow:
            page = self.side.currentWidget()
            shown = "passage" if page is self.passage_card else "whole" if page is self.whole else "answer"
            self.tabs[shown].setChecked(True)
        if self.side.currentWidget() is self.passage_card:
            self.passage_card.passage.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            panel = self.whole if self.side.currentWidget() is self.whole else self.answer
            panel.remark.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # saving

    def _save_remark(self, place: Place, text: str) -> None:
        _, learner, part, question = place

        def make(at: float, who: str) -> Remarked:
            return Remarked(at=at, who=who, learner=learner, part=part, question=question, text=clean_words(text))

        self._save(place, make, text)

    def _save_whole(self, text: str) -> None:
        self._save_remark((*self._place, 0, ""), text)

    def _set_points(self, place: Place, points: str | None, why: str) -> None:
        _, learner, part, question = place

        def make(at: float, who: str) -> Overridden:
            reason = clean_words(why)
            return Overridden(at=at, who=who, why=reason, learner=learner, part=part, question=question, points=points)

        self._save(place, make)

    def _save(self, place: Place, make: Callable[[float, str], Remarked | Overridden], text: str | None = None) -> None:
        """Save an entry; one after the other, each on what the one before has left."""

        known = self._known

        def work(desk: "Desk") -> int:
            return save_about(desk, place[0], [make(desk.clock(), desk.who)], known.count)

        self._access.change(work, self._saved, self._not_saved, asked=(known, place, text))

    def _saved(self, known: KnownEntries, place: Place, _: str | None, count: int) -> None:
        self._known.note(known, count)
        self._unsaved.pop(place, None)
        self._access.done.emit(self.tr("Saved"))

    def _not_saved(self, _: KnownEntries, place: Place, text: str | None, error: QuizAppError) -> None:
        """Tell why, and bring what was typed back to its field."""
        if text is not None:
            self._unsaved[place] = text
        self._access.told.emit(error_text(error))
        self.read()
