"""The rules of an assignment in plain words."""

from collections.abc import Iterator

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import Assignment
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import TOOL_NAMES, time_text


class RulesCard(ScrollCard):
    """Shows what is asked, for whom, and by which rules."""

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__(theme, translate("About this assignment"))
        self._clock = clock
        self._class = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self.title = Label(theme, FontRole.HEADLINE, wraps=True)
        self._kind = Label(theme, FontRole.OPTION, wraps=True)
        self._hidden = Caution(theme, FontRole.PLAIN)
        self._facts = FactList(theme)
        fill(self.column, self._class, self.title, self._kind, self._hidden, self._facts, 1)

    def show_assignment(self, assignment: Assignment, accommodation: Accommodation) -> None:
        """Show the rules for a learner with this accommodation."""
        settings = assignment.settings
        self._class.show_text(
            self.tr("Class {name}").format(name=assignment.class_name) if assignment.class_name else ""
        )
        self.title.setText(assignment.title)
        kinds = {
            "test": self.tr("This is a test. Your teacher marks it."),
            "practice": self.tr("This is a practice. Take your time, and learn from it."),
        }
        test_here = self.tr("This is a test. You see your marks after you have handed it in.")
        is_marked_here = settings.mode == "test" and settings.shown == "handed_in"
        self._kind.setText(test_here if is_marked_here else kinds[settings.mode])
        hidden = self.tr("The text is hidden this time. Answer as well as you can without it.")
        self._hidden.show_text(hidden, warns=False)
        self._hidden.setVisible(settings.without_passage)
        self._facts.show_facts(list(self._facts_of(assignment, accommodation)))

    def make_low(self, low: bool) -> None:
        """Begin with the facts where there is little room; the rest can be scrolled to."""
        self._class.setVisible(bool(self._class.text()) and not low)
        self.column.removeWidget(self._kind)
        self.column.insertWidget(self.column.indexOf(self._facts) + 1 if low else 2, self._kind)

    def _facts_of(self, assignment: Assignment, accommodation: Accommodation) -> Iterator[tuple[str, str]]:
        settings = assignment.settings
        texts, questions = len(assignment.parts), sum(len(part.order) for part in assignment.parts)
        yield self.tr("Time"), self._time(settings.time_limit, accommodation, texts)
        if settings.due:
            due = moment_text(settings.due, self._clock())
            late = self.tr("{due}. That time has passed: what you hand in now is late.").format(due=due)
            yield self.tr("Hand in by"), late if settings.due < self._clock() else due
        yield (
            self.tr("Questions"),
            " · ".join((self.tr("%n questions", "", questions), self.tr("%n texts", "", texts))),
        )
        if settings.shown == "at_once":
            yield self.tr("Tries"), self.tr("%n for each question", "", settings.tries)
        if settings.certainty:
            yield self.tr("How sure"), self.tr("You say how sure you are; wrong and sure costs points.")
        yield (
            self.tr("Marks"),
            {
                "at_once": self.tr("After each question"),
                "handed_in": self.tr("After you have handed in"),
                "released": self.tr("When your teacher gives them out"),
            }[settings.shown],
        )
        has_levels = any(len(part.bank.levels) > 1 for part in assignment.parts)
        if has_levels and (settings.level_locked or accommodation.level_locked):
            yield self.tr("Reading level"), self.tr("Your teacher has chosen it")
        allowed = [tool for tool in settings.allowed if tool != "hints" or settings.shown == "at_once"]
        names = " · ".join(translate(TOOL_NAMES[tool]) for tool in allowed)
        yield self.tr("Allowed"), names or self.tr("No tools")
        if accommodation.fewer_options:
            left_out = self.tr("For you, one wrong answer is left out of each question that has enough.")
            cannot = self.tr("All of them: only your teacher has the key, so none can be left out here.")
            yield self.tr("Answers"), left_out if settings.holds_key else cannot

    def _time(self, limit: float, accommodation: Accommodation, texts: int) -> str:
        own = accommodation.limit(limit)
        if not limit:
            return self.tr("As much as you need")
        if not own:
            return self.tr("As much as you need (for you, there is no limit)")
        text = time_text(own, translate) if own % 60 else self._minutes(own)
        told = text if texts == 1 else self.tr("{time} for each text").format(time=text)
        return told if own == limit else self.tr("{time} (your own time)").format(time=told)

    def _minutes(self, seconds: float) -> str:
        return self.tr("%n minutes", "", round(seconds / 60))
