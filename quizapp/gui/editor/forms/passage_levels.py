"""The passage of a bank that is being written, at each of its levels, whatever else in the bank has mistakes."""

from collections.abc import Callable
from functools import lru_cache

import msgspec

from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.domain.passage import Passage, passage_mistakes, read_passage
from quizapp.formats.yaml_events import Raw


def levels_in(data: Raw, file_text: Callable[[str], str | None]) -> tuple[ReadingLevel, ...]:
    """Give the levels of the passage in a bank's document, the standard one first; none where there is no passage.

    `file_text` gives the text of a file beside the bank, None where there is none.
    """
    header = data if isinstance(data, dict) else {}
    language, title = header.get("language"), header.get("title")
    about = (title if isinstance(title, str) else "", language if isinstance(language, str) else "en")
    standard = _passage(header.get("passage"), file_text, *about)
    if standard is None:
        return ()
    name, others = "", list[ReadingLevel]()
    written = header.get("levels")
    for level in written if isinstance(written, list) else ():
        id_, called = (level.get("id"), level.get("name")) if isinstance(level, dict) else (None, None)
        if not isinstance(id_, str) or not isinstance(called, str):
            continue
        if id_ == STANDARD:
            name = called
        elif (passage := _passage(level, file_text, *about)) is not None:
            others.append(ReadingLevel(id_, called, passage))
    return (ReadingLevel(STANDARD, name, standard), *others)


def _passage(source: Raw | None, file_text: Callable[[str], str | None], title: str, language: str) -> Passage | None:
    if not isinstance(source, dict):
        return None
    text, file = source.get("text"), source.get("file")
    if isinstance(file, str) and file:
        text = file_text(file)
    return _read(text, title, language) if isinstance(text, str) and text.strip() else None


@lru_cache(maxsize=16)
def _read(markdown: str, title: str, language: str) -> Passage | None:
    """Read a passage, once for as long as it stays as it is; one that is too long is not read."""
    if any(passage_mistakes(markdown)):
        return None
    return msgspec.structs.replace(read_passage(markdown, title), language=language)
