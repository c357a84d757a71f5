"""Rating written answers one after the other, by keyboard alone."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.domain.desk_entry import AnswerRated, Remarked
from quizapp.domain.inline import inline_text
from quizapp.domain.words import word_count
from quizapp.errors import QuizAppError
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.head_card import HeadCard
from quizapp.gui.desk.known_entries import KnownEntries
from quizapp.gui.desk.rating_list import Key, RatingList, RatingModel, Row, State, key_of
from quizapp.gui.desk.remark_field import RemarkField, share_phrases
from quizapp.gui.desk.rubric import Rubric
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.choosing_keys import choosing_key
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.key_names import key_names
from quizapp.gui.kit.label import ElidedLabel, InlineLabel, Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text
from quizapp.gui.kit.word_button import WordButton
from quizapp.services.desk.gradebook import graded, people
from quizapp.services.desk.grading import Grades
from quizapp.services.desk.rating import WrittenAnswer, rate, save_about, written_answers
from quizapp.services.desk.words import clean_words
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk

_LIST_FROM = 940
"""Pixels at the plain text size from which on there is room for the list."""


class _Found(NamedTuple):
    grades: Grades
    known: int
    phrases: tuple[str, ...]
    names: dict[str, str]


class RatingPage(QWidget):
    """Lists the written answers of an assignment, and shows one with its rubric.

    A digit chooses a level, Enter saves and goes on, Backspace or Alt+Left goes back, Alt+Right skips, R goes to the
    remark, M shows the model answer. Each rating is saved as an entry while the next answer is shown already.

    Signals:
        back_requested: the teacher goes back to the gradebook.
    """

    back_requested = Signal()

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self._access = access
        self._reading = Latest(access.jobs, self)
        self._assignment = ""
        self._first = ""
        self._found: _Found | None = None
        self._known = KnownEntries("", 0)
        self._saved: dict[Key, WrittenAnswer] = {}
        """The answers of which something was saved here."""
        self._drafts: dict[tuple[str, Key], tuple[dict[str, int], str]] = {}  # by assignment, too
        self._states: dict[Key, State] = {}
        self._visited: list[Key] = []
        self._shown: Row | None = None
        self.model = RatingModel(self)
        content = (self._make_head(), (self._make_body(), 1), self._make_bar())
        fill(QVBoxLayout(self), *content, margins=(0, 0, 0, 0), spacing=6)
        theme.restyle_with(self._fit)
        for keys, do in (("Alt+Left", self.go_back), ("Alt+Right", self.skip)):
            QShortcut(QKeySequence(keys), self, do)

    def show_assignment(self, assignment: str, learner: str = "") -> None:
        """Show the written answers of an assignment, first one of this learner that is to be rated, if there is one."""
        self.settle()
        self._assignment, self._first = assignment, learner
        self._found, self._shown = None, None
        self._saved.clear()
        self._states.clear()
        self._visited.clear()
        self.model.show_rows(())
        self.title.setText(self.tr("Reading…"))
        self._body.setCurrentWidget(self._nothing)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._none.setText("")
        self.next_button.setEnabled(False)
        self._access.read(self._reading, partial(_read, of=assignment), self._show, asked=(assignment,))

    def settle(self) -> None:
        """Save what is shown as far as it can be; what is chosen of a rating that is not whole is kept here."""
        if self._shown is None:
            return
        answer, levels, remark = self._shown.answer, self.rubric.levels, self.remark.text
        key = key_of(answer)
        is_whole = len(levels) == len(answer.question.rubric)
        if (is_whole and levels != answer.levels) or remark != answer.remark:
            self._save(answer, levels if is_whole else answer.levels, remark)
        if is_whole or not levels:
            if self._states.get(key) != "failed":
                self._drafts.pop((self._assignment, key), None)
        else:
            self._drafts[self._assignment, key] = levels, remark

    # building

    def _make_head(self) -> QFrame:
        self.title = ElidedLabel(self._theme, FontRole.TITLE)
        self.order_box = ChoiceBox(self._theme, self.tr("Order of the answers"))
        self.order_box.show_choices(
            ((self.tr("Question by question"), "question"), (self.tr("Learner by learner"), "learner"))
        )
        self.order_box.currentIndexChanged.connect(self._reorder)
        self.blind = CheckBox(self._theme, self.tr("Hide the names"))
        self.blind.setChecked(self._settings.hides_names)
        self.blind.toggled.connect(self._set_blind)
        words = self.tr("Gradebook")
        head = HeadCard(self._theme, words, self.back_requested, self.title, self.order_box, self.blind)
        self.back = head.back
        self.back.setAccessibleName(self.tr("Back to the gradebook"))
        return head

    def _make_body(self) -> QStackedWidget:
        theme = self._theme
        self.list = RatingList(theme, self.model)
        self.list.selectionModel().currentChanged.connect(self._turn_to)
        self._list_card = QFrame()
        self._list_card.setObjectName("card")
        fill(QVBoxLayout(self._list_card), self.list, margins=(6, 8, 6, 8))
        left = ScrollCard(theme, self.tr("Answer"))
        self.whose = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self._stem = InlineLabel(theme, FontRole.TITLE, wraps=True)
        self._stem.accessible_role = ""
        self.text = Label(theme, FontRole.OPTION, wraps=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words = Label(theme, FontRole.SMALL, color="muted")
        self.model_frame = QFrame()
        self.model_frame.setObjectName("model")
        self._model_text = InlineLabel(theme, FontRole.PLAIN, wraps=True)
        model_title = Label(theme, FontRole.LABEL, self.tr("Model answer"), color="muted")
        fill(QVBoxLayout(self.model_frame), model_title, self._model_text, margins=(12, 10, 12, 10), spacing=4)
        self.model_frame.hide()
        fill(left.column, self.whose, self._stem, self.text, self._words, self.model_frame, 1)
        right = ScrollCard(theme, self.tr("Rubric"))
        self.rubric = Rubric(theme)
        self.rubric.level_changed.connect(self._tell_chosen)
        self.remark = RemarkField(theme, self.tr("Your remark"), enter_goes_on=True)
        self.remark.enter_pressed.connect(self.save_and_go_on)
        share_phrases(self._access, self.remark)
        self.caution = Caution(theme, FontRole.PLAIN)
        self.caution.hide()
        fill(right.column, self.rubric, self.remark, 1)
        side = QWidget()
        fill(QVBoxLayout(side), (right, 1), self.caution, margins=(0, 0, 0, 0), spacing=4)
        answers = QWidget()
        fill(QHBoxLayout(answers), self._list_card, (left, 1), (side, 1), margins=(0, 0, 0, 0), spacing=8)
        self._nothing = QWidget()
        self._none = Label(theme, FontRole.OPTION, wraps=True)
        fill(QVBoxLayout(self._nothing), self._none, 1, margins=(16, 16, 16, 0))
        self._body = QStackedWidget()
        self._body.addWidget(self._nothing)
        self._body.addWidget(answers)
        self._answers = answers
        return self._body

    def _make_bar(self) -> QWidget:
        self.progress = Label(self._theme, FontRole.STRONG)
        hint = self.tr("Digits choose · Enter saves and goes on · Backspace goes back · R remark · M model answer")
        self._hint = ElidedLabel(self._theme, FontRole.SMALL, hint, color="muted")
        self.model_button = WordButton(self.tr("Model answer"))
        self.model_button.setCheckable(True)
        self.model_button.toggled.connect(self.model_frame.setVisible)
        self.next_button = push_button(self.tr("Save and go on"), self.save_and_go_on, is_main=True)
        bar = QFrame()
        bar.setObjectName("card")
        row = (self.progress, (self._hint, 1), self.model_button, self.next_button)
        fill(QHBoxLayout(bar), *row, margins=(14, 6, 10, 6), spacing=12)
        return bar

    # showing

    def _show(self, assignment: str, found: _Found) -> None:
        if assignment != self._assignment:
            return
        self._found, self._known = found, KnownEntries(assignment, found.known)
        self.title.setText(" ".join(found.grades.assignment.title.split()))
        self.remark.show_phrases(found.phrases)
        rows = self._rows()
        self.model.show_rows(rows)
        self._tell_progress()
        if not rows:
            self._none.setText(self.tr("There is no written answer to rate in this assignment."))
            if self.isVisible():
                self.back.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.next_button.setEnabled(True)
        is_open = [row.state == "open" for row in rows]
        mine = [row.answer.learner == self._first for row in rows]
        wanted = [at for at, _ in enumerate(rows) if is_open[at] and mine[at]] or [
            at for at, _ in enumerate(rows) if is_open[at]
        ]
        self._go_to(wanted[0] if wanted else 0)
        self._body.setCurrentWidget(self._answers)  # after that, as a list without a current row takes its first one
        if self.isVisible():
            self.rubric.focus()

    def _rows(self) -> list[Row]:
        assert self._found is not None
        grades = self._found.grades
        is_blind = self.blind.isChecked()
        self.order_box.setEnabled(not is_blind)
        names = self._found.names
        rows, numbers = [], dict[tuple[int, str], int]()
        for answer in written_answers(grades, self.order_box.currentData(), is_blind=is_blind):
            key = key_of(answer)
            at = (answer.part, answer.question.id)
            numbers[at] = numbers.get(at, 0) + 1
            submitted = grades.learners[answer.learner].counted.submission.name
            name = names.get(answer.learner, submitted)
            if is_blind:
                name = self.tr("Answer {number}").format(number=numbers[at])
            known = self._saved.get(key, answer)
            rows.append(
                Row(known, " ".join(name.split()), self._states.get(key, "rated" if known.is_rated else "open"))
            )
        return rows

    def _set_blind(self, is_blind: bool) -> None:
        self._settings.hides_names = is_blind
        self._reorder()

    def _reorder(self) -> None:
        if self._found is None or not self.model.rows:
            return
        self.settle()
        key = self._shown.key if self._shown is not None else None
        rows = self._rows()
        self.model.show_rows(rows)
        self._go_to(next((at for at, row in enumerate(rows) if row.key == key), 0))

    def _go_to(self, at: int) -> None:
        index = self.model.index(at)
        if index == self.list.currentIndex():
            self._turn_to(index)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _turn_to(self, index: QModelIndex) -> None:
        """Show another answer; what was typed at the one before is saved."""
        if not index.isValid():
            return
        self.settle()
        if self._shown is not None and self._shown.key != self.model.rows[index.row()].key:
            self._visited.append(self._shown.key)
        row = self._shown = self.model.rows[index.row()]
        answer = row.answer
        levels, remark = self._drafts.get((self._assignment, row.key), (answer.levels, None))
        count = word_count(answer.text)
        words = self.tr("%Ln words", "", count)
        told = self.tr("{name} · {number} of {count}")
        self.whose.setText(told.format(name=row.name, number=index.row() + 1, count=len(self.model.rows)))
        self._stem.setText(inline_text(answer.question.stem))
        self.text.setText(answer.text)
        self._words.setText(words)
        self._model_text.setText(inline_text(answer.question.model_answer.rstrip()))
        self.rubric.show_question(answer.question, levels)
        self.remark.show_remark(answer.remark, remark)
        self.caution.hide()
        if self.isVisible():  # or else what comes late would be heard, and take the focus, on another page
            announce(self, f"{self.whose.text()}. {answer.text}")

    def _tell_chosen(self) -> None:
        self.caution.hide()

    def _tell_progress(self) -> None:
        done = sum(row.state in ("rated", "saving") for row in self.model.rows)
        self.progress.setText(self.tr("%n of {count} rated", "", done).format(count=len(self.model.rows)))

    # going on

    def save_and_go_on(self) -> None:
        """Save the rating that is shown, and show the next answer that is to be rated."""
        if self._shown is None:
            return
        letter = self.rubric.open_criterion
        if letter:
            self.caution.show_text(
                self.tr("Criterion {letter} has no level yet. Choose one, or skip it with {key}.").format(
                    key=key_names("Alt+Right"), letter=letter
                ),
                warns=True,
            )
            self.caution.show()
            announce(self, self.caution.text())
            self.rubric.focus(letter)
            return
        at = self.list.currentIndex().row()
        self.settle()
        rows = self.model.rows
        following = [*range(at + 1, len(rows)), *range(at)]
        todo = next((each for each in following if rows[each].state in ("open", "failed")), None)
        if todo is not None:
            self._go_to(todo)
        else:
            self._access.done.emit(self.tr("All written answers are rated."))
            if at + 1 < len(rows):
                self._go_to(at + 1)
        self.rubric.focus()

    def go_back(self) -> None:
        """Show the answer that was shown before."""
        keys = [row.key for row in self.model.rows]
        while self._visited:
            key, left = self._visited.pop(), len(self._visited)
            if key in keys and (self._shown is None or key != self._shown.key):
                self._go_to(keys.index(key))
                del self._visited[left:]  # the one that was left just now
                self.rubric.focus()
                return

    def skip(self) -> None:
        """Show the next answer in the list, without a rating of this one."""
        at = self.list.currentIndex().row() + 1
        if at < len(self.model.rows):
            self._go_to(at)
            self.rubric.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        key = choosing_key(event).upper()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focused = self.focusWidget()
        is_on_button = isinstance(focused, QAbstractButton) and not isinstance(focused, RadioCard)
        if held or self._shown is None or (is_enter and is_on_button):  # which Enter presses
            super().keyPressEvent(event)
        elif is_enter:
            self.save_and_go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        elif key == "R":
            self.remark.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == "M":
            self.model_button.toggle()
        elif not self.rubric.take_key(key):
            super().keyPressEvent(event)

    # saving

    def _save(self, answer: WrittenAnswer, levels: dict[str, int], remark: str) -> None:
        key = key_of(answer)
        self._saved[key] = answer._replace(levels=levels, remark=remark)
        self._put(key, "saving")

        def work(desk: "Desk") -> int:
            at, who = desk.clock(), desk.who
            added: list[AnswerRated | Remarked] = []
            if levels != answer.levels:
                added.append(rate(answer, levels, at=at, who=who))
            if remark != answer.remark:
                learner, part, question = key
                added.append(
                    Remarked(at=at, who=who, learner=learner, part=part, question=question, text=clean_words(remark))
                )
            return save_about(desk, of, added, known.count)

        of, known = self._assignment, self._known
        self._access.change(work, self._tell_saved, self._bring_back, asked=(known, answer, levels, remark))

    def _tell_saved(
        self, known: KnownEntries, answer: WrittenAnswer, levels: dict[str, int], remark: str, count: int
    ) -> None:
        self._known.note(known, count)
        if known.assignment != self._assignment:
            return
        key = key_of(answer)
        now = self._saved[key]
        if (now.levels, now.remark) == (levels, remark):  # or else it has changed again
            is_whole = len(levels) == len(answer.question.rubric)
            self._put(key, "rated" if is_whole else "open")

    def _bring_back(
        self, known: KnownEntries, answer: WrittenAnswer, levels: dict[str, int], remark: str, error: QuizAppError
    ) -> None:
        """Tell that a rating was not saved, and show it again as it was chosen."""
        self._access.told.emit(error_text(error))
        of = known.assignment
        if of != self._assignment:
            return
        key = key_of(answer)
        self.settle()
        self._shown = None
        self._saved[key] = answer
        self._drafts[of, key] = levels, remark
        self._put(key, "failed")
        self._access.do(partial(_count, of=of), self._note_known, asked=(of,))  # before it is tried again
        keys = [row.key for row in self.model.rows]
        if key in keys:
            self._go_to(keys.index(key))
            if self.isVisible():
                self.rubric.focus()

    def _note_known(self, of: str, count: int) -> None:
        if of == self._assignment:
            self._known = KnownEntries(of, count)

    def _put(self, key: Key, state: State) -> None:
        self._states[key] = state
        for at, row in enumerate(self.model.rows):
            if row.key == key:
                changed = row._replace(answer=self._saved.get(key, row.answer), state=state)
                self.model.put(at, changed)
                if self._shown is not None and self._shown.key == key:
                    self._shown = changed
        self._tell_progress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._list_card.setFixedWidth(self._theme.pixels(230))
        self._list_card.setVisible(self.width() >= self._theme.pixels(_LIST_FROM))


def _read(desk: "Desk", of: str) -> _Found:
    grades, entries = graded(desk, of)
    names = {member.id: member.name for member in people(desk, grades.assignment, grades.learners)}
    return _Found(grades, len(entries), desk.store.phrases(), names)


def _count(desk: "Desk", of: str) -> int:
    return desk.store.version_of(of)[0]
