"""A bank is written from nothing by keyboard alone, in a real window: see `tests/gui/editor/flow.py`."""

import os
import subprocess
import sys

import pytest

from tests.window.conftest import ROOT

pytestmark = pytest.mark.window


def test_a_bank_of_every_type_is_written_saved_taken_and_marked(screen):
    environment = {**screen.environment, "QT_QPA_PLATFORM": "xcb", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/gui/editor/flow.py", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-6000:]
