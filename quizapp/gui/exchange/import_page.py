"""The page on which questions of another tool are looked through before anything of them is written."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from quizapp.gui.attempt.preview import Preview
from quizapp.gui.exchange.exchange_page import ExchangePage
from quizapp.gui.exchange.loss_model import LossRow
from quizapp.gui.exchange.problem_words import problem_words
from quizapp.gui.exchange.report_card import titles_of
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pill import Pill
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.interchange.losses import totals_to_import
from quizapp.services.made_questions import ShownQuestion
from quizapp.settings import Settings

if TYPE_CHECKING:  # for its types alone
    from quizapp.services.importing import Offer, WrittenImport

_MOST_TOLD = 5


class ImportPage(ExchangePage):
    """Shows an `Offer`, or what was written of it.

    Signals:
        import_requested: the offer is to be written.
        folder_requested: it should go into another folder.
        cancel_requested: it is not wanted, or has been looked through.
        in_folder_requested: the folder is to be shown in the system's program; gives a file in it.
    """

    import_requested = Signal()
    folder_requested = Signal()
    cancel_requested = Signal()
    in_folder_requested = Signal(object)

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs, own_folder: Path) -> None:
        super().__init__(theme, lambda: Preview(theme, settings, jobs))
        self._own_folder = own_folder
        self.offer: Offer | None = None
        self.written: WrittenImport | None = None
        self._title = Label(theme, FontRole.TITLE, wraps=True)
        self._where = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self._problems = Caution(theme, FontRole.PLAIN)
        self._there = Caution(theme, FontRole.PLAIN)
        self.keep_both, self.replace = Pill(theme), Pill(theme)
        self.keep_both.show_text(self.tr("Keep both"))
        self.replace.show_text(self.tr("Replace it, and keep a copy"))
        group = QButtonGroup(self)
        pills = self._pills = WrapBox()
        flow = FlowLayout(pills, spacing=8)
        for pill in (self.keep_both, self.replace):
            group.addButton(pill)
            flow.addWidget(pill)
        self.do = push_button("", self.import_requested, is_main=True)
        self.folder = push_button(self.tr("Another folder…"), self.folder_requested)
        self.in_folder = push_button(self.tr("Show in folder"), self._ask_for_folder)
        self.cancel = push_button(self.tr("Cancel"), self.cancel_requested)
        buttons = WrapBox()
        flow = FlowLayout(buttons, spacing=6)
        for button in (self.do, self.folder, self.in_folder, self.cancel):
            flow.addWidget(button)
        fill(self.column, self._title, self._where, self._problems, self._there, pills, buttons)

    def show_offer(self, offer: "Offer", written: "WrittenImport | None" = None) -> None:
        """Show what would be written, or what was `written`; a choice that was made stays for the same files."""
        is_new = self.offer is None or offer.files is not self.offer.files
        self.offer, self.written = offer, written
        losses = offer.losses
        if is_new:
            names = [file.name for file in offer.files]
            source = names[0] if len(names) == 1 else self.tr("%n files", "", len(names))
            name = self.tr("Questions that were read")
            reports = [(file.name, file.imported.losses) for file in offer.files]
            self.report.show_reports(reports, source, totals_to_import(losses, translate), name)
        questions = sum(len(bank.questions) for bank in offer.banks)
        self.do.setText(self.tr("Import %Ln questions", "", questions))
        self._show_where(offer, questions)
        self._show_there(offer, chooses=is_new)
        told = "\n".join(map(problem_words, offer.problems[:_MOST_TOLD]))
        self._problems.show_text(told, warns=True)
        self._problems.setVisible(bool(told))
        can = bool(questions) and written is None
        self.do.setVisible(can)
        self.folder.setVisible(can)
        self.in_folder.setVisible(written is not None)
        self.cancel.setText(self.tr("Cancel") if can else self.tr("Back to the library"))
        if is_new or written is not None:
            self.report.focus()

    @property
    def replaces(self) -> bool:
        """Tells whether banks that are there already are to be replaced."""
        return self.replace.isChecked() and not self._pills.isHidden()

    def questions_of(self, row: LossRow) -> list[ShownQuestion]:
        return self.offer.made.of(row.number) if self.offer is not None else []

    def _show_where(self, offer: "Offer", questions: int) -> None:
        titles = titles_of([bank.title for bank in offer.banks])
        if not questions:
            self._title.setText(self.tr("There is nothing to import"))
            why = self.tr("None of these questions can be imported. The list says why for each.")
            self._where.setText(why if offer.losses.read else self.tr("There are no questions in it."))
        elif self.written is not None:
            self._title.setText(self.tr("%n banks were imported: {titles}", "", len(offer.banks)).format(titles=titles))
            reports = ", ".join(path.name for path in self.written.reports)
            told = self.tr("This report is kept beside it: {report}, in the folder {folder}.")
            if offer.folder == self._own_folder:
                told = self.tr("This report is kept with your own banks, as {report}.")
            self._where.setText(told.format(report=reports, folder=offer.folder))
        else:
            self._title.setText(self.tr("%n new banks: {titles}", "", len(offer.banks)).format(titles=titles))
            told = self.tr("Nothing is written yet. It will be in the folder {folder}, with a copy of this report.")
            if offer.folder == self._own_folder:
                told = self.tr("Nothing is written yet. It will be with your own banks, with a copy of this report.")
            self._where.setText(told.format(folder=offer.folder))

    def _show_there(self, offer: "Offer", *, chooses: bool) -> None:
        """Tell of banks that are there already, and offer to replace them where that is possible."""
        is_there = bool(offer.there) and self.written is None
        told = self.tr("%n banks are there already: {titles}.", "", len(offer.there))
        told = told.format(titles=titles_of(offer.there))
        if not offer.replaceable:
            told = f"{told} {self.tr('Both are kept; the new one gets an id of its own.')}"
        self._there.show_text(told, warns=True)
        self._there.setVisible(is_there)
        self._pills.setVisible(is_there and offer.replaceable > 0)
        if chooses:
            self.keep_both.setChecked(True)

    def _ask_for_folder(self) -> None:
        if self.written is not None:
            self.in_folder_requested.emit(self.written.banks[0])
