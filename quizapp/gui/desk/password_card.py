"""The lock of the desk: a card that takes its password, sets one, and takes it off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from quizapp.errors import QuizAppError
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk


class PasswordCard(CenteredCard):
    """Asks for what one of these needs: "unlock", "forgotten", "set", "change", "remove".

    Signals:
        unlocked: the desk may be used.
        ended: the password was set, changed or taken off, or nothing was done.
        library_requested: whoever is here does not know the password.

    Attributes:
        code_to_show: the code that takes the password off, until it was shown and written down; empty for none.
    """

    unlocked = Signal()
    ended = Signal()
    library_requested = Signal()

    def __init__(self, theme: Theme, access: DeskAccess) -> None:
        super().__init__(theme)
        self._access = access
        self._checking = Latest(access.jobs, self)
        self._what = self._checked = "unlock"
        self.code_to_show = ""
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        self.note = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.old, self.new, self.again, self.code = (QLineEdit() for _ in range(4))
        for field in (self.old, self.new, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._labels = []
        fields = []
        for field, words in (
            (self.old, self.tr("Password")),
            (self.new, self.tr("New password, at least 6 characters")),
            (self.again, self.tr("Type it again")),
            (self.code, self.tr("Code")),
        ):
            label = Label(theme, FontRole.PLAIN, words, wraps=True)
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.setMaxLength(200)
            field.returnPressed.connect(self._go_on)
            self._labels.append(label)
            fields += [label, field]
        self.kept = Label(theme, FontRole.HEADLINE, wraps=True)
        self.kept.accessible_role = ""
        self.kept.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.failure = Label(theme, FontRole.PLAIN, color="wrong", wraps=True)
        self.go_on = push_button("", self._go_on, is_main=True)
        self.forgotten = push_button(self.tr("Forgotten password…"), lambda: self.ask("forgotten"))
        self.copy = push_button(self.tr("Copy the code"), self._copy)
        self.back = push_button("", self._leave)
        row = fill(QHBoxLayout(), self.go_on, self.copy, self.forgotten, 1, self.back)
        fill(self.column, self.headline, self.note, *fields, self.kept, self.failure, row, 1)

    def ask(self, what: str) -> None:
        """Ask for what `what` needs."""
        from quizapp.services.desk.desk import FORGOTTEN

        self._what = what
        headline, words, note, shown = {
            "unlock": (self.tr("The desk is locked"), self.tr("Unlock"), "", (self.old,)),
            "forgotten": (self.tr("Forgotten password"), self.tr("Remove it"), translate(FORGOTTEN), (self.code,)),
            "set": (
                self.tr("Set a password"),
                self.tr("Set it"),
                self.tr(
                    "Learners on this computer then cannot open the desk. It locks again whenever you leave it. The"
                    " records themselves are not encrypted."
                ),
                (self.new, self.again),
            ),
            "change": (self.tr("Change the password"), self.tr("Change it"), "", (self.old, self.new, self.again)),
            "remove": (self.tr("Remove the password"), self.tr("Remove it"), "", (self.old,)),
            "code": (
                self.tr("Write this code down"),
                self.tr("I have written it down"),
                self.tr("If you forget the password, only this code removes it. It is shown only once."),
                (),
            ),
        }[what]
        self.headline.setText(headline)
        self.note.show_text(note)
        self.go_on.setText(words)
        self.back.setText(
            self.tr("Back to the library")
            if what == "unlock"
            else self.tr("Back")
            if what == "forgotten"
            else self.tr("Cancel")
        )
        self.back.setVisible(what != "code")
        self.copy.setVisible(what == "code")
        self.forgotten.setVisible(what == "unlock")
        self.kept.show_text(self.code_to_show if what == "code" else "")
        if what == "code":
            announce(self, f"{headline}: {self.code_to_show}")
        self.failure.hide()
        for label, field in zip(self._labels, (self.old, self.new, self.again, self.code), strict=True):
            field.clear()
            label.setVisible(field in shown)
            field.setVisible(field in shown)
        (shown[0] if shown else self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Drop what is being checked, and forget what was typed."""
        if self._checked == "unlock":  # what becomes of all others is told
            self._checking.drop()
        for field in (self.old, self.new, self.again, self.code):
            field.clear()

    def go_back(self) -> bool:
        """Go back for Escape; False where there is nothing to go back to."""
        if self._what == "unlock":
            return False
        if self._what != "code":  # which is shown this once
            self._leave()
        return True

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code_to_show)

    def _leave(self) -> None:
        self.leave()
        if self._what == "unlock":
            self.library_requested.emit()
        elif self._what == "forgotten":
            self.ask("unlock")
        else:
            self.ended.emit()

    def _go_on(self) -> None:
        old, new, code = self.old.text(), self.new.text(), self.code.text()
        if self._what == "code":
            self.code_to_show = ""
            self.ended.emit()
        elif self._what in ("set", "change") and new != self.again.text():
            self._fail(self.tr("The two are not the same. Type the new password again."))
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            self.again.selectAll()
        else:
            do: dict[str, Callable[[Desk], object]] = {
                "unlock": lambda desk: desk.check_password(old),
                "forgotten": lambda desk: desk.remove_forgotten_password(code),
                "set": lambda desk: desk.set_password(new),
                "change": lambda desk: desk.set_password(new, old),
                "remove": lambda desk: desk.remove_password(old),
            }
            desk, work = self._access.desk, do[self._what]
            if desk is not None and not self._checking.is_under_way:
                self._checked = self._what
                self._checking.run(lambda: work(desk), done=self._done, failed=self._failed, asked=(self._what,))

    def _done(self, what: str, code: object) -> None:
        is_locked = self._what in ("unlock", "forgotten")  # the desk was left meanwhile, and who is there is not known
        if isinstance(code, str):
            self.code_to_show = code
            if self.isVisible() and not is_locked:
                self.ask("code")
            return
        if what != "unlock":
            self.code_to_show = ""  # it takes off nothing any more
        if self.isVisible():
            (self.unlocked if is_locked else self.ended).emit()
        if what != "unlock":
            self._access.done.emit(self.tr("The desk has no password now."))

    def _failed(self, what: str, error: QuizAppError) -> None:
        if not self.isVisible() or what != self._what:
            self._access.told.emit(error_text(error))
            return
        self._fail(error_text(error))
        field = self.code if what == "forgotten" else self.new if what == "set" else self.old
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _fail(self, text: str) -> None:
        self.failure.show_text(text)
        announce(self.failure, text)
