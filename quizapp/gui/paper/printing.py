"""Reports as PDF files and on printers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget

from quizapp.errors import QuizAppError
from quizapp.file_names import safe_name
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.attempt_paper import AttemptPaper
from quizapp.gui.paper.history_paper import HistoryPaper
from quizapp.gui.paper.paper import Paper
from quizapp.reports.attempt_report import Report
from quizapp.reports.history_report import HistoryReport
from quizapp.whole_file import write_whole

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Papers = Callable[[QPagedPaintDevice], Sequence[Paper]]
"""Makes the papers of one file or print, for its device."""

_RESOLUTION = 600

_MARGINS = QMarginsF(18, 15, 18, 14)  # millimeters
_LETTER = {
    *(QLocale.Country.Canada, QLocale.Country.Chile, QLocale.Country.Colombia, QLocale.Country.CostaRica),
    *(QLocale.Country.Mexico, QLocale.Country.Philippines, QLocale.Country.PuertoRico),
    *(QLocale.Country.UnitedStates, QLocale.Country.Venezuela),
}
"""Countries that use Letter paper; others use A4."""


def save_pdf(report: Report | HistoryReport, path: Path, ready: Callable[[], object] = lambda: None) -> None:
    """Write the report to a PDF file, whole or not at all. For any thread.

    `ready` is called just before the file is written; if it raises, no file is written.

    Raises:
        QuizAppError: the file can't be written.
    """
    data = pdf_of(report.title, lambda device: [_paper_of(report, device)])
    ready()
    write_whole(path, data)


def pdf_of(title: str, papers: Papers, size: QPageSize.PageSizeId | None = None) -> bytes:
    """Give a PDF file with these papers, one after the other; of the usual size if none is given. For any thread."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Quizapp")
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(paper_size(QLocale()) if size is None else size))
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    print_papers(papers, writer)
    buffer.close()
    return bytes(data.data())


def choose_printer(title: str, parent: QWidget, chosen: "Callable[[QPrinter], object]") -> None:
    """Let the user choose a printer for a document of this title; call `chosen` if they do."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # needed only to print

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(safe_name(title))  # Qt makes the name of a file of it, where there is no printer
    printer.setPageSize(QPageSize(paper_size(QLocale())))
    printer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda result: chosen(printer) if result == QDialog.DialogCode.Accepted else None)
    QDialog.open(dialog)  # the print dialog's own `open` needs a slot of C++


def paper_size(locale: QLocale) -> QPageSize.PageSizeId:
    """Give the usual paper of a locale's country."""
    return QPageSize.PageSizeId.Letter if locale.territory() in _LETTER else QPageSize.PageSizeId.A4


def print_report(report: Report | HistoryReport, device: QPagedPaintDevice) -> None:
    """Paint the report on the pages of a printer or a PDF file. For any thread.

    Raises:
        QuizAppError: the device doesn't accept it.
    """
    print_papers(lambda on: [_paper_of(report, on)], device)


def print_papers(papers: Papers, device: QPagedPaintDevice) -> None:
    """Paint papers on the pages of a printer or a PDF file. For any thread.

    Each paper begins on a front side, so that nobody has the start of another one on their back.

    Raises:
        QuizAppError: the device doesn't accept it.
    """
    made = papers(device)
    painter = QPainter()
    if not painter.begin(device):
        raise QuizAppError(
            translate("The report cannot be printed."), translate("Check the printer, or save it as a PDF instead.")
        )
    try:
        before, is_first = 0, True
        for paper in made:
            if before % 2:
                before += 1
                if not is_first and device.pageRanges().isEmpty():
                    device.newPage()
            is_first = paper.paint(painter, before, is_first)
            before += paper.pages
    finally:
        painter.end()


def _paper_of(report: Report | HistoryReport, device: QPagedPaintDevice) -> Paper:
    return AttemptPaper(report, device) if isinstance(report, Report) else HistoryPaper(report, device)
