"""Answering `matching`."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QVBoxLayout, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Response
from quizapp.domain.text import shortened
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.dragging import Dragging
from quizapp.gui.answers.parts.outcome import outcomes_of
from quizapp.gui.answers.parts.slot_card import Look, SlotCard
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.choosing_keys import index_of_key
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.inline_text import headed
from quizapp.gui.kit.label import InlineLabel, Label
from quizapp.gui.kit.shapes import Marked
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.matching import Matching

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


class _Slot(SlotCard):
    """The place of one prompt's option.

    Signals:
        clear_requested: the user wants to take its option out.
        step_requested: the user wants to go to the next (1) or previous (-1) place.
    """

    clear_requested = Signal()
    step_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_requested.emit()
        elif key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step_requested.emit(steps[key])
        else:
            super().keyPressEvent(event)


class _Row(QFrame):
    """A prompt and the place for its option."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.id = ""
        self.name = ""
        self.prompt = ""
        self.option: str | None = None
        self.label = InlineLabel(theme, FontRole.OPTION, wraps=True)
        self.label.setContentsMargins(3, 0, 3, 0)
        self.slot = _Slot(theme)
        fill(QVBoxLayout(self), self.label, self.slot, margins=(0, 0, 0, 6), spacing=2)

    def show_prompt(self, id_: str, name: str, prompt: str, option: str | None) -> None:
        self.id, self.name, self.prompt, self.option = id_, name, prompt, option
        self.label.setText(headed(name, prompt))


