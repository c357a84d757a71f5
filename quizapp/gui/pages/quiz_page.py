"""Reading and answering: the passage on the left, one question on the right."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Mark, points_text
from quizapp.domain.passage import Span
from quizapp.domain.question import Question, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.catalog import new_view
from quizapp.gui.jobs import Jobs
from quizapp.gui.pictures import Pictures
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.translate import translate
from quizapp.gui.widgets.announce import announce
from quizapp.gui.widgets.feedback_panel import FeedbackPanel
from quizapp.gui.widgets.label import ElidedLabel, Label
from quizapp.gui.widgets.navigator import Navigator
from quizapp.gui.widgets.passage_view import PassageView
from quizapp.gui.widgets.question_image import QuestionImage
from quizapp.reports.names import minutes_text, skill_name
from quizapp.reports.words import points_of
from quizapp.services.taking import Taking
from quizapp.settings import Settings

_BY_KEY = Qt.FocusReason.ShortcutFocusReason
_OTHERWISE = Qt.FocusReason.OtherFocusReason


class QuizPage(QWidget):
    """One attempt on the screen, under way or, once it is submitted, looked back on.

    Signals:
        finish_requested: the user wants to end the attempt, or, where it has ended, to see its results.
    """

    finish_requested = Signal()

    def __init__(
        self, theme: Theme, settings: Settings, jobs: Jobs | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = Pictures(jobs or Jobs(self), self)
        self._settings = settings
        self._taking: Taking | None = None
        self._views: dict[type[Question], AnswerView] = {}
        self._view: AnswerView | None = None
        self._compact = False
        self._clock_timer = QTimer(self)
        self._clock_timer.setInterval(1000)
        self._clock_timer.timeout.connect(self._show_time)
        self.finish = QPushButton(self.tr("Finish"))
        self.finish.clicked.connect(self.finish_requested)
        self._tabs = self._make_tabs()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self._body = QVBoxLayout()
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._passage_card, self._question_card = self._make_passage_card(), self._make_question_card()
        self._split.addWidget(self._passage_card)
        self._split.addWidget(self._question_card)
        self._split.splitterMoved.connect(self._keep_split)
        self._body.addWidget(self._split)
        page.addLayout(self._body, 1)
        rule = QFrame()
        rule.setObjectName("rule")
        page.addWidget(rule)
        page.addWidget(self._make_bottom_bar())
        self._make_shortcuts()
        self._restyle()
        theme.changed.connect(self._restyle)

    # what the header shows for this page

    @property
    def header_tabs(self) -> list[QToolButton]:
        """Where there is room for one card only: which one."""
        return self._tabs

    # the attempt

    def show_taking(self, taking: Taking, index: int | None = None) -> None:
        """Show an attempt, at the question that it is at, or at `index`."""
        self._taking = taking
        bank = taking.bank
        if index is not None:
            taking.visit(index)
        self._pictures.use(bank.images)
        self.passage.show_passage(bank.passage)
        self.passage.setAccessibleName(self.tr("Passage: {title}").format(title=bank.passage.title))
        self._passage_title.setText(bank.passage.title or self.tr("Passage"))
        words = self.tr("{count} words").format(count=bank.passage.words)
        self._passage_length.setText(f"{words} · {minutes_text(bank.passage.minutes, translate)}")
        self.navigator.show_taking(taking)
        over = taking.attempt.submitted
        self.finish.setText(self.tr("Results") if over else self.tr("Finish"))
        self.flag.setEnabled(not over)
        self._show_question(_OTHERWISE)
        self.show_clock(self._settings.clock_shown)

    def refresh(self) -> None:
        """Show again what may have changed since."""
        if self._taking is not None:
            self.show_taking(self._taking)

    def _show_question(self, reason: Qt.FocusReason) -> None:
        taking = self._current_taking()
        question = taking.current
        count = len(taking.order)
        if self._view is not None:
            self._view.release_passage()
        view = self._view_for(question)
        self.setUpdatesEnabled(False)
        self._number.setText(self.tr("Question {number} of {count}").format(number=taking.index + 1, count=count))
        self._short_number.setText(f"{taking.index + 1} / {count}")
        self._skill.setText(skill_name(question.skill, translate))
        self._skill.setVisible(bool(question.skill))
        points = points_text(question.possible)
        self._points.setText(self.tr("1 point") if points == "1" else self.tr("{points} points").format(points=points))
        self.stem.setText(inline_text(question.stem))
        self.image.show_image(question.image)
        view.show_question(question, taking.arrangement(question.id), taking.response(question.id))
        self.passage.show_evidence(())
        view.use_passage(self.passage)
        self.feedback.hide()
        self.flag.setChecked(question.id in taking.attempt.flagged)
        self.back.setEnabled(taking.index > 0)
        self.next.setEnabled(taking.index < count - 1)
        self._hint.setText(view.key_hint())
        if taking.is_told(question.id):
            self._show_mark()
        self._show_action()
        self.navigator.follow()
        self._scroll.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)
        if not taking.is_told(question.id):
            view.focus_first(reason)
        elif not view.focus_rating(reason):
            self.action.setFocus(reason)
        image = " " + self.tr("Image: {alt}").format(alt=question.image.line) if question.image is not None else ""
        announce(self, f"{self._number.text()}. {self.stem.text()}{image}")

    def _show_mark(self) -> None:
        taking = self._current_taking()
        question = taking.current
        mark, response = taking.mark(question.id), taking.response(question.id)
        view = self._view_for(question)
        view.show_mark(mark)
        self._show_evidence()
        self._tell_mark(question, response, mark, view)
        self._hint.setText(view.key_hint())

    def _tell_mark(self, question: Question, response: Response | None, mark: Mark, view: AnswerView) -> None:
        self.feedback.show_feedback(question, response, mark, view, self._numbers_of)
        self.feedback.show()
        self._points.setText(points_of(mark, translate))

    def _show_evidence(self) -> None:
        taking = self._current_taking()
        question, bank = taking.current, taking.bank
        response = taking.response(question.id)
        misled: list[Span] = []
        if response is not None:
            for remark in question.remarks(response):
                if remark.role in ("other_span", "misreading"):
                    misled += bank.spans(remark.evidence)
        self.passage.show_evidence(bank.spans(question.key_evidence), misled)

    def _numbers_of(self, evidence: Evidence) -> tuple[int, ...]:
        """The numbers that places of the passage are shown with."""
        numbers = map(self.passage.number_of, self._current_taking().bank.spans(evidence))
        return tuple(sorted({number for number in numbers if number}))

    def _show_action(self) -> None:
        """What the main button does now."""
        taking = self._current_taking()
        id_ = taking.current.id
        told = taking.is_told(id_)
        is_last = taking.index == len(taking.order) - 1
        answered = taking.response(id_) is not None
        if taking.mode.tells_at_once and not told:
            self.action.setText(self.tr("Check answer"))
            self.action.setEnabled(answered)
        else:
            last = self.tr("Results") if taking.attempt.submitted else self.tr("Finish")
            self.action.setText(last if is_last else self.tr("Next question"))
            self.action.setEnabled(True)
        self.evidence.setVisible(told and bool(taking.bank.spans(taking.current.key_evidence)))
        self.evidence.setText(" " + self.tr("Show evidence"))

    def act(self, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Check the answer, or go on: what the main button says."""
        taking = self._current_taking()
        id_ = taking.current.id
        if taking.mode.tells_at_once and not taking.is_told(id_) and taking.response(id_) is not None:
            self.check(reason)
        elif taking.index == len(taking.order) - 1:
            self.finish_requested.emit()
        else:
            self.go_to(taking.index + 1, reason)

    def check(self, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Have the response marked now."""
        taking = self._current_taking()
        if not taking.check(taking.current.id):
            return
        self._show_mark()
        self._show_action()
        self.navigator.questions.refresh(taking.index)
        rating = self._view.focus_rating(reason) if self._view is not None else None
        if rating is None:
            self.action.setFocus(reason)
        announce(self.feedback, self.feedback.words())
        QTimer.singleShot(0, self, self._reveal_feedback if rating is None else lambda: self._reveal_top(rating))

    def _reveal_feedback(self) -> None:
        if self.feedback.isVisible():
            self._scroll.ensureWidgetVisible(self.feedback, 0, 8)

    def _reveal_top(self, widget: QWidget) -> None:
        inner = self._scroll.widget()
        if widget.isVisible() and inner is not None:
            self._scroll.verticalScrollBar().setValue(widget.mapTo(inner, QPoint(0, 0)).y() - 8)

    def _follow_focus(self) -> None:
        """Bring what has the focus now into view: Qt does so for Tab alone."""
        focused = QApplication.focusWidget()
        if focused is not None and self._view is not None and self._view.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, 24)

    def go_to(self, index: int, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Show the question at `index`, if there is one."""
        taking = self._current_taking()
        if taking.visit(index):
            self._show_question(reason)

    def set_flag(self, flagged: bool) -> None:
        taking = self._current_taking()
        if taking.flag(taking.current.id, flagged):
            self.flag.setChecked(flagged)
            self.navigator.questions.refresh(taking.index)
            announce(self.flag, self.tr("Flagged") if flagged else self.tr("No longer flagged"))
        self._restyle_flag()

    def show_clock(self, shown: bool) -> None:
        """Show the time since the attempt began, or don't."""
        for widget in (self._clock, self._clock_icon):
            widget.setVisible(shown)
        self._show_time()

    def _respond(self, response: object) -> None:
        taking = self._current_taking()
        before = taking.response(taking.current.id) is not None
        taking.respond(taking.current.id, response)  # type: ignore[arg-type]
        if before != (taking.response(taking.current.id) is not None):
            self.navigator.questions.refresh(taking.index)
        self._show_action()

    def _rate(self, rating: dict[str, int]) -> None:
        taking = self._current_taking()
        question = taking.current
        if self._view is None or not taking.rate(question.id, rating):
            return
        mark = taking.mark(question.id)
        self._view.show_rated(mark)
        self._tell_mark(question, taking.response(question.id), mark, self._view)
        self.navigator.questions.refresh(taking.index)
        announce(self.feedback, self.feedback.headline.text())

    def _current_taking(self) -> Taking:
        assert self._taking is not None, "the page is shown with an attempt"
        return self._taking

    def _view_for(self, question: Question) -> AnswerView:
        view = self._views.get(type(question))
        if view is None:
            view = new_view(type(question), self._theme)
            view.response_changed.connect(self._respond)
            view.rating_changed.connect(self._rate)
            view.passage_requested.connect(self._go_to_passage)
            self._views[type(question)] = view
            self._answers.addWidget(view)
        if view is not self._view:
            if self._view is not None:
                self._view.hide()
            view.show()
            self._view = view
        return view

    # keys

    def _make_shortcuts(self) -> None:
        for keys, slot in (
            ("Alt+Left", lambda: self.go_to(self._current_taking().index - 1, _BY_KEY)),
            ("Alt+Right", lambda: self.go_to(self._current_taking().index + 1, _BY_KEY)),
            ("F6", self._switch_side),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            in_answer = self._view is not None and focused is not None and self._view.isAncestorOf(focused)
            if isinstance(focused, QPushButton) or (isinstance(focused, QAbstractButton) and not in_answer):
                focused.click()
            elif in_answer and self._view is not None and self._view.go_on(_BY_KEY):
                self._follow_focus()
            else:
                self.act(_BY_KEY)
            return
        text = event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self._settings.letter_keys and plain and len(text) == 1 and self._view is not None:
            if not self._current_taking().is_told(self._current_taking().current.id) and self._view.take_key(text):
                self._follow_focus()
                return
            if self._current_taking().is_told(self._current_taking().current.id) and self._view.take_rating_key(text):
                self._follow_focus()
                return
            if text in "fF" and self.flag.isEnabled():
                self.set_flag(not self.flag.isChecked())
                return
        super().keyPressEvent(event)

    def _switch_side(self) -> None:
        """F6: from the passage to the question and back."""
        if self._compact:
            self._tabs[1 if self._tabs[0].isChecked() else 0].click()
            in_passage = self._tabs[0].isChecked()
        else:
            in_passage = not self.passage.hasFocus()
        if in_passage:
            self.passage.setFocus(_BY_KEY)
        elif self._view is not None and not self._current_taking().is_told(self._current_taking().current.id):
            self._view.focus_first(_BY_KEY)
        else:
            self.action.setFocus(_BY_KEY)

    def _go_to_passage(self) -> None:
        if self._compact:
            self._tabs[0].click()
        self.passage.setFocus(_BY_KEY)

    # how it is built

    def _make_tabs(self) -> list[QToolButton]:
        group = QButtonGroup(self)
        tabs = []
        for text, name in (
            (self.tr("Passage"), self.tr("Show the passage (F6)")),
            (self.tr("Question"), self.tr("Show the question (F6)")),
        ):
            tab = QToolButton()
            tab.setText(text)
            tab.setToolTip(name)
            tab.setAccessibleName(name)
            tab.setCheckable(True)
            tab.setObjectName("tab")
            group.addButton(tab)
            tabs.append(tab)
        tabs[1].setChecked(True)
        group.buttonClicked.connect(self._lay_out)
        return tabs

    def _make_passage_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 14, 6, 10)
        column.setSpacing(8)
        self._passage_title = ElidedLabel(self._theme, FontRole.LABEL, color="muted")
        self._passage_length = Label(self._theme, FontRole.LABEL, color="muted")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._passage_title, 1)
        row.addWidget(self._passage_length)
        column.addLayout(row)
        self.passage = PassageView(self._theme, self._pictures)
        column.addWidget(self.passage, 1)
        return card

    def _make_question_card(self) -> QFrame:
        theme = self._theme
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(15, 14, 8, 12)
        column.setSpacing(8)
        self._number = Label(theme, FontRole.LABEL, color="muted")
        self._points = Label(theme, FontRole.LABEL, color="muted")
        self._skill = Label(theme, FontRole.CHIP, color="accent", name="chip")
        row = QHBoxLayout()
        row.setContentsMargins(3, 0, 10, 0)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self._points)
        row.addSpacing(4)
        row.addWidget(self._skill)
        column.addLayout(row)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setSpacing(4)
        self._inside = inside
        self._scroll.verticalScrollBar().rangeChanged.connect(self._make_room_for_scroll_bar)
        self._make_room_for_scroll_bar(0, 0)
        self.stem = Label(theme, FontRole.STEM, wraps=True)
        self.stem.setContentsMargins(3, 0, 0, 0)
        inside.addWidget(self.stem)
        inside.addSpacing(6)
        self.image = QuestionImage(theme, self._pictures, self._scroll)
        inside.addWidget(self.image)
        self._answers = QVBoxLayout()
        inside.addLayout(self._answers)
        inside.addSpacing(4)
        self.feedback = FeedbackPanel(theme)
        around = QHBoxLayout()
        around.setContentsMargins(3, 0, 3, 0)
        around.addWidget(self.feedback)
        inside.addLayout(around)
        inside.addStretch(1)
        self._scroll.setWidget(inner)
        column.addWidget(self._scroll, 1)
        self._hint = ElidedLabel(theme, FontRole.SMALL, color="muted")
        self.evidence = QPushButton()
        self.evidence.clicked.connect(self._show_place)
        self.action = QPushButton()
        self.action.setObjectName("primary")
        self.action.clicked.connect(lambda: self.act())
        row = QHBoxLayout()
        row.setContentsMargins(3, 0, 10, 0)
        row.addWidget(self._hint, 1)
        row.addWidget(self.evidence)
        row.addWidget(self.action)
        column.addLayout(row)
        return card

    def _make_bottom_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setSpacing(8)
        self._bottom = row
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(lambda: self.go_to(self._current_taking().index - 1))
        self.navigator = Navigator(self._theme)
        self.navigator.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.navigator.question_requested.connect(lambda index: self.go_to(index, _BY_KEY))
        self._short_number = Label(self._theme, FontRole.PLAIN)
        self.flag = QToolButton()
        self.flag.setText(" " + self.tr("Flag"))
        self.flag.setCheckable(True)
        self.flag.setAccessibleName(self.tr("Flag this question to come back to (F)"))
        self.flag.setToolTip(self.flag.accessibleName())
        self.flag.clicked.connect(self.set_flag)
        self._clock_icon = QLabel()
        self._clock = Label(self._theme, FontRole.STRONG)
        self._clock.setAccessibleName(self.tr("Time"))
        self.next = QPushButton(self.tr("Next"))
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.next.clicked.connect(lambda: self.go_to(self._current_taking().index + 1))
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.navigator)
        row.addWidget(self._short_number)
        row.addStretch(1)
        row.addWidget(self.flag)
        row.addWidget(self._clock_icon)
        row.addWidget(self._clock)
        row.addSpacing(4)
        row.addWidget(self.next)
        return bar

    def _show_place(self) -> None:
        if self._compact:
            self._tabs[0].click()
        self._show_evidence()

    # how it looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock_timer.start()
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock_timer.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        """Fit the parts to the room: both cards, or where that is too little, one at a time."""
        scale = self._theme.scale
        self._compact = self.width() / scale < 780 or self.height() / scale < 380
        small = self.width() < 1100 or self.height() < 600
        around = 8 if small else 14
        self._body.setContentsMargins(around, around - 2, around, around - 2)
        edge = 6 if small else 8
        self._bottom.setContentsMargins(around, edge, around, edge)
        self._split.setHandleWidth(8 if small else 12)
        for tab in self._tabs:
            tab.setVisible(self._compact and self.isVisible())
        self._passage_card.setVisible(not self._compact or self._tabs[0].isChecked())
        self._question_card.setVisible(not self._compact or self._tabs[1].isChecked())
        self.navigator.setVisible(not self._compact)
        self._short_number.setVisible(self._compact)
        self._passage_length.setVisible(not self._compact)
        self._hint.setVisible(self.width() / scale >= 1150)
        style = Qt.ToolButtonStyle
        self.flag.setToolButtonStyle(style.ToolButtonIconOnly if self._compact else style.ToolButtonTextBesideIcon)
        grow = QSizePolicy.Policy.Preferred if self._hint.isVisibleTo(self) else QSizePolicy.Policy.Expanding
        self.action.setSizePolicy(grow, QSizePolicy.Policy.Fixed)
        if not self._compact:
            width = self._split.width() - self._split.handleWidth()
            left = width * self._settings.split // 100
            self._split.blockSignals(True)
            self._split.setSizes([left, width - left])
            self._split.blockSignals(False)

    def _make_room_for_scroll_bar(self, _least: int, most: int) -> None:
        """Keep the width of what is inside the same with the scroll bar and without it, so that no line moves."""
        bar = 0 if most else self._scroll.verticalScrollBar().sizeHint().width()
        self._inside.setContentsMargins(0, 0, 8 + bar, 0)

    def _keep_split(self) -> None:
        left, right = self._split.sizes()
        if left and right:
            self._settings.split = min(80, max(20, round(100 * left / (left + right))))

    def _show_time(self) -> None:
        if self._taking is None or not self._clock.isVisibleTo(self):
            return
        minutes, seconds = divmod(int(self._taking.elapsed), 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
        self._clock.setText(text)

    def _restyle(self) -> None:
        theme = self._theme
        side = theme.pixels(18)
        for button, icon in ((self.back, "back"), (self.next, "next"), (self.evidence, "eye")):
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(side, side))
        ratio = self.devicePixelRatioF()
        self._clock_icon.setPixmap(theme.pixmap("clock", "muted", side, ratio))
        self._restyle_flag()
        self._lay_out()

    def _restyle_flag(self) -> None:
        self.flag.setIcon(self._theme.icon("flag", "warn" if self.flag.isChecked() else "text"))
        side = self._theme.pixels(18)
        self.flag.setIconSize(QSize(side, side))
