"""The row below a class: the learner who is chosen, and what is done for this learner."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.accommodation import TIME_FACTORS
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.numbers import number_text
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.services.desk.classes import LOCKED, level_word
from quizapp.settings import READ_ALOUD, TEXT_SIZES, THEMES

if TYPE_CHECKING:
    from quizapp.domain.classroom import Member


class AccommodationWords(QWidget):
    """Names the accommodations that take effect, for tables and boxes; it is never shown itself.

    `levels` are the names of reading levels by their ids.
    """

    levels: Mapping[str, str] = {}

    def time(self, factor: float) -> str:
        """The time of a learner, as a multiple of that of the others."""
        if factor == 1:
            return self.tr("Same as everybody")
        return self.tr("{factor} × the time").format(factor=number_text(factor)) if factor else self.tr("No time limit")

    def aloud(self, texts: str) -> str:
        """The texts that are read to the learner."""
        return {
            "nothing": self.tr("Nothing"),
            "questions": self.tr("Questions and answers"),
            "all": self.tr("Everything"),
        }[texts]

    def answers(self, fewer: bool) -> str:
        """The wrong answers among which the learner chooses."""
        return self.tr("One left out") if fewer else self.tr("Same as everybody")

    def text_size(self, percent: int) -> str:
        """The size of the text at the start."""
        return translate("{percent} %").format(percent=percent) if percent else self.tr("Same as on the computer")

    def level(self, word: str) -> str:
        """The reading level at which texts begin, in words of `classes.set_accommodation`."""
        level, _, lock = word.rpartition(", ") if word.endswith(f", {LOCKED}") else (word, "", "")
        if word in ("", LOCKED):
            return self.tr("Same as everybody, locked") if word else self.tr("Same as everybody")
        name = self.tr("Easier to read") if level == "easier" else self.levels.get(level, level)
        return self.tr("{level}, locked").format(level=name) if lock else name

    def theme(self, name: str) -> str:
        """The colors at the start."""
        return {
            "": self.tr("Same as on the computer"),
            "system": self.tr("System colors"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "cream": self.tr("Cream"),
            "contrast": self.tr("High contrast"),
        }.get(name, name)


class LearnerRow(QWidget):
    """Shows a learner of a class with their accommodations, and takes changes.

    Signals:
        accommodation_changed: the column of `classes.set_accommodation`, and the word in it.
        rename_requested, remove_requested, export_requested, delete_requested: for the learner who is shown.
    """

    accommodation_changed = Signal(str, str)
    rename_requested = Signal()
    remove_requested = Signal()
    export_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = AccommodationWords(self)
        words.hide()
        self.name = ElidedLabel(theme, FontRole.TITLE)
        self._words = words
        self.time, self.level, self.text_size, self.colors = (
            ChoiceBox(theme, name, self)
            for name in (self.tr("Time"), self.tr("Reading level"), self.tr("Text size"), self.tr("Colors"))
        )
        self.time.show_choices((words.time(each), _time_word(each)) for each in TIME_FACTORS)
        self.offer_levels({})
        self.level.use_length(16)
        self.aloud = ChoiceBox(theme, self.tr("Read aloud"), self)
        self.aloud.show_choices((words.aloud(each), each) for each in READ_ALOUD)
        self.answers = ChoiceBox(theme, self.tr("Wrong answers"), self)
        self.answers.show_choices((words.answers(each), "yes" if each else "no") for each in (False, True))
        self.text_size.show_choices((words.text_size(each), str(each)) for each in (0, *TEXT_SIZES))
        self.colors.show_choices((words.theme(each), each) for each in ("", *THEMES))
        choices = QWidget()
        flow = FlowLayout(choices, spacing=14)
        for box, column in (
            (self.time, "time"),
            (self.level, "reading level"),
            (self.aloud, "read aloud"),
            (self.answers, "fewer options"),
            (self.text_size, "text size"),
            (self.colors, "theme"),
        ):
            pair = QWidget()
            label = Label(theme, FontRole.SMALL, box.accessibleName(), color="muted")
            fill(QVBoxLayout(pair), label, box, margins=(0, 0, 0, 0), spacing=3)
            box.currentIndexChanged.connect(
                lambda _, box=box, column=column: self.accommodation_changed.emit(column, str(box.currentData()))
            )
            flow.addWidget(pair)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for text, wish, tip in (
            (self.tr("Rename…"), self.rename_requested, ""),
            (self.tr("Take out of the class"), self.remove_requested, self.tr("What was handed in stays")),
            (self.tr("Save all records…"), self.export_requested, self.tr("All that the desk keeps, in one file")),
            (self.tr("Delete…"), self.delete_requested, self.tr("Delete the learner with all records")),
        ):
            flow.addWidget(push_button(text, lambda _=False, wish=wish: wish.emit(), tip=tip))
        note = Label(
            theme,
            FontRole.SMALL,
            self.tr("A change counts for the files of assignments that you save from now on."),
            color="muted",
            wraps=True,
        )
        fill(QVBoxLayout(self), self.name, choices, note, buttons, margins=(0, 4, 0, 0), spacing=8)

    def offer_levels(self, levels: Mapping[str, str]) -> None:
        """Offer reading levels, names by ids, besides the easier one."""
        self._words.levels = levels
        ids = dict.fromkeys(("easier", *levels))
        choices = ("", *(each for id_ in ids for each in (id_, f"{id_}, {LOCKED}")), LOCKED)
        self.level.show_choices((self._words.level(each), each) for each in choices)

    def show_learner(self, learner: "Member") -> None:
        """Show this learner."""
        given = learner.accommodation
        self.name.setText(" ".join(learner.name.split()))
        for box, tell, word in (
            (self.time, lambda _: self._words.time(given.time_factor), _time_word(given.time_factor)),
            (self.level, self._words.level, level_word(given)),
            (self.aloud, self._words.aloud, given.read_aloud),
            (self.answers, lambda _: self._words.answers(given.fewer_options), "yes" if given.fewer_options else "no"),
            (self.text_size, lambda _: self._words.text_size(given.text_size), str(given.text_size)),
            (self.colors, self._words.theme, given.theme),
        ):
            if box.findData(word) < 0:  # one that was typed
                box.addItem(tell(word), word)
            box.show_choice(word)


def _time_word(factor: float) -> str:
    return f"{factor:g}" if factor else "no limit"
