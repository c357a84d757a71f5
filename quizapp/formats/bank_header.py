"""The header of a bank in the native format: all of its fields but its questions."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.identifier import bad_id
from quizapp.domain.language_tag import is_tag
from quizapp.domain.level import MOST_LEVELS, STANDARD
from quizapp.domain.question import Skill, count_mistakes, is_id, out_of_range
from quizapp.domain.silence import silence_mistakes
from quizapp.domain.text import as_seen
from quizapp.formats.bounds import LONGEST_LINE, LONGEST_TEST
from quizapp.problems import Mistake
from quizapp.texts import Message


class TextSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The source of a text: written in the bank, or in a file beside it."""

    text: str = ""
    file: str = ""


class LevelSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A level of the passage; one with the id `STANDARD` has no text of its own, and names the bank's passage."""

    id: str
    name: str
    text: str = ""
    file: str = ""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All of a bank but its questions, which are converted while the file is still being read."""

    id: str
    title: str
    questions: list[Any]
    passage: TextSource = TextSource()
    format: Literal["1"] = "1"
    description: str = ""
    language: str = "en"
    author: str = ""
    license: str = ""
    about: TextSource = TextSource()
    time_limit: int = 0
    levels: tuple[LevelSource, ...] = ()
    level_locked: bool = False
    translation_of: str = ""
    glossary: tuple[GlossaryEntry, ...] = ()
    glossary_in_test: bool = False
    silenced: dict[str, str] = {}
    blueprint: dict[Skill, int] = {}


def header_mistakes(header: Header, has_questions: bool, has_passage: bool) -> Iterator[Mistake]:
    """The author's mistakes in a header, with paths from the bank on."""
    if not is_id(header.id):
        yield bad_id(header.id)
    if not as_seen(header.title):
        yield Mistake("empty_text", ("title",))
    if not has_questions:
        yield Mistake("no_questions", ("questions",))
    for name in ("title", "author", "license", "language"):
        if len(getattr(header, name)) > LONGEST_LINE:
            yield Mistake("yaml_text_length", (name,), {"limit": str(LONGEST_LINE)})
    if has_passage and bool(header.passage.text) == bool(header.passage.file):
        yield Mistake("passage_source", ("passage",))
    if header.about.text and header.about.file:
        yield Mistake("passage_source", ("about",))
    if not 0 <= header.time_limit <= LONGEST_TEST:
        yield out_of_range(header.time_limit, Message("from 1 to {most}", {"most": LONGEST_TEST}), "time_limit")
    yield from _level_mistakes(header, has_passage)
    yield from silence_mistakes(header.silenced)
    for skill, share in header.blueprint.items():
        if not 0 <= share <= 100:
            yield out_of_range(share, "from 0 to 100", "blueprint", skill)
    if header.blueprint and sum(header.blueprint.values()) != 100:
        yield Mistake("blueprint_not_whole", ("blueprint",), {"count": str(sum(header.blueprint.values()))})
    if header.translation_of:
        yield from _translation_mistakes(header)


def _translation_mistakes(header: Header) -> Iterator[Mistake]:
    if not is_id(header.translation_of):
        yield bad_id(header.translation_of)._replace(path=("translation_of",))
    elif header.translation_of == header.id:
        yield Mistake("translation_of_itself", ("translation_of",), {"value": header.id})
    if not is_tag(header.language):
        yield Mistake("language_no_tag", ("language",), {"value": header.language})


def _level_mistakes(header: Header, has_passage: bool) -> Iterator[Mistake]:
    if header.levels and not has_passage:
        yield Mistake("levels_without_passage", ("levels",))
    yield from count_mistakes(header.levels, "levels", MOST_LEVELS)
    ids = [level.id for level in header.levels]
    names = [as_seen(level.name).casefold() for level in header.levels]
    for index, level in enumerate(header.levels):
        if not is_id(level.id):
            yield bad_id(level.id).below("levels", index)
        elif level.id in ids[:index]:
            where = Message("level {number}", {"number": ids.index(level.id) + 1})
            yield Mistake("duplicate_id", ("levels", index, "id"), {"value": level.id, "where": where})
        if not as_seen(level.name):
            yield Mistake("empty_text", ("levels", index, "name"))
        elif len(level.name) > LONGEST_LINE:
            yield Mistake("yaml_text_length", ("levels", index, "name"), {"limit": str(LONGEST_LINE)})
        elif names[index] in names[:index]:
            yield Mistake("same_text_twice", ("levels", index, "name"), {"text": level.name})
        if level.id == STANDARD:
            if level.text or level.file:
                yield Mistake("level_is_standard", ("levels", index, "id"))
        elif bool(level.text) == bool(level.file):
            yield Mistake("passage_source", ("levels", index))
