"""Colors, fonts and icons: one object, handed to each widget that paints itself."""

import re
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from quizapp.gui.kit import line_spacing
from quizapp.settings import LEGIBLE_FONT, PASSAGE_SIZES, SYSTEM_FONT, TEXT_SIZES, USUAL_FONT, Look


class Colors(NamedTuple):
    """The colors of one theme, as #rrggbb. A test checks the contrasts: 4.5 for text, 3 for edges."""

    window: str
    card: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    soft: str
    hover: str
    right: str
    right_soft: str
    wrong: str
    wrong_soft: str
    mark: str
    warn: str
    warn_soft: str


THEMES = {
    "light": Colors(
        window="#f3f4f7", card="#ffffff", text="#1c2027", muted="#59606d", line="#d9dde4", edge="#858d9b",
        accent="#2f55d4", on_accent="#ffffff", soft="#e9eefc", hover="#f5f7fb", right="#14713d", right_soft="#e4f4ea",
        wrong="#b3261e", wrong_soft="#fcebe9", mark="#ffe9a8", warn="#8a5300", warn_soft="#fdf1dc",
    ),
    "dark": Colors(
        window="#15171c", card="#1f2229", text="#e7e9ee", muted="#a3abb9", line="#343943", edge="#7b8494",
        accent="#8fb1ff", on_accent="#0d1a3a", soft="#28324d", hover="#272b34", right="#6fd596", right_soft="#1c3527",
        wrong="#ff9c92", wrong_soft="#432624", mark="#5a4a12", warn="#f2bf62", warn_soft="#3a2e16",
    ),
    "cream": Colors(
        window="#efe8d8", card="#fbf6e9", text="#2b2620", muted="#655c4d", line="#ddd2bb", edge="#8d826c",
        accent="#1f5a8c", on_accent="#ffffff", soft="#e6ecec", hover="#f5eedd", right="#1a6636", right_soft="#e2eeda",
        wrong="#9c2a1c", wrong_soft="#f8e2d6", mark="#f6dd8e", warn="#7d4b00", warn_soft="#f7e6c4",
    ),
    "contrast": Colors(
        window="#000000", card="#000000", text="#ffffff", muted="#ffffff", line="#ffffff", edge="#ffffff",
        accent="#ffff00", on_accent="#000000", soft="#333300", hover="#1a1a1a", right="#00ff7f", right_soft="#002b12",
        wrong="#ff8a80", wrong_soft="#330500", mark="#5c5c00", warn="#ffd54a", warn_soft="#332600",
    ),
}  # fmt: skip

LEGIBLE_FAMILY = "Atkinson Hyperlegible"
"""The bundled font, made by the Braille Institute for readers with low vision."""
_USUAL_LOOK = Look()
_NO_END = 100_000
"""Pixels: longer than any line."""
_USUAL_TEXT = "When the harbor closed, the white tower stood empty for eleven years."
MONOSPACE = ["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"]
SERIF = ["Georgia", "Charter", "Noto Serif", "DejaVu Serif", "Times New Roman"]
_LENGTHS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "nine": 9, "ten": 10}
_LENGTHS |= {"fifteen": 15, "twenty": 20}
"""Lengths in the style sheet that grow with the text."""


class FontRole(Enum):
    """The purpose of a text: its size relative to plain text, its weight, and True in the passage."""

    PLAIN = (1.0, QFont.Weight.Normal, False)
    SMALL = (0.92, QFont.Weight.Normal, False)
    LABEL = (0.95, QFont.Weight.Normal, False)
    CHIP = (0.88, QFont.Weight.Normal, False)
    STRONG = (1.02, QFont.Weight.DemiBold, False)
    OPTION = (1.06, QFont.Weight.Normal, False)
    TITLE = (1.1, QFont.Weight.DemiBold, False)
    STEM = (1.28, QFont.Weight.DemiBold, False)
    HEADLINE = (1.7, QFont.Weight.DemiBold, False)
    PASSAGE = (1.2, QFont.Weight.Normal, True)
    PASSAGE_NUMBER = (0.95, QFont.Weight.Normal, True)


