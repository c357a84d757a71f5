"""Screens and menus over AT-SPI in a real window: see `tests/gui/audit_over_bus.py`."""

import os
import subprocess
import sys

import pytest

from tests.window.conftest import ROOT

pytestmark = pytest.mark.window


def test_another_process_is_told_what_the_audit_of_every_screen_goes_by(screen, reader_python):
    environment = {
        **screen.environment,
        "QT_QPA_PLATFORM": "xcb",
        "AUDIT_READER": reader_python,
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/gui/audit_over_bus.py",
            "-q",
            "-s",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-6000:]
