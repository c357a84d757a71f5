"""The page that asks who is learning: somebody in the list, somebody new, or a guest."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QMenu, QSizePolicy

from quizapp.domain.people import Learner, name_key
from quizapp.domain.text import shortened
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.dialogs import ask, ask_name, file_name, new_file, open_file
from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.name_order import in_order_of_names
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.selection import follow_selection, move_by_arrows
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.word_button import WordButton
from quizapp.gui.learners.learner_files import LearnerFiles
from quizapp.gui.learners.learning import Learning
from quizapp.settings import Settings

_LONGEST_NAME = 24
_LEARNER = Qt.ItemDataRole.UserRole


class LearnersPage(CenteredCard):
    """Takes a name, to find it or to add it. There is no password, and learners see only their own work.

    Signals:
        chosen: a learner has been chosen, and goes on to the library.

    Args:
        leave: asks about unsaved work before a learner leaves; see `LeaveGuard.leave`.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, learning: Learning, settings: Settings, leave: Callable[..., object]) -> None:
        super().__init__(theme)
        self._learning = learning
        self.files = LearnerFiles(learning, settings, self)
        self._settings = settings
        self._ask_to_leave = leave
        self._waits = False
        self._told = ""
        """The words that a screen reader says once a change is made."""
        self._is_new = False
        self.headline = Label(theme, FontRole.HEADLINE, translate("Who is learning?"), wraps=True)
        note = self.tr("Each name has its own attempts and progress. There is no password, so nothing here is secret.")
        if learning.room.learners:
            note = self.tr("Pick your name. Each name has its own attempts and progress.")
        self.note = Label(theme, FontRole.PLAIN, note, color="muted", wraps=True)
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.name.setPlaceholderText(self.tr("Find your name") if learning.room.learners else self.tr("Type your name"))
        self.name.setAccessibleName(self.tr("Name: find it in the list, or add a new one"))
        self.name.textChanged.connect(self._filter)
        self.name.returnPressed.connect(self._go_on)
        self.go_on = push_button("", self._go_on, is_main=True)
        room = learning.room
        self.list = QListWidget()
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # gives up its height first
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a long name ends in “…”
        move_by_arrows(self.list, self.name)
        follow_selection(self.list)
        self.list.setObjectName("names")
        self.list.setAccessibleName(self.tr("Names"))
        self.none = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list.currentItemChanged.connect(self._show_choice)
        self.list.itemActivated.connect(self._go_on)  # by Enter or a double click
        guest_tip = self.tr("A guest's work is deleted when the guest leaves")
        self.guest = push_button(self.tr("Go on as a guest"), lambda: self._leave(learning.go_as_guest), tip=guest_tip)
        self.rename = push_button(self.tr("Rename…"), self._ask_new_name)
        self.delete = push_button(self.tr("Delete…"), self._ask_to_delete)
        self.export = push_button(
            self.tr("Export…"), self._export, tip=self.tr("Save all of this learner's work in one file")
        )
        self.more = MenuButton(self.tr("All learners: import, back up, restore"), self._fill_menu, opens_above=True)
        self.more.setText(self.tr("All learners") + " ▾")
        self.more.prepare()
        self.asks = CheckBox(theme, self.tr("Ask who is learning each time Quizapp starts"))
        self.asks.setChecked(settings.asks_who)
        self.asks.toggled.connect(lambda asks: setattr(settings, "asks_who", asks))
        if not room.others:  # the teacher sees to the names
            self.name.setAccessibleName(self.tr("Name: find it in the list"))
            for button in (self.guest, self.rename, self.delete, self.export, self.more):
                button.hide()
        if room.learners:  # it does
            self.asks.hide()
        self.back = WordButton(self.tr("Back to the library"))
        first = RowOrColumn((self.name, 1), self.go_on, self.guest)
        of_one = RowOrColumn(self.rename, self.delete, self.export, 1, self.more)
        last = RowOrColumn(self.back, 1, self.asks)
        fill(self.column, self.headline, self.note, first, (self.list, 1), (self.none, 1), of_one, last)
        learning.present_changed.connect(self._present_changed)
        learning.change_refused.connect(self._stop_waiting)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_learners(self) -> None:
        """Show the learners of this moment, and let somebody type a name."""
        self.name.clear()
        self.list.setCurrentRow(-1)  # who was looked for before is nobody to go on as
        self._fill()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def learner(self) -> Learner | None:
        """The learner who is chosen in the list."""
        item = self.list.currentItem()
        return item.data(_LEARNER) if self.list.currentRow() >= 0 and not item.isHidden() else None

    def _fill(self) -> None:
        """Fill the list; only then are buttons disabled, as the one that is in use would lose the focus."""
        with QSignalBlocker(self.list):
            self._fill_list()
        self.back.setVisible(not self._learning.needs_name)
        if self.window().focusWidget() is self.list and not self.list.count():
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        is_loading = self._learning.present is None
        nobody = self.tr("There are no names yet. Type yours and press Enter, or go on as a guest.")
        if not self._learning.room.others:
            nobody = self.tr("No name is like this one. Ask your teacher.")
        self.none.setText(self.tr("Saved work is still loading…") if is_loading else nobody)
        self._filter()

    def _fill_list(self) -> None:
        present = self._learning.present
        before = self.learner
        self.list.clear()
        if present is None:
            return
        room = self._learning.room
        for learner in in_order_of_names(room.offered(present.learners), lambda learner: learner.name):
            here = learner.id == present.learner.id
            text = self.tr("{name} is learning now") if here else "{name}"
            self._add(text.format(name=learner.name), learner)
        if present.earlier_guest is not None and room.others:
            last, stopped = self.tr("The guest who was here last"), self.tr("The guest who stopped in “{title}”")
            self._add(stopped.format(title=present.left.title) if present.left else last, present.earlier_guest)
        wanted = before or present.learner
        for row in range(self.list.count()):
            learner = self.list.item(row).data(_LEARNER)
            if learner.id == wanted.id and (learner.id or learner.name == wanted.name):
                self.list.setCurrentRow(row)

    def _add(self, text: str, learner: Learner) -> None:
        item = QListWidgetItem(" ".join(text.split()), self.list)
        item.setData(_LEARNER, learner)
        item.setToolTip(tool_tip(item.text()))

    def _filter(self) -> None:
        """Show the names with a word that starts as typed, and choose the first of them."""
        typed = name_key(self.name.text().strip())
        chosen = -1
        for row in range(self.list.count()):
            item = self.list.item(row)
            learner = item.data(_LEARNER)
            key = name_key(item.text() if learner.is_guest else learner.name)
            item.setHidden(bool(typed) and not (key.startswith(typed) or f" {typed}" in key))
            if not item.isHidden() and (chosen < 0 or key == typed):
                chosen = row
        if typed:
            self.list.setCurrentRow(chosen)
        is_nobody = self.list.count() == 0 or (chosen < 0 and not self._learning.room.others)
        self.list.setVisible(not is_nobody)
        self.none.setVisible(is_nobody)
        self._show_choice()

    def _show_choice(self) -> None:
        typed = " ".join(self.name.text().split())
        learner = self.learner
        exact = learner is not None and (not typed or name_key(learner.name) == name_key(typed))
        is_other = bool(typed) and not exact and (learner is None or learner.is_guest)
        self._is_new = is_other and self._learning.room.others
        if self._is_new:
            words = self.tr("Begin as “{name}”").format(name=shortened(typed, _LONGEST_NAME))
        elif learner is None:
            words = self.tr("Go on")
        elif learner.is_guest:
            words = self.tr("Go on as this guest")
        else:
            words = self.tr("Go on as {name}").format(name=shortened(learner.name, _LONGEST_NAME))
        self.go_on.setText(words)
        named = learner is not None and not learner.is_guest and bool(learner.id)
        for button, can_be_used in (
            (self.go_on, self._is_new or learner is not None),
            (self.rename, named),
            (self.export, named),
            (self.delete, learner is not None and bool(learner.id)),
        ):
            if self.window().focusWidget() is button and not can_be_used:  # or else it would go to the next widget
                self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.setEnabled(can_be_used)

    def _go_on(self) -> None:
        learner, name = self.learner, " ".join(self.name.text().split())
        if self._is_new:
            self._leave(lambda: self._learning.choose_new(name), name)
        elif learner is not None and not learner.id:  # nobody has had this name of the room here
            self._leave(lambda: self._learning.choose_new(learner.name), learner.name)
        elif learner is not None and learner.id == self._learning.learner.id:
            QTimer.singleShot(0, self, self.chosen.emit)  # later, so that the key does not press what gets the focus
        elif learner is not None:
            self._leave(lambda: self._learning.choose(learner))

    def _leave(self, then: Callable[[], object], name: str = "") -> None:
        """Let the learner leave, and call `then`; a guest may go on under a new `name`."""

        def go() -> None:
            if not self._waits:  # or else the same name would be added again
                self._waits = True
                then()

        self._ask_to_leave(go, name=name, named=self.chosen.emit)

    def _present_changed(self) -> None:
        if self._waits:
            self._waits = False
            self.chosen.emit()
        elif self.isVisible():
            self._fill()
            announce(self.list, self._told)
        self._told = ""

    def _stop_waiting(self) -> None:
        self._waits = False
        self._told = ""

    def _ask_new_name(self) -> None:
        learner = self.learner
        if learner is not None:
            title = self.tr("Rename {name}").format(name=shortened(learner.name, _LONGEST_NAME))
            words, do = (self.tr("Rename"), self.tr("Cancel")), partial(self._rename, learner)
            ask_name(self.window(), title, self.tr("New name"), learner.name, words, do)

    def _rename(self, learner: Learner, name: str) -> None:
        self._told = self.tr("The new name is {name}").format(name=name)
        self._learning.rename(learner, name)

    def _delete(self, learner: Learner) -> None:
        self._told = self.tr("Deleted: {name}").format(name=learner.name)
        self._learning.delete(learner)

    def _ask_to_delete(self) -> None:
        learner = self.learner
        if learner is not None:
            self._learning.count_attempts(learner, self._ask_to_delete_all)

    def _ask_to_delete_all(self, learner: Learner, count: int) -> None:
        if not self.isVisible():  # another page is shown by now
            return
        title = self.tr("Delete {name}?")
        told = self.tr(
            "{name} will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone."
            " If you might want it later, export it first.",
            "",
            count,
        )
        if learner.is_guest:
            title = self.tr("Delete the guest?")
            told = self.tr(
                "The guest will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone."
                " If you might want it later, export it first.",
                "",
                count,
            )
        ask(
            self.window(),
            title.format(name=learner.name),
            told.format(name=learner.name),
            [(self.tr("Delete forever"), lambda: self._delete(learner)), (self.tr("Keep"), None)],
            default=1,
        )

    def _export(self) -> None:
        learner = self.learner
        if learner is not None:
            name = file_name(learner.name) or self.tr("learner")
            title = self.tr("Export {name}").format(name=shortened(learner.name, _LONGEST_NAME))
            do = partial(self.files.export, learner)
            new_file(self.window(), self._settings, title, self.tr("Quizapp learners"), f"{name}.quizapp", do)

    def _fill_menu(self, menu: QMenu) -> None:
        for words, do in (
            (self.tr("Import a learner…"), self._import),
            (self.tr("Back up everything…"), self._back_up),
            (self.tr("Restore a backup…"), self._restore),
        ):
            menu.addAction(words).triggered.connect(do)

    def _import(self) -> None:
        filters = [self.tr("Quizapp learners") + " (*.quizapp)"]
        open_file(self.window(), self._settings, self.tr("Import a learner"), filters, self.files.import_from)

    def _back_up(self) -> None:
        name = self.tr("quizapp backup") + ".db"
        kind = self.tr("Quizapp backups")
        new_file(self.window(), self._settings, self.tr("Back up everything"), kind, name, self.files.back_up)

    def _restore(self) -> None:
        filters = [self.tr("Quizapp backups") + " (*.db)"]
        open_file(self.window(), self._settings, self.tr("Restore a backup"), filters, self._ask_to_restore)

    def _ask_to_restore(self, file: Path) -> None:
        ask(
            self.window(),
            self.tr("Restore a backup?"),
            self.tr(
                "The work of all learners will be as it was when {file} was made. What is here now is not deleted: it"
                " is moved to another file."
            ).format(file=file.name),
            [(self.tr("Restore it"), lambda: self.files.restore(file)), (self.tr("Keep what is here"), None)],
            default=1,
        )

    def _restyle(self) -> None:
        self.name.setFont(self._theme.font(FontRole.OPTION))
        hint = self.name.fontMetrics().horizontalAdvance(self.name.placeholderText())
        self.name.setMinimumWidth(hint + self._theme.pixels(40))  # or else a long button would cut what it asks for
