"""Fields for quotations, which are picked in the passage, at each of its levels, and shown with their places."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from quizapp.domain.evidence import quote_of
from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.domain.passage import Span, read_passage
from quizapp.domain.text import shortened
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.passage_picker import PassagePicker
from quizapp.gui.editor.forms.quotations import Stand, entries_of, stand_at, with_quotation
from quizapp.gui.kit.building import fill, name_by_tip, push_button, show_kept
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.kit.translate import translate
from quizapp.problems import Path

_LONGEST_SHOWN = 300
_NOTHING = read_passage("")


class _LevelLine(QWidget):
    """A quotation at one level, where it stands there, and the button that picks it anew."""

    def __init__(self, context: FormContext, pick: Callable[[], object], leave_out: Callable[[], object]) -> None:
        super().__init__()
        self._theme = context.theme
        self.words = Label(context.theme, FontRole.PLAIN, wraps=True)
        self.where = Label(context.theme, FontRole.SMALL, color="muted", wraps=True)
        self.pick = _quiet_button(self.tr("Pick again…"), pick)
        self.leave_out = _quiet_button(self.tr("Leave out"), leave_out)
        row = fill(QHBoxLayout(), (self.where, 1), self.leave_out, self.pick, spacing=6)
        fill(QVBoxLayout(self), self.words, row, margins=(0, 0, 0, 0), spacing=2)

    def show_stand(self, stand: Stand, level: ReadingLevel | None, above: str, *, is_named: bool) -> str:
        """Show a quotation at `level`, which is named where there are several, and return its words. Those that stand
        `above`, at the standard level, are not said again.
        """
        words = stand.quote.quote if stand.quote is not None else ""
        self.words.show_text(f"“{shortened(words, _LONGEST_SHOWN)}”" if words and words != above else "")
        is_found = len(stand.spans) == 1
        if level is None:
            told = self.tr("This bank has no passage.")
        elif not words:
            told = self.tr("Not at this level")
        elif not stand.spans:
            told = self.tr("These words are not in the passage.")
        elif not is_found:
            told = self.tr("These words are in the passage more than once.")
        else:
            told = self._place(level, stand)
        name = level.shown_name(translate) if level is not None and is_named else ""
        self.where.setText(self.tr("{level}: {place}").format(level=name, place=told) if name else told)
        self.where.set_color("muted" if is_found or not words else "wrong")
        self.pick.setEnabled(level is not None)
        self.leave_out.setVisible(level is not None and level.id != STANDARD and bool(words))
        if name:
            self.pick.setAccessibleName(self.tr("Pick again at the level {level}").format(level=name))
            self.leave_out.setAccessibleName(self.tr("Leave out at the level {level}").format(level=name))
        return words

    def _place(self, level: ReadingLevel, stand: Stand) -> str:
        """Return the words for the place of a quotation, with the words around it that tell it from others."""
        number = level.passage.paragraph_of(stand.spans[0].start)
        told = self.tr("Paragraph {number}").format(number=number) if number else self.tr("Before paragraph 1")
        if stand.quote is not None and stand.quote.prefix:
            told = self.tr("{place}, after “{words}”").format(place=told, words=shortened(stand.quote.prefix, 60))
        if stand.quote is not None and stand.quote.suffix:
            told = self.tr("{place}, before “{words}”").format(place=told, words=shortened(stand.quote.suffix, 60))
        return told


def _quiet_button(words: str, clicked: Callable[[], object]) -> QPushButton:
    button = push_button(words, clicked)
    button.setObjectName("quiet")
    return button


class QuotationView(QFrame):
    """One quotation at all levels."""

    def __init__(self, field: "QuotationField", index: int) -> None:
        super().__init__()
        self.setObjectName("model")
        self._field = field
        self._index = index
        self._lines: list[_LevelLine] = []
        self._column = fill(QVBoxLayout(), margins=(0, 0, 0, 0), spacing=6)
        self.gone = QToolButton()
        self.gone.setAutoRaise(True)
        field.context.theme.put_icon(self.gone, "close", 16, "muted")
        self.gone.clicked.connect(lambda: field.remove_quotation(index))
        name_by_tip(self.gone, self.tr("Remove this quotation"))
        side = fill(QVBoxLayout(), self.gone, 1, margins=(0, 0, 0, 0))
        fill(QHBoxLayout(self), (self._column, 1), side, margins=(10, 6, 4, 8), spacing=4)
        self.gone.setVisible(field.has_many)

    @property
    def lines(self) -> list[_LevelLine]:
        """A line for each level."""
        return [line for line in self._lines if not line.isHidden()]

    def show_entry(self, entry: Raw) -> None:
        """Show the quotation of an entry."""
        levels = self._field.context.levels
        lines = show_kept(self._lines, max(1, len(levels)), self._new_line)
        standard = ""
        for place, line in enumerate(lines):
            level = levels[place] if levels else None
            stand = stand_at(entry, level.id, level.passage) if level else stand_at(entry, STANDARD, _NOTHING)
            words = line.show_stand(stand, level, standard, is_named=len(levels) > 1)
            standard = standard or words

    def _new_line(self) -> _LevelLine:
        place = len(self._lines)
        pick = partial(self._field.pick, self._index, place)
        line = _LevelLine(self._field.context, pick, partial(self._field.leave_out, self._index, place))
        self._column.addWidget(line)
        return line


class QuotationField(Field):
    """Quotations, each with what it is at every level.

    Args:
        has_many: True for a list of them, False for a single one.
        one_sentence: True where a quotation has to be in one sentence.
    """

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        *,
        has_many: bool = True,
        one_sentence: bool = False,
        is_plain: bool = False,
        is_optional: bool = True,
    ) -> None:
        super().__init__(context, key, owner, is_plain=is_plain)
        self.has_many = has_many
        self._one_sentence = one_sentence
        self._is_optional = is_optional
        self._kept: list[QuotationView] = []
        self._shown_levels: Sequence[ReadingLevel] = ()
        self._rows = fill(QVBoxLayout(), margins=(0, 0, 0, 0), spacing=6)
        words = self.tr("Pick in the passage…")
        pick = self._pick_new
        self.button = push_button(words, pick) if self.is_at_top else _quiet_button(words, pick)
        self.button.setAccessibleDescription(self.label)
        self.column.addLayout(self._rows)
        self.column.addLayout(RowOrColumn(self.button, 1))

    # what is shown

    def entries(self) -> list[Raw]:
        """Return the quotations as they are written."""
        return entries_of(self.raw)

    @property
    def views(self) -> list[QuotationView]:
        """The quotations that are shown."""
        return self._kept[: len(self.entries())]

    def fill(self, *, is_new: bool) -> None:
        entries, self._shown_levels = self.entries(), self.context.levels
        for view, entry in zip(show_kept(self._kept, len(entries), self._new_view), entries, strict=True):
            view.show_entry(entry)
        self.button.setVisible(self.has_many or not entries)
        self.button.setEnabled(bool(self.context.levels))
        self.button.setToolTip("" if self.context.levels else self.tr("This bank has no passage."))

    def follow(self) -> None:
        if self.context.levels is not self._shown_levels:
            self.fill(is_new=False)

    def _new_view(self) -> QuotationView:
        view = QuotationView(self, len(self._kept))
        self._rows.addWidget(view)
        return view

    def control(self) -> QWidget:
        return self.button if not self.button.isHidden() or not self.views else self.views[0].lines[0].pick

    # what the author does

    def _pick_new(self) -> None:
        self.pick(len(self.entries()), 0)

    def pick(self, index: int, place: int) -> None:
        """Open the passage at the level of this place, to pick the quotation at `index`."""
        levels = self.context.levels
        if not levels:
            return
        level, entries = levels[place], self.entries()
        shown = entries[index : index + 1] or entries  # those that there are, where one is added
        marked = [span for each in shown for span in stand_at(each, level.id, level.passage).spans[:1]]
        title = self.tr("Pick in the passage")
        if len(levels) > 1:
            title = self.tr("Pick in the passage: {level}").format(level=level.shown_name(translate))
        PassagePicker(
            self,
            self.context.theme,
            level.passage,
            title,
            partial(self.take, index, level),
            pictures=self.context.pictures,
            marked=marked,
            one_sentence=self._one_sentence,
        ).open()

    def take(self, index: int, level: ReadingLevel, span: Span) -> None:
        """Have the words at `span` be the quotation at `index`."""
        entries = self.entries()
        old = entries[index] if index < len(entries) else None
        self._put_entry(index, with_quotation(old, level.id, quote_of(level.passage, span)))
        self.focus_quotation(index, self.context.levels.index(level))

    def leave_out(self, index: int, place: int) -> None:
        """Say that the level of this place has nothing like the quotation at `index`."""
        level = self.context.levels[place]
        self._put_entry(index, with_quotation(self.entries()[index], level.id, ""))

    def _put_entry(self, index: int, entry: Raw) -> None:
        entries = self.entries()
        if isinstance(self.raw, list) and index < len(entries):
            self.emit_edited((*self.path, index), entry)
        elif isinstance(self.raw, list) and self.raw:
            self.context.inserted.emit(self.path, index, entry)
        else:
            entries[index : index + 1] = [entry]
            self.put(entries if len(entries) > 1 else entries[0])

    def remove_quotation(self, index: int) -> None:
        """Take the quotation at `index` away."""
        if len(self.entries()) == 1:
            self.put(None if self._is_optional else [])
        else:
            self.context.removed.emit((*self.path, index))
        self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_quotation(self, index: int, place: int) -> None:
        """Go to the quotation at `index`, at the level of this place."""
        if index < len(self.views):
            self.views[index].lines[place].pick.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def field_at(self, path: Path) -> Field:
        return self
