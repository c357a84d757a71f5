"""Strong and weak skills."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizapp.gui.kit.building import discard, fill, new_grid
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import skill_name
from quizapp.reports.progress_text import finding_rule, finding_text, standing_name
from quizapp.reports.words import percent_text
from quizapp.statistics.progress import Finding, Progress, Standing

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
        title = Label(theme, FontRole.TITLE, self.tr("Strong skills, and skills to practice"), wraps=True)
        rule = Label(theme, FontRole.SMALL, finding_rule(translate), color="muted", wraps=True)
        self._column = fill(QVBoxLayout(self), title, rule, 1, margins=(18, 14, 18, 16), spacing=12)

    def show_progress(self, progress: Progress) -> None:
        discard(self._rows)
        self._rows += [_finding_row(self._theme, finding) for finding in progress.findings]
        for place, row in enumerate(self._rows, 1):
            self._column.insertWidget(place, row)


def _finding_row(theme: Theme, finding: Finding) -> QWidget:
    row = QWidget()
    grid = new_grid(row, stretch=1, spacing=(8, 4))
    icon, color = _STANDING[finding.standing]
    name, standing = skill_name(finding.skill, translate), standing_name(finding.standing, translate)
    words = Label(theme, FontRole.PLAIN, finding_text(finding, translate), color="muted", wraps=True)
    words.setAccessibleName(f"{name}, {standing}: {words.text()}")
    grid.addWidget(Icon(theme, icon, color, 18), 0, 0)
    grid.addWidget(Label(theme, FontRole.STRONG, name), 0, 1)
    grid.addWidget(Label(theme, FontRole.LABEL, standing, color=color), 0, 2)
    if finding.standing != "too_little":
        meter = Meter(theme)
        meter.show_share(float(finding.total.share), f"{name}: {percent_text(finding.total, translate)}")
        grid.addWidget(meter, 1, 1, 1, 2)
    grid.addWidget(words, 2, 1, 1, 2)
    return row
