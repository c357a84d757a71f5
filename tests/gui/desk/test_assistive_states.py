"""What assistive technology sets on the desk counts like a click or a key."""

from typing import NamedTuple

import pytest
from PySide6.QtGui import QAccessible

from quizapp.domain.assignment import AssignmentSettings
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from tests.desks import BANK, assigned, hand_in, taken
from tests.gui.attempt.test_assistive_technology import act, select

RATED = next(each for each in BANK.questions if each.is_rated)


class Choice(NamedTuple):
    """A box of a page, an entry of it, and what is then shown or kept."""

    section: str
    box: str
    entry: str
    found: str


CHOICES = [
    Choice("classes", "learner.time", "No time limit", "time_factor=0.0"),
    Choice("classes", "learner.level", "Easier to read, locked", "level_locked=True"),
    Choice("classes", "learner.aloud", "Everything", "read_aloud='all'"),
    Choice("classes", "learner.answers", "One left out", "fewer_options=True"),
    Choice("classes", "learner.text_size", "125 %", "text_size=125"),
    Choice("classes", "learner.colors", "Dark", "theme='dark'"),
    Choice("collect", "card.assignment", "Bees · 7b", "chosen Bees"),
    Choice("paper", "assignment", "Ants · 7b", "chosen Ants"),
    Choice("paper", "versions", "2 versions, A and B", "versions AB"),
    Choice("understand", "box", "Bees", "chosen Bees"),
]


@pytest.fixture
def desk(teacher, tmp_path):
    """A desk with two assignments that three learners have handed in."""

    def prepare(desk):
        room, bees = assigned(desk)
        ants = make_assignment(desk, room, "Ants", merge([(BANK, ())]), AssignmentSettings())
        for of in (bees, ants):
            for member in of.members:
                given = taken(of, member, {RATED.id: {"text": member.name}})
                hand_in(desk, tmp_path, given, file=f"{of.title} {member.id}.quizanswers")
        collect(desk, [tmp_path])

    teacher.access.change(prepare)
    teacher.wait()
    QAccessible.setActive(True)
    yield teacher
    QAccessible.setActive(False)


def kept(desk):
    """What the desk and the settings hold now, in words."""
    member = desk.desk.store.classes()[0].members[0]
    titles = {line.id: line.title for line in desk.desk.store.assignments()}
    versions = desk.program.settings.paper_versions
    return f"{member.accommodation} chosen {titles.get(desk.access.chosen)} versions {versions}"


def test_each_choice_of_the_desk_is_taken_and_none_is_made_by_showing_it(desk):
    for section, name, entry, found in CHOICES:
        page = desk.section(section)
        box = page
        for part in name.split("."):
            box = getattr(box, part)
        before = kept(desk)
        page.read()
        desk.wait()
        assert kept(desk) == before, name
        at = box.findText(entry)
        assert at not in (-1, box.currentIndex()), (name, [box.itemText(each) for each in range(box.count())])
        select(box.view(), at)
        desk.wait()
        assert found in kept(desk), name
        assert box.currentText() == entry


def test_pages_and_the_model_answer_are_shown_by_their_buttons_states(desk):
    for name in ("paper", "classes", "gradebook"):
        act(desk.page.tabs[name], "Toggle")
        desk.wait()
        assert desk.page.section(name).isVisible(), name
    desk.press("Rate 3…")
    page = desk.page.section("gradebook").rating
    for is_on in (True, False):
        act(page.model_button, "Toggle")
        assert page.model_frame.isVisible() is is_on
