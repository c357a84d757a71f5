"""The help: pages of text with links between them, and a search in all of them."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.passage import Passage, Span, read_passage
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.dialogs import Dialog
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.open_locally import open_locally
from quizapp.gui.kit.shortcut_keys import KEYS, add_key, add_size_keys, letters_of
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.layered_view import LayeredView
from quizapp.gui.shell.handbook import HANDBOOK, handbook_pages
from quizapp.gui.shell.help_links import LinkLayer
from quizapp.gui.shell.help_pages import ARROW, keys_text, page_text, page_title
from quizapp.gui.shell.help_passages import HelpPassages
from quizapp.gui.shell.help_search import HelpSearch
from quizapp.paths import questions_dir
from quizapp.services.versions import versions

PAGES = ("learners", "shortcuts", "teachers", "banks", "handbook", "about")
"""The pages that have a tab, in their order; all but the table of keys are files of `help_pages`."""
_REST = 60
"""Milliseconds between two pages of the handbook that are read for the search."""
_SIZE = (820, 620)
"""Pixels at the plain text size."""


class HelpDialog(Dialog):
    """Shows a page of `PAGES`, and finds words in all of them.

    `banks` is the folder of own banks; `letters` are those that the learner has chosen for actions (see
    `shortcut_keys.letters_of`), `room` tells of the settings for the room; empty where there are none.
    """

    def __init__(self, theme: Theme, window: QWidget, banks: Path, letters: Mapping[str, str], room: str = "") -> None:
        super().__init__(window)
        self._room_words = room
        self._letters = letters_of(letters)
        self._theme = theme
        self._room = window
        self.page = ""
        self.setObjectName("question")
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._passages = HelpPassages(page_names(), partial(self._passage, banks=banks))
        self._reading = QTimer(self)
        self._reading.setInterval(_REST)
        self._reading.timeout.connect(self._read_on)
        self.view = LayeredView(theme)
        self.links = LinkLayer(theme, self.view.text, self.view)
        self.links.page_requested.connect(self._follow)
        self.view.add_layer(self.links)
        self.search = HelpSearch(theme, self.view, self._passages)
        self.search.page_requested.connect(self.show_page)
        self.search.counted.connect(self._show_counts)
        self.tabs: dict[str, TabButton] = {}
        group = QButtonGroup(self)
        row = WrapBox()
        tabs = FlowLayout(row, spacing=6)
        for name in PAGES:
            tab = self.tabs[name] = TabButton(page_title(name))
            tab.toggled.connect(partial(self._show_tab, name))
            tab.clicked.connect(lambda _=False, name=name: self._open_tab(name))
            group.addButton(tab)
            tabs.addWidget(tab)
        card = QFrame()
        card.setObjectName("card")
        fill(QVBoxLayout(card), self.view, margins=(6, 10, 4, 8))
        self._failure = Label(theme, FontRole.PLAIN, color="warn", wraps=True)
        self._failure.hide()
        self.close_button = push_button(self.tr("Close"), self.accept)
        self._places = WrapBox()
        places = FlowLayout(self._places, spacing=8)
        for words, place in (
            (self.tr("Open the folder"), banks),
            (self.tr("Open the guide"), questions_dir() / "README.md"),
        ):
            places.addWidget(push_button(words, lambda _=False, place=place: self._open_locally(place)))
        search = fill(QHBoxLayout(), (self.search, 1), self.close_button)
        parts = (row, search, (card, 1), self._failure, self._places)
        fill(QVBoxLayout(self), *parts, margins=(18, 14, 18, 14), spacing=8)
        add_size_keys(self, theme)
        add_key(self, KEYS["find"][0], self.search.open)
        add_key(self, KEYS["find next"][0], lambda: self.search.step(1))
        add_key(self, KEYS["find previous"][0], lambda: self.search.step(-1))
        theme.restyle_with(self._fit)

    def show_page(self, name: str) -> None:
        """Show the page called `name`."""
        passage = self._passages[name]
        self.page = name
        self.tabs[_tab_of(name)].setChecked(True)
        self.view.show_passage(passage)
        self.view.setAccessibleName(passage.title)
        self.links.show(_links(passage))
        self._places.setVisible(name == "banks")
        self._failure.hide()
        self.search.follow_passage()
        if not self.isVisible():
            self.open()
            self._reading.start()
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_tab(self, name: str, is_chosen: bool) -> None:
        if is_chosen and name != _tab_of(self.page):
            self.show_page(name)

    def _open_tab(self, name: str) -> None:
        """Show the page of a tab, from a page of the handbook too, whose tab is chosen already."""
        if name != self.page:
            self.show_page(name)

    def _read_on(self) -> None:
        """Make one more page ready for the search, before anybody looks for something."""
        if not self._passages.make_next():
            self._reading.stop()

    def _follow(self, name: str) -> None:
        """Show the page that a link of the page opens, and say so."""
        self.show_page(name)
        announce(self.view, page_title(name))

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside the name of each page in how many places the searched words stand there."""
        for name, tab in self.tabs.items():
            count = sum(number for page, number in counts.items() if _tab_of(page) == name)
            tab.setText(f"{page_title(name)} ({count})" if count else page_title(name))

    def _passage(self, name: str, banks: Path) -> Passage:
        if name == "shortcuts":
            return read_passage(self._shortcuts(), page_title(name))
        facts = {name: str(value) for name, value in versions()._asdict().items()}
        room = self._room_words or self.tr("none")
        return _without_numbers(
            read_passage(page_text(name, self._letters, folder=str(banks), data=str(banks.parent), room=room, **facts))
        )

    def _shortcuts(self) -> str:
        lines = []
        titles = (
            self.tr("On every page"), self.tr("In the library"), self.tr("During practice and tests"),
            self.tr("Writing banks"),
        )  # fmt: skip
        for title, words in zip(titles, self.shortcut_words(), strict=True):
            lines += ["", f"## {title}", ""]
            lines += [f"- **{keys_text(name, self._letters)}** — {what}" for name, what in words.items()]
        return "\n".join(lines)

    def shortcut_words(self) -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
        """The meaning of each of `KEYS`: on every page, in the library, during an attempt, and in the editor."""
        return (
            {
                "help": self.tr("Show this help"),
                "back": self.tr("Go back, or close a message"),
                "larger": self.tr("Make all text larger"),
                "smaller": self.tr("Make all text smaller"),
                "usual size": self.tr("Usual text size"),
                "look": self.tr("Choose how text looks, and what helps"),
                "learner": self.tr("Change who is learning"),
                "library": self.tr("Go to the library"),
                "review": self.tr("Go to the review"),
                "progress": self.tr("Go to your progress"),
                "history": self.tr("Go to the history"),
                "desk": self.tr("Go to the teacher's desk"),
                "open": self.tr("Open a file, when no attempt is under way"),
                "new bank": self.tr("Write a new bank"),
                "quit": self.tr("Close Quizapp"),
            },
            {
                "search": self.tr("Search"),
                "begin": self.tr("Begin the chosen bank"),
                "resume": self.tr("Go on where you stopped"),
                "assignment": self.tr("Open what your teacher gave you"),
                "remove": self.tr("Remove an opened file from the library"),
                "edit": self.tr("Edit the chosen bank"),
                "paste": self.tr("Import questions that you have copied"),
            },
            {
                "choose": self.tr("Choose the answer with this letter or number"),
                "act": self.tr("Check the answer, or go on"),
                "previous": self.tr("Go to the previous question"),
                "next": self.tr("Go to the next question"),
                "other side": self.tr("Go from the question to the passage, and back"),
                "scroll": self.tr("Scroll the question"),
                "flag": self.tr("Flag the question to come back to it"),
                "note": self.tr("Write a note"),
                "hint": self.tr("Show a hint"),
                "cross out": self.tr("Cross out the option with the focus, or bring it back"),
                "cross out letter": self.tr("Cross out the option with this letter"),
                "undo": self.tr("Undo the last check; in the passage, the last highlight or note"),
                "sure": self.tr("Say how sure you are"),
                "move": self.tr("Move an item up or down"),
                "passage larger": self.tr("Make the passage larger"),
                "passage smaller": self.tr("Make the passage smaller"),
                "highlight": self.tr("Highlight what is selected in the passage, or the sentence; again: remove it"),
                "note on a place": self.tr("Write a note on what is selected in the passage, or on the sentence"),
                "next highlight": self.tr("Go to the next highlight or note in the passage"),
                "previous highlight": self.tr("Go to the previous highlight or note"),
                "find": self.tr("Find in the passage"),
                "find next": self.tr("Go to the next place that was found"),
                "find previous": self.tr("Go to the previous place"),
                "level": self.tr("Change the reading level of the passage"),
                "read aloud": self.tr("Read the passage aloud, pause, or go on"),
                "read question": self.tr("Read the question aloud, pause, or go on"),
                "next sentence": self.tr("Read the next sentence aloud"),
                "previous sentence": self.tr("Read the previous sentence aloud"),
                "stop reading": self.tr("Stop reading aloud"),
                "ruler": self.tr("Turn the line ruler on or off"),
                "next meaning": self.tr("Show what the next marked word means"),
                "previous meaning": self.tr("Show what the previous marked word means"),
            },
            {
                "save": self.tr("Save the bank"),
                "undo edit": self.tr("Undo what you did last, in the form, the text or the passage"),
                "redo edit": self.tr("Redo what you undid"),
                "next pane": self.tr("Go from the list to the form, to the text, and back"),
                "next tab": self.tr("Show the text, the preview, the check or the coverage"),
                "add question": self.tr("Add a question"),
                "duplicate": self.tr("Duplicate the question"),
                "delete question": self.tr("Delete the question"),
                "move question": self.tr("Move the question, or an option, up or down"),
                "search questions": self.tr("Search the questions"),
                "next finding": self.tr("Go to the next thing that the check found"),
                "take it": self.tr("Practice with the bank"),
            },
        )

    def _open_locally(self, place: Path) -> None:
        self._failure.show_text(open_locally(place))
        announce(self._failure, self._failure.text())

    def _fit(self) -> None:
        """Be as large as the text asks for, within the window."""
        width, height = (self._theme.pixels(length) for length in _SIZE)
        self.resize(min(width, self._room.width() - 40), min(height, self._room.height() - 60))


def page_names() -> tuple[str, ...]:
    """Give the names of all pages, in their order."""
    at = PAGES.index(HANDBOOK) + 1
    return (*PAGES[:at], *handbook_pages(), *PAGES[at:])


def _tab_of(page: str) -> str:
    """Give the name of the tab of a page: one for all pages of the handbook."""
    return page.partition("/")[0]


def _without_numbers(passage: Passage) -> Passage:
    """Give the passage without the numbers of its paragraphs, which nobody refers to."""
    blocks = tuple(block._replace(number=0) for block in passage.blocks)
    return msgspec.structs.replace(passage, blocks=blocks)


def _links(passage: Passage) -> list[tuple[Span, str]]:
    """Give the names of pages that stand in a page behind the arrow, with their places, in order."""
    found: list[tuple[Span, str]] = []
    for name in page_names():
        words, at = ARROW + page_title(name), -1
        while (at := passage.text.find(words, at + 1)) >= 0:
            found.append((Span(at, at + len(words)), name))
    return sorted(found)
