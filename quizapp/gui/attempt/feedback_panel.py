"""Feedback on a marked response."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import Evidence
from quizapp.domain.mark import Mark, Points, Unmarked, earned
from quizapp.domain.question import Question, Remark, Response
from quizapp.domain.runs import joined
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.inline_text import headed
from quizapp.gui.kit.label import InlineLabel, Label
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.question_types.ordering import Ordering
from quizapp.reports.feedback import feedback_of, remark_text
from quizapp.reports.words import seen_text, selection_text, try_headline

_GROUNDS = {"accent": "soft", "muted": "hover"}
"""Background colors for tones without a soft color of the same name."""


class FeedbackPanel(QFrame):
    """Shows the mark in words, how it was worked out, the author's remarks, and why."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "wrong"
        self.headline = Label(theme, FontRole.STRONG, wraps=True)
        self._working = Label(theme, FontRole.SMALL, color="text", wraps=True)
        self._remarks: list[InlineLabel] = []
        self._why = InlineLabel(theme, FontRole.PLAIN, wraps=True)
        self._teacher = Label(theme, FontRole.PLAIN, wraps=True)
        labels = (self.headline, self._working, self._teacher, self._why)
        self._layout = fill(QVBoxLayout(self), *labels, margins=(16, 12, 16, 14), spacing=6)

    def show_feedback(
        self,
        bank: Bank,
        question: Question,
        response: Response | None,
        mark: Mark,
        view: AnswerView,
        numbers_of: Callable[[Evidence], tuple[int, ...]] = lambda evidence: (),
    ) -> None:
        """Show the feedback on `response`; `view` names the parts of the question.

        `numbers_of` gives the numbers that evidence has in the passage. Evidence without a number is quoted if it
        misled, or if there is nothing else to say.
        """
        if isinstance(mark, Points):
            tone = "right" if mark.full else "warn" if earned(mark) else "wrong"
        else:
            tone = "accent" if isinstance(mark, Unmarked) else "muted"
        feedback = feedback_of(bank, question, response, mark, translate)
        told = []
        told_numbers = set[int]()
        for remark in feedback.remarks:
            numbers = numbers_of(remark.evidence)
            told_numbers.update(numbers)
            see = self._reference(numbers)
            needs_place = not see and (remark.role or not remark.has_words)
            said = remark_text(bank if needs_place else None, remark, translate)
            told.append((remark, joined((part for part in (said, see) if part), " ")))
        self._show(feedback.headline, tone, [*feedback.working, *filter(None, [feedback.certainty])], told, view)
        before, _, after = self.tr("Why: {explanation}").partition("{explanation}")
        why = joined((headed(before, feedback.why, ""), after)) if feedback.why else ""
        parts_tell = not told_numbers.isdisjoint(numbers_of(question.part_evidence))  # each at its part
        see = self._reference(numbers_of(question.whole_evidence if parts_tell else question.key_evidence))
        self._why.setText(joined((part for part in (why, see) if part), " "))
        self._why.setVisible(bool(self._why.text()))

    def show_teacher(self, lines: Sequence[str]) -> None:
        """Show what the teacher says of the answer, if anything."""
        self._teacher.show_text(self.tr("Your teacher: {words}").format(words="\n".join(lines)) if lines else "")

    def _reference(self, numbers: tuple[int, ...]) -> str:
        """Return a sentence that points to places of the passage; empty for none."""
        if not numbers:
            return ""
        told = self.tr("See places {numbers} in the passage.", "", len(numbers))
        return told.format(numbers=", ".join(map(str, numbers)))

    def show_try(self, question: Question, tried: Response, tries: str, view: AnswerView) -> None:
        """Show how a try went, without the key; `tries` tells how many are left."""
        mark = question.mark(tried)
        on_try = question.told_on_try(tried)
        right = sorted(filter(None, (_name_on_try(question, tried, id_, view) for id_ in on_try.right)), key=_by_size)
        told = [self.tr("Right so far: {names}.").format(names=", ".join(right))] if right else []
        if isinstance(tried, tuple) and not isinstance(question, Ordering):
            told.append(selection_text(mark, translate))
        if question.retain_correct(tried) == tried:
            told.append(self.tr("Your answer stays, so you can change it."))
        elif right:
            told.append(self.tr("Those stay; try the rest again."))
        working = [" ".join(told), tries] if told else [tries]
        remarks = [(remark, remark_text(None, remark, translate)) for remark in on_try.remarks]
        self._show(try_headline(mark, translate), "warn", working, remarks, view)
        self._why.hide()

    def show_seen(self) -> None:
        """Show the rule for a question that is open again after its key was shown."""
        self._show(seen_text(translate), "warn")
        self._why.hide()

    def _show(
        self,
        headline: str,
        tone: str,
        working: Sequence[str] = (),
        remarks: Sequence[tuple[Remark, str]] = (),
        view: AnswerView | None = None,
    ) -> None:
        """Show all but why."""
        self._tone = tone
        self._teacher.hide()
        self.headline.setText(headline)
        self.headline.set_color(tone)
        self._working.setVisible(bool(working))
        self._working.setText("\n".join(working))
        named = sorted((*_by_size(view.name_of(remark.part) if view else ""), text) for remark, text in remarks)
        labels = show_kept(self._remarks, len(named), self._add_remark)
        for label, (_, name, words) in zip(labels, named, strict=True):
            label.setText(headed(name, words, ": ") if name else words)

    def _add_remark(self) -> InlineLabel:
        label = InlineLabel(self._theme, FontRole.PLAIN, wraps=True)
        self._layout.insertWidget(self._layout.count() - 1, label)
        return label

    def words(self) -> str:
        """Give all of the feedback as one text."""
        labels = [self.headline, self._working, self._teacher, *self._remarks, self._why]
        return " ".join(label.text() for label in labels if not label.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        painter.setPen(self._theme.color(self._tone))
        painter.setBrush(self._theme.color(_GROUNDS.get(self._tone, f"{self._tone}_soft")))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


def _name_on_try(question: Question, tried: Response, part: str, view: AnswerView) -> str:
    """Return the name of a part that was right: in an order, its place at the time of the try."""
    if isinstance(question, Ordering) and isinstance(tried, tuple):
        return str(tried.index(part) + 1)
    return view.name_of(part)


def _by_size(name: str) -> tuple[int, str]:
    return len(name), name
