"""Strong and weak skills."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from quizapp.gui.kit.building import discard, fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import skill_name
from quizapp.reports.progress_text import finding_rule, finding_text, standing_name
from quizapp.reports.words import percent_text
from quizapp.statistics.progress import Finding, Standing

_STANDING: dict[Standing, tuple[str, str]] = {
    "strong": ("right", "right"),
    "between": ("partial", "accent"),
    "weak": ("warning", "warn"),
    "too_little": ("unmarked", "muted"),
}
"""The icon of each standing and its color."""


class FindingsCard(QFrame):
    """Shows a sign, a word, a meter and a sentence for each skill."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._rows: list[QWidget] = []
        title = Label(theme, FontRole.TITLE, self.tr("Strong skills, and skills to practice"))
        rule = Label(theme, FontRole.SMALL, finding_rule(translate), color="muted", wraps=True)
        self._column = fill(QVBoxLayout(self), title, rule, 1, margins=(18, 14, 18, 16), spacing=12)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        discard(self._rows)
        self._rows += [_FindingRow(self._theme, finding) for finding in findings]
        for place, row in enumerate(self._rows, 1):
            self._column.insertWidget(place, row)


class _FindingRow(QWidget):
    def __init__(self, theme: Theme, finding: Finding) -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._color = _STANDING[finding.standing]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._sign = QLabel()
        name, standing = skill_name(finding.skill, translate), standing_name(finding.standing, translate)
        words = Label(theme, FontRole.PLAIN, finding_text(finding, translate), color="muted", wraps=True)
        words.setAccessibleName(f"{name}, {standing}: {words.text()}")
        meter = Meter(theme)
        meter.show_share(float(finding.total.share), f"{name}: {percent_text(finding.total, translate)}")
        meter.setVisible(finding.standing != "too_little")
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(Label(theme, FontRole.STRONG, name), 0, 1)
        grid.addWidget(Label(theme, FontRole.LABEL, standing, color=self._color), 0, 2)
        grid.addWidget(meter, 1, 1, 1, 2)
        grid.addWidget(words, 2, 1, 1, 2)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        size = self._theme.pixels(18)
        self._sign.setPixmap(self._theme.pixmap(self._icon, self._color, size, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(size, size))
