"""The loss report: how many questions come over, and what becomes of each."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from quizapp.gui.exchange.loss_model import Fate, LossRow, rows_of
from quizapp.gui.exchange.loss_tree import LossTree
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_area import scrolling
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.interchange.losses import LossReport

_LEAST = 110
"""Pixels at the plain text size: the least height of the list."""

Filter = Fate | None
"""The fate of the rows that are listed; None for all of them."""


class ReportCard(QFrame):
    """Shows loss reports.

    Signals:
        chosen: this `LossRow` is the current one; None where there is none.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._rows: list[LossRow] = []
        self.source = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self.totals = Label(theme, FontRole.TITLE, wraps=True)
        self.tree = LossTree(theme)
        self.tree.chosen.connect(self.chosen)
        tabs = self._tabs = WrapBox()
        flow = FlowLayout(tabs, spacing=6)
        self.filters: dict[Filter, TabButton] = {}
        group = self._group = QButtonGroup(self)
        for name in (None, "kept", "changed", "left_out", "whole"):
            self.filters[name] = tab = TabButton()
            group.addButton(tab)
            flow.addWidget(tab)
        group.buttonToggled.connect(lambda _, is_on: self._list() if is_on else None)
        inner = WrapBox()
        parts = (self.source, self.totals, tabs, (self.tree, 1))
        fill(QVBoxLayout(inner), *parts, margins=(0, 0, 0, 0), spacing=8)
        fill(QVBoxLayout(self), scrolling(inner), margins=(14, 12, 12, 12))
        theme.restyle_with(lambda: self.tree.setMinimumHeight(theme.pixels(_LEAST)))

    def show_reports(self, reports: Sequence[tuple[str, LossReport]], source: str, totals: str, name: str) -> None:
        """Show the reports of files, each with the name of its file, as one.

        Args:
            source: what it is about.
            totals: its sums, in words.
            name: the name of the list, for screen readers.
        """
        self.source.show_text(source)
        self.totals.setText(totals)
        self.tree.setAccessibleName(name)
        self._rows = rows_of(reports)
        counts = Counter(row.fate for row in self._rows)
        words: dict[Filter, tuple[str, int]] = {
            None: (self.tr("All ({count})"), sum(report.read for _, report in reports)),
            "kept": (self.tr("As they were ({count})"), counts["kept"]),
            "changed": (self.tr("Changed ({count})"), counts["changed"]),
            "left_out": (self.tr("Left out ({count})"), counts["left_out"]),
            "whole": (self.tr("In general ({count})"), counts["whole"]),
        }
        for fate, (text, count) in words.items():
            tab = self.filters[fate]
            tab.setText(text.format(count=self.locale().toString(count)))
            tab.setVisible(fate is None or count > 0)
        self._group.blockSignals(True)
        self.filters[None].setChecked(True)
        self._group.blockSignals(False)
        self._list()
        announce(self, totals)

    def focus(self) -> None:
        """Go to the list."""
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _list(self) -> None:
        wanted = next((fate for fate, tab in self.filters.items() if tab.isChecked()), None)
        self.tree.show_rows([row for row in self._rows if wanted in (None, row.fate)])


def titles_of(titles: Sequence[str], most: int = 3) -> str:
    """The first titles, and … for more."""
    shown = ", ".join(f"“{title}”" for title in titles[:most])
    return f"{shown}, …" if len(titles) > most else shown
