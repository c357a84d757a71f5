"""Print what CHANGELOG.md tells of the version that is released, for the page of the release."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def notes(changelog: str) -> str:
    """Give the part of the newest version that has a number."""
    found = re.search(r"^## \[\d[^\n]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if found is None:
        sys.exit("CHANGELOG.md has no version.")
    return found[1].strip() + "\n"


if __name__ == "__main__":
    print(notes((ROOT / "CHANGELOG.md").read_text("utf-8")), end="")
