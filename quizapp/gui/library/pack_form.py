"""The question what a pack is called, and what goes into it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from quizapp.formats.pack_file import is_version
from quizapp.gui.kit.dialogs import AskDialog, ask
from quizapp.services.bank_entries import BankEntry
from quizapp.services.packs import PackAbout


class PackForm(QWidget):
    """Fields for what a pack says of itself, and whether it holds all banks of a unit."""

    def __init__(self, entry: BankEntry, unit: Sequence[BankEntry]) -> None:
        super().__init__()
        self._entry = entry
        self._unit = unit
        self.title = QLineEdit(entry.passage_title if len(self._unit) > 1 and entry.passage_title else entry.title)
        self.version = QLineEdit("1")
        self.author, self.license = QLineEdit(entry.author), QLineEdit(entry.license)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        fields = (
            (self.tr("Title"), self.title, 0, 0, 3),
            (self.tr("Version"), self.version, 1, 0, 1),
            (self.tr("License"), self.license, 1, 2, 1),
            (self.tr("Author"), self.author, 2, 0, 3),
        )
        for words, field, row, column, wide in fields:
            field.setMaxLength(200)
            field.setAccessibleName(words)
            grid.addWidget(QLabel(words), row, column)
            grid.addWidget(field, row, column + 1, 1, wide)
        self.version.setPlaceholderText(self.tr("such as 2 or 1.3"))
        self.whole = QCheckBox(self.tr("All %n banks about this text", "", len(self._unit)))
        self.whole.setChecked(True)
        self.whole.setVisible(len(self._unit) > 1)
        grid.addWidget(self.whole, 3, 0, 1, 4)

    @property
    def is_filled(self) -> bool:
        """Tells whether there is a title and a version."""
        return bool(self.title.text().strip()) and is_version(self.version.text().strip())

    @property
    def paths(self) -> list[Path]:
        """The files of the banks that are to be packed."""
        whole = len(self._unit) > 1 and self.whole.isChecked()
        return [each.path for each in self._unit] if whole else [self._entry.path]

    @property
    def about(self) -> PackAbout:
        """The values of the fields."""
        texts = (field.text().strip() for field in (self.title, self.version, self.author, self.license))
        return PackAbout("", *texts)

    def ask(self, window: QWidget, do: Callable[[Sequence[Path], PackAbout], object]) -> AskDialog:
        """Ask for the fields in a dialog, and call `do` with the banks and what the pack says of itself."""
        told = self.tr("One file with all that belongs to a bank.")
        choices = [(self.tr("Save…"), lambda: do(self.paths, self.about)), (self.tr("Cancel"), None)]
        dialog = ask(window, self.tr("Save as a pack"), told, choices, further=self)
        for field in (self.title, self.version):
            field.textChanged.connect(lambda: dialog.buttons[0].setEnabled(self.is_filled))
        self.title.setFocus()
        return dialog
