"""The choices of time and help that make it possible, or easier, for a learner to work."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.settings import TIME_FACTORS, Settings


class SupportPanel(QWidget):
    """Changes the learner's time and help in `settings`; `levels` are the names of reading levels by their ids.

    Signals:
        changed: something else is set.
    """

    changed = Signal()

    def __init__(self, theme: Theme, settings: Settings, levels: Mapping[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        times = self.tr("{factor} × the time")
        factors = {each: times.format(factor=self.locale().toString(each, "g", 3)) for each in TIME_FACTORS}
        factors |= {1.0: self.tr("As the test says"), 0.0: self.tr("No time limit")}
        self.time = self._box(self.tr("Time for tests"), ((words, each) for each, words in factors.items()))
        self.level = self._box(
            self.tr("Texts begin"),
            [
                (self.tr("As they were written"), ""),
                (self.tr("Easier to read"), "easier"),
                *((name, id_) for id_, name in levels.items() if id_ != "easier"),
            ],
        )
        self.aloud = self._box(
            self.tr("Read aloud in tests"),
            (
                (self.tr("Nothing"), "nothing"),
                (self.tr("Questions and answers"), "questions"),
                (self.tr("Everything"), "all"),
            ),
        )
        self.fewer = CheckBox(theme, self.tr("Leave out one wrong answer from each question that has enough"))
        for box, name in ((self.time, "time_factor"), (self.level, "reading_level"), (self.aloud, "read_aloud")):
            box.currentIndexChanged.connect(lambda _, box=box, name=name: self._set(name, box.currentData()))
        self.fewer.toggled.connect(lambda fewer: self._set("fewer_options", fewer))
        note = self.tr(
            "You have this in practice, tests and reviews, and results say so. In work from your teacher, your "
            "teacher decides."
        )
        column = fill(QVBoxLayout(self), Label(theme, FontRole.PLAIN, note, color="muted", wraps=True))
        for words, box in (
            (self.tr("Time for tests"), self.time),
            (self.tr("Texts begin"), self.level),
            (self.tr("Read aloud in tests"), self.aloud),
        ):
            label = Label(theme, FontRole.LABEL, words, wraps=True)
            label.setBuddy(box)
            column.addSpacing(6)
            fill(column, label, box)
        column.addSpacing(6)
        fill(column, self.fewer, 1, margins=(4, 4, 10, 4))
        self.show_settings()

    def show_settings(self) -> None:
        """Show what is set."""
        values = (self._settings.time_factor, self._settings.reading_level, self._settings.read_aloud)
        for box, value in zip((self.time, self.level, self.aloud), values, strict=True):
            if box.findData(value) < 0:
                box.addItem(str(value), value)
            box.show_choice(value)
        self.fewer.setChecked(self._settings.fewer_options)

    def reset(self) -> None:
        """Set what is as for everybody."""
        for name in ("time_factor", "reading_level", "read_aloud", "fewer_options"):
            setattr(self._settings, name, getattr(Settings, name))
        self.show_settings()
        self.changed.emit()

    def _box(self, name: str, choices: Iterable[tuple[str, object]]) -> ChoiceBox:
        box = ChoiceBox(self._theme, name, self)
        box.show_choices(choices)
        box.use_length(16)
        return box

    def _set(self, name: str, value: object) -> None:
        setattr(self._settings, name, value)
        self.changed.emit()
