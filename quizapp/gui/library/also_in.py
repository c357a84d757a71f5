"""The other languages of a bank, to choose one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.gui.kit.building import push_button
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.language import reader_language
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.bank_entries import InLanguage

_OWN_NAMES = {"en": "English", "es": "Español", "pt": "Português"}
"""Names that Qt gives with a region, or without a capital letter."""


class AlsoIn(WrapBox):
    """A button for each other language of a bank, called by the language's own name.

    Signals:
        chosen: gives the path of the file with the bank in that language.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=6)
        self._flow.centers = True
        self._flow.addWidget(Label(theme, FontRole.SMALL, self.tr("Also in:"), color="muted", parent=self))
        self.buttons: list[QPushButton] = []
        self._paths: list[Path] = []
        self._add_button()  # the first one has its place in the order of Tab from the beginning
        self.hide()

    def _add_button(self) -> None:
        place = len(self.buttons)
        self.buttons.append(push_button("", lambda: self.chosen.emit(self._paths[place])))
        self._flow.addWidget(self.buttons[-1])
        if place:
            QWidget.setTabOrder(self.buttons[-2], self.buttons[-1])

    def show_languages(self, languages: Sequence[InLanguage]) -> None:
        """Show a button for each of `languages`; hidden without any."""
        self._paths = [each.path for each in languages]
        names = [language_name(each.language) for each in languages]
        while len(self.buttons) < len(languages):
            self._add_button()
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(languages))
            if place < len(languages):
                tag = languages[place].language
                button.setText(names[place] if names.count(names[place]) == 1 else f"{names[place]} ({tag})")
                button.setToolTip(self.tr("Show this bank in {language}").format(language=button.text()))
                button.setAccessibleDescription(button.toolTip())
        self.setVisible(bool(languages))


def language_name(tag: str) -> str:
    """The name of a language in itself, with a capital letter; the tag where Qt has no name for it."""
    base = tag.partition("-")[0].lower()
    locale = QLocale(base)
    name = _OWN_NAMES.get(base) or ("" if locale.language() == QLocale.Language.C else locale.nativeLanguageName())
    return name[:1].upper() + name[1:] or tag


def other_language(tag: str) -> str:
    """The name of a language that is not the program's; empty for the program's, or for none."""
    is_own = tag.partition("-")[0].lower() == reader_language().partition("_")[0]
    return "" if is_own or not tag else language_name(tag)
