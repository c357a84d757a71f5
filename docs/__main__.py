"""The site: python -m docs [FOLDER] makes FOLDER/html, which any browser reads, from any place."""

import shutil
import sys
from pathlib import Path

from sphinx.cmd.build import build_main

from docs.assembling import assemble

FOLDER = Path(__file__).resolve().parent


def build(target: Path) -> int:
    """Make the pages in `target`; any warning is a failure. Gives the exit code."""
    source, pages = target / "source", target / "html"
    for folder in (source, pages):
        shutil.rmtree(folder, ignore_errors=True)
    assemble(source)
    settings = ["-q", "-W", "-n", "--keep-going", "-c", str(FOLDER), "-d", str(target / "doctrees")]
    return build_main([*settings, "-b", "html", str(source), str(pages)])


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "build"
    made = build(place)
    if not made:
        print(place / "html" / "index.html")
    sys.exit(made)
