"""The choices of how text looks, with a sample that follows them at once."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from quizapp.domain.passage import read_passage
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import LEGIBLE_FAMILY, FontRole, Theme
from quizapp.gui.passage.layered_view import LayeredView
from quizapp.settings import (
    LEGIBLE_FONT,
    LETTER_SPACINGS,
    LINE_LENGTHS,
    LINE_SPACINGS,
    PARAGRAPH_SPACINGS,
    PASSAGE_SIZES,
    SYSTEM_FONT,
    TEXT_SIZES,
    USUAL_FONT,
    WORD_SPACINGS,
    Look,
)

_Choices = Iterable[tuple[str, object]]
_SIDE_BY_SIDE = 700
"""Pixels at the plain text size, from which on the sample has room beside the choices."""


class LookPanel(QWidget):
    """Changes the look of the theme. Each choice takes effect at once, here and on the page below.

    Attributes:
        boxes: for each field of `settings.Look`, the box where it is chosen.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.boxes: dict[str, ChoiceBox] = {}
        fields = WrapBox()
        flow = FlowLayout(fields, spacing=14)
        for name, words, choices in self._fields():
            flow.addWidget(self._field(name, words, choices))
        beside = fill(QVBoxLayout(), fields, 1, margins=(0, 4, 0, 4))
        self._row = fill(QBoxLayout(QBoxLayout.Direction.LeftToRight, self), (beside, 5), (self._sample(), 4))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        theme.restyle_with(self._show_look)

    def reset(self) -> None:
        """Use the look that the program has at first."""
        self._theme.show(Look())

    def _fields(self) -> Iterable[tuple[str, str, _Choices]]:
        colors = {
            "system": self.tr("System colors"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "cream": self.tr("Cream"),
            "contrast": self.tr("High contrast"),
        }
        usual = self.tr("Usual")
        yield "theme", self.tr("Colors"), ((words, name) for name, words in colors.items())
        yield "text_size", self.tr("Size of all texts"), self._percents(TEXT_SIZES)
        yield "passage_size", self.tr("Size of the passage"), self._percents(PASSAGE_SIZES)
        yield "font", self.tr("Font"), self._fonts()
        lengths = dict(zip(LINE_LENGTHS, self._lengths(), strict=True))
        yield "line_length", self.tr("Line length"), ((words, length) for length, words in lengths.items())
        for name, words, values in (
            ("line_spacing", self.tr("Space between lines"), LINE_SPACINGS),
            ("paragraph_spacing", self.tr("Space between paragraphs"), PARAGRAPH_SPACINGS),
        ):
            times = self.tr("{factor} × the letters’ size")
            spaces = (
                (times.format(factor=self.locale().toString(each / 100, "g", 3)), each) for each in values if each
            )
            yield name, words, ((usual, 0), *spaces)
        for name, words, values in (
            ("letter_spacing", self.tr("Space between letters"), LETTER_SPACINGS),
            ("word_spacing", self.tr("Space between words"), WORD_SPACINGS),
        ):
            more = self.tr("{percent} % more")
            yield name, words, ((usual, 0), *((more.format(percent=each), each) for each in values if each))

    def _percents(self, sizes: Iterable[int]) -> _Choices:
        words = self.tr("{percent} %")
        return ((words.format(percent=size), size) for size in sizes)

    def _lengths(self) -> tuple[str, ...]:
        usual = self.tr("Usual (75 letters)")
        return self.tr("Very short"), self.tr("Short"), usual, self.tr("Long"), self.tr("As wide as the window")

    def _fonts(self) -> _Choices:
        yield self.tr("Usual (serif passage)"), USUAL_FONT
        yield self.tr("System font"), SYSTEM_FONT
        yield LEGIBLE_FAMILY, LEGIBLE_FONT
        for family in QFontDatabase.families():  # among them the one above, once it was used
            is_usable = QFontDatabase.isSmoothlyScalable(family) and not QFontDatabase.isPrivateFamily(family)
            if is_usable and family != LEGIBLE_FAMILY:
                yield family, family

    def _field(self, name: str, words: str, choices: _Choices) -> QWidget:
        field = QWidget()
        box = self.boxes[name] = ChoiceBox(self._theme, words, field)
        box.show_choices(choices)
        box.use_length(18)
        box.currentIndexChanged.connect(lambda _: self._choose(name, box.currentData()))
        label = Label(self._theme, FontRole.LABEL, words, wraps=False)
        label.setBuddy(box)
        fill(QVBoxLayout(field), label, box, margins=(0, 0, 0, 0), spacing=3)
        return field

    def _choose(self, name: str, value: Any) -> None:
        self._theme.show(self._theme.look._replace(**{name: value}))

    def _sample(self) -> QWidget:
        sample = QFrame()
        sample.setObjectName("card")
        self.passage = LayeredView(self._theme)
        self.passage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.passage.show_passage(
            read_passage(
                self.tr(
                    "When the harbor closed, the white tower stood empty for eleven years. Nobody lit the lamp."
                    "\n\nThen a teacher asked for the key. Her class painted the door, and wrote down what the"
                    " fishermen still knew."
                )
            )
        )
        self.passage.setAccessibleName(self.tr("Sample of a passage"))
        self.question = Label(self._theme, FontRole.STEM, self.tr("How long did the tower stand empty?"), wraps=True)
        fill(QVBoxLayout(sample), (self.passage, 1), self.question, margins=(8, 8, 8, 8))
        return sample

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the sample beside the choices, or below them where that would be too narrow."""
        is_wide = self.width() >= self._theme.pixels(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        self.passage.setMinimumHeight(self.passage.fontMetrics().height() * 3)

    def _show_look(self) -> None:
        """Show what is chosen, wherever it was."""
        for name, box in self.boxes.items():
            value = getattr(self._theme.look, name)
            if box.findData(value) < 0:  # a font that is not installed here
                box.addItem(str(value), value)
            box.show_choice(value)
        self._fit()
