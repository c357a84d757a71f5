"""The chosen bank: what is in it, how it went the last time, and what can be done with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.library.count_bars import CountBars
from quizapp.gui.library.rules_button import RulesButton
from quizapp.problems import Problem
from quizapp.services.library import BankEntry
from quizapp.settings import Settings

_MOST_PROBLEMS = 100
_EDITED = (".yaml", ".yml")
"""The names of files that are opened in an editor; opening another kind might start a program."""


class BankDetail(QFrame):
    """Shows one `BankEntry` at a time. Rules are those of `settings.RULES`.

    Signals:
        practice_requested: a bank's file, to be practiced, and by which rules.
        test_requested: a bank's file, to be taken as a test, and by which rules.
        read_requested: a bank's file, whose passage is to be read.
        about_requested: a bank's file, of which the note about the text is wanted.
        read_again_requested: a file with mistakes, to be read again.
        edit_requested: a file of the user's own, to be opened in an editor.
        folder_requested: a file of the user's own, whose folder is to be shown.
        remove_requested: a file from outside the library's folders, which is wanted in the library no longer.
    """

    practice_requested = Signal(object, str)
    test_requested = Signal(object, str)
    read_requested = Signal(object)
    about_requested = Signal(object)
    read_again_requested = Signal(object)
    edit_requested = Signal(object)
    folder_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.entry: BankEntry | None = None
        self.setObjectName("card")
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 17, 14, 16)
        scroll = RingedScrollArea(theme, self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("About this bank"))
        around.addWidget(scroll)
        inner = QWidget()
        scroll.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(5, 2, 10, 2)  # clear of the ring
        column.setSpacing(8)
        self._over = Label(theme, FontRole.LABEL, color="muted", wraps=True, parent=inner)
        self._title = Label(theme, FontRole.HEADLINE, wraps=True, parent=inner)
        self._last = Label(theme, FontRole.STRONG, wraps=True, parent=inner)
        self._description = Label(theme, FontRole.OPTION, wraps=True, parent=inner)
        self._modes = Label(theme, FontRole.SMALL, color="muted", wraps=True, parent=inner)
        self._problems = Label(theme, FontRole.PLAIN, wraps=True, parent=inner)
        self._problems.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._warnings = Caution(theme, FontRole.SMALL, inner)
        self._facts = FactList(theme, inner)
        self._skills = CountBars(theme, self.tr("Skills"), inner)
        self._types = CountBars(theme, self.tr("Question types"), inner)
        above = (self._over, self._title, self._description, self._last, self._make_actions(inner))
        for widget in (*above, self._modes, self._problems, self._warnings, self._facts, self._skills, self._types):
            column.addWidget(widget)
        column.addStretch(1)
        self._show_default()
        self._fit()
        theme.changed.connect(self._fit)

    def _make_actions(self, parent: QWidget) -> QWidget:
        self.practice = QPushButton(self.tr("Practice"))
        self.test = QPushButton(self.tr("Take as a test"))
        self.read = QPushButton(self.tr("Read"))
        self.read.setToolTip(self.tr("Read the passage, without questions"))
        self.about = QPushButton(self.tr("About this text"))
        self.read_again = QPushButton(self.tr("Read the file again"))
        self.edit = QPushButton(self.tr("Open in editor"))
        self.folder = QPushButton(self.tr("Show in folder"))
        self.remove = QPushButton(self.tr("Remove from the library"))
        self.remove.setAccessibleDescription(
            self.tr("The file stays where it is, and so do your results. Open it again to bring it back.")
        )
        self.remove.setToolTip(f"{self.remove.accessibleDescription()} ({self.tr('Delete')})")
        self.practice.clicked.connect(self.begin_practice)
        self.test.clicked.connect(self._begin_test)
        asks = {
            self.read: self.read_requested,
            self.about: self.about_requested,
            self.read_again: self.read_again_requested,
            self.edit: self.edit_requested,
            self.folder: self.folder_requested,
            self.remove: self.remove_requested,
        }
        for button, wish in asks.items():
            button.clicked.connect(lambda _=False, wish=wish: wish.emit(self.entry.path) if self.entry else None)
        self._make_rules()
        actions = QWidget(parent)
        actions.setContentsMargins(0, 4, 0, 0)
        flow = FlowLayout(actions, spacing=6)
        self._groups: dict[QPushButton, QWidget] = {button: button for button in asks}
        for button, rules in ((self.practice, self.practice_rules), (self.test, self.test_rules)):
            self._groups[button] = together = QWidget(actions)
            row = QHBoxLayout(together)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addWidget(button)
            row.addWidget(rules)
        for button in (self.practice, self.test, *asks):
            flow.addWidget(self._groups[button])
        return actions

    def _make_rules(self) -> None:
        """Make the small buttons that say how a bank is practiced, and how a test of it is taken."""
        sure = self.tr("Say how sure you are: the surer, the more a right answer wins and a wrong one costs")
        self.practice_rules = RulesButton(
            self._theme,
            self.tr("How to practice"),
            {
                "once": self.tr("One try for each question"),
                "tries": self.tr("Three tries for each question; each further one costs a third of the points"),
                "certainty": sure,
            },
            self._settings.practice_rules,
            self.tr("Practice with Enter or a double click"),
        )
        self.test_rules = RulesButton(
            self._theme,
            self.tr("How to take the test"),
            {"once": self.tr("Just the answers"), "certainty": sure},
            self._settings.test_rules,
            self.tr("Take tests with Enter or a double click"),
        )
        for button, mode in ((self.practice_rules, "practice"), (self.test_rules, "test")):
            button.rules_chosen.connect(self._keep_rules)
            button.default_chosen.connect(lambda mode=mode: self._use_default(mode))

    def prepare_menus(self) -> None:
        """Make the menus, once there is time for it: with them, their buttons are announced as such."""
        self.practice_rules.prepare()
        self.test_rules.prepare()

    def show_settings(self) -> None:
        """Show how banks are practiced and taken by whoever is learning now."""
        settings = self._settings
        if (self.practice_rules.rules, self.test_rules.rules) != (settings.practice_rules, settings.test_rules):
            self.practice_rules.show_rules(settings.practice_rules)
            self.test_rules.show_rules(settings.test_rules)
            self._tell_modes()
        if not (self.test_rules if settings.default_mode == "test" else self.practice_rules).is_default:
            self._use_default(settings.default_mode)

    def _keep_rules(self) -> None:
        self._settings.practice_rules, self._settings.test_rules = self.practice_rules.rules, self.test_rules.rules
        self._tell_modes()

    def _use_default(self, mode: str) -> None:
        self._settings.default_mode = mode
        self._show_default()
        for button in (self.practice, self.test):  # later: at the start, asking for the style takes a while
            button.style().unpolish(button)
            button.style().polish(button)

    def _show_default(self) -> None:
        """Make the button that does what Enter does the main one."""
        mode = self._settings.default_mode
        for name, button, rules in (
            ("practice", self.practice, self.practice_rules),
            ("test", self.test, self.test_rules),
        ):
            rules.is_default = name == mode
            button.setObjectName("primary" if rules.is_default else "")
            button.setAccessibleDescription(self.tr("Enter on a bank does this") if rules.is_default else "")
            button.setToolTip(button.accessibleDescription())

    def _tell_modes(self) -> None:
        """Say what practice and a test of the chosen bank are like, as they are to be taken now."""
        practice = {
            "once": self.tr("Practice tells you after each question."),
            "tries": self.tr("Practice gives you three tries; each further one costs a third of the points."),
            "certainty": self.tr("Practice asks how sure you are, and tells you after each question."),
        }[self.practice_rules.rules]
        if self.test_rules.rules == "certainty":
            test = self.tr("A test asks how sure you are, and shows your results at the end.")
        else:
            test = self.tr("A test shows your results at the end.")
        minutes = self.entry.time_limit if self.entry is not None else 0
        if minutes:
            limit = self.tr("1 minute") if minutes == 1 else self.tr("{count} minutes").format(count=minutes)
            test += " " + self.tr("You have {time} for it.").format(time=limit)
        self._modes.setText(f"{practice} {test}")

    # what is asked for

    def begin(self) -> None:
        """Do what Enter and a double click on the bank do."""
        if self._settings.default_mode == "test":
            self._begin_test()
        else:
            self.begin_practice()

    def begin_practice(self) -> None:
        """Practice the bank, if it has no mistakes."""
        if self.entry is not None and not self.entry.problems:
            self.practice_requested.emit(self.entry.path, self.practice_rules.rules)

    def _begin_test(self) -> None:
        if self.entry is not None and not self.entry.problems:
            self.test_requested.emit(self.entry.path, self.test_rules.rules)

    def ask_to_remove(self) -> None:
        """Ask to remove the bank, if it can be removed."""
        if self.entry is not None and not self._groups[self.remove].isHidden():
            self.remove_requested.emit(self.entry.path)

    # what is shown

    def show_entry(self, entry: BankEntry | None, length: str, last: str, *, is_own: bool, can_remove: bool) -> None:
        """Show `entry`, or nothing.

        Args:
            length: says how long the passage is.
            last: says how it went the last time; empty where it was not taken.
            is_own: its file is the user's own, and can be changed.
            can_remove: it can be taken out of the library.
        """
        self.entry = entry
        is_broken = entry is not None and bool(entry.problems)
        is_fine = entry is not None and not is_broken
        is_there = is_own and entry is not None and not entry.is_missing
        shown = {
            self.practice: is_fine,
            self.test: is_fine,
            self.read: is_fine,
            self.about: entry is not None and entry.has_about,
            self.read_again: is_broken,
            self.edit: is_there and entry is not None and entry.path.suffix.lower() in _EDITED,
            self.folder: is_there,
            self.remove: entry is not None and can_remove,
        }
        for button, group in self._groups.items():
            group.setVisible(shown[button])
        for widget in (self._modes, self._facts):
            widget.setVisible(is_fine)
        self._over.setVisible(entry is not None)
        self._title.setVisible(entry is not None)
        self._description.setVisible(entry is not None and bool(entry.description))
        self._problems.setVisible(is_broken)
        self._show_warnings(entry if is_own else None)
        self._last.setText(last)
        self._last.setVisible(is_fine and bool(last))
        self._show_bars(entry if is_fine else None)
        self._tell_modes()
        if entry is None:
            return
        self._title.setText(entry.name)
        self._description.setText(entry.description)
        self._over.setText(str(entry.path) if is_broken else entry.passage_title)
        if is_broken:
            self._problems.setText("\n\n".join(_problem_texts(entry.path, entry.problems, self.tr("line {line}"))))
            return
        facts = [
            (self.tr("Passage"), length),
            (self.tr("Questions"), str(entry.questions)),
            (self.tr("Author"), entry.author),
            (self.tr("License"), entry.license),
        ]
        self._facts.show_facts([(name, value) for name, value in facts if value])

    def _show_warnings(self, entry: BankEntry | None) -> None:
        """Show what the author of a bank should look at: it can be taken as it is."""
        warnings = entry.warnings if entry is not None else ()
        self._warnings.setVisible(bool(warnings))
        if entry is not None and warnings:
            texts = _problem_texts(entry.path, warnings, self.tr("line {line}"))
            told = self.tr("Check this file: some of it may not say what you meant.")
            self._warnings.show_text("\n\n".join([told, *texts]), warns=True)

    def _show_bars(self, entry: BankEntry | None) -> None:
        from quizapp.reports.names import skill_name, type_name

        skills = [(skill_name(name, translate), count) for name, count in entry.skills] if entry else []
        types = [(type_name(name, translate), count) for name, count in entry.counts] if entry else []
        for bars, counts in ((self._skills, skills), (self._types, types)):
            bars.setVisible(bool(counts))
            bars.show_counts(sorted(counts, key=lambda each: -each[1]), [name for name, _ in (*skills, *types)])

    def _fit(self) -> None:
        for label in (self._description, self._modes, self._problems):
            label.setMaximumWidth(self._theme.line_width(FontRole.OPTION))


def _problem_texts(path: Path, problems: Sequence[Problem], line_words: str) -> list[str]:
    """The first mistakes of a file, each with its place and what to do; `line_words` is ``line {line}``, translated."""
    texts = []
    for problem in problems[:_MOST_PROBLEMS]:
        file = "" if problem.file == str(path) else f"{Path(problem.file).name}, "
        line = line_words.format(line=problem.line) if problem.line else ""
        where = " · ".join(part for part in (f"{file}{line}".strip(", "), problem.field) if part)
        text = f"{problem.what(translate)} {problem.remedy(translate)}"
        texts.append(f"{where}\n{text}" if where else text)
    return texts
