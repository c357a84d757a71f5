"""Every screen and dialog as assistive technology has it, over AT-SPI in a real window: see `tests/gui/audit.py`."""

import os
import subprocess
import sys

import pytest

from tests.window.conftest import ROOT

pytestmark = pytest.mark.window


def test_every_screen_is_audited_as_assistive_technology_has_it(screen, reader_python):
    environment = {
        **screen.environment,
        "QT_QPA_PLATFORM": "xcb",
        "AUDIT_READER": reader_python,
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/gui/audit.py", "-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert " screens, " in done.stdout
