"""Files that other tools wrote; they are beside the checkout, or the tests that need them are skipped."""

from pathlib import Path

import pytest

FORMATS = Path(__file__).resolve().parents[3] / "shared" / "outside" / "formats"

needs_outside = pytest.mark.skipif(not FORMATS.is_dir(), reason="no files of other tools beside the checkout")