class Theme(QObject):
    """The current look.

    Signals:
        changed: colors or sizes have changed; whatever was made from them has to be made again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, look: Look = _USUAL_LOOK) -> None:
        super().__init__(app)
        self._app = app
        self._resources = resources
        self._system_font = QFont(app.font())
        self._base_size = max(self._system_font.pointSizeF(), 10.0)
        self._is_legible_there = False
        self._style = (resources / "styles" / "quizapp.qss").read_text(encoding="utf-8")
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._fonts: dict[FontRole, QFont] = {}
        self._icons: WeakKeyDictionary[QAbstractButton, tuple[str, int, str]] = WeakKeyDictionary()
        self.look = look
        self.colors = THEMES["light"]
        self._apply()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def name(self) -> str:
        """The name of the colors, of `settings.THEMES`."""
        return self.look.theme

    @property
    def text_size(self) -> int:
        """The size of texts in percent of the system's."""
        return self.look.text_size

    @property
    def scale(self) -> float:
        return self.text_size / 100

    def restyle_with(self, restyle: Callable[[], object]) -> None:
        """Call `restyle` now and whenever the look changes."""
        restyle()
        self.changed.connect(restyle)

    def follow(self, widget: QWidget) -> None:
        """Have `widget` laid out and painted again whenever the look changes."""
        self.changed.connect(widget.updateGeometry)
        self.changed.connect(widget.update)

    def show(self, look: Look) -> None:
        """Use `look` from here on."""
        if look != self.look:
            self.look = look
            self._apply()

    def use(self, name: str) -> None:
        """Use the colors of this name."""
        self.show(self.look._replace(theme=name))

    def resize_text(self, text_size: int) -> None:
        self.show(self.look._replace(text_size=text_size))

    def step_text(self, by: int) -> None:
        """Use the next larger (1) or smaller (-1) text size, if there is one."""
        self.resize_text(next_size(TEXT_SIZES, self.text_size, by))

    def step_passage(self, by: int) -> None:
        """Use the next larger (1) or smaller (-1) size of the passage, if there is one."""
        self.show(self.look._replace(passage_size=next_size(PASSAGE_SIZES, self.look.passage_size, by)))

    def color(self, name: str) -> QColor:
        """Give the color of this name in `Colors`."""
        return QColor(getattr(self.colors, name))

    def font(self, role: FontRole) -> QFont:
        if role not in self._fonts:
            size, weight, of_passage = role.value
            font = self._fonts[role] = self._spaced(size * (self.look.passage_size / 100 if of_passage else 1))
            font.setWeight(weight)
            if of_passage and self.look.font == USUAL_FONT:
                font.setFamilies(SERIF)
        return QFont(self._fonts[role])

    def _spaced(self, size: float) -> QFont:
        """Make a font that is `size` times as large as plain text, with the family and the spacing of the look."""
        font = QFont(self._system_font)
        font.setPointSizeF(self._base_size * self.scale * size)
        if self.look.font == LEGIBLE_FONT:
            font.setFamilies([LEGIBLE_FAMILY, *font.families()])
        elif self.look.font not in (USUAL_FONT, SYSTEM_FONT):
            font.setFamilies([self.look.font, *font.families()])
        if self.look.letter_spacing:
            em = line_spacing.em(font) / 100
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, em * self.look.letter_spacing)
        if self.look.word_spacing:
            font.setWordSpacing(line_spacing.em(font) / 100 * self.look.word_spacing)
        return font

    def line_width(self, role: FontRole) -> int:
        """Give the width in pixels of the longest line that the look allows, of average characters."""
        if not self.look.line_length:
            return _NO_END
        wide = QFontMetricsF(self.font(role)).horizontalAdvance(_USUAL_TEXT) / len(_USUAL_TEXT)
        return round(wide * self.look.line_length * 0.93)  # lines with many narrow letters hold more

    def pixels(self, length: float) -> int:
        """Give a length in pixels, scaled with the text size."""
        return round(length * self.scale)

    def pixmap(self, name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Give the icon `name` of the resources in a color of the theme, `size` pixels square; nothing for no name."""
        if not name:
            return QPixmap()
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            file = self._resources / "icons" / f"{name}.svg"
            pixmap = QPixmap.fromImage(_drawn(file, getattr(self.colors, color), round(size * ratio)))
            pixmap.setDevicePixelRatio(ratio)
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def icon(self, name: str, color: str = "text") -> QIcon:
        """Give the icon `name` at the size of a button; arrows follow the direction of the window."""
        if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            name = {"back": "next", "next": "back"}.get(name, name)
        icon = QIcon()  # not `QIcon(pixmap)`: choosing that constructor imports modules that the start doesn't need
        icon.addPixmap(self.pixmap(name, color, self.pixels(18), self._app.devicePixelRatio()))
        return icon

    def put_icon(self, button: QAbstractButton, name: str, size: int = 18, color: str = "text") -> None:
        """Give `button` the icon `name`, in each look; it is `size` pixels square at the plain text size."""
        self._icons[button] = name, size, color
        button.setIcon(self.icon(name, color))
        button.setIconSize(QSize(self.pixels(size), self.pixels(size)))

    def _follow_system(self) -> None:
        if self.name == "system":
            self._apply()

    def _apply(self) -> None:
        self.colors = THEMES[_system_theme() if self.name == "system" else self.name]
        self._pixmaps.clear()
        self._fonts.clear()
        if self.look.font == LEGIBLE_FONT and not self._is_legible_there:
            from PySide6.QtGui import QFontDatabase

            for file in sorted((self._resources / "fonts").glob("*.ttf")):
                QFontDatabase.addApplicationFont(str(file))
            self._is_legible_there = True
        line_spacing.use(self.look.line_spacing)
        self._app.setFont(self._spaced(1))
        self._app.setPalette(_palette(self.colors))
        lengths = {name: str(self.pixels(length)) for name, length in _LENGTHS.items()}
        values = self.colors._asdict() | lengths
        # `string.Template` does the same, but its module alone takes longer than all of this
        self._app.setStyleSheet(re.sub(r"\$\{?(\w+)\}?", lambda name: values[name[1]], self._style))
        for button, (icon, size, color) in list(self._icons.items()):
            if isValid(button):
                self.put_icon(button, icon, size, color)
        self.changed.emit()


def next_size(sizes: Sequence[int], size: int, by: int) -> int:
    """Give the one of `sizes` that is `by` steps from the nearest to `size`, or the last one in that direction."""
    nearest = min(range(len(sizes)), key=lambda index: abs(sizes[index] - size))
    return sizes[min(max(nearest + by, 0), len(sizes) - 1)]


def _system_theme() -> str:
    """Give the name of the colors that are most like the system's."""
    hints = QGuiApplication.styleHints()
    if (
        hasattr(hints, "accessibility")
        and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    ):
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


@lru_cache(maxsize=1000)  # some megabytes
def _drawn(file: Path, color: str, side: int) -> QImage:
    """Draw an icon in `color`; it is kept, as looks that were left come back."""
    # as an image file: importing QtSvg takes longer than reading all the icons
    svg = _svg(file).replace("#000000", color).replace("<svg ", f'<svg width="{side}" height="{side}" ')
    image = QImage()
    image.loadFromData(svg.encode(), "SVG")
    return image


@cache
def _svg(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _palette(colors: Colors) -> QPalette:
    palette = QPalette(QColor(colors.window))
    role = QPalette.ColorRole
    texts = (role.WindowText, role.Text, role.ButtonText)
    for color, roles in (
        (colors.window, (role.Window,)),
        (colors.text, (*texts, role.ToolTipText)),
        (colors.card, (role.Base, role.Button, role.ToolTipBase)),
        (colors.hover, (role.AlternateBase, role.Light)),
        (colors.accent, (role.Highlight, role.Accent, role.Link)),
        (colors.on_accent, (role.HighlightedText,)),
        (colors.muted, (role.PlaceholderText,)),
        (colors.line, (role.Mid,)),
        (colors.soft, (role.Midlight,)),
        (colors.edge, (role.Dark,)),
    ):
        for which in roles:
            palette.setColor(which, QColor(color))
    for which in texts:
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colors.muted))
    return palette
