"""Colors that can be read, whatever the theme, and sizes within their bounds."""

from itertools import product
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from quizapp.gui.kit.theme import THEMES, Colors, FontRole
from quizapp.paths import resources_dir
from quizapp.settings import TEXT_SIZES
from quizapp.settings import THEMES as THEME_NAMES
from tests.gui.conftest import flush
from tests.gui.seen import contrast

TEXTS = [
    *product(["text"], ["card", "window", "soft", "hover", "mark", "right_soft", "wrong_soft", "warn_soft"]),
    *product(["muted"], ["card", "window", "hover", "soft"]),
    *product(["accent"], ["card", "window", "soft", "hover"]),
    *product(["right"], ["card", "right_soft", "soft", "hover"]),
    *product(["wrong"], ["card", "wrong_soft", "soft", "hover"]),
    *product(["warn"], ["card", "window", "warn_soft", "soft", "hover"]),
    ("on_accent", "accent"),
    ("card", "right"),  # letters and signs in a filled badge
    ("card", "wrong"),
    ("card", "warn"),
]
EDGES = [
    *product(["edge"], ["card", "window", "hover"]),
    *product(["accent"], ["card", "window", "hover", "soft"]),  # edges of what is chosen, and the focus
    *product(["text"], ["card", "window", "soft"]),  # the ring around it
    *product(["right", "wrong", "warn"], ["card"]),
]


def test_texts_edges_and_the_focus_can_be_seen_in_every_theme():
    """Texts have a contrast of 4.5 with what they stand on, edges and rings one of 3 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    weak = [
        (name, front, back, round(found, 2))
        for name, colors in THEMES.items()
        for pairs, least in ((TEXTS, 4.5), (EDGES, 3))
        for front, back in pairs
        if (found := contrast(getattr(colors, front), getattr(colors, back))) < least
    ]
    assert not weak


def test_every_color_is_written_in_full():
    for color in (color for name in THEMES for color in Colors(*THEMES[name])):
        assert len(color) == 7
        assert int(color[1:], 16) >= 0


@pytest.mark.parametrize(
    ("one", "other", "wanted"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1)]
)
def test_contrast_is_that_of_wcag(one, other, wanted):
    assert contrast(one, other) == pytest.approx(wanted, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_that_can_be_set_can_be_used(theme, name, qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    theme.use(name)
    flush()
    assert label.palette().windowText().color() == theme.color("text")
    assert label.palette().window().color() == theme.color("window")


def test_a_change_is_told_once_and_only_when_there_is_one(theme):
    told = []
    theme.changed.connect(lambda: told.append(theme.name))
    theme.use("dark")
    theme.use("dark")
    theme.resize_text(125)
    theme.resize_text(125)
    assert told == ["dark", "dark"]


class _Hints(QObject):
    """Stands in for what a desktop tells Qt; no platform of the tests has a color scheme."""

    colorSchemeChanged = Signal()
    contrastPreferenceChanged = Signal()

    def __init__(self):
        super().__init__()
        self.scheme = Qt.ColorScheme.Unknown
        self.contrast = Qt.ContrastPreference.NoPreference

    def accessibility(self):
        return self

    def contrastPreference(self):
        return self.contrast

    def colorScheme(self):
        return self.scheme

    def change(self, scheme):
        self.scheme = scheme
        self.colorSchemeChanged.emit()


def test_the_colors_of_the_system_are_followed(new_theme, monkeypatch):
    hints = _Hints()
    monkeypatch.setattr("quizapp.gui.kit.theme.QGuiApplication", SimpleNamespace(styleHints=lambda: hints))
    theme = new_theme("system")
    assert theme.colors == THEMES["light"]
    hints.change(Qt.ColorScheme.Dark)
    assert theme.colors == THEMES["dark"]
    theme.use("cream")
    hints.change(Qt.ColorScheme.Light)
    assert theme.colors == THEMES["cream"]
    theme.use("system")
    assert theme.colors == THEMES["light"]
    hints.contrast = Qt.ContrastPreference.HighContrast
    hints.contrastPreferenceChanged.emit()
    assert theme.colors == THEMES["contrast"]


def test_text_sizes_go_step_by_step_up_to_their_bounds(theme):
    seen = [theme.text_size]
    for by in [1] * 10 + [-1] * 14:
        theme.step_text(by)
        seen.append(theme.text_size)
    assert max(seen) == TEXT_SIZES[-1] == 300
    assert seen[-1] == min(seen) == TEXT_SIZES[0]
    assert set(seen) == set(TEXT_SIZES)


def test_fonts_grow_with_the_text_size(theme):
    before = {role: theme.font(role).pointSizeF() for role in FontRole}
    theme.resize_text(200)
    for role in FontRole:
        assert theme.font(role).pointSizeF() == pytest.approx(2 * before[role], rel=0.01)


def test_a_second_theme_does_not_grow_what_the_first_has_set(new_theme):
    one = new_theme("light", 100)
    before = one.font(FontRole.PLAIN).pointSizeF()
    one.resize_text(200)
    one.resize_text(100)
    assert one.font(FontRole.PLAIN).pointSizeF() == before


def test_every_icon_is_painted_in_the_color_asked_for(theme):
    before = {}
    for path in sorted((resources_dir() / "icons").iterdir()):
        picture = before[path.stem] = theme.pixmap(path.stem, "wrong", 24).toImage()
        assert picture.size().toTuple() == (24, 24)
        opaque = [pixel for x in range(24) for y in range(24) if (pixel := picture.pixelColor(x, y)).alpha() == 255]
        assert len(opaque) > 5, path.stem
        assert {pixel.name() for pixel in opaque} == {THEMES["light"].wrong}
    theme.use("dark")
    for name, picture in before.items():
        assert theme.pixmap(name, "wrong", 24).toImage() != picture


def test_icons_are_sharp_on_dense_screens(theme):
    pixmap = theme.pixmap("flag", "text", 18, 2.0)
    assert pixmap.size().toTuple() == (36, 36)
    assert pixmap.deviceIndependentSize().toTuple() == (18, 18)


def test_arrows_point_the_other_way_in_a_window_that_runs_from_right_to_left(theme):
    def seen():
        return [theme.icon(name).pixmap(18).toImage() for name in ("back", "next", "up")]

    before, direction = seen(), QGuiApplication.layoutDirection()
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert seen() == [before[1], before[0], before[2]]
        assert before[0] != before[1]
    finally:
        QGuiApplication.setLayoutDirection(direction)
