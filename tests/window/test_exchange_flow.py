"""Questions of another tool come in, and a copy goes out, by keyboard alone in a real window."""

import pytest

from quizapp.formats.native import read_bank
from quizapp.services.exchange import read_file
from tests.window.conftest import Window

pytestmark = pytest.mark.window

GIFT = """\
::Tower:: Who climbed the tower? {=Marta ~%50%Ada ~Nobody}

::Letter:: Who wrote the letter? {=Marta ~The council}

::Broken:: Who said so? {=Marta ~Marta}
"""


def tab_to(window: Window, name: str, role: str = "push button") -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(40):
        window.press("Tab")
        focused = [(thing.role, thing.name) for thing in window.all_focused()]
        if (role, name) in focused:  # beside the current row of a list, which Qt tells as focused all the time
            return
    raise AssertionError(f"Tab does not lead to “{name}”")


def wait_for_focused(window: Window, name: str) -> None:
    """Wait until what has this name has the focus; the current row of a list is told so, too."""
    window.wait_for(
        lambda: any(thing.name == name and "focused" in thing.states for thing in window.things()),
        f"the focus on “{name}”",
    )


def test_questions_come_in_and_a_copy_goes_out_by_keyboard_alone(open_window, reader_python, tmp_path):
    gift, data, copy = tmp_path / "harbor.txt", tmp_path / "data", tmp_path / "harbor-copy.xml"
    gift.write_text(GIFT)
    window = open_window(data, gift, reader_python=reader_python)
    window.focus()
    window.wait_for_name("3 questions read: 2 will be imported, 1 cannot.")
    window.wait_to_hear("3 questions read: 2 will be imported, 1 cannot.")
    wait_for_focused(window, "Line 1, “Tower”. 1 change")
    window.press("Right")
    loss = "“Ada” earned 50 % of the points; now it earns none."
    window.wait_for_name(loss, "table cell")
    window.press("Down")
    wait_for_focused(window, loss)
    window.press("Down", "Down")
    wait_for_focused(window, "Line 5, “Broken”. left out")
    assert not (data / "banks" / "harbor.yaml").exists()
    tab_to(window, "Import 2 questions")
    window.press("Return")
    window.wait_for((data / "banks" / "harbor.yaml").exists, "the bank")
    window.wait_for_name("2 questions were imported.")
    bank = read_bank(data / "banks" / "harbor.yaml").bank
    assert bank is not None
    assert [str(question.stem) for question in bank.questions] == ["Who climbed the tower?", "Who wrote the letter?"]
    assert (data / "banks" / "harbor.report.md").exists()

    wait_for_focused(window, "harbor, 2 questions")
    tab_to(window, "Save a copy as…")
    window.press("Return")
    window.wait_for_name("2 questions: 2 will be written, 0 cannot.")
    tab_to(window, "Save…")
    window.press("Return")
    window.wait_for_name("Save a copy — Quizapp")
    wait_for_focused(window, "File name:")
    window.press("ctrl+a")
    window.type(str(copy))
    window.press("Return")
    window.wait_for(copy.exists, "the copy")
    window.wait_for_name(f"Saved as {copy}")
    assert [len(each.questions) for each in read_file(copy).banks] == [2]
    assert copy.with_name("harbor-copy.report.md").exists()
