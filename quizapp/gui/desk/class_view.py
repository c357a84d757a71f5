"""An overview of what a class understood: marks, skills, distinctions, certainty, and how exactly the test measures."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.desk.class_charts import Histogram, IntervalBar
from quizapp.gui.desk.figures import number_words, percent, share_words
from quizapp.gui.desk.item_list import stem_of
from quizapp.gui.kit.bar_chart import Bar
from quizapp.gui.kit.building import discard, fill, new_grid, put_in_columns
from quizapp.gui.kit.distinction_grid import DistinctionGrid
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.numbers import number_text
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.chart_card import ChartCard
from quizapp.reports.names import certainty_name, skill_name
from quizapp.services.desk.understanding import ItemPicture, Understanding
from quizapp.statistics.intervals import Estimate, Z
from quizapp.statistics.reliability import LEAST_ITEMS, LEAST_LEARNERS, Reliability
from quizapp.statistics.totals import Bin, Distribution

_WIDE = 900
"""Pixels at the plain text size from which on there are two columns."""


class ClassView(RingedScrollArea):
    """Shows cards in one or two columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.setAccessibleName(self.tr("The whole class"))
        self.chart = Histogram(theme)
        self.marks = ChartCard(theme, self.tr("Marks"), self.chart)
        self.exactness = _Card(theme, self.tr("How exactly this measures"))
        self.keys = _Card(theme, self.tr("Keys to look at"))
        self.skills = _Card(theme, self.tr("By skill"))
        self.certainty = _Card(theme, self.tr("Sure and right"))
        self.distinctions = _Card(theme, self.tr("Common mix-ups"))
        content = QWidget()
        self._sides = [fill(QVBoxLayout(), 1, spacing=10) for _ in range(2)]
        self._row = fill(
            QHBoxLayout(content), (self._sides[0], 1), (self._sides[1], 1), margins=(0, 0, 4, 0), spacing=10
        )
        self._cards: list[QFrame] = [
            self.marks,
            self.distinctions,
            self.skills,
            self.certainty,
            self.keys,
            self.exactness,
        ]
        self._in_first = {0, 4, 5}
        self._columns = 0
        self.setWidget(content)
        for card in self._cards:
            self._sides[0].insertWidget(self._sides[0].count() - 1, card)

    def show_class(self, found: Understanding, unrated: int = 0) -> None:
        """Show these figures; `unrated` written answers are in none of them."""
        self._show_marks(found.distribution)
        self._show_exactness(found.reliability, found.learners, unrated)
        self._show_keys(found.items)
        self.skills.empty()
        for skill in found.skills:
            name = skill_name(skill.skill, translate) or self.tr("Without a skill")
            self.skills.add_figure(name, skill.mark, self.tr("%n questions", "", skill.items))
        self.skills.setVisible(bool(found.skills))
        self.certainty.empty()
        for level in reversed(found.certainty):
            self.certainty.add_figure(
                certainty_name(level.level, translate), level.right, self.tr("right"), learners=level.right.n
            )
        self.certainty.setVisible(bool(found.certainty))
        self.distinctions.empty()
        for distinction in found.distinctions:
            if distinction.total:
                self.distinctions.add(DistinctionGrid(self._theme, distinction, by_class=True))
        self.distinctions.setVisible(any(each.total for each in found.distinctions))
        self._arrange()

    def use_tables(self, used: bool) -> None:
        """Show the table of the marks in place of its chart."""
        self.marks.use_table(used)

    def _show_marks(self, found: Distribution | None) -> None:
        if found is None:
            self.marks.hide()
            return
        self.marks.show()
        unit = translate("{percent} %") if found.in_percent else "{percent}"
        bars = [Bar(_range(each), each.learners, self._bar_words(each, found)) for each in found.bins]
        place = _place_in(found.bins, found.mean.value)
        mean = number_words(found.mean, 1)
        of = self.tr("Mean: {mean} %.") if found.in_percent else self.tr("Mean: {mean} of {possible} points.")
        mean_text = of.format(mean=mean, possible=number_text(found.possible))
        notes = [mean_text]
        if found.deviation is not None:
            low, median, high = (number_text(float(f"{value:.3g}")) for value in found.quartiles)
            middle = self.tr("Median: {median}. Half of the class has from {low} to {high}.")
            notes.append(middle.format(median=median, low=low, high=high))
        else:
            notes.append(self.tr("One learner is not enough to say anything about a class."))
        short = self.tr("mean {mean}").format(mean=number_text(found.mean.value, 1))
        self.chart.show_bars(bars, place, short, " ".join((*(bar.words for bar in bars if bar.value), mean_text)))
        rows = [[unit.format(percent=bar.name), str(round(bar.value))] for bar in bars]
        self.marks.show_table((self.tr("Points"), self.tr("Learners")), rows, notes)

    def _bar_words(self, each: Bin, found: Distribution) -> str:
        is_one = each.low == each.high == 1
        unit = self.tr("{range} percent") if found.in_percent else self.tr("{range} points", "", 1 if is_one else 2)
        name = unit.format(range=_range(each))
        return self.tr("{range}: %n learners", "", each.learners).format(range=name)

    def _show_keys(self, items: Sequence[ItemPicture]) -> None:
        self.keys.empty()
        doubted = [item for item in items if item.doubt is not None]
        for item in doubted:
            self.keys.add(Label(self._theme, FontRole.STRONG, stem_of(item), wraps=True))
        if doubted:
            self.keys.say(
                self.tr("Stronger learners chose an answer other than the key. See why under “{page}”.").format(
                    page=translate("Questions")
                )
            )
        else:
            self.keys.say(
                self.tr(
                    "No key looks wrong: on no question did learners who do well elsewhere choose a wrong"
                    " answer more often than the key by more than chance explains. With few learners, a wrong"
                    " key can go unnoticed."
                )
            )

    def _show_exactness(self, found: Reliability | None, learners: int, unrated: int) -> None:
        card = self.exactness
        card.empty()
        if found is None:
            text = self.tr(
                "Not enough to tell: at least {learners} learners must have been asked the same {items}"
                " questions or more, and their points must differ."
            )
            card.say(text.format(learners=LEAST_LEARNERS, items=LEAST_ITEMS))
            if unrated:
                card.say(self.tr("Rate the written answers first. Not rated yet: {count}.").format(count=unrated))
            return
        words = number_words(found.alpha)
        card.add_row(
            self.tr("Reliability (alpha)"), words, IntervalBar(self._theme, found.alpha, words, low=-0.2, high=1.0)
        )
        text = self.tr(
            "A learner’s score can be off by about {error} points either way: of {possible} points, that is {share}."
        )
        off = Z * found.error
        card.say(
            text.format(
                error=number_text(off, 1),
                possible=number_text(found.possible),
                share=percent(off / found.possible if found.possible else 0),
            )
        )
        if learners > found.alpha.n:
            left = learners - found.alpha.n
            card.say(self.tr("%n learners did not get all the questions, and are not counted here.", "", left))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self._theme.pixels(_WIDE) else 1
        if columns == self._columns:
            return
        self._columns = columns
        cards = ((card, columns == 2 and at not in self._in_first) for at, card in enumerate(self._cards))
        put_in_columns(cards, *self._sides)
        self._row.setStretch(1, columns - 1)


