"""The result of an attempt at a glance: the score, the skills, and the mix-ups."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.reading_time import paragraph_seconds
from quizapp.gui.kit.building import discard, fill, new_grid, rule
from quizapp.gui.kit.distinction_grid import DistinctionGrid
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.results.score_card import ScoreCard
from quizapp.reports.names import certainty_name, skill_name, time_text
from quizapp.reports.reading import reading_facts, times_text
from quizapp.reports.tables import certainty_sentences, sorted_distinctions
from quizapp.reports.words import signed, total_text

_MOST_BARS = 40
"""Paragraphs; the times of more stand in a line."""


class ResultsSummary(RingedScrollArea):
    """Shows cards below one another. `name_field` takes the name for the printed report.

    It asks for `wanted_width` pixels, but can get narrower with the window. `mark_button` leads to answers that nobody
    has marked yet.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.wanted_width = 0
        self.setAccessibleName(self.tr("Summary"))
        self.name_field = QLineEdit()
        self.name_field.setAccessibleName(self.tr("Name on the printed report"))
        self.name_field.setPlaceholderText(self.tr("Optional"))
        self.name_field.setMaxLength(100)
        self._score = ScoreCard(theme)
        self._teacher = _Card(theme, self.tr("Your teacher says"))
        self._teacher.hide()
        self.mark_button = self._score.mark_button
        self._skills = _Card(theme, self.tr("By skill"))
        self._certainties = _Card(theme, self.tr("How sure you were"))
        self._reading = _Card(theme, self.tr("Reading time"))
        self._distinctions = _Card(theme, self.tr("How you sorted the statements"))
        content = QWidget()
        name = _Card(theme, self.name_field.accessibleName(), FontRole.LABEL)
        name.add(self.name_field)
        cards = (self._score, self._teacher, self._certainties, self._skills, self._distinctions, self._reading, name)
        fill(QVBoxLayout(content), *cards, 1, margins=(0, 0, 4, 0), spacing=10)
        self.setWidget(content)

    def show_marked(self, marked: MarkedAttempt) -> None:
        self._score.show_marked(marked)
        self._show_skills(marked)
        self._show_certainties(marked)
        self._show_reading(marked)
        self._distinctions.empty()
        distinctions = sorted_distinctions(marked)
        for index, distinction in enumerate(distinctions):
            if index:
                self._distinctions.add(rule())
            self._distinctions.add(DistinctionGrid(self._theme, distinction))
        self._distinctions.setVisible(bool(distinctions))
        self.verticalScrollBar().setValue(0)

    def show_remark(self, remark: str) -> None:
        """Show what a teacher says of the whole attempt, if anything."""
        self._teacher.empty()
        self._teacher.setVisible(bool(remark))
        if remark:
            self._teacher.add(Label(self._theme, FontRole.PLAIN, remark, wraps=True))

    def _show_skills(self, marked: MarkedAttempt) -> None:
        self._skills.empty()
        self._skills.setVisible(bool(marked.skills))
        for skill, total in marked.skills:
            name, points = skill_name(skill, translate), total_text(total, translate)
            self._skills.add(_meter_row(self._theme, name, points, float(total.share) if total.possible else None))

    def _show_certainties(self, marked: MarkedAttempt) -> None:
        """Show a meter for each certainty, and sentences about them."""
        self._certainties.empty()
        self._certainties.setVisible(bool(marked.certainties))
        for each in reversed(marked.certainties):
            name = certainty_name(each.certainty, translate)
            right = self.tr("{right} of %n right", "", each.asked).format(right=each.right)
            points = self.tr("{points} by certainty").format(points=signed(each.points, translate))
            self._certainties.add(_meter_row(self._theme, name, f"{right} · {points}", each.right / each.asked))
        both = self.tr(
            "Points by certainty are a second score, beside the one above: the surer you were, the more a right answer"
            " won, and the more a wrong one lost."
        )
        for sentence in (both, *certainty_sentences(marked.certainties, translate)[len(marked.certainties) :]):
            self._certainties.add(Label(self._theme, FontRole.PLAIN, sentence, wraps=True))

    def _show_reading(self, marked: MarkedAttempt) -> None:
        """Show the facts, and a bar for each paragraph where there are not too many."""
        self._reading.empty()
        facts = reading_facts(marked, translate)
        self._reading.setVisible(bool(facts))
        times = paragraph_seconds(marked.attempt, marked.bank)
        has_bars = len(times) <= _MOST_BARS
        for fact in facts:
            if has_bars and fact.value == times_text(times, translate):
                for number, time in times.items():
                    name, value = self.tr("Paragraph {number}").format(number=number), time_text(time, translate)
                    share = min(1.0, time / marked.attempt.seconds)
                    self._reading.add(_meter_row(self._theme, name, value, share))
            else:
                self._reading.add(Label(self._theme, FontRole.LABEL, fact.name))
                self._reading.add(Label(self._theme, FontRole.SMALL, fact.value, color="muted", wraps=True))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.wanted_width or hint.width(), hint.height())

    @property
    def words(self) -> str:
        """The score in one sentence."""
        return self._score.words


class _Card(QFrame):
    """A card with a title and content that can be replaced."""

    def __init__(self, theme: Theme, title: str, role: FontRole = FontRole.TITLE) -> None:
        super().__init__()
        self.setObjectName("card")
        heading = Label(theme, role, title, wraps=True)
        self._layout = fill(QVBoxLayout(self), heading, margins=(18, 14, 18, 16), spacing=10)
        self._content: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)
        self._content.append(widget)

    def empty(self) -> None:
        discard(self._content)


def _meter_row(theme: Theme, name: str, value: str, share: float | None) -> QWidget:
    """A name and a value in words; below them a bar for a share from 0 to 1, if there is one."""
    row = QWidget()
    layout = new_grid(row, stretch=0, spacing=(8, 5))
    layout.addWidget(Label(theme, FontRole.LABEL, name), 0, 0)
    layout.addWidget(Label(theme, FontRole.SMALL, value, color="muted"), 0, 1)
    if share is not None:
        meter = Meter(theme)
        meter.show_share(share, f"{name}: {value}")
        layout.addWidget(meter, 1, 0, 1, 2)
    return row
