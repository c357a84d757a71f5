"""The names of a class, to pick one's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from quizapp.domain.classroom import Member
from quizapp.domain.language import searchable
from quizapp.domain.people import name_key
from quizapp.domain.text import shortened
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.selection import follow_selection, move_by_arrows
from quizapp.gui.kit.theme import FontRole, Theme

_MEMBER = Qt.ItemDataRole.UserRole


class NameCard(QFrame):
    """Asks who is here. The list shows the names in which what is typed occurs, in any script.

    Signals:
        picked: gives a `Member`.
        typed: gives a name that is not on the list, where that is allowed.
    """

    picked = Signal(object)
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._list_only = True
        self.headline = Label(theme, FontRole.HEADLINE, self.tr("Who are you?"), wraps=True)
        self.note = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.field = QLineEdit()
        self.field.setMaxLength(100)
        self.field.setAccessibleName(self.tr("Your name"))
        self.field.setPlaceholderText(self.tr("Type your name"))
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._go_on)
        self.list = QListWidget()
        move_by_arrows(self.list, self.field)
        self.list.setObjectName("names")
        self.list.setAccessibleName(self.tr("Names of the class"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        follow_selection(self.list)
        self.list.currentItemChanged.connect(self._show_choice)
        self.list.itemActivated.connect(self._go_on)
        self.none = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.go_on = push_button("", self._go_on, is_main=True)
        parts = (self.headline, self.note, self.field, (self.list, 1), (self.none, 1), self.go_on)
        fill(QVBoxLayout(self), *parts, margins=(20, 17, 20, 16), spacing=10)
        theme.restyle_with(self._restyle)

    def show_names(self, members: Sequence[Member], own: str, *, list_only: bool) -> None:
        """Show the names of a class; whoever is called `own` finds theirs chosen."""
        self._list_only = list_only
        pick = self.tr("Pick your name. Your answers are handed in under it.")
        other = self.tr("Pick your name, or type it if it is not there. Your answers are handed in under it.")
        self.note.setText(pick if list_only else other)
        self.list.clear()
        for member in members:
            item = QListWidgetItem(member.name)
            item.setData(_MEMBER, member)
            self.list.addItem(item)
        same = [row for row, member in enumerate(members) if own and name_key(member.name) == name_key(own)]
        self.field.clear()
        self._filter("")
        self.list.setCurrentRow(same[0] if len(same) == 1 else -1)
        self._show_choice()

    def show_note(self, shown: bool) -> None:
        """Show the sentence above the names, or leave its room to them."""
        self.note.setVisible(shown)

    def focus_first(self) -> None:
        """Give the focus to the name that is chosen, or else to the field."""
        first = self.go_on if self.member is not None else self.field
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def member(self) -> Member | None:
        """The member whose name is chosen in the list."""
        item = self.list.currentItem()
        return item.data(_MEMBER) if self.list.currentRow() >= 0 and not item.isHidden() else None

    def _filter(self, text: str) -> None:
        words = searchable(text).split()
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            name = searchable(item.text())
            item.setHidden(not all(word in name for word in words))
            if not item.isHidden():
                shown.append(row)
        if text.strip():
            exact = [row for row in shown if name_key(self.list.item(row).text()) == name_key(text)]
            chosen = exact or (shown if len(shown) == 1 or self._list_only else [])
            self.list.setCurrentRow(chosen[0] if chosen else -1)
        elif self.list.currentRow() not in shown:
            self.list.setCurrentRow(-1)
        self.list.setVisible(bool(shown))
        self.none.setVisible(not shown)
        nobody = self.tr("No name of the class is like this. Ask your teacher.")
        self.none.setText(nobody if self._list_only else "")
        self._show_choice()

    def _show_choice(self) -> None:
        member, typed = self.member, " ".join(self.field.text().split())
        name = member.name if member is not None else "" if self._list_only else typed
        shown = shortened(name, 24)
        self.go_on.setText(self.tr("Go on as {name}").format(name=shown) if name else self.tr("Go on"))
        self.go_on.setEnabled(bool(name))

    def _go_on(self) -> None:
        typed = " ".join(self.field.text().split())
        if self.member is not None:
            self.picked.emit(self.member)
        elif typed and not self._list_only:
            self.typed.emit(typed)

    def _restyle(self) -> None:
        self.field.setFont(self._theme.font(FontRole.OPTION))
