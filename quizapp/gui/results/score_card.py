"""The score of an attempt, and the number of questions with each verdict."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.gui.kit.building import fill, new_grid
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import VerdictBar
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.verdict_sign import VerdictSign
from quizapp.gui.kit.word_button import WordButton
from quizapp.reports.names import levels_text, time_text
from quizapp.reports.verdict import VERDICT_TEXTS, Verdict, praise_text, verdict_counts
from quizapp.reports.words import conditions_of, percent_text, taken_back_text, total_text, unmarked_text


class ScoreRing(Label):
    """Shows a text in a ring that is filled according to a share. It does not move."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, FontRole.HEADLINE)
        self.accessible_role = "chart"
        self._share = 0.0
        self._tone = "accent"

    def show_share(self, share: float, text: str, is_whole: bool) -> None:
        """Show `text` and a share from 0 to 1; one that `is_whole` gets the color of right answers."""
        self._share, self._tone = max(0.0, share), "right" if is_whole else "accent"
        self.setText(text)
        self.update()

    def sizeHint(self) -> QSize:
        words = super().sizeHint()
        side = max(self._theme.pixels(104), words.width() + self._theme.pixels(34))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        side, width = self.sizeHint().width(), self._theme.pixels(10)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        inner = box.adjusted(width / 2 + 1, width / 2 + 1, -width / 2 - 1, -width / 2 - 1)
        painter.setPen(QPen(self._theme.color("edge"), 1))
        for around in (width / 2, -width / 2):
            painter.drawEllipse(inner.adjusted(-around, -around, around, around))
        painter.setPen(QPen(self._theme.color(self._tone), width - 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(inner, 90 * 16, -round(self._share * 360 * 16))
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())


class ScoreCard(QFrame):
    """Shows the percentage, the points, the time, some praise, and the number of questions with each verdict.

    Attributes:
        mark_button: leads to answers that nobody has marked yet.
        words: the result in a sentence or two.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.words = ""
        self._ring = ScoreRing(theme)
        self._headline = Label(theme, FontRole.TITLE, wraps=True)
        self._points = Label(theme, FontRole.PLAIN, wraps=True)
        self._unmarked = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self._time = Label(theme, FontRole.LABEL, color="muted")
        self._praise = Label(theme, FontRole.OPTION, wraps=True)
        self._bar = VerdictBar(theme)
        self._legend: dict[Verdict, tuple[VerdictSign, Label, Label]] = {}
        time = fill(QHBoxLayout(), Icon(theme, "clock", "muted", 16), (self._time, 1), spacing=6)
        beside = fill(QVBoxLayout(), 1, self._headline, self._points, self._unmarked, time, 1, spacing=3)
        top = fill(QHBoxLayout(), self._ring, (beside, 1), spacing=16)
        legend = new_grid(None, stretch=1, spacing=(8, 7))
        for row, (verdict, text) in enumerate(VERDICT_TEXTS.items()):
            sign, name = VerdictSign(theme, verdict), Label(theme, FontRole.PLAIN, translate(text))
            count = Label(theme, FontRole.STRONG)
            legend.addWidget(sign, row, 0)
            legend.addWidget(name, row, 1)
            legend.addWidget(count, row, 2, Qt.AlignmentFlag.AlignRight)
            self._legend[verdict] = (sign, name, count)
        layout = fill(QVBoxLayout(self), top, self._praise, self._bar, legend, margins=(18, 12, 18, 16), spacing=12)
        self.mark_button = WordButton()
        layout.addWidget(self.mark_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_marked(self, marked: MarkedAttempt) -> None:
        percent = percent_text(marked.total, translate)
        points = total_text(marked.total, translate)
        time = time_text(marked.attempt.seconds, translate)
        is_perfect = all(entry.full for entry in marked.questions)
        self._ring.show_share(float(marked.total.share) if marked.total.possible else 0.0, percent, is_perfect)
        headline = self._headline_of(marked)
        self._headline.setText(headline)
        self._points.setText(points)
        more = marked.total.unmarked and not marked.total.is_open
        unmarked = unmarked_text(marked.total.unmarked, translate) if more else ""
        back = marked.attempt.taken_back
        taken_back = taken_back_text(back, translate) if back else ""
        levels = levels_text([level.name for level in marked.levels_read], translate)
        read = self.tr("Read at: {levels}").format(levels=levels) if levels else ""
        conditions = conditions_of(marked.attempt.started, translate)
        self._unmarked.show_text(" · ".join(filter(None, (unmarked, taken_back, read, *conditions))))
        self._time.setText(time)
        self._time.setAccessibleName(self.tr("Time taken: {time}").format(time=time))
        counts = verdict_counts(marked)
        left = 0 if marked.attempt.started.assignment else counts.get("unmarked", 0)  # or else, the teacher marks them
        self.mark_button.setVisible(left > 0)
        self.mark_button.setText(self.tr("Mark them now", "", left))
        told = {verdict: f"{translate(VERDICT_TEXTS[verdict])}: {count}" for verdict, count in counts.items()}
        for verdict, widgets in self._legend.items():
            for widget in widgets:
                widget.setVisible(verdict in counts)
            widgets[-1].setText(str(counts.get(verdict, 0)))
            widgets[-1].setAccessibleName(told.get(verdict, ""))
        self._bar.show_counts(counts, ", ".join(told.values()))
        praise = praise_text(marked, translate)
        self._praise.show_text(praise)
        sentences = (headline, ", ".join(filter(None, (percent, points, unmarked))), praise)
        self.words = " ".join(part if part.endswith(".") else f"{part}." for part in sentences if part)

    def _headline_of(self, marked: MarkedAttempt) -> str:
        """Tell how many questions were answered, whatever the score."""
        count = len(marked.questions)
        answered = count - len(marked.attempt.unanswered)
        if answered < count:
            return self.tr("{answered} of %n questions answered", "", count).format(answered=answered)
        return self.tr("All %n questions answered", "", count)
