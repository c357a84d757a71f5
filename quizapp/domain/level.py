"""Reading levels: several versions of one passage, and the quotations of a question at each of them."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from quizapp.domain.evidence import LevelQuote, Quote
from quizapp.domain.passage import Passage
from quizapp.domain.question import Question
from quizapp.domain.text import shortened, suggestion
from quizapp.problems import IN_LEVEL, Mistake, Path
from quizapp.texts import ENGLISH, N_, Texts

STANDARD = "standard"
"""The id of the level that the bank's own passage is."""
MOST_LEVELS = 5

STANDARD_NAME = N_("Standard")
"""The name of the standard level where the author gives none."""

AnyQuestion = TypeVar("AnyQuestion", bound=Question)


class ReadingLevel(msgspec.Struct, frozen=True):
    """A version of a bank's passage. `name` is shown to the learner; it is empty for a standard level that the author
    has not named.
    """

    id: str
    name: str
    passage: Passage

    def shown_name(self, translate: Texts = ENGLISH) -> str:
        """The name that learners see."""
        return self.name or translate(STANDARD_NAME)


def written_place(levels: Sequence[ReadingLevel], id_: str) -> int:
    """The place of the level `id_` in the list that the author wrote, which may leave the standard level out."""
    written = [level.id for level in levels if level.id != STANDARD or level.name]
    return written.index(id_) if id_ in written else 0


def question_at_level(question: AnyQuestion, level: str) -> AnyQuestion:
    """A copy of `question` whose quotations are those of `level`."""
    copied: AnyQuestion = _at_level(question, level)
    return copied


def _at_level(value: Any, level: str) -> Any:
    """`value` with each quotation in it as it is at `level`; one that is not there is None, and left out of lists."""
    match value:
        case Quote():
            return value.at_level(level)
        case msgspec.Struct():
            changed = {}
            for name in value.__struct_fields__:
                old = getattr(value, name)
                new = _at_level(old, level)
                if new is not old:
                    changed[name] = () if new is None else new
            if isinstance(value, Question):
                copied = msgspec.structs.replace(value, **changed)
                copied.keep_levels(value)
                return copied
            return msgspec.structs.replace(value, **changed) if changed else value
        case tuple():
            entries = [_at_level(entry, level) for entry in value]
            if all(new is old for new, old in zip(entries, value, strict=True)):
                return value
            return tuple(new for new, old in zip(entries, value, strict=True) if new is not None or old is None)
        case dict():
            return {name: _at_level(entry, level) for name, entry in value.items()}
        case _:
            return value


_NOT_FOUND = {
    "evidence_not_found": "evidence_not_in_level",
    "evidence_not_found_near": "evidence_not_in_level_suggest",
    "evidence_not_found_suggest": "evidence_not_in_level_suggest",
}


def level_mistakes(question: Question, level: ReadingLevel) -> Iterator[Mistake]:
    """The mistakes in the quotations of `question` at `level`, where those at the standard level have none."""
    for mistake in question_at_level(question, level.id).evidence_mistakes(level.passage):
        path, is_written = _written_path(question, mistake.path, level.id)
        code = mistake.code if is_written else _NOT_FOUND.get(mistake.code, mistake.code)
        yield Mistake(code, path, {**mistake.values, IN_LEVEL: level.id})
    for path, quote in quotes_in(question):
        if "keys" in path and quote.at_level(level.id) is None:
            values = {"quote": shortened(quote.quote), IN_LEVEL: level.id}
            yield Mistake("key_not_in_level", (*path, "levels", level.id), values)


def unknown_levels(question: Question, ids: tuple[str, ...]) -> Iterator[Mistake]:
    """The levels that quotations of `question` name, and that are not among `ids`."""
    if b'"levels":' not in msgspec.json.encode(question):  # quicker than to look at each quotation
        return
    for path, quote in quotes_in(question):
        for id_ in quote.levels:
            if id_ not in ids:
                near = suggestion(id_, ids)
                code = "unknown_level_suggest" if near else "unknown_level" if ids else "no_levels"
                values = {"value": shortened(id_), "suggestion": near, "choices": ", ".join(ids)}
                yield Mistake(code, (*path, "levels", id_), values)


def quotes_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, Quote]]:
    """The quotations in a record that are more than a text, with the path of each from the record on."""
    match value:
        case Quote():
            yield path, value
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from quotes_in(getattr(value, name), (*path, name))
        case tuple() | dict():
            for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
                yield from quotes_in(entry, (*path, key))


def _written_path(value: Any, path: Path, level: str) -> tuple[Path, bool]:
    """The place where an author has written what is at `path` in `value` at `level`, and whether that is a place for
    this level alone.
    """
    found: list[str | int] = []
    for at, part in enumerate(path):
        if isinstance(value, Quote):
            there = value.levels.get(level)
            if there is None:
                return (*found, *path[at:]), False
            return (*found, "levels", level, *(path[at:] if isinstance(there, LevelQuote) else ())), True
        if isinstance(value, tuple) and isinstance(part, int):
            kept = [i for i, entry in enumerate(value) if not (isinstance(entry, Quote) and not entry.at_level(level))]
            part = kept[part] if part < len(kept) else part
            value = value[part] if part < len(value) else None
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            value = getattr(value, str(part), None)
        found.append(part)
    if isinstance(value, Quote) and level in value.levels:
        return (*found, "levels", level), True
    return tuple(found), False
