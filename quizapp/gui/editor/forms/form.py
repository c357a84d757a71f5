"""The forms of a question and of a bank's header: raw data in, changes out."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.formats.bank_header import Header
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FieldFinding, FormContext
from quizapp.gui.editor.forms.image_field import dropped_image
from quizapp.gui.editor.forms.list_field import EntryRow, ListField
from quizapp.gui.editor.forms.making import NOT_HERE, make_record, make_typed
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.theme import Theme
from quizapp.problems import Path
from quizapp.settings import Settings


class _Form(ScrollCard):
    """A form that scrolls.

    Signals:
        edited: a path, and the value that should stand there; None takes the field away.
        inserted: the path of a list, an index, and the value that should come in there.
        removed: the path of an entry that should go.
        moved: the path of a list, and the indexes from and to which an entry should go.
        image_requested: a path, and the image file that should be copied beside the bank and named there.
        field_entered: the path of the field that has the focus now.

    `step` names what the author did: changes in a row with the same step are one step to undo.
    """

    edited = Signal(object, object)
    inserted = Signal(object, int, object)
    removed = Signal(object)
    moved = Signal(object, int, int)
    image_requested = Signal(object, str)
    field_entered = Signal(object)

    def __init__(self, theme: Theme, settings: Settings | None, name: str) -> None:
        super().__init__(theme, name)
        self.setAccessibleName(name)
        self.context = FormContext(theme, self)
        self.context.settings = settings
        self.context.edited.connect(self.edited)
        self.context.inserted.connect(self.inserted)
        self.context.removed.connect(self.removed)
        self.context.moved.connect(self.moved)
        self.context.image_requested.connect(self.image_requested)
        self._revealed: QWidget | None = None
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(lambda: QTimer.singleShot(0, self, self._keep_in_view))
        bar.actionTriggered.connect(self._let_scroll)
        self.root = self._make()
        self.column.addWidget(self.root)
        self.column.addStretch(1)
        for keys, move in zip(KEYS["move question"], (self._move_up, self._move_down), strict=True):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(move)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def _make(self) -> Field:
        raise NotImplementedError

    @property
    def step(self) -> str:
        """A name for the last thing that the author did."""
        return self.context.step

    def use_levels(self, levels: Sequence[ReadingLevel], pictures: Pictures | None = None) -> None:
        """Pick evidence in these versions of the passage; none where there is no passage."""
        levels = sorted(levels, key=lambda level: level.id != STANDARD)
        self.context.pictures = pictures
        shown = self.context.levels
        if [(each.name, each.passage) for each in levels] != [(each.name, each.passage) for each in shown]:
            self.context.levels = levels
            if self.root.is_shown:
                self.root.follow()

    def show_value(self, raw: Raw | None, path: Path) -> None:
        """Show `raw`, which stands at `path`. Nothing is emitted, and what has the focus keeps it."""
        is_new = path != self.root.path
        self.root.show_value(raw, path)
        self.root.follow()
        if is_new:
            self.area.verticalScrollBar().setValue(0)

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show each finding under the field that it is about, and no others."""
        self.root.show_findings(findings)

    def field_at(self, path: Path) -> Field:
        """Return the field for `path`, or the nearest one around it."""
        return self.root.field_at(path)

    def go_to(self, path: Path) -> None:
        """Give the focus to the field for `path`, and bring it into view."""
        self.field_at(path).focus_field()
        self.reveal(path)

    def reveal(self, path: Path) -> None:
        """Scroll to the field for `path`; of one that is taller than the form, to its top."""
        self._reveal_soon(self.field_at(path))

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.root.isAncestorOf(now):
            if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
                self._reveal_soon(now)
            else:  # what is clicked must not move away
                self._let_scroll()
            self.field_entered.emit(self.root.focused_path())

    def _reveal_soon(self, widget: QWidget) -> None:
        self._revealed = widget
        QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        """Scroll to what is to be seen, until the author scrolls or clicks elsewhere."""
        widget = self._revealed
        if widget is None or not isValid(widget) or not self.inner.isAncestorOf(widget):
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # what is new gets its place
        top, height, room = widget.mapTo(self.inner, QPoint()).y(), widget.height(), self.area.viewport().height()
        bar = self.area.verticalScrollBar()
        if isinstance(widget, Field) and widget.path == self.root.path:
            bar.setValue(0)
        elif height <= room:
            half = height // 2
            self.area.ensureVisible(0, top + half, 0, min(half + 24, room // 2))
        elif isinstance(widget, Field):
            bar.setValue(top)
        else:  # the line with the cursor
            self.area.ensureWidgetVisible(widget, 0, 24)

    def _let_scroll(self) -> None:
        self._revealed = None

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        """Move the entry with the focus, of the innermost list."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self and not isinstance(widget, EntryRow):
            widget = widget.parentWidget()
        if isinstance(widget, EntryRow):
            row = widget
            while widget is not None and not isinstance(widget, ListField):
                widget = widget.parentWidget()
            if widget is not None:
                widget.move_entry(row.index, by)


class QuestionForm(_Form):
    """The form of a question of any type. An image that is dropped on it is asked for."""

    def __init__(self, theme: Theme, settings: Settings | None = None) -> None:
        super().__init__(theme, settings, self.tr("Question"))
        self.setAcceptDrops(True)

    def _make(self) -> Field:
        return make_typed(self.context, "Question", None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_image(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_image(event)
        if file:
            event.acceptProposedAction()
            self.image_requested.emit((*self.root.path, "image", "file"), file)

    def show_question(self, raw: Raw | None, path: Path) -> None:
        """Show the question `raw`, which stands at `path`."""
        self.show_value(raw, path)


class BankForm(_Form):
    """The form of a bank but for its passage and its questions, which have pages of their own."""

    def __init__(self, theme: Theme, settings: Settings | None = None) -> None:
        super().__init__(theme, settings, self.tr("About the bank"))

    def _make(self) -> Field:
        return make_record(self.context, "Header", None, Header, is_plain=True, leave_out=NOT_HERE)

    def show_header(self, raw: Raw | None) -> None:
        """Show the header of the bank `raw`."""
        self.show_value(raw, ())
