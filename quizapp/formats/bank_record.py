"""Banks as one record of JSON, with their images in it: whole, or bare, with nothing in it that tells what is right.

A bare bank is what a learner's program has of a test. It is read without asking for the key, and within all the bounds
that a bank of a file has. The content hash of what is read here is that of its own record.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.glossary import GlossaryEntry, glossary_mistakes
from quizapp.domain.level import MOST_LEVELS, STANDARD, ReadingLevel, level_mistakes, unknown_levels
from quizapp.domain.passage import Passage, passage_mistakes, read_passage
from quizapp.domain.question import Question, is_id
from quizapp.formats.bounds import LONGEST_LINE, LONGEST_TEST, MOST_IN_PART, is_legible
from quizapp.formats.envelope import Kind, closed, damaged, decoded, opened, refusing, start_of
from quizapp.formats.files_beside import leads_out
from quizapp.formats.image_file import MOST_BYTES_OF_ALL, read_header
from quizapp.formats.question_reading import QuestionReading
from quizapp.problems import Mistake

_MOST_SELECTED = 1000

_KIND = Kind("bare-bank", 1, "a bank", 100 * 2**20, "Ask your teacher for the assignment again.")

_FOR_WANT_OF_A_KEY = frozenset(
    {
        ("no_key", "options"),
        ("unknown_column", "key"),
        ("unknown_category", "category"),
        ("unknown_option", "option"),
        ("too_few", "accepted"),
        ("too_few", "keys"),
        ("too_few", "rubric"),
        ("key_not_a_date", "key"),
        ("key_not_a_number", "key"),
        ("words_do_not_suffice", "gaps"),
        ("empty_text", "key"),
        ("empty_text", "model_answer"),
        ("select_is_not_keys", "select"),
    }
)
"""The mistakes, with the field that they are in, that a question has because its key was taken away."""


class LevelRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A level of a bank's passage; one that is the passage itself has no text."""

    id: str
    name: str = ""
    passage: str = ""
    passage_title: str = ""


class BankRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A bank in the form in which it is written; its texts are Markdown. `questions` are records as authors write
    them, `images` what is in the files.
    """

    id: str
    title: str
    passage: str
    questions: tuple[dict[str, Any], ...]
    has_key: bool = False
    passage_title: str = ""
    about: str = ""
    about_title: str = ""
    description: str = ""
    language: str = "en"
    author: str = ""
    license: str = ""
    time_limit: int = 0
    images: dict[str, bytes] = {}
    levels: tuple[LevelRecord, ...] = ()
    level_locked: bool = False
    glossary: tuple[GlossaryEntry, ...] = ()
    glossary_in_test: bool = False


class _NoHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to be said of a bank before it is read."""


def bank_record(bank: Bank, *, bare: bool) -> BankRecord:
    """The record of `bank`; if `bare`, of what is left of it without the key, and of the images that this shows."""
    bank = bank.at_level(STANDARD)
    questions = [question.without_key() for question in bank.questions] if bare else bank.questions
    passages = [level.passage for level in bank.levels]
    shown = set(_shown_images((bank.passage, bank.about, *passages), questions))
    about = bank.about
    return BankRecord(
        id=bank.id,
        title=bank.title,
        passage=bank.passage.markdown,
        questions=tuple(map(_entry, questions)),
        has_key=not bare,
        passage_title=bank.passage.title,
        about="" if about is None else about.markdown,
        about_title="" if about is None else about.title,
        description=bank.description,
        language=bank.language,
        author=bank.author,
        license=bank.license,
        time_limit=bank.time_limit,
        images={name: bank.images[name] for name in sorted(shown)},
        levels=tuple(map(_level_record, bank.levels)),
        level_locked=bank.level_locked,
        glossary=bank.glossary,
        glossary_in_test=bank.glossary_in_test,
    )


def _level_record(level: ReadingLevel) -> LevelRecord:
    if level.id == STANDARD:
        return LevelRecord(level.id, level.name)
    return LevelRecord(level.id, level.name, level.passage.markdown, level.passage.title)


def bank_of(record: BankRecord) -> Bank:
    """The bank that `record` holds, under the hash of its record.

    Raises:
        ValueError: it holds none, or something beyond our bounds, or a key where it says that there is none.
    """
    _check_lines(record)
    passage, about = Passage(record.passage_title, (), ""), None
    if record.passage:
        passage = _text(record.passage, record.passage_title)
    if record.about:
        about = _text(record.about, record.about_title)
    levels = _levels(record, passage)
    questions = _questions(record, passage, levels)
    passages = [level.passage for level in levels]
    if not is_legible(msgspec.to_builtins(record.glossary)):
        raise ValueError("glossary")
    if next(glossary_mistakes(record.glossary, tuple(passages) or (passage,), record.language), None) is not None:
        raise ValueError("glossary")
    _check_images(record.images, set(_shown_images((passage, about, *passages), questions)))
    bank = Bank(
        id=record.id,
        title=record.title,
        description=record.description,
        language=record.language,
        author=record.author,
        license=record.license,
        passage=passage,
        about=about,
        questions=questions,
        content_hash="",
        time_limit=record.time_limit,
        images=record.images,
        has_key=record.has_key,
        levels=levels,
        level_locked=record.level_locked,
        glossary=record.glossary,
        glossary_in_test=record.glossary_in_test,
    )
    written = msgspec.json.encode(bank_record(bank, bare=not record.has_key))
    return msgspec.structs.replace(bank, content_hash=sha256(written).hexdigest())


