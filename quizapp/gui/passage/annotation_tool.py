"""The highlighter, and notes on places: their buttons, keys and menus."""

from functools import partial, reduce

from PySide6.QtCore import QObject, QRect, QRectF, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from quizapp.domain.event import PenColor
from quizapp.domain.marginalia import PlacedRemark, PlaceNote
from quizapp.domain.passage import Span
from quizapp.domain.text import shortened
from quizapp.gui.kit.building import name_by_tip
from quizapp.gui.kit.dialogs import ask
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.menu_button import add_choice
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.annotation_layer import AnnotationLayer
from quizapp.gui.passage.annotation_panel import AnnotationPanel
from quizapp.gui.passage.chosen_words import ChosenWords
from quizapp.gui.passage.missing_notice import MissingNotice
from quizapp.gui.passage.note_panel import NotePanel
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.gui.passage.pen_bar import PenBar
from quizapp.gui.passage.pens import PENS, pen_icon
from quizapp.gui.passage.remark_step import next_entry
from quizapp.reports.annotations import PEN_NAMES, RemarkEntry, remark_entry
from quizapp.services.annotating import Annotating

_LONGEST_TOLD = 120


class AnnotationTool(QObject):
    """Lets the learner highlight words of the passage of `card`, and write notes on them.

    Signals:
        drafted: a note is being typed, and should be saved soon.
    """

    drafted = Signal()

    def __init__(self, theme: Theme, card: PassageCard) -> None:
        super().__init__(card)
        self._theme, self._card, self._view, self._bar = theme, card, card.passage, card.tools
        self._words = ChosenWords(self._view)
        self._annotating: Annotating | None = None
        self._was_open = False
        self._entries: dict[PlacedRemark, RemarkEntry] = {}
        self._pen: PenColor = PENS[0]
        self._pressed = ""
        """The id of the highlight that the small bar is about."""
        self._pen_bar: PenBar | None = None
        self._note_panel: NotePanel | None = None
        self._list: AnnotationPanel | None = None
        self._missing: MissingNotice | None = None
        self._last = ""
        """The id of the highlight or note that keys went to last."""
        self.layer = AnnotationLayer(theme, self._view.text, self)
        self._view.add_layer(self.layer, at_bottom=True)
        bar = self._bar
        self.on = bar.add_tool("highlighter", "highlighter", self.tr("Highlighter"), toggled=self._turn)
        self.pens = bar.add_tool("pens", "highlighter", self.tr("Highlighter colors"), fill=self._fill_menu)
        bar.add_tool("notes", "comment", self.tr("Note on a place"), key="note on a place", clicked=self.write_note)
        words = self.tr("Your notes and highlights")
        self.shown = bar.add_tool("list", "list", words, toggled=self._show_list)
        bar.add_key("highlight", "highlighter", self.mark_or_remove)
        bar.add_key("next highlight", "list", partial(self._step, 1))
        bar.add_key("previous highlight", "list", partial(self._step, -1))
        layer = self.layer
        layer.pressed.connect(self._show_bar_at)
        layer.note_pressed.connect(lambda id_: self._open(self._note(id_)))
        layer.mark_requested.connect(self._toggle)
        layer.removal_requested.connect(self._remove_at)
        layer.pen_requested.connect(self._use_pen)
        layer.end_requested.connect(lambda: self.on.setChecked(False))
        layer.bar_end_requested.connect(self._hide_bar)
        layer.menu_requested.connect(self._add_to_menu)
        self._view.selection_made.connect(self._take_selection)
        self._view.passage_shown.connect(self._follow_passage)
        theme.restyle_with(self._restyle)

    def use(self, annotating: Annotating | None) -> None:
        """Show the highlights and notes of an attempt; none for None."""
        is_open = annotating is not None and annotating.is_open
        if annotating is not None and annotating is self._annotating and self._was_open == is_open:
            self._follow_passage()
            return
        self._annotating, self._was_open = annotating, is_open
        self.on.setChecked(False)
        if self._missing is not None:
            self._missing.hide()
        if self._note_panel is not None:
            self._note_panel.put_away()
        for name in ("highlighter", "pens", "notes"):
            self._bar.offer(name, is_open)
        self._follow_passage()

    def show_remark(self, id_: str, is_note: bool) -> None:
        """Bring the highlight or note with this id into view, and open a note."""
        found = (each for each in self._all_entries() if each.id == id_ and is_note is not bool(each.pen))
        if (entry := next(found, None)) is not None:
            self._go_to(entry)

    def tell_missing(self) -> None:
        """Tell that some are not in the text as it is now; where the list is shown, it tells that."""
        count = sum(entry.span is None for entry in self._all_entries())
        if self.shown.isChecked() or self.open_note or not (count or self._missing):
            return
        self._missing = self._missing or MissingNotice(self._theme, self._card)
        self._missing.tell_count(count)

    def undo(self) -> bool:
        """Take back the last change; False where there is none."""
        if self._annotating is None or not self._annotating.undo():
            return False
        if self._note_panel is not None and self._note_panel.note is not None:
            there = self._note(self._note_panel.note.id)
            self._note_panel.field.show_note(there.text if there is not None else "")
        self._refresh()
        self._tell(self.tr("Your last change to highlights and notes was undone."))
        return True

    # what is shown

    def _follow_passage(self) -> None:
        self._entries.clear()
        self._refresh()

    def _refresh(self) -> None:
        self._hide_bar()  # what it is about may be gone
        entries = self._all_entries()
        self.layer.show(entries)
        is_open = self._annotating is not None and self._annotating.is_open
        self._bar.offer("list", bool(entries) or is_open)
        if self._list is not None and not self._list.isHidden():
            self._list.show_entries(entries, is_open=is_open)

    def _all_entries(self) -> list[RemarkEntry]:
        """Return what there is, in the order of the passage; what is not in it comes last."""
        if self._annotating is None or self._view.passage is None:
            return []
        passage, old = self._view.passage, self._entries
        placed = self._annotating.placed()
        self._entries = {each: old.get(each) or remark_entry(each, passage, translate) for each in placed}
        return list(self._entries.values())

    def _tell(self, words: str) -> None:
        self.layer.announced.emit(words)

    def _restyle(self) -> None:
        self.pens.setIcon(self._icon(self._pen))
        words = self.tr("Highlighter color: {color}").format(color=translate(PEN_NAMES[self._pen]))
        name_by_tip(self.pens, words)

    def _icon(self, pen: PenColor, *, framed: bool = False) -> QIcon:
        return pen_icon(self._theme, pen, self._theme.pixels(18), self._view.devicePixelRatioF(), framed=framed)

    # highlights

    def _turn(self, on: bool) -> None:
        self.layer.turn(on)
        if on and self._words.selection() is not None:
            self._mark(self._words.here())
        if on:
            self._tell(self.tr("Highlighter on. Select words, or go through the sentences with arrow keys and Space."))
        else:
            self._tell(self.tr("Highlighter off"))

    def mark_or_remove(self) -> None:
        """Highlight what is selected, or the sentence at the text cursor; take away a highlight that is there."""
        if (
            self._words.selection() is None
            and self._annotating is not None
            and self._annotating.highlight_at(self._words.caret())
        ):
            self._remove_at(None)
        else:
            self._mark(self._words.here())

    def _toggle(self, sentence: Span | None) -> None:
        """Highlight what is selected, or `sentence`; one that is highlighted no longer is."""
        chosen = self._words.selection()
        span = chosen or sentence or self._words.here()
        if span is None or self._annotating is None:
            return
        old = self._annotating.highlight_at(span) if chosen is None else None
        if old is not None and old.color == self._pen:
            self._remove(old.id)
        else:
            self._mark(span)

    def _mark(self, span: Span | None) -> None:
        marked = self._annotating.highlight(span, self._pen) if span is not None and self._annotating else None
        if marked is None or self._view.passage is None:
            return
        self._words.deselect(marked)
        self._refresh()
        words = shortened(self._view.passage.text[marked.start : marked.end], _LONGEST_TOLD)
        color = translate(PEN_NAMES[self._pen])
        self._tell(self.tr("Highlighted, {color}: “{words}”").format(color=color, words=words))

    def _use_pen(self, pen: PenColor) -> None:
        """Highlight with this pen from now on, and at once what is selected."""
        self._pen = pen
        self._restyle()
        if self._words.selection() is not None:
            self._mark(self._words.selection())
        else:
            self._tell(self.tr("Color chosen: {color}").format(color=translate(PEN_NAMES[pen])))

    def _recolor(self, id_: str, pen: PenColor) -> None:
        if self._annotating is not None and self._annotating.recolor(id_, pen):
            self._refresh()
            self._tell(self.tr("Color changed: {color}").format(color=translate(PEN_NAMES[pen])))

    @property
    def _pressed_words(self) -> Span | None:
        return next((entry.span for entry in self.layer.highlights if entry.id == self._pressed), None)

    def _choose_in_bar(self, pen: PenColor) -> None:
        """Use a pen for the words that the bar is about, which are selected or have a highlight."""
        if self._pressed:
            self._recolor(self._pressed, pen)
        else:
            self._use_pen(pen)

    def _remove_at(self, sentence: Span | None) -> None:
        here = self._words.selection() or sentence or self._words.caret()
        if self._annotating is not None and (old := self._annotating.highlight_at(here)) is not None:
            self._remove(old.id)

    def _remove(self, id_: str) -> None:
        if self._annotating is not None and self._annotating.remove(id_):
            self._refresh()
            self._tell(self.tr("Highlight removed"))

    def _ask_to_remove_all(self) -> None:
        count = len(self._annotating.highlights) if self._annotating is not None else 0
        text = self.tr("You have %n highlights in this text. You can take this back with {key}.", "", count).format(
            key=shortcut_of("undo")
        )
        choices = [(self.tr("Remove all"), self._remove_all), (self.tr("Keep them"), None)]
        ask(self._card.window(), self.tr("Remove all highlights?"), text, choices, default=1)

    def _remove_all(self) -> None:
        if self._annotating is not None and self._annotating.remove_all():
            self._refresh()
            self._view.setFocus()
            self._tell(self.tr("All highlights removed. {key} takes that back.").format(key=shortcut_of("undo")))

    # notes

    def write_note(self, words: Span | None = None) -> None:
        """Write a note, or open it, on `words`, or else on what is selected, or the sentence at the text cursor."""
        if self._annotating is None:
            return
        there = self._annotating.note_at(words or self._words.caret()) if self._words.selection() is None else None
        here = words or self._words.here()
        note = there or (self._annotating.note(here) if here is not None else None)
        if note is not None:
            self._open(note)

    def _note(self, id_: str) -> PlaceNote | None:
        return self._annotating.notes.get(id_) if self._annotating is not None else None

    def _open(self, note: PlaceNote | None) -> None:
        if note is None or self._annotating is None:
            return
        if self._note_panel is None:
            self._note_panel = NotePanel(self._theme, self._card)
            self._card.add_panel(self._note_panel)
            self._note_panel.note_changed.connect(self._write)
            self._note_panel.deleted.connect(self._delete_note)
            self._note_panel.closed.connect(self._close_note)
        span = self._annotating.span_of(note.place)
        if span is not None:
            self._view.scroll_to(span)
        self._note_panel.show_note(note, is_open=self._annotating.is_open)

    def _write(self, text: str) -> None:
        note = self._note_panel.note if self._note_panel is not None else None
        if note is None or self._annotating is None:
            return
        if self._annotating.write(note, text, as_draft=True):
            self.drafted.emit()
            self._refresh()

    def _delete_note(self) -> None:
        note = self._note_panel.note if self._note_panel is not None else None
        if note is not None and self._annotating is not None and self._annotating.write(note, ""):
            self._tell(self.tr("Note deleted. {key} takes that back.").format(key=shortcut_of("undo")))
        self._close_note()

    def _close_note(self) -> None:
        if self._annotating is not None:
            self._annotating.end_writing()
        if self._note_panel is not None:
            self._note_panel.put_away()
        self._view.setFocus()
        self._refresh()

    # the mouse

    def _take_selection(self) -> None:
        span = self._words.selection()
        if span is None or self._annotating is None or not self._annotating.is_open:
            return
        if self.on.isChecked():
            self._mark(span)
        else:
            self._show_bar(span)

    def _show_bar_at(self, offset: int) -> None:
        entries = [entry for entry in self.layer.at(offset) if entry.span is not None]
        if self._annotating is None or not entries:
            return
        if not self._annotating.is_open or not entries[0].pen:
            self._open(next((self._note(entry.id) for entry in entries if not entry.pen), None))
        elif entries[0].span is not None:
            self._show_bar(entries[0].span, entries[0])

    def _show_bar(self, span: Span, entry: RemarkEntry | None = None) -> None:
        self._pressed = entry.id if entry is not None else ""
        has_pens, has_note = self._bar.is_there("highlighter"), self._bar.is_there("notes")
        if not (has_pens or has_note):
            return
        if self._pen_bar is None:
            self._pen_bar = PenBar(self._theme, self._view)
            self._pen_bar.shown.connect(partial(setattr, self.layer, "has_bar"))
            self._pen_bar.pen_chosen.connect(self._choose_in_bar)
            self._pen_bar.note_requested.connect(self._pen_bar.hide)
            self._pen_bar.note_requested.connect(lambda: self.write_note(self._pressed_words))
            self._pen_bar.removal_requested.connect(lambda: self._remove(self._pressed))
        around = reduce(QRectF.united, self._view.text.boxes(span), QRectF())
        scrolled = self._view.verticalScrollBar().value()
        place: QRect = around.translated(0, -scrolled).toAlignedRect()
        self._pen_bar.show_beside(place, entry.pen if entry is not None else "", has_pens=has_pens, has_note=has_note)

    def _hide_bar(self) -> None:
        if self._pen_bar is not None:
            self._pen_bar.hide()

    # menus and the list

    def _fill_menu(self, menu: QMenu) -> None:
        if self._annotating is None:
            return
        for pen in PENS:
            action = add_choice(menu, translate(PEN_NAMES[pen]), pen == self._pen, partial(self._use_pen, pen))
            action.setIcon(self._icon(pen, framed=pen == self._pen))
        menu.addSeparator()
        self._add_marking(menu)
        there = self._annotating.highlights
        self._add(menu, self.tr("Undo the last change"), self.undo, self._annotating.can_undo)
        self._add(menu, self.tr("Remove all highlights…"), self._ask_to_remove_all, bool(there))

    def _add_marking(self, menu: QMenu) -> None:
        words = (
            self.tr("Highlight this sentence") if self._words.selection() is None else self.tr("Highlight these words")
        )
        here = self._words.here()
        mark = self._add(menu, words, lambda: self._mark(here), here is not None)
        mark.setShortcut(*KEYS["highlight"])
        there = (
            self._annotating.highlight_at(self._words.selection() or self._words.caret()) if self._annotating else None
        )
        for pen in PENS if there is not None else ():
            if there is not None and pen != there.color:
                change = self.tr("Change the highlight to {color}").format(color=translate(PEN_NAMES[pen]))
                self._add(menu, change, partial(self._recolor, there.id, pen), True)
        remove = self.tr("Remove this highlight")
        self._add(menu, remove, lambda: self._remove(there.id if there else ""), there is not None)

    def _add_to_menu(self, menu: QMenu, offset: int) -> None:
        if self._annotating is None or not self._annotating.is_open:
            return
        if self._words.selection() is None:
            self._words.deselect(Span(offset, offset))
        menu.addSeparator()
        if self._bar.is_there("highlighter"):
            self._add_marking(menu)
        if self._bar.is_there("notes"):
            self._add(menu, self.tr("Write a note"), self.write_note, self._words.here() is not None)

    def _add(self, menu: QMenu, words: str, do: object, enabled: bool) -> QAction:
        action = menu.addAction(words)
        action.setEnabled(enabled)
        action.triggered.connect(lambda: do())  # type: ignore[operator]
        return action

    def _step(self, by: int) -> None:
        """Go to the next highlight or note (1), or to the one before (-1), around the end."""
        entry = next_entry(self._all_entries(), self._words.caret().start, self._last, by)
        if entry is None:
            self._tell(self.tr("There are no highlights or notes in this text."))
            return
        self._last = entry.id
        self._view.setFocus()
        self.layer.go_to(entry)

    def _show_list(self, shown: bool) -> None:
        if self._list is None:
            self._list = AnnotationPanel(self._theme, self._card)
            self._card.add_panel(self._list)
            self._list.go_requested.connect(self._go_to)
            self._list.removal_requested.connect(self._remove_entry)
            self._list.closed.connect(lambda: self.shown.setChecked(False))
            self._list.put_away.connect(self._follow_list)
        self._list.setVisible(shown)
        if shown:
            if self._note_panel is not None:
                self._note_panel.put_away()
            self._refresh()
            self._list.entries.setFocus()
        elif self.open_note is None:
            self._view.setFocus()

    def _follow_list(self) -> None:
        """Take note that another panel has taken the place of the list."""
        if self.open_note is not None:
            self.shown.setChecked(False)

    @property
    def open_note(self) -> PlaceNote | None:
        """The note that is open; None for none."""
        return self._note_panel.note if self._note_panel is not None else None

    def _go_to(self, entry: RemarkEntry) -> None:
        if entry.span is not None:
            self._view.setFocus()
            self.layer.go_to(entry)
        else:
            self._tell(entry.spoken)
        if not entry.pen:
            self._open(self._note(entry.id))

    def _remove_entry(self, entry: RemarkEntry) -> None:
        if entry.pen:
            self._remove(entry.id)
        elif self._annotating is not None and (note := self._note(entry.id)) is not None:
            self._annotating.write(note, "")
            self._refresh()
            self._tell(self.tr("Note deleted. {key} takes that back.").format(key=shortcut_of("undo")))
