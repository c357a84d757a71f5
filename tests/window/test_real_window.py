"""The real program in a real window, driven by keys, and read as a screen reader reads it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.formats.native import read_bank
from tests.window.conftest import ROOT, Window, missing

pytestmark = pytest.mark.window

EVERY_TYPE = Path(__file__).parents[1] / "data" / "every-type.yaml"
BANK = read_bank(EVERY_TYPE).bank
assert BANK is not None
QUESTIONS = {question.id: question for question in BANK.questions}


def letter_of(window: Window, role: str, text: str) -> str:
    """The letter under which an option is shown this time."""
    return next(name[0].lower() for name in window.names(role) if name[2:].strip() == text)


def check(window: Window, verdict: str) -> None:
    """Have the answer checked, and see that the learner is told what is right."""
    window.wait_for(
        lambda: any(
            thing.name == "Check answer" and "enabled" in thing.states for thing in window.things("push button")
        ),
        "an answer to check",
    )
    window.press("Return")
    window.wait_for(lambda: window.shows(verdict, "label", "begins"), f"“{verdict}”")


def go_on(window: Window, number: int) -> None:
    window.press("Return")
    window.wait_for_name(f"Question {number} of 6")


def test_a_bank_is_practised_by_keyboard_alone(open_window, reader_python, tmp_path):
    window = open_window(tmp_path, EVERY_TYPE, reader_python=reader_python)
    window.focus()
    window.wait_for_name("One question of each type.")
    assert window.shows("Banks", "list")
    window.press("Return")
    window.wait_for_name("Question 1 of 6")

    # one option: right
    options = window.things("radio button")
    assert [option.description for option in options] == [f"Option {number} of 4" for number in (1, 2, 3, 4)]
    window.press(letter_of(window, "radio button", "To give the council a reason"))
    window.wait_for(
        lambda: any("checked" in each.states and "council" in each.name for each in window.things("radio button")),
        "the choice",
    )
    check(window, "Correct")
    assert window.shows("Why: Costs are what the council counts.")
    go_on(window, 2)

    # several options: only one of the two that are right
    window.press(letter_of(window, "check box", "It was kept."))
    check(window, "Partly correct")
    go_on(window, 3)

    # true or false: wrong, and flagged
    window.press("f", "b")
    check(window, "Not correct")
    assert window.shows("Question 3, not correct, flagged", "list item")
    go_on(window, 4)

    # statements: right
    first = next(name for name in window.names("radio button") if "A. " in name)
    window.press(*(["1", "2"] if "Asked for a summer" in first else ["2", "1"]))
    check(window, "Correct")
    go_on(window, 5)

    # items in order: whatever comes of moving the first one down
    window.press("alt+Down")
    window.wait_for(lambda: not window.shows("Keep this order"), "the item to move")
    placed = [name.partition(": ")[2] for name in window.names("label") if name[:1].isdigit() and " of 3: " in name]
    sequence = QUESTIONS["sequence"]
    ids = {item.text: id_ for item, id_ in zip(sequence.items, sequence.ids, strict=True)}
    mark = sequence.mark(tuple(ids[text] for text in placed))
    assert isinstance(mark, Points)
    check(window, "Correct" if mark.full else "Partly correct" if earned(mark) else "Not correct")
    go_on(window, 6)

    # a typed answer, with a letter that would choose elsewhere
    window.type("the bees f")
    window.press("BackSpace", "BackSpace")
    check(window, "Correct")

    # a question is flagged, so one is asked before the end
    window.press("Return")
    window.wait_for_name("Finish this practice?")
    assert any("Everyone who voted" in name and "flagged" in name for name in window.names("list item"))
    window.press("Return")
    window.wait_for_name("Back to the library")
    right = 3 + mark.full
    part = 1 + bool(earned(mark) and not mark.full)
    told = window.names()
    for words in (
        f"Correct: {right}",
        f"Partly correct: {part}",
        f"Not correct: {6 - right - part}",
        "Not answered: 0",
    ):
        assert words in told

    window.press("ctrl+q")
    window.wait_for_name("Keep it under a name…")  # a guest is told what closing means
    window.press("Tab", "Return")
    code, complaints = window.end()
    assert (code, complaints) == (0, "")


def test_a_room_is_used_by_keyboard_alone_and_its_stick_may_be_pulled_out(open_window, reader_python, tmp_path):
    stick = tmp_path / "stick"
    (stick / "banks").mkdir(parents=True)
    (stick / "banks" / "bees.yaml").write_bytes(EVERY_TYPE.read_bytes())
    room = stick / "room.yaml"
    room.write_text("learners: [Ben, Ada]\nothers: false\nmodes: [test]\nbundled: false\nwatched_folder: in\n")
    window = open_window(tmp_path / "data", "--room", room, reader_python=reader_python)
    window.focus()
    window.wait_for_name("Ada")
    assert "Guest" not in "".join(window.names())
    window.press("Escape")  # nobody gets on without a name
    window.wait_for_focus("Name: find it in the list")
    window.type("ad")
    window.press("Return")
    window.wait_for_name("One question of each type.")
    assert "Practice" not in window.names()
    window.press("Return")
    window.wait_for_name("Question 1 of 6")
    stick.rename(tmp_path / "pulled out")
    window.press(letter_of(window, "radio button", "To give the council a reason"), "Return")
    window.wait_for_name("Question 2 of 6")
    assert window.end(signal.SIGINT) == (130, "")


def test_a_wrong_bank_is_told_with_its_line_and_ctrl_c_in_the_terminal_closes_the_window(
    open_window, reader_python, tmp_path
):
    bank = tmp_path / "wrong.yaml"
    bank.write_text(EVERY_TYPE.read_text(encoding="utf-8").replace("Marta asked\n", "Marta sang\n"), encoding="utf-8")
    window = open_window(tmp_path / "data", bank, reader_python=reader_python)
    window.focus()
    window.wait_for_name("Read the file again")
    told = "“Marta sang” is not in the passage."
    window.wait_for(lambda: any(told in name and "line " in name for name in window.names()), told)
    code, complaints = window.end(signal.SIGINT)
    assert code in (130, -signal.SIGINT)  # the second, which a shell takes for 130, in the window's first moments
    assert complaints == ""


def test_a_screen_that_does_not_answer_is_told_in_one_line(tmp_path):
    if told := missing("Xvfb"):
        pytest.skip(told)
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as told_number:
        display = f":{told_number.readline().strip()}"
    server.terminate()
    server.wait(30)
    hidden = ("WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "quizapp", "--data-dir", tmp_path],
        env={**environment, "DISPLAY": display, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "no screen" in done.stderr
