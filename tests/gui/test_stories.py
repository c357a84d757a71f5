"""What people do in the windows, told as stories: each file of the folders `stories` is done again, step by step, and
what is then seen and heard is held against what it says. See `story`.
"""

import inspect
import os
from importlib import import_module
from pathlib import Path

import pytest

from tests.gui.story import GIVENS, Story, given

FOLDER = Path(__file__).parent
STORIES = {f"{path.parent.parent.name}/{path.stem}": path for path in sorted(FOLDER.glob("*/stories/*.txt"))}
WRITES = "WRITE_STORIES" in os.environ

for _place in sorted(FOLDER.glob("*/given.py")):
    import_module(f"tests.gui.{_place.parent.name}.given")


@given("the program")
def the_program(start):
    return start(), {}


@pytest.mark.parametrize("name", STORIES)
def test_story(name, request, tmp_path, spoken):
    about, begins, *lines = STORIES[name].read_text("utf-8").splitlines()
    prepare = GIVENS[begins.removeprefix("Given ").removesuffix(".")]
    fixtures = {each: request.getfixturevalue(each) for each in inspect.signature(prepare).parameters}
    story = Story(*prepare(**fixtures), tmp_path, spoken)
    steps = [line for line in lines if line.startswith("> ")]
    for at, line in enumerate(steps):
        try:
            story.do(line[2:])
        except Exception as fault:
            if WRITES:  # as far as it went, to be read
                STORIES[name].write_text("\n".join([about, begins, *story.told, "", *steps[at + 1 :]]) + "\n", "utf-8")
            fault.add_note(f"in the story {name}, {line}\n" + "\n".join(story.told[-30:]))
            raise
    text = "\n".join([about, begins, *story.told]) + "\n"
    if WRITES:
        STORIES[name].write_text(text, "utf-8")
        return
    assert text.splitlines() == [about, begins, *lines]
