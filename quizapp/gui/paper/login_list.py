"""The names of a class on paper, to sign in by."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.printing import choose_printer, print_report
from quizapp.reports.document import Cell, Table
from quizapp.reports.history_report import HistoryReport

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def login_list(title: str, names: Sequence[str], when: datetime) -> HistoryReport:
    """The list of a class: each name as it has to be typed or picked, and room beside it for the computer."""
    head = (translate("No."), translate("Name"), translate("Computer"), translate("Handed in"))
    rows = tuple((Cell(str(number)), Cell(name), Cell(""), Cell("")) for number, name in enumerate(names, 1))
    lead = translate("Open Quizapp, open the assignment, and pick your name as it is written here.")
    return HistoryReport(title, "", when, lead, (), (Table("", head, rows, widths=(8, 52, 20, 20)),))


def print_names(title: str, names: Sequence[str], parent: QWidget, told: Callable[[str], object]) -> None:
    """Let the user choose a printer, and print the list of a class; `told` takes what goes wrong."""
    report = login_list(title, names, datetime.now())
    choose_printer(title, parent, partial(_print, report, told))


def _print(report: HistoryReport, told: Callable[[str], object], printer: "QPrinter") -> None:
    try:
        print_report(report, printer)
    except QuizAppError as error:
        told(str(error))
