"""The question what a pack is called, and what goes into it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from quizapp.formats.pack_file import is_version
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.services.bank_entries import BankEntry
from quizapp.services.packs import PackAbout


class PackForm(QWidget):
    """Fields for what a pack says of itself, and whether it holds all banks of a unit."""

    def __init__(self, entry: BankEntry, unit: Sequence[BankEntry]) -> None:
        super().__init__()
        self._entry = entry
        self._unit = [each for each in unit if not each.problems]
        self.title = QLineEdit(entry.passage_title if len(self._unit) > 1 and entry.passage_title else entry.title)
        self.version = QLineEdit("1")
        self.author, self.license = QLineEdit(entry.author), QLineEdit(entry.license)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        fields = (
            (self.tr("Title"), self.title),
            (self.tr("Version"), self.version),
            (self.tr("Author"), self.author),
            (self.tr("License"), self.license),
        )
        for words, field in fields:
            field.setMaxLength(200)
            field.setAccessibleName(words)
            form.addRow(words, field)
        self.version.setPlaceholderText(self.tr("such as 2 or 1.3"))
        self.whole = QCheckBox(self.tr("All %n banks about this text", "", len(self._unit)))
        self.whole.setChecked(True)
        self.whole.setVisible(len(self._unit) > 1)
        form.addRow(self.whole)

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


def ask_about_pack(
    window: QWidget, entry: BankEntry, unit: Sequence[BankEntry], do: Callable[[Sequence[Path], PackAbout], object]
) -> AskDialog:
    """Ask about the pack of a bank, and call `do` with the banks and what the pack says of itself."""

    def words(text: str) -> str:
        return QCoreApplication.translate("PackForm", text)

    text = words(
        "A pack is one file with everything that belongs to a bank, translations too. Others open it as it is."
    )
    dialog = AskDialog(window, words("Save as a pack"), text)
    form = PackForm(entry, unit)
    dialog.column.insertWidget(2, form)
    save = dialog.add_button(words("Save…"), lambda: do(form.paths, form.about), is_main=True)
    cancel = dialog.add_button(words("Cancel"), None, is_main=False)
    cancel.clicked.disconnect()
    cancel.clicked.connect(dialog.reject)
    for field in (form.title, form.version):
        field.textChanged.connect(lambda: save.setEnabled(form.is_filled))
    form.title.setFocus()
    dialog.open()
    return dialog
