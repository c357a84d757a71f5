"""The page of the first start, which asks for nothing that cannot be chosen later."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy

from quizapp.domain.runs import InlineText, Run
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.language import NAMES, current_language
from quizapp.gui.kit.shapes import from_start, paint_icon, painter_on
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.wrapping_button import UNBROKEN, WrappingButton
from quizapp.gui.shell.help_pages import Choice, welcome

CHOICES = {"library": "book", "open": "open", "learner": "learner", "look": "look"}
"""The choices in the order of the page, each with its icon."""


class WelcomePage(CenteredCard):
    """Says what the program is, and offers the language and four big choices. Arrow keys go from one to the next.

    Signals:
        language_chosen: gives a language of `settings.LANGUAGES`.
        chosen: gives one of `CHOICES`.
    """

    language_chosen = Signal(str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, *, offers_languages: bool = True) -> None:
        super().__init__(theme)
        head, choices = welcome()
        self.choices: dict[str, BigChoice] = {}
        group, languages = QButtonGroup(self), WrapBox()
        flow = FlowLayout(languages, spacing=6)
        self.languages: dict[str, TabButton] = {}
        for language, name in NAMES.items():
            button = self.languages[language] = TabButton(name)
            button.setAccessibleDescription(QCoreApplication.translate("HeaderBar", "Language"))
            button.setChecked(language == current_language())
            button.toggled.connect(partial(self._choose_language, language))
            group.addButton(button)
            flow.addWidget(button)
        fill(self.column, Label(theme, FontRole.HEADLINE, head.title, wraps=True))
        fill(self.column, Label(theme, FontRole.PLAIN, head.text, wraps=True), languages)
        if not offers_languages:
            languages.hide()
        for (name, icon), choice in zip(CHOICES.items(), choices, strict=True):
            big = self.choices[name] = BigChoice(theme, icon, choice)
            big.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            big.installEventFilter(self)
            self.column.addWidget(big)
        self.column.addStretch(1)

    def _choose_language(self, language: str, is_chosen: bool) -> None:
        if is_chosen:
            self.language_chosen.emit(language)

    def focus(self) -> None:
        """Give the focus to the first choice, so that Enter goes to the texts."""
        self.choices["library"].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                buttons = [*self.choices.values()]
                at = next(at for at, button in enumerate(buttons) if button is watched)
                buttons[(at + by) % len(buttons)].setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)


class BigChoice(WrappingButton, QAbstractButton):
    """A large button with an icon, a title, and what it is for below."""

    _across = QSizePolicy.Policy.Preferred

    def __init__(self, theme: Theme, icon: str, choice: Choice) -> None:
        super().__init__(theme)
        self._icon_name = icon
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_text(InlineText((Run(choice.title, strong=True), Run(f"\n{choice.text}"))))
        self.setAccessibleName(choice.title)
        self.setAccessibleDescription(choice.text)

    def _text_room(self, width: int) -> tuple[int, int]:
        left = round(self._unit * 2.6)
        return left, max(self._unit, width - left - round(self._unit * 0.7))

    def _text_heights(self) -> tuple[int, int]:
        return round(self._unit * 3.4), round(self._unit * 1.2)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(UNBROKEN))  # the layout asks again for its own width

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._unit * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        self.paint_ground(painter, "hover" if self.underMouse() else "card", "edge")
        size = round(self._unit * 1.3)
        box = from_start(painter, QRectF(self._unit * 0.7, (self.height() - size) / 2, size, size), self.rect())
        paint_icon(painter, self._theme, self._icon_name, "accent", box.center(), size)
        self.paint_shown(painter)
