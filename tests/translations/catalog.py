"""Reads and writes Qt's message files."""

import difflib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import PySide6

from quizapp.bundled import translations_dir
from quizapp.texts import LANGUAGES
from tests.translations.extracting import Text

FORMS = 2
"""Plural forms in each of the languages there are: for one, and for more."""
_ALIKE = 0.75
"""Share of a text that is as it was, from which on its old translation is kept to be looked at."""


class Translation(NamedTuple):
    """The forms of a translation, and whether it is done."""

    forms: tuple[str, ...]
    is_finished: bool

    @property
    def is_empty(self) -> bool:
        return not any(self.forms)


Catalog = Mapping[Text, Translation]


def ts_file(language: str) -> Path:
    return translations_dir() / f"quizapp_{language}.ts"


def qm_file(language: str) -> Path:
    return translations_dir() / f"quizapp_{language}.qm"


def read_ts(file: Path) -> dict[Text, Translation]:
    """Read a message file; one that is not there is empty."""
    found: dict[Text, Translation] = {}
    if not file.is_file():
        return found
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            several = tuple(form.text or "" for form in translation.iter("numerusform"))
            is_finished = translation.get("type") is None
            is_plural = message.get("numerus") == "yes"
            text = Text(context.findtext("name") or "", message.findtext("source") or "", is_plural)
            found[text] = Translation(several or (translation.text or "",), is_finished)
    return found


def wanted(texts: Mapping[Text, list[str]], language: str) -> dict[Text, list[str]]:
    """Give those of `texts` that are in the message file of a language: in English, the plurals alone."""
    return {text: files for text, files in texts.items() if language != "en" or text.is_plural}


def updated(texts: Mapping[Text, list[str]], old: Catalog) -> dict[Text, Translation]:
    """Give a translation for each of `texts`: the old one, that of a text that was much like it, or an empty one."""
    gone = {text: old[text] for text in old if text not in texts and not old[text].is_empty}
    return {text: old[text] if text in old else _kept(text, gone) for text in texts}


def _kept(text: Text, gone: Mapping[Text, Translation]) -> Translation:
    alike = {other.source: other for other in gone if other.is_plural == text.is_plural}
    near = difflib.get_close_matches(text.source, alike, 1, _ALIKE)
    empty = ("",) * (FORMS if text.is_plural else 1)
    if not near:
        return Translation(empty, False)
    return Translation(gone[alike[near[0]]].forms, near[0] == text.source and gone[alike[near[0]]].is_finished)


def write_ts(file: Path, language: str, texts: Mapping[Text, list[str]], catalog: Catalog) -> None:
    """Write a message file as Qt Linguist does: by context, then in the order of the program."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="en">')
    for context in sorted({text.context for text in texts}):
        lines += ["<context>", f"    <name>{context}</name>"]
        for text, places in texts.items():
            if text.context == context:
                lines += _message(text, places, catalog[text])
        lines.append("</context>")
    file.write_text("\n".join((*lines, "</TS>", "")), "utf-8", newline="\n")


def _message(text: Text, places: list[str], translation: Translation) -> list[str]:
    state = "" if translation.is_finished and all(translation.forms) else ' type="unfinished"'
    lines = ['    <message numerus="yes">' if text.is_plural else "    <message>"]
    lines += [f'        <location filename="../../{place}"/>' for place in places]
    lines.append(f"        <source>{_xml(text.source)}</source>")
    if text.is_plural:
        lines.append(f"        <translation{state}>")
        lines += [f"            <numerusform>{_xml(form)}</numerusform>" for form in translation.forms]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{state}>{_xml(translation.forms[0])}</translation>")
    return [*lines, "    </message>"]


def _xml(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def release(source: Path, target: Path) -> None:
    """Make the file that Qt reads of a message file."""
    folder = Path(PySide6.__file__).parent
    program = folder / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([program, "-silent", source, "-qm", target], check=True, stdout=subprocess.DEVNULL)


def update_all(texts: Mapping[Text, list[str]]) -> None:
    """Bring the message files of all languages up to date."""
    for language in LANGUAGES:
        ours = wanted(texts, language)
        write_ts(ts_file(language), language, ours, updated(ours, read_ts(ts_file(language))))
        release(ts_file(language), qm_file(language))