def write_bare_bank(bank: Bank) -> bytes:
    """`bank` without its key, as one file."""
    return closed(start_of(_KIND, _NoHeader()), msgspec.json.encode(bank_record(bank, bare=True)))


def is_bare_bank(data: bytes) -> bool:
    """Tells whether `data` begins as a file of a bare bank does."""
    return data.startswith(f"quizapp-{_KIND.name} ".encode())


def read_bare_bank(data: bytes) -> Bank:
    """The bank without a key that `write_bare_bank` made `data` of.

    Raises:
        FileRefusedError: it is damaged, or none.
    """
    body = opened(_KIND, data).body
    with refusing(_KIND):
        bank = bank_of(decoded(body, BankRecord))
    if bank.has_key:
        raise damaged(_KIND)
    return bank


def _entry(question: Question) -> dict[str, Any]:
    """The record of `question`; the ids of questions in it are not written, as authors do not write them either."""
    entry: dict[str, Any] = msgspec.to_builtins(question)
    for field in question.nested:
        entry[field] = {name: value for name, value in entry[field].items() if name != "id"}
    return entry


def _check_lines(record: BankRecord) -> None:
    lines = (record.title, record.passage_title, record.about_title, record.author, record.license, record.language)
    if not (is_id(record.id) and record.title.strip() and is_legible(lines, LONGEST_LINE)):
        raise ValueError("id or title")
    if not (is_legible(record.description) and 0 <= record.time_limit <= LONGEST_TEST):
        raise ValueError("description or time limit")


def _text(markdown: str, title: str) -> Passage:
    if next(passage_mistakes(markdown), None) is not None or not is_legible(markdown, len(markdown)):
        raise ValueError("passage")
    passage = read_passage(markdown, title)
    if passage.cut or not passage.blocks:
        raise ValueError("passage")
    return passage


def _levels(record: BankRecord, passage: Passage) -> tuple[ReadingLevel, ...]:
    if not record.levels:
        return ()
    ids = [level.id for level in record.levels]
    if len(ids) > MOST_LEVELS or len(set(ids)) < len(ids) or not all(map(is_id, ids)) or STANDARD not in ids:
        raise ValueError("levels")
    if not is_legible([text for level in record.levels for text in (level.name, level.passage_title)], LONGEST_LINE):
        raise ValueError("names of levels")
    levels = []
    for level in record.levels:
        if bool(level.passage) == (level.id == STANDARD) or not (level.name.strip() or level.id == STANDARD):
            raise ValueError("level")
        text = _text(level.passage, level.passage_title) if level.passage else passage
        if text.paragraphs != passage.paragraphs:
            raise ValueError("paragraphs")
        levels.append(ReadingLevel(level.id, level.name, text))
    return tuple(levels)


def _questions(record: BankRecord, passage: Passage, levels: tuple[ReadingLevel, ...]) -> tuple[Question, ...]:
    if not 0 < len(record.questions) <= MOST_IN_PART or not is_legible(record.questions):
        raise ValueError("questions")
    mistakes: list[Mistake] = []
    reading, questions = QuestionReading(mistakes), list[Question]()
    for index, raw in enumerate(record.questions):
        question = reading.converted(raw, ("questions", index)).record
        if question is None or mistakes:
            raise ValueError("question")
        if any(_counts(mistake, record.has_key) for mistake in question.mistakes()):
            raise ValueError("question")
        if next(question.evidence_mistakes(passage), None) is not None:
            raise ValueError("evidence")
        others = [level for level in levels if level.id != STANDARD]
        if any(next(level_mistakes(question, level), None) is not None for level in others):
            raise ValueError("evidence in a level")
        if next(unknown_levels(question, tuple(level.id for level in others)), None) is not None:
            raise ValueError("level of evidence")
        if not record.has_key and (question.without_key() != question or _selected(question) > _MOST_SELECTED):
            raise ValueError("key")
        questions.append(question)
    if len({question.id for question in questions}) < len(questions):
        raise ValueError("ids")
    return tuple(questions)


def _counts(mistake: Mistake, has_key: bool) -> bool:
    return has_key or (mistake.code, mistake.path[-1]) not in _FOR_WANT_OF_A_KEY


def _selected(question: Question) -> int:
    """The number of sentences that are to be selected, which is otherwise held against the keys."""
    return abs(int(getattr(question, "select", 0)))


def _shown_images(texts: Iterable[Passage | None], questions: Any) -> Iterator[str]:
    for text in texts:
        if text is not None:
            yield from (image.file for image in text.images)
    for question in questions:
        if question.image is not None:
            yield question.image.file


def _check_images(images: Mapping[str, bytes], shown: set[str]) -> None:
    if set(images) != shown or any(map(leads_out, images)) or sum(map(len, images.values())) > MOST_BYTES_OF_ALL:
        raise ValueError("images")
    if any(isinstance(read_header(data), Mistake) for data in images.values()):
        raise ValueError("image")
