"""The chosen bank: its contents, the last result, and buttons for what can be done with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QWidget

from quizapp.formats.pack_places import BANK_ENDINGS, TEXT_ENDINGS, pack_of
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.library.also_in import AlsoIn, other_language
from quizapp.gui.library.count_bars import CountBars
from quizapp.gui.library.level_button import LevelButton
from quizapp.gui.library.rules_button import RulesButton
from quizapp.problems import Problem
from quizapp.services.bank_entries import BankEntry
from quizapp.services.found import FoundQuestion
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings

if TYPE_CHECKING:  # made when a question is found
    from quizapp.gui.library.found_card import FoundCard

_MOST_PROBLEMS = 100
_LOW = 240
"""Pixels at the plain text size: with less height, what tells about a bank would push its buttons out of view."""


class BankDetail(ScrollCard):
    """Shows one `BankEntry` at a time.

    Signals: each but the last gives the path of the bank's file.
        attempt_requested: the bank is to be taken, in this mode ("practice" or "test") and by these of `RULES`.
        question_requested: the bank is to be practiced, from the question of this id on.
        language_requested: this bank is to be shown instead: the same in another language.
        read_again_requested: the file had mistakes, and is to be read again.
        edit_requested: the bank is to be opened in the editor, at the question of this id, or "" for none.
        text_editor_requested: the file is to be opened in another program.
        copy_requested: the bank of this title is to be saved for another tool.
        settings_changed: other rules, or another level, are chosen for whoever is learning.
    """

    attempt_requested = Signal(object, str, str)
    question_requested = Signal(object, str)
    read_requested = Signal(object)
    about_requested = Signal(object)
    language_requested = Signal(object)
    read_again_requested = Signal(object)
    edit_requested = Signal(object, str)
    text_editor_requested = Signal(object)
    folder_requested = Signal(object)
    pack_requested = Signal(object)
    copy_requested = Signal(object, str)
    remove_requested = Signal(object)
    settings_changed = Signal()

    def __init__(
        self, theme: Theme, settings: Settings, parent: QWidget | None = None, room: RoomSettings = NO_ROOM
    ) -> None:
        super().__init__(theme, translate("About this bank"), parent)
        self._room = room
        self._theme = theme
        self._settings = settings
        self.entry: BankEntry | None = None
        self.question: FoundQuestion | None = None
        self._found: FoundCard | None = None
        inner = self.inner
        self._overline = Label(theme, FontRole.LABEL, color="muted", wraps=True, parent=inner)
        self._title = Label(theme, FontRole.HEADLINE, wraps=True, parent=inner)
        self.also_in = AlsoIn(theme, inner)
        self.also_in.chosen.connect(self.language_requested)
        self._last = Label(theme, FontRole.STRONG, wraps=True, parent=inner)
        self._description = Label(theme, FontRole.OPTION, wraps=True, parent=inner)
        self._modes = Label(theme, FontRole.SMALL, color="muted", wraps=True, parent=inner)
        self._problems = Label(theme, FontRole.PLAIN, wraps=True, parent=inner)
        self._problems.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._warnings = Caution(theme, FontRole.SMALL)
        self._facts = FactList(theme, inner)
        self._skills = CountBars(theme, self.tr("Skills"), inner)
        self._types = CountBars(theme, self.tr("Question types"), inner)
        self._actions = self._make_actions(inner)
        above = (self._overline, self._title, self.also_in, self._description, self._last, self._actions)
        below = (self._modes, self._problems, self._warnings, self._facts, self._skills, self._types)
        fill(self.column, *above, *below, 1)
        self.show_settings()
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def _default_mode(self) -> str:
        """The mode that Enter begins; empty where the room allows neither practice nor tests."""
        wanted = self._settings.default_mode
        others = [mode for mode in ("practice", "test") if mode in self._room.modes]
        return wanted if wanted in others else next(iter(others), "")

    def _make_actions(self, parent: QWidget) -> QWidget:
        is_test = self._default_mode == "test"
        self.practice = push_button(self.tr("Practice"), lambda: self._begin("practice"), is_main=not is_test)
        self.test = push_button(self.tr("Take as a test"), lambda: self._begin("test"), is_main=is_test)
        read_tip = self.tr("Read the passage, without questions")
        self.read = self._button(self.tr("Read"), self.read_requested, read_tip)
        self.about = self._button(self.tr("About this text"), self.about_requested)
        self.read_again = self._button(self.tr("Read the file again"), self.read_again_requested)
        self.edit = push_button(self.tr("Edit"), self.ask_to_edit)
        in_text = self.tr("Open the file in the program that you use for texts")
        self.text_editor = self._button(self.tr("Open in a text editor"), self.text_editor_requested, in_text)
        pack_tip = self.tr("One file with all that belongs to it, to pass on")
        self.pack = self._button(self.tr("Save as a pack…"), self.pack_requested, pack_tip)
        copy_tip = self.tr("For Moodle, Canvas and other tools")
        self.copy = push_button(self.tr("Save a copy as…"), self._ask_to_copy, tip=copy_tip)
        self.folder = self._button(self.tr("Show in folder"), self.folder_requested)
        stays = self.tr("The file stays where it is, and so do your results. Open it again to bring it back. (Delete)")
        self.remove = self._button(self.tr("Remove from the library"), self.remove_requested, stays)
        self.remove.setAccessibleDescription(stays)
        self._make_rules()
        actions = WrapBox(parent)
        actions.setContentsMargins(0, 4, 0, 0)
        flow = FlowLayout(actions, spacing=6)
        self._groups: dict[QAbstractButton, QWidget] = {}
        for button, rules in self._modes_of.values():
            self._groups[button] = together = QWidget(actions)
            fill(QHBoxLayout(together), button, rules, margins=(0, 0, 0, 0), spacing=0)
        self.level = LevelButton(self._theme, self._settings)
        self.level.settings_changed.connect(self.settings_changed)
        self._groups[self.level] = self.level
        others = (
            self.read,
            self.about,
            self.edit,
            self.read_again,
            self.text_editor,
            self.pack,
            self.copy,
            self.folder,
            self.remove,
        )
        for button in others:
            self._groups[button] = button
        for group in self._groups.values():
            flow.addWidget(group)
        return actions

    def _button(self, words: str, wish: SignalInstance, tip: str = "") -> QPushButton:
        return push_button(words, lambda: wish.emit(self.entry.path) if self.entry else None, tip=tip)

    def ask_to_edit(self) -> None:
        """Ask for the bank in the editor, at the question that is shown."""
        if self.entry is not None and self._room.editing:
            self.edit_requested.emit(self.entry.path, self.question.id if self.question is not None else "")

    def _ask_to_copy(self) -> None:
        if self.entry is not None:
            self.copy_requested.emit(self.entry.path, self.entry.name)

    def _make_rules(self) -> None:
        """Make the small buttons for the rules of practice and of tests."""
        has_both = {"practice", "test"} <= {*self._room.modes}
        sure = self.tr("Say how sure you are: the surer you are, the more you win if right and lose if wrong")
        self.practice_rules = RulesButton(
            self._theme,
            self._settings,
            "practice",
            self.tr("How to practice"),
            {
                "once": self.tr("One try for each question"),
                "tries": self.tr("Three tries for each question; each extra try costs a third of the points"),
                "certainty": sure,
            },
            self.tr("Practice with Enter or a double click") if has_both else "",
        )
        self.test_rules = RulesButton(
            self._theme,
            self._settings,
            "test",
            self.tr("How to take the test"),
            {"once": self.tr("Just answer"), "certainty": sure},
            self.tr("Take tests with Enter or a double click") if has_both else "",
        )
        self._modes_of = {"practice": (self.practice, self.practice_rules), "test": (self.test, self.test_rules)}
        for _, rules in self._modes_of.values():
            rules.settings_changed.connect(self.show_settings)
            rules.settings_changed.connect(self.settings_changed)

    def prepare_menus(self) -> None:
        """Make the menus, so that screen readers announce their buttons as menu buttons."""
        self.level.prepare()
        self.practice_rules.prepare()
        self.test_rules.prepare()

    def show_settings(self) -> None:
        """Show the rules and the mode that whoever is learning now has chosen."""
        self.level.show_chosen()
        for button, rules in self._modes_of.values():
            rules.show_rules()
            button.setAccessibleDescription(self.tr("Enter on a bank does this") if rules.is_default else "")
            button.setToolTip(button.accessibleDescription())
            name = "primary" if rules.is_default else ""
            if name != button.objectName():  # asking for the style slows down the start
                button.setObjectName(name)
                button.style().unpolish(button)
                button.style().polish(button)
        self._tell_modes()

    def _tell_modes(self) -> None:
        """Explain practice and tests of the chosen bank by the chosen rules."""
        practice = {
            "once": self.tr("Practice shows after each question how you did."),
            "tries": self.tr("Practice gives you three tries; each extra try costs a third of the points."),
            "certainty": self.tr("Practice asks how sure you are, and shows after each question how you did."),
        }[self.practice_rules.rules]
        test = {
            "once": self.tr("A test shows your results at the end."),
            "certainty": self.tr("A test asks how sure you are, and shows your results at the end."),
        }[self.test_rules.rules]
        minutes = self.entry.time_limit if self.entry is not None else 0
        if minutes:
            test += " " + self.tr("You have %n minutes for it.", "", minutes)
        from quizapp.reports.names import allowed_text

        told = {"practice": practice, "test": test}
        told = {mode: words for mode, words in told.items() if mode in self._room.modes}
        self._modes.setText(" ".join(filter(None, (*told.values(), allowed_text(self._room.modes, translate)))))

    def begin(self) -> None:
        """Do what Enter and a double click stand for: take the bank, or practice from the chosen question on."""
        mode = self._default_mode
        if self.question is not None and "practice" in self._room.modes:
            self.question_requested.emit(self.question.path, self.question.id)
        elif mode:
            self._begin(mode)
        elif not self._groups[self.read].isHidden():
            self.read.click()

    def _begin(self, mode: str) -> None:
        if self.entry is not None and not self.entry.problems:
            self.attempt_requested.emit(self.entry.path, mode, self._modes_of[mode][1].rules)

    def ask_to_remove(self) -> None:
        """Ask to remove the bank, if it can be removed."""
        if self.entry is not None and not self._groups[self.remove].isHidden():
            self.remove_requested.emit(self.entry.path)

    def show_question(self, question: FoundQuestion | None, about: str = "") -> None:
        """Show, with the bank, a question of it that was found, and what is said `about` it; or none."""
        self.question = question
        if question is not None and self._found is None:
            from quizapp.gui.library.found_card import FoundCard

            self._found = FoundCard(self._theme, self.inner)
            self._found.practice_requested.connect(self.begin)
            self._found.practice.setVisible("practice" in self._room.modes)
            self.column.insertWidget(self.column.indexOf(self.also_in) + 1, self._found)
        if self._found is not None:
            self._found.show_question(question, about)

    def show_entry(self, entry: BankEntry | None, length: str, last: str, *, is_own: bool, can_remove: bool) -> None:
        """Show `entry`, or nothing.

        Args:
            length: the length of the passage, in words.
            last: the last result, in words; empty where there is none.
            is_own: the file is the user's own, and can be changed.
            can_remove: the file can be removed from the library.
        """
        self.entry = entry
        self.inner.setVisible(entry is not None)
        if entry is None:
            self.show_question(None)
            return
        is_fine = not entry.problems
        is_there = is_own and not entry.is_missing
        self.level.show_levels(entry)
        is_loose = is_own and pack_of(entry.path) is None
        ending = entry.path.suffix.lower()
        self.edit.setText(self.tr("Edit") if is_loose else self.tr("Edit a copy"))
        shown = {
            self.practice: is_fine and "practice" in self._room.modes,
            self.test: is_fine and "test" in self._room.modes,
            self.level: is_fine and self.level.has_choice,
            self.read: is_fine and bool(entry.words),
            self.about: entry.has_about,
            self.read_again: not is_fine,
            self.edit: not entry.is_missing and ending in BANK_ENDINGS and self._room.editing,
            self.text_editor: is_loose and is_there and ending in TEXT_ENDINGS and self._room.editing,
            self.pack: is_fine and self._room.editing,
            self.copy: is_fine and self._room.editing,
            self.folder: is_there and self._room.editing,
            self.remove: can_remove,
        }
        for button, group in self._groups.items():
            group.setVisible(shown[button])
        self._overline.setText((entry.passage_title if entry.words else "") if is_fine else str(entry.path))
        self._title.setText(entry.name)
        self.also_in.show_languages(entry.also_in)
        self._description.show_text(entry.description)
        self._last.show_text(last if is_fine else "")
        self._modes.setVisible(is_fine)
        self._tell_modes()
        self._problems.show_text("\n\n".join(self._problem_texts(entry.path, entry.problems)))
        warnings = self._problem_texts(entry.path, entry.warnings) if is_own else []
        told = self.tr("Check this file: some of it may not say what you meant.")  # it can be taken as it is
        self._warnings.setVisible(bool(warnings))
        self._warnings.show_text("\n\n".join([told, *warnings]), warns=True)
        facts = [
            (self.tr("Passage"), length),
            (self.tr("Questions"), str(entry.questions)),
            (self.tr("How hard to read (estimate)"), _readability_text(entry) if is_own else ""),
            (self.tr("Language"), other_language(entry.language)),
            (self.tr("Author"), entry.author),
            (self.tr("License"), entry.license),
        ]
        self._facts.setVisible(is_fine)
        self._facts.show_facts([(name, value) for name, value in facts if value])
        self._show_bars(entry)
        self._fit()

    def _show_bars(self, entry: BankEntry) -> None:
        from quizapp.reports.names import skill_name, type_name

        skills = [(skill_name(name, translate), count) for name, count in entry.skills]
        types = [(type_name(name, translate), count) for name, count in entry.counts]
        for bars, counts in ((self._skills, skills), (self._types, types)):
            bars.setVisible(bool(counts) and not entry.problems)
            bars.show_counts(sorted(counts, key=lambda each: -each[1]), [name for name, _ in (*skills, *types)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep lines short enough to be read, and where there is little room, put the buttons right below the title."""
        is_low = self.height() < self._theme.pixels(_LOW)
        self._overline.setVisible(not is_low or self.entry is None or bool(self.entry.problems))  # a path is told
        below = self._title if is_low else self._last
        if self.column.indexOf(self._actions) != self.column.indexOf(below) + 1:
            self.column.removeWidget(self._actions)
            self.column.insertWidget(self.column.indexOf(below) + 1, self._actions)
        for label in (self._description, self._modes, self._problems):
            label.setMaximumWidth(self._theme.line_width(FontRole.OPTION))

    def _problem_texts(self, path: Path, problems: Sequence[Problem]) -> list[str]:
        """The first mistakes of a file, each with its place and remedy."""
        texts = []
        for problem in problems[:_MOST_PROBLEMS]:
            file = "" if problem.file == str(path) else Path(problem.file).name
            line = self.tr("line {line}").format(line=problem.line) if problem.line else ""
            where = " · ".join(filter(None, (", ".join(filter(None, (file, line))), problem.field)))
            text = f"{problem.what(translate)} {problem.remedy(translate)}"
            texts.append(f"{where}\n{text}" if where else text)
        return texts


def _readability_text(entry: BankEntry) -> str:
    """The estimates for the levels of the passage, a line each; empty where there are none."""
    if not entry.readability:
        return ""
    from quizapp.reports.readability_text import score_text

    lines = []
    for level, formula, value, band in entry.readability:
        score = score_text(formula, value, band, translate)
        lines.append(f"{level}: {score}" if level else score)
    return "\n".join(lines)