class MatchingView(AnswerView):
    """Prompts with places, and the options to put into them by dragging, from a list, or by letter."""

    question: Matching
    needs_key_hint = True  # as the options can be out of sight

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.rows: list[_Row] = []
        self.cards: list[SlotCard] = []
        self.shown_rows: list[_Row] = []
        self.shown_cards: list[SlotCard] = []
        self._options: dict[str, str] = {}
        self._menu: QMenu | None = None
        self._dragging = Dragging(self)
        self._dragging.dropped.connect(self._drop)
        self._dragging.over_changed.connect(self._show_over)
        self._left, self._tray = QWidget(), QFrame()
        title = Label(theme, FontRole.SMALL, color="muted", text=self.tr("Options"))
        title.setContentsMargins(3, 3, 3, 0)
        self._prompts = fill(QVBoxLayout(self._left), spacing=2, margins=(0, 0, 0, 0))
        self._cards = fill(QVBoxLayout(self._tray), title, spacing=2, margins=(0, 0, 0, 0))
        self._dragging.add_target(self._tray)
        self._columns = fill(QBoxLayout(QBoxLayout.Direction.LeftToRight, self), spacing=10, margins=(0, 0, 0, 0))
        self._columns.addWidget(self._left, 58, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._tray, 42, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._lay_out)

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        given = self.question.given(response)
        self._dragging.cancel()
        self._options = {id_: inline_text(text) for id_, text in self.question.value_texts.items()}
        self.shown_rows = show_kept(self.rows, len(arrangement), self._new_row)
        self.shown_cards = show_kept(self.cards, len(self._options), self._new_card)
        for number, (row, id_) in enumerate(zip(self.shown_rows, arrangement, strict=True), 1):
            row.show_prompt(id_, str(number), self.question.part_text(id_), given.get(id_))
        self._show_options()
        self._lay_out()

    def show_outcomes(self, mark: Mark) -> None:
        outcomes, right = outcomes_of(mark), self.question.right
        for row in self.shown_rows:
            key = right[row.id]
            marked: Marked = "right" if outcomes.get(row.id) == "right" else "wrong" if row.option else "missed"
            told = {
                "right": self.tr("Your answer, right"),
                "wrong": self.tr("Your answer, wrong. Right answer: {option}"),
                "missed": self.tr("Not answered. Right answer: {option}"),
            }[marked]
            if not row.option:
                row.slot.show_text(self.tr("Not answered"))
                row.slot.setAccessibleName(self.tr("Place {place}, empty").format(place=f"{row.name}. {row.prompt}"))
            tail = "" if marked == "right" else f"✓ {key}"
            row.slot.show_outcome(marked, tail, told.format(option=self._named(key)))
        for id_, card in zip(self._options, self.shown_cards, strict=True):
            belongs = [row.name for row in self.shown_rows if right[row.id] == id_]
            words = self.tr("Goes with {places}") if belongs else self.tr("Not needed")
            card.show_outcome("", _arrow(belongs), words.format(places=", ".join(belongs)))

    def name_of(self, part: str) -> str:
        return next((row.name for row in self.shown_rows if row.id == part), "")

    def name_in_sentence(self, part: str) -> str:
        return self.tr("Place {name}").format(name=self.name_of(part))

    def take_key(self, key: str) -> bool:
        """Put in an option by letter, at the focus or in the first empty place, or go to a place by digit."""
        rows, index = self.shown_rows, index_of_key(key)
        if key.isdigit():
            if not 0 <= index < len(rows) or not self.is_open:
                return False
            rows[index].slot.setFocus(_BY_KEY)
            return True
        if not 0 <= index < len(self._options) or not self.is_open:
            return False
        row = with_focus(rows) or self._first_empty()
        self.put(row, self.shown_cards[index].letter)
        following = rows[rows.index(row) + 1 :] + rows[: rows.index(row)]
        empty = next((each for each in following if each.option is None), row)
        empty.slot.setFocus(_BY_KEY)
        return True

    def _first_empty(self) -> _Row:
        return next((row for row in self.shown_rows if row.option is None), self.shown_rows[0])

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self._first_empty().slot.setFocus(reason)

    def letter_hint(self) -> str:
        return self.tr("Press A–{last} to fill the places, Space for a list").format(last=self.shown_cards[-1].letter)

    def put(self, row: _Row, option: str | None) -> None:
        """Put `option` into the place of `row`, from wherever it is; None empties the place."""
        if not self.is_open or row.option == option:
            return
        before = row.option
        if option is not None and not self.question.reuse:
            for other in self.shown_rows:
                if other.option == option:
                    other.option = None
        row.option = option
        self._show_options()
        if option is not None:
            words = self.tr("{option} put into {place}")
            announce(self, words.format(option=self._named(option), place=row.name))
        elif before is not None:
            announce(self, self.tr("{option} taken out of {place}").format(option=self._named(before), place=row.name))
        self.notice()

    def response(self) -> Response | None:
        filled = {each.id: each.option for each in self.shown_rows if each.option is not None}
        return dict(sorted(filled.items())) or None

    # lists to choose from

    def choose_option(self, row: _Row) -> None:
        """Open the list of options for the place of `row`."""
        title = self.tr("Put into {place}").format(place=f"{row.name}. {_safe(row.prompt)}")
        menu = self._new_menu(title)
        for id_, text in self._options.items():
            used = [other.name for other in self.shown_rows if other.option == id_]
            words = f"&{id_}. {_safe(text)}"
            if used:
                words += "  " + self.tr("(used in {places})").format(places=", ".join(used))
            menu.addAction(words, partial(self.put, row, id_))
        if row.option is not None:
            out = self.tr("Take out {option}").format(option=_safe(self._named(row.option)))
            menu.addAction(out, partial(self.put, row, None))
        self._open(menu, row.slot)

    def choose_place(self, card: SlotCard) -> None:
        """Open the list of places for the option of `card`."""
        menu = self._new_menu(_safe(self._named(card.letter)))
        for row in self.shown_rows:
            words = self.tr("Put into {place}").format(place=f"&{row.name}. {_safe(row.prompt)}")
            menu.addAction(words, partial(self.put, row, card.letter))
        self._open(menu, card)

    def _new_menu(self, title: str) -> QMenu:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        self._menu.setAccessibleName(title.replace("&&", "&"))
        return self._menu

    def _open(self, menu: QMenu, at: QWidget) -> None:
        menu.popup(at.mapToGlobal(QPoint(0, at.height())))
        menu.setActiveAction(menu.actions()[0])

    # what is shown

    def _new_row(self) -> _Row:
        row = _Row(self.theme, self._left)
        row.slot.clicked.connect(lambda: self.choose_option(row))
        row.slot.clear_requested.connect(lambda: self.put(row, None))
        row.slot.step_requested.connect(lambda by: self._step(row, by))
        self._dragging.add_source(row.slot)
        self._dragging.add_target(row)
        self._prompts.addWidget(row)
        return row

    def _new_card(self) -> SlotCard:
        card = SlotCard(self.theme, self._tray)
        card.clicked.connect(lambda: self.choose_place(card))
        self._dragging.add_source(card)
        self._cards.addWidget(card)
        return card

    def _show_options(self) -> None:
        for row in self.shown_rows:
            if row.option is None:
                row.slot.show_card("empty", "", self.tr("Choose an option"), tail_room="✓ W")
                words, named = f"{self.tr('Place {place}, empty')}. {self.tr('Choose an option')}", ""
            else:
                row.slot.show_card("filled", row.option, self._options[row.option], tail_room="✓ W")
                words, named = self.tr("Place {place}: {option}"), self._named(row.option)
            row.slot.setAccessibleName(words.format(place=f"{row.name}. {row.prompt}", option=named))
            row.slot.setAccessibleDescription(self.tr("Press the letter of an option, or Space for a list"))
        room = _arrow([str(len(self.shown_rows))] * (2 if self.question.reuse else 1))
        for number, (id_, card) in enumerate(zip(self._options, self.shown_cards, strict=True), 1):
            used = [row.name for row in self.shown_rows if row.option == id_]
            look: Look = "used" if used and not self.question.reuse else "option"
            card.show_card(look, id_, self._options[id_], _arrow(used), room)
            card.setAccessibleName(self._named(id_))
            if used:
                words = self.tr("Used in {places}").format(places=", ".join(used))
            else:
                words = self.tr("Option {number} of {count}").format(number=number, count=len(self._options))
            card.setAccessibleDescription(words)

    def _named(self, option: str) -> str:
        return f"{option}. {self._options[option]}"

    def _step(self, row: _Row, by: int) -> None:
        to = self.shown_rows.index(row) + by
        if 0 <= to < len(self.shown_rows):
            self.shown_rows[to].slot.setFocus(_BY_KEY)

    # dragging

    def _drop(self, source: SlotCard, target: QWidget | None) -> None:
        taken_from = next((row for row in self.shown_rows if row.slot is source), None)
        option = source.letter
        if isinstance(target, _Row) and option and target is not taken_from:
            if taken_from is not None:
                taken_from.option = None
            self.put(target, option)
        elif target is self._tray and taken_from is not None:
            self.put(taken_from, None)

    def _show_over(self, target: QWidget | None) -> None:
        for row in self.shown_rows:
            row.slot.show_over(row is target)

    # how it is laid out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the options beside the prompts, or below them in a narrow view."""
        beside = self.width() >= self.theme.pixels(470)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)


def _arrow(places: Sequence[str]) -> str:
    return "→ " + ", ".join(places) if places else ""


def _safe(text: str) -> str:
    """Shorten `text` for a menu, where an “&” makes no key."""
    return shortened(text, 70).replace("&", "&&")
