"""PDF files of an assignment: sheets, answer key, feedback, and the list of a class. For any thread."""

import os
from collections.abc import Sequence
from typing import Literal

from PySide6.QtGui import QGuiApplication, QPageSize

from quizapp.domain.assignment import Assignment
from quizapp.domain.bank import Bank
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.attempt_paper import AttemptPaper
from quizapp.gui.paper.key_paper import KeyPaper
from quizapp.gui.paper.list_paper import ListPaper
from quizapp.gui.paper.printing import pdf_of
from quizapp.gui.paper.sheet_paper import SheetPaper
from quizapp.reports.attempt_report import Report
from quizapp.reports.paper_sheet import Letter, answer_key, paper_sheet

Size = Literal["", "A4", "Letter"]
"""The size of the paper; empty for the usual one of the user's country."""

_SIZES = {"": None, "A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


def without_screen() -> QGuiApplication:
    """Make an application that needs no screen, for a command; it has to be kept while something is painted."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # of this process alone
    app = QGuiApplication.instance() or QGuiApplication(["quizapp"])
    assert isinstance(app, QGuiApplication)
    return app


def sheets_pdf(assignment: Assignment, versions: Sequence[Letter], size: Size = "") -> bytes:
    """Give the sheets of these versions, one after the other. Of one version alone, the letter is not shown."""
    sheets = [paper_sheet(assignment, letter, versions == ["A"], translate) for letter in versions]
    return pdf_of(assignment.title, lambda device: [SheetPaper(sheet, device) for sheet in sheets], _SIZES[size])


def key_pdf(assignment: Assignment, versions: Sequence[Letter], banks: Sequence[Bank] = (), size: Size = "") -> bytes:
    """Give the answer key of these versions; `banks` are those of the parts as mended."""
    key = answer_key(assignment, versions, banks, translate)
    return pdf_of(assignment.title, lambda device: [KeyPaper(key, device)], _SIZES[size])


def feedback_pdf(title: str, reports: Sequence[Report], size: Size = "") -> bytes:
    """Give reports, each beginning a page."""
    return pdf_of(title, lambda device: [AttemptPaper(report, device) for report in reports], _SIZES[size])


def list_pdf(class_name: str, names: Sequence[str], size: Size = "") -> bytes:
    """Give the list of a class."""
    return pdf_of(class_name, lambda device: [ListPaper(class_name, names, device)], _SIZES[size])
