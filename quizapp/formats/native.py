"""The native format: a bank as one YAML file, its passage in it or in a Markdown file beside it."""

import codecs
import hashlib
import stat
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any, Literal, NamedTuple

import msgspec
import yaml

from quizapp.domain.bank import Bank
from quizapp.domain.passage import Passage, read_passage
from quizapp.domain.question import Question, bad_id, is_id
from quizapp.domain.text import shortened, suggestion
from quizapp.errors import Mistake, Path, Problem
from quizapp.formats.authored import convert
from quizapp.formats.yaml_events import FORBIDDEN, MAX_BYTES, Raw, lines_of, read_yaml
from quizapp.question_types.catalog import BY_NAME

SUFFIXES = (".yaml", ".yml")
MOST_PROBLEMS = 200


class ReadResult(NamedTuple):
    """A bank, or what is wrong with its file: one of the two is there. `files` are those that were read for it."""

    bank: Bank | None
    problems: tuple[Problem, ...]
    files: tuple[FilePath, ...]


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a text comes from: in the bank, or in a file beside it."""

    text: str = ""
    file: str = ""


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All of a bank but its questions, which are converted while the file is still being read."""

    id: str
    title: str
    passage: _Source
    questions: list[Any]
    format: Literal["1"] = "1"
    description: str = ""
    language: str = "en"
    author: str = ""
    licence: str = ""
    about: _Source = _Source()


class _Reading:
    """One file on its way to a bank: what was read so far, and what is wrong with it."""

    def __init__(self, path: FilePath) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.mistakes: list[Mistake] = []
        self.digest = hashlib.sha256()
        self.ids: dict[str, int] = {}
        self.files: list[FilePath] = []

    def tell(self, file: FilePath, line: int, mistake: Mistake) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            problem = Problem(mistake.code, str(file), line, field_of(mistake.path), mistake.values)
            self.problems.append(problem)

    def bytes_of(self, path: FilePath) -> bytes | None:
        """What is in the file, as UTF-8 without a byte order mark; None where it cannot be read as text."""
        self.files.append(path)
        try:
            data = _bytes_of(path)
        except _RefusedError as refused:
            self.tell(path, refused.line, refused.mistake)
            return None
        text = data.decode()
        found = list(FORBIDDEN.finditer(text))
        for match in found[:10]:
            line = text.count("\n", 0, match.start()) + 1
            self.tell(path, line, Mistake("character_forbidden", (), {"character": f"U+{ord(match[0]):04X}"}))
        self.digest.update(len(data).to_bytes(8, "big") + data)
        return None if found else data

    def question(self, raw: Raw, index: int) -> Question | None:
        """One entry of `questions`; None where it has mistakes of form."""
        path: Path = ("questions", index)
        if not isinstance(raw, dict):
            self.mistakes.append(Mistake("not_a_mapping", path))
            return None
        name = raw.get("type")
        question_type = BY_NAME.get(name) if isinstance(name, str) else None
        if question_type is None:
            if name is None:
                self.mistakes.append(Mistake("missing_field", path, {"name": "type"}))
            else:
                near = suggestion(str(name), BY_NAME)
                values = {"value": shortened(str(name)), "suggestion": near, "choices": ", ".join(BY_NAME)}
                code = "not_a_choice_suggest" if near else "not_a_choice"
                self.mistakes.append(Mistake(code, (*path, "type"), values))
            return None
        question = convert(raw, question_type, path, self.mistakes)
        if question is None:
            return None
        self.mistakes += [mistake.below(*path) for mistake in question.mistakes()]
        if question.id in self.ids:
            values = {"value": question.id, "where": f" by question {self.ids[question.id] + 1}"}
            self.mistakes.append(Mistake("duplicate_id", (*path, "id"), values))
        else:
            self.ids[question.id] = index
        return question

    def header(self, root: Raw) -> _Header | None:
        if not isinstance(root, dict):
            self.mistakes.append(Mistake("not_a_mapping"))
            return None
        questions = root.get("questions")
        unconverted = [] if isinstance(questions, list) else questions
        header = convert(
            {**root, "questions": unconverted} if "questions" in root else root, _Header, (), self.mistakes
        )
        if header is None:
            return None
        if not is_id(header.id):
            self.mistakes.append(bad_id(header.id))
        if not header.title.strip():
            self.mistakes.append(Mistake("empty_text", ("title",)))
        if not questions:
            self.mistakes.append(Mistake("no_questions", ("questions",)))
        return header

    def passage(self, source: _Source, name: Literal["passage", "about"], title: str) -> Passage | None:
        if bool(source.text) == bool(source.file):
            self.mistakes.append(Mistake("passage_source", (name,)))
            return None
        markdown = source.text
        if source.file:
            relative = PurePosixPath(source.file)
            outside = relative.is_absolute() or ".." in relative.parts or "\\" in source.file or ":" in source.file
            beside = self.path.parent / relative
            if outside or not beside.resolve().is_relative_to(self.path.parent.resolve()):
                self.mistakes.append(Mistake("passage_outside", (name, "file"), {"value": source.file}))
                return None
            if not beside.exists():
                self.mistakes.append(Mistake("passage_missing", (name, "file"), {"value": source.file}))
                return None
            data = self.bytes_of(beside)
            if data is None:
                return None
            markdown = data.decode()
        passage = read_passage(markdown, title)
        if not passage.blocks:
            self.mistakes.append(Mistake("passage_empty", (name,)))
            return None
        return passage


