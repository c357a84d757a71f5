"""Translations of banks: the differences between a bank and the one that it translates.

What is written in a language may differ, and has to be there in both. All else (ids, types, keys, roles, points,
skills, and the numbers of options, hints and the like) has to be the same, as an answer in one language is marked as in
the other.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from operator import is_
from typing import Any, NamedTuple

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import LevelQuote, Quote
from quizapp.domain.inline import is_blank
from quizapp.domain.level import STANDARD, written_place
from quizapp.domain.passage import Passage
from quizapp.domain.question import Question
from quizapp.domain.text import same_text, shortened
from quizapp.problems import Mistake, Path


class Difference(NamedTuple):
    """A mistake in a translation, and the place in the bank that it translates which it is about."""

    mistake: Mistake
    source: Path


_FREE = frozenset(
    [
        "id",
        "accepted",
        "anticipated",
        "units",
        "forgive",
        "decimal",
        "date_order",
        "occurrence",
        "file",
        "forms",
        "silenced",
    ]
)
"""Fields that depend on the language: the ways to type an answer, signs of numbers and dates, places in a sentence,
forms of a word. (Ids are compared before.)
"""
_SAME = frozenset(["skill", "role", "marking", "kind", "key", "tolerance", "within"])
"""Fields with a text that has to be the same."""
_LISTED = {"category": ("categories",), "option": ("options",), "key": ("columns", "words")}
"""Fields that name an entry of a list of the question: it has to be the entry at the same place."""
_FEWEST_WORDS = 4
"""So many words that are the same in both languages are likely not translated."""


_SHOWN_FROM_SOURCE = frozenset(("explanation", "feedback", "caption", "hints"))
"""Fields of questions and their parts that a learner does without nothing of, where the translation leaves them out."""
_SET_APART = ("translation_value", "translation_key", "translation_count")
"""Mistakes by which a question asks for something else than the one that it translates."""
_SAYS_NOTHING_OF_KEYS = frozenset(("hints", "points", "weight", "skill", "covers"))


def with_source_texts(source: Bank, translation: Bank) -> Bank:
    """`translation` with the texts of the bank that it translates where it has none: its description, note,
    explanations, feedback and hints. It then has a content hash of its own, which changes with both.

    A question with another key or other options than in the source takes nothing: the texts there may not fit it.
    """
    questions = tuple(
        _with_texts(source.question(question.id), question)
        if question.id in source and _asks_the_same(source.question(question.id), question)
        else question
        for question in translation.questions
    )
    takes_note = translation.about is None and source.about is not None
    filled = msgspec.structs.replace(
        translation,
        description=translation.description or source.description,
        about=source.about if takes_note else translation.about,
        images={**source.images, **translation.images} if takes_note else translation.images,
        questions=questions,
    )
    if filled == translation:
        return translation
    both = sha256(f"{translation.content_hash}{source.content_hash}".encode())
    return msgspec.structs.replace(filled, content_hash=both.hexdigest())


def _asks_the_same(source: Question, translation: Question) -> bool:
    """Tells whether keys and options are the same, as far as that can be told."""
    return not any(
        mistake.code in _SET_APART and _SAYS_NOTHING_OF_KEYS.isdisjoint(mistake.path)
        for mistake, _ in compared_questions(source, translation, (), ())
    )


def _with_texts(source: Any, translation: Any) -> Any:
    """`translation` with what is blank in it, and is one of `_SHOWN_FROM_SOURCE`, as in `source`."""
    match translation:
        case msgspec.Struct() if type(translation) is type(source):
            fields = {}
            for name in translation.__struct_fields__:
                ours, theirs = getattr(translation, name), getattr(source, name)
                is_blank_here = not ours or (isinstance(ours, str) and is_blank(ours))
                new = theirs if is_blank_here and name in _SHOWN_FROM_SOURCE else _with_texts(theirs, ours)
                if new is not ours:
                    fields[name] = new
            return msgspec.structs.replace(translation, **fields) if fields else translation
        case tuple() if isinstance(source, tuple) and len(source) == len(translation):
            filled = tuple(map(_with_texts, source, translation))
            return translation if all(map(is_, filled, translation)) else filled
        case dict() if isinstance(source, dict):
            return {key: _with_texts(source.get(key), value) for key, value in translation.items()}
    return translation


def differences(source: Bank, translation: Bank) -> Iterator[Difference]:
    """The differences between `translation` and the bank that it translates, with paths from the bank on."""
    for name in ("time_limit", "level_locked", "glossary_in_test", "glossary"):
        yield from _compared(getattr(source, name), getattr(translation, name), name, (name,), (name,))
    yield from _compared_texts(source.description, translation.description, ("description",), ("description",))
    yield from _presence(source.about is not None, translation.about is not None, "about", ("about",), ("about",))
    yield from _presence(source.has_passage, translation.has_passage, "passage", ("passage",), ("passage",))
    if source.has_passage and translation.has_passage:
        yield from _compared_passages(source.passage, translation.passage, ("passage",), ("passage",))
    yield from _compared_levels(source, translation)
    yield from _compared_questions(source, translation)


def _compared_passages(source: Passage, translation: Passage, path: Path, source_path: Path) -> Iterator[Difference]:
    for code, kinds in (
        ("translation_paragraphs", ("paragraph", "quotation")),
        ("translation_headings", ("heading",)),
        ("translation_images", ("image",)),
    ):
        count, expected = (sum(block.kind in kinds for block in text.blocks) for text in (translation, source))
        if count != expected:
            yield Difference(Mistake(code, path, {"count": str(count), "expected": str(expected)}), source_path)
    if source.text == translation.text:
        yield Difference(Mistake("translation_same_text", path), source_path)


def _compared_levels(source: Bank, translation: Bank) -> Iterator[Difference]:
    ours, theirs = ([level.id for level in bank.levels] for bank in (translation, source))
    for level in source.levels:
        if level.id not in ours and level.id != STANDARD:
            mistake = Mistake("translation_level_missing", ("levels",), {"value": level.id})
            yield Difference(mistake, ("levels", written_place(source.levels, level.id)))
    for level in translation.levels:
        if level.id == STANDARD:
            continue
        path = ("levels", written_place(translation.levels, level.id))
        if level.id in theirs:
            other = source.levels[theirs.index(level.id)].passage
            there = ("levels", written_place(source.levels, level.id))
            yield from _compared_passages(other, level.passage, path, there)
        else:
            yield Difference(Mistake("translation_level_extra", path, {"value": level.id}), ("levels",))


def _compared_questions(source: Bank, translation: Bank) -> Iterator[Difference]:
    places = {question.id: place for place, question in enumerate(source.questions)}
    known = [question.id for question in translation.questions if question.id in places]
    for question in source.questions:
        if question.id not in translation:
            mistake = Mistake("translation_question_missing", ("questions",), {"value": question.id})
            yield Difference(mistake, ("questions", places[question.id]))
    wanted = [question.id for question in source.questions if question.id in translation]
    is_in_order = known == wanted
    for place, question in enumerate(translation.questions):
        path: Path = ("questions", place)
        if question.id not in places:
            yield Difference(Mistake("translation_question_extra", path, {"value": question.id}), ("questions",))
            continue
        source_path = ("questions", places[question.id])
        if not is_in_order and known.index(question.id) != wanted.index(question.id):
            is_in_order = True  # the first one tells it
            at = wanted.index(question.id)
            code = "translation_order" if at else "translation_order_first"
            yield Difference(Mistake(code, path, {"value": wanted[at - 1]}), source_path)
        yield from compared_questions(source.question(question.id), question, path, source_path)


def compared_questions(source: Question, translation: Question, path: Path, source_path: Path) -> Iterator[Difference]:
    """The differences between a question and the one that it translates, which stand at `path` and `source_path`."""
    if source.type_name != translation.type_name:
        values = {"name": "type", "value": translation.type_name, "expected": source.type_name}
        yield Difference(Mistake("translation_value", (*path, "type"), values), (*source_path, "type"))
        return
    if source.stem == translation.stem and len(source.stem.split()) >= _FEWEST_WORDS:
        yield Difference(Mistake("translation_same_text", (*path, "stem")), (*source_path, "stem"))
    yield from _compared_fields(source, translation, path, source_path, (source, translation))


def _compared_fields(
    source: msgspec.Struct, translation: msgspec.Struct, path: Path, source_path: Path, owners: tuple[Any, Any]
) -> Iterator[Difference]:
    """The differences in the fields of two records of one class; `owners` are the questions that they are part of."""
    for name in source.__struct_fields__:
        if name in _FREE or (isinstance(source, LevelQuote) and name in (*LevelQuote.__struct_fields__, "levels")):
            continue
        ours, theirs = getattr(translation, name), getattr(source, name)
        if name == "keys":
            ours, theirs = (keys if isinstance(keys, tuple) else (keys,) for keys in (ours, theirs))
        there, at = (*source_path, name), (*path, name)
        lists = [listed for listed in _LISTED.get(name, ()) if listed in owners[0].__struct_fields__]
        if name == "key" and hasattr(source, "key_value"):  # a number or a date, in whatever way it is written
            if source.key_value != getattr(translation, "key_value", None):
                yield _value(name, f"“{ours}”", f"“{theirs}”", at, there)
        elif name == "evidence":
            yield from _presence(bool(theirs), bool(ours), name, at, there)
        elif lists and not isinstance(theirs, bool):
            yield from _compared_entries(theirs, ours, at, there, [getattr(owner, lists[0]) for owner in owners])
        else:
            yield from _compared(theirs, ours, name, at, there, owners)


def _compared(
    source: Any, translation: Any, name: str, path: Path, source_path: Path, owners: tuple[Any, Any] = (None, None)
) -> Iterator[Difference]:
    match source:
        case bool() | int() | Decimal():
            if source != translation:
                yield _value(name, str(translation).lower(), str(source).lower(), path, source_path)  # true, as in YAML
        case str() | Quote() if name == "keys":
            pass  # words of the text, which the reader of banks has found there
        case str():
            if name in _SAME:
                if source != translation:
                    yield _value(name, f"“{translation}”", f"“{source}”", path, source_path)
            else:
                yield from _compared_texts(source, translation, path, source_path)
        case tuple() if name == "covers" or name == "paragraphs":
            if source != translation:
                ours, theirs = (", ".join(map(str, listed)) or "–" for listed in (translation, source))
                yield _value(name, ours, theirs, path, source_path)
        case tuple():
            if len(source) != len(translation):
                values = {"name": name, "count": str(len(translation)), "expected": str(len(source))}
                yield Difference(Mistake("translation_count", path, values), source_path)
                return
            for at, (theirs, ours) in enumerate(zip(source, translation, strict=True)):
                yield from _compared(theirs, ours, name, (*path, at), (*source_path, at), owners)
        case dict():
            for key in source.keys() | translation.keys():
                is_ours, is_theirs = key in translation, key in source
                yield from _presence(is_theirs, is_ours, str(key), (*path, key), (*source_path, key))
                if is_ours and is_theirs:
                    yield from _compared(
                        source[key], translation[key], str(key), (*path, key), (*source_path, key), owners
                    )
        case Question():
            yield from compared_questions(source, translation, path, source_path)
        case None:
            yield from _presence(False, translation is not None, name, path, source_path)
        case msgspec.Struct() if translation is None:
            yield from _presence(True, False, name, path, source_path)
        case msgspec.Struct() if type(source) is type(translation):
            if name != "words":  # how long a text is to be depends on the language
                yield from _compared_fields(source, translation, path, source_path, owners)


def _value(name: str, value: str, expected: str, path: Path, source_path: Path) -> Difference:
    values = {"name": name, "value": shortened(value), "expected": shortened(expected)}
    return Difference(Mistake("translation_value", path, values), source_path)


def _compared_texts(source: str, translation: str, path: Path, source_path: Path) -> Iterator[Difference]:
    yield from _presence(not is_blank(source), not is_blank(translation), str(path[-1]), path, source_path)


def _presence(is_there: bool, is_here: bool, name: str, path: Path, source_path: Path) -> Iterator[Difference]:
    if is_there != is_here:
        code = "translation_missing" if is_there else "translation_extra"
        yield Difference(Mistake(code, path, {"name": name}), source_path)


def _compared_entries(
    source: str | Sequence[str], translation: str | Sequence[str], path: Path, source_path: Path, lists: list[Any]
) -> Iterator[Difference]:
    """The difference between two keys that name entries of two lists, the source's first: they are at other places."""
    theirs, ours = ([key] if isinstance(key, str) else list(key) for key in (source, translation))
    there = [_place(key, lists[0]) for key in theirs]
    here = [_place(key, lists[1]) for key in ours]
    if sorted(there) != sorted(here):
        expected = ", ".join(entry for at, entry in enumerate(lists[1]) if at in there)
        yield Difference(Mistake("translation_key", path, {"expected": shortened(expected)}), source_path)


def _place(key: str, listed: Sequence[str]) -> int:
    """The place of an entry that reads like `key`; behind the last one where there is none."""
    same = same_text(key, listed)
    return list(listed).index(same) if same is not None else len(listed)
