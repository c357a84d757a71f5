"""The pictures of the guide for teachers: a class of 25 invented learners, from their names to the figures."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from quizapp.domain.assignment import Submission
from quizapp.domain.question import WRITTEN
from quizapp.gui.shell.main_window import MainWindow
from quizapp.question_types.single_choice import SingleChoice
from quizapp.reports.paper_sheet import places, typed_key
from quizapp.services.desk.assigning import make_assignment, merge, save_assignment
from quizapp.services.desk.classes import find_member, set_accommodation
from tests.desks import hand_in, taken
from tests.journals import likely

if TYPE_CHECKING:
    from quizapp.domain.assignment import Assignment
    from quizapp.gui.desk.desk_page import DeskPage
    from quizapp.services.desk.desk import Desk

Result = TypeVar("Result")
Wait = Callable[..., None]

NAMES = (
    """
Amara Vale, Bruno Falk, Celia Marsh, Dario Quill, Elsie Thorne, Farid Noon, Greta Lund, Hugo Penn, Iris Calder,
Jonas Reed, Keiko Arai, Liam Frost, Mina Sol, Nadia Birch, Oscar Wren, Paula Stern, Quentin Hale, Rosa Linde,
Samir Dune, Tilda Brook, Umar Slate, Vera Holm, Wim Aster, Yara Pine, Zoe Flint
""".strip()
    .replace("\n", " ")
    .split(", ")
)
"""Invented."""
ESSAYS = (
    "She counted the bees all summer and wrote a report. It showed that the meadows need them.",
    "With a report that has numbers in it, so that nobody could say it was only a feeling.",
    "She asked them nicely.",
    "She found out how far the bees fly and what the sea walls would cost, and told the council.",
)
MISSING = 3
"""So many of the class have not handed in."""


def answers(assignment: "Assignment", number: int) -> dict[str, object]:
    """What learner `number` answers; one in three takes the same wrong option of the first choice."""
    random, given = Random(number), {}
    able = 0.45 + 0.5 * ((number * 7) % 25) / 25
    for question in assignment.parts[0].bank.questions:
        if question.is_rated:
            given[question.id] = {WRITTEN: ESSAYS[number % len(ESSAYS)]}
        else:
            given[question.id] = likely(question, able, random)
    return given


def slowed(submission: Submission, times: int) -> Submission:
    """Let everything take so many times as long: in the tests, each click takes a second."""
    parts = {
        name: replace(part, events=tuple(replace(event, at=event.at * times) for event in part.events))
        for name, part in submission.parts.items()
    }
    return replace(submission, parts=parts)


class DeskPictures:
    """Does what the guide describes, and takes a picture of each page; `answers` is the folder for files."""

    def __init__(self, window: MainWindow, wait: Wait, picture: Callable[..., None], folder: Path) -> None:
        self._window = window
        self._wait = wait
        self._picture = picture
        self._folder = folder

    @property
    def _page(self) -> "DeskPage":
        return self._window.desk.page

    def take(self) -> None:
        """Take all of them, in the order of the guide."""
        self._window.desk.show()
        self._wait(lambda: self._page.access.desk is not None, 800)
        self._make_class()
        assignment = self._assign()
        self._learn(assignment)
        self._collect(assignment)
        self._grade()
        self._understand()
        self._type_in(assignment)

    def _do(self, work: "Callable[[Desk], Result]") -> "Result":
        """Do something at the desk, and wait until its pages show it."""
        found: list[Result] = []
        self._page.access.change(work, found.append)
        self._wait(lambda: found, 700)
        return found[0]

    def _section(self, name: str) -> Any:
        self._page.show_section(name)
        self._wait(lambda: True, 900)
        return self._page.section(name)

    def _make_class(self) -> None:
        classes = self._section("classes")
        classes.first.click()
        classes.form.name.setText("7b")
        classes.form.text.setPlainText("\n".join(NAMES))
        self._wait(classes.form.add.isEnabled, 900)
        self._picture("desk-names")
        classes.form.add.click()
        self._wait(lambda: classes.room is not None, 900)

        def accommodate(desk: "Desk") -> None:
            (room,) = desk.store.classes()
            for name, changes in (("Bruno Falk", {"time": "1.5"}), ("Iris Calder", {"text size": "150%"})):
                set_accommodation(desk, find_member(room.members, name), changes)

        self._do(accommodate)
        self._picture("desk-class")

    def _assign(self) -> "Assignment":
        assignments = self._section("assignments")
        assignments.new.click()
        form = assignments.form
        form.choice.search.setText("Every type")
        self._wait(lambda: len(form.choice.model.rows) > 5, 900)
        form.choice.model.toggle(0)
        form.rules.title.setText("The Lighthouse Bees")
        form.rules.limit.setCurrentIndex(form.rules.limit.findText("30 minutes"))
        self._wait(form.make.isEnabled, 900)
        self._picture("desk-assign")
        chosen, settings = form.choice.chosen, form.rules.settings()

        def make(desk: "Desk") -> "Assignment":
            return make_assignment(desk, desk.store.classes()[0], form.rules.title.text(), merge(chosen), settings)

        assignment = self._do(make)
        assignments.go_back()
        return assignment

    def _learn(self, assignment: "Assignment") -> None:
        file = self._do(lambda desk: save_assignment(desk, assignment, self._folder))
        self._window.assignments.open_files([file])
        self._wait(lambda: True, 1500)
        self._picture("learner-name")
        names = self._window.pages.currentWidget().names
        names.list.setCurrentRow(0)
        names.go_on.click()
        self._wait(lambda: not names.isVisible(), 1500)
        self._picture("assignment", 0.45)
        self._window.desk.show()

    def _collect(self, assignment: "Assignment") -> None:
        desk, folder = self._page.access.desk, self._folder / "answers"
        assert desk is not None
        now = desk.clock()
        for number, who in enumerate([*assignment.members[:-MISSING], "Zoé F"]):
            submission = taken(assignment, who, answers(assignment, number), handed_in=now + number)
            submission = slowed(submission, 4 + number * 7 % 11)
            hand_in(desk, folder, submission, file=f"The Lighthouse Bees - {submission.name}.quizanswers")
        (folder / "The Lighthouse Bees - Wim Aster.quizanswers").write_bytes(b"")
        section = self._section("collect")
        section.take_files([folder])
        self._wait(lambda: not section.collecting.is_busy, 1500)
        self._picture("desk-collect")

    def _grade(self) -> None:
        gradebook = self._section("gradebook")
        gradebook.rate_button.click()
        self._wait(lambda: True, 1500)
        self._picture("desk-rating")
        gradebook.go_back()
        self._wait(lambda: True, 900)
        self._picture("desk-gradebook")

    def _understand(self) -> None:
        understand = self._section("understand")
        self._picture("desk-understand")
        understand.items_tab.click()
        row = next(at for at, each in enumerate(understand.model.rows) if isinstance(each.question, SingleChoice))
        understand.items.setCurrentIndex(understand.model.index(row))
        self._wait(lambda: True, 900)
        self._picture("desk-question")
        understand.mend_button.click()
        self._wait(lambda: True, 700)
        understand.mending.kinds["full"].click()
        understand.mending.reason.setText("The question could be read in two ways.")
        understand.mending.try_it()
        self._wait(lambda: True, 1200)
        self._picture("desk-mend", 0.76)
        understand.go_back()

    def _type_in(self, assignment: "Assignment") -> None:
        """Type in the sheets of the two who are missing, the second as far as question 9."""
        paper = self._section("paper")
        paper.versions.setCurrentIndex(3)
        paper.versions.activated.emit(3)
        self._wait(lambda: paper.model.columnCount() > 1, 700)
        typed = 0
        for letter, count, row in (("B", 16, len(NAMES) - 2), ("D", 9, len(NAMES) - 1)):
            keys = [typed_key(place.question, place.parts, assignment.parts[place.part].bank.passage)
                    for place in places(assignment, letter)]  # fmt: skip
            for column, text in enumerate([letter, *keys[:count]]):
                paper.table.setCurrentIndex(paper.model.index(row, column))
                paper.model.setData(paper.model.index(row, column), text)
                typed = column
        paper.table.setCurrentIndex(paper.model.index(len(NAMES) - 1, typed + 1))
        self._wait(lambda: True, 1500)
        self._picture("desk-paper")
