"""The page on which a format for a copy of a bank is chosen, and what it cannot hold is told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from quizapp.domain.inline import plain_text
from quizapp.domain.text import shortened
from quizapp.gui.attempt.preview import Preview
from quizapp.gui.exchange.exchange_page import ExchangePage
from quizapp.gui.exchange.loss_model import LossRow
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.interchange.catalog import WRITTEN
from quizapp.interchange.losses import totals_to_write
from quizapp.services.bank_export import OWN
from quizapp.services.made_questions import ShownQuestion
from quizapp.settings import Settings

if TYPE_CHECKING:  # for its types alone
    from quizapp.services.bank_export import ReadyExport

PACK = "pack"
"""The name of a pack among the formats."""
_TOOLS = {"qti12": "Canvas, Blackboard", "qti22": "TAO, Inspera", "qti3": "TAO, Inspera"}
"""The best-known tools that read a format whose title names none."""


class ExportPage(ExchangePage):
    """Shows a bank in one format at a time.

    Signals:
        format_chosen: the bank is to be made ready in the format of this name.
        save_requested: it is to be written as it is shown.
        cancel_requested: it is not wanted.
    """

    format_chosen = Signal(str)
    save_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs) -> None:
        super().__init__(theme, lambda: Preview(theme, settings, jobs))
        self._places: dict[str, int] = {}
        self.ready: ReadyExport | None = None
        self._bank_title = ""
        self._title = Label(theme, FontRole.TITLE, wraps=True)
        self.format = ChoiceBox(theme, self.tr("Format"))
        choices = [(f"Quizapp (*.{OWN})", OWN), (self.tr("Quizapp pack (*.quizpack)"), PACK)]
        for each in WRITTEN:
            title = f"{_TOOLS[each.name]}: {each.title}" if each.name in _TOOLS else each.title
            choices.append((f"{title} (*{each.endings[0]})", each.name))
        self.format.show_choices(choices)
        self.format.currentIndexChanged.connect(lambda _: self._choose())
        self._about = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self._failed = Caution(theme, FontRole.PLAIN)
        self.save = push_button(self.tr("Save…"), self.save_requested, is_main=True)
        self.cancel = push_button(self.tr("Cancel"), self.cancel_requested)
        label = Label(theme, FontRole.LABEL, self.tr("Format"))
        buttons = WrapBox()
        flow = FlowLayout(buttons, spacing=6)
        for button in (self.save, self.cancel):
            flow.addWidget(button)
        fill(self.column, self._title, label, self.format, self._about, self._failed, buttons)

    @property
    def format_name(self) -> str:
        """The name of the format that is chosen."""
        return str(self.format.currentData())

    def begin(self, title: str, format_: str) -> None:
        """Begin with the bank of this title, in the format of this name."""
        self._bank_title = title
        self._title.setText(self.tr("A copy of “{title}”").format(title=title))
        self.format.show_choice(format_)
        self.format.setFocus(Qt.FocusReason.ShortcutFocusReason)
        for part in (self.report, self.item):  # what they show is about the bank before
            part.hide()
        self._choose()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is ready."""
        percent = translate.number(str(100 * done // max(1, total)))
        self._about.setText(self.tr("Getting ready: {percent} %").format(percent=percent))

    def show_ready(self, ready: "ReadyExport") -> None:
        """Show what the format can hold."""
        self.ready = ready
        self._about.setText(self._about_format())
        self._places = {question.id: place for place, question in enumerate(ready.bank.questions)}
        totals = totals_to_write(ready.losses, len(ready.bank.questions), translate)
        source = self.format.currentText()
        stems = {question.id: shortened(plain_text(question.stem), 80) for question in ready.bank.questions}
        items = tuple(item._replace(name=stems.get(item.name, item.name)) for item in ready.losses.items)
        reports = [(ready.bank.title, ready.losses._replace(items=items))]
        self.report.show()
        self.report.show_reports(reports, source, totals, self.tr("Questions of the bank"))
        self.save.setEnabled(not ready.is_empty)
        if ready.is_empty:
            self._tell(self.tr("This format can hold none of these questions. Choose another one."))
        else:
            self._failed.hide()

    def questions_of(self, row: LossRow) -> list[ShownQuestion]:
        if self.ready is None or row.number < 0:
            return []
        place = self._places.get(self.ready.losses.items[row.number].name)
        return [ShownQuestion.at(self.ready.bank, place)] if place is not None else []

    def show_failure(self, words: str) -> None:
        """Tell why the bank cannot be made ready."""
        self.ready = None
        self._about.setText(self._about_format())
        self.save.setEnabled(False)
        self._tell(words)

    def _tell(self, words: str) -> None:
        self._failed.show_text(words, warns=True)
        self._failed.show()
        announce(self, words)

    def _about_format(self) -> str:
        if self.format_name == OWN:
            return self.tr("The bank as one file, with its pictures beside it. Nothing is lost.")
        if self.format_name == PACK:
            return self.tr("One file with all that belongs to it, to pass on. Nothing is lost.")
        return self.tr("Nothing is written before you save it. A report is saved with it: what the format cannot hold.")

    def _choose(self) -> None:
        self._about.setText(self._about_format())
        self.ready = None
        self.save.setEnabled(False)
        self._failed.hide()
        self.format_chosen.emit(self.format_name)
