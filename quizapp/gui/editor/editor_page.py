"""The page on which a bank is written: its questions, the form or the text of one, and what becomes of it."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path as FilePath

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from quizapp.domain.bank import Bank
from quizapp.domain.text import shortened
from quizapp.formats.yaml_events import Raw
from quizapp.gui.attempt.preview import Preview
from quizapp.gui.editor.changes import Changes
from quizapp.gui.editor.check_notes import Note
from quizapp.gui.editor.check_pane import CheckPane
from quizapp.gui.editor.checking import Checking
from quizapp.gui.editor.coverage_pane import CoveragePane
from quizapp.gui.editor.edited_bank import EditedBank
from quizapp.gui.editor.editor_bar import EditorBar
from quizapp.gui.editor.form_pane import FormPane
from quizapp.gui.editor.history_keys import HistoryKeys
from quizapp.gui.editor.panes import Panes
from quizapp.gui.editor.question_list import QuestionList
from quizapp.gui.editor.question_rows import ABOUT, PASSAGE, Row
from quizapp.gui.editor.yaml_pane import YamlPane
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.shortcut_keys import KEYS, with_keypad
from quizapp.gui.kit.theme import Theme
from quizapp.problems import Path
from quizapp.question_types.catalog import BY_NAME
from quizapp.settings import Settings

_BY_KEY = Qt.FocusReason.ShortcutFocusReason
_SOON = 200
"""Milliseconds without a key after which the preview follows."""


class EditorPage(QWidget):
    """Shows an `EditedBank`.

    Signals:
        library_requested: the author leaves the editor.
        take_requested: the bank is to be taken.
        transfer_requested: the question at this place is to be copied, or moved (True), to another bank.
    """

    library_requested = Signal()
    take_requested = Signal()
    transfer_requested = Signal(int, bool)

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self._theme = theme
        self._bank: EditedBank | None = None
        self._place = ABOUT
        self._known: list[Raw] = []
        self._note: Note | None = None
        self._note_at = 0
        self._texts: Bank | None = None
        self.checking = Checking(jobs, self)
        self.checking.changed.connect(self._show_notes)
        self.bar = EditorBar(theme)
        self.questions = QuestionList(theme)
        self.form = FormPane(theme, settings, jobs)
        self.yaml = YamlPane(theme)
        self.preview = Preview(theme, settings, jobs)
        self.check = CheckPane(theme)
        self.coverage = CoveragePane(theme, jobs)
        self.panes = Panes(
            theme,
            {
                "questions": (self.tr("Questions"), self.questions),
                "form": (self.tr("Form"), self.form),
                "text": (self.tr("Text"), self.yaml),
                "preview": (self.tr("Preview"), self.preview),
                "check": (self.tr("Check"), self.check),
                "coverage": (self.tr("Coverage"), self.coverage),
            },
            {
                "questions": lambda: self.questions.list.setFocus(_BY_KEY),
                "form": lambda: self.form.focus_field(()),
                "text": lambda: self.yaml.setFocus(_BY_KEY),
                "preview": self.preview.focus_first,
                "check": self.check.focus_first,
                "coverage": lambda: self.coverage.passage.setFocus(_BY_KEY),
            },
        )
        body = fill(QVBoxLayout(), self.panes, margins=(10, 2, 10, 8))
        fill(QVBoxLayout(self), self.bar, (body, 1), margins=(0, 0, 0, 0), spacing=0)
        self.changes = Changes(self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._show_preview)
        self._history = HistoryKeys(self, self.undo, self.redo)
        self._connect()
        self._make_shortcuts()

    @property
    def bank(self) -> EditedBank:
        """The bank that is being written."""
        assert self._bank is not None, "the page is shown with a bank"
        return self._bank

    @property
    def is_waiting(self) -> bool:
        """True until the preview and the place in the text have followed the last change."""
        return self._soon.isActive()

    @property
    def has_mistakes(self) -> bool:
        """True where the check has found what keeps the bank from being taken."""
        return any(note.is_error and not note.rule for note in self.checking.notes)

    @property
    def place(self) -> int:
        """The place of what is chosen: a question from 0, or `ABOUT` or `PASSAGE`."""
        return self._place

    def show_bank(self, bank: EditedBank, place: int | None = None) -> None:
        """Show a bank, and what stands at `place` in it, or what was shown of it last."""
        if bank is not self._bank:
            if self._bank is not None and isValid(self._bank):
                self._bank.changed.disconnect(self._follow)
                self._bank.state_changed.disconnect(self._show_state)
            self._bank, self._place, self._note, self._note_at = bank, ABOUT, None, 0
            bank.changed.connect(self._follow)
            bank.state_changed.connect(self._show_state)
            self.changes.use(bank)
            self.checking.use(bank.draft)
            self.checking.check_all()
        self._known = list(bank.questions)
        self._place = min(self._place if place is None else place, len(bank.questions) - 1)
        self.yaml.show_text(bank.draft.text)
        self._show_all()
        self.questions.list.setFocus(_BY_KEY)

    def go_to(self, path: Path, line: int = 0) -> None:
        """Show the field at `path`, and give it the focus; or `line` in the text, while that cannot be read."""
        if line and self.bank.draft.is_broken:
            self.panes.show_pane("text", focus=True)
            self.yaml.go_to_line(line)
            return
        self._choose(place_of(path))
        self.panes.show_pane("form")
        self.form.focus_field(path)

    def choose(self, place: int, *, focus: bool = False) -> None:
        """Show what stands at `place`."""
        self._choose(place)
        if focus:
            self.panes.show_pane("form", focus=True)

    # following changes

    def _follow(self, by: str) -> None:
        """Show the draft as it is now; `by` says who has changed it."""
        bank, before = self.bank, self._known
        self._known = list(bank.questions)
        if by == "history":
            self._place = _changed_place(before, self._known, self._place)
        self._place = min(self._place, len(self._known) - 1) if self._place >= 0 else self._place
        if by != "text":
            self.yaml.show_text(bank.draft.text)
        self.form.show_place(bank, self._place)
        self._show_state()
        self.checking.follow(self._place)
        self._soon.start()

    def _show_all(self) -> None:
        self.form.show_place(self.bank, self._place)
        self._show_state()
        self._show_notes()
        self._soon.start()

    def _show_rows(self) -> None:
        notes: dict[int, list[Note]] = {}
        for note in self.checking.notes:
            notes.setdefault(place_of(note.path), []).append(note)
        places: list[tuple[int, object]] = [(ABOUT, None), (PASSAGE, None), *enumerate(self.bank.questions)]
        self.questions.show_rows([_row(place, raw, notes.get(place, ())) for place, raw in places], self._place)

    def _notes_of(self, place: int) -> list[Note]:
        return [note for note in self.checking.notes if place_of(note.path) == place]

    def _show_state(self) -> None:
        bank, draft = self.bank, self.bank.draft
        is_changed = bank.is_unsaved
        with keeping_focus(self.bar, self.questions.list):  # next to Save is what begins to practice
            self.bar.show_state(bank.title, is_changed=is_changed, can_undo=draft.can_undo, can_redo=draft.can_redo)

    def _show_notes(self) -> None:
        """Show what the check tells, in its pane, under the fields, and as signs in the list."""
        if self._bank is None:
            return
        self._show_rows()
        if self.checking.texts is not None and self.checking.texts is not self._texts:
            self._texts = self.checking.texts
            self.form.use_bank(self._texts)
        self.form.show_notes(self._notes_of(self._place))
        if self.panes.is_in_view("check"):
            notes = [(self._where(note), note) for note in self.checking.notes]
            self.check.show_notes(notes, silenced=self.checking.silenced, is_broken=self.bank.draft.is_broken)
        if self.panes.is_in_view("coverage"):
            self._show_coverage()

    def _where(self, note: Note) -> str:
        """The words for the place of a note."""
        if note.line and self.bank.draft.is_broken:
            return self.tr("Line {number}").format(number=note.line)
        place = place_of(note.path)
        if place == PASSAGE:
            return self.tr("Passage")
        if place < 0 or place >= len(self.bank.questions):
            return self.tr("About this bank")
        row = _row(place, self.bank.questions[place], ())
        title = self.questions.rows.title(row)
        return self.tr("Question {number}: {title}").format(number=place + 1, title=shortened(title, 50))

    def _show_coverage(self) -> None:
        bank = self.checking.bank
        if bank is None:
            self.coverage.show_nothing(self.tr("Coverage is shown once there is a question without mistakes."))
        else:
            self.coverage.show_bank(bank)

    def _show_preview(self) -> None:
        """Show the preview of what is chosen, and where it stands in the text."""
        if self._bank is None:
            return
        draft = self.bank.draft
        if self.panes.is_in_view("text") and not self.yaml.hasFocus():
            path = self.form.place
            self.yaml.show_place(draft.span(path) if path else None)
        if self.panes.is_in_view("preview"):
            if self._place >= 0:
                self._preview_question(draft.bank_of([self._place]))
            else:
                self._preview_passage()

    def _preview_question(self, bank: Bank | None) -> None:
        if bank is not None:
            self.preview.show_question(bank, bank.questions[0], self._place + 1, len(self.bank.questions))
        else:
            told = self.tr("There is nothing to show until the mistakes are fixed. “Check” lists them.")
            self.preview.show_nothing(told)

    def _preview_passage(self) -> None:
        texts = self.checking.texts
        if texts is not None and texts.has_passage:
            self.preview.show_passage(texts)
        else:
            self.preview.show_nothing(self.tr("There is no passage to show yet."))

    # choosing

    def _choose(self, place: int) -> None:
        """Show what stands at `place`, if that is another one."""
        if place != self._place:
            self._place = place
            self.questions.choose(place)
            self.form.show_place(self.bank, place)
            self.form.show_notes(self._notes_of(place))
            self._soon.start()

    def _follow_text(self, offset: int) -> None:
        """Show what the cursor in the text is at."""
        path = self.bank.draft.path_at(offset)
        self._choose(place_of(path))
        self.form.reveal(path)

    def _step_note(self, by: int) -> None:
        """Go to the field of the next note, or the one before; after the last one comes the first. Where the note is
        gone that was gone to last, the next one has its place.
        """
        notes = self.checking.notes
        if notes:
            at = notes.index(self._note) + by if self._note in notes else self._note_at - (by < 0)
            self._note_at = at % len(notes)
            self._note = note = notes[self._note_at]
            self.go_to(note.path, note.line)
            announce(self, f"{self._where(note)}: {note.what}")

    def _add_image(self, path: Path, file: str) -> None:
        bank = self.bank

        def put(name: str) -> None:
            if isinstance(bank.draft.value(path[:-1]), dict):
                bank.set_value(path, name)
            else:  # there was no image
                bank.set_value(path[:-1], {str(path[-1]): name})
                if bank is self._bank and place_of(path) == self._place:
                    self.form.focus_field((*path[:-1], "alt"))  # what it shows is asked for

        bank.add_image(FilePath(file), put)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.go_back():
            return
        super().keyPressEvent(event)

    def go_back(self) -> bool:
        """Go from a field back to the list of questions; False where the list has the focus."""
        if self.questions.list.hasFocus():
            return False
        self.questions.search.clear()
        self.panes.show_pane("questions", focus=True)
        return True

    def _make_shortcuts(self) -> None:
        shortcuts: dict[str, tuple[Callable[[], object], ...]] = {
            "save": (lambda: self.bank.save(),),
            "search questions": (self._search,),
            "add question": (self._add,),
            "duplicate": (self._duplicate,),
            "next pane": (lambda: self.panes.step(1), lambda: self.panes.step(-1)),
            "next tab": (lambda: self.panes.step_tab(1), lambda: self.panes.step_tab(-1)),
            "next finding": (lambda: self._step_note(1), lambda: self._step_note(-1)),
            "take it": (self.take_requested.emit,),
        }
        for name, does in shortcuts.items():
            for keys, do in zip(KEYS[name], does, strict=True):
                for each in with_keypad(keys):
                    QShortcut(QKeySequence(each), self, do)

    def _search(self) -> None:
        self.panes.show_pane("questions")
        self.questions.search.setFocus(_BY_KEY)

    def _add(self) -> None:
        self.panes.show_pane("questions")
        self.questions.add.open()

    def _duplicate(self) -> None:
        if self._place >= 0:
            self.changes.duplicate(self._place)

    def undo(self) -> None:
        """Take back the last step, wherever it was done."""
        self.bank.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        self.bank.redo()

    # how it is built

    def _connect(self) -> None:
        bar, questions, form = self.bar, self.questions, self.form
        bar.back_requested.connect(self.library_requested)
        bar.undo_requested.connect(self.undo)
        bar.redo_requested.connect(self.redo)
        bar.save_requested.connect(lambda: self.bank.save())
        bar.take_requested.connect(self.take_requested)
        questions.chosen.connect(self._choose)
        questions.form_requested.connect(lambda: self.panes.show_pane("form", focus=True))
        questions.add_requested.connect(lambda name: self.changes.add(name, self._place))
        questions.duplicate_requested.connect(self.changes.duplicate)
        questions.remove_requested.connect(self.changes.remove)
        questions.move_requested.connect(self.changes.move)
        questions.transfer_requested.connect(self.transfer_requested)
        self.changes.place_requested.connect(lambda place, focus: self.choose(place, focus=focus))
        form.focus_moved.connect(self._soon.start)
        form.image_dropped.connect(self._add_image)
        self.yaml.text_edited.connect(lambda text: self.bank.set_text(text))
        self.yaml.place_changed.connect(self._follow_text)
        self.check.field_requested.connect(self.go_to)
        self.check.silence_requested.connect(self.changes.ask_to_silence)
        self.panes.shown.connect(self._show_pane)

    def _show_pane(self, _: str) -> None:
        if self._bank is not None:
            self._show_notes()
            self._show_preview()


def place_of(path: Path) -> int:
    """Give the place in the list of what `path` leads to: a question from 0, or `ABOUT` or `PASSAGE`."""
    match path:
        case ("questions", int(index), *_):
            return index
        case ("passage" | "levels", *_):
            return PASSAGE
    return ABOUT


def _row(place: int, raw: object, notes: Sequence[Note]) -> Row:
    """Make the row of what stands at `place`: `raw` where that is a question."""
    errors = sum(note.is_error for note in notes)
    if not isinstance(raw, dict):
        return Row(place, errors=errors, cautions=len(notes) - errors)
    type_name, stem, id_ = (str(raw.get(name) or "") for name in ("type", "stem", "id"))
    part = raw.get("part_a")
    if not stem and isinstance(part, dict):
        stem = str(part.get("stem") or "")
    return Row(place, type_name if type_name in BY_NAME else "", stem, id_, errors, len(notes) - errors)


def _changed_place(before: Sequence[object], now: Sequence[object], place: int) -> int:
    """Give the place of the first question that has changed; of that at `place`, where it has changed or moved."""
    if 0 <= place < len(before) == len(now) and before[place] != now[place]:
        moved = (at for at, new in enumerate(now) if new == before[place] != before[at])  # not to one just like it
        return next(moved, place)
    pairs = enumerate(zip_longest(before, now))
    return next((at for at, (old, new) in pairs if old != new), place)
