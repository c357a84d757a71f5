"""The papers of an assignment: sheets, answer key, feedback, and the list of a class. For any thread."""

import os
from collections.abc import Sequence
from functools import cache
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QPageSize

from quizapp.domain.assignment import Assignment
from quizapp.domain.bank import Bank
from quizapp.gui.kit.language import use_language
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.attempt_paper import AttemptPaper
from quizapp.gui.paper.key_paper import KeyPaper
from quizapp.gui.paper.list_paper import ListPaper
from quizapp.gui.paper.printing import Papers, pdf_of
from quizapp.gui.paper.sheet_paper import SheetPaper
from quizapp.reports.attempt_report import Report
from quizapp.reports.paper_sheet import Letter, answer_key, paper_sheet

Size = Literal["", "A4", "Letter"]
"""The size of the paper; empty for the usual one of the user's country."""

_SIZES = {"": None, "A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


def prepare(language: str) -> None:
    """Make, for a command, an application that needs no screen, and have papers speak `language`. A window has both."""
    if QGuiApplication.instance() is None:
        _application()
        use_language(language)


@cache
def _application() -> QCoreApplication:
    """Make the application of a command; it lives as long as the process."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # of this process alone
    return QGuiApplication(["quizapp"])


def sheets(assignment: Assignment, versions: Sequence[Letter]) -> Papers:
    """Make the sheets of these versions, one after the other. Of one version alone, the letter is not shown."""
    found = [paper_sheet(assignment, letter, list(versions) == ["A"], translate) for letter in versions]
    return lambda device: [SheetPaper(sheet, device) for sheet in found]


def key(assignment: Assignment, versions: Sequence[Letter], banks: Sequence[Bank] = ()) -> Papers:
    """Make the answer key of these versions; `banks` are those of the parts as mended."""
    found = answer_key(assignment, versions, banks, translate)
    return lambda device: [KeyPaper(found, device)]


def feedback(reports: Sequence[Report]) -> Papers:
    """Make reports, each beginning a page."""
    return lambda device: [AttemptPaper(report, device) for report in reports]


def names(class_name: str, members: Sequence[str]) -> Papers:
    """Make the list of a class."""
    return lambda device: [ListPaper(class_name, members, device)]


def sized_pdf(title: str, papers: Papers, size: Size = "") -> bytes:
    """Give a PDF file with `papers` on paper of a size."""
    return pdf_of(title, papers, _SIZES[size])
