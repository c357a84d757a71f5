"""The program is ended by force at any moment: what was told saved is there."""

import os
from pathlib import Path

import pytest

from tests.storage.faults import run
from tests.storage.looking import found_in, saved_in

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="processes end otherwise here"),
    pytest.mark.usefixtures("no_ballast"),
]

KILLS = range(1, 201, 10)
"""After so many lines each. What is there after a kill at any call at all, test_power_cut looks at."""


def test_what_was_told_saved_outlives_the_program(memory: Path) -> None:
    run("write many", memory, "kill", KILLS)

    for number in KILLS:
        said = (memory / f"{number}.said").read_text()
        assert said.endswith("\n-9\n")
        assert saved_in(said) >= number
        assert found_in(memory / str(number) / "journal.db") >= saved_in(said)
