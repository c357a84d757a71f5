"""The site: python -m docs makes docs/build/html, which is read in any browser, from any folder."""

import shutil
import sys
from pathlib import Path

from sphinx.cmd.build import build_main

from docs.assembling import assemble

FOLDER = Path(__file__).resolve().parent


def build(target: Path) -> int:
    """Make the pages in `target`; any warning is a failure. Gives the exit code."""
    source, pages = target / "source", target / "html"
    shutil.rmtree(target, ignore_errors=True)
    assemble(source)
    return build_main(["-q", "-W", "-n", "--keep-going", "-c", str(FOLDER), "-b", "html", str(source), str(pages)])


if __name__ == "__main__":
    made = build(FOLDER / "build")
    if not made:
        print(FOLDER / "build" / "html" / "index.html")
    sys.exit(made)
