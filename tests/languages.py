"""Languages of the tests."""

import re
from collections.abc import Mapping
from functools import cache

from quizapp.texts import Texts
from tests.translations.catalog import read_ts, ts_file

_WORD = re.compile(r"[^\W\d_]{2,}")


class TableTexts(Texts):
    """Knows the texts of a table; all others stay English."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__()
        self._table = table

    def look_up(self, text: str, count: int | None = None) -> str:
        return self._table.get(text, super().look_up(text, count))


class BracketTexts(Texts):
    """Puts brackets around all that it is asked for."""

    def look_up(self, text: str, count: int | None = None) -> str:
        return f"⟦{text}⟧" if text else ""


@cache
def english_in(text: str, language: str) -> str:
    """Give what is English of ours in a text that should be in `language`; empty where nothing is.

    That is the whole text where it is an English one whose translation differs, else its words that stand in English
    texts of the program, and in none of their translations.
    """
    told, foreign = _english_but_not(language)
    if text.strip() in told:
        return text
    return " ".join(word for word in _WORD.findall(text) if word.casefold() in foreign)


@cache
def _english_but_not(language: str) -> tuple[frozenset[str], frozenset[str]]:
    catalog = read_ts(ts_file(language))
    sources = {each.source.strip() for each in catalog}
    translated = {form.strip() for each in catalog.values() for form in each.forms}
    words, spoken = (
        {word.casefold() for text in texts for word in _WORD.findall(text)} for texts in (sources, translated)
    )
    return frozenset(sources - translated), frozenset(words - spoken)
