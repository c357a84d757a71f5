"""A test from a teacher to three learners and back, in real windows, by keyboard alone, and without a network.

Ada has 1.5 times the time, and Bo's program is killed in the middle.
"""

import json
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.window.conftest import Window
from tests.window.teacher import TeacherWindow

pytestmark = pytest.mark.window

BANK = """\
id: hive
title: A hive in June
language: en
passage:
  text: |
    # Bees

    A hive hums in June. The keeper counts the bees each spring.
    In winter the bees stay in the hive, and eat what they have kept.
questions:
  - id: counts
    type: single_choice
    stem: When does the keeper count the bees?
    options:
      - text: In June
        key: true
      - text: Each spring
      - text: Each winter
  - id: eats
    type: short_answer
    stem: In which season do the bees eat what they have kept?
    accepted: [winter]
  - id: essay
    type: open_response
    stem: Why do the bees stay in the hive?
    points: 2
    model_answer: It is winter, and they have kept food.
    rubric:
      - text: Says why
        levels:
          - {points: 0, text: No reason}
          - {points: 2, text: A reason from the text}
"""
NAMES = ("Ada", "Bo", "Cleo")


class Lesson:
    """The folders of a teacher and of three learners, and the folder that they share."""

    def __init__(self, folder: Path, open_window: Callable[..., Window], reader_python: str) -> None:
        self.folder = folder
        self.shared = folder / "shared"
        self.shared.mkdir()
        self._open = open_window
        self._reader = reader_python

    def learner(self, name: str, *files: Path) -> Window:
        """The window of a learner, whose laptop watches the shared folder."""
        data = self.folder / name
        if not data.exists():
            data.mkdir()
            (data / "settings.json").write_text(json.dumps({"assignment_folder": str(self.shared)}))
        window = self._open(data, *files, reader_python=self._reader)
        window.focus()
        return window

    def at_desk(self) -> TeacherWindow:
        """The teacher at the desk, in whose library the bank is."""
        bank = self.folder / "hive.yaml"
        bank.write_text(BANK)
        window = self._open(self.folder / "teacher", bank, reader_python=self._reader)
        window.focus()
        teacher = TeacherWindow(window, self.shared)
        teacher.open()
        return teacher

    def handed_in(self) -> list[str]:
        return sorted(path.name for path in self.shared.glob("*.quizanswers"))


@pytest.fixture
def lesson(open_window, reader_python, tmp_path) -> Lesson:
    return Lesson(tmp_path, open_window, reader_python)


def begins(window: Window, words: str, role: str = "") -> None:
    """Wait until something has a name that begins so."""
    window.wait_for(lambda: window.shows(words, role, "begins"), f"“{words}”")


def has_focus(window: Window, words: str) -> None:
    """Wait until something with the focus has a name that begins so; the current row of a list always has it too."""
    window.wait_for(
        lambda: any(thing.name.startswith(words) for thing in window.all_focused()),
        f"the focus on “{words}”",
    )


def says(window: Window, *words: str) -> None:
    """Wait until all these words are somewhere to be found."""
    for word in words:
        window.wait_for(lambda word=word: window.shows(word, how="has"), word)


def pick_and_begin(window: Window, name: str) -> None:
    has_focus(window, "Your name")
    window.type(name)
    begins(window, f"Go on as {name}", "push button")
    window.press("Return")
    has_focus(window, "Begin: A hive in June")
    window.press("Return")
    window.wait_for_name("Question 1 of 3")


def choose(window: Window, text: str) -> None:
    option = next(name for name in window.names("radio button") if name[2:].strip() == text)
    window.press(option[0].lower())
    window.wait_for(
        lambda: any("checked" in thing.states and thing.name == option for thing in window.things("radio button")),
        "the choice",
    )


def answer_the_rest(window: Window, essay: str) -> None:
    """Answer the second and the third question, and go to the end."""
    window.press("Return")
    window.wait_for_name("Question 2 of 3")
    window.type("winter")
    window.press("Return")
    window.wait_for_name("Question 3 of 3")
    if essay:
        window.type(essay)
        window.wait_for(lambda: any(essay in thing.text for thing in window.things("text")), "the answer")
    window.press("ctrl+Return")
    window.wait_for_name("Hand in your work?")


