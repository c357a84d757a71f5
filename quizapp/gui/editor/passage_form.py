"""The passage of a bank, to be written: Markdown, with a tab for each level."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path as FilePath
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp.domain.level import STANDARD
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.check_notes import Note
from quizapp.gui.editor.text_change import text_in, words_in, write_into
from quizapp.gui.kit.building import discard, fill, push_button
from quizapp.gui.kit.dialogs import ask_name
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_area import scrolling
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.problems import Path

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


_IMAGES = (".png", ".jpg", ".jpeg", ".webp")


class _TextField(QPlainTextEdit):
    """Takes a text that is typed or pasted, and images that are dropped.

    Signals:
        image_dropped: this image is wanted where the cursor is.
    """

    image_dropped = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return _image_in(source) is not None or bool(words_in(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Ask for an image, or paste the plain text alone."""
        if (image := _image_in(source)) is not None:
            self.image_dropped.emit(image)
        else:
            self.insertPlainText(words_in(source))


def _image_in(data: QMimeData) -> FilePath | None:
    """The first image file of those that are dropped or pasted; None where there is none."""
    files = (FilePath(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((file for file in files if file.suffix.lower() in _IMAGES), None)


class _Level(NamedTuple):
    """A level as the file has it: the paths of its text and of its name, which the passage itself has none of."""

    path: Path
    name: str
    text: str
    file: str

    @property
    def is_standard(self) -> bool:
        return self.path == ("passage",)


class PassageForm(QWidget):
    """Shows the text of the passage at one level.

    Signals:
        edited: the value at a path becomes another one; see `BankDraft.set_value`. The third one is the step to undo.
        file_edited: the file of this name beside the bank has this text.
        inserted: a value comes into the list at a path, at an index.
        removed: what is at a path goes.
        image_requested: this file is to be copied beside the bank; its name there is for the function.
    """

    edited = Signal(object, object, str)
    file_edited = Signal(str, str)
    inserted = Signal(object, int, object)
    removed = Signal(object)
    image_requested = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._levels: list[_Level] = []
        self._data: Mapping[str, Raw] = {}
        self._texts: Mapping[str, str] = {}
        self._shown: Path = ("passage",)
        self._notes: Sequence[Note] = ()
        self._findings: list[QWidget] = []
        self.tabs: list[TabButton] = []
        self._group = QButtonGroup(self)
        self._bar = WrapBox()
        self._flow = FlowLayout(self._bar, spacing=2)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of this level"))
        self.name.setPlaceholderText(self.tr("Name of this level, such as “Easier”"))
        self.name.textChanged.connect(self._put_name)
        self.hint = Label(
            theme, FontRole.SMALL,
            self.tr("Leave an empty line between paragraphs. “# ” begins a title, “## ” a heading, “- ” a list."),
            color="muted", wraps=True,
        )  # fmt: skip
        self.text = _TextField()
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._put_text)
        self.text.image_dropped.connect(self._ask_what_it_shows)
        self.in_file = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.add = push_button(self.tr("Add a level"), self._add_level)
        self.remove = push_button(self.tr("Remove this level"), lambda: self.removed.emit(self._shown))
        buttons = WrapBox()
        flow = FlowLayout(buttons, spacing=6)
        for button in (self.add, self.remove):
            flow.addWidget(button)
        self._below = fill(QVBoxLayout(), margins=(0, 0, 0, 0), spacing=2)
        head = fill(QHBoxLayout(), (self.name, 1))
        parts = (self._bar, head, self.hint, self.in_file, (self.text, 1), self._below, buttons)
        inner = WrapBox()
        fill(QVBoxLayout(inner), *parts, margins=(4, 4, 4, 4), spacing=6)
        fill(QVBoxLayout(self), scrolling(inner), margins=(0, 0, 0, 0))
        theme.restyle_with(lambda: self.text.setMinimumHeight(theme.pixels(90)))

    def show_data(self, data: Mapping[str, Raw], texts: Mapping[str, str]) -> None:
        """Show the passage of a bank's document; `texts` are those of the files that it names."""
        self._data, self._texts = data, texts
        levels = [self._level(("passage",), data.get("passage"), texts)]
        raw_levels = data.get("levels")
        for index, raw in enumerate(raw_levels if isinstance(raw_levels, list) else ()):
            if isinstance(raw, dict) and raw.get("id") != STANDARD:
                levels.append(self._level(("levels", index), raw, texts))
        names = [(each.path, each.name) for each in self._levels]
        self._levels = levels
        if self._shown not in [each.path for each in levels]:
            self._shown = levels[-1].path
        if names != [(each.path, each.name) for each in levels]:
            self._make_tabs()
        self._show_level()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show those of `notes` that are about the level that is shown."""
        self._notes = notes
        discard(self._findings)
        here = [note for note in notes if note.path[: len(self._shown)] == self._shown]
        for note in here:
            color = "wrong" if note.is_error else "warn"
            label = Label(self._theme, FontRole.SMALL, f"{note.what} {note.remedy}", color=color, wraps=True)
            self._below.addWidget(label)
            self._findings.append(label)
        for field, is_name in ((self.name, True), (self.text, False)):
            told = [note.what for note in here if (note.path[-1] == "name") is is_name]
            field.setAccessibleDescription(" ".join(told))

    def focus_field(self, path: Path = ()) -> None:
        """Give the focus to the text, or the name, of the level that `path` leads to."""
        level = next((each for each in self._levels if path[: len(each.path)] == each.path), None)
        if level is not None and level.path != self._shown:
            self._choose(level.path)
        (self.name if path[-1:] == ("name",) and not self.name.isHidden() else self.text).setFocus(_BY_KEY)

    @property
    def place(self) -> Path:
        """The path of the text that is shown."""
        return (*self._shown, "text")

    def _level(self, path: Path, raw: Raw | None, texts: Mapping[str, str]) -> _Level:
        source = raw if isinstance(raw, dict) else {}
        file = str(source.get("file") or "")
        return _Level(path, str(source.get("name") or ""), texts.get(file, "") if file else _text(source), file)

    def _make_tabs(self) -> None:
        for tab in self.tabs:
            self._group.removeButton(tab)
        discard(list[QWidget](self.tabs))
        self.tabs = []
        for level in self._levels:
            tab = TabButton(self._words_for(level).replace("&", "&&"))
            tab.setChecked(level.path == self._shown)
            tab.toggled.connect(lambda on, path=level.path: self._choose(path) if on else None)
            self._group.addButton(tab)
            self._flow.addWidget(tab)
            self.tabs.append(tab)
        self._bar.setVisible(len(self._levels) > 1)

    def _words_for(self, level: _Level) -> str:
        return self.tr("Standard") if level.is_standard else level.name or self.tr("(no name yet)")

    def _choose(self, path: Path) -> None:
        if path != self._shown:
            self._shown = path
            for tab, level in zip(self.tabs, self._levels, strict=True):
                tab.setChecked(level.path == path)
            self._show_level()
            self.show_notes(self._notes)

    def _show_level(self) -> None:
        level = self._current
        if self.name.text() != level.name:
            with QSignalBlocker(self.name):
                self.name.setText(level.name)
        write_into(self.text, level.text.removesuffix("\n"))
        self.name.setVisible(not level.is_standard)
        self.remove.setVisible(not level.is_standard)
        self.text.setReadOnly(bool(level.file) and level.file not in self._texts)
        told = self.tr("This text is in the file {file}, beside the bank.")
        self.in_file.show_text(told.format(file=level.file) if level.file else "")
        named = self.tr("Passage, {level}").format(level=self._words_for(level))
        self.text.setAccessibleName(self.tr("Passage") if level.is_standard else named)

    @property
    def _current(self) -> _Level:
        return next(each for each in self._levels if each.path == self._shown)

    def _put_text(self) -> None:
        if not self._levels:  # what was typed before the window was built again is put back first
            return
        text, level = text_in(self.text), self._current
        if text == level.text.removesuffix("\n"):
            return
        value = f"{text}\n" if text else ""
        at = next(at for at, each in enumerate(self._levels) if each.path == level.path)
        self._levels[at] = level._replace(text=value)
        if level.file:
            self.file_edited.emit(level.file, value)
        elif level.is_standard and not isinstance(self._data.get("passage"), dict):
            self.edited.emit(("passage",), {"text": value}, f"typing {level.path}")
        else:
            self.edited.emit((*level.path, "text"), value, f"typing {level.path}")

    def _ask_what_it_shows(self, image: FilePath) -> None:
        """Ask for the words for those who can’t see the image, and put it where the cursor is."""
        words = self.tr("Add it"), self.tr("Cancel")
        label = self.tr("Some learners have only these words.")
        put = partial(self._place_image, self._shown)
        place = lambda alt: self.image_requested.emit(image, partial(put, alt.strip()))  # noqa: E731
        ask_name(self.window(), self.tr("What does the image show?"), label, "", words, place)

    def _place_image(self, level: Path, alt: str, name: str) -> None:
        """Write an image as a paragraph of its own into the text that it was meant for."""
        if level not in [each.path for each in self._levels]:
            return
        self._choose(level)
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        shown = alt.replace("[", "(").replace("]", ")")
        file = f"<{name}>" if " " in name or "(" in name else name
        end = "\n" if cursor.block().next().text() else ""  # between two lines of a paragraph
        cursor.insertText(f"\n\n![{shown}]({file}){end}")
        if self.text.isVisible():  # the author may have gone on to a question
            self.text.setFocus(_BY_KEY)

    def _put_name(self, name: str) -> None:
        if self._levels and name != self._current.name:
            self.edited.emit((*self._shown, "name"), name, f"typing {self._shown} name")

    def _add_level(self) -> None:
        levels = self._data.get("levels")
        known = [str(each.get("id")) for each in levels if isinstance(each, dict)] if isinstance(levels, list) else []
        number = next(n for n in range(1, 1000) if f"level-{n}" not in known)
        new = {
            "id": f"level-{number}",
            "name": self.tr("Level {number}").format(number=number),
            "text": self._levels[0].text,
        }
        self._shown = ("levels", len(known))
        if isinstance(levels, list):
            self.inserted.emit(("levels",), len(levels), new)
        else:
            self.edited.emit(("levels",), [new], "")
        self.name.setFocus(_BY_KEY)


def _text(source: Mapping[str, Raw]) -> str:
    text = source.get("text")
    return text if isinstance(text, str) else ""
