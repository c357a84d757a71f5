"""Help: the keyboard shortcuts, a short guide, the way to banks of one's own, and facts about the program."""

import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, new_grid, push_button
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.open_locally import open_locally
from quizapp.gui.kit.shortcut_keys import KEYS, letters_of
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.paths import program_version, questions_dir

_SIZE = (760, 560)


class HelpDialog(QDialog):
    """Shows a page: "shortcuts", "guide", "own bank" (their folder is `banks`), "teachers" or "about".

    `letters` are those that the learner has chosen for actions; see `shortcut_keys.letters_of`.
    """

    def __init__(self, theme: Theme, window: QWidget, banks: Path, letters: Mapping[str, str]) -> None:
        super().__init__(window)
        self._letters = letters_of(letters)
        self._theme = theme
        self.setObjectName("question")
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = QStackedWidget()
        self._areas: dict[str, RingedScrollArea] = {}
        self._tabs: dict[str, TabButton] = {}
        group = QButtonGroup(self)
        row = QWidget()
        tabs = FlowLayout(row, spacing=6)
        for name, words, content in (
            ("shortcuts", self.tr("Keyboard shortcuts"), self._shortcuts()),
            ("guide", self.tr("Short guide"), self._guide()),
            ("own bank", self.tr("Own banks"), self._own_bank(banks)),
            ("teachers", self.tr("For teachers"), self._teachers()),
            ("about", self.tr("About Quizapp"), self._about()),
        ):
            area = self._areas[name] = RingedScrollArea(theme)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setAccessibleName(words)
            area.setWidget(content)
            self._pages.addWidget(area)
            tab = self._tabs[name] = TabButton(words)
            tab.clicked.connect(lambda _=False, name=name: self.show_page(name))
            group.addButton(tab)
            tabs.addWidget(tab)
        self.close_button = push_button(self.tr("Close"), self.accept)
        below = fill(QHBoxLayout(), 1, self.close_button)
        fill(QVBoxLayout(self), row, (self._pages, 1), below, margins=(18, 14, 18, 14))
        width, height = (theme.pixels(length) for length in _SIZE)
        self.resize(min(width, window.width() - 40), min(height, window.height() - 60))

    def show_page(self, name: str) -> None:
        """Show the page called `name`."""
        self._tabs[name].setChecked(True)
        self._pages.setCurrentWidget(self._areas[name])
        if not self.isVisible():
            self.open()
            self._areas[name].setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self._areas[name].hasFocus():  # nothing to scroll: all of it is in view
                self._tabs[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shortcuts(self) -> QWidget:
        page = QWidget()
        grid = new_grid(page, stretch=1, spacing=(22, 7), margins=(6, 8, 14, 8))
        titles = self.tr("On every page"), self.tr("In the library"), self.tr("During practice and tests")
        for title, words in zip(titles, self.shortcut_words(), strict=True):
            row = grid.rowCount()
            grid.setRowMinimumHeight(row, 6 if row > 1 else 0)
            grid.addWidget(Label(self._theme, FontRole.TITLE, title), row + 1, 0, 1, 2)
            for place, (name, what) in enumerate(words.items(), row + 2):
                keys = Label(self._theme, FontRole.STRONG, self._keys(name))
                meaning = Label(self._theme, FontRole.PLAIN, what, wraps=True)
                meaning.setAccessibleName(f"{keys.text()}: {what}")
                grid.addWidget(keys, place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(meaning, place, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return page

    def shortcut_words(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """The meaning of each of `KEYS`: on every page, in the library, and during an attempt."""
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
                "quit": self.tr("Close Quizapp"),
            },
            {
                "search": self.tr("Search"),
                "begin": self.tr("Begin the chosen bank"),
                "resume": self.tr("Go on where you stopped"),
                "assignment": self.tr("Open what your teacher gave you"),
                "remove": self.tr("Remove an opened file from the library"),
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
                "previous highlight": self.tr("Go to the highlight or note before"),
                "find": self.tr("Find in the passage"),
                "find next": self.tr("Go to the next place that was found"),
                "find previous": self.tr("Go to the place before"),
                "level": self.tr("Change the reading level of the passage"),
                "read aloud": self.tr("Read the passage aloud, pause, or go on"),
                "read question": self.tr("Read the question aloud, pause, or go on"),
                "next sentence": self.tr("Read the next sentence aloud"),
                "previous sentence": self.tr("Read the sentence before aloud"),
                "stop reading": self.tr("Stop reading aloud"),
                "ruler": self.tr("Turn the line ruler on or off"),
                "next meaning": self.tr("Show what the next marked word means"),
                "previous meaning": self.tr("Show what the marked word before means"),
            },
        )

    def _keys(self, name: str) -> str:
        """The keys for `name`, as this system writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        if name == "choose":
            return "A – Z,  1 – 9"
        if name in self._letters:
            return self._letters[name]
        return ",  ".join(
            self.tr("Enter") if keys == "Return" else QKeySequence(keys).toString(native) for keys in KEYS[name]
        )

    def _guide(self) -> QWidget:
        steps = {
            self.tr("Choose a bank"): self.tr(
                "The library lists question banks by passage. Choose one, then practice it or take it as a test."
                " To add a bank, open its file or drop it on the window."
            ),
            self.tr("Read and answer"): self.tr(
                "The passage stays beside the questions. You can answer in any order, change an answer, flag a"
                " question and write notes. Practice tells you after each question; a test tells you at the end."
            ),
            self.tr("See why"): self.tr(
                "Once an answer is marked, you see why it is right or wrong, and the words in the passage that show it."
            ),
            self.tr("Stop and go on"): self.tr(
                "Everything is saved as you go. If you stop in the middle, you can go on from the library."
            ),
            self.tr("Work from your teacher"): self.tr(
                "Open the file that your teacher gave you (Ctrl+O), answer, and hand in. Handed in too early? Ask your"
                " teacher to reopen it."
            ),
            self.tr("Review and progress"): self.tr(
                "Review asks the questions that you missed again, a few days later. Progress shows how you are"
                " doing. History keeps every attempt. All of it stays on this computer."
            ),
            self.tr("Make it yours"): self.tr(
                "At the top right you can make the text larger or smaller, choose colors, and enter your name to"
                " keep your work apart from others'. There is no password."
            ),
        }
        return self._page(*((title, self._text(text)) for title, text in steps.items()))

    def _own_bank(self, banks: Path) -> QWidget:
        guide = questions_dir() / "README.md"
        folder = self._text(str(banks))
        folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._failure = Label(self._theme, FontRole.PLAIN, color="warn", wraps=True)
        self._failure.hide()
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for words, place in ((self.tr("Open the folder"), banks), (self.tr("Open the guide"), guide)):
            flow.addWidget(push_button(words, lambda _=False, place=place: self._open_locally(place)))
        written = self.tr(
            "A question bank is a text file: a few lines about the bank, a passage, and the questions. The guide shows"
            " how to write each kind of question."
        )
        read = self.tr(
            "Put your file there, with a name that ends in .yaml, and come back to the library. If there is a mistake"
            " in it, the library names the line and says what would be right."
        )
        return self._page(
            (self.tr("Write your own bank"), self._text(written)),
            (self.tr("The folder for your banks"), folder),
            ("", self._text(read)),
            ("", buttons),
            ("", self._failure),
        )

    def _teachers(self) -> QWidget:
        steps = {
            self.tr("The teacher's desk"): self.tr(
                "Ctrl+T or the menu opens it. There you make classes, hand out tests, collect, mark and give back."
                " No internet is needed: files go by a stick or a shared folder."
            ),
            self.tr("Hand out"): self.tr(
                "On Classes, type or paste the names. On Assignments, choose questions and rules; give the file to all"
                " learners. In a test whose marks you release, it holds no answers."
            ),
            self.tr("Collect"): self.tr(
                "Learners open the file, pick their name, and hand in: a file of answers that only your desk can open."
                " On Collect, choose the folder where these are. You see what came in, and who is still missing."
            ),
            self.tr("Mark and understand"): self.tr(
                "On Gradebook, rate written answers and set points. Understand shows what to talk about first, and how"
                " sure each figure is. A wrong key can be mended there, and the change taken back."
            ),
            self.tr("Give back"): self.tr(
                "Release, on Gradebook, writes a file for each learner with marks, right answers and your remarks."
                " Paper prints sheets, and takes the answers that are typed in from them."
            ),
            self.tr("Lock it"): self.tr(
                "A password keeps learners on this computer out of the desk. It does not encrypt the records."
            ),
        }
        return self._page(*((title, self._text(text)) for title, text in steps.items()))

    def _open_locally(self, place: Path) -> None:
        self._failure.show_text(open_locally(place))
        announce(self._failure, self._failure.text())

    def _about(self) -> QWidget:
        facts, parts = FactList(self._theme), FactList(self._theme)
        version = (self.tr("Version"), program_version())
        python, qt = ("Python", sys.version.split()[0]), ("Qt", qVersion() or "")
        facts.show_facts([version, python, qt, (self.tr("License"), "MIT")])
        parts.show_facts(
            [
                ("Qt, PySide6", "LGPL 3.0"),
                ("PyYAML, markdown-it-py, fsrs, platformdirs, icu4py, simplemma", "MIT"),
                ("msgspec", "BSD 3-Clause"),
                ("Python", "PSF License"),
                ("Atkinson Hyperlegible", "SIL Open Font License 1.1"),
            ]
        )
        about = self.tr(
            "Quizapp helps you read closely: you answer questions about a passage, and see in the passage why an answer"
            " is right. It works without the internet, and sends nothing anywhere."
        )
        return self._page(
            ("Quizapp", self._text(about)),
            ("", facts),
            (self.tr("Made with these, under their licenses"), parts),
        )

    def _text(self, text: str) -> Label:
        return Label(self._theme, FontRole.PLAIN, text, wraps=True)

    def _page(self, *parts: tuple[str, QWidget]) -> QWidget:
        page = QWidget()
        column = fill(QVBoxLayout(page), margins=(6, 8, 14, 8), spacing=6)
        for title, content in parts:
            if title:
                column.addWidget(Label(self._theme, FontRole.TITLE, title, wraps=True))
            column.addWidget(content)
            column.addSpacing(8)
        column.addStretch(1)
        return page
