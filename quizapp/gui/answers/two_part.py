"""Answering `two_part`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Mark, Points, earned
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.kit.accessible import name_group
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, rule
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import InlineLabel, Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.wrapping_button import UNBROKEN
from quizapp.gui.passage.passage_view import PassageView
from quizapp.question_types.two_part import PART_NAMES, TwoPart, part_arrangement, part_response, whole_id
from quizapp.reports.verdict import headline
from quizapp.reports.words import points_of

NewView = Callable[[type[Question], Theme], AnswerView]
"""Makes a view for questions of a type."""


class _TopLayout(FlowLayout):
    """The layout of a part's name, its stem, and at the end a sign and the result, whose room is always kept.

    All are on one line, unless the stem would be broken there; it then has a line of its own.
    """

    result_width = 0

    def place(self, rect: QRect, *, move: bool) -> int:
        room, gap = rect.adjusted(3, 0, -3, 0), self.spacing()
        name, stem, sign, result = self._items
        high, at = name.sizeHint().height(), name.sizeHint().width() + gap
        end = room.width() - max(self.result_width, result.sizeHint().width())
        beside = end - sign.sizeHint().width() - 2 * gap - at
        line = stem.heightForWidth(UNBROKEN)
        below = high + 2 if beside <= -gap else 0  # the result has a line of its own
        if beside > 0 and stem.heightForWidth(beside) <= line:
            high = max(high, line)
            place, height = QRect(at, 0, beside, high), high
        else:
            line = stem.heightForWidth(room.width())
            place, height = QRect(0, high + 2 + below, room.width(), line), high + 2 + below + line
        if move:
            end = room.width() - result.sizeHint().width()
            before = end - gap - sign.sizeHint().width()
            high = name.sizeHint().height()
            places = {name: QRect(0, 0, at - gap, high), stem: place}
            for item, x in ((sign, before), (result, end)):
                size: QSize = item.sizeHint()
                places[item] = QRect(x, below + (high - size.height()) // 2, size.width(), size.height())
            for item, box in places.items():
                item.setGeometry(self.from_start(box.translated(room.topLeft()), room))
        return height + 2


class _Part(QWidget):
    """One of the two questions: its name, stem and result, and the view of its type, which `new_view` makes."""

    accessible_role = "group"

    def __init__(
        self, theme: Theme, at: str, new_view: Callable[[type[Question]], AnswerView], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._new_view = new_view
        self._views: dict[type[Question], AnswerView] = {}
        self.view: AnswerView | None = None
        self.name = translate(PART_NAMES[at])
        self._chip = Label(theme, FontRole.CHIP, self.name, color="accent", name="chip")
        self._sign = Icon(theme, "", "text", 18)
        self.result = Label(theme, FontRole.STRONG)
        self.stem = InlineLabel(theme, FontRole.TITLE, wraps=True)
        self.stem.accessible_role = ""
        self._top = _TopLayout()
        for widget in (self._chip, self.stem, self._sign, self.result):
            self._top.addWidget(widget)
        self._layout = fill(QVBoxLayout(self), self._top, spacing=4, margins=(0, 0, 0, 0))
        theme.restyle_with(self._restyle)

    def show_question(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        view = self._views.get(type(question))
        if view is None:
            view = self._new_view(type(question))
            self._views[type(question)] = view
            self._layout.addWidget(view)
            name_group(view, self.stem)
        for other in self._views.values():
            other.setVisible(other is view)
        self.view = view
        view.part_name = self.name
        self.stem.setText(inline_text(question.stem))
        self.setAccessibleName(f"{self.name}. {self.stem.text()}")
        self._show_result("", "", "", "text")
        view.show_question(question, arrangement, response)

    def show_mark(self, mark: Mark, *, counts: bool) -> None:
        assert self.view is not None
        self.view.show_mark(mark)
        full = _is_full(mark)
        sign = ("right", "right") if full else ("partial", "warn") if earned(mark) else ("wrong", "wrong")
        if not isinstance(mark, Points):
            sign = ("unanswered", "muted")
        told = headline(mark, translate) if full or not earned(mark) else translate("Partly correct")
        points = points_of(mark, translate) if counts else self.tr("does not count")
        self._show_result(points, f"{told} · {points}", *sign)

    def _show_result(self, points: str, words: str, icon: str, color: str) -> None:
        """Show `points` with the sign `icon`; a screen reader says `words`."""
        self.result.set_color(color)
        self.result.setText(points)
        self.result.setAccessibleName(f"{self.name}: {words}" if words else "")
        self._sign.show_icon(icon, color)

    def _restyle(self) -> None:
        # the room of a result is kept, so that nothing moves when it comes
        self._chip.setMinimumHeight(self._theme.pixels(26))
        texts = (self.tr("does not count"), translate("{earned} of {possible} points").format(earned=1, possible=1))
        metrics = QFontMetrics(self._theme.font(FontRole.STRONG))  # the label's own are still those of the last size
        self._top.result_width = max(map(metrics.horizontalAdvance, texts))
        self._top.invalidate()


class TwoPartView(AnswerView):
    """Part A above part B. `new_view` makes the view of each."""

    question: TwoPart

    def __init__(self, theme: Theme, new_view: NewView, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._given: dict[str, Response] = {}
        self._new_view = new_view
        self.parts = {at: _Part(theme, at, partial(self._make_view, at), self) for at in PART_NAMES}
        layout = fill(QVBoxLayout(self), spacing=10, margins=(0, 0, 0, 0))
        for part in self.parts.values():
            if layout.count():
                layout.addWidget(rule())
            layout.addWidget(part)
        self._part_with_focus = ""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._announce_part)

    def _make_view(self, at: str, question_type: type[Question]) -> AnswerView:
        view = self._new_view(question_type, self.theme)
        view.response_changed.connect(partial(self._take, at))
        view.passage_requested.connect(self.passage_requested)
        view.option_crossed_out.connect(lambda id_, is_out: self.option_crossed_out.emit(whole_id(at, id_), is_out))
        return view

    def _announce_part(self) -> None:
        """Announce the other question when the focus moves to it."""
        part = with_focus(self.parts.values())
        at = next((at for at, each in self.parts.items() if each is part), "")
        if at and self._part_with_focus and at != self._part_with_focus:
            announce(self.parts[at], self.parts[at].accessibleName())
        self._part_with_focus = at

    @property
    def views(self) -> dict[str, AnswerView]:
        """The views of the two questions, by part."""
        return {at: part.view for at, part in self.parts.items() if part.view is not None}

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self._given = dict(response) if isinstance(response, Mapping) else {}
        for at, inner in self.question.questions.items():
            self.parts[at].show_question(inner, part_arrangement(arrangement, at), part_response(response, at))

    def use_passage(self, passage: PassageView) -> None:
        for view in self.views.values():
            view.use_passage(passage)

    def marks_passage(self, part: str) -> bool:
        at, _, inner = part.partition(".")
        return at in self.views and self.views[at].marks_passage(inner)

    def release_passage(self) -> None:
        for view in reversed(self.views.values()):
            view.release_passage()

    def show_tried(self, tried: Sequence[Response]) -> None:
        for at, view in self.views.items():
            given = [response for each in tried if (response := part_response(each, at)) is not None]
            question = self.question.questions[at]
            view.show_tried([each for each in given if not _is_full(question.mark(each))])

    def show_outcomes(self, mark: Mark) -> None:
        # the question knows the marks of its parts; none is marked here
        marks = self.question.part_marks(self._given)
        for at, inner in marks.items():
            uncounted = isinstance(mark, Points) and at == "b" and len(mark.terms) < 2
            self.parts[at].show_mark(inner, counts=not uncounted)

    def widget_of(self, part: str) -> QWidget | None:
        at, _, inner = part.partition(".")
        if at not in self.views:
            return None
        return self.views[at].widget_of(inner) if inner else self.parts[at].stem

    def name_of(self, part: str) -> str:
        at, _, inner = part.partition(".")
        if at not in self.views:
            return ""
        name = self.views[at].name_of(inner)
        if len(name) == 1 and name.isalpha():  # else “Part A, B” would name both parts
            name = self.tr("option {letter}").format(letter=name)
        return f"{self.parts[at].name}, {name}" if name else self.parts[at].name

    def name_in_sentence(self, part: str) -> str:
        at, _, inner = part.partition(".")
        name = self.views[at].name_in_sentence(inner) if inner and at in self._given else ""
        return f"{self.parts[at].name}, {name}" if name else self.parts[at].name

    @property
    def can_cross_out(self) -> bool:  # type: ignore[override]
        return any(view.can_cross_out for view in self.views.values())

    def show_crossed_out(self, ids: Collection[str]) -> None:
        for at, view in self.views.items():
            view.show_crossed_out(part_arrangement(tuple(ids), at))

    def offer_crossing_out(self, offered: bool) -> None:
        for view in self.views.values():
            view.offer_crossing_out(offered)

    def cross_out(self, letter: str) -> bool:
        return self._current().cross_out(letter)

    def illegible_text(self) -> str:
        return next(filter(None, (view.illegible_text() for view in self.views.values())), "")

    def take_key(self, key: str) -> bool:
        """Pass the key to the part with the focus, or else to the first open one."""
        return self._current().take_key(key)

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self._first_open().focus_first(reason)

    def focus_open(self, reason: Qt.FocusReason) -> None:
        self._first_open().focus_open(reason)

    def key_hint(self) -> str:
        return self.tr("Answer part A, then Enter or Tab for part B")

    def go_on(self, reason: Qt.FocusReason) -> bool:
        """Go from the answered part to the other one."""
        following = self._first_open()
        if not self.is_open or len(self._given) != 1 or self._current() is following:
            return False
        following.focus_first(reason)
        return True

    def _current(self) -> AnswerView:
        part = with_focus(self.parts.values())
        return part.view if part is not None and part.view is not None else self._first_open()

    def _first_open(self) -> AnswerView:
        still_open = {id_.partition(".")[0] for id_ in self.question.open_parts(self._given)}
        return next((view for at, view in self.views.items() if at in still_open), self.views["a"])

    def _take(self, at: str, response: Response | None) -> None:
        if response is None:
            self._given.pop(at, None)
        else:
            self._given[at] = response
        self.notice()

    def response(self) -> Response | None:
        return {at: self._given[at] for at in self.parts if at in self._given} or None


def _is_full(mark: Mark) -> bool:
    return isinstance(mark, Points) and mark.full