class _RefusedError(Exception):
    def __init__(self, code: str, line: int = 0, **values: str) -> None:
        super().__init__(code)
        self.line = line
        self.mistake = Mistake(code, (), values)


def _bytes_of(path: FilePath) -> bytes:
    """What is in the file, if that is UTF-8 text and not too much of it, without a byte order mark."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _RefusedError("file_is_folder")
        if not stat.S_ISREG(status.st_mode):
            raise _RefusedError("file_not_regular")
        if status.st_size > MAX_BYTES:
            raise _RefusedError("file_too_large", size=str(status.st_size // 2**20), limit=str(MAX_BYTES // 2**20))
        data = path.read_bytes()
    except FileNotFoundError:
        raise _RefusedError("file_missing") from None
    except PermissionError:
        raise _RefusedError("file_forbidden") from None
    except (OSError, ValueError) as error:
        raise _RefusedError("file_unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _RefusedError("file_utf16")
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise _RefusedError("file_empty")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise _RefusedError("file_encoding", data.count(b"\n", 0, error.start) + 1) from None
    return data


def read_bank(path: FilePath) -> ReadResult:
    """The bank in the file at `path`, or everything that is wrong with it. Never raises for what is in the file."""
    reading = _Reading(path)
    bank = None
    data = reading.bytes_of(path)
    if data is not None:
        document = read_yaml(data, "questions", reading.question)
        for line, mistake in document.mistakes:
            reading.tell(path, line, mistake)
        bank = None if document.broken else _bank(reading, document.root)
        if reading.mistakes:
            lines = lines_of(data, [mistake.path for mistake in reading.mistakes])
            for mistake in reading.mistakes:
                reading.tell(path, lines[mistake.path], mistake)
    in_order = sorted(reading.problems, key=lambda problem: (problem.file != str(path), problem.line))
    if len(in_order) >= MOST_PROBLEMS:
        in_order[MOST_PROBLEMS - 1 :] = [Problem("too_many_problems", str(path), 0, "", {})]
    return ReadResult(bank, tuple(in_order), tuple(reading.files))


def _bank(reading: _Reading, root: Raw) -> Bank | None:
    header = reading.header(root)
    if header is None:
        return None
    passage = reading.passage(header.passage, "passage", header.title)
    about = reading.passage(header.about, "about", "") if header.about != _Source() else None
    questions: list[Question | None] = root["questions"] if isinstance(root, dict) else []
    if passage is None:
        return None
    for index, question in enumerate(questions):
        if question is not None:
            for mistake in question.evidence_mistakes(passage):
                reading.mistakes.append(mistake.below("questions", index))
    if reading.mistakes or reading.problems:
        return None
    return Bank(
        id=header.id,
        title=header.title,
        description=header.description,
        language=header.language,
        author=header.author,
        licence=header.licence,
        passage=passage,
        about=about,
        questions=tuple(question for question in questions if question is not None),
        content_hash=reading.digest.hexdigest(),
    )


def field_of(path: Path) -> str:
    """`path` as people read it, entries counted from 1: ``questions[3].options[2].role``."""
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{shortened(part, 40)}" for part in path)
    return words.removeprefix(".")


def write_question(question: Question) -> str:
    """`question` in the native format, as one entry of a bank's `questions`."""
    entry = _texts(msgspec.to_builtins(question))
    fields = {"id": entry.pop("id"), "type": entry.pop("type"), "stem": entry.pop("stem"), **entry}
    return str(yaml.dump([fields], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120))


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _texts(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(part) for part in value]
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Writes what is there twice twice: aliases are not read."""

    def ignore_aliases(self, data: object) -> bool:
        return True
