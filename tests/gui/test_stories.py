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

for _place in sorted(FOLDER.glob("*/given*.py")):
    import_module(f"tests.gui.{_place.parent.name}.{_place.stem}")


@given("the program")
def the_program(start):
    return start(), {}


@pytest.mark.parametrize("name", STORIES)
def test_story(name, request, tmp_path, spoken):
    about, begins, *lines = STORIES[name].read_text("utf-8").splitlines()
    prepare = GIVENS[begins.removeprefix("Given ").removesuffix(".")]
    fixtures = {each: request.getfixturevalue(each) for each in inspect.signature(prepare).parameters}
    story = Story(*prepare(**fixtures), tmp_path, spoken, name)
    request.addfinalizer(story.close)
    steps = [line for line in lines if line.startswith("> ")]
    for at, step in enumerate(steps):
        try:
            story.do(step[2:])
        except Exception as fault:
            fault.add_note(f"in the story {name}, {step}\n" + "\n".join(story.told[-30:]))
            if WRITES:  # as far as it was told
                _write(name, [about, begins, *story.told, *steps[at + 1 :]])
            raise
    if WRITES:
        _write(name, [about, begins, *story.told])
        return
    assert [about, begins, *story.told] == [about, begins, *lines]


def _write(name: str, lines: list[str]) -> None:
    STORIES[name].write_text("\n".join(lines) + "\n", "utf-8")
