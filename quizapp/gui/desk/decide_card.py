"""A decision about a submission: whose it is, or whether it is that learner's at all."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dates import whole_moment
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text
from quizapp.services.desk.collecting import decide_key, match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.assignment import Assignment
    from quizapp.domain.classroom import Member
    from quizapp.services.desk.collecting import Waiting


class DecideCard(QWidget):
    """Asks about one submission that waits for the teacher.

    Signals:
        ended: it stays as it is for now.
    """

    ended = Signal()

    def __init__(self, theme: Theme, access: DeskAccess) -> None:
        super().__init__()
        self._access = access
        self._asked: tuple[Assignment, Waiting] | None = None
        self._is_decided = False
        self.headline = Label(theme, FontRole.TITLE, wraps=True)
        self.text = Label(theme, FontRole.PLAIN, wraps=True)
        self.whose = ChoiceBox(theme, self.tr("Whose is it?"), self)
        self.whose.use_length(8)
        self.whose.currentIndexChanged.connect(self._allow)
        self.why = QLineEdit()
        self.why.setMaxLength(500)
        self.why.setPlaceholderText(self.tr("Why, for your records (may stay empty)"))
        self.why.setAccessibleName(self.tr("Why, for your records"))
        self.match = push_button(self.tr("Count it as theirs"), self._match, is_main=True)
        self.accept = push_button("", lambda: self._decide(True), is_main=True)
        self.refuse = push_button("", lambda: self._decide(False))
        self.later = push_button(self.tr("Decide later"), self.ended)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.match, self.accept, self.refuse, self.later):
            flow.addWidget(button)
        items = (self.headline, self.text, self.whose, self.why, buttons, 1)
        fill(QVBoxLayout(self), *items, margins=(0, 0, 0, 0), spacing=10)

    @property
    def digest(self) -> str:
        """The digest of the submission that was asked about last; empty for none."""
        return self._asked[1].received.digest if self._asked is not None else ""

    def ask(
        self, assignment: "Assignment", waiting: "Waiting", others: "Sequence[Member]", *, again: bool = False
    ) -> None:
        """Ask about `waiting`; `others` are learners of the desk who are not in the class.

        What was typed about it stays. With `again`, it stays as it is where it is asked already; else the focus comes.
        """
        is_asked = self.digest == waiting.received.digest and (again or not self._is_decided)
        if not is_asked:
            self._fill(assignment, waiting, others)
        if not (is_asked and again):
            (self.whose if waiting.kind == "unknown_learner" else self.accept).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, assignment: "Assignment", waiting: "Waiting", others: "Sequence[Member]") -> None:
        from datetime import datetime

        self._is_decided = False
        self._asked = assignment, waiting
        handed = waiting.received.submission
        when = whole_moment(datetime.fromtimestamp(handed.handed_in))
        is_unknown = waiting.kind == "unknown_learner"
        self.why.clear()
        for widget, shown in (
            (self.whose, is_unknown),
            (self.match, is_unknown),
            (self.accept, not is_unknown),
            (self.refuse, not is_unknown),
        ):
            widget.setVisible(shown)
        if is_unknown:
            self.headline.setText(self.tr("“{name}” is not on the list").format(name=handed.name))
            told = self.tr("Handed in on {when} by this computer's clock. Whose is it?")
            members = [(each.name, each.id) for each in assignment.members]
            near = waiting.near.id if waiting.near is not None else ""
            nobody = [] if near else [(self.tr("Choose whose it is…"), "")]  # or the first learner were proposed
            self.whose.show_choices([*nobody, *members, *((each.name, each.id) for each in others)])
            self.whose.setCurrentIndex(max(0, self.whose.findData(near)))
            self._allow()
        else:
            self.headline.setText(self.tr("Is this from {name}?").format(name=handed.name))
            told = self.tr(
                "It came on {when}, from a different program than {name}'s earlier files. That happens if"
                " {name} changed computers, but also if somebody else used the name."
            )
            self.accept.setText(self.tr("Yes, count it"))
            self.refuse.setText(self.tr("No, leave it out"))
        self.text.setText(told.format(when=when, name=handed.name))

    def _match(self) -> None:
        if self._asked is not None and not self._is_decided:
            assignment, waiting = self._asked
            learner, why = str(self.whose.currentData()), self.why.text().strip()
            digest = waiting.received.digest
            self._is_decided = True
            self._access.change(
                lambda desk: match(desk, assignment.id, digest, learner, why), failed=self._refused, asked=(digest,)
            )

    def _decide(self, accepted: bool) -> None:
        if self._asked is not None and not self._is_decided:
            received, why = self._asked[1].received, self.why.text().strip()
            learner = received.submission.learner
            self._is_decided = True
            self._access.change(
                lambda desk: decide_key(desk, learner, received.signer, accepted, why),
                failed=self._refused,
                asked=(received.digest,),
            )

    def _refused(self, digest: str, error: QuizAppError) -> None:
        if self.digest == digest:
            self._is_decided = False
        self._access.told.emit(error_text(error))

    def _allow(self) -> None:
        self.match.setEnabled(bool(self.whose.currentData()))
