"""The sentences of the passage on which questions rest, and those on which none does."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.bank import Bank
from quizapp.domain.passage import Span
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.flow_layout import WrapBox
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.scroll_area import scrolling
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.layer import PassageLayer
from quizapp.gui.passage.passage_view import PassageView
from quizapp.lint.coverage import coverage_of


class CoverageLayer(PassageLayer):
    """Marks the sentences on which a question rests with a background, and underlines the others with dots."""

    _covered: Sequence[Span] = ()
    _open: Sequence[Span] = ()

    def show(self, covered: Sequence[Span], uncovered: Sequence[Span]) -> None:
        """Mark these sentences."""
        self._covered, self._open = covered, uncovered
        self.changed.emit()

    def clear(self) -> None:
        self._covered, self._open = (), ()

    def paint_under(self, painter: QPainter, in_view: Span) -> None:
        for span in _near(self._covered, in_view):
            for box in self.text.boxes(span):
                painter.fillRect(box.adjusted(-1, -1, 1, 1), self.theme.color("mark"))

    def paint_over(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.theme.color("warn"), 2, Qt.PenStyle.DotLine))
        for span in self._open:
            for box in self.text.boxes(span):
                painter.drawLine(box.bottomLeft(), box.bottomRight())

    def words(self) -> Iterator[str]:
        yield self.tr("%n sentences without a question", "", len(self._open))

    def named_places(self) -> Sequence[tuple[Span, str]]:
        text = self.text.passage.text if self.text.passage is not None else ""
        told = self.tr("No question: “{words}”")
        return [(span, told.format(words=text[span.start : span.end])) for span in self._open]


def _near(spans: Sequence[Span], in_view: Span) -> Iterator[Span]:
    return (span for span in spans if span.start < in_view.end and in_view.start < span.end)


class CoveragePane(QWidget):
    """Shows the share of sentences on which a question rests, and the passage with both kinds of sentences marked."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._pictures = Pictures(jobs, self)
        self.share = Label(theme, FontRole.STRONG, wraps=True)
        self._legend = Label(
            theme, FontRole.SMALL, self.tr("Colored: a question rests on it. Dashed line: none does."), color="muted",
            wraps=True,
        )  # fmt: skip
        self._meter = Meter(theme)
        self.passage = PassageView(theme, self._pictures)
        self.passage.setAccessibleName(self.tr("Passage with its coverage"))
        theme.restyle_with(lambda: self.passage.setMinimumHeight(theme.pixels(90)))
        self._layer = CoverageLayer(theme, self.passage.text, self)
        self.passage.add_layer(self._layer)
        self._card = QFrame()
        self._card.setObjectName("card")
        fill(QHBoxLayout(self._card), self.passage, margins=(14, 12, 6, 10))
        parts = (self.share, self._meter, self._legend, (self._card, 1))
        inner = WrapBox()
        fill(QVBoxLayout(inner), *parts, margins=(4, 4, 4, 4), spacing=6)
        fill(QVBoxLayout(self), scrolling(inner), margins=(0, 0, 0, 0))

    def show_bank(self, bank: Bank) -> None:
        """Show on which sentences the questions of `bank` rest."""
        coverage = coverage_of([bank])
        if coverage is None:
            self.show_nothing(self.tr("This bank has no passage."))
            return
        self._pictures.use(bank.images)
        if self.passage.passage != coverage.passage:
            self.passage.show_passage(coverage.passage)
        count, free = len(coverage.sentences), len(coverage.free)
        share = round(100 * coverage.share)
        told = self.tr("Questions rest on {covered} of {n} sentences ({share} %).")
        self.share.setText(told.format(covered=count - free, n=count, share=share))
        self._meter.setValue(share * 10)
        self._meter.setAccessibleName(self.share.text())
        self._show(True)
        covered = [sentence.span for sentence in coverage.sentences if sentence not in coverage.free]
        self._layer.show(covered, [sentence.span for sentence in coverage.free])

    def show_nothing(self, why: str) -> None:
        """Show that there is nothing to be seen, and `why`."""
        self.share.setText(why)
        self._show(False)

    def _show(self, shown: bool) -> None:
        for part in (self._meter, self._legend, self._card):
            part.setVisible(shown)
