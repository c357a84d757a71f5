"""The pages of the site: texts of the project as they are, and parts that are made of the program.

A page is a Markdown file of the project, so it can be read where it is. A line ``<!-- made: NAME -->`` in it stands for
what a function of `MADE` writes. Links between files become links between pages.
"""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from docs import made_commands, made_formats, made_tables

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Begin": {"install": "docs/install.md", "tour": "docs/tour.md", "learners": "docs/learners.md"},
    "Teach": {
        "teachers": "docs/teachers.md",
        "marks": "docs/marks.md",
        "safety": "docs/safety.md",
    },
    "Write questions": {
        "editor": "docs/editor.md",
        "authors": "questions/README.md",
        "check": "docs/check.md",
        "exchange": "docs/exchange.md",
    },
    "Look up": {
        "commands": "docs/commands.md",
        "banks": "docs/banks.md",
        "files": "docs/files.md",
        "formats": "docs/formats.md",
        "exports": "docs/exports.md",
        "keyboard": "docs/keyboard.md",
        "accessibility": "docs/accessibility.md",
        "glossary": "docs/glossary.md",
    },
    "Develop": {
        "architecture": "ARCHITECTURE.md",
        "contributing": "CONTRIBUTING.md",
        "changelog": "CHANGELOG.md",
        "releasing": "docs/releasing.md",
        "license": "docs/license.md",
    },
}
"""The parts of the site, each with its pages: the name of a page, and its file in the project."""
PAGES = {"index": "docs/index.md"} | {name: file for pages in SECTIONS.values() for name, file in pages.items()}

MADE = {
    "commands": made_commands.commands,
    "banks": made_formats.banks,
    "frames": made_formats.frames,
    "bodies": made_formats.bodies,
    "room": made_formats.room,
    "manifest": made_formats.manifest,
    "rules": made_tables.rules,
    "keys": made_tables.keys,
    "features": made_tables.features,
    "exports": made_tables.exports,
    "facts": made_tables.attempt_facts,
    "licenses": made_tables.licenses,
}
"""The parts that are made, by the name that a page calls them by."""
_PART = re.compile(r"^<!-- made: (\w+) -->$", re.MULTILINE)
_LINK = re.compile(r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")
_CODE = re.compile(r"(```.*?^```|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_PAGE_OF = {file: name for name, file in PAGES.items()} | {
    "README.md": "index",
    "LICENSE": "license",
    "questions/LICENSE": "license",
}


def page_text(name: str, made: Mapping[str, str] | None = None) -> str:
    """Give a page as Sphinx reads it; `made` has parts that are there already."""
    parts = made or {}
    file = PAGES[name]
    text = (ROOT / file).read_text("utf-8")
    text = _PART.sub(lambda found: parts.get(found[1]) or MADE[found[1]](), text)
    pieces = _CODE.split(text)
    pieces[::2] = [_LINK.sub(lambda found: _moved(found, file), piece) for piece in pieces[::2]]
    text = "".join(pieces)
    return text + _contents() if name == "index" else text


def _moved(found: re.Match[str], file: str) -> str:
    """Give a link of `file` as the site has it; what the site doesn't have becomes plain words."""
    sign, words, target = found.groups()
    place, _, part = target.partition("#")
    if "://" in place or not place:
        return found[0]
    path = os.path.normpath(os.path.join(os.path.dirname(file), place)).replace(os.sep, "/")
    if sign:
        return f"![{words}]({Path(path).name})"
    if path not in _PAGE_OF:
        return words
    return f"[{words}]({_PAGE_OF[path]}.md{'#' if part else ''}{part})"


def _contents() -> str:
    """Give the contents of the site, which stand beside each page."""
    parts = (
        f"```{{toctree}}\n:hidden:\n:caption: {title}\n\n" + "\n".join(pages) + "\n```\n"
        for title, pages in SECTIONS.items()
    )
    return "\n" + "\n".join(parts)


def assemble(target: Path) -> None:
    """Write all pages and pictures into the folder `target`."""
    target.mkdir(parents=True)
    for name in PAGES:
        (target / f"{name}.md").write_text(page_text(name), "utf-8")
    for picture in FOLDER.glob("*.png"):
        shutil.copy(picture, target)
