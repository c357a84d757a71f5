"""A learner's work on an assignment: its parts, what was handed in, and what came of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from quizapp.domain.text import shortened
from quizapp.gui.assignments.assigned import Shown
from quizapp.gui.kit.building import fill, push_button, show_kept
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.words import percent_text, total_text
from quizapp.services.assigned_work import PartWork


class _PartRow(QFrame):
    """A part, how far it has come, and the button for what can be done with it."""

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sign = Icon(theme, "unanswered", "muted", 18)
        self.title = Label(theme, FontRole.STRONG, wraps=True)
        self.state = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.button = push_button("", self.pressed)
        words = fill(QVBoxLayout(), self.title, self.state, spacing=1)
        row = fill(QHBoxLayout(self), self.sign, (words, 1), self.button, margins=(0, 6, 0, 6), spacing=10)
        row.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)

    def show_part(self, part: PartWork, words: str, state: str, icon: tuple[str, str], *, is_main: bool) -> None:
        self.sign.show_icon(*icon)
        self.title.setText(part.title)
        self.state.setText(state)
        self.button.setText(words)
        self.button.setVisible(bool(words))
        self.button.setAccessibleName(f"{words}: {part.title}. {state}")
        make_main(self.button, is_main)


class WorkCard(ScrollCard):
    """Shows a `Shown` of somebody who has a name.

    Signals:
        part_requested: the part of this index is to be begun, or to go on.
        results_requested: the results of the part of this index are to be shown.
        hand_in_requested: it is to be handed in, or to be written where it belongs.
        save_requested: what was handed in is to be written once more, elsewhere.
        other_requested: it is somebody else who is here.
        library_requested: back to the library.
    """

    part_requested = Signal(int)
    results_requested = Signal(int)
    hand_in_requested = Signal()
    save_requested = Signal()
    other_requested = Signal()
    library_requested = Signal()

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__(theme, translate("Your work"))
        self._theme = theme
        self._clock = clock
        self.name = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self.other = push_button(self.tr("Not you?"), self.other_requested)
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        self.message = Label(theme, FontRole.STRONG, color="right", wraps=True)
        self.told = Label(theme, FontRole.OPTION, wraps=True)
        self.hand_in = push_button("", self.hand_in_requested)
        self.save = push_button(self.tr("Save it again elsewhere…"), self.save_requested)
        self.library = push_button(self.tr("Back to the library"), self.library_requested)
        self._kept: list[_PartRow] = []
        self._rows = QVBoxLayout()
        buttons = WrapBox()
        buttons.setContentsMargins(0, 10, 0, 0)
        flow = FlowLayout(buttons)
        for button in (self.hand_in, self.save, self.library):
            flow.addWidget(button)
        top = fill(QHBoxLayout(), (self.name, 1), self.other, spacing=8)
        fill(self.column, top, self.headline, self.message, self.told, self._rows, buttons, 1)

    def show_work(self, shown: Shown, message: str, *, is_busy: bool) -> None:
        """Show how far the work has come; `message` is what has just come of it."""
        standing = shown.standing
        name = standing.named.name if standing.named is not None else ""
        self.name.setText(self.tr("You are {name}.").format(name=name))
        self.headline.setText(self._headline(shown))
        self.message.show_text(message if message != self.headline.text() + "." else "")
        self.message.set_color("muted" if is_busy else "right")
        self.told.show_text("\n".join(self._lines(shown)))
        rows = show_kept(self._kept, len(standing.parts), self._new_row)
        main = self._main(shown)
        for row, part in zip(rows, standing.parts, strict=True):
            words, state, icon = self._part(shown, part)
            row.show_part(part, words, state, icon, is_main=main == part.part)
            row.setEnabled(not is_busy)
        begun = any(part.state != "new" for part in standing.parts)
        self.hand_in.setVisible((standing.is_open and begun) or standing.pending is not None)
        again = standing.handed_in is not None
        self.hand_in.setText(self.tr("Hand in again…") if again else self.tr("Hand in…"))
        make_main(self.hand_in, main is None and not self.hand_in.isHidden())
        self.save.setVisible(again and not standing.is_open)
        for button in (self.hand_in, self.save, self.other):
            button.setEnabled(not is_busy)

    def focus_first(self) -> None:
        """Give the focus to what one would do next."""
        buttons = [*(row.button for row in self._kept), self.hand_in, self.save]
        there = [button for button in buttons if button.isVisibleTo(self) and button.isEnabled()]
        main = [button for button in there if button.objectName() == "primary"]
        next(iter([*main, *there, self.library])).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> str:
        """The state of the work, in a few sentences."""
        labels = (self.headline, self.message, self.told)
        return " ".join(label.text() for label in labels if not label.isHidden())

    def question(self, shown: Shown) -> str:
        """The questions still open, in plain words, for a learner who is about to hand the work in."""
        told = list[str]()
        for part in shown.standing.parts:
            title, left = shortened(part.title, 60), part.questions - part.answered
            if part.state == "new":
                told.append(self.tr("“{title}” was not begun.").format(title=title))
            elif left:
                told.append(self.tr("%n questions of “{title}” are not answered.", "", left).format(title=title))
        if not told:
            told.append(self.tr("All questions are answered."))
        return " ".join([*told, self.tr("You cannot change your answers after that.")])

    def _new_row(self) -> _PartRow:
        row, index = _PartRow(self._theme), len(self._kept)
        row.pressed.connect(lambda: self._ask_for(index))
        self._rows.addWidget(row)
        return row

    def _ask_for(self, index: int) -> None:
        is_open = self._kept[index].button.property("goes on")
        (self.part_requested if is_open else self.results_requested).emit(index)

    def _headline(self, shown: Shown) -> str:
        standing = shown.standing
        if standing.pending is not None:
            return self.tr("Not handed in yet")
        if standing.reopening is not None:
            return self.tr("Given back to you")
        if standing.handed_in is not None:
            if shown.seen is not None:
                total = shown.seen.given.total
                points = total_text(total, translate)
                percent = percent_text(total, translate) if total.possible else ""
                return f"{percent} · {points}" if percent else points
            return self.tr("Handed in")
        count = len(standing.parts)
        done = sum(part.state == "finished" for part in standing.parts)
        if done == count:
            return self.tr("Ready to hand in")
        return self.tr("{done} of %n parts done", "", count).format(done=done)

    def _lines(self, shown: Shown) -> list[str]:
        standing, lines = shown.standing, list[str]()
        last = standing.handed_in
        if standing.pending is not None:
            lines.append(self.tr("Your answers are kept, but the file is not where it belongs. Hand it in again."))
        elif standing.reopening is not None:
            reason = standing.reopening.reason
            lines.append(self.tr("Your teacher says: {reason}").format(reason=reason) if reason else "")
            lines.append(self.tr("You can go on with it, and hand it in again. What you handed in stays."))
        elif last is not None:
            when = moment_text(last.handed_in, self._clock())
            lines.append(self.tr("Handed in: {when}").format(when=when))
            lines.append(self.tr("The file for your teacher: {file}").format(file=last.file))
            if shown.seen is None and not shown.work.tells_marks(standing):
                lines.append(self.tr("Your teacher marks it."))
            if shown.seen is None:
                lines.append(self.tr("Handed in too early? Ask your teacher to reopen it."))
        elif all(part.state == "finished" for part in standing.parts):
            lines.append(self.tr("All parts are done. Hand it in, so that your teacher gets it."))
        if shown.seen is not None:
            given = [part.remark for part in shown.seen.given.parts if part.remark]
            lines += [self.tr("Your teacher says: {remark}").format(remark=remark) for remark in given]
            if shown.seen.changed:
                count = len(shown.seen.changed)
                lines.append(self.tr("Marks were changed: %n questions were marked again.", "", count))
        return [line for line in lines if line]

    def _part(self, shown: Shown, part: PartWork) -> tuple[str, str, tuple[str, str]]:
        """The word of the button, the state, and the icon of a part."""
        row = self._kept[part.part]
        standing = shown.standing
        answered = self.tr("{answered} of %n answered", "", part.questions).format(answered=part.answered)
        goes_on = standing.is_open and standing.pending is None and (part.state == "new" or part.can_go_on)
        row.button.setProperty("goes on", goes_on)
        if goes_on and part.state == "new":
            state = self.tr("Not begun · %n questions", "", part.questions)
            return self.tr("Begin"), state, ("unanswered", "muted")
        if goes_on:
            under_way = self.tr("Under way · {answered}").format(answered=answered)
            return self.tr("Go on"), under_way, ("partial", "accent")
        marked = shown.marked(part.part)
        if marked is not None:
            return self.tr("See the results"), total_text(marked.marked.total, translate), ("right", "right")
        if part.state == "new":
            return "", self.tr("Not begun"), ("unanswered", "muted")
        done = self.tr("Done · {answered}").format(answered=answered)
        if not standing.is_open and not shown.work.tells_marks(standing):
            return self.tr("See your answers"), done, ("right", "right")
        words = self.tr("See the results") if shown.work.tells_marks(standing) else ""
        return words, done, ("right", "right")

    def _main(self, shown: Shown) -> int | None:
        """The index of the part whose button stands out; None where that is handing in, or nothing."""
        standing = shown.standing
        if standing.pending is not None:
            return None
        going_on = [part.part for part in standing.parts if part.state == "new" or part.can_go_on]
        if standing.is_open and going_on:
            return going_on[0]
        return standing.parts[0].part if not standing.is_open and shown.seen is not None else None


def make_main(button: QPushButton, is_main: bool) -> None:
    """Let a button stand out, or no longer."""
    name = "primary" if is_main else ""
    if name != button.objectName():
        button.setObjectName(name)
        button.style().unpolish(button)
        button.style().polish(button)
