"""The page on which a new bank begins: its title, its language, its passage, and the type of its first question."""

from pathlib import Path

from PySide6.QtCore import QLocale, QMimeData, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dialogs import open_file, open_folder
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.language import NAMES, current_language
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.reports.names import type_name
from quizapp.services.passage_import import ENDINGS, ImportedPassage, paste_passage, read_passage_file
from quizapp.settings import Settings

_LANGUAGES = (
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "it", "ja", "ko", "nb", "nl", "pl",
    "pt", "pt-BR", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Tags of the languages that are offered; any other one can be written into the bank."""
_BY_KEY = Qt.FocusReason.ShortcutFocusReason


class _PassageField(QPlainTextEdit):
    """Takes a text that is typed or pasted, and files that are dropped.

    Signals:
        file_dropped: this file of a text is to be read.
        text_pasted: this text came into the empty field, and is to be read as one of a file is.
    """

    file_dropped = Signal(object)
    text_pasted = Signal(str)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Have a file or a whole text read; into a text that is there, paste the words alone."""
        if files := _files(source):
            self.file_dropped.emit(files[0])
        elif self.document().isEmpty():
            self.text_pasted.emit(source.text())
        else:
            self.insertPlainText(source.text())


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class NewBankPage(CenteredCard):
    """Asks for what a new bank begins with.

    Signals:
        begun: a bank is to begin in a folder: the folder, title, language, Markdown and the type of a question.
        library_requested: no bank is wanted after all.
    """

    begun = Signal(object, str, str, str, str)
    library_requested = Signal()

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs, folder: Path) -> None:
        super().__init__(theme)
        self._settings = settings
        self._reading = Latest(jobs, self)
        self._begins_once_read = False
        self._folder = folder
        head = Label(theme, FontRole.HEADLINE, self.tr("New bank"), wraps=True)
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.language = ChoiceBox(theme, self.tr("Language of the bank"))
        self.language.show_choices(sorted((_name(tag), tag) for tag in _LANGUAGES))
        self.type = ChoiceBox(theme, self.tr("First question"))
        self.type.show_choices((type_name(kind.type_name, translate), kind.type_name) for kind in QUESTION_TYPES)
        self.passage = _PassageField()
        self.passage.setTabChangesFocus(True)
        self.passage.setPlaceholderText(
            self.tr("Paste or type the text here, or drop a file. Leave it empty for none.")
        )
        self.passage.file_dropped.connect(self.read)
        self.passage.text_pasted.connect(self.read_pasted)
        self.told = Caution(theme)
        self.file = push_button(self.tr("Choose a file…"), self._choose_file)
        self.folder_button = push_button(self.tr("Another folder…"), self._choose_folder)
        self.begin = push_button(self.tr("Begin"), self._begin, is_main=True)
        self.cancel = push_button(self.tr("Cancel"), self._cancel)
        self._where = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        column = self.column
        column.addWidget(head)
        self._add_field(self.tr("Title"), self.title)
        self._add_field(self.tr("Passage (the text that learners read)"), self.passage)
        fill(column, fill(QHBoxLayout(), self.file, 1), self.told)
        choices = [self._labeled(self.tr("Language of the bank"), self.language)]
        choices.append(self._labeled(self.tr("First question"), self.type))
        fill(column, RowOrColumn(*((each, 1) for each in choices), spacing=12))
        fill(column, self._where, fill(QHBoxLayout(), self.folder_button, 1))
        fill(column, fill(QHBoxLayout(), self.begin, self.cancel, 1))
        self.title.textChanged.connect(self._follow)
        theme.restyle_with(lambda: self.passage.setMinimumHeight(theme.pixels(130)))
        self._clear()

    def open(self) -> None:
        """Ask, or go on where the author left this page for another one."""
        self.title.setFocus(_BY_KEY)

    def _clear(self) -> None:
        self._reading.drop()
        self._begins_once_read = False
        self.title.clear()
        self.passage.clear()
        self.told.hide()
        self.language.setCurrentIndex(max(0, self.language.findData(current_language().replace("_", "-"))))
        self.type.setCurrentIndex(0)
        self._follow()

    def _cancel(self) -> None:
        self._clear()
        self.library_requested.emit()

    def read(self, path: Path) -> None:
        """Take the passage from a file."""
        self._reading.run(lambda: read_passage_file(path), done=self._show_passage, failed=self._tell)

    def read_pasted(self, text: str) -> None:
        """Take the passage from a text, whose paragraphs may have no empty lines between them."""
        self._reading.run(lambda: paste_passage(text), done=self._show_passage, failed=self._tell)

    def _show_passage(self, passage: ImportedPassage) -> None:
        self.passage.setPlainText(passage.markdown)
        if not self.title.text().strip():
            self.title.setText(passage.title)
        left_out = " ".join(map(translate.say, passage.left_out))
        self._say(left_out or self.tr("The text is here. Read it once more before you go on."), warns=bool(left_out))
        begins, self._begins_once_read = self._begins_once_read, False
        if begins and not left_out and self.begin.isVisible() and self.begin.isEnabled():
            self._begin()

    def _tell(self, error: QuizAppError) -> None:
        self._begins_once_read = False
        self._say(error_text(error), warns=True)

    def _say(self, words: str, *, warns: bool) -> None:
        self.told.show_text(words, warns=warns)
        self.told.show()
        announce(self.told, words)

    def _begin(self) -> None:
        self._begins_once_read = self._reading.is_under_way
        if self._begins_once_read:
            return
        title, language, kind = self.title.text(), self.language.currentData(), self.type.currentData()
        markdown = self.passage.toPlainText()
        self._clear()
        self.begun.emit(self._folder, title, language, markdown, kind)

    def _follow(self) -> None:
        has_title = bool(self.title.text().strip())
        self.begin.setEnabled(has_title)
        where = self.tr("It will be in the folder {folder}.").format(folder=self._folder)
        self._where.setText(where if has_title else f"{self.tr('Give the bank a title first.')} {where}")

    def _choose_file(self) -> None:
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        filters = [self.tr("Texts ({endings})").format(endings=endings), self.tr("All files (*)")]
        open_file(self.window(), self._settings, self.tr("Choose a text"), filters, self.read)

    def _choose_folder(self) -> None:
        open_folder(self.window(), self._settings, self.tr("Folder for the bank"), self._use_folder)

    def _use_folder(self, folder: Path) -> None:
        self._folder = folder
        self._follow()

    def _add_field(self, words: str, field: QWidget) -> None:
        field.setAccessibleName(words)
        fill(self.column, self._labeled(words, field))

    def _labeled(self, words: str, field: QWidget) -> QWidget:
        around = QWidget()
        label = Label(self._theme, FontRole.LABEL, words, wraps=True)
        fill(QVBoxLayout(around), label, field, margins=(0, 0, 0, 0), spacing=3)
        return around


def _name(tag: str) -> str:
    """The name of a language as those who speak it write it, with a capital letter."""
    name = NAMES.get(tag.replace("-", "_")) or QLocale(tag).nativeLanguageName()
    return name[:1].upper() + name[1:]
