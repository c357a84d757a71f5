"""The pages of the help: Markdown files beside the program, which take the names of things from the program itself.

A page may hold these places, and nothing else in braces:

- ``{say:QuestionDisplay:Check answer}``, a text of the program by its class, as the screen shows it;
- ``{key:find}``, the first key of an action of `KEYS`;
- ``{page:teachers}``, the name of another page, which a click or Enter opens; ``{pages}``, all those of the handbook;
- a value that is given to `page_text`, such as ``{python}``.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from quizapp.gui.kit.key_names import key_names
from quizapp.gui.kit.language import current_language
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.shell.handbook import HANDBOOK, handbook_pages, handbook_text, handbook_title
from quizapp.paths import resources_dir

PAGES = ("learners", "teachers", "banks", "handbook", "about")
"""The pages that are files, in their order. The table of keys is made of `KEYS`, the handbook's pages are its own."""
WELCOME = "welcome"
"""The page of the first start."""
ARROW = "→ "
"""The sign before the name of another page."""

_PLACE = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
_KEYS_BEHIND = re.compile(r"…?(?: \([^()]*(?:[+⌘←→]|F\d)[^()]*\))?$")
"""Keys, or dots, behind the words of a button."""
_SIGNS = re.compile(r"[\\`*_#\[\]]")


class Choice(NamedTuple):
    """A heading, and the words below it."""

    title: str
    text: str


def page_file_text(page: str) -> str:
    """Give the Markdown of a page in the language that is spoken, or in English, with its places unfilled."""
    return _read(page, current_language()) or _read(page, "en")


@cache
def _read(page: str, language: str) -> str:
    file = resources_dir() / "help" / language / f"{page}.md"
    return file.read_text("utf-8") if file.is_file() else ""


def page_title(page: str) -> str:
    """Give the name of a page, which is its first line."""
    if page == "shortcuts":
        return QCoreApplication.translate("HelpDialog", "Keyboard shortcuts")
    if "/" in page:
        return handbook_title(page)
    return page_file_text(page).partition("\n")[0].removeprefix("# ").strip()


def page_text(page: str, letters: Mapping[str, str], **values: str) -> str:
    """Give the Markdown of a page with its places filled; `letters` are those of `shortcut_keys.letters_of`.

    Raises:
        KeyError: the page names something that there is not.
    """

    if "/" in page:
        return handbook_text(page, ARROW, page_title(HANDBOOK))

    def fill(found: re.Match[str]) -> str:
        kind, what = found[1], found[2]
        if kind == "pages":
            return "\n".join(f"- {ARROW}{page_title(name)}" for name in handbook_pages())
        if what is None:
            return _SIGNS.sub(r"\\\g<0>", values[kind])
        if kind == "say":
            context, _, words = what.partition(":")
            return _SIGNS.sub(r"\\\g<0>", bare(QCoreApplication.translate(context, words)))
        if kind == "page":
            return ARROW + page_title(what)
        if kind == "key":
            return keys_text(what, letters).partition(", ")[0]
        raise KeyError(found[0])

    return _PLACE.sub(fill, page_file_text(page))


def bare(words: str) -> str:
    """Give the words of a button without its keys, its dots, and the sign for a mnemonic."""
    return _KEYS_BEHIND.sub("", words).replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_text(name: str, letters: Mapping[str, str]) -> str:
    """Give the keys of an action, as this system writes them."""
    if name == "choose":
        return "A–Z, 1–9"
    if name in letters:
        return letters[name]
    enter = QCoreApplication.translate("HelpDialog", "Enter")
    return ", ".join(enter if keys == "Return" else key_names(keys) for keys in KEYS[name])


def welcome() -> tuple[Choice, tuple[Choice, ...]]:
    """Give the head of the page of the first start, and its choices, without reading Markdown."""
    head, *parts = page_file_text(WELCOME).split("\n## ")
    made = [Choice(title.removeprefix("# ").strip(), text) for title, text in map(_split, (head, *parts))]
    return made[0], tuple(made[1:])


def _split(part: str) -> tuple[str, str]:
    title, _, text = part.partition("\n")
    return title, " ".join(text.split())