def hand_in(window: Window, unanswered: int) -> None:
    says(window, f"{3 - unanswered} of 3 answered.")
    has_focus(window, "Go back" if unanswered else "Hand it in")
    if unanswered:
        window.press("Tab", "Tab")
    has_focus(window, "Hand it in")
    window.press("Return")
    window.wait_for_name("Handed in")
    says(window, "Your teacher marks it.")
    assert not [name for name in window.names() if "orrect" in name]


_OF_QT = ("QAccessibleTable::child: Invalid index at:", "QSpiApplication")


def close(window: Window) -> None:
    """End a program, which has said nothing. Qt tells of each row that went while this test read the whole tree, and
    of a bus that was slow to answer.
    """
    window.press("ctrl+q")
    code, said = window.end()
    ours = [line for line in said.splitlines() if not line.startswith(_OF_QT)]
    assert (code, ours) == (0, [])


def test_a_test_goes_from_a_teacher_to_three_learners_and_back(lesson):
    teacher = lesson.at_desk()
    teacher.make_class("7b", NAMES)
    teacher.give_time("Ada", "1.5")
    teacher.assign("Bees", "A hive in June", 10)
    close(teacher.window)
    file = lesson.shared / "Bees.quizassign"

    ada = lesson.learner("Ada", file)  # a double click
    pick_and_begin(ada, "Ada")
    assert [name for name in ada.names() if name == "Time left: 15 minutes"]
    choose(ada, "Each spring")
    answer_the_rest(ada, "They have food.")
    hand_in(ada, 0)
    close(ada)

    bo = lesson.learner("Bo")
    has_focus(bo, "Open it: Bees. New from your teacher")  # in the folder that is watched
    bo.press("Return")
    pick_and_begin(bo, "Bo")
    choose(bo, "In June")
    bo.wait_for_name("Saved", "label")
    bo.end(signal.SIGKILL)
    bo = lesson.learner("Bo")
    has_focus(bo, "Go on: Bees. Begun")
    bo.press("Return")
    has_focus(bo, "Go on: A hive in June. Under way · 1 of 3 answered")
    bo.press("Return")
    bo.wait_for_name("Question 1 of 3")
    bo.wait_for(
        lambda: any("checked" in each.states and "In June" in each.name for each in bo.things("radio button")),
        "the answer",
    )
    answer_the_rest(bo, "")
    hand_in(bo, 1)
    close(bo)

    cleo = lesson.learner("Cleo", file)
    pick_and_begin(cleo, "Cleo")
    choose(cleo, "In June")
    answer_the_rest(cleo, "It is cold.")
    hand_in(cleo, 0)
    close(cleo)

    shutil.copy(lesson.shared / "Bees - Ada.quizanswers", lesson.shared / "Bees - Ada (copy).quizanswers")
    assert lesson.handed_in() == [
        "Bees - Ada (copy).quizanswers",
        "Bees - Ada.quizanswers",
        "Bees - Bo.quizanswers",
        "Bees - Cleo.quizanswers",
    ]

    teacher = lesson.at_desk()
    teacher.collect()
    teacher.says("4 files · 3 new · 1 known already")
    teacher.rate(("2", "0"), "Well seen.")
    teacher.mend("When does the keeper count the bees?", "Each spring", "A slip of the key.")
    teacher.release()
    assert len(list(lesson.shared.glob("*.quizfeedback"))) == 3
    close(teacher.window)

    ada = lesson.learner("Ada")
    has_focus(ada, "See the marks: Bees. Your teacher has marked it")
    ada.press("Return")
    ada.wait_for_name("100 % · 4 of 4 points")
    has_focus(ada, "See the results: A hive in June")
    ada.press("Return")
    says(ada, "Well seen.", "Your teacher changed the key", "A slip of the key.", "Each spring")
    close(ada)