class _Card(QFrame):
    """A card with a title, and figures and sentences that can be replaced."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        heading = Label(theme, FontRole.TITLE, title, wraps=True)
        self._column = fill(QVBoxLayout(self), heading, margins=(18, 14, 18, 16), spacing=10)
        self._content: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._content.append(widget)

    def say(self, text: str) -> None:
        """Add a sentence."""
        self.add(Label(self._theme, FontRole.PLAIN, text, wraps=True))

    def add_row(self, name: str, value: str, bar: QWidget) -> None:
        """Add a name and a value in words, and below them a bar."""
        row = QWidget()
        grid = new_grid(row, stretch=0, spacing=(8, 4))
        grid.addWidget(Label(self._theme, FontRole.LABEL, name, wraps=True), 0, 0)
        grid.addWidget(Label(self._theme, FontRole.SMALL, value, color="muted"), 0, 1)
        grid.addWidget(bar, 1, 0, 1, 2)
        self.add(row)

    def add_figure(self, name: str, share: Estimate, what: str, learners: int = 0) -> None:
        """Add a share with its interval; `what` says of what it is."""
        words = f"{share_words(share)} · {what}"
        if learners:
            count = self.tr("%n learners", "", learners)
            words = f"{words} · {count}"
        self.add_row(name, words, IntervalBar(self._theme, share, f"{name}: {words}"))

    def empty(self) -> None:
        discard(self._content)


def _range(each: Bin) -> str:
    low, high = number_text(each.low), number_text(each.high)
    return low if low == high else f"{low}–{high}"


def _place_in(bins: Sequence[Bin], value: float) -> float:
    """The place of a value across bars of equal width, from 0 to 1."""
    places = [at + 0.5 for at, _ in enumerate(bins)] if bins[0].low == bins[0].high else list(range(len(bins) + 1))
    values = (
        [each.low for each in bins] if bins[0].low == bins[0].high else [*(each.low for each in bins), bins[-1].high]
    )
    for (low, high), at in zip(pairwise(values), places, strict=False):
        if value <= high:
            return (at + max(0.0, value - low) / (high - low)) / len(bins)
    return places[-1] / len(bins)
