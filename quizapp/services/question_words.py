"""The words of questions and passages, as they are indexed and as they are searched for.

Both are folded as a search in a passage folds them (`domain.language.searchable`). Scripts without spaces between words
are indexed by pairs of neighboring characters, and found by the pairs of what is searched for, in a row.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import category, combining, normalize

from quizapp.domain.bank import Bank
from quizapp.domain.inline import SIGNS_AND_LINE_ENDS as SIGNS
from quizapp.domain.inline import plain_text
from quizapp.domain.language import INVISIBLE, UNSPACED, searchable
from quizapp.domain.question import Question
from quizapp.domain.text import without_invisible

_SHOWN = frozenset(
    ["stem", "image", "alt", "text", "options", "categories", "statements", "columns", "rows", "prompts", "items"]
) | {"gaps", "words", "sentence", "part_a", "part_b"}
"""The fields whose texts a learner sees with the question; the others are keys, or said after it."""
_LONGEST_SEARCH = 20
"""So many words of a search are looked for."""
_TYPE, _SKILL = "\ue000", "\ue001"
"""Signs that no script has: they begin the words that stand for a question's type and skill."""
_RUN = re.compile(f"{UNSPACED.pattern}+")


class _Folds(dict[int, str]):
    """Each character, folded, by its number: filled as they come."""

    def __missing__(self, code: int) -> str:
        found = "" if INVISIBLE.fullmatch(chr(code)) else searchable(chr(code))
        self[code] = found
        return found


_folds = _Folds()
_fields: dict[type, tuple[str, ...]] = {}


def folded(text: str) -> str:
    """`text` as it is indexed and searched for."""
    if text.isascii():
        return text.lower()
    text = normalize("NFC", text)
    has_marks = any(map(combining, set(text)))  # which are folded with their letters
    text = searchable(without_invisible(text)) if has_marks else text.translate(_folds)
    return _RUN.sub(_pairs, text) if UNSPACED.search(text) else text


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    return f" {' '.join(text[at : at + 2] for at in range(len(text)))} "


def question_words(question: Question) -> str:
    """The words by which a question is found: those that are shown with it, its tags, its type and its skill."""
    texts: list[str] = []
    _add_texts(question, texts)
    whole = " ".join(texts)
    if SIGNS.search(whole):  # of emphasis, which few have
        whole = " ".join(map(plain_text, texts))
    words = f"{type_word(question.type_name)} {skill_word(question.skill)}"  # folded as they are
    return f"{folded(whole)} {folded(' '.join(question.covers))} {words}"


def _add_texts(value: Any, texts: list[str]) -> None:
    """Add the texts in `value` that are shown."""
    names = _fields.get(value.__class__)
    if names is None:
        fields: tuple[str, ...] = getattr(value, "__struct_fields__", ())
        names = _fields[value.__class__] = tuple(name for name in fields if name in _SHOWN)
    for name in names:
        each = getattr(value, name)
        if isinstance(each, str):
            texts.append(each)
        elif isinstance(each, tuple):
            for entry in each:
                if isinstance(entry, str):
                    texts.append(entry)
                else:
                    _add_texts(entry, texts)
        else:
            _add_texts(each, texts)


def passage_words(bank: Bank) -> str:
    """The words of a bank's passage, at all of its levels."""
    passages = [level.passage for level in bank.levels] or [bank.passage]
    return folded("\n".join(passage.text for passage in passages))


def type_word(name: str) -> str:
    """The word that stands for a question type in the index."""
    return _TYPE + name.replace("_", "") if name else ""


def skill_word(name: str) -> str:
    """The word that stands for a skill in the index."""
    return _SKILL + name if name else ""


def query_of(search: str, names: Mapping[str, str], *needed: str) -> str:
    """The query of FTS5 for questions with all words of `search`; empty where none can be found.

    Nothing of `search` is syntax: letters, digits and marks alone get into the query, in quotation marks.

    Args:
        names: the names of types and skills in the user's language, by their `type_word` and `skill_word`; a question
            is found by them as well.
        needed: words of types and skills that it must have.
    """
    parts = [f'"{word}"' for word in needed if word]
    for word in search.split()[:_LONGEST_SEARCH]:
        phrases = list(_phrases(word))
        if not phrases:
            return ""
        found = " AND ".join(phrases)
        named = [f'"{token}"' for token, name in names.items() if _is_named(word, name)]
        parts.append(f"({' OR '.join((f'({found})', *named))})" if named else found)
    return " AND ".join(parts)


def _is_named(word: str, name: str) -> bool:
    wanted = folded(word).strip()
    return len(wanted) > 2 and any(part.startswith(wanted) for part in folded(name).split())


def _phrases(word: str) -> Iterator[str]:
    """The phrases of FTS5 for one word of a search, which may have signs or other scripts within."""
    text = normalize("NFC", without_invisible(word))
    at = 0
    for run in _RUN.finditer(text):
        yield from _spaced(text[at : run.start()])
        pairs = folded(run[0]).split()
        if len(pairs) > 1:
            yield f'"{" ".join(pairs[:-1])}"'  # the last one is alone, where more may follow in the text
        else:
            yield f'"{pairs[0]}" *'
        at = run.end()
    yield from _spaced(text[at:])


def _spaced(text: str) -> Iterator[str]:
    letters = [c if category(c)[0] in "LNM" else " " for c in folded(text)]
    if tokens := "".join(letters).split():
        yield f'"{" ".join(tokens)}" *'
